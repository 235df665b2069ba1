"""Line numbers of provisions in their file, for services that know a place only as a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from treatydiff.model import Draft, Provision

_ENOUGH = 24
"""So many letters tell where a paragraph begins, going forward from the one before it."""


class LineNumbers:
    """Line numbers in a draft's file, counted from 1.

    A Word file or PDF has no lines: there the number is that of the paragraph, as it was read. So it is where a
    paragraph of a text file cannot be found again.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def of(self, provision: Provision) -> int:
        """The line where a provision begins."""
        first = provision.blocks[0] if provision.blocks else max(provision.origin.index, 0)
        return self._lines[first] if self.real and first < len(self._lines) else first + 1

    @property
    def real(self) -> bool:
        """Whether the numbers are of lines, not of paragraphs."""
        return self._draft.kind == "text" and bool(self._draft.blocks)

    @cached_property
    def _lines(self) -> list[int]:
        """For each paragraph the line where it begins."""
        lines = [_letters(line) for line in self._draft.data.decode("utf-8", "replace").split("\n")]
        ends, stream = list(accumulate(map(len, lines))), "".join(lines)
        found: list[int] = []
        at = 0
        for block in self._draft.blocks:
            words = _letters(block.text)[:_ENOUGH]
            place = stream.find(words, at)
            place = place if place >= 0 else stream.find(words)
            at = place if place >= 0 else at
            found.append(bisect_right(ends, at) + 1)
            at += len(words)
        return found


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
