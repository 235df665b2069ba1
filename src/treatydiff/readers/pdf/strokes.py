"""Thin lines on a page: strike-through, underlines and the borders of table cells.

Programs draw a line as a line or as a flat box, one for each word or cell, and many of them in one path at times.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from treatydiff.readers.lines import Mark, Stroke

THICK = 2.0
"""A line is no higher than so many points."""
SHORT = 2.0
"""And no shorter than that."""
MANY = 20_000
"""A page with more objects than this is a drawing, and no lines are looked for."""
_SEGMENTS = 2_000
Point = tuple[float, float]


class Upright(NamedTuple):
    """An upright line: how far to the right it stands, and from where to where."""

    x: float
    y0: float
    y1: float


@dataclass(slots=True)
class Lines:
    """The thin lines of a page."""

    level: list[Stroke] = field(default_factory=list)
    upright: list[Upright] = field(default_factory=list)
    figures: int = 0
    """How many drawn things the page has, whatever they look like."""
    pictures: int = 0

    def take(self, points: Sequence[Point]) -> None:
        """Adds a figure if it is a line."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if height <= THICK and width >= SHORT:
            self.level.append(Stroke(min(xs), max(xs), (min(ys) + max(ys)) / 2))
        elif width <= THICK and height >= SHORT:
            self.upright.append(Upright((min(xs) + max(xs)) / 2, min(ys), max(ys)))


def of_page(page: Any, raw: Any, shown: Callable[[float, float], Point]) -> Lines:
    """The thin lines of a page; ``shown`` gives a point of the file as the page shows it."""
    count = raw.FPDFPage_CountObjects(page.raw)
    found = Lines()
    for index in range(count if count <= MANY else 0):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(thing)
        found.pictures += kind == raw.FPDF_PAGEOBJ_IMAGE
        if kind == raw.FPDF_PAGEOBJ_PATH:
            found.figures += 1
            for figure in _boxes(thing, raw):
                found.take([shown(x, y) for x, y in figure])
    return found


def stretches(text: str, hit: Sequence[bool]) -> tuple[Mark, ...]:
    """The stretches that are hit; blanks between two of them belong to them, and at their ends if they are hit."""
    found: list[Mark] = []
    for place in (k for k, struck in enumerate(hit) if struck):
        if found and not text[found[-1].end : place].strip():
            found[-1] = Mark(found[-1].start, place + 1)
        else:
            found.append(Mark(place, place + 1))
    return tuple(mark for mark in found if text[mark.start : mark.end].strip())


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
