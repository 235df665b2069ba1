"""Plain text and Markdown."""

from __future__ import annotations

from treatydiff.model import Block, Origin, Reading
from treatydiff.readers import ReadOptions


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Each line that is not blank is a block."""
    lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
    return Reading(tuple(Block(line, origin=Origin(index=i)) for i, line in enumerate(lines) if line))
