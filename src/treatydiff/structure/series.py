"""Series of numbers: which of many numbers at the heads of lines count the provisions.

No list of patterns says whether ``12`` at the head of a line is a section or a figure. That 11 stands before it and 13
behind it does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from collections.abc import Sequence as Many
from typing import NamedTuple

from treatydiff.text.numbering import Number


class Candidate(NamedTuple):
    """A number that may belong to a series."""

    place: int
    """Index of its line; candidates come in this order."""
    number: Number
    weight: float = 1.0
    """How much speaks for it; above 0."""
    reach: int = 10
    """How far its whole number may be from the one before in the series."""


Key = tuple[tuple[int, ...], int, int]


def by_parts(number: Number) -> Key:
    """Orders ``1.9`` before ``1.10``, as agreements count: article 10 of chapter 1."""
    return number.key


def by_fractions(number: Number) -> Key:
    """Orders ``38.03`` before ``38.031`` before ``38.04``, as statutes count what is inserted later."""
    digits = "".join(char for char in number.printed.partition(".")[2] if char.isdecimal())
    return (number.path[0], *map(int, digits)), *number.key[1:]


def heaviest(candidates: Many[Candidate]) -> list[Candidate]:
    """The candidates of greatest weight in all whose numbers only rise, however they count inside a whole number."""
    chains = [_heaviest(candidates, key) for key in (by_parts, by_fractions)]
    return max(chains, key=lambda chain: sum(candidate.weight for candidate in chain))


def _heaviest(candidates: Many[Candidate], key_of: Callable[[Number], Key]) -> list[Candidate]:
    """Each number within its reach of the one before. O(n log n), whatever the text holds."""
    keys = [key_of(candidate.number) for candidate in candidates]
    ranks = sorted(set(keys))
    tree = _Tree(len(ranks))
    before: list[int] = []
    for index, (candidate, key) in enumerate(zip(candidates, keys, strict=True)):
        rank = bisect_left(ranks, key)
        low = bisect_left(ranks, ((key[0][0] - candidate.reach,), -1, -2))
        weight, last = tree.best(low, rank)
        before.append(last)
        tree.put(rank, weight + candidate.weight, index)
    chain: list[Candidate] = []
    index = tree.best(0, len(ranks))[1]
    while index >= 0:
        chain.append(candidates[index])
        index = before[index]
    return chain[::-1]


_DEEPEST = 12
"""Runs that may be open at a time."""


def runs(candidates: Many[Candidate]) -> list[Candidate]:
    """The candidates of every run that begins with the first number and stands in no other: decisions printed together.

    A run inside another (a list in paragraph 5) is left when the other goes on with 6. Runs of one are none.
    """
    open_runs: list[list[Candidate]] = []
    for candidate in candidates:
        number = candidate.number
        if number.first and len(number.path) == 1:
            open_runs.append([candidate])
            continue
        for depth in range(1, min(len(open_runs), _DEEPEST) + 1):
            if number.succeeds(open_runs[-depth][-1].number):
                del open_runs[len(open_runs) - depth + 1 :]
                open_runs[-1].append(candidate)
                break
    return [candidate for run in open_runs if len(run) > 1 for candidate in run]


class _Tree:
    """The heaviest series that ends at each rank, and the heaviest of any range of ranks."""

    def __init__(self, size: int) -> None:
        self._size = max(size, 1)
        self._slots = [(0.0, -1)] * (2 * self._size)

    def put(self, rank: int, weight: float, index: int) -> None:
        place = rank + self._size
        while place and self._slots[place][0] < weight:
            self._slots[place] = weight, index
            place //= 2

    def best(self, low: int, high: int) -> tuple[float, int]:
        """The heaviest of the ranks from ``low`` up to but without ``high``; index -1 where there is none."""
        best = (0.0, -1)
        low, high = low + self._size, high + self._size
        while low < high:
            if low & 1:
                best, low = max(best, self._slots[low]), low + 1
            if high & 1:
                high -= 1
                best = max(best, self._slots[high])
            low, high = low // 2, high // 2
        return best
