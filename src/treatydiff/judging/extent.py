"""Extent of an edit: whether a provision says more, less, the same in other words, or was rewritten."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from treatydiff.judging.clauses import FrameReader
from treatydiff.judging.moves import STEM, draft_words
from treatydiff.judging.passages import Passage, Side, once
from treatydiff.judging.quantities import quantities, steps
from treatydiff.judging.wording import Force, Wording, plainly, words_of
from treatydiff.model import Change, Draft, Op, Redline, Significance
from treatydiff.text.languages import is_spaced, load
from treatydiff.text.lettering import WORD
from treatydiff.text.numerals import numerals
from treatydiff.themes.patterns import Range

_LONG = 4
"""Letters from which on a word is hardly ever a mere function word."""
_EVERYWHERE = 3
"""Articles in which the same words were replaced by the same words: a renaming."""


def replaced(change: Change) -> Iterator[tuple[str, str]]:
    """The words that took the place of others, or of none, by their stems."""
    yield from ((stems_of(gone), stems_of(come)) for gone, come in exchanged(change))


def exchanged(change: Change) -> Iterator[tuple[str, str]]:
    """The words that took the place of others, or of none, as they are printed."""
    spans = [span for span in change.text if span.significance in (Significance.SUBSTANTIVE, None)]
    for index, span in enumerate(spans):
        after = spans[index + 1].op if index + 1 < len(spans) else Op.KEEP
        before = spans[index - 1].op if index else Op.KEEP
        if span.op is Op.DELETE:
            yield span.text, spans[index + 1].text if after is Op.INSERT else ""
        elif span.op is Op.INSERT and before is not Op.DELETE:
            yield "", span.text


def same_words(change: Change) -> bool:
    """Whether a provision says the same words in another order."""
    gone, come = (
        sorted(WORD.findall(plainly(" ".join(span.text for span in change.text if span.op is op))))
        for op in (Op.DELETE, Op.INSERT)
    )
    return gone == come


def stems_in(text: str) -> Iterator[str]:
    """The stems of the words of a text, as often as they stand there."""
    yield from (word[:STEM] for word in WORD.findall(plainly(text)))


@lru_cache(maxsize=4096)  # each edit is asked for by who looks for renamings, for terms given up and for repetitions
def stems_of(text: str) -> str:
    return " ".join(sorted(set(stems_in(text))))


@lru_cache(maxsize=64)  # the whole provision is asked for with each of its sentences
def content_of(text: str) -> frozenset[str]:
    """The stems of the longer words of a plain text; in Chinese its pairs of characters."""
    words = words_of(text)
    pairs = {a + b for a, b in itertools.pairwise(words) if len(a) == len(b) == 1}
    return frozenset(word[:STEM] for word in words if len(word) >= _LONG) | pairs


def renamings(redline: Redline, reader: FrameReader) -> frozenset[tuple[str, str]]:
    """Words for words that several articles share: another name for a thing. What only went or came is no name.

    How many and how long are no names, however often the same words are exchanged; nor are words each of which is the
    other's opposite.
    """
    where: defaultdict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for change in redline.changes:
        for gone, come in exchanged(change):
            if all(pair := (stems_of(gone), stems_of(come))):
                where[pair].append((change.within, gone, come))

    def names(gone: str, come: str) -> bool:
        able = _can_name(gone, reader.wording) and _can_name(come, reader.wording)
        return able and not reader.lexis.contrary(plainly(gone), plainly(come))

    often = {pair: told for pair, told in where.items() if len({within for within, _, _ in told}) >= _EVERYWHERE}
    named = {pair: {within for within, *words in told if names(*words)} for pair, told in often.items()}
    return frozenset(pair for pair, articles in named.items() if len(articles) >= _EVERYWHERE)


def _can_name(words: str, wording: Wording) -> bool:
    """Whether words can be a name: not where they say how much, or only join others."""
    said = plainly(words)
    return not numerals(said, wording.code) and wording.says_more(said)


def dropped(redline: Redline, old: Draft, new: Draft) -> frozenset[tuple[str, str]]:
    """Words that went from several articles, or came, of which the other draft has none: a term that is given up."""
    where: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for change in redline.changes:
        for pair in replaced(change):
            if not all(pair):
                where[pair].add(change.within)
    often = {pair for pair, articles in where.items() if len(articles) >= _EVERYWHERE}
    drafts = ((draft_words(new if pair[0] else old), pair) for pair in often)
    return frozenset(pair for words, pair in drafts if not words.hold("".join(pair).split()))


_LETTERS_OF_A_WORD = 2
"""Characters that make a word where words are not spaced."""
_MORE = 2.5
"""Words by which one side must say more than the other."""
_MUCH = 4
"""Edited words from which on a provision may be said to be written anew,"""
_LEFT, _SAME = 0.25, 0.1
"""if no more than this share of them says something that the other side does not; with the smaller it surely is."""
_ANEW = 12
"""Edited words from which on a restated provision was written anew."""
_ELSE, _OTHER = 5, 0.4
"""So many words, and such a share of the edited ones, say something else: one or two may mean the same."""
_FEW = 20
"""Edited words up to which "not", "without" and "only" count: a longer text says so in other ways."""
_NOTHING = "same.nothing"
"""Words of grammar; what they do is told by slots."""
_HEDGES = "slots.hedge"
_SHARE = 0.43
"""Share of what came (or went) that may stand for what went (or came): if more, one was exchanged for the other."""


class Balance(NamedTuple):
    """Words of content that stand on one side of a provision only."""

    lost: tuple[str, ...]
    gained: tuple[str, ...]
    edited: tuple[int, int]
    """How many words edits touch, on either side."""
    turned: bool
    """Whether a number differs, or one side says "not", "only" or "at least" and the other does not: then it is not the
    same."""
    size: int
    """How many of them make a word: characters, where words are not spaced."""

    @property
    def more(self) -> Op | None:
        """The side that says more; None where one says about as much as the other."""
        lost, gained = len(self.lost) / self.size, len(self.gained) / self.size
        if abs(gained - lost) < _MORE or min(lost, gained) > _SHARE * max(lost, gained):
            return None
        return Op.INSERT if gained > lost else Op.DELETE

    @property
    def exchanged(self) -> bool:
        """Whether something else is said in the place of what stood there."""
        return len(self.lost) + len(self.gained) >= _ELSE * self.size and self._share >= _OTHER

    @property
    def restated(self) -> bool:
        """Whether much was edited and about the same is said: in other words, or in another order."""
        return self._rewritten and self._share <= _LEFT

    @property
    def anew(self) -> bool:
        """Whether so much was restated that single words decide nothing."""
        return self.restated and sum(self.edited) >= _ANEW * self.size

    @property
    def same(self) -> bool:
        """Whether all is said that was, and nothing else."""
        swapped = min(self.edited) > 0 and not self.lost and not self.gained and not self.turned
        return swapped or (self._rewritten and self._share <= _SAME)

    @property
    def _rewritten(self) -> bool:
        """Whether words took the place of words, with the same yes and no, and the same numbers."""
        much = sum(self.edited) >= _MUCH * self.size and min(self.edited) >= self.size
        return much and self.more is None and not self.turned

    @property
    def _share(self) -> float:
        return (len(self.lost) + len(self.gained)) / max(sum(self.edited), 1)


@once
def balance(passage: Passage) -> Balance:
    """What either side says that the other does not: more, less, or the same in other words."""
    old, new = (dict(_content(side)) for side in passage.sides)
    lost = tuple(word for stem, word in old.items() if stem not in new)
    gained = tuple(word for stem, word in new.items() if stem not in old)
    edited = len(_edited(passage.old)), len(_edited(passage.new))
    few = sum(edited) < _FEW
    negated = few and passage.old.turns() % 2 != passage.new.turns() % 2
    bounds = (passage.wording.limits, passage.wording.floors) if few else ()
    limited = any(bound.found(passage.old.text) != bound.found(passage.new.text) for bound in bounds)
    turned = negated or limited or bool(steps(passage))
    return Balance(lost, gained, edited, turned, 1 if is_spaced(passage.lexis.code) else _LETTERS_OF_A_WORD)


def restated(passage: Passage, *, binding: bool = False) -> bool:
    """Whether an amended provision says in other words, or in another order, what it said.

    ``binding`` asks whether it binds as much, too.
    """
    held = balance(passage)
    return (held.same and _binds_alike(passage)) if binding else (held.same or held.anew)


def _binds_alike(passage: Passage) -> bool:
    """Whether both sides say may and shall as often, or one says "not … without" for the other's "only"."""
    forces = [Counter(sign.force for sign in side.modal_signs) for side in passage.sides]
    turns = [side.turns() for side in passage.sides]
    doubled = any(found[Force.FORBID] and often > 1 for found, often in zip(forces, turns, strict=True))
    return doubled or forces[0] == forces[1]


def _edited(side: Side) -> list[str]:
    """The words into which edits reach."""
    pattern = WORD.on(side.text)
    words = (word for start, end in side.edited for word in pattern.findall(side.text, start, end))
    return [word for word in words if word not in side.wording.small]


def _content(side: Side) -> Iterator[tuple[str, str]]:
    """The words of content with what they are known by.

    Names and the titles of other instruments are none, nor are numbers and hedges, of which others speak.
    """
    text, wording, known = side.text, side.wording, side.lexis.same(side.text)
    yield from ((hit.name, text[hit.start : hit.end]) for hit in known if hit.name != _NOTHING)
    aside = [(hit.start, hit.end) for hit in side.hits if hit.name.startswith(_HEDGES)]
    aside += [(number.start, number.end) for number in numerals(text, wording.code)]
    aside += [(counted.start, counted.end) for counted in quantities(text, wording)]
    taken = sorted([*((hit.start, hit.end) for hit in known), *aside])
    particles = re.compile(load(side.lexis.code).particles or "(?!)")
    openings, pattern = frozenset(start for start, _ in side.sentences), WORD.on(text)
    for start, end in _rest(taken, len(text)):
        for found in pattern.finditer(text, start, end):
            word = found[0]
            named = side.raw[found.start()].isupper() and found.start() not in openings
            if word not in wording.small and not word.isdigit() and not named:
                yield _stem(word, particles), word


def _rest(taken: Iterable[Range], length: int) -> Iterator[Range]:
    """What lies between some ranges."""
    place = 0
    for start, end in taken:
        if start > place:
            yield place, start
        place = max(place, end)
    yield place, length


def _stem(word: str, particles: re.Pattern[str]) -> str:
    """What a word is known by: its first letters, without particles before it."""
    prefix = particles.match(word)
    rest = word[prefix.end() :] if prefix else word
    return (rest if len(rest) > 2 else word)[:STEM]


_REWORDED = 0.6
"""Share of a sentence's longer words that its provision holds in the other draft too: then it was reworded."""
_CROWDED = 16
"""Longer words that came or went in a provision up to which a slot may tell which way it went."""


@once
def crowded(passage: Passage) -> bool:
    """Whether so much else was edited in a provision that one slot does not decide which way it went."""
    gone, come = (content_of(" ".join(side.text[a:b] for a, b in side.edited)) for side in passage.sides)
    return len(gone ^ come) > _CROWDED


_PIECES = 6
"""Edits of a sentence up to which what joins two words of it was exchanged for a reason."""


def much_edited(passage: Passage, place: int) -> bool:
    """Whether so much of a sentence was edited that an "or" for an "and" may be a matter of style."""
    start, end = passage.old.spot(*(passage.old.around(place) or (place, place + 1)))
    starts = (side.marked(a) for side in passage.sides for a, _ in side.edited)
    return sum(start <= at < end for at in starts) > _PIECES


def reworded(sentence: str, other: Side) -> bool:
    """Whether most words of a sentence stand in the same provision of the other draft, in another order."""
    stems = content_of(sentence)
    return bool(stems) and len(stems & content_of(other.text)) >= _REWORDED * len(stems)
