"""Tables across page breaks: repeated heading rows, and rows that go on overleaf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from treatydiff.readers.lines import IDEOGRAPH, SENTENCE_ENDS, PageLine, RuledCell
from treatydiff.readers.pdf.tables.ruled import REACH
from treatydiff.readers.pdf.tables.unruled import MARGIN

PROSE = 6
"""So many times its size a line is long that may end for want of room; a shorter one is a word or a figure."""
Row = Sequence[PageLine]


def joined(bodies: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """The lines of each page, and the words of headings that were printed again and are set aside.

    What goes on from the last row of a page stands in its cell there.
    """
    pages: list[list[PageLine]] = []
    again: list[str] = []
    heads: list[Row] = []
    before: list[PageLine] = []
    for body in bodies:
        page = _one_table(before, list(body))
        rows = _rows_at_top(page)
        if not rows or not before or not before[-1].cell:
            heads = []
        elif heads:
            repeated = _as_many(heads, rows)
            again += [line.text.strip() for row in rows[:repeated] for line in row]
            page = page[sum(map(len, rows[:repeated])) :]
            rows = rows[repeated:]
            if rows and _goes_on(_last_table(before), rows):
                page = page[len(rows[0]) :]
                _move(rows[0], before)
        pages.append(page)
        before = page or before
        last = _last_table(page)
        heads = heads if heads and sum(map(len, last)) == len(page) else last
    return pages, again


def _rows_at_top(body: Sequence[PageLine]) -> list[Row]:
    """The rows of the table with which a page begins."""
    return _rows(_of_table(body))


def _last_table(body: Sequence[PageLine]) -> list[Row]:
    """The rows of the table with which a page ends."""
    return _rows(list(_of_table(body[::-1]))[::-1])


def _of_table(lines: Sequence[PageLine]) -> Iterator[PageLine]:
    """The lines of the table that the first of them stands in."""
    first = lines[0].cell if lines else None
    return takewhile(lambda line: bool(first and line.cell and line.cell.table == first.table), lines)


def _one_table(before: Sequence[PageLine], page: list[PageLine]) -> list[PageLine]:
    """A page whose first table has the columns of the one before, both without lines: the page goes on with it."""
    last, first = (lines and lines[at].cell for lines, at in ((before, -1), (page, 0)))
    if not last or not first or not last.table or not first.table:
        return page
    lefts, others = (
        {line.cell.left for row in rows for line in row if line.cell}
        for rows in (_last_table(before), _rows_at_top(page))
    )
    if not all(any(abs(left - other) <= REACH for other in lefts) for left in others):
        return page
    moved = last.table
    return [
        line._replace(cell=line.cell._replace(table=moved)) if line.cell and line.cell.table == first.table else line
        for line in page
    ]


def _rows(lines: Iterator[PageLine] | Sequence[PageLine]) -> list[Row]:
    return [list(row) for _, row in groupby(lines, lambda line: line.cell.high if line.cell else 0)]


def _as_many(heads: Sequence[Row], rows: Sequence[Row]) -> int:
    """How many rows are those with which the table began."""
    same = takewhile(lambda pair: _signature(pair[0]) == _signature(pair[1]), zip(heads, rows, strict=False))
    count = sum(1 for _ in same)
    return count if count < len(rows) else 0


def _signature(row: Row) -> list[tuple[int, str]]:
    """Where the lines of a row stand in its width, and what they say."""
    return [(round(line.x0 / REACH), line.text.strip()) for line in row]


def _goes_on(table: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether the first row of a page goes on with the last one of the page before, in cells of the same columns.

    A sentence goes on there in small letters, or from full lines in scripts that have none, or the first cell is left
    out, which no other row of the table does.
    """
    row, after = table[-1], rows[0]
    pairs = [(_in_column(row, first.cell), first) for first in _firsts(after) if first.cell]
    if not all(lines for lines, _ in pairs):
        return False
    others = [*table, *rows[1:]]
    if not _in_column(after, row[0].cell) and all(_in_column(other, row[0].cell) for other in others):
        return True
    unfinished = [(lines[-1], first) for lines, first in pairs if not SENTENCE_ENDS.search(lines[-1].text.rstrip())]
    if any(first.text.lstrip()[:1].islower() for _, first in unfinished):
        return True
    return len(unfinished) == len(pairs) and all(_is_cut(last, first) for last, first in unfinished)


def _is_cut(last: PageLine, first: PageLine) -> bool:
    """Whether a line ends for want of room, before a figure or in a script that has no small letters."""
    text = first.text.lstrip()
    if (
        not last.cell
        or not last.size
        or last.x1 - last.x0 < PROSE * last.size
        or not text[:1].isalnum()
        or text[:1].isupper()
    ):
        return False
    word = 1 if IDEOGRAPH.match(text) else len(text.split()[0]) + 1
    room = last.cell.right - last.cell.left - 2 * MARGIN - (last.x1 - last.x0)
    return room < word * (first.x1 - first.x0) / len(text) + last.size


def _firsts(row: Row) -> Iterator[PageLine]:
    """The first line of each cell."""
    yield from (next(lines) for _, lines in groupby(row, lambda line: line.cell))


def _in_column(row: Row, cell: RuledCell | None) -> list[PageLine]:
    return [line for line in row if line.cell and cell and abs(line.cell.left - cell.left) <= REACH]


def _move(row: Row, before: list[PageLine]) -> None:
    """The lines of a row behind those of the same cells at the end of the page before."""
    for line in row:
        beneath = _in_column(_last_table(before)[-1], line.cell)
        at = max(k for k, other in enumerate(before) if other in beneath)
        before.insert(at + 1, line._replace(cell=before[at].cell))
