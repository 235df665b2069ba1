"""What is a table is written whole in every medium."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import load_workbook

from treatydiff.renderers import RenderOptions, tables

ROWS = (("12", "Costs & <fees>", "=1+1"), ("13", "", "ends\x07here"))


def _written(form: str) -> bytes:
    made = tables.TableDocument("Sample", ("article", "heading", "text"), iter(ROWS), "2 articles")
    return getattr(tables, form)(made, RenderOptions(date="2026-01-02T00:00:00Z"))


def _word_cells(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(data)).tables[0].rows]


def _sheet_cells(data: bytes) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in load_workbook(io.BytesIO(data))["Sample"].values]


@pytest.mark.parametrize(("form", "cells"), [("word", _word_cells), ("workbook", _sheet_cells)])
def test_every_cell_stands_in_a_document_as_words_and_control_characters_are_seen(form, cells):
    found = cells(_written(form))
    assert found[:2] == [["article", "heading", "text"], list(ROWS[0])]
    assert found[2][:2] == ["13", ""]
    assert "\x07" not in found[2][2]
    assert found[2][2].startswith("ends")
    assert found[2][2].endswith("here")


def test_a_page_escapes_what_stands_in_a_cell_and_marks_an_empty_one():
    page = _written("html").decode()
    assert '<tr><th scope="row">12</th><td>Costs &amp; &lt;fees&gt;</td><td>=1+1</td></tr>' in page
    assert '<th scope="row">13</th><td>–</td>' in page
    assert "<p>2 articles</p>" in page


@pytest.mark.parametrize("form", ["csv", "workbook", "html", "word"])
def test_the_same_table_gives_the_same_bytes(form):
    assert _written(form) == _written(form)
