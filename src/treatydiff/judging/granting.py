"""What a provision that came or went gives: a power over people, a task, or a protection that hangs on a power."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from treatydiff.judging.certainty import plainly_is
from treatydiff.judging.clauses import Clause, Frame, FrameReader, Role, total
from treatydiff.judging.context import Context
from treatydiff.judging.lexis import UNAUTHORIZED, Hit
from treatydiff.judging.merging import worse
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.restating import stems_in
from treatydiff.judging.slots import SURE, Weight
from treatydiff.judging.wording import sentences
from treatydiff.model import Change, Kind, Level, Op, Provision
from treatydiff.report import Effect, Finding
from treatydiff.themes.patterns import plain, silent

_DONE = frozenset({"coerce", "share"})
"""Kinds of acts without which a power is none over people."""
_TRADER = "private"
_REACHING = ("slots.data", "slots.measure", "roles.power")
"""What tells that somebody's data, or a measure against them, is what a clause is about."""
_WITHOUT, _MISSED = (UNAUTHORIZED, "slots.lacking"), 24
"""What begins with "without", and characters behind it within which something is missed."""
_LIMITS = (Effect.NARROWS, Effect.EXPANDS)
_PEOPLE = ("exposed", "protected")
_NAMED = f"roles.{Role.POWER}."
_PROTECTIVE = tuple(f"slots.{slot}" for slot in ("notice", "remedy.remedy", "review", "deletion", "principle"))
"""Slots that protect, whatever the clause is."""
_CLEAR = 1.5
"""How many times heavier what burdens must be than what protects for a provision to be nothing but a power."""
_LEAST = 1.0
"""Score from which on a clause says something that protects."""
DENIED = ("slots.denied.protection", "slots.denied.lifted")
"""Protection that is ruled out in so many words; what a "no" makes of a notice or a remedy may be part of a duty."""
UNITS = frozenset(
    {Level.ARTICLE, Level.RECITAL, Level.AMENDED, Level.PARAGRAPH, Level.PREAMBLE, Level.ANNEX, Level.OPTION}
)
"""Levels at which a provision is read by itself, with what hangs on it."""


class Grants(NamedTuple):
    """Reads what provisions of one language give."""

    reader: FrameReader

    def only_tasks(self, change: Change) -> bool:
        """Whether all that a provision lets or makes somebody do is to oversee, report or protect."""
        acts = {act for clause in self._clauses(change) for act in clause.granted}
        return bool(acts) and acts.isdisjoint(_DONE)

    def only_powers(self, change: Change) -> bool:
        """Whether a provision plainly gives a power, and what protects in it hangs on that."""
        return _plainly_powers(self._clauses(change))

    def brings_powers(self, passages: Iterable[Passage], op: Op) -> bool:
        """The same of the sentences that came, or went, inside a provision."""
        sides = (passage.new if op is Op.INSERT else passage.old for passage in passages)
        return _plainly_powers([c for side in sides for c in self.reader.clauses(side.text, side.replaced)])

    def unread(self, finding: Finding, context: Context) -> bool:
        """Whether a provision that came or went is called a protection, or a limit, and does not read as one."""
        change = finding.change
        if worse(finding) is not (change.kind is Kind.DELETED):
            return False
        if finding.effect in _LIMITS:
            return self.only_reports(change)
        return not self.protects(change, context)

    def protects(self, change: Change, context: Context) -> bool:
        """Whether a provision says anything that protects, in a clause that is more than housekeeping.

        What hangs on words that prohibit, or protect, does.
        """
        provisions = change.link.new if op_of(change) is Op.INSERT else change.link.old
        hung = any(context.banned(p) or Weight.of(context.hung(p)).protection >= _LEAST for p in provisions)
        return hung or any(map(_protects, self._clauses(change, throughout=True)))

    def only_reports(self, change: Change) -> bool:
        """Whether all in a provision that protects is to look and to report: what a report leaves out is no limit."""
        scores = total(clause.roles for clause in self._clauses(change, throughout=True))
        limits = scores.get(Role.SAFEGUARD, 0.0) + scores.get(Role.RIGHT, 0.0)
        return scores.get(Role.OVERSIGHT, 0.0) >= SURE and limits < _LEAST

    def denies(self, change: Change) -> bool:
        """Whether a provision rules out what would protect: its "shall not" limits nobody who has a power."""
        return any(clause.says(DENIED) for clause in self._clauses(change))

    def _clauses(self, change: Change, *, throughout: bool = False) -> tuple[Clause, ...]:
        """Those of a provision; of an article with its numbered paragraphs if ``throughout``."""
        provisions = change.link.new if op_of(change) is Op.INSERT else change.link.old
        parts = (part for each in provisions for part in (each.walk() if throughout else unit_of(each)))
        flat = plain("\n".join(silent(part.text) for part in parts if part.text))
        return self.reader.clauses(flat, sentences(flat))


def _plainly_powers(clauses: Sequence[Clause]) -> bool:
    weight = Weight.of(total(clause.roles for clause in clauses))
    given = any(plainly_is(each, Role.POWER) and each.roles.get(Role.POWER, 0.0) >= SURE for each in clauses)
    return given and weight.burden >= _CLEAR * max(weight.protection, 1.0)


def op_of(change: Change) -> Op:
    return Op.DELETE if change.kind is Kind.DELETED else Op.INSERT


def unit_of(provision: Provision) -> Iterator[Provision]:
    """A provision with what hangs on it, numbered paragraphs aside."""
    yield provision
    for child in provision.children:
        if child.level not in UNITS:
            yield from unit_of(child)


def _protects(clause: Clause) -> bool:
    house = clause.roles.get(Role.PROCEDURE, 0.0) + clause.roles.get(Role.DEFINITION, 0.0)
    protection = Weight.of(clause.roles).protection + clause.says(_PROTECTIVE)
    return protection >= _LEAST and protection > house


def new_in(here: Side, other: Side, frame: Frame) -> Frame:
    """A frame of sentences that came, or went, without the powers that the provision names in the other draft too.

    "Its use shall be authorised only if …" speaks of the power that was there before, and gives none.
    """

    named = frozenset(stems_in(other.text))

    def known(hit: Hit, binding: Sequence[Hit]) -> bool:
        bound = any(force.start < hit.end and hit.start < force.end for force in binding)
        return hit.name.startswith(_NAMED) and not bound and named.issuperset(stems_in(here.text[hit.start : hit.end]))

    def unknown(clause: Clause) -> Clause:
        binding = tuple(clause.of("force"))
        return replace(clause, hits=tuple(hit for hit in clause.hits if not known(hit, binding)))

    return replace(frame, clauses=tuple(map(unknown, frame.clauses)))


def binds_people(frame: Frame, place: int) -> bool:
    """Whether a word binds one whom the provision protects to tell or hand over something, or to act on people.

    Or a trader to keep books: that is no duty of those who use a power.
    """
    clause = frame.clause_at(place)
    before = [hit for hit in clause.of("agents") if hit.start <= place] if clause else []
    behind = [hit for hit in clause.of("actions") if hit.start >= place] if clause else []
    if clause is None or not before or not behind:
        return False
    trades = before[-1].path[1] == _TRADER and not clause.says(_REACHING)
    return trades or (before[-1].path[1] in _PEOPLE and behind[0].path[1] in _DONE)


def missing(side: Side, frame: Frame, words: Iterable[str]) -> bool:
    """Whether all of some words stand behind a "without" that no "not" before it turns round."""
    places = [side.raw.find(word) for word in words]
    return bool(places) and all(place >= 0 and _lacked(frame, place) for place in places)


def _lacked(frame: Frame, place: int) -> bool:
    clause = frame.clause_at(place)
    if clause is None or any(force.path[1] == "mustnot" and force.start < place for force in clause.of("force")):
        return False
    without = (hit for hit in clause.of("slots") if hit.name.startswith(_WITHOUT))
    return any(hit.start < place <= hit.end + _MISSED for hit in without)
