"""The paper people bring to the room: a landscape table, a row a provision, a column a draft, and remarks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from treatydiff.languages import is_right_to_left
from treatydiff.model import CONTAINERS, Change, Level, Op, Provision, Relation, Report, Span
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.template import blank_document
from treatydiff.ooxml.writing import DELETED, INSERTED, Cell, Face, Run, paragraph, table
from treatydiff.ooxml.xml import SECTPR
from treatydiff.places import titles
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.view import View, views

PAGE = 257
"""Millimetres between the margins of a landscape A4 page."""
REMARKS = 50
_INDENT = {Level.SUBPARAGRAPH: 4, Level.ITEM: 8}
_HEADINGS = CONTAINERS | {Level.ARTICLE, Level.ANNEX, Level.PREAMBLE}
_SIGNIFICANCE = Face(italic=True, size=8)


@dataclass(slots=True)
class _SynopticRow:
    """A provision through the drafts."""

    changes: dict[int, Change] = field(default_factory=dict)
    """By the number of the report."""

    def eids(self, report: int) -> set[str]:
        """What the provision is called in the draft that a report leads to."""
        change = self.changes.get(report)
        return {p.eid for p in change.link.new} if change is not None else set()


def synoptic(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The table as a Word file. Like the redline it is the same for the same drafts."""
    shown, last = views(reports, options), reports[-1].new
    document = blank_document(last.title or last.label, last.symbol or last.label, last.language, landscape=True)
    stream = io.BytesIO()
    document.save(stream)
    package = WordPackage(stream.getvalue())
    package.drop_unwanted()
    rtl = is_right_to_left(last.language)
    section = package.body.find(SECTPR)
    labels = [reports[0].old.label, *(report.new.label for report in reports)]
    intro = paragraph([(" → ".join(labels), Face(bold=True, size=11))], align="center", after=2)
    note = (
        f"Automatic comparison by {options.author}. Struck out: only in the older draft. Underlined: only in the newer."
    )
    width = (PAGE - REMARKS) / len(labels)
    head: list[Cell] = [[paragraph([(name, Face(bold=True))], after=0)] for name in (*labels, "Remarks")]
    rows = [head, *(_cells(row, shown, rtl) for row in _rows(shown))]
    grid = table(rows, (*[width] * len(labels), REMARKS), rtl=rtl)
    package.body[:] = [intro, paragraph([(note, Face(size=8))], align="center", after=6), grid, paragraph(())]
    if section is not None:
        package.body.append(section)
    return package.write()


# ------------------------------------------------------------------------------------------------------------- the rows


def _rows(shown: tuple[View, ...]) -> list[_SynopticRow]:
    """In reading order of the last draft; what went earlier stays after what stood before it."""
    rows: list[_SynopticRow] = []
    for number, view in enumerate(shown):
        rows = _continued(rows, number, view)
    return rows


def _continued(rows: list[_SynopticRow], number: int, view: View) -> list[_SynopticRow]:
    """The rows with the next draft added."""
    homes = {eid: index for index, row in enumerate(rows) for eid in row.eids(number - 1)}
    placed: list[tuple[float, int, _SynopticRow]] = []
    used: set[int] = set()
    place = -1.0
    for change in _wanted(view):
        known = sorted({homes[p.eid] for p in change.link.old if p.eid in homes} - used)
        row = rows[known[0]] if known else _SynopticRow()
        used |= set(known[:1])  # what was merged in keeps its row: its text is shown nowhere else
        place = max(place, float(known[0])) if known else place
        placed.append((place, len(placed), replace(row, changes={**row.changes, number: change})))
    placed += [(index, -1, row) for index, row in enumerate(rows) if index not in used]
    return [row for _, _, row in sorted(placed, key=lambda item: item[:2])]


def _wanted(view: View) -> Iterator[Change]:
    """What the user asked to see: with no filter everything, also what did not change."""
    report = view.report
    chosen = {change.id for change in view.selected.changes}
    filtered = report.selection.themes or report.selection.articles or report.selection.substantive
    return (change for change in report.redline.all if not filtered or change.id in chosen)


# ------------------------------------------------------------------------------------------------------------ the cells


def _cells(row: _SynopticRow, shown: tuple[View, ...], rtl: bool) -> list[Cell]:
    drafts = [_draft_cell(row, number, rtl) for number in range(len(shown) + 1)]
    return [*drafts, _remarks(row, shown)]


def _draft_cell(row: _SynopticRow, number: int, rtl: bool) -> Cell:
    """The provision in one draft: with what came since the draft before and what goes in the draft after."""
    before, after = row.changes.get(number - 1), row.changes.get(number)
    provisions = before.link.new if before is not None else after.link.old if after is not None else ()
    if not provisions:
        return []
    text, marks = _overlaid(before, after)
    level = provisions[0].level
    runs = _labelled(provisions, text, marks)
    return [paragraph(runs, left=_INDENT.get(level, 0), rtl=rtl, keep=level in _HEADINGS)]


def _labelled(provisions: Sequence[Provision], text: str, marks: Sequence[Face]) -> Iterator[Run]:
    label = ", ".join(p.printed or p.number for p in provisions if p.printed or p.number)
    if label:
        yield f"{label}\u2002" if text else label, Face(bold=provisions[0].level in _HEADINGS)
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or marks[index] != marks[start]:
            yield text[start:index], marks[start]
            start = index


def _overlaid(before: Change | None, after: Change | None) -> tuple[str, list[Face]]:
    """The text of the draft between two changes, and the face of each letter."""
    come = list(_letters(before.spans, Op.DELETE)) if before is not None else []
    gone = list(_letters(after.spans, Op.INSERT)) if after is not None else []
    text = "".join(letter for letter, _ in come or gone)
    same = text == "".join(letter for letter, _ in gone)
    faces = [INSERTED if op is Op.INSERT else Face() for _, op in come] or [Face()] * len(text)
    if gone and same:
        faces = [DELETED if op is Op.DELETE else face for face, (_, op) in zip(faces, gone, strict=True)]
    return text, faces


def _letters(spans: Iterable[Span], without: Op) -> Iterator[tuple[str, Op]]:
    return ((letter, span.op) for span in spans if span.op is not without for letter in span.text)


def _remarks(row: _SynopticRow, shown: tuple[View, ...]) -> Cell:
    """What happened, draft by draft, and what it means."""
    found = []
    for number, change in sorted(row.changes.items()):
        words = [str(change.kind)] if change.changed and change.kind != "amended" else []
        words += [str(change.link.relation)] if change.link.relation in (Relation.SPLIT, Relation.MERGED) else []
        words += ["moved"] if change.link.moved and change.changed else []
        words += [titles(change.link)] if change.link.renumbered and change.link.level in _HEADINGS else []
        words += [remark for remark in change.remarks if remark not in words]
        if words:
            found.append(paragraph([("; ".join(words), _SIGNIFICANCE)]))
        for finding in shown[number].found(change):
            found.append(paragraph([(f"{finding.theme}: ", Face(bold=True, size=8)), (finding.message, Face(size=8))]))
    return found
