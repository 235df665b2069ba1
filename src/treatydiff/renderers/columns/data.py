"""The table by author for other programs: JSON, a table, a workbook whose equal cells have a diagonal line."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from treatydiff.renderers import RenderOptions
from treatydiff.renderers.columns import told
from treatydiff.series.columns import Authored, AuthoredRow, acts, kept


def json_table(authored: Authored, options: RenderOptions) -> bytes:
    """``treatydiff/authors/1``: every provision, those that nobody changed too."""
    from treatydiff.renderers.json import TOOL, draft_value, dump

    texts = [
        {"author": author, **draft_value(draft)}
        for author, draft in zip(authored.authors, authored.drafts, strict=True)
    ]
    figures = [
        {"author": author, **{name: getattr(tally, name) for name in ("first", "again", "kept", "brought", "dropped")}}
        for author, tally in zip(authored.authors, authored.tallies, strict=True)
    ]
    rows = [_value(row, authored) for row in authored.rows]
    return dump(
        {"schema": "treatydiff/authors/1", "tool": TOOL, "texts": texts, "tallies": figures, "provisions": rows}
    )


def _value(row: AuthoredRow, authored: Authored) -> dict[str, Any]:
    cells = [
        {
            "number": cell.number or None,
            "words": cell.words if cell.provisions else None,
            "same_as": cell.same,
            "did": acts(row, at) or None if at else None,
            "kept_from": kept(row, at) if at else None,
        }
        for at, cell in enumerate(row.cells)
    ]
    return {"place": told.place(row, authored), "level": row.level, "cells": cells}


def csv_rows(authored: Authored, options: RenderOptions) -> bytes:
    """A row for each provision, a column for each text; equal to the left is an equals sign."""
    from treatydiff.renderers.csv import table

    heads = ("place", *authored.authors, "who did what")
    return table(heads, (_record(row, authored) for row in told.shown(authored, options)))


def _record(row: AuthoredRow, authored: Authored) -> Iterator[str]:
    yield told.place(row, authored)
    for at in range(len(row.cells)):
        yield "(the same)" if told.same(row, at) else told.words(row, at)
    yield "; ".join(told.who(row, authored))


def workbook(authored: Authored, options: RenderOptions) -> bytes:
    """Two sheets: the table, and what each author did in all. Raises RenderError."""
    from treatydiff.ooxml.package import dated
    from treatydiff.renderers.sheets import book

    rows = list(told.shown(authored, options))
    heads = ("place", *authored.authors, "who did what")
    made = book(
        {
            "Texts": (heads, [tuple(_record(row, authored)) for row in rows]),
            "Authors": (("author", *told.TALLIES[1:]), list(told.tallies(authored))),
        },
        options.date,
    )
    return dated(BytesIO(_with_diagonals(made, rows)), options.date)


def _with_diagonals(data: bytes, rows: list[AuthoredRow]) -> bytes:
    from openpyxl import load_workbook
    from openpyxl.styles import Border, Side
    from openpyxl.utils import get_column_letter

    loaded = load_workbook(BytesIO(data))
    sheet = loaded["Texts"]
    line = Border(diagonal=Side(style="thin", color="808080"), diagonalDown=True)
    for number, row in enumerate(rows, start=2):
        for at in range(1, len(row.cells)):
            if told.same(row, at):
                cell = sheet.cell(number, at + 2)
                cell.value, cell.border = None, line
    for at in range(2, len(rows[0].cells) + 3 if rows else 2):
        sheet.column_dimensions[get_column_letter(at)].width = 50
    out = BytesIO()
    loaded.save(out)
    return out.getvalue()
