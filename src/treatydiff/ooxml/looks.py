"""Effective formatting of text: paragraph, run, styles and defaults together (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import field

from lxml import etree

from treatydiff.ooxml.numbering import Numbering, indent_of, left_of
from treatydiff.ooxml.xml import VAL, Element, W, children, number_of, says_on, val_of
from treatydiff.text.frozen import dataclass
from treatydiff.text.off_line import LOWERED, RAISED
from treatydiff.text.regexes import regex

TOGGLES = {f"{W}{tag}": tag for tag in ("b", "bCs", "i", "iCs", "vanish", "strike", "dstrike")}
"""Properties that a character style switches back where the paragraph style has them on (17.7.3)."""
_SIZES = {f"{W}sz": "sz", f"{W}szCs": "szCs", f"{W}position": "position"}
_COMPLEX = frozenset({f"{W}rtl", f"{W}cs"})
"""Letters so marked have the size, bold and italic of complex scripts."""
_COLOR, _SHADE, _HIGHLIGHT = f"{W}color", f"{W}shd", f"{W}highlight"
_PAPER = regex("[Ff][0-9A-Fa-f]" * 3)
"""Colours that cannot be told from white paper, as in ``readers/pdf/hidden_words.py``."""
_FILL, _NOTHING = f"{W}fill", (None, "", "none", "auto", "clear", "nil", "FFFFFF", "ffffff")
_TINY = 1.5
"""Points of a letter that nobody can read."""
_STYLE, _NUMBERING, _INDENT, _ALIGNMENT = f"{W}pStyle", f"{W}numPr", f"{W}ind", f"{W}jc"
_MARK, _SECTION = f"{W}rPr", f"{W}sectPr"
_CHARACTER_STYLE = f"{W}rStyle"
_UNDERLINE, _LEVEL = f"{W}u", f"{W}vertAlign"
_LEVELS = {"superscript": RAISED, "subscript": LOWERED}
_OFF_LINE = 0.15
"""By so much of their size letters stand above or below the line, as in ``readers/pdf``."""
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FILLED, _RAISED, _APART = f"{_W14}textFill", f"{W}position", f"{W}spacing"
_SCALE, _FITTED = f"{W}w", f"{W}fitText"
_PLACES = {_RAISED: 100, _APART: 100, _SCALE: 10, _FITTED: 100}
"""What moves letters off the line (half points up or down), onto each other (twentieths of a point), or makes them flat
(per cent, twentieths of a point): how far it may go."""
_LOOKS = frozenset(
    {*TOGGLES, *_SIZES, *_PLACES, *_COMPLEX, _COLOR, _SHADE, _HIGHLIGHT, _CHARACTER_STYLE, _UNDERLINE, _LEVEL, _FILLED}
)
_THEME = {"background1": "lt1", "light1": "lt1", "background2": "lt2", "light2": "lt2", "text1": "dk1", "dark1": "dk1",
          "text2": "dk2", "dark2": "dk2", "hyperlink": "hlink", "followedHyperlink": "folHlink", "bg1": "lt1",
          "bg2": "lt2", "tx1": "dk1", "tx2": "dk2"}  # fmt: skip
"""What runs call the colours of a theme, and what the theme calls them."""
_USUAL = {"lt1": "FFFFFF", "dk1": "000000"}
_HIGHLIGHTS = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "00FF00", "blue": "0000FF",
               "yellow": "FFFF00", "cyan": "00FFFF", "magenta": "FF00FF", "darkBlue": "00008B", "darkGray": "A9A9A9",
               "lightGray": "D3D3D3"}  # fmt: skip
_HEX = regex("[0-9A-Fa-f]{6}")
_ALIKE = 16
"""Of 255: so near in each colour, letters cannot be told from what lies behind."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def theme_colours(root: Element | None) -> dict[str, str]:
    """By its name in a theme, ``accent1``, each colour, as six hexadecimal digits."""
    scheme = None if root is None else next(root.iter(f"{_DRAWING}clrScheme"), None)
    found = dict(_USUAL)
    for slot in scheme if scheme is not None else ():
        for color in slot:
            found[etree.QName(slot).localname] = str(color.get("lastClr") or color.get("val", ""))
    return found


Says = tuple[tuple[str, str | None], ...]
"""What an ``w:rPr`` says about the look: nearly all runs of a draft share a handful of these."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a run of text looks. Equal only to itself: there are a handful in a file, and they are counted often."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    struck: bool = False
    underlined: bool = False
    size: float = 0.0
    unseen: bool = False
    """Whether it is white, with nothing behind it that its run or style says."""
    lost: bool = False
    """Whether it cannot be told from what its run or style lays behind it, or is too small to be read, without ink, or
    off its line."""
    color: str = ""
    """Six hexadecimal digits, if it is said; else empty, or a name."""
    level: str = ""
    """``RAISED`` or ``LOWERED``, where it does not stand on the line."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list: the list and the level from 0."""

    list_id: str = ""
    index: int = 0


_NOWHERE = ListPlace()


class ParagraphLook:
    """What a paragraph says about itself (17.3.1), read once."""

    __slots__ = ("alignment", "ends_section", "indent", "level", "list_id", "mark", "shaded", "style")

    def __init__(self, ppr: Element | None, former: bool = False) -> None:
        """``former``: as it was before pending tracked changes of the properties."""
        self.style = self.alignment = self.list_id = self.level = ""
        self.indent: float | None = None
        self.mark: Element | None = None
        """The properties of the paragraph's end."""
        self.ends_section = False
        self.shaded = ""
        """The colour or pattern behind the paragraph."""
        for child in ppr if ppr is not None else ():
            self._read(child, former)
        before = ppr.find(f"{W}pPrChange/{W}pPr") if former and ppr is not None else None
        if before is not None:
            self._take(ParagraphLook(before))

    def _read(self, child: Element, former: bool) -> None:
        tag = child.tag
        if tag == _STYLE:
            self.style = child.get(VAL, "")
        elif tag == _NUMBERING:
            inserted = child.find(f"{W}ins") is not None
            if not (former and inserted):
                self.list_id, self.level = val_of(child, "numId"), val_of(child, "ilvl")
        elif tag == _INDENT:
            self.indent = left_of(child)
        elif tag == _ALIGNMENT:
            self.alignment = child.get(VAL, "")
        elif tag == _MARK:
            self.mark = child
        elif tag == _SECTION:
            self.ends_section = True
        elif tag == _SHADE:
            shade = _shade(child)
            self.shaded = shade or "" if shade not in _NOTHING else ""

    def _take(self, other: ParagraphLook) -> None:
        self.style, self.alignment, self.indent = other.style, other.alignment, other.indent
        self.list_id, self.level = other.list_id, other.level


@dataclass(frozen=True, slots=True)
class _DocxStyle:
    """A paragraph or character style with everything it inherits."""

    name: str = ""
    on: Mapping[str, bool] = field(default_factory=dict)
    sizes: Mapping[str, float] = field(default_factory=dict)
    rtl: bool = False
    color: str = ""
    underlined: bool | None = None
    """None where it does not say."""
    level: str = ""
    """How it stands to the line, as the file says it."""
    fill: str = ""
    """What lies behind the letters: a colour, or the name of a pattern; empty for nothing."""
    off: Mapping[str, bool] = field(default_factory=dict)
    """By property whether it takes the letters out of sight."""
    alignment: str = ""
    indent: float | None = None
    place: ListPlace = _NOWHERE


_SILENT_STYLE = _DocxStyle()
"""That of a name which the file does not know."""


class Styles:
    """The styles of a file, each resolved when it is first met."""

    def __init__(self, root: Element | None, numbering: Numbering, colours: Mapping[str, str] | None = None) -> None:
        """``colours`` are those of the theme, as ``theme_colours`` gives them."""
        self._numbering = numbering
        self._colours = _USUAL if colours is None else colours
        self._elements = {s.get(f"{W}styleId", ""): s for s in children(root, "style")}
        self._default = next((key for key, s in self._elements.items() if _is_default(s)), "")
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._base = self._read_run(_says(defaults))
        ppr = None if root is None else root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self._base_indent, self._base_alignment = indent_of(ppr), val_of(ppr, "jc")
        self._resolved: dict[str, _DocxStyle] = {}
        self._looks: dict[tuple[str, Says], Look] = {}

    def name(self, style_id: str) -> str:
        """The name that Word shows: ``Heading 1``; of a paragraph without style that of the default style."""
        return self._style(style_id or self._default).name

    def centred(self, paragraph: ParagraphLook) -> bool:
        """Whether a paragraph is centred."""
        styled = self._style(paragraph.style or self._default)
        return (paragraph.alignment or styled.alignment or self._base_alignment) == "center"

    def indent(self, paragraph: ParagraphLook, place: ListPlace) -> float:
        """Left indent in points: its own, else its list's if it names the list itself (17.3.1.19), else its style's."""
        if paragraph.indent is not None:
            return paragraph.indent
        styled = self._style(paragraph.style or self._default).indent
        listed = self._numbering.indent(place.list_id, place.index) if place.list_id else None
        order = (listed, styled) if paragraph.list_id else (styled, listed)
        return next((points for points in (*order, self._base_indent) if points is not None), 0.0)

    def place(self, paragraph: ParagraphLook) -> ListPlace:
        """The list and level of a paragraph; list ``""`` if it is in none."""
        styled = self._style(paragraph.style or self._default).place
        list_id = paragraph.list_id or styled.list_id
        if list_id in ("", "0"):
            return _NOWHERE
        if paragraph.level:
            return ListPlace(list_id, number_of(paragraph.level))
        return styled if list_id == styled.list_id else ListPlace(list_id)

    def look(self, rpr: Element | None, paragraph: str, former: bool = False) -> Look:
        """How a run looks in a paragraph of a style; ``former``: before pending tracked changes of its properties."""
        if former and rpr is not None:
            before = rpr.find(f"{W}rPrChange/{W}rPr")
            rpr = rpr if before is None else before
        key = (paragraph, _says(rpr))
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._look(paragraph, key[1])
        return found

    # ---------------------------------------------------------------------------------------------------- resolving

    def _read_run(self, says: Says) -> _DocxStyle:
        """What an ``w:rPr`` itself says, apart from its character style."""
        on = {TOGGLES[tag]: says_on(value) for tag, value in says if tag in TOGGLES}
        sizes = {_SIZES[tag]: number_of(value or "") / 2 for tag, value in says if tag in _SIZES}
        off = {tag: _out_of_place(tag, value) for tag, value in says if tag in _PLACES}
        off |= {tag: not value or bool(_PAPER.fullmatch(self._meant(value))) for tag, value in says if tag == _FILLED}
        behind = (value or "" for tag, value in says if tag in (_SHADE, _HIGHLIGHT) and value not in _NOTHING)
        return _DocxStyle(
            on=on,
            sizes=sizes,
            rtl=any(tag in _COMPLEX and says_on(value) for tag, value in says),
            color=next((self._meant(value or "") for tag, value in says if tag == _COLOR), ""),
            underlined=next((value not in (None, "none", "0") for tag, value in says if tag == _UNDERLINE), None),
            level=next((value or "" for tag, value in says if tag == _LEVEL), ""),
            fill=next(behind, ""),
            off=off,
        )

    def _meant(self, color: str) -> str:
        """A colour, also where it is one of the theme, or made lighter or darker."""
        plain, *changes = color.split(_CHANGED)
        name = plain.removeprefix(_OF_THEME)
        base = self._colours.get(_THEME.get(name, name), _INK) if name != plain else plain
        return _lit(base, changes) if changes and _HEX.fullmatch(base) else base

    def _look(self, paragraph: str, says: Says) -> Look:
        own = self._read_run(says)
        outer = self._style(paragraph or self._default)
        character = dict(says).get(_CHARACTER_STYLE)
        inner = self._style(character) if character else _SILENT_STYLE
        complex_script = own.rtl or inner.rtl or outer.rtl
        suffix = "Cs" if complex_script else ""

        def on(tag: str) -> bool:
            if tag in own.on:
                return own.on[tag]
            return self._base.on.get(tag, False) or outer.on.get(tag, False) != inner.on.get(tag, False)

        layers = (own, inner, outer, self._base)
        sizes = (style.sizes.get(f"sz{suffix}") for style in layers)
        size = next((size for size in sizes if size is not None), 10.0)
        color = next((style.color for style in layers if style.color), "")
        fill = next((style.fill for style in layers if style.fill), "")
        white = bool(_PAPER.fullmatch(color)) and not fill
        off = (next((style.off[tag] for style in layers if tag in style.off), False) for tag in (*_PLACES, _FILLED))
        return Look(
            bold=on(f"b{suffix}"),
            italic=on(f"i{suffix}"),
            hidden=on("vanish"),
            struck=on("strike") or on("dstrike"),
            underlined=next((style.underlined for style in layers if style.underlined is not None), False),
            size=size,
            unseen=white,
            lost=alike(color, fill) or 0 < size <= _TINY or any(off),
            color=color,
            level=_level(layers, size),
        )

    def _style(self, style_id: str) -> _DocxStyle:
        """A style with its ancestors folded in, outermost first; each is folded once for all that inherit it."""
        if style_id in self._resolved:  # as nearly always: it is asked for each run
            return self._resolved[style_id]
        line = list(self._ancestry(style_id))
        result = self._resolved.get(line[-1][1], _SILENT_STYLE) if line else _SILENT_STYLE
        for own, _ in reversed(line):
            result = self._resolved[own] = self._folded(self._elements[own], result)
        return result

    def _folded(self, element: Element, outer: _DocxStyle) -> _DocxStyle:
        own, ppr = self._read_run(_says(element.find(f"{W}rPr"))), element.find(f"{W}pPr")
        indent = indent_of(ppr)
        behind = ParagraphLook(ppr).shaded
        return _DocxStyle(
            name=_shown_name(val_of(element, "name")),
            on={**outer.on, **own.on},
            sizes={**outer.sizes, **own.sizes},
            rtl=own.rtl or outer.rtl,
            color=own.color or outer.color,
            underlined=outer.underlined if own.underlined is None else own.underlined,
            level=own.level or outer.level,
            fill=own.fill or outer.fill or behind,
            off={**outer.off, **own.off},
            alignment=val_of(ppr, "jc") or outer.alignment,
            indent=outer.indent if indent is None else indent,
            place=self._inherited(element, outer.place),
        )

    def _inherited(self, style: Element, outer: ListPlace) -> ListPlace:
        """The list of a style: a list that names it says the level (17.9.23), else the style, else its parent."""
        own = style.find(f"{W}pPr/{W}numPr")
        list_id, level = val_of(own, "numId") or outer.list_id, val_of(own, "ilvl")
        linked = self._numbering.level_of(list_id, style.get(f"{W}styleId", ""))
        if linked is not None:
            return ListPlace(list_id, linked)
        return ListPlace(list_id, number_of(level) if level else outer.index)

    def _ancestry(self, style_id: str) -> Iterator[tuple[str, str]]:
        """A style and its ancestors, each with the one it is based on, as far as they are not folded yet."""
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and style_id not in self._resolved:
            seen.add(style_id)
            base = val_of(self._elements[style_id], "basedOn")
            yield style_id, base
            style_id = base


def _level(layers: Iterable[_DocxStyle], size: float) -> str:
    """Whether letters of a size stand above or below the line, by the layers that say something of it."""
    named = next((style.level for style in layers if style.level), "")
    moved = next((style.sizes["position"] for style in layers if "position" in style.sizes), 0.0)
    if named in _LEVELS or abs(moved) <= _OFF_LINE * size:
        return _LEVELS.get(named, "")
    return RAISED if moved > 0 else LOWERED


def _is_default(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") in ("1", "true", "on")


def _shown_name(name: str) -> str:
    """Files say ``heading 1`` where Word shows ``Heading 1``."""
    return f"Heading{name[7:]}" if name.startswith("heading ") else name


def _says(rpr: Element | None) -> Says:
    if rpr is None:
        return ()
    return tuple(
        [(tag, _SAID[tag](child) if tag in _SAID else child.get(VAL)) for child in rpr if (tag := child.tag) in _LOOKS]
    )


def _color(color: Element) -> str | None:
    """A colour, or the name of one of the theme, which Word goes by where both are said."""
    theme = color.get(f"{W}themeColor", "")
    if not theme:
        return color.get(VAL)
    changes = [
        f"{way}:{int(said, 16) / 255}"
        for way, said in (("shade", color.get(f"{W}themeShade", "")), ("tint", color.get(f"{W}themeTint", "")))
        if _BYTE.fullmatch(said)
    ]
    return _CHANGED.join([f"{_OF_THEME}{theme}", *changes])


def _filled(fill: Element) -> str:
    """The colour that a run's letters are filled with; nothing, where they have no ink."""
    if fill.find(f"{_W14}noFill") is not None:
        return ""
    if any(number_of(alpha.get(f"{_W14}val", "0")) > 95_000 for alpha in fill.iter(f"{_W14}alpha")):
        return ""
    colors = {_solid(color) for stop in fill.iter(f"{_W14}solidFill", f"{_W14}gs") for color in stop}
    return colors.pop() if len(colors) == 1 else _INK  # of several, one is seen


def _solid(color: Element) -> str:
    said = color.get(f"{_W14}val", "")
    named = said if etree.QName(color).localname == "srgbClr" else f"{_OF_THEME}{said}"
    changes = [
        f"{name}:{number_of(each.get(f'{_W14}val', '0')) / 100_000}"
        for each in color
        if (name := etree.QName(each).localname) in _LIGHT
    ]
    return _CHANGED.join([named, *changes])


_OF_THEME, _INK, _CHANGED = "theme:", "ink", ";"
_BYTE = regex("[0-9A-Fa-f]{2}")
_LIGHT: dict[str, Callable[[float, float], float]] = {
    "lumMod": lambda light, share: light * share,
    "lumOff": lambda light, share: light + share,
    "shade": lambda light, share: light * share,
    "tint": lambda light, share: light * share + 1 - share,
}
"""How a change of a colour changes its light, from 0.0 to 1.0."""


def _lit(color: str, changes: Iterable[str]) -> str:
    """A colour made lighter or darker."""
    hue, light, full = rgb_to_hls(*(int(color[k : k + 2], 16) / 255 for k in (0, 2, 4)))
    for change in changes:
        name, _, share = change.partition(":")
        light = min(max(_LIGHT[name](light, float(share)), 0.0), 1.0)
    return "".join(f"{round(255 * part):02X}" for part in hls_to_rgb(hue, light, full))


def alike(color: str, fill: str) -> bool:
    """Whether letters of one colour cannot be seen on another."""
    fill = _HIGHLIGHTS.get(fill, fill)
    if not (_HEX.fullmatch(color) and _HEX.fullmatch(fill)):
        return False
    return all(abs(int(color[k : k + 2], 16) - int(fill[k : k + 2], 16)) < _ALIKE for k in (0, 2, 4))


def _shade(shd: Element) -> str | None:
    """The colour behind letters, or the pattern."""
    fill = shd.get(_FILL)
    return shd.get(VAL) if fill in _NOTHING else fill


_SAID = {_SHADE: _shade, _COLOR: _color, _FILLED: _filled}
"""What is said otherwise than by ``w:val``."""


def _out_of_place(tag: str, value: str | None) -> bool:
    number = number_of((value or "").rstrip("%"))
    if tag == _RAISED:
        return abs(number) > _PLACES[tag]
    return number < -_PLACES[tag] if tag == _APART else 0 < number < _PLACES[tag]
