"""Aligns the paragraphs of a proposal with those of the base."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from treatydiff.model import Draft, Level, Link, Provision
from treatydiff.references.outline import Outline, outline
from treatydiff.report import Report
from treatydiff.text.words import words

_SOME = 0.4
"""Paragraphs of one provision, or outside of all, of which less is the same are no two states of one another."""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """New paragraphs of a proposal that belong together."""

    blocks: tuple[int, ...]
    """Indices into the blocks of the proposal."""
    head: Provision | None
    """The provision that begins with them and holds them all; None where the text stands in no provision."""
    moved: bool
    """Whether the base has them elsewhere."""


@dataclass(frozen=True, slots=True)
class LaidBeside:
    """A proposal laid beside the base."""

    name: str
    report: Report
    pairs: Mapping[int, int]
    """By block of the base that of the proposal; both in order."""
    gone: frozenset[int]
    """Blocks of the base that the proposal lacks, or has elsewhere."""
    added: Mapping[int, tuple[NewUnit, ...]]
    """By the block of the base behind which they stand, -1 before the first."""


def read(name: str, report: Report) -> LaidBeside:
    """A proposal laid beside the base; the links of the comparison decide what answers to what."""
    old, new = report.old, report.new
    linked = _linked(report)
    chain = _in_order(linked, old)
    chain = _filled(chain, old, new)
    pairs = dict(chain)
    taken = set(pairs.values())
    moved = {j for i, j in linked if i not in pairs and j not in taken}
    gone = frozenset(range(len(old.blocks))) - pairs.keys()
    return LaidBeside(name, report, pairs, gone, _added(chain, old, new, moved))


def owners(draft: Draft) -> dict[int, Provision]:
    """By block the provision that begins in it, else the one whose words it holds."""
    found = {at: each for each in reversed(list(draft.walk())) for at in each.blocks}
    return found | {each.blocks[0]: each for each in reversed(list(draft.walk())) if each.blocks}


# ----------------------------------------------------------------------------------------------------------- pairing


def _linked(report: Report) -> list[tuple[int, int]]:
    """Pairs of blocks whose provisions are linked, each block at most once."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for link in report.alignment.links:
        a, b = _blocks(link.old), _blocks(link.new)
        rows, columns = [i for i in a if i not in found], [j for j in b if j not in taken]
        for i, j in _facing(rows, columns, report, link):
            found[i] = j
            taken.add(j)
    return sorted(found.items())


def _blocks(side: Sequence[Provision]) -> list[int]:
    return sorted(dict.fromkeys(at for provision in side for at in provision.blocks))


def _facing(a: list[int], b: list[int], report: Report, link: Link) -> Iterator[tuple[int, int]]:
    """Of one provision's blocks those that say the same, and between these what is alike or stands alone."""
    old, new = report.old.blocks, report.new.blocks
    same = SequenceMatcher(None, [old[i].text for i in a], [new[j].text for j in b], autojunk=False)
    x0 = y0 = 0
    for x, y, size in same.get_matching_blocks():
        rows, columns = a[x0:x], b[y0:y]
        if len(rows) == len(columns):
            yield from zip(rows, columns, strict=True)
        else:
            yield from _alike(rows, columns, report)
        yield from zip(a[x : x + size], b[y : y + size], strict=True)
        x0, y0 = x + size, y + size


def _alike(rows: list[int], columns: list[int], report: Report) -> Iterator[tuple[int, int]]:
    """In order, each with the first one that has enough of its words."""
    start = 0
    for i in rows:
        for at in range(start, len(columns)):
            if likeness(report.old.blocks[i].text, report.new.blocks[columns[at]].text) >= _SOME:
                yield i, columns[at]
                start = at + 1
                break


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of words that two texts have in common, in order."""
    a, b = words(one), words(other)
    if not a or not b:
        return float(a == b)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SOME else 0.0


def _in_order(pairs: list[tuple[int, int]], old: Draft) -> list[tuple[int, int]]:
    """Of pairs sorted by their first side the heaviest ones in order on both: by letters, what is left out has moved.

    The longest increasing subsequence by weight, in O(n log n) steps over the best chains so far.
    """
    ends: list[int] = []
    weights: list[int] = []
    at: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for index, (i, j) in enumerate(pairs):
        weight = 1 + len(old.blocks[i].text)
        place = bisect_left(ends, j)
        if place:
            weight += weights[place - 1]
            before[index] = at[place - 1]
        stop = place
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        if place < len(ends) and ends[place] == j and weights[place] > weight:
            continue
        ends[place:stop], weights[place:stop], at[place:stop] = [j], [weight], [index]
    chain: list[tuple[int, int]] = []
    index = at[-1] if at else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _filled(chain: list[tuple[int, int]], old: Draft, new: Draft) -> list[tuple[int, int]]:
    """The chain with blocks between its members that say the same, whatever provisions they were read as."""
    filled: list[tuple[int, int]] = []
    i0 = j0 = 0
    for i, j in [*chain, (len(old.blocks), len(new.blocks))]:
        a, b = ([block.text for block in blocks] for blocks in (old.blocks[i0:i], new.blocks[j0:j]))
        if a and b:
            for x, y, size in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
                filled += [(i0 + x + k, j0 + y + k) for k in range(size)]
        if i < len(old.blocks):
            filled.append((i, j))
        i0, j0 = i + 1, j + 1
    return filled


# ---------------------------------------------------------------------------------------------------------- what is new


def _added(chain: list[tuple[int, int]], old: Draft, new: Draft, moved: set[int]) -> dict[int, tuple[NewUnit, ...]]:
    """What stands between members of the chain, behind what the proposal deletes there."""
    found: dict[int, tuple[NewUnit, ...]] = {}
    owned, seen = owners(new), outline(new)
    j0 = 0
    for i, j in [*chain, (len(old.blocks), len(new.blocks))]:
        if j0 < j:
            found[i - 1] = tuple(_units(range(j0, j), owned, seen, moved))
        j0 = j + 1
    return found


def _units(blocks: range, owned: Mapping[int, Provision], seen: Outline, moved: set[int]) -> Iterator[NewUnit]:
    unit: list[int] = []
    head: Provision | None = None
    for j in blocks:
        owner = owned.get(j)
        if unit and not (head and owner and _within(owner, head, seen)):
            yield NewUnit(tuple(unit), head, moved.issuperset(unit))
            unit = []
        if not unit:
            head = owner if owner is not None and (j == owner.blocks[0] or owner.level is Level.ARTICLE) else None
        unit.append(j)
    if unit:
        yield NewUnit(tuple(unit), head, moved.issuperset(unit))


def _within(provision: Provision, head: Provision, seen: Outline) -> bool:
    return any(each.eid == head.eid for each in (provision, *seen.above(provision)))
