"""Facts from clauses: provisions that came or went by their role, the rest slot by slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial, reduce
from operator import itemgetter

from treatydiff.judging.clauses import Clause, Frame, scaled, total
from treatydiff.judging.composition import host_of
from treatydiff.judging.context import Environment, is_note
from treatydiff.judging.dealings import acting, only_dealings, unsaid
from treatydiff.judging.extent import (
    Balance,
    balance,
    content_of,
    crowded,
    dropped,
    renamings,
    replaced,
    reworded,
    same_words,
    stems_in,
)
from treatydiff.judging.impact import NONE, Impact, Impacts
from treatydiff.judging.lexis import Hit, by_name
from treatydiff.judging.negation import Opposed, decided, opposed
from treatydiff.judging.passages import OTHER, Passage, Side, came_or_went, op_of
from treatydiff.judging.scope import spot_of
from treatydiff.judging.signs import BURDENS, PROTECTIONS, TURNED, Role, Vote, measure
from treatydiff.judging.slots import (
    SURE,
    Meaning,
    SlotChange,
    aside,
    judge_opposite,
    judge_slot,
    kept,
    most,
    rewritten,
    slot_changes,
    slot_place,
    slot_words,
    strongest,
    withheld,
)
from treatydiff.judging.wording import plainly, sentences
from treatydiff.model import CONTAINERS, Change, Kind, Level, Op, Provision
from treatydiff.report import Severity
from treatydiff.themes.patterns import Range, plain, reaching, silent

_GRAMMAR = (
    *("condition.only", "condition.withheld", "condition.provisos", "conditional", "relax", "hedge", "except"),
    *("denied", "leave", "remedy.bar", "evidence"),
)
"""Slots that words of grammar fill, or a "not" makes: they are compared by themselves."""
_KINDS = {"leave": "lifted"}
"""Of which kind a fact is where its slot says so: that leave need not be asked for is a rule lifted."""
_REWRITTEN = 24
"""Longer words that came or went from which on a provision was rewritten, if they are more than what stayed."""
DENIED = ("slots.denied.protection", "slots.denied.lifted")
"""Protection that is ruled out in so many words; what a "no" makes of a notice or a remedy may be part of a duty."""
UNITS = frozenset(
    {Level.ARTICLE, Level.RECITAL, Level.AMENDED, Level.PARAGRAPH, Level.PREAMBLE, Level.ANNEX, Level.OPTION}
)
"""Levels at which a provision is read by itself, with what hangs on it."""
_RECITALS = frozenset({Level.PREAMBLE, Level.RECITAL})
"""Levels that say why: they give no power, and create no offence."""
_NAMED = f"roles.{Role.POWER}."
_OWN = 1.0
"""Score of what a provision's own words say from which on it is read as a whole; the words around it are not enough."""
_DENIES = ("force.mustnot", "force.neednot")
"""Words in a clause with which a formula of a burden says what is not done."""
_FORMULA, _OUTWEIGHS = 2.0, 3.0
"""Score of one formula, and how many times more than the other side it must weigh to tell where its worth does not."""


# ---------------------------------------------------------------------------------------------------- the whole draft


class Facts:
    """Reads the changes of a redline, clause by clause."""

    def __init__(self, environment: Environment) -> None:
        self._reader, self._moves = environment.reader, environment.moves
        self.sides, self._environment = environment.sides, environment
        self._redline, self._old, self._new = environment.redline, environment.old, environment.new
        self.impacts = {op: Impacts(self.sides[op], environment.references, side) for side, op in enumerate(self.sides)}
        self._balances: dict[tuple[str, str], Counter[str]] = {}
        """By the articles around the old and the new provision."""

    @cached_property
    def _renamings(self) -> frozenset[tuple[str, str]]:
        return renamings(self._redline, self._reader)

    @cached_property
    def given_up(self) -> frozenset[tuple[str, str]]:
        """Words, as stems, that left several articles, or came into them, and of which the other draft has none."""
        return dropped(self._redline, self._old, self._new)

    def amended(self, passage: Passage) -> Iterator[Vote]:
        """What an amended provision says: its new and lost sentences by their role, the others slot by slot."""
        if same_words(passage.change):
            return
        much = ("crowded",) if crowded(passage) else ()
        turned = () if much else tuple(opposed(passage))
        held = balance(passage)
        old, new = self._frame(passage, Op.DELETE), self._frame(passage, Op.INSERT)
        roles = total(scaled(frame.roles, 0.5) for frame in (old, new) if turned)
        same = ("same",) if held.same and not turned else ("restated",) if held.restated else ()
        for each in turned:
            yield from self._opposed(each, roles, passage)
        if held.more or held.exchanged or not (passage.old.replaced and passage.new.replaced):
            yield from (vote.doubted(*same) for vote in self._sentences(passage, (old, new)))
        changes = [change for change in self._changes(passage, old, new) if not decided(change, turned)]
        roles = total(scaled(frame.roles, 0.5) for frame in (old, new) if changes)
        for change in changes:
            if meaning := judge_slot(change, roles, self._reader.signs):
                doubts = (*much, *(("rewritten",) if rewritten(passage, change) else ()), *same)
                yield from (vote.doubted(*doubts) for vote in self._slot(passage, change, meaning))

    def _opposed(self, found: Opposed, roles: Mapping[Role, float], passage: Passage) -> Iterator[Vote]:
        """A sentence turned round by one word; no direction where its roles, or a "not" around it, leave that open."""
        before = total(scaled(self._reader.roles(text), 0.5) for text in found.lead)
        roles = before if max(before.values(), default=0.0) >= 1 else roles
        beside = f"{found.slot}.near" in self._reader.lexis.classes
        judged = judge_opposite(found.slot, found.change, roles, self._reader.signs, beside=beside)
        if judged:
            role, worse = judged
            if measured := measure(found.name):
                more = self._more_of(passage, found, measured)
                worse = worse if more is None else None if not more else (more > 0) is (found.change == TURNED)
            asked, words = (found.slot, found.change), (found.removed, found.introduced)
            for vote in passage.votes("opposite", role, asked, words, found.at):
                yield vote._replace(worse=None if found.open else worse)

    def _more_of(self, passage: Passage, found: Opposed, measured: str) -> int | None:
        """What more of something does to people: 1, -1, 0 where that is open; None where it is good by itself."""
        side, op, place = (
            (passage.new, Op.INSERT, found.places[1]) if found.places[1] else (passage.old, Op.DELETE, found.places[0])
        )
        spot = spot_of(side, place[0])
        near = f"{found.slot}.near"
        if near in self._reader.lexis.classes and self._reader.lexis.words(near, side.sentence(spot.at[0])):
            return None
        asks = measured == "test"
        if asks and spot.part == "main":
            return None
        impact = host_of(passage, self.impacts, op, spot.at)
        host = impact.sign if asks else impact.likely
        return (host * spot.flips * (-1 if asks else 1)) or (None if asks else 0)

    def more(self, passages: Iterable[Passage], change: Change) -> Iterator[Vote]:
        """Of a change on which nothing else speaks: that the provision says more than before, or less."""
        for passage in passages if change.kind is Kind.AMENDED and not self.renamed(change) else ():
            held = balance(passage)
            for told in self._says_more(passage, held) if held.more or held.exchanged else ():
                yield told
                return

    def _says_more(self, passage: Passage, held: Balance) -> Iterator[Vote]:
        roles = total(scaled(self._frame(passage, op).roles, 0.5) for op in (Op.DELETE, Op.INSERT))
        role = strongest(roles, BURDENS | PROTECTIONS)
        house = roles.get(Role.DEFINITION, 0.0) + roles.get(Role.PROCEDURE, 0.0)
        least = SURE if held.more is None else house
        if roles.get(role, 0.0) <= max(house, least):
            return
        gone = self._telling(passage, Op.DELETE, held.lost) if held.more is not Op.INSERT else []
        come = self._telling(passage, Op.INSERT, held.gained) if held.more is not Op.DELETE else []
        removed, introduced = (
            tuple(dict.fromkeys(side.raw[a:b].strip() for a, b in edits))
            for side, edits in ((passage.old, gone), (passage.new, come))
        )
        marks = [(passage.old, edit) for edit in gone] + [(passage.new, edit) for edit in come]
        at = min((side.spot(*edit) for side, edit in marks), default=None)
        if at:
            asked = "content", _SAYS[held.more]
            yield from passage.votes("content", role, asked, (removed, introduced), at)

    def _telling(self, passage: Passage, op: Op, words: tuple[str, ...]) -> list[tuple[int, int]]:
        """The edits of a side in which one of some words stands, if it came or went."""
        side = passage.side(op)
        here, there = self.sides[op], self.sides[OTHER[op]]
        old, new = passage.end(op), passage.end(OTHER[op])
        if not old or not new:
            return []
        telling = [w for w in words if here.says(old, w) > there.says(new, w)]
        edits = [(a, b) for a, b in side.edited if any(word in side.text[a:b] for word in telling)]
        return [(a, b) for a, b in edits if not self._repeated(side.raw[a:b], op)]

    def renamed(self, change: Change) -> bool:
        """Whether all that was replaced in a provision was replaced alike in several articles."""
        if not self._renamings:
            return False
        pairs = set(replaced(change))
        return bool(pairs) and pairs <= self._renamings

    def crowded(self, change: Change) -> bool:
        """Whether a provision was rewritten: no word or verb in it decides which way it went."""
        gone, come = (
            content_of(plainly(" ".join(s.text for s in change.text if s.op is op))) for op in (Op.DELETE, Op.INSERT)
        )
        kept = content_of(plainly(" ".join(span.text for span in change.text if span.op is Op.KEEP)))
        return len(gone ^ come) > _REWRITTEN and len(gone | come) > len(kept)

    def _frame(self, passage: Passage, op: Op) -> Frame:
        change, side = passage.change, passage.side(op)
        provision, around = passage.end(op) or change.provision, self.sides[op]
        frame = self._reader.frame(side.text, side.sentences, partial(around.around, provision))
        return replace(frame, banned=True) if around.banned(provision) else frame

    def _sentences(self, passage: Passage, frames: tuple[Frame, Frame]) -> Iterator[Vote]:
        """Sentences that came or went inside an amended provision are read as provisions of their own."""
        for op, frame in zip((Op.DELETE, Op.INSERT), frames, strict=True):
            side, other = passage.side(op), passage.side(OTHER[op])
            ranges = [found for found in side.replaced if not self._repeated(side.raw[found[0] : found[1]], op)]
            ranges = [(a, b) for a, b in ranges if self._speaks(side.text[a:b])]
            ranges = [(a, b) for a, b in ranges if not reworded(side.text[a:b], other)]
            if ranges:
                inside = new_in(side, other, self._reader.frame(side.text, ranges, frame.surroundings))
                provision = passage.end(op)
                impact, impacts = NONE, self.impacts[op]
                if provision:
                    impact = reduce(Impact.plus, (impacts.text(side.text[a:b], provision) for a, b in ranges), NONE)
                for told in self._read_whole(inside, side.raw, op, impact):
                    yield told._replace(at=side.spot(*told.at))

    def _speaks(self, text: str) -> bool:
        """Whether a sentence says something of its own; an abbreviation's full stop makes sentences that don't."""
        weight = Impact(self._reader.roles(text))
        return max(weight.burdens, weight.protects) >= 1.0

    def _changes(self, passage: Passage, old: Frame, new: Frame) -> Iterator[SlotChange]:
        """The changes of slots in sentences that stand on both sides."""
        touched = (kept(passage.old), kept(passage.new))
        for change in (withheld(each, old, new) for each in slot_changes(old, new, touched)):
            known = change.slot.startswith(_GRAMMAR) or self._new_to(passage, change)
            if known and not self._elsewhere(passage.change, change) and not aside(passage, change, self._moves):
                yield change

    def _new_to(self, passage: Passage, change: SlotChange) -> bool:
        """Whether the words of a slot have none on the other side that mean the same."""
        held = balance(passage)
        words, said = (
            slot_words(passage.old, change.removed) + slot_words(passage.new, change.introduced),
            held.lost + held.gained,
        )
        return any(word.lower() != word or any(each in plain(silent(word)) for each in said) for word in words)

    def _elsewhere(self, change: Change, slot: SlotChange) -> bool:
        """Whether what a slot gained or lost stood, or stands, elsewhere in the same article."""
        if not change.old or not change.new:
            return False
        balance = self._balance(change.old, change.new)[slot.name]
        return balance >= 0 if slot.change == "gained" else balance <= 0

    def _balance(self, old: Provision, new: Provision) -> Counter[str]:
        """How much oftener the article around the old provision fills each slot: what both say alike is not read."""
        articles = self.sides[Op.DELETE].article_of(old), self.sides[Op.INSERT].article_of(new)
        key = articles[0].eid, articles[1].eid
        if key not in self._balances:
            was, now = (Counter(plainly(each.text) for each in article.walk() if each.text) for article in articles)
            self._balances[key] = Counter()
            for context, texts, way in ((self.sides[Op.DELETE], was - now, 1), (self.sides[Op.INSERT], now - was, -1)):
                for text, times in texts.items():
                    for slot in context.slots(text):
                        self._balances[key][slot] += way * times
        return self._balances[key]

    def _slot(self, passage: Passage, change: SlotChange, meaning: Meaning) -> Iterator[Vote]:
        """What a change of one slot says."""
        role, worse = meaning
        kind = _KINDS.get(change.slot.partition(".")[0], "slot")
        words = slot_words(passage.old, change.removed), slot_words(passage.new, change.introduced)
        asked, at = (change.slot, change.change), slot_place(passage, change)
        for vote in passage.votes(kind, role, asked, words, at):
            yield vote._replace(worse=worse)

    # ------------------------------------------------------------------------------------------ what came or went

    def whole(self, change: Change, units: Iterable[tuple[Provision, str]]) -> Iterator[Vote]:
        """What came or went, by its ``units``: an article or numbered paragraph with the items that hang on it."""
        op = op_of(change)
        for provision, text in units:
            flat = plain(text)
            frame = self._reader.frame(flat, sentences(flat), partial(self.sides[op].around, provision))
            frame = replace(frame, banned=self.sides[op].banned(provision))
            impact = self.impacts[op].text(flat, provision)
            votes = self._read_whole(frame, text, op, impact, idle=self.sides[op].hangs_idle(provision))
            yield from (vote for vote in votes if vote.role not in BURDENS or provision.level not in _RECITALS)

    def units(self, change: Change) -> Iterator[tuple[Provision, str]]:
        """What of a provision that came or went is read by itself, each with its text and that of what hangs on it."""
        op = op_of(change)
        for provision in came_or_went(change):
            if self.is_unit(provision, op):
                parts = [p for p in unit_of(provision) if p.eid in self._environment.one_sided[op] and p.own]
                text = "\n".join(silent(p.text) for p in parts if p.text)
                if text and not self._stands(provision, text, op):
                    yield provision, text

    def idle(self, change: Change) -> bool:
        """Whether in all that came, or went, bodies only deal with each other, or companies are let do something."""
        op = op_of(change)
        if all(map(self.sides[op].hangs_idle, came_or_went(change))):
            return True
        texts = [plain(text) for _, text in self.units(change)]
        clauses = [each for text in texts for each in self._reader.clauses(text, sentences(text))]
        return only_dealings(clauses, [acting(clause) for clause in clauses])

    def is_unit(self, provision: Provision, op: Op) -> bool:
        """Whether a provision that came or went is read by itself, with what hangs on it."""
        if provision.level in CONTAINERS or provision.tombstone:
            return False
        above = self.sides[op].above.get(provision.eid)
        return provision.level in UNITS or above is None or above.eid not in self._environment.one_sided[op]

    def _stands(self, provision: Provision, text: str, op: Op) -> bool:
        """Whether a text that came or went neither came nor went: the other draft has it, or it is only a note."""
        return is_note(text, self._reader.lexis) or self._repeated(text, op)

    def _repeated(self, text: str, op: Op) -> bool:
        """Whether most of a text stands in the other draft too."""
        return self._moves.says(OTHER[op], text)

    def _read_whole(self, frame: Frame, text: str, op: Op, impact: Impact, *, idle: bool = False) -> Iterator[Vote]:
        """What came or went as a whole: a burden, a protection, or both, the heavier first."""
        frame, stated = replace(frame, clauses=tuple(map(unsaid if idle else acting, frame.clauses))), frame
        own, denied = Impact(frame.own), next((each for each in frame.clauses if each.says(DENIED)), None)
        if denied:
            yield from self._told_as(Role.RIGHT, frame, text, op, sure=True, slot="denied", clause=denied)
        if max(own.burdens, own.protects) < _OWN:
            if frame != stated and Impact(stated.own).protects >= _OWN:
                found = self._told_as(strongest(stated.own, PROTECTIONS), stated, text, op, sure=False)
                yield from (vote.doubted("housekeeping") for vote in found)
            return
        weight = Impact(frame.roles)
        house = frame.roles.get(Role.PROCEDURE, 0.0) + frame.roles.get(Role.DEFINITION, 0.0)
        lead = max(weight.burdens, weight.protects)
        if lead < 1.0 or house > lead:
            return
        urgent = any(clause.unauthorized for clause in frame.clauses) and not frame.banned and not frame.disapplied
        if urgent:
            yield from self._told_as(Role.POWER, frame, text, op, sure=True)
        sides = (weight.burdens, own.burdens, BURDENS), (weight.protects, own.protects, PROTECTIONS)
        first, second = sorted(sides, key=itemgetter(0), reverse=True)
        for score, mine, among in (first, second):
            if urgent and among is BURDENS:
                continue
            role = strongest(frame.own if mine >= 1 else frame.roles, among)
            if among is PROTECTIONS and most(frame.clauses, role) is denied:
                continue
            side = 1 if among is PROTECTIONS else -1
            formula = mine >= _FORMULA and mine >= _OUTWEIGHS * (own.burdens + own.protects - mine)
            negated = among is BURDENS and most(frame.clauses, role).says(_DENIES)
            shown = formula and not negated and not impact.given and impact.likely != -side
            sided = impact.sign == side and mine >= SURE
            sure = (sided or shown) and not frame.disapplied
            if sure or score == lead or mine >= SURE:
                yield from self._told_as(role, frame, text, op, sure=sure)

    def _told_as(
        self,
        role: Role,
        frame: Frame,
        text: str,
        op: Op,
        *,
        sure: bool,
        slot: str = "whole",
        clause: Clause | None = None,
    ) -> Iterator[Vote]:
        """What came or went told as a provision of this role; nothing where the table of signs has no row for it."""
        clause = clause or most(frame.clauses, role)
        words = (text[clause.start : clause.end].strip(),)
        sides, change = (((), words), "gained") if op is Op.INSERT else ((words, ()), "lost")
        for vote in self._reader.votes("role", role, (slot, change), sides, (clause.start, clause.end), plain(text)):
            sure_or_open = vote if sure else vote._replace(severity=Severity.LOW, worse=None)
            yield sure_or_open._replace(whole=True)


_SAYS = {Op.INSERT: "gained", Op.DELETE: "lost", None: "exchanged"}


def unit_of(provision: Provision) -> Iterator[Provision]:
    """A provision with what hangs on it, numbered paragraphs aside."""
    yield provision
    for child in provision.children:
        if child.level not in UNITS:
            yield from unit_of(child)


def new_in(here: Side, other: Side, frame: Frame) -> Frame:
    """A frame of sentences that came, or went, without the powers that the provision names in the other draft too.

    "Its use shall be authorised only if …" speaks of the power that was there before, and gives none.
    """

    named = frozenset(stems_in(other.text))

    def known(hit: Hit, binding: Iterable[Sequence[Range]]) -> bool:
        if not hit.name.startswith(_NAMED) or any(reaching(places, hit.start, hit.end) for places in binding):
            return False
        return named.issuperset(stems_in(here.text[hit.start : hit.end]))

    def unknown(clause: Clause) -> Clause:
        binding = [*by_name(clause.of("force")).values()]
        return replace(clause, hits=tuple(hit for hit in clause.hits if not known(hit, binding)))

    return replace(frame, clauses=tuple(map(unknown, frame.clauses)))
