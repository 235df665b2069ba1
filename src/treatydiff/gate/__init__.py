"""The gate: passes or fails a comparison by its findings, a threshold and a baseline of accepted ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from treatydiff.faults import told
from treatydiff.gate.fingerprints import digest, fingerprints
from treatydiff.report import Confidence, Finding, Report
from treatydiff.reports.selection import select
from treatydiff.reports.silence import silence
from treatydiff.text.frozen import dataclass

UNCOMPARED, UNREAD = "draft/uncompared", "draft/unread"
"""Rules of alerts on new drafts that were not compared, and on files that cannot be read."""


class FailOn(StrEnum):
    """From which findings on a check fails."""

    LIKELY = "likely"
    """What is told as worse: by a rule of a kind that was right in nine of ten, a person, a named reader."""
    LEANING = "leaning"
    """Any adverse finding, also one that only leans to the worse."""
    UNCLEAR = "unclear"
    """Adverse findings, and every change of substance that could not be decided, by rules or by people."""
    ANY = "any"
    """Any finding, also favourable ones and those whose direction cannot be told, and what changed besides words."""
    NONE = "none"
    """Nothing makes the check fail."""

    @classmethod
    def _missing_(cls, value: object) -> FailOn | None:
        """The former names went by severity, which ranked nothing: what failed with them fails still."""
        return cls.LEANING if value in FORMER else None


FORMER = ("adverse", "high", "medium", "low")
"""Other names of ``leaning``."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that somebody looked at and accepted, with a reason and for a time: an entry of the baseline."""

    fingerprint: str
    rule: str
    article: str
    """Where it stood when it was accepted; only for the reader."""
    reason: str
    expires: date
    """The last day on which it holds."""
    added_by: str = ""
    compared: str = ""
    """Which drafts it came of; empty of an entry that does not say it."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What a check has to say that is no finding: of the lock file or of the baseline."""

    rule: str
    """``draft/unseen``, ``draft/uncompared``, ``draft/unread``, ``draft/notice``, ``settings/refused``,
    ``lock/changed``, ``lock/resaved``, ``lock/missing``, ``lock/unreviewed``, ``baseline/expired``,
    ``baseline/unknown``, ``baseline/unreviewed``, ``verdicts/lapsed``, ``judgement/failed``, ``unworded/changed``,
    ``versions/`` with what language versions do not say alike."""
    message: str
    path: str
    """Of the file that it is about."""
    fails: bool = False

    @property
    def fingerprint(self) -> str:
        """The same for as long as the alert says the same of a file of the same name."""
        name = self.path.replace("\\", "/").rpartition("/")[2]
        return digest(self.rule, name, self.message)


@dataclass(frozen=True, slots=True)
class Gate:
    """What decides whether a check passes."""

    fail_on: FailOn = FailOn.LEANING
    accepted: tuple[Acceptance, ...] = ()
    """The entries of the baseline that are in force."""
    baseline: bool = False
    """Whether there is a baseline at all."""
    alerts: tuple[Alert, ...] = ()
    readers: tuple[str, ...] = ()
    """The readers of the user's own, by name, whose findings count; those of others, and doubtful ones, never do."""
    asked: tuple[str, ...] = ()
    """What narrows the check or changes how it reads, with who says so: ``--theme surveillance``."""
    versions: int = 0
    """So many language versions of one draft were held against each other, instead of drafts compared; else 0."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding and what it means for the check."""

    finding: Finding
    fingerprint: str
    accepted: Acceptance | None
    fails: bool
    counts: bool = True
    """Whether it can fail a check at all: not what a reader of the user's own says, unless the reader is named."""

    @property
    def adverse(self) -> bool | None:
        """As of the finding; None where it does not count."""
        return self.finding.adverse if self.counts else None


def weigh(report: Report, gate: Gate) -> tuple[Weighed, ...]:
    """The selected findings of a report, weighed."""
    accepted = {entry.fingerprint: entry for entry in gate.accepted}
    selected = {finding.id for finding in select(report).findings}
    prints = zip(report.findings, fingerprints(report.findings), strict=True)
    return tuple(_weigh(f, print_, accepted.get(print_), gate) for f, print_ in prints if f.id in selected)


def failed_judgements(reports: Iterable[Report]) -> Iterator[Alert]:
    """What could not be judged for a bug: a check must not pass on what nobody looked at."""
    for report in reports:
        yield from (Alert("judgement/failed", told(fault), report.new.path, fails=True) for fault in report.faults)


def besides_words(reports: Iterable[Report], fail_on: FailOn) -> Iterator[Alert]:
    """What changed that is no word, such as a picture; only who asks for anything at all is stopped by it."""
    for report in reports:
        for said in report.unworded:
            yield Alert("unworded/changed", said, report.new.path, fails=fail_on is FailOn.ANY)


def failing_alerts(gate: Gate) -> tuple[Alert, ...]:
    """The alerts that let the check fail."""
    return tuple(alert for alert in gate.alerts if alert.fails and gate.fail_on is not FailOn.NONE)


def passes(reports: Iterable[Report], gate: Gate) -> bool:
    """Whether nothing is at or above the threshold."""
    reports = tuple(reports)
    if failing_alerts(gate) or any(each.fails for report in reports for each in weigh(report, gate)):
        return False
    return gate.fail_on is not FailOn.UNCLEAR or not undecided(reports, gate)


def undecided(reports: Iterable[Report], gate: Gate) -> int:
    """How many changes of substance could not be decided: findings without a direction, and changes without a finding.

    What the baseline accepts is not counted. What a reader of the user's own says decides nothing, unless it is named.
    """
    return sum(_undecided(report, gate) for report in reports)


def _undecided(report: Report, gate: Gate) -> int:
    weighed = weigh(report, gate)
    firm = {each.finding.change.id for each in weighed if each.adverse is not None or each.accepted}
    open_ = {each.finding.change.id for each in weighed if each.finding.adverse is None and not each.finding.by_reader}
    heard = replace(report, findings=tuple(finding for finding in report.findings if _counts(finding, gate)))
    return len(open_ - firm) + len(silence(heard, select(report).changes).silent)


@dataclass(frozen=True, slots=True)
class Result:
    """What a check comes to."""

    passed: bool
    counts: str
    """``2 of 9 findings are adverse; 4 changes of substance undecided; 1 accepted by the baseline``."""

    @property
    def word(self) -> str:
        """``PASS`` or ``FAIL``."""
        return "PASS" if self.passed else "FAIL"

    def __str__(self) -> str:
        return f"{self.word}: {self.counts}"


def verdict(reports: tuple[Report, ...], gate: Gate) -> Result:
    """What a check of some reports comes to."""
    asked = [f"with {', '.join(gate.asked)}"] * bool(gate.asked)
    if gate.versions:
        told = f"{_counted(len(gate.alerts), 'difference')} between {gate.versions} language versions"
        return Result(passes(reports, gate), "; ".join([told, *asked]))
    aside = sum(alert.rule in (UNCOMPARED, UNREAD) for alert in gate.alerts)
    if not reports and not aside and not failing_alerts(gate):
        return Result(True, "; ".join(["no new draft", *asked]))
    weighed = [each for report in reports for each in weigh(report, gate)]
    counted = sum(each.counts for each in weighed)
    failing, accepted = sum(each.fails for each in weighed), sum(each.accepted is not None for each in weighed)
    said = [_of_findings(failing, counted, counted - failing - accepted, gate.fail_on)]
    left = undecided(reports, gate)
    said += [f"{_counted(left, 'change')} of substance undecided"] * bool(left)
    said += [f"{_counted(aside, 'new file')} not compared"] * bool(aside)
    said += [f"{accepted} accepted by the baseline"] * bool(accepted)
    said += _by_people(reports, weighed)
    said += _by_readers(weighed)
    rules = Counter(alert.rule for alert in failing_alerts(gate))
    said += [f"{_counted(rules.total(), 'other error')}: {', '.join(rules)}"] * bool(rules)
    return Result(passes(reports, gate), "; ".join([*said, *asked]))


def _of_findings(failing: int, counted: int, below: int, fail_on: FailOn) -> str:
    """``1 of 3 findings is adverse``, ``no finding is adverse (2 below the threshold)``."""
    if fail_on is FailOn.NONE or not counted:
        return f"{_counted(counted, 'finding') if counted else 'no finding'}{', none of which fails' * bool(counted)}"
    if fail_on is FailOn.ANY:
        return f"{failing} of {_counted(counted, 'finding')}" if failing else "no finding that is not accepted"
    what = _CALLED[fail_on]
    if failing:
        return f"{failing} of {_counted(counted, 'finding')} {'is' if failing == 1 else 'are'} {what}"
    rest = f" ({_counted(below, 'finding')} below the threshold)" if below > 0 else ""
    return f"no finding is {what}{rest}"


_CALLED = {
    FailOn.LIKELY: "told as adverse",
    FailOn.LEANING: "adverse",
    FailOn.UNCLEAR: "adverse or unclear",
}
"""What a finding is that reaches a threshold."""


def _by_people(reports: Iterable[Report], weighed: Sequence[Weighed]) -> list[str]:
    """``2 of them judged by people, 3 of rules set aside``: what verdicts changed in the count."""
    judged = sum(each.finding.signed is not None and not each.finding.by_reader for each in weighed)
    aside = {(at, f.id) for at, r in enumerate(reports) for kept in r.verdicts for f in kept.instead}
    said = [f"{judged} judged by people"] * bool(judged) + [f"{len(aside)} of rules set aside"] * bool(aside)
    return [", ".join(said)] * bool(said)


def _by_readers(weighed: Sequence[Weighed]) -> list[str]:
    """``3 read by reader (model), not counted``: what readers of the user's own say, and whether that counts."""
    signed = ((each.finding.signed, each.counts) for each in weighed if each.finding.by_reader)
    found = Counter((signature.name, counts) for signature, counts in signed if signature)
    names = {True: "counted", False: "not counted"}
    return [f"{number} read by {name}, {names[counts]}" for (name, counts), number in found.items()]


def _counts(finding: Finding, gate: Gate) -> bool:
    """Whether a finding may fail a check: one of a reader of the user's own only where the reader is named."""
    signed = finding.signed
    return not (signed and signed.read) or (signed.author in gate.readers and not signed.read.doubt)


def reaches(finding: Finding, fail_on: FailOn) -> bool:
    """Whether a finding is at or above a threshold."""
    return _REACHES[fail_on](finding)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'s' * (number != 1)}"


def _weigh(finding: Finding, print_: str, accepted: Acceptance | None, gate: Gate) -> Weighed:
    counts = _counts(finding, gate)
    fails = accepted is None and counts and reaches(finding, gate.fail_on)
    return Weighed(finding, print_, accepted, fails, counts)


_REACHES: dict[FailOn, Callable[[Finding], bool]] = {
    FailOn.LIKELY: lambda finding: (
        finding.adverse is True and (finding.signed is not None or finding.mark is Confidence.LIKELY)
    ),
    FailOn.LEANING: lambda finding: finding.adverse is True,
    FailOn.UNCLEAR: lambda finding: finding.adverse is not False,
    FailOn.ANY: lambda finding: True,
    FailOn.NONE: lambda finding: False,
}
