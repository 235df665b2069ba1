"""What renumbering and moving do to safeguards, though nobody touched the words.

"The powers set out in articles 25 to 30 are subject to this article" does not reach interception once it is article 31;
"the powers of this chapter" does not reach it once it stands in another chapter; and "subject to article 24" is no
safeguard once article 24 is another article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from treatydiff.judging.wording import Wording
from treatydiff.model import Change, Draft, Kind, Level, Provision, Redline
from treatydiff.outline import outline
from treatydiff.references import References
from treatydiff.themes import Reads, Rule, Term
from treatydiff.themes.patterns import plain, silent


class Escape(NamedTuple):
    """A provision that came out of the reach of a safeguard, or into it."""

    rule: Rule
    change: Change
    into: bool
    says: str
    """What follows the rule's own clause in the message."""
    quote: str
    """The words that show it."""


@dataclass(frozen=True)
class Map:
    """Both drafts and how their articles answer to each other."""

    redline: Redline
    old: Draft
    new: Draft
    wording: Wording
    references: References

    def found(self, terms: Iterable[Term], text: str) -> bool:
        """Whether a text holds one of the terms."""
        text = plain(silent(text))
        return any((pattern := term.pattern(self.wording.code)) and pattern.found(text) for term in terms)


def escapes(chart: Map, rule: Rule) -> Iterator[Escape]:
    """What a rule that reads ``reach`` or ``reference`` sees."""
    reader = {Reads.REACH: _out_of_reach, Reads.REFERENCE: _lost_references}.get(rule.reads)
    return reader(chart, rule) if reader else iter(())


# -------------------------------------------------------------------------------------- articles out of reach


class _Reach(NamedTuple):
    clause: Provision
    owner: Provision
    articles: frozenset[str]
    """eIds of the articles it reaches."""


def _out_of_reach(chart: Map, rule: Rule) -> Iterator[Escape]:
    """The articles that moved or were renumbered out of, or into, the reach of the clauses that the rule looks for."""
    before, after = (_reaches(chart, side, rule) for side in (0, 1))
    if not before or not after:
        return
    for change in chart.redline.all:
        if change.provision.level is Level.ARTICLE and change.old and change.new and _shifted(change):
            was, now = _reached(before, change.old, chart.old), _reached(after, change.new, chart.new)
            if bool(was) != bool(now) and (not rule.beside or chart.found(rule.beside, change.new.full_text())):
                reach = was or now
                assert reach
                yield Escape(rule, change, bool(now), f"of {reach.owner.unit}", reach.clause.text)


def _shifted(change: Change) -> bool:
    return change.link.moved or change.link.renumbered


def _reached(reaches: tuple[_Reach, ...], provision: Provision, draft: Draft) -> _Reach | None:
    """What reaches the article that a provision is, or, of a paragraph that became an article, stood in."""
    article = outline(draft).article.get(provision.eid, provision)
    return next((reach for reach in reaches if article.eid in reach.articles), None)


def _reaches(chart: Map, side: int, rule: Rule) -> tuple[_Reach, ...]:
    tree = outline((chart.old, chart.new)[side])
    return tuple(
        reach
        for article in tree.articles
        if chart.found(rule.within, article.heading)
        for clause in article.walk()
        if (reach := _reach(chart, clause, article, side, tree.container(article), rule))
    )


def _reach(
    chart: Map,
    clause: Provision,
    article: Provision,
    side: int,
    holder: Provision | None,
    rule: Rule,
) -> _Reach | None:
    """What one clause reaches: the articles it names, or all of the chapter it stands in."""
    if not clause.text or not chart.found(rule.terms, clause.text):
        return None
    text = plain(silent(clause.text))
    reached = set(chart.references.reached(clause, side))
    if holder and chart.wording.here.found(text):
        reached |= {p.eid for p in holder.walk() if p.level is Level.ARTICLE}
    reached.discard(article.eid)
    return _Reach(clause, article, frozenset(reached)) if reached else None


# -------------------------------------------------------------------------------------- references to nowhere


def _lost_references(chart: Map, rule: Rule) -> Iterator[Escape]:
    """References whose number stayed while the safeguard they named got another."""
    for change in chart.redline.all:
        for was, now in chart.references.lost(change.link) if change.kind is not Kind.INSERTED else ():
            if was.target.level is not Level.ARTICLE or chart.found(rule.terms, now.target.heading):
                continue
            if change.new and chart.found(rule.terms, was.target.heading):
                named = f"{now.target.word or 'article'} {now.citation.number}"
                says = f'("{named}" was {_titled(was.target)} and is now {_titled(now.target)})'
                yield Escape(rule, change, False, says, change.new.text)
                break


def _titled(article: Provision) -> str:
    return f'"{article.heading}"' if article.heading else article.unit
