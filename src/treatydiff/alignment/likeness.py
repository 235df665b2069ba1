"""Similarity of two provisions: cosine of TF-IDF vectors of their words (Salton & Buckley 1988).

Boilerplate ("Each State Party shall adopt such legislative and other measures …") stands in many provisions and so
weighs little; numbers are left out altogether, for renumbering must not look like a change. Chinese is cut into
ideographs and pairs of them, which need no dictionary: pairs alone are lost as soon as one of the two changes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from treatydiff.text.lettering import IDEOGRAPHS, WordPattern, may_be_wide
from treatydiff.text.words import words

Vector = Mapping[str, float]
"""Weights of terms; of length 1 unless empty."""

_RUN = WordPattern(f"[{IDEOGRAPHS}]+")
_EVERYWHERE = 0.3
"""A term in more than this share of many provisions tells none from another: no candidates are looked up by it."""
_FEW = 120
"""A term in no more provisions than this is always looked up."""
_MANY = 400
"""Among more provisions than this, candidates are found by their rare terms and then weighed by all of them."""
_TELLING = 0.3
"""If those rare terms carry so much of its weight; boilerplate is looked up by all of its terms."""
_HALF = 0.5
"""A candidate must reach this share of the floor by its rare terms alone."""
_HIGH = 0.3
"""If no pair below this is asked for, the commonest terms of a vector need not be looked up."""
_REST = 0.7
"""Terms are looked up until the others can add only this share of it: measured, the least work in all."""
_ALMOST = 1 - 1e-6
"""Sums of the same weights in another order differ a little."""
_LONG = 20_000
"""Of texts of more words than this the pairs of neighbouring words are counted instead: time in proportion."""
_WORDS_OF_ONE = 0.6
"""A word of Chinese legal text takes 1.6 to 1.7 ideographs."""
_OFTEN = 1_000
"""More pairs of one and the same text than this are not looked at one by one."""


@lru_cache(maxsize=20_000)  # most passages are the same in both drafts
def terms(text: str) -> tuple[str, ...]:
    """The words of a text that tell what it is about: no signs, no numbers, no case."""
    if not may_be_wide(text):
        return plain_words(text)
    runs = _RUN.findall(text)
    found = [word for word in map(_folded, words(text)) if word and not (runs and _RUN.full.match(word))]
    for run in runs:
        found += [*run, *(a + b for a, b in pairwise(run))]
    return tuple(found)


def length(found: Iterable[str]) -> int:
    """How many words these terms come to: a Chinese word has some five thirds of an ideograph."""
    found = tuple(found)
    if "".join(found).isascii():
        return len(found)
    ideographs = others = 0
    for term in found:
        wide = not term.isascii() and _RUN.full.match(term) is not None
        ideographs += wide and len(term) == 1
        others += not wide
    return others + max(round(_WORDS_OF_ONE * ideographs), min(ideographs, 1))


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    """A word without case; empty for signs and numbers."""
    return word.casefold() if word[0].isalpha() else ""


class Weights:
    """How much each term weighs: the rarer in the two drafts, the more (inverse document frequency)."""

    def __init__(self, documents: Sequence[Counter[str]]) -> None:
        frequency = Counter(term for document in documents for term in document)
        self._weights = {term: math.log(1 + len(documents) / count) for term, count in frequency.items()}
        self._vectors: dict[tuple[str, ...], Vector] = {}

    def vector(self, counts: Counter[str]) -> Vector:
        """Terms weighted by count (dampened) and rarity, scaled to length 1."""
        weights = self._weights
        raw = {t: weights.get(t, 1.0) if n == 1 else (1 + math.log(n)) * weights.get(t, 1.0) for t, n in counts.items()}
        length = math.sqrt(sum([value * value for value in raw.values()]))
        return {term: value / length for term, value in raw.items()} if length else {}

    def once(self, terms: tuple[str, ...], counts: Counter[str]) -> Vector:
        """The vector of terms that are counted already, kept: most provisions say the same in both drafts."""
        if terms not in self._vectors:
            self._vectors[terms] = self.vector(counts)
        return self._vectors[terms]

    def mass(self, counts: Counter[str]) -> float:
        """The weight of all terms together, repeated ones counted each time."""
        weights = self._weights
        return sum([count * weights.get(term, 1.0) for term, count in counts.items()])

    def common(self, part: Counter[str], whole: Counter[str]) -> float:
        """The weight of the terms that stand in both, as often as they stand in both."""
        weights = self._weights
        return sum([min(n, whole[term]) * weights.get(term, 1.0) for term, n in part.items() if term in whole])

    def share(self, part: Counter[str], whole: Counter[str]) -> float:
        """How much of ``part`` stands in ``whole``, by weight: 0.0 to 1.0."""
        return self.common(part, whole) / (self.mass(part) or 1.0)


def cosine(a: Vector, b: Vector) -> float:
    """0.0 (no term in common) to 1.0 (the same terms in the same proportion)."""
    if len(a) > len(b):
        a, b = b, a
    return sum([value * b[term] for term, value in a.items() if term in b])


def cosines(
    old: Sequence[Vector],
    new: Sequence[Vector],
    floor: float,
    exempt: Container[tuple[int, int]] = (),
    least: float = 0.0,
) -> dict[tuple[int, int], float]:
    """The cosine of every pair that shares a telling term, through an inverted index.

    Those below ``floor`` are left out, but for the ``exempt`` pairs: of n² pairs only about n are worth keeping. Who
    needs but those of ``least`` or more says so, for they are found sooner (Bayardo, Ma and Srikant 2007).
    """
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, vector in enumerate(new):
        for term, value in vector.items():
            postings[term].append((j, value))
    frequency = Counter(term for vector in (*old, *new) for term in vector)
    many = len(old) + len(new) > _MANY
    limit = max(_FEW, int(_EVERYWHERE * (len(old) + len(new))))
    scores: dict[tuple[int, int], float] = {}
    for i, vector in enumerate(old):
        rare = [term for term in vector if frequency[term] <= _FEW]
        if many and sum(vector[term] ** 2 for term in rare) >= _TELLING:
            likely = (j for j, score in _row(vector, rare, postings).items() if score >= _HALF * floor)
            row = {j: cosine(vector, new[j]) for j in likely}
        else:
            common = [term for term in vector if frequency[term] <= limit]
            found = sorted(common, key=lambda term: frequency[term]) if least >= _HIGH else ()
            row = _high_row(vector, common, found, postings, new, least) if found else _row(vector, common, postings)
        kept = max(floor, least)
        scores.update(((i, j), score) for j, score in row.items() if score >= kept or (i, j) in exempt)
    return scores


def _row(vector: Vector, terms: Iterable[str], postings: Mapping[str, Sequence[tuple[int, float]]]) -> dict[int, float]:
    """What some of the terms of one provision add to its cosine with each of the others."""
    row: defaultdict[int, float] = defaultdict(float)
    for term in terms:
        value = vector[term]
        for j, other in postings.get(term, ()):
            row[j] += value * other
    return row


def _high_row(
    vector: Vector,
    terms: Sequence[str],
    rarest_first: Sequence[str],
    postings: Mapping[str, Sequence[tuple[int, float]]],
    others: Sequence[Vector],
    least: float,
) -> dict[int, float]:
    """As ``_row``, of those alone that may reach ``least``: what is left of the vector limits what it can still add."""
    left = sum(vector[term] ** 2 for term in terms)
    row: defaultdict[int, float] = defaultdict(float)
    for term in rarest_first:
        if math.sqrt(max(left, 0.0)) < least * _REST:
            break
        value = vector[term]
        left -= value * value
        for j, other in postings.get(term, ()):
            row[j] += value * other
    needed = least * _ALMOST - math.sqrt(max(left, 0.0))
    likely = (j for j, score in row.items() if score >= needed)
    return {j: sum([vector[t] * others[j][t] for t in terms if t in others[j]]) for j in likely}


def equals(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The pairs of the same text; of a text that stands very often on both sides only the first with the first …"""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        places[text].append(j)
    seen: Counter[str] = Counter()
    often = {text for text, count in Counter(old).items() if count * len(places.get(text, ())) > _OFTEN}
    for i, text in enumerate(old):
        found = places.get(text, [])
        yield from ((i, j) for j in (found[seen[text] : seen[text] + 1] if text in often else found))
        seen[text] += 1


@lru_cache(maxsize=20_000)  # most passages are the same in both drafts
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text without signs, numbers and case, in order."""
    return tuple(filter(None, map(_folded, words(text))))


def same_words(old: Iterable[str], new: Iterable[str]) -> float:
    """Words in common and in order, from 0.0 to 1.0 (1.0 only for the same words). Signs, numbers and case left out."""
    old, new = tuple(old), tuple(new)
    if old == new:
        return 1.0
    a, b = ([word for text in side for word in plain_words(text)] for side in (old, new))
    return in_order(a, b)


def in_order(a: Sequence[str], b: Sequence[str]) -> float:
    """As ``same_words``, of the plain words of two sides."""
    if max(len(a), len(b)) > _LONG:
        common = (Counter(pairwise(a)) & Counter(pairwise(b))).total()
        return 1.0 if a == b else min(2 * common / (len(a) + len(b)), 0.9999)
    return 1.0 if a == b else min(Indel.normalized_similarity(a, b), 0.9999)
