"""Facts composed from scope and impact: what an edit does to a clause, times what the clause does to people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

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
from treatydiff.judging.scope import ClauseSpot, ScopeEdit, ScopeKind, listed, scope_edits, spot_of
from treatydiff.judging.signs import BURDENS, Role, Vote
from treatydiff.judging.wording import Force, plainly
from treatydiff.model import Change, Op, Provision
from treatydiff.themes.patterns import Range

_OPEN_SAYS = {
    "exception": "an exception came or went",
    "members": "a defined term covers something else",
    "narrowed": 'an "only" came or went',
}
_SLOTS = {ScopeKind.EXCEPTION: "exception", ScopeKind.MEMBER: "members", ScopeKind.QUALIFIER: "scope"}


_STEPS = 3.0
"""Steps between two words of a scale from which on it is plain that one says more."""


Both = Mapping[Op, Impacts]
"""The impacts of both drafts."""


def amended(passage: Passage, impacts: Both) -> Iterator[Vote]:
    """All that is composed of an amended passage."""
    yield from _scopes(passage, impacts)
    yield from _forces(passage, impacts)
    yield from covered(passage, partial(host_of, passage, impacts))
    yield from _bounds(passage, impacts)
    yield from _junctions(passage, impacts)
    yield from exchanges.amended(passage, partial(host_of, passage, impacts, Op.DELETE)) if not passage.whole else ()
    yield from _degrees(passage, impacts)
    yield from _lifted_inside(passage, impacts)


def with_impact(passage: Passage, impacts: Both, votes: Iterable[Vote]) -> Iterator[Vote]:
    """Votes, those on slots with how plain it is what their sentence does to people: they hang on that."""
    for vote in votes:
        hangs = vote.kind == "slot" and not passage.whole
        yield vote._replace(plain=around(passage, impacts, vote).plain) if hangs else vote


def around(passage: Passage, impacts: Both, vote: Vote) -> Impact:
    """What the sentence that a vote is about does to people, on the side that has its words."""
    side, provision = passage.side(vote.op), passage.end(vote.op)
    if provision is None:
        return Impact()
    start, end = side.answering(vote.at[0]) or (0, len(side.text))
    return impacts[vote.op].text(side.text[start:end], provision)


def lifted(change: Change, impacts: Both, is_unit: Callable[[Provision, Op], bool]) -> Iterator[Vote]:
    """What a provision that came or went takes away, or on what it makes depend what it hangs on; else nothing."""
    op = op_of(change)
    for provision in came_or_went(change):
        if provision.text and is_unit(provision, op):
            hung = impacts[op].hung(provision)[1]
            turned = hung.given and hung.turned
            found = hung if turned else impacts[op].lifted(plainly(provision.text), provision)
            if found and found.sign:
                depends = "narrowed" if found.kind > 0 else "condition"  # on one more case that must be met
                kind, slot = ("lifted", "lifted") if found.lifts else ("condition", depends)
                yield from _whole(impacts[op].reader, kind, found.role, slot, op, provision.text)


def _lifted_inside(passage: Passage, impacts: Both) -> Iterator[Vote]:
    """What a sentence that came or went inside a provision takes away."""
    for op in (Op.DELETE, Op.INSERT):
        side, provision = passage.side(op), passage.end(op)
        if provision is None:
            continue
        for start, end in side.replaced[:_MOST]:
            before = _lifts_before(side, start, end, impacts[op], provision)
            found = before if before else impacts[op].lifted(side.text[start:end], provision)
            if found and found.sign:
                text, at = side.raw[start:end].strip(), side.spot(start, end)
                role = found.role if found.turned else Role.SAFEGUARD if found.sign < 0 else Role.POWER
                yield from _whole(passage.reader, "lifted", role, "lifted", op, text, at)


def _whole(
    reader: FrameReader, kind: str, role: Role, slot: str, op: Op, text: str, at: Range | None = None
) -> Iterator[Vote]:
    """A vote on a provision, or a sentence at a place of the marked-up text, that came or went as a whole."""
    words, change = (((), (text,)), "gained") if op is Op.INSERT else (((text,), ()), "lost")
    for vote in reader.votes(kind, role, (slot, change), words, at or (0, len(text)), plainly(text)):
        yield vote._replace(whole=True)


def items(change: Change, impacts: Both, units: Iterable[tuple[Provision, str]]) -> Iterator[Vote]:
    """Items that came into a list, or went from it, by what the words on which they hang do to people."""
    op = op_of(change)
    for provision, text in units:
        hung, own = impacts[op].hung(provision)[1], impacts[op].of(provision)
        if hung.sign < 0 and not hung.given:
            continue  # what is looked at where something is done to people may be for them
        if hung.sign == own.sign != 0 and not hung.turned and impacts[op].reader.wording.says_more(plainly(text)):
            yield from _whole(impacts[op].reader, "member", hung.role, "members", op, text)


def _scopes(passage: Passage, impacts: Both) -> Iterator[Vote]:
    """Restrictions, exceptions and members that came or went inside a sentence that stands on both sides."""
    found = tuple(scope_edits(passage))
    for edit in (*found, *listed(passage, found)):
        said = passage.side(edit.op).text[slice(*edit.at)]  # "which has been designated" is "designated"
        if edit.kind is not ScopeKind.CONDITION or passage.wording.says_more(said):
            yield from _scope(passage, impacts, edit)


def _scope(passage: Passage, impacts: Both, edit: ScopeEdit) -> Iterator[Vote]:
    side, provision = passage.side(edit.op), passage.end(edit.op)
    if provision is None:
        return
    came = edit.op is Op.INSERT
    if edit.kind is ScopeKind.DECIDER:
        yield from _vote(passage, edit, Role.SAFEGUARD, "scope", not came)
        return
    host = _clause(side, edit, impacts[edit.op], provision)
    if host.likely:
        edit = edit._replace(flips=1)
    else:
        host = host_of(passage, impacts, edit.op, edit.at)
    sign = host.likely
    excepts = edit.kind is ScopeKind.EXCEPTION
    burden = sign < 0 if excepts else sign < 0 or (edit.only and not host.claims)
    if not host.sign and _only(side, edit):
        yield from _open(passage, edit, "narrowed")
        return
    if not sign:
        if excepts or (edit.kind is ScopeKind.MEMBER and impacts[edit.op].defined(provision)):
            yield from _open(passage, edit, _SLOTS[edit.kind])
        return
    if edit.kind is ScopeKind.CONDITION and not burden and _narrows_nothing(side, edit, host):
        return
    role = _role(host, burden)
    slot = _SLOTS.get(edit.kind) or ("condition" if burden else "narrowed")
    if edit.flips < 0 or edit.kind is ScopeKind.QUALIFIER:
        slot, came = "scope", came is (edit.way * edit.flips > 0)
    yield from _vote(passage, edit, role, slot, came, host)


def _narrows_nothing(side: Side, edit: ScopeEdit, host: Impact) -> bool:
    """Whether a condition of what protects names no more than a rule by which it is done, or asks a court."""
    hits = side.inside(*edit.at)
    if not host.claims and any(h.name.startswith("agents.") and GROUPS[h.path[1]] == "controller" for h in hits):
        return True
    cites = any(sign.isdigit() for sign in side.text[slice(*edit.at)])
    return cites and any(hit.name == "scope.regime" and hit.start <= edit.at[0] + _BESIDE for hit in hits)


def _clause(side: Side, edit: ScopeEdit, impacts: Impacts, provision: Provision) -> Impact:
    """What a clause joined by "and" does to people, or what the rule does that one with "but" is held against."""
    start, end = edit.at
    hits = side.inside(*edit.at)
    joined = edit.kind is ScopeKind.MEMBER
    against = any(hit.name == "scope.but" and hit.start <= start + _BESIDE for hit in hits)
    binding = {hit.name for hit in hits if hit.name.startswith("force.")}
    if not binding or not (joined or (against and binding == {"force.may"})):  # "but he must be present"
        return Impact()
    own = impacts.text(side.text[start:end], provision)
    if joined:
        return own
    return own.flipped() if own.sign else Impact()  # held against a rule that does the contrary


def _only(side: Side, edit: ScopeEdit) -> bool:
    """Whether nothing but an "only" came or went."""
    only = (hit for hit in side.inside(*edit.at) if hit.name == "slots.condition.only")
    return edit.kind is ScopeKind.CONDITION and any(hit.end >= edit.at[1] for hit in only)


def _open(passage: Passage, edit: ScopeEdit, slot: str) -> Iterator[Vote]:
    """An exception, an "only", or what a defined term covers, where it is not plain what a change of it does."""
    for vote in _vote(passage, edit, Role.SAFEGUARD, slot, edit.op is Op.INSERT):
        yield vote._replace(worse=None, says=_OPEN_SAYS[slot], doubts=())


def host_of(passage: Passage, impacts: Both, op: Op, at: Range) -> Impact:
    """What the sentence around an edit does to people, without it where it can be had so."""
    side, provision = passage.side(op), passage.end(op)
    other, counterpart = passage.side(OTHER[op]), passage.end(OTHER[op])
    if provision and (term := impacts[op].defined(provision)):
        return impacts[op].used(term, provision)
    start, end = side.around(at[0]) or (0, len(side.text))
    if provision and (contrary := _lifts_before(side, start, end, impacts[op], provision)):
        return contrary
    own = side.text[start : at[0]] + side.text[at[1] : end]
    found = impacts[op].text(own, provision) if provision else Impact()
    if not found.sign and counterpart is not None:
        there = other.answering(side.marked(at[0]))
        if there:
            found = impacts[OTHER[op]].text(other.text[slice(*there)], counterpart)
    return found


def _vote(
    passage: Passage, edit: ScopeEdit, role: Role, slot: str, came: bool, host: Impact | None = None
) -> Iterator[Vote]:
    """A vote on an edit; without ``host`` its sign does not hang on what the clause does to people."""
    side = passage.side(edit.op)
    words = (side.raw[edit.at[0] : edit.at[1]].strip(" ,;"),)
    sides = ((), words) if edit.op is Op.INSERT else (words, ())
    required = edit.only and edit.kind is ScopeKind.EXCEPTION
    doubts = ("replaced",) * edit.replaced + ("of the power or of its condition",) * required
    asked, at = (slot, "gained" if came else "lost"), side.spot(*edit.at)
    plain = 1.0 if host is None else host.plain
    return passage.votes(str(edit.kind), role, asked, sides, at, doubts, plain)


def _lifts_before(side: Side, start: int, end: int, impacts: Impacts, provision: Provision) -> Impact | None:
    """The contrary of what a provision says before a sentence that makes exceptions and does not say to what."""
    hits = side.lexis.hits(side.text[start:end])
    if not start or not any(hit.name in DEPARTS and hit.start < 90 for hit in hits):
        return None
    if any(start <= each.citation.start < end for each in impacts.named(provision)):
        return None
    found = impacts.text(side.text[:start], provision)
    agents = [hit.path[1] for hit in side.lexis.hits(side.text[:start]) if hit.path[0] == "agents"]
    owed = any(hit.name == "scope.duty" for hit in hits) and all(GROUPS[each] != "person" for each in agents)
    if found.sign < 0 and owed:  # a duty by which nothing is done to anybody is owed to all
        return Impact({Role.SAFEGUARD: found.size}).flipped()
    if not found.sign:
        return None
    return found if found.lifts else found.flipped()  # behind what lifts a rule, what lifts it for more


def _junctions(passage: Passage, impacts: Both) -> Iterator[Vote]:
    """An "and" that became an "or", or the other way round, by what it joins and in which part of the clause."""
    for loosened, (gone, come), at in junctions(passage) if not passage.whole else ():
        side = passage.old
        place = next((a for a, _ in side.edited if side.marked(a) >= at[0]), None)
        if place is None or much_edited(passage, place):
            continue
        spot = spot_of(side, (place, place))
        if spot.before("disapply.words"):
            continue  # what a clause leaves untouched is listed in either way
        host = host_of(passage, impacts, Op.DELETE, spot.at)
        tests = spot.joins_tests or (spot.part == "only" and not host.claims)
        worse = 1 if tests else _loosening(spot, host)
        role = Role.POWER if tests or host.likely < 0 else Role.SAFEGUARD
        asked, plain = ("junction", "loosened" if loosened else "tightened"), 1.0 if tests else host.plain
        for vote in passage.votes("junction", role, asked, ((gone,), (come,)), at, (), plain):
            yield vote._replace(worse=(worse > 0) is loosened if worse else None)
            return


def _degrees(passage: Passage, impacts: Both) -> Iterator[Vote]:
    """Words that took the place of others that say more, or less, of the same."""
    if passage.whole or passage.old.turns() != passage.new.turns() or crowded(passage):
        return
    for found in degrees(passage):
        if any(map(_binding, passage.sides, found.places)):
            continue  # how much a clause binds is told by itself
        spot = spot_of(passage.old, found.places[0])
        host = host_of(passage, impacts, Op.DELETE, spot.at)
        asks = found.scale == STRENGTH and (spot.part != "main" or spot.is_banned or spot.is_subject)
        wider = ((found.steps > 0) is (spot.flips > 0)) is not asks
        limits = spot.part == "only" and not host.claims  # what may be done only so
        if (host.likely and host.role not in _PUNISHES) or limits:
            yield from _degree(passage, found, host, wider=wider, burden=host.likely < 0 or limits)


def _binding(side: Side, at: Range) -> bool:
    """Whether words say how much a clause binds."""
    return meets(Hit(*at, ""), (hit for hit in side.hits if hit.name.startswith("force.")))


def _degree(passage: Passage, found: Degree, host: Impact, *, wider: bool, burden: bool) -> Iterator[Vote]:
    plain = host.plain * min(1.0, abs(found.steps) / _STEPS)
    change = "gained" if wider else "lost"
    yield from exchanges.vote(passage, found.places, "degree", _role(host, burden), "degree", change, plain)


def _role(host: Impact, burden: bool) -> Role:
    """The role of a clause where it is known that it burdens, or protects, whatever its own words are likeliest to."""
    return host.role if (host.role in BURDENS) is burden else Role.POWER if burden else Role.SAFEGUARD


def _bounds(passage: Passage, impacts: Both) -> Iterator[Vote]:
    """Quantities that went up or down, by whose they are and what bounds them."""
    for step in steps(passage) if not passage.whole else ():
        if step.new.unit == "time":
            yield from _bound(passage, impacts, step)


def _on_people(passage: Passage, impacts: Both) -> bool:
    """Whether an article names people, what is done to them or what is kept of them, on either side."""
    ends = ((op, passage.end(op)) for op in (Op.DELETE, Op.INSERT))
    return any(each is not None and impacts[op].on_people(each) for op, each in ends)


def _bound(passage: Passage, impacts: Both, step: Step) -> Iterator[Vote]:
    place = place_of(passage.new, step.new)
    host = host_of(passage, impacts, Op.INSERT, place.spot.at)
    bound = bound_of(place, host, _on_people(passage, impacts))
    if bound is None:
        return
    asked = f"number.{bound.slot}", "longer" if step.up is not bound.turned else "shorter"
    words = (passage.old.raw[step.old.start : step.old.end],), (passage.new.raw[step.new.start : step.new.end],)
    at, doubts = passage.new.spot(*place.spot.at), ("whose time is open",) * (not bound.sure)
    yield from passage.votes("number", bound.role, asked, words, at, doubts)


# ---------------------------------------------------------------------------------------------- how a clause binds


def _forces(passage: Passage, impacts: Both) -> Iterator[Vote]:
    """A change of how a clause binds, by what its act does to people and who is bound."""
    for shift in shifts(passage):
        yield from _force(passage, impacts, shift)


def _force(passage: Passage, impacts: Both, shift: Shift) -> Iterator[Vote]:
    if shift.old is None or shift.new is None:
        return
    if shift.ban is Ban.ELSEWHERE and Force.SHALL in (shift.old, shift.new):
        return
    ends = shift.places
    acts = [_act(side, at) if at else None for side, at in zip(passage.sides, ends, strict=True)]
    known = [act for act in acts if act]
    if len({sign for sign, _ in known}) > 1 and 0 not in {sign for sign, _ in known}:
        return
    words = (shift.removed, shift.introduced)
    turns = passage.lexis.turns
    said = [turns(text) - turns(word) for text, word in zip(shift.sentences, words, strict=True)]
    if said[0] % 2 != said[1] % 2:
        return
    if any(map(_brings, passage.sides, ends, words, reversed(words))):
        return
    near = [side.text[at[1] : at[1] + NEXT] for side, at in zip(passage.sides, ends, strict=True) if at]
    if any(map(passage.wording.reaches.found, near)):
        return  # that something applies or not is told by what it is
    stronger, weaker = (_effect(passage, impacts, shift, new) for new in (shift.up, not shift.up))
    clause = stronger.sign
    told = next((sign for sign, _ in known if sign), 0)
    if shift.bounded or _under_no(passage, ends):
        return
    person = Force.FORBID not in (shift.old, shift.new) and any(who == "person" for _, who in known)
    presumed = 0 if told or person else presumed_sign(shift, known)
    asked = any(who == _ASKED for _, who in known)
    against = -(told or presumed)
    optional = bool(told) and shift.up and {shift.old, shift.new} == _CLAIMED
    punishes = optional and weaker.sign == against and weaker.role in _PUNISHES
    gainsaid = bool(against) and not asked and (clause == against or punishes)
    found = told or presumed or (0 if person else clause)
    if told > 0 and {shift.old, shift.new} == _CLAIMED and any(map(_files, passage.sides, ends)):
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
    for vote in passage.votes("force", role, ("force", change), (gone, come), shift.at, doubts):
        unknown = not told and any(map(passage.wording.refuses.found, near))  # what is refused may be good or bad
        yield vote._replace(worse=None if gainsaid or unknown else after < before)


def _under_no(passage: Passage, ends: tuple[Range | None, Range | None]) -> bool:
    """Whether a "no" before it reverses what a word binds: "no child shall" says what "no child may" says."""
    sides = zip(passage.sides, ends, strict=True)
    return any(at and side.turns(side.begins(at[0]), at[0]) % 2 == 1 for side, at in sides)


def _brings(side: Side, at: Range | None, word: str, other: str) -> bool:
    """Whether a word that binds came, or went, with the clause that it binds: then nothing binds more or less."""
    if at is None or other or not word:
        return False
    return side.covers(at[0], min(at[1] + NEXT, len(side.text)))


def _act(side: Side, at: Range) -> tuple[int, str]:
    """What the act bound by a word does to people, and who is bound."""
    clause = side.clause(at[0])
    if meets(Hit(*at, ""), clause.of("disapply")):
        return 1, "holder"  # a State may ask for one more element of an offence
    if any(hit.name == _ASKED and at[1] <= hit.start <= at[1] + NEXT for hit in clause.hits):
        return 1, _ASKED  # the authorization protects, whatever is authorized
    refuses = side.wording.refuses.found(side.text[at[1] : at[1] + NEXT - 10])
    sign, who = act_of(clause, at, refuses=refuses)
    if not sign and side.wording.gives.found(side.text[at[1] : at[1] + NEXT - 10]):
        sign = 1
    return sign, who


def _files(side: Side, at: Range | None) -> bool:
    """Whether the act that a word binds is a person's own: to complain, to appeal."""
    if at is None:
        return False
    clause = side.clause(at[0])
    near = {hit.name for hit in clause.hits if at[1] <= hit.start <= at[1] + NEXT}
    given = any(hit.name in _GIVEN and at[0] <= hit.start <= at[1] + NEXT for hit in clause.hits)
    return near.issuperset(_FILES) and not given and act_of(clause, at)[1] == "person"


def _effect(passage: Passage, impacts: Both, shift: Shift, new: bool) -> Impact:
    """What the clause does to people on one side."""
    op = Op.INSERT if new else Op.DELETE
    provision = passage.end(op)
    return impacts[op].text(shift.sentences[new], provision) if provision else NONE


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
