"""The table by author in Word: columns as institutions lay them out, a diagonal line in cells that are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from treatydiff.model import Level, Op, Span
from treatydiff.ooxml.plain import DELETED, INSERTED, Cell, Face, Run, paragraph, table
from treatydiff.ooxml.template import paper
from treatydiff.ooxml.xml import TC, TCPR, TR, VAL, Element, W
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.columns import told
from treatydiff.series.columns import Authored, AuthoredRow
from treatydiff.text.languages import is_right_to_left

PAGE, WHO = 257, 52
"""Millimetres between the margins of a landscape page, and of the last column."""
_INDENT = {Level.SUBPARAGRAPH: 3, Level.ITEM: 6}
_SMALL, _BOLD, _GREY = Face(size=8), Face(bold=True), Face(size=7, color="595959")
_FIGURES = (77, 36, 36, 36, 36, 36)


def render(authored: Authored, options: RenderOptions) -> bytes:
    """The Word file. It is the same for the same drafts."""
    last = authored.drafts[-1]
    package = paper(last, _blocks(authored, options))
    named = ", ".join(authored.authors)
    package.describe(f"Texts of {named}", "The texts side by side.", options.author, options.date)
    return package.write()


def _blocks(authored: Authored, options: RenderOptions) -> Iterator[Element]:
    rtl = is_right_to_left(authored.drafts[-1].language)
    heads = [*authored.authors, *options.columns]
    yield paragraph([(" · ".join(heads), Face(bold=True, size=12))], align="center", after=3)
    part = "" if options.show_all else " Provisions that nobody changed are left out (--all shows them)."
    note = f"Struck out: not in the column any more. Underlined: new in it. {told.DIAGONAL}{part}"
    yield paragraph([(f"{note} Made by {options.author} from the drafts.", _SMALL)], align="center", after=6)
    figures = [[_cell(each) for each in row] for row in told.tallies(authored)]
    yield table([[_cell(name, _BOLD) for name in told.TALLIES], *figures], _FIGURES)
    yield paragraph((), after=4)
    rows = list(told.shown(authored, options))
    if not rows:
        yield paragraph([("Nobody changed anything.", Face(italic=True))], align="center")
        return
    width = (PAGE - WHO) / len(heads)
    named = [*heads, "Who made the change, who kept it"]
    made = table(
        [[_cell(name, _BOLD) for name in named], *(_row(row, authored, options, rtl) for row in rows)],
        (*[width] * len(heads), WHO),
        rtl=rtl,
    )
    _strike_out(made, rows)
    yield made


def _cell(text: str, face: Face = Face(size=9)) -> Cell:  # noqa: B008 - frozen
    return [paragraph([(text, face)], after=0)]


def _row(row: AuthoredRow, authored: Authored, options: RenderOptions, rtl: bool) -> list[Cell]:
    texts = [_text(row, at, rtl) for at in range(len(row.cells))]
    empty: list[Cell] = [[] for _ in options.columns]
    who = [paragraph([(said, _SMALL)], after=1) for said in told.who(row, authored)]
    return [*texts, *empty, [paragraph([(told.place(row, authored), Face(bold=True, size=8))], after=1), *who]]


def _text(row: AuthoredRow, at: int, rtl: bool) -> Cell:
    """A provision in one text: with what came since the text before, and what went."""
    cell = row.cells[at]
    if told.same(row, at):  # not every program draws the diagonal
        return [paragraph([("the same", _GREY)], align="center", after=0)]
    change = told.marked(row, at)
    spans: Sequence[Span] = change.spans if change is not None else ()
    if not cell.provisions and not spans:
        return [paragraph([("–", _GREY)], after=0)]
    runs: list[Run] = [(f"{cell.number}\u2002", Face(bold=row.level in told.HEADED))] if cell.number else []
    runs += [(span.text, _face(span.op)) for span in spans] if spans else [(cell.words, _fresh(row, at))]
    return [paragraph(runs, left=_INDENT.get(row.level, 0), rtl=rtl, after=0)]


def _face(op: Op) -> Face:
    return {Op.INSERT: INSERTED, Op.DELETE: DELETED}.get(op, Face())


def _fresh(row: AuthoredRow, at: int) -> Face:
    """Of words that stand in a column without having stood in the one before."""
    return INSERTED if at and row.cells[at].same is None else Face()


def _strike_out(made: Element, rows: Sequence[AuthoredRow]) -> None:
    """A diagonal line through the cells that say what the one to their left says."""
    for drawn, row in zip(list(made.iter(TR))[1:], rows, strict=True):
        for at, cell in enumerate(drawn.iter(TC)):
            properties = cell.find(TCPR)
            if at < len(row.cells) and told.same(row, at) and properties is not None:
                borders = etree.SubElement(properties, W + "tcBorders")
                line = etree.SubElement(borders, W + "tl2br")
                for name, value in ((VAL, "single"), (W + "sz", "4"), (W + "space", "0"), (W + "color", "808080")):
                    line.set(name, value)
