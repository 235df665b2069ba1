"""Footnotes at the foot of printed pages, and the marks in the text that they answer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from treatydiff.model import Block, BlockKind, Origin, Style
from treatydiff.readers.lines import NARROW_SPACE, SENTENCE_ENDS, Mark, Page, PageLine
from treatydiff.readers.mending import Vocabulary, join_lines
from treatydiff.readers.strokes import Stroke
from treatydiff.readers.struck import without

SMALLER = 0.6
"""Footnotes are printed smaller than the text by at least so many points."""
APART = 1.4
"""Footnotes in the size of the text stand this many lines of their size below it."""
_RULE = re.compile(r"[_‗—–―─-]{5,}")
_NUMBER = re.compile(r"\(?(\d{1,3}|\*{1,3})\)?")
_NUMBER_AND_WORD = re.compile(r"(\d{1,3})(?=[^\W\d_]|\s+[“\"(]?[^\W\d_])")
_UNIT = re.compile(r"(?<!\w)(?:k|c|m)?m$")
"""Metres: a raised 2 or 3 after them is no mark."""


_SHORTEST, _LONGEST = 36.0, 0.6
"""A line drawn over footnotes is half an inch long at the least, and at the most this share of the page."""
_FLUSH = 14.0
"""It begins (from right to left: ends) at the edge of the text, within so many points."""
_UNDERLINE = 0.5
"""What stands so little of its size below a line of text underlines it."""


def drawn_rule(strokes: Iterable[Stroke], lines: Sequence[PageLine], width: float) -> float | None:
    """How high the line stands that a page draws between its text and its footnotes; None where there is none.

    The lowest short line at the edge of the text that underlines nothing, strikes nothing out, and parts the lines.
    """
    left, right = (side(lines) if lines else 0.0 for side in (_left, _right))
    found = [
        stroke.y
        for stroke in strokes
        if _SHORTEST <= stroke.x1 - stroke.x0 <= _LONGEST * width
        and (abs(stroke.x0 - left) <= _FLUSH or abs(stroke.x1 - right) <= _FLUSH)
        and not any(-_UNDERLINE * line.size < stroke.y - line.y < line.size for line in lines)
    ]
    height = min(found, default=None)
    parts = height is not None and any(line.y > height for line in lines) and any(line.y < height for line in lines)
    return height if parts else None


def _left(lines: Sequence[PageLine]) -> float:
    return min(line.x0 for line in lines)


def _right(lines: Sequence[PageLine]) -> float:
    return max(line.x1 for line in lines)


@dataclass(slots=True)
class _Footnote:
    number: str
    lines: list[PageLine]
    page: int


class Footnotes:
    """Collects the footnotes of a document page by page."""

    def __init__(self, size: float) -> None:
        """``size`` is that of the text."""
        self._size = size
        self._notes: list[_Footnote] = []
        self.marks: list[str] = []
        """The reference marks that were taken out of the text."""
        self.struck: list[str] = []
        """What is struck through in footnotes."""
        self.rules: list[str] = []
        """The rules between text and footnotes that are made of characters."""

    def take(self, of: Page, lines: list[PageLine]) -> list[PageLine]:
        """The lines of a page without its footnotes and their marks; ``lines`` are those that are no furniture."""
        page, width = of.number, of.width
        lines = self._with_ruled_notes(lines, of.ruled)
        start = self._start(lines)
        if start == len(lines):
            lines = _with_plain_notes(lines)
            start = self._start(lines)
        kept, notes = lines[:start], lines[start:]
        while kept and _is_rule(kept[-1]) and (notes or kept[-1].x1 - kept[-1].x0 < 0.5 * width):
            self.rules.append(kept.pop().text.strip())
        for line in notes:
            self.struck += [line.text[start:end] for start, end in line.struck]
            self._take_line(line._replace(text=without(line.text, line.struck), struck=()), page)
        numbers = {note.number for note in self._notes if note.page == page and note.number}
        return [self._without_marks(line, numbers) for line in kept] if numbers else kept

    def blocks(self, words: Vocabulary) -> list[Block]:
        """The footnotes as paragraphs."""
        return [_block(note, words) for note in self._notes]

    def _start(self, lines: list[PageLine]) -> int:
        """Where the footnotes begin: at the foot of the page, small, and with a number or under a rule."""
        start = small = len(lines)
        for i in range(len(lines) - 1, -1, -1):
            line = lines[i]
            if _is_rule(line):
                return i + 1 if i + 1 < len(lines) and self._is_note_text(lines[i + 1]) else start
            if i + 1 < len(lines) and line.y < lines[i + 1].y - 1:
                break  # another column begins here
            if starts_with_mark(line) and (self._is_note_text(line) or i > 0):
                start = small = i
            elif self._is_note_text(line):
                small = i
            else:
                break
        return small if small < start and self._goes_on(lines[small]) else start

    def _with_ruled_notes(self, lines: list[PageLine], rule: float | None) -> list[PageLine]:
        """The lines, those below the drawn line as small as footnotes are where they are footnotes.

        That is where the last lines of the page stand below it and no other, and the first of them has a number that is
        raised on the page, or goes on with the footnote that the page before left unfinished.
        """
        start = next((i for i, line in enumerate(lines) if rule is not None and line.y < rule), len(lines))
        if not 0 < start < len(lines) or any(line.y >= (rule or 0) for line in lines[start:]):
            return lines
        numbers = {line.text[a:b] for line in lines[:start] for a, b in line.marks}
        first = _NUMBER.match(lines[start].text.lstrip())
        notes = [line._replace(size=min(line.size, self._size - SMALLER)) for line in lines[start:]]
        answers = (first and first[1] in numbers) or self._goes_on(notes[0])
        return [*lines[:start], *notes] if answers else lines

    def _is_note_text(self, line: PageLine) -> bool:
        return line.size <= self._size - SMALLER or starts_with_mark(line)

    def _goes_on(self, line: PageLine) -> bool:
        """Whether a small line without a number goes on with a footnote that the page before left unfinished."""
        if not self._notes:
            return False
        last = self._notes[-1].lines[-1]
        return abs(last.size - line.size) < 0.3 and not SENTENCE_ENDS.search(last.text.rstrip())

    def _take_line(self, line: PageLine, page: int) -> None:
        number, rest = _split(line, self._notes[-1].number if self._notes else "")
        if number:
            self._notes.append(_Footnote(number, [line._replace(text=rest, marks=())], page))
        elif self._notes:
            self._notes[-1].lines.append(line)
        else:
            self._notes.append(_Footnote("", [line], page))

    def _without_marks(self, line: PageLine, numbers: set[str]) -> PageLine:
        """A line without the raised marks that a footnote of its page answers to."""
        text = line.text
        found = [mark for mark in line.marks if _is_reference(text, mark, numbers)]
        self.marks += [text[start:end] for start, end in found]
        struck = line.struck
        for start, end in reversed(found):
            before = text[:start] if text[end : end + 1].isalnum() else text[:start].rstrip(" " + NARROW_SPACE)
            gone = end - len(before)
            struck = tuple(Mark(_less(a, end, gone), _less(b, end, gone)) for a, b in struck)
            text = before + text[end:]
        return line._replace(text=text, marks=(), struck=struck) if found else line


def _less(place: int, end: int, gone: int) -> int:
    """A place in a line after so many characters that ended there are gone."""
    return place - gone if place >= end else min(place, end - gone)


def starts_with_mark(line: PageLine) -> bool:
    """Whether a line begins with a raised mark, as a footnote does."""
    start = len(line.text) - len(line.text.lstrip())
    return any(mark.start == start for mark in line.marks)


def _is_reference(text: str, mark: Mark, numbers: set[str]) -> bool:
    number = text[mark.start : mark.end]
    power = number in ("2", "3") and _UNIT.search(text[: mark.start])
    return number in numbers and not power


def _is_rule(line: PageLine) -> bool:
    return _RULE.fullmatch(line.text.strip()) is not None


def _with_plain_notes(lines: list[PageLine]) -> list[PageLine]:
    """The lines with the numbers of footnotes marked that are printed like the text: ``1Reservation of …``.

    They are footnotes if there is one for every raised mark on the page, in order, at the foot of it and apart.
    """
    marks = [line.text[start:end] for line in lines for start, end in line.marks]
    found = {
        i: m[1] for i, line in enumerate(lines) if (m := _NUMBER_AND_WORD.match(line.text.lstrip())) and m[1] in marks
    }
    first = min(found, default=0)
    if not first or list(found.values()) != list(dict.fromkeys(marks)):
        return lines
    if lines[first - 1].y - lines[first].y < APART * lines[first].size:
        return lines
    return [_marked_at_start(line, found[i]) if i in found else line for i, line in enumerate(lines)]


def _marked_at_start(line: PageLine, number: str) -> PageLine:
    start = line.text.index(number)
    return line._replace(marks=(Mark(start, start + len(number)),))


def _split(line: PageLine, before: str) -> tuple[str, str]:
    """The number of the footnote that a line begins, and the rest of it; no number if it goes on with the last one."""
    text = line.text.lstrip()
    match = _NUMBER.match(text)
    if not match or not text[match.end() :].strip():
        return "", line.text
    after = text[match.end() : match.end() + 1]
    follows = before.isdigit() and match[1].isdigit() and int(match[1]) == int(before) + 1
    first = not before and match[1] in ("1", "*")
    if starts_with_mark(line) or ((follows or first) and (after.isspace() or after == ".")):
        return match[1], text[match.end() :].strip()
    return "", line.text


def _block(note: _Footnote, words: Vocabulary) -> Block:
    text = join_lines([line.text for line in note.lines if line.text.strip()], words)
    size = round(note.lines[0].size, 1)
    return Block(text, note.number, BlockKind.FOOTNOTE, Style(size=size), Origin(note.page))
