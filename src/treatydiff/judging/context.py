"""Context of a provision: the subject of its article, and its words elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from treatydiff.judging.clauses import FrameReader, Role, scaled, total
from treatydiff.judging.extent import Run, runs_of, stems_in
from treatydiff.judging.lexis import Lexis
from treatydiff.judging.moves import draft_words
from treatydiff.judging.wording import plainly, sentences, words_of
from treatydiff.model import CONTAINERS, Draft, Kind, Level, Op, Provision, Redline
from treatydiff.references.outline import outline
from treatydiff.text.frozen import dataclass
from treatydiff.themes.patterns import plain

_REPEATED = 0.8
"""Share of a text's runs that a draft holds: then it moved, or repeats, and neither came nor went."""
COLONS = (":", "：", "—", "–", "-")
"""How words end on which others hang."""
_NOTE = 60
"""Characters of a text that may be nothing but a note on what was here."""
_A_TEXT = 40
"""Characters from which on words that stand twice are a second print, and no phrase that comes again."""
_MANY, _NEAR = 100, 12
"""Of an article with more texts than this, so many before and behind a provision say what it is about."""


@dataclass(frozen=True)
class Context:
    """One draft as frames need it: what stands above each provision, what each article is about, what runs it holds."""

    draft: Draft
    reader: FrameReader
    _stems: dict[str, Counter[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _read: dict[str, Mapping[Role, float]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _articles: dict[str, Mapping[Role, float]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _around: dict[str, Mapping[Role, float]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _spoken: dict[str, tuple[Provision, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _prints: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Of each article the first part with each text."""
    _place: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Of each provision with words among those of its article."""

    @property
    def above(self) -> Mapping[str, Provision]:
        """What each provision stands in."""
        return outline(self.draft).parent

    @cached_property
    def chapters(self) -> tuple[tuple[str, Provision], ...]:
        """The chapters and other containers with their numbers, plain."""
        return tuple((plainly(p.number), p) for p in self.draft.walk() if p.level in CONTAINERS and p.number)

    @cached_property
    def runs(self) -> frozenset[Run]:
        words = draft_words(self.draft)
        return frozenset(run for provision in words for run in runs_of(words.own(provision)))

    def repeats(self, text: str) -> bool:
        """Whether most of a text stands in this draft."""
        found = list(runs_of(words_of(plainly(text))))
        return bool(found) and sum(run in self.runs for run in found) >= _REPEATED * len(found)

    def printed_before(self, provision: Provision) -> bool:
        """Whether the same words, with all that is inside, stand earlier in its article, as in a list printed twice."""
        text, article = plainly(provision.full_text()), self.article_of(provision)
        if len(text) < _A_TEXT:
            return False
        if article.eid not in self._prints:
            first = self._prints[article.eid] = dict[str, str]()
            for each in article.walk():
                first.setdefault(plainly(each.full_text()), each.eid)
        return self._prints[article.eid].get(text, provision.eid) != provision.eid

    def article(self, provision: Provision) -> Mapping[Role, float]:
        """What the paragraphs of the article around a provision say of their roles, on the mean.

        An article of hundreds has many subjects: those that stand near it say what this is about.
        """
        article = self.article_of(provision)
        if article.eid not in self._spoken:
            self._spoken[article.eid] = tuple(p for p in article.walk() if p.text)
            self._place.update((p.eid, at) for at, p in enumerate(self._spoken[article.eid]))
        spoken = self._spoken[article.eid]
        if len(spoken) <= _MANY:
            return self._mean(article, spoken)
        at = self._place.get(provision.eid, 0)
        return self._mean(provision, spoken[max(at - _NEAR, 0) : at + _NEAR + 1])

    def _mean(self, known_by: Provision, spoken: Sequence[Provision]) -> Mapping[Role, float]:
        if known_by.eid not in self._articles:
            scores = total(self._roles(provision) for provision in spoken)
            self._articles[known_by.eid] = scaled(scores, 1 / max(len(spoken), 1))
        return self._articles[known_by.eid]

    def _roles(self, provision: Provision) -> Mapping[Role, float]:
        """What its own text says of its role: in a long article each is asked for by all that stand near it."""
        if provision.eid not in self._read:
            self._read[provision.eid] = self.reader.roles(plainly(provision.text))
        return self._read[provision.eid]

    def slots(self, text: str) -> Iterator[str]:
        """The slots that a plain text fills, as often as it does."""
        clauses = self.reader.clauses(text, sentences(text))
        return (hit.name.removeprefix("slots.") for clause in clauses for hit in clause.hits)

    def says(self, provision: Provision, word: str) -> int:
        """How often the article around a provision says a word, in any form of it."""
        article = self.article_of(provision)
        if article.eid not in self._stems:
            self._stems[article.eid] = Counter(stems_in(article.full_text()))
        return self._stems[article.eid][next(stems_in(word), "")]

    def article_of(self, provision: Provision) -> Provision:
        """The article around a provision; what stands in none is its own, with all that it stands in."""
        while provision.level is not Level.ARTICLE and provision.eid in self.above:
            provision = self.above[provision.eid]
        return provision

    def lead(self, provision: Provision) -> Provision | None:
        """The provision right above, if this one hangs on its words."""
        above = self.above.get(provision.eid)
        return above if above and above.text.rstrip().endswith(COLONS) else None

    def banned(self, provision: Provision) -> bool:
        """Whether a provision hangs on words that prohibit."""
        lead = self.lead(provision)
        return lead is not None and self.reader.bans(plainly(lead.text))

    def hung(self, provision: Provision) -> Mapping[Role, float]:
        """What the words that a provision hangs on say of its role."""
        lead = self.lead(provision)
        return self.reader.roles(plainly(lead.text)) if lead else {}

    def around(self, provision: Provision) -> Mapping[Role, float]:
        """The weighed context of a provision."""
        if provision.eid not in self._around:
            self._around[provision.eid] = self._weighed(provision)
        return self._around[provision.eid]

    def _weighed(self, provision: Provision) -> Mapping[Role, float]:
        chapeau, headings, above = "", [plainly(provision.heading)], self.above.get(provision.eid)
        while above:
            headings.append(plainly(above.heading))
            if above.level not in CONTAINERS and above.text and not chapeau:
                chapeau = plainly(above.text) if above.text.rstrip().endswith(COLONS) else ""
            above = self.above.get(above.eid)
        return self.reader.around(chapeau, [h for h in headings if h], self.article(provision))


def one_sided(redline: Redline, op: Op) -> frozenset[str]:
    """The provisions that came, or those that went."""
    kind = Kind.INSERTED if op is Op.INSERT else Kind.DELETED
    changes = (change for change in redline.all if change.kind is kind)
    return frozenset(p.eid for change in changes for p in (*change.link.old, *change.link.new))


def is_note(text: str, lexis: Lexis) -> bool:
    """Whether a text only says that a provision was taken out."""
    return len(text) <= _NOTE and any(hit.name == "gone.words" for hit in lexis.hits(plain(text)))
