"""Word document with tracked changes: accepting all gives the new draft, rejecting all the old one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from treatydiff.errors import RenderError
from treatydiff.model import ROWS, Change, Link
from treatydiff.ooxml.plain import Face, page_break, paragraph
from treatydiff.ooxml.xml import Element
from treatydiff.references.places import capital
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.text.locations import label
from treatydiff.renderers.text.other_languages import OtherVersions
from treatydiff.renderers.text.verdict_notes import head, sentence
from treatydiff.renderers.view import View, views
from treatydiff.report import Effect, Finding, Report, Selection
from treatydiff.reports.summary import several
from treatydiff.word import ChangedLook, Front, Options, RedlinedFile, Remark, looks_changed, redline

MOST_LOOKS = 12
"""So many places of one kind of change of looks are named, of others the first and the last."""


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The redline of one pair of drafts. Raises RenderError if it does not prove itself, or for several pairs."""
    if options.layout == "synoptic":
        from treatydiff.renderers.docx.synoptic import synoptic

        return synoptic(reports, options)
    if len(reports) != 1:
        raise RenderError("a Word redline shows two drafts", "compare them pair by pair, or use --layout synoptic")
    (view,) = views(reports, options)
    how = Options(
        options.author,
        options.date,
        options.moves == "native",
        options.formatting == "tracked",
        options.verify,
        options.scrub,
    )
    shown = view.extract() if _is_extract(view.report.selection, options) else None
    note = [] if shown is None else [_extract_note(view, shown)]
    front, anchors = _front(view, options) if options.summary else (lambda _: [], {})
    if options.formatting == "list":
        note = [*_looks(looks_changed(view.report, how)), *note]
    comments = (*remarks(view, options.comments), *_elsewhere(view))
    made = redline(view.report, how, comments, lambda said: [*front(said), *deepcopy(note)], shown, anchors)
    return Rendered(made.data, _said(view, made, shown), [*view.of_files(), *made.notices])


def _looks(found: Sequence[ChangedLook]) -> Iterator[Element]:
    """A page that lists what the redline leaves unmarked: each kind of change, the rarest first, and where."""
    yield paragraph([("What changed in looks alone, and is not marked", Face(bold=True))], after=4, keep=True)
    if not found:
        yield paragraph([("Nothing, as far as two Word files show it.", Face())])
    for each in sorted(found, key=lambda each: len(each.places)):
        where = "; ".join(each.places)
        if len(each.places) > MOST_LOOKS:
            where = f"in {len(each.places)} places, from {each.places[0]} to {each.places[-1]}"
        yield paragraph([(f"{capital(each.what)}: ", Face(bold=True)), (f"{where}.", Face())])
    yield page_break()


def _is_extract(selection: Selection, options: RenderOptions) -> bool:
    """Whether a part was asked for. With comments on findings, themes choose the comments."""
    themes = selection.themes and options.comments != "findings"
    return bool(selection.articles or selection.units or selection.substantive or selection.reworded or themes)


def _extract_note(view: View, shown: tuple[Link, ...]) -> Element:
    """A line that keeps a part from passing for the whole. Raises RenderError where there is nothing to show."""
    if not shown:
        raise RenderError("nothing is selected, so there is nothing to write", "ask for less: drop --only or --theme")
    report = view.report
    heads = [link for link in shown if link.level in ROWS]
    names = ", ".join(dict.fromkeys(view.located.titles(link) for link in heads)) or "headings and front matter"
    text = f"Extract from the comparison of {report.old.label} and {report.new.label}: {names}. All else is left out."
    return paragraph([(text, Face(italic=True, size=8))], after=8)


def _front(view: View, options: RenderOptions) -> tuple[Front, dict[str, Link]]:
    """The front page, and by the names of its bookmarks the links that it points to."""
    from treatydiff.renderers.docx.summary import anchor, anchored, front_page

    links = {anchor(change): change.link for change in anchored(view, options)}
    return lambda said: list(front_page(view, options, said=said)), links


def remarks(view: View, wanted: str) -> Iterator[Remark]:
    """What to say on the margin: one comment for each place, whatever it is about, and one for what a person says."""
    if wanted != "none" and (notices := view.of_files()):
        yield Remark(view.report.redline.all[0].link, "\n".join(notices))
    for change in view.selected.changes if wanted != "none" else ():
        found = view.found(change) if wanted == "findings" else []
        yield from _signed(view, change) if wanted == "findings" else ()
        if found := [finding for finding in found if not finding.signed]:
            words = tuple(word for finding in found for word in (*finding.introduced, *finding.removed))
            yield Remark(change.link, _judged(found), words)
        elif wanted == "remarks" and change.remarks:
            yield Remark(change.link, _sentence(f"{'; '.join(change.remarks)}."))


def _elsewhere(view: View) -> Iterator[Remark]:
    """What other language versions say where a change stands, a comment each."""
    others = OtherVersions(view)
    for change in view.selected.changes:
        yield from (Remark(change.link, words.sentence) for words in others.of(change))


def _signed(view: View, change: Change) -> Iterator[Remark]:
    """What people say of a change, each under their own name, which Word shows in a colour of its own."""
    for finding in view.found(change):
        if finding.signed:
            words = (*finding.introduced, *finding.removed)
            yield Remark(change.link, _judged([finding]), words, finding.signed.name)
    for kept in view.besides:
        if kept.change is change:
            yield Remark(change.link, f"{capital(head(kept))}.\n{sentence(kept)}", author=kept.filed.signature.name)


def _judged(findings: list[Finding]) -> str:
    """What it means, said once, and below it what that is for each theme: margins cut a comment after two lines."""
    sentences = dict.fromkeys(_sentence(finding.statement) for finding in findings)
    themes = dict.fromkeys(f"{_themed(finding)}." for finding in findings)
    return "\n".join((*sentences, *themes))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _themed(finding: Finding) -> str:
    effect = "" if finding.effect is Effect.TOUCHES else f"{finding.effect}, "
    return f"{finding.theme.capitalize()}: {effect}{label(finding)}"


def _said(view: View, made: RedlinedFile, shown: tuple[Link, ...] | None) -> str:
    """``148 changes, 3 moves, proved; no comments``. ``shown``: of an extract what it shows."""
    held = set(map(id, shown or ()))
    selected = [change for change in view.selected.changes if id(change.link) in held]
    changes = view.report.redline.changes if shown is None else selected
    besides = [f"{view.unworded} besides"] * (bool(view.unworded) and shown is None)
    counts = ["an extract"] * (shown is not None)
    counts += [several(len(changes), "change"), several(made.moves, "move"), *besides]
    proof = "proved" if made.proved else "not proved"
    comments = several(made.comments, "comment") if made.comments else "no comments"
    return "; ".join([", ".join([*counts, proof]), comments])
