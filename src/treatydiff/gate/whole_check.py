"""The whole check, for callers from Python; the command adds folders and output formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from treatydiff.errors import TreatydiffError, did_you_mean
from treatydiff.gate import Alert, FailOn, Gate, Weighed, besides_words, failed_judgements, verdict, weigh
from treatydiff.gate.notices import notices
from treatydiff.report import Report


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check comes to."""

    passed: bool
    """Whether nothing is at or above the threshold, and nothing else lets the check fail."""
    verdict: str
    """One line: ``FAIL: 1 of 3 findings is adverse; 2 changes of substance undecided``."""
    findings: tuple[Weighed, ...]
    """Every finding, in the order of the reports, with its fingerprint, whether it fails, and who accepted it."""
    alerts: tuple[Alert, ...]
    """What else there is to say: notices of the drafts, words that nobody sees, entries of the baseline."""


def check(
    *reports: Report, fail_on: FailOn | str = FailOn.LEANING, baseline: str = "", today: date | None = None
) -> Checked:
    """Whether comparisons may pass.

    ``fail_on`` is one of ``likely``, ``leaning``, ``unclear``, ``any`` and ``none``. ``baseline`` is the path of a file
    with accepted findings; each holds until a last day, which ``today`` (by default the day in UTC) is held against.
    Raises DataError for a faulty baseline, TreatydiffError for another threshold.
    """
    try:
        gate = alerted(reports, Gate(FailOn(fail_on)))
    except ValueError:
        hint = did_you_mean(fail_on, FailOn, f"choose from {', '.join(FailOn)}")
        raise TreatydiffError(f"no threshold {fail_on!r}", hint) from None
    if baseline:
        from treatydiff.gate.baseline import apply, load

        gate = apply(gate, load(baseline), reports, today or _today(), baseline)
    said = verdict(reports, gate)
    found = tuple(each for report in reports for each in weigh(report, gate))
    return Checked(said.passed, str(said), found, gate.alerts)


def alerted(reports: Sequence[Report], gate: Gate, more: Iterable[Alert] = (), said: Iterable[str] = ()) -> Gate:
    """The gate with all that there is to tell of the reports; ``said`` are notices that are told in another way."""
    own = (*failed_judgements(reports), *besides_words(reports, gate.fail_on), *more)
    known = {*said, *(alert.message for alert in own)}
    found = (alert for report in reports for alert in notices(report, known))
    return replace(gate, alerts=tuple(dict.fromkeys((*gate.alerts, *own, *found))))


def _today() -> date:
    from datetime import UTC, datetime

    return datetime.now(UTC).date()
