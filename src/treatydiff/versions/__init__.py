"""Language versions of one draft, equally authentic, held against each other: article by article, without translating.

Compared is what no translation changes: which articles and numbered paragraphs there are, spans of time, references to
articles, brackets. Articles answer to each other by number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from treatydiff.findings.quantities import quantities
from treatydiff.findings.wording import load
from treatydiff.model import Draft, Level, Provision
from treatydiff.outline import Outline, outline
from treatydiff.themes.patterns import plain


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that the versions of an article do not say alike."""

    article: str
    """Its number, as the first version that has it prints it."""
    aspect: str
    """``article``, ``paragraphs``, ``time``, ``references`` or ``brackets``."""
    said: tuple[str, ...]
    """By version, in the order given, what it has of that; empty where it has nothing."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What holding the versions of a draft against each other gives."""

    drafts: tuple[Draft, ...]
    articles: int
    """So many articles that at least one version has."""
    discrepancies: tuple[Discrepancy, ...]


def versions(drafts: tuple[Draft, ...]) -> Versions:
    """The discrepancies between versions of one draft, in the order of the first."""
    outlines = [outline(draft) for draft in drafts]
    numbers = dict.fromkeys(name for each in outlines for name in _in_order(each))
    found = tuple(one for name in numbers for one in _of_article(name, outlines))
    return Versions(drafts, len(numbers), found)


def _in_order(seen: Outline) -> Iterator[str]:
    return (seen.name(article.number) for article in seen.articles)


def _of_article(name: str, outlines: list[Outline]) -> Iterator[Discrepancy]:
    articles = [seen.by_number.get(name) for seen in outlines]
    number = next(article.number for article in articles if article)
    if not all(articles):
        yield Discrepancy(number, "article", tuple("stands here" if article else "" for article in articles))
    for aspect, count in _ASPECTS.items():
        counts = [count(article, seen) for article, seen in zip(articles, outlines, strict=True) if article]
        if any(one != counts[0] for one in counts):
            told = iter(counts)
            yield Discrepancy(number, aspect, tuple(_said(next(told)) if article else "" for article in articles))


def _said(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{each} ×{n}" if n > 1 else each for each, n in sorted(counts.items(), key=_by_value))


def _by_value(entry: tuple[str, int]) -> tuple[int, str]:
    return len(entry[0]), entry[0]


def _texts(article: Provision) -> Iterable[str]:
    return (text for provision in article.walk() for text in (provision.heading, provision.text) if text)


def _paragraphs(article: Provision, seen: Outline) -> Counter[str]:
    inside = (p for p in article.walk() if p.level is Level.PARAGRAPH and p.number)
    return Counter(seen.name(p.number) for p in inside)


def _time(article: Provision, seen: Outline) -> Counter[str]:
    wording = load(seen.language)
    spans = (q for text in _texts(article) for q in quantities(plain(text), wording) if q.unit == "time")
    return Counter(f"{span.value:.5g} days" for span in spans)


def _references(article: Provision, seen: Outline) -> Counter[str]:
    """Articles that are named, once each: a language may say "that article" where another repeats the number."""
    cited = (c for p in article.walk() for c in seen.citations[p.eid] if not c.elsewhere and c.kind == "article")
    return Counter(dict.fromkeys((f"article {seen.name(c.number)}" for c in cited), 1))


def _brackets(article: Provision, seen: Outline) -> Counter[str]:
    printed = (text for p in article.walk() for text in (p.printed, p.heading, p.text))
    return Counter(sign for text in printed for sign in text.translate(_FULL_WIDTH) if sign in "[]")


_FULL_WIDTH = {ord("［"): "[", ord("］"): "]", ord("【"): "[", ord("】"): "]"}
_ASPECTS: Mapping[str, Callable[[Provision, Outline], Counter[str]]] = {
    "paragraphs": _paragraphs,
    "time": _time,
    "references": _references,
    "brackets": _brackets,
}
