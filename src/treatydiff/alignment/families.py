"""Splits and mergers: an unpaired provision that holds what its neighbour's partner has lost.

The idea of Vecalign and Bertalign (Thompson & Koehn 2019; Liu & Zhu 2022), to score against neighbours taken together,
without embeddings: an old provision A that became B1 and B2 is paired with the one that kept most of it; B2 is then found
by what of A is missing in B1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from treatydiff.alignment.likeness import Weights
from treatydiff.alignment.nodes import Node

_HELD = 0.45
"""So much of an unpaired provision must stand in what the other has lost; unrelated provisions share about a fifth."""
_SHARE = 0.2
"""So much of the whole must have gone to (come from) the unpaired part: less is a passage that moved, not a split."""
_LEAST_WORDS = 6


@dataclass(eq=False, slots=True)
class Family:
    """Old and new provisions that answer to each other while alignment is being worked out."""

    old: list[Node] = field(default_factory=list)
    new: list[Node] = field(default_factory=list)


def find_splits(families: Iterable[Family], free: Iterable[Node], weights: Weights, *, whole: str = "old") -> set[Node]:
    """Add free nodes to the families of which they hold a part; those added are returned.

    With ``whole="old"`` an old provision was split into several new ones; with ``whole="new"`` several old provisions
    were merged into a new one: the same, seen from the other side.
    """
    part = "new" if whole == "old" else "old"
    single = [family for family in families if len(getattr(family, whole)) == 1 and getattr(family, part)]
    added: set[Node] = set()
    for node in sorted(free, key=lambda node: node.place):
        best = max(
            ((_held(node, getattr(f, whole)[0], getattr(f, part), weights), -k) for k, f in enumerate(single)),
            default=(0.0, 0),
        )
        if best[0] >= _HELD:
            members = getattr(single[-best[1]], part)
            members.append(node)
            members.sort(key=lambda member: member.place)
            added.add(node)
    return added


def _held(node: Node, whole: Node, parts: Sequence[Node], weights: Weights) -> float:
    """How much of ``node`` stands in what ``whole`` has beyond ``parts``; 0.0 where it cannot be a part."""
    if node.size < _LEAST_WORDS or whole.tombstone or whole.level is not node.level or not _beside(node, parts):
        return 0.0
    lost = whole.counts.copy()
    for part in parts:
        lost.subtract(part.counts)
    lost = +lost
    share = weights.mass(node.counts & lost) / (weights.mass(whole.counts) or 1.0)
    return weights.share(node.counts, lost) if share >= _SHARE else 0.0


def _beside(node: Node, parts: Sequence[Node]) -> bool:
    """Whether no other provision of its rank stands between the node and the nearest part."""
    return any(node.place == part.last + 1 or part.place == node.last + 1 for part in parts) or any(
        _neighbours(node, part) for part in parts
    )


def _neighbours(a: Node, b: Node) -> bool:
    first, second = sorted((a, b), key=lambda node: node.place)
    between = first.siblings[first.rank + 1 : second.rank]
    return first.siblings is second.siblings and all(node.tombstone for node in between)


def by_node(families: Iterable[Family]) -> Mapping[Node, Family]:
    """Each node's family."""
    return {node: family for family in families for node in (*family.old, *family.new)}
