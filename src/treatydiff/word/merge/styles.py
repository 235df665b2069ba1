"""Matches the styles of two files, and compares their definitions.

The new file's styles carry the document. A style that only the old file has is added under a fresh id. Where both
define a style and its look differs, the old look is recorded in the style itself, as Word does for a tracked change
of a style.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.styles import StyleKey, style_key, styles_by_id, styles_root
from treatydiff.ooxml.xml import VAL, Element, W

_STYLE, _STYLE_ID, _KIND, _DEFAULT = W + "style", W + "styleId", W + "type", W + "default"
_REFERENCES = (W + "basedOn", W + "next", W + "link")


class StyleMap:
    """Says which style id of the new file an old id stands for, and adds to the new file what it lacks."""

    def __init__(self, old: WordPackage, new: WordPackage, new_list: Callable[[str], str]) -> None:
        self._old = styles_by_id(old)
        self._root = styles_root(new)
        self._new_by_key = {style_key(style): str(style.get(_STYLE_ID)) for style in styles_by_id(new).values()}
        self._ids: dict[StyleKey, str] = {}
        self._new_list = new_list

    def new_id(self, kind: str, old_id: str) -> str:
        """The id, in the new file, of the style that the old file calls ``old_id``."""
        if (kind, old_id) not in self._ids:
            style = self._old.get((kind, old_id))
            self._ids[kind, old_id] = old_id if style is None else self._find(style) or self._add(style)
        return self._ids[kind, old_id]

    def identical(self) -> bool:
        """Whether every old id already means the same style in the new file."""
        return all(self._find(style) == style.get(_STYLE_ID) for style in self._old.values())

    def _find(self, style: Element) -> str | None:
        return self._new_by_key.get(style_key(style))

    def _add(self, source: Element) -> str:
        style = deepcopy(source)
        style.attrib.pop(_DEFAULT, "")
        kind, old_id = str(source.get(_KIND, "paragraph")), str(source.get(_STYLE_ID))
        fresh = self._fresh(old_id)
        self._ids[kind, old_id] = fresh  # before its relatives, which may point back
        self._new_by_key[style_key(source)] = fresh
        style.set(_STYLE_ID, fresh)
        for tag in _REFERENCES:
            self._readdress(style, tag, kind)
        for number in style.iter(W + "numId"):
            number.set(VAL, self._new_list(str(number.get(VAL, "0"))))
        if self._root is not None:
            self._root.append(style)
        return fresh

    def _readdress(self, style: Element, tag: str, kind: str) -> None:
        reference = style.find(tag)
        if reference is None:
            return
        target = str(reference.get(VAL, ""))
        other = {"paragraph": "character", "character": "paragraph"}.get(kind, kind) if tag == W + "link" else kind
        if (other, target) in self._old:
            reference.set(VAL, self.new_id(other, target))
        else:
            style.remove(reference)

    def _fresh(self, wanted: str) -> str:
        taken = set() if self._root is None else {s.get(_STYLE_ID) for s in self._root.iterchildren(_STYLE)}
        candidate, number = wanted, 1
        while candidate in taken:
            number += 1
            candidate = f"{wanted}{number}"
        return candidate


def shared(old: WordPackage, new: WordPackage) -> list[tuple[Element, Element]]:
    """The styles that both files define: ``(old, new)``."""
    mine = {style_key(style): style for style in styles_by_id(old).values()}
    return [(mine[style_key(style)], style) for style in styles_by_id(new).values() if style_key(style) in mine]


def readdress(element: Element, new_id: Callable[[str, str], str]) -> None:
    """Rewrite every reference to a style inside an element."""
    kinds = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
    for reference in element.iter(*kinds):
        reference.set(VAL, new_id(kinds[str(reference.tag)], str(reference.get(VAL, ""))))
