"""Full-text search: the articles that hold every word and phrase of a query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from treatydiff.errors import TreatydiffError
from treatydiff.library.index import Index, LibraryArticle, Spot
from treatydiff.library.passages import tokens
from treatydiff.text.regexes import regex

_ALL = 1_000_000_000


def search(index: Index, query: str, most: int, language: str = "") -> tuple[LibraryArticle, ...]:
    """The articles that hold every word and every ``"phrase"`` of a query, best first. Raises TreatydiffError."""
    asked = [" ".join(each) for phrase, word in _WORDS.findall(query) if (each := tokens(phrase or word))]
    if not asked:
        raise TreatydiffError(f"nothing to look for in {query!r}", 'treatydiff search LIBRARY "without right"')
    holding = frozenset.intersection(*(index.holding(phrase, language) for phrase in asked))
    seen: set[str] = set()
    found: list[LibraryArticle] = []
    for spots in _ever_more(index, asked, most, language) if holding else ():
        there = [spot for spot in spots if spot.file in holding]
        for passage in islice(_verified(index, there, asked, most, seen), most - len(found)):
            found.append(passage)
        if len(found) == most:
            break
    return tuple(found)


_WORDS = regex(r'"([^"]+)"|([^\s"]+)')


def _ever_more(index: Index, asked: Sequence[str], most: int, language: str) -> Iterator[Sequence[Spot]]:
    """The passages to look at: those that hold all that is asked for; then all that hold the rarest of it."""
    quoted = [f'"{phrase}"' for phrase in asked]
    yield index.found(" AND ".join(quoted), 10 * most, language)
    yield index.found(" AND ".join(quoted), _ALL, language)
    if len(asked) > 1:
        yield min((index.found(phrase, _ALL, language) for phrase in quoted), key=len)


def _verified(
    index: Index, spots: Sequence[Spot], asked: Sequence[str], most: int, seen: set[str]
) -> Iterator[LibraryArticle]:
    """The articles at these passages that do hold all that is asked for, each once."""
    for start in range(0, len(spots), most):
        some = spots[start : start + most]
        documents = index.documents([spot.file for spot in some])
        for spot in some:
            document = documents.get(spot.file)
            for unit in document.at(spot.at) if document else ():
                theirs = document.units[unit].article  # type: ignore[union-attr]
                passage = LibraryArticle(document.held, theirs)  # type: ignore[union-attr]
                if passage.id in seen:
                    continue
                seen.add(passage.id)
                text = f" {' '.join(tokens(theirs.full_text()))} "
                if all(f" {phrase} " in text for phrase in asked):
                    yield passage
