"""A comparison as a workbook: changes, findings, notices, concordance as sheets that people filter and pass around."""

from __future__ import annotations

from itertools import chain

from treatydiff.renderers import RenderOptions, concordance, csv
from treatydiff.renderers.sheets import book
from treatydiff.renderers.view import views
from treatydiff.report import Finding, Report

NOTICES = ("draft", "notice")
FINDINGS = ("theme", "effect", "for the worse", "mark", "right so far", "place", "what it means", "gone", "new", "rule")


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """Four sheets; a series has its rows under each other."""
    found = views(reports, options)
    rows = csv.coded if options.codes else csv.records
    return book(
        {
            "Changes": (csv.columns(options), chain.from_iterable(map(rows, found))),
            "Findings": (FINDINGS, (_finding(each) for view in found for each in view.findings)),
            "Notices": (NOTICES, chain.from_iterable(map(csv.notices, found))),
            "Concordance": (concordance.columns(options), concordance.records(reports, coded=bool(options.codes))),
        },
        options.date,
    )


def _finding(finding: Finding) -> tuple[str, ...]:
    turn = {True: "yes", False: "no", None: "cannot be told"}[finding.adverse]
    gone, new = ("; ".join(words) for words in (finding.removed, finding.introduced))
    place = str(finding.where)
    return (
        finding.theme,
        finding.effect,
        turn,
        finding.mark,
        f"{finding.share:.2f}" if finding.share else "",
        place,
        finding.statement,
        gone,
        new,
        finding.rule,
    )
