"""What is shown of a report, decided once for all renderers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest

from helpers import samples
from making import sample
from treatydiff.compare import compare
from treatydiff.readers import READERS
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.renderers.view import View, views
from treatydiff.report import Finding, Report, Selection
from treatydiff.reports.summary import turn
from treatydiff.structure import build

SELECTIONS = [
    Selection(),
    Selection(substantive=True),
    Selection(themes=("surveillance",)),
    Selection(articles=("4",)),
    Selection(themes=("safeguards", "surveillance"), articles=("4", "5"), substantive=True),
]


@pytest.fixture(scope="module", params=["sample", "drafts"])
def report(request: pytest.FixtureRequest) -> Report:
    if request.param == "sample":
        return sample()
    return samples.compared(1, 2)


def counted(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((finding.theme, turn(finding)) for finding in findings)


def total(counts: dict[str, dict[str, int]]) -> Counter[tuple[str, str]]:
    return Counter({(theme, name): n for theme, turns in counts.items() for name, n in turns.items() if n})


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_for_every_selection_the_counts_are_those_of_the_list(report: Report, selection: Selection) -> None:
    view = View(replace(report, selection=selection))
    assert total(view.counts) == counted(view.findings)
    assert total(view.figures.findings) == counted(report.findings)
    written = json.loads(RENDERERS["json"].render((view.report,)))
    assert written["selection"]["findings"] == view.counts
    assert len(written["findings"]) == sum(counted(view.findings).values())


def test_every_finding_is_about_a_change_that_can_be_selected(report: Report) -> None:
    assert report.findings
    assert all(finding.change.significance for finding in report.findings)
    assert View(report).findings == report.findings


def test_what_is_found_in_a_change_is_given_gravest_first(report: Report) -> None:
    view = View(report)
    found = [finding for change in report.redline.all for finding in view.found(change)]
    assert sorted(finding.id for finding in found) == sorted(finding.id for finding in report.findings)


def test_each_thing_is_worked_out_once(report: Report) -> None:
    view = View(report)
    for name in ("selected", "figures", "rows", "located", "weighed", "counts"):
        assert getattr(view, name) is getattr(view, name)


@pytest.mark.parametrize("form", ["sarif", "junit", "gitlab", "rdjson", "github", "json", "csv"])
def test_a_form_for_programs_loads_nothing_that_draws_on_a_terminal(form: str) -> None:
    module = RENDERERS[form].module or form
    code = f"import sys, treatydiff.renderers.{module}; print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_view_shows_everything_in_full_when_asked() -> None:
    whole = View(sample(), show_all=RenderOptions(show_all=True).show_all)
    units = list(whole.units())
    assert units
    assert all(unit.folded == () for unit in units)


def test_what_moved_away_leaves_a_signpost_where_it_stood() -> None:
    kept = "The States Parties shall hold a meeting every second year and shall review the working of this Convention."
    moved = (
        "Each State Party shall tell the depositary which of its authorities may ask for stored electronic evidence."
    )
    whole = "The secretariat shall be established by the Conference and shall serve all the meetings of the Parties."
    texts = (
        f"Article 1\nMeetings\n1. {kept}\n2. {moved}\n\nArticle 2\nSecretariat\n1. {whole}\n",
        f"Article 1\nMeetings\n1. {kept}\n\nArticle 2\nSecretariat\n1. {whole}\n2. {moved}\n",
    )
    old, new = (
        build(READERS["text"].read(text.encode(), "draft.txt"), name="draft.txt", language="en") for text in texts
    )
    (view,) = views((compare(old, new),), RenderOptions())
    assert [(unit.head.provision.number, unit.departed) for unit in view.units()] == [
        ("1", "moved away: paragraph 2 → article 2, paragraph 2"),
        ("2", ""),
    ]
    for form in ("terminal", "markdown"):
        assert "moved away: paragraph 2 → article 2, paragraph 2" in RENDERERS[form].render((view.report,)).decode()
