"""Which provisions moved, and the reading order of the links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from treatydiff.alignment.families import Family
from treatydiff.alignment.nodes import Node
from treatydiff.alignment.pairs import heaviest_chain


def out_of_order(run: Mapping[tuple[Node, Node], Family]) -> set[Family]:
    """Those outside the longest increasing run; where two exchanged places, the one with fewer words moved.

    Each family is placed by an old and a new member of it.
    """
    weights = {(old.place, new.place): 1 + min(new.size, 10_000) / 1e6 for old, new in run}
    kept = set(heaviest_chain(weights))
    return {family for (old, new), family in run.items() if (old.place, new.place) not in kept}


def reading_order(families: Iterable[Family], moved: set[Family]) -> list[Family]:
    """The new draft's order; what was deleted stands after what preceded it in the old draft."""
    families = list(families)
    anchors = _Anchors({node: family for family in families for node in family.old}, moved)
    deleted = sorted((family for family in families if not family.new), key=lambda family: family.old[0].place)
    places = {family: (anchors.find(family.old[0]), 1, family.old[0].place) for family in deleted}
    return sorted(families, key=lambda family: places.get(family) or (family.new[0].place, 0, 0))


class _Anchors:
    """For each deleted provision the place in the new draft after which it is read. Ask in the old draft's order."""

    def __init__(self, family_of: Mapping[Node, Family], moved: set[Family]) -> None:
        self._family_of = family_of
        self._moved = moved
        self._known: dict[Node, int] = {}

    def find(self, node: Node) -> int:
        """After the sibling before it that stayed, else at the head of its parent."""
        if node not in self._known:
            self._known[node] = self._search(node)
        return self._known[node]

    def _search(self, node: Node) -> int:
        parent = node.parent
        if parent is not None and parent in self._known:
            return self._known[parent]  # deleted as a whole: everything inside stays together
        for sibling in reversed(node.siblings[: node.rank]):
            family = self._family_of[sibling]
            if sibling in self._known:
                return self._known[sibling]
            if family.new and family not in self._moved:
                return family.new[-1].last
        return self._family_of[parent].new[0].place if parent is not None else -1
