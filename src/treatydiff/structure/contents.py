"""A printed table of contents: entries that end in dots and the number of a page. It is no text of the convention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from treatydiff.model import Block, BlockKind, Notice
from treatydiff.text.regexes import regex

CONTENTS = "table of contents set aside"
FEWEST = 3
"""So many entries make a table; a single line of dots is for a name to be filled in."""
BETWEEN = 2
"""An entry may run over so many lines more."""
SHORT = 160
"""A longer line is no part of an entry."""
_DOTS = "|".join(
    rf"(?<!{dot})(?<!{dot}\s)(?:{dot}\s?){{{few},}}+" for dot, few in ((r"\.", 5), ("…", 2), ("_", 5), ("·", 5))
)
_ENTRY = regex(rf"(?:{_DOTS})\s*(?:\d{{1,4}}|[ivxlc]{{1,7}})\s*$")
_PAGED = regex(r"(?<![^\W\d_])[^\W\d_]{3,}+\s++(\d{1,4})\s*$")
"""The end of an entry without dots, behind another word; a heading such as ``Article 5`` has none before its number."""
_WORD = regex(r"[^\W\d_]{3}")
_SENTENCE_END = regex(r"[.;:。；：]\s*$")


def set_aside(blocks: Sequence[Block]) -> tuple[frozenset[int], tuple[Notice, ...]]:
    """Which paragraphs are a table of contents, and the notice that holds them.

    Lines between two entries that are short and end no sentence are the beginnings of entries that run over the line;
    lines around them that end in a number are entries that were printed without dots.
    """
    entries = [i for i, block in enumerate(blocks) if block.kind is BlockKind.BODY and _is_entry(block.text)]
    if len(entries) < FEWEST:
        return frozenset(), ()
    found = set(entries)
    for before, after in pairwise(entries):
        between = range(before + 1, after)
        if len(between) <= BETWEEN and all(_may_begin_an_entry(blocks[i]) for i in between):
            found.update(between)
    found.update(_undotted(blocks, entries[0], -1), _undotted(blocks, entries[-1], 1))
    words = tuple(f"{blocks[i].number} {blocks[i].text}".strip() for i in sorted(found))
    return frozenset(found), (Notice(CONTENTS, set_aside=words),)


def _is_entry(text: str) -> bool:
    """Whether a line is an entry with dots; most lines do not end in a number."""
    last = text.rstrip()[-1:]
    return (last.isdecimal() or last in "ivxlc") and _ENTRY.search(text) is not None


def _undotted(blocks: Sequence[Block], entry: int, step: int) -> Iterator[int]:
    """The entries without dots beside the first or the last one: short lines whose pages go on from it."""
    page = _page(blocks[entry].text)
    place = entry + step
    while 0 <= place < len(blocks) and _may_begin_an_entry(blocks[place]):
        match = _PAGED.search(blocks[place].text)
        if (
            not match
            or not _WORD.search(blocks[place].text, 0, match.start())
            or page is None
            or (int(match[1]) - page) * step <= (0 if step > 0 else -1)
        ):
            return
        yield place
        page, place = int(match[1]), place + step


def _page(entry: str) -> int | None:
    match = re.search(r"(\d{1,4})\s*$", entry)
    return int(match[1]) if match else None


def _may_begin_an_entry(block: Block) -> bool:
    return block.kind is BlockKind.BODY and len(block.text) <= SHORT and not _SENTENCE_END.search(block.text)
