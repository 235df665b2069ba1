"""Facts composed from scope and impact: what an edit does to a clause, times what the clause does to people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from treatydiff.judging import exchanges
from treatydiff.judging.bounds import bound_of, place_of
from treatydiff.judging.clauses import GROUPS, FrameReader
from treatydiff.judging.degrees import STRENGTH, Degree, degrees
from treatydiff.judging.extent import crowded, much_edited
from treatydiff.judging.force import NEXT, Ban, Shift, act_of, presumed_sign, shifts, worth
from treatydiff.judging.impact import NONE, Impact, Impacts
from treatydiff.judging.lexis import DEPARTS, Hit, meets
from treatydiff.judging.negation import junctions
from treatydiff.judging.passages import OTHER, Passage, Side, came_or_went, op_of
from treatydiff.judging.quantities import Step, steps
from treatydiff.judging.reach import covered
from treatydiff.judging.scope import ClauseSpot, ScopeEdit, ScopeKind, clause_around, listed, scope_edits, spot_of
from treatydiff.judging.signs import BURDENS, Role, Vote
from treatydiff.judging.wording import Force, Wording, plainly
from treatydiff.model import Change, Op, Provision
from treatydiff.references.resolution import References
from treatydiff.text.lettering import WORD
from treatydiff.themes.patterns import Range

_OPEN_SAYS = {
    "exception": "an exception came or went",
    "members": "a defined term covers something else",
    "narrowed": 'an "only" came or went',
}
_SLOTS = {ScopeKind.EXCEPTION: "exception", ScopeKind.MEMBER: "members", ScopeKind.QUALIFIER: "scope"}


_STEPS = 3.0
"""Steps between two words of a scale from which on it is plain that one says more."""


class Composition(NamedTuple):
    """All that is asked to compose a fact."""

    reader: FrameReader
    wording: Wording
    impacts: Mapping[Op, Impacts]
    references: References

    def amended(self, passage: Passage) -> Iterator[Vote]:
        """All that is composed of an amended passage."""
        yield from self.scope(passage)
        yield from self.force(passage)
        yield from covered(self.reader, passage, self.wording.code, partial(self.host, passage))
        yield from self.bounds(passage)
        yield from self.junctions(passage)
        host = partial(self.host, passage, Op.DELETE)
        yield from exchanges.amended(self.reader, passage, host) if not passage.whole else ()
        yield from self.degrees(passage)
        yield from self._lifted_inside(passage)

    def with_impact(self, passage: Passage, votes: Iterable[Vote]) -> Iterator[Vote]:
        """Votes, those on slots with how plain it is what their sentence does to people: they hang on that."""
        for vote in votes:
            hangs = vote.kind == "slot" and not passage.whole
            yield vote._replace(plain=self.around(passage, vote).plain) if hangs else vote

    def around(self, passage: Passage, vote: Vote) -> Impact:
        """What the sentence that a vote is about does to people, on the side that has its words."""
        side, provision = _end(passage, vote.op)
        if provision is None:
            return Impact()
        at = next(((a, b) for a, b in side.sentences if side.marked(b - 1) >= vote.at[0]), (0, len(side.text)))
        return self.impacts[vote.op].text(side.text[at[0] : at[1]], provision)

    def lifted(self, change: Change, is_unit: Callable[[Provision, Op], bool]) -> Iterator[Vote]:
        """What a provision that came or went takes away, or on what it makes depend what it hangs on; else nothing."""
        op = op_of(change)
        for provision in came_or_went(change):
            if provision.text and is_unit(provision, op):
                hung = self.impacts[op].hung(provision)[1]
                turned = hung.given and hung.turned
                found = hung if turned else self.impacts[op].lifted(plainly(provision.text), provision)
                if found and found.sign:
                    depends = "narrowed" if found.kind > 0 else "condition"  # on one more case that must be met
                    kind, slot = ("lifted", "lifted") if found.lifts else ("condition", depends)
                    yield from self._whole(kind, found.role, slot, op, provision.text)

    def _lifted_inside(self, passage: Passage) -> Iterator[Vote]:
        """What a sentence that came or went inside a provision takes away."""
        for op in (Op.DELETE, Op.INSERT):
            side, provision = _end(passage, op)
            if provision is None:
                continue
            for start, end in side.replaced[:_MOST]:
                before = self._lifts_before(side, start, end, op, provision)
                found = before if before else self.impacts[op].lifted(side.text[start:end], provision)
                if found and found.sign:
                    text, at = side.raw[start:end].strip(), side.spot(start, end)
                    role = found.role if found.turned else Role.SAFEGUARD if found.sign < 0 else Role.POWER
                    yield from self._whole("lifted", role, "lifted", op, text, at)

    def _whole(
        self,
        kind: str,
        role: Role,
        slot: str,
        op: Op,
        text: str,
        at: Range | None = None,
        doubts: tuple[str, ...] = (),
    ) -> Iterator[Vote]:
        """A vote on a provision, or a sentence at a place of the marked-up text, that came or went as a whole."""
        words, change = (((), (text,)), "gained") if op is Op.INSERT else (((text,), ()), "lost")
        for vote in self.reader.votes(kind, role, (slot, change), words, at or (0, len(text)), plainly(text), doubts):
            yield vote._replace(whole=True)

    def listed(self, change: Change, units: Iterable[tuple[Provision, str]]) -> Iterator[Vote]:
        """Items that came into a list, or went from it, by what the words on which they hang do to people."""
        op = op_of(change)
        for provision, text in units:
            hung, own = self.impacts[op].hung(provision)[1], self.impacts[op].of(provision)
            if hung.sign < 0 and not hung.given:
                continue  # what is looked at where something is done to people may be for them
            if hung.sign == own.sign != 0 and not hung.turned and self._says_more(text):
                yield from self._whole("member", hung.role, "members", op, text)

    def scope(self, passage: Passage) -> Iterator[Vote]:
        """Restrictions, exceptions and members that came or went inside a sentence that stands on both sides."""
        found = tuple(scope_edits(passage, self.reader, self.wording))
        for edit in (*found, *listed(passage, self.reader, self.wording, found)):
            if edit.kind is not ScopeKind.CONDITION or self._says_something(passage, edit):
                yield from self._scope(passage, edit)

    def _says_something(self, passage: Passage, edit: ScopeEdit) -> bool:
        """Whether a condition holds more than words of grammar: "which has been designated" is "designated"."""
        return self._says_more(_end(passage, edit.op)[0].text[slice(*edit.at)])

    def _says_more(self, text: str) -> bool:
        """Whether a text holds more than words of grammar: a lone "and" is no member of a list."""
        return any(word not in self.wording.small for word in WORD.findall(plainly(text)))

    def _scope(self, passage: Passage, edit: ScopeEdit) -> Iterator[Vote]:
        side, provision = _end(passage, edit.op)
        if provision is None:
            return
        came = edit.op is Op.INSERT
        if edit.kind is ScopeKind.DECIDER:
            yield from self._vote(passage, edit, Role.SAFEGUARD, "scope", not came)
            return
        host = self._clause(side, edit, provision)
        if host.likely:
            edit = edit._replace(flips=1)
        else:
            host = self.host(passage, edit.op, edit.at)
        sign = host.likely
        excepts = edit.kind is ScopeKind.EXCEPTION
        burden = sign < 0 if excepts else sign < 0 or (edit.only and not host.claims)
        if not host.sign and self._only(side, edit):
            yield from self._open(passage, edit, "narrowed")
            return
        if not sign:
            if excepts or (edit.kind is ScopeKind.MEMBER and self.impacts[edit.op].defined(provision)):
                yield from self._open(passage, edit, _SLOTS[edit.kind])
            return
        if edit.kind is ScopeKind.CONDITION and not burden and self._narrows_nothing(side, edit, host):
            return
        role = host.role if (host.role in BURDENS) is burden else Role.POWER if burden else Role.SAFEGUARD
        slot = _SLOTS.get(edit.kind) or ("condition" if burden else "narrowed")
        if edit.flips < 0 or edit.kind is ScopeKind.QUALIFIER:
            slot, came = "scope", came is (edit.way * edit.flips > 0)
        yield from self._vote(passage, edit, role, slot, came, host)

    def _narrows_nothing(self, side: Side, edit: ScopeEdit, host: Impact) -> bool:
        """Whether a condition of what protects names no more than a rule by which it is done, or asks a court."""
        hits = self._inside(side, edit.at)
        if not host.claims and any(h.name.startswith("agents.") and GROUPS[h.path[1]] == "controller" for h in hits):
            return True
        cites = any(sign.isdigit() for sign in side.text[slice(*edit.at)])
        return cites and any(hit.name == "scope.regime" and hit.start <= edit.at[0] + _BESIDE for hit in hits)

    def _inside(self, side: Side, at: Range) -> list[Hit]:
        return [hit for hit in self.reader.lexis.hits(side.text) if at[0] <= hit.start < at[1]]

    def _clause(self, side: Side, edit: ScopeEdit, provision: Provision) -> Impact:
        """What a clause joined by "and" does to people, or what the rule does that one with "but" is held against."""
        start, end = edit.at
        hits = self._inside(side, edit.at)
        joined = edit.kind is ScopeKind.MEMBER
        against = any(hit.name == "scope.but" and hit.start <= start + _BESIDE for hit in hits)
        binding = {hit.name for hit in hits if hit.name.startswith("force.")}
        if not binding or not (joined or (against and binding == {"force.may"})):  # "but he must be present"
            return Impact()
        own = self.impacts[edit.op].text(side.text[start:end], provision)
        if joined:
            return own
        return own.flipped() if own.sign else Impact()  # held against a rule that does the contrary

    def _only(self, side: Side, edit: ScopeEdit) -> bool:
        """Whether nothing but an "only" came or went."""
        only = (hit for hit in self._inside(side, edit.at) if hit.name == "slots.condition.only")
        return edit.kind is ScopeKind.CONDITION and any(hit.end >= edit.at[1] for hit in only)

    def _open(self, passage: Passage, edit: ScopeEdit, slot: str) -> Iterator[Vote]:
        """An exception, an "only", or what a defined term covers, where it is not plain what a change of it does."""
        for vote in self._vote(passage, edit, Role.SAFEGUARD, slot, edit.op is Op.INSERT):
            yield vote._replace(worse=None, says=_OPEN_SAYS[slot], doubts=())

    def host(self, passage: Passage, op: Op, at: Range) -> Impact:
        """What the sentence around an edit does to people, without it where it can be had so."""
        side, provision = _end(passage, op)
        other, counterpart = _end(passage, OTHER[op])
        if provision and (term := self.impacts[op].defined(provision)):
            return self.impacts[op].used(term, provision)
        start, end = side.around(at[0]) or (0, len(side.text))
        if provision and (contrary := self._lifts_before(side, start, end, op, provision)):
            return contrary
        own = side.text[start : at[0]] + side.text[at[1] : end]
        found = self.impacts[op].text(own, provision) if provision else Impact()
        if not found.sign and counterpart is not None:
            place = side.marked(at[0])
            there = next((s for s in other.sentences if other.marked(s[1] - 1) >= place), None)
            if there:
                found = self.impacts[OTHER[op]].text(other.text[there[0] : there[1]], counterpart)
        return found

    def _vote(
        self, passage: Passage, edit: ScopeEdit, role: Role, slot: str, came: bool, host: Impact | None = None
    ) -> Iterator[Vote]:
        """A vote on an edit; without ``host`` its sign does not hang on what the clause does to people."""
        side, _ = _end(passage, edit.op)
        words = (side.raw[edit.at[0] : edit.at[1]].strip(" ,;"),)
        sides = ((), words) if edit.op is Op.INSERT else (words, ())
        required = edit.only and edit.kind is ScopeKind.EXCEPTION
        doubts = ("replaced",) * edit.replaced + ("of the power or of its condition",) * required
        asked, at = (slot, "gained" if came else "lost"), side.spot(*edit.at)
        plain = 1.0 if host is None else host.plain
        return self.reader.votes(str(edit.kind), role, asked, sides, at, passage.both, doubts, plain)

    def _lifts_before(self, side: Side, start: int, end: int, op: Op, provision: Provision) -> Impact | None:
        """The contrary of what a provision says before a sentence that makes exceptions and does not say to what."""
        hits = self.reader.lexis.hits(side.text[start:end])
        if not start or not any(hit.name in DEPARTS and hit.start < 90 for hit in hits):
            return None
        named = self.references.named(provision, provision.text, int(op is Op.INSERT))
        if any(start <= each.citation.start < end for each in named):
            return None
        found = self.impacts[op].text(side.text[:start], provision)
        agents = [hit.path[1] for hit in self.reader.lexis.hits(side.text[:start]) if hit.path[0] == "agents"]
        owed = any(hit.name == "scope.duty" for hit in hits) and all(GROUPS[each] != "person" for each in agents)
        if found.sign < 0 and owed:  # a duty by which nothing is done to anybody is owed to all
            return Impact({Role.SAFEGUARD: found.size}).flipped()
        if not found.sign:
            return None
        return found if found.lifts else found.flipped()  # behind what lifts a rule, what lifts it for more

    def junctions(self, passage: Passage) -> Iterator[Vote]:
        """An "and" that became an "or", or the other way round, by what it joins and in which part of the clause."""
        for loosened, (gone, come), at in junctions(passage, self.reader.lexis) if not passage.whole else ():
            side = passage.old
            place = next((a for a, _ in side.edited if side.marked(a) >= at[0]), None)
            if place is None or much_edited(passage, place):
                continue
            spot = spot_of(side, (place, place), self.reader)
            if spot.before("disapply.words"):
                continue  # what a clause leaves untouched is listed in either way
            host = self.host(passage, Op.DELETE, spot.at)
            tests = spot.joins_tests or (spot.part == "only" and not host.claims)
            worse = 1 if tests else _loosening(spot, host)
            role = Role.POWER if tests or host.likely < 0 else Role.SAFEGUARD
            asked, plain = ("junction", "loosened" if loosened else "tightened"), 1.0 if tests else host.plain
            for vote in self.reader.votes("junction", role, asked, ((gone,), (come,)), at, passage.both, (), plain):
                yield vote._replace(worse=(worse > 0) is loosened if worse else None)
                return

    def degrees(self, passage: Passage) -> Iterator[Vote]:
        """Words that took the place of others that say more, or less, of the same."""
        turned = self.reader.lexis.turns(passage.old.text) != self.reader.lexis.turns(passage.new.text)
        if passage.whole or turned or crowded(passage):
            return
        for found in degrees(passage, self.wording.code, self.wording.small):
            if any(map(self._binding, (passage.old, passage.new), found.places)):
                continue  # how much a clause binds is told by itself
            spot = spot_of(passage.old, found.places[0], self.reader)
            host = self.host(passage, Op.DELETE, spot.at)
            asks = found.scale == STRENGTH and (spot.part != "main" or spot.is_banned or spot.is_subject)
            wider = ((found.steps > 0) is (spot.flips > 0)) is not asks
            limits = spot.part == "only" and not host.claims  # what may be done only so
            if (host.likely and host.role not in _PUNISHES) or limits:
                yield from self._degree(passage, found, host, wider=wider, burden=host.likely < 0 or limits)

    def _binding(self, side: Side, at: Range) -> bool:
        """Whether words say how much a clause binds."""
        return any(
            hit.name.startswith("force.") and hit.start < at[1] and at[0] < hit.end
            for hit in self.reader.lexis.hits(side.text)
        )

    def _degree(self, passage: Passage, found: Degree, host: Impact, *, wider: bool, burden: bool) -> Iterator[Vote]:
        was, now = ((side.raw[a:b],) for side, (a, b) in zip((passage.old, passage.new), found.places, strict=True))
        old, new = passage.old.spot(*found.places[0]), passage.new.spot(*found.places[1])
        role = host.role if (host.role in BURDENS) is burden else Role.POWER if burden else Role.SAFEGUARD
        asked, at = ("degree", "gained" if wider else "lost"), (min(old[0], new[0]), max(old[1], new[1]))
        plain = host.plain * min(1.0, abs(found.steps) / _STEPS)
        yield from self.reader.votes("degree", role, asked, (was, now), at, passage.both, (), plain)

    def bounds(self, passage: Passage) -> Iterator[Vote]:
        """Quantities that went up or down, by whose they are and what bounds them."""
        for step in steps(passage, self.wording) if not passage.whole else ():
            if step.new.unit == "time":
                yield from self._bound(passage, step)

    def _on_people(self, passage: Passage) -> bool:
        """Whether an article names people, what is done to them or what is kept of them, on either side."""
        ends = ((op, _end(passage, op)[1]) for op in (Op.DELETE, Op.INSERT))
        return any(each is not None and self.impacts[op].on_people(each) for op, each in ends)

    def _bound(self, passage: Passage, step: Step) -> Iterator[Vote]:
        place = place_of(passage.new, step.new, self.reader, self.wording)
        host = self.host(passage, Op.INSERT, place.spot.at)
        bound = bound_of(place, host, self._on_people(passage))
        if bound is None:
            return
        asked = f"number.{bound.slot}", "longer" if step.up is not bound.turned else "shorter"
        words = (passage.old.raw[step.old.start : step.old.end],), (passage.new.raw[step.new.start : step.new.end],)
        at, doubts = passage.new.spot(*place.spot.at), ("whose time is open",) * (not bound.sure)
        yield from self.reader.votes("number", bound.role, asked, words, at, passage.both, doubts)

    # ---------------------------------------------------------------------------------------------- how a clause binds

    def force(self, passage: Passage) -> Iterator[Vote]:
        """A change of how a clause binds, by what its act does to people and who is bound."""
        for shift in shifts(passage, self.wording):
            yield from self._force(passage, shift)

    def _force(self, passage: Passage, shift: Shift) -> Iterator[Vote]:
        if shift.old is None or shift.new is None:
            return
        if shift.ban is Ban.ELSEWHERE and Force.SHALL in (shift.old, shift.new):
            return
        ends = shift.places
        acts = [self._act(side, at) if at else None for side, at in zip((passage.old, passage.new), ends, strict=True)]
        known = [act for act in acts if act]
        if len({sign for sign, _ in known}) > 1 and 0 not in {sign for sign, _ in known}:
            return
        words = (shift.removed, shift.introduced)
        said = [
            self.reader.lexis.turns(text) - self.reader.lexis.turns(word)
            for text, word in zip(shift.sentences, words, strict=True)
        ]
        if said[0] % 2 != said[1] % 2:
            return
        if any(map(self._brings, (passage.old, passage.new), ends, words, reversed(words))):
            return
        near = [
            side.text[at[1] : at[1] + NEXT] for side, at in zip((passage.old, passage.new), ends, strict=True) if at
        ]
        if any(map(self.wording.reaches.found, near)):
            return  # that something applies or not is told by what it is
        stronger, weaker = (self._effect(passage, shift, new) for new in (shift.up, not shift.up))
        clause = stronger.sign
        told = next((sign for sign, _ in known if sign), 0)
        if shift.bounded or self._under_no(passage, ends):
            return
        person = Force.FORBID not in (shift.old, shift.new) and any(who == "person" for _, who in known)
        presumed = 0 if told or person else presumed_sign(shift, known)
        asked = any(who == _ASKED for _, who in known)
        against = -(told or presumed)
        optional = bool(told) and shift.up and {shift.old, shift.new} == _CLAIMED
        punishes = optional and weaker.sign == against and weaker.role in _PUNISHES
        gainsaid = bool(against) and not asked and (clause == against or punishes)
        found = told or presumed or (0 if person else clause)
        if told > 0 and {shift.old, shift.new} == _CLAIMED and any(map(self._files, (passage.old, passage.new), ends)):
            found, person = 0, True  # who may complain, and now shall first, has one step more to take
        before, after = (worth(force, found, person) for force in (shift.old, shift.new))
        if before == after:
            return
        burden = found < 0 or (not found and person and Force.SHALL in (shift.old, shift.new))
        role = Role.POWER if burden else Role.RIGHT if person else Role.SAFEGUARD
        barred = Force.FORBID in (shift.old, shift.new)
        change = "freed" if shift.old is Force.FORBID else "barred" if barred else "longer" if shift.up else "shorter"
        gone, come = ((word,) if word else () for word in words)
        holds = any(who == "holder" for _, who in known)
        known_act = told or person or (presumed and (clause or holds))
        doubts = ("act unknown",) * (not known_act)
        for vote in self.reader.votes("force", role, ("force", change), (gone, come), shift.at, passage.both, doubts):
            unknown = not told and any(map(self.wording.refuses.found, near))  # what is refused may be good or bad
            yield vote._replace(worse=None if gainsaid or unknown else after < before)

    def _under_no(self, passage: Passage, ends: tuple[Range | None, Range | None]) -> bool:
        """Whether a "no" before it reverses what a word binds: "no child shall" says what "no child may" says."""
        sides = zip((passage.old, passage.new), ends, strict=True)
        turns = self.reader.lexis.turns
        return any(at and turns(side.text, side.begins(at[0]), at[0]) % 2 == 1 for side, at in sides)

    def _brings(self, side: Side, at: Range | None, word: str, other: str) -> bool:
        """Whether a word that binds came, or went, with the clause that it binds: then nothing binds more or less."""
        if at is None or other or not word:
            return False
        return side.covers(at[0], min(at[1] + NEXT, len(side.text)))

    def _act(self, side: Side, at: Range) -> tuple[int, str]:
        """What the act bound by a word does to people, and who is bound."""
        clause = clause_around(side, at[0], self.reader)
        if meets(Hit(*at, ""), clause.of("disapply")):
            return 1, "holder"  # a State may ask for one more element of an offence
        if any(hit.name == _ASKED and at[1] <= hit.start <= at[1] + NEXT for hit in clause.hits):
            return 1, _ASKED  # the authorization protects, whatever is authorized
        refuses = self.wording.refuses.found(side.text[at[1] : at[1] + NEXT - 10])
        sign, who = act_of(clause, at, refuses=refuses)
        if not sign and self.wording.gives.found(side.text[at[1] : at[1] + NEXT - 10]):
            sign = 1
        return sign, who

    def _files(self, side: Side, at: Range | None) -> bool:
        """Whether the act that a word binds is a person's own: to complain, to appeal."""
        if at is None:
            return False
        clause = clause_around(side, at[0], self.reader)
        near = {hit.name for hit in clause.hits if at[1] <= hit.start <= at[1] + NEXT}
        given = any(hit.name in _GIVEN and at[0] <= hit.start <= at[1] + NEXT for hit in clause.hits)
        return near.issuperset(_FILES) and not given and act_of(clause, at)[1] == "person"

    def _effect(self, passage: Passage, shift: Shift, new: bool) -> Impact:
        """What the clause does to people on one side."""
        op = Op.INSERT if new else Op.DELETE
        _side, provision = _end(passage, op)
        return self.impacts[op].text(shift.sentences[new], provision) if provision else NONE


_MOST = 60
"""Sentences of one provision that are read for what they take away; no law has so many."""
_BESIDE = 3
"""Characters between words that belong together."""
_FILES = ("actions.recourse", "numbers.recourse")
_CLAIMED = {Force.MAY, Force.SHALL}
"""What a person may do of right, and has to."""
_PUNISHES = (Role.OFFENCE, Role.PENALTY)
"""What a clause is that binds to make people liable, whatever else it does for them."""
_GIVEN = ("sentence.passive", "sentence.given")
"""Words by which something is done for whoever stands before them."""
_ASKED = "slots.condition.authorization"


def _loosening(spot: ClauseSpot, host: Impact) -> int:
    """What "or" for "and" does to people: 1 where it is for the worse, -1 for the better, 0 where that is open."""
    if spot.flips < 0:
        return host.likely
    if spot.part in ("condition", "only") or host.role in _PUNISHES:
        return -host.likely
    if spot.before("force.mustnot"):
        return -1
    return host.likely if spot.before("force.must") else 0


def _end(passage: Passage, op: Op) -> tuple[Side, Provision | None]:
    return (passage.old, passage.change.old) if op is Op.DELETE else (passage.new, passage.change.new)
