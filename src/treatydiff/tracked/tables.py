"""Two tables as one: rows and cells that answer to each other, those that came and those that went.

Rows are paired by their words, columns by theirs; so an inserted column is one inserted cell in each row. Whatever the
layout, the table reads as the old one or the new one once all is rejected or accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from treatydiff.tracked.likeness import Pair, align, sample
from treatydiff.tracked.plan import text_of
from treatydiff.tracked.runs import Story
from treatydiff.tracked.xml import TBL, TBLGRID, TBLPR, TC, TCPR, TR, TRPR, Element, Fate, W, insert_before, val_of

if TYPE_CHECKING:
    from treatydiff.tracked.body import Bodies

_ROW_LIKENESS = 0.34
_CELL_MARK = {Fate.INSERT: "cellIns", Fate.DELETE: "cellDel", Fate.MOVE_TO: "cellIns", Fate.MOVE_FROM: "cellDel"}
_ROW_MARK = {Fate.INSERT: Fate.INSERT, Fate.MOVE_TO: Fate.INSERT, Fate.DELETE: Fate.DELETE, Fate.MOVE_FROM: Fate.DELETE}
_PREFIX = "tblPrEx"


def merge(bodies: Bodies, story: Story, old: Element, new: Element) -> Iterator[Element]:
    """Both tables as one; as two, the old one deleted, where rows are held by what is no row."""
    if not (_is_plain(old) and _is_plain(new)):
        yield one_sided(bodies, story, old, Fate.DELETE)
        yield one_sided(bodies, story, new, Fate.INSERT)
        return
    yield _Table(bodies, story, old, new).merged()


def one_sided(bodies: Bodies, story: Story, table: Element, fate: Fate) -> Element:
    """A table that stands on one side only: every row of it is marked."""
    shell = etree.Element(TBL)
    for child in table:
        if child.tag == TR:
            shell.append(_lone_row(bodies, story, child, fate))
        else:
            shell.append(_copy(bodies, story, child, fate))
    return shell


def _is_plain(table: Element) -> bool:
    return all(child.tag in (TBLPR, TBLGRID, TR) for child in table) and all(
        child.tag in (TRPR, TC, W + _PREFIX) for row in table.iterchildren(TR) for child in row
    )


def _copy(bodies: Bodies, story: Story, element: Element, fate: Fate) -> Element:
    """A copy of something that stands on one side only, as it is."""
    if fate.in_new or story.old is None:
        return deepcopy(element)
    return bodies.merge.adopt(element, story.old, story.new, fate)


def _lone_row(bodies: Bodies, story: Story, row: Element, fate: Fate) -> Element:
    shell = etree.Element(TR)
    for child in row:
        shell.append(_lone_cell(bodies, story, child, fate) if child.tag == TC else _copy(bodies, story, child, fate))
    properties = shell.find(TRPR)
    if properties is None:
        properties = etree.Element(TRPR)
        insert_before(shell, properties, (TC, W + "sdt", W + "customXml"))
    insert_before(properties, bodies.merge.revisions.mark(_ROW_MARK[fate].value), (W + "trPrChange",))
    return shell


def _lone_cell(bodies: Bodies, story: Story, cell: Element, fate: Fate) -> Element:
    """A cell whose content stands on one side only."""
    shell = etree.Element(TC)
    properties = cell.find(TCPR)
    if properties is not None:
        shell.append(_copy(bodies, story, properties, fate))
    shell.extend(bodies.one_sided(story, [c for c in cell if c.tag != TCPR], fate, mark_ends=False))
    return shell


@dataclass(slots=True)
class _Table:
    bodies: Bodies
    story: Story
    old: Element
    new: Element

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
        if merge.canon_old.properties(old) != merge.canon_new.properties(new):
            merge.revisions.change(copy, merge.properties(old))
        return copy if len(copy) else None

    def _grid(self) -> Element:
        old, new = self.old.find(TBLGRID), self.new.find(TBLGRID)
        grid = deepcopy(new) if new is not None else etree.Element(TBLGRID)
        if old is not None and self._canon(old) != self._canon(grid):
            self.bodies.merge.revisions.grid_change(grid, old)
        return grid

    def _canon(self, grid: Element) -> list[str | None]:
        return [column.get(W + "w") for column in grid.iterchildren(W + "gridCol")]

    # --------------------------------------------------------------------------------------------------------- rows

    def _rows(self) -> Iterator[Element]:
        old, new = list(self.old.iterchildren(TR)), list(self.new.iterchildren(TR))
        pairs = align([sample(text_of(r)) for r in old], [sample(text_of(r)) for r in new], _ROW_LIKENESS)
        pairs = _with_lone_pairs(pairs, len(old), len(new))
        columns = self._columns([(old[i], new[j]) for i, j in pairs])
        i0 = j0 = 0
        for i, j in [*pairs, (len(old), len(new))]:
            for row in old[i0:i]:
                yield _lone_row(self.bodies, self.story, row, Fate.DELETE)
            for row in new[j0:j]:
                yield _lone_row(self.bodies, self.story, row, Fate.INSERT)
            if i < len(old):
                yield self._row(old[i], new[j], columns)
            i0, j0 = i + 1, j + 1

    def _row(self, old: Element, new: Element, columns: list[Pair] | None) -> Element:
        shell = etree.Element(TR)
        for tag in (W + _PREFIX, TRPR):
            properties = self._properties(old.find(tag), new.find(tag), tag)
            if properties is not None:
                shell.append(properties)
        shell.extend(self._cells(list(old.iterchildren(TC)), list(new.iterchildren(TC)), columns))
        return shell

    # -------------------------------------------------------------------------------------------------------- cells

    def _columns(self, rows: list[tuple[Element, Element]]) -> list[Pair] | None:
        """Which columns answer to each other, in a table whose paired rows all have as many cells; None elsewhere."""
        counts = {(len(a.findall(TC)), len(b.findall(TC))) for a, b in rows}
        if len(counts) != 1 or any(_is_spanned(a) or _is_spanned(b) for a, b in rows):
            return None
        (m, n) = counts.pop()
        if m == n:
            return list(zip(range(m), range(n), strict=True))
        old = [" ".join(text_of(a.findall(TC)[k]) for a, _ in rows) for k in range(m)]
        new = [" ".join(text_of(b.findall(TC)[k]) for _, b in rows) for k in range(n)]
        return _all_of_fewer(align([sample(t) for t in old], [sample(t) for t in new], 0.3), m, n)

    def _cells(self, old: list[Element], new: list[Element], columns: list[Pair] | None) -> Iterator[Element]:
        if columns is None:
            columns = self._by_words(old, new)
        i0 = j0 = 0
        for i, j in [*columns, (len(old), len(new))]:
            for cell in old[i0:i]:
                yield self._marked(_lone_cell(self.bodies, self.story, cell, Fate.DELETE), Fate.DELETE)
            for cell in new[j0:j]:
                yield self._marked(_lone_cell(self.bodies, self.story, cell, Fate.INSERT), Fate.INSERT)
            if i < len(old):
                yield self._cell(old[i], new[j])
            i0, j0 = i + 1, j + 1

    def _by_words(self, old: list[Element], new: list[Element]) -> list[Pair]:
        if len(old) == len(new):
            return list(zip(range(len(old)), range(len(new)), strict=True))
        pairs = align([sample(text_of(c)) for c in old], [sample(text_of(c)) for c in new], 0.3)
        return _all_of_fewer(pairs, len(old), len(new))

    def _cell(self, old: Element, new: Element) -> Element:
        shell = etree.Element(TC)
        properties = self._properties(old.find(TCPR), new.find(TCPR), TCPR)
        if properties is not None:
            shell.append(properties)
        before, after = ([c for c in cell if c.tag != TCPR] for cell in (old, new))
        shell.extend(self.bodies.blocks(self.story, before, after))
        return shell

    def _marked(self, cell: Element, fate: Fate) -> Element:
        properties = cell.find(TCPR)
        if properties is None:
            properties = etree.Element(TCPR)
            cell.insert(0, properties)
        insert_before(properties, self.bodies.merge.revisions.mark(_CELL_MARK[fate]), (W + "tcPrChange",))
        return cell


def _is_spanned(row: Element) -> bool:
    return any(val_of(cell.find(TCPR), "gridSpan") not in ("", "1") for cell in row.iterchildren(TC))


def _with_lone_pairs(pairs: list[Pair], m: int, n: int) -> list[Pair]:
    """Between two pairs, one row against one row is that row rewritten."""
    filled: list[Pair] = []
    i0 = j0 = 0
    for i, j in [*pairs, (m, n)]:
        if i - i0 == 1 and j - j0 == 1:
            filled.append((i0, j0))
        if i < m:
            filled.append((i, j))
        i0, j0 = i + 1, j + 1
    return filled


def _all_of_fewer(pairs: list[Pair], m: int, n: int) -> list[Pair]:
    """As ``pairs``; where nothing is alike, the first cells answer to each other."""
    return pairs or [(k, k) for k in range(min(m, n))]
