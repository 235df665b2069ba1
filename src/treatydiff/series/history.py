"""The history of a series: its drafts, the lineage of every article, and the net of its findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from treatydiff.errors import TreatydiffError
from treatydiff.model import Draft, Provision
from treatydiff.report import Finding, Report, Selection
from treatydiff.series.lineage import Lineage, lineages
from treatydiff.text.numbering import key


@dataclass(frozen=True, slots=True)
class Mended:
    """A turn for the worse of one step that the whole series no longer shows."""

    step: int
    """Index of the draft that brought it."""
    finding: Finding


@dataclass(frozen=True, slots=True)
class History:
    """A series of drafts and the lineage of each article."""

    drafts: tuple[Draft, ...]
    reports: tuple[Report, ...]
    """Each draft compared with the one before it."""
    lineages: tuple[Lineage, ...]
    net: Report
    """The last draft compared with the first: what a reader of those two would see."""
    mended: tuple[Mended, ...]
    """Adverse findings of single steps whose article and theme have none from first to last."""


def history(drafts: Sequence[Draft], reports: Sequence[Report], net: Report) -> History:
    """The history of a series."""
    lines = lineages(reports)
    return History(tuple(drafts), tuple(reports), lines, net, tuple(_mended(lines, reports, net)))


def of_article(subject: History, number: str) -> tuple[Report, ...]:
    """Each step's report with only the article that has this number in the last draft, else in the latest that has it.

    Raises TreatydiffError where no draft has it.
    """
    line = _line(subject.lineages, number)
    if line is None:
        raise TreatydiffError(f"no article {number} in these drafts", "treatydiff outline DRAFT shows the numbers")
    steps = zip(subject.reports, pairwise(line.states), strict=True)
    return tuple(
        replace(report, selection=Selection(units=_units(report, before, after)))
        for report, (before, after) in steps
        if before or after
    )


def _units(report: Report, before: Sequence[Provision], after: Sequence[Provision]) -> tuple[str, ...]:
    """The ids of the changes that the states of one article have in a comparison."""
    old, new = ({provision.eid for provision in state} for state in (before, after))
    return tuple(
        change.id
        for change in report.redline.all
        if old & {p.eid for p in change.link.old} or new & {p.eid for p in change.link.new}
    )


def _line(lines: Sequence[Lineage], number: str) -> Lineage | None:
    having = ((at, line) for line in lines for at, state in enumerate(line.states) if _has(state, number))
    return max(having, key=lambda found: found[0], default=(0, None))[1]


def _has(state: Sequence[Provision], number: str) -> bool:
    return any(key(provision.article) == key(number) for provision in state)


def _mended(lines: Sequence[Lineage], reports: Sequence[Report], net: Report) -> Iterator[Mended]:
    """By article and theme: the wording of two steps is hardly ever the same, the article that it concerns is.

    Only what rules find: a person's word holds for its own words, and says nothing of those of the whole way. What was
    deleted has its number of the draft before, of the whole series the first.
    """
    stood = ((at, p.article, n) for n, line in enumerate(lines) for at, state in enumerate(line.states) for p in state)
    line_of = {(at, number): n for at, number, n in stood}

    def concerns(finding: Finding, old: int, new: int) -> tuple[str, int | str]:
        at, side = (new, finding.change.new) if finding.change.new else (old, finding.change.old)
        number = side.article if side else ""
        return finding.theme, line_of.get((at, number), number)

    left = {concerns(finding, 0, len(reports)) for finding in net.findings if finding.adverse}
    for at, report in enumerate(reports, start=1):
        for finding in (found for found in report.findings if not found.signed):
            if finding.adverse and concerns(finding, at - 1, at) not in left:
                yield Mended(at, finding)
