"""Comment threads: replies and resolved comments, also on deleted text.

Word keeps that in a part of its own ([MS-DOCX] 2.5.37), by the id of each comment's last paragraph. Comments that come
over from the old file get ids of their own, and their entries come with them.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import Element, P

_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_ENTRY, _ID, _PARENT = (f"{{{_W15}}}{name}" for name in ("commentEx", "paraId", "paraIdParent"))
_FIRST = 0x2D000000
"""Ids of paragraphs are hexadecimal and below 0x80000000."""


class Threads:
    """Brings the entries of old comments over."""

    def __init__(self, old: WordPackage, new: WordPackage) -> None:
        part = old.related(_RELATION)
        entries = () if part is None else old.tree(part).iterchildren(_ENTRY)
        self._entries = {str(entry.get(_ID)): entry for entry in entries}
        self._new = new
        self._taken: set[str] | None = None
        self._fresh: dict[str, str] = {}

    def adopt(self, source: Element, copy: Element) -> None:
        """Give a comment that comes over an id that its entry can name; ``copy`` is the one that will stand."""
        ids = [str(p.get(_PARAGRAPH_ID)) for p in source.iter(P) if p.get(_PARAGRAPH_ID)]
        paragraphs = list(copy.iter(P))
        if ids and paragraphs and ids[-1] in self._entries:
            self._fresh[ids[-1]] = self._next()
            paragraphs[-1].set(_PARAGRAPH_ID, self._fresh[ids[-1]])

    def finish(self) -> None:
        """Write the entries of what came over."""
        root = self._root() if self._fresh else None
        for old_id, entry in self._entries.items():
            if root is None or old_id not in self._fresh:
                continue
            copy = deepcopy(entry)
            copy.set(_ID, self._fresh[old_id])
            parent = str(copy.attrib.pop(_PARENT, ""))
            if parent in self._fresh:
                copy.set(_PARENT, self._fresh[parent])
            root.append(copy)

    def _root(self) -> Element:
        part = self._new.related(_RELATION)
        if part is not None:
            return self._new.tree(part)
        root = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15})
        self._new.add(_RELATION, _CONTENT, "/word/commentsExtended.xml", root)
        return root

    def _next(self) -> str:
        if self._taken is None:
            trees = (self._new.tree(part) for part in self._new.stories())
            self._taken = {str(p.get(_PARAGRAPH_ID)).upper() for tree in trees for p in tree.iter(P)}
        number = _FIRST + len(self._fresh)
        while f"{number:08X}" in self._taken:
            number += 1
        self._taken.add(f"{number:08X}")
        return f"{number:08X}"
