"""Facts of negation and opposites: a "not", an opposite, an "and" for an "or"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from treatydiff.judging.lexis import Hit, Lexis, by_name
from treatydiff.judging.moves import STEM
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.signs import OPPOSITE, RIGHTED, STATEMENT, TURNED, banning, measure, rungs, turning, unsaid
from treatydiff.judging.slots import SlotChange
from treatydiff.model import Op, Span
from treatydiff.text.lettering import WORD
from treatydiff.themes.patterns import Range, plain, reaching

_NEAR = 40
"""Characters of the marked-up text within which one word took the place of another."""
_FORBIDS = "force.mustnot"
_LACKING = ("slots.lacking", "slots.relax.unauthorized")


_MOST_PAIRS, _MOST_WORDS, _MOST_STATED = 10_000, 300, 60
"""Pairs of words of both sides that are held against each other, words of one, and sentences turned round; a text with
more is no law."""


class Opposed(NamedTuple):
    """A sentence that says the opposite of what it said, or that of which a word does."""

    slot: str
    """``opposites.presence``, ``statements.defence``."""
    change: str
    """``turned`` for the worse, ``righted`` for the better, role and sentence aside."""
    open: bool
    """Whether a "not" around the words leaves open which way it went."""
    removed: tuple[str, ...]
    introduced: tuple[str, ...]
    at: Range
    """Where it stands in the marked-up text."""
    places: tuple[tuple[Range, ...], tuple[Range, ...]]
    """The words that decide, in the old and the new text: they fill no other slot."""
    lead: tuple[str, ...] = ()
    """What stands before them in their sentences: of exceptions it tells from what they are made."""

    @property
    def name(self) -> str:
        """Its entry in the table of opposites."""
        return self.slot.partition(".")[2]


def opposed(passage: Passage) -> Iterator[Opposed]:
    """What says the opposite of what it said; a sentence turned round by "not" goes before the words in it."""
    stated = tuple(_statements(passage))
    yield from stated or _exchanged(passage)


def decided(change: SlotChange, turned: Iterable[Opposed]) -> bool:
    """Whether the words that filled a slot, or left it, meet those that turn the sentence round: they fill no other."""
    return any(
        hits and all(any(hit.start < b and a < hit.end for a, b in places) for hit in hits)
        for each in turned
        for hits, places in zip((change.removed, change.introduced), each.places, strict=True)
    )


# ------------------------------------------------------------------------------------------ words and their opposites


def _exchanged(passage: Passage) -> Iterator[Opposed]:
    """Words of one side in whose place a word of the other side of the same pair stands."""
    old, new = (_clear(side) for side in passage.sides)
    if len(old) * len(new) > _MOST_PAIRS:
        return
    answers: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in new:
        answers[hit.path[1]].append(hit)
    pairs = [(a, b) for a in old for b in answers[a.path[1]] if _differ(passage, a, b)]
    told: dict[str, tuple[Hit, Hit]] = {}
    for gone, come in sorted(pairs, key=lambda pair: (_apart(passage, *pair), pair)):
        same = gone.name == come.name
        turned = _only_denied(passage, gone, come) if same else _answers(passage, gone, come)
        if gone.path[1] not in told and turned and _fits(passage, gone, come):
            told[gone.path[1]] = gone, come
    for hit in (*old, *new):
        if hit.path[1] not in told and (alone := _unsaid(passage, hit, (*old, *new))):
            told[hit.path[1]] = alone
    for pair in told.values():
        if not any(_part_of(pair, other) for other in told.values()):
            yield _opposite(passage, *pair)


def _unsaid(passage: Passage, hit: Hit, hits: Sequence[Hit]) -> tuple[Hit, Hit] | None:
    """A word that came or went where the other side says nothing of the kind, with the rung of one that does not."""
    name = hit.path[1]
    if unsaid(name) in ("", hit.path[2]) or sum(other.path[1] == name for other in hits) > 1:
        return None
    here, there = (passage.old, passage.new) if hit in _clear(passage.old) else (passage.new, passage.old)
    if not here.covers(hit.start, hit.end) or reaching(here.replaced, hit.start, hit.start + 1):
        return None
    place = here.marked(hit.start)
    at = next((at for at in range(len(there.text)) if there.marked(at) >= place), max(len(there.text) - 1, 0))
    silent = Hit(at, at, f"{OPPOSITE}.{name}.{unsaid(name)}")
    pair = (hit, silent) if here is passage.old else (silent, hit)
    return pair if there.text and _fits(passage, *pair) else None


def _part_of(pair: tuple[Hit, Hit], other: tuple[Hit, Hit]) -> bool:
    """Whether the words of a pair are part of those of another: "shall" of "shall be refused"."""
    held = all(whole.start <= hit.start and hit.end <= whole.end for hit, whole in zip(pair, other, strict=True))
    return held and sum(hit.end - hit.start for hit in pair) < sum(whole.end - whole.start for whole in other)


def _clear(side: Side) -> list[Hit]:
    """The words of either kind in a side, without those that are part of longer ones: "absent" holds no "sent"."""
    found = [hit for hit in side.lexis.opposites(side.text) if hit.path[0] == OPPOSITE][:_MOST_WORDS]
    hits = [hit for each in found if (hit := _read(side, each))]
    alike: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        alike[hit.path[1]].append(hit)
    return [hit for hit in hits if not any(_within(hit, other) for other in alike[hit.path[1]])]


def _read(side: Side, hit: Hit) -> Hit | None:
    """A word of either kind; of those that are the better only under a "no" ("not without"), where they stand so."""
    if hit.path[2] == "denied":
        under = _turned(side, hit)
        return Hit(hit.start, hit.end, f"{OPPOSITE}.{hit.path[1]}.better") if under else None
    return hit if hit.path[2] in rungs(hit.path[1]) else None


def _differ(passage: Passage, gone: Hit, come: Hit) -> bool:
    """Whether two words of a pair say the opposite; if a "no" turns them round, with it and in the whole sentence.

    "Prohibited unless" and "permitted only if" say the same.
    """
    if not turning(gone.path[1]):
        return gone.name != come.name
    sides = ((passage.old, gone), (passage.new, come))
    return len({_worse(*each) for each in sides}) == len({_denials(*each) % 2 for each in sides}) == 2


def _worse(side: Side, hit: Hit) -> bool:
    """Whether a word that a "no" reverses is for the worse, with those that reach it.

    That are one that begins the sentence ("nothing in this article") and one close by ("shall not be"); one in between
    stands in a clause of its own: "to a State that does not protect them is permitted".
    """
    start = side.begins(hit.start)
    turning = [place for place in side.lexis.turning(side.text) if start <= place < hit.start]
    opening, close = _REACHING.get(side.lexis.code, (_OPENING, _CLOSE))
    reaching = [place for place in turning if place < start + opening or place >= hit.start - close]
    return (hit.path[2] == "worse") is (len(reaching) % 2 == 0)


_OPENING, _CLOSE = 12, 24
"""Characters from the start of a sentence, and before a word, within which a "no" reaches the word."""
_REACHING = {"zh": (0, 6)}
"""The same where a character is a word, and no sentence begins with its "no"."""


def _denials(side: Side, hit: Hit) -> int:
    """How often the sentence of a word says no, the word itself counted if it is that of the two that denies."""
    start, end = side.around(hit.start) or (0, len(side.text))
    beside = side.turns(start, hit.start) + side.turns(hit.end, end)
    return beside + (hit.path[2] == "better")


def _turned(side: Side, hit: Hit) -> bool:
    """Whether what its sentence says before a word turns it round."""
    return side.turns(side.begins(hit.start), hit.start) % 2 == 1


def _only_denied(passage: Passage, gone: Hit, come: Hit) -> bool:
    """Whether a word stayed, and its sentence says, but for a "no", what it said."""
    sides = (passage.old, gone), (passage.new, come)
    said = {_said(side, side.around(hit.start) or (0, 0)) for side, hit in sides}
    return _apart(passage, gone, come) == 0 and len(said) == 1


def _answers(passage: Passage, gone: Hit, come: Hit) -> bool:
    """Whether one word took the place of another: both came and went near each other, or one grew into the other."""
    edited = [side.touches(hit.start, hit.end) for side, hit in ((passage.old, gone), (passage.new, come))]
    apart = _apart(passage, gone, come)
    return (all(edited) and apart <= _NEAR) or (any(edited) and apart == 0)


def _within(hit: Hit, other: Hit) -> bool:
    return other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start


def _apart(passage: Passage, gone: Hit, come: Hit) -> int:
    """How far apart two words stand in the marked-up text."""
    old, new = passage.old.spot(gone.start, gone.end), passage.new.spot(come.start, come.end)
    return max(0, max(old[0], new[0]) - min(old[1], new[1]))


def _fits(passage: Passage, gone: Hit, come: Hit) -> bool:
    """Whether the sentence, or what stands around it, is on what the pair is about, where it must be."""
    near = f"{OPPOSITE}.{gone.path[1]}.near"
    if near not in passage.lexis.classes or measure(gone.path[1]):
        return True
    sentences = passage.old.sentence(gone.start), passage.new.sentence(come.start)
    around = (passage.inside,) if turning(gone.path[1]) else (passage.around, passage.inside)
    return any(passage.lexis.words(near, text) for text in (*sentences, *around))


def _opposite(passage: Passage, gone: Hit, come: Hit) -> Opposed:
    sides = ((passage.old, gone), (passage.new, come))
    ends = [place for side, hit in sides for place in side.spot(hit.start, hit.end)]
    aside = f"{OPPOSITE}.{gone.path[1]}.aside"
    lexis = passage.lexis
    doubted = aside in lexis.classes and any(lexis.words(aside, side.sentence(hit.start)) for side, hit in sides)
    by_no = turning(gone.path[1])
    rung = [rungs(hit.path[1]).index(hit.path[2]) for hit in (gone, come)]
    went = _worse(passage.new, come) if by_no else rung[1] < rung[0]
    settled = by_no or banning(gone.path[1])
    places = tuple(_telling(side, hit, alone=gone.name != come.name) for side, hit in sides)
    return Opposed(
        f"{OPPOSITE}.{gone.path[1]}",
        TURNED if went else RIGHTED,
        doubted or (not settled and any(_denied(side, hit) for side, hit in sides)),
        tuple(passage.old.raw[a:b].strip() for a, b in places[0] if a < b),
        tuple(passage.new.raw[a:b].strip() for a, b in places[1] if a < b),
        (min(ends), max(ends)),
        (places[0], places[1]),
        tuple(side.before(hit.start) for side, hit in sides),
    )


def _telling(side: Side, hit: Hit, *, alone: bool) -> tuple[Range, ...]:
    """The words that decide: the one that has an opposite, or, where it stayed, what was edited in its sentence."""
    start, end = side.around(hit.start) or (0, len(side.text))
    return ((hit.start, hit.end),) if alone else tuple(side.edits(start, end))


def _denied(side: Side, hit: Hit) -> bool:
    """Whether a word stands under a ban that nothing reverses again: "shall not be questioned in the absence of"."""
    before = side.before(hit.start)
    return _turned(side, hit) and any(other.name == _FORBIDS for other in side.lexis.hits(before))


# ------------------------------------------------------------------------------------------ what a "not" reverses


def _statements(passage: Passage) -> Iterator[Opposed]:
    """Sentences that say, but for a "not", what they said, and are good or bad for those concerned."""
    old, new = (passage.edited_sentences(side) for side in passage.sides)
    told = 0
    for before, after in zip(old, new, strict=True) if len(old) == len(new) else ():
        texts = passage.old.text[slice(*before)], passage.new.text[slice(*after)]
        turns = [_negations(text, passage.lexis) for text in texts]
        sides = ((passage.old, before), (passage.new, after))
        if turns[0] % 2 != turns[1] % 2 and len({_said(side, at) for side, at in sides}) == 1:
            doubled = all(_opens_with_no(text, passage.lexis) for text in texts) and min(turns) > 0
            denied = turns[1] % 2 == 1 if doubled else turns[1] > turns[0]
            told += 1
            yield from _stated(passage, (before, after), denied=denied) if told <= _MOST_STATED else ()


def _negations(sentence: str, lexis: Lexis) -> int:
    """How often a sentence says no, by "not" or by a verb that forbids."""
    bans = (sentence[hit.start : hit.end] for hit in lexis.hits(sentence) if hit.name == _FORBIDS)
    return lexis.turns(sentence) + sum(not lexis.turns(words) for words in bans)


def _opens_with_no(sentence: str, lexis: Lexis) -> bool:
    """Whether a sentence begins with "no": a "not" in it makes it a yes."""
    first = WORD.on(sentence).search(sentence)
    return first is not None and lexis.turns(first[0]) == 1


def _said(side: Side, sentence: Range) -> frozenset[str]:
    """The words that an edit reaches in a sentence, those of grammar aside, by their first letters."""
    start, end = sentence
    grammar = side.lexis.grammar(side.text[start:end])
    known = by_name(Hit(start + hit.start, start + hit.end, hit.name) for hit in grammar)
    pattern = WORD.on(side.text)
    words = [word for a, b in side.edits_within(start, end) for word in pattern.finditer(side.text, a, b)]
    held = ((word, reaching(places, *word.span())) for word in words for places in known.values())
    aside = {word.start() for word, places in held for place in places if _covers(side, place, *word.span())}
    told = (word for word in words if word.start() not in aside)
    return frozenset(word[0][:STEM] for word in told if word[0] not in side.wording.small)


def _covers(side: Side, known: Range, start: int, end: int) -> bool:
    """Whether words of grammar hold a word; of "n'affecte" they are only what stands before the apostrophe."""
    return known[0] <= start and end <= known[1] and not (known[0] < start and side.text[start - 1] == "'")


def _stated(passage: Passage, sentences: tuple[Range, Range], *, denied: bool) -> Iterator[Opposed]:
    sides = tuple(zip(passage.sides, sentences, strict=True))
    held = [[hit.name for hit in _nearest_first(side, at)] for side, at in sides]
    edits = [tuple(side.edits(*at)) for side, at in sides]
    edited = 0 if edits[0] else 1
    name = next((name for name in held[edited] if name in held[1 - edited]), None)
    if name is None:
        return
    marks = [side.spot(a, b) for (side, _), own in zip(sides, edits, strict=True) for a, b in own]
    removed, introduced = (
        tuple(text for a, b in own if (text := side.raw[a:b].strip()))
        for (side, _), own in zip(sides, edits, strict=True)
    )
    yield Opposed(
        name.rpartition(".")[0],
        TURNED if denied is name.endswith(".good") else RIGHTED,
        False,
        removed,
        introduced,
        (min(a for a, _ in marks), max(b for _, b in marks)),
        (edits[0], edits[1]),
    )


def _nearest_first(side: Side, sentence: Range) -> list[Hit]:
    """The statements of a sentence by how near to an edit they stand: around it, or behind it, or else before it.

    One that stands before a "without" is not denied by it: "may see a lawyer without leave".
    """
    start, end = sentence
    hits = [Hit(start + h.start, start + h.end, h.name) for h in side.lexis.opposites(side.text[start:end])]
    spot = next((a for a, _ in side.edits_within(start, end)), start)
    aside = {hit.path[1] for hit in hits if hit.path[0] == STATEMENT and hit.path[2] == "aside"}
    lacks = any(hit.name.startswith(_LACKING) and side.touches(hit.start, hit.end) for hit in side.hits)
    stated = (hit for hit in hits if hit.path[0] == STATEMENT and hit.path[1] not in aside)
    stood = (hit for hit in stated if not lacks or hit.end > spot)
    return sorted(stood, key=lambda hit: (hit.end <= spot, max(hit.start - spot, spot - hit.end, 0), -hit.end))


_ALL, _ANY = "junctions.all", "junctions.any"


Junction = tuple[bool, tuple[str, str], Range]
"""Whether one of two things is asked for now where both were, or both where one was; what went and came; and where."""


def junctions(passage: Passage) -> Iterator[Junction]:
    """Every "and" for which an "or" stands now, and every "or" for which an "and" does."""
    place, every, some = 0, passage.lexis.classes[_ALL], passage.lexis.classes[_ANY]
    for gone, come in pairwise((*passage.edits, Span(Op.KEEP, ""))):
        if gone.op is Op.DELETE and come.op is Op.INSERT:
            loosened = _swapped(gone.text, come.text, every, some)
            tightened = _swapped(gone.text, come.text, some, every)
            if loosened or tightened:
                at = place, place + len(gone.text) + len(come.text)
                yield loosened, (gone.text.strip(), come.text.strip()), at
        place += len(gone.text)


def _swapped(gone: str, come: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether one word stands for another and all that was edited with them is the same."""
    old, new = plain(gone).strip(), plain(come).strip()
    before, after = [plain(word) for word in before], [plain(word) for word in after]
    rests = {old.removeprefix(word).strip() for word in before if old.startswith(word)}
    return any(new.removeprefix(word).strip() in rests for word in after if new.startswith(word))
