"""Cross-references of two drafts, resolved through their alignment.

"Article 28" of the old draft and "article 31" of the new one are the same reference where 28 became 31; "article 28" in
both is then another reference than before. Numbers that cannot be resolved (no such article, another treaty) are words
like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from treatydiff.citations import Citation, find_citations
from treatydiff.languages import load
from treatydiff.model import Alignment, Draft, Level, Link, Notice, Provision, Significance
from treatydiff.numbering import parse
from treatydiff.outline import outline
from treatydiff.words import Token, words


@dataclass(frozen=True, slots=True)
class Resolved:
    """A cross-reference and the provision it refers to."""

    citation: Citation
    target: Provision
    link: int
    """Index of the link in which the target stands."""
    home: int
    """Index of the link in which the target's article stands; -1 outside articles."""

    def says_the_same_as(self, other: Resolved) -> bool:
        """Whether both are printed alike, the number of an article that both name as it should be left aside."""
        one, two = self.citation, other.citation
        if (one.kind, one.number, one.paragraph) != (two.kind, two.number, two.paragraph):
            return False
        return one.article == two.article or (bool(one.article and two.article) and self.home == other.home)


_PARAGRAPHS = frozenset({Level.PARAGRAPH, Level.ARTICLE})


class _Book:
    """One draft's provisions by number, and where each is linked."""

    def __init__(self, draft: Draft, links: dict[str, int]) -> None:
        self._language = draft.language
        self._ordinals = load(draft.language).ordinals
        self._links = links
        self.outline = outline(draft)
        self._labels: dict[str, str] = {}
        self._children: dict[str, dict[str, Provision]] = {}
        self._known: dict[tuple[str, str], list[Resolved]] = {}
        self._articles = {self._label(article.number): article for article in reversed(self.outline.articles)}

    def link_of(self, provision: Provision) -> int:
        """Index of the link in which a provision of this draft stands."""
        return self._links[provision.eid]

    def _label(self, number: str) -> str:
        if number not in self._labels:
            read = parse(number.replace("条", ""), self._ordinals)
            self._labels[number] = read.label if read else number.casefold()
        return self._labels[number]

    def resolve(self, text: str, provision: Provision) -> list[Resolved]:
        """The cross-references of a passage of ``provision`` whose targets are in the draft."""
        if (text, provision.eid) not in self._known:
            self._known[text, provision.eid] = self._resolve(text, provision)
        return self._known[text, provision.eid]

    def _resolve(self, text: str, provision: Provision) -> list[Resolved]:
        found = []
        for citation in find_citations(text, self._language):
            target = None if citation.elsewhere else self._target(citation, provision)
            if target is not None and target.eid in self._links:
                article = self.outline.article.get(target.eid)
                home = self._links[article.eid] if article else -1
                found.append(Resolved(citation, target, self._links[target.eid], home))
        return found

    def _target(self, citation: Citation, provision: Provision) -> Provision | None:
        if citation.kind == "article":
            return self._articles.get(self._label(citation.number))
        named = self._articles.get(self._label(citation.article)) if citation.article else None
        home = named if citation.article else self.outline.article.get(provision.eid)
        if home is None or citation.kind == "paragraph":
            return self._child(home, citation.number)
        inner = self._child(home, citation.paragraph) if citation.paragraph else None
        if citation.paragraph or citation.article:
            return self._child(inner or home, citation.number) if inner or not citation.paragraph else None
        return self._child(self._paragraph_of(provision), citation.number) or self._child(home, citation.number)

    def _paragraph_of(self, provision: Provision) -> Provision | None:
        return self.outline.nearest(provision, _PARAGRAPHS) or self.outline.outermost.get(provision.eid, provision)

    def _child(self, parent: Provision | None, number: str) -> Provision | None:
        label = self._label(number)
        if parent is None or not label:
            return None
        if parent.eid not in self._children:
            self._children[parent.eid] = {self._label(child.number): child for child in reversed(parent.children)}
        return self._children[parent.eid].get(label)


class References:
    """The cross-references of two drafts."""

    def __init__(self, old: Draft, new: Draft, alignment: Alignment) -> None:
        self._links = alignment.links
        self._known: dict[tuple[int, tuple[str, ...]], list[Resolved]] = {}
        self._language = new.language
        self._books = tuple(
            _Book(draft, {p.eid: n for n, link in enumerate(alignment.links) for p in _of(link, side)})
            for side, draft in enumerate((old, new))
        )

    # ------------------------------------------------------------------------------------------ tokens and their keys

    def keyed(self, found: list[Token], text: str, provision: Provision, side: int) -> list[Token]:
        """The tokens, each resolved number of a reference as one token whose key is the link it refers to."""
        references = iter(self._books[side].resolve(text, provision))
        reference = next(references, None)
        keyed: list[Token] = []
        position = 0
        for token in found:
            start = position + len(token.gap)
            position = start + len(token.text)
            if reference is None or start < reference.citation.start:
                keyed.append(token)
            elif start == reference.citation.start:
                key = f"→{reference.link}"
                keyed.append(replace(token, key=key, light=Significance.CONSEQUENTIAL))
            else:  # the rest of "3 bis" or 二十八
                keyed[-1] = replace(keyed[-1], text=keyed[-1].text + token.gap + token.text)
            if reference is not None and position >= reference.citation.end:
                reference = next(references, None)
        return keyed

    def explains(self, deleted: str, inserted: str, link: Link) -> bool:
        """Whether an edit only lists the parts of what was split or merged: "article 28" → "articles 31 and 32"."""
        before, after = self._resolved(link, 0), self._resolved(link, 1)
        same = {r.link for r in before} & {r.link for r in after}
        known = [
            {word for r in side if r.link in same for word in words(r.citation.number)} for side in (before, after)
        ]
        edits = [
            [w for w in words(text) if w[0].isalnum() and w.casefold() not in self._glue]
            for text in (deleted, inserted)
        ]
        return any(edits) and all(set(edit) <= numbers for edit, numbers in zip(edits, known, strict=True))

    def cited(self, provision: Provision) -> list[Resolved]:
        """The cross-references in the text of a provision of the new draft, in order."""
        return self._books[1].resolve(provision.text, provision)

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

    # --------------------------------------------------------------------------------------------------------- notices

    def notices(self) -> Iterator[Notice]:
        """References that say what they said and now mean something else; ranges that took in or lost an article."""
        for link in self._links:
            if link.old and link.new and link.level is not Level.FRONT:
                before = self._resolved(link, 0)
                for new in link.new:
                    after = self._books[1].resolve(new.text, new)
                    for says in self._stale(before, after):
                        yield Notice(f"{_where(new)} {says}", new.origin.page)
                    yield from self._ranges(before, after, new)

    def stale(self, link: Link) -> tuple[str, ...]:
        """What a link's provisions still say, and what that has become: ``still says article 28, which is now …``."""
        if link.level is Level.FRONT:
            return ()
        return tuple(self._stale(self._resolved(link, 0), self._resolved(link, 1)))

    def _ranges(self, before: list[Resolved], after: list[Resolved], new: Provision) -> Iterator[Notice]:
        covered = {ends: links for ends, links, _ in self._covered(before, 0)}
        for ends, links, printed in self._covered(after, 1):
            added = [self._links[n].new[0] for n in sorted(links - covered.get(ends, links))]
            lost = [self._links[n].old[0] for n in sorted(covered.get(ends, links) - links)]
            for provisions, what in ((added, "which now takes in"), (lost, "which no longer takes in what was")):
                if provisions:
                    names = ", ".join(_name(p) for p in provisions)
                    yield Notice(f"{_where(new)} says {printed}, {what} {names}", new.origin.page)

    def _covered(self, resolved: list[Resolved], side: int) -> Iterator[tuple[tuple[int, int], set[int], str]]:
        """Each range of articles: the links of its ends, the links of all it covers, and how it is printed."""
        order = self._books[side].outline.articles
        for first, last in pairwise(resolved):
            if last.citation.range_end and first.citation.kind == last.citation.kind == "article":
                places = [k for k, p in enumerate(order) if p is first.target or p is last.target]
                between = order[places[0] : places[-1] + 1]
                links = {self._books[side].link_of(p) for p in between}
                yield (first.link, last.link), links, f"articles {first.citation.number} to {last.citation.number}"

    def _stale(self, before: list[Resolved], after: list[Resolved]) -> Iterator[str]:
        kept = {r.link for r in after}
        for now in after:
            was = next((r for r in before if r.says_the_same_as(now)), None)
            if was is not None and was.link != now.link and was.link not in kept:
                yield f"still says {_words(now.citation)}, {self._became(was)}"

    def _became(self, was: Resolved) -> str:
        link = self._links[was.link]
        if not link.new or link.new[0].tombstone:
            return "which was deleted"
        names = " and ".join(_name(p) for p in link.new if p.level is link.new[0].level)
        return f"which is now {names}"

    def misdirected(self, old: str, new: str, link: Link) -> str:
        """What to say of a number that was replaced by the number of something else; empty if that is not so."""
        was = {r.citation.number: r for r in self._resolved(link, 0)}.get(old.strip())
        after = {r.citation.number for r in self._resolved(link, 1)}
        if was is None or new.strip() not in after or not self._links[was.link].new:
            return ""
        now = self._links[was.link].new[0]
        return f"{_words(was.citation)} is now {_name(now)}; the draft says {new.strip()}"

    # ----------------------------------------------------------------------------------------------- places and options

    def left_article(self, link: Link) -> bool:
        """Whether a provision now stands in an article that does not answer to the one it stood in."""
        provisions = zip(self._books, (link.old[0], link.new[0]), strict=True)
        homes = [book.outline.article.get(provision.eid) for book, provision in provisions]
        if homes[0] is None or homes[1] is None:
            return homes[0] is not homes[1]
        return self._books[0].link_of(homes[0]) != self._books[1].link_of(homes[1])

    @cached_property
    def dropped_options(self) -> frozenset[str]:
        """The old options, with what they hold, that went while another option of the same set stayed."""
        alive = {p.eid for link in self._links if link.new and not link.new[0].tombstone for p in link.old}
        holders = self._books[0].outline.provisions.values()
        sets = [[child for child in holder.children if child.level is Level.OPTION] for holder in holders]
        return frozenset(
            inner.eid
            for options in sets
            for option in options
            if option.eid not in alive
            and any(p.eid in alive for other in options if other is not option for p in other.walk())
            for inner in option.walk()
        )


def _of(link: Link, side: int) -> tuple[Provision, ...]:
    return link.new if side else link.old


def _words(citation: Citation) -> str:
    number = f"({citation.number})" if citation.kind == "subparagraph" else citation.number
    return f"{citation.kind} {number}" + (f" of article {citation.article}" if citation.article else "")


def _name(provision: Provision) -> str:
    number = f"({provision.number})" if provision.level in (Level.SUBPARAGRAPH, Level.ITEM) else provision.number
    where = f" of article {provision.article}" if provision.level is not Level.ARTICLE and provision.article else ""
    return f"{provision.level} {number}{where}"


def _where(provision: Provision) -> str:
    if provision.level is Level.ARTICLE:
        return f"Article {provision.number}"
    inside = f"{provision.level} {provision.number}".strip()
    return f"Article {provision.article}, {inside}" if provision.article else inside.capitalize()
