"""Reach of safeguards: what renumbering, moving and edited references do to it, though no word of theirs changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import fsum
from typing import NamedTuple

from treatydiff.judging.clauses import FrameReader
from treatydiff.judging.context import Context
from treatydiff.judging.negation import Opposed
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.signs import BURDENS, CHAPTER, RIGHTED, TURNED
from treatydiff.judging.slots import SURE
from treatydiff.judging.wording import Wording, plainly
from treatydiff.model import CONTAINERS, Change, Draft, Kind, Level, Op, Provision, Redline
from treatydiff.references.outline import outline
from treatydiff.references.resolution import References
from treatydiff.text.frozen import dataclass
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
        text = plainly(text)
        return any((pattern := term.pattern(self.wording.code)) and pattern.found(text) for term in terms)


READS = frozenset({Reads.REACH, Reads.REFERENCE})
"""What rules read that look at the whole of both drafts."""


def escapes(chart: Map, rule: Rule) -> Iterator[Escape]:
    """What a rule that reads ``reach`` or ``reference`` sees."""
    return (_out_of_reach if rule.reads is Reads.REACH else _lost_references)(chart, rule)


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
    text = plainly(clause.text)
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


_MUCH = 2.0
"""How many times more one chapter must let authorities do to people than the other."""
_BESIDE, _GLUED = 12, 2
"""Characters before a number, and behind it, within which it is said to be that of a chapter."""
_PROTECTS = ("roles.safeguard.", "roles.right.", "roles.oversight.", "slots.condition.")
"""What a sentence must hold to be a safeguard of what it names."""


def recovered(passage: Passage, contexts: Mapping[Op, Context], reader: FrameReader) -> Iterator[Opposed]:
    """The chapters that a protecting sentence named and names now, where renumbering does not explain it."""
    gone = [*_named(passage.old, contexts[Op.DELETE], reader)]
    come = [*_named(passage.new, contexts[Op.INSERT], reader)]
    if len(gone) != 1 or len(come) != 1 or not _protects(passage.new, come[0][0], reader):
        return
    (was, old), (now, new) = gone[0], come[0]
    before, after = (_weight(each, reader) for each in (old, new))
    lost, won = before >= max(SURE, _MUCH * after), after >= max(SURE, _MUCH * before)
    places = (passage.old.marked(was[0]), passage.new.marked(now[1] - 1) + 1)
    yield Opposed(
        "chapter.named",
        RIGHTED if won else TURNED,
        not (lost or won),
        (passage.old.raw[slice(*was)],),
        (passage.new.raw[slice(*now)],),
        (min(places), max(places)),
        ((was,), (now,)),
    )


def _named(side: Side, context: Context, reader: FrameReader) -> Iterator[tuple[Range, Provision]]:
    """The chapters of a draft whose numbers were edited in a text, beside a word for a chapter."""
    for edit in side.edited:
        start, end = _word_around(side.text, edit)
        beside = side.text[max(start - _BESIDE, 0) : start], side.text[end : end + _GLUED]
        if any(reader.lexis.words(CHAPTER, words) for words in beside):
            yield from (((start, end), each) for number, each in context.chapters if number == side.text[start:end])


def _word_around(text: str, edit: Range) -> Range:
    """An edit with the letters that it touches: of "II" that became "III" only one came."""
    start, end = edit
    while start and text[start - 1].isalnum() and text[start - 1].isascii():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end].isascii():
        end += 1
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _protects(side: Side, place: Range, reader: FrameReader) -> bool:
    return any(hit.name.startswith(_PROTECTS) for hit in reader.lexis.hits(side.sentence(place[0])))


def _weight(container: Provision, reader: FrameReader) -> float:
    """How much a chapter lets be done to people."""
    texts = (plainly(each.text) for each in container.walk() if each.text and each.level not in CONTAINERS)
    return fsum(score for text in texts for role, score in reader.roles(text).items() if role in BURDENS)
