"""Tables with ruled lines: read cell by cell, as in a Word file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from treatydiff.model import TableCell
from treatydiff.readers.lines import PageLine, RuledCell, Stroke
from treatydiff.readers.pdf import right_to_left
from treatydiff.readers.pdf.strokes import Lines

FEWEST = 3
"""So many upright lines at different places make a table: two are a frame."""
REACH = 2.0
"""Lines that meet may miss each other by so many points."""


class Tables:
    """Where the ruled lines of a page put its text."""

    def __init__(self, lines: Lines) -> None:
        places = {round(upright.x / REACH) for upright in lines.upright}
        self.uprights = sorted(lines.upright) if len(places) >= FEWEST else []
        level = [stroke for stroke in lines.level if self._meets(stroke)] if self.uprights else []
        self._columns = _Crossing([(each.y0, each.y1, each.x) for each in self.uprights])
        self._rows = _Crossing([(each.x0, each.x1, each.y) for each in level])
        self._low = min((upright.y0 for upright in self.uprights), default=0.0)
        self._high = max((upright.y1 for upright in self.uprights), default=0.0)
        self._open: list[RuledCell] = []

    def _meets(self, level: Stroke) -> bool:
        """Whether a level line touches an upright one: a stroke through words in a cell does not."""
        first = bisect_left(self.uprights, (level.x0 - REACH,))
        near = takewhile(lambda upright: upright.x <= level.x1 + REACH, self.uprights[first:])
        return any(upright.y0 - REACH <= level.y <= upright.y1 + REACH for upright in near)

    def add(self, cells: Sequence[RuledCell]) -> None:
        """Cells that white space alone sets apart."""
        self._open += cells

    @property
    def any(self) -> bool:
        """Whether there may be a cell on the page."""
        return bool(self.uprights or self._open)

    def is_ruled(self, y: float) -> bool:
        """Whether there are upright lines at this height."""
        return bool(self.uprights) and self._low <= y <= self._high

    def beside(self, y: float) -> bool:
        """Whether there may be cells at this height."""
        return self.is_ruled(y) or any(cell.low <= y <= cell.high for cell in self._open)

    def row(self, y: float) -> Callable[[float], RuledCell | None]:
        """The cell around each place at this height."""
        if self.is_ruled(y):
            return lambda x: self.cell(x, y)
        cells = [cell for cell in self._open if cell.low <= y <= cell.high]
        return lambda x: next((cell for cell in cells if cell.left <= x < cell.right), None)

    def cell(self, x: float, y: float) -> RuledCell | None:
        """The cell around a point; None where lines do not close around it."""
        if not self.is_ruled(y):
            return None
        sides, ends = _around(self._columns.at(y), x), _around(self._rows.at(x), y)
        return RuledCell(*sides, *ends) if sides and ends else None


class _Crossing:
    """Which lines of one direction cross a place in the other: looked up once for all places between two ends."""

    def __init__(self, lines: Sequence[tuple[float, float, float]]) -> None:
        self._lines = [(start - REACH, end + REACH, place) for start, end, place in lines]
        self._ends = sorted({edge for start, end, _ in self._lines for edge in (start, end)})
        self._known: dict[tuple[int, int], list[float]] = {}

    def at(self, place: float) -> list[float]:
        """Where they stand, in order."""
        between = bisect_left(self._ends, place), bisect_right(self._ends, place)
        if between not in self._known:
            self._known[between] = sorted(line for start, end, line in self._lines if start <= place <= end)
        return self._known[between]


def _around(lines: Sequence[float], place: float) -> tuple[int, int] | None:
    """The nearest line on either side of a place, of lines in order."""
    after = bisect_right(lines, place)
    return (round(lines[after - 1]), round(lines[after])) if 0 < after < len(lines) else None


def by_cell(lines: Sequence[PageLine], from_right: bool) -> Iterator[PageLine]:
    """The lines of a page, those of a table cell by cell, row by row; ``from_right``: as Arabic is read."""
    for _, group in groupby(lines, lambda line: line.cell is not None):
        yield from sorted(group, key=lambda line: _order(line.cell, from_right) if line.cell else (0, 0))


def _order(cell: RuledCell, from_right: bool) -> tuple[int, int]:
    return -cell.high, _edge(cell, from_right)


def places(found: Sequence[tuple[int, RuledCell | None, str]]) -> list[TableCell | None]:
    """For each paragraph of a document (page, cell, words) the row and column of the table in which it stands.

    What stands in cells without a paragraph between is one table, over the end of a page too.
    """
    said: list[TableCell | None] = []
    for number, (table, group) in enumerate(groupby(found, lambda each: each[1].table if each[1] else None)):
        run = list(group)
        inside = [(page, cell, words) for page, cell, words in run if cell]
        said += _counted(number, inside) if table is not None else [None] * len(run)
    return said


def _counted(table: int, run: Sequence[tuple[int, RuledCell, str]]) -> Iterator[TableCell]:
    from_right = right_to_left.is_right_to_left(" ".join(words for _, _, words in run))
    edges = sorted({_edge(cell, from_right) for _, cell, _ in run})
    columns = dict.fromkeys(edges[:1], 0)
    for before, edge in pairwise(edges):
        columns[edge] = columns[before] + (edge - before > REACH)
    row, last = -1, None
    for page, cell, _ in run:
        row, last = row + ((page, cell.high) != last), (page, cell.high)
        first = columns[_edge(cell, from_right)]
        far = -cell.left if from_right else cell.right
        inside = max(columns[edge] for edge in edges if edge < far)
        yield TableCell(table, row, first, inside - first + 1)


def _edge(cell: RuledCell, from_right: bool) -> int:
    return -cell.right if from_right else cell.left
