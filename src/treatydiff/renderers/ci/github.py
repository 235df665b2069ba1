"""GitHub Actions: annotations in the job's output, and the summary of its step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatydiff.gate import Alert, Gate, failing_alerts, verdict
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.checkout import Checkout
from treatydiff.renderers.ci.diagnostics import Diagnostic, diagnostics
from treatydiff.renderers.ci.workflow_commands import annotation
from treatydiff.renderers.text.locations import gravity, label, words
from treatydiff.renderers.text.no_finding import untold
from treatydiff.renderers.view import View, views
from treatydiff.report import Report
from treatydiff.text.safe_text import log_line

CAP = 10
"""GitHub shows so many annotations of each kind for a step."""
SUMMARY_LIMIT = 1024 * 1024
"""Bytes that GitHub takes as the summary of a step; of a longer one it shows nothing."""

_ARTICLES = 8
"""So many articles on which nothing is said are named."""
_NOTES = frozenset({"lock/resaved", "draft/notice"})
"""Alerts that only inform. They also stand in the log, where there is room for all."""
_KINDS = ("error", "warning", "notice")
Annotation = tuple[str, str]
"""Kind and finished line."""


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A line with the verdict, the annotations, and a line in the log for each finding that is shown as one."""
    gate = options.gate or Gate()
    lines = [f"treatydiff: {log_line(str(verdict(reports, gate)))}"]
    shown = views(reports, options)
    found = [each for view in shown for each in _findings(view, options.checkout)]
    silent = [each for view in shown for each in _silent(view, options.checkout)]
    lines += (f"treatydiff: note: {log_line(alert.message)}" for alert in gate.alerts if alert.rule in _NOTES)
    lines += _capped([*_alerts(gate, options.checkout), *silent, *found])
    return ("\n".join(lines) + "\n").encode()


def step_summary(reports: tuple[Report, ...], options: RenderOptions, room: int = SUMMARY_LIMIT) -> bytes:
    """The Markdown report, not longer than ``room`` bytes."""
    from treatydiff.renderers.text import markdown

    return markdown.within(markdown.render(reports, options), room, "treatydiff compare shows all of it")


def _findings(view: View, checkout: Checkout) -> Iterator[Annotation]:
    for each in sorted(diagnostics(view, checkout), key=lambda each: gravity(each.weighed.finding)):
        if each.level:
            yield each.level, _finding(each)


def _silent(view: View, checkout: Checkout) -> Iterator[Annotation]:
    """One notice on the changes of substance on which nothing is said, so that a check that passes is no all-clear."""
    left = untold(view)
    if left.changes:
        articles = list(dict.fromkeys(view.located.article(change) for change in left.changes))
        more = [f"{len(articles) - _ARTICLES} more"] * (len(articles) > _ARTICLES)
        message = f"{left.sentence}: {'; '.join([*articles[:_ARTICLES], *more])}"
        yield "notice", annotation("notice", message, file=checkout.path(view.report.new.path), title="treatydiff")


def _finding(diagnostic: Diagnostic) -> str:
    finding, located = diagnostic.weighed.finding, diagnostic.located
    parts = [finding.message, words(finding), located.where(finding.change), f"{finding.rule} ({label(finding)})"]
    message = "\n".join(part for part in parts if part)
    title = f"{finding.theme}: {located.article(finding.change)}"
    return annotation(diagnostic.level, message, file=diagnostic.path, line=diagnostic.line, title=title)


def _alerts(gate: Gate, checkout: Checkout) -> Iterator[Annotation]:
    failing = failing_alerts(gate)
    for alert in gate.alerts:
        kind = "error" if alert in failing else "warning" if alert.rule not in _NOTES else "notice"
        yield kind, _alert(kind, alert, checkout)


def _alert(kind: str, alert: Alert, checkout: Checkout) -> str:
    return annotation(kind, alert.message, file=checkout.path(alert.path), title=alert.rule)


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
