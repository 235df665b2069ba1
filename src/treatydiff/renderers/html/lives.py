"""The life of each article over a series: its number in every draft, and a line that shows what happened in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from treatydiff.model import Provision
from treatydiff.references.places import number
from treatydiff.renderers.html.pictures import Wire, wire_kind
from treatydiff.report import Report
from treatydiff.reports.summary import Row
from treatydiff.series import Lineage, lineages

_STEP = 48
"""Units from one draft to the next."""
_MIDDLE = 10

Target = Callable[[int, Row], str]
"""The address of a row in the comparison with this index; empty if the page does not show it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """An article in one draft."""

    number: str
    """Empty where it does not stand."""
    words: str
    """What happened to it since the draft before; empty where nothing did."""
    target: str


@dataclass(frozen=True, slots=True)
class Life:
    """One article through the series."""

    heading: str
    stands: tuple[Stand, ...]
    points: tuple[int, ...]
    """Where on its line it stands in a draft."""
    wires: tuple[Wire, ...]


@dataclass(frozen=True, slots=True)
class Lives:
    """Every article through the series."""

    drafts: tuple[str, ...]
    rows: tuple[Life, ...]
    width: int
    height: int
    middle: int


def lives(reports: Sequence[Report], target: Target) -> Lives:
    """The lives of all articles, in the order of the last draft."""
    drafts = (reports[0].old.label, *(report.new.label for report in reports))
    rows = tuple(_life(line, target) for line in lineages(reports))
    return Lives(drafts, rows, _STEP * len(drafts), 2 * _MIDDLE, _MIDDLE)


def _life(line: Lineage, target: Target) -> Life:
    stands = tuple(_stand(line, at, target) for at in range(len(line.states)))
    points = tuple(_x(at) for at, state in enumerate(line.states) if state)
    return Life(line.last.heading, stands, points, tuple(_wires(line, target)))


def _stand(line: Lineage, at: int, target: Target) -> Stand:
    step = line.steps[at - 1] if at else None
    there = target(at - 1, step.row) if step and step.row else ""
    return Stand(_numbers(line.states[at]), step.words if step and step.changed else "", there)


def _wires(line: Lineage, target: Target) -> Iterator[Wire]:
    """The stretches of the line, from each draft to the next."""
    for at, step in enumerate(line.steps):
        if step.row is None:
            continue
        before, after = bool(line.states[at]), bool(line.states[at + 1])
        kind = wire_kind(step.row) if before and after else "inserted" if after else "deleted"
        yield Wire(kind, _PATHS[before, after].format(x=_x(at), y=_MIDDLE), step.words, target(at, step.row))


_PATHS = {
    (True, True): f"M{{x}} {{y}}h{_STEP}",
    (True, False): "M{x} {y}h24m-4 -4l8 8m0 -8l-8 8",
    (False, True): f"M{{x}} {{y}}m{_STEP} 0h-24m-4 0h-8m4 -4v8",
    (False, False): "",
}


def _x(at: int) -> int:
    return _STEP // 2 + at * _STEP


def _numbers(state: Sequence[Provision]) -> str:
    return ", ".join(map(number, state))
