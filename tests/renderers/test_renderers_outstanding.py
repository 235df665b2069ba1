"""The ledger of open issues in its forms, and the command that writes it."""

from __future__ import annotations

import json
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from outstanding_making import of
from treatydiff.cli import main
from treatydiff.outstanding import Ledger
from treatydiff.renderers import LEDGERS, RenderOptions

OPEN = "1. Each Party [shall – EU] [may] report to the secretariat.\n2. It does so [in public] each year."
CLOSED = "1. Each Party [shall – EU] [may] report to the secretariat.\n2. It does so each year."


@pytest.fixture(scope="module")
def told() -> Ledger:
    return of(OPEN, CLOSED)


def rendered(found: Ledger, form: str) -> bytes:
    return LEDGERS[form].render(found, RenderOptions(width=80))


def test_the_terminal_shows_choices_with_their_holders_and_what_closed_the_others(told: Ledger) -> None:
    text = rendered(told, "terminal").decode()
    assert "A  shall – EU" in text
    assert "since (1), 2 drafts" in text
    assert "→ dropped" in text
    assert max(map(len, text.splitlines())) <= 80


def test_json_has_every_issue_with_its_steps(told: Ledger) -> None:
    value = json.loads(rendered(told, "json"))
    assert value["schema"] == "treatydiff/outstanding/1"
    first, second = value["issues"]
    assert [choice["holders"] for choice in first["sightings"][1]["choices"]] == [["EU"], []]
    assert second["steps"][-1]["closing"]["outcome"] == "dropped"
    assert [count["open"] for count in value["counts"]] == [2, 1]


def test_the_workbook_has_a_sheet_of_what_is_open_and_one_of_what_was_closed(told: Ledger) -> None:
    book = load_workbook(BytesIO(rendered(told, "xlsx")))
    assert book.sheetnames == ["Open", "Closed", "By draft"]
    assert [cell.value for cell in book["Open"][2]][1:3] == ["Article 1, paragraph 1", "alternatives"]
    assert book["Closed"][2][5].value == "dropped"


def test_word_lists_number_place_choices_and_holders(told: Ledger) -> None:
    document = Document(BytesIO(rendered(told, "docx")))
    figures, open_, closed = document.tables
    assert [cell.text for cell in figures.rows[2].cells][2:] == ["1", "0", "0", "1", "0"]
    row = [cell.text for cell in open_.rows[1].cells]
    assert row[0] == "1"
    assert "A\u2002shall" in row[2]
    assert row[3] == "A: EU"
    assert closed.rows[1].cells[3].text.startswith("(2) dropped")


def test_the_page_holds_all_and_runs_nothing(told: Ledger) -> None:
    page = rendered(told, "html").decode()
    assert "<script" not in page
    assert "<mark>[shall – EU] [may]</mark>" in page
    assert 'id="closed"' in page


def test_the_same_drafts_give_the_same_bytes(told: Ledger) -> None:
    for form in ("docx", "xlsx", "html", "json", "csv"):
        assert rendered(told, form) == rendered(of(OPEN, CLOSED), form)


def test_every_form_has_a_module_that_writes_it() -> None:
    assert LEDGERS
    for form in LEDGERS.values():
        assert callable(getattr(import_module(f"{form.package}.{form.module or form.name}"), form.function))


def test_words_of_a_draft_are_never_markup() -> None:
    page = rendered(of("1. Each Party [<script>alert(1)</script>] reports."), "html").decode()
    assert "<script" not in page


def test_the_command_reads_one_draft_and_writes_what_the_suffix_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        f"Draft convention\n\nArticle 1\nReports\n{OPEN}\n\nArticle 2\nFees\n1. Each Party pays [ten] units.\n"
    )
    assert main(["outstanding", str(draft), "-o", str(tmp_path / "o.json"), "--article", "2"]) == 0
    value = json.loads((tmp_path / "o.json").read_text())
    assert [issue["place"] for issue in value["issues"]] == ["Article 2, paragraph 1"]
    assert main(["outstanding", str(draft), "--article", "9"]) == 2
    assert "no article 9 in these drafts" in capsys.readouterr().err
