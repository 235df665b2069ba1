"""Whether the words of a slot decide which way a provision went, or too much else was edited around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from treatydiff.judging.lexis import Hit
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.restating import content_of
from treatydiff.judging.slots import SlotChange
from treatydiff.themes.patterns import Range

_MOSTLY = 0.55
"""Share of a sentence from which on it was rewritten rather than edited."""
_REWORDED = 0.6
"""Share of a sentence's longer words that its provision holds in the other draft too: then it was reworded."""
_ELSE = 16
"""Longer words that came or went in a provision up to which a slot may tell which way it went."""


def rewritten(passage: Passage, change: SlotChange) -> bool:
    """Whether most of a sentence around a slot's change is other words: then the slot alone does not decide."""
    places = [(passage.old, hit) for hit in change.removed] + [(passage.new, hit) for hit in change.introduced]
    return any(side.share_edited(hit.start) > _MOSTLY for side, hit in places)


def crowded(passage: Passage) -> bool:
    """Whether so much else was edited in a provision that one slot does not decide which way it went."""
    gone, come = (content_of(" ".join(side.text[a:b] for a, b in side.edited)) for side in (passage.old, passage.new))
    return len(gone ^ come) > _ELSE


def reworded(sentence: str, other: Side) -> bool:
    """Whether most words of a sentence stand in the same provision of the other draft, in another order."""
    stems = content_of(sentence)
    return bool(stems) and len(stems & content_of(other.text)) >= _REWORDED * len(stems)


def kept(side: Side) -> Callable[[Hit], bool]:
    """Whether an edit touches a hit in a sentence that stands on the other side too."""
    replaced = side.replaced
    return lambda hit: side.touches(hit.start, hit.end) and not any(a <= hit.start < b for a, b in replaced)


def slot_place(passage: Passage, change: SlotChange) -> tuple[int, int]:
    side, hit = (passage.new, change.introduced[0]) if change.introduced else (passage.old, change.removed[0])
    return side.spot(hit.start, hit.end)


def slot_words(side: Side, hits: Iterable[Hit]) -> tuple[str, ...]:
    """The words of a slot that came or went, without those of them that stand in the other draft too."""
    places = (_changed(side, hit) for hit in hits)
    return tuple(dict.fromkeys(side.raw[start:end] for start, end in places))


def _changed(side: Side, hit: Hit) -> Range:
    """From the first to the last edited word of a hit; of a number, and where no word is, all of it."""
    whole = "." not in hit.name
    parts = [(max(a, hit.start), min(b, hit.end)) for a, b in side.edited if a < hit.end and hit.start < b]
    start, end = (parts[0][0], parts[-1][1]) if parts and not whole else (hit.start, hit.end)
    text = side.raw[start:end]
    if not text.strip():
        return hit.start, hit.end
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
