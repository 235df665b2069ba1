"""Precursors of a sentence: its nearest passage in a folder of texts, and how far it was changed.

Words and their order decide, rare words weighing most; for what was put in other words, words without endings.
That somebody said it before is all that can be known: not that it was taken from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

from treatydiff.library.index import HeldDraft, Index, LibraryArticle
from treatydiff.library.precedents import near
from treatydiff.model import CONTAINERS, Op, Provision, Span
from treatydiff.references.citations import find_citations
from treatydiff.text.lettering import LETTERS, WORD
from treatydiff.text.regexes import regex
from treatydiff.text.sentences import sentence_spans
from treatydiff.text.words import compare_words

_FILES = 12
"""In how many files the sentences are compared."""
_SHORT = 6
"""Fewer words are everybody's."""
_LONGEST = 150
"""Words of a whole paragraph with its subparagraphs that is compared as one sentence."""

_ORDERED = 0.72
"""Weight of the words in common and in order by all, from which a sentence is the same with changes."""
_LIKELY, _MOSTLY = 0.55, 0.85
"""With less it is so, too, where most of the words in common are in order."""
_HELD, _HELD_WORDS, _OTHER, _SCATTERED = 0.85, 10, 0.35, 1.75
"""A sentence holds another one, of so many words, if it has so much of it in order, is so far made of it, and its words
do not lie apart: from the first to the last there are at most so many times as many."""
_FEWEST = 4
"""With fewer rare words in common nothing is said."""
_STEMS, _REWORDED = 6, 0.46
"""So many rare stems in common, and that weight of them by all, from which a sentence says it in other words."""
_TELLING = 0.3
"""How rare they are, at least (0.0 to 1.0)."""
_FRESH = 0.7
"""Of the new words of an old sentence so much must be said before."""
_EQUAL = 0.02
"""What is as close as that to the closest said it, too."""
_PARTICLE, _LIGHT = 3, 0.3
"""Letters of a word that may say nothing, and what it weighs."""
_STEM = 6
"""Letters of a word that tell it in whatever form."""


class Closeness(StrEnum):
    """How a sentence is to one that was said before."""

    VERBATIM = "verbatim"
    """Word for word; signs, case and the numbers in cross-references do not count."""
    EDITED = "edited"
    """The same words with some left out or added."""
    REWORDED = "reworded"
    """Many of the same rare words, in another order or form."""


@dataclass(frozen=True, slots=True)
class Precursor:
    """A sentence of a submission that is close to a sentence of a draft."""

    passage: LibraryArticle
    """Where it stands."""
    text: str
    closeness: Closeness
    similarity: float
    """From 0.0 to 1.0: the weight of the words in common by the weight of all."""
    spans: tuple[Span, ...]
    """The submission's sentence made into the draft's: what was left out is deleted, what was added inserted."""
    also: tuple[LibraryArticle, ...] = ()
    """Where else it stands, as close."""


class _Sentence(NamedTuple):
    words: tuple[str, ...]
    weights: dict[str, float]
    total: float
    stems: Counter[str]


class Saying(NamedTuple):
    """A sentence of a submission."""

    document: HeldDraft
    provision: Provision
    article: Provision
    text: str


class _CloseSaying(NamedTuple):
    closeness: Closeness
    similarity: float
    saying: Saying


class Sayings:
    """The sentences of an index, each worked out once."""

    def __init__(self, index: Index, *, before: str = "") -> None:
        """``before``: an ISO date; what bears a later one was not said before."""
        self._index = index
        self._before = before
        self._later: dict[str, str] = {}
        self._known: dict[str, _Sentence] = {}

    def precursor(
        self, text: str, language: str = "", *, fresh: Iterable[str] = (), stretch: str = ""
    ) -> Precursor | None:
        """What was said before that is closest to a sentence; None if nothing is close enough.

        ``fresh``: its new words, where the others are those of an old sentence; ``stretch``: the part of it from the
        first of them to the last, which may be somebody's though the sentence is not.
        """
        return self._closest(text, tuple(fresh), language) or (
            self._closest(stretch, (), language) if stretch else None
        )

    def _closest(self, text: str, fresh: Sequence[str], language: str) -> Precursor | None:
        own = self._sentence(text, language)
        if len(own.words) < _SHORT:
            return None
        found = sorted(self._close(own, text, Counter(fresh), language), key=_rank)
        if not found:
            return None
        best, *others = found
        near = (each for each in others if each.closeness is best.closeness)
        equals = (_passage(each.saying) for each in near if best.similarity - each.similarity <= _EQUAL)
        also = {passage.id: passage for passage in equals}
        here = _passage(best.saying)
        also.pop(here.id, None)
        spans = compare_words(best.saying.text, text)
        return Precursor(here, best.saying.text, best.closeness, best.similarity, spans, tuple(also.values()))

    def _close(self, own: _Sentence, text: str, fresh: Counter[str], language: str) -> Iterator[_CloseSaying]:
        for saying in self._candidates(text, language):
            theirs = self._sentence(saying.text, saying.document.draft.language)
            if closeness := self._closeness(own, theirs, fresh):
                yield _CloseSaying(closeness, self._similarity(own, theirs), saying)

    # ---------------------------------------------------------------------------------------------------- candidates

    def _candidates(self, text: str, language: str) -> Iterator[Saying]:
        spots = near(text, self._index, _FILES, language)
        documents = self._index.documents([spot.file for spot in spots])
        seen: set[tuple[int, str]] = set()
        for spot in spots:
            document = documents.get(spot.file)
            if document is None or self._is_later(document):
                continue
            for unit in document.at(spot.at):
                provision, article = document.units[unit]
                for each in (provision, document.paragraph(unit)[0]):
                    if (spot.file, each.eid) not in seen:
                        seen.add((spot.file, each.eid))
                        yield from self._said(document, each, article)

    def _is_later(self, document: HeldDraft) -> bool:
        held = document.held
        later = bool(self._before) and held.date > self._before
        if later:
            self._later[held.label] = held.date
        return later

    @property
    def later(self) -> tuple[tuple[str, str], ...]:
        """What was passed over since it bears a later date: label and date."""
        return tuple(sorted(self._later.items()))

    def _said(self, document: HeldDraft, provision: Provision, article: Provision) -> Iterator[Saying]:
        for start, end in sentence_spans(provision.text):
            text = _unquoted(provision.text[start:end])
            yield Saying(document, provision, article, text)
            if led := _LED_IN.search(text):  # "a new paragraph: Each Party shall ..."
                yield Saying(document, provision, article, _unquoted(text[led.end() :]))
        if provision.children and provision.level not in CONTAINERS:
            whole = provision.full_text()
            if len(WORD.findall(whole)) <= _LONGEST:
                yield Saying(document, provision, article, whole)

    # -------------------------------------------------------------------------------------------------------- weighing

    def _sentence(self, text: str, language: str) -> _Sentence:
        if text not in self._known:
            words = tuple(_keys(text, language))
            weights = {word: self._weight(word) for word in set(words)}
            stems: Counter[str] = Counter(word[:_STEM] for word in words)
            self._known[text] = _Sentence(words, weights, sum(weights[word] for word in words), stems)
        return self._known[text]

    def _weight(self, word: str) -> float:
        """How much a word tells: a few papers are too few to know by that a particle is no rare word."""
        if word == _NUMBER:
            return _LIGHT
        return self._index.weight(word) * (_LIGHT if len(word) <= _PARTICLE and word.isascii() else 1.0)

    def _closeness(self, own: _Sentence, theirs: _Sentence, fresh: Counter[str]) -> Closeness | None:
        if len(theirs.words) < _SHORT:
            return None
        if own.words == theirs.words:
            return Closeness.VERBATIM
        if fresh and _share(fresh, Counter(theirs.words), own.weights) < _FRESH:
            return None
        common, spread = _in_order(own, theirs)
        ordered = 2 * common / (own.total + theirs.total or 1.0)
        of_own, of_theirs = common / (own.total or 1.0), common / (theirs.total or 1.0)
        weights = _stem_weights(own) | _stem_weights(theirs)
        telling = sum(1 for stem in own.stems.keys() & theirs.stems.keys() if weights[stem] >= _TELLING)
        if telling < _FEWEST:
            return None
        stems = _dice(own.stems, theirs.stems, weights)
        likely = ordered >= _LIKELY and ordered >= _MOSTLY * stems
        if ordered >= _ORDERED or likely:
            return Closeness.EDITED
        if spread <= _SCATTERED and (_holds(of_theirs, theirs, of_own) or _holds(of_own, own, of_theirs)):
            return Closeness.EDITED
        return Closeness.REWORDED if telling >= _STEMS and stems >= _REWORDED else None

    def _similarity(self, own: _Sentence, theirs: _Sentence) -> float:
        ordered = 2 * _in_order(own, theirs)[0] / (own.total + theirs.total or 1.0)
        return max(ordered, _dice(own.stems, theirs.stems, _stem_weights(own) | _stem_weights(theirs)))


_LED_IN = regex(r"[:：]\s+(?=[^\W\d_a-zà-öø-ÿа-яё])")


def _unquoted(text: str) -> str:
    """A sentence without the quotation marks around it."""
    return text.strip(' \n"“”„«»「」『』')


_RANKS = {closeness: at for at, closeness in enumerate(Closeness)}


def _rank(found: _CloseSaying) -> tuple[int, float, str, str]:
    held = found.saying.document.held
    return _RANKS[found.closeness], -found.similarity, held.path, found.saying.provision.eid


def _keys(text: str, language: str) -> Iterator[str]:
    """The words as they count: the number in a cross-reference changes with every draft, one of days does not."""
    cited = [(citation.start, citation.end) for citation in find_citations(text, language)]
    for match in WORD.finditer(text):
        is_cited = any(start <= match.start() < end for start, end in cited)
        yield _NUMBER if is_cited else match[0].casefold()


_NUMBER = "#"


def _in_order(own: _Sentence, theirs: _Sentence) -> tuple[float, float]:
    """The weight of the words that stand in both, in order; and how far they lie apart on the side where it is more.

    1.0: nothing stands between them.
    """
    kept = [step for step in Indel.opcodes(own.words, theirs.words) if step.tag == "equal"]
    if not kept:
        return 0.0, 1.0
    words = [word for step in kept for word in own.words[step.src_start : step.src_end]]
    first, last = kept[0], kept[-1]
    reach = max(last.src_end - first.src_start, last.dest_end - first.dest_start)
    return sum(own.weights[word] for word in words), reach / len(words)


def _holds(share: float, held: _Sentence, of_other: float) -> bool:
    return share >= _HELD and len(held.words) >= _HELD_WORDS and of_other >= _OTHER


def _share(part: Counter[str], whole: Counter[str], weights: dict[str, float]) -> float:
    total = sum(count * weights.get(word, 1.0) for word, count in part.items())
    return sum(count * weights.get(word, 1.0) for word, count in (part & whole).items()) / (total or 1.0)


def _stem_weights(sentence: _Sentence) -> dict[str, float]:
    """Of each stem the weight of the commonest of its words."""
    found: dict[str, float] = {}
    for word, weight in sentence.weights.items():
        found[word[:_STEM]] = min(weight, found.get(word[:_STEM], 1.0))
    return found


def _dice(one: Counter[str], other: Counter[str], weights: dict[str, float]) -> float:
    common = sum(count * weights[stem] for stem, count in (one & other).items())
    total = sum(count * weights[stem] for counts in (one, other) for stem, count in counts.items())
    return 2 * common / (total or 1.0)


def _passage(saying: Saying) -> LibraryArticle:
    return saying.document.passage(saying.provision, saying.article)


def left_out(spans: Sequence[Span]) -> tuple[str, ...]:
    """The words of the submission that the draft has not, stretch by stretch; numbers alone are left to the redline."""
    return tuple(_words_of(span) for span in spans if span.op is Op.DELETE and LETTERS.search(span.text))


def added(spans: Sequence[Span]) -> tuple[str, ...]:
    """The words that the draft has beyond the submission's, stretch by stretch."""
    return tuple(_words_of(span) for span in spans if span.op is Op.INSERT and LETTERS.search(span.text))


def _words_of(span: Span) -> str:
    """Without the signs around them."""
    return span.text.strip(" \n,;:")
