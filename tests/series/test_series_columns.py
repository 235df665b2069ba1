"""A series by author: who made a change first, who only kept it, and the table that shows it."""

from __future__ import annotations

import json
import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from outstanding_making import drafted
from treatydiff.cli import main
from treatydiff.compare import compare
from treatydiff.renderers import AUTHORS, RenderOptions
from treatydiff.series.columns import Authored, acts, by_author, kept

ONE = "Article 1\nData\n1. Each controller {} tell the person concerned at once.\n"
TEXT = f"{ONE}2. It keeps a record of what it does{{}}.\n"
AUTHORS_ = ("Law", "Commission", "Council", "Parliament")


def of(*texts: str) -> Authored:
    drafts = [drafted(text) for text in texts]
    reports = [compare(old, new, judged=False, divided=False) for old, new in pairwise(drafts)]
    return by_author(AUTHORS_[: len(texts)], drafts, reports)


@pytest.fixture(scope="module")
def table() -> Authored:
    """The Commission weakens the verb, the Council keeps that and adds an exception, the Parliament takes it back."""
    new = (TEXT.format("may", ""), TEXT.format("may", ", except where that is costly"), TEXT.format("shall", ""))
    return of(TEXT.format("shall", ""), *new)


def rows_of(table: Authored) -> dict[str, list[str]]:
    return {row.last.eid: [acts(row, at) for at in range(1, len(row.cells))] for row in table.rows if row.changed}


def test_each_change_is_told_of_the_author_who_made_it(table: Authored) -> None:
    assert rows_of(table) == {
        "art_1__para_1": ["added “may”; took out “shall”", "", "put back"],
        "art_1__para_2": ["", "added “, except where that is costly”", "put back"],
    }


def test_an_author_who_changes_nothing_only_kept_what_another_had_changed(table: Authored) -> None:
    first = next(row for row in table.rows if row.last.eid == "art_1__para_1")
    assert [kept(first, at) for at in range(1, 4)] == [None, 1, None]


def test_the_tallies_count_first_changes_and_kept_ones(table: Authored) -> None:
    told = [(tally.first, tally.again, tally.kept) for tally in table.tallies]
    assert told == [(0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 2, 0)]
    assert (table.tallies[1].brought, table.tallies[1].dropped) == (1, 1)


def test_a_reference_that_follows_a_renumbering_is_nobody_s_change() -> None:
    duty = "\nDuty\nEach controller shall keep a record of it.\n"
    first = f"Article 1\nScope\nArticle 2 applies to data.\n\nArticle 2{duty}"
    second = (
        "Article 1\nScope\nArticle 3 applies to data.\n\nArticle 2\nTerms\nA person is anyone at all who is alive.\n\n"
        f"Article 3{duty}"
    )
    changed = rows_of(of(first, second))
    assert set(changed) == {"art_2"}


def test_what_an_author_deleted_is_told() -> None:
    gone = of(
        TEXT.format("shall", ""), "Article 1\nData\n1. Each controller shall tell the person concerned at once.\n"
    )
    assert [told for acts_ in rows_of(gone).values() for told in acts_] == ["deleted"]


def rendered(table: Authored, form: str, **options: object) -> bytes:
    return AUTHORS[form].render(table, RenderOptions(**options))  # type: ignore[arg-type]


def test_cells_that_are_the_same_have_a_diagonal_line(table: Authored) -> None:
    with ZipFile(BytesIO(rendered(table, "docx"))) as package:
        assert package.read("word/document.xml").count(b"<w:tl2br ") == 2
    sheet = load_workbook(BytesIO(rendered(table, "xlsx")))["Texts"]
    assert sheet.cell(2, 4).border.diagonalDown
    assert sheet.cell(2, 4).value is None
    assert not sheet.cell(2, 3).border.diagonalDown
    assert rendered(table, "html").count(b"linear-gradient") == 2


def test_an_empty_column_is_laid_out_for_what_is_agreed(table: Authored) -> None:
    with ZipFile(BytesIO(rendered(table, "docx", columns=("Draft agreement",)))) as package:
        text = package.read("word/document.xml").decode()
    head = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", text)
    assert "Draft agreement" in head


def test_a_provision_that_nobody_changed_is_shown_where_all_are(table: Authored) -> None:
    assert b"Article 1\n" not in rendered(table, "terminal", width=100)
    assert b"Article 1\n" in rendered(table, "terminal", width=100, show_all=True)
    assert len(json.loads(rendered(table, "json"))["provisions"]) > 2


def test_the_command_takes_the_authors_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, verb in (("law.txt", "shall"), ("council.txt", "may")):
        (tmp_path / name).write_text(f"Draft act\n\n{TEXT.format(verb, '')}")
    law, council = (str(tmp_path / name) for name in ("law.txt", "council.txt"))
    assert main(["history", "--by", "author", "--as", f"Law={law}", "--as", f"Council={council}"]) == 0
    assert "→ Council: added “may”; took out “shall”" in capsys.readouterr().out
    assert main(["history", "--by", "author", "--as", law]) == 2
    assert main(["history"]) == 2
