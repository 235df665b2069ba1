"""Whether a provision that came or went is so plainly what it is taken for that a direction can be told.

What that takes is a table, ``[[certain]]`` in ``data/frames/signs.toml``.
"""

from __future__ import annotations

from treatydiff.judging.clauses import BURDENS, Clause, Frame, Role
from treatydiff.judging.rows import Certainty
from treatydiff.judging.slots import Weight, most


def certain(frame: Frame, role: Role) -> bool:
    """Whether a provision is surely of a role."""
    clause = most(frame.clauses, role)
    asked = clause.signs.certain.get(role)
    return asked is not None and not frame.disapplied and _outweighs(frame, role, asked) and _shown(frame, role, asked)


def plainly_is(clause: Clause, role: Role) -> bool:
    """Whether a clause plainly is what it is taken for: a power by what is done, secrecy by more than weak words."""
    asked = clause.signs.certain[role]
    done = not asked.acts or not clause.granted.isdisjoint(asked.acts)
    return done and (not asked.strong or any(True for _ in clause.of(f"roles.{role}.strong")))


def _outweighs(frame: Frame, role: Role, asked: Certainty) -> bool:
    """Whether its side of the provision weighs more than the other one, and than what is mere housekeeping."""
    mine, others = _sides(Weight.of(frame.roles), role)
    house = frame.roles.get(Role.PROCEDURE, 0.0) + frame.roles.get(Role.DEFINITION, 0.0)
    return mine >= asked.outweighs * others and house < mine


def _shown(frame: Frame, role: Role, asked: Certainty) -> bool:
    """Whether its own words show it, in a clause that does not leave it open."""
    clause = most(frame.clauses, role)
    own, _ = _sides(Weight.of(frame.own), role)
    enough = clause.says(asked.enough) and not _excepts(clause, asked)
    return (own >= asked.evidence or enough) and not clause.says(asked.open) and plainly_is(clause, role)


def _excepts(clause: Clause, asked: Certainty) -> bool:
    """Whether an exception stands in a clause; the "except" of "not … except where" only says "only where"."""
    only = tuple(hit for hit in clause.of("slots.condition") if hit.path[2] == "only")
    hits = (hit for name in asked.unless for hit in clause.of(name))
    return any(not any(each.start <= hit.start and hit.end <= each.end for each in only) for hit in hits)


def _sides(weight: Weight, role: Role) -> tuple[float, float]:
    """What is said of the side of a role, and of the other."""
    both = weight.burden, weight.protection
    return both if role in BURDENS else both[::-1]
