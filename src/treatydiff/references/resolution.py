"""Cross-references of two drafts, resolved through their alignment.

"Article 28" of the old draft and "article 31" of the new one are the same reference where 28 became 31; "article 28" in
both is then another reference than before. Numbers that cannot be resolved (no such article, another treaty) are words
like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise, product
from typing import NamedTuple

from treatydiff.model import Alignment, Draft, Level, Link, Notice, Provision, Relation, Significance
from treatydiff.references.citations import Citation
from treatydiff.references.containers import Surroundings
from treatydiff.references.outline import outline
from treatydiff.references.places import capital
from treatydiff.text.languages import load
from treatydiff.text.regexes import regex
from treatydiff.text.words import Token, words

_TWICE = regex(r"__dup_\d+")
"""What tells a provision from another of its number in the same place."""


class Resolved(NamedTuple):
    """A cross-reference and the provision it refers to."""

    citation: Citation
    target: Provision
    link: int
    """Index of the link in which the target stands."""
    home: int
    """Index of the link in which the target's article stands; -1 outside articles."""

    def is_printed_as(self, two: Citation, home: int) -> bool:
        """Whether a reference into the article of that link reads alike, the number of an article that both name as
        it should be left aside."""
        one = self.citation
        if (one.kind, one.number, one.paragraph) != (two.kind, two.number, two.paragraph):
            return False
        return one.article == two.article or (bool(one.article and two.article) and self.home == home)


class Cited(NamedTuple):
    """Articles of this instrument that are named together: ``articles 25 to 28 and 30``."""

    start: int
    end: int
    """Where the list stands in the passage, with the word before it."""
    articles: frozenset[str]
    """Each by its ``eid`` in the new draft, whichever draft names it; by its number where that draft has no such."""


_Beyond = tuple[Sequence[Provision], Sequence[Provision]]

_WIDEST = 200
"""A range of more articles than this is a misreading."""
_PARAGRAPHS = frozenset({Level.PARAGRAPH, Level.ARTICLE})


class _Book:
    """One draft's provisions by number, and where each is linked."""

    def __init__(self, draft: Draft, links: dict[str, int]) -> None:
        self._links = links
        self._known: dict[tuple[str, str], list[Resolved]] = {}
        self._children: dict[str, dict[str, Provision]] = {}
        self.outline = outline(draft)

    def link_of(self, provision: Provision) -> int:
        """Index of the link in which a provision of this draft stands."""
        return self._links[provision.eid]

    def resolve(self, text: str, provision: Provision) -> list[Resolved]:
        """The cross-references of a passage of ``provision`` whose targets are in the draft."""
        if (text, provision.eid) not in self._known:
            own = text == provision.text
            found = self.outline.citations[provision.eid] if own else self.outline.cited_in(text)
            self._known[text, provision.eid] = self._resolve(found, provision)
        return self._known[text, provision.eid]

    def lists(self, citations: Iterable[Citation]) -> Iterator[tuple[tuple[int, int], list[Provision | str]]]:
        """Each list of articles of this instrument: where it stands, and all it covers, ranges from end to end.

        An article that is not in the draft is given by its name.
        """
        own = (citation for citation in citations if citation.kind == "article" and not citation.elsewhere)
        for listed, members in groupby(own, key=lambda citation: citation.listed):
            covered: list[Provision | str] = []
            for citation in members:
                article = self._article(citation.number)
                covered += self._between(covered[-1], article) if covered and citation.range_end else ()
                covered.append(article)
            yield listed, covered

    def _article(self, number: str) -> Provision | str:
        name = self.outline.name(number)
        return self.outline.by_number.get(name, name)

    def _between(self, first: Provision | str, last: Provision | str) -> Iterable[Provision | str]:
        """What a range covers between its ends: in the order of the draft, else the whole numbers between them."""
        if not isinstance(first, str) and not isinstance(last, str):
            return self.order_between(first, last)[1:-1]
        low, high = (self.outline.name(p if isinstance(p, str) else p.number) for p in (first, last))
        if not (low.isdecimal() and high.isdecimal() and 0 < int(high) - int(low) <= _WIDEST):
            return ()
        return [self._article(str(number)) for number in range(int(low) + 1, int(high))]

    def order_between(self, first: Provision, last: Provision) -> tuple[Provision, ...]:
        """The articles from one to another in the order of the draft, both among them."""
        order = self.outline.articles
        places = [place for place, article in enumerate(order) if article is first or article is last]
        return order[places[0] : places[-1] + 1]

    def _resolve(self, citations: Iterable[Citation], provision: Provision) -> list[Resolved]:
        found = []
        for citation in citations:
            target = None if citation.elsewhere else self._target(citation, provision)
            if target is not None and target.eid in self._links:
                article = self.outline.article.get(target.eid)
                home = self._links[article.eid] if article else -1
                found.append(Resolved(citation, target, self._links[target.eid], home))
        return found

    def nowhere(self, provision: Provision) -> Iterator[tuple[Citation, int]]:
        """References of a provision to numbers of this instrument that the draft has not, each with the link of the
        article that it points into, -1 where there is none."""
        found = {resolved.citation.start for resolved in self.resolve(provision.text, provision)}
        for citation in self.outline.citations[provision.eid]:
            if not citation.elsewhere and citation.start not in found:
                home = self._home(citation, provision)
                yield citation, self._links.get(home.eid, -1) if home else -1

    def _home(self, citation: Citation, provision: Provision) -> Provision | None:
        """The article that a reference to a part of an article points into."""
        if citation.article:
            return self.outline.by_number.get(self.outline.name(citation.article))
        return self.outline.article.get(provision.eid)

    def _target(self, citation: Citation, provision: Provision) -> Provision | None:
        if citation.kind == "article":
            return self.outline.by_number.get(self.outline.name(citation.number))
        home = self._home(citation, provision)
        if home is None or citation.kind == "paragraph":
            return self._child(home, citation.number)
        inner = self._child(home, citation.paragraph) if citation.paragraph else None
        if citation.paragraph or citation.article:
            return self._child(inner or home, citation.number) if inner or not citation.paragraph else None
        return self._child(self._paragraph_of(provision), citation.number) or self._child(home, citation.number)

    def _paragraph_of(self, provision: Provision) -> Provision | None:
        return self.outline.nearest(provision, _PARAGRAPHS) or self.outline.outermost.get(provision.eid, provision)

    def _child(self, parent: Provision | None, number: str) -> Provision | None:
        name = self.outline.name(number)
        if parent is None or not name:
            return None
        if parent.eid not in self._children:
            self._children[parent.eid] = {self.outline.name(child.number): child for child in reversed(parent.children)}
        return self._children[parent.eid].get(name)


class References:
    """The cross-references of two drafts."""

    def __init__(self, old: Draft, new: Draft, alignment: Alignment) -> None:
        self._links = alignment.links
        self._known: dict[tuple[int, tuple[str, ...]], list[Resolved]] = {}
        self._numbers: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[set[str], set[str]]] = {}
        self._told: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, ...]] = {}
        """What is stale of a link: asked for its weight, and for its remarks."""
        self._named: dict[tuple[str, int], tuple[Cited, ...]] = {}
        self._language = new.language
        self._books = tuple(
            _Book(draft, {p.eid: n for n, link in enumerate(alignment.links) for p in _of(link, side)})
            for side, draft in enumerate((old, new))
        )
        self._around = Surroundings((old, new), alignment.links, lambda p, side: self._books[side].link_of(p))

    @cached_property
    def _inward(self) -> re.Pattern[str]:
        """What points into the text itself, behind a reference: ``above``, ``of this article``."""
        here = "|".join(sorted(map(re.escape, load(self._language).references.here), key=len, reverse=True))
        return re.compile(rf"\s{{1,9}}(?:{here})(?![^\W_])", re.IGNORECASE)

    # ------------------------------------------------------------------------------------------ tokens and their keys

    def keyed(self, found: list[Token], text: str, provision: Provision, side: int) -> list[Token]:
        """The tokens, each resolved number of a reference as one token whose key is the link it refers to."""
        references = iter(self._books[side].resolve(text, provision))
        reference = next(references, None)
        if reference is None:
            return found
        end = self._end(reference, text)
        keyed: list[Token] = []
        position = 0
        for token in found:
            start = position + len(token.gap)
            position = start + len(token.text)
            if reference is None or start < reference.citation.start:
                keyed.append(token)
            elif start == reference.citation.start:
                key = f"→{reference.link}"
                keyed.append(token._replace(key=key, light=Significance.CONSEQUENTIAL))
            else:  # the rest of "3 bis" or 二十八, or "of this article"
                keyed[-1] = keyed[-1]._replace(text=keyed[-1].text + token.gap + token.text)
            if reference is not None and position >= end:
                reference = next(references, None)
                end = self._end(reference, text)
        return keyed

    def _end(self, reference: Resolved | None, text: str) -> int:
        """Where a reference ends, with what points into the text itself: "paragraph 2 above", "of this article"."""
        if reference is None:
            return len(text)
        found = self._inward.match(text, reference.citation.end)
        return found.end() if found else reference.citation.end

    def explains(self, deleted: str, inserted: str, link: Link) -> bool:
        """Whether an edit only lists the parts of what was split or merged: "article 28" → "articles 31 and 32"."""
        edits = [
            [w for w in words(text) if w[0].isalnum() and w.casefold() not in self._glue]
            for text in (deleted, inserted)
        ]
        return any(edits) and all(set(e) <= known for e, known in zip(edits, self._shared(link), strict=True))

    def _shared(self, link: Link) -> tuple[set[str], set[str]]:
        """The words of the numbers, before and after, of references to what both sides refer to; asked at each edit."""
        key = tuple(p.eid for p in link.old), tuple(p.eid for p in link.new)
        if key not in self._numbers:
            sides = self._resolved(link, 0), self._resolved(link, 1)
            same = {r.link for r in sides[0]} & {r.link for r in sides[1]}
            before, after = ({w for r in side if r.link in same for w in words(r.citation.number)} for side in sides)
            for was, now in product(*(filter(self._in_joined, side) for side in sides)):
                if self._only_joined(was, now):
                    before |= {*words(was.citation.number), *self._here}
                    after |= {*words(now.citation.number), *self._here}
            self._numbers[key] = before, after
        return self._numbers[key]

    def _in_joined(self, reference: Resolved) -> bool:
        """Whether a reference leads into articles that were merged or split."""
        return reference.home >= 0 and self._links[reference.home].relation in (Relation.MERGED, Relation.SPLIT)

    def _only_joined(self, was: Resolved, now: Resolved) -> bool:
        """Whether articles were merged or split, and an article's part stands for what was an article of its own, or
        the other way round: "article 19" → "paragraph 1 of this article"."""
        if was.home != now.home or was.link == now.link:
            return False
        pairs = ((was, self._links[now.link].old), (now, self._links[was.link].new))
        return any(
            whole.link == whole.home and part and all(_stands_in(p, whole.target) for p in part)
            for whole, part in pairs
        )

    @cached_property
    def _here(self) -> frozenset[str]:
        """The words of what points into the text itself: "of", "this", "article"."""
        return frozenset(word for phrase in load(self._language).references.here for word in words(phrase))

    def cited(self, provision: Provision, side: int = 1) -> list[Resolved]:
        """The cross-references in the text of a provision of the new draft, or the old one (side 0), in order."""
        return self._books[side].resolve(provision.text, provision)

    def named(self, provision: Provision, text: str, side: int) -> list[Resolved]:
        """The cross-references of a passage of a provision of the old (0) or new (1) draft, in order."""
        return self._books[side].resolve(text, provision)

    def _resolved(self, link: Link, side: int) -> list[Resolved]:
        key = side, tuple(p.eid for p in _of(link, side))
        if key not in self._known:
            self._known[key] = [r for p in _of(link, side) for r in self._books[side].resolve(p.text, p)]
        return self._known[key]

    @cached_property
    def _glue(self) -> frozenset[str]:
        """Words between the numbers of a list of references."""
        known = load(self._language).references
        return frozenset(w.casefold() for w in (*known.article, *known.paragraph, *known.also, *known.through))

    # ------------------------------------------------------------------------------------------------ articles named

    def articles(self, text: str, side: int) -> tuple[Cited, ...]:
        """The lists of articles that a passage of the old (0) or new (1) draft names: several rules ask."""
        if (text, side) not in self._named:
            book = self._books[side]
            found = book.lists(book.outline.cited_in(text))
            self._named[text, side] = tuple(
                Cited(start, end, frozenset(name for each in covered for name in self._heirs(each, side)))
                for (start, end), covered in found
            )
        return self._named[text, side]

    def reached(self, provision: Provision, side: int) -> frozenset[str]:
        """The ``eid`` of every article that a provision names, in its own draft."""
        book = self._books[side]
        lists = book.lists(book.outline.citations[provision.eid])
        return frozenset(each.eid for _, covered in lists for each in covered if not isinstance(each, str))

    def _heirs(self, article: Provision | str, side: int) -> Iterator[str]:
        """An article by the ``eid`` of what it is in the new draft; by its name where it is in neither."""
        if isinstance(article, str):
            yield article
        elif side:
            yield article.eid
        else:
            heirs = self._links[self._books[0].link_of(article)].new
            yield from (heir.eid for heir in heirs if heir.level is Level.ARTICLE and not heir.tombstone)

    # --------------------------------------------------------------------------------------------------------- notices

    def notices(self) -> Iterator[Notice]:
        """References that say what they said and now mean something else; ranges that took in or lost an article."""
        for link in self._links:
            if link.old and link.new and link.level is not Level.FRONT:
                before = self._resolved(link, 0)
                for new in link.new:
                    after = self._books[1].resolve(new.text, new)
                    for says in (*self._stale(before, after), *self._nowhere(before, new)):
                        yield Notice(f"{_where(new)} {says}", new.origin.page)
                    yield from self._ranges(before, after, new)
        yield from self._around.notices()

    def lost(self, link: Link) -> Iterator[tuple[Resolved, Resolved]]:
        """References of a link that are printed as they were and now mean something else: what they were and are."""
        if link.level is not Level.FRONT:
            yield from self._misread(self._resolved(link, 0), self._resolved(link, 1))

    def stale(self, link: Link) -> tuple[str, ...]:
        """What a link's provisions still say, and what that has become: ``still says article 28, which is now …``."""
        if link.level is Level.FRONT or not (link.old and link.new):
            return ()
        key = tuple(p.eid for p in link.old), tuple(p.eid for p in link.new)
        if key not in self._told:
            before = self._resolved(link, 0)
            dead = (says for new in link.new for says in self._nowhere(before, new))
            around = (found.says for _, found in self._around.changed(link) if found.alone)
            self._told[key] = (*self._stale(before, self._resolved(link, 1)), *dead, *around)
        return self._told[key]

    def _ranges(self, before: list[Resolved], after: list[Resolved], new: Provision) -> Iterator[Notice]:
        """Of ranges with the ends they had, and of ranges that read as before; what their ends became is told apart."""
        covered = {key: found for found in self._covered(before, 0) for key in (found[2], found[0])}
        for ends, articles, printed in self._covered(after, 1):
            found = covered.get(ends) or covered.get(printed)
            if found is None:
                continue
            sides = found[1], articles
            told = set() if found[0] == ends else {id(p) for side in sides for p in (side[0], side[-1])}
            added, lost = self._beyond(sides, 1), self._beyond(sides, 0)
            parts = ((added[0], "which now includes"), (added[1], "which now includes what was"),
                     (lost[0], "which no longer includes what was"), (lost[1], "which no longer includes"))  # fmt: skip
            for provisions, what in parts:
                if names := ", ".join(_name(p) for p in provisions if id(p) not in told):
                    yield Notice(f"{_where(new)} says {printed}, {what} {names}", new.origin.page)

    def _beyond(self, sides: tuple[Sequence[Provision], Sequence[Provision]], side: int) -> _Beyond:
        """What one draft's range takes in and the other's does not: whole articles, and other parts of what both cover.

        Nothing of an article that only stood, or now stands, in another that the other draft's range covers.
        """
        here, there = sides[side], sides[1 - side]
        links = {self._books[1 - side].link_of(article) for article in there}
        whole = [article for article in here if not self._is_told(article, side, links)]
        shared = dict.fromkeys(n for article in here if (n := self._books[side].link_of(article)) in links)
        of_link = [p for n in shared for p in _of(self._links[n], 1 - side) if p.level is Level.ARTICLE]
        covered = {article.eid for article in there}
        return whole, [p for p in of_link if p.eid not in covered and not p.tombstone]

    def _is_told(self, article: Provision, side: int, links: set[int]) -> bool:
        """Whether an article is what the other draft's range covers, or stands in it."""
        link = self._books[side].link_of(article)
        homes = [self._books[1 - side].outline.article.get(p.eid) for p in _of(self._links[link], 1 - side)]
        inside = all(home is not None and self._books[1 - side].link_of(home) in links for home in homes)
        return link in links or (bool(homes) and inside)

    def _covered(
        self, resolved: list[Resolved], side: int
    ) -> Iterator[tuple[tuple[int, int], tuple[Provision, ...], str]]:
        """Each range of articles: the links of its ends, all that it covers, and how it is printed."""
        for first, last in pairwise(resolved):
            if last.citation.range_end and first.citation.kind == last.citation.kind == "article":
                between = self._books[side].order_between(first.target, last.target)
                yield (first.link, last.link), between, f"articles {first.citation.number} to {last.citation.number}"

    def _stale(self, before: list[Resolved], after: list[Resolved]) -> Iterator[str]:
        for was, now in self._misread(before, after):
            yield f"still says {_words(now.citation, now.target)}, {self._became(was)}"

    def _misread(self, before: list[Resolved], after: list[Resolved]) -> Iterator[tuple[Resolved, Resolved]]:
        """The references that read as before and mean something else, but not in a list that was brought up.

        "Articles 4 and 5" may rightly have become "articles 5 and 6": 5 is another, and what it was is named by 6. In
        "articles 4 and 5" as it was, 5 now names what 4 was; that excuses 4 only if 5 is excused.
        """
        alike = [(next((r for r in before if r.is_printed_as(now.citation, now.home)), now), now) for now in after]
        pairs = [(was, now) for was, now in alike if was.link != now.link and not self._printed_twice(was, now)]
        sure = {now.link for was, now in alike if was.link == now.link}
        excused: list[tuple[Resolved, Resolved]] = []
        left = pairs
        while len(left) != len(excused):
            excused, kept = left, sure | {now.link for _, now in left}
            left = [(was, now) for was, now in excused if was.link in kept]
        yield from (pair for pair in pairs if pair not in excused)

    def _printed_twice(self, was: Resolved, now: Resolved) -> bool:
        """Whether what it named stands in one place twice, under one number: then either is the one."""
        place = _TWICE.sub("", now.target.eid)
        return any(_TWICE.sub("", each.eid) == place for each in self._links[was.link].new)

    def _nowhere(self, before: list[Resolved], new: Provision) -> Iterator[str]:
        """References that read as before, while the new draft has nothing of that number."""
        for citation, home in self._books[1].nowhere(new):
            was = next((r for r in before if r.is_printed_as(citation, home)), None)
            if was is not None and not self._kept_its_number(was, citation, home):
                yield f"still says {_words(citation, was.target)}, {self._became(was)}"

    def _kept_its_number(self, was: Resolved, citation: Citation, home: int) -> bool:
        """Whether a part of an article is there under its number, only not where the reference was looked up."""
        name = self._books[1].outline.name
        numbers = {name(p.number) for p in self._links[was.link].new}
        return citation.kind != "article" and was.home == home and name(citation.number) in numbers

    def _became(self, was: Resolved) -> str:
        link = self._links[was.link]
        if not link.new or link.new[0].tombstone:
            return "which was deleted"
        names = " and ".join(_name(p) for p in link.new if p.level is link.new[0].level)
        return f"which is now {names}"

    def misdirected(self, old: str, new: str, link: Link) -> str:
        """What to say of a number that was replaced by the number of something else; empty if that is not so."""
        old, new = (self._inward.sub("", text).strip() for text in (old, new))
        was = {r.citation.number: r for r in self._resolved(link, 0)}.get(old)
        after = {r.citation.number for r in self._resolved(link, 1)}
        if was is None or new not in after or not self._links[was.link].new:
            return ""
        now = self._links[was.link].new[0]
        return f"{_words(was.citation, was.target)} is now {_name(now)}; the draft says {new}"

    # ----------------------------------------------------------------------------------------------- places and options

    def left_article(self, link: Link) -> bool:
        """Whether a provision now stands in an article that does not answer to the one it stood in."""
        provisions = zip(self._books, (link.old[0], link.new[0]), strict=True)
        homes = [book.outline.article.get(provision.eid) for book, provision in provisions]
        if homes[0] is None or homes[1] is None:
            return homes[0] is not homes[1]
        return self._books[0].link_of(homes[0]) != self._books[1].link_of(homes[1])


def _of(link: Link, side: int) -> tuple[Provision, ...]:
    return link.new if side else link.old


def _stands_in(inner: Provision, holder: Provision) -> bool:
    return any(p.eid == inner.eid for child in holder.children for p in child.walk())


def _words(citation: Citation, target: Provision) -> str:
    """The reference in words: an article is called what the draft calls its articles."""
    word = target.word or "article"
    number = f"({citation.number})" if citation.kind == "subparagraph" else citation.number
    kind = word if citation.kind == "article" else citation.kind
    return f"{kind} {number}" + (f" of {word} {citation.article}" if citation.article else "")


def _name(provision: Provision) -> str:
    number = f"({provision.number})" if provision.level in (Level.SUBPARAGRAPH, Level.ITEM) else provision.number
    where = f" of {provision.unit}" if provision.level is not Level.ARTICLE and provision.unit else ""
    return provision.unit if provision.level is Level.ARTICLE else f"{provision.level} {number}{where}"


def _where(provision: Provision) -> str:
    if provision.level is Level.ARTICLE:
        return capital(provision.unit)
    inside = f"{provision.level} {provision.number}".strip()
    return f"{capital(provision.unit)}, {inside}" if provision.unit else inside.capitalize()
