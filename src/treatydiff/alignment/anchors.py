"""Candidate pairs of articles, so that drafts of hundreds of articles are not compared all against all.

Most articles stand in both drafts as they were: the words of one, which no other has, name its counterpart (the unique
common lines of Bram Cohen's patience diff). The others need weighing against each other, and an anchored one only
against what stands next to its counterpart, where articles that are much alike may have exchanged places. So the work
grows with the number of articles, whatever the words: in boilerplate each is like each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from treatydiff.alignment.nodes import Node
from treatydiff.alignment.pairs import Pair
from treatydiff.text.frozen import dataclass

_NEAR = 2
"""So many articles before and behind an anchor are weighed."""
_SAMPLE = 100
"""From so many articles is told how alike unrelated ones are."""


@dataclass(frozen=True, slots=True)
class AnchoredArticles:
    """The articles of two drafts by whether their words alone name their counterparts."""

    near: tuple[Pair, ...]
    """Each anchored pair, and either of its members with what stands next to the other."""
    old: tuple[int, ...]
    """The places of the others."""
    new: tuple[int, ...]


def anchors(old: Sequence[Node], new: Sequence[Node]) -> AnchoredArticles:
    """The articles that have the same words in both drafts, and share them with no other; numbers do not count."""
    here, there = _once(old), _once(new)
    fixed = {i: there[words] for words, i in here.items() if words in there}
    near = dict.fromkeys(pair for anchor in fixed.items() for pair in _around(anchor, len(old), len(new)))
    taken = frozenset(fixed.values())
    free = tuple(i for i in range(len(old)) if i not in fixed), tuple(j for j in range(len(new)) if j not in taken)
    return AnchoredArticles(tuple(near), *free)


def _once(nodes: Sequence[Node]) -> dict[tuple[str, ...], int]:
    """The words that one node has and no other, and its place."""
    often = Counter(node.terms for node in nodes)
    return {node.terms: place for place, node in enumerate(nodes) if node.terms and often[node.terms] == 1}


def _around(anchor: Pair, olds: int, news: int) -> Iterator[Pair]:
    i, j = anchor
    yield from ((i, near) for near in range(max(j - _NEAR, 0), min(j + _NEAR + 1, news)))
    yield from ((near, j) for near in range(max(i - _NEAR, 0), min(i + _NEAR + 1, olds)))


def sampled(nodes: Sequence[Node]) -> Sequence[Node]:
    """Some of many, from all over the draft."""
    return nodes[:: max(len(nodes) // _SAMPLE, 1)]
