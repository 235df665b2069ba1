"""Counts the rows and columns of tables while a reader walks through them, cell by cell."""

from __future__ import annotations

from treatydiff.model import TableCell

WIDEST = 1000
"""Columns and rows that a cell may span; browsers stop there, too."""


class Grid:
    """One table. Columns that cells from rows above reach down into are passed over."""

    def __init__(self, table: int) -> None:
        self._table = table
        self._row, self._column = -1, 0
        self._reach: dict[int, int] = {}
        """By column the last row that a cell from above takes up."""

    def row(self, before: int = 0) -> None:
        """A row begins, the first columns of which may be left out."""
        self._row += 1
        self._column = before

    def cell(self, columns: int = 1, rows: int = 1) -> TableCell:
        """The next cell of the row; one that no row holds begins the first."""
        self._row = max(self._row, 0)
        while self._reach.get(self._column, -1) >= self._row:
            self._column += 1
        start, columns = self._column, min(max(columns, 1), WIDEST)
        if rows > 1:
            self._reach.update(dict.fromkeys(range(start, start + columns), self._row + min(rows, WIDEST) - 1))
        self._column += columns
        return TableCell(self._table, self._row, start, columns)
