"""Context: what stands around a provision, what drafts are about, and all that is worked out once for both."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import islice

from treatydiff.faults import Faults
from treatydiff.judging.clauses import Clause, FrameReader, reader, scaled, total
from treatydiff.judging.dealings import idle
from treatydiff.judging.extent import stems_in
from treatydiff.judging.lexis import Hit, Lexis
from treatydiff.judging.moves import Moves, draft_words
from treatydiff.judging.passages import Passages
from treatydiff.judging.signs import BURDENS, Role
from treatydiff.judging.wording import plainly, sentences
from treatydiff.model import CONTAINERS, Alignment, Change, Draft, Kind, Level, Op, Provision, Redline
from treatydiff.references.outline import outline
from treatydiff.references.places import title
from treatydiff.references.resolution import References
from treatydiff.report import Location
from treatydiff.text.frozen import dataclass
from treatydiff.themes import Profile, Theme
from treatydiff.themes.lexicon import lexicon_of
from treatydiff.themes.patterns import plain

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
    """One draft as frames need it: what stands above each provision, what each article is about."""

    draft: Draft
    reader: FrameReader
    _stems: dict[str, Counter[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _read: dict[str, Mapping[Role, float]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _articles: dict[str, Mapping[Role, float]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _around: dict[str, Mapping[Role, float]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _spoken: dict[str, tuple[Provision, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _prints: dict[str, defaultdict[str, list[str]]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Of each article the parts with each text, from first to last."""
    _place: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Of each provision with words among those of its article."""

    @property
    def above(self) -> Mapping[str, Provision]:
        """What each provision stands in."""
        return outline(self.draft).parent

    def printed_twice(self, provision: Provision, came: Container[str]) -> bool:
        """Whether all its words stand elsewhere in its article, as in a list printed twice, earlier or in what stayed.

        ``came``: the provisions that came, or went, by eid; of two prints that both came the later says nothing.
        """
        article = self.article_of(provision)
        if article.eid not in self._prints:
            prints = self._prints[article.eid] = defaultdict[str, list[str]](list)
            for each in article.walk():
                prints[plainly(each.text)].append(each.eid)
        inside = [each for each in provision.walk() if each.text]
        prints = self._prints[article.eid]

        def elsewhere(each: Provision) -> bool:
            found = prints[plainly(each.text)]
            return found[0] != each.eid or any(eid not in came for eid in found[1:])

        return sum(len(each.text) for each in inside) >= _A_TEXT and all(map(elsewhere, inside))

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

    def hangs_idle(self, provision: Provision) -> bool:
        """Whether a provision is, or hangs on, a list of what bodies deal with among themselves."""
        lead = provision if provision.text.rstrip().endswith(COLONS) else self.lead(provision)
        text = plainly(lead.text) if lead else ""
        clauses = self.reader.clauses(text, sentences(text)) if lead else ()
        last = [each for each in clauses if any(map(_acts, each.hits))][-1:]
        return any(idle(each) and not (_shares(each) and BURDENS & each.roles.keys()) for each in last)

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


def _shares(clause: Clause) -> bool:
    """Whether bodies deal with each other by what may be done to people: to cooperate, to exchange."""
    return any(hit.name == "actions.share" for hit in clause.hits)


def _acts(hit: Hit) -> bool:
    return hit.name.startswith(("actions.", "dealings.acts", "dealings.reads"))


def one_sided(redline: Redline, op: Op) -> frozenset[str]:
    """The provisions that came, or those that went."""
    kind = Kind.INSERTED if op is Op.INSERT else Kind.DELETED
    changes = (change for change in redline.all if change.kind is kind)
    return frozenset(p.eid for change in changes for p in (*change.link.old, *change.link.new))


def is_note(text: str, lexis: Lexis) -> bool:
    """Whether a text only says that a provision was taken out."""
    return len(text) <= _NOTE and any(hit.name == "gone.words" for hit in lexis.hits(plain(text)))


# ----------------------------------------------------------------------------------------------- what drafts are about

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


def foreign(old: Draft, new: Draft) -> bool:
    """Whether neither draft is about what the built-in themes are made for."""
    return Subject(old, new, reader(new.language).lexis).foreign


class Subject:
    """What a pair of drafts is about: crime, evidence, policing, personal data, or something else.

    There the words mean other things: a committee that keeps a paper confidential in a fisheries agreement gags nobody.
    """

    def __init__(self, old: Draft, new: Draft, lexis: Lexis) -> None:
        self._drafts = {Op.DELETE: old, Op.INSERT: new}
        self._lexis = lexis
        self._institutions: dict[tuple[Op, str], bool] = {}

    @cached_property
    def foreign(self) -> bool:
        """Whether neither draft is about it."""
        telling = [op for op, draft in self._drafts.items() if len(draft.articles()) >= _TELLS]
        if not telling or any(map(self._about, telling)):
            return False
        return self._many or self._elsewhere

    def concerns(self, change: Change) -> bool:
        """Whether themes may speak of a change: always, but in a foreign draft only where the article plainly is."""
        return not self.foreign or any(self._plainly(*end) for end in self._ends(change))

    def on_goods(self, change: Change) -> bool:
        """Whether a change is on the safety of goods alone: who supervises a market has no power over people."""
        return any(self._on_goods(provision) for provision in (*change.link.old, *change.link.new))

    def _on_goods(self, provision: Provision) -> bool:
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
        if (op, article.eid) not in self._institutions:  # each change in it asks
            told = self._lexis.holds("subject.institutions", plainly(article.heading))
            few = told and self._different(op, article) < _WORDS
            self._institutions[op, article.eid] = few and not self._people(article)
        return self._institutions[op, article.eid]

    def _people(self, article: Provision) -> bool:
        """Whether an article names those who are protected: "withdrawal" may be that of a patient's consent."""
        return self._lexis.holds("agents.protected", plainly(article.full_text()))

    @cached_property
    def _short(self) -> bool:
        return all(len(draft.articles()) < _TELLS for draft in self._drafts.values())

    @cached_property
    def _many(self) -> bool:
        return any(len(draft.articles()) >= _MANY for draft in self._drafts.values())

    @cached_property
    def _elsewhere(self) -> bool:
        """Whether more articles hold words of other subjects than of this one; a title counts as one."""
        return self._holding("subject.others") > self._holding("subject.words")

    def _holding(self, name: str) -> int:
        """How many articles and titles hold words of a class."""
        return sum(bool(self._lexis.words(name, text)) for text in self._texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """The titles and articles of both drafts, headings included; asked for of short drafts only."""
        drafts = self._drafts.values()
        texts = (text for draft in drafts for text in (draft.title, *(p.full_text() for p in draft.articles())))
        return tuple(plainly(text) for text in texts if text)

    def _about(self, op: Op) -> bool:
        """Whether enough articles of a draft are on the subject, or on people in the hands of others."""
        articles = self._drafts[op].articles()
        on_subject = (article for article in articles if self._different(op, article) >= _WORDS)
        if _reach(on_subject, _SHARE * len(articles)):
            return True
        some = articles[:: math.ceil(len(articles) / _LOOKED_AT)]
        return _reach((article for article in some if self._on_people(op, article)), _PEOPLE * len(some))

    def _on_people(self, op: Op, article: Provision) -> bool:
        people = set(self._lexis.words("subject.people", plainly(article.full_text())))
        return self._different(op, article) + len(people) >= _WORDS

    def _ends(self, change: Change) -> Iterator[tuple[Op, Provision]]:
        """The articles around both ends of a change."""
        ends = ((Op.DELETE, change.link.old), (Op.INSERT, change.link.new))
        for op, provision in ((op, p) for op, side in ends for p in side):
            yield op, outline(self._drafts[op]).unit.get(provision.eid, provision)

    def _plainly(self, op: Op, article: Provision) -> bool:
        """Whether an article is plainly on the subject, whatever the draft is on."""
        found, words = self._words(op, article), draft_words(self._drafts[op])
        enough = len(set(found)) >= _PLAINLY
        return enough and len(found) / max(sum(len(words.own(p)) for p in article.walk()), 1) >= _DENSE

    def _different(self, op: Op, article: Provision) -> int:
        """How many different words of the subject an article holds."""
        return len(set(self._words(op, article)))

    def _words(self, op: Op, article: Provision) -> tuple[str, ...]:
        """The words of the subject that an article holds."""
        known: dict[str, tuple[str, ...]] = self._drafts[op].derived.setdefault(_KNOWN, {})  # type: ignore[assignment]
        if article.eid not in known:
            texts = (plainly(text) for p in article.walk() for text in (p.heading, p.text) if text)
            known[article.eid] = self._lexis.words("subject.words", "\n".join(texts))
        return known[article.eid]


def _reach(articles: Iterator[Provision], many: float) -> bool:
    """Whether there are so many; counts no further than it must."""
    return len(list(islice(articles, math.ceil(many)))) >= many


# -------------------------------------------------------------------------------------------------- both, and the rules


class Environment:
    """The drafts, what is asked of them, and what they say: everything that is worked out once for all changes."""

    def __init__(
        self, redline: Redline, old: Draft, new: Draft, themes: tuple[Theme, ...], profile: Profile, faults: Faults
    ) -> None:
        self.redline, self.old, self.new = redline, old, new
        self.themes, self.profile, self.faults = themes, profile, faults
        self.measures = {theme.name: theme.measure for theme in themes}
        self.own = frozenset(theme.name for theme in themes if theme.own)
        """The names of themes that a user wrote."""
        self.passages, self.moves = Passages(redline, old, new), Moves(old, new)
        self.reader = self.passages.reader
        self.wording = self.reader.wording
        self.references = References(old, new, Alignment(tuple(change.link for change in redline.all)))
        self.lexicon = lexicon_of(themes, new.language) if self.own else self.reader.lexis.lexicon
        self.subject = Subject(old, new, self.reader.lexis)
        self.sides = {Op.DELETE: Context(old, self.reader), Op.INSERT: Context(new, self.reader)}

    @cached_property
    def one_sided(self) -> Mapping[Op, frozenset[str]]:
        """The provisions that came (``INSERT``) and those that went (``DELETE``), by eid."""
        return {op: one_sided(self.redline, op) for op in self.sides}

    @cached_property
    def calls(self) -> Mapping[str, list[tuple[int, int]]]:
        """By the name of a term, the rules that look for it first: the numbers of theme and rule."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, theme in enumerate(self.themes):
            for place, rule in enumerate(theme.rules):
                for name in rule.needs[0]:
                    found.setdefault(name, []).append((number, place))
        return found

    def name(self, change: Change) -> Location:
        """Where a change stands: in the new draft, or in the old one where it is gone from the new."""
        return name_of(change, self.old, self.new)

    def elsewhere(self, op: Op, eid: str) -> Location:
        """What to call the provision of the other draft that has what came (``INSERT``) or went (``DELETE``)."""
        draft = self.new if op is Op.DELETE else self.old
        return _located(draft, outline(draft).provisions[eid], gone=op is Op.INSERT)


def name_of(change: Change, old: Draft, new: Draft) -> Location:
    """What to call the place of a change between two drafts: ``Article 30, paragraph 1 (b)``."""
    gone = change.kind is Kind.DELETED or not change.link.new
    provision = change.link.old[0] if change.kind is Kind.DELETED else change.provision
    return _located(old if gone else new, provision, gone=gone)


def _located(draft: Draft, provision: Provision, *, gone: bool) -> Location:
    tree = outline(draft)
    return Location(title(tree.unit.get(provision.eid, provision)), tree.place.get(provision.eid, ""), gone=gone)
