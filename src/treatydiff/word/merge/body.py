"""Merges two bodies: paragraphs, tables and content controls in reading order.

The same code merges the document, a cell, a header, a footnote and a text box: all are sequences of blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from treatydiff.ooxml.canonical import Canon, end_properties
from treatydiff.ooxml.inline import InlinePiece, Sort, read, same, text_of
from treatydiff.ooxml.opc import PackagePart
from treatydiff.ooxml.xml import ID, PPR, SDT, SDTCONTENT, SDTPR, TBL, TXBX, Element, Fate, P, W, fill
from treatydiff.word.merge import tables
from treatydiff.word.merge.hints import Hints
from treatydiff.word.merge.layout import MarkedLayout
from treatydiff.word.merge.paragraph_marks import Ends, settle_tail
from treatydiff.word.merge.parts import Merge
from treatydiff.word.merge.plan import BlockStep, BodyBlock, What, plan, units
from treatydiff.word.merge.runs import RunWriter, StoryPair, Written, end_piece
from treatydiff.word.merge.segments import Segment, compare, one_side, whole, without_number
from treatydiff.word.merge.whole import whole as whole_as_it_stands

Block = Written | Element

_FATES = {
    What.DELETED: Fate.DELETE,
    What.INSERTED: Fate.INSERT,
    What.MOVED_FROM: Fate.MOVE_FROM,
    What.MOVED_TO: Fate.MOVE_TO,
}
_REFERENCES = {"footnote": W + "footnoteReference", "endnote": W + "endnoteReference"}


@dataclass(slots=True)
class PlacedParagraph:
    """Where a paragraph of a draft stands in the redline."""

    old: Element | None
    new: Element | None
    written: Written


class Bodies:
    """Merges sequences of blocks."""

    def __init__(self, merge: Merge, hints: Hints, native_moves: bool) -> None:
        self.merge, self.hints, self.native_moves = merge, hints, native_moves
        self.ends = Ends(merge, None if merge.formatting else MarkedLayout(hints.pairs()))
        self.placed: list[PlacedParagraph] = []
        self.plain_moves: list[tuple[Element, Element]] = []
        """First paragraphs, old and new, of the moves that are shown as deletion and insertion."""
        self.wholes: set[Element] = set()
        """Paragraphs inside which nothing is compared: they are copied as they stand."""
        self.apart: set[Element] = set()
        """Tables and content controls that are not compared."""
        self.moves = 0
        """How many passages are marked as moved so far."""

    def story(self, old: PackagePart | None, new: PackagePart) -> StoryPair:
        """Two parts whose texts answer to each other; where the old file has none, there is nothing to bring over."""
        return StoryPair(
            self.merge.old.main if old is None else old,
            new,
            lambda story, before, after: self.blocks(story, list(before), list(after)),
        )

    # ----------------------------------------------------------------------------------------------------- sequences

    def blocks(self, story: StoryPair, old: list[Element], new: list[Element]) -> list[Element]:
        """Both sequences as one. The last paragraph's end is kept: no document, cell or note goes without one."""
        (mine, old_marks), (theirs, new_marks) = units(old), units(new)
        lone = len(mine) == len(theirs) == 1 and mine[0].is_paragraph and theirs[0].is_paragraph
        steps = [BlockStep(What.PAIR, mine, theirs)] if lone else plan(mine, theirs, self.hints)
        if not self.native_moves:
            self.plain_moves += _first_of_moves(steps)
            steps = [_plain(step) for step in steps]
        written = list(self._steps(story, steps))
        settle_tail(written)
        marks = [self.merge.adopt(m, story.old, story.new) for m in old_marks if self.merge.carries(m)]
        return [*self._finished(story, written), *marks, *new_marks]

    def one_sided(self, story: StoryPair, blocks: list[Element], fate: Fate, mark_ends: bool) -> list[Element]:
        """A sequence that stands on one side only. ``mark_ends`` is off where what is around it says so already."""
        found, marks = units(blocks)
        written = [block for unit in found for block in self._alone(story, unit, fate)]
        if not mark_ends:
            for block in written:
                if isinstance(block, Written):
                    block.fate = Fate.KEEP
                    source = block.new if block.old is None else block.old
                    block.old = block.new = source
        return [*self._finished(story, written, fate), *(marks if fate.in_new else ())]

    def _finished(self, story: StoryPair, blocks: list[Block], alone: Fate = Fate.KEEP) -> Iterator[Element]:
        for block in blocks:
            if not isinstance(block, Written):
                yield block
                continue
            yield from self.ends.settle(block, story, alone)

    def _steps(self, story: StoryPair, steps: list[BlockStep]) -> Iterator[Block]:
        """The blocks of every step. A move's range begins inside its first paragraph and ends after its last."""
        first, last = _ranges(steps)
        names: dict[int, str] = {}
        closing: dict[tuple[Fate, int], Element] = {}
        for index, step in enumerate(steps):
            blocks = list(self._step(story, step))
            for fate, number in first.get(index, ()):
                name = names.setdefault(number, f"move{self.moves + len(names) + 1}")
                start, closing[fate, number] = self.merge.revisions.move_range(fate, name)
                next(b for b in blocks if isinstance(b, Written)).element.insert(0, start)
            yield from blocks
            for side in last.get(index, ()):
                yield closing.pop(side)
        self.moves += len(names)

    # --------------------------------------------------------------------------------------------------------- blocks

    def _step(self, story: StoryPair, step: BlockStep) -> Iterator[Block]:
        yield from self._between(story, step)
        if step.what is What.PAIR:
            yield from self._pair(story, step.old, step.new)
        elif step.what in (What.MOVED_FROM, What.MOVED_TO):
            yield from self._moved(story, step)
        else:
            for unit in (*step.old, *step.new):
                yield from self._alone(story, unit, _FATES[step.what])

    def _between(self, story: StoryPair, step: BlockStep) -> Iterator[Element]:
        """The marks between blocks."""
        if step.what is not What.MOVED_TO:
            for unit in step.old:
                for mark in unit.marks:
                    if self.merge.carries(mark):
                        yield self.merge.adopt(mark, story.old, story.new)
        if step.what is not What.MOVED_FROM:
            for unit in step.new:
                yield from unit.marks

    def _pair(self, story: StoryPair, old: list[BodyBlock], new: list[BodyBlock]) -> Iterator[Block]:
        tag = new[0].element.tag
        if any(unit.element in self.wholes or unit.element in self.apart for unit in (*old, *new)):
            for unit in old:
                yield from self._alone(story, unit, Fate.DELETE)
            for unit in new:
                yield from self._alone(story, unit, Fate.INSERT)
        elif tag == P:
            yield from self._paragraphs(story, [u.element for u in old], [u.element for u in new])
        elif tag == TBL:
            yield from tables.merge(self, story, old[0].element, new[0].element)
        elif tag == SDT and self._same_control(old[0].element, new[0].element):
            yield self._control(story, old[0].element, new[0].element)
        elif self._same_object(story, old[0].element, new[0].element):
            yield new[0].element
        else:
            yield from self._alone(story, old[0], Fate.DELETE)
            yield from self._alone(story, new[0], Fate.INSERT)

    def _same_object(self, story: StoryPair, old: Element, new: Element) -> bool:
        return self.merge.canon_old.element(old, story.old) == self.merge.canon_new.element(new, story.new)

    def _alone(self, story: StoryPair, unit: BodyBlock, fate: Fate) -> Iterator[Block]:
        element = unit.element
        if element.tag == P:
            yield from self._lone_paragraph(story, element, fate)
        elif element.tag == TBL:
            yield tables.one_sided(self, story, element, fate)
        elif element.tag == SDT:
            yield from self._lone_control(story, element, fate)
        elif fate.in_new:
            yield element

    # ----------------------------------------------------------------------------------------------------- paragraphs

    def pieces(self, story: StoryPair, paragraph: Element, is_old: bool) -> list[InlinePiece]:
        """What is inside a paragraph."""
        canon, part = (self.merge.canon_old, story.old) if is_old else (self.merge.canon_new, story.new)
        return read(paragraph, canon, part, self.merge.alphabet, self.merge.formatting)

    def _paragraphs(self, story: StoryPair, old: list[Element], new: list[Element]) -> list[Written]:
        """Paragraphs that answer to each other, their ends compared too where a side has several."""
        a = [self.pieces(story, p, True) for p in old]
        b = [self.pieces(story, p, False) for p in new]
        if len(old) == len(new) == 1 and self._unchanged(old[0], new[0], a[0], b[0]):
            self._keep_notes(a[0], b[0])
            written = [Written(new[0], Fate.KEEP, old[0], new[0])]
        else:
            written = RunWriter(self.merge, story).write(self._compared(old, new, a, b))
        for w in written:
            self.placed.append(PlacedParagraph(w.old, w.new, w))
        return written

    def _compared(
        self,
        old: list[Element],
        new: list[Element],
        a: list[list[InlinePiece]],
        b: list[list[InlinePiece]],
        in_place: bool = True,
    ) -> list[Segment]:
        decided = self.hints.marked_up(old, new)
        if len(old) == len(new) == 1:
            segments = compare(a[0], b[0], self.merge.carries, not self.merge.formatting, decided)
            if in_place and new[0] in self.merge.trusted:
                segments = list(without_number(segments, *(self.hints.printed[p][0] for p in (old[0], new[0]))))
            return [*segments, Segment(Fate.KEEP, "", end_piece(old[0]), end_piece(new[0]))]
        before, after = self._stream(old, a), self._stream(new, b)
        inner = compare(before, after, self.merge.carries, not self.merge.formatting, decided)
        return [*inner, Segment(Fate.KEEP, "", end_piece(old[-1]), end_piece(new[-1]))]

    def _stream(self, paragraphs: list[Element], pieces: list[list[InlinePiece]]) -> list[InlinePiece]:
        """Several paragraphs as one, with a letter for each end but the last."""
        stream: list[InlinePiece] = []
        for paragraph, inside in zip(paragraphs, pieces, strict=True):
            end = end_piece(paragraph)
            end.text = self.merge.alphabet.letter("end")
            stream += [*inside, end]
        return stream[:-1]

    def _unchanged(self, old: Element, new: Element, a: list[InlinePiece], b: list[InlinePiece]) -> bool:
        """Whether the new paragraph can stand as it is."""
        if not self._read_alike(a, b) or any(piece.by for piece in b):
            return False
        if any(p.sort is Sort.MARK and p.element is not None and self.merge.carries(p.element) for p in a):
            return False
        if next(new.iter(TXBX), None) is not None:
            return False
        if self.merge.paragraph_changed(old, new) or _has_section(old, new):
            return False
        return not self.merge.properties_changed(end_properties(old), end_properties(new))

    def _read_alike(self, a: list[InlinePiece], b: list[InlinePiece]) -> bool:
        if self.merge.formatting:
            return same(a, b)
        mine, theirs = self.merge.canon_old, self.merge.canon_new
        return text_of(a) == text_of(b) and _told(a, mine) == _told(b, theirs)

    def _keep_notes(self, old: list[InlinePiece], new: list[InlinePiece]) -> None:
        if not any(piece.members for piece in new):
            return
        for kind, tag in _REFERENCES.items():
            ids_old, ids_new = _ids(old, tag), _ids(new, tag)
            for before, after in zip(ids_old, ids_new, strict=True):
                self.merge.notes[kind].keep(before, after)

    def _lone_paragraph(self, story: StoryPair, paragraph: Element, fate: Fate) -> list[Written]:
        if paragraph in self.wholes:
            written = [whole_as_it_stands(self.merge, story, paragraph, fate)]
            self.placed.append(PlacedParagraph(written[0].old, written[0].new, written[0]))
            return written
        is_old = not fate.in_new
        decided = self.hints.of_one_side(paragraph) if fate in (Fate.INSERT, Fate.DELETE) else ()
        segments = whole(self.pieces(story, paragraph, is_old), fate, self.merge.carries, decided)
        end = end_piece(paragraph)
        segments.append(Segment(fate, "", end if is_old else None, None if is_old else end))
        written = RunWriter(self.merge, story).write(segments)
        for w in written:
            self.placed.append(PlacedParagraph(w.old, w.new, w))
        return written

    def _moved(self, story: StoryPair, step: BlockStep) -> list[Written]:
        """One side of what moved, its edits shown where they belong."""
        old, new = [unit.element for unit in step.old], [unit.element for unit in step.new]
        if any(paragraph in self.wholes for paragraph in (*old, *new)):
            self.wholes |= {*old, *new}
            source = old if step.what is What.MOVED_FROM else new
            return [w for paragraph in source for w in self._lone_paragraph(story, paragraph, _FATES[step.what])]
        a, b = [self.pieces(story, p, True) for p in old], [self.pieces(story, p, False) for p in new]
        fate = _FATES[step.what]
        written = RunWriter(self.merge, story).write(one_side(self._compared(old, new, a, b, in_place=False), fate))
        for w in written:
            w.old, w.new = (w.old, None) if fate is Fate.MOVE_FROM else (None, w.new)
            self.placed.append(PlacedParagraph(w.old, w.new, w))
        return written

    # ------------------------------------------------------------------------------------------------ content controls

    def _same_control(self, old: Element, new: Element) -> bool:
        mine, theirs = self.merge.canon_old, self.merge.canon_new
        return mine.properties(old.find(SDTPR)) == theirs.properties(new.find(SDTPR))

    def _control(self, story: StoryPair, old: Element, new: Element) -> Element:
        """A content control on both sides: the new one's frame around the merged content."""
        content = new.find(SDTCONTENT)
        before = old.find(SDTCONTENT)
        if content is not None and before is not None:
            fill(content, self.blocks(story, list(before), list(content)))
        return new

    def _lone_control(self, story: StoryPair, control: Element, fate: Fate) -> Iterator[Element]:
        """A content control on one side: its frame is tracked by ranges around its two tags (17.13.5.4)."""
        content = control.find(SDTCONTENT)
        inside = [] if content is None else self.one_sided(story, list(content), fate, mark_ends=True)
        shell = etree.Element(SDT)
        for child in control:
            if child.tag != SDTCONTENT:
                shell.append(deepcopy(child))
        if not fate.in_new:
            shell = self.merge.adopt(shell, story.old, story.new, fate)
        start, opened = self.merge.revisions.markup_range(fate)
        closing, end = self.merge.revisions.markup_range(fate)
        frame = etree.SubElement(shell, SDTCONTENT)
        frame.extend([opened, *inside, closing])
        yield from (start, shell, end)


def _plain(step: BlockStep) -> BlockStep:
    """A move shown as deletion and insertion."""
    if step.what is What.MOVED_FROM:
        return BlockStep(What.DELETED, step.old, [], step.move)
    if step.what is What.MOVED_TO:
        return BlockStep(What.INSERTED, [], step.new, step.move)
    return step


def _first_of_moves(steps: list[BlockStep]) -> Iterator[tuple[Element, Element]]:
    seen: set[int] = set()
    for step in steps:
        if step.what is What.MOVED_TO and step.move not in seen:
            seen.add(step.move)
            yield step.old[0].element, step.new[0].element


Sides = dict[int, list[tuple[Fate, int]]]


def _ranges(steps: list[BlockStep]) -> tuple[Sides, Sides]:
    """At which step each side of each move begins, and at which it ends."""
    places: dict[tuple[Fate, int], list[int]] = {}
    for index, step in enumerate(steps):
        if step.what in (What.MOVED_FROM, What.MOVED_TO):
            places.setdefault((_FATES[step.what], step.move), []).append(index)
    first: Sides = {}
    last: Sides = {}
    for side, found in places.items():
        first.setdefault(found[0], []).append(side)
        last.setdefault(found[-1], []).append(side)
    return first, last


def _told(pieces: list[InlinePiece], canon: Canon) -> list[tuple[str, str]]:
    """What is in a paragraph besides letters, and which of its letters are hidden or struck out."""
    told: list[tuple[str, str]] = []
    for piece in pieces:
        if piece.sort is Sort.MARK:
            continue
        look = canon.telling(piece.rpr)
        if piece.sort is Sort.TEXT and told and told[-1][0].startswith("text") and told[-1][1] == look:
            told[-1] = (told[-1][0] + piece.text, look)
        else:
            told.append((piece.key or f"text {piece.text}", look))
    return told


def _ids(pieces: list[InlinePiece], tag: str) -> list[str]:
    return [str(e.get(ID)) for piece in pieces for _, e in piece.members if e.tag == tag]


def _has_section(*paragraphs: Element) -> bool:
    return any(p.find(f"{PPR}/{W}sectPr") is not None for p in paragraphs)
