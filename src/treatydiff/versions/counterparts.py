"""The counterpart of a provision in another language version: by place, for the words differ."""

from __future__ import annotations

from collections import Counter

from treatydiff.model import Draft, Level, Provision
from treatydiff.references.outline import outline

Place = tuple[tuple[str, str], ...]
"""From the outside in: rank, and number of an article or position among those of its rank."""
_NAMED = frozenset({Level.ARTICLE, Level.ANNEX})


class SharedPlaces:
    """The provisions of a draft by their places, which are the same in every language version."""

    def __init__(self, draft: Draft) -> None:
        self._seen = outline(draft)
        self.of: dict[str, Place] = {}
        """By ``eid``."""
        self.at: dict[Place, Provision] = {}
        self._walk(draft.provisions, ())

    def _walk(self, provisions: tuple[Provision, ...], around: Place) -> None:
        counts: Counter[str] = Counter()
        for each in provisions:
            named = each.level in _NAMED and each.number
            counts[each.level] += 1
            name = self._seen.name(each.number) if named else f"#{counts[each.level]}"
            # an article is called by its number alone, whatever chapter it stands in
            outer = tuple(step for step in around if step[0] == Level.ANNEX) if each.level is Level.ARTICLE else around
            place = (*outer, (str(each.level), name))
            self.of[each.eid] = place
            self.at.setdefault(place, each)
            self._walk(each.children, place)


def answering(provision: Provision, mine: SharedPlaces, other: SharedPlaces) -> Provision | None:
    """What answers to a provision in another version; None where nothing stands in its place."""
    place = mine.of.get(provision.eid)
    return None if place is None else other.at.get(place)
