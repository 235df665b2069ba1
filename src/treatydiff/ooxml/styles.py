"""The styles that a Word file defines."""

from __future__ import annotations

from collections.abc import Mapping

from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import PPR, Element, W, children, val_of

_STYLE_ID, _KIND, _DEFAULT = W + "styleId", W + "type", W + "default"
_ON = ("1", "true", "on")

StyleKey = tuple[str, str]
"""A style's type and name in lower case: names are what Word tells built-in styles apart by."""


def styles_root(package: WordPackage) -> Element | None:
    """The root of the part that defines styles."""
    part = package.related(RT.STYLES)
    return None if part is None else package.tree(part)


def styles_by_id(package: WordPackage) -> dict[StyleKey, Element]:
    """Type and id to the style."""
    styles = children(styles_root(package), "style")
    return {(str(s.get(_KIND, "paragraph")), str(s.get(_STYLE_ID, ""))): s for s in styles}


def style_key(style: Element) -> StyleKey:
    """Type and name; default styles answer to each other whatever their names."""
    name = "" if style.get(_DEFAULT) in _ON else val_of(style, "name").lower()
    return str(style.get(_KIND, "paragraph")), name


def style_names(package: WordPackage) -> dict[StyleKey, str]:
    """Type and id to the style's name in lower case; that of default styles is empty."""
    return {key: style_key(style)[1] for key, style in styles_by_id(package).items()}


def style_numbers(package: WordPackage) -> dict[str, tuple[str, str]]:
    """List id and level that each paragraph style gives, by the style's id; the default style under ``""`` too."""
    by_id = {style_id: style for (kind, style_id), style in styles_by_id(package).items() if kind == "paragraph"}
    found: dict[str, tuple[str, str]] = {}
    for name in outermost_first(by_id):
        number = by_id[name].find(f"{PPR}/{W}numPr")
        list_id, level = found.get(val_of(by_id[name], "basedOn"), ("", ""))
        found[name] = val_of(number, "numId") or list_id, val_of(number, "ilvl") or level
    default = next((name for name, style in by_id.items() if style.get(_DEFAULT) in _ON), None)
    return {**found, "": found[default]} if default is not None else found


def outermost_first(styles: Mapping[str, Element]) -> list[str]:
    """The ids of styles, each behind the one that it is based on; a ring of them is cut where it is met first."""
    order: dict[str, None] = {}
    for name in styles:
        line: dict[str, None] = {}
        while name in styles and name not in line and name not in order:
            line[name] = None
            name = val_of(styles[name], "basedOn")
        order |= dict.fromkeys(reversed(line))
    return list(order)
