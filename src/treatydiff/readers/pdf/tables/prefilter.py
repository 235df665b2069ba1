"""A quick test whether a page may hold a table without ruled lines.

Where letters stand is the dearest thing to ask of a page. So it is asked first of the ends of each line, then of the
words in lines that are long for what they say, and of all only where a table may be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from statistics import median
from typing import NamedTuple

from treatydiff.readers.lines import BROKEN_HYPHEN, ITEM_NUMBER, LEVEL
from treatydiff.text.regexes import regex

GUTTER = 0.9
"""Cells are kept apart by this share of the font size in every line."""
SPARSE = 1.25
"""A line with so many times the usual room for each letter may be several cells."""
ROOMY = 1.05
"""Where there are such lines, those with so many times the usual room are asked whether they leave a gap."""
INSIDE = 4
"""Lines that begin so many font sizes to the right of others may stand in a column of their own."""
ASKED = 3
"""So many lines are asked whether they leave a gap there."""
BELOW = 3.5
"""Lines of a table stand no further below each other than so many font sizes."""
SAME = 2.5
"""Points that the edges of cells in one column may be apart."""
WORDS = regex(r"\S+")
_BLANKS = f" \t\xa0\u3000{BROKEN_HYPHEN}"


_Gap = tuple[float, float]


class PageStretch(NamedTuple):
    """Text that the file gives in one: from which character to which, how high and large it is."""

    start: int
    end: int
    y: float
    size: float


class _Extent(NamedTuple):
    """A stretch, from where to where it goes, and the room for each of its letters."""

    stretch: PageStretch
    x0: float
    x1: float
    advance: float


class TableSigns:
    """The signs of a table on a page; ``corners`` are those of a character."""

    def __init__(
        self, text: str, stretches: Sequence[PageStretch], corners: Callable[[int], tuple[float, ...]]
    ) -> None:
        self._text, self._stretches, self._corners = text, stretches, corners

    def may_be_there(self, fewest: int, from_right: bool) -> bool:
        """Whether so many lines have neighbours at their height, few letters for their length, or their own column.

        ``from_right``: the order of the letters in the file says nothing, nor do the gaps between them.
        """
        if len(self._stretches) <= fewest:
            return False
        lines = [self._reach(each) for each in self._stretches]
        usual = median(line.advance for line in lines)
        heights = sorted(lines, key=lambda line: line.stretch.y)
        beside = sum(_level(lower, upper) for lower, upper in pairwise(heights))
        if beside + sum(line.advance > SPARSE * usual for line in lines) >= fewest and (
            from_right or self._may_have_rows(heights, usual, fewest)
        ):
            return True
        return self._has_column(lines, fewest)

    def _reach(self, stretch: PageStretch) -> _Extent:
        """By its first and last character."""
        said = self._text[stretch.start : stretch.end].rstrip(_BLANKS)
        last = max(stretch.start, stretch.start + len(said) - 1)
        left, _, right, _ = self._corners(stretch.start)
        other_left, _, other_right, _ = self._corners(last)
        x0, x1 = min(left, right, other_left, other_right), max(left, right, other_left, other_right)
        return _Extent(stretch, x0, x1, (x1 - x0) / (stretch.end - stretch.start))

    # ------------------------------------------------------------------------------------------------------------- rows

    def _may_have_rows(self, heights: Sequence[_Extent], usual: float, fewest: int) -> bool:
        """Whether so many rows near each other may have a second cell: beside the first one, or behind a gap."""
        aside = set(self._aside())
        roomy = [line for line in heights if line.advance > ROOMY * usual and line.stretch not in aside]
        gaps = {line: found for line in roomy if (found := list(self._gaps(line.stretch)))}
        for near in _near(heights):
            signs = (k for k, line in enumerate(near) if line.stretch in aside or _is_kept_open(near, k, gaps, fewest))
            if sum(1 for _ in islice(signs, fewest)) == fewest:
                return True
        return False

    def _aside(self) -> Iterator[PageStretch]:
        """What the file goes on with beside the lines before it: not below them nor, as after the foot, above."""
        high = self._stretches[0].y
        for before, each in pairwise(self._stretches):
            if each.y > high + each.size:
                high = each.y
            elif each.y >= before.y - LEVEL * each.size:
                yield each
            high = max(high, each.y)

    def _gaps(self, stretch: PageStretch) -> Iterator[_Gap]:
        """Where words of a stretch are as far apart as cells."""
        words = [match.span() for match in WORDS.finditer(self._text, stretch.start, stretch.end)]
        for (_, end), (start, _) in pairwise(words):
            one, other = self._corners(end - 1), self._corners(start)
            for left, right in ((one[2], other[0]), (other[2], one[0])):
                if right - left > GUTTER * stretch.size:
                    yield left, right

    # ----------------------------------------------------------------------------------------------------------- column

    def _has_column(self, lines: Sequence[_Extent], fewest: int) -> bool:
        """Whether so many lines begin far inside, and one that reaches over that place leaves a gap before it."""
        edge = min(line.x0 for line in lines) + INSIDE * lines[0].stretch.size
        begun = Counter(round(line.x0) for line in lines if line.x0 > edge)
        (inside, count), *_ = [*begun.most_common(1), (0, 0)]
        if count < fewest:
            return False
        over = (
            each
            for each, x0, x1, _ in lines
            if x0 < inside - GUTTER * each.size and x1 > inside + each.size and not self._is_item(each)
        )
        return any(self._goes_over(each, inside) for each in islice(over, ASKED))

    def _is_item(self, stretch: PageStretch) -> bool:
        return ITEM_NUMBER.match(self._text, stretch.start, stretch.end) is not None

    def _goes_over(self, stretch: PageStretch, x: float) -> bool:
        """Whether a line leaves a gap before this place."""
        start, end, _, size = stretch
        for last, word in pairwise(WORDS.finditer(self._text, start, end)):
            left = self._corners(word.start())[0]
            if abs(left - x) <= SAME and left - self._corners(last.end() - 1)[2] > GUTTER * size:
                return True
        return False


def _level(lower: _Extent, upper: _Extent) -> bool:
    """Whether two lines stand at one height."""
    return upper.stretch.y - lower.stretch.y < LEVEL * lower.stretch.size


def _near(heights: Sequence[_Extent]) -> Iterator[list[_Extent]]:
    """Lines that may be of one table: none stands far below the next."""
    near = [heights[0]]
    for lower, upper in pairwise(heights):
        if upper.stretch.y - lower.stretch.y > BELOW * max(lower.stretch.size, upper.stretch.size):
            yield near
            near = []
        near.append(upper)
    yield near


def _is_kept_open(near: Sequence[_Extent], k: int, gaps: Mapping[_Extent, Sequence[_Gap]], fewest: int) -> bool:
    """Whether a gap of a line is one between columns: a line above or below it does not run over it either."""
    line = near[k]
    if line not in gaps or fewest == 1:
        return line in gaps
    for one, other in pairwise(near[max(0, k - 1) : k + 2]):
        beside = other if one is line else one
        if beside in gaps or _level(one, other):
            return True
        if not all(beside.x0 < left and beside.x1 > right for left, right in gaps[line]):
            return True
    return False
