"""What went up or down in a clause: a number, by whose clock it is, and a ban that came or was lifted."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.findings.passages import Passage
from treatydiff.findings.quantities import steps
from treatydiff.findings.wording import Wording
from treatydiff.frames import Clause, Frame, SlotChange
from treatydiff.frames.lexis import Hit

_PUNISHING = frozenset({"penalty", "least"})
"""Clocks that a threshold of punishment looks like."""
_WITHIN = frozenset({"deadline", "recourse", "custody", "filing"})
"""Clocks of those who have to do something in time,"""
_WHOSE = {"custody": "custody", "filing": "recourse"}
"""and what is done that tells whose they are: somebody held is brought before a judge, a complaint is lodged."""
_NEXT = 3
"""Characters between "at least" and its number."""
_REACH = 120
"""Characters around a number within which it is told what it is about."""


def stepped(passage: Passage, frames: tuple[Frame, Frame], wording: Wording) -> Iterator[SlotChange]:
    """The steps of an amended provision, as changes of slots."""
    old, new = frames
    for step in steps(passage, wording):
        kind = _kind(new, step.new.start, step.new.end) or _kind(old, step.old.start, step.old.end)
        if kind and step.new.unit == "time":
            was, now = Hit(step.old.start, step.old.end, kind), Hit(step.new.start, step.new.end, kind)
            yield SlotChange(f"number.{kind}", "longer" if step.up else "shorter", (was,), (now,))


def _kind(frame: Frame, start: int, end: int) -> str:
    """Whose clock a number is: the nearest cue of its clause.

    "Offences punishable by at least four years" sets a threshold, where "shall be punishable by" sets a penalty; who
    may appeal "within" ten days has so long to do so, and no authority has.
    """
    clause = frame.clause_at(start)
    cues = list(clause.of("numbers")) if clause else []
    if clause is None or not cues:
        return ""
    near = min(cues, key=lambda hit: max(start - hit.end, hit.start - end)).path[1]
    kinds = {hit.path[1] for hit in cues if abs(start - hit.start) <= _REACH}
    least = any(hit.path[1] == "least" and 0 <= start - hit.end <= _NEXT for hit in cues)
    if near in _PUNISHING and least and any(_opens(clause, hit) for hit in cues if hit.end <= start):
        return "threshold"
    if near not in _WITHIN:
        return near
    return next((told for cue, told in _WHOSE.items() if cue in kinds), _contested(clause, near, kinds))


def _contested(clause: Clause, near: str, kinds: set[str]) -> str:
    """Whose clock "within" is: that of whoever may contest something, or of those who owe an answer."""
    contests = "recourse" in kinds and clause.force == "may" and clause.agents.isdisjoint(clause.signs.authorities)
    return "recourse" if contests else near


def _opens(clause: Clause, hit: Hit) -> bool:
    """Whether a cue names grave offences and does not say what a punishment shall be."""
    binds = any(hit.start <= force.start < hit.end for force in clause.of("force"))
    return hit.path[1] == "threshold" and not binds
