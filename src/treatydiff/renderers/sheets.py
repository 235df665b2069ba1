"""Sheets of a workbook: headings that stay in sight, filters, lists to choose from, and never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any

from treatydiff.text.safe_text import visible

Rows = Iterable[tuple[str, ...]]
_WIDE = {
    **dict.fromkeys(("old text", "new text", "redline", "old", "new", "findings", "what it means"), 60),
    **dict.fromkeys(("old heading", "new heading", "sentence"), 40),
    **dict.fromkeys(("place", "why"), 30),
}
"""Columns of prose, in characters; all others are as wide as their heading."""
_NARROW = 14
NO_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_LONGEST_LIST = 250
"""Characters of a list to choose from; Excel opens no file with more."""
_MOST = 32_000
"""Characters that a cell holds; Excel's limit is 32,767."""


def book(
    sheets: dict[str, tuple[tuple[str, ...], Rows]], date: str, choices: Mapping[str, tuple[str, ...]] = NO_CHOICES
) -> bytes:
    """A workbook of sheets with headings that stay in sight, filters, and text that is never taken for a formula.

    ``date`` is ISO 8601; ``choices`` are what the cells of a column offer to choose from.
    """
    from openpyxl import Workbook

    from treatydiff.ooxml.package import dated

    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, (columns, rows) in sheets.items():
        sheet = workbook.create_sheet(name)
        for record in (columns, *rows):
            sheet.append([visible(value)[:_MOST] for value in record])
        _dress(sheet, columns)
        _offer(sheet, columns, choices)
    out = BytesIO()
    workbook.save(out)
    return dated(out, date)


def _dress(sheet: Any, columns: tuple[str, ...]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for row in sheet.iter_rows():
        for each in row:
            each.data_type, each.number_format = "s", "@"
            each.alignment = Alignment(wrap_text=True, vertical="top")
    for each in sheet[1]:
        each.font = Font(bold=True)
    for at, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE.get(name, max(_NARROW, len(name) + 2))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _offer(sheet: Any, columns: tuple[str, ...], choices: Mapping[str, tuple[str, ...]]) -> None:
    """Lists to choose from in the cells of some columns; what is not in a list may be written all the same."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for at, name in enumerate(columns, 1):
        offered = ",".join(choices.get(name, ()))
        if offered and len(offered) <= _LONGEST_LIST:
            listed = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
            listed.showErrorMessage = False
            listed.add(f"{get_column_letter(at)}2:{get_column_letter(at)}{sheet.max_row + 1}")
            sheet.add_data_validation(listed)
