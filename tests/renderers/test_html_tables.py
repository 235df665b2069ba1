"""Tables in the HTML report: each word of the redline stands in the cell that it stood in, and none is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from treatydiff.compare import compare, read_draft
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Report

Rows = list[list[str]]
SCALE: Rows = [["Party", "Share", "Due"], ["Northland", "40 per cent", "March"], ["Southland", "60 per cent", "May"]]


def draft(folder: Path, name: str, tables: list[Rows]) -> str:
    """A web page with one article in which tables stand."""
    made = ["".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) for rows in tables]
    body = "".join(f"<table>{rows}</table><p>What is due after table {n} is paid.</p>" for n, rows in enumerate(made))
    path = folder / f"{name}.html"
    path.write_text(
        f"<html><body><h2>Article 1</h2><p>Contributions</p><p>Each Party pays a Share:</p>{body}"
        "<h2>Article 2</h2><p>Term</p><p>The Parties meet each year in the spring.</p></body></html>",
        "utf-8",
    )
    return str(path)


def compared(folder: Path, old: list[Rows], new: list[Rows]) -> Report:
    return compare(read_draft(draft(folder, "old", old)), read_draft(draft(folder, "new", new)))


def tables(report: Report) -> list[Rows]:
    """The tables of the redline, with marks as [-gone-] and {+new+}."""
    page = parser.document_fromstring(RENDERERS["html"].render((report,), RenderOptions()))
    for mark in page.xpath("//del | //ins"):
        sign = "[-{}-]" if mark.tag == "del" else "{{+{}+}}"
        mark.text = sign.format(mark.text_content().strip())
        for child in list(mark):
            mark.remove(child)
    return [
        [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]
        for table in page.xpath("//table[@class='grid']")
    ]


def test_a_table_is_a_table_and_its_changes_stand_in_their_cells(tmp_path: Path) -> None:
    new = [SCALE[0], ["Northland", "45 per cent", "March"], ["Southland", "60 per cent", "June"]]
    assert tables(compared(tmp_path, [SCALE], [new])) == [
        [
            ["Party", "Share", "Due"],
            ["Northland", "[-40-]{+45+} per cent", "March"],
            ["Southland", "60 per cent", "[-May-]{+June+}"],
        ]
    ]


def test_rows_that_come_and_go_are_rows(tmp_path: Path) -> None:
    new = [SCALE[0], ["Eastland", "nothing at all", "never"], SCALE[1]]
    told = tables(compared(tmp_path, [SCALE], [new]))
    assert [[re.sub(r"\W+", " ", cell).strip() for cell in row] for row in told[0]] == [SCALE[0], new[1], *SCALE[1:]]
    assert [["{+" in cell for cell in row] for row in told[0]] == [[False] * 3, [True] * 3, [False] * 3, [False] * 3]
    assert [["[-" in cell for cell in row] for row in told[0]] == [[False] * 3] * 3 + [[True] * 3]


def test_a_column_that_goes_is_shown_where_it_stood(tmp_path: Path) -> None:
    new = [[row[0], row[2]] for row in SCALE]
    assert tables(compared(tmp_path, [SCALE], [new])) == [
        [[row[0], f"[-{row[1]}-]", row[2]] for row in SCALE],
    ]


def test_a_table_that_goes_is_a_table_still(tmp_path: Path) -> None:
    other: Rows = [["Fee", "Sum"], ["Entry", "seven pounds"]]
    told = tables(compared(tmp_path, [SCALE, other], [SCALE]))
    assert told[0] == SCALE
    assert told[1] == [[f"[-{cell}-]" for cell in row] for row in other]
    assert tables(compared(tmp_path, [SCALE], []))[0][0] == ["[-Party-]", "[-Share-]", "[-Due-]"]


def test_an_empty_cell_keeps_its_column_and_a_single_cell_is_text(tmp_path: Path) -> None:
    gaps = [SCALE[0], ["Northland", "", "March"], ["", "60 per cent", ""]]
    told = tables(compared(tmp_path, [gaps], [gaps]))
    assert told == [[SCALE[0], ["Northland", "", "March"], ["", "60 per cent", ""]]]
    assert tables(compared(tmp_path, [[["Only this"]]], [[["Only that"]]])) == []


def test_the_copied_text_of_a_table_has_its_rows_and_the_page_its_search(tmp_path: Path) -> None:
    page: Any = parser.document_fromstring(
        RENDERERS["html"].render((compared(tmp_path, [SCALE], [SCALE]),), RenderOptions())
    )
    (table,) = page.xpath("//table[@class='grid']")
    assert table.getparent().get("tabindex") == "0", "what is too wide can be scrolled by keyboard"
    assert "Northland 40 per cent March" in " ".join(table.text_content().split())


words = st.lists(st.sampled_from("oil gas coal peat wood sun wind 40 60 –".split()), max_size=3).map(" ".join)
grids = st.integers(1, 3).flatmap(lambda wide: st.lists(st.lists(words, min_size=wide, max_size=wide), max_size=4))


@given(old=st.lists(grids, max_size=2), new=st.lists(grids, max_size=2))
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_or_shown_twice(
    tmp_path_factory: pytest.TempPathFactory, old: list[Rows], new: list[Rows]
) -> None:
    """Deleted and kept letters are those of the old draft, inserted and kept ones those of the new: as a heap."""
    report = compared(tmp_path_factory.mktemp("drafts"), old, new)
    page = parser.document_fromstring(RENDERERS["html"].render((report,), RenderOptions()))
    for change in report.redline.all:
        clause = page.xpath(f"//*[@id='{change.id}-t' or (@id='{change.id}' and contains(@class, 'clause'))]")
        for each in clause:
            shown = each[0]
            for number in shown.xpath("./b"):
                number.drop_tree()
            for without, provision, draft_text in (
                ("ins", change.old, change.old.text if change.old else ""),
                ("del", change.new, change.new.text if change.new else ""),
            ):
                copy = parser.fromstring(parser.tostring(shown))
                for mark in copy.findall(f".//{without}"):
                    mark.drop_tree()
                got = sorted("".join(copy.text_content().split()))
                assert provision is None or got == sorted("".join(draft_text.split()))
    assert page.xpath("//*[@id='main']")
