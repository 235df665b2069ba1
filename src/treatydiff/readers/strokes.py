"""Thin level lines on a page of a PDF, which may run through words: how a printed draft shows what it strikes out.

Programs draw a stroke as a line or as a flat box, one for each word or run, and many of them in one path at times.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from treatydiff.readers.lines import Mark

THICK = 2.0
"""A line is no higher than so many points."""
SHORT = 2.0
"""And no shorter than that."""
LOW, HIGH = 0.14, 0.5
"""Through a word: above its base line by these shares of the font size. Underlines stand below, rules far above."""
MANY = 20_000
"""A page with more objects than this is a drawing, and no lines are looked for."""
_SEGMENTS = 2_000
Point = tuple[float, float]


class Stroke(NamedTuple):
    """A level line: from where to where, and how high it stands on the page."""

    x0: float
    x1: float
    y: float

    def through(self, base: float, size: float) -> bool:
        """Whether it stands where a line of this base line and font size has its small letters."""
        return LOW * size < self.y - base < HIGH * size


def of_page(page: Any, raw: Any, shown: Callable[[float, float], Point]) -> list[Stroke]:
    """The strokes of a page, from left to right; ``shown`` gives a point of the file as the page shows it."""
    count = raw.FPDFPage_CountObjects(page.raw)
    found: list[Stroke] = []
    for index in range(count if count <= MANY else 0):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH:
            found += (stroke for box in _boxes(thing, raw) if (stroke := _stroke(box, shown)))
    return sorted(found)


def stretches(text: str, hit: Sequence[bool]) -> tuple[Mark, ...]:
    """The stretches that are hit; blanks between two of them belong to them, and at their ends if they are hit."""
    found: list[Mark] = []
    for place in (k for k, struck in enumerate(hit) if struck):
        if found and not text[found[-1].end : place].strip():
            found[-1] = Mark(found[-1].start, place + 1)
        else:
            found.append(Mark(place, place + 1))
    return tuple(mark for mark in found if text[mark.start : mark.end].strip())


def _stroke(corners: Sequence[Point], shown: Callable[[float, float], Point]) -> Stroke | None:
    points = [shown(x, y) for x, y in corners]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    flat = max(ys) - min(ys) <= THICK and max(xs) - min(xs) >= SHORT
    return Stroke(min(xs), max(xs), (min(ys) + max(ys)) / 2) if flat else None


def _boxes(path: Any, raw: Any) -> Iterator[Sequence[Point]]:
    """The corners of a path, or of each figure in it where the whole is no line."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(path, *(ctypes.byref(edge) for edge in edges)):
        return
    left, bottom, right, top = (edge.value for edge in edges)
    if min(right - left, top - bottom) <= THICK:
        yield (left, bottom), (right, top)
    elif 4 < raw.FPDFPath_CountSegments(path) <= _SEGMENTS:
        yield from _figures(path, raw)


def _figures(path: Any, raw: Any) -> Iterator[Sequence[Point]]:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        a, b = x.value, y.value
        points.append((matrix.a * a + matrix.c * b + matrix.e, matrix.b * a + matrix.d * b + matrix.f))
    if points:
        yield points
