"""Removes doubled list numbers (``1. 1. Each Party``), which the program that made the file printed twice."""

from __future__ import annotations

from dataclasses import replace

from treatydiff.model import Block, Notice, Reading
from treatydiff.readers.lines import ITEM_NUMBER

FEWEST = 3
"""So many paragraphs with a number twice make a fault of the file; fewer are what somebody wrote."""


def numbered_once(reading: Reading, *, typed: bool) -> Reading:
    """The reading with such numbers once, and a notice that is told first; ``typed``: also where both are typed."""
    ways = (_counted_and_typed, _typed_twice) if typed else (_counted_and_typed,)
    tried = ((at, once) for at, block in enumerate(reading.blocks) for way in ways if (once := way(block)))
    found = dict(tried)
    if len(found) < FEWEST:
        return reading
    blocks = tuple(found.get(at, block) for at, block in enumerate(reading.blocks))
    first = next(reading.blocks[at] for at in found)
    shown = f"{first.number} {first.text}".strip()
    said = f"{len(found)} paragraphs have their number twice (“{shown[:40].rstrip()} …”), it is read once"
    return replace(reading, blocks=blocks, notices=(*reading.notices, Notice(said, first=True)))


def _counted_and_typed(block: Block) -> Block | None:
    """A number that Word counts, and the same one typed behind it."""
    typed = ITEM_NUMBER.match(block.text) if block.number else None
    same = typed and typed[0].strip() == block.number.strip() and typed[0].strip()[-1:] in ".)"
    return replace(block, number="") if same else None


def _typed_twice(block: Block) -> Block | None:
    """The same number typed twice."""
    first = ITEM_NUMBER.match(block.text)
    if not first or block.number or first[0].strip()[-1:] not in (".", ")"):
        return None
    rest = block.text[first.end() :]
    second = ITEM_NUMBER.match(rest)
    return replace(block, text=rest) if second and second[0].strip() == first[0].strip() else None
