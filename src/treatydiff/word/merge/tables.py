"""Merges two tables: rows and cells matched, inserted and deleted.

Rows are paired by their words, columns by theirs; so an inserted column is one inserted cell in each row. A row that
went elsewhere in its table is deleted there and inserted here: Word has no mark for a row that moved. Cells that are
merged downwards, or no more, are marked as that where what is covered is empty; otherwise deleted words would stand in
a cell that nobody sees. Any other row whose cells are merged otherwise is deleted and inserted as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Protocol

from lxml import etree

from treatydiff.ooxml.xml import (
    SDT,
    SDTCONTENT,
    TBL,
    TBLGRID,
    TBLPR,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    Element,
    Fate,
    W,
    insert_before,
    val_of,
)
from treatydiff.text.frozen import dataclass
from treatydiff.word.merge.parts import Merge
from treatydiff.word.merge.plan import BETWEEN, text_of
from treatydiff.word.merge.runs import StoryPair
from treatydiff.word.merge.similarity import Pair, align, likeness, sample

_ROW_LIKENESS = 0.34
_CELL_LIKENESS = 0.3
_CELL_MARK = {Fate.INSERT: "cellIns", Fate.DELETE: "cellDel", Fate.MOVE_TO: "cellIns", Fate.MOVE_FROM: "cellDel"}
_ROW_MARK = {Fate.INSERT: Fate.INSERT, Fate.MOVE_TO: Fate.INSERT, Fate.DELETE: Fate.DELETE, Fate.MOVE_FROM: Fate.DELETE}
_PREFIX = "tblPrEx"
_COLUMN = W + "gridCol"


class Inside(Protocol):
    """What merges the blocks inside cells."""

    merge: Merge

    def blocks(self, story: StoryPair, old: list[Element], new: list[Element]) -> list[Element]:
        """Both sequences of blocks as one."""

    def one_sided(self, story: StoryPair, blocks: list[Element], fate: Fate, mark_ends: bool) -> list[Element]:
        """A sequence that stands on one side only."""


def merge(bodies: Inside, story: StoryPair, old: Element, new: Element) -> Iterator[Element]:
    """Both tables as one; as two, the old one deleted, where rows are held by what is no row."""
    if not (_is_plain(old) and _is_plain(new)):
        if bodies.merge.canon_old.element(old, story.old) == bodies.merge.canon_new.element(new, story.new):
            yield new
            return
        yield one_sided(bodies, story, old, Fate.DELETE)
        yield one_sided(bodies, story, new, Fate.INSERT)
        return
    yield _Table(bodies, story, old, new).merged()


def one_sided(bodies: Inside, story: StoryPair, table: Element, fate: Fate) -> Element:
    """A table that stands on one side only: every row of it is marked."""
    shell = etree.Element(TBL)
    shell.extend(_lone(bodies, story, child, fate) for child in table)
    return shell


def _lone(bodies: Inside, story: StoryPair, child: Element, fate: Fate) -> Element:
    """A child of a table, or of a content control around its rows or cells, that stands on one side only."""
    if child.tag == TR:
        return _lone_row(bodies, story, child, fate)
    if child.tag == TC:
        return _lone_cell(bodies, story, child, fate)
    if child.tag != SDT:
        return _copy(bodies, story, child, fate)
    frame = etree.Element(SDT)
    for part in child:
        if part.tag == SDTCONTENT:
            etree.SubElement(frame, SDTCONTENT).extend(_lone(bodies, story, inner, fate) for inner in part)
        else:
            frame.append(_copy(bodies, story, part, fate))
    return frame


def _is_plain(table: Element) -> bool:
    """Whether it consists of rows of cells; bookmarks and the like may stand between them."""
    return all(child.tag in (TBLPR, TBLGRID, TR, *BETWEEN) for child in table) and all(
        child.tag in (TRPR, TC, W + _PREFIX, *BETWEEN) for row in table.iterchildren(TR) for child in row
    )


def _copy(bodies: Inside, story: StoryPair, element: Element, fate: Fate) -> Element:
    """A copy of something that stands on one side only, as it is."""
    if fate.in_new:
        return deepcopy(element)
    return bodies.merge.adopt(element, story.old, story.new, fate)


def _lone_row(bodies: Inside, story: StoryPair, row: Element, fate: Fate) -> Element:
    shell = etree.Element(TR)
    shell.extend(_lone(bodies, story, child, fate) for child in row)
    properties = shell.find(TRPR)
    if properties is None:
        properties = etree.Element(TRPR)
        insert_before(shell, properties, (TC, SDT))
    insert_before(properties, bodies.merge.revisions.mark(_ROW_MARK[fate].value), (W + "trPrChange",))
    return shell


def _lone_cell(bodies: Inside, story: StoryPair, cell: Element, fate: Fate) -> Element:
    """A cell whose content stands on one side only."""
    shell = etree.Element(TC)
    properties = cell.find(TCPR)
    if properties is not None:
        shell.append(_copy(bodies, story, properties, fate))
    shell.extend(bodies.one_sided(story, [c for c in cell if c.tag != TCPR], fate, mark_ends=False))
    return shell


def _marks_before(row: Element) -> list[Element]:
    """Bookmarks and the like between a row and the one before it, taken out of the table."""
    found: list[Element] = []
    before = row.getprevious()
    while before is not None and before.tag in BETWEEN:
        found.insert(0, before)
        before = before.getprevious()
    for mark in found:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    return found


class _Table:
    def __init__(self, bodies: Inside, story: StoryPair, old: Element, new: Element) -> None:
        self.bodies, self.story, self.old, self.new = bodies, story, old, new
        mine, theirs = old.findall(TR), new.findall(TR)
        pairs = _paired_rows(mine, theirs)
        self.columns = _paired_columns(mine, theirs, pairs)
        self.pairs = [(i, j) for i, j in pairs if self.columns is not None or _same_cells(mine[i], theirs[j])]

    def merged(self) -> Element:
        shell = etree.Element(TBL)
        properties = self._properties(self.old.find(TBLPR), self.new.find(TBLPR), TBLPR)
        shell.append(etree.Element(TBLPR) if properties is None else properties)
        shell.append(self._grid())
        shell.extend(self._rows())
        return shell

    def _properties(self, old: Element | None, new: Element | None, tag: str) -> Element | None:
        """The new properties with the old ones recorded where they differ."""
        merge = self.bodies.merge
        copy = deepcopy(new) if new is not None else etree.Element(tag)
        if merge.properties_changed(old, new):
            merge.revisions.change(copy, merge.properties(old))
        return copy if len(copy) else None

    def _grid(self) -> Element:
        """The grid of all columns that show, the old one recorded; Word works out the widths anew."""
        old, new = self.old.find(TBLGRID), self.new.find(TBLGRID)
        grid = deepcopy(new) if new is not None else etree.Element(TBLGRID)
        before = [] if old is None else old.findall(_COLUMN)
        if self.columns is not None and self.columns.are_those_of(before, grid.findall(_COLUMN)):
            for place, gone in self.columns.deleted():
                grid.insert(place, deepcopy(before[gone]))
        if not self.bodies.merge.formatting:
            return grid
        if old is not None and [c.get(W + "w") for c in before] != [c.get(W + "w") for c in grid.findall(_COLUMN)]:
            self.bodies.merge.revisions.grid_change(grid, old)
        return grid

    # --------------------------------------------------------------------------------------------------------- rows

    def _rows(self) -> Iterator[Element]:
        old, new = list(self.old.iterchildren(TR)), list(self.new.iterchildren(TR))
        i0 = j0 = 0
        for i, j in [*self.pairs, (len(old), len(new))]:
            for row in old[i0:i]:
                yield _lone_row(self.bodies, self.story, row, Fate.DELETE)
            for row in new[j0:j]:
                yield from _marks_before(row)
                yield _lone_row(self.bodies, self.story, row, Fate.INSERT)
            if i < len(old):
                yield from _marks_before(new[j])
                yield self._row(old[i], new[j])
            i0, j0 = i + 1, j + 1
        yield from self.new.iterchildren(*BETWEEN)  # after the last row: the others were taken away

    def _row(self, old: Element, new: Element) -> Element:
        shell = etree.Element(TR)
        for tag in (W + _PREFIX, TRPR):
            properties = self._properties(old.find(tag), new.find(tag), tag)
            if properties is not None:
                shell.append(properties)
        shell.extend(self._cells(list(old.iterchildren(TC)), list(new.iterchildren(TC))))
        shell.extend(new.iterchildren(*BETWEEN))
        return shell

    # -------------------------------------------------------------------------------------------------------- cells

    def _cells(self, old: list[Element], new: list[Element]) -> Iterator[Element]:
        pairs = [(k, k) for k in range(len(new))] if self.columns is None else self.columns.pairs
        i0 = j0 = 0
        for i, j in [*pairs, (len(old), len(new))]:
            for cell in old[i0:i]:
                yield self._marked(_lone_cell(self.bodies, self.story, cell, Fate.DELETE), Fate.DELETE)
            for cell in new[j0:j]:
                yield self._marked(_lone_cell(self.bodies, self.story, cell, Fate.INSERT), Fate.INSERT)
            if i < len(old):
                yield self._cell(old[i], new[j])
            i0, j0 = i + 1, j + 1

    def _cell(self, old: Element, new: Element) -> Element:
        shell = etree.Element(TC)
        properties = self._properties(old.find(TCPR), new.find(TCPR), TCPR)
        if properties is not None:
            shell.append(properties)
        self._merged_downwards(shell, _reach(old.find(TCPR))[1], _reach(new.find(TCPR))[1])
        before, after = ([c for c in cell if c.tag != TCPR] for cell in (old, new))
        shell.extend(self.bodies.blocks(self.story, before, after))
        return shell

    def _merged_downwards(self, cell: Element, old: str | None, new: str | None) -> None:
        """Say that a cell became part of a merger, or stopped to be (17.13.5.3)."""
        if old == new:
            return
        mark = self.bodies.merge.revisions.mark("cellMerge")
        for name, state in (("vMerge", new), ("vMergeOrig", old)):
            if state is not None:
                mark.set(W + name, "rest" if state == "restart" else "cont")
        insert_before(_properties_of(cell), mark, (W + "tcPrChange",))

    def _marked(self, cell: Element, fate: Fate) -> Element:
        mark = self.bodies.merge.revisions.mark(_CELL_MARK[fate])
        insert_before(_properties_of(cell), mark, (W + "tcPrChange",))
        return cell


def _properties_of(cell: Element) -> Element:
    """A cell's properties, made where it has none."""
    properties = cell.find(TCPR)
    if properties is None:
        properties = etree.Element(TCPR)
        cell.insert(0, properties)
    return properties


# ----------------------------------------------------------------------------------------------- which rows and columns


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns that answer to each other where the tables have different numbers of them."""

    pairs: list[Pair]
    old: int
    new: int

    def are_those_of(self, old: list[Element], new: list[Element]) -> bool:
        """Whether the grids have the columns that the rows have."""
        return (len(old), len(new)) == (self.old, self.new)

    def deleted(self) -> Iterator[tuple[int, int]]:
        """Place among all columns that show, and old place, of each column that went."""
        place = i0 = j0 = 0
        for i, j in [*self.pairs, (self.old, self.new)]:
            for gone in range(i0, i):
                yield place, gone
                place += 1
            place += j - j0 + 1
            i0, j0 = i + 1, j + 1


def _paired_rows(old: list[Element], new: list[Element]) -> list[Pair]:
    """The rows that answer to each other; between two pairs, one facing one with a shared word is rewritten.

    None that has another name: what stands under a column is worded alike in every row.
    """
    mine, theirs = [sample(text_of(row)) for row in old], [sample(text_of(row)) for row in new]
    filled: list[Pair] = []
    i0 = j0 = 0
    found = [(i, j) for i, j in align(mine, theirs, _ROW_LIKENESS) if not _named_apart(old[i], new[j])]
    for i, j in [*found, (len(old), len(new))]:
        alone = i - i0 == 1 and j - j0 == 1
        if alone and likeness(mine[i0], theirs[j0]) > 0 and not _named_apart(old[i0], new[j0]):
            filled.append((i0, j0))
        if i < len(old):
            filled.append((i, j))
        i0, j0 = i + 1, j + 1
    return filled


def _named_apart(old: Element, new: Element) -> bool:
    """Whether the first cells of two rows name different things, and the others do not say the same.

    A number is no name; a row of one cell is text.
    """
    before, after = ([text_of(cell) for cell in row.iterchildren(TC)] for row in (old, new))
    named = all(len(row) > 1 and any(map(str.isalpha, row[0])) for row in (before, after))
    return named and before[1:] != after[1:] and likeness(sample(before[0]), sample(after[0])) == 0


def _paired_columns(old: list[Element], new: list[Element], rows: list[Pair]) -> _Columns | None:
    """The columns of two regular tables of different width; None for any others."""
    m, n = _width(old), _width(new)
    if not m or not n or m == n or not rows:
        return None
    before = [" ".join(text_of(old[i].findall(TC)[k]) for i, _ in rows) for k in range(m)]
    after = [" ".join(text_of(new[j].findall(TC)[k]) for _, j in rows) for k in range(n)]
    pairs = align([sample(text) for text in before], [sample(text) for text in after], _CELL_LIKENESS)
    return _Columns(pairs, m, n) if pairs else None


def _width(rows: list[Element]) -> int:
    """How many cells each row has, in a table of plain rows; 0 where they differ."""
    shapes = {_shape(row) for row in rows}
    shape = next(iter(shapes)) if len(shapes) == 1 else ()
    return len(shape) if all(cell == ("", None) for cell in shape) else 0


def _same_cells(old: Element, new: Element) -> bool:
    """Whether two rows have the same cells, mergers downwards aside that cover nothing."""
    before, after = _shape(old), _shape(new)
    if [reach for reach, _ in before] != [reach for reach, _ in after]:
        return False
    cells = zip(before, after, old.iterchildren(TC), new.iterchildren(TC), strict=True)
    return all(a == b or "continue" not in (a[1], b[1]) or not text_of(x) + text_of(y) for a, b, x, y in cells)


def _shape(row: Element) -> tuple[tuple[str, str | None], ...]:
    """Of each cell over how many columns it reaches and whether it is merged downwards."""
    return tuple(_reach(cell.find(TCPR)) for cell in row.iterchildren(TC))


def _reach(properties: Element | None) -> tuple[str, str | None]:
    merge = None if properties is None else properties.find(W + "vMerge")
    return val_of(properties, "gridSpan"), None if merge is None else str(merge.get(VAL, "continue"))
