from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

import making
from making import change, link
from treatydiff.errors import RenderError
from treatydiff.model import Relation, Report
from treatydiff.renderers import CONCORDANCES, RenderOptions


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


def test_without_openpyxl_the_workbook_is_an_error_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(RenderError) as caught:
        rendered("xlsx", split())
    assert "treatydiff[xlsx]" in caught.value.hint


def test_the_json_has_the_rows_of_a_report() -> None:
    value = json.loads(rendered("json", making.sample()))
    assert list(value) == ["schema", "tool", "old", "new", "concordance"]
    assert [row["relation"] for row in value["concordance"]][2:] == ["amended", "inserted", "deleted"]
    assert json.loads(rendered("json", split(), split()))["schema"] == "treatydiff/concordances/1"
