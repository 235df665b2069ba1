"""What is said first: every change of substance once, in one order, the same in every form.

A change is told as worse, or better, where somebody says so whose word holds: a person; a rule of a kind that was right
in nine of ten; a reader that the user named, unless it did badly when measured. Where rules and such a reader
contradict each other nobody is believed: it stands first among those to be read. Who only leans contests nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from treatydiff.model import CONTAINERS, Change, Kind, Level
from treatydiff.report import Confidence, Finding, Holding, KeptVerdict, Report
from treatydiff.reports.silence import heavy, tellers

FULL, SHORT = 10, 20
"""So many lines the first screen shows in full, and so many after them in short."""


class Tier(StrEnum):
    """Under which title a line stands, in this order."""

    WORSE = "worse"
    READ = "read"
    BETTER = "better"


class Statement(NamedTuple):
    """One change of substance; of a whole that came or went, all that came or went with it."""

    tier: Tier
    mark: Confidence
    change: Change
    findings: tuple[Finding, ...]
    """All that is said of it, whose word comes first first."""
    disputed: bool
    """Whether those whose word holds say the contrary of each other."""

    @property
    def lean(self) -> Finding | None:
        """The finding whose direction is shown with its share; None where none is, or it is told in words."""
        return next((f for f in self.findings if f.mark is Confidence.LEANS), None) if self.tier is Tier.READ else None

    @property
    def worse(self) -> tuple[Finding, ...]:
        """The findings that tell it as worse; none where the line stands under another title."""
        firm = (f for f in self.findings if f.adverse and f.mark is Confidence.LIKELY)
        return tuple(firm) if self.tier is Tier.WORSE else ()

    @property
    def bare(self) -> Statement:
        """The same with nothing said of it."""
        return self._replace(tier=Tier.READ, mark=Confidence.OPEN, findings=(), disputed=False)


Weight = Callable[[Change], tuple[Any, int]]
"""How much a change weighs where no theme speaks, and its words."""


def ordered(
    report: Report, changes: Iterable[Change], findings: Iterable[Finding], weigh: Weight
) -> tuple[Statement, ...]:
    """The lines of these changes; ``findings`` are those among them that are selected."""
    denied = {kept.change.id for kept in report.verdicts if kept.change and _denies(kept)}
    lines = (_line(change, found, denied=change.id in denied) for change, found in _grouped(report, changes, findings))
    return tuple(sorted(lines, key=lambda line: _rank(line, weigh)))


def _grouped(
    report: Report, changes: Iterable[Change], findings: Iterable[Finding]
) -> Iterator[tuple[Change, list[Finding]]]:
    """The changes of substance, less those that people cleared, each with its findings and those of its parts."""
    cleared = {kept.change.id for kept in report.verdicts if kept.change and _clears(kept)}
    found = list(findings)
    told = {finding.change.id: finding.change for finding in found if finding.adverse is not None}
    every = {change.id: change for change in (*heavy(changes), *told.values())}
    own = {id: change for id, change in every.items() if change.link.level not in CONTAINERS or id in told}
    teller = tellers(report, (change for change in own.values() if change.link.level not in CONTAINERS))
    groups: dict[str, list[Finding]] = {teller.get(id, id): [] for id in own}
    for finding in found:
        place = teller.get(finding.change.id, finding.change.id)
        if place in groups:
            groups[place].append(finding)
    yield from ((every[id], said) for id, said in groups.items() if said or id not in cleared)


def _clears(kept: KeptVerdict) -> bool:
    """Whether a person says that a change does nothing."""
    return kept.holding is Holding.APPLIES and not kept.finding and not kept.filed.read


def _denies(kept: KeptVerdict) -> bool:
    """Whether a reader whose word holds says that a change does nothing."""
    filed = kept.filed
    said = kept.holding is Holding.APPLIES and filed.says and filed.effect is None
    return said and filed.read is not None and filed.read.trusted


def _line(change: Change, found: Sequence[Finding], *, denied: bool) -> Statement:
    """What is said of a change; ``denied``: a reader says that it does nothing."""
    said = tuple(sorted(found, key=trust))
    persons = [f for f in said if f.signed and not f.by_reader and f.adverse is not None]
    firm = persons or [f for f in said if f.mark is Confidence.LIKELY and f.adverse is not None]
    ways = {f.adverse for f in firm}
    if not firm:
        return Statement(Tier.READ, said[0].mark if said else Confidence.OPEN, change, said, disputed=False)
    contradicted = denied or (len(ways) > 1 and any(f.by_reader for f in firm))
    if contradicted and not persons and any(not f.by_reader for f in firm):
        return Statement(Tier.READ, Confidence.OPEN, change, said, disputed=True)
    return Statement(Tier.WORSE if True in ways else Tier.BETTER, Confidence.LIKELY, change, said, disputed=False)


def trust(finding: Finding) -> tuple[int, int, bool, float]:
    """Sorts what is said of one change: persons, what is likely, what leans; of equals the worse first."""
    person = finding.signed is not None and not finding.by_reader
    first = 0 if person else 1 + _MARKS.index(finding.mark)
    return first, _TURNS.index(finding.adverse), finding.by_frame, -finding.share


_MARKS, _TURNS = (Confidence.LIKELY, Confidence.LEANS, Confidence.OPEN), (True, False, None)


_LEANS = (True, None, False)
"""Order of what is to be read: what leans to worse, what is open, what leans to better; then what no rule speaks of."""


def _rank(line: Statement, weigh: Weight) -> tuple[Any, ...]:
    lean = _LEANS.index(line.findings[0].adverse) if line.findings else len(_LEANS)
    gravity, words = weigh(line.change)
    return list(Tier).index(line.tier), not line.disputed, lean, not _whole(line), -gravity, -words


def _whole(line: Statement) -> bool:
    """Whether a whole article of which something is said came or went."""
    whole = line.change.kind is not Kind.AMENDED and line.change.provision.level is Level.ARTICLE
    return whole and bool(line.findings)
