"""The message: a line for each adverse finding."""

from __future__ import annotations

from treatydiff import RenderOptions, Report
from treatydiff.text.safe_text import one_line


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The finished message. The words are a stranger's: ``one_line`` writes out what has no looks."""
    lines = []
    for report in reports:
        lines.append(f"*{one_line(report.old.label)} → {one_line(report.new.label)}*")
        lines += (f"• {one_line(finding.message)}" for finding in report.findings if finding.adverse)
    return ("\n".join(lines) + "\n").encode()
