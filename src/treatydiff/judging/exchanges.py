"""Facts of who: who bears a burden of proof, and who decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.judging.clauses import GROUPS, FrameReader, Role
from treatydiff.judging.lexis import BY
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.votes import Vote, framed
from treatydiff.themes.patterns import Range

_BEARER = 40
"""Characters between who has to prove something and that it is to be proved."""
_NEAR = 24
"""Characters between "by" and an edit that names who decides."""


def amended(reader: FrameReader, passage: Passage) -> Iterator[Vote]:
    """All that is seen in an amended passage."""
    yield from _proof(reader, passage)
    for edits in _exchanged(passage):
        yield from _decides(reader, passage, edits)


def _proof(reader: FrameReader, passage: Passage) -> Iterator[Vote]:
    """That a person has to prove something, and had not, or whoever stands against that person had to."""
    borne = [dict(_borne(reader, side)) for side in (passage.old, passage.new)]
    was, now = ("person" in found for found in borne)
    held = [any(who != "person" for who in found) for found in borne]
    if was is not now:
        slot, change = "proof.accused", "gained" if now else "lost"
    elif not was and held[0] is not held[1]:
        slot, change = "proof.prosecution", "gained" if held[1] else "lost"
    else:
        return
    places = [next(iter(found.values()), None) for found in borne]
    yield from _vote(reader, passage, (places[0], places[1]), "proof", Role.RIGHT, slot, change)


def _borne(reader: FrameReader, side: Side) -> Sequence[tuple[str, Range]]:
    """Who has to prove something in the sentences that were edited: ``person``, or others; where that is said.

    Whoever is named beside a duty to prove goes before words that tell it without a name: "unless he proves".
    """
    hits = reader.lexis.hits(side.text)
    agents = [hit for hit in hits if hit.name.startswith("agents.")]
    named, told = list[tuple[str, Range]](), list[tuple[str, Range]]()
    for hit in hits:
        sentence = side.around(hit.start) if hit.name.startswith("proof.") else None
        if not sentence or not side.touches(*sentence):
            continue
        if hit.name != "proof.duty":
            told.append((hit.path[1], (hit.start, hit.end)))
        elif near := [
            a for a in agents if sentence[0] <= a.start < sentence[1] and hit.apart(a.start, a.end) <= _BEARER
        ]:
            nearest = min(near, key=lambda a: (max(a.apart(hit.start, hit.end), 0), a.start))
            named.append((GROUPS[nearest.path[1]], (hit.start, hit.end)))
    return named or told


def _decides(reader: FrameReader, passage: Passage, edits: tuple[Range, Range]) -> Iterator[Vote]:
    """A court or an independent body by whom something is decided that gave way to an authority, or the reverse."""
    was, now = (_deciders(reader, side, at) for side, at in zip((passage.old, passage.new), edits, strict=True))
    if {was, now} == {"controller", "holder"}:
        change = "gained" if now == "controller" else "lost"
        yield from _vote(reader, passage, edits, "decider", Role.SAFEGUARD, "scope", change)


def _deciders(reader: FrameReader, side: Side, at: Range) -> str:
    """Whose agents alone stand in an edit behind "by": ``controller``, ``holder``; empty where none, or others."""
    hits = reader.lexis.hits(side.text)
    found = {GROUPS[h.path[1]] for h in hits if h.name.startswith("agents.") and at[0] <= h.start < at[1]}
    by = any(hit.name in BY and at[0] - _NEAR <= hit.end and hit.start < at[1] for hit in hits)
    return found.pop() if by and len(found) == 1 else ""


def _vote(
    reader: FrameReader,
    passage: Passage,
    edits: tuple[Range | None, Range | None],
    kind: str,
    role: Role,
    slot: str,
    change: str,
) -> Iterator[Vote]:
    """A vote on words of either side, or of one, that stand for each other."""
    sign = reader.signs.sign(role, slot, change)
    sides = tuple(zip((passage.old, passage.new), edits, strict=True))
    spots = [side.spot(*at) for side, at in sides if at]
    if sign is None or not spots:
        return
    was, now = ((side.raw[slice(*at)].strip(" ,;"),) if at else () for side, at in sides)
    at = min(start for start, _ in spots), max(end for _, end in spots)
    yield framed(kind, reader.signs.themes[role], role, sign, (was, now), at)


def _exchanged(passage: Passage) -> Iterator[tuple[Range, Range]]:
    """The edits of the old side each with the one of the new side that took its place."""
    for old in passage.old.edited:
        end = passage.old.spot(*old)[1]
        new = next((each for each in passage.new.edited if 0 <= passage.new.marked(each[0]) - end <= 1), None)
        if new:
            yield old, new
