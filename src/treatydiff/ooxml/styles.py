"""The styles that a Word file defines."""

from __future__ import annotations

from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import Element, W, val_of

_STYLE, _STYLE_ID, _KIND, _DEFAULT = W + "style", W + "styleId", W + "type", W + "default"
_ON = ("1", "true", "on")

StyleKey = tuple[str, str]
"""A style's type and name in lower case: names are what Word tells built-in styles apart by."""


def styles_root(package: WordPackage) -> Element | None:
    """The root of the part that defines styles."""
    part = package.related(RT.STYLES)
    return None if part is None else package.tree(part)


def styles_by_id(package: WordPackage) -> dict[StyleKey, Element]:
    """Type and id to the style."""
    root = styles_root(package)
    styles = () if root is None else root.iterchildren(_STYLE)
    return {(str(s.get(_KIND, "paragraph")), str(s.get(_STYLE_ID, ""))): s for s in styles}


def style_key(style: Element) -> StyleKey:
    """Type and name; default styles answer to each other whatever their names."""
    name = "" if style.get(_DEFAULT) in _ON else val_of(style, "name").lower()
    return str(style.get(_KIND, "paragraph")), name
