"""Verbs that oblige by themselves: "l'autorité informe", where no other word of the clause binds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from treatydiff.judging.lexis import ADDRESSED, BESIDE, FORBIDS, Hit, Hits
from treatydiff.judging.wording import Obliging

_OBLIGES, _NEGATES = "force.must", 2
"""What a verb says that needs no word to bind, and words from a "not" to it at most: "no se conservarán"."""
_AUXILIARY = 40
"""Characters before a verb within which "est" or "será", and an adverb, stand."""
_SUBORDINATE = ("slots.conditional", "slots.exception", "scope.narrows", "sentence.described")
"""Words behind which, up to the next comma, no verb binds."""


class Unbound(NamedTuple):
    """A clause in which no word binds: its acts, and the places by which it is told whether a verb does."""

    start: int
    acts: Sequence[Hit]
    agents: Sequence[int]
    """Where those end who act."""
    parts: Sequence[int]
    """Where a part begins that only says when, or of whom."""
    turning: Sequence[int]
    """Where the whole text is turned round: by not, without, unless."""

    @classmethod
    def of(cls, start: int, hits: Hits, turning: Sequence[int]) -> Unbound:
        agents = sorted(hit.end for hit in hits if hit.path[0] == "agents")
        parts = [hit.start for hit in hits if hit.name.startswith(_SUBORDINATE)]
        return cls(start, [hit for hit in hits if hit.path[0] == "actions"], agents, parts, turning)

    def denied(self, text: str, act: Hit) -> int | None:
        """Where the "not" of an act stands, if it has one."""
        at = bisect_left(self.turning, act.start)
        no = self.turning[at - 1] if at else -1
        return no if no >= self.start and len(text[no : act.start].split(None, _NEGATES)) <= _NEGATES else None


def bound_by_verb(text: str, how: Obliging, clause: Unbound) -> Iterator[Hit]:
    """What binds a clause in which no word does: its verb, with the "not" before it."""
    for act in clause.acts:
        no = clause.denied(text, act)
        begins = act.start if no is None else no
        if _obliges(text, how, clause, act, begins):
            yield Hit(begins, act.start, _OBLIGES if no is None else FORBIDS)
            yield from (Hit(act.start, act.end, ADDRESSED),) if how.first else ()
            return


def _obliges(text: str, how: Obliging, clause: Unbound, act: Hit, begins: int) -> bool:
    """Whether an act is named by the verb of its clause, and not in a part that only says when, or of whom."""
    if how.first:
        return how.form.match(text, act.start) is not None and not text[clause.start : begins].strip()
    before = text[max(clause.start, act.start - _AUXILIARY) : act.start]
    done = how.after is not None and how.after.search(before) is not None
    beside = _any_from(clause.agents, act.start - BESIDE, act.start + 1)
    if not done and not (how.form.match(text, act.start) and (beside or not how.beside)):
        return False
    part = max(clause.start, text.rfind(",", clause.start, begins) + 1)
    return not _any_from(clause.parts, part, act.start)


def _any_from(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some places, from left to right, lies in a range."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
