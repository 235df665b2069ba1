"""Square brackets through a draft: pairs inside a text, and pairs that open in one provision and close in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from treatydiff.model import CONTAINERS, Draft, Level, Provision
from treatydiff.references.outline import outline
from treatydiff.text.lettering import squared

_WIDE = CONTAINERS | {Level.ARTICLE, Level.OPTION, Level.ANNEX, Level.PREAMBLE}
"""Levels whose opening bracket may hold several articles."""
_ARTICLES = frozenset({Level.ARTICLE, Level.ANNEX, Level.PREAMBLE})
_FEW = 3
"""Articles that a bracket before an article holds at most: one that is never closed would hold all that follow."""
_MOST = 50
"""Brackets that are open at once."""
_POINTS = " \t.,;:。；，"
FIELDS = ("printed", "heading", "text")


class DraftSpot(NamedTuple):
    """A place in a draft; spots are in printed order."""

    provision: int
    """Index into the provisions that are read."""
    field: int
    """Index into ``FIELDS``."""
    at: int


class BracketPair(NamedTuple):
    """A pair of brackets that does not open and close in one field."""

    start: DraftSpot
    """Of the opening bracket."""
    end: DraftSpot
    """Behind the closing one; of one that is never closed, the end of what it opened."""
    closed: bool


def convention(draft: Draft) -> tuple[Provision, ...]:
    """The provisions of the convention itself in printed order: no cover, no footnotes."""
    outside = (Level.FRONT, Level.FOOTNOTE)
    return tuple(p for outermost in draft.provisions if outermost.level not in outside for p in outermost.walk())


class _LoneBracket(NamedTuple):
    spot: DraftSpot
    opens: bool


def across(draft: Draft, provisions: Sequence[Provision]) -> tuple[BracketPair, ...]:
    """The pairs that open and close in different fields, and the brackets that are never closed, in printed order."""
    owner = outline(draft).owner
    opened: list[DraftSpot] = []
    found: list[BracketPair] = []
    for mark in _lonely(provisions):
        if mark.opens:
            opened.append(mark.spot)
        elif start := _answer(opened, mark.spot, provisions, owner):
            while opened.pop() != start:
                pass
            found.append(BracketPair(start, mark.spot._replace(at=mark.spot.at + 1), closed=True))
    closed = {pair.start for pair in found}
    left = [mark.spot for mark in _lonely(provisions) if mark.opens and mark.spot not in closed]
    found += (BracketPair(spot, end, closed=False) for spot, end in zip(left, _ends(left, provisions), strict=True))
    return tuple(sorted(found))


def _ends(left: Sequence[DraftSpot], provisions: Sequence[Provision]) -> Iterator[DraftSpot]:
    """Where brackets end that are never closed. Of more in one text than are ever open at once each ends before the
    next one, else thousands would hold the rest of it thousands of times."""
    beside: Counter[tuple[int, int]] = Counter()
    for place, spot in enumerate(left):
        after = left[place + 1] if place + 1 < len(left) else None
        beside[spot[:2]] += 1
        close = after is not None and after[:2] == spot[:2]
        yield after if after and close and beside[spot[:2]] > _MOST else _end(spot, provisions)


def _answer(
    opened: Sequence[DraftSpot], closing: DraftSpot, provisions: Sequence[Provision], owner: dict[str, Provision]
) -> DraftSpot | None:
    """The opening bracket that a closing one answers to: in the same article, else before a whole article."""
    here = owner[provisions[closing.provision].eid].eid
    for spot in reversed(opened[-_MOST:]):
        provision = provisions[spot.provision]
        if owner[provision.eid].eid == here:
            return spot
        if provision.level in _WIDE and _at_head(spot) and _at_end(closing, provisions):
            between = {owner[p.eid].eid for p in provisions[spot.provision : closing.provision]}
            return spot if provision.level not in _ARTICLES or len(between) <= _FEW else None
    return None


def _at_head(spot: DraftSpot) -> bool:
    return spot.field == 0 or spot.at == 0


def _at_end(spot: DraftSpot, provisions: Sequence[Provision]) -> bool:
    return not getattr(provisions[spot.provision], FIELDS[spot.field])[spot.at + 1 :].strip(_POINTS + "]")


def _lonely(provisions: Sequence[Provision]) -> Iterator[_LoneBracket]:
    """The brackets without a partner in their own field."""
    for index, provision in enumerate(provisions):
        for field, name in enumerate(FIELDS):
            yield from _unpaired(squared(getattr(provision, name)), index, field)


def _unpaired(text: str, provision: int, field: int) -> list[_LoneBracket]:
    opened: list[_LoneBracket] = []
    left: list[_LoneBracket] = []
    for at, letter in enumerate(text):
        if letter == "[":
            opened.append(_LoneBracket(DraftSpot(provision, field, at), True))
        elif letter == "]" and opened:
            opened.pop()
        elif letter == "]":
            left.append(_LoneBracket(DraftSpot(provision, field, at), False))
    return sorted([*left, *opened])


def _end(start: DraftSpot, provisions: Sequence[Provision]) -> DraftSpot:
    """Where a bracket ends that is never closed: with the provision whose number it stands before, else its text."""
    provision = provisions[start.provision]
    last = start.provision + (len(list(provision.walk())) - 1 if start.field == 0 else 0)
    return DraftSpot(last, 2, len(provisions[last].text))
