"""The clause reader: splits a provision into clauses with slots, and scores its role.

The slots are those of Institutional Grammar 2.0 (Frantz and Siddiki 2021): attributes (who), deontic, aim (what is
done), object, activation conditions and execution constraints; the roles are those of a human-rights reading of
criminal procedure. Nothing is parsed: slots are found by closed classes of words (``lexis``), which exist in every
language, and what stands before and after the word that binds.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from math import fsum
from operator import attrgetter
from typing import Any

from treatydiff.judging import lexis, signs, wording
from treatydiff.judging.lexis import BARS, BESIDE, FORBIDS, UNAUTHORIZED, Hit, Hits, Lexis, addressed, by_name, meets
from treatydiff.judging.signs import BURDENS, PROTECTIONS, Role, Signs, Vote
from treatydiff.judging.wording import Wording, bound_by_verb
from treatydiff.report import FRAME
from treatydiff.text.frozen import dataclass
from treatydiff.themes.patterns import Range, reaching

_STRENGTH = {"strong": 2.0, "weak": 1.0}
_AGENT_BEFORE, _ACTION_AFTER = 140, 110
"""Characters before and after the word that binds, in the same clause."""
_UNAUTHORIZED = 2.0
"""What leave to act without the authorization that is asked for otherwise is worth for a power."""
_GRANTING = ("may", "must")
"""Words that let or make somebody act."""
_DESCRIBED = 90
"""Characters from the words that begin to say who is meant within which they still do."""
_BAN = 2.0
"""What a prohibition in the words that a provision hangs on is worth for a safeguard."""
_FREEDOM_BARRED = ("slots.freedom",)
"""Words that forbid what people do of right: they speak for no protection, though they prohibit."""
_DENIED_REMEDY, _DENIED_AT = "slots.denied.remedy", 16
"""A remedy under a "without", and characters from there within which what is denied is named."""
_CLAIM = "roles.right.strong"
_RULED_OUT, _DONE = ("power", "offence", "penalty"), ("coerce", "share")
"""Roles that are none where they are ruled out, and acts that are done to people."""
GROUPS = {
    **dict.fromkeys(("court", "independent", "parliament"), "controller"),
    **dict.fromkeys(("prosecutor", "executive", "police", "authority", "private"), "holder"),
    **dict.fromkeys(("protected", "exposed"), "person"),
}
"""Whose agents are: of courts and the like, of those who hold power or data, of people."""
_CHAPEAU, _HEADING, _ARTICLE = 0.6, 0.6, 0.3
"""What a cue in the words around a provision weighs against one in its own (measured on amended statutes)."""


@dataclass(frozen=True)
class Clause:
    """A sentence, or what stands between semicolons, with its slots."""

    start: int
    end: int
    hits: tuple[Hit, ...]
    """Everything of a known class in it; positions are those of the whole text."""
    signs: Signs

    @cached_property
    def agents(self) -> frozenset[str]:
        """Rungs of those who act, court to police, or those bound or protected."""
        agents = tuple(self.of("agents"))
        before = (hit for hit in agents if not self.binds or hit.start <= self.binds.start)
        named = addressed(self.binds, agents, self.of("sentence")) if self.binds else None
        return frozenset(hit.path[1] for hit in (*before, *filter(None, (named,))))

    @cached_property
    def force(self) -> str:
        """``must``, ``may``, ``mustnot``, ``neednot``; empty where no word binds."""
        return self.binds.path[1] if self.binds else ""

    @cached_property
    def slots(self) -> Counter[str]:
        """How often each qualifying slot and key occurs, such as ``condition.only`` and ``data.biometric``."""
        return Counter(hit.name.partition(".")[2] for hit in self.of("slots"))

    def of(self, table: str) -> Iterator[Hit]:
        """The hits of one table."""
        if "." not in table:
            return iter(self._tables.get(table, ()))
        prefix = f"{table}."
        return (hit for hit in self._tables.get(table.partition(".")[0], ()) if hit.name.startswith(prefix))

    def says(self, names: Iterable[str]) -> bool:
        """Whether it holds words of one of some classes."""
        return any(hit.name.startswith(name) for name in names for hit in self.of(name.partition(".")[0]))

    @cached_property
    def _tables(self) -> Mapping[str, list[Hit]]:
        """The hits by the first word of their path, of two at one place the longer first; articles have thousands."""
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in sorted(self.hits, key=longer_first):
            found[hit.path[0]].append(hit)
        return found

    @cached_property
    def binds(self) -> Hit | None:
        """The first word that binds; of two at one place the longer ("shall not" over "shall")."""
        forces = list(self.of("force"))
        return min(forces, key=lambda hit: (hit.start, -hit.end)) if forces else None

    @cached_property
    def roles(self) -> Mapping[Role, float]:
        """What speaks for each role: formulas, and who may or must do what."""
        scores: defaultdict[Role, float] = defaultdict(float)
        for hit in _telling(self.of("roles")):
            refused = hit.path[1] in _RULED_OUT and self._refused(hit)
            if not refused and not self._described(hit) and not self._lacking(hit):
                role = Role.POWER if hit.name == _CLAIM and self._claimed(hit) else Role(hit.path[1])
                scores[role] += _STRENGTH[hit.path[2]]
        for force in self.forces:
            for role, weight in self._acted(force):
                scores[role] += weight
        if self.unauthorized:
            scores[Role.POWER] += _UNAUTHORIZED
        return _without(scores, PROTECTIONS) if self.says(_FREEDOM_BARRED) else scores

    def _lacking(self, hit: Hit) -> bool:
        """Whether a right is only named as what is denied: "without compensation"."""
        if hit.path[1] != "right":
            return False
        without = {word.start for word in self.of("slots") if word.name.startswith("slots.lacking.")}
        denied = (word for word in self.of("slots") if word.name == _DENIED_REMEDY and word.start in without)
        return any(word.start <= hit.start <= word.start + _DENIED_AT for word in denied)

    def _refused(self, hit: Hit) -> bool:
        """Whether a burden is only named as what somebody may refuse, or as what a ban rules out."""
        at = bisect_left(self.forces, hit.start, key=_end_of)
        if any(_rules_out(force, hit) for force in self.forces[at : at + 1]):
            return True
        force = self.forces[at - 1] if at else next(iter(self.forces), None)
        if not at and force and force.name == FORBIDS and self.bars(force):
            return True  # what stands before "is prohibited" is what is prohibited
        if force is None or force.path[1] == "refuse":
            return force is not None and not self._punished(force)
        return at > 0 and force.path[1] == "mustnot" and self._done_behind(force)

    def bars(self, force: Hit) -> list[Hit]:
        """By what a word that binds prohibits, if it does: "is forbidden"."""
        return [hit for hit in self.of("scope") if hit.name == BARS and meets(hit, (force,))]

    def _claimed(self, hit: Hit) -> bool:
        """Whether whoever holds power has a right to do something to people: "the employer has the right to read"."""
        if not meets(hit, (force for force in self.forces if force.name == "force.may")):
            return False
        agents, actions = self._tables.get("agents", []), self._tables.get("actions", [])
        before = [each for each in agents if hit.start - _AGENT_BEFORE <= each.start < hit.start]
        named = before[-1:] or [each for each in agents if hit.start <= each.start <= hit.end + BESIDE][:1]
        done = next((act for act in actions if hit.start <= act.start <= hit.end + _ACTION_AFTER), hit)
        holds = any(GROUPS[each.path[1]] == "holder" for each in named)
        said = hit.end <= done.start or any(hit.start <= each.start for each in named)  # "may refuse" is another right
        return holds and said and done.path[1] in _DONE

    def _punished(self, force: Hit) -> bool:
        """Whether it is a person who refuses: "whoever refuses commits an offence"."""
        before = [agent.path[1] for agent in self.of("agents") if agent.start < force.start]
        return bool(before) and GROUPS[before[-1]] == "person"

    def _described(self, hit: Hit) -> bool:
        """Whether a power is only named to say who is meant, or what of: "whose calls were tapped shall be told"."""
        if hit.path[1] not in _ONLY_NAMED:
            return False
        at = bisect_right(self._descriptions, (hit.start, self.end + _DESCRIBED))
        return at > 0 and hit.end <= self._descriptions[at - 1][1]

    @cached_property
    def _descriptions(self) -> Sequence[tuple[int, int]]:
        """Where words begin to say who is meant, and how far they or those before them reach: to what binds next."""
        told = sorted(word for table in ("sentence", "slots") for word in self.of(table) if word.name in _WHOM)
        binding = (bisect_left(self.forces, word.end, key=_start) for word in told)
        nexts = (self.forces[at].start if at < len(self.forces) else self.end for at in binding)
        reach = accumulate((min(end, word.end + _DESCRIBED) for word, end in zip(told, nexts, strict=True)), max)
        return [*zip((word.start for word in told), reach, strict=True)]

    def _done_behind(self, force: Hit) -> bool:
        """Whether the first act behind a word is done to people or their data: to forbid a refusal is none."""
        act = self.act(force, self.end)
        return act is not None and act.path[1] in _DONE

    @cached_property
    def forces(self) -> tuple[Hit, ...]:
        """The words that bind, from left to right; of those that overlap the longer."""
        return tuple(_longest(self.of("force")))

    @cached_property
    def unauthorized(self) -> bool:
        """Whether an authority may act without the authorization that is asked for otherwise, as in urgent cases."""
        free = self.force == "may" and any(hit.name == UNAUTHORIZED for hit in self.of("slots"))
        return free and not self.agents.isdisjoint(self.signs.authorities)

    def _acted(self, force: Hit) -> Iterator[tuple[Role, float]]:
        act, named = self.act(force, _ACTION_AFTER), self.bound(force)
        found = self.signs.acts(named.path[1] if named else "unstated", force.path[1], act.path[1]) if act else ()
        return ((Role(role), weight) for role, weight in found)

    def bound(self, force: Hit) -> Hit | None:
        """Whom a word binds: whoever is named behind it where that is said so, or else last before it."""
        agents = self._tables.get("agents", ())
        last = bisect_left(agents, force.end, key=_start) - 1
        near = last >= 0 and agents[last].start >= force.start - _AGENT_BEFORE
        return addressed(force, agents, self.of("sentence")) or (agents[last] if near else None)

    def act(self, force: Hit, within: int) -> Hit | None:
        """The first act behind a word that binds, if it begins within so many characters.

        They are counted from whoever is bound, where that is named behind the word.
        """
        acts, named = self._tables.get("actions", ()), self.bound(force)
        first = bisect_left(acts, force.end, key=_start)
        begins = max(force.end, named.end if named else 0)
        return acts[first] if first < len(acts) and acts[first].start <= begins + within else None


def _rules_out(force: Hit, hit: Hit) -> bool:
    """Whether a ban is part of a formula, or the formula of it: "no production order shall"."""
    return force.name == FORBIDS and (
        hit.start <= force.start < hit.end or (force.start < hit.start and hit.end < force.end)
    )


_start, _end_of = attrgetter("start"), attrgetter("end")


def longer_first(hit: Hit) -> tuple[int, int]:
    """A key for sorting: from left to right, of two at one place the longer first."""
    return hit.start, -hit.end


def _telling(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The formulas that are part of no longer one: "nobody commits an offence" is none of an offence."""
    furthest = Hit(-1, -1, "")
    for hit in sorted(hits, key=longer_first):
        inside = hit.end <= furthest.end and (hit.start, hit.end) != (furthest.start, furthest.end)
        if not inside or hit.path[:2] == furthest.path[:2]:
            yield hit
        if hit.end > furthest.end:
            furthest = hit


def _longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of hits that begin within another the longer one only."""
    last: Hit | None = None
    for hit in sorted(hits, key=longer_first):
        if last is None or hit.start >= last.end:
            last = hit
            yield hit


@dataclass(frozen=True)
class Frame:
    """A provision as it is judged."""

    clauses: tuple[Clause, ...]
    surroundings: Callable[[], Mapping[Role, float]]
    """Reads ``around``: a whole article, and hardly half of the frames are asked for it."""

    banned: bool = False
    """Whether it hangs on words that prohibit: "the following practices are prohibited:" makes each a safeguard."""

    @cached_property
    def around(self) -> Mapping[Role, float]:
        """What the chapeau, the headings and the article say of its role, weighed."""
        return self.surroundings()

    @cached_property
    def disapplied(self) -> bool:
        """Whether it begins by saying that some rule does not apply: what that means depends on the rule."""
        return any(True for clause in self.clauses[:1] for _ in clause.of("disapply"))

    @cached_property
    def own(self) -> Mapping[Role, float]:
        """What its own words say of its role."""
        return self._turned(total(clause.roles for clause in self.clauses))

    def _turned(self, scores: Mapping[Role, float]) -> Mapping[Role, float]:
        if not self.banned:
            return scores
        burden = fsum(scores.get(role, 0.0) for role in BURDENS)
        return total((_without(scores, BURDENS), {Role.SAFEGUARD: max(burden, _BAN)}))

    @cached_property
    def roles(self) -> Mapping[Role, float]:
        """Everything that speaks for each role."""
        return total((self.own, self._turned(self.around)))

    def clause_at(self, place: int) -> Clause | None:
        """The clause in which a position of the text stands."""
        at = bisect_right(self.clauses, place, key=_start) - 1
        return self.clauses[at] if at >= 0 and place < self.clauses[at].end else None

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        return tuple(hit for clause in self.clauses for hit in clause.hits)


def _without(scores: Mapping[Role, float], roles: frozenset[Role]) -> Mapping[Role, float]:
    return {role: score for role, score in scores.items() if role not in roles}


def _under_no(hit: Hit, acts: Sequence[int], ranges: Sequence[Range], turning: Sequence[int]) -> int | None:
    """The last of an odd number of words before a hit that turn its clause round; not if they deny another act.

    ``acts`` are the places where acts are named.
    """
    start = next((a for a, _ in reaching(ranges, hit.start, hit.start + 1)), hit.start)
    until = hit.end if hit.name == _LIFTED else hit.start
    first, last = bisect_left(turning, start), bisect_left(turning, until)
    if (last - first) % 2 == 0:
        return None
    place = turning[last - 1]
    if not hit.name.startswith(_DENIED):
        return place
    return None if bisect_left(acts, place) < bisect_left(acts, hit.start) else place


def _beside_no(hit: Hit, turning: Sequence[int]) -> bool:
    """Whether a "no" stands right before words by which a clause gives way: "not subject to" denies what follows."""
    at = bisect_left(turning, hit.start)
    return hit.name == "scope.yields" and at > 0 and hit.start - turning[at - 1] <= _BESIDE_NO


_BESIDE_NO = 6
"""Characters from a "no" to words right behind it."""


def _asked(hit: Hit, no: int, asked: Container[int]) -> Iterator[Hit]:
    """What a hit is under a "no": what begins with "without" is asked for, what protects is denied."""
    if hit.name.startswith(_DENIED):
        yield Hit(no, hit.end, f"slots.denied.{hit.path[1]}")
    elif hit.start in asked:
        yield from (hit._replace(name=name) for name in _TURNED.get(hit.name, (hit.name,)))


def _forbidden(hits: Sequence[Hit], starts: Container[int]) -> Iterator[Hit]:
    """Hits; the first word that binds in a sentence that begins with "no" forbids, however far from it that stands."""
    nobody = False
    for hit in hits:
        if hit.name == _NOBODY and hit.start in starts:
            nobody = True
        elif nobody and hit.path[0] == "force":
            nobody = False
            hit = hit._replace(name=FORBIDS if hit.path[1] in _GRANTING else hit.name)
        yield hit


_PURPOSE = "slots.relax.purpose"
"""Says nothing under a "no": "not for trade or for any other purpose"."""
_NOBODY = "sentence.nobody"
_ONLY_NAMED, _WHOM = ("power", "burden"), ("sentence.described", "slots.notice.person")
_TURNED = {
    UNAUTHORIZED: ("slots.condition.authorization", "slots.condition.only"),
    "roles.power.strong": ("roles.safeguard.strong",),
}
"""What words are that begin with "without", and what they are under a "no"."""
_DENIED = ("slots.remedy.remedy", "slots.notice", "slots.review", "slots.deletion")
"""Slots that protect if they are filled, and are missing where their words stand under a "no"."""
_BETWEEN = ("actions.", "scope.yields")
"""Words between a "no" and another by which it does not deny that: "not affect …, without prejudice to a notice"."""
_LIFTED = "slots.denied.lifted"
"""Protection that is suspended or kept from some; under a "no" it is neither."""


def total(scores: Iterable[Mapping[Role, float]]) -> Mapping[Role, float]:
    """Scores added up."""
    added: defaultdict[Role, float] = defaultdict(float)
    for score in scores:
        for role, value in score.items():
            added[role] += value
    return added


def scaled(scores: Mapping[Role, float], by: float) -> dict[Role, float]:
    """Scores times a weight."""
    return {role: value * by for role, value in scores.items()}


_TEXTS = 4096
"""So many are remembered with what was read: a provision is for itself, its article and its definitions."""


@dataclass(frozen=True)
class FrameReader:
    """Reads texts of one language."""

    lexis: Lexis
    signs: Signs
    wording: Wording

    def clauses(self, text: str, ranges: Iterable[Range]) -> tuple[Clause, ...]:
        """The clauses of a plain text that stand in these ranges; the same values for all who ask."""
        found: tuple[Clause, ...] = self.once(FrameReader._read, text, tuple(ranges))
        return found

    def _read(self, text: str, ranges: tuple[Range, ...]) -> tuple[Clause, ...]:
        hits = self._hits(text, ranges)
        places = ((start, end, bisect_left(hits, start, key=_start)) for start, end in ranges)
        return tuple(
            Clause(start, end, hits[first : bisect_left(hits, end, first, key=_start)], self.signs)
            for start, end, first in places
        )

    def _hits(self, text: str, ranges: tuple[Range, ...]) -> tuple[Hit, ...]:
        """What a plain text with these clauses holds of every class; what a "no" reverses has another name.

        "Without a warrant" under a "no" asks for one: "shall not be searched without" is "only with". A remedy or a
        notice under a "no" is denied.
        """
        hits = self._binding(text, self.lexis.hits(text), ranges)
        asked = {hit.start for hit in hits if hit.name == UNAUTHORIZED}
        open_ = [hit for hit in hits if hit.start in asked or hit.name.startswith((*_DENIED, _PURPOSE, _LIFTED))]
        turning = self.lexis.turning(text) if open_ else ()
        acts = [hit.start for hit in hits if hit.name.startswith(_BETWEEN) and not _beside_no(hit, turning)]
        turned = {hit: place for hit in open_ if (place := _under_no(hit, acts, ranges, turning)) is not None}
        if not turned:
            return tuple(_forbidden(hits, {start for start, _ in ranges}))
        kept = [hit for hit in hits if hit not in turned]
        said = by_name(kept)  # longer words of the same class: "not … without"
        named = (new for hit in turned for new in _asked(hit, turned[hit], asked))
        found = sorted([*kept, *(new for new in named if not reaching(said.get(new.name, ()), new.start, new.end))])
        return tuple(_forbidden(found, {start for start, _ in ranges}))

    def _binding(self, text: str, hits: Hits, ranges: Iterable[Range]) -> Hits:
        """Hits; with a "must" or "must not" before the verb of each clause where no word binds and none is needed."""
        obliging = self.wording.obliging
        if obliging is None:
            return hits
        added: list[Hit] = []
        turning = self.lexis.turning(text)
        for start, end in ranges:
            inside = hits[bisect_left(hits, start, key=_start) : bisect_left(hits, end, key=_start)]
            if not any(hit.path[0] == "force" for hit in inside):
                added += bound_by_verb(text, obliging, start, inside, turning)
        return tuple(sorted((*hits, *added))) if added else hits

    @cached_property
    def once(self) -> Callable[..., Any]:
        """Makes something of this reader and of what is asked, a text above all: most stand in both drafts."""
        return lru_cache(maxsize=3 * _TEXTS)(lambda make, *asked: make(self, *asked))

    def frame(
        self, text: str, ranges: Iterable[tuple[int, int]], surroundings: Callable[[], Mapping[Role, float]]
    ) -> Frame:
        """A provision with the context it stands in."""
        return Frame(self.clauses(text, ranges), surroundings)

    def roles(self, text: str) -> Mapping[Role, float]:
        """What a text taken as one clause says of its role."""
        found: Mapping[Role, float] = self.once(FrameReader._roles, text) if text else {}
        return found

    def _roles(self, text: str) -> Mapping[Role, float]:
        return Clause(0, len(text), self.lexis.cues(text), self.signs).roles

    def votes(
        self,
        kind: str,
        role: Role,
        asked: tuple[str, str],
        words: tuple[tuple[str, ...], tuple[str, ...]],
        at: Range,
        text: str,
        doubts: tuple[str, ...] = (),
        plain: float = 1.0,
    ) -> Iterator[Vote]:
        """A fact in a plain text with what the table of signs says of it; nothing where it has no row.

        ``asked``: the slot, and what happened to it; ``words``: what went, what came; ``plain`` as of the vote.
        """
        if sign := self.signs.sign(role, *asked):
            rule = f"{self._theme(role, text)}/{FRAME}{sign.id}"
            yield Vote(kind, rule, sign.worse, sign.severity, sign.says, *words, at, role, doubts, plain)

    def _theme(self, role: Role, text: str) -> str:
        """The theme of a role in a text: to share has one of its own, and so has who works for the public."""
        hits = self.lexis.hits(text)
        if role is Role.POWER:
            acts = Counter(hit.path[1] for hit in hits if hit.path[0] == "actions")
            return self.signs.themes["sharing" if acts["share"] > acts["coerce"] else role]
        exposed = role in PROTECTIONS and any(hit.name.startswith("slots.persons.exposed") for hit in hits)
        return self.signs.themes["exposed" if exposed else role]

    def bans(self, chapeau: str) -> bool:
        """Whether the words that items hang on prohibit what authorities or anybody may do, and punish nobody."""
        clause = Clause(0, len(chapeau), self.lexis.cues(chapeau), self.signs)
        forbids = any(hit.path[1] == "mustnot" for hit in clause.of("force"))
        punishes = any(clause.roles.get(role) for role in (Role.OFFENCE, Role.SECRECY))
        return forbids and not punishes

    def around(self, chapeau: str, headings: Iterable[str], article: Mapping[Role, float]) -> Mapping[Role, float]:
        """The weighed context of a provision: the words it hangs on, the headings above, its article on the whole."""
        return total(
            (
                scaled(self.roles(chapeau), _CHAPEAU),
                *(scaled(self.roles(heading), _HEADING) for heading in headings),
                scaled(article, _ARTICLE),
            )
        )


def reader(language: str) -> FrameReader:
    """The reader of a language."""
    return FrameReader(lexis.load(language), signs.load(), wording.load(language))
