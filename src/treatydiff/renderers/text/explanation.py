"""The format ``why``: the facts read in each change, the doubts they are under, and the decision."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.model import Op, Span
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.text.locations import label
from treatydiff.report import Finding, Report
from treatydiff.reports.selection import select
from treatydiff.text.safe_text import one_line, visible

_MARKS = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """Plain text, a paragraph for each finding that is selected."""
    return "".join(f"{line}\n" for report in reports for line in _lines(report)).encode()


def _lines(report: Report) -> Iterator[str]:
    findings = select(report).findings
    if not findings:
        yield "no finding in the selection"
    for finding in findings:
        yield from _finding(finding)
        yield ""


def _finding(finding: Finding) -> Iterator[str]:
    yield one_line(visible(f"{finding.where}: {finding.meaning}"))
    yield f"  {label(finding)}; rule {finding.rule}{f'; kind {finding.kind}' if finding.kind else ''}"
    if finding.excerpt:
        yield f"  words     {one_line(visible(''.join(map(_marked, finding.excerpt))))}"
    for fact in finding.facts:
        yield f"  fact      {one_line(visible(fact))}"
    if finding.unclear:
        yield f"  open      {finding.unclear}"
    elif finding.agreeing:
        agree = "1 fact agrees" if finding.agreeing == 1 else f"{finding.agreeing} independent facts agree"
        yield f"  decided   {agree} with it"


def _marked(span: Span) -> str:
    return _MARKS[span.op].format(span.text)
