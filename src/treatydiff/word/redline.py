"""The redline of two drafts as a Word file: both sides as Word files, merged, commented, proved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from treatydiff.errors import RenderError, TooComplexError, TreatydiffError
from treatydiff.model import Draft, Link
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.paragraphs import Paragraphs, Places, paragraphs_of
from treatydiff.ooxml.plain import front_page
from treatydiff.ooxml.resolve import has_revisions, resolve_package
from treatydiff.ooxml.scrub import scrub
from treatydiff.ooxml.xml import Element
from treatydiff.report import Report
from treatydiff.reports.summary import several
from treatydiff.word.looks import ChangedLook, changed_looks
from treatydiff.word.merge.anchors import hints
from treatydiff.word.merge.comments import Comment, add_bookmarks, add_comments, on_moves
from treatydiff.word.merge.document import Marks, Wholes, merge
from treatydiff.word.merge.extract import cut
from treatydiff.word.merge.pending import Pending, sign
from treatydiff.word.typeset.typed_numbers import type_all, type_numbers

if TYPE_CHECKING:
    from treatydiff.word.proof.verify import Expected, Failure


@dataclass(frozen=True, slots=True)
class Options:
    """How a redline is made."""

    author: str = "treatydiff"
    """Author of every mark."""
    date: str = "1970-01-01T00:00:00Z"
    """ISO 8601 date and time of every mark, UTC."""
    native_moves: bool = True
    """Mark moves as Word's own; else as deletion and insertion with a comment at both places."""
    formatting: bool = False
    """Whether a change of looks alone is marked; else the new looks stand unmarked."""
    proof: bool = True
    """Prove the file before it is handed out."""
    scrub: bool = False
    """Whether what it says of those who wrote the drafts is taken out, once it is proved."""


Front = Callable[[Sequence[str]], Sequence[Element]]
"""Makes the blocks of a front page, told what the redline cannot mark or does not hand on."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What to say on the margin about one link."""

    link: Link
    text: str
    """Lines are paragraphs."""
    words: tuple[str, ...] = ()
    """The changed words it is about; where none of them is found it stands at all that changed there."""
    author: str = ""
    """Who says it; empty for the author of the marks."""


@dataclass(frozen=True, slots=True)
class RedlinedFile:
    """A finished redline."""

    data: bytes
    moves: int
    """How many passages are marked as moved."""
    comments: int
    """How many comments of ours it holds."""
    proved: bool
    """Whether accepting and rejecting all was tried on it, and gave both drafts."""
    notices: tuple[str, ...] = ()
    """What a reader should know about how it is marked."""


def redline(
    report: Report,
    options: Options = Options(),
    remarks: Iterable[Remark] = (),
    front: Front = lambda _: (),
    shown: Collection[Link] | None = None,
    anchors: Mapping[str, Link] = MappingProxyType({}),
) -> RedlinedFile:
    """Two drafts as one Word file with tracked changes.

    ``front``: blocks to stand before it on pages of neither draft, made from what is to be said of the files. Where the
    proof fails, the paragraphs concerned are deleted and inserted as a whole, and if need be looks are marked too.
    ``shown``: only what these links hold, cut out of the whole, which is proved before; its automatic numbers are typed
    ones. ``anchors``: bookmarks by their names, each where a link changed, for ``front`` to point to. Where no redline
    can be built on a draft's package, or none that proves itself, that draft is set anew from its text, which is known
    whatever the package does, and a notice says so. Raises RenderError if the proof fails all the same.
    """
    remarks = tuple(remarks)
    try:
        return _built(report, options, remarks, front, shown, anchors)
    except (TooComplexError, MemoryError, RecursionError):
        raise
    except Exception as error:  # a package comes from anybody
        stepwise = not isinstance(error, RenderError)  # else every step failed already, and each takes its time
        for anew in _set_anew(report):
            why = _not_kept(report, anew, error)
            with suppress(Exception):
                made = _built(anew, options, remarks, _saying(why, front), shown, anchors, stepwise)
                return replace(made, notices=(why, *made.notices))
        raise


def looks_changed(report: Report, options: Options = Options()) -> tuple[ChangedLook, ...]:
    """What a redline leaves unmarked because it is of looks alone; of two Word files only."""
    if not report.old.kind == report.new.kind == "docx":
        return ()
    every = replace(options, formatting=True, proof=False)
    marks = Marks(every.author, every.date, every.native_moves)
    return changed_looks(_written(report, every, marks, (), lambda _: (), None, {}).whole, report.new)


def _saying(first: str, front: Front) -> Front:
    """A front page that says something before all else."""
    return lambda said: front((first, *said)) if first else front(said)


def _set_anew(report: Report) -> Iterator[Report]:
    """The report with one draft, and with both, as text: what is taken for text is set as a Word file."""
    old, new = report.old, report.new
    texts = [replace(draft, kind=_TEXT) if draft.kind == "docx" else draft for draft in (old, new)]
    for pair in ((texts[0], new), (old, texts[1]), (texts[0], texts[1])):
        if [draft.kind for draft in pair] != [old.kind, new.kind]:
            yield replace(report, old=pair[0], new=pair[1])


def _not_kept(report: Report, anew: Report, error: Exception) -> str:
    """Which draft's formatting went, and why."""
    why = error.message if isinstance(error, TreatydiffError) else f"its package does not hold ({type(error).__name__})"
    sides = zip((report.old, report.new), (anew.old, anew.new), strict=True)
    files = " and ".join(was.label for was, now in sides if was.kind != now.kind)
    return f"formatting of {files} not kept, set anew from the text: {why}"


_TEXT = "text"
"""The kind of a draft of which only the words are known."""


def _built(
    report: Report,
    options: Options,
    remarks: tuple[Remark, ...],
    front: Front,
    shown: Collection[Link] | None,
    anchors: Mapping[str, Link],
    stepwise: bool = True,
) -> RedlinedFile:
    """The redline on the packages of the drafts. Raises RenderError if the proof fails, and whatever a package does.

    What fails it goes as a whole: the paragraph, then what that stands in and its neighbours, then the text; the text
    at once, if it is not done ``stepwise`` or a step has nothing to add.
    """
    failed, how, numbers, first = _GivenUp(), options, True, ""
    everything = False
    for attempt in range(_ATTEMPTS if options.proof else 1):
        everything = everything or attempt == _ATTEMPTS - 1
        wholes = Wholes((_EVERY, _EVERY), (_EVERY, _EVERY), heads=True) if everything else failed.wholes()
        marks = Marks(how.author, how.date, how.native_moves, how.formatting, numbers, wholes=wholes)
        notices = tuple(_notices(failed, first, how, options))
        made = _written(report, how, marks, remarks, _saying("; ".join(notices), front), shown, anchors)
        failures = () if made.wanted is None else tuple(_failures(made.whole, made.wanted, report, how))
        if not failures:
            return RedlinedFile(made.data, made.moves, made.comments, options.proof, (*made.notices, *notices))
        if made.trusted and any(failure.law == "reject" for failure in failures):
            numbers = False  # a list may count otherwise than foreseen: then every number that changed hands is marked
            continue
        if everything:
            break
        first = first or _place(report, failures)
        known = failed.wholes()
        failed.widen(failures)
        stuck = failed.wholes() == known
        everything = not stepwise or (stuck and how.formatting)
        how = replace(how, formatting=how.formatting or attempt > 1 or stuck or everything)
    raise RenderError(
        f"the redline could not be proved {first or 'in ' + several(len(failures), 'place')}; first: {failures[0]}",
        "--no-verify writes it all the same, and treatydiff verify says of that file where it fails",
    )


_ATTEMPTS = 6
_EVERY = range(10**9)
"""Every paragraph there can be."""


class _GivenUp:
    """What goes as a whole because it failed the proof, old and new: paragraphs, then the tables they stand in."""

    def __init__(self) -> None:
        self.paragraphs: tuple[set[int], set[int]] = (set(), set())
        self._blocks: tuple[set[int], set[int]] = (set(), set())
        self._heads = False

    def widen(self, failures: Iterable[Failure]) -> None:
        """Take in what fails now. A whole that fails takes its table along, then its neighbours."""
        for failure in failures:
            side = failure.law == "accept"
            known, blocks = self.paragraphs[side], self._blocks[side]
            for place in failure.places:
                known.update((place - 1, place + 1) if place in blocks else ())
                blocks.update((place,) if place in known else ())
                known.add(place)
            self._heads |= failure.in_head

    def wholes(self) -> Wholes:
        """The same for the merging."""
        (old, new), (old_blocks, new_blocks) = self.paragraphs, self._blocks
        return Wholes((frozenset(old), frozenset(new)), (frozenset(old_blocks), frozenset(new_blocks)), self._heads)

    def __len__(self) -> int:
        return max(map(len, self.paragraphs)) + self._heads


def _place(report: Report, failures: Iterable[Failure]) -> str:
    """``in article 5, paragraph 2``: the first paragraph that fails; empty where none is known."""
    from treatydiff.word.proof.levels import place_of

    sides = {"accept": report.new, "reject": report.old}
    places = (place_of(failure, sides[failure.law]) for failure in failures if failure.law in sides)
    name = next(filter(None, places), "")
    return f"in {name[:1].lower()}{name[1:]}" if name else ""


def _notices(failed: _GivenUp, place: str, how: Options, wanted: Options) -> Iterator[str]:
    if len(failed):
        where = f", {place}{' and elsewhere' if len(failed) > 1 else ''}," if place else ""
        what = "it" if len(failed) == 1 else "them"
        yield f"{several(len(failed), 'paragraph')} marked as a whole{where} for what is in {what} cannot be marked"
    if how.formatting and not wanted.formatting:
        yield "changes of looks marked, for without them rejecting would not give the old draft"


@dataclass(frozen=True, slots=True)
class _Unproved:
    """A redline as bytes, and what it has to prove; both drafts' trees, which take much memory, are gone by now."""

    whole: bytes
    data: bytes
    """What is handed out: the whole, or the part that was asked for."""
    moves: int
    comments: int
    trusted: bool
    """Whether it takes numbers for the same that a list gave and a hand typed."""
    notices: tuple[str, ...]
    wanted: tuple[Expected, Expected] | None


def _written(
    report: Report,
    options: Options,
    marks: Marks,
    remarks: tuple[Remark, ...],
    front: Front,
    shown: Collection[Link] | None,
    anchors: Mapping[str, Link],
) -> _Unproved:
    old, new = _sides(report)
    found = hints(report, old.places, new.places)
    if shown is not None:
        for package in (old.package, new.package):
            type_all(package, found.printed)
    wanted = _expected(old, new, report) if options.proof else None  # the merging changes both packages
    if not options.formatting and shown is None:
        type_numbers(old.package, found.pairs(), found.printed)
    made = merge(old.package, new.package, found, replace(marks, pending=new.pending))
    comments = [*_comments(remarks, options.author, old.places, new.places)]
    comments += on_moves(report, made.bodies, options.author, old.places, new.places)
    count = add_comments(made, comments)
    add_bookmarks(made, {name: _homes(link, old.places, new.places) for name, link in anchors.items()})
    made.package.describe(*_about(report, options))
    notices = tuple(made.merge.notices())
    if blocks := front(notices):
        made.package.body.insert(0, front_page(blocks))
    whole = data = made.package.write()
    moves = made.bodies.moves
    if shown is not None:
        moves = cut(made, _paragraphs(shown, old.places, new.places))
        data = made.package.write()
    if options.scrub and (taken := scrub(made.package, options.author)):
        notices = (*notices, f"taken out: {'; '.join(taken)}")
        data = made.package.write()
    return _Unproved(whole, data, moves, count, bool(made.merge.trusted), notices, wanted)


def _paragraphs(shown: Collection[Link], old: Places, new: Places) -> set[Element]:
    return {
        p for link in shown for side, places in ((link.old, old), (link.new, new)) for p in paragraphs_of(side, places)
    }


@dataclass(frozen=True, slots=True)
class _Version:
    """One draft as a Word file: as it came, or set as one."""

    package: WordPackage
    places: Places
    pending: Pending | None = None
    """What its own changes delete, where they keep their authors."""


def _sides(report: Report) -> tuple[_Version, _Version]:
    """Both drafts as Word files. A PDF or text looks like the Word file on the other side, if there is one."""
    old, new = report.old, report.new
    if old.kind == new.kind == "docx":
        return _word(old), _word(new)
    if new.kind == "docx":
        return _set_like(report, old, new), _word(new)
    if old.kind == "docx":
        return _word(old), _set_like(report, new, old)
    return _set(old), _set(new)


def _word(draft: Draft) -> _Version:
    package = WordPackage(draft.data)
    places = Paragraphs(package, draft)
    pending = None
    if has_revisions(package):
        pending = sign(package) if draft.revisions == "keep" else None
        resolve_package(package, accept=draft.revisions != "reject")
    return _Version(package, places, pending)


def _set(draft: Draft) -> _Version:
    from treatydiff.word.typeset.document import typeset  # takes its template along, which Word files do not need

    made = typeset(draft)
    return _Version(made.package, made)


def _set_like(report: Report, draft: Draft, other: Draft) -> _Version:
    from treatydiff.word.typeset.match_styles import imitate

    made = imitate(draft, other, report.alignment, draft is report.new)
    return _Version(made.package, made)


def _about(report: Report, options: Options) -> tuple[str, str, str, str]:
    """Title, description, author and date of the file."""
    old, new = report.old.label, report.new.label
    about = f"Tracked changes: accepting all gives {new}, rejecting all gives {old}."
    return f"Comparison of {old} and {new}", about, options.author, options.date


def _homes(link: Link, old: Places, new: Places) -> tuple[Element, ...]:
    """The paragraphs that a link is about, the best place first."""
    return (*paragraphs_of(link.new, new), *paragraphs_of(link.old, old))


def _comments(remarks: Iterable[Remark], author: str, old: Places, new: Places) -> Iterator[Comment]:
    for remark in remarks:
        paragraphs = _homes(remark.link, old, new)
        yield Comment(remark.author or author, remark.text, paragraphs, remark.words)


def _expected(old: _Version, new: _Version, report: Report) -> tuple[Expected, Expected]:
    from treatydiff.word.proof.verify import expected  # late, as below: not every redline is proved

    return (
        expected(old.package, lambda: _again(report, 0)),
        expected(new.package, lambda: _again(report, 1)),
    )


def _again(report: Report, at: int) -> WordPackage:
    """One of the ``_sides`` alone: a draft that came as Word is read without the other."""
    draft = (report.old, report.new)[at]
    return (_word(draft) if draft.kind == "docx" else _sides(report)[at]).package


def _failures(data: bytes, wanted: tuple[Expected, Expected], report: Report, options: Options) -> Iterator[Failure]:
    """Everything against both Word files, and the words against a draft that came in another form.

    Where a change of looks is not marked, rejecting leaves the new draft's looks.
    """
    from treatydiff.word.proof.verify import both_hold, prove, verify_words, without_looks

    kept = report.old.kind == report.new.kind == "docx" and report.new.revisions == "keep"
    held = both_hold(report.old.data, report.new.data) if kept else None
    found = prove(lambda: WordPackage.as_written(data), *wanted, held)
    yield from found if options.formatting else without_looks(found)
    for law, draft in (("accept", report.new), ("reject", report.old)):
        if draft.kind != "docx":
            yield from verify_words(data, law, draft)
