"""Columns of a printed page: text that stands side by side is read one column after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from treatydiff.readers.lines import PageLine

FEWEST = 8
"""So many lines side by side with others are a column; fewer may be cells of a table without lines."""
APART = 2.0
"""Columns reach into each other by no more points."""


@dataclass(frozen=True, slots=True)
class Column:
    """The left and right edge of text on a page, in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left

    def holds(self, other: Column) -> bool:
        """Whether another one reaches no further on either side."""
        return self.left - APART <= other.left and other.right <= self.right + APART

    def is_beside(self, line: PageLine) -> bool:
        """Whether a line stands wholly to the left or right of it."""
        return line.x0 >= self.right - APART or line.x1 <= self.left + APART


def around(lines: Sequence[PageLine]) -> Column:
    """How far lines reach."""
    return Column(min(line.x0 for line in lines), max(line.x1 for line in lines))


def side_by_side(lines: Sequence[PageLine], known: Sequence[Column] = ()) -> dict[int, Column]:
    """By index the column of each line that stands in one of several.

    Where the text jumps up the page, what it left below that height stands beside what follows, if the two keep apart.
    Text over the whole width above or below belongs to neither. ``known`` columns, of the page before, may be short.
    """
    found: dict[int, Column] = {}
    for before, after in pairwise(_descents(lines)):
        top = lines[after[0]].y + 0.5 * lines[after[0]].size
        first = [i for i in before if lines[i].y <= top]
        if not first:
            continue
        column = around([lines[i] for i in first])
        second = list(_prefix(lines, after, column))
        if not second:
            continue
        pair = ((first, column), (second, around([lines[i] for i in second])))
        if all(len(run) >= FEWEST or any(each.holds(own) for each in known) for run, own in pair):
            found |= {i: own for run, own in pair for i in run}
    return found


def goes_on(lines: Sequence[PageLine], columns: Sequence[Column]) -> dict[int, Column]:
    """By index the column of the lines of a page that holds no more than one of the columns of the page before."""
    for column in columns:
        if lines and column.holds(around(lines)):
            return dict.fromkeys(range(len(lines)), column)
    return {}


def columns_of(lines: Sequence[PageLine], known: Sequence[Column]) -> dict[int, Column]:
    """By index the column of each line that stands in one; ``known`` are those of the page before."""
    return side_by_side(lines, known) or goes_on(lines, known)


def _descents(lines: Sequence[PageLine]) -> list[list[int]]:
    """The lines from each place where the text jumps up the page to the next one."""
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        if not runs or line.y > lines[runs[-1][-1]].y + line.size:
            runs.append([])
        runs[-1].append(index)
    return runs


def _prefix(lines: Sequence[PageLine], run: Sequence[int], beside: Column) -> Iterator[int]:
    """The first lines of a run, as long as they stand beside a column."""
    for index in run:
        if not beside.is_beside(lines[index]):
            return
        yield index
