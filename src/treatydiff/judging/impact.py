"""Impact: whether a provision protects or burdens those it applies to, composed from the top down.

An exception has the contrary impact of what it stands behind; an item has that of the words it hangs on, turned round
where those say what is left out. Signs multiply along chapeau, provision and clause as polarity does in natural logic
(Sánchez Valencia 1991; MacCartney and Manning 2009); who may or must do what is read as Hohfeld (1913) reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice, pairwise
from math import fsum
from operator import ne
from typing import NamedTuple

from treatydiff.judging.clauses import GROUPS, Clause, addressed, beside, scaled, total
from treatydiff.judging.context import Context
from treatydiff.judging.dealings import acting
from treatydiff.judging.lexis import BESIDE, DEPARTS, LIFTS, Hit
from treatydiff.judging.signs import BURDENS, PROTECTIONS, Role
from treatydiff.judging.slots import SURE, strongest
from treatydiff.judging.wording import plainly, sentences
from treatydiff.model import CONTAINERS, Level, Provision
from treatydiff.references.resolution import References
from treatydiff.text.regexes import regex

_OUTWEIGHS = 1.5
"""How many times more than the other side an impact must weigh to be told."""
_HINT = 0.4
"""Score from which on a side is more likely than the other."""
_CLEAR, _DOUBTED = 3.0, 0.3
"""Score of a text's own words from which on what stands around it counts little, and how little."""
_CHAPEAU = 0.6
"""What the words that a provision hangs on weigh beside its own."""
_BEHIND = 60
"""Characters behind a word that takes a rule away within which that is named."""
_DEPTH = 6
"""Steps from one provision to another, named or above, that are taken."""
_MOST_PARTS = 40
"""Parts of a provision that are read to tell its impact."""


_DEFINED = regex(r"""\W{0,4}[“”"«‘'„]\s?([^“”"»’'«]{2,60}?)\s?[”"»’'“]""")
"""A term in quotation marks with which a provision begins."""


_TERM = regex(r"\W{0,2}((?:\w|[ -](?=\w)){5,40})(?=[.;:]|$)")
"""A term with which a sentence ends."""


class Impact(NamedTuple):
    """What speaks for each role of a text, and whether it is turned round."""

    roles: Mapping[Role, float] = {}
    turned: bool = False
    """Whether it takes away what has these roles: then its impact is the contrary."""
    given: bool = False
    """Whether what it hangs on, or takes away, gives it, and not its own words."""
    lifts: bool = False
    """Whether it is turned round because it lifts a rule, or is an exception to it; a condition turns round, too."""

    @property
    def protects(self) -> float:
        return fsum(self.roles.get(role, 0.0) for role in PROTECTIONS)

    @property
    def burdens(self) -> float:
        return fsum(self.roles.get(role, 0.0) for role in BURDENS)

    @property
    def kind(self) -> int:
        """1 where the roles protect, -1 where they burden, 0 where that is open; whether turned round aside."""
        return self._side(SURE)

    def _side(self, least: float) -> int:
        """The side that weighs more, if it reaches a score and outweighs the other: 1, -1, or 0."""
        protects, burdens = self.protects, self.burdens
        more, less = max(protects, burdens), min(protects, burdens)
        if more < least or more < _OUTWEIGHS * less:
            return 0
        return 1 if protects > burdens else -1

    @property
    def sign(self) -> int:
        """1 where it plainly protects, -1 where it plainly burdens, 0 where that is open."""
        return -self.kind if self.turned else self.kind

    @property
    def likely(self) -> int:
        """The same where little speaks for either side: 1, -1, or 0 where nothing does, or as much for both."""
        return self._side(_HINT) * (-1 if self.turned else 1)

    @property
    def claims(self) -> bool:
        """Whether it is a right of people: then an "only" takes from it."""
        return self.roles.get(Role.RIGHT, 0.0) > max(self.burdens, self.roles.get(Role.SAFEGUARD, 0.0))

    @property
    def clear(self) -> bool:
        """Whether much speaks for its side, and little against it."""
        more, less = max(self.protects, self.burdens), min(self.protects, self.burdens)
        return more >= _CLEAR and more >= _CLEAR * less

    @property
    def size(self) -> float:
        return max(self.protects, self.burdens)

    @property
    def role(self) -> Role:
        """The likeliest role on the side that weighs more."""
        return strongest(self.roles, PROTECTIONS if self.protects >= self.burdens else BURDENS)

    def flipped(self, *, lifts: bool = False) -> Impact:
        return self._replace(turned=not self.turned, given=True, lifts=lifts)

    def plus(self, other: Impact, by: float = 1.0) -> Impact:
        """Both together; one that is turned round speaks for the other side."""
        if other.turned != self.turned:
            other = Impact(_swapped(other.roles))
        return self._replace(roles=total((self.roles, scaled(other.roles, by))))


def _swapped(roles: Mapping[Role, float]) -> Mapping[Role, float]:
    """Roles of a text that takes them away, as what that comes to: a safeguard for a burden, and the reverse."""
    found = Impact(roles)
    return {Role.POWER: found.protects, Role.SAFEGUARD: found.burdens}


NONE = Impact()


class Impacts:
    """The impacts of the provisions of one draft, each worked out once."""

    def __init__(self, context: Context, references: References, side: int) -> None:
        self._context, self._reader, self._references, self._side = context, context.reader, references, side
        self._known: dict[str, Impact] = {}
        self._lists: dict[str, tuple[str, Impact]] = {}
        self._used: dict[str, Impact] = {}
        self._before: dict[str, dict[str, Provision]] = {}
        """Of each provision what stands before each of its parts."""
        self._texts: dict[tuple[str, str], Impact] = {}

    def of(self, provision: Provision, depth: int = 0) -> Impact:
        """A provision's own words in what they hang on; of one without words, what is inside."""
        if provision.eid not in self._known:
            self._known[provision.eid] = NONE  # a provision that takes itself away
            self._known[provision.eid] = self._of(provision, depth)
        return self._known[provision.eid]

    def whole(self, provision: Provision, without: str = "", depth: int = 0) -> Impact:
        """A provision with all that is inside it, but for the one that asks and those that take others away."""
        parts = (p for p in provision.walk() if p.text and p.eid != without and not self._takes_away(p))
        found = NONE
        for part in islice(parts, _MOST_PARTS) if depth <= _DEPTH else ():
            found = found.plus(self.of(part, depth + 1))
        return found

    def before(self, provision: Provision) -> Provision | None:
        """The provision with words that stands right before one, in the same article."""
        above = self._context.above.get(provision.eid)
        if above is None or above.level in CONTAINERS:
            return None
        if above.eid not in self._before:
            spoken = (each for each in above.children if each.text)
            self._before[above.eid] = {after.eid: each for each, after in pairwise(spoken)}
        return self._before[above.eid].get(provision.eid)

    def _of(self, provision: Provision, depth: int) -> Impact:
        if not provision.text:
            return self.whole(provision, depth=depth) if provision.children and depth < _DEPTH else NONE
        return self._text(plainly(provision.text), provision, depth)

    def text(self, text: str, provision: Provision) -> Impact:
        """A plain text that stands in a provision; many facts ask for the same sentence."""
        key = provision.eid, text
        if key not in self._texts:
            self._texts[key] = self._text(text, provision, 0)
        return self._texts[key]

    def _text(self, text: str, provision: Provision, depth: int) -> Impact:
        if depth > _DEPTH:
            return NONE
        kind, given = self.hung(provision, depth)
        if kind == _FIXED:
            return given
        lifted = self.lifted(text, provision, depth)
        return lifted if lifted is not None else self._own(text, provision, given if kind == _OPEN else None)

    def _own(self, text: str, provision: Provision, lead: Impact | None) -> Impact:
        frame = self._reader.frame(text, sentences(text), lambda: self._context.around(provision))
        said, frame = frame, replace(frame, clauses=tuple(acting(clause, tasks=False) for clause in frame.clauses))
        if said.clauses and all(map(ne, said.clauses, frame.clauses)) and not Impact(frame.own).burdens:
            return Impact({Role.PROCEDURE: SURE})
        own = Impact(total((frame.own, *(bound(clause) for clause in frame.clauses))))
        around = Impact(frame.around)
        if lead:
            around = around.plus(lead, _CHAPEAU)
        return own.plus(around, _DOUBTED if own.size >= _CLEAR and own.kind else 1.0)

    # ------------------------------------------------------------------------------------------------- definitions

    def defined(self, provision: Provision) -> str:
        """The term that a provision defines, plain: what it quotes at its beginning; empty where it defines none."""
        found = _DEFINED.match(provision.text)
        return plainly(found[1]) if found else ""

    def used(self, term: str, provision: Provision) -> Impact:
        """What the provisions that use a term do to people, all together."""
        if term not in self._used:
            users = [p for p in self._spoken if term in plainly(p.text) and not self.defined(p)]
            found = NONE
            for each in users[:_MOST_PARTS]:
                each_way = self.of(each, 1)
                found = found.plus(each_way, 1 / max(each_way.size, 1.0))  # one long article is one of many
            self._used[term] = found
        return self._used[term]

    @cached_property
    def _spoken(self) -> tuple[Provision, ...]:
        return tuple(p for p in self._context.draft.walk() if p.text)

    # -------------------------------------------------------------------------------------------- what it hangs on

    def hung(self, provision: Provision, depth: int = 0) -> tuple[str, Impact]:
        """What the words that a provision hangs on make of it: its impact, or the beginning of its sentence."""
        above = self._context.lead(provision)
        if above is None or above.level in CONTAINERS:
            return "", NONE
        if above.eid not in self._lists:
            self._lists[above.eid] = "", NONE
            self._lists[above.eid] = self._list(above, depth + 1)
        return self._lists[above.eid]

    def _list(self, chapeau: Provision, depth: int) -> tuple[str, Impact]:
        """What a list says of its members: fixed where the chapeau is a sentence but for its cases."""
        text = plainly(chapeau.text)
        kind, given = self.hung(chapeau, depth)
        if kind == _FIXED:  # of cases in which a condition is met one more widens
            widens = given.turned and not given.lifts and self._reader.lexis.words("scope.any", text)
            return kind, given.flipped() if widens else given
        lifted = self.lifted(text, chapeau, depth)
        if lifted is not None:
            asked = self._reader.lexis.words("scope.all", text[sentences(text)[-1][0] :])
            return _FIXED, lifted.flipped() if asked else lifted
        if self._reader.bans(text):
            return _FIXED, Impact({Role.SAFEGUARD: 2 * SURE}, given=True)
        found = sentences(text)
        start, end = found[-1] if found else (0, len(text))
        last = text[start:end]
        hits = self._reader.clauses(last, [(0, len(last))])[0].hits
        main = self._own(text, chapeau, None)
        if main.kind < 0 and main.role in _SANCTIONS and any(hit.name == "dealings.weighs" for hit in hits):
            return _FIXED, NONE  # what is weighed when a penalty is set is none
        opens = opening(hits, len(last))
        if opens:
            excepts = opens == "exception"
            allows = self._limits(hits, main)
            turns = excepts ^ allows ^ self._needs_all(hits, chapeau)
            return _FIXED, main.flipped(lifts=excepts or allows) if turns else main._replace(given=True)
        if main.kind and any(hit.name.startswith(_GIVES) for hit in hits):
            return _FIXED, main._replace(given=True)
        return _OPEN, main

    def _limits(self, hits: Iterable[Hit], main: Impact) -> bool:
        """Whether the chapeau protects by "only": what may be done only so is done in each of its cases."""
        names = {hit.name for hit in hits}
        return "slots.condition.only" in names and main.kind > 0 and not any(n.startswith(_CLAIMS) for n in names)

    def _needs_all(self, hits: Iterable[Hit], chapeau: Provision) -> bool:
        """Whether all that is listed must be met: then one more narrows what hangs on it."""
        names = {hit.name for hit in hits}
        if "scope.any" in names or "scope.all" in names:
            return "scope.any" not in names
        ends = [plainly(child.text).rstrip(" ;,.")[-12:] for child in chapeau.children[:-1] if child.text]
        both, either = (
            sum(bool(self._reader.lexis.words(f"junctions.{name}", end)) for end in ends) for name in ("all", "any")
        )
        return both > either

    # --------------------------------------------------------------------------------------------- what it takes away

    def _takes_away(self, provision: Provision) -> bool:
        return any(hit.name == LIFTS for hit in self._reader.lexis.hits(plainly(provision.text)))

    def lifted(self, text: str, provision: Provision, depth: int = 0) -> Impact | None:
        """The contrary of what a text takes away; None where it takes nothing away, or names nothing."""
        for start, end in sentences(text)[:1]:
            said = text[start:end]
            hits = self._reader.lexis.hits(said)
            if any(hit.name == "scope.saves" for hit in hits):
                return None
            lift = next((hit for hit in hits if hit.name in DEPARTS and not _binds_itself(hit, hits)), None)
            found = self._named(said, hits, lift, provision, start) if lift else []
            taken = NONE
            for each in found:
                taken = taken.plus(self._covers(each) or self.whole(each, provision.eid, depth + 1))
            if taken.size:
                return taken.flipped(lifts=True)
        return None

    def _covers(self, provision: Provision) -> Impact | None:
        """What the provisions do that use a term, of one that says what the term covers: "shall be considered X"."""
        text = plainly(provision.text)
        counts = next((hit for hit in self._reader.lexis.hits(text) if hit.name == "scope.counts"), None)
        term = _TERM.match(text, counts.end) if counts else None
        return self.used(term[1], provision) if term else None

    def _named(self, said: str, hits: Iterable[Hit], lift: Hit, provision: Provision, start: int) -> list[Provision]:
        """The provisions that a sentence takes away: those it names before the word, or right behind it."""
        last = lift.end + _BEHIND
        cited = self._references.named(provision, provision.text, self._side)
        found = [each.target for each in cited if 0 <= each.citation.start - start < min(last, len(said))]
        if found:
            return [target for target in found if target.eid != provision.eid]
        here = next((hit for hit in hits if hit.name in _HERE and hit.start < last), None)
        if here and any(hit.name == "scope.rule" and hit.start == here.start for hit in hits):
            return [before] if (before := self.before(provision)) else []  # "this prohibition": the one before
        return list(self._here(here.name, provision)) if here else []

    def named_by(self, eid: str) -> Impact:
        """What an article does to people, by its ``eid``; nothing where the draft has it not."""
        found = self._references.provision(eid, self._side)
        return self.whole(found) if found else NONE

    def cited(self, text: str, at: tuple[int, int], provision: Provision) -> Impact:
        """What the provisions that a stretch of a plain text names do to people."""
        found = NONE
        for each in self._references.named(provision, provision.text, self._side):
            if at[0] <= each.citation.start < at[1] and each.target.eid != provision.eid:
                found = found.plus(self.whole(each.target, provision.eid, 1))
        return found

    def _here(self, name: str, provision: Provision) -> Iterator[Provision]:
        """What "this chapter", "this article", "the preceding paragraph", "this obligation" are."""
        above = self._context.above.get(provision.eid)
        if name == "scope.chapter":
            while above and above.level not in CONTAINERS:
                above = self._context.above.get(above.eid)
            yield from (above,) if above else ()
        elif above and provision.level is not Level.ARTICLE:
            yield from (child for child in above.children if child.eid != provision.eid)


def _binds_itself(lift: Hit, hits: Iterable[Hit]) -> bool:
    """Whether a sentence binds by itself in spite of a rule, and takes nothing away: "notwithstanding …, … shall"."""
    names = {hit.name for hit in hits}
    if names >= {"scope.counts", "force.mustnot"}:
        return False  # "shall not be considered to be X"
    forces = {name for name in names if name.startswith("force.")}
    return lift.name == "scope.despite" and "force.must" in forces and forces.isdisjoint(("force.may", "force.neednot"))


_SANCTIONS = (Role.OFFENCE, Role.PENALTY)
_FIXED, _OPEN = "fixed", "open"
_HERE = ("scope.here", "scope.chapter")
_GIVES = ("roles.right.strong", "roles.offence.strong")
_CLAIMS = ("roles.right.strong", "actions.recourse")

# ------------------------------------------------------------------------------------------------ who is bound to what

ACTS = {"coerce": -1, "share": -1, "waive": -1, "protect": 1, "recourse": 1, "oversee": 1}
"""What acts of each kind do to people."""
_BOUND = {
    ("may", "holder"): -1.5,
    ("may", "person"): 1.0,
    ("must", "holder"): 0.5,
    ("mustnot", "holder"): 1.0,
    ("neednot", "holder"): -1.0,
    ("neednot", "person"): 1.5,
    ("must", "patient"): 0.5,
    ("mustnot", "patient"): 1.5,
    ("mustnot", ""): 0.5,
}
"""What leave, duty, ban and release of whoever holds power or data, of a person, or of one to whom it is done, is worth
where the act is of no known kind: for the better, or for the worse."""
_NEAR_AGENT, _NEAR_ACT = 140, 40
"""Characters before a word that binds within which who is bound stands, and behind it within which the act does."""


def bound(clause: Clause) -> Mapping[Role, float]:
    """What the verb groups of a clause do to people: who may or must do, or not do, what."""
    worth = _BEFORE_A_JUDGE * any(hit.name == "numbers.custody" for hit in clause.hits)
    worth += sum(_worth(force, clause) for force in clause.forces[:3])
    worth -= _DENIES * clause.says(("slots.denied.",))
    return {Role.SAFEGUARD: worth} if worth > 0 else {Role.POWER: -worth}


def sign_of(act: Hit, hits: Iterable[Hit]) -> int:
    """What an act does to people, by the other hits of its clause.

    To oversee people themselves ("assess any person") is done to them; to hold back what is done to them ("suspend the
    use of the system", "halt the processing") spares them.
    """
    near = [hit for hit in hits if hit.start - act.end <= _OBJECT and act.start - hit.end <= _OBJECT]
    if act.path[1] == "oversee" and any(_person(hit) and 0 <= hit.start - act.end <= BESIDE for hit in near):
        return -1
    halts = [hit for hit in near if hit.name == "scope.halts" and hit.start < act.end]
    halted = [hit for hit in near if hit.name.startswith(_HALTED)]
    if any(hit.end > act.start for hit in halts) and any(hit.start >= act.end for hit in halted):
        return 1
    bans = [hit for hit in near if hit.name == "force.mustnot"]  # "it is prohibited to use": no act of its own
    halting = (hit for hit in halts if hit.end <= act.start and not any(b.start <= hit.start < b.end for b in bans))
    if any(hit.start == act.start for hit in halted) and any(True for _ in halting):
        return 1
    return ACTS[act.path[1]]


def _person(hit: Hit) -> bool:
    return hit.path[0] == "agents" and GROUPS[hit.path[1]] == "person"


_OBJECT = 6
"""Characters between an act and what it is done to."""
_HALTED = ("scope.halted", "slots.measure")
"""What is done to people, and may be held back."""


def _named(clause: Clause, *names: str) -> Iterator[Hit]:
    """The words of a clause of some classes."""
    return (hit for hit in clause.hits if hit.name in names)


def _worth(force: Hit, clause: Clause) -> float:
    """What one verb group does to people, for the better, or less than nothing."""
    kind, actions, agents = force.path[1], [*clause.of("actions")], [*clause.of("agents")]
    asked = [*_named(clause, *_ASKED)]
    named = addressed(force, agents, clause.of("sentence"))
    bound_to = named.end if named else force.end
    asks = kind == "must" and any(0 <= hit.start - force.end <= _NEXT for hit in asked)
    if asks or any(hit.start < force.end and force.start < hit.end for hit in clause.of("disapply")):
        return _BARS
    bars = next((hit for hit in _named(clause, "scope.bars") if force.end <= hit.start <= force.end + _NEAR_ACT), None)
    if bars:
        ruled = next((act for act in actions if act.start > bars.start), None)
        return _BARS * (-ACTS[ruled.path[1]] if ruled else 1)
    act = next((act for act in actions if force.end <= act.start <= bound_to + _NEAR_ACT), None)
    does = sign_of(act, clause.hits) if act else 0
    if act and any(hit.start < act.end and act.start < hit.end for hit in asked):
        does = 1
    if kind == "must" and does >= 0 and _by_a_court(force, clause):
        return _BARS
    if does and kind in _DOES:
        return float(does * _DOES[kind])
    before = [agent for agent in agents if force.start - _NEAR_AGENT <= agent.start < force.end]
    behind = [agent for agent in agents if 0 <= agent.start - force.end <= _NEXT and kind == "mustnot"]
    named = named or next(iter((before or behind[:1])[-1:]), None)
    who = GROUPS[named.path[1]] if named else ""
    if kind == "refuse":
        return _SPARED * (does < 0 and who == "holder")
    suffers = who == "person" and beside(force, _named(clause, "sentence.passive"))
    return _BOUND.get((kind, "patient" if suffers else who), 0.0)


def _by_a_court(force: Hit, clause: Clause) -> bool:
    """Whether what must be done is to be done by a court, or by an independent body: "shall be issued by a judge"."""
    if not beside(force, _named(clause, "sentence.passive")):
        return False
    by = [hit.end for hit in _named(clause, "scope.by") if force.end <= hit.start <= force.end + _NEAR_ACT]
    courts = (agent for agent in clause.of("agents") if GROUPS[agent.path[1]] == "controller")
    return any(0 <= agent.start - end <= _NEXT for agent in courts for end in by)


_ASKED = ("slots.condition.authorization", "slots.condition.consent")
"""Words within which "require" asks for a safeguard, and compels nobody."""
_BARS = 2.5
"""What it is worth that something is to be prohibited, authorized first, or proved by one element more."""
_NEXT = 12
"""Characters behind a word that binds within which the authorization begins that it asks for."""
_SPARED = 2.0
"""What it is worth that an authority refuses what is done to people."""
_BEFORE_A_JUDGE = 2.0
"""What it is worth that somebody is brought before a judge."""
_DENIES = 1.5
"""What it is worth that protection is ruled out in so many words."""
_DOES = {"may": 1, "must": 1, "mustnot": -2}
"""By which words an act is done, or not done."""


def opening(hits: Iterable[Hit], length: int) -> str:
    """What stands open at the end of a chapeau: ``condition``, ``exception``, or nothing."""
    hits = list(hits)
    found = max((hit for hit in hits if hit.name.startswith(_OPENINGS)), key=lambda hit: hit.start, default=None)
    force = max((hit.end for hit in hits if hit.name.startswith("force.")), default=-1)
    if found is None or found.start <= _FIRST or (force > found.start and length - found.start > _BEHIND):
        return ""
    return "exception" if found.name.startswith("slots.exception") else "condition"


_OPENINGS = ("slots.conditional", "slots.condition.only", "slots.condition.provisos", "slots.exception")
_FIRST = 8
"""Characters from its start within which a condition opens a chapeau, and says nothing of what hangs on it."""
