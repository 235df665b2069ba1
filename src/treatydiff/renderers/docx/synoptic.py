"""The synoptic table for the room: a landscape page, a row a provision, a column a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from treatydiff.model import CONTAINERS, Change, Kind, Level, Op, Provision, Relation, Significance, Span
from treatydiff.ooxml.plain import DELETED, INSERTED, Cell, Face, Run, bookmarked, paragraph, table
from treatydiff.ooxml.plain import front_page as as_front_page
from treatydiff.ooxml.template import paper
from treatydiff.ooxml.xml import TR, Element, P
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.docx.summary import anchor, anchored, front_page
from treatydiff.renderers.text.locations import Located, label
from treatydiff.renderers.view import View, views
from treatydiff.report import Report
from treatydiff.reports.codes import of_change
from treatydiff.text.languages import is_right_to_left

PAGE = 257
"""Millimetres between the margins of a landscape A4 page."""
VERDICT, REMARKS = 24, 46
_INDENT = {Level.SUBPARAGRAPH: 4, Level.ITEM: 8}
_HEADINGS = CONTAINERS | {Level.ARTICLE, Level.ANNEX, Level.PREAMBLE}
_SMALL = Face(size=8)


@dataclass(slots=True)
class _SynopticRow:
    """A provision through the drafts."""

    changes: dict[int, Change] = field(default_factory=dict)
    """By the number of the report."""
    instead: _SynopticRow | None = None
    """The provision that stands in its place where it went: both are one row."""

    def eids(self, report: int) -> set[str]:
        """What the provision is called in the draft that a report leads to."""
        change = self.changes.get(report)
        return {p.eid for p in change.link.new} if change is not None else set()


def synoptic(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The table as a Word file. Like the redline it is the same for the same drafts."""
    shown, last = views(reports, options), reports[-1].new
    labels = [reports[0].old.label, *(report.new.label for report in reports)]
    steps = enumerate(shown) if options.summary else ()
    front = [block for step, view in steps for block in front_page(view, options, step)][:-1]  # less the last break
    blocks = [*([as_front_page(front)] if front else []), *_blocks(shown, labels, options)]
    package = paper(last, blocks)
    package.describe(f"Comparison of {', '.join(labels)}", "The drafts side by side.", options.author, options.date)
    return package.write()


def _blocks(shown: tuple[View, ...], labels: Sequence[str], options: RenderOptions) -> Iterator[Element]:
    rtl = is_right_to_left(shown[-1].report.new.language)
    name = [(" → ".join(labels), Face(bold=True, size=11))]
    yield paragraph(name, align="center", after=2, new_page=options.summary)
    part = "" if options.show_all else " Provisions that did not change are left out (--all shows them)."
    note = (
        f"Automatic comparison by {options.author}. Struck out: only in the older draft. Underlined: only in the newer."
    )
    yield paragraph([(f"{note}{part}", _SMALL)], align="center", after=6)
    rows = [row for row in _rows(shown, everything=options.show_all) if _says(row)]
    if not rows:
        yield paragraph([("No change among what is selected.", Face(italic=True))], align="center")
        return
    remarks = {"Remarks": REMARKS} if options.comments != "none" else {}
    last = {"What happened": VERDICT, **remarks}
    width = (PAGE - sum(last.values())) / len(labels)
    head: list[Cell] = [[paragraph([(name, Face(bold=True))], after=0)] for name in (*labels, *last)]
    cells = (_cells(row, shown, options, rtl=rtl) for row in rows)
    made = table([head, *cells], (*[width] * len(labels), *last.values()), rtl=rtl)
    if options.summary:
        _bookmark(made, rows, shown, options)
    yield made


def _bookmark(table_: Element, rows: Sequence[_SynopticRow], shown: tuple[View, ...], options: RenderOptions) -> None:
    """Mark the rows that the front pages point to."""
    wanted = {(step, change.id) for step, view in enumerate(shown) for change in anchored(view, options)}
    numbers = count(1)
    for made, row in zip(list(table_.iter(TR))[1:], rows, strict=True):
        holder = next(made.iter(P))
        for each in filter(None, (row, row.instead)):
            for step, change in each.changes.items():
                if (step, change.id) in wanted:
                    holder.extend(bookmarked(anchor(change, step), str(next(numbers))))


# ------------------------------------------------------------------------------------------------------------- the rows


def _rows(shown: tuple[View, ...], *, everything: bool) -> Iterator[_SynopticRow]:
    """In reading order of the last draft; what went earlier stays after what stood before it."""
    rows: list[_SynopticRow] = []
    for number, view in enumerate(shown):
        rows = _continued(rows, number, view)
    wanted = [_wanted(view, everything=everything) for view in shown]
    kept = (row for row in rows if any(change.id in wanted[number] for number, change in row.changes.items()))
    return _side_by_side(list(kept), shown)


def _says(row: _SynopticRow) -> bool:
    """Whether a row has words or a number in any draft: front matter and the like have none of their own."""
    provisions = (p for change in row.changes.values() for p in (*change.link.old, *change.link.new))
    return any(p.text or p.heading or p.printed or p.number for p in provisions)


def _continued(rows: list[_SynopticRow], number: int, view: View) -> list[_SynopticRow]:
    """The rows with the next draft added."""
    homes = {eid: index for index, row in enumerate(rows) for eid in row.eids(number - 1)}
    placed: list[tuple[float, int, _SynopticRow]] = []
    used: set[int] = set()
    place = -1.0
    for change in view.report.redline.all:
        known = sorted({homes[p.eid] for p in change.link.old if p.eid in homes} - used)
        row = rows[known[0]] if known else _SynopticRow()
        used |= set(known[:1])  # what was merged in keeps its row: its text is shown nowhere else
        place = max(place, float(known[0])) if known else place
        placed.append((place, len(placed), replace(row, changes={**row.changes, number: change})))
    placed += [(index, -1, row) for index, row in enumerate(rows) if index not in used]
    return [row for _, _, row in sorted(placed, key=lambda item: item[:2])]


def _wanted(view: View, *, everything: bool) -> set[str]:
    """What the user asked to see and what changed of it, each under the heading of its article."""
    selection = view.report.selection
    filtered = any((selection.themes, selection.articles, selection.substantive, selection.reworded, selection.units))
    if everything and not filtered:
        return {change.id for change in view.report.redline.all}
    return {each.id for change in view.selected.changes for each in (change, view.located.head(change))}


def _side_by_side(rows: list[_SynopticRow], shown: tuple[View, ...]) -> Iterator[_SynopticRow]:
    """A paragraph that went and the one that came in its place as one row."""
    waiting: _SynopticRow | None = None
    for row in rows:
        if waiting is not None and _answers(waiting, row, shown):
            yield replace(waiting, instead=row)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = row
    if waiting is not None:
        yield waiting


def _answers(gone: _SynopticRow, come: _SynopticRow, shown: tuple[View, ...]) -> bool:
    """Whether a row ends where the next one begins, in the same article and at the same level."""
    last, first = max(gone.changes), min(come.changes)
    old, new = gone.changes[last], come.changes[first]
    if last != first or old.link.new or new.link.old or old.link.level is not new.link.level:
        return False
    located = shown[last].located
    return old.link.level not in _HEADINGS and located.head(old).id == located.head(new).id


# ------------------------------------------------------------------------------------------------------------ the cells


def _cells(row: _SynopticRow, shown: tuple[View, ...], options: RenderOptions, *, rtl: bool) -> list[Cell]:
    drafts = [_draft_cell(row, number, rtl) for number in range(len(shown) + 1)]
    if row.instead is not None:
        others = (_draft_cell(row.instead, number, rtl) for number in range(len(shown) + 1))
        drafts = [mine or other for mine, other in zip(drafts, others, strict=True)]
    remarks = [_remarks(row, shown, options)] if options.comments != "none" else []
    return [*drafts, [*_codes(row, options), *_verdict(row, shown)], *remarks]


def _draft_cell(row: _SynopticRow, number: int, rtl: bool) -> Cell:
    """The provision in one draft: with what came since the draft before and what goes in the draft after."""
    before, after = row.changes.get(number - 1), row.changes.get(number)
    provisions = before.link.new if before is not None else after.link.old if after is not None else ()
    if not provisions:
        return []
    text, marks = _overlaid(before, after)
    level = provisions[0].level
    runs = _labelled(text, marks, _marked_label(before, after), bold=level in _HEADINGS)
    return [paragraph(runs, left=_INDENT.get(level, 0), rtl=rtl, keep=level in _HEADINGS)]


def _marked_label(before: Change | None, after: Change | None) -> tuple[str, str, Face]:
    """A number: what of it stays, what became or becomes another, and how that looks."""
    sides = [(after.link.old, after.link.new, DELETED)] if after is not None and after.link.new else []
    sides += [(before.link.new, before.link.old, INSERTED)] if before is not None and before.link.old else []
    own = _label(before.link.new if before is not None else after.link.old if after is not None else ())
    for mine, other, face in sides:
        if _label(mine) != _label(other):
            kept = _kept(own, _label(other))
            return own[:kept], own[kept:], face
    return own, "", Face()


def _kept(label: str, other: str) -> int:
    """How many letters two numbers begin with in common; no figure is cut."""
    kept = next((k for k, (a, b) in enumerate(zip(label, other, strict=False)) if a != b), min(len(label), len(other)))
    while kept and label[kept - 1].isalnum() and (label[kept : kept + 1] + other[kept : kept + 1]).isalnum():
        kept -= 1
    return kept


def _label(provisions: Sequence[Provision]) -> str:
    return ", ".join(p.printed or p.number for p in provisions if p.printed or p.number)


def _labelled(text: str, marks: Sequence[Face], number: tuple[str, str, Face], *, bold: bool) -> Iterator[Run]:
    stays, differs, face = number
    yield stays, Face(bold=bold)
    yield differs, replace(face, bold=bold)
    yield "\u2002" if text and stays + differs else "", Face()
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


def _codes(row: _SynopticRow, options: RenderOptions) -> Cell:
    """The code of the provision, of each step where there are several."""
    if not options.codes:
        return []
    both = (row.changes, row.instead.changes if row.instead else {})
    found = (of_change(change) for changes in both for _, change in sorted(changes.items()))
    return [paragraph([(" → ".join(dict.fromkeys(filter(None, found))), Face(bold=True))])]


def _verdict(row: _SynopticRow, shown: tuple[View, ...]) -> Cell:
    """What happened, draft by draft."""
    if row.instead is not None:
        return [paragraph([("replaced", _SMALL)])]
    found = []
    for number, change in sorted(row.changes.items()):
        step = f"{shown[number].report.new.label}: " if len(shown) > 1 else ""
        if words := ", ".join(_words(change, shown[number].located)):
            found.append(paragraph([(f"{step}{words}", _SMALL)]))
    return found


def _words(change: Change, located: Located) -> Iterator[str]:
    if not change.changed:
        return
    link = change.link
    yield from ["moved"] * link.moved
    if link.renumbered and link.level in _HEADINGS:
        yield located.titles(link)
        if change.significance is Significance.CONSEQUENTIAL:
            return
    if link.relation in (Relation.SPLIT, Relation.MERGED):
        yield str(link.relation)
    elif change.kind is not Kind.AMENDED:
        yield str(change.kind)
    elif change.significance is Significance.SUBSTANTIVE:
        yield "amended"
    else:
        yield f"{change.significance} only"


def _remarks(row: _SynopticRow, shown: tuple[View, ...], options: RenderOptions) -> Cell:
    """What it means, gravest first, if that is asked for, and what else is to be said."""
    found = []
    for each in filter(None, (row, row.instead)):
        for number, change in sorted(each.changes.items()):
            for finding in shown[number].found(change) if options.with_findings else ():
                runs = [(f"{finding.theme}, {label(finding)}: ", Face(bold=True, size=8)), (finding.statement, _SMALL)]
                found.append(paragraph(runs))
            if change.remarks:
                found.append(paragraph([("; ".join(change.remarks), Face(italic=True, size=8))]))
    return found
