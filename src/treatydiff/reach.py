"""Articles that a safeguard no longer reaches, though nobody touched their words.

"The powers set out in articles 25 to 30 are subject to this article" does not reach interception once it is article 31;
"the powers of this chapter" does not reach it once it stands in another chapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from treatydiff.citations import cited_articles
from treatydiff.model import CONTAINERS, Change, Draft, Level, Provision, Redline
from treatydiff.patterns import plain, silent
from treatydiff.themes import Rule, Term
from treatydiff.wording import Wording


@dataclass(frozen=True, slots=True)
class Escape:
    """An article that came out of the reach of a clause (or into it)."""

    rule: Rule
    change: Change
    """Of the article."""
    into: bool
    clause: Provision
    """The clause that reaches it in one of the drafts."""
    article: str
    """Number of the article in which the clause stands."""


@dataclass(frozen=True, slots=True)
class _Reach:
    clause: Provision
    owner: Provision
    articles: frozenset[str]
    """eIds of the articles it reaches."""


def escapes(redline: Redline, old: Draft, new: Draft, rule: Rule, wording: Wording) -> Iterator[Escape]:
    """The articles that moved or were renumbered out of, or into, the reach of the clauses that a rule looks for."""
    before, after = (_reaches(draft, rule, wording) for draft in (old, new))
    if not before or not after:
        return
    for change in redline.all:
        if change.provision.level is Level.ARTICLE and change.old and change.new and _shifted(change):
            was, now = _reached(before, change.old), _reached(after, change.new)
            if bool(was) != bool(now) and _concerned(change.new, rule, wording):
                reach = was or now
                assert reach
                yield Escape(rule, change, bool(now), reach.clause, reach.owner.number)


def _shifted(change: Change) -> bool:
    return change.link.moved or change.link.renumbered


def _reached(reaches: tuple[_Reach, ...], article: Provision) -> _Reach | None:
    return next((reach for reach in reaches if article.eid in reach.articles), None)


def _concerned(article: Provision, rule: Rule, wording: Wording) -> bool:
    text = plain(silent(article.full_text()))
    return not rule.beside or _any(rule.beside, text, wording)


def _reaches(draft: Draft, rule: Rule, wording: Wording) -> tuple[_Reach, ...]:
    numbers = {article.number: article for article in draft.articles()}
    holders = {child.eid: p for p in draft.walk() if p.level in CONTAINERS for child in p.walk() if child is not p}
    return tuple(
        reach
        for article in draft.articles()
        if _any(rule.within, plain(silent(article.heading)), wording)
        for clause in article.walk()
        if (reach := _reach(clause, article, numbers, holders.get(article.eid), rule, wording))
    )


def _reach(
    clause: Provision,
    article: Provision,
    numbers: Mapping[str, Provision],
    holder: Provision | None,
    rule: Rule,
    wording: Wording,
) -> _Reach | None:
    """What one clause reaches: the articles it names, or all of the chapter it stands in."""
    text = plain(silent(clause.text))
    if not _any(rule.terms, text, wording):
        return None
    named = {n for cited in cited_articles(text, wording.code) for n in cited.articles}
    reached = {numbers[number].eid for number in named & numbers.keys()}
    if holder and wording.here.found(text):
        reached |= {p.eid for p in holder.walk() if p.level is Level.ARTICLE}
    reached.discard(article.eid)
    return _Reach(clause, article, frozenset(reached)) if reached else None


def _any(terms: tuple[Term, ...], text: str, wording: Wording) -> bool:
    return any((pattern := term.pattern(wording.code)) and pattern.found(text) for term in terms)
