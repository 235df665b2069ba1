"""A draft's provisions as nodes of a tree that knows its parents, order and words: what alignment works on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from treatydiff.alignment.likeness import length, plain_words, terms
from treatydiff.model import CONTAINERS, ROWS, Draft, Level, Provision
from treatydiff.text.lettering import tidy
from treatydiff.text.numbering import key


@dataclass(eq=False, slots=True)
class Node:
    """One provision in its place. Compared by identity: two equal provisions are still two."""

    provision: Provision
    parent: Node | None
    place: int
    """Ordinal in the draft, in printed order."""
    terms: tuple[str, ...] = ()
    """Terms of heading, text and everything inside."""
    counts: Counter[str] = field(default_factory=Counter)
    """How often each of them stands there; not to be changed."""
    children: list[Node] = field(default_factory=list)
    last: int = 0
    """The place of the last provision inside."""
    siblings: list[Node] = field(default_factory=list)
    """The nodes of the same parent, itself among them."""
    rank: int = 0
    """Ordinal among its siblings."""
    key: str = ""
    """Its number for looking up."""
    _full_text: str | None = None
    _plain: tuple[str, ...] | None = None
    _own: Counter[str] | None = None
    _size: int | None = None

    def walk(self) -> Iterator[Node]:
        """This node and everything inside it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def level(self) -> Level:
        """The provision's rank."""
        return self.provision.level

    @property
    def tombstone(self) -> bool:
        """Whether only the number is left of it."""
        return self.provision.tombstone

    @property
    def size(self) -> int:
        """Number of words."""
        if self._size is None:
            self._size = length(self.terms)
        return self._size

    @property
    def own(self) -> Counter[str]:
        """How often each term stands in its own text, without the heading and what stands inside; not to be changed."""
        if self._own is None:
            whole = not (self.children or self.provision.heading)
            self._own = self.counts if whole else Counter(terms(self.provision.text))
        return self._own

    @property
    def speaks(self) -> bool:
        """Whether its own text has any term."""
        return bool(terms(self.provision.text))

    @property
    def full_text(self) -> str:
        """What identity is judged by: headings and texts of everything inside, but no numbers and no layout."""
        if self._full_text is None:
            self._full_text = tidy(self.provision.full_text())
        return self._full_text

    @property
    def plain(self) -> tuple[str, ...]:
        """The plain words of the full text, from those of each text in it: no word reaches over a blank."""
        if self._plain is None:
            inside = [child.plain for child in self.children]
            self._plain = (*plain_words(self.provision.own), *chain.from_iterable(inside))
        return self._plain

    @property
    def body(self) -> tuple[str, ...]:
        """Its terms without those of its heading, which stand first."""
        heading = self.provision.heading
        return self.terms[len(terms(heading)) :] if heading and self.provision.text else self.terms

    def stands_in(self, holders: Iterable[Node]) -> bool:
        """Whether it stands inside one of these, at whatever depth."""
        return any(holder.place < self.place <= holder.last for holder in holders)

    def ancestor(self, levels: frozenset[Level]) -> Node | None:
        """The nearest enclosing node of one of these levels."""
        node = self.parent
        while node is not None and node.level not in levels:
            node = node.parent
        return node

    def held_by(self, places: Mapping[Node, int]) -> list[int]:
        """The places of those that it stands in, the nearest first."""
        found = []
        holder = self.parent
        while holder is not None:
            if holder in places:
                found.append(places[holder])
            holder = holder.parent
        return found

    def inner(self) -> Iterator[Node]:
        """All that stands inside it, but for articles of their own."""
        for child in self.children:
            if child.level not in ROWS:
                yield child
                yield from child.inner()


def grow(old: Draft, new: Draft) -> tuple[list[Node], list[Node]]:
    """All provisions of either draft as nodes, in printed order."""
    counted: dict[tuple[str, ...], Counter[str]] = {}  # most provisions say the same in both
    grown: tuple[list[Node], list[Node]] = [], []
    for draft, nodes in zip((old, new), grown, strict=True):
        _rank([_grow(provision, None, nodes, counted) for provision in draft.provisions])
    return grown


def _grow(
    provision: Provision, parent: Node | None, nodes: list[Node], counted: dict[tuple[str, ...], Counter[str]]
) -> Node:
    node = Node(provision, parent, len(nodes), terms(provision.own), key=key(provision.number))
    nodes.append(node)
    node.children = [_grow(child, node, nodes, counted) for child in provision.children]
    if provision.level not in CONTAINERS:  # what a chapter holds says nothing about its own words
        node.terms += tuple(term for child in node.children for term in child.terms)
    node.counts = counted.get(node.terms) or counted.setdefault(node.terms, Counter(node.terms))
    _rank(node.children)
    node.last = len(nodes) - 1
    return node


def _rank(siblings: list[Node]) -> None:
    for rank, node in enumerate(siblings):
        node.siblings, node.rank = siblings, rank
