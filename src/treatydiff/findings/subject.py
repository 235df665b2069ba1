"""Whether drafts are about what the built-in themes are made for: crime, evidence, policing, personal data.

Their words mean other things elsewhere: a committee that keeps a paper confidential in a fisheries agreement gags
nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from treatydiff import frames
from treatydiff.findings.restating import plainly, words_of
from treatydiff.frames import Lexis
from treatydiff.model import Change, Draft, Op, Provision
from treatydiff.outline import outline

_TELLS = 5
"""Articles from which on a draft shows what it is about; of fewer nobody can say."""
_SHARE = 0.10
"""Share of articles with words of the subject from which on the draft is about it. Measured: 25 statutes, a cybercrime
convention and the AI Act .12 and more; 50 trade agreements, the law of the sea and the Charter .05 and less."""
_WORDS = 2
"""Different words of the subject by which an article of such a draft counts."""
_PLAINLY = 5
"""Different words by which an article of a draft on another subject shows that it is about this one all the same,"""
_DENSE = 0.015
"""if they are this share of all its words: a long annex holds everything."""


_KNOWN = "words of the subject"


@dataclass(frozen=True, slots=True)
class _Count:
    """The words of the subject in an article."""

    different: int
    share: float


def foreign(old: Draft, new: Draft) -> bool:
    """Whether neither draft is about what the built-in themes are made for."""
    reader = frames.reader(new.language)
    return Subject(old, new, reader.lexis if reader else None).foreign


class Subject:
    """What a pair of drafts is about. Without ``lexis`` nobody knows the words, and everything is taken for it."""

    def __init__(self, old: Draft, new: Draft, lexis: Lexis | None) -> None:
        self._drafts = {Op.DELETE: old, Op.INSERT: new}
        self._lexis = lexis

    @cached_property
    def foreign(self) -> bool:
        """Whether neither draft is about it."""
        telling = [op for op, draft in self._drafts.items() if len(draft.articles()) >= _TELLS]
        return bool(telling) and self._lexis is not None and not any(map(self._about, telling))

    def concerns(self, change: Change) -> bool:
        """Whether themes may speak of a change: always, but in a foreign draft only where the article plainly is."""
        return not self.foreign or any(map(_plain, self._words(change)))

    def named(self, change: Change) -> bool:
        """Whether the drafts show by a word at least that they are about it: frames, whose words are wide, ask for it.

        Drafts too short to count shares of their articles show it in the article of the change.
        """
        return not self._short or any(count.different for count in self._words(change))

    @cached_property
    def _short(self) -> bool:
        return self._lexis is not None and all(len(draft.articles()) < _TELLS for draft in self._drafts.values())

    def _about(self, op: Op) -> bool:
        articles = self._drafts[op].articles()
        return sum(self._count(op, each).different >= _WORDS for each in articles) >= _SHARE * len(articles)

    def _words(self, change: Change) -> Iterator[_Count]:
        """What the articles around both ends of a change hold."""
        ends = ((Op.DELETE, change.link.old), (Op.INSERT, change.link.new))
        for op, provision in ((op, p) for op, side in ends for p in side):
            yield self._count(op, outline(self._drafts[op]).unit.get(provision.eid, provision))

    def _count(self, op: Op, article: Provision) -> _Count:
        known: dict[str, _Count] = self._drafts[op].derived.setdefault(_KNOWN, {})  # type: ignore[assignment]
        if article.eid not in known:
            texts = (plainly(text) for p in article.walk() for text in (p.heading, p.text) if text)
            known[article.eid] = self._counts("\n".join(texts))
        return known[article.eid]

    def _counts(self, text: str) -> _Count:
        found = self._lexis.words("subject.words", text) if self._lexis else ()
        return _Count(len(set(found)), len(found) / max(len(words_of(text)), 1))


def _plain(count: _Count) -> bool:
    return count.different >= _PLAINLY and count.share >= _DENSE
