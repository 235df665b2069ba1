"""Line numbers in the margin: recognised and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from treatydiff.readers.lines import PageLine

FEWEST = 3
"""So many numbers on a page count its lines."""
SAME = 3.0
"""Points that the numbers' edges may be apart."""
OUTSIDE = 6.0
"""Points that they stand away from the text at least."""


def margin_numbers(lines: Sequence[PageLine], fewest: int = FEWEST) -> list[int]:
    """The places of the lines of a page that count others: figures by themselves at one edge beyond the text.

    From the top down they rise by the same step. ``fewest`` is less where a page before counts its lines.
    """
    figures = [i for i, line in enumerate(lines) if line.text.strip().isdigit() and not line.cell]
    text = [line for line in lines if not line.text.strip().isdigit()]
    if len(figures) < fewest or not text:
        return []
    left, right = min(line.x0 for line in text), max(line.x1 for line in text)
    outside = [i for i in figures if lines[i].x1 < left - OUTSIDE or lines[i].x0 > right + OUTSIDE]
    found = sorted(outside, key=lambda i: -lines[i].y)
    if len(found) < fewest or not _at_one_edge([lines[i] for i in found]):
        return []
    numbers = [int(lines[i].text) for i in found]
    steps = {after - before for before, after in pairwise(numbers)}
    return found if len(steps) <= 1 and min(steps, default=1) > 0 else []


def _at_one_edge(lines: Sequence[PageLine]) -> bool:
    starts, ends = [line.x0 for line in lines], [line.x1 for line in lines]
    return max(starts) - min(starts) <= SAME or max(ends) - min(ends) <= SAME
