"""Diagnostics for reviewdog. What the baseline accepts is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from treatydiff.gate import Alert, Gate, Weighed, failing_alerts, weigh
from treatydiff.model import Report
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.github import kind, path
from treatydiff.renderers.located import Located, label, words
from treatydiff.safe_text import json_text, one_line

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "notice": "INFO", "": "INFO"}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A ``DiagnosticResult``."""
    gate = options.gate or Gate()
    diagnostics = [each for report in reports for each in _findings(report, gate)]
    diagnostics += [_alert(alert, fails=alert in failing_alerts(gate)) for alert in gate.alerts]
    result = {"source": {"name": "treatydiff"}, "diagnostics": diagnostics}
    return (json_text(json.dumps(result, ensure_ascii=False, indent=2)) + "\n").encode()


def _findings(report: Report, gate: Gate) -> Iterator[dict[str, Any]]:
    located = Located(report)
    for weighed in weigh(report, gate):
        if weighed.accepted is None:
            yield _finding(weighed, report, located)


def _finding(weighed: Weighed, report: Report, located: Located) -> dict[str, Any]:
    finding, change = weighed.finding, weighed.finding.change
    side = report.new if change.new else report.old
    lines = (finding.message, words(finding), located.where(change), label(finding))
    start = {"line": located.line(change)}
    return {
        "message": "\n".join(one_line(line) for line in lines if line),
        "location": {"path": path(side.path) or "standard input", "range": {"start": start}},
        "severity": _SEVERITIES[kind(weighed)],
        "code": {"value": finding.rule},
    }


def _alert(alert: Alert, *, fails: bool) -> dict[str, Any]:
    return {
        "message": one_line(alert.message),
        "location": {"path": path(alert.path)},
        "severity": "ERROR" if fails else "INFO",
        "code": {"value": alert.rule},
    }
