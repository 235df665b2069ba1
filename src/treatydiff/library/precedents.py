"""Which articles of a library a draft's article is closest to, and what they had that it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from treatydiff.library.index import Index, LibraryArticle
from treatydiff.model import Provision
from treatydiff.text.words import words

_TERMS = 24
"""How many of an article's rarest words are looked up. More find no more and take longer: benchmarks/precedents."""
_CANDIDATES = 40
"""How many articles are compared word by word; with fewer, the one that is meant is not always among them."""


class Kinship(StrEnum):
    """How close an article is to an older one."""

    SAME = "same"
    BORROWED = "borrowed"
    ADAPTED = "adapted"


FLOORS = ((0.97, Kinship.SAME), (0.7, Kinship.BORROWED), (0.45, Kinship.ADAPTED))
"""From which share of words in common (0.0 to 1.0, in order) each is said; what is below the last is no precedent."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """An older article that a draft's article is close to."""

    article: Provision
    """The draft's."""
    passage: LibraryArticle
    kinship: Kinship
    similarity: float
    """From 0.0 to 1.0: twice the words in common, in order, by the words of both."""


def precedents(article: Provision, index: Index, most: int, language: str = "") -> tuple[Precedent, ...]:
    """The articles that it is closest to, closest first; fewer than ``most`` where no more is close enough."""
    text = article.full_text()
    found = index.like(index.rarest(text, _TERMS), _CANDIDATES, language)
    own = words(text.casefold())
    ranked = sorted(_ranked(own, found), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(
        Precedent(article, passage, kinship, similarity)
        for similarity, passage in ranked[:most]
        if (kinship := _kinship(similarity))
    )


def _ranked(own: Sequence[str], found: Sequence[LibraryArticle]) -> Iterator[tuple[float, LibraryArticle]]:
    least = FLOORS[-1][0]
    for passage in found:
        theirs = words(passage.article.full_text().casefold())
        yield Indel.normalized_similarity(own, theirs, score_cutoff=least), passage


def _kinship(similarity: float) -> Kinship | None:
    return next((kinship for floor, kinship in FLOORS if similarity >= floor), None)
