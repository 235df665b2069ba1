"""Dealings: clauses by which bodies tell, advise and help each other, or companies are let do things.

What a clause does hangs on whom it binds, on its first act behind that, and on whom that act reaches. A body that
informs, consults or assists another, or draws up a paper, keeps nobody in check, whatever watchdog it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import ne

from treatydiff.judging.clauses import GROUPS, Clause
from treatydiff.judging.lexis import Hit
from treatydiff.judging.signs import BURDENS, PROTECTIONS, Role

_VERB, _OPENING, _AT_ONCE = 36, 8, 20
"""Characters behind a word that binds, or from the beginning of a clause in which none does, within which its act
begins; and behind the word within which something follows at once."""
_RECEIVER, _SUBJECT = 60, 140
"""Characters behind an act within which it is said whom it reaches, and before a word that binds within which it is
said whom it binds."""
_WATCH = ("court", "independent", "parliament", "prosecutor", "police")
"""Those whom it is a check to tell, or a matter of people."""
_DEALS = ("dealings.acts", "dealings.tasks")
_SAID = (
    *(f"roles.{role}." for role in (*PROTECTIONS, Role.OFFENCE, Role.PENALTY)),
    *("actions.protect", "actions.oversee", "actions.recourse"),
)
"""Words that say nothing where bodies deal with each other: a report on penalties is none."""


def acting(clause: Clause, *, tasks: bool = True) -> Clause:
    """A clause without what says nothing in it, by the first of the cases below that it is.

    ``tasks``: whether a clause in which no word binds may be one, too.
    """
    if not tasks:
        return unsaid(clause) if idle(clause, tasks=False) else clause
    words = next((words for case, words in _CASES if case(clause)), None)
    return _without(clause, words) if words else clause


def _claims_only(clause: Clause) -> bool:
    """Whether people may claim something only if, or with: where no right stood that gives none, and may take one."""
    claims = any(_act(clause, force.end, ("actions.recourse",), _SUBJECT) for force in clause.forces)
    free = all(force.path[1] == "may" for force in clause.forces)
    bound = {_who(each) for force in clause.forces if (each := _bound(clause, force))}
    return claims and free and bound <= {"person"} and clause.says(("slots.condition.only",))


def _oversees(clause: Clause) -> bool:
    """Whether all that a body must do is to look at what others do, or tell of it."""
    bodies = all(force.path[1] == "must" and _who(_bound(clause, force)) == "body" for force in clause.forces)
    return bool(clause.forces) and bodies and all(_act(clause, force.end, _OVERSEES) for force in clause.forces)


_OVERSEES = ("actions.oversee",)


def _without(clause: Clause, said: tuple[str, ...]) -> Clause:
    return replace(clause, hits=tuple(hit for hit in clause.hits if not hit.name.startswith(said)))


def _of_bodies(clause: Clause) -> bool:
    """Whether all who may or must do something are bodies or companies that are named, and nobody else is."""
    bound = [_bound(clause, force) for force in clause.forces]
    people = any(_told(hit) for hit in clause.hits)
    return bool(bound) and all(each and _who(each) in ("body", "company") for each in bound) and not people


def only_dealings(clauses: Sequence[Clause], left: Sequence[Clause]) -> bool:
    """Whether each of some clauses lost something by ``acting``, and what is ``left`` of them burdens nobody."""
    burdens = any(each.roles.get(role) for each in left for role in BURDENS)
    return bool(clauses) and all(map(ne, clauses, left)) and not burdens


def unsaid(clause: Clause) -> Clause:
    """A clause without what protects or punishes in it."""
    return _without(clause, _SAID)


def idle(clause: Clause, *, tasks: bool = True) -> bool:
    """Whether a clause only has bodies deal with each other, or says how words are to be read; ``tasks`` as above."""
    forces = clause.forces
    if not forces:
        return tasks and (_reads(clause, clause.start) or (not _checks(clause) and _deals(clause, None)))
    if all(_reads(clause, force.end) or _who(_bound(clause, force)) == "paper" for force in forces):
        return all(force.path[1] in _LETS for force in forces)
    return not _checks(clause) and all(
        force.path[1] in _LETS and _who(_bound(clause, force)) == "body" and _deals(clause, force) for force in forces
    )


_LETS = ("may", "must")


def _checks(clause: Clause) -> bool:
    """Whether the public is told, a breach is reported, or more is done than to deal with a body."""
    return clause.says(("dealings.checks",))


def _reads(clause: Clause, at: int) -> bool:
    """Whether it is said at a place how words are to be read, or what the whole is for."""
    return any(hit.name == "dealings.reads" and 0 <= hit.start - at <= _AT_ONCE for hit in clause.of("dealings"))


def _deals(clause: Clause, force: Hit | None) -> bool:
    """Whether the first act, behind a word that binds if one does, is a dealing, and nobody is told who is to be."""
    at, names, within = (force.end, _DEALS[:1], _VERB) if force else (clause.start, _DEALS, _OPENING)
    act = _act(clause, at, names, within)
    if act is None:
        return False
    does = clause.bound(force) if force else None
    return not any(_told(hit) for hit in clause.hits if act.start <= hit.start < act.end + _RECEIVER and hit != does)


def _act(clause: Clause, at: int, names: tuple[str, ...], within: int = _VERB) -> Hit | None:
    """The first act from a place on, if it is of one of some classes and stands near."""
    acts = [hit for hit in clause.hits if hit.start >= at and hit.name.startswith((*_DEALS, "actions."))]
    act = min(acts, key=lambda hit: (hit.start, hit.name not in names, -hit.end), default=None)
    return act if act and act.name in names and act.start - at <= within else None


def _told(hit: Hit) -> bool:
    """Whether whoever is told is a person, or somebody who keeps power in check."""
    return hit.path[0] == "agents" and (hit.path[1] in _WATCH or GROUPS[hit.path[1]] == "person")


def _lets_companies(clause: Clause) -> bool:
    """Whether companies may do something, and nobody is bound: "shall have a choice", "may rely on codes"."""
    lets = [force.start for force in clause.forces if force.path[1] == "may"]
    binding = [force for force in clause.forces if not any(0 <= at - force.end <= 1 for at in lets)]
    free = all(force.path[1] == "may" and _who(_bound(clause, force)) == "company" for force in binding)
    return bool(binding) and free and not clause.says(("slots.condition.only", "slots.relax"))


def _bound(clause: Clause, force: Hit) -> Hit | None:
    """Who is bound: somebody, or else a body or a paper that no ladder of agents names, the last before the word."""
    others = (hit for hit in clause.of("dealings") if hit.name in _THINGS and hit.start < force.start)
    last = max((hit for hit in others if force.start - hit.start <= _SUBJECT), default=None)
    bound = clause.bound(force)
    return last if last and (bound is None or bound.start < last.start) else bound


_THINGS = ("dealings.bodies", "dealings.papers")


def _who(bound: Hit | None) -> str:
    """What sort of thing is bound: ``company``, ``person``, ``paper``, ``watch``, else ``body``."""
    if bound and bound.path[0] == "agents" and bound.path[1] in ("court", "prosecutor", "police"):
        return "watch"
    if bound is None or bound.path[0] != "agents":
        return "paper" if bound and bound.name == "dealings.papers" else "body"
    return "company" if bound.path[1] == "private" else "person" if GROUPS[bound.path[1]] == "person" else "body"


_CASES = (
    (idle, _SAID),
    (_claims_only, _SAID),
    (_lets_companies, _SAID),
    (_of_bodies, ("roles.right.", "actions.recourse")),
    (_oversees, ("roles.power.", "roles.burden.")),
)
"""What says nothing in a clause: all that protects, where it protects nobody; words of rights, which a body has not
("the Commission may request access"); powers of others that are only named."""
