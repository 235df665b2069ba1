"""For GitHub Actions: annotations in the job's output, and the summary of its step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatydiff.gate import Alert, Gate, Weighed, failing_alerts, verdict, weigh
from treatydiff.model import Report
from treatydiff.renderers import RenderOptions, markdown
from treatydiff.renderers.located import Located, gravity, label, words
from treatydiff.renderers.workflow_commands import annotation

CAP = 10
"""GitHub shows so many annotations of each kind for a step."""
SUMMARY_LIMIT = 1024 * 1024
"""Bytes that GitHub takes as the summary of a step; of a longer one it shows nothing."""

_KINDS = ("error", "warning", "notice")
Annotation = tuple[str, str]
"""Kind and finished line."""


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A line with the verdict, the annotations, and a line in the log for each finding that is shown as one."""
    gate = options.gate or Gate()
    lines = [f"treatydiff: {verdict(reports, gate)}"]
    lines += _capped([*_alerts(gate), *(each for report in reports for each in _findings(report, gate))])
    return ("\n".join(lines) + "\n").encode()


def step_summary(reports: tuple[Report, ...], options: RenderOptions, room: int = SUMMARY_LIMIT) -> bytes:
    """The Markdown report, not longer than ``room`` bytes."""
    return markdown.within(markdown.render(reports, options), room, "treatydiff compare shows all of it")


def kind(weighed: Weighed) -> str:
    """How a finding is shown: an error if it fails the check, a warning if it is adverse; empty for not at all."""
    if weighed.fails:
        return "error"
    if weighed.accepted or weighed.finding.adverse is False:
        return ""
    return "warning" if weighed.finding.adverse else "notice"


def _findings(report: Report, gate: Gate) -> Iterator[Annotation]:
    located = Located(report)
    for each in sorted(weigh(report, gate), key=lambda each: gravity(each.finding)):
        if kind(each):
            yield kind(each), _finding(kind(each), each, report, located)


def _finding(kind: str, weighed: Weighed, report: Report, located: Located) -> str:
    finding, change = weighed.finding, weighed.finding.change
    parts = [finding.message, words(finding), located.where(change), f"{finding.rule} ({label(finding)})"]
    side = report.new if change.new else report.old
    title = f"{finding.theme}: {located.article(change)}"
    message = "\n".join(part for part in parts if part)
    return annotation(kind, message, file=path(side.path), line=located.line(change), title=title)


def path(given: str) -> str:
    """A draft's path as the services know it: with slashes, without ``./``; empty for standard input."""
    return "" if given == "-" else given.replace("\\", "/").removeprefix("./")


def _alerts(gate: Gate) -> Iterator[Annotation]:
    failing = failing_alerts(gate)
    for alert in gate.alerts:
        kind = "error" if alert in failing else "warning" if alert.rule != "lock/resaved" else "notice"
        yield kind, _alert(kind, alert)


def _alert(kind: str, alert: Alert) -> str:
    return annotation(kind, alert.message, file=path(alert.path), title=alert.rule)


def _capped(annotations: Iterable[Annotation]) -> Iterator[str]:
    """The annotations by kind; where there are too many, the last one that is shown says how many more there are."""
    annotations = list(annotations)
    for kind in _KINDS:
        lines = [line for found, line in annotations if found == kind]
        if len(lines) <= CAP:
            yield from lines
            continue
        yield from lines[: CAP - 1]
        yield annotation(kind, f"{len(lines) - CAP + 1} more, see the summary of this step", title="treatydiff")
