"""The ITU's codes beside each provision, where they are asked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from treatydiff.cli import main

TITLE, SCOPE = "Draft convention\n\n", "Article 1\nScope\nIt applies to all vessels.\n\n"
OLD = f"{TITLE}{SCOPE}Article 2\nReports\nEach Party shall report.\n\n"
NEW = OLD.replace("shall report", "may report")
GONE = "Article 3\nFees\nEach Party pays a fee to the secretariat every year.\n"
CAME = "Article 3\nReview\nThe Conference looks at how this works after ten years.\n"


@pytest.fixture
def drafts(tmp_path: Path) -> list[str]:
    for name, text in (("old.txt", OLD + GONE), ("new.txt", NEW.replace("all vessels.", "all  vessels;") + CAME)):
        (tmp_path / name).write_text(text)
    return [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]


def written(command: str, drafts: list[str], name: str, *more: str) -> Path:
    out = Path(drafts[0]).parent / name
    assert main([command, *drafts, "-q", "-o", str(out), *more]) == 0
    return out


def test_the_concordance_says_what_each_article_is(drafts: list[str]) -> None:
    rows = list(
        csv.reader(io.StringIO(written("concordance", drafts, "c.csv", "--codes", "itu").read_text("utf-8-sig")))
    )
    assert rows[0][-1] == "code"
    assert {(row[0], row[1]): row[-1] for row in rows[1:]} == {
        ("1", "1"): "(MOD)",
        ("2", "2"): "MOD",
        ("3", ""): "SUP",
        ("", "3"): "ADD",
    }
    value = json.loads(written("concordance", drafts, "c.json", "--codes", "itu").read_text())
    assert [row["code"] for row in value["concordance"]] == [row[-1] for row in rows[1:]]


def test_an_article_that_did_not_change_is_noc(drafts: list[str]) -> None:
    same = written("concordance", [drafts[0], drafts[0]], "s.csv", "--codes", "itu").read_text("utf-8-sig")
    assert {row[-1] for row in list(csv.reader(io.StringIO(same)))[1:]} == {"NOC"}


def test_tables_of_changes_and_the_synoptic_one_have_them(drafts: list[str]) -> None:
    sheet = load_workbook(written("compare", drafts, "t.xlsx", "--codes", "itu"))["Changes"]
    assert sheet.cell(1, sheet.max_column).value == "code"
    told = {sheet.cell(row, sheet.max_column).value for row in range(2, sheet.max_row + 1)}
    assert told == {"(MOD)", "MOD", "SUP", "ADD"}
    document = Document(str(written("compare", drafts, "s.docx", "--codes", "itu", "--layout", "synoptic")))
    assert {row.cells[2].text.split("\n")[0] for row in document.tables[0].rows[1:]} >= {"MOD"}


def test_nobody_who_did_not_ask_gets_codes(drafts: list[str]) -> None:
    assert "code" not in written("concordance", drafts, "n.csv").read_text("utf-8-sig").splitlines()[0]


def test_where_codes_have_no_place_they_are_refused(drafts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *drafts, "--codes", "itu", "-o", str(Path(drafts[0]).parent / "r.docx")]) == 2
    assert "--layout synoptic" in capsys.readouterr().err
    assert main(["compare", *drafts, "--codes", "itu"]) == 2
