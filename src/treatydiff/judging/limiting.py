"""Words by which something is kept small, "only" before all, that came or went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treatydiff.judging.clauses import FrameReader
from treatydiff.judging.context import Context
from treatydiff.judging.covering import recovered
from treatydiff.judging.lexis import Hit, Lexis
from treatydiff.judging.opposing import Opposed, opposed
from treatydiff.judging.opposites import LIMIT, RIGHTED, TURNED, turning
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.wording import Wording
from treatydiff.model import Op
from treatydiff.themes.patterns import Range

_GOVERNED = 10
"""Characters behind such a word that a slot may hold with it: "only for"."""
_OTHER_EDITS = 0.6
"""Share of a sentence that may have been edited besides."""


def reversals(
    passage: Passage, reader: FrameReader, wording: Wording, contexts: Mapping[Op, Context]
) -> Iterator[Opposed]:
    """What says the opposite of what it said, or protects another chapter than it did."""
    yield from opposed(passage, reader.lexis, wording)
    yield from recovered(passage, contexts, reader)


def limits(passage: Passage, lexis: Lexis) -> Iterator[Opposed]:
    """The words of each kind that one side has and the other has not, in a sentence that stands on both."""
    old, new = ([*_words(side, lexis)] for side in (passage.old, passage.new))
    for name in dict.fromkeys(hit.path[1] for hit in (*old, *new)):
        gone, come = ([hit for hit in hits if hit.path[1] == name] for hits in (old, new))
        if bool(gone) != bool(come):
            hit = (gone or come)[0]
            sides = (passage.old, passage.new) if gone else (passage.new, passage.old)
            if _tells(passage, *sides, hit, lexis):
                yield _limit(sides[0], hit, lost=bool(gone), lexis=lexis)


def _words(side: Side, lexis: Lexis) -> Iterator[Hit]:
    yield from (hit for hit in lexis.opposites(side.text) if hit.path[0] == LIMIT and hit.path[2] == "words")


def _tells(passage: Passage, here: Side, there: Side, hit: Hit, lexis: Lexis) -> bool:
    """Whether a word was edited in a sentence on its subject, and what stands for it now says nothing of the kind."""
    if not (here.touches(hit.start, hit.end) and here.share_edited(hit.start) <= _OTHER_EDITS and there.text):
        return False
    sentence = here.sentence(hit.start)
    near = any(lexis.words(f"{LIMIT}.{hit.path[1]}.near", text) for text in (sentence, passage.lead))
    denied = lexis.turns(here.text) - lexis.turns(here.text[hit.start : hit.end])
    if denied % 2 != lexis.turns(there.text) % 2:
        return False
    came = " ".join(there.text[a:b] for a, b in there.edited)
    return near and not lexis.words(f"{LIMIT}.{hit.path[1]}.instead", came)


def _limit(side: Side, hit: Hit, *, lost: bool, lexis: Lexis) -> Opposed:
    words, place = (side.raw[hit.start : hit.end],), ((hit.start, hit.end + _GOVERNED),)
    aside = f"{LIMIT}.{hit.path[1]}.aside"
    none: tuple[Range, ...] = ()
    before = side.before(hit.start)
    less = turning(hit.path[1]) and lexis.turns(before) % 2 == 1  # "none … solely for its race"
    return Opposed(
        f"{LIMIT}.{hit.path[1]}",
        TURNED if lost else RIGHTED,
        less or (aside in lexis.classes and bool(lexis.words(aside, side.sentence(hit.start)))),
        words if lost else (),
        () if lost else words,
        side.spot(hit.start, hit.end),
        (place, none) if lost else (none, place),
        (before,),
    )
