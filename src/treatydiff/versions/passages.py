"""Aligns the versions of an article sentence by sentence.

Where all versions cut the article into the same provisions, each provision is held against its own; else each numbered
paragraph, where all have the same; else the article as a whole. Inside, sentences are laid side by side by their
lengths: the version with the fewest says how many passages there are, and the others' sentences are put together so
that each passage has about its share of the letters. It is what aligns sentences of translations since Gale and Church
(1993), for several versions at once and without their probabilities.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from treatydiff.model import Level, Provision
from treatydiff.text.regexes import regex
from treatydiff.themes.patterns import plain

_END = regex(r"\.(?=\s|$)|[;。\n]")
"""Where a sentence or a clause ends in a plain text."""
_SIGNS = " .;。\n"
_MOST = 80
"""Sentences of one text that are laid side by side; what has more is one passage."""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """What one version says in one place."""

    place: str
    """The provision it begins in, ``paragraph 2``; empty for the article's own text."""
    text: str
    whole: bool
    """Whether it is a sentence of its own; members of lists hang on the verb above them."""


_WHOLE = frozenset({Level.ARTICLE, Level.PARAGRAPH})


def passages(articles: Sequence[Provision | None]) -> Iterator[tuple[SharedPassage | None, ...]]:
    """By version what answers to each other; None of a version that lacks the article."""
    here = [article for article in articles if article]
    for row in _rows(here):
        texts = iter(_cut([[part for each in provisions for part in _sentences(each)] for provisions in row]))
        by_version = [next(texts) if article else None for article in articles]
        for at in range(max(len(each) for each in by_version if each is not None)):
            yield tuple(each[at] if each else None for each in by_version)


def _rows(articles: Sequence[Provision]) -> Iterator[tuple[list[Provision], ...]]:
    """Provisions that answer to each other, as finely as all versions agree."""
    held = [[each for each in article.walk() if each.text] for article in articles]
    if len({tuple(each.level for each in provisions) for provisions in held}) == 1:
        yield from (tuple([each] for each in row) for row in zip(*held, strict=True))
        return
    blocks = [_paragraphs(article) for article in articles]
    if len({len(each) for each in blocks}) == 1:
        yield from zip(*blocks, strict=True)
    else:
        yield tuple(held)


def _paragraphs(article: Provision) -> list[list[Provision]]:
    """The texts of an article by numbered paragraph, and before them what stands before the first."""
    found: list[list[Provision]] = [[]]
    for each in article.walk():
        if each.level is Level.PARAGRAPH and each.number:
            found.append([])
        if each.text:
            found[-1].append(each)
    return [each for each in found if each]


def _sentences(provision: Provision) -> Iterator[SharedPassage]:
    numbered = provision.level is not Level.ARTICLE and provision.number
    place, start = f"{provision.level} {provision.number}" if numbered else "", 0
    text = plain(provision.text)
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        if text[start:end].strip(_SIGNS):
            yield SharedPassage(place, provision.text[start:end], provision.level in _WHOLE)
        start = end


def _cut(versions: Sequence[list[SharedPassage]]) -> list[list[SharedPassage]]:
    """Each version's sentences put together to as many passages as the version with the fewest has."""
    fewest = min(versions, key=len)
    if not fewest or len(max(versions, key=len)) > _MOST:
        return [[_joined(each)] if each else [] for each in versions] if fewest else [[] for _ in versions]
    whole = sum(len(each.text) for each in fewest)
    shares = [len(each.text) / whole for each in fewest]
    return [[_joined(each[a:b]) for a, b in _runs(each, shares)] for each in versions]


def _joined(parts: Sequence[SharedPassage]) -> SharedPassage:
    return (
        parts[0]
        if len(parts) == 1
        else SharedPassage(parts[0].place, " ".join(each.text for each in parts), parts[0].whole)
    )


def _runs(parts: Sequence[SharedPassage], shares: Sequence[float]) -> list[tuple[int, int]]:
    """The runs of parts whose letters come nearest to the shares, by dynamic programming."""
    count = len(parts)
    if count == len(shares):
        return [(at, at + 1) for at in range(count)]
    ends = [0, *accumulate(len(each.text) for each in parts)]
    costs: list[list[float]] = [[0.0, *[float("inf")] * count]]
    begins: list[list[int]] = []
    for at, share in enumerate(shares):
        row, begin = [float("inf")] * (count + 1), [0] * (count + 1)
        for end in range(at + 1, count + 1 - (len(shares) - at - 1)):
            for start in range(at, end):
                cost = costs[-1][start] + ((ends[end] - ends[start]) / ends[-1] - share) ** 2
                if cost < row[end]:
                    row[end], begin[end] = cost, start
        costs.append(row)
        begins.append(begin)
    runs, end = [], count
    for begin in reversed(begins):
        runs.append((begin[end], end))
        end = begin[end]
    return runs[::-1]
