"""Matches two sequences of texts where nothing better is known: in order, by likeness.

Used for what no provision holds: empty lines, tables' rows, headers, notes, and for files compared without their
structure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from treatydiff.text.frozen import dataclass
from treatydiff.text.words import same_in_order, words

Pair = tuple[int, int]

ALIKE = 0.5
"""From here on two texts count as versions of one another."""
_EMPTY = 0.05
"""What pairing two empty paragraphs is worth: less than any words."""
MOST_CELLS = 250_000
"""Above so many comparisons only texts that are equal are paired."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text boiled down for comparison."""

    text: str
    bag: Counter[str]
    size: int


def sample(text: str) -> Sample:
    """The words of a text, counted."""
    bag = Counter(words(text))
    return Sample(text, bag, sum(bag.values()))


def likeness(old: Sample, new: Sample) -> float:
    """From 0.0 to 1.0: Dice's coefficient over the words, counted as often as they stand."""
    if old.text == new.text:
        return 1.0 if old.size else _EMPTY
    total = old.size + new.size
    small, large = (old.bag, new.bag) if len(old.bag) < len(new.bag) else (new.bag, old.bag)
    shared = sum([min(count, large[word]) for word, count in small.items() if word in large])
    return 2 * shared / total if total else _EMPTY


def contained(part: Sample, whole: Sample) -> float:
    """How much of ``part`` stands in ``whole``: 0.0 to 1.0."""
    if not part.size:
        return 0.0
    return sum([min(count, whole.bag[word]) for word, count in part.bag.items() if word in whole.bag]) / part.size


def align(old: Sequence[Sample], new: Sequence[Sample], threshold: float = ALIKE) -> list[Pair]:
    """Pairs in order on both sides, texts that are equal and unique first, then the best in each gap."""
    pairs: list[Pair] = []
    last_i = last_j = 0
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        pairs += _gap(old, new, range(last_i, i), range(last_j, j), threshold)
        if i < len(old):
            pairs.append((i, j))
        last_i, last_j = i + 1, j + 1
    return pairs


def _anchors(old: Sequence[Sample], new: Sequence[Sample]) -> list[Pair]:
    """Texts that stand once on each side, as many as keep their order (patience diff)."""
    seen_old, seen_new = Counter(s.text for s in old), Counter(s.text for s in new)
    place = {s.text: j for j, s in enumerate(new)}
    pairs = [
        (i, place[s.text]) for i, s in enumerate(old) if s.size and seen_old[s.text] == 1 and seen_new.get(s.text) == 1
    ]
    return heaviest_chain(pairs, [1.0] * len(pairs))


def _gap(old: Sequence[Sample], new: Sequence[Sample], rows: range, columns: range, threshold: float) -> list[Pair]:
    """The best pairs in order between two anchors (Needleman and Wunsch 1970, without penalty)."""
    if not rows or not columns:
        return []
    if len(rows) * len(columns) > MOST_CELLS:
        return [*_equal_pairs(old, new, rows, columns)]
    score = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for a in range(len(rows) - 1, -1, -1):
        for b in range(len(columns) - 1, -1, -1):
            gain = _gain(old[rows[a]], new[columns[b]], threshold)
            score[a][b] = max(score[a + 1][b], score[a][b + 1], score[a + 1][b + 1] + gain)
    pairs, a, b = [], 0, 0
    while a < len(rows) and b < len(columns):
        gain = _gain(old[rows[a]], new[columns[b]], threshold)
        if gain and score[a][b] == score[a + 1][b + 1] + gain:
            pairs.append((rows[a], columns[b]))
            a, b = a + 1, b + 1
        elif score[a][b] == score[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _equal_pairs(old: Sequence[Sample], new: Sequence[Sample], rows: range, columns: range) -> Iterator[Pair]:
    """The most texts that are equal and keep their order; between them empty ones in theirs."""
    told = [k for k in rows if old[k].size], [k for k in columns if new[k].size]
    same = same_in_order([old[i].text for i in told[0]], [new[j].text for j in told[1]])
    last_i, last_j = rows.start, columns.start
    for i, j in [*((told[0][a], told[1][b]) for a, b in same), (rows.stop, columns.stop)]:
        blank = [k for k in range(last_i, i) if not old[k].size], [k for k in range(last_j, j) if not new[k].size]
        yield from zip(*blank, strict=False)
        if i < rows.stop:
            yield i, j
        last_i, last_j = i + 1, j + 1


def _gain(old: Sample, new: Sample, threshold: float) -> float:
    if old.text == new.text:
        return 1.0 if old.size else _EMPTY
    if not old.size or not new.size or 2 * min(old.size, new.size) < threshold * (old.size + new.size):
        return 0.0
    value = likeness(old, new)
    return value if value >= threshold else 0.0


def heaviest_chain(pairs: list[Pair], weights: list[float]) -> list[Pair]:
    """Of pairs sorted by their old side, those of greatest total weight that keep their order on the new side too."""
    order = sorted(range(len(pairs)), key=lambda k: (pairs[k][0], -pairs[k][1]))
    tails: list[int] = []  # new side of the last pair of each chain worth keeping, rising
    worth: list[float] = []  # the chain's weight, rising too
    chain_of: list[int] = []
    before: dict[int, int] = {}
    for k in order:
        place = bisect_left(tails, pairs[k][1])
        before[k] = chain_of[place - 1] if place else -1
        total = (worth[place - 1] if place else 0.0) + weights[k]
        if place < len(tails) and tails[place] == pairs[k][1] and worth[place] >= total:
            continue
        end = place
        while end < len(tails) and worth[end] <= total:
            end += 1
        tails[place:end], worth[place:end], chain_of[place:end] = [pairs[k][1]], [total], [k]
    found = []
    k = chain_of[-1] if chain_of else -1
    while k >= 0:
        found.append(pairs[k])
        k = before[k]
    return found[::-1]
