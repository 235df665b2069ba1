"""What a provision says more, or less, than before, in words of any kind, those that say the same taken for the same.

A sentence that was turned round ("shall not … unless" for "may only … if", active for passive, "forthwith" for
"immediately") keeps its words of content, or trades each for one that the language holds for the same
(``[same]`` in ``data/frames``). A sentence that says more has words for which nothing stood there before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from treatydiff.judging.force import signs
from treatydiff.judging.lexis import Lexis
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.quantities import quantities, steps
from treatydiff.judging.said import STEM
from treatydiff.judging.wording import Force, Wording
from treatydiff.languages import is_spaced, load
from treatydiff.lettering import WORD
from treatydiff.model import Change, Kind, Op
from treatydiff.numerals import numerals
from treatydiff.themes.patterns import Range

_LETTERS_OF_A_WORD = 2
"""Characters that make a word where words are not spaced."""
_MORE = 2.5
"""Words by which one side must say more than the other."""
_MUCH = 4
"""Edited words from which on a provision may be said to be written anew,"""
_LEFT, _SAME = 0.25, 0.1
"""if no more than this share of them says something that the other side does not; with the smaller it surely is."""
_ANEW = 12
"""Edited words from which on a restated provision was written anew."""
_ELSE, _OTHER = 5, 0.4
"""So many words, and such a share of the edited ones, say something else: one or two may mean the same."""
_FEW = 20
"""Edited words up to which "not", "without" and "only" count: a longer text says so in other ways."""
_NOTHING = "same.nothing"
"""Words of grammar; what they do is told by slots."""
_HEDGES = "slots.hedge"
_SHARE = 0.43
"""Share of what came (or went) that may stand for what went (or came): if more, one was exchanged for the other."""


class Balance(NamedTuple):
    """Words of content that stand on one side of a provision only."""

    lost: tuple[str, ...]
    gained: tuple[str, ...]
    edited: tuple[int, int]
    """How many words edits touch, on either side."""
    turned: bool
    """Whether a number differs, or one side says "not", "only" or "at least" and the other does not: then it is not the
    same."""
    size: int
    """How many of them make a word: characters, where words are not spaced."""

    @property
    def more(self) -> Op | None:
        """The side that says more; None where one says about as much as the other."""
        lost, gained = len(self.lost) / self.size, len(self.gained) / self.size
        if abs(gained - lost) < _MORE or min(lost, gained) > _SHARE * max(lost, gained):
            return None
        return Op.INSERT if gained > lost else Op.DELETE

    @property
    def exchanged(self) -> bool:
        """Whether something else is said in the place of what stood there."""
        return len(self.lost) + len(self.gained) >= _ELSE * self.size and self._share >= _OTHER

    @property
    def restated(self) -> bool:
        """Whether much was edited and about the same is said: in other words, or in another order."""
        return self._rewritten and self._share <= _LEFT

    @property
    def anew(self) -> bool:
        """Whether so much was restated that single words decide nothing."""
        return self.restated and sum(self.edited) >= _ANEW * self.size

    @property
    def same(self) -> bool:
        """Whether all is said that was, and nothing else."""
        swapped = min(self.edited) > 0 and not self.lost and not self.gained and not self.turned
        return swapped or (self._rewritten and self._share <= _SAME)

    @property
    def _rewritten(self) -> bool:
        """Whether words took the place of words, with the same yes and no, and the same numbers."""
        much = sum(self.edited) >= _MUCH * self.size and min(self.edited) >= self.size
        return much and self.more is None and not self.turned

    @property
    def _share(self) -> float:
        return (len(self.lost) + len(self.gained)) / max(sum(self.edited), 1)


class Weighing:
    """Weighs the provisions of two drafts, each once."""

    def __init__(self, lexis: Lexis, wording: Wording) -> None:
        self._lexis, self._wording = lexis, wording
        self._balances: dict[int, tuple[str, Balance]] = {}

    def balance(self, passage: Passage) -> Balance:
        """What an amended provision says more, or less, than before."""
        key = id(passage.change)
        if key not in self._balances or self._balances[key][0] != passage.new.text:
            self._balances[key] = passage.new.text, balance(passage, self._lexis, self._wording)
        return self._balances[key][1]

    def pulls_both_ways(self, passages: Iterable[Passage], change: Change, op: Op) -> bool:
        """Whether words came in where all in all a provision says less, or went where it says more."""
        found = list(passages) if change.kind is Kind.AMENDED else []
        return any(self.balance(passage).more not in (op, None) for passage in found)

    def restated(self, passages: Iterable[Passage], change: Change, *, binding: bool = False) -> bool:
        """Whether an amended provision says in other words, or in another order, what it said.

        ``binding`` asks whether it binds as much, too.
        """
        found = list(passages) if change.kind is Kind.AMENDED else []
        held = [self.balance(passage) for passage in found]
        if binding:
            same = all(balance.same for balance in held) and all(self._binds_alike(p.old, p.new) for p in found)
        else:
            same = all(balance.same or balance.anew for balance in held)
        return bool(found) and same

    def _binds_alike(self, old: Side, new: Side) -> bool:
        """Whether both sides say may and shall as often, or one says "not … without" for the other's "only"."""
        forces = [Counter(sign.force for sign in signs(side.text, self._wording)) for side in (old, new)]
        turns = [self._lexis.turns(side.text) for side in (old, new)]
        doubled = any(found[Force.FORBID] and often > 1 for found, often in zip(forces, turns, strict=True))
        return forces[0] == forces[1] or (doubled and forces[0][Force.FORBID] != forces[1][Force.FORBID])


def balance(passage: Passage, lexis: Lexis, wording: Wording) -> Balance:
    """What either side says that the other does not."""
    old, new = (dict(_content(side, lexis, wording)) for side in (passage.old, passage.new))
    lost = tuple(word for stem, word in old.items() if stem not in new)
    gained = tuple(word for stem, word in new.items() if stem not in old)
    sides = (passage.old, passage.new)
    edited = len(_edited(sides[0], wording)), len(_edited(sides[1], wording))
    few = sum(edited) < _FEW
    negated = few and lexis.turns(sides[0].text) % 2 != lexis.turns(sides[1].text) % 2
    bounds = (wording.limits, wording.floors) if few else ()
    limited = any(bound.found(sides[0].text) != bound.found(sides[1].text) for bound in bounds)
    turned = negated or limited or bool(steps(passage, wording))
    return Balance(lost, gained, edited, turned, 1 if is_spaced(lexis.code) else _LETTERS_OF_A_WORD)


def _edited(side: Side, wording: Wording) -> list[str]:
    """The words into which edits reach."""
    words = (word for start, end in side.edited for word in WORD.on(side.text).findall(side.text, start, end))
    return [word for word in words if word not in wording.small]


def _content(side: Side, lexis: Lexis, wording: Wording) -> Iterator[tuple[str, str]]:
    """The words of content with what they are known by.

    Names and the titles of other instruments are none, nor are numbers and hedges, of which others speak.
    """
    text, known = side.text, lexis.same(side.text)
    yield from ((hit.name, text[hit.start : hit.end]) for hit in known if hit.name != _NOTHING)
    aside = [(hit.start, hit.end) for hit in lexis.hits(text) if hit.name.startswith(_HEDGES)]
    aside += [(number.start, number.end) for number in numerals(text, wording.code)]
    aside += [(counted.start, counted.end) for counted in quantities(text, wording)]
    taken = sorted([*((hit.start, hit.end) for hit in known), *aside])
    particles = re.compile(load(lexis.code).particles or "(?!)")
    openings = frozenset(start for start, _ in side.sentences)
    for start, end in _rest(taken, len(text)):
        for found in WORD.on(text).finditer(text, start, end):
            word = found[0]
            named = side.raw[found.start()].isupper() and found.start() not in openings
            if word not in wording.small and not word.isdigit() and not named:
                yield _stem(word, particles), word


def _rest(taken: Iterable[Range], length: int) -> Iterator[Range]:
    """What lies between some ranges."""
    place = 0
    for start, end in taken:
        if start > place:
            yield place, start
        place = max(place, end)
    yield place, length


def _stem(word: str, particles: re.Pattern[str]) -> str:
    """What a word is known by: its first letters, without particles before it."""
    prefix = particles.match(word)
    rest = word[prefix.end() :] if prefix else word
    return (rest if len(rest) > 2 else word)[:STEM]
