"""What the user asked to see of a report: the one filter that every renderer goes through."""

from __future__ import annotations

from dataclasses import dataclass

from treatydiff.errors import TreatydiffError
from treatydiff.model import Change, Finding, Link, Report, Significance
from treatydiff.numbering import key
from treatydiff.summary import Row, rows


@dataclass(frozen=True, slots=True)
class Selected:
    """What is to be shown."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    rows: tuple[Row, ...]
    """The rows of the concordance; with only the selected changes inside."""
    hidden: dict[str, int]
    """Changes that belong to the selected articles and themes and are hidden for being light, by significance."""


def select(report: Report) -> Selected:
    """The changes, findings and rows that ``report.selection`` asks for."""
    heads = {change.id: change.link for change in report.redline.all}
    asked = tuple(c for c in report.redline.changes if _asked(c, heads.get(c.within, c.link), report))
    shown = tuple(change for change in asked if _heavy_enough(change, report))
    ids = {change.id for change in shown}
    findings = tuple(finding for finding in report.findings if _wanted(finding, report, ids))
    return Selected(shown, findings, _rows(report, ids), _hidden(asked, ids))


def differ(reports: tuple[Report, ...]) -> bool:
    """Whether anything changed among what is selected."""
    return any(select(report).changes for report in reports)


def check_articles(reports: tuple[Report, ...]) -> None:
    """Raise TreatydiffError for an article that the user asked for and none of the drafts has."""
    drafts = [draft for report in reports for draft in (report.old, report.new)]
    known = {key(provision.article) for draft in drafts for provision in draft.walk()}
    for number in dict.fromkeys(number for report in reports for number in report.selection.articles):
        if key(number) not in known - {""}:
            raise TreatydiffError(f"no article {number} in these drafts", "treatydiff outline DRAFT shows the numbers")


def _asked(change: Change, around: Link, report: Report) -> bool:
    """Whether a change is in the articles and themes asked for; ``around`` links the articles it stands in.

    What was inserted into article 25 → 27 is in article 25, too, whatever its own number says.
    """
    themes = report.selection.themes
    in_theme = not themes or any(f.theme in themes and f.change.id == change.id for f in report.findings)
    in_unit = not report.selection.units or (change.within or change.id) in report.selection.units
    return in_theme and in_unit and (_in_articles(change.link, report) or _in_articles(around, report))


def _in_articles(link: Link, report: Report) -> bool:
    wanted = {key(number) for number in report.selection.articles}
    return not wanted or any(key(p.article) in wanted for p in (*link.old, *link.new))


def _heavy_enough(change: Change, report: Report) -> bool:
    return not report.selection.substantive or change.significance is Significance.SUBSTANTIVE


def _wanted(finding: Finding, report: Report, shown: set[str]) -> bool:
    themes = report.selection.themes
    return finding.change.id in shown and (not themes or finding.theme in themes)


def _rows(report: Report, shown: set[str]) -> tuple[Row, ...]:
    return tuple(
        Row(row.link, row.relation, row.significance, tuple(c for c in row.changes if c.id in shown))
        for row in rows(report)
        if _in_articles(row.link, report) and _in_units(row, report)
    )


def _in_units(row: Row, report: Report) -> bool:
    return not report.selection.units or any((c.within or c.id) in report.selection.units for c in row.changes)


def _hidden(asked: tuple[Change, ...], shown: set[str]) -> dict[str, int]:
    return {
        str(significance): count
        for significance in Significance
        if (count := sum(c.significance is significance and c.id not in shown for c in asked))
    }
