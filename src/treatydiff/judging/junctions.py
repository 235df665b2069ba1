""" "And" that became "or" between two things that a clause asks for, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from treatydiff.judging.lexis import Lexis
from treatydiff.judging.passages import Passage
from treatydiff.model import Op, Span
from treatydiff.themes.patterns import Range, plain

_ALL, _ANY = "junctions.all", "junctions.any"
_ASKED = ("slots.conditional.", "slots.condition.")
_TURNED = "slots.exception."


class Junction(NamedTuple):
    """Two things of which both were asked for and now one, or the other way round."""

    loosened: bool
    asked: bool
    """Whether they stand behind a condition, and in no exception: then one of them opens what both opened."""
    removed: str
    introduced: str
    at: Range
    """Where it stands in the marked-up text."""


def junctions(passage: Passage, lexis: Lexis) -> Iterator[Junction]:
    """Every "and" for which an "or" stands now, and every "or" for which an "and" does."""
    place = 0
    for gone, come in pairwise((*passage.edits, Span(Op.KEEP, ""))):
        if gone.op is Op.DELETE and come.op is Op.INSERT:
            loosened = _exchanged(gone.text, come.text, lexis.classes[_ALL], lexis.classes[_ANY])
            tightened = _exchanged(gone.text, come.text, lexis.classes[_ANY], lexis.classes[_ALL])
            if loosened or tightened:
                at = place, place + len(gone.text) + len(come.text)
                asked = _asked(passage, place, lexis)
                yield Junction(loosened, asked, gone.text.strip(), come.text.strip(), at)
        place += len(gone.text)


def _exchanged(gone: str, come: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether one word stands for another and all that was edited with them is the same."""
    old, new = plain(gone).strip(), plain(come).strip()
    before, after = [plain(word) for word in before], [plain(word) for word in after]
    rests = {old.removeprefix(word).strip() for word in before if old.startswith(word)}
    return any(new.removeprefix(word).strip() in rests for word in after if new.startswith(word))


def _asked(passage: Passage, place: int, lexis: Lexis) -> bool:
    """Whether a place of the marked-up text stands behind a condition of its sentence and in no exception."""
    side = passage.old
    start, end = next(((a, b) for a, b in side.sentences if side.marked(a) <= place < side.marked(b - 1) + 1), (0, 0))
    names = [hit.name for hit in lexis.hits(side.text) if start <= hit.start < end and side.marked(hit.start) < place]
    return any(name.startswith(_ASKED) for name in names) and not any(name.startswith(_TURNED) for name in names)
