"""The front page of a Word redline: drafts, changes, legend. It belongs to neither draft, so it is not tracked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from pathlib import PurePath

from treatydiff import __version__
from treatydiff.model import Change, Level, Op, Provision, Relation, Significance
from treatydiff.ooxml.plain import DELETED, INSERTED, Cell, Face, link, page_break, paragraph, run, table
from treatydiff.ooxml.xml import Element
from treatydiff.references.places import capital, number, title, unit_name
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.text.convention import convention
from treatydiff.renderers.text.headlines import TITLES, Headline, Headlines, headlines, sections
from treatydiff.renderers.view import View
from treatydiff.report import Finding, Report
from treatydiff.reports.summary import Row, happened, several
from treatydiff.text.languages import is_right_to_left

STRONG, SMALL, PLAIN = Face(bold=True), Face(size=7), Face()
LINK = Face(color="0B4F8A", underline=True)
MOST_NAMED = 8
"""So many inserted or deleted articles are named in a line."""
PROMISE = "Accept all for the new draft, reject all for the old one{}. Automatic numbers are Word's own."
QUIET = ", in words, numbers, structure and tables: changes of formatting alone are not marked"
BESIDES = (
    "“Status” means brackets, options and notes such as “agreed ad referendum”. “Consequential” means what follows "
    "from another change: a provision's number, a cross-reference to it. “Editorial” means spelling, punctuation and "
    "capitals."
)
CAVEAT = (
    "Automatic comparison by treatydiff {}. It shows words, not intentions, and is not legal advice: read the drafts. "
    "This page belongs to neither draft: delete it when you are done."
)
COLUMNS = ("Old", "New", "Heading", "What happened", "Findings")
"""Of the table of changed articles; the last one where findings stand on the page."""
WIDTHS = (14, 16, 56, 37, 37)
_WIDER = (14, 16, 76, 54)
"""Of the columns, in millimetres: with and without findings."""
_LYING = 257 / 160
"""How much wider the text of a lying page is."""


def anchor(change: Change, step: int = 0) -> str:
    """The bookmark of a change of a step in the document; it begins with a line, so that Word does not list it."""
    return f"_treatydiff_{step}_{change.id}"


def anchored(view: View, options: RenderOptions) -> tuple[Change, ...]:
    """The changes that the page points to."""
    told = (each.change for _, lines in _groups(headlines(view), _told(view, options)) for each in lines)
    whole = (row.changes[0] for row in _came_or_went(view) if row.changes)
    return tuple(dict.fromkeys((*told, *whole)))


def _told(view: View, options: RenderOptions) -> tuple[Finding, ...]:
    """The findings that stand on the page: none unless they are asked for, as it may go to the other side."""
    return view.findings if options.with_findings else ()


def front_page(view: View, options: RenderOptions, step: int = 0, said: Sequence[str] = ()) -> Iterator[Element]:
    """The blocks of the page. ``step``: which of several comparisons in a document. ``said``: what else is to be known.

    Tables fill the page: upright before a redline, lying before a synoptic table.
    """
    wide = _LYING if options.layout == "synoptic" else 1
    report = view.report
    yield paragraph([("Comparison of two drafts", Face(size=10))], align="center", after=2)
    yield paragraph([(f"{report.old.label} → {report.new.label}", Face(bold=True, size=14))], align="center", after=2)
    for name in dict.fromkeys(filter(None, map(convention, (report.old, report.new)))):
        rtl = is_right_to_left(report.new.language)
        yield paragraph([(name, Face(size=11))], align="center", after=6, rtl=rtl)
    found = _told(view, options)
    yield from _worst(view, found, step)
    yield from _came_and_went(view, step)
    yield from _said(view)
    yield from _of_files(view, said)
    yield from _articles(view, found, wide)
    yield from _legend(options)
    yield _heading("The drafts")
    yield from _drafts(report)
    compared = options.date.replace("T", " ").rstrip("Z")
    yield page_break(paragraph([(f"Compared on {compared} UTC by {options.author}.", SMALL)], before=3))


def _heading(text: str) -> Element:
    return paragraph([(text, STRONG)], before=8, keep=True)


def _drafts(report: Report) -> Iterator[Element]:
    """What identifies each, a line for a draft: a table would spill over to a page of its own."""
    for side, draft in (("Old", report.old), ("New", report.new)):
        called = [draft.label, draft.date, several(len(draft.articles()), unit_name(draft)), PurePath(draft.path).name]
        digest = f"; SHA-256 {sha256(draft.data).hexdigest()}" if draft.data else ""
        yield paragraph([(f"{side}: ", STRONG), (", ".join(filter(None, called)), PLAIN), (digest, SMALL)], left=3)


# ------------------------------------------------------------------------------------------------------------- in words


def _worst(view: View, findings: Sequence[Finding], step: int) -> Iterator[Element]:
    """Every change of substance in order, the first in sentences, each leading into the document."""
    yield from (_line(f"{capital(words)}.") for words in view.report.forewords)
    turned = is_right_to_left(view.report.new.language)
    first = headlines(view)
    for name, told in _groups(first, findings):
        yield _heading(name)
        yield from (line for each in told for line in _sentence(each, step, turned))
    if first.short:
        more = f"; and {first.more} more" if first.more else ""
        yield _line(f"Besides: {'; '.join(each.called for each in first.short)}{more}.")


def _groups(first: Headlines, findings: Sequence[Finding]) -> Iterator[tuple[str, Sequence[Headline]]]:
    """Headings, and what stands under them in full.

    Without findings the same places and words, and nothing of what is said of them: the page may go to the other side.
    """
    if findings:
        yield from ((f"{TITLES[tier]} ({first.account(tier)})", held) for tier, held in sections(first.full))
    elif first.lines:
        yield "The weightiest changes", [replace(each, clause="", line=each.line.bare) for each in first.full]


def _sentence(told: Headline, step: int, turned: bool) -> Iterator[Element]:
    """``Article 5, paragraph 1 (Requests): One of the things is enough: “necessary [-and-]{+or+} proportionate”``.

    ``turned``: whether the drafts' lines run from right to left; then their words stand below, in a line that does.
    """
    line = paragraph([], left=3)
    line.append(link(told.place, LINK, anchor(told.change, step)))
    heading = f" ({told.heading})" if told.heading and told.heading not in told.place else ""
    line.append(run(f"{heading}: {f'{told.sentence}: ' if told.sentence else ''}", PLAIN))
    yield line
    quote = paragraph([], left=3, rtl=True) if turned else line
    quote.append(run("“", PLAIN, turned))
    for span in told.quote:
        quote.append(run(span.text, {Op.DELETE: DELETED, Op.INSERT: INSERTED}.get(span.op, PLAIN), turned))
    quote.append(run("”", PLAIN, turned))
    if turned:
        yield quote


def _came_and_went(view: View, step: int) -> Iterator[Element]:
    unit = unit_name(view.report.old, view.report.new)
    for relation in (Relation.INSERTED, Relation.DELETED):
        rows = [row for row in _came_or_went(view) if row.relation is relation]
        if rows:
            yield _listed(f"{several(len(rows), unit)} {relation}: ", rows, step)


def _said(view: View) -> Iterator[Element]:
    """The counts, last: a number says least."""
    found, unit = view.figures, unit_name(view.report.old, view.report.new)
    yield _heading("In numbers")
    if view.unworded:
        yield _line(f"Besides words: {view.unworded}.")
    counts = found.changes
    substantive = counts[str(Significance.SUBSTANTIVE)]
    lighter = [f"{counts[str(s)]} {_LIGHTER[s]}" for s in _LIGHTER if counts[str(s)]]
    rest = f"; besides, {', '.join(lighter)}" if lighter else ""
    amended = several(found.in_substance, f"changed {unit}")
    yield _line(f"{several(substantive, 'change')} of substance; {amended}{rest}.")
    words = f"{several(found.inserted_words, 'word')} inserted, {several(found.deleted_words, 'word')} deleted"
    yield _line(f"{words}; {several(found.articles['moved'], unit)} moved.")


_LIGHTER = {
    Significance.STATUS: "of status (brackets, options)",
    Significance.CONSEQUENTIAL: "that follow from renumbering",
    Significance.EDITORIAL: "editorial",
}


def _came_or_went(view: View) -> list[Row]:
    wanted = (Relation.INSERTED, Relation.DELETED)
    return [row for row in view.rows if row.relation in wanted and row.link.level is Level.ARTICLE]


def _listed(lead: str, rows: Sequence[Row], step: int) -> Element:
    """Articles by name, each leading to its place."""
    line = _line(lead)
    for place, row in enumerate(rows[:MOST_NAMED]):
        if place:
            line.append(run("; ", PLAIN))
        name = _named((row.new or row.old or row.link.new or row.link.old)[0])
        line.append(link(name, LINK, anchor(row.changes[0], step)) if row.changes else run(name, PLAIN))
    left = len(rows) - MOST_NAMED
    line.append(run(f"; and {left} more." if left > 0 else ".", PLAIN))
    return line


def _named(provision: Provision) -> str:
    return f"{title(provision)} ({provision.heading})" if provision.heading else title(provision)


def _line(text: str) -> Element:
    return paragraph([("•\u2002", PLAIN), (text, PLAIN)], left=3)


def _of_files(view: View, said: Sequence[str]) -> Iterator[Element]:
    """What the files held that the redline does not hand on, or cannot mark."""
    notices = [*view.of_files(), *map(capital, said)]
    if notices:
        yield _heading("About the files")
        yield from (_line(f"{notice}.") for notice in notices)


# ------------------------------------------------------------------------------------------------------------- articles


def _articles(view: View, findings: Sequence[Finding], wide: float) -> Iterator[Element]:
    """A row for each article that says something else or stands elsewhere, and a line for all that only count on."""
    told = [row for row in view.selected.rows if row.changes or not (row.link.old and row.link.new)]
    light = [row for row in told if _is_renumbered(row)]
    heavy = [row for row in told if row not in light]
    if heavy:
        yield _heading(f"Changed {unit_name(view.report.old, view.report.new)}s")
        names, widths = (COLUMNS, WIDTHS) if findings else (COLUMNS[:-1], _WIDER)
        yield table([_head(*names), *_rows(findings, heavy)], [width * wide for width in widths])
    if light:
        yield paragraph([("Only numbers and references changed: ", STRONG), (_folded(light), PLAIN)], before=4)


def _is_renumbered(row: Row) -> bool:
    kept = bool(row.link.old and row.link.new) and not row.moved
    return kept and row.significance in (None, Significance.CONSEQUENTIAL)


def _folded(rows: Sequence[Row]) -> str:
    """``4–16 → 5–17, 18 bis → 20``."""
    pairs = [(_numbers(row.old), _numbers(row.new)) for row in rows]
    runs = (list(same) for _, same in groupby(enumerate(pairs), lambda item: _step(*item)))
    return ", ".join(_span([pair for _, pair in some]) for some in runs) + "."


def _numbers(provisions: Sequence[Provision]) -> str:
    return ", ".join(number(p) for p in provisions)


def _step(place: int, pair: tuple[str, str]) -> object:
    """The same for articles that follow one another on both sides."""
    old, new = pair
    return (int(old) - place, int(new) - place) if old.isdecimal() and new.isdecimal() else place


def _span(pairs: Sequence[tuple[str, str]]) -> str:
    first, last = pairs[0], pairs[-1]
    sides = [a if a == b else f"{a}–{b}" for a, b in zip(first, last, strict=True)]
    return sides[0] if sides[0] == sides[1] else " → ".join(sides)


def _rows(findings: Sequence[Finding], rows: Iterable[Row]) -> Iterator[list[Cell]]:
    for row in rows:
        ids = {change.id for change in row.changes}
        themes = dict.fromkeys(finding.theme for finding in findings if finding.change.id in ids)
        heading = next((p.heading for p in (*row.new, *row.old) if p.heading), "")
        sides = [_numbers(side) for side in (row.old, row.new)]
        words = happened(row.link, row.relation, row.significance, stale=row.stale)
        named = [", ".join(themes)] if findings else []
        yield [_cell(text, PLAIN) for text in (*sides, heading, words, *named)]


def _head(*names: str) -> list[Cell]:
    return [_cell(name, STRONG) for name in names]


def _cell(text: str, face: Face) -> Cell:
    return [paragraph([(text, face)], after=0)]


# --------------------------------------------------------------------------------------------------------------- legend


def _legend(options: RenderOptions) -> Iterator[Element]:
    yield _heading("How to read it")
    marks = [("Struck out", DELETED), (": only in the old draft. ", PLAIN), ("Underlined", INSERTED)]
    moved = "only in the new draft. What moved is marked at both places, in the colour that your program has for it. "
    if options.layout == "synoptic":
        yield paragraph([*marks, (": only in the new draft.", PLAIN)])
    else:
        looks = "" if options.formatting == "tracked" else QUIET
        yield paragraph([*marks, (f": {moved}{PROMISE.format(looks)}", PLAIN)])
    yield paragraph([(BESIDES, PLAIN)])
    yield paragraph([(CAVEAT.format(__version__), Face(italic=True))], after=8)
