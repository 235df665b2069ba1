"""The outline: a draft seen from each provision (ancestors, article, place). Computed once, read by every later stage.

A ``Provision`` knows what stands inside it and not what it stands in, for then it could not be frozen. An outline is
the way up. Each of its tables is made when it is first asked for and keyed by ``eid``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import cast

from treatydiff.model import CONTAINERS, ROWS, Draft, Level, Provision
from treatydiff.references.citations import Citation, find_citations
from treatydiff.references.places import place, title
from treatydiff.text.languages import load
from treatydiff.text.numbering import key, parse
from treatydiff.text.regexes import regex

_CODED = regex(r"\d-\d|[A-Z]\.?\s?\d")
"""``706-16``, ``L821-1``."""
_KNOWN = frozenset({"", "article", "rule", "principle", "provision"})
"""Words of units whose forms a language has, or that no reference is known of."""
_OWNERS = ROWS | {Level.FRONT, Level.FOOTNOTE}


def outline(draft: Draft) -> Outline:
    """The outline of a draft, the same one each time: the draft keeps it."""
    return cast(Outline, draft.derived.setdefault("outline", Outline(draft.provisions, draft.language)))


class Outline:
    """Tables of one draft's provisions, keyed by ``eid``."""

    def __init__(self, provisions: Iterable[Provision], language: str = "en") -> None:
        self._outermost = tuple(provisions)
        self.language = language

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """Every provision, in printed order."""
        return {inner.eid: inner for outermost in self._outermost for inner in outermost.walk()}

    @cached_property
    def parent(self) -> dict[str, Provision]:
        """What a provision stands in; no entry for the outermost."""
        return {child.eid: holder for holder in self.provisions.values() for child in holder.children}

    @cached_property
    def siblings(self) -> dict[str, tuple[Provision, ...]]:
        """The provisions of the same parent in printed order, itself among them."""
        families = (self._outermost, *(holder.children for holder in self.provisions.values()))
        return {child.eid: family for family in families for child in family}

    @cached_property
    def outermost(self) -> dict[str, Provision]:
        """The part, chapter, article ... that stands in nothing else."""
        return {inner.eid: outermost for outermost in self._outermost for inner in outermost.walk()}

    @cached_property
    def unit(self) -> dict[str, Provision]:
        """The article, preamble or annex it stands in (of an annexed article: the article), else the outermost."""
        return {eid: self.nearest(provision, ROWS) or self.outermost[eid] for eid, provision in self.provisions.items()}

    @cached_property
    def owner(self) -> dict[str, Provision]:
        """Under whose name a change of it is listed: the unit, front matter or footnote around it; a chapter's own."""
        return {eid: self.nearest(provision, _OWNERS) or provision for eid, provision in self.provisions.items()}

    @cached_property
    def article(self) -> dict[str, Provision]:
        """The article it stands in, itself if it is one; no entry outside articles and in tombstones."""
        found = ((eid, self.nearest(provision, _ARTICLE)) for eid, provision in self.provisions.items())
        return {eid: article for eid, article in found if article is not None and not article.tombstone}

    @cached_property
    def articles(self) -> tuple[Provision, ...]:
        """The articles that are alive, in printed order."""
        return tuple(p for p in self.provisions.values() if p.level is Level.ARTICLE and not p.tombstone)

    @cached_property
    def by_number(self) -> dict[str, Provision]:
        """The living article of each number, under its ``name``; of repeated numbers the first."""
        return {self.name(article.number): article for article in reversed(self.articles)}

    @cached_property
    def counted(self) -> str:
        """How the articles are counted, for ``find_citations``: by a word of their own, or ``code``; else empty."""
        words = Counter(article.word for article in self.articles if article.word not in _KNOWN)
        coded = sum(_CODED.search(article.number) is not None for article in self.articles)
        known = next((word for word in ("section", "paragraph") if word in words), "code" if coded > 2 else "")
        return known or next((word for word, times in words.items() if 2 * times > len(self.articles)), "")

    def cited_in(self, text: str) -> tuple[Citation, ...]:
        """The cross-references in a text of this draft."""
        return find_citations(text, self.language, self.counted)

    @cached_property
    def citations(self) -> dict[str, tuple[Citation, ...]]:
        """The cross-references in the own text of each provision, from left to right."""
        return {eid: self.cited_in(provision.text) for eid, provision in self.provisions.items()}

    @cached_property
    def place(self) -> dict[str, str]:
        """Where it stands inside its unit, in words: ``paragraph 4 (b)``; empty for the unit."""
        return dict(pair for provision in self._outermost for pair in _places(provision, ""))

    def called(self, provision: Provision) -> str:
        """The whole place of a provision: ``Article 43, paragraph 1 (b)``, ``Article 43``."""
        unit, inside = self.unit.get(provision.eid, provision), self.place.get(provision.eid, "")
        return ", ".join(filter(None, (title(unit), inside)))

    @cached_property
    def digest(self) -> dict[str, str]:
        """SHA-256 of the exact text of a provision and all inside it: two of one digest say the same (Merkle 1988)."""
        from hashlib import sha256  # with OpenSSL: a fiftieth of a short comparison, which asks for no digest

        found: dict[str, str] = {}
        for provision in reversed(self.provisions.values()):  # children come before what holds them
            own = (provision.level, provision.number, provision.heading, provision.text, *sorted(provision.status))
            inside = (found[child.eid] for child in provision.children)
            found[provision.eid] = sha256("\0".join((*own, "", *inside)).encode()).hexdigest()
        return found

    def name(self, number: str) -> str:
        """What a number is looked up by in this draft's language: 二 and 2, ``premier`` and 1 are the same."""
        if number not in self._names:
            read = parse(number, self._ordinals)
            self._names[number] = read.label.casefold() if read else key(number)
        return self._names[number]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}

    @cached_property
    def _ordinals(self) -> Mapping[str, int]:
        return load(self.language).ordinals

    def above(self, provision: Provision) -> Iterator[Provision]:
        """What a provision stands in, from the inside out."""
        holder = self.parent.get(provision.eid)
        while holder is not None:
            yield holder
            holder = self.parent.get(holder.eid)

    def nearest(self, provision: Provision, levels: frozenset[Level]) -> Provision | None:
        """The provision itself or the innermost around it that is of one of these levels."""
        return next((p for p in (provision, *self.above(provision)) if p.level in levels), None)

    def container(self, provision: Provision) -> Provision | None:
        """The innermost part, chapter or section around a provision."""
        return next((holder for holder in self.above(provision) if holder.level in CONTAINERS), None)


_ARTICLE = frozenset({Level.ARTICLE})


def _places(provision: Provision, words: str) -> Iterator[tuple[str, str]]:
    yield provision.eid, words
    unnumbered = 0
    for child in provision.children:
        unnumbered += child.level is Level.PARAGRAPH and not child.number
        yield from _places(child, place(child, provision, words, unnumbered))
