"""Two paragraphs as one: which pieces are kept, inserted and deleted, and the runs that say so.

The words are compared as plain text (``treatydiff.words``) and the answer is laid over the pieces of both sides.
What is kept takes the new look, with the old one recorded where it differs; so accepting gives the new runs and
rejecting the old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from docx.opc.part import Part
from lxml import etree

from treatydiff.model import Op, Span
from treatydiff.ooxml.canonical import text_boxes
from treatydiff.ooxml.inline import InlinePiece, Sort, text_of
from treatydiff.ooxml.xml import (
    ID,
    RPR,
    RUN,
    SDT,
    SDTCONTENT,
    SDTPR,
    SPACE,
    TEXT,
    TXBX,
    Element,
    Fate,
    P,
    W,
    text_element,
)  # fmt: skip
from treatydiff.word.merge.parts import Merge
from treatydiff.words import compare_words

_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SHARING = tuple(W + tag for tag in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab"))
"""What may stand in one run with text; all else has a run of its own, for not only Word reads redlines."""
_RANGED = (SDT,)


class Segment:
    """A stretch of one piece, or of two that answer to each other, and what becomes of it."""

    __slots__ = ("fate", "new", "old", "text")

    def __init__(self, fate: Fate, text: str, old: InlinePiece | None, new: InlinePiece | None) -> None:
        self.fate, self.text, self.old, self.new = fate, text, old, new

    @property
    def piece(self) -> InlinePiece:
        """The piece that says how it looks: the new one where there is one."""
        piece = self.new if self.new is not None and self.fate is not Fate.MOVE_FROM else self.old or self.new
        assert piece is not None
        return piece


# ------------------------------------------------------------------------------------------------------- what is kept


def compare(old: list[InlinePiece], new: list[InlinePiece], carries: Callable[[Element], bool]) -> list[Segment]:
    """Segments in the order in which they stand in the redline: deletions before the insertions that replace them."""
    a, b = text_of(old), text_of(new)
    spans = _compared(a, b) if a != b else (Span(Op.KEEP, a),)
    segments = list(_lay_over(spans, _Cursor(old), _Cursor(new)))
    _respect_brackets(segments)
    return [s for s in _deletions_first(segments) if s.piece.sort is not Sort.MARK or _is_shown(s, carries)]


_MARGIN = 10
"""Words left on either side of what differs: more than decides where an edit begins and ends."""


def _compared(old: str, new: str) -> tuple[Span, ...]:
    """As ``compare_words``, without the words that both texts begin and end with: most of most paragraphs."""
    size = min(len(old), len(new))
    start = _common(old, new, size)
    rest = _common(old[start:][::-1], new[start:][::-1], size - start)
    end = len(old) - rest
    for _ in range(_MARGIN):
        start = max(old.rfind(" ", 0, start), 0)
        end = old.find(" ", end) + 1 or len(old)
    rest = len(old) - end
    middle = compare_words(old[start:end], new[start : len(new) - rest])
    return (*_kept_text(old[:start]), *middle, *_kept_text(old[end:]))


def _common(one: str, other: str, most: int) -> int:
    """How many letters two texts begin with in common, up to ``most``."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _kept_text(text: str) -> tuple[Span, ...]:
    return (Span(Op.KEEP, text),) if text else ()


def without_number(segments: list[Segment], old: str, new: str) -> Iterator[Segment]:
    """Segments of two paragraphs whose number reads the same, though it was automatic and is typed, or the reverse.

    Numbers are given where they are automatic, else empty. A typed one that came stands unmarked, one that went goes.
    """
    fate, number = (Fate.INSERT, old) if old and not new else (Fate.DELETE, new) if new and not old else (Fate.KEEP, "")
    rest = len("".join(number.split()))
    blank = True
    for segment in segments:
        if segment.fate is not fate or not number or not blank:
            blank = False
            yield segment
            continue
        said = len(segment.text)
        for place, letter in enumerate(segment.text):
            rest -= not letter.isspace()
            if rest < 0:
                said = place
                break
        if fate is Fate.INSERT and said:
            yield Segment(Fate.KEEP, segment.text[:said], None, segment.new)
        if said < len(segment.text):
            blank = False
            yield Segment(fate, segment.text[said:], segment.old, segment.new)


def whole(pieces: list[InlinePiece], fate: Fate, carries: Callable[[Element], bool]) -> list[Segment]:
    """A paragraph that stands on one side only."""
    old = fate in (Fate.DELETE, Fate.MOVE_FROM)
    segments = [Segment(fate, p.text, p if old else None, None if old else p) for p in pieces]
    return [s for s in segments if s.piece.sort is not Sort.MARK or _is_shown(s, carries)]


def one_side(segments: list[Segment], fate: Fate) -> list[Segment]:
    """One side of a move: what is kept is moved, and edits show only where they belong."""
    lost = Fate.INSERT if fate is Fate.MOVE_FROM else Fate.DELETE
    return [Segment(s.fate or fate, s.text, s.old, s.new) for s in segments if s.fate is not lost]


def _is_shown(segment: Segment, carries: Callable[[Element], bool]) -> bool:
    mark = segment.piece.element
    return segment.new is not None or (mark is not None and carries(mark))


class _Cursor:
    """Walks over pieces letter by letter."""

    def __init__(self, pieces: list[InlinePiece]) -> None:
        self._pieces, self._index, self._offset = pieces, 0, 0

    def marks(self) -> Iterator[InlinePiece]:
        """The pieces without width that stand here."""
        while not self._offset and self._index < len(self._pieces) and not self._pieces[self._index].text:
            yield self._pieces[self._index]
            self._index += 1

    def take(self, count: int) -> tuple[InlinePiece, int]:
        """The piece here, and how many of at most ``count`` letters are left in it; moves on by so many."""
        piece = self._pieces[self._index]
        size = min(count, len(piece.text) - self._offset)
        self._offset += size
        if self._offset == len(piece.text):
            self._index, self._offset = self._index + 1, 0
        return piece, size

    def left(self) -> int:
        """Letters left in the piece here."""
        return len(self._pieces[self._index].text) - self._offset


def _lay_over(spans: Iterable[Span], old: _Cursor, new: _Cursor) -> Iterator[Segment]:
    for span in spans:
        position = 0
        while position < len(span.text):
            yield from _marks(old, new, span.op)
            rest = len(span.text) - position
            if span.op is Op.KEEP:
                size = min(rest, old.left(), new.left())
                (a, _), (b, _) = old.take(size), new.take(size)
                yield from _kept(span.text[position : position + size], a, b)
            elif span.op is Op.DELETE:
                a, size = old.take(rest)
                yield Segment(Fate.DELETE, span.text[position : position + size], a, None)
            else:
                b, size = new.take(rest)
                yield Segment(Fate.INSERT, span.text[position : position + size], None, b)
            position += size
    yield from _marks(old, new, Op.KEEP)


def _marks(old: _Cursor, new: _Cursor, op: Op) -> Iterator[Segment]:
    if op is not Op.INSERT:
        yield from (Segment(Fate.DELETE, "", mark, None) for mark in old.marks())
    if op is not Op.DELETE:
        yield from (Segment(Fate.INSERT, "", None, mark) for mark in new.marks())


def _kept(text: str, old: InlinePiece, new: InlinePiece) -> Iterator[Segment]:
    """Equal letters, if they stand for equal things."""
    if old.sort is new.sort and old.key == new.key:
        yield Segment(Fate.KEEP, text, old, new)
    else:
        yield Segment(Fate.DELETE, text, old, None)
        yield Segment(Fate.INSERT, text, None, new)


def _respect_brackets(segments: list[Segment]) -> None:
    """Nothing is kept across a bracket that is not: what is inside a link stays inside it or goes with it."""
    while _split_one_round(segments):
        pass


def _split_one_round(segments: list[Segment]) -> bool:
    """Undo keeps whose surroundings differ, in place; True if there was one."""
    partners = {id(s.old): s.new for s in segments if s.fate is Fate.KEEP and s.piece.sort in (Sort.OPEN, Sort.CLOSE)}
    old_stack: list[InlinePiece] = []
    new_stack: list[InlinePiece] = []
    for index, segment in enumerate(segments):
        if segment.fate is Fate.KEEP and not _is_sound(segment, old_stack, new_stack, partners):
            segments[index : index + 1] = [
                Segment(Fate.DELETE, segment.text, segment.old, None),
                Segment(Fate.INSERT, segment.text, None, segment.new),
            ]
            return True
        _push(old_stack, segment.old)
        _push(new_stack, segment.new)
    return False


def _is_sound(
    segment: Segment, old: list[InlinePiece], new: list[InlinePiece], partners: dict[int, InlinePiece | None]
) -> bool:
    sort = segment.piece.sort
    if sort in (Sort.OPEN, Sort.CLOSE):
        assert segment.old is not None
        assert segment.new is not None
        if partners.get(id(segment.old.partner)) is not segment.new.partner:
            return False
    if sort is Sort.CLOSE:
        old, new = old[:-1], new[:-1]
    return len(old) == len(new) and all(partners.get(id(a)) is b for a, b in zip(old, new, strict=True))


def _push(stack: list[InlinePiece], piece: InlinePiece | None) -> None:
    if piece is not None and piece.sort is Sort.OPEN:
        stack.append(piece)
    elif piece is not None and piece.sort is Sort.CLOSE and stack:
        stack.pop()


def _deletions_first(segments: list[Segment]) -> Iterator[Segment]:
    """Between two kept segments, everything deleted and then everything inserted: so brackets nest."""
    deleted: list[Segment] = []
    inserted: list[Segment] = []
    for segment in segments:
        if segment.fate is Fate.KEEP:
            yield from (*deleted, *inserted, segment)
            deleted, inserted = [], []
        else:
            (deleted if segment.fate is Fate.DELETE else inserted).append(segment)
    yield from (*deleted, *inserted)


# --------------------------------------------------------------------------------------------------------- writing


@dataclass(slots=True)
class StoryPair:
    """A part of each file whose texts answer to each other: both bodies, two headers, both files' footnotes."""

    old: Part
    new: Part
    """The part that will hold the redline."""
    merge_box: Callable[[StoryPair, Element, Element], list[Element]]
    """Merges the contents of two text boxes."""


@dataclass(slots=True)
class Written:
    """A paragraph of the redline before its properties are settled."""

    element: Element
    fate: Fate
    """What becomes of its end."""
    old: Element | None
    new: Element | None
    """The paragraphs that its end comes from."""


class Writer:
    """Writes segments as paragraphs."""

    def __init__(self, merge: Merge, story: StoryPair) -> None:
        self._merge, self._story = merge, story
        self._done: list[Written] = []
        self._begin()

    def write(self, segments: Iterable[Segment]) -> list[Written]:
        """The paragraphs that the segments fill; the last segment is the end of the last paragraph."""
        for segment in segments:
            self._write(segment)
        return self._done

    def _begin(self) -> None:
        self._paragraph = etree.Element(P)
        self._place: list[Element] = [self._paragraph]
        self._mark: tuple[Fate, Element] | None = None
        self._run: tuple[object, Element] | None = None

    def _write(self, segment: Segment) -> None:
        sort = segment.piece.sort
        if sort is Sort.END:
            self._end(segment)
        elif sort is Sort.TEXT:
            self._text(segment)
        elif sort is Sort.MARK:
            self._bare(Fate.KEEP, self._copy(segment))
        elif sort is Sort.OBJECT and segment.piece.element is not None:
            self._bare(segment.fate, self._copy(segment))
        elif segment.piece.element is not None:
            (self._open if sort is Sort.OPEN else self._close)(segment)
        else:
            self._members(segment)

    def _end(self, segment: Segment) -> None:
        old, new = (None if piece is None else piece.paragraph for piece in (segment.old, segment.new))
        source = new if new is not None and segment.fate.in_new else None
        if source is not None:
            for key, value in source.attrib.items():
                self._paragraph.set(key, value)
        self._done.append(Written(self._paragraph, segment.fate, old, new))
        self._begin()

    # -------------------------------------------------------------------------------------------------- content

    def _text(self, segment: Segment) -> None:
        run = self._run_for(segment)
        last = run[-1] if len(run) else None
        if last is not None and last.tag in (TEXT, W + "delText"):
            last.text = (last.text or "") + segment.text
            return
        run.append(_deleted(text_element(segment.text)) if segment.fate is Fate.DELETE else text_element(segment.text))

    def _members(self, segment: Segment) -> None:
        """An object, or a field's head or end."""
        olds = segment.old.members if segment.old is not None else []
        for index, (rpr, element) in enumerate(segment.piece.members):
            old = olds[index] if segment.fate is Fate.KEEP and index < len(olds) else None
            if element.tag not in _SHARING:
                self._run = None
            run = self._run_for(segment, rpr, old)
            copy = self._element(segment, element, old[1] if old else None)
            run.append(_deleted(copy) if segment.fate is Fate.DELETE else copy)
            if element.tag not in _SHARING:
                self._run = None

    def _copy(self, segment: Segment) -> Element:
        element = segment.piece.element
        assert element is not None
        return self._element(segment, element, segment.old.element if segment.old else None)

    def _element(self, segment: Segment, element: Element, old: Element | None) -> Element:
        """What to write for an element: old content is adopted, new content copied, kept content may change inside."""
        if segment.piece is segment.old:
            return self._merge.adopt(element, self._story.old, self._story.new, segment.fate)
        copy = deepcopy(element)
        if copy.tag in _REFERENCES:
            self._note(_REFERENCES[str(copy.tag)], segment.fate, str(copy.get(ID)), old)
        elif segment.fate is Fate.KEEP and old is not None:
            self._boxes(copy, old)
        return copy

    def _note(self, kind: str, fate: Fate, new_id: str, old: Element | None) -> None:
        if fate is Fate.KEEP and old is not None:
            self._merge.notes[kind].keep(str(old.get(ID)), new_id)
        else:
            self._merge.notes[kind].insert(new_id, fate)

    def _boxes(self, copy: Element, old: Element) -> None:
        if next(copy.iter(TXBX), None) is None:
            return
        for before, after in zip(text_boxes(old), text_boxes(copy), strict=True):
            after[:] = self._story.merge_box(self._story, before, after)

    # ---------------------------------------------------------------------------------------------------- brackets

    def _open(self, segment: Segment) -> None:
        element = segment.piece.element
        assert element is not None
        shell = etree.Element(element.tag)
        source = deepcopy_shell(element)
        if segment.piece is segment.old:
            source = self._merge.adopt(source, self._story.old, self._story.new, segment.fate)
        for key, value in source.attrib.items():
            shell.set(key, value)
        shell.extend(list(source))
        inner = etree.SubElement(shell, SDTCONTENT) if shell.tag == SDT else shell
        if shell.tag in _RANGED and segment.fate is not Fate.KEEP:
            start, end = self._merge.revisions.markup_range(segment.fate)
            self._append(start)
            self._append(shell)
            self._place.append(inner)
            self._append(end)
        else:
            self._append(shell)
            self._place.append(inner)

    def _close(self, segment: Segment) -> None:
        element = segment.piece.element
        ranged = element is not None and element.tag in _RANGED and segment.fate is not Fate.KEEP
        if ranged:
            start, end = self._merge.revisions.markup_range(segment.fate)
            self._append(start)
        self._place.pop()
        self._break()
        if ranged:
            self._append(end)

    # ------------------------------------------------------------------------------------------------------- runs

    def _append(self, element: Element) -> None:
        """Put an element at the end of the innermost bracket, outside of any revision mark."""
        self._break()
        self._place[-1].append(element)

    def _break(self) -> None:
        self._mark = self._run = None

    def _bare(self, fate: Fate, element: Element) -> None:
        """An element that stands beside runs."""
        if fate is Fate.KEEP:
            self._append(element)
        else:
            self._marked(fate).append(_deleted(element) if fate is Fate.DELETE else element)
            self._run = None

    def _marked(self, fate: Fate) -> Element:
        """Where content of a fate goes: the innermost bracket, or a revision mark in it."""
        if fate is Fate.KEEP:
            self._mark = None
            return self._place[-1]
        if self._mark is None or self._mark[0] is not fate:
            mark = self._merge.revisions.wrap(fate, ())
            self._place[-1].append(mark)
            self._mark = (fate, mark)
        return self._mark[1]

    def _run_for(
        self, segment: Segment, rpr: Element | None = None, old: tuple[Element | None, Element] | None = None
    ) -> Element:
        """The run to write into: the last one where it looks the same."""
        properties, before, look = self._look(segment, rpr, old)
        key = (segment.fate, look)
        if self._run is not None and self._run[0] == key:
            return self._run[1]
        place = self._marked(segment.fate)
        run = etree.SubElement(place, RUN)
        self._set_look(run, properties, before)
        self._run = (key, run)
        return run

    def _look(
        self, segment: Segment, rpr: Element | None, old: tuple[Element | None, Element] | None
    ) -> tuple[Element | None, tuple[Element | None] | None, object]:
        """Properties of the run; in a tuple, what they were before, where that differs; both as comparable text."""
        piece = segment.piece
        rpr = rpr if piece.members else piece.rpr
        if piece is segment.old:
            return self._merge.properties(rpr), None, self._merge.canon_old.properties(rpr)
        look = self._merge.canon_new.properties(rpr)
        if segment.fate is not Fate.KEEP or segment.old is None:
            return rpr, None, look
        old_rpr = old[0] if old else segment.old.rpr
        if not self._merge.run_changed(old_rpr, rpr):
            return rpr, None, look
        return rpr, (self._merge.properties(old_rpr),), (look, self._merge.canon_old.properties(old_rpr))

    def _set_look(self, run: Element, properties: Element | None, before: tuple[Element | None] | None) -> None:
        if before is None and (properties is None or not len(properties)):
            return
        rpr = etree.SubElement(run, RPR)
        if properties is not None:
            rpr.extend(deepcopy(child) for child in properties)
        if before is not None:
            self._merge.revisions.change(rpr, before[0])


def deepcopy_shell(element: Element) -> Element:
    """A bracket without what is inside it."""
    shell = etree.Element(element.tag)
    for key, value in element.attrib.items():
        shell.set(key, value)
    kept = (SDTPR, W + "sdtEndPr")
    shell.extend(deepcopy(child) for child in element if child.tag in kept)
    return shell


def _deleted(element: Element) -> Element:
    """Text of a run as deleted text."""
    names = {TEXT: W + "delText", W + "instrText": W + "delInstrText"}
    if element.tag in names:
        element.tag = names[str(element.tag)]
        element.set(SPACE, "preserve")
    return element


def end_piece(paragraph: Element) -> InlinePiece:
    """The end of a paragraph as a piece."""
    piece = InlinePiece(Sort.END, "", "end")
    piece.paragraph = paragraph
    return piece
