from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO

from openpyxl import load_workbook

import making
import series_making
from making import change, link
from treatydiff.model import Relation
from treatydiff.renderers import CONCORDANCES, RenderOptions
from treatydiff.report import Report


def rendered(name: str, *reports: Report, **options: object) -> bytes:
    return CONCORDANCES[name].render(reports, RenderOptions(**options))  # type: ignore[arg-type]


def table(report: Report) -> list[list[str]]:
    return list(csv.reader(StringIO(rendered("csv", report).decode("utf-8-sig"), newline="")))


def split() -> Report:
    old, first, second = making.article("5", "=Aid"), making.article("5", "Aid"), making.article("6", "Refusal")
    linked = replace(link(old, first, Relation.SPLIT), new=(first, second))
    return making.report(making.draft(old), making.draft(first, second), change(1, linked))


def test_the_table_to_read() -> None:
    lines = rendered("terminal", making.sample()).decode().splitlines()[3:]
    assert [" ".join(line.split()) for line in lines] == [
        "Old New Heading What happened",
        "Preamble Preamble unchanged",
        "1 1 Purposes unchanged",
        "17 4 Interception moved, renumbered, amended",
        "– 5 Review inserted",
        "18 – Repeal deleted",
        "",
    ]


def test_a_row_of_the_csv_has_the_numbers_that_can_be_corrected_and_read_back() -> None:
    assert table(making.sample())[3][:2] == ["17", "4"]
    assert [row[:2] for row in table(split())] == [["old", "new"], ["5", "5; 6"]]


def test_what_has_no_counterpart_has_an_empty_side() -> None:
    assert [row[:2] for row in table(making.sample())[4:]] == [["", "5"], ["18", ""]]


def test_no_cell_of_the_csv_is_a_formula() -> None:
    assert table(split())[1][2] == "'=Aid"


def test_no_cell_of_the_workbook_is_a_formula_though_it_says_what_the_draft_says() -> None:
    sheet = load_workbook(BytesIO(rendered("xlsx", split()))).active
    assert sheet is not None
    assert sheet["C2"].value == "=Aid"
    assert {each.data_type for row in sheet.iter_rows() for each in row if each.value is not None} == {"s"}


def test_the_workbook_holds_the_date_that_was_asked_for() -> None:
    dated = rendered("xlsx", split(), date="2020-02-02T00:00:00Z")
    book = load_workbook(BytesIO(dated))
    assert book.properties.modified is not None
    assert book.properties.modified.year == 2020
    assert dated == rendered("xlsx", split(), date="2020-02-02T00:00:00Z")


def test_the_json_has_the_rows_of_a_report() -> None:
    value = json.loads(rendered("json", making.sample()))
    assert list(value) == ["schema", "tool", "old", "new", "concordance"]
    assert [row["relation"] for row in value["concordance"]][2:] == ["amended", "inserted", "deleted"]
    assert json.loads(rendered("json", split(), split()))["schema"] == "treatydiff/concordances/1"


# ------------------------------------------------------------------------------------------------------------ a series


NAMES = ["rev0.txt", "rev1.txt", "rev2.txt"]


def of_series(name: str, **options: object) -> bytes:
    """Three drafts: a fund comes second, and goes before the others in the third."""
    power, fund, court = ((text,) for text in (series_making.POWER, series_making.FUND, series_making.COURT))
    first, second = {"Power": power, "Court": court}, {"Power": power, "Court": court, "Fund": fund}
    _, reports = series_making.series(first, second, {"Fund": fund, "Power": power})
    return rendered(name, *reports, **options)


def test_a_series_has_a_column_for_each_draft() -> None:
    found = list(csv.reader(StringIO(of_series("csv").decode("utf-8-sig"), newline="")))
    assert found[0] == [*NAMES, "heading", *(f"to {name}" for name in NAMES[1:])]
    assert [row[:4] for row in found if row[0] != "Preamble"][1:] == [
        ["", "3", "1", "Fund"], ["1", "1", "2", "Power"], ["2", "2", "", "Court"],
    ]  # fmt: skip


def test_the_table_of_a_series_fits_the_terminal() -> None:
    shown = of_series("terminal", width=60).decode()
    assert "(1)  " in shown
    assert "Fund" in shown
    assert max(map(len, shown.splitlines())) <= 60


def test_the_json_of_a_series_has_each_article_through_all_drafts() -> None:
    value = json.loads(of_series("json"))
    assert len(value["reports"]) == 2
    lives = [[[p["number"] for p in state] for state in each["states"]] for each in value["articles"]]
    assert [[], ["3"], ["1"]] in lives


def test_the_workbook_of_a_series_has_the_same_columns() -> None:
    sheet = load_workbook(BytesIO(of_series("xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:4] == [*NAMES, "heading"]
