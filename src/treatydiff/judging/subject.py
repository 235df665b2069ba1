"""Subject test: whether drafts are about what the built-in themes cover: crime, evidence, policing, personal data.

Their words mean other things elsewhere: a committee that keeps a paper confidential in a fisheries agreement gags
nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from treatydiff.judging import clauses
from treatydiff.judging.lexis import Lexis
from treatydiff.judging.moves import draft_words
from treatydiff.judging.wording import plainly
from treatydiff.model import Change, Draft, Op, Provision
from treatydiff.references.outline import outline

_TELLS = 5
"""Articles from which on a draft shows what it is about by how many of them hold words of the subject."""
_MANY = 20
"""Articles from which on it is enough that words of the subject are rare; in fewer, words of another must stand."""
_SHARE = 0.10
"""Share of articles with words of the subject from which on the draft is about it. Measured: 25 statutes, a cybercrime
convention and the AI Act .12 and more; 50 trade agreements, the law of the sea and the Charter .05 and less."""
_PEOPLE = 0.25
"""The same share of articles with words of the subject or of people in the hands of others, as in conventions on work.
Measured: 102 of 304 trade agreements and drafts on the high seas and the seabed .16 and less."""
_LOOKED_AT = 30
"""Articles, from the first to the last, that tell whether a draft is on people: a long draft costs no more for it."""
_WORDS = 2
"""Different words of the subject by which an article of such a draft counts."""
_PLAINLY = 5
"""Different words by which an article of a draft on another subject shows that it is about this one all the same,"""
_DENSE = 0.015
"""if they are this share of all its words: a long annex holds everything."""


_KNOWN = "words of the subject"


class _Count(NamedTuple):
    """The words of the subject in an article."""

    different: int
    share: float


def foreign(old: Draft, new: Draft) -> bool:
    """Whether neither draft is about what the built-in themes are made for."""
    reader = clauses.reader(new.language)
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
        if not telling or self._lexis is None or any(map(self._about, telling)):
            return False
        return self._many or self._elsewhere

    def concerns(self, change: Change) -> bool:
        """Whether themes may speak of a change: always, but in a foreign draft only where the article plainly is."""
        return not self.foreign or any(map(_plain, self._words(change)))

    def on_goods(self, change: Change) -> bool:
        """Whether a change is on the safety of goods alone: who supervises a market has no power over people."""
        return any(self._on_goods(provision) for provision in (*change.link.old, *change.link.new))

    def _on_goods(self, provision: Provision) -> bool:
        if self._lexis is None:
            return False
        text = plainly(provision.full_text())
        goods = self._lexis.words("subject.products", text)
        for words in (*goods, *self._lexis.words("subject.technology", text)) if goods else ():
            text = text.replace(words, " ")
        return bool(goods) and not self._lexis.words("subject.words", text)

    @cached_property
    def named(self) -> bool:
        """Whether frames, whose words are wide, may speak: not where a draft too short to count is on another one."""
        return not self._short or not self._elsewhere

    def frames(self, change: Change) -> bool:
        """Whether frames may speak of a change: not in an article on the convention's institutions and costs.

        Its heading says so, and hardly a word of the subject is in it: a committee's confidential papers gag nobody.
        """
        return self.named and not all(map(self._institution, self._ends(change)))

    def _institution(self, end: tuple[Op, Provision]) -> bool:
        op, article = end
        told = self._lexis.words("subject.institutions", plainly(article.heading)) if self._lexis else ()
        return bool(told) and self._count(op, article).different < _WORDS and not self._people(article)

    def _people(self, article: Provision) -> bool:
        """Whether an article names those who are protected: "withdrawal" may be that of a patient's consent."""
        return self._lexis is not None and bool(self._lexis.words("agents.protected", plainly(article.full_text())))

    @cached_property
    def _short(self) -> bool:
        return self._lexis is not None and all(len(draft.articles()) < _TELLS for draft in self._drafts.values())

    @cached_property
    def _many(self) -> bool:
        return any(len(draft.articles()) >= _MANY for draft in self._drafts.values())

    @cached_property
    def _elsewhere(self) -> bool:
        """Whether more articles hold words of other subjects than of this one; a title counts as one."""
        return self._holding("subject.others") > self._holding("subject.words")

    def _holding(self, name: str) -> int:
        """How many articles and titles hold words of a class."""
        return sum(bool(self._lexis.words(name, text)) for text in self._texts) if self._lexis else 0

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """The titles and articles of both drafts, headings included; asked for of short drafts only."""
        drafts = self._drafts.values()
        texts = (text for draft in drafts for text in (draft.title, *(p.full_text() for p in draft.articles())))
        return tuple(plainly(text) for text in texts if text)

    def _about(self, op: Op) -> bool:
        """Whether enough articles of a draft are on the subject, or on people in the hands of others."""
        articles = self._drafts[op].articles()
        on_subject = (article for article in articles if self._count(op, article).different >= _WORDS)
        if _reach(on_subject, _SHARE * len(articles)):
            return True
        some = articles[:: math.ceil(len(articles) / _LOOKED_AT)]
        return _reach((article for article in some if self._on_people(op, article)), _PEOPLE * len(some))

    def _on_people(self, op: Op, article: Provision) -> bool:
        people = set(self._lexis.words("subject.people", plainly(article.full_text()))) if self._lexis else set[str]()
        return self._count(op, article).different + len(people) >= _WORDS

    def _words(self, change: Change) -> Iterator[_Count]:
        """What the articles around both ends of a change hold."""
        yield from (self._count(op, article) for op, article in self._ends(change))

    def _ends(self, change: Change) -> Iterator[tuple[Op, Provision]]:
        """The articles around both ends of a change."""
        ends = ((Op.DELETE, change.link.old), (Op.INSERT, change.link.new))
        for op, provision in ((op, p) for op, side in ends for p in side):
            yield op, outline(self._drafts[op]).unit.get(provision.eid, provision)

    def _count(self, op: Op, article: Provision) -> _Count:
        known: dict[str, _Count] = self._drafts[op].derived.setdefault(_KNOWN, {})  # type: ignore[assignment]
        if article.eid not in known:
            texts = (plainly(text) for p in article.walk() for text in (p.heading, p.text) if text)
            found = self._lexis.words("subject.words", "\n".join(texts)) if self._lexis else ()
            words = draft_words(self._drafts[op])
            every = sum(len(words.own(provision)) for provision in article.walk())
            known[article.eid] = _Count(len(set(found)), len(found) / max(every, 1))
        return known[article.eid]


def _reach(articles: Iterator[Provision], many: float) -> bool:
    """Whether there are so many; counts no further than it must."""
    return len(list(islice(articles, math.ceil(many)))) >= many


def _plain(count: _Count) -> bool:
    return count.different >= _PLAINLY and count.share >= _DENSE
