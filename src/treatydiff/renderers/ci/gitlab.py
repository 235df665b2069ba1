"""A Code Quality report for GitLab. What the baseline accepts is left out: GitLab knows no accepted entry."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from treatydiff.gate import Alert, Gate, failing_alerts, verdict
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.checkout import Checkout
from treatydiff.renderers.ci.diagnostics import diagnostics
from treatydiff.renderers.text.locations import Located, words
from treatydiff.renderers.view import View, views
from treatydiff.report import Finding, Report, Severity
from treatydiff.text.safe_text import json_text, one_line

_SEVERITIES = {Severity.HIGH: "critical", Severity.MEDIUM: "major", Severity.LOW: "minor"}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A list with an entry for each finding and alert and one for the verdict, each with a fingerprint of its own."""
    gate = options.gate or Gate()
    entries = [entry for view in views(reports, options) for entry in _findings(view, options.checkout)]
    failing = failing_alerts(gate)
    entries += [_alert(alert, options.checkout, fails=alert in failing) for alert in gate.alerts]
    if options.gate and (reports or gate.alerts):
        entries.append(_verdict(reports, gate, options.checkout))
    return (json_text(json.dumps(_unique(entries), ensure_ascii=False, indent=2)) + "\n").encode()


def _findings(view: View, checkout: Checkout) -> Iterator[dict[str, Any]]:
    for each in diagnostics(view, checkout):
        finding = each.weighed.finding
        if each.weighed.accepted is None:
            yield {
                "description": _description(finding, each.located),
                "check_name": finding.rule,
                "fingerprint": each.weighed.fingerprint,
                "severity": _SEVERITIES[finding.severity] if each.weighed.adverse else "info",
                "location": _location(each.path, each.line),
            }


def _description(finding: Finding, located: Located) -> str:
    changed = f" ({words(finding)})" if words(finding) else ""
    return one_line(located.sentence(finding) + changed)


def _verdict(reports: tuple[Report, ...], gate: Gate, checkout: Checkout) -> dict[str, Any]:
    """The verdict as an entry: the form has no other place for it."""
    path = reports[-1].new.path if reports else gate.alerts[0].path
    return _alert(Alert("check/verdict", str(verdict(reports, gate)), path), checkout, fails=False)


def _alert(alert: Alert, checkout: Checkout, *, fails: bool) -> dict[str, Any]:
    return {
        "description": one_line(alert.message),
        "check_name": alert.rule,
        "fingerprint": alert.fingerprint,
        "severity": "critical" if fails else "info",
        "location": _location(checkout.path(alert.path), 1),
    }


def _location(path: str, line: int) -> dict[str, Any]:
    return {"path": path or "standard input", "lines": {"begin": line}}


def _unique(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """GitLab drops an entry whose fingerprint it has seen: the same finding in two pairs of drafts is numbered."""
    seen: Counter[str] = Counter()
    for entry in entries:
        given = entry["fingerprint"]
        if seen[given]:
            entry["fingerprint"] = hashlib.sha256(f"{given} {seen[given]}".encode()).hexdigest()[: len(given)]
        seen[given] += 1
    return entries
