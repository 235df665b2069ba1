"""What nothing is said of is counted and named: no finding is no all-clear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.redlines import draft
from making import sample
from treatydiff.compare import compare
from treatydiff.renderers import RenderOptions, brief
from treatydiff.renderers.text import terminal
from treatydiff.renderers.text.no_finding import untold
from treatydiff.renderers.view import View
from treatydiff.report import Report, Selection
from treatydiff.reports import weights

HEAD = ("Article 1", "Scope", "This Convention applies to criminal investigations.")


def pair(old: str, new: str) -> Report:
    return compare(*(draft(*HEAD, "Article 2", "Interception", *text.split("\n")) for text in (old, new)))


OLD = "1. The police may intercept with a warrant.\n2. The seat of the body is the old town."
NEW = "1. The police may intercept.\n2. The seat of the body is the new town."


def test_a_change_with_a_finding_is_told_and_one_without_is_not() -> None:
    left = untold(View(pair(OLD, NEW)))
    assert [change.provision.number for change in left.changes] == ["2"]
    assert left.sentence == "1 of 2 changes of substance has no finding, which does not make it harmless"


def test_a_change_is_weighed_once_for_one_screen_and_for_a_count_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    report, weighed = sample(), list[str]()
    monkeypatch.setattr(weights, "weight", lambda change, _: weighed.append(change.id) or (0, 0))
    assert untold(View(report)).count == 3
    assert weighed == []
    terminal.render((report,), RenderOptions())
    assert len(weighed) == len(set(weighed)) > 0


def test_a_report_without_a_change_of_substance_has_nothing_to_say() -> None:
    assert untold(View(pair(OLD, OLD))).sentence == ""


def test_of_a_whole_that_came_only_the_whole_is_named_and_all_inside_counted() -> None:
    report = sample()
    left = untold(View(report))
    assert (len(left.changes), left.count, left.of) == (1, 3, 5)


def test_a_finding_on_a_part_tells_the_whole_around_it() -> None:
    report = sample()
    part = next(c for c in report.redline.all if c.kind == "inserted" and c.id != c.within)
    told = replace(report, findings=(*report.findings, replace(report.findings[0], change=part)))
    assert [change.id for change in untold(View(told)).changes if change.id == change.within] == []


def test_where_themes_are_asked_for_the_rest_is_left_out_on_purpose() -> None:
    report = replace(sample(), selection=Selection(themes=("safeguards",)))
    assert untold(View(report)).count == 0


def test_brief_and_first_screen_quote_what_nothing_is_said_of() -> None:
    page = brief.render((pair(OLD, NEW),), RenderOptions()).decode()
    quoted = "  > … of the body is the ~~old~~**new** town"
    assert f"## Read these yourself\n\n- **Article 2, paragraph 2 (Interception):**\n{quoted}" in page
    screen = terminal.render((pair(OLD, NEW),), RenderOptions(width=120)).decode()
    assert "Read these yourself (1 change of substance)\n  2(2)  Interception: “… of the body is" in screen
