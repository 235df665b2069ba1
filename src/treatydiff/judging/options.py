"""What was dropped of a whole alternative, held against what was kept: provision by provision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from treatydiff.model import Change, Kind
from treatydiff.words import fewest_edits, words

_ALIKE = 0.35
"""Provisions of two alternatives answer to each other from so large a share of common words."""


def against(changes: Iterable[Change]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By the ``eid`` of each provision of a dropped alternative, what it said and what is said in its place.

    What only the alternative kept says stands with the first of them.
    """
    dropped = (change for change in changes if change.kind is Kind.DELETED and change.choices)
    return {eid: texts for change in dropped for eid, texts in _pairs(change).items()}


def _pairs(change: Change) -> Mapping[str, tuple[tuple[str, str], ...]]:
    option = change.link.old[0]
    gone = {p.eid: p.own if p is not option else p.text for p in option.walk()}
    kept = change.choices[0].kept.split("\n")
    matched = dict(_matched({eid: text for eid, text in gone.items() if text}, kept))
    found = {eid: ((text, kept[matched[eid]] if eid in matched else ""),) * bool(text) for eid, text in gone.items()}
    new = tuple(("", text) for at, text in enumerate(kept) if at not in matched.values())
    return {**found, option.eid: (*found[option.eid], *new)}


def _matched(gone: Mapping[str, str], kept: list[str]) -> Iterator[tuple[str, int]]:
    """Each provision dropped with the place of the one kept that is most like it; two that stand alone in any case."""
    if len(gone) == len(kept) == 1:
        yield next(iter(gone)), 0
        return
    pairs = [(_alike(text, other), eid, at) for eid, text in gone.items() for at, other in enumerate(kept)]
    taken: set[str | int] = set()
    for alike, eid, at in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= _ALIKE and not taken & {eid, at}:
            taken |= {eid, at}
            yield eid, at


def _alike(a: str, b: str) -> float:
    """The share of their words that two texts have in common, in order."""
    old, new = ([word.casefold() for word in words(text)] for text in (a, b))
    return 1 - fewest_edits(old, new) / max(len(old) + len(new), 1)
