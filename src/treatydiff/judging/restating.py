"""Whether words that came or went stand elsewhere, in another order, or as another name for the same throughout."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from treatydiff.judging.force import signs
from treatydiff.judging.lexis import Lexis
from treatydiff.judging.said import STEM, said
from treatydiff.judging.wording import Wording
from treatydiff.lettering import WORD
from treatydiff.model import Change, Draft, Kind, Level, Op, Provision, Redline, Significance
from treatydiff.numerals import numerals
from treatydiff.themes.patterns import plain, silent

_RUN = 4
"""Words in a run by which text that stands elsewhere is recognised."""
_LONG = 4
"""Letters from which on a word is hardly ever a mere function word."""
_RESTATED = 0.8
"""Share of a paragraph's stems that its article holds in the other draft too: then it was rearranged."""
_EVERYWHERE = 3
"""Articles in which the same words were replaced by the same words: a renaming."""


def plainly(text: str) -> str:
    return plain(silent(text))


def words_of(text: str) -> list[str]:
    """The words of a plain text; in Chinese its characters."""
    return WORD.findall(text)


Run = tuple[str, ...]
"""Words that follow one another."""


def runs_of(words: list[str]) -> Iterator[Run]:
    """The runs of some words by which text that stands elsewhere is recognised."""
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


def replaced(change: Change) -> Iterator[tuple[str, str]]:
    """The words that took the place of others, or of none, by their stems."""
    yield from ((stems_of(gone), stems_of(come)) for gone, come in exchanged(change))


def exchanged(change: Change) -> Iterator[tuple[str, str]]:
    """The words that took the place of others, or of none, as they are printed."""
    spans = [span for span in change.text if span.significance in (Significance.SUBSTANTIVE, None)]
    for index, span in enumerate(spans):
        after = spans[index + 1].op if index + 1 < len(spans) else Op.KEEP
        before = spans[index - 1].op if index else Op.KEEP
        if span.op is Op.DELETE:
            yield span.text, spans[index + 1].text if after is Op.INSERT else ""
        elif span.op is Op.INSERT and before is not Op.DELETE:
            yield "", span.text


def same_words(change: Change) -> bool:
    """Whether a provision says the same words in another order."""
    gone, come = (
        sorted(WORD.findall(plainly(" ".join(span.text for span in change.text if span.op is op))))
        for op in (Op.DELETE, Op.INSERT)
    )
    return gone == come


def stems_in(text: str) -> Iterator[str]:
    """The stems of the words of a text, as often as they stand there."""
    yield from (word[:STEM] for word in WORD.findall(plainly(text)))


def stems_of(text: str) -> str:
    return " ".join(sorted(set(stems_in(text))))


@lru_cache(maxsize=64)  # the whole provision is asked for with each of its sentences
def content_of(text: str) -> frozenset[str]:
    """The stems of the longer words of a plain text; in Chinese its pairs of characters."""
    words = words_of(text)
    pairs = {a + b for a, b in itertools.pairwise(words) if len(a) == len(b) == 1}
    return frozenset(word[:STEM] for word in words if len(word) >= _LONG) | pairs


def renamings(redline: Redline, wording: Wording, lexis: Lexis) -> frozenset[tuple[str, str]]:
    """Words for words that several articles share: another name for a thing. What only went or came is no name.

    How binding a clause is, how many and how long are no names, however often the same words are exchanged; nor are
    words each of which is the other's opposite.
    """
    where: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for change in redline.changes:
        for gone, come in exchanged(change):
            pair = stems_of(gone), stems_of(come)
            named = all(pair) and _can_name(gone, wording) and _can_name(come, wording)
            if named and not lexis.contrary(plainly(gone), plainly(come)):
                where[pair].add(change.within)
    return frozenset(pair for pair, articles in where.items() if len(articles) >= _EVERYWHERE)


def _can_name(words: str, wording: Wording) -> bool:
    """Whether words can be a name: not where they say how binding a clause is or how much, or only join others."""
    said = plainly(words)
    if signs(said, wording) or numerals(said, wording.code) or wording.hedges.hits(said):
        return False
    return any(word not in wording.small for word in WORD.findall(said))


def dropped(redline: Redline, old: Draft, new: Draft) -> frozenset[tuple[str, str]]:
    """Words that went from several articles, or came, of which the other draft has none: a term that is given up."""
    where: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for change in redline.changes:
        for pair in replaced(change):
            if not all(pair):
                where[pair].add(change.within)
    often = {pair for pair, articles in where.items() if len(articles) >= _EVERYWHERE}
    return frozenset((gone, come) for gone, come in often if not _holds(new if gone else old, gone or come))


def repeated(redline: Redline) -> frozenset[str]:
    """The stems of words that came into provisions of several articles, or went from them: other names, as a rule."""
    where: defaultdict[tuple[Op, str], set[str]] = defaultdict(set)
    for change in redline.changes:
        for span in change.text if change.kind is Kind.AMENDED else ():
            if span.op is not Op.KEEP:
                for stem in set(stems_in(span.text)):
                    where[span.op, stem].add(change.within)
    return frozenset(stem for (_, stem), articles in where.items() if len(articles) >= _EVERYWHERE)


def _holds(draft: Draft, stems: str) -> bool:
    """Whether a provision of a draft holds all of some stems."""
    asked = set(stems.split())
    return any(asked <= held for held in said(draft).stems)


def alike(redline: Redline, op: Op) -> frozenset[str]:
    """The stems of provisions that came, or went, in the same words in several articles."""
    where: defaultdict[str, set[str]] = defaultdict(set)
    kind = Kind.INSERTED if op is Op.INSERT else Kind.DELETED
    for change in redline.changes:
        if change.kind is kind:
            where[stems_of(change.provision.text)].add(change.within)
    return frozenset(stems for stems, articles in where.items() if stems and len(articles) >= _EVERYWHERE)


class Partners:
    """The articles that stand in both drafts, each with the stems of the other draft's text, once it is asked for."""

    def __init__(self, redline: Redline) -> None:
        self._stems: dict[tuple[Op, str], frozenset[str]] = {}
        self._others: dict[tuple[Op, str], Provision] = {}
        for change in redline.all:
            if change.link.level is Level.ARTICLE and change.old and change.new:
                self._others[Op.INSERT, change.new.number] = change.old
                self._others[Op.DELETE, change.old.number] = change.new

    def stems(self, op: Op, number: str) -> frozenset[str] | None:
        """Of the article of this number in the draft that inserts or deletes; None where it stands in one only."""
        other = self._others.get((op, number))
        if other is not None and (op, number) not in self._stems:
            self._stems[op, number] = frozenset(stems_of(other.full_text()).split())
        return self._stems.get((op, number))

    def restate(self, op: Op, number: str, text: str) -> bool:
        """Whether the words of a text stand in the article of this number in the other draft."""
        other, own = self.stems(op, number), set(stems_of(text).split())
        return other is not None and bool(own) and len(own & other) >= _RESTATED * len(own)
