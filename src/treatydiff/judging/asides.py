"""Whether words stand where they decide nothing: in a title, as part of more, in another place too, or in a sentence
that only says where something is treated."""

from __future__ import annotations

from collections.abc import Set

from treatydiff.judging.lexis import Hit, Lexis
from treatydiff.judging.moves import Moves
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.slots import SlotChange
from treatydiff.model import Op
from treatydiff.regexes import regex

_ALONE, _HALF = ("hedge", "speed"), 0.4
"""Slots whose words must make such a share of an edit to say something of the whole sentence."""
_FOREIGN = regex(r"(?<!\d)\d++/\d++[^,;:.()]{0,60}$")
"""The number of another instrument and what its title may go on to say: "2019/881 of the … Parliament and of"."""


def aside(passage: Passage, change: SlotChange, moves: Moves) -> bool:
    """Whether the words that filled a slot, or left it, say nothing of the clause that they stand in."""
    return _in_title(passage, change) or _beside(passage, change) or _moved(passage, change, moves)


def _moved(passage: Passage, change: SlotChange, moves: Moves) -> bool:
    """Whether they went to another place with those around them, or came from there."""
    if change.slot.startswith("denied"):
        return False  # the words stand on both sides; a "not" came, or went
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


def pointing(passage: Passage, lexis: Lexis) -> bool:
    """Whether all that came or went are sentences like "offences of other kinds are dealt with in the next chapter"."""
    edits = [(side, start, end) for side in (passage.old, passage.new) for start, end in side.edited]
    return bool(edits) and all(_points(side, start, end, lexis) for side, start, end in edits)


def _points(side: Side, start: int, end: int, lexis: Lexis) -> bool:
    """Whether an edit lies in sentences that came or went, each of which points elsewhere and binds nobody."""
    words = len(side.text[start:end]) - len(side.text[start:end].lstrip())
    around = [(a, b) for a, b in side.replaced if a < end and start + words < b]
    texts = [side.text[a:b] for a, b in around]
    said = bool(texts) and all(lexis.words(_ELSEWHERE, text) for text in texts)  # few say so, and to read all is dear
    return said and all(_leads_away({hit.name for hit in lexis.hits(text)}) for text in texts)


def _leads_away(held: Set[str]) -> bool:
    return _ELSEWHERE in held and not any(map(_binds, held))


_ELSEWHERE = "gone.elsewhere"


def _binds(name: str) -> bool:
    return name.startswith("force.")
