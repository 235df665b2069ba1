"""Numbers of known clocks that went up or down (time limits, penalties, ages), and whom that favours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatydiff.judging.clauses import BURDENS, Clause, Frame, Role
from treatydiff.judging.lexis import Hit
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.quantities import steps
from treatydiff.judging.slots import SlotChange
from treatydiff.judging.wording import Wording

_PUNISHING = frozenset({"penalty", "least"})
"""Clocks that a threshold of punishment looks like."""
_WITHIN = frozenset({"deadline", "recourse", "custody", "filing"})
"""Clocks of those who have to do something in time,"""
_WHOSE = {"custody": "custody", "filing": "recourse"}
"""and what is done that tells whose they are: somebody held is brought before a judge, a complaint is lodged."""
_AGE, _SOME, _RESPONSIBLE = "age", "some", "responsible"
_AGES = {f"{fate} {way}": (fate, way == "over") for fate in ("spared", "reached") for way in ("under", "over")}
"""Of each kind of age what becomes of those who are of it, and whether a higher number leaves fewer of them."""
_BESIDE = 12
"""Characters between a number and words that make it an age."""
_BANS = ("force.mustnot", "force.neednot")
_LEFT = ("slots.exception", "slots.condition.only")
_DEADLINE, _OWED, _PEOPLE = "deadline", ("protect", "oversee"), ("protected", "exposed")
"""A deadline, the acts that are owed to somebody, and the rungs of those to whom they are owed."""
_BOUND_ACT = 24
"""Characters behind a word that binds within which the act begins that it binds."""
_NEXT = 3
"""Characters between "at least" and its number."""
_BOUND = 4
"""Characters between a word that binds and the punishment that it sets: "shall be punishable by"."""
_REACH = 120
"""Characters around a number within which it is told what it is about."""


def stepped(passage: Passage, frames: tuple[Frame, Frame], wording: Wording) -> Iterator[SlotChange]:
    """The steps of an amended provision, as changes of slots; of ages what becomes of those who are of an age."""
    old, new = frames
    for step in steps(passage, wording):
        kind = _kind(new, step.new.start, step.new.end) or _kind(old, step.old.start, step.old.end)
        if kind and step.new.unit == "time":
            slot, over = _AGES.get(kind, (kind, False))
            was, now = Hit(step.old.start, step.old.end, slot), Hit(step.new.start, step.new.end, slot)
            change = "longer" if step.up is not over else "shorter"
            open_ = kind == _DEADLINE and not _owed(new.clause_at(step.new.start))
            yield SlotChange(f"number.{slot}", change, (was,), (now,), inside=open_)


def _owed(clause: Clause | None) -> bool:
    """Whether a deadline is of somebody who owes something to others, or for what is done to protect or to oversee."""
    if clause is None:
        return False
    bound = min(clause.of("force"), key=lambda hit: (hit.start, -hit.end), default=None)
    place = bound.end if bound else clause.start
    agents = [hit.path[1] for hit in clause.of("agents") if bound is None or hit.start <= place]
    last = place + _BOUND_ACT if bound else clause.end
    done = {hit.path[1] for hit in clause.of("actions") if place <= hit.start <= last}
    told = any(place <= hit.start <= last for hit in clause.of("slots.notice"))
    owes = bool(agents) and agents[-1] not in _PEOPLE
    return owes or told or not done.isdisjoint(_OWED)


def of_another_clock(
    clocks: Iterable[SlotChange], words: tuple[str, str], told: bool | None, sides: tuple[Side, Side]
) -> bool:
    """Whether a rule takes a number for what it is not: an age for a time, a threshold for a penalty.

    ``told`` is which way the rule sees it go; a threshold that the rule reads as one goes the same way for both.
    """
    named = [
        clock
        for clock in clocks
        if tuple(side.raw[h.start : h.end] for side, (h,) in zip(sides, (clock.removed, clock.introduced), strict=True))
        == words
    ]
    ages = any(clock.slot in _OF_AGES for clock in named)
    return ages or any(told is not (clock.change == "shorter") for clock in named if clock.slot in _THRESHOLDS)


_OF_AGES = frozenset({"number.age", "number.spared", "number.reached", f"number.{_RESPONSIBLE}"})
_THRESHOLDS = frozenset({"number.threshold", "number.ceiling"})
"""Slots of numbers that rules on time take for others; a threshold that is lower is for the worse."""


def _kind(frame: Frame, start: int, end: int) -> str:
    """Whose clock a number is: the nearest cue of its clause.

    "Offences punishable by at least four years" sets a threshold, where "shall be punishable by" sets a penalty; who
    may appeal "within" ten days has so long to do so, and no authority has.
    """
    clause = frame.clause_at(start)
    cues = list(clause.of("numbers")) if clause else []
    if clause is None or not cues:
        return ""
    if any(hit.path[1] == _RESPONSIBLE and 0 <= start - hit.end <= _REACH for hit in cues):
        return _RESPONSIBLE
    if any(hit.path[1] == _AGE and _apart(hit, start, end) <= _BESIDE for hit in cues):
        return _age(clause, start, end)
    nearest = min(cues, key=lambda hit: (hit.path[1] == "below", _apart(hit, start, end)))
    near = "penalty" if nearest.path[1] == "threshold" and not _opens(clause, nearest) else nearest.path[1]
    kinds = {hit.path[1] for hit in cues if abs(start - hit.start) <= _REACH}
    least, below = (_stands_before(cues, start, name) for name in ("least", "below"))
    if below and not least and kinds & {"penalty", "threshold"}:
        return "ceiling"
    if near in _PUNISHING and least and any(_opens(clause, hit) for hit in cues if hit.end <= start):
        return "threshold"
    if near not in _WITHIN:
        return near
    if _erased(clause, start):
        return "retention"
    return next((told for cue, told in _WHOSE.items() if cue in kinds), _contested(clause, near, kinds))


def _age(clause: Clause, start: int, end: int) -> str:
    """Whose age a number is: of those under it, or over it, who are spared something, or reached by it.

    What an exception leaves to them, and what nothing is done to, stays open.
    """
    ways = [hit for hit in clause.of("numbers.age") if hit.path[2] != _SOME and _apart(hit, start, end) <= _BESIDE]
    near = min(ways, key=lambda hit: (max(_apart(hit, start, end), 0), hit.start - hit.end), default=None)
    banned, excepted = clause.says(_BANS), clause.says(_LEFT)
    left = any(hit.end <= start for hit in clause.of("slots.exception"))
    defined = clause.roles.get(Role.DEFINITION, 0.0) > 0
    if near is None or (banned and left):
        return _AGE
    if banned or (defined and near.path[2] == "under"):
        return f"spared {near.path[2]}"
    burdens = any(clause.roles.get(role, 0.0) > 0 for role in BURDENS)
    return f"reached {near.path[2]}" if burdens and not defined and not excepted else _AGE


def _stands_before(cues: list[Hit], start: int, name: str) -> bool:
    """Whether a cue of this name stands right before a number."""
    return any(hit.path[1] == name and 0 <= start - hit.end <= _NEXT for hit in cues)


def _apart(hit: Hit, start: int, end: int) -> int:
    """Characters between a cue and a number; none or less where they meet."""
    return max(start - hit.end, hit.start - end)


def _erased(clause: Clause, place: int) -> bool:
    """Whether a deadline is that of an erasure: so long the data are kept, and nobody is told of it in time."""
    near = {hit.path[:2] for hit in clause.hits if abs(hit.start - place) <= _REACH}
    return ("slots", "deletion") in near and ("slots", "notice") not in near


def _contested(clause: Clause, near: str, kinds: set[str]) -> str:
    """Whose clock "within" is: that of whoever may contest something, or of those who owe an answer."""
    theirs = "recourse" in kinds and clause.agents.isdisjoint(clause.signs.authorities)
    contests = theirs and (clause.force == "may" or not _owed(clause))
    return "recourse" if contests else near


def _opens(clause: Clause, hit: Hit) -> bool:
    """Whether a cue names grave offences and does not say what a punishment shall be."""
    binds = any(force.start < hit.end and hit.start - force.end <= _BOUND for force in clause.of("force"))
    return hit.path[1] == "threshold" and not binds
