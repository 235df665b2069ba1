"""Precedents: the provisions of a library nearest to an article, and what they had that it lacks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from treatydiff.library.index import HeldDraft, Index, LibraryArticle, Spot
from treatydiff.library.passages import tokens
from treatydiff.model import Level, Provision
from treatydiff.text.words import words

_TERMS = 24
"""How many of an article's rarest words are looked up. More find no more and take longer: benchmarks/precedents."""
_LOOKED_UP = 600
"""How many passages are looked up; with fewer, the one that is meant is not always among them."""
_OF_EACH, _OF_ALL = 2, 24
"""How many of a file are compared, in two ways of choosing them; and of all files, where there are few."""
_FILES = 8
"""Of how many files the articles are compared word by word."""
_PASSAGE = 500
"""Letters of a passage, more or less."""
_WIDEST = 20
"""Passages on each side that are weighed together with one, for a long article."""
_SHORT = 8
"""A paragraph of fewer words is nobody's precedent."""
_SHARED = 5
"""How many words in common are named of what is nearest."""
_FEWEST = 3
"""With fewer in common it is not near."""
_TELLING = 0.4
"""Only those that are so rare (0.0 to 1.0, as ``Index.weight``)."""


class Kinship(StrEnum):
    """How close an article is to an older one."""

    SAME = "same"
    BORROWED = "borrowed"
    ADAPTED = "adapted"


FLOORS = ((0.97, Kinship.SAME), (0.7, Kinship.BORROWED), (0.45, Kinship.ADAPTED))
"""From which share of words in common (0.0 to 1.0, in order) each is said; what is below the last is no precedent."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """An older provision that a draft's article is close to."""

    article: Provision
    """The draft's article, or the paragraph of it that is meant."""
    passage: LibraryArticle
    """The older article; where only a paragraph of it is meant, that paragraph, and ``place`` says which."""
    kinship: Kinship | None
    """None of what is only nearest."""
    similarity: float
    """From 0.0 to 1.0: twice the words in common, in order, by the words of both."""
    shared: tuple[str, ...] = ()
    """Of what is only nearest: the rarest words in common."""


class _Pair(NamedTuple):
    similarity: float
    """0.0 where it is too far to be a precedent."""
    whole: bool
    """Whether it is an article on both sides."""
    own: Provision
    passage: LibraryArticle


def precedents(article: Provision, index: Index, most: int, language: str = "") -> tuple[Precedent, ...]:
    """What it is closest to, closest first; fewer than ``most`` where no more is close enough.

    Whole articles come before paragraphs. Where nothing is close enough, what is nearest, without a kinship; nothing
    where hardly a rare word is shared.
    """
    found = tuple(_candidates(article, index, language))
    whole = sorted((pair for pair in found if pair.whole), key=_order)
    parts = sorted((pair for pair in found if not pair.whole), key=_order)
    close = [_named(pair) for pair in whole[:most] if _kinship(pair.similarity)]
    known = {each.passage.id for each in close}
    others = (pair for pair in _once(parts) if _kinship(pair.similarity) and pair.passage.id not in known)
    close += [_named(pair) for pair in others]
    if close:
        return tuple(close[:most])
    whole_own = (pair for pair in found if pair.own is article)
    ranked = sorted(whole_own, key=lambda pair: _common(pair, index), reverse=True)
    named = ((pair, shared) for pair in ranked if len(shared := _shared(pair, index)) >= _FEWEST)
    return tuple(_nearest(pair, shared) for pair, shared in islice(named, 1))


def _nearest(pair: _Pair, shared: tuple[str, ...]) -> Precedent:
    return Precedent(pair.own, pair.passage, None, _similarity(pair.own, pair.passage.article), shared)


def _order(pair: _Pair) -> tuple[float, str, str]:
    return -pair.similarity, pair.passage.id, pair.own.eid


def _once(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    """Each of their articles with the best of its paragraphs."""
    seen: set[str] = set()
    for pair in pairs:
        if pair.passage.id not in seen:
            seen.add(pair.passage.id)
            yield pair


def _named(pair: _Pair) -> Precedent:
    return Precedent(pair.own, pair.passage, _kinship(pair.similarity), pair.similarity)


def _kinship(similarity: float) -> Kinship | None:
    return next((kinship for floor, kinship in FLOORS if similarity >= floor), None)


# -------------------------------------------------------------------------------------------------------- candidates


def near(text: str, index: Index, files: int, language: str = "") -> tuple[Spot, ...]:
    """The passages around which most of a text stands, best first, in at most so many files.

    What is longer than a passage is looked for in the passages around, too.
    """
    around = min(round(len(text) / _PASSAGE / 2), _WIDEST)
    spots = index.like(index.rarest(text, _TERMS), _LOOKED_UP, language)
    likely = _best_of_each(spots, _gathered(spots, around))
    own = tokens(text)
    covered = {spot: LCSseq.similarity(own, tokens(index.text(spot, around + 1))) for spot in likely}
    ranked = sorted(likely, key=lambda spot: (-covered[spot], -spot.score, index.path(spot), spot.at))
    chosen = list(dict.fromkeys(spot.file for spot in ranked))[:files]
    return tuple(spot for spot in ranked if spot.file in chosen)


def _gathered(spots: Sequence[Spot], around: int) -> dict[Spot, float]:
    """How well each passage answers together with its neighbours."""
    scores = {(spot.file, spot.at): spot.score for spot in spots}
    near = range(-around, around + 1)
    return {spot: sum(scores.get((spot.file, spot.at + step), 0.0) for step in near) for spot in spots}


def _best_of_each(spots: Sequence[Spot], gathered: Mapping[Spot, float]) -> list[Spot]:
    """Of each file the passages that answer best by themselves, and those that do together with their neighbours."""
    files: defaultdict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        files[spot.file].append(spot)
    best: dict[Spot, None] = {}
    most = max(_OF_EACH, _OF_ALL // max(len(files), 1))
    for found in files.values():
        best |= dict.fromkeys(found[:most])
        best |= dict.fromkeys(sorted(found, key=lambda spot: (-gathered[spot], spot.at))[:most])
    return list(best)


def _candidates(article: Provision, index: Index, language: str) -> Iterator[_Pair]:
    text = article.full_text()
    spots = near(text, index, _FILES, language)
    documents = index.documents([spot.file for spot in spots])
    parts = _paragraphs(article)
    seen: set[str] = set()
    for spot in spots:
        document = documents.get(spot.file)
        for unit in document.at(spot.at) if document else ():
            yield from _pairs(article, parts, document, unit, seen)  # type: ignore[arg-type]


def _pairs(
    article: Provision, parts: Sequence[Provision], document: HeldDraft, unit: int, seen: set[str]
) -> Iterator[_Pair]:
    """An article of theirs, and the paragraph of it that was found, each compared once."""
    paragraph, theirs = document.paragraph(unit)
    for provision in (theirs, paragraph):
        passage = document.passage(provision, theirs)
        key = f"{document.held.path}#{provision.eid}"
        if key in seen:
            continue
        seen.add(key)
        for own in (article, *parts):
            whole = own is article and provision is theirs
            if whole or len(words(provision.full_text())) >= _SHORT:
                yield _Pair(_similarity(own, provision, FLOORS[-1][0]), whole, own, passage)


def _paragraphs(article: Provision) -> tuple[Provision, ...]:
    """The paragraphs of an article that has several of some length."""
    paragraphs = (child for child in article.children if child.level is Level.PARAGRAPH)
    found = tuple(each for each in paragraphs if len(words(each.full_text())) >= _SHORT)
    return found if len(found) > 1 else ()


def _similarity(one: Provision, other: Provision, least: float = 0.0) -> float:
    own, theirs = (words(each.full_text().casefold()) for each in (one, other))
    return Indel.normalized_similarity(own, theirs, score_cutoff=least)


def _common(pair: _Pair, index: Index) -> tuple[float, str]:
    """The weight of the words in common by the weight of all, where theirs weigh as much as the draft's on average."""
    own, other = (Counter(tokens(text.full_text())) for text in (pair.own, pair.passage.article))
    weights = {word: index.weight(word) for word in own}
    mass = sum(count * weights[word] for word, count in own.items())
    theirs = mass / (own.total() or 1) * other.total()
    common = sum(count * weights[word] for word, count in (own & other).items())
    return 2 * common / (mass + theirs or 1.0), pair.passage.id


def _shared(pair: _Pair, index: Index) -> tuple[str, ...]:
    """The rarest words in common, as the draft has them."""
    theirs = set(tokens(pair.passage.article.full_text()))
    common = [word for word in dict.fromkeys(tokens(pair.own.full_text())) if word in theirs and word.isalpha()]
    rare = [word for word in common if index.weight(word) >= _TELLING]
    return tuple(sorted(rare, key=lambda word: (-index.weight(word), -len(word), word))[:_SHARED])
