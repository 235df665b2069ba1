"""The matching algorithm: evidence first, then articles, then their provisions, then what is left over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product

from treatydiff.alignment.anchors import anchors, sampled
from treatydiff.alignment.evidence import Ruling, credible, official_notes, without_noted
from treatydiff.alignment.families import Family, join_parts, join_texts, same_heading
from treatydiff.alignment.likeness import Vector, Weights, cosine, cosines, equals, terms
from treatydiff.alignment.nodes import Node
from treatydiff.alignment.pairs import Floors, Pair, above_noise, fill_gaps, pair_up
from treatydiff.alignment.transfers import LEAST, PHRASES, in_other_place, may_have_moved, phrases_alike, row_of
from treatydiff.model import CONTAINERS, ROWS, Basis, Level

_ARTICLES = Floors(chain=0.30, move=0.45, gap=0.16)
_SIBLINGS = Floors(chain=0.30, move=0.60, gap=0.18)
_INSIDE, _ANYWHERE, _PIECES = 0.40, 0.50, 0.75
"""One floor each, in order or not: across levels of one article, across articles, and for what stands inside of what
is free itself."""
_LEAST_WORDS = {
    **dict.fromkeys((Level.ARTICLE, Level.RECITAL, Level.AMENDED, Level.PARAGRAPH, Level.OPTION), 6),
    **dict.fromkeys((Level.SUBPARAGRAPH, Level.CLOSING), 14),
}
"""A provision shorter than this is never said to have moved to another article: too little to know it by."""
_HEADING = 0.25
"""How much of two articles' likeness is that of their headings."""
_MERGED = 0.5
"""So much of an article must be left where a note says that it was merged into another."""
_KEPT = 0.85
_ENOUGH_PAIRS = 12
"""So many of so many sure pairs must have kept their number before a number is evidence."""
_FAINT = 0.12
"""Pairs less alike than this are not kept: every floor is higher."""
_HEADINGS_ALIKE = 0.2
"""Unless their headings are so much alike: with less, the heading's part in likeness lifts them over no floor."""
_ALL_ARTICLES = 40_000
"""So many pairs of articles, or of chapters, are weighed, 200 a side; beyond, anchors or words say which."""
_ALL_PAIRS = 10_000
"""So many pairs of siblings are compared one by one; beyond, through an inverted index."""


class Matching:
    """The families of two drafts' provisions as they are worked out, each step only among what is still free."""

    def __init__(self, old: Sequence[Node], new: Sequence[Node], rulings: Sequence[Ruling] = ()) -> None:
        self.old, self.new = old, new
        self.rulings = rulings
        self.families: list[Family] = []
        self.family_of: dict[Node, Family] = {}
        self._basis: dict[Family, Basis] = {}
        self._closed: set[Node] = set()
        self._denied: set[Node] = set()
        """Of these the user says so, and the program found otherwise."""
        self._notes: list[tuple[Node, Node]] = []
        articles = [n.counts for n in (*old, *new) if n.level in ROWS]
        self.article_weights = Weights(articles)
        self.weights = Weights([n.counts for n in (*old, *new) if n.level not in CONTAINERS])
        self._headings: dict[Node, Vector] = {}

    def run(self) -> list[Family]:
        """All families, every node of both drafts in exactly one."""
        self._evidence()
        self._articles()
        self._frame()
        self._tombstones()
        for family in list(self.families):
            self._inside(family)
        for family in list(self.families):
            self._across_levels(family)
        self._anywhere(self._tops, _ANYWHERE)
        self._anywhere(_all, _PIECES)
        for node in [n for n in self.old if n not in self.family_of]:
            self._add([node], [])
        for node in [n for n in self.new if n not in self.family_of]:
            self._add([], [node])
        return self.families

    def basis(self, family: Family) -> Basis:
        """Why the family's members were paired."""
        if family in self._basis:
            return self._basis[family]
        if not (family.old and family.new):
            return Basis.NONE
        old, new = family.old[0], family.new[0]
        if old.full_text == new.full_text:
            return Basis.IDENTICAL
        alike = cosine(self._vector(old), self._vector(new))
        if alike < 0.5 and same_heading(old, new):
            return Basis.HEADING
        return Basis.WORDING if alike >= _SIBLINGS.chain else Basis.PLACE

    def finds(self, ruling: Ruling) -> Basis | None:
        """Why what a user rules was found without the ruling; None where it was not. To be asked after ``run``."""
        families = {self.family_of[node] for node in (*ruling.old, *ruling.new)}
        if not families:
            return Basis.NONE
        family = families.pop()
        same = [*map(_as_listed, (family.old, family.new))] == [[*ruling.old], [*ruling.new]]
        return self.basis(family) if same and not families else None

    # ------------------------------------------------------------------------------------------------------- the steps

    def _evidence(self) -> None:
        for ruling in self.rulings:
            self._accept(ruling)
        for ruling in official_notes(self.old, self.new):
            free = len(self._free((*ruling.old, *ruling.new))) == 2
            if free and all(node.level is Level.ARTICLE for node in (*ruling.old, *ruling.new)):
                self._notes.append((ruling.old[0], ruling.new[0]))
            elif free:
                self._accept(ruling)

    def _accept(self, ruling: Ruling) -> None:
        """A pairing; or, with an empty side, that a provision has no counterpart."""
        if ruling.old and ruling.new:
            self._add(list(ruling.old), list(ruling.new), ruling.basis)
        else:
            self._closed.update(ruling.old, ruling.new)
            self._denied.update((*ruling.old, *ruling.new) if ruling.basis is Basis.USER else ())

    def _articles(self) -> None:
        old, new = (
            [n for n in self._free(side) if n.level is Level.ARTICLE and not n.tombstone]
            for side in (self.old, self.new)
        )
        scores = self._article_scores(old, new)
        notes = [note for note in self._notes if credible(note, old, new, scores)]
        floors = self._article_floors(old, new, scores)
        scores = without_noted(notes, old, new, scores)
        pairs = self._pair(old, new, scores, floors)
        for source, target in notes:
            self._follow(source, target)
        self._split_and_merge(old, new, self.article_weights)
        self._fill(old, new, scores, pairs, floors)
        if self._numbers_are_kept([(old[i], new[j]) for i, j in pairs]):
            places: defaultdict[str, list[int]] = defaultdict(list)
            for j, node in enumerate(new):
                places[node.key].append(j)
            same = {(i, j): 1.0 for i, node in enumerate(old) for j in places.get(node.key, ())}
            self._fill(old, new, same, pairs, floors)

    def _numbers_are_kept(self, pairs: Sequence[tuple[Node, Node]]) -> bool:
        """Whether the drafters keep numbers stable: what was inserted carries "bis", what was deleted leaves a note.

        Only then do two articles of one number, between neighbours that are paired, answer to each other however they
        are worded.
        """
        kept = sum(_same_number(a, b) for a, b in pairs)
        inserted = any(n.level is Level.ARTICLE and (n.tombstone or " " in n.provision.number) for n in self.new)
        return inserted and len(pairs) >= _ENOUGH_PAIRS and kept >= _KEPT * len(pairs)

    def _follow(self, source: Node, target: Node) -> None:
        """What a note says: the source went to the target; where the target has a counterpart already, into it."""
        family = self.family_of.get(target)
        if family is None:
            self._add([source], [target], Basis.NOTE)
        elif len(family.new) == 1 and self.article_weights.share(source.counts, target.counts) >= _MERGED:
            family.old = sorted([*family.old, source], key=lambda node: node.place)
            self.family_of[source] = family
            self._basis[family] = Basis.NOTE

    def _frame(self) -> None:
        """Preamble, annexes, front text, footnotes, chapters: each among its kind; the closing words of the whole."""
        for level in (Level.FRONT, Level.PREAMBLE, Level.ANNEX, Level.FOOTNOTE):
            old, new = ([n for n in self._free(side) if n.level is level] for side in (self.old, self.new))
            scores = self._article_scores(old, new)
            self._fill(old, new, scores, self._pair(old, new, scores, _SIBLINGS), _SIBLINGS)
            if len(old) == len(new) == 1 and old[0] not in self.family_of:
                self._add(old, new, Basis.PLACE)
        ends = [[n for n in self._free(s) if n.level is Level.CLOSING and not n.parent] for s in (self.old, self.new)]
        if [len(side) for side in ends] == [1, 1]:
            self._add(ends[0], ends[1])
        old, new = ([n for n in self._free(side) if _groups(n)] for side in (self.old, self.new))
        self._pair(old, new, self._container_scores(old, new), _SIBLINGS)

    def _tombstones(self) -> None:
        """A tombstone answers to the tombstone, or else to the free live article, of the same number."""
        free = [[n for n in side if n not in self.family_of] for side in (self.old, self.new)]
        stones = [[n for n in side if n.tombstone] for side in free]
        living = [[n for n in side if n.level is Level.ARTICLE] for side in free]
        for old_side, new_side in ((stones[0], stones[1]), (living[0], stones[1]), (stones[0], living[1])):
            for new in new_side:
                unpaired = [n for n in old_side if n not in self.family_of]
                same = [n for n in unpaired if _same_number(n, new) and new not in self.family_of]
                if same:
                    self._add([same[0]], [new], Basis.NOTE)

    def _inside(self, family: Family) -> None:
        """Pair the provisions inside a family's members; then inside those."""
        if not (family.old and family.new):
            return
        self._unwrap(family.old, family.new)
        self._unwrap(family.new, family.old)
        old, new = (
            [child for node in side for child in self._free(node.children) if child.level not in ROWS]
            for side in (family.old, family.new)
        )
        whole = old
        self._inside_option(family, old, new)
        self._by_address(old, new)
        old, new = self._free(old), self._free(new)
        if [n.full_text for n in old] == [n.full_text for n in new]:
            for pair in zip(old, new, strict=True):
                self._add([pair[0]], [pair[1]])
        else:
            scores = self._scores(old, new)
            pairs = self._pair(old, new, scores, _SIBLINGS)
            self._split_and_merge(old, new, self.weights)
            self._join_texts([family], old, new)
            self._fill(old, new, scores, pairs, _SIBLINGS)
        for inner in dict.fromkeys(self.family_of[child] for child in whole if child in self.family_of):
            self._inside(inner)

    def _by_address(self, old: list[Node], new: list[Node]) -> None:
        """What an act says of one article of another answers to what the other draft says of it, whatever its point."""
        sides = [[node for node in side if node.level is Level.AMENDED] for side in (old, new)]
        if not all(sides):
            return
        named = [Counter(node.provision.number for node in side) for side in sides]
        counterparts = {node.provision.number: node for node in sides[1]}
        for node in sides[0]:
            number = node.provision.number
            if named[0][number] == named[1][number] == 1:
                self._add([node], [counterparts[number]])

    def _inside_option(self, family: Family, old: list[Node], new: list[Node]) -> None:
        """Pair what stands in the one option of several that the other draft kept, word for word for the most part.

        Alternatives are alike, and paragraphs of one would be paired with what became of another.
        """
        for side, other, of in ((old, new, family.old), (new, old, family.new)):
            options = [node for node in side if node.level is Level.OPTION and not _groups(node)]
            if len(options) < 2 or any(node.level is Level.OPTION for node in other):
                continue
            texts = {node.full_text: node for node in other}
            kept = [[child for child in option.children if child.full_text in texts] for option in options]
            most, *rest = sorted(kept, key=len, reverse=True)
            if not most or len(most) == len(rest[0]) or 2 * len(most) < len(other):
                continue
            for child in most:
                pair = [child], [texts[child.full_text]]
                self._add(*(pair if of is family.old else pair[::-1]))
            first = self.family_of[most[0]]
            (first.old if of is family.old else first.new).insert(0, options[kept.index(most)])
            self.family_of[options[kept.index(most)]] = first

    def _unwrap(self, plain: list[Node], wrapped: list[Node]) -> None:
        """An article of one unnumbered text, or a chapeau, became "1. …": the text's new place joins the family."""
        if any(node.provision.text for node in wrapped):
            return
        for node in [n for n in plain if n.provision.text]:
            own = self.weights.vector(node.own)
            inner = [
                (cosine(own, self.weights.vector(child.own)), -child.place, child)
                for holder in wrapped
                for child in self._free(holder.children)
            ]
            alike, _, child = max(inner, default=(0.0, 0, node), key=lambda entry: entry[:2])
            if alike >= _SIBLINGS.chain:
                wrapped.append(child)
                wrapped.sort(key=lambda member: member.place)
                self.family_of[child] = self.family_of[node]

    def _across_levels(self, family: Family) -> None:
        """What is still free inside an article, against all that stands in the articles it answers to.

        A subparagraph may hang on another paragraph now, an item have become a paragraph; and a text that stood in one
        may stand in several now, whatever their numbers and levels.
        """
        if not (family.old and family.new) or family.new[0].level not in ROWS:
            return
        old, new = ([n for node in side for n in node.inner()] for side in (family.old, family.new))
        self._join_texts(dict.fromkeys((family, *self._families_of(old), *self._families_of(new))), old, new)
        free = self._free(old), self._free(new)
        scores = {
            (i, j): score
            for (i, j), score in self._scores(*free, least=_INSIDE).items()
            if score >= _INSIDE and phrases_alike(free[0][i], free[1][j]) >= PHRASES
        }
        for i, _ in self._pair(*free, scores, Floors(_INSIDE, _INSIDE, _INSIDE)):
            self._inside(self.family_of[free[0][i]])

    def _families_of(self, nodes: Iterable[Node]) -> list[Family]:
        found = dict.fromkeys(self.family_of[node] for node in nodes if node in self.family_of)
        return [family for family in found if family.old and family.new]

    def _join_texts(self, families: Iterable[Family], old: Iterable[Node], new: Iterable[Node]) -> None:
        whole = list(families)
        for family in join_texts(whole, self._free(old), self._free(new), self.weights):
            self.family_of.update(dict.fromkeys((*family.old, *family.new), family))

    def _anywhere(self, choose: Callable[[list[Node]], list[Node]], floor: float) -> None:
        """Pair what is still free across articles and levels, then inside the pairs."""
        old, new = (
            [n for n in choose(self._free(side)) if n.size >= _LEAST_WORDS.get(n.level, n.size + 1) and not n.tombstone]
            for side in (self.old, self.new)
        )
        likely = self._scores(old, new, least=LEAST * floor, bodies=True)
        scores = {
            (i, j): alike
            for (i, j), score in likely.items()
            if (alike := in_other_place(old[i], new[j], score, floor, self._vector)) >= floor
            and self._may_have_moved(old[i], new[j])
            and not self._ruled_out(old[i], new[j])
        }
        floors = above_noise(Floors(floor, floor, floor), scores, len({i for i, _ in scores}))
        for i, _ in self._pair(old, new, scores, floors):
            self._inside(self.family_of[old[i]])

    def _may_have_moved(self, old: Node, new: Node) -> bool:
        """Whether one could be the other in another place, and is none of several that say the same."""
        stock = self._said_by[0][old.terms] > 1 or self._said_by[1][new.terms] > 1
        return may_have_moved(old, new) and not (stock and row_of(old).key != row_of(new).key)

    @cached_property
    def _said_by(self) -> tuple[Counter[tuple[str, ...]], Counter[tuple[str, ...]]]:
        """How many provisions of each draft have these terms: of stock phrases nobody can say which of them moved."""
        return Counter(node.terms for node in self.old), Counter(node.terms for node in self.new)

    def _ruled_out(self, old: Node, new: Node) -> bool:
        """Whether the user said of the article of one that it has no counterpart, and the other's would become one.

        A part of it may still have gone to an article that answers to another.
        """
        homes = row_of(old), row_of(new)
        closed = [home in self._denied for home in homes]
        taken = [family is not None and bool(family.old and family.new) for family in map(self.family_of.get, homes)]
        return (closed[0] and not taken[1]) or (closed[1] and not taken[0])

    def _tops(self, free: list[Node]) -> list[Node]:
        """Those whose parents have a counterpart. What stands in what has none, whoever says so, is but a piece."""
        inside = {*free, *self._closed}
        return [node for node in free if node.parent not in inside]

    # --------------------------------------------------------------------------------------------------------- helpers

    def _free(self, nodes: Iterable[Node]) -> list[Node]:
        return [n for n in nodes if n not in self.family_of and n not in self._closed]

    def _add(self, old: list[Node], new: list[Node], basis: Basis | None = None) -> Family:
        family = Family(old, new)
        self.families.append(family)
        self.family_of.update(dict.fromkeys((*old, *new), family))
        if basis:
            self._basis[family] = basis
        return family

    def _pair(
        self, old: Sequence[Node], new: Sequence[Node], scores: Mapping[Pair, float], floors: Floors
    ) -> list[Pair]:
        """The sure pairs, as families; their indices are returned."""
        pairs = pair_up(scores, floors)
        for i, j in pairs:
            self._add([old[i]], [new[j]])
        return pairs

    def _fill(
        self, old: Sequence[Node], new: Sequence[Node], scores: Mapping[Pair, float], pairs: list[Pair], floors: Floors
    ) -> None:
        """Less sure pairs of what is still free between the sure ones."""
        free = {p: s for p, s in scores.items() if old[p[0]] not in self.family_of and new[p[1]] not in self.family_of}
        for i, j in fill_gaps(free, pairs, floors.gap):
            self._add([old[i]], [new[j]])

    def _split_and_merge(self, old: Sequence[Node], new: Sequence[Node], weights: Weights) -> None:
        free = self._free(old), self._free(new)
        if not (free[0] or free[1]):
            return
        families = dict.fromkeys(self.family_of[node] for node in (*old, *new) if node in self.family_of)
        whole = [family for family in families if family.old and family.new]
        join_parts(whole, *free, weights)
        for family in whole:
            self.family_of.update(dict.fromkeys((*family.old, *family.new), family))

    def _vector(self, node: Node) -> Vector:
        weights = self.article_weights if node.level in ROWS else self.weights
        return weights.once(node.terms, node.counts)

    def _own_vector(self, node: Node, body: bool) -> Vector:
        """The node's words weighed among those of all provisions; ``body``: without its heading."""
        if body and node.body != node.terms:
            return self.weights.vector(Counter(node.body))
        return self.weights.once(node.terms, node.counts)

    def _scores(
        self, old: Sequence[Node], new: Sequence[Node], least: float = 0.0, *, bodies: bool = False
    ) -> dict[Pair, float]:
        """Likeness of words, from ``least``; of equal likeness the same rank and number are a shade better.

        ``bodies``: without headings; a paragraph that became an article got one.
        """
        before, after = ([self._own_vector(n, bodies) for n in side] for side in (old, new))
        if len(old) * len(new) <= _ALL_PAIRS:
            scores = {
                (i, j): score
                for i, a in enumerate(before)
                for j, b in enumerate(after)
                if (score := cosine(a, b)) >= _FAINT
            }
        else:
            scores = cosines(before, after, _FAINT, least=least - _SHADE)
        scores.update(dict.fromkeys(_equals(old, new), 1.0))
        return {(i, j): score + _shade(old[i], new[j]) for (i, j), score in scores.items()}

    def _article_floors(self, old: Sequence[Node], new: Sequence[Node], scores: Mapping[Pair, float]) -> Floors:
        if len(old) * len(new) <= _ALL_ARTICLES:
            return above_noise(_ARTICLES, scores, len(old))
        some = sampled(old)
        return above_noise(_ARTICLES, self._all_article_scores(some, new), len(some))

    def _article_scores(self, old: Sequence[Node], new: Sequence[Node]) -> dict[Pair, float]:
        """Likeness of words and headings: of many articles that of the pairs that need weighing."""
        if len(old) * len(new) <= _ALL_ARTICLES:
            return self._all_article_scores(old, new)
        found = anchors(old, new)
        free = self._all_article_scores([old[i] for i in found.old], [new[j] for j in found.new])
        scores = {(i, j): self._article_score(old[i], new[j]) for i, j in found.near}
        return scores | {(found.old[i], found.new[j]): score for (i, j), score in free.items()}

    def _article_score(self, old: Node, new: Node) -> float:
        if old.full_text == new.full_text:
            return 1.0 + _shade(old, new)
        body = cosine(self._vector(old), self._vector(new))
        return _with_heading(body, self._heading(old), self._heading(new)) + _shade(old, new)

    def _heading(self, node: Node) -> Vector:
        if node not in self._headings:
            self._headings[node] = self.article_weights.vector(Counter(terms(node.provision.heading)))
        return self._headings[node]

    def _all_article_scores(self, old: Sequence[Node], new: Sequence[Node]) -> dict[Pair, float]:
        heads = [[self._heading(node) for node in side] for side in (old, new)]
        titled = cosines(heads[0], heads[1], _HEADINGS_ALIKE)
        bodies = cosines([self._vector(n) for n in old], [self._vector(n) for n in new], _FAINT, titled)
        scores = {(i, j): _with_heading(body, heads[0][i], heads[1][j]) for (i, j), body in bodies.items()}
        scores.update(dict.fromkeys(_equals(old, new), 1.0))
        return {(i, j): score + _shade(old[i], new[j]) for (i, j), score in scores.items()}

    def _container_scores(self, old: Sequence[Node], new: Sequence[Node]) -> dict[Pair, float]:
        """Chapters answer to each other by heading, and by the articles they share."""
        shared: defaultdict[Pair, int] = defaultdict(int)
        places_old, places_new = ({n: k for k, n in enumerate(side)} for side in (old, new))
        for family in self.families:
            if family.old and family.new:
                for i in family.old[0].held_by(places_old):
                    for j in family.new[0].held_by(places_new):
                        shared[i, j] += 1
        sizes = [[max(sum(1 for _ in n.walk() if _.level in ROWS), 1) for n in side] for side in (old, new)]
        vectors = [[self.weights.vector(n.counts) for n in side] for side in (old, new)]
        return {
            (i, j): 1.0
            if not (vectors[0][i] or vectors[1][j]) and _same_number(a, b)  # a chapter that has only its number
            else (cosine(vectors[0][i], vectors[1][j]) + 2 * shared[i, j] / (sizes[0][i] + sizes[1][j])) / 2
            for i, j in self._likely_containers(old, new, vectors, shared)
            if (a := old[i]).level is (b := new[j]).level
        }

    def _likely_containers(
        self, old: Sequence[Node], new: Sequence[Node], vectors: Sequence[Sequence[Vector]], shared: Iterable[Pair]
    ) -> Iterable[Pair]:
        """Every pair of chapters; of hundreds those that share articles or telling words, or say the same."""
        if len(old) * len(new) <= _ALL_ARTICLES:
            return product(range(len(old)), range(len(new)))
        named = [[f"{node.key} {node.full_text}" for node in side] for side in (old, new)]
        return dict.fromkeys([*shared, *equals(*named), *cosines(vectors[0], vectors[1], _FAINT)])


def _equals(old: Sequence[Node], new: Sequence[Node]) -> Iterable[Pair]:
    return equals([n.full_text for n in old], [n.full_text for n in new])


def _groups(node: Node) -> bool:
    """Whether a node only groups articles: a part, chapter, section, or an option that holds articles."""
    return node.level in CONTAINERS or (
        node.level is Level.OPTION and any(inner.level is Level.ARTICLE for inner in node.walk())
    )


def _with_heading(body: float, old: Vector, new: Vector) -> float:
    return (1 - _HEADING) * body + _HEADING * cosine(old, new) if old and new else body


_SHADE = 0.006
"""The most that ``_shade`` adds."""


def _shade(old: Node, new: Node) -> float:
    """What breaks a tie between equals; headings weigh, numbers hardly."""
    return 0.004 * (old.level is new.level) + 0.002 * _same_number(old, new)


def _same_number(old: Node, new: Node) -> bool:
    return old.key == new.key


def _as_listed(side: Sequence[Node]) -> list[Node]:
    """What a row of the concordance names of a side: articles and the like that are alive, else all that are."""
    alive = [node for node in side if not node.tombstone]
    return [node for node in alive if node.level in ROWS] or alive


def _all(free: list[Node]) -> list[Node]:
    return free
