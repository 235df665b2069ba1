"""The words of a provision that stand in tables, with their marks, cell by cell.

A provision's text is one line; its blocks say which stretches of it stood in which cell. The marks stay those of the
comparison: they are cut where a cell ends, and put where the cell stands. Each word is shown once: in the new draft's
cell if it has one; what was deleted, in the cell that kept most of its row's words, or in a row or cell of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from treatydiff.model import Change, Draft, Op, Provision, Span, TableCell
from treatydiff.renderers.html.marks import Pointer, marked
from treatydiff.renderers.html.values import ShownCell, ShownPassage, ShownRow

TableRow = tuple[int, int]
"""A table and one of its rows."""
_TELLING = 3
"""Letters of a cell that may stand for it; dashes and single figures are everywhere."""


@dataclass(frozen=True, slots=True)
class CellWords:
    """Words of one draft that stand in one cell, or outside of tables; they go on to the next stretch."""

    start: int
    cell: TableCell | None

    @property
    def row(self) -> TableRow | None:
        """The row that the cell stands in."""
        return (self.cell.table, self.cell.row) if self.cell else None


@dataclass(slots=True, eq=False)
class Strip:
    """Something that is laid out below the last one: a row, or text; its words by where they stand in it.

    With each span goes where it begins in the new text.
    """

    row: tuple[str, TableRow] | None
    """The draft whose row it is, and which; None of text."""
    parts: dict[Hashable, list[tuple[Span, int]]] = field(default_factory=dict)
    cells: dict[Hashable, TableCell] = field(default_factory=dict)
    """The cells that the row has in the draft whose row it is; others are gone."""


def passages(change: Change, old: Draft, new: Draft, pointers: Sequence[Pointer]) -> tuple[ShownPassage, ...]:
    """The text of a change as runs of text and tables; empty where no table stands in it."""
    if len(change.link.old) > 1 or len(change.link.new) > 1:
        return ()
    before, after = _stretches(change.old, old), _stretches(change.new, new)
    if not any(each.cell for each in (*before, *after)):
        return ()
    return tuple(_shown(_Laying(before, after, change.text).strips, pointers))


def _stretches(provision: Provision | None, draft: Draft) -> tuple[CellWords, ...]:
    """The text of a provision cut at its cells; a table whose words do not stand in it one after the other is text."""
    found, at = [CellWords(0, None)], 0
    blocks = [draft.blocks[place] for place in provision.blocks] if provision else []
    for table, group in groupby(blocks, lambda block: block.origin.cell.table if block.origin.cell else None):
        cells = [(block.origin.cell, " ".join(f"{block.number} {block.text}".split())) for block in group]
        cells = [(cell, words) for cell, words in cells if words]
        start = provision.text.find(" ".join(words for _, words in cells), at) if provision else -1
        if table is None or start < 0 or len({cell for cell, _ in cells}) < 2:
            continue
        if found[-1].cell and provision and provision.text[at:start].strip():
            found.append(CellWords(at, None))
        at = start
        for cell, words in cells:
            if found[-1].cell != cell:
                found.append(CellWords(at, cell))
            at += len(words) + 1
        at -= 1
    if provision and found[-1].cell and provision.text[at:].strip():
        found.append(CellWords(at, None))
    return tuple(found)


class _Laying:
    """Puts the words of a marked-up text where their cells are; ``strips`` holds them, from above."""

    def __init__(self, old: Sequence[CellWords], new: Sequence[CellWords], spans: Sequence[Span]) -> None:
        self._old, self._new = old, new
        pieces = list(_cut(spans, [each.start for each in old], [each.start for each in new]))
        self._kept: list[Counter[int]] = [Counter() for _ in old]
        """By old stretch how many letters each new one kept of it."""
        first: dict[int, int] = {}
        for span, was, now, _ in pieces:
            first.setdefault(was, now)
            if span.op is Op.KEEP and span.text.strip():
                self._kept[was][now] += len(span.text.strip())
        self._pair_alike(pieces)
        self._known = {now for kept in self._kept for now in kept}
        """The new stretches that kept something."""
        self._rows = _same_rows(self._kept, old, new)
        self._inside: dict[TableRow | None, list[int]] = {}
        for now, each in enumerate(new):
            self._inside.setdefault(each.row, []).append(now)
        self.strips: list[Strip] = []
        self._homes: list[tuple[Strip, Hashable]] = []
        """By new stretch where its words go."""
        self._lay_new()
        self._gone: list[tuple[Strip, Hashable]] = []
        """By old stretch where its deleted words go."""
        for place in range(len(old)):
            self._gone.append(self._home(place, first.get(place, 0)))
        for span, was, now, at in pieces:
            strip, key = self._gone[was] if span.op is Op.DELETE else self._homes[now]
            strip.parts.setdefault(key, []).append((span, at))

    def _pair_alike(self, pieces: Sequence[Piece]) -> None:
        """Cells that say the same and of which no word was kept, for those around them changed, too."""
        said = tuple(_words(pieces, side) for side in (Op.INSERT, Op.DELETE))
        known = {now for kept in self._kept for now in kept}
        free: dict[str, list[int]] = {}
        for now, each in enumerate(self._new):
            if each.cell and now not in known:
                free.setdefault(said[1].get(now, ""), []).append(now)
        for was, each in enumerate(self._old):
            words = said[0].get(was, "")
            if each.cell and not self._kept[was] and len(words) >= _TELLING and free.get(words):
                self._kept[was][free[words].pop(0)] = len(words)

    def _lay_new(self) -> None:
        for place, stretch in enumerate(self._new):
            row = ("new", stretch.row) if stretch.row else None
            if row is None or not self.strips or self.strips[-1].row != row:
                self.strips.append(Strip(row))
            self._settle(self.strips[-1], place, stretch, self._homes)

    @staticmethod
    def _settle(strip: Strip, key: Hashable, stretch: CellWords, homes: list[tuple[Strip, Hashable]]) -> None:
        key = next((known for known, cell in strip.cells.items() if cell == stretch.cell), key)
        strip.parts.setdefault(key, [])
        if stretch.cell:
            strip.cells[key] = stretch.cell
        homes.append((strip, key))

    def _home(self, place: int, beside: int) -> tuple[Strip, Hashable]:
        """Where the deleted words of an old stretch are shown; ``beside`` is the new stretch that they stand by."""
        stretch, kept = self._old[place], self._kept[place]
        if stretch.row is None:
            best = max(kept, key=lambda now: kept[now], default=beside)
            return self._homes[best] if kept or self._new[best].cell is None else self._own(place, stretch)
        if stretch.row not in self._rows:
            outside = [now for now in kept if self._new[now].cell is None]
            return self._homes[outside[0]] if outside else self._own(place, stretch)
        inside = self._inside[self._rows[stretch.row]]
        best = max(inside, key=lambda now: kept[now])
        free = (now for now in inside if now not in self._known and _column(self._new[now]) == _column(stretch))
        answering = best if kept[best] else next(free, None)
        return self._homes[answering] if answering is not None else self._beside(place, self._homes[inside[0]][0])

    def _beside(self, place: int, strip: Strip) -> tuple[Strip, Hashable]:
        """A cell of its own in a row that stands, after the one that it followed."""
        last = self._gone[-1] if self._gone and self._gone[-1][0] is strip else None
        at = list(strip.parts).index(last[1]) + 1 if last else 0
        parts = list(strip.parts.items())
        strip.parts = dict([*parts[:at], (("gone", place), []), *parts[at:]])
        return strip, ("gone", place)

    def _own(self, place: int, stretch: CellWords) -> tuple[Strip, Hashable]:
        """A row, or text, of its own after what it followed."""
        row = ("old", stretch.row) if stretch.row else None
        last = self._gone[-1][0] if self._gone else None
        if last is None or row is None or last.row != row:
            strip = Strip(row)
            self.strips.insert(self.strips.index(last) + 1 if last else 0, strip)
            last = strip
        held: list[tuple[Strip, Hashable]] = []
        self._settle(last, ("gone", place), stretch, held)
        return held[0]


Piece = tuple[Span, int, int, int]
"""A span inside one stretch on each side: which old one, which new one, and where it begins in the new text."""


def _cut(spans: Sequence[Span], old: Sequence[int], new: Sequence[int]) -> Iterator[Piece]:
    was = now = 0
    for span in spans:
        start = 0
        while start < len(span.text):
            here, there = bisect_right(old, was) - 1, bisect_right(new, now) - 1
            ends = [len(span.text) - start]
            if span.op is not Op.INSERT and here + 1 < len(old):
                ends.append(old[here + 1] - was)
            if span.op is not Op.DELETE and there + 1 < len(new):
                ends.append(new[there + 1] - now)
            length = min(ends)
            yield Span(span.op, span.text[start : start + length], span.significance), here, there, now
            start += length
            was += length * (span.op is not Op.INSERT)
            now += length * (span.op is not Op.DELETE)


def _words(pieces: Sequence[Piece], other: Op) -> dict[int, str]:
    """The words of each stretch of a side; ``other`` is what the other side alone has."""
    said: dict[int, list[str]] = {}
    for span, was, now, _ in pieces:
        if span.op is not other:
            said.setdefault(was if other is Op.INSERT else now, []).append(span.text)
    return {place: "".join(texts).strip() for place, texts in said.items()}


def _same_rows(
    kept: Sequence[Counter[int]], old: Sequence[CellWords], new: Sequence[CellWords]
) -> dict[TableRow, TableRow]:
    """Old rows and the new ones that kept the most of them; none is said to be two."""
    shared: Counter[tuple[TableRow, TableRow]] = Counter()
    for was, letters in enumerate(kept):
        for now, count in letters.items():
            before, after = old[was].row, new[now].row
            if before and after:
                shared[before, after] += count
    answers: dict[TableRow, TableRow] = {}
    taken: set[TableRow] = set()
    for (before, after), _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        if before not in answers and after not in taken:
            answers[before] = after
            taken.add(after)
    return answers


def _column(stretch: CellWords) -> int | None:
    return stretch.cell.column if stretch.cell else None


# ------------------------------------------------------------------------------------------------------------ the look


def _shown(strips: Sequence[Strip], pointers: Sequence[Pointer]) -> Iterator[ShownPassage]:
    for _, group in groupby(_numbered(strips), lambda each: each[0]):
        held = [strip for _, strip in group]
        if held[0].row:
            yield ShownPassage(Markup(), tuple(_rows(held, pointers)))
        elif text := Markup().join(_marked(part, pointers) for strip in held for part in strip.parts.values()):
            yield ShownPassage(text)


def _rows(strips: Sequence[Strip], pointers: Sequence[Pointer]) -> Iterator[ShownRow]:
    """The rows of a table, all as wide as the widest."""
    rows = [list(_cells(strip, pointers)) for strip in strips]
    width = max(sum(cell.columns for cell in row) for row in rows)
    for strip, row in zip(strips, rows, strict=True):
        missing = width - sum(cell.columns for cell in row)
        ops = {span.op for part in strip.parts.values() for span, _ in part if span.text.strip()}
        yield ShownRow((*row, *[ShownCell(Markup(), missing)] * bool(missing)), _STATES.get(frozenset(ops), ""))


_STATES = {frozenset({Op.DELETE}): "gone", frozenset({Op.INSERT}): "come"}


def _marked(part: Sequence[tuple[Span, int]], pointers: Sequence[Pointer]) -> Markup:
    """The words of a cell; those that were deleted and inserted alike stand as they did."""
    gone, come = ("".join(span.text for span, _ in part if span.op is not op).strip() for op in (Op.INSERT, Op.DELETE))
    if gone == come and any(span.op is Op.INSERT for span, _ in part):
        part = [(Span(Op.KEEP, span.text), at) for span, at in part if span.op is not Op.DELETE]
    return Markup().join(marked((span,), pointers, at) for span, at in part)


def _numbered(strips: Sequence[Strip]) -> Iterator[tuple[int, Strip]]:
    """Each strip with the number of what it is part of: rows of one table, with those that are gone, are one thing."""
    count, tables = 0, dict[str, int]()
    for strip in (each for each in strips if each.row or any(each.parts.values())):
        side, (table, _) = strip.row or ("text", (0, 0))
        if not strip.row or "text" in tables or tables.get(side, table) != table:
            count, tables = count + 1, {}
        tables[side] = table
        yield count, strip


def _cells(strip: Strip, pointers: Sequence[Pointer]) -> Iterator[ShownCell]:
    """The cells of a row; where it has nothing in a column, an empty one."""
    column = 0
    ahead = sorted((cell.column for cell in strip.cells.values()), reverse=True)
    for key, part in strip.parts.items():
        cell = strip.cells.get(key)
        if cell is None:
            yield ShownCell(_marked(part, pointers), 1)
            column += bool(ahead) and ahead[-1] > column
            continue
        ahead.pop()
        if cell.column > column:
            yield ShownCell(Markup(), cell.column - column)
        yield ShownCell(_marked(part, pointers), cell.columns)
        column = cell.column + cell.columns
