"""Matches the blocks of two bodies, and orders them for the redline.

The provisions' links (``Hints``) decide; only what no provision holds, such as empty lines and tables, is paired by
likeness here. Pairs that keep their order form the chain along which the redline runs; pairs off the chain are
moves. A block whose words went to two neighbours (or came from two) is compared with both as one stream.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from treatydiff.model import Op
from treatydiff.ooxml.xml import SDT, TBL, Element, P, W
from treatydiff.text.words import compare_words
from treatydiff.word.merge.hints import Hints
from treatydiff.word.merge.similarity import ALIKE, Pair, Sample, align, contained, heaviest_chain, likeness, sample

FEWEST_MOVED_WORDS = 8
"""Shorter text that changed its place is shown as deleted and inserted: "moved" says too much about three words."""
FEWEST_UNLINKED_WORDS = 15
"""The same for text outside of provisions, where only likeness speaks for a move: boilerplate is short."""
_MOVED_LIKENESS = 0.8
_MOVED_WEIGHT = 1e-6
_EQUAL = 2.0
"""A likeness that no two texts reach unless they are equal, which counts without measuring."""
_MOST_MOVE_CELLS = 40_000
_SOME = 0.2
"""Inside one link so much likeness is enough for a pair."""
_SPLIT_SHARE = 0.7
"""So much of a neighbour's words must stand in the other side's block for the two to count as split or merged."""


class BodyBlock:
    """One block of a body: a paragraph, a table, a content control."""

    __slots__ = ("_sample", "_text", "element", "marks")

    def __init__(self, element: Element, marks: list[Element]) -> None:
        self.element = element
        self.marks = marks
        """Bookmarks and the like that stand before it, between blocks."""
        self._sample: Sample | None = None
        self._text: str | None = None

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph."""
        return self.element.tag == P

    @property
    def text(self) -> str:
        """Its text, roughly."""
        if self._text is None:
            self._text = text_of(self.element)
        return self._text

    @property
    def sample(self) -> Sample:
        """Its words."""
        if self._sample is None:
            self._sample = sample(self.text)
        return self._sample


def text_of(element: Element) -> str:
    """Text of everything inside, roughly: enough to see likeness."""
    parts = []
    for inner in element.iter(W + "t", W + "tab", W + "br", P):
        parts.append((inner.text or "") if inner.tag == W + "t" else " ")
    return "".join(parts).strip()


BETWEEN = {
    W + tag for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
}
_IGNORED = {W + tag for tag in ("sectPr", "tcPr", "proofErr")}


def units(blocks: Iterable[Element]) -> tuple[list[BodyBlock], list[Element]]:
    """The blocks of a body, cell, note or text box, and the marks after the last one."""
    found: list[BodyBlock] = []
    marks: list[Element] = []
    for block in blocks:
        if block.tag in BETWEEN:
            marks.append(block)
        elif block.tag not in _IGNORED:
            found.append(BodyBlock(block, marks))
            marks = []
    return found, marks


class What(Enum):
    """What a step of the redline shows."""

    PAIR = auto()
    """Old and new blocks compared: one each, or several on a side as one stream."""
    DELETED = auto()
    INSERTED = auto()
    MOVED_FROM = auto()
    MOVED_TO = auto()


@dataclass(slots=True)
class BlockStep:
    """One or several blocks of the redline."""

    what: What
    old: list[BodyBlock]
    new: list[BodyBlock]
    move: int = -1
    """Which move it belongs to."""


def plan(old: Sequence[BodyBlock], new: Sequence[BodyBlock], hints: Hints | None) -> list[BlockStep]:
    """The steps of the redline in reading order."""
    return _Planner(old, new, hints or Hints()).steps()


class _Planner:
    def __init__(self, old: Sequence[BodyBlock], new: Sequence[BodyBlock], hints: Hints) -> None:
        self.old, self.new = old, new
        self.hints = hints
        self.link_of_old = {i: hints.of_old[u.element] for i, u in enumerate(old) if u.element in hints.of_old}
        self.link_of_new = {j: hints.of_new[u.element] for j, u in enumerate(new) if u.element in hints.of_new}
        self.relocated = set(self._relocated())
        hinted = self._hinted()
        self.settled_old = self._one_sided(self.link_of_old, 1) | {i for i, _ in hinted}
        self.settled_new = self._one_sided(self.link_of_new, 0) | {j for _, j in hinted}
        """Blocks about which the links have decided."""
        candidates = sorted([*hinted, *self._said_again(hinted)])
        self.chain = heaviest_chain(candidates, [self._weight(pair) for pair in candidates])
        off = set(hinted) - set(self.chain)
        linked = self._readable(off)
        self._unsettle(off - {pair for group in linked for pair in group})
        self.chain = self._fill_gaps(self.chain, {i for g in linked for i, _ in g}, {j for g in linked for _, j in g})
        groups = [*linked, *self._readable(set(self._unlinked_moves([p for g in linked for p in g])))]
        self.moves = {pair: number for number, group in enumerate(groups) for pair in group}

    def _one_sided(self, links: dict[int, int], other: int) -> set[int]:
        """Blocks that have no counterpart, as their link says."""
        return {place for place, link in links.items() if not self.hints.groups[link][other]}

    def _weight(self, pair: Pair) -> float:
        """What speaks for showing a pair in place: its length; next to nothing where the alignment says it moved."""
        unit = self.old[pair[0]]
        size = (1.0 + len(unit.text)) * (1 if unit.is_paragraph else 2)  # only paragraphs can be shown as moved
        return size * _MOVED_WEIGHT if self._is_moved(pair) else size

    def _is_moved(self, pair: Pair) -> bool:
        return self.link_of_new.get(pair[1], -1) in self.hints.moved or pair in self.relocated

    def _unsettle(self, pairs: set[Pair]) -> None:
        """What a link says and the redline cannot show, for the blocks changed places, is as good as unlinked."""
        self.settled_old -= {i for i, _ in pairs}
        self.settled_new -= {j for _, j in pairs}

    # ------------------------------------------------------------------------------------------------------ pairing

    def _hinted(self) -> list[Pair]:
        """Pairs of blocks that the links give, each block in at most one."""
        places_old = {unit.element: i for i, unit in enumerate(self.old)}
        places_new = {unit.element: j for j, unit in enumerate(self.new)}
        pairs = sorted(self.relocated)
        gone, come = {i for i, _ in pairs}, {j for _, j in pairs}
        for number in sorted(set(self.link_of_old.values()) & set(self.link_of_new.values())):
            olds, news = self.hints.groups[number]
            a = [places_old[e] for e in olds if e in places_old and places_old[e] not in gone]
            b = [places_new[e] for e in news if e in places_new and places_new[e] not in come]
            pairs += self._within(a, b)
        return _each_once([*self._word_for_word(), *pairs, *self._tables()])

    def _word_for_word(self) -> Iterator[Pair]:
        """Paragraphs of some length that stand once on each side as they are, whatever their provisions answer to.

        A link may hold a paragraph with its neighbour's counterpart; to delete a text and insert the same says nothing.
        """
        mine, theirs = (_once({k: unit.text for k, unit in enumerate(units_)}) for units_ in (self.old, self.new))
        for text, i in mine.items():
            j = theirs.get(text, -1)
            if j < 0 or self.link_of_old.get(i, -1) == self.link_of_new.get(j, -1):
                continue
            if all(u.is_paragraph and u.sample.size >= FEWEST_MOVED_WORDS for u in (self.old[i], self.new[j])):
                yield i, j

    def _relocated(self) -> Iterator[Pair]:
        """Paragraphs that the comparison saw go from one provision to another."""
        places = {unit.element: j for j, unit in enumerate(self.new)} if self.hints.relocated else {}
        for i, unit in enumerate(self.old):
            goal = self.hints.relocated.get(unit.element)
            if goal is not None and goal in places:
                yield i, places[goal]

    def _said_again(self, hinted: list[Pair]) -> list[Pair]:
        """Blocks without a counterpart whose words stand once on each side: unchanged, if they keep their order."""
        paired_old, paired_new = {i for i, _ in hinted}, {j for _, j in hinted}
        mine = _once({i: unit.text for i, unit in enumerate(self.old) if i not in paired_old})
        theirs = _once({j: unit.text for j, unit in enumerate(self.new) if j not in paired_new})
        pairs = [(i, theirs[text]) for text, i in mine.items() if text in theirs]
        return [pair for pair in pairs if self._may_answer(pair)]

    def _within(self, a: list[int], b: list[int]) -> list[Pair]:
        """Pairs inside one link: what is alike, in order or moved, then by place what is left between those.

        Position alone says nothing: one paragraph taken out would make each that follows answer to its neighbour.
        """
        if len(a) == len(b) == 1:  # as nearly always
            return [(a[0], b[0])]
        mine, theirs = [_kinded(self.old[i]) for i in a], [_kinded(self.new[j]) for j in b]
        chain = align(mine, theirs)
        moved = _moved_within(mine, theirs, chain)
        found = [*chain, *moved]
        taken_old, taken_new = {x for x, _ in found}, {y for _, y in found}
        x0 = y0 = 0
        for x, y in [*chain, (len(a), len(b))]:
            rows = [k for k in range(x0, x) if k not in taken_old]
            columns = [k for k in range(y0, y) if k not in taken_new]
            found += _facing(mine, theirs, rows, columns)
            x0, y0 = x + 1, y + 1
        return [(a[x], b[y]) for x, y in sorted(found)]

    def _tables(self) -> list[Pair]:
        """Tables whose cells are linked: in each link those most alike, and of all links what most cells say."""
        homes_old, homes_new = _by_link(self.old, self.hints.of_old), _by_link(self.new, self.hints.of_new)
        votes: Counter[Pair] = Counter()
        for link, mine in homes_old.items():
            for i, j in self._within(sorted(mine), sorted(homes_new.get(link, ()))):
                votes[i, j] += mine[i]
        return [pair for pair, _ in votes.most_common()]

    def _fill_gaps(self, chain: list[Pair], moved_old: set[int], moved_new: set[int]) -> list[Pair]:
        """The chain with what no link decides paired by likeness between its members.

        And with equal blocks that the links call deleted and inserted: the same words in the same place are unchanged.
        """
        filled: list[Pair] = []
        i0 = j0 = 0
        for i, j in [*chain, (len(self.old), len(self.new))]:
            a, b = [k for k in range(i0, i) if k not in moved_old], [k for k in range(j0, j) if k not in moved_new]
            filled += self._gap(a, b)
            if i < len(self.old):
                filled.append((i, j))
            i0, j0 = i + 1, j + 1
        return filled

    def _gap(self, a: list[int], b: list[int]) -> list[Pair]:
        equal = self._alike(a, b, _EQUAL)
        pairs: list[Pair] = []
        last_x = last_y = 0
        for x, y in [*equal, (len(a), len(b))]:
            free_old = [k for k in a[last_x:x] if k not in self.settled_old]
            free_new = [k for k in b[last_y:y] if k not in self.settled_new]
            pairs += [(free_old[m], free_new[n]) for m, n in self._alike(free_old, free_new)]
            if x < len(a):
                pairs.append((a[x], b[y]))
            last_x, last_y = x + 1, y + 1
        if self._ends_in_controls(a, b) and (not pairs or (pairs[-1][0] < a[-1] and pairs[-1][1] < b[-1])):
            pairs.append((a[-1], b[-1]))
        return pairs

    def _ends_in_controls(self, a: list[int], b: list[int]) -> bool:
        """Whether what is left holds the last block of both bodies, and both are content controls: a redline can
        neither take nor give the last end of a text, and so not the frame around it."""
        if not a or not b or (a[-1], b[-1]) != (len(self.old) - 1, len(self.new) - 1):
            return False
        return self.old[-1].element.tag == self.new[-1].element.tag == SDT

    def _alike(self, a: list[int], b: list[int], threshold: float = ALIKE) -> list[Pair]:
        if not a or not b:
            return []
        pairs = align([_kinded(self.old[k]) for k in a], [_kinded(self.new[k]) for k in b], threshold)
        return [(x, y) for x, y in pairs if self._may_answer((a[x], b[y]))]

    def _may_answer(self, pair: Pair) -> bool:
        """Whether two blocks may be a pair because they are alike.

        A few words prove nothing where links say otherwise: a line "Article 39" that the text of its article has left
        is not the "Article 41" of the next one.
        """
        old, new = self.old[pair[0]], self.new[pair[1]]
        if old.element.tag != new.element.tag:
            return False
        mine, theirs = self.link_of_old.get(pair[0], -1), self.link_of_new.get(pair[1], -1)
        if mine == theirs or min(mine, theirs) < 0 or max(old.sample.size, new.sample.size) >= FEWEST_MOVED_WORDS:
            return True
        return not any(all(self.hints.groups[link]) for link in (mine, theirs))

    # -------------------------------------------------------------------------------------------------------- moves

    def _readable(self, pairs: set[Pair]) -> list[list[Pair]]:
        """Of pairs off the chain those that read as moves, neighbours together."""
        on_old, on_new = {i for i, _ in self.chain}, {j for _, j in self.chain}
        paragraphs = [(i, j) for i, j in pairs if self.old[i].is_paragraph and self.new[j].is_paragraph]
        groups = self._together(sorted(paragraphs, key=lambda pair: pair[1]), on_old, on_new)
        return [group for group in groups if self._is_readable(group)]

    def _is_readable(self, group: list[Pair]) -> bool:
        """Whether a reader sees the same passage at both places: long enough, and more than half of it kept.

        What the comparison reports as moved is shown as that.
        """
        if any(self._is_moved(pair) for pair in group):
            return True
        if sum(self.new[j].sample.size for _, j in group) < FEWEST_MOVED_WORDS:
            return False
        old = "\n".join(self.old[i].sample.text for i, _ in group)
        new = "\n".join(self.new[j].sample.text for _, j in group)
        kept = sum(len(span.text) for span in compare_words(old, new) if span.op is Op.KEEP)
        return 2 * kept >= ALIKE * (len(old) + len(new))

    def _together(self, pairs: list[Pair], on_old: set[int], on_new: set[int]) -> list[list[Pair]]:
        groups: list[list[Pair]] = []
        taken = {i for i, _ in pairs}
        for i, j in pairs:
            if groups:
                i0, j0 = groups[-1][-1]
                free = i0 < i and not any(k in on_old or k in taken for k in range(i0 + 1, i))
                if free and not any(k in on_new for k in range(j0 + 1, j)):
                    groups[-1].append((i, j))
                    continue
            groups.append([(i, j)])
        return groups

    def _unlinked_moves(self, linked: list[Pair]) -> list[Pair]:
        """Paragraphs about which no link decides that stand elsewhere now."""
        used = [{pair[side] for pair in (*self.chain, *linked)} for side in (0, 1)]
        taken_old, taken_new = used[0] | self.settled_old, used[1] | self.settled_new
        return _best(
            {k: u.sample for k, u in enumerate(self.old) if _may_move(u, k, taken_old)},
            {k: u.sample for k, u in enumerate(self.new) if _may_move(u, k, taken_new)},
        )

    # -------------------------------------------------------------------------------------------------------- steps

    def steps(self) -> list[BlockStep]:
        """Along the chain; between its members first what left the old text, then what came into the new."""
        busy_old = {i for i, _ in (*self.chain, *self.moves)}
        busy_new = {j for _, j in (*self.chain, *self.moves)}
        streams = [self._stream(pair, busy_old, busy_new) for pair in self.chain]
        moves = {pair: self._stream(pair, busy_old, busy_new) for pair in self.moves}
        gone = {olds[0]: (olds, news, self.moves[pair]) for pair, (olds, news) in moves.items()}
        come = {news[0]: (olds, news, self.moves[pair]) for pair, (olds, news) in moves.items()}
        found: list[BlockStep] = []
        i0 = j0 = 0
        for olds, news in [*streams, ([len(self.old)], [len(self.new)])]:
            for i, j in self._home_first(i0, olds[0], j0, news[0]):
                while i0 < i:
                    left, answer, number = gone.get(i0, ([i0], [], -1))
                    found.append(self._step(What.MOVED_FROM if answer else What.DELETED, left, answer, number))
                    i0 += len(left)
                while j0 < j:
                    source, came, number = come.get(j0, ([], [j0], -1))
                    found.append(self._step(What.MOVED_TO if source else What.INSERTED, source, came, number))
                    j0 += len(came)
            if olds[0] < len(self.old):
                found.append(self._step(What.PAIR, olds, news))
            i0, j0 = olds[-1] + 1, news[-1] + 1
        return found

    def _home_first(self, i0: int, i1: int, j0: int, j1: int) -> Iterator[Pair]:
        """How far to go on each side, in steps: what still belongs to the article before comes before another article.

        Else a paragraph that came at the end of an article would stand below the next one, where that was deleted.
        """
        home = self.hints.article_of(self.new[j0 - 1].element) if j0 else ""
        if home and i0 < i1 and j0 < j1:
            yield self._end_of(self.old, i0, i1, home), self._end_of(self.new, j0, j1, home)
        yield i1, j1

    def _end_of(self, units_: Sequence[BodyBlock], first: int, end: int, article: str) -> int:
        """Behind the last block that belongs to an article, of those from ``first`` on."""
        place = last = first
        while place < end and (found := self.hints.article_of(units_[place].element)) in (article, ""):
            place += 1
            last = place if found else last
        return last

    def _step(self, what: What, olds: list[int], news: list[int], move: int = -1) -> BlockStep:
        return BlockStep(what, [self.old[i] for i in olds], [self.new[j] for j in news], move)

    def _stream(self, pair: Pair, busy_old: set[int], busy_new: set[int]) -> tuple[list[int], list[int]]:
        """A pair widened by neighbours that were split off or merged in."""
        i, j = pair
        olds, news = [i], [j]
        if self.old[i].is_paragraph and self.new[j].is_paragraph:
            self._widen(self.new, news, busy_new, lambda: self.old[i].sample, self.link_of_new)
            if len(news) == 1 or self.link_of_new.get(j, -1) == self.link_of_old.get(i, -2):
                self._widen(self.old, olds, busy_old, lambda: self._joined(news), self.link_of_old)
        return olds, news

    def _joined(self, places: list[int]) -> Sample:
        return sample(" ".join(self.new[place].text for place in places))

    def _widen(
        self,
        units_: Sequence[BodyBlock],
        places: list[int],
        busy: set[int],
        whole: Callable[[], Sample],
        links: dict[int, int],
    ) -> None:
        """Take in neighbours whose words stand in the other side's block."""
        link = links.get(places[0], -1)
        for step in (1, -1):
            place = places[-1] + 1 if step > 0 else places[0] - 1
            while 0 <= place < len(units_) and place not in busy and units_[place].is_paragraph:
                known = links.get(place, -2) == link
                if not _belongs(units_[place], [units_[k] for k in places], whole(), known):
                    break
                busy.add(place)
                places.insert(len(places) if step > 0 else 0, place)
                place += step


def _belongs(neighbour: BodyBlock, taken: list[BodyBlock], whole: Sample, known: bool) -> bool:
    """``known``: both are one provision's, so that little is enough, such as a line "Article 5" before its heading."""
    extra = neighbour.sample
    least, share, gain = (1, ALIKE, 0.0) if known else (3, _SPLIT_SHARE, 0.02)
    if extra.size < least or contained(extra, whole) < share:
        return False
    before = sample(" ".join(unit.sample.text for unit in taken))
    after = sample(f"{before.text} {extra.text}")
    return likeness(after, whole) > likeness(before, whole) + gain


def _kinded(unit: BodyBlock) -> Sample:
    """Tables are never like paragraphs."""
    if unit.is_paragraph:
        return unit.sample
    found = unit.sample
    kind = "table" if unit.element.tag == TBL else "control" if unit.element.tag == SDT else str(unit.element.tag)
    mark = f"\x00{kind}"
    return Sample(
        f"{mark} {found.text}", Counter({mark: max(found.size, 1), **found.bag}), found.size + max(found.size, 1)
    )


def _may_move(unit: BodyBlock, place: int, taken: set[int]) -> bool:
    return unit.is_paragraph and place not in taken and unit.sample.size >= FEWEST_UNLINKED_WORDS


def _once(texts: dict[int, str]) -> dict[str, int]:
    """Where each text stands that stands in one place only."""
    count = Counter(texts.values())
    return {text: place for place, text in texts.items() if text and count[text] == 1}


def _by_link(units_: Sequence[BodyBlock], links: dict[Element, int]) -> dict[int, Counter[int]]:
    """Of each link the tables that hold paragraphs of it, and how many."""
    found: dict[int, Counter[int]] = {}
    for place, unit in enumerate(units_):
        for paragraph in unit.element.iter(P) if unit.element.tag == TBL else ():
            if paragraph in links:
                found.setdefault(links[paragraph], Counter())[place] += 1
    return found


def _moved_within(old: Sequence[Sample], new: Sequence[Sample], chain: list[Pair]) -> list[Pair]:
    """Of what the chain leaves over, the passages that changed places: long, and nearly the same."""
    on_old, on_new = {x for x, _ in chain}, {y for _, y in chain}
    a = [x for x, s in enumerate(old) if x not in on_old and s.size >= FEWEST_MOVED_WORDS]
    b = [y for y, s in enumerate(new) if y not in on_new and s.size >= FEWEST_MOVED_WORDS]
    return _best({x: old[x] for x in a}, {y: new[y] for y in b})


def _best(old: dict[int, Sample], new: dict[int, Sample]) -> list[Pair]:
    """Of texts in any order the pairs that are versions of one another, the most alike first; none of too many."""
    if len(old) * len(new) > _MOST_MOVE_CELLS:
        return []
    scored = ((likeness(a, b), x, y) for x, a in old.items() for y, b in new.items())
    return _each_once([(x, y) for s, x, y in sorted(scored, key=lambda t: (-t[0], t[1:])) if s >= _MOVED_LIKENESS])


def _facing(old: Sequence[Sample], new: Sequence[Sample], rows: list[int], columns: list[int]) -> list[Pair]:
    """Between two pairs: what has some words in common, in order; where as many are left as face them, by place."""
    pairs = [(rows[x], columns[y]) for x, y in align([old[k] for k in rows], [new[k] for k in columns], _SOME)]
    found: list[Pair] = []
    x0 = y0 = 0
    for x, y in [*((rows.index(i), columns.index(j)) for i, j in pairs), (len(rows), len(columns))]:
        if x - x0 == y - y0:
            found += zip(rows[x0:x], columns[y0:y], strict=True)
        x0, y0 = x + 1, y + 1
    return [*found, *pairs]


def _each_once(pairs: Iterable[Pair]) -> list[Pair]:
    """The first pair of each block."""
    seen_old: set[int] = set()
    seen_new: set[int] = set()
    kept = []
    for i, j in pairs:
        if i not in seen_old and j not in seen_new:
            seen_old.add(i)
            seen_new.add(j)
            kept.append((i, j))
    return kept
