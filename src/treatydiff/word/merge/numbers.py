"""Numbers that a list gives in one file and a hand typed in the other: which may stand unmarked.

Word shows such a change only as one of formatting. Where the number reads as before it is no change, if rejecting all
still counts to it; so that is counted here, as Word will count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from treatydiff.ooxml.numbering import counter
from treatydiff.ooxml.xml import PPR, TXBX, Element, P
from treatydiff.word.merge.hints import Hints, same_number
from treatydiff.word.merge.parts import Merge

Pairs = Mapping[Element, Element]
"""Old paragraphs to the new ones that they may be, number included."""


def trusted(merge: Merge, hints: Hints, without: set[Element]) -> frozenset[Element]:
    """The new paragraphs whose number counts as the old one whatever list or hand it is from.

    ``without``: paragraphs that are deleted and inserted as a whole.
    """
    numbers = _Numbers(merge, hints)
    pairs = {old: new for old, new in hints.unmoved_pairs() if new not in without and old not in without}
    pairs = {old: new for old, new in pairs.items() if numbers.read_alike(old, new)}
    if all(numbers.stays(old, new) for old, new in pairs.items()):
        return frozenset()
    while wrong := set(numbers.miscounted(pairs)):
        pairs = {old: new for old, new in pairs.items() if old not in wrong}
    return frozenset(pairs.values())


class _Numbers:
    def __init__(self, merge: Merge, hints: Hints) -> None:
        self._merge, self._printed = merge, hints.printed
        self._old = [p for p in merge.old.body.iter(P) if next(p.iterancestors(TXBX), None) is None]
        self._before = cache(lambda old: merge.canon_old.number(old.find(PPR)))  # asked for some ten times each
        self._after = cache(lambda new: merge.canon_new.number(new.find(PPR)))

    def read_alike(self, old: Element, new: Element) -> bool:
        """Whether both show the same number."""
        known = old in self._printed and new in self._printed
        return known and same_number(self._printed[old], self._printed[new])

    def stays(self, old: Element, new: Element) -> bool:
        """Whether both are numbered by one list, or by none."""
        return self._before(old) == self._after(new)

    def miscounted(self, pairs: Pairs) -> Iterator[Element]:
        """Of the pairs the old paragraphs that must be marked, or rejecting all would not show the old numbers."""
        places = [(old, self._after(pairs[old]) if old in pairs else self._before(old)) for old in self._old]
        count = counter(self._merge.new)
        for old, place in places:
            numbered, _, level = place.rpartition("/")
            shown = count(numbered, int(level)) if numbered else ""
            if old in pairs and shown != self._printed[pairs[old]][0]:
                yield old
            elif old not in pairs and numbered and old in self._printed and shown != self._printed[old][0]:
                yield from (each for each in pairs if self._before(each).rpartition("/")[0] == numbered)
                yield from (each for each, new in pairs.items() if self._after(new).rpartition("/")[0] == numbered)
