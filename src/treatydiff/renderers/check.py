"""The result of a check, for the terminal or a log, and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from treatydiff.gate import Gate, Weighed, failing_alerts, passes, undecided, verdict
from treatydiff.model import Significance
from treatydiff.references.places import unit_name
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.json import TOOL, Json, dump, report_value
from treatydiff.renderers.text.locations import Located, gravity, label, words
from treatydiff.renderers.text.no_finding import untold
from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, line, styled, to_bytes, wrap
from treatydiff.renderers.view import View, views
from treatydiff.report import Report
from treatydiff.reports.summary import turn
from treatydiff.text.safe_text import visible

_MOST_ARTICLES = 8
_STYLES = {True: "bold green", False: "bold red"}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """The verdict in the first line, then what made it, shortly; ``treatydiff compare`` shows the words around it."""
    gate = options.gate or Gate()
    width = min(options.width, MAX_TEXT_WIDTH)
    lines = [*_verdict(reports, gate, width), *_alerts(gate, width)]
    for view in views(reports, options):
        lines += [line(), *_report(view, width)]
    return to_bytes(lines, options.width, options.color)


def json_report(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A report as of ``compare``, or a series of them, and the check's verdict under ``check``."""
    gate = options.gate or Gate()
    shown = views(reports, options)
    found = [report_value(view) for view in shown]
    value = found[0] if len(found) == 1 else {"schema": "treatydiff/series/1", "tool": TOOL, "reports": found}
    return dump({**value, "check": _check(shown, gate)})


def _verdict(reports: tuple[Report, ...], gate: Gate, width: int) -> Iterator[Text]:
    said = verdict(reports, gate)
    yield from wrap(Text.assemble((said.word, _STYLES[said.passed]), styled(f": {said.counts}")), width, "", "      ")


def _alerts(gate: Gate, width: int) -> Iterator[Text]:
    failing = failing_alerts(gate)
    for alert in gate.alerts:
        mark = Text("error ", "bold red") if alert in failing else Text("note ", "bold")
        yield from wrap(Text.assemble(mark, styled(alert.message)), width, "  ", "      ")


def _report(view: View, width: int) -> Iterator[Text]:
    report, located = view.report, view.located
    yield from wrap(styled(f"{report.old.label} → {report.new.label}", "bold"), width, "", "    ")
    weighed = sorted(view.weighed, key=lambda each: (not each.fails, gravity(each.finding)))
    for each in weighed:
        if each.fails:
            yield from _finding(each, located, width)
    for each in weighed:
        if each.accepted:
            yield from _accepted(each, located, width)
    yield from wrap(styled(_rest(view, weighed), "dim"), width, "  ", "    ")


def _finding(weighed: Weighed, located: Located, width: int) -> Iterator[Text]:
    finding = weighed.finding
    where = styled(located.where(finding.change))
    style = "bold magenta" if finding.signed else "bold red"
    head = Text.assemble((visible(f"{finding.theme}, {label(finding)}"), style), "  ", where)
    yield from wrap(head, width, "  ", "      ")
    yield from wrap(styled(located.meaning(finding)), width, "    ")
    if words(finding):
        yield from wrap(styled(words(finding), "italic"), width, "    ")


def _accepted(weighed: Weighed, located: Located, width: int) -> Iterator[Text]:
    finding, accepted = weighed.finding, weighed.accepted
    assert accepted
    head = f"{finding.theme}, accepted until {accepted.expires}  {located.where(finding.change)}"
    yield from wrap(styled(head), width, "  ", "      ")
    yield from wrap(styled(accepted.reason, "italic"), width, "    ")


def _rest(view: View, weighed: list[Weighed]) -> str:
    """What is not listed: ``also 2 favourable below the threshold; 4 changes of substance: Article 3; Article 5``."""
    others = Counter(turn(each.finding) for each in weighed if not each.fails and not each.accepted)
    also = ", ".join(f"{count} {name}" for name, count in sorted(others.items()))
    return f"also {also} below the threshold; {_substance(view)}" if also else _substance(view)


def _substance(view: View) -> str:
    """How many changes of substance, as ``compare`` counts them, and in which articles, unless they are too many."""
    inside = {view.located.titles(row.link): sum(c.significance is Significance.SUBSTANTIVE for c in row.changes)
              for row in view.rows}  # fmt: skip
    named = [name for name, count in inside.items() if count]
    more = [f"{len(named) - _MOST_ARTICLES} more"] * (len(named) > _MOST_ARTICLES)
    where = f": {'; '.join([*named[:_MOST_ARTICLES], *more])}" if named else ""
    asked = view.report.selection
    whole = not (asked.themes or asked.articles or asked.places or asked.units)
    total = view.figures.changes["substantive"] if whole else sum(inside.values())
    beside = total - sum(inside.values())
    outside = f"{beside} outside the {unit_name(view.report.old, view.report.new)}s"
    where += f"{'; ' if where else ': '}{outside}" if beside else ""
    left = untold(view).sentence
    return f"{total:,} change{'s' * (total != 1)} of substance{where}{f'. {left}' if left else ''}"


def _check(shown: tuple[View, ...], gate: Gate) -> Json:
    reports = tuple(view.report for view in shown)
    return {
        "passed": passes(reports, gate),
        "verdict": str(verdict(reports, gate)),
        "fail_on": gate.fail_on,
        "asked": list(gate.asked),
        "undecided": undecided(reports, gate),
        "findings": [_weighed(at, each) for at, view in enumerate(shown) for each in view.weighed],
        "alerts": [
            {"rule": alert.rule, "message": alert.message, "path": alert.path, "fails": alert in failing_alerts(gate)}
            for alert in gate.alerts
        ],
    }


def _weighed(report: int, weighed: Weighed) -> Json:
    accepted = weighed.accepted
    return {
        "report": report,
        "id": weighed.finding.id,
        "fingerprint": weighed.fingerprint,
        "fails": weighed.fails,
        "accepted": accepted and {"reason": accepted.reason, "expires": str(accepted.expires), "by": accepted.added_by},
    }
