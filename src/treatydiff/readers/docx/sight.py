"""Words of a Word file that stand out of sight: off the page, without height, in the colour of what is behind them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from treatydiff.ooxml.container import Package
from treatydiff.ooxml.looks import alike
from treatydiff.ooxml.xml import VAL, W, number_of, says_on, text_within
from treatydiff.readers.docx.strange import UNSEEN, W15, WP, Look, Strange, V, words_around
from treatydiff.text.regexes import regex

_PAGE = 25_000
"""Twentieths of a point: no page that is printed is wider (44 cm), and what stands beyond it is not seen."""
_FLAT = 40
"""Twentieths of a point: a line no higher than this cuts its letters off."""


def _folded(fold: etree._Element, _: Package) -> Iterator[Strange]:
    """A heading under which Word shows nothing until it is opened."""
    if says_on(fold.get(f"{W15}val", "1")):
        yield Strange("folded when Word opens the file: what stands under the heading", words_around(fold, "p"))


def _coloured(page: etree._Element, _: Package) -> Iterator[Strange]:
    """Words in the colour of the page."""
    root = page.getparent()
    if root is not None:
        yield from _in_colour(root, page.get(f"{W}color", ""))


def _in_colour(holder: etree._Element, behind: str) -> Iterator[Strange]:
    """Words of a cell or page in its own colour; those in that of white paper are told by their looks."""
    if behind in ("", "auto", "FFFFFF"):
        return
    for run in holder.iter(f"{W}r"):
        color = run.find(f"{W}rPr/{W}color")
        if color is not None and alike(color.get(VAL, ""), behind):
            yield Strange(UNSEEN, text_within(run))


def _framed(frame: etree._Element, _: Package) -> Iterator[Strange]:
    """A paragraph in a frame that stands off the page, or has no room for its words."""
    far = any(abs(number_of(frame.get(f"{W}{side}", "0"))) > _PAGE for side in "xy")
    flat = frame.get(f"{W}hRule") == "exact" and number_of(frame.get(f"{W}h", "999")) <= _FLAT
    yield from _unseen_in("p", frame) if far or flat else ()


def _indented(indent: etree._Element, _: Package) -> Iterator[Strange]:
    sides = ("left", "start", "right", "end", "firstLine", "hanging")
    if any(abs(number_of(indent.get(f"{W}{side}", "0"))) > _PAGE for side in sides):
        yield from _unseen_in("p", indent)


def _spaced(spacing: etree._Element, _: Package) -> Iterator[Strange]:
    if spacing.get(f"{W}lineRule") == "exact" and 0 <= number_of(spacing.get(f"{W}line", "999")) <= _FLAT:
        yield from _unseen_in("p", spacing)


def _unseen_in(tag: str, element: etree._Element) -> Iterator[Strange]:
    """The words of the paragraph, row or table that the element belongs to."""
    yield Strange(UNSEEN, words_around(element, tag))


def _row(height: etree._Element, _: Package) -> Iterator[Strange]:
    if height.get(f"{W}hRule") == "exact" and number_of(height.get(VAL, "999")) <= _FLAT:
        yield from _unseen_in("tr", height)


def _hidden_row(hidden: etree._Element, _: Package) -> Iterator[Strange]:
    if says_on(hidden.get(VAL)):
        yield from _unseen_in("tr", hidden)


def _merged(merge: etree._Element, _: Package) -> Iterator[Strange]:
    """A cell that goes on from another one: the page shows the words of the first alone (17.4.84)."""
    if merge.get(VAL, "continue") == "continue":
        yield from _unseen_in("tc", merge)


def _pushed(element: etree._Element, _: Package) -> Iterator[Strange]:
    """Margins of cells and blanks before rows that lead off the page."""
    if any(abs(number_of(each.get(f"{W}w", "0"))) > _PAGE for each in (element, *element)):
        yield Strange(UNSEEN, words_around(element, "tc", "tr", "tbl"))


def _tabbed(tabs: etree._Element, _: Package) -> Iterator[Strange]:
    if any(abs(number_of(tab.get(f"{W}pos", "0"))) > _PAGE for tab in tabs):
        yield from _unseen_in("p", tabs)


def _margins(margins: etree._Element, _: Package) -> Iterator[Strange]:
    """A section whose margins leave no room for its words: those behind the section before."""
    section = margins.getparent()
    size = None if section is None else section.find(f"{W}pgSz")
    wide = number_of(size.get(f"{W}w", "12240")) if size is not None else 12_240
    sides = {side: number_of(margins.get(f"{W}{side}", "0")) for side in ("left", "right", "top", "bottom", "gutter")}
    room = wide - sides["left"] - sides["right"] - sides["gutter"]
    if (
        section is not None
        and section.find(f"{W}pgMar") is margins
        and (room <= _FLAT or any(abs(each) > _PAGE for each in sides.values()))
    ):
        yield Strange(UNSEEN, " ".join(filter(None, map(text_within, _of_section(section)))))


def _of_section(section: etree._Element) -> list[etree._Element]:
    """The paragraphs and tables of a section, which its properties end."""
    last = next(section.iterancestors(f"{W}p"), None)
    found = [] if last is None else [last]
    for element in (section if last is None else last).itersiblings(preceding=True):
        if element.find(f"{W}pPr/{W}sectPr") is not None:
            break
        found.append(element)
    return found[::-1]


def _placed_table(place: etree._Element, _: Package) -> Iterator[Strange]:
    if any(abs(number_of(place.get(f"{W}{side}", "0"))) > _PAGE for side in ("tblpX", "tblpY")):
        yield from _unseen_in("tbl", place)


def _anchored(anchor: etree._Element, _: Package) -> Iterator[Strange]:
    """A drawing with words that is hidden, has no size or stands off the page; 635 units are a twentieth of a point."""
    extent, name = anchor.find(f"{WP}extent"), anchor.find(f"{WP}docPr")
    offsets = [number_of(each.text or "") for each in anchor.iter(f"{WP}posOffset")]
    small = extent is not None and min(number_of(extent.get(side, "9e9")) for side in ("cx", "cy")) <= _FLAT * 635
    hidden = says_on(anchor.get("hidden", "0")) or (name is not None and says_on(name.get("hidden", "0")))
    if small or hidden or any(abs(each) > _PAGE * 635 for each in offsets):
        yield Strange(UNSEEN, text_within(anchor))
    elif anchor.find(f"{WP}wrapNone") is not None and not says_on(anchor.get("behindDoc", "0")):
        yield from _over_words(anchor)


def _over_words(drawing: etree._Element) -> Iterator[Strange]:
    """A picture or shape without words that may lie over the words of its paragraph."""
    if not text_within(drawing).strip() and (words := words_around(drawing, "p")).strip():
        yield Strange("a drawing lies before the words of this paragraph, which were read", words)


_STYLE_HIDES = regex(r"visibility\s*:\s*hidden|(?:width|height)\s*:\s*0(?![.\d]*[1-9])|(?:left|top)\s*:\s*-?\d{5,}")


def _shape(shape: etree._Element, _: Package) -> Iterator[Strange]:
    style = shape.get("style", "")
    if _STYLE_HIDES.search(style):
        yield Strange(UNSEEN, text_within(shape))
    elif _STYLE_FLOATS.search(style) and not _STYLE_BEHIND.search(style) and shape.find(f"{V}textpath") is None:
        yield from _over_words(shape)


_STYLE_FLOATS, _STYLE_BEHIND = regex(r"position\s*:\s*absolute"), regex(r"z-index\s*:\s*-")


def _celled(shade: etree._Element, _: Package) -> Iterator[Strange]:
    """Words of the colour of their cell."""
    cell = next(shade.iterancestors(f"{W}tc"), None)
    if cell is not None and shade.getparent() is cell.find(f"{W}tcPr"):
        yield from _in_colour(cell, shade.get(f"{W}fill", ""))


def _pushed_table(indent: etree._Element, _: Package) -> Iterator[Strange]:
    if abs(number_of(indent.get(f"{W}w", "0"))) > _PAGE and indent.get(f"{W}type") != "pct":
        yield from _unseen_in("tbl", indent)


_PICTURE_FONTS = frozenset(
    "symbol webdings wingdings wingdings2 wingdings3 zapfdingbats mtextra marlett bookshelfsymbol7".split()
)


def _font(fonts: etree._Element, _: Package) -> Iterator[Strange]:
    """Words in a font whose letters are pictures; one alone is a sign, as in lists."""
    if not is_picture_font(fonts.get(f"{W}ascii", "")):
        return
    words = words_around(fonts, "r")
    if sum(map(str.isalpha, words)) > 1:
        yield Strange("read as letters, though the font shows pictures", words)


def is_picture_font(name: str) -> bool:
    return name.replace(" ", "").lower() in _PICTURE_FONTS


def _turned(element: etree._Element, _: Package) -> Iterator[Strange]:
    if element.get(VAL) == "rtl" and (words := text_within(element)).isascii() and len(words.split()) > 1:
        yield Strange("read, though the page shows it backwards", words)


TABLE: dict[str, Look] = {
    **{f"{W}{tag}": _merged for tag in ("vMerge", "hMerge")},
    **{f"{W}{tag}": _pushed for tag in ("tcMar", "tblCellMar", "wBefore")},
    f"{W}tabs": _tabbed,
    f"{W}pgMar": _margins,
    f"{W}framePr": _framed,
    f"{W15}collapsed": _folded,
    f"{W}background": _coloured,
    f"{W}ind": _indented,
    f"{W}spacing": _spaced,
    f"{W}trHeight": _row,
    f"{W}hidden": _hidden_row,
    f"{W}tblpPr": _placed_table,
    f"{WP}anchor": _anchored,
    f"{WP}inline": _anchored,
    f"{V}shape": _shape,
    **{f"{V}{tag}": _shape for tag in "arc curve group line oval polyline rect roundrect".split()},
    f"{W}shd": _celled,
    f"{W}tblInd": _pushed_table,
    f"{W}rFonts": _font,
    f"{W}dir": _turned,
}
"""By element who looks at it."""
