"""The front page of a Word redline: which drafts, what changed, how to read it. Of neither draft, so not tracked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import PurePath

from treatydiff import __version__
from treatydiff.model import Report
from treatydiff.ooxml.writing import Cell, Face, page_break, paragraph, table
from treatydiff.ooxml.xml import Element
from treatydiff.places import capital, number
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.view import View
from treatydiff.summary import Row, happened

STRONG, SMALL = Face(bold=True), Face(size=7)
LEGEND = (
    "Tracked changes: what is struck out stood in the old draft only, what is underlined stands in the new draft only; "
    "a moved passage is marked at both places. Accept all for the new draft, reject all for the old one{}. Automatic "
    "numbers are Word's own. This page belongs to neither draft: delete it when you are done."
)
QUIET = ", in words, numbers, structure and tables: changes of formatting alone are not marked"
CAVEAT = (
    "Automatic comparison by treatydiff {}. It shows words, not intentions, and is no legal advice: read the drafts."
)
COLUMNS = {"Old": 16, "New": 16, "Heading": 62, "What happened": 40, "Findings": 26}
"""Of the table of changed articles, with their widths in millimetres."""


def front_page(view: View, options: RenderOptions) -> Iterator[Element]:
    """The blocks of the page."""
    report = view.report
    yield paragraph([(report.new.title or report.new.label, Face(bold=True, size=14))], align="center", after=4)
    yield paragraph([("Comparison of two drafts", Face(size=11))], align="center", after=8)
    yield _drafts(report, options)
    yield paragraph([("What changed", STRONG)], before=10)
    yield from (paragraph([(line, Face())]) for line in _counts(view))
    yield paragraph([("How to read it", STRONG)], before=8)
    looks = "" if options.formatting == "tracked" else QUIET
    yield paragraph([(LEGEND.format(looks), Face())])
    yield paragraph([(CAVEAT.format(__version__), Face(italic=True))], after=8)
    changed = [row for row in view.selected.rows if row.changes or not (row.link.old and row.link.new)]
    if changed:
        yield paragraph([("Changed articles", STRONG)], before=4)
        yield table([_head(*COLUMNS), *_rows(view, changed)], tuple(COLUMNS.values()))
    yield page_break()


def _drafts(report: Report, options: RenderOptions) -> Element:
    sides = (report.old, report.new)
    lines = [
        ("Draft", [draft.label for draft in sides]),
        ("Date of the draft", [draft.date or "not stated" for draft in sides]),
        ("File", [PurePath(draft.path).name or "–" for draft in sides]),
        ("SHA-256", [sha256(draft.data).hexdigest() if draft.data else "–" for draft in sides]),
        ("Articles", [str(len(draft.articles())) for draft in sides]),
    ]
    rows = [_head("", "Old draft", "New draft")]
    for name, values in lines:
        face = SMALL if name == "SHA-256" else Face()
        rows.append([_cell(name, STRONG), *(_cell(value, face) for value in values)])
    rows.append([_cell("Compared", STRONG), _cell(options.date.replace("T", " ").rstrip("Z") + " UTC", Face()), []])
    return table(rows, (28, 66, 66))


def _counts(view: View) -> Iterator[str]:
    found = view.figures
    if view.report.subject:
        yield capital(view.report.subject) + "."
    yield f"Articles: {_listed(found.articles)}."
    yield f"Changed provisions: {_listed(found.changes)}."
    yield f"Words: {found.inserted_words} inserted, {found.deleted_words} deleted."
    for theme, turns in found.findings.items():
        yield f"Findings on {theme}: {_listed(turns)}."


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "none"


def _rows(view: View, rows: Iterable[Row]) -> Iterator[list[Cell]]:
    findings = view.findings
    for row in rows:
        ids = {change.id for change in row.changes}
        themes = dict.fromkeys(finding.theme for finding in findings if finding.change.id in ids)
        heading = next((p.heading for p in (*row.new, *row.old) if p.heading), "")
        sides = [", ".join(number(p) for p in side) for side in (row.old, row.new)]
        words = happened(row.link, row.relation, row.significance)
        yield [_cell(text, Face()) for text in (*sides, heading, words, ", ".join(themes))]


def _head(*names: str) -> list[Cell]:
    return [_cell(name, STRONG) for name in names]


def _cell(text: str, face: Face) -> Cell:
    return [paragraph([(text, face)], after=0)]
