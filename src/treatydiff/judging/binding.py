"""What a word that binds does: by what act it binds whom to, and how sure it makes that the act is done."""

from __future__ import annotations

from treatydiff.judging.clauses import GROUPS, longer_first
from treatydiff.judging.force import Shift
from treatydiff.judging.lexis import Hit, addressed
from treatydiff.judging.wording import Force
from treatydiff.judging.worth import ACTS, sign_of
from treatydiff.themes.patterns import Range

NEXT = 26
"""Characters behind a word that binds within which the act that it binds begins."""
_WHO = {"controller": "holder", "holder": "holder", "person": "person"}
"""A court, too, holds a power that it may or must use."""


def act_of(hits: list[Hit], at: Range) -> tuple[int, str]:
    """The sign of the act behind a word that binds, and who is bound: ``holder`` of a power or of data, ``person``."""
    found = (hit for hit in hits if hit.name.startswith("actions.") and at[1] <= hit.start)
    acts = sorted(found, key=longer_first)  # the longer words tell to whom: "returned to a State"
    agents = [hit for hit in hits if hit.name.startswith("agents.")]
    named = addressed(Hit(*at, ""), agents, hits)
    near = next((hit for hit in acts if hit.start <= (named.end if named else at[1]) + NEXT), None)
    named = named or max((hit for hit in agents if hit.start < at[1]), key=lambda hit: hit.start, default=None)
    who = _WHO[GROUPS[named.path[1]]] if named else ""
    sign = sign_of(near, hits) if near else 0
    if any(hit.name == "force.refuse" and hit.start <= at[1] and at[0] < hit.end for hit in hits):
        refused = next((hit for hit in acts if hit.start > at[1] and hit.path[1] != "protect"), None)
        sign = -ACTS[refused.path[1]] if refused else 0
        if named and named.name == "agents.private" and (refused is None or refused.start > at[1] + NEXT):
            sign = -1  # what a bank, a school or an employer refuses people serves them
    return sign, "" if who == "person" and sign < 0 else who


_DUTIES = frozenset({Force.ENCOURAGE, Force.CONSIDER, Force.SHOULD, Force.ENDEAVOUR, Force.SHALL})


def presumed_sign(shift: Shift, acts: list[tuple[int, str]]) -> int:
    """The sign of an act that no words tell: a duty of whoever holds power or data serves people, a ban spares them."""
    if Force.FORBID in (shift.old, shift.new):
        return -1
    holds = any(who == "holder" for _, who in acts)
    return 1 if holds and {shift.old, shift.new} <= _DUTIES else 0


_STRENGTH = {
    Force.FORBID: -1.0,
    Force.EXEMPT: 0.0,
    Force.MAY: 0.4,
    Force.ENCOURAGE: 0.3,
    Force.CONSIDER: 0.35,
    Force.SHOULD: 0.6,
    Force.ENDEAVOUR: 0.7,
    Force.SHALL: 1.0,
}
"""How far a clause of each force makes sure that its act is done."""


def worth(force: Force, sign: int, person: bool) -> float:
    """What a clause of this force is worth for those concerned."""
    if not sign and person:
        return {Force.FORBID: -1.0, Force.EXEMPT: 1.0, Force.MAY: 1.0, Force.SHALL: -1.0}.get(force, 0.0)
    return sign * _STRENGTH[force]
