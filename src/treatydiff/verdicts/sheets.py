"""Reads back the sheet of a review, from a workbook or from the table of a Word document.

A sheet is somebody else's file: its package is checked as a draft's is before a part is parsed, formulas are not worked
out, and of a document with tracked changes the words are read that stand when all are accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice

from treatydiff.errors import DataError, ReadError
from treatydiff.ooxml.container import Package
from treatydiff.verdicts.schema import FILLED, WORDS

_NEEDED = ("place", "old", "new", "theme", "effect", "sentence", "author")
"""Columns without which it is not the sheet of a review. Others are the reader's own and stay where they are."""
_MOST_ROWS, _MOST_COLUMNS = 100_000, 64
_HINT = "-f review -o FILE.xlsx (or .docx) writes the sheet; its first row names the columns"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom"})

Row = Sequence[str]
Records = Iterator[tuple[str, Mapping[str, object]]]


def workbook_rows(data: bytes, path: str) -> Records:
    """The rows of the first sheet that has the columns of a review. Raises DataError."""
    return _first(workbook_cells(data, path, _HINT), path, "row")


def workbook_cells(data: bytes, path: str, hint: str) -> list[list[Row]]:
    """The cells of each sheet of a workbook, as text; ``hint``: what to do where it is none. Raises DataError."""
    from openpyxl import load_workbook

    _checked(data, path)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        return [[*_cells(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS))] for sheet in book.worksheets]
    except Exception as error:  # one boundary for what openpyxl does not foresee in a damaged file
        raise DataError(f"{path}: cannot be read ({type(error).__name__})", hint) from error


def document_rows(data: bytes, path: str) -> Records:
    """The rows of the first table that has the columns of a review. Raises DataError."""
    root = _checked(data, path).document()
    tables = [[*map(_row, islice(table.iter(f"{_W}tr"), _MOST_ROWS))] for table in root.iter(f"{_W}tbl")]
    return _first(tables, path, "row")


def _checked(data: bytes, path: str) -> Package:
    """The package, every part of which has been parsed without entities: what declares a document type is refused."""
    try:
        package = Package(data, path)
        for name in package.names:
            if name.lower().endswith((".xml", ".rels")):
                package.xml(name)
        return package
    except ReadError as error:
        raise DataError(error.message, error.hint) from error


def _cells(rows: Iterable[tuple[object, ...]]) -> Iterator[Row]:
    for row in islice(rows, _MOST_ROWS):
        yield ["" if value is None else _without_time(str(value)) for value in row]


def _without_time(text: str) -> str:
    """Excel makes a day out of what looks like one, at midnight."""
    return text.removesuffix(" 00:00:00")


def _row(element: object) -> Row:
    cells = element.iterchildren(f"{_W}tc")  # type: ignore[attr-defined]
    return ["\n".join(_text(p) for p in cell.iter(f"{_W}p")).strip() for cell in cells]


def _text(paragraph: object) -> str:
    """The words of a paragraph less those that are marked as deleted or moved away; a line break is a line's end."""
    found = []
    for each in paragraph.iter(f"{_W}t", f"{_W}br"):  # type: ignore[attr-defined]
        if not any(above.tag in _GONE for above in each.iterancestors()):
            found.append("\n" if each.tag == f"{_W}br" else each.text or "")
    return "".join(found)


def _first(sheets: Iterable[list[Row]], path: str, what: str) -> Records:
    for rows in sheets:
        columns = [name.strip().casefold() for name in rows[0]] if rows else []
        if {"theme", "effect"} <= set(columns):
            for name in _NEEDED:
                if name not in columns:
                    raise DataError(f"{path}: the sheet has no column {name}", _HINT)
            return _filled(rows[1:], columns, path, what)
    raise DataError(f"{path}: no sheet with the columns of a review", _HINT)


def _filled(rows: Iterable[Row], columns: Sequence[str], path: str, what: str) -> Records:
    """The rows as records. An author and a date stand for all rows below until others are written."""
    above = {"author": "", "date": ""}
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(columns, row, strict=False))
        record: dict[str, object] = {key: cells.get(key, "") for key in (*WORDS, *FILLED)}
        if cells.get("author", "").strip():
            above = {key: cells.get(key, "") for key in above}
        record |= {key: cells.get(key, "").strip() or above[key] for key in above}
        yield f"{path}:{what} {number}", record
