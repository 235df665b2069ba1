"""Greedy pairing by similarity: the strictest threshold first, then only the gaps, with lower and lower thresholds.

This is how lawyers line up two drafts. Pairs in the same order in both drafts are found together, as the heaviest
increasing chain, so that equal short provisions keep their order and no false move arises; only what stays over may be
a move, and must be far more alike than a pair in place needs to be.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Pair = tuple[int, int]
"""Index of an old and of a new provision in their lists."""

_REGRET = 2.0
"""How much a pair loses for every point by which one of its members would be better served elsewhere."""
_MARGIN = 0.1
"""A moved pair may be at most this much less alike than the best that either member could get."""


_ENOUGH = 12
"""From so few provisions no typical likeness can be told."""
_NEARLY, _SAME = 0.9, 1.0
"""However much alike unrelated provisions are, what is as alike as this answers to what stands where it stood; and only
what is the same is told to have moved."""


class Floors(NamedTuple):
    """How alike a pair must be, by what else speaks for it."""

    chain: float
    """In order with the other pairs of the chain."""
    move: float
    """Out of order."""
    gap: float
    """Between two paired neighbours, both members still free."""


def above_noise(floors: Floors, scores: Mapping[Pair, float], count: int) -> Floors:
    """The floors raised where unrelated provisions are much alike, as in a draft full of boilerplate.

    How alike unrelated provisions are is read from the second-best partner of each of the ``count`` old provisions, the
    median of all. One that no score is known of has none. Where all are alike, order must do: the floors stay where
    what is the same reaches them.
    """
    best: defaultdict[int, float] = defaultdict(float)
    second: defaultdict[int, float] = defaultdict(float)
    for (i, _), score in scores.items():
        second[i] = max(second[i], min(score, best[i]))
        best[i] = max(best[i], score)
    noise = _median([*second.values(), *[0.0] * (count - len(second))]) if count >= _ENOUGH else 0.0
    chain, gap = min(1.2 * noise, _NEARLY), min(1.1 * noise, _NEARLY)
    return Floors(max(floors.chain, chain), max(floors.move, min(1.5 * noise, _SAME)), max(floors.gap, gap))


def _median(figures: Sequence[float]) -> float:
    from statistics import median  # takes as long to import as some articles to pair

    return median(figures)


def pair_up(scores: Mapping[Pair, float], floors: Floors) -> list[Pair]:
    """The sure pairs, in order of the old: each old and each new index in at most one."""
    worth = _worth(scores)
    chain = heaviest_chain({pair: value for pair, value in worth.items() if scores[pair] >= floors.chain and value > 0})
    return sorted([*chain, *_leftovers(scores, chain, floors.move)])


def fill_gaps(scores: Mapping[Pair, float], pairs: Sequence[Pair], floor: float) -> list[Pair]:
    """Pairs of members that are in none yet, between neighbours that are paired with each other."""
    used_old, used_new = {i for i, _ in pairs}, {j for _, j in pairs}
    chain = heaviest_chain(dict.fromkeys(pairs, 1.0))
    olds, news = [i for i, _ in chain], [j for _, j in chain]
    return heaviest_chain(
        {
            (i, j): score
            for (i, j), score in scores.items()
            if score >= floor
            and i not in used_old
            and j not in used_new
            and bisect_left(olds, i) == bisect_left(news, j)
        }
    )


def _worth(scores: Mapping[Pair, float]) -> dict[Pair, float]:
    """Likeness less the regret of both members at not getting their best."""
    best_old, best_new = _bests(scores)
    return {(i, j): score - _REGRET * (max(best_old[i], best_new[j]) - score) for (i, j), score in scores.items()}


def _bests(scores: Mapping[Pair, float]) -> tuple[dict[int, float], dict[int, float]]:
    best_old: defaultdict[int, float] = defaultdict(float)
    best_new: defaultdict[int, float] = defaultdict(float)
    for (i, j), score in scores.items():
        best_old[i] = max(best_old[i], score)
        best_new[j] = max(best_new[j], score)
    return best_old, best_new


def _leftovers(scores: Mapping[Pair, float], taken: Iterable[Pair], floor: float) -> list[Pair]:
    """The most alike first, among those still free; of equal likeness, the first in order."""
    used_old, used_new = {i for i, _ in taken}, {j for _, j in taken}
    free = {p: s for p, s in scores.items() if p[0] not in used_old and p[1] not in used_new}
    best_old, best_new = _bests(free)
    found: list[Pair] = []
    for (i, j), score in sorted(free.items(), key=lambda item: (-round(item[1], 3), item[0])):
        near_best = score >= max(best_old[i], best_new[j]) - _MARGIN
        if score >= floor and near_best and i not in used_old and j not in used_new:
            found.append((i, j))
            used_old.add(i)
            used_new.add(j)
    return found


def heaviest_chain(weights: Mapping[Pair, float]) -> list[Pair]:
    """The pairs, increasing on both sides, whose weights sum highest (a Fenwick tree of prefix maxima; O(n log n))."""
    places = {j: place for place, j in enumerate(sorted({j for _, j in weights}), start=1)}
    tree: list[tuple[float, Pair | None]] = [(0.0, None)] * (len(places) + 1)
    before: dict[Pair, Pair | None] = {}
    for i, j in sorted(weights, key=lambda pair: (pair[0], -pair[1])):
        total, previous = _highest(tree, places[j] - 1)
        before[i, j] = previous
        _raise(tree, places[j], (total + weights[i, j], (i, j)))
    _, last = _highest(tree, len(places))
    chain: list[Pair] = []
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _highest(tree: list[tuple[float, Pair | None]], place: int) -> tuple[float, Pair | None]:
    best: tuple[float, Pair | None] = (0.0, None)
    while place:
        best = max(best, tree[place], key=lambda entry: entry[0])
        place -= place & -place
    return best


def _raise(tree: list[tuple[float, Pair | None]], place: int, entry: tuple[float, Pair | None]) -> None:
    while place < len(tree):
        if entry[0] > tree[place][0]:
            tree[place] = entry
        place += place & -place
