"""Tables without ruled lines: columns of cells that only white space separates.

They are taken for tables where that is sure: three rows or more whose cells begin (or end, or are centred) at constant
places, with wide gaps there in every line. The order in the file tells rows from columns of prose: a table is painted
cell by cell, row by row, and prose in columns one column after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from treatydiff.readers.lines import (
    ITEM_NUMBER,
    LEVEL,
    SENTENCE_ENDS,
    RuledCell,
    has_leaders,
    is_heading_number,
)
from treatydiff.readers.pdf.tables.prefilter import BELOW, GUTTER, SAME, WORDS, PageStretch, TableSigns
from treatydiff.text.regexes import regex

WIDE_GAP = 1.5
"""Words of one cell are never so many font sizes apart."""
USUAL_GAP = 1.2
"""And the words of two that stand beside each other mostly are."""
FEWEST = 3
"""So many rows make a table."""
FURTHER = 2.2
"""Lines of one cell stand no further below each other than so many font sizes."""
MOST = 0.75
"""Of the cells of a column, this share must stand at its edge."""
MARGIN = 5
"""Points between the text of a cell and its edge."""
PROSE = 10
"""Columns of prose are so many font sizes wide at least."""
FULL = 0.8
"""A line that fills so much of its column may go on in the next one."""
_LETTERS = regex(r"\S")


class CellPiece(NamedTuple):
    """Words of a line with no wide gap between them: from where to where, how high and large, and what they say."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    place: int = 0
    """Where it stands in the order of the file."""


_Row = dict[int, list[CellPiece]]
"""The pieces of a row by column."""
_Band = tuple[float, float]


def looked_for(
    text: str,
    stretches: Sequence[PageStretch],
    corners: Callable[[int], tuple[float, ...]],
    from_right: bool,
    before: Sequence[RuledCell] = (),
) -> list[RuledCell]:
    """The cells of a page where pieces of its text stand beside each other; ``corners`` are those of a character.

    ``before`` are cells of the page before: a table with their columns may have fewer rows.
    """
    signs = TableSigns(text, stretches, corners)
    if not signs.may_be_there(1 if before else FEWEST, from_right):
        return []
    pieces = []
    parts = _LETTERS if from_right else WORDS  # the order of Arabic letters in the file says nothing
    for start, end, y, size in stretches:
        for match in parts.finditer(text, start, end):
            x0, x1 = corners(match.start())[0], corners(match.end() - 1)[2]
            pieces.append(CellPiece(min(x0, x1), max(x0, x1), y, size, match[0]))
    return cells_of(pieces, from_right, before)


def cells_of(pieces: Sequence[CellPiece], from_right: bool, before: Sequence[RuledCell] = ()) -> list[RuledCell]:
    """The cells of all such tables on a page, by its pieces in the order of the file.

    A table with the columns of the one before may have fewer rows, as where it goes on overleaf.
    """
    if from_right:
        turned = [piece._replace(x0=-piece.x1, x1=-piece.x0) for piece in pieces]
        return [_turned(cell) for cell in cells_of(turned, from_right=False, before=[*map(_turned, before)])]
    pieces = [piece._replace(place=place) for place, piece in enumerate(pieces)]
    found: list[RuledCell] = []
    for region, bands in _regions(pieces):
        rows = _rows(sorted(region, key=lambda piece: piece.place), _wide_apart(bands, region))
        bands = [(min(p.x0 for p in column), max(p.x1 for p in column)) for column in _columns(rows)]
        last = [cell for cell in found if cell.table == found[-1].table]
        if _is_table(rows, 1 if _has_columns(bands, before) or _has_columns(bands, last) else FEWEST):
            number = found[-1].table + 1 if found else 1
            found += (cell._replace(table=number) for cell in _cells(rows, bands))
    return found


def _turned(cell: RuledCell) -> RuledCell:
    return cell._replace(left=-cell.right, right=-cell.left)


def _has_columns(bands: Sequence[_Band], cells: Sequence[RuledCell]) -> bool:
    """Whether columns begin where those of other cells do."""
    lefts = sorted({cell.left for cell in cells})
    if len(lefts) != len(bands):
        return False
    return all(abs(left - MARGIN - other) <= SAME for (left, _), other in zip(bands, lefts, strict=True))


def _regions(pieces: Sequence[CellPiece]) -> Iterator[tuple[list[CellPiece], list[_Band]]]:
    """Lines below each other that keep out of the same gaps, with what stands between these."""
    region: list[CellPiece] = []
    bands: list[_Band] = []
    above: list[CellPiece] = []
    for line in _lines(pieces):
        wider = _widened(bands, line)
        near = bool(region) and region[-1].y - line[0].y <= BELOW * line[0].size
        if near and wider:
            region, bands = region + line, wider
            continue
        if region:
            yield [*_begun_before(above, region, bands), *region], bands
            above = []
        bands = _widened([], line) if len(line) > 1 else []
        region = line if bands else []
        above = [*above, *line] if not region else above
    if region:
        yield [*_begun_before(above, region, bands), *region], bands


def _begun_before(above: Sequence[CellPiece], region: Sequence[CellPiece], bands: Sequence[_Band]) -> list[CellPiece]:
    """Lines right above a table that stand at the left of a column other than the first: its row began overleaf."""
    found: list[CellPiece] = []
    last = region[0]
    for piece in reversed(above):
        inside = any(abs(piece.x0 - left) <= SAME and piece.x1 <= right + SAME for left, right in bands[1:])
        if not inside or piece.y - last.y > FURTHER * piece.size:
            break
        found.insert(0, piece)
        last = piece
    return found


def _lines(pieces: Sequence[CellPiece]) -> Iterator[list[CellPiece]]:
    """The pieces by printed lines, from the top of the page; those with no wide gap between them as one."""
    line: list[CellPiece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if line and line[0].y - piece.y > LEVEL * piece.size:
            yield _joined(line)
            line = []
        line.append(piece)
    if line:
        yield _joined(line)


def _joined(line: Sequence[CellPiece]) -> list[CellPiece]:
    parts: list[CellPiece] = []
    for piece in sorted(line, key=lambda piece: piece.x0):
        if parts and piece.x0 - parts[-1].x1 <= GUTTER * piece.size:
            last = parts.pop()
            text, place = f"{last.text} {piece.text}", min(last.place, piece.place)
            piece = CellPiece(last.x0, max(last.x1, piece.x1), max(last, piece, key=_width).y, piece.size, text, place)
        parts.append(piece)
    return parts


def _width(piece: CellPiece) -> float:
    return piece.x1 - piece.x0


def _widened(bands: Sequence[_Band], line: Iterable[CellPiece]) -> list[_Band]:
    """The columns with another line in them; none if it reaches over a gap, or stands in one column with wide gaps."""
    wider = list(bands)
    ends: dict[int, float] = {}
    for piece in line:
        near = GUTTER * piece.size
        touched = [i for i, (left, right) in enumerate(wider) if piece.x0 - near < right and left < piece.x1 + near]
        at = touched[0] if touched else len(wider)
        if len(touched) > 1 or piece.x0 - ends.get(at, piece.x0) > WIDE_GAP * piece.size:
            return []
        ends[at] = piece.x1
        left, right = wider[at] if touched else (piece.x0, piece.x1)
        wider[at : at + 1] = [(min(left, piece.x0), max(right, piece.x1))]
    size = max(piece.size for piece in line)
    ordered = sorted(wider)
    apart = all(right[0] - left[1] >= GUTTER * size for left, right in pairwise(ordered))
    return ordered if apart else []


def _wide_apart(bands: Sequence[_Band], pieces: Sequence[CellPiece]) -> list[_Band]:
    """The columns; two of them are one where their words mostly stand near each other."""
    gaps: dict[_Band, list[float]] = {}
    for left, right in pairwise(pieces):
        if right.x0 > left.x1 and abs(left.y - right.y) <= LEVEL * left.size:
            before = max(band for band in bands if band[0] <= left.x0)
            gaps.setdefault(before, []).append((right.x0 - left.x1) / left.size)
    apart: list[_Band] = []
    for place, (start, end) in enumerate(bands):
        if place and median(gaps.get(bands[place - 1], [0.0])) < USUAL_GAP:
            start = apart.pop()[0]
        apart.append((start, end))
    return apart


def _rows(pieces: Sequence[CellPiece], bands: Sequence[_Band]) -> list[_Row]:
    """Rows in the order of the file: another one begins where the text goes on in another column, and below the row."""
    rows: list[_Row] = []
    last = -1
    for piece in pieces:
        at = max(i for i, (left, _) in enumerate(bands) if left <= piece.x0 + SAME)
        above = rows and piece.y > _high(rows[-1]) + piece.size  # the foot of the page came first
        if not rows or above or (at != last and piece.y < _low(rows[-1]) - LEVEL * piece.size):
            rows.append({})
        rows[-1].setdefault(at, []).append(piece)
        last = at
    while len(rows) > 1 and _low(rows[0]) < _high(rows[1]):
        rows.pop(0)
    while rows and len(rows[-1]) == 1:
        rows.pop()
    if rows:
        at = next(reversed(rows[-1]))
        rows[-1][at] = _without_tail(rows[-1][at], [piece for row in rows[:-1] for piece in row.get(at, [])])
    return rows


def _used(rows: Sequence[_Row]) -> list[int]:
    return sorted({at for row in rows for at in row})


def _columns(rows: Sequence[_Row]) -> Iterator[list[CellPiece]]:
    """The pieces of each column that has some."""
    for at in _used(rows):
        yield [piece for row in rows for piece in row.get(at, [])]


def _without_tail(cell: list[CellPiece], column: Sequence[CellPiece]) -> list[CellPiece]:
    """The last cell less what stands further below than its lines do, or at no edge of its column: a heading."""
    for place, (last, piece) in enumerate(pairwise(cell), start=1):
        edges = [*column, *cell[:place]]
        stands = any(abs(a - b) <= SAME for other in edges for a, b in zip(_edges(piece), _edges(other), strict=True))
        if last.y - piece.y > FURTHER * piece.size or not stands:
            return cell[:place]
    return cell


def _edges(piece: CellPiece) -> tuple[float, float, float]:
    """Where words begin, end, and have their middle."""
    return piece.x0, piece.x1, (piece.x0 + piece.x1) / 2


def _low(row: _Row) -> float:
    return min(piece.y for cell in row.values() for piece in cell)


def _high(row: _Row) -> float:
    return max(piece.y for cell in row.values() for piece in cell)


def _is_table(rows: Sequence[_Row], fewest: int) -> bool:
    """Whether the rows are surely those of a table, and neither a list, nor contents, nor prose in columns."""
    if sum(len(row) > 1 for row in rows) < fewest or any(_high(b) > _low(a) for a, b in pairwise(rows)):
        return False
    columns = [[row[at] for row in rows if at in row] for at in _used(rows)]
    said = [column for column in columns if 2 * sum(map(_is_number, column)) < len(column)]
    if len(said) < 2 or not all(map(_is_aligned, columns)):
        return False
    return not _are_contents(columns) and sum(map(_flows, columns)) < 2


def _are_contents(columns: Sequence[Sequence[Sequence[CellPiece]]]) -> bool:
    """Whether these are articles and their pages."""
    pages = [cell[-1].text for cell in columns[-1]]
    named = any(is_heading_number(cell[0].text) for cell in columns[0])
    return any(map(has_leaders, pages)) or (named and all(page.strip().isdigit() for page in pages))


def _is_number(cell: Sequence[CellPiece]) -> bool:
    """Whether a cell says nothing but a number, or the sign of an item stands in it by itself."""
    text = "".join(piece.text for piece in cell).strip()
    signs = (ITEM_NUMBER.fullmatch(f"{piece.text.strip()} ") for piece in cell)
    return text.strip("[]().-–").isdigit() or any(signs)


def _is_aligned(column: Sequence[Sequence[CellPiece]]) -> bool:
    """Whether the cells of a column begin, end or are centred at one place."""
    edges = zip(*(_edges(cell[0]) for cell in column), strict=True)
    return any(sum(abs(x - median(places)) <= SAME for x in places) >= MOST * len(places) for places in edges)


def _flows(column: Sequence[Sequence[CellPiece]]) -> bool:
    """Whether most cells of a column are one full line that goes on in the next one, as lines of prose do."""
    width = max(piece.x1 for cell in column for piece in cell) - min(piece.x0 for cell in column for piece in cell)
    pairs = list(pairwise(cell[-1] for cell in column))
    on = [
        last.x1 - last.x0 >= FULL * width
        and not SENTENCE_ENDS.search(last.text.rstrip())
        and not after.text[:1].isupper()
        for last, after in pairs
    ]
    long = width >= PROSE * column[0][0].size and all(len(cell) == 1 for cell in column)
    return long and sum(on) * 2 > len(pairs)


def _cells(rows: Sequence[_Row], bands: Sequence[_Band]) -> Iterator[RuledCell]:
    """The cells, each as wide as the room up to the next column."""
    lefts = [round(left) - MARGIN for left, _ in bands]
    rights = [*lefts[1:], round(bands[-1][1]) + MARGIN]
    for row in rows:
        size = max(piece.size for cell in row.values() for piece in cell)
        low, high = round(_low(row) - 0.3 * size), round(_high(row) + 0.8 * size)
        yield from (RuledCell(left, right, low, high) for left, right in zip(lefts, rights, strict=True))
