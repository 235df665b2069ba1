"""Diagnostics for reviewdog. What the baseline accepts is left out."""

from __future__ import annotations

import json
from typing import Any

from treatydiff.gate import Alert, Gate, failing_alerts, verdict
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.checkout import Checkout
from treatydiff.renderers.ci.diagnostics import Diagnostic
from treatydiff.renderers.ci.diagnostics import diagnostics as diagnosed
from treatydiff.renderers.text.locations import label, words
from treatydiff.renderers.view import views
from treatydiff.report import Report
from treatydiff.text.safe_text import json_text, one_line

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "notice": "INFO", "": "INFO"}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A ``DiagnosticResult``."""
    gate = options.gate or Gate()
    checkout = options.checkout
    found = (each for view in views(reports, options) for each in diagnosed(view, checkout))
    diagnostics = [_finding(each) for each in found if each.weighed.accepted is None]
    diagnostics += [_alert(alert, checkout, fails=alert in failing_alerts(gate)) for alert in gate.alerts]
    if options.gate and (reports or gate.alerts):
        path = reports[-1].new.path if reports else gate.alerts[0].path
        said = Alert("check/verdict", str(verdict(reports, gate)), path)
        diagnostics.append(_alert(said, checkout, fails=False))
    result = {"source": {"name": "treatydiff"}, "diagnostics": diagnostics}
    return (json_text(json.dumps(result, ensure_ascii=False, indent=2)) + "\n").encode()


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    finding = diagnostic.weighed.finding
    lines = (finding.message, words(finding), diagnostic.located.where(finding.change), label(finding))
    start = {"line": diagnostic.line}
    return {
        "message": "\n".join(one_line(line) for line in lines if line),
        "location": {"path": diagnostic.path or "standard input", "range": {"start": start}},
        "severity": _SEVERITIES[diagnostic.level],
        "code": {"value": finding.rule},
    }


def _alert(alert: Alert, checkout: Checkout, *, fails: bool) -> dict[str, Any]:
    return {
        "message": one_line(alert.message),
        "location": {"path": checkout.path(alert.path)},
        "severity": "ERROR" if fails else "INFO",
        "code": {"value": alert.rule},
    }
