"""Splits and mergers: an unpaired provision that holds what its neighbour's partner has lost.

The idea of Vecalign and Bertalign (Thompson & Koehn 2019; Liu & Zhu 2022), to score against neighbours taken
together, without embeddings: an old provision A that became B1 and B2 is paired with the one that kept most of it; B2
is then found by what of A is missing in B1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from treatydiff.alignment.likeness import Weights, length, plain_words, terms
from treatydiff.alignment.nodes import Node
from treatydiff.model import Level
from treatydiff.text.frozen import dataclass
from treatydiff.text.words import words

_HELD = 0.45
"""So much of an unpaired provision must stand in what the other has lost; unrelated provisions share about a fifth."""
_PHRASES_APART = 0.3
"""So many of its pairs of words must stand in the whole where another provision stands between the parts: a long text
holds many single words of any other."""
_SHARE = 0.12
"""So much of the whole must have gone to (come from) the unpaired part, unless both carry the same heading."""
_IN_ORDER, _FILLED = 0.4, 0.2
"""Of a provision that stands next to the parts so many of its words must stand in the whole behind (before) theirs, in
order, and so much must they fill of what the parts leave open there; measured, no other neighbour does both."""
_AT_LEAST = 0.25
"""And so much of it, by weight, must stand in what the whole has lost: what stands in it twice was not lost."""
_LEAST_WORDS = 6
_ALMOST = 1 - 1e-9
"""What is compared to a sum of the same weights in another order must allow for rounding."""
_LEFT, _TAKEN = 0.3, 0.75
"""So much of what is gone from a heading must head a passage that became an article, and so much of what heads it must
come from there, or the article was not split."""
_FEWEST_WORDS, _ALL = 3, 0.9
"""With so few words it must stand in the other all but whole."""


@dataclass(eq=False, slots=True)
class Family:
    """Old and new provisions that answer to each other while alignment is being worked out."""

    old: list[Node] = field(default_factory=list)
    new: list[Node] = field(default_factory=list)


def join_parts(families: Sequence[Family], old: Sequence[Node], new: Sequence[Node], weights: Weights) -> None:
    """Add free nodes to the families of which they hold a part, the surest first.

    A free new node may be part of what an old provision was split into, a free old one of what was merged into a new.
    """
    search = _Search(families, {"old": list(old), "new": list(new)}, weights)
    while found := search.surest():
        family, side, node = found
        members: list[Node] = getattr(family, side)
        members.append(node)
        members.sort(key=lambda member: member.place)
        search.free[side].remove(node)


class _Lost(NamedTuple):
    """What a whole has beyond its parts."""

    terms: Counter[str]
    mass: float
    share: float
    """Of the whole."""


@dataclass(slots=True)
class _Search:
    families: Sequence[Family]
    free: dict[str, list[Node]]
    weights: Weights
    lost: dict[tuple[Node, int], _Lost] = field(default_factory=dict)
    """By the whole and how many parts it has: they only become more."""
    masses: dict[Node, float] = field(default_factory=dict)
    shares: dict[tuple[Node, Node, int], float] = field(default_factory=dict)
    phrases: dict[tuple[Node, Node], float] = field(default_factory=dict)
    going_on: dict[tuple[Node, Node, int], float] = field(default_factory=dict)

    def surest(self) -> tuple[Family, str, Node] | None:
        candidates = [
            (held, -node.place, side, family, node)
            for side, whole in (("new", "old"), ("old", "new"))
            if self.free[side]
            for node, family in self._likely(side, whole)
            if (held := self._held(node, getattr(family, whole)[0], getattr(family, side)))
        ]
        if not candidates:
            return None
        _, _, side, family, node = max(candidates, key=lambda entry: entry[:2])
        return family, side, node

    def _likely(self, side: str, whole: str) -> Iterator[tuple[Node, Family]]:
        """The free nodes with the families that have lost enough to hold so much of them; most have lost nothing."""
        wholes = ((family, getattr(family, whole)) for family in self.families)
        open_ = [(f, found[0], self._lost(found[0], getattr(f, side))) for f, found in wholes if len(found) == 1]
        open_ = [entry for entry in open_ if entry[2].mass and not entry[1].tombstone]
        for node in (node for node in self.free[side] if node.size >= _LEAST_WORDS):
            enough = _AT_LEAST * self._mass(node) * _ALMOST
            yield from ((node, f) for f, of, lost in open_ if lost.mass >= enough and of.level is node.level)

    def _held(self, node: Node, whole: Node, parts: Sequence[Node]) -> float:
        """How much of ``node`` stands in what ``whole`` has beyond ``parts``; 0.0 where it cannot be a part."""
        if _single(node, whole) and not self._is_headed(node, whole, parts):
            return 0.0
        if (node, whole, len(parts)) not in self.shares:
            self.shares[node, whole, len(parts)] = self._share_lost(node, whole, self._lost(whole, parts))
        held = self.shares[node, whole, len(parts)]
        if held and (self._beside(node, parts) or self._phrases(node, whole) >= _PHRASES_APART):
            return held
        return self._going_on(node, whole, parts)

    def _going_on(self, node: Node, whole: Node, parts: Sequence[Node]) -> float:
        """How much of a node's words the whole has in order where the parts before or after it stop; 0.0 if too little.

        Its place speaks for it, so its words may have changed more.
        """
        if (node, whole, len(parts)) not in self.going_on:
            self.going_on[node, whole, len(parts)] = self._words_in_order(node, whole, parts)
        return self.going_on[node, whole, len(parts)]

    def _words_in_order(self, node: Node, whole: Node, parts: Sequence[Node]) -> float:
        before, after = parts[-1].last + 1 == node.place, node.last + 1 == parts[0].place
        if not (before or after):
            return 0.0
        if self.weights.common(node.counts, self._lost(whole, parts).terms) < _AT_LEAST * self._mass(node):
            return 0.0
        own, there = node.plain, whole.plain
        told = tuple(word for part in parts for word in part.plain)
        explained = LCSseq.similarity(told, there)
        gained = LCSseq.similarity(told + own if before else own + told, there) - explained
        enough = gained >= _IN_ORDER * len(own) and gained >= _FILLED * (len(there) - explained)
        return gained / len(own) if enough and gained else 0.0

    def _is_headed(self, node: Node, whole: Node, parts: Sequence[Node]) -> bool:
        """Whether the whole's heading was shared out and the node has its part of it: "Forgery and fraud", which became
        "Forgery" and "Fraud", was split, however short one of the two is."""
        left, own = _heading(whole), _heading(node)
        for part in parts:
            left.subtract(_heading(part))
        share = self.weights.share
        return share(+left, own) >= _LEFT and share(own, _heading(whole)) >= _TAKEN

    def _share_lost(self, node: Node, whole: Node, lost: _Lost) -> float:
        """How much of a node stands in what a whole has lost: asked again only when it got another part."""
        if lost.share < _SHARE * _ALMOST and not same_heading(node, whole):
            return 0.0
        common = self.weights.common(node.counts, lost.terms)
        held = common / (self._mass(node) or 1.0)
        if held < _HELD or (common < _SHARE * self._mass(whole) and not same_heading(node, whole)):
            return 0.0
        return held

    def _lost(self, whole: Node, parts: Sequence[Node]) -> _Lost:
        if (whole, len(parts)) not in self.lost:
            terms = _beyond(whole, parts)
            mass = self.weights.mass(terms)
            self.lost[whole, len(parts)] = _Lost(terms, mass, mass / (self._mass(whole) or 1.0) if mass else 0.0)
        return self.lost[whole, len(parts)]

    def _mass(self, node: Node) -> float:
        if node not in self.masses:
            self.masses[node] = self.weights.mass(node.counts)
        return self.masses[node]

    def _phrases(self, node: Node, whole: Node) -> float:
        if (node, whole) not in self.phrases:
            self.phrases[node, whole] = phrases_held(node, whole)
        return self.phrases[node, whole]

    def _beside(self, node: Node, parts: Sequence[Node]) -> bool:
        """Whether nothing that has a counterpart of its own stands between the node and the nearest part."""
        return any(
            node.place == part.last + 1 or part.place == node.last + 1 or self._neighbours(node, part) for part in parts
        )

    def _neighbours(self, a: Node, b: Node) -> bool:
        first, second = sorted((a, b), key=lambda node: node.place)
        between = first.siblings[first.rank + 1 : second.rank]
        free = {*self.free["old"], *self.free["new"]}
        return first.siblings is second.siblings and all(node.tombstone or node in free for node in between)


def _beyond(whole: Node, parts: Sequence[Node]) -> Counter[str]:
    """The terms that stand in a whole and in none of its parts; most wholes have one part, which says the same."""
    if any(part.full_text == whole.full_text for part in parts):
        return Counter()
    return _left(whole.counts, [part.counts for part in parts])


def _left(whole: Counter[str], parts: Iterable[Counter[str]]) -> Counter[str]:
    """What is left of some terms without others, in their order: as ``Counter`` does it, in half the time."""
    left = whole
    for part in parts:
        left = Counter({term: more for term, count in left.items() if (more := count - part.get(term, 0)) > 0})
    return left


def join_texts(families: Sequence[Family], old: Sequence[Node], new: Sequence[Node], weights: Weights) -> list[Family]:
    """Add free nodes to the families whose own text holds theirs, whatever their levels; which families grew is told.

    A text without numbers became paragraphs 1 to 3, a sentence of an item closing words, or the other way round.
    """
    grown: list[Family] = []
    for side, whole, free in (("new", "old", new), ("old", "new", old)):
        nodes = [node for node in free if not node.tombstone and length(node.own.elements()) >= _FEWEST_WORDS]
        open_ = {f: text for f in families if (text := _open_text(f, whole, side, weights)).lost} if nodes else {}
        for node in nodes:
            family, held = _holder(node, open_, weights)
            if family and held:
                members: list[Node] = getattr(family, side)
                members.append(node)
                members.sort(key=lambda member: member.place)
                grown.append(family)
                open_[family] = _open_text(family, whole, side, weights)
    return grown


@dataclass(frozen=True, slots=True)
class _OpenText:
    """What the own text of a whole has beyond those of its parts."""

    whole: Node
    lost: Counter[str]
    mass: float


def _open_text(family: Family, whole: str, side: str, weights: Weights) -> _OpenText:
    """Nothing is left of most, which are the same in both drafts, nor where several members have texts of their own."""
    wholes: list[Node] = getattr(family, whole)
    parts: list[Node] = getattr(family, side)
    spoken = [node for node in wholes if node.speaks]
    if len(spoken) != 1 or spoken[0].tombstone or any(p.provision.text == spoken[0].provision.text for p in parts):
        return _OpenText(wholes[0], Counter(), 0.0)
    lost = _left(spoken[0].own, [part.own for part in parts])
    return _OpenText(spoken[0], lost, weights.mass(lost))


def _holder(node: Node, texts: Mapping[Family, _OpenText], weights: Weights) -> tuple[Family | None, float]:
    """The family whose text holds most of a node's, the first of several, and how much; 0.0 if too little."""
    mass = weights.mass(node.own)
    likely = ((family, text) for family, text in texts.items() if text.mass >= _HELD * mass * _ALMOST)
    shares = ((family, _text_held(node, text, weights)) for family, text in likely)
    return max(shares, key=lambda share: share[1], default=(None, 0.0))


def _text_held(node: Node, text: _OpenText, weights: Weights) -> float:
    """How much of a node's own text stands in what is left of a whole's; 0.0 if too little."""
    held = weights.share(node.own, text.lost)
    if held < _HELD or (length(node.own.elements()) < _LEAST_WORDS and held < _ALL):
        return 0.0
    return held if text_held(node.provision.text, text.whole.provision.text) >= _PHRASES_APART else 0.0


def text_held(part: str, whole: str) -> float:
    """The share of a text's pairs of neighbouring words that stand in another."""
    pairs, there = (Counter(pairwise(plain_words(text))) for text in (part, whole))
    return (pairs & there).total() / (pairs.total() or 1)


def phrases_held(node: Node, whole: Node) -> float:
    """The share of a provision's pairs of neighbouring words that stand in another."""
    part, there = (Counter(pairwise(words(n.full_text.casefold()))) for n in (node, whole))
    return (part & there).total() / (part.total() or 1)


def _heading(node: Node) -> Counter[str]:
    return Counter(terms(node.provision.heading))


def same_heading(a: Node, b: Node) -> bool:
    """Whether both have the same heading, whatever its case."""
    return bool(a.provision.heading) and a.provision.heading.casefold() == b.provision.heading.casefold()


def _single(node: Node, whole: Node) -> bool:
    """Whether the node is one passage out of an article of several: that passage moved, the article was not split."""
    return node.level is Level.ARTICLE and _passages(node) == 1 and _passages(whole) > 2


def _passages(node: Node) -> int:
    return max(sum(child.level is not Level.CLOSING for child in node.children), 1)
