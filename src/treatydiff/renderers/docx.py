"""Word document with tracked changes: accepting all gives the new draft, rejecting all the old one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from treatydiff.errors import RenderError
from treatydiff.model import Draft, Report
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.docx_summary import front_page
from treatydiff.renderers.docx_synoptic import synoptic
from treatydiff.renderers.view import View, views
from treatydiff.tracked.build import Options, redline
from treatydiff.tracked.comments import add_remarks
from treatydiff.tracked.hints import Paragraphs, Places, hints
from treatydiff.tracked.imitate import imitate
from treatydiff.tracked.package import Package
from treatydiff.tracked.remarks import on_findings, on_moves
from treatydiff.tracked.resolve import has_revisions, resolve_package
from treatydiff.tracked.spelled import words_of
from treatydiff.tracked.typeset import typeset
from treatydiff.tracked.verify import Expected, Failure, expected, prove, verify_words


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The redline of one pair of drafts. Raises RenderError if it does not prove itself, or for several pairs."""
    if options.layout == "synoptic":
        return synoptic(reports, options)
    if len(reports) != 1:
        raise RenderError("a Word redline shows two drafts", "compare them pair by pair, or use --layout synoptic")
    (view,) = views(reports, options)
    report = view.report
    old, new = _sides(report)
    wanted = (expected(old.package), expected(new.package)) if options.verify else None  # the merging changes both
    data = _redline(view, old, new, options)
    if wanted is not None:
        _prove(data, wanted, old, new)
    return data


@dataclass(frozen=True, slots=True)
class _Side:
    """One draft as a Word file: as it came, or set as one."""

    draft: Draft
    package: Package
    places: Places

    @property
    def is_typeset(self) -> bool:
        """Whether the draft came in another form."""
        return self.draft.kind != "docx"


def _sides(report: Report) -> tuple[_Side, _Side]:
    """Both drafts as Word files. A PDF or text looks like the Word file on the other side, if there is one."""
    old, new = report.old, report.new
    if old.kind == new.kind == "docx":
        return _word(old), _word(new)
    if new.kind == "docx":
        return _set_like(report, old, new), _word(new)
    if old.kind == "docx":
        return _word(old), _set_like(report, new, old)
    return _set(old), _set(new)


def _word(draft: Draft) -> _Side:
    package = Package(draft.data)
    places = Paragraphs(package, draft)
    if has_revisions(package):
        resolve_package(package, accept=_was_accepted(draft))
    return _Side(draft, package, places)


def _was_accepted(draft: Draft) -> bool:
    """Whether the changes pending in its file were accepted when the draft was read: its words tell."""
    read = Counter(word for block in draft.blocks for word in block.text.split())
    apart = []
    for accept in (True, False):
        package = Package(draft.data)
        resolve_package(package, accept)
        words = Counter(word for text in words_of(package) for word in text.split())
        apart.append(((read - words) + (words - read)).total())
    return apart[0] <= apart[1]


def _set(draft: Draft) -> _Side:
    made = typeset(draft)
    return _Side(draft, made.package, made)


def _set_like(report: Report, draft: Draft, other: Draft) -> _Side:
    made = imitate(draft, other, report.alignment, draft is report.new)
    return _Side(draft, made.package, made)


def _redline(view: View, old: _Side, new: _Side, options: RenderOptions) -> bytes:
    report = view.report
    found = hints(report.alignment, report.new, old.places, new.places)
    marks = Options(options.author, options.date, options.moves == "native")
    made = redline(old.package, new.package, found, marks)
    if options.comments:
        add_remarks(made, on_findings(view.findings, options.author, old.places, new.places))
    add_remarks(made, on_moves(report, made.bodies, options.author, old.places, new.places))
    if options.summary:
        made.package.body.insert(0, front_page(view, options))
    return made.package.write()


def _prove(data: bytes, wanted: tuple[Expected, Expected], old: _Side, new: _Side) -> None:
    """Everything against both Word files, and the words against a draft that came in another form."""
    failures: list[Failure] = list(prove(data, *wanted))
    for law, side in (("accept", new), ("reject", old)):
        if side.is_typeset:
            failures += verify_words(data, law, side.draft)
    if failures:
        raise RenderError(
            f"the redline does not prove itself in {len(failures)} places; first: {failures[0]}",
            "please report it with the two drafts; --no-verify writes the file all the same",
        )
