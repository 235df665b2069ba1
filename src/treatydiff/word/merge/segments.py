"""Merges two paragraphs: the pieces that are kept, inserted and deleted.

The words are compared as plain text (``treatydiff.text.words``) and the answer is laid over the pieces of both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from treatydiff.model import Op, Span
from treatydiff.ooxml.inline import InlinePiece, Sort, text_of
from treatydiff.ooxml.xml import (
    BREAK,
    SDT,
    TYPE,
    Element,
    Fate,
    W,
)  # fmt: skip
from treatydiff.text.words import compare_words
from treatydiff.word.merge.decided import MarkedText, laid_over

_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SHARING = tuple(W + tag for tag in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab"))
"""What may stand in one run with text; all else has a run of its own, for not only Word reads redlines."""
_RANGED = (SDT,)
_STOPS = tuple(".:;,、。：；،")


class Segment:
    """A stretch of one piece, or of two that answer to each other, and what becomes of it."""

    __slots__ = ("fate", "moved", "new", "old", "text")

    def __init__(
        self, fate: Fate, text: str, old: InlinePiece | None, new: InlinePiece | None, moved: str = ""
    ) -> None:
        """``moved``: the name of a stretch of words that stands elsewhere on the other side; empty for none."""
        self.fate, self.text, self.old, self.new, self.moved = fate, text, old, new, moved

    @property
    def piece(self) -> InlinePiece:
        """The piece that says how it looks: the new one where there is one."""
        piece = self.new if self.new is not None and self.fate is not Fate.MOVE_FROM else self.old or self.new
        assert piece is not None
        return piece


# ------------------------------------------------------------------------------------------------------- what is kept


Decided = Sequence[MarkedText]
"""Marked-up texts of the comparison, each of which may stand in a pair of paragraphs."""


def compare(
    old: list[InlinePiece],
    new: list[InlinePiece],
    carries: Callable[[Element], bool],
    quiet: bool = False,
    decided: Decided = (),
) -> list[Segment]:
    """Segments in the order in which they stand in the redline: deletions before the insertions that replace them.

    Where the comparison has marked up the text already, its marks are the ones.
    """
    a, b = text_of(old), text_of(new)
    known = next(filter(None, (laid_over(a, b, each) for each in decided)), ()) if a != b else ()
    spans = known or (_compared(a, b) if a != b else (Span(Op.KEEP, a),))
    segments = list(_lay_over(spans, _Cursor(old), _Cursor(new)))
    if quiet:
        segments = list(_without_page_breaks(segments))
    _respect_brackets(segments)
    return [s for s in _deletions_first(segments) if s.piece.sort is not Sort.MARK or _is_shown(s, carries)]


def _without_page_breaks(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Breaks of pages and columns are layout: those that came stand unmarked, those that went are gone."""
    for segment in segments:
        element = segment.piece.members[0][1] if segment.piece.members else None
        if segment.fate is Fate.KEEP or element is None or element.tag != BREAK or element.get(TYPE) not in _LAYOUT:
            yield segment
        elif segment.fate is Fate.INSERT:
            yield Segment(Fate.KEEP, segment.text, None, segment.new)


_LAYOUT = ("page", "column")
_MARGIN = 10
"""Words left on either side of what differs: more than decides where an edit begins and ends."""


def _of_one_side(text: str, op: Op, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The whole of a paragraph marked up as the comparison marked what it says; empty if it says something else."""
    said = "".join(span.text for span in spans)
    place = text.rfind(said)
    if place < 0 or any(span.op is not op for span in spans):
        return ()
    around = (text[:place], text[place + len(said) :])
    before, after = ((Span(op, each),) if each else () for each in around)
    return (*before, *spans, *after)


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
            yield Segment(fate, segment.text[said:], segment.old, segment.new, segment.moved)


def whole(
    pieces: list[InlinePiece], fate: Fate, carries: Callable[[Element], bool], decided: Decided = ()
) -> list[Segment]:
    """A paragraph that stands on one side only; what of its words moved is told where the comparison says so."""
    old = fate in (Fate.DELETE, Fate.MOVE_FROM)
    text, op = text_of(pieces), Op.DELETE if old else Op.INSERT
    moving = (each.spans for each in decided if any(span.moved for span in each.spans))
    spans = next(filter(None, (_of_one_side(text, op, each) for each in moving)), ())
    if spans:
        segments = list(_lay_over(spans, _Cursor(pieces if old else []), _Cursor([] if old else pieces)))
    else:
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
                yield Segment(Fate.DELETE, span.text[position : position + size], a, None, span.moved)
            else:
                b, size = new.take(rest)
                yield Segment(Fate.INSERT, span.text[position : position + size], None, b, span.moved)
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
            yield from (*_closing(deleted, inserted), segment)
            deleted, inserted = [], []
        else:
            (deleted if segment.fate is Fate.DELETE else inserted).append(segment)
    yield from _closing(deleted, inserted)


def _closing(deleted: list[Segment], inserted: list[Segment]) -> list[Segment]:
    """What came after what went; but a stop that joins two lines stands where the first ends: ``Article 1{+.+}``."""
    signs = inserted and not any(s.piece.sort is not Sort.TEXT or any(map(str.isalnum, s.text)) for s in inserted)
    if signs and deleted and deleted[-1].piece.sort is Sort.END and inserted[0].text[:1] in _STOPS:
        return [*deleted[:-1], *inserted, deleted[-1]]
    return [*deleted, *inserted]
