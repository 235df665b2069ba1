"""The lineage of each article over a series of drafts: where it stood, what became of it, and whether it came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from treatydiff.model import Provision
from treatydiff.report import Report
from treatydiff.reports.summary import Row, happened, rows

REVIVED = 0.7
"""How alike (0.0 to 1.0, by letters of heading and text) an inserted article must be to one that was deleted earlier to
be called the same article come back; held by the series of tests/series/test_series_lineage.py."""


@dataclass(frozen=True, slots=True)
class Transition:
    """What became of an article from one draft to the next."""

    words: str
    """In a few words, as in a concordance: ``renumbered, amended``; ``unchanged``; empty where it did not exist."""
    row: Row | None = None
    """The row of that comparison's concordance; None where the article stands in neither draft."""

    @property
    def changed(self) -> bool:
        """Whether anything happened to it."""
        return self.words not in ("", "unchanged")


@dataclass(frozen=True, slots=True)
class Lineage:
    """One article (preamble, annex) through a series: of what was split, each part has a lineage of its own."""

    states: tuple[tuple[Provision, ...], ...]
    """For each draft the provisions that it was: none where it does not stand, several where they were merged later."""
    steps: tuple[Transition, ...]
    """For each draft but the first, what became of it since the draft before."""
    revived: tuple[int, ...] = ()
    """The drafts (by index) in which it came back after it had been deleted."""

    @property
    def last(self) -> Provision:
        """The latest provision that it was, the first of several."""
        return next(state[0] for state in reversed(self.states) if state)

    @property
    def alive(self) -> bool:
        """Whether it stands in the last draft."""
        return bool(self.states[-1])

    @property
    def born(self) -> int:
        """The index of the first draft in which it stands."""
        return next(at for at, state in enumerate(self.states) if state)

    @property
    def died(self) -> int:
        """The index of the last draft in which it stands."""
        return max(at for at, state in enumerate(self.states) if state)


def lineages(reports: Sequence[Report]) -> tuple[Lineage, ...]:
    """A lineage for every article of every draft, in the order of the last draft; what died stands where it stood.

    ``reports`` compare each draft with the one before it.
    """
    series = [rows(report) for report in reports]
    found = [line for at in range(len(series), -1, -1) for line in _ending(at, series)]
    return tuple(_in_order(_with_revivals(found)))


# ------------------------------------------------------------------------------------------------------ following back


def _ending(at: int, series: Sequence[tuple[Row, ...]]) -> Iterator[Lineage]:
    """The lineages whose last stand is the draft with the index ``at``."""
    for provision in _standing(at, series):
        if at == len(series) or _goes_on(provision, series[at]) is None:
            yield _back(provision, at, series)


def _standing(at: int, series: Sequence[tuple[Row, ...]]) -> Iterator[Provision]:
    """The articles and the like of a draft, in its order as far as the comparison has it."""
    found = (row.new for row in series[at - 1]) if at else (row.old for row in series[0])
    return (provision for side in found for provision in side)


def _goes_on(provision: Provision, step: Sequence[Row]) -> Row | None:
    return next((row for row in step if row.new and _holds(row.old, provision)), None)


def _back(provision: Provision, at: int, series: Sequence[tuple[Row, ...]]) -> Lineage:
    """Follow an article back to where it began; forward from ``at`` it has nothing but its end."""
    states: list[tuple[Provision, ...]] = [(provision,)]
    steps: list[Transition] = []
    for step in reversed(series[:at]):
        row = next((row for row in step if any(_holds(row.new, each) for each in states[0])), None)
        steps.insert(0, Transition(_words(row), row) if row and states[0] else Transition(""))
        states.insert(0, _before(states[0], step))
    rest = len(series) - at
    gone = [row for row in series[at] if _holds(row.old, provision)] if rest else []
    end = [Transition("deleted", gone[0] if gone else None), *[Transition("")] * (rest - 1)] if rest else []
    return Lineage((*states, *[()] * rest), (*steps, *end))


def _before(state: Sequence[Provision], step: Sequence[Row]) -> tuple[Provision, ...]:
    """All that a state was in the draft before, in that draft's order, each once."""
    found = (each for row in step if any(_holds(row.new, now) for now in state) for each in row.old)
    return tuple({each.eid: each for each in found}.values())


def _holds(side: Sequence[Provision], provision: Provision) -> bool:
    return any(each.eid == provision.eid for each in side)


def _words(row: Row) -> str:
    return happened(row.link, row.relation, row.significance, stale=row.stale)


# ---------------------------------------------------------------------------------------------------------- coming back


def _with_revivals(found: Sequence[Lineage]) -> list[Lineage]:
    """The lineages, those that ended joined to what began later and says nearly the same."""
    kept = list(found)
    pairs = sorted(_revivals(found), key=lambda pair: -pair[0])
    for _, gone, back in pairs:
        if gone in kept and back in kept:
            kept[kept.index(back)] = _joined(gone, back)
            kept.remove(gone)
    return kept


def _revivals(found: Sequence[Lineage]) -> Iterator[tuple[float, Lineage, Lineage]]:
    for back in (line for line in found if line.born > 0):
        for gone in (line for line in found if line.died < back.born and not line.alive):
            likeness = _alike(gone.last, back.states[back.born][0])
            if likeness >= REVIVED and gone.last.level is back.states[back.born][0].level:
                yield likeness, gone, back


def _alike(one: Provision, other: Provision) -> float:
    return fuzz.ratio(one.full_text(), other.full_text(), score_cutoff=100 * REVIVED) / 100


def _joined(gone: Lineage, back: Lineage) -> Lineage:
    at = back.born
    states = (*gone.states[:at], *back.states[at:])
    returned = replace(back.steps[at - 1], words="revived")
    return Lineage(states, (*gone.steps[: at - 1], returned, *back.steps[at:]), (*gone.revived, at, *back.revived))


# -------------------------------------------------------------------------------------------------------------- order


def _in_order(found: Sequence[Lineage]) -> list[Lineage]:
    """By place in the last draft; what died stands after what stood before it in the last draft that had it."""
    ordered = [line for line in found if line.alive]
    for line in sorted((line for line in found if not line.alive), key=lambda line: -line.died):
        ordered.insert(_place(line, found, ordered), line)
    return ordered


def _place(line: Lineage, found: Sequence[Lineage], ordered: Sequence[Lineage]) -> int:
    """After the nearest placed lineage that stood before it; ``found`` is in each draft's order."""
    at = line.died
    standing = [each for each in found if each.states[at]]
    earlier = [each for each in standing if _position(each, at) < _position(line, at) and each in ordered]
    nearest = max(earlier, key=lambda each: _position(each, at), default=None)
    return ordered.index(nearest) + 1 if nearest else 0


def _position(line: Lineage, at: int) -> tuple[int, ...]:
    """Where in a draft it stands: by paragraph of the file."""
    return line.states[at][0].blocks[:1]
