"""Facts from the rules of themes: a scene, which answers what they ask, and a function for each value of ``reads``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby, islice, zip_longest
from operator import itemgetter

from treatydiff.judging.context import Environment
from treatydiff.judging.force import Ban, Shift, shifts
from treatydiff.judging.passages import OTHER, Passage, Side
from treatydiff.judging.quantities import Step, steps
from treatydiff.judging.signs import Vote
from treatydiff.judging.wording import Force
from treatydiff.model import Op, new_text, old_text
from treatydiff.references.resolution import Cited
from treatydiff.report import Effect
from treatydiff.text.frozen import dataclass
from treatydiff.themes import Outcome, Reads, Rule, Term
from treatydiff.themes.patterns import Range, reaching


@dataclass(frozen=True)
class Scene:
    """A passage with all that rules ask about it; each thing is worked out once."""

    passage: Passage
    environment: Environment

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What tells the subject: the passage with what it hangs on and what hangs on it, and each line around it.

        In one text with its heading a sentence would be another, and searched again.
        """
        passage = self.passage
        own = "\n".join((passage.lead, passage.old.text, passage.new.text, passage.inside))
        return own, *passage.around.split("\n")

    @cached_property
    def candidates(self) -> frozenset[str]:
        """Names of the terms that the passage and its context may hold."""
        return frozenset[str]().union(*map(self.environment.lexicon.may_hold, self.texts))

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """Its steps of modality."""
        return () if self.passage.whole else shifts(self.passage)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Its quantities that went up or down."""
        return () if self.passage.whole else steps(self.passage)

    @cached_property
    def citations(self) -> tuple[tuple[Cited, ...], tuple[Cited, ...]]:
        """The articles named before and after, all edits counted; empty where no edit of substance touches one."""
        sides, cited_in = self.passage.sides, self.environment.references.articles
        named = ((side, cited) for at, side in enumerate(sides) for cited in cited_in(side.raw, at))
        if self.passage.whole or not any(side.touches(cited.start, cited.end) for side, cited in named):
            return (), ()
        spans = self.passage.change.text
        return cited_in(old_text(spans), 0), cited_in(new_text(spans), 1)

    def found(self, term: Term, text: str) -> bool:
        """Whether a plain text holds a term."""
        return term.name in self.candidates and bool(self.environment.lexicon.searched(text).hits(term.name))

    def side(self, op: Op) -> Side:
        """The side that has what came (``INSERT``) or what went (``DELETE``)."""
        return self.passage.side(op)

    def hits(self, term: Term, side: Side) -> tuple[Range, ...]:
        """Where a side holds a term."""
        return self.environment.lexicon.searched(side.text).hits(term.name)

    def is_hedged(self, side: Side, hit: Range) -> bool:
        """Whether a hit is part of a hedge, "where appropriate", of which only its own rules speak."""
        start, end = hit
        hedges = reaching(self.environment.wording.hedges.hits(side.text), start, end)
        return any(a <= start and end <= b and end - start < b - a for a, b in hedges)

    def any(self, terms: Iterable[Term], text: str) -> bool:
        """Whether a plain text holds one of several terms."""
        return any(self.found(term, text) for term in terms)

    def treats(self, terms: Iterable[Term]) -> bool:
        """Whether the passage, or what stands around it, holds one of several terms."""
        return any(self.found(term, text) for term in terms for text in self.texts)

    def about(self, rule: Rule) -> bool:
        """Whether the passage stands where the rule applies."""
        return (not rule.within or self.treats(rule.within)) and not self.treats(rule.not_within)

    def fits(self, rule: Rule, sentence: str) -> bool:
        """Whether a sentence, with the words it hangs on, holds all that the rule wants beside its term."""
        full = f"{self.passage.lead}\n{sentence}"
        return all(self.found(term, full) for term in rule.beside) and not self.any(rule.unless, full)


def conclusions(rule: Rule, scene: Scene) -> Iterator[Vote]:
    """All that a rule says of a passage."""
    reader = _READERS.get(rule.reads)
    return reader(rule, scene) if reader else iter(())


# --------------------------------------------------------------------------------------------------- words and wholes


def _words(rule: Rule, scene: Scene) -> Iterator[Vote]:
    """A term that one side holds and the other does not. One that is kept elsewhere in the provision is no finding."""
    for term in rule.terms if not scene.passage.whole else ():
        old, new = scene.hits(term, scene.passage.old), scene.hits(term, scene.passage.new)
        if bool(old) != bool(new):
            yield from _came_or_went(rule, scene, new or old, Op.INSERT if new else Op.DELETE)


def _came_or_went(rule: Rule, scene: Scene, hits: tuple[Range, ...], op: Op) -> Iterator[Vote]:
    here, outcome = scene.side(op), _outcome(rule, up=op is Op.INSERT)
    hits = tuple(hit for hit in hits if here.touches(*hit) and not scene.is_hedged(here, hit))
    around = {here.span(start) for start, _ in hits}
    fitting = {span for span in around if scene.fits(rule, here.text[slice(*span)])}
    hits = tuple(hit for hit in hits if here.span(hit[0]) in fitting)
    if not hits or not outcome or not scene.about(rule) or not _lives_on(rule, scene, op):
        return
    if not scene.environment.moves.moved(scene.passage, op, hits[0]):
        words = tuple(dict.fromkeys(here.raw[start:end] for start, end in hits))
        yield _one_sided(rule, scene, outcome, here, hits[0], op, words)


def _lives_on(rule: Rule, scene: Scene, op: Op) -> bool:
    """Whether the clause stands on the other side too; if not it is new itself, or gone, and other rules see that."""
    other = f"{scene.passage.lead}\n{scene.side(OTHER[op]).text}"
    return all(scene.found(term, other) for term in rule.beside)


def _whole(rule: Rule, scene: Scene) -> Iterator[Vote]:
    """Sentences that came or went, in whole provisions and in others. A sentence that was rewritten did neither."""
    come, gone = (tuple(_sentences(rule, scene, op)) for op in (Op.INSERT, Op.DELETE))
    if bool(come) == bool(gone) or not scene.about(rule):
        return
    op, sentence = (Op.INSERT, come[0]) if come else (Op.DELETE, gone[0])
    outcome = _outcome(rule, up=op is Op.INSERT)
    if outcome and not _still_there(rule, scene, scene.side(OTHER[op])) and not _moved(rule, scene, op, sentence):
        yield _one_sided(rule, scene, outcome, scene.side(op), sentence, op, ())


def _sentences(rule: Rule, scene: Scene, op: Op) -> Iterator[Range]:
    """The sentences of one side that came or went and that the rule is about."""
    side = scene.side(op)
    lead = f"{scene.passage.lead}\n" if scene.passage.whole else ""
    for start, end in side.replaced:
        text = side.text[start:end]
        if scene.any(rule.terms, lead + text) and scene.fits(rule, text):
            yield start, end


def _still_there(rule: Rule, scene: Scene, side: Side) -> bool:
    """Whether the rule's sentence stands on the other side too, edited."""
    texts = (side.text[start:end] for start, end in side.sentences if side.touches(start, end))
    return any(scene.any(rule.terms, text) and scene.fits(rule, text) for text in texts)


def _moved(rule: Rule, scene: Scene, op: Op, sentence: Range) -> bool:
    hits = [hit for term in rule.terms for hit in scene.hits(term, scene.side(op))]
    inside = [hit for hit in hits if sentence[0] <= hit[0] and hit[1] <= sentence[1]]
    return any(scene.environment.moves.moved(scene.passage, op, hit) for hit in inside[:_MOST] or [sentence])


_MOST = 40
"""Words of one term in one sentence that are looked for elsewhere; no law has so many."""


# -------------------------------------------------------------------------------------------- modality and quantities


def _modality(rule: Rule, scene: Scene) -> Iterator[Vote]:
    for shift in scene.shifts:
        outcome, says = _binding(rule, shift)
        sentence = "\n".join((*shift.sentences, *_bound(scene, shift)))
        if outcome and _concerned(rule, scene, sentence):
            yield _told(rule, scene, outcome, says, _filled(shift.removed), _filled(shift.introduced), shift.at)


def _binding(rule: Rule, shift: Shift) -> tuple[Outcome | None, str]:
    """What a change of force means for the rule's subject, and the words for it; None where that is open."""
    up, other = _outcome(rule, up=shift.up), _outcome(rule, up=not shift.up)
    if up is None or shift.ban is Ban.ELSEWHERE:
        return None, ""
    if up.effect in _POWERS:
        loosened = other if shift.bounded else None
        return (loosened, f"{loosened.says} {_CONDITION[not shift.up]}") if loosened else (up, _stepped(up, shift))
    if shift.ban is Ban.OPEN:
        return None, ""
    return (other, _LIFTED[shift.up]) if shift.ban is Ban.PROTECTS else (up, _stepped(up, shift))


def _stepped(outcome: Outcome, shift: Shift) -> str:
    return f"{outcome.says} {_step(shift)}"


def _bound(scene: Scene, shift: Shift) -> Iterator[str]:
    """What hangs on a clause, where its word binds that: "shall:" does; "may be used when …:" has conditions there."""
    sides = zip(scene.passage.sides, shift.places, strict=True)
    if any(at and (side.around(at[0]) or at)[1] - at[1] <= _HANGING for side, at in sides):
        yield scene.passage.inside


_HANGING = 90
"""Characters behind a word that binds within which the colon stands for what hangs on it to be what it binds."""


def _concerned(rule: Rule, scene: Scene, sentence: str) -> bool:
    """Whether a clause of this subject says what the rule asks for, in the right place."""
    return scene.treats(rule.terms) and scene.fits(rule, sentence) and scene.about(rule)


_POWERS = frozenset({Effect.EXPANDS, Effect.NARROWS})
"""What grows by the condition that it loses."""
_CONDITION = {True: "no longer depends on a condition", False: "depends on a condition"}
_LIFTED = {
    True: "a ban that protected them is lifted",
    False: "a ban that protects them is added",
}
_BECOMES = {
    Force.FORBID: "is ruled out",
    Force.EXEMPT: "is no longer required",
    Force.MAY: "becomes optional",
    Force.ENCOURAGE: "is only encouraged",
    Force.CONSIDER: "need only be considered",
    Force.SHOULD: "becomes a recommendation",
    Force.ENDEAVOUR: "is now only an aim",
    Force.SHALL: "becomes an obligation",
}


def _step(shift: Shift) -> str:
    if shift.new is None:
        return "becomes more binding" if shift.up else "becomes less binding"
    if shift.old is Force.FORBID:
        return f"is no longer ruled out and {_BECOMES[shift.new]}"
    return _BECOMES[shift.new]


def _number(rule: Rule, scene: Scene) -> Iterator[Vote]:
    old, new = scene.passage.sides
    for step in scene.steps:
        outcome = _outcome(rule, up=step.up)
        sentence = f"{old.sentence(step.old.start)}\n{new.sentence(step.new.start)}"
        if outcome and step.new.unit == rule.unit and _concerned(rule, scene, sentence):
            words = (old.raw[step.old.start : step.old.end],), (new.raw[step.new.start : step.new.end],)
            at = old.marked(step.old.start), new.marked(step.new.end - 1) + 1
            yield _told(rule, scene, outcome, outcome.says, *words, at)


# ----------------------------------------------------------------------------------------------- ladders and references


def _scale(rule: Rule, scene: Scene) -> Iterator[Vote]:
    """The highest rung that either side reaches. What a side without any rung means the rule says: ``absent``."""
    if scene.passage.whole:
        return
    rungs = {op: _rung(rule, scene, scene.side(op)) for op in OTHER}
    old, new = rungs[Op.DELETE], rungs[Op.INSERT]
    up = _higher(rule, old, new)
    op = next((op for op in OTHER if _edited(scene.side(op), rungs[op])), None)
    rung = rungs[op] if op else None
    outcome = _outcome(rule, up=bool(up))
    if up is None or op is None or rung is None or not outcome or not scene.about(rule):
        return
    sentences = "\n".join(scene.side(op).sentence(rung[1]) for op, rung in rungs.items() if rung)
    if scene.fits(rule, sentences) and not scene.environment.moves.moved(scene.passage, op, rung[1:]):
        words = _rung_words(scene.passage.old, old), _rung_words(scene.passage.new, new)
        yield _told(rule, scene, outcome, outcome.says, *words, _place(scene.side(op), rung[1:]))


_Rung = tuple[int, int, int]
"""Height from 0, start, end."""


def _rung(rule: Rule, scene: Scene, side: Side) -> _Rung | None:
    """The highest rung in a text; of two that overlap the longer words count ("any serious crime")."""
    return max(_clear(rule, scene, side), key=lambda hit: (hit[0], side.touches(*hit[1:]), -hit[1]), default=None)


def _clear(rule: Rule, scene: Scene, side: Side) -> Iterator[_Rung]:
    """The words of a ladder in a text, rung by rung, but for those that meet longer ones."""
    rungs = [scene.hits(term, side) for term in rule.terms]
    for height, hits in enumerate(rungs):
        for start, end in hits:
            meeting = (other for others in rungs for other in reaching(others, start, end))
            if not any(b - a > end - start for a, b in meeting):
                yield height, start, end


def _edited(side: Side, rung: _Rung | None) -> bool:
    return rung is not None and side.touches(*rung[1:])


def _rung_words(side: Side, rung: _Rung | None) -> tuple[str, ...]:
    return (side.raw[rung[1] : rung[2]],) if rung and side.touches(*rung[1:]) else ()


def _higher(rule: Rule, old: _Rung | None, new: _Rung | None) -> bool | None:
    """Whether the ladder goes up; None where a side without a rung leaves it open."""
    if old and new:
        return new[0] > old[0] if new[0] != old[0] else None
    rung = new or old
    if rung is None or old == new:
        return None
    if rule.absent == "lowest":
        return new is not None
    top = len(rule.terms) - 1
    if rung[0] == top:
        return new is not None
    return old is not None if rung[0] < len(rule.terms) / 2 else None


_NEAR, _GOVERNED = 60, 120
"""Characters within which one word answers to another in the marked-up text, and within which its object follows."""


def _exchange(rule: Rule, scene: Scene) -> Iterator[Vote]:
    """A word of one rung that took the place of a word of another: "consistent with" → "taking into account"."""
    if scene.passage.whole or not scene.about(rule):
        return
    old, new = scene.passage.sides
    for before, after in _answering(scene, list(_governing(rule, scene, old)), list(_governing(rule, scene, new))):
        edited = old.touches(*before[1:]) or new.touches(*after[1:])
        outcome = _outcome(rule, up=after[0] > before[0]) if edited and after[0] != before[0] else None
        if outcome and scene.fits(rule, f"{old.sentence(before[1])}\n{new.sentence(after[1])}"):
            words = (old.raw[before[1] : before[2]],), (new.raw[after[1] : after[2]],)
            ends = (*_place(old, before[1:]), *_place(new, after[1:]))
            yield _told(rule, scene, outcome, outcome.says, *words, (min(ends), max(ends)))


def _answering(scene: Scene, old: list[_Rung], new: list[_Rung]) -> Iterator[tuple[_Rung, _Rung]]:
    """Each word with the one of the other side that stands nearest to it in the marked-up text."""
    left, right = _placed(scene.passage.old, old), _placed(scene.passage.new, new)
    paired: set[tuple[Op, _Rung]] = set()
    for _, before, after in sorted(_close(left, right)):
        ends = {(Op.DELETE, before), (Op.INSERT, after)}
        if paired.isdisjoint(ends):
            paired |= ends
            yield before, after


def _placed(side: Side, rungs: Iterable[_Rung]) -> list[tuple[Range, _Rung]]:
    """Words with where they stand in the marked-up text, from left to right."""
    return sorted((_place(side, rung[1:]), rung) for rung in rungs)


def _close(
    left: Sequence[tuple[Range, _Rung]], right: Sequence[tuple[Range, _Rung]]
) -> Iterator[tuple[int, _Rung, _Rung]]:
    """The words of both sides that stand near each other, and how far apart; of a long text that is few of all."""
    longest = max((end - start for (start, end), _ in right), default=0)
    for (start, end), before in left:
        first = bisect_left(right, start - longest - _NEAR, key=_begins)
        for place, after in islice(right, first, bisect_right(right, end + _NEAR, key=_begins)):
            far = max(0, max(start, place[0]) - min(end, place[1]))
            if far <= _NEAR:
                yield far, before, after


def _begins(placed: tuple[Range, _Rung]) -> int:
    return placed[0][0]


def _governing(rule: Rule, scene: Scene, side: Side) -> Iterator[_Rung]:
    """The words of a side's rungs behind which, in their sentence, stands what the rule asks for."""
    clear = sorted(_clear(rule, scene, side), key=lambda hit: hit[1])
    for hit, following in zip_longest(clear, clear[1:]):
        last = side.span(hit[1])[1] or len(side.text)
        last = min(last, hit[2] + _GOVERNED, following[1] if following else last)
        if not rule.of or scene.any(rule.of, side.text[hit[2] : last]):
            yield hit


def _articles(rule: Rule, scene: Scene) -> Iterator[Vote]:
    """The articles that a clause names: more on one side, and all of the other side's among them."""
    old, new = scene.citations
    if not old or not new:
        yield from _chapter(rule, scene, old, new)
        return
    before, after = _named(old), _named(new)
    outcome, here = _outcome(rule, up=before < after), scene.passage.new
    spot = next((c for c in scene.environment.references.articles(here.raw, 1) if here.touches(c.start, c.end)), new[0])
    if not (before < after or after < before) or not outcome:
        return
    if _concerned(rule, scene, here.sentence(min(spot.start, len(here.text) - 1))):
        spans = scene.passage.change.text
        kept = {c.articles for c in old} & {c.articles for c in new}
        was, now = old_text(spans), new_text(spans)
        removed = tuple(was[c.start : c.end] for c in old if c.articles not in kept)
        introduced = tuple(now[c.start : c.end] for c in new if c.articles not in kept)
        yield _told(rule, scene, outcome, outcome.says, removed, introduced, _place(here, (spot.start, spot.end)))


def _named(cited: tuple[Cited, ...]) -> set[str]:
    return {article for each in cited for article in each.articles}


def _chapter(rule: Rule, scene: Scene, old: tuple[Cited, ...], new: tuple[Cited, ...]) -> Iterator[Vote]:
    """ "This chapter" is more than some of its articles."""
    here, (before, after) = scene.environment.wording.here, scene.passage.sides
    up = bool(old) and here.found(after.text) and not here.found(before.text)
    down = bool(new) and here.found(before.text) and not here.found(after.text)
    outcome, op = _outcome(rule, up=up), Op.INSERT if up else Op.DELETE
    if up != down and outcome:
        side = scene.side(op)
        start, end = here.hits(side.text)[0]
        if _concerned(rule, scene, side.sentence(start)):
            yield _one_sided(rule, scene, outcome, side, (start, end), op, (side.raw[start:end],))


# ------------------------------------------------------------------------------------------------------------- shared


def _outcome(rule: Rule, *, up: bool) -> Outcome | None:
    return rule.rise if up else rule.fall


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _one_sided(
    rule: Rule, scene: Scene, outcome: Outcome, side: Side, hit: Range, op: Op, words: tuple[str, ...]
) -> Vote:
    """What a rule says of words that came, or went."""
    removed, introduced = ((), words) if op is Op.INSERT else (words, ())
    return _told(rule, scene, outcome, outcome.says, removed, introduced, _place(side, hit))


def _told(
    rule: Rule,
    scene: Scene,
    outcome: Outcome,
    says: str,
    removed: tuple[str, ...],
    introduced: tuple[str, ...],
    at: Range,
) -> Vote:
    kind, whole = _KINDS.get(rule.reads, rule.reads.value), scene.passage.whole or rule.reads is Reads.WHOLE
    # a list of articles reaches fewer or more, which is better hangs on what they are
    worse = None if rule.reads is Reads.ARTICLES else _WORSE.get(outcome.effect)
    return Vote(kind, rule.id, worse, rule.severity, says, removed, introduced, at, whole=whole)


def _place(side: Side, hit: Range) -> Range:
    """Where a range of a side stands in the marked-up text."""
    return side.marked(hit[0]), side.marked(max(hit[1] - 1, hit[0])) + 1


_READERS: Mapping[Reads, Callable[[Rule, Scene], Iterator[Vote]]] = {
    Reads.WORDS: _words,
    Reads.WHOLE: _whole,
    Reads.MODALITY: _modality,
    Reads.NUMBER: _number,
    Reads.SCALE: _scale,
    Reads.EXCHANGE: _exchange,
    Reads.ARTICLES: _articles,
}
"""``reach`` and ``reference`` are not here: they are no matter of one passage (see ``reach``)."""


# ------------------------------------------------------------------------------------------------------------ as votes

_WORSE = {Effect.EXPANDS: True, Effect.WEAKENS: True, Effect.NARROWS: False, Effect.STRENGTHENS: False}
_GRANTS = frozenset({Effect.EXPANDS, Effect.STRENGTHENS})
_KINDS = {Reads.NUMBER: "quantity"}


def called(scene: Scene) -> Iterator[list[Rule]]:
    """The rules that have all they ask for near a passage, those of one theme together, in the themes' order."""
    environment = scene.environment
    called = environment.calls.keys() & scene.candidates
    places = {place for name in called for place in environment.calls[name]}
    for number, group in groupby(sorted(places), key=itemgetter(0)):
        rules = (environment.themes[number].rules[place] for _, place in group)
        met = (rule for rule in rules if all(not need.isdisjoint(scene.candidates) for need in rule.needs))
        yield [rule for rule in met if not environment.profile.mutes(rule.id)]


def heard(rules: Iterable[Rule], scene: Scene) -> Iterator[Vote]:
    """What the rules of one theme say of a passage; a rule that fails says nothing.

    Of a provision that came or went as a whole, what creates a power or a protection goes before limits inside it.
    """
    found, main = list[Vote](), list[Vote]()
    for rule in rules:
        with scene.environment.faults.caught(rule.id, lambda: str(scene.environment.name(scene.passage.change))):
            said = [*conclusions(rule, scene)]
            found += said
            main += said if rule.reads is Reads.WHOLE and rule.rise and rule.rise.effect in _GRANTS else ()
    yield from (main or found) if scene.passage.whole else found
