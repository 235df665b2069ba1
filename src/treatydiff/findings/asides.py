"""Whether the words of a slot stand where they decide nothing: in a title, as part of more, or in another place too."""

from __future__ import annotations

import re

from treatydiff.findings.moves import Moves
from treatydiff.findings.passages import Passage, Side
from treatydiff.frames import SlotChange
from treatydiff.frames.lexis import Hit
from treatydiff.model import Op

_ALONE, _HALF = ("hedge", "speed"), 0.4
"""Slots whose words must make such a share of an edit to say something of the whole sentence."""
_FOREIGN = re.compile(r"(?<!\d)\d++/\d++[^,;:.()]{0,60}$")
"""The number of another instrument and what its title may go on to say: "2019/881 of the … Parliament and of"."""


def aside(passage: Passage, change: SlotChange, moves: Moves) -> bool:
    """Whether the words that filled a slot, or left it, say nothing of the clause that they stand in."""
    return _in_title(passage, change) or _beside(passage, change) or _moved(passage, change, moves)


def _moved(passage: Passage, change: SlotChange, moves: Moves) -> bool:
    """Whether they went to another place with those around them, or came from there."""
    op, hits = (Op.INSERT, change.introduced) if change.introduced else (Op.DELETE, change.removed)
    return all(moves.moved(passage, op, (hit.start, hit.end)) for hit in hits)


def _in_title(passage: Passage, change: SlotChange) -> bool:
    """Whether all words of a slot stand in the title of another instrument: they are no words of this draft."""
    hits = [(passage.old, hit) for hit in change.removed] + [(passage.new, hit) for hit in change.introduced]
    return bool(hits) and all(_FOREIGN.search(side.text, 0, hit.start) for side, hit in hits)


def _beside(passage: Passage, change: SlotChange) -> bool:
    """Whether a hedge or a "without delay" came, or went, with more words than its own: those are what it qualifies."""
    if not change.slot.startswith(_ALONE):
        return False
    hits = [(passage.old, hit) for hit in change.removed] + [(passage.new, hit) for hit in change.introduced]
    return all(_own_share(side, hit) < _HALF for side, hit in hits)


def _own_share(side: Side, hit: Hit) -> float:
    """How much of the edit around a hit is its own words."""
    start, end = next(((a, b) for a, b in side.edited if a < hit.end and hit.start < b), (hit.start, hit.end))
    return (hit.end - hit.start) / max(end - start, 1)
