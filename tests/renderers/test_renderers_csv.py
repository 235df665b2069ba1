from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import making
from making import change, link, marked
from treatydiff.model import Notice
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.csv import COLUMNS, render
from treatydiff.report import Report, Selection


def table(*reports: Report) -> list[dict[str, str]]:
    rows = csv.DictReader(StringIO(render(reports, RenderOptions()).decode("utf-8-sig"), newline=""))
    return [row for row in rows if row["what happened"] != "notice"]


def test_notices_stand_behind_the_changes_with_the_words_that_one_draft_alone_has() -> None:
    hidden = Notice("page headers set aside", set_aside=("Articles 1 and 2 do not apply.",))
    report = replace(making.sample(), notices=(("new", hidden),))
    row = list(csv.DictReader(StringIO(render((report,), RenderOptions()).decode("utf-8-sig"), newline="")))[-1]
    assert (row["change"], row["what happened"]) == ("", "notice")
    assert row["remarks"].startswith(f"{report.new.label}: page headers set aside")
    assert "Articles 1 and 2 do not apply." in row["remarks"]


def test_each_changed_provision_is_a_row() -> None:
    found = table(making.sample())
    assert tuple(found[0]) == COLUMNS
    assert [row["change"] for row in found] == ["c4", "c5", "c6", "c7", "c8", "c9"]
    amended = found[1]
    assert (amended["old article"], amended["new article"], amended["new place"]) == ("17", "4", "paragraph 1")
    assert (amended["old text"], amended["new text"]) == ("Each Party may intercept.", "Each Party shall intercept.")
    assert amended["redline"] == "Each Party [-may-]{+shall+} intercept."
    assert amended["findings"] == "surveillance: adverse"
    assert (amended["heading"], amended["gravest finding"]) == ("Interception", "adverse")
    assert (found[-1]["heading"], found[-1]["gravest finding"]) == ("Repeal", "unclear")


def test_what_happened_is_said_for_number_place_and_words() -> None:
    assert [row["what happened"] for row in table(making.sample())] == [
        "moved, renumbered", "amended", "inserted", "inserted", "inserted", "deleted"
    ]  # fmt: skip


def test_only_what_is_selected_is_in_it() -> None:
    report = replace(making.sample(), selection=Selection(articles=("18",)))
    assert [row["change"] for row in table(report)] == ["c9"]


def test_no_cell_is_a_formula() -> None:
    article = making.article("1", "=1+1", "@SUM(A1)")
    draft = making.draft(article, label="+A/CONF.1")
    report = making.report(draft, draft, change(1, link(article, article), marked("=1{++2+}")))
    cells = [value for row in table(report) for value in row.values()]
    assert not any(value.startswith(("=", "+", "@", "-")) for value in cells)
