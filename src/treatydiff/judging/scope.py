"""What an edit inside a clause does to its reach: a restriction narrows it, an alternative widens it.

Natural logic: under an exception or a "without" the effect turns round (Sánchez Valencia 1991; MacCartney and Manning
2009; Icard and Moss 2014). Times the bearing of the clause that says for whom it is better or worse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from treatydiff.judging.clauses import FrameReader
from treatydiff.judging.lexis import DEPARTS, Hit
from treatydiff.judging.passages import Passage, Side
from treatydiff.model import Op
from treatydiff.text.languages import is_spaced
from treatydiff.text.lettering import WORD
from treatydiff.themes.patterns import Range


class ScopeKind(StrEnum):
    """What sort of words came into a clause, or went from it."""

    EXCEPTION = "exception"
    CONDITION = "condition"
    """Whatever restricts: a condition, a purpose, a relative clause."""
    MEMBER = "member"
    """One more of what the clause lists, joined by "and", "or" or a comma."""
    CHOICE = "choice"
    """Another way to meet what the clause demands, joined by "or"."""
    LIMITER = "limiter"
    """An adjective or adverb that restricts: serious, explicit."""
    YIELDS = "yields"
    """Another provision that the clause leaves untouched, or is subject to."""


class ScopeEdit(NamedTuple):
    """Words that came into a clause, or went from it, and what they do to its reach."""

    kind: ScopeKind
    op: Op
    at: Range
    """In the text of its side."""
    way: int
    """1 where the clause reaches further with the words, -1 where it reaches less far."""
    flips: int
    """-1 where they stand in an exception, or behind a "without": what they do is turned round."""
    only: bool
    """Whether they stand in what an "only" allows."""
    replaced: bool
    """Whether other words stood, or stand now, in their place."""


_AT_FIRST = 3
"""Characters from its beginning within which an edit says by its first words what it is."""
_FEW = 3
"""Words of an edit up to which one that restricts is an adjective and no clause."""


def scope_edits(passage: Passage, reader: FrameReader) -> Iterator[ScopeEdit]:
    """What came into sentences that stand on both sides, and went from them; one that took the place of its like is
    neither."""
    found = [*_edits(passage, reader)]
    ways = {(edit.kind, edit.op) for edit in found if edit.replaced}
    exchanged = {kind for kind, op in ways if (kind, Op.DELETE) in ways and (kind, Op.INSERT) in ways}
    yield from (edit for edit in found if not (edit.replaced and edit.kind in exchanged))


def _edits(passage: Passage, reader: FrameReader) -> Iterator[ScopeEdit]:
    for op, side, other in ((Op.DELETE, passage.old, passage.new), (Op.INSERT, passage.new, passage.old)):
        for start, end in side.edited:
            word = WORD.on(side.text).search(side.text, start, end)
            if word is None or any(a <= word.start() < b for a, b in side.replaced):
                continue
            found = _edit(side, (word.start(), end), op, reader)
            if found:
                yield found._replace(replaced=_replaced(side, (start, end), other))


def _replaced(side: Side, at: Range, other: Side) -> bool:
    start, end = side.spot(*at)
    return any(other.marked(a) <= end + 1 and start - 1 <= other.marked(b - 1) + 1 for a, b in other.edited)


def _edit(side: Side, at: Range, op: Op, reader: FrameReader) -> ScopeEdit | None:
    sentence = side.around(at[0]) or (0, len(side.text))
    hits = [hit for hit in reader.lexis.hits(side.text) if sentence[0] <= hit.start < sentence[1]]
    part = _part(side, at, sentence, hits)
    kind, way = _kind(side, at, hits, reader, part)
    if kind is None:
        return None
    turns = part == "exception" or (part == "lack" and kind is not ScopeKind.EXCEPTION)
    flips = -1 if turns else 1
    return ScopeEdit(kind, op, at, way, flips, part == "only", replaced=False)


def _kind(side: Side, at: Range, hits: Sequence[Hit], reader: FrameReader, part: str) -> tuple[ScopeKind | None, int]:
    """What an edit is, and whether the clause reaches further by it."""
    text = side.text[at[0] : at[1]]
    inside = [hit for hit in hits if at[0] <= hit.start < at[1]]
    first = [hit for hit in inside if hit.start <= at[0] + _AT_FIRST]
    if _says(inside, ("slots.proof",)):
        return None, 0  # who has to prove what is told by itself
    bans = any(hit.name in ("force.mustnot", "force.neednot") and hit.end <= at[0] for hit in hits)
    if bans and _says(first, ("slots.lacking", "slots.relax.unauthorized")):
        return ScopeKind.EXCEPTION, -1
    if _says(first, _EXCEPTS) or (not is_spaced(reader.lexis.code) and _says(inside, ("slots.exception",))):
        return ScopeKind.EXCEPTION, -1
    if _says(first, ("scope.yields",)):
        return ScopeKind.YIELDS, -1
    join, rest = _join(text, side.text[: at[0]], side.text[at[1] :], reader)
    if join:
        if not WORD.search(text[rest:]):
            return None, 0
        then = [hit for hit in inside if at[0] + rest - 1 <= hit.start <= at[0] + rest + _AT_FIRST]
        if _says(then, _EXCEPTS):
            return ScopeKind.EXCEPTION, -1
        restricts = _says(then, _RESTRICTS) or part in ("condition", "only")
        if join == "all" and restricts:
            return ScopeKind.CONDITION, -1
        binds = any(hit.name == "force.must" and hit.start < at[0] for hit in hits)
        if join == "any" and binds and part == "main" and not _says(inside, _WHOM):
            return ScopeKind.CHOICE, -1
        return ScopeKind.MEMBER, 1
    if _says(first, _RESTRICTS):
        return ScopeKind.CONDITION, -1
    if _says(inside, ("slots.limiter",)) and len(WORD.findall(text)) <= _FEW:
        return ScopeKind.LIMITER, -1
    return None, 0


def _says(hits: Sequence[Hit], names: tuple[str, ...]) -> bool:
    return any(hit.name.startswith(names) for hit in hits)


_EXCEPTS = ("slots.exception", *DEPARTS)
_RESTRICTS = ("slots.conditional", "slots.condition", "scope.narrows", "slots.mental")
_WHOM = ("agents.", "slots.persons", "slots.data", "slots.offences", "slots.measure", "slots.purpose", "actions.")


def _join(text: str, before: str, after: str, reader: FrameReader) -> tuple[str, int]:
    """How an edit is joined to a list, and where in it the words behind what joins begin.

    ``any`` by "or", ``all`` by "and", ``comma`` where a list goes on behind it.
    """
    spaced = is_spaced(reader.lexis.code)
    for name in ("any", "all"):
        for word in sorted(reader.lexis.classes[f"junctions.{name}"], key=len, reverse=True):
            if text.startswith(word) and not (spaced and text[len(word) : len(word) + 1].isalpha()):
                return name, len(word) + 1
            if text.rstrip(" ,，、").endswith(f" {word}" if spaced else word):
                return name, 0
    lead = after.lstrip()
    listed = before.rstrip().endswith((",", "、")) or text.rstrip().endswith((",", "、"))
    joins = [word for name in ("any", "all") for word in reader.lexis.classes[f"junctions.{name}"]]
    goes_on = lead.startswith((",", "、", *(f"{word} " if spaced else word for word in joins)))
    return ("comma", 0) if listed and goes_on and len(WORD.findall(text)) <= 2 * _FEW else ("", 0)


def _part(side: Side, at: Range, sentence: Range, hits: Sequence[Hit]) -> str:
    """In which part of its sentence a place stands: ``main``, ``condition``, ``only``, ``exception``, ``lack``."""
    part = "main"
    binds = [hit.start for hit in hits if hit.name.startswith("force.")]
    bans = any(hit.name == "force.mustnot" and hit.start < at[0] for hit in hits)
    for hit in sorted(hits):
        if hit.start >= at[0]:
            break
        if hit.end > at[0]:  # "not … without" ends in the words that came
            continue
        name = next((part for start, part in _PARTS.items() if hit.name.startswith(start)), "")
        opens = hit.start <= sentence[0] + _AT_FIRST  # up to the comma before what binds
        closed = opens and -1 < (comma := side.text.find(",", hit.end)) < at[0] and any(b > hit.end for b in binds)
        if name == "lack" and at[0] - hit.end > _LACKED:
            continue
        if name and not (closed and comma < next(b for b in binds if b > hit.end)):
            part = name
    return "main" if part == "lack" and bans else part


_LACKED = 24
"""Characters within which "without" turns round what follows it."""
_PARTS = {
    "slots.exception": "exception",
    "scope.despite": "exception",
    "slots.lacking": "lack",
    "slots.condition.only": "only",
    "slots.conditional": "condition",
    "slots.condition.provisos": "condition",
}
