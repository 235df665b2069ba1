"""Reach of safeguards: what renumbering, moving and edited references do to it, though no word of theirs changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from treatydiff.judging.context import Environment
from treatydiff.judging.impact import Impact
from treatydiff.judging.lexis import BESIDE
from treatydiff.judging.passages import Passage
from treatydiff.judging.scope import spot_of
from treatydiff.judging.signs import Role, Vote
from treatydiff.judging.wording import plainly
from treatydiff.model import Change, Draft, Kind, Level, Op, Provision, Significance
from treatydiff.references.citations import numbers_listed
from treatydiff.references.outline import outline
from treatydiff.themes import Reads, Rule, Term
from treatydiff.themes.patterns import Range


class Escape(NamedTuple):
    """A provision that came out of the reach of a safeguard, or into it."""

    rule: Rule
    change: Change
    into: bool
    says: str
    """What follows the rule's own clause in the message."""
    quote: str
    """The words that show it."""


READS = frozenset({Reads.REACH, Reads.REFERENCE})
"""What rules read that look at the whole of both drafts."""


def escapes(environment: Environment, rule: Rule) -> Iterator[Escape]:
    """What a rule that reads ``reach`` or ``reference`` sees."""
    return (_out_of_reach if rule.reads is Reads.REACH else _lost_references)(environment, rule)


# -------------------------------------------------------------------------------------- articles out of reach


_Reach = tuple[Provision, Provision, frozenset[str]]
"""A clause, the article that it stands in, and the eIds of the articles that it reaches."""


def _out_of_reach(environment: Environment, rule: Rule) -> Iterator[Escape]:
    """The articles that moved or were renumbered out of, or into, the reach of the clauses that the rule looks for."""
    before, after = (_reaches(environment, side, rule) for side in (0, 1))
    if not before or not after:
        return
    for change in environment.redline.all:
        if change.provision.level is Level.ARTICLE and change.old and change.new and _shifted(change):
            was, now = _reached(before, change.old, environment.old), _reached(after, change.new, environment.new)
            if bool(was) != bool(now) and (not rule.beside or _found(environment, rule.beside, change.new.full_text())):
                reach = was or now
                assert reach
                yield Escape(rule, change, bool(now), f"of {reach[1].unit}", reach[0].text)


def _shifted(change: Change) -> bool:
    return change.link.moved or change.link.renumbered


def _reached(reaches: tuple[_Reach, ...], provision: Provision, draft: Draft) -> _Reach | None:
    """What reaches the article that a provision is, or, of a paragraph that became an article, stood in."""
    article = outline(draft).article.get(provision.eid, provision)
    return next((reach for reach in reaches if article.eid in reach[2]), None)


def _reaches(environment: Environment, side: int, rule: Rule) -> tuple[_Reach, ...]:
    tree = outline((environment.old, environment.new)[side])
    return tuple(
        reach
        for article in tree.articles
        if _found(environment, rule.within, article.heading)
        for clause in article.walk()
        if (reach := _reach(environment, clause, article, side, tree.container(article), rule))
    )


def _reach(
    environment: Environment,
    clause: Provision,
    article: Provision,
    side: int,
    holder: Provision | None,
    rule: Rule,
) -> _Reach | None:
    """What one clause reaches: the articles it names, or all of the chapter it stands in."""
    if not clause.text or not _found(environment, rule.terms, clause.text):
        return None
    text = plainly(clause.text)
    reached = set(environment.references.reached(clause, side))
    if holder and environment.wording.here.found(text):
        reached |= {p.eid for p in holder.walk() if p.level is Level.ARTICLE}
    reached.discard(article.eid)
    return (clause, article, frozenset(reached)) if reached else None


# -------------------------------------------------------------------------------------- articles that a clause names


def covered(passage: Passage, host: Callable[[Op, Range], Impact]) -> Iterator[Vote]:
    """Articles that came into a list of those that a clause covers, or by which it is done, or went from it.

    ``host`` tells what the sentence around a place of a side does to people.
    """
    if passage.whole or any(span.significance is Significance.CONSEQUENTIAL for span in passage.change.text):
        return  # where one end of a range followed a renumbering, the other does not tell what it covers
    lists = [numbers_listed(side.raw, passage.lexis.code) for side in passage.sides]
    if len(lists[0]) != len(lists[1]):
        return
    for (was, old), (now, new) in zip(*(each.items() for each in lists), strict=True):
        if old != new and (old <= new or new <= old):
            at, op = (now, Op.INSERT) if old < new else (was, Op.DELETE)
            spot, around = spot_of(passage.side(op), at), host(op, at)
            rules = any(hit.name in _FOLLOWED and 0 <= at[0] - hit.end <= BESIDE + 1 for hit in spot.hits)
            way = 1 if rules else around.likely * spot.flips
            role = Role.SAFEGUARD if way > 0 else Role.POWER
            if way:
                words = (passage.old.raw[slice(*was)],), (passage.new.raw[slice(*now)],)
                plain = 1.0 if rules else around.plain
                place = passage.side(op).spot(*at)
                asked = "members", "gained" if op is Op.INSERT else "lost"
                yield from passage.votes("reference", role, asked, words, place, plain=plain)


_FOLLOWED = ("scope.regime", "scope.yields")
"""Words behind which the rules stand by which something is done."""


# -------------------------------------------------------------------------------------- references to nowhere


def _lost_references(environment: Environment, rule: Rule) -> Iterator[Escape]:
    """References whose number stayed while the safeguard they named got another."""
    for change in environment.redline.all:
        for was, now in environment.references.lost(change.link) if change.kind is not Kind.INSERTED else ():
            if was.target.level is not Level.ARTICLE or _found(environment, rule.terms, now.target.heading):
                continue
            if change.new and _found(environment, rule.terms, was.target.heading):
                named = f"{now.target.word or 'article'} {now.citation.number}"
                says = f'("{named}" was {_titled(was.target)} and is now {_titled(now.target)})'
                yield Escape(rule, change, False, says, change.new.text)
                break


def _titled(article: Provision) -> str:
    return f'"{article.heading}"' if article.heading else article.unit


def _found(environment: Environment, terms: Iterable[Term], text: str) -> bool:
    """Whether a text holds one of some terms."""
    code, text = environment.wording.code, plainly(text)
    return any((pattern := term.pattern(code)) and pattern.found(text) for term in terms)
