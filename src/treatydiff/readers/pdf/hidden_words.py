"""Hidden words of a PDF: invisible, white, off the page, cut off, painted over.

They are read like all others, since nobody can tell a mistake of typesetting from a trick; but whoever compares the
drafts is told, because whoever reads them on paper would not see them (ISO 32000-1, 9.3.6, 8.6.8, 8.5.3, 8.5.4).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Protocol

from treatydiff.text.regexes import regex

INVISIBLE, CLIPPING = 3, 7
"""Modes of text that puts no ink on the page."""
WHITE = 0xF0
"""Paper is white; from here on, of 255, in each colour, letters cannot be told from it."""
OPAQUE = 0.98
"""Share of a picture's dots through which nothing shines; its edges are often smoothed."""
SANE = 10_000
"""Points of the side of what may be painted on a page; a larger picture would be a bitmap that takes the machine."""
EDGE = 2.0
"""Points by which a letter may lie outside of the page."""
TINY = 0.8
"""Points of the height of a letter that nobody sees."""
FLAT = 0.02
"""Points of a letter that is only a stroke; signs that are set over others have no width at all."""
_LINE = regex(r"[^\s](?:[^\r\n]*\S)?")
_WORD = regex(r"\S+")
Word = tuple[int, int]
"""The places of its first letter and behind its last."""


class Characters(Protocol):
    """What has to be known of a page: its text, a character each, and where they stand."""

    raw: Any
    handle: Any
    text: str
    width: float
    height: float
    turn: int
    figures: int
    pictures: int

    def corners(self, k: int) -> tuple[float, float, float, float]: ...


def of_page(page: Any, characters: Characters) -> tuple[str, ...]:
    """The words that are not seen, those that follow each other as one piece; empty nearly always.

    A page of which nothing is seen, with a picture on it, is a scan with the words that were recognized: these are as
    good as seen.
    """
    looked, text = _PaintedPage(page, characters), characters.text
    doubtful = [line.span() for line in _LINE.finditer(text) if looked.may_hide_some(*line.span())]
    lines = [[word.span() for word in _WORD.finditer(text, *line)] for line in doubtful]
    found = [word for line in lines for some in looked.runs(line) for word in some if looked.hides(*word)]
    if found and len(found) == sum(1 for _ in _WORD.finditer(text)) and looked.has_picture:
        return ()
    return tuple(words for words in _joined(text, found) if any(map(str.isalnum, words)))


def _joined(text: str, words: list[Word]) -> Iterator[str]:
    start = end = -1
    for first, last in words:
        if end >= 0 and not text[end:first].strip():
            end = last
            continue
        if end >= 0:
            yield " ".join(text[start:end].split())
        start, end = first, last
    if end >= 0:
        yield " ".join(text[start:end].split())


class _PaintedPage:
    """Asks pdfium once for each text object, which is a word or a line, and for the rest only where it is needed."""

    def __init__(self, page: Any, characters: Characters) -> None:
        self._document, self._page, self._characters = page.pdf.raw, page.raw, characters
        self._raw = characters.raw
        self._objects: dict[int, int] = {}
        self._texts: dict[int, Any] = {}
        self._faults: dict[int, bool] = {}
        self._opaque: dict[int, bool] = {}
        self._numbers = [ctypes.c_uint() for _ in range(4)]
        self._color_refs = [ctypes.byref(number) for number in self._numbers]

    def may_hide_some(self, start: int, end: int) -> bool:
        """Whether any of a line's words may be unseen, by its first and last letter: hardly ever, if both are of one
        object."""
        if self._object(start) != self._object(end - 1):
            return True
        return bool(self._covers) or self._may_hide(start) or self._outside(end - 1)

    def runs(self, words: list[Word]) -> Iterator[list[Word]]:
        """The words by the text objects that they are of, as far as any of them may be unseen.

        What begins and ends in one object is all of it, so that a line is mostly one question. Where an object is
        seen, its words are not asked for one by one.
        """
        if len(words) > 1 and self._object(words[0][0]) != self._object(words[-1][1] - 1):
            middle = len(words) // 2
            yield from self.runs(words[:middle])
            yield from self.runs(words[middle:])
        elif self._covers or self._may_hide(words[0][0]) or self._outside(words[-1][1] - 1):
            yield words

    def hides(self, start: int, end: int) -> bool:
        """Whether a word is not seen, by its first letter and where it stands."""
        return self._may_hide(start) or (bool(self._covers) and self._covered(start, end))

    def _may_hide(self, k: int) -> bool:
        key = self._object(k)
        if key not in self._faults:
            self._faults[key] = bool(key) and (self._without_ink(key, k) or self._outside(k) or self._cut_off(key, k))
        return self._faults[key]

    def _object(self, k: int) -> int:
        """Which text object a letter is of; 0 for a blank that pdfium put in."""
        if k not in self._objects:
            thing = self._raw.FPDFText_GetTextObject(self._characters.handle, k)
            self._objects[k] = key = ctypes.addressof(thing.contents) if thing else 0
            self._texts[key] = thing
        return self._objects[k]

    def _without_ink(self, key: int, k: int) -> bool:
        if self._raw.FPDFTextObj_GetTextRenderMode(self._texts[key]) in (INVISIBLE, CLIPPING) or self._tiny(k):
            return True
        if not self._raw.FPDFText_GetFillColor(self._characters.handle, k, *self._color_refs):
            return False
        red, green, blue, alpha = self._numbers
        white = red.value >= WHITE and green.value >= WHITE and blue.value >= WHITE
        return alpha.value == 0 or (white and not self._on_dark(k))

    def _tiny(self, k: int) -> bool:
        """Whether nobody could read a letter of this height, by the box that its font gives to all letters."""
        box = self._raw.FS_RECTF()
        found = self._raw.FPDFText_GetLooseCharBox(self._characters.handle, k, ctypes.byref(box))
        high, wide = abs(box.top - box.bottom), abs(box.right - box.left)
        return bool(found) and (max(high, wide) < TINY or 0 < min(high, wide) < FLAT)

    def _outside(self, k: int) -> bool:
        left, bottom, right, top = self._characters.corners(k)
        wide, high = self._characters.width, self._characters.height
        return right < -EDGE or left > wide + EDGE or top < -EDGE or bottom > high + EDGE

    def _cut_off(self, key: int, k: int) -> bool:
        """Whether a letter lies wholly outside of the paths that its text is clipped to.

        A box round each path is looked at, which may be larger than what is shown, never smaller. What stands in a form
        has its paths in measures of its own, and is not asked.
        """
        clip = self._raw.FPDFPageObj_GetClipPath(self._texts[key])
        paths = self._raw.FPDFClipPath_CountPaths(clip) if clip else 0
        if paths <= 0 or self._characters.turn or key not in self._orders:
            return False
        left, bottom, right, top = self._characters.corners(k)
        boxes = filter(None, (self._clip_box(clip, path) for path in range(paths)))
        return any(right < x0 or left > x1 or top < y0 or bottom > y1 for x0, y0, x1, y1 in boxes)

    def _clip_box(self, clip: Any, path: int) -> tuple[float, float, float, float] | None:
        x, y = ctypes.c_float(), ctypes.c_float()
        xs, ys = [], []
        for index in range(self._raw.FPDFClipPath_CountPathSegments(clip, path)):
            segment = self._raw.FPDFClipPath_GetPathSegment(clip, path, index)
            if self._raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
                xs.append(x.value)
                ys.append(y.value)
        return (min(xs), min(ys), max(xs), max(ys)) if xs else None

    def _on_dark(self, k: int) -> bool:
        """Whether something that is painted and not white lies under or over a letter, as in the head of a table."""
        return any(color < WHITE and _holds(box, self._middle(k, k)) for box, color, _ in self._painted)

    def _covered(self, start: int, end: int) -> bool:
        """Whether what is painted later lies over the middle of a word and both its ends."""
        spots = [self._middle(k, k) for k in (start, (start + end) // 2, end - 1)]
        own = self._orders.get(self._object(start))
        over = [order for box, order in self._covers if all(_holds(box, spot) for spot in spots)]
        return own is not None and any(order > own and self._is_opaque(order) for order in over)

    def _is_opaque(self, order: int) -> bool:
        """Whether nothing shines through; a picture with a mask may let what lies below be seen."""
        if order not in self._opaque:
            thing = self._things[order]
            picture = self._raw.FPDFPageObj_GetType(thing) == self._raw.FPDF_PAGEOBJ_IMAGE
            self._opaque[order] = not picture or self._has_every_dot(thing)
        return self._opaque[order]

    def _has_every_dot(self, picture: Any) -> bool:
        bitmap = self._raw.FPDFImageObj_GetRenderedBitmap(self._document, self._page, picture)
        if not bitmap:
            return False
        wide, high = self._raw.FPDFBitmap_GetWidth(bitmap), self._raw.FPDFBitmap_GetHeight(bitmap)
        row = self._raw.FPDFBitmap_GetStride(bitmap)
        alphas = ctypes.string_at(self._raw.FPDFBitmap_GetBuffer(bitmap), row * high)[3::4]
        self._raw.FPDFBitmap_Destroy(bitmap)
        return bool(alphas.count(255) >= OPAQUE * wide * high)

    def _middle(self, first: int, last: int) -> tuple[float, float]:
        left, bottom, _, _ = self._characters.corners(first)
        _, _, right, top = self._characters.corners(last)
        return (left + right) / 2, (bottom + top) / 2

    # ------------------------------------------------------------------------------------------------ what is painted

    @cached_property
    def _things(self) -> list[Any]:
        count = self._raw.FPDFPage_CountObjects(self._page)
        return [self._raw.FPDFPage_GetObject(self._page, index) for index in range(count)]

    @cached_property
    def _orders(self) -> dict[int, int]:
        return {ctypes.addressof(thing.contents): order for order, thing in enumerate(self._things) if thing}

    @cached_property
    def has_picture(self) -> bool:
        return any(self._raw.FPDFPageObj_GetType(thing) == self._raw.FPDF_PAGEOBJ_IMAGE for thing in self._things)

    @cached_property
    def _painted(self) -> list[tuple[tuple[float, ...], int, int]]:
        """Boxes of what is filled with paint, the darkest of its three colours, and its place in the order."""
        return list(self._fills())

    @cached_property
    def _covers(self) -> list[tuple[tuple[float, ...], int]]:
        """Paint and pictures as large as a word, with their place in the order; none on a page that is stored on its
        side, where they stand elsewhere."""
        if self._characters.turn or not (self._characters.figures or self._characters.pictures):
            return []
        laid = [*((box, order) for box, _, order in self._painted), *self._pictures()]
        return [(box, order) for box, order in laid if all(5 < side < SANE for side in _sides(box))]

    def _pictures(self) -> Iterator[tuple[tuple[float, ...], int]]:
        edges = [ctypes.c_float() for _ in range(4)]
        for order, thing in enumerate(self._things):
            if self._raw.FPDFPageObj_GetType(thing) == self._raw.FPDF_PAGEOBJ_IMAGE:
                self._raw.FPDFPageObj_GetBounds(thing, *(ctypes.byref(edge) for edge in edges))
                yield tuple(edge.value for edge in edges), order

    def _fills(self) -> Iterator[tuple[tuple[float, ...], int, int]]:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        edges = [ctypes.c_float() for _ in range(4)]
        for order, thing in enumerate(self._things):
            if self._raw.FPDFPageObj_GetType(thing) != self._raw.FPDF_PAGEOBJ_PATH:
                continue
            self._raw.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(stroke))
            colored = mode.value and self._raw.FPDFPageObj_GetFillColor(thing, *self._color_refs)
            if colored and self._numbers[3].value == 255:
                self._raw.FPDFPageObj_GetBounds(thing, *(ctypes.byref(edge) for edge in edges))
                yield tuple(edge.value for edge in edges), min(number.value for number in self._numbers[:3]), order


def _sides(box: tuple[float, ...]) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _holds(box: tuple[float, ...], spot: tuple[float, float]) -> bool:
    return box[0] <= spot[0] <= box[2] and box[1] <= spot[1] <= box[3]
