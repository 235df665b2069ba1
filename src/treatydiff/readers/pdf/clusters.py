"""Glyph clusters: letters drawn as several glyphs and named once, such as a letter and the sign over it.

Such glyphs stand in marked content whose ``ActualText`` says what they are together (ISO 32000-1, 14.9.4). pdfium tells
that text once for each glyph where other glyphs stand between them, or leaves one of them out; here each is told once.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

LONGEST = 8
"""A longer text is that of a word or a figure, not of one letter with its signs."""

_UTF_16 = b"\xfe\xff"


@dataclass(slots=True)
class Cluster:
    """What several glyphs are together, and from where to where they reach."""

    text: str
    x0: float
    x1: float


class Clusters:
    """The clusters of a page, asked for by character."""

    def __init__(self, page: Any, textpage: Any) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._text = textpage.raw
        self._of_object: dict[int, Cluster] = {}
        self._of_mark: dict[int, Cluster] = {}
        if not hasattr(raw, "FPDFText_GetTextObject"):  # an old pypdfium2: such letters are as it tells them
            return
        for index in range(raw.FPDFPage_CountObjects(page.raw)):
            thing = raw.FPDFPage_GetObject(page.raw, index)
            if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_CountMarks(thing):
                self._take(thing)

    def at(self, k: int) -> Cluster | None:
        """The cluster that the character with this index belongs to."""
        if not self._of_object:
            return None
        return self._of_object.get(_address(self._raw.FPDFText_GetTextObject(self._text, k)))

    def _take(self, thing: Any) -> None:
        """Remembers a text object whose innermost mark names its glyphs."""
        mark = self._raw.FPDFPageObj_GetMark(thing, self._raw.FPDFPageObj_CountMarks(thing) - 1)
        key = _address(mark)
        if key not in self._of_mark:
            text = self._named(mark)
            if not 0 < len(text) <= LONGEST:
                return
            self._of_mark[key] = Cluster(text, *self._reach(thing))
        else:
            found, (x0, x1) = self._of_mark[key], self._reach(thing)
            found.x0, found.x1 = min(found.x0, x0), max(found.x1, x1)
        self._of_object[_address(thing)] = self._of_mark[key]

    def _named(self, mark: Any) -> str:
        """By the bytes in the file: as a string pdfium gives each of them for a character."""
        size = 2 * LONGEST + len(_UTF_16)
        buffer, needed = (ctypes.c_ubyte * size)(), ctypes.c_ulong()
        told = self._raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, size, ctypes.byref(needed))
        found = bytes(buffer)[: needed.value] if told and needed.value <= size else b""
        return found.removeprefix(_UTF_16).decode("utf-16-be", "replace") if found.startswith(_UTF_16) else ""

    def _reach(self, thing: Any) -> tuple[float, float]:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        self._raw.FPDFPageObj_GetBounds(thing, *(ctypes.byref(edge) for edge in (left, bottom, right, top)))
        return left.value, right.value


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
