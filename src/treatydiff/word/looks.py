"""The list of formatting changes: read from a redline in which all of them are marked."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.model import Draft
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.resolve import resolve_package
from treatydiff.ooxml.xml import CHANGE_TAGS, PPR, RPR, VAL, Element, P, W
from treatydiff.text.frozen import dataclass

_SWITCHES = {
    "b": "bold", "i": "italics", "strike": "struck through", "dstrike": "struck through", "caps": "capitals",
    "smallCaps": "small capitals", "vanish": "hidden", "keepNext": "kept with the next", "keepLines": "kept whole",
    "pageBreakBefore": "on a new page", "titlePg": "a first page of its own", "u": "underlined",
}  # fmt: skip
"""What is there or is not."""
_NAMES = {
    "color": "colour", "sz": "size", "rFonts": "font", "highlight": "shading", "shd": "shading", "rStyle": "style",
    "vertAlign": "raised or lowered letters", "pStyle": "style", "jc": "alignment", "ind": "indents", "tabs": "tabs",
    "spacing": "spacing", "numPr": "list", "pBdr": "borders", "bdr": "borders", "outlineLvl": "level of heading",
    "bidi": "direction", "rtl": "direction", "framePr": "frame", "pgSz": "size of the page", "pgMar": "margins",
    "cols": "columns", "pgNumType": "numbers of pages", "tblBorders": "borders", "tblStyle": "style",
}  # fmt: skip
"""What is otherwise, by the element that says it."""
_HOLDERS = {"tblPr": "table", "tblPrEx": "table", "trPr": "row", "tcPr": "cell", "sectPr": "page"}
_SAME = frozenset(("bCs", "iCs", "szCs", "lang", "noProof", "cnfStyle", "ins", "del", "moveFrom", "moveTo", "rPr",
                   "sectPr", "headerReference", "footerReference", *CHANGE_TAGS))  # fmt: skip
"""What repeats another property, or is not of the looks."""
_CHANGES = tuple(W + tag for tag in CHANGE_TAGS if tag != "tblGridChange")
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True)
class ChangedLook:
    """One kind of change, such as ``now bold`` or ``other indents``, and where."""

    what: str
    places: tuple[str, ...]
    """``Article 5, paragraph 2``, in reading order, each once."""


def changed_looks(redline: bytes, new: Draft) -> tuple[ChangedLook, ...]:
    """What a redline with looks marked says of them, by kind, in the order in which they are met."""
    from treatydiff.word.proof.levels import PlaceNames

    package = WordPackage.as_written(redline)
    marked = [(_home(change), what) for change in package.body.iter(*_CHANGES) for what in _told(change)]
    resolve_package(package, accept=True)
    names, order = PlaceNames(new), {paragraph: n for n, paragraph in enumerate(package.document.iter(P))}
    found: dict[str, dict[str, None]] = {}
    for paragraph, what in marked:
        if paragraph in order:
            place = names.of_paragraphs((order[paragraph],)) or "outside of the articles"
            found.setdefault(what, {}).setdefault(place)
    return tuple(ChangedLook(what, tuple(places)) for what, places in found.items())


def _home(change: Element) -> Element | None:
    """The paragraph that a change is in or, of a table, row or cell, the first one inside it."""
    own = next(change.iterancestors(P), None)
    frame = next(change.iterancestors(W + "tc", W + "tr", W + "tbl"), None) if own is None else None
    return own if frame is None else next(frame.iter(P), None)


def _told(change: Element) -> Iterator[str]:
    holder = change.getparent()
    if holder is None or not len(change) or (holder.tag == RPR and holder.getparent() is not None and _is_end(holder)):
        return
    before, now = _properties(change[0]), _properties(holder)
    whose = _HOLDERS.get(str(holder.tag).removeprefix(W), "")
    for tag in dict.fromkeys((*before, *now)):
        if before.get(tag) != now.get(tag):
            said = _said(tag, now)
            yield f"{whose}: {said}" if whose else said


def _is_end(rpr: Element) -> bool:
    """Whether it is how the end of a paragraph looks, which nobody sees."""
    parent = rpr.getparent()
    return parent is not None and parent.tag == PPR


def _said(tag: str, now: dict[str, object]) -> str:
    if tag in _SWITCHES:
        return f"now {_SWITCHES[tag]}" if tag in now else f"no longer {_SWITCHES[tag]}"
    return f"other {_NAMES.get(tag, 'layout')}"


def _properties(holder: Element) -> dict[str, object]:
    """What is said, by the element that says it; a switch that is off is not there."""
    return {
        tag: _written(child)
        for child in holder
        if (tag := str(child.tag).removeprefix(W)) not in _SAME
        and not (tag in _SWITCHES and child.get(VAL, "1") in _OFF)
    }


def _written(element: Element) -> object:
    return sorted(map(str, element.attrib.items())), [_written(child) for child in element]
