"""Paragraphs, runs and tables without tracked changes: for the front page and the synoptic table.

All looks are direct, so that a page of ours can stand in any document without touching its styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from treatydiff.ooxml.xml import (
    BREAK,
    HYPERLINK,
    ID,
    NAME,
    PPR,
    RPR,
    RUN,
    SDT,
    SDTCONTENT,
    SDTPR,
    TBL,
    TBLGRID,
    TBLPR,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    Element,
    P,
    W,
    text_element,
    val_of,
)
from treatydiff.text.frozen import dataclass
from treatydiff.text.safe_text import visible


@dataclass(frozen=True, slots=True)
class Face:
    """How a stretch of text looks."""

    bold: bool = False
    italic: bool = False
    size: float = 9
    """Points."""
    color: str = ""
    """RRGGBB; empty for the document's own."""
    fill: str = ""
    """Background, RRGGBB."""
    strike: bool = False
    underline: bool = False
    raised: bool = False


INSERTED = Face(color="004B75", fill="D6ECFA", underline=True)
DELETED = Face(color="8A3000", fill="FBE3D6", strike=True)
"""Dark on a tint: 7.6 and 6.8 to 1, told apart without colour too."""
Run = tuple[str, Face]


def paragraph(
    runs: Iterable[Run],
    *,
    align: str = "",
    before: float = 0,
    after: float = 2,
    left: float = 0,
    rtl: bool = False,
    keep: bool = False,
    new_page: bool = False,
) -> Element:
    """A paragraph; spaces in points, the left indent in millimetres. ``keep``: on one page with what follows."""
    made = etree.Element(P)
    ppr = etree.SubElement(made, PPR)
    if keep:
        etree.SubElement(ppr, W + "keepNext")
    if new_page:
        etree.SubElement(ppr, W + "pageBreakBefore")
    if rtl:
        etree.SubElement(ppr, W + "bidi")
    spacing = etree.SubElement(ppr, W + "spacing")
    for name, value in (("before", before * 20), ("after", after * 20), ("line", 240)):
        spacing.set(W + name, str(round(value)))
    spacing.set(W + "lineRule", "auto")
    if left:
        etree.SubElement(ppr, W + "ind").set(W + "left", str(round(left * 56.7)))
    if align:
        etree.SubElement(ppr, W + "jc").set(VAL, align)
    made.extend(run(text, face, rtl) for text, face in runs if text)
    return made


def page_of(face: Face) -> list[Element]:
    """Runs that show the number of the page, and of how many: ``3 of 12``."""
    found = []
    for code, between in (("PAGE", " of "), ("NUMPAGES", "")):
        for kind in ("begin", code, "separate", "1", "end"):
            made = etree.Element(RUN)
            made.append(_properties(face, False))
            if kind == code:
                etree.SubElement(made, W + "instrText").text = code
            elif kind == "1":
                made.append(text_element(kind))
            else:
                etree.SubElement(made, W + "fldChar").set(W + "fldCharType", kind)
            found.append(made)
        found += [run(between, face)] * bool(between)
    return found


def link(text: str, face: Face, anchor: str) -> Element:
    """A stretch of text that leads to a bookmark of the document."""
    made = etree.Element(HYPERLINK)
    made.set(W + "anchor", anchor)
    made.append(run(text, face))
    return made


def bookmarked(anchor: str, number: str) -> tuple[Element, Element]:
    """Both ends of a bookmark; ``number`` is its id, which nothing else of the document has."""
    start, end = etree.Element(W + "bookmarkStart"), etree.Element(W + "bookmarkEnd")
    for mark in (start, end):
        mark.set(ID, number)
    start.set(NAME, anchor)
    return start, end


def run(text: str, face: Face, rtl: bool = False) -> Element:
    """A run; line feeds are line breaks, what could steer the reader's eye unseen is written out."""
    made = etree.Element(RUN)
    made.append(_properties(face, rtl))
    for index, line in enumerate(text.split("\n")):
        if index:
            etree.SubElement(made, BREAK)
        if line:
            made.append(text_element(visible(line)))
    return made


def _properties(face: Face, rtl: bool) -> Element:
    rpr = etree.Element(RPR)
    for wanted, tags in ((face.bold, ("b", "bCs")), (face.italic, ("i", "iCs")), (face.strike, ("strike",))):
        for tag in tags if wanted else ():
            etree.SubElement(rpr, W + tag)
    if face.color:
        etree.SubElement(rpr, W + "color").set(VAL, face.color)
    for tag in ("sz", "szCs"):
        etree.SubElement(rpr, W + tag).set(VAL, str(round(face.size * 2)))
    if face.underline:
        etree.SubElement(rpr, W + "u").set(VAL, "single")
    if face.fill:
        rpr.append(_shade(face.fill))
    if face.raised:
        etree.SubElement(rpr, W + "vertAlign").set(VAL, "superscript")
    if rtl:
        etree.SubElement(rpr, W + "rtl")
    return rpr


def _shade(fill: str) -> Element:
    shade = etree.Element(W + "shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(W + name, value)
    return shade


Cell = Sequence[Element]
"""The paragraphs of a cell."""


def table(
    rows: Iterable[Sequence[Cell]], widths: Sequence[float], *, header: bool = True, rtl: bool = False
) -> Element:
    """A ruled table; widths in millimetres. The first row is repeated on every page, no row is torn in two."""
    made = etree.Element(TBL)
    made.append(_table_properties(sum(widths), rtl))
    grid = etree.SubElement(made, TBLGRID)
    for width in widths:
        etree.SubElement(grid, W + "gridCol").set(W + "w", _twips(width))
    for number, cells in enumerate(rows):
        made.append(_row(cells, widths, is_header=number == 0))
    return made


def _table_properties(width: float, rtl: bool) -> Element:
    properties = etree.Element(TBLPR)
    if rtl:
        etree.SubElement(properties, W + "bidiVisual")
    size = etree.SubElement(properties, W + "tblW")
    size.set(W + "w", _twips(width))
    size.set(W + "type", "dxa")
    borders = etree.SubElement(properties, W + "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = etree.SubElement(borders, W + side)
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "A6A6A6")):
            border.set(W + name, value)
    etree.SubElement(properties, W + "tblLayout").set(W + "type", "fixed")
    margins = etree.SubElement(properties, W + "tblCellMar")
    for side, space in (("top", "40"), ("left", "85"), ("bottom", "40"), ("right", "85")):
        margin = etree.SubElement(margins, W + side)
        margin.set(W + "w", space)
        margin.set(W + "type", "dxa")
    return properties


_LONGEST_WHOLE = 500
"""Letters of a cell up to which a row stays on one page; a longer one would leave half of a page empty."""


def _texts(cell: Cell) -> list[str]:
    return [str(text) for block in cell for text in block.itertext()]


def _row(cells: Sequence[Cell], widths: Sequence[float], is_header: bool) -> Element:
    row = etree.Element(TR)
    properties = etree.SubElement(row, TRPR)
    if is_header or max(sum(map(len, _texts(cell))) for cell in cells) <= _LONGEST_WHOLE:
        etree.SubElement(properties, W + "cantSplit")
    if is_header:
        etree.SubElement(properties, W + "tblHeader")
    for cell, width in zip(cells, widths, strict=True):
        made = etree.SubElement(row, TC)
        look = etree.SubElement(made, TCPR)
        size = etree.SubElement(look, W + "tcW")
        size.set(W + "w", _twips(width))
        size.set(W + "type", "dxa")
        if is_header:
            look.append(_shade("E7E6E6"))
        made.extend(cell or [paragraph(())])
    return row


def _twips(millimetres: float) -> str:
    return str(round(millimetres * 56.7))


def page_break(after: Element | None = None) -> Element:
    """A paragraph that ends the page: the one given, with a break behind its words, else an empty one.

    On a full page an empty one would stand on the next, and leave that empty.
    """
    made = paragraph((), after=0) if after is None else after
    etree.SubElement(etree.SubElement(made, RUN), BREAK).set(W + "type", "page")
    return made


SUMMARY_TAG = "treatydiff-summary"
"""Tag of the content control that holds a redline's front page: ours, of neither draft."""


def front_page(blocks: Iterable[Element]) -> Element:
    """Blocks as a content control of their own, so that they can be told from the drafts and taken out."""
    control = etree.Element(SDT)
    properties = etree.SubElement(control, SDTPR)
    etree.SubElement(properties, W + "alias").set(VAL, "Summary of the comparison")
    etree.SubElement(properties, W + "tag").set(VAL, SUMMARY_TAG)
    etree.SubElement(control, SDTCONTENT).extend(blocks)
    return control


def is_front_page(control: Element) -> bool:
    """Whether a content control holds the front page of a redline."""
    return val_of(control.find(SDTPR), "tag") == SUMMARY_TAG
