"""A safeguard that names a chapter, and names another now: "the powers in chapter II are subject to supervision"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treatydiff.judging.clauses import BURDENS, FrameReader
from treatydiff.judging.context import Context
from treatydiff.judging.opposing import Opposed
from treatydiff.judging.opposites import CHAPTER, RIGHTED, TURNED
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.restating import plainly
from treatydiff.judging.slots import SURE
from treatydiff.model import CONTAINERS, Op, Provision
from treatydiff.themes.patterns import Range

_MUCH = 2.0
"""How many times more one chapter must let authorities do to people than the other."""
_BESIDE, _GLUED = 12, 2
"""Characters before a number, and behind it, within which it is said to be that of a chapter."""
_PROTECTS = ("roles.safeguard.", "roles.right.", "roles.oversight.", "slots.condition.")
"""What a sentence must hold to be a safeguard of what it names."""


def recovered(passage: Passage, contexts: Mapping[Op, Context], reader: FrameReader) -> Iterator[Opposed]:
    """The chapters that a protecting sentence named and names now, where renumbering does not explain it."""
    gone = [*_named(passage.old, contexts[Op.DELETE], reader)]
    come = [*_named(passage.new, contexts[Op.INSERT], reader)]
    if len(gone) != 1 or len(come) != 1 or not _protects(passage.new, come[0][0], reader):
        return
    (was, old), (now, new) = gone[0], come[0]
    before, after = (_weight(each, reader) for each in (old, new))
    lost, won = before >= max(SURE, _MUCH * after), after >= max(SURE, _MUCH * before)
    places = (passage.old.marked(was[0]), passage.new.marked(now[1] - 1) + 1)
    yield Opposed(
        "chapter.named",
        RIGHTED if won else TURNED,
        not (lost or won),
        (passage.old.raw[slice(*was)],),
        (passage.new.raw[slice(*now)],),
        (min(places), max(places)),
        ((was,), (now,)),
    )


def _named(side: Side, context: Context, reader: FrameReader) -> Iterator[tuple[Range, Provision]]:
    """The chapters of a draft whose numbers were edited in a text, beside a word for a chapter."""
    for edit in side.edited:
        start, end = _word_around(side.text, edit)
        beside = side.text[max(start - _BESIDE, 0) : start], side.text[end : end + _GLUED]
        if any(reader.lexis.words(CHAPTER, words) for words in beside):
            yield from (((start, end), each) for number, each in context.chapters if number == side.text[start:end])


def _word_around(text: str, edit: Range) -> Range:
    """An edit with the letters that it touches: of "II" that became "III" only one came."""
    start, end = edit
    while start and text[start - 1].isalnum() and text[start - 1].isascii():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end].isascii():
        end += 1
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _protects(side: Side, place: Range, reader: FrameReader) -> bool:
    return any(hit.name.startswith(_PROTECTS) for hit in reader.lexis.hits(side.sentence(place[0])))


def _weight(container: Provision, reader: FrameReader) -> float:
    """How much a chapter lets be done to people."""
    texts = (plainly(each.text) for each in container.walk() if each.text and each.level not in CONTAINERS)
    return sum(score for text in texts for role, score in reader.roles(text).items() if role in BURDENS)
