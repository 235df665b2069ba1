"""Footnotes at the foot of pages, and their reference marks in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from treatydiff.model import Block, BlockKind, Origin, Style
from treatydiff.readers.broken_words import Vocabulary, join_lines
from treatydiff.readers.lines import (
    IDEOGRAPH,
    NARROW_SPACE,
    SENTENCE_ENDS,
    Mark,
    Page,
    PageLine,
    Stroke,
    is_heading_number,
)
from treatydiff.readers.pdf.columns import Column, columns_of
from treatydiff.readers.pdf.right_to_left import is_right_to_left
from treatydiff.readers.struck import without
from treatydiff.text.off_line import RAISED, marked, settled
from treatydiff.text.regexes import regex

SMALLER = 0.6
"""Footnotes are printed smaller than the text by at least so many points."""
APART = 1.4
"""Footnotes in the size of the text stand this many lines of their size below it."""
FEWEST = 2
"""So many notes behind the text are no chance."""
_ROOM = 1.5
"""So many times its size a line leaves blank behind the end of a paragraph, beside room for the next word."""
_WIDE = 1.5
"""What stands so many times further below notes than their lines do below each other is text again."""
_HANG = 30.0
"""Points that the first line of a footnote may stand in or out."""
_RULE = regex(r"[_‗—–―─-]{5,}")
_NUMBER = regex(r"\(?(\d{1,3}|\*{1,3}|[ivxlc]{1,6}(?![^\W_]))\)?")
_NUMBER_AND_WORD = regex(r"(\d{1,3}|[ivxlc]{1,6}(?=\s))(?=[^\W\d_]|\s+[“”\"(«]?[^\W\d_])")
_UNIT = regex(r"(?<!\w)(?:k|c|m)?m$")
"""Metres: a raised 2 or 3 after them is no mark."""


_SHORTEST, _LONGEST = 36.0, 0.6
"""A line drawn over footnotes is half an inch long at the least, and at the most this share of the page."""
_FLUSH = 14.0
"""It begins (from right to left: ends) at the edge of the text, within so many points."""
_UNDERLINE = 0.5
"""What stands so little of its size below a line of text underlines it."""


def drawn_rule(
    strokes: Iterable[Stroke], lines: Sequence[PageLine], width: float, *, alone: bool = False
) -> float | None:
    """How high the line stands that a page draws between its text and its footnotes; None where there is none.

    The lowest short line at the edge of the text that underlines nothing, strikes nothing out, and parts the lines.
    ``lines`` are those of one column. ``alone``: none need stand above it, where a footnote fills a whole page.
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
    parts = height is not None and any(line.y < height for line in lines)
    return height if parts and (alone or any(line.y > (height or 0) for line in lines)) else None


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
        self._columns: tuple[Column, ...] = ()
        self._last_page = 0
        self.marks: list[str] = []
        """The reference marks that were taken out of the text."""
        self.struck: list[str] = []
        """What is struck through in footnotes."""
        self.rules: list[str] = []
        """The rules between text and footnotes that are made of characters."""

    def take(self, of: Page, lines: list[PageLine]) -> list[PageLine]:
        """The lines of a page without its footnotes and their marks; ``lines`` are those that are no furniture."""
        columns = columns_of(lines, self._columns)
        self._columns = tuple(dict.fromkeys(columns.values()))
        kept: list[PageLine] = []
        for _, group in groupby(range(len(lines)), columns.get):
            kept += self._take_from_column(of, [lines[i] for i in group])
        numbers = {note.number for note in self._notes if note.page == of.number and note.number}
        return [self._without_marks(line, numbers) for line in kept] if numbers else kept

    def _take_from_column(self, of: Page, lines: list[PageLine]) -> list[PageLine]:
        """The lines of a column, or of a page that has but one, without the footnotes at its foot."""
        page, width = of.number, of.width
        start = self._below(lines, drawn_rule(of.strokes, lines, width, alone=self._is_unfinished()), page)
        if start is not None:
            lines = [*lines[:start], *_numbered(lines[start:], _marks(lines[:start]))]
        elif (start := self._start(lines)) == len(lines):
            lines = _with_plain_notes(lines)
            start = self._start(lines)
        kept, notes = lines[:start], lines[start:]
        while kept and _is_rule(kept[-1]) and (notes or kept[-1].x1 - kept[-1].x0 < 0.5 * width):
            self.rules.append(kept.pop().text.strip())
        for line in notes:
            self.struck += [line.text[start:end] for start, end in line.struck]
            self._take_line(line._replace(text=without(line.text, line.struck), struck=()), page)
        return kept

    def take_endnotes(self, pages: Sequence[Page], bodies: Sequence[list[PageLine]]) -> list[list[PageLine]]:
        """The lines of all pages without the notes behind the text, which answer to all marks that are left there.

        Lines that begin with the numbers of these marks follow each other in their order, at least two of them; one
        where a page before left another unfinished.
        """
        lines = [(page, line) for page, body in enumerate(bodies) for line in body]
        taken = _endnotes([line for _, line in lines])
        numbers = _marks(line for _, line in lines[: taken.start])
        goes_on = bool(taken) and self._goes_on_to(lines, taken.start, pages)
        if not taken or not (goes_on or len(numbers) >= FEWEST):
            return list(bodies)
        if goes_on:
            page = lines[taken.start][0]
            taken = range(next(i for i, (other, _) in enumerate(lines) if other == page), taken.stop)
        marked = _numbered([lines[i][1] for i in taken], numbers)
        for i, line in zip(taken, marked, strict=True):
            self._take_line(line, pages[lines[i][0]].number)
        kept: list[list[PageLine]] = [[] for _ in bodies]
        for place, (page, line) in enumerate(lines):
            if place not in taken:
                kept[page].append(self._without_marks(line, set(numbers)))
        return kept

    def _goes_on_to(self, lines: Sequence[tuple[int, PageLine]], start: int, pages: Sequence[Page]) -> bool:
        """Whether the page where these notes begin begins with the end of one that stands below the text before it.

        The first mark that is left stands on that page before: its notes are those behind the text.
        """
        marked = next(pages[other].number for other, line in lines if line.marks)
        return marked <= self._last_page == pages[lines[start][0]].number - 1 and self._is_unfinished()

    def blocks(self, words: Vocabulary) -> list[Block]:
        """The footnotes as paragraphs; what goes on with one after its first paragraph has no number."""
        return [block for note in self._notes for block in _blocks(note, words)]

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

    def _below(self, lines: list[PageLine], rule: float | None, page: int) -> int | None:
        """Where the footnotes below a drawn line begin; None if what stands there are none.

        They are if the last lines of the column stand below it and no other, and the first of them has a number that is
        raised above, or goes on with the footnote that the page before left unfinished, or is as small.
        """
        start = next((i for i, line in enumerate(lines) if rule is not None and line.y < rule), len(lines))
        notes = lines[start:]
        if not notes or any(line.y >= (rule or 0) for line in notes):
            return None
        first = _NUMBER.match(notes[0].text.lstrip())
        text = median(line.size for line in lines[:start]) if start else self._size
        small = self._last_page >= page - 1 and all(line.size <= text - SMALLER for line in notes)
        answers = first is not None and first[1] in _marks(lines[:start])
        return start if answers or self._is_unfinished() or small else None

    def _is_note_text(self, line: PageLine) -> bool:
        return line.size <= self._size - SMALLER or starts_with_mark(line)

    def _goes_on(self, line: PageLine) -> bool:
        """Whether a small line without a number goes on with a footnote that the page before left unfinished."""
        if not self._notes:
            return False
        return abs(self._notes[-1].lines[-1].size - line.size) < 0.3 and self._is_unfinished()

    def _is_unfinished(self) -> bool:
        """Whether the last footnote ends in the middle of a sentence."""
        return bool(self._notes) and not SENTENCE_ENDS.search(self._notes[-1].lines[-1].text.rstrip())

    def _take_line(self, line: PageLine, page: int) -> None:
        self._last_page = page
        number, rest = _split(line, self._notes[-1].number if self._notes else "")
        if number:
            self._notes.append(_Footnote(number, [line._replace(text=rest, marks=())], page))
        elif self._notes:
            self._notes[-1].lines.append(with_raised(line))
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


def with_raised(line: PageLine) -> PageLine:
    """A line with the raised digits that are left behind a number told from it: ``10²``."""
    text = line.text
    for start, end in line.marks:
        text = text[:start] + marked(text[start:end], RAISED * (start > 0)) + text[end:]
    return line._replace(text=settled(text)) if line.marks else line


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
    marks = _marks(lines)
    found = {
        i: m[1] for i, line in enumerate(lines) if (m := _NUMBER_AND_WORD.match(line.text.lstrip())) and m[1] in marks
    }
    first = min(found, default=0)
    if not first or list(found.values()) != marks:
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


def _marks(lines: Iterable[PageLine]) -> list[str]:
    """What the marks in these lines say, each once."""
    return list(dict.fromkeys(line.text[start:end] for line in lines for start, end in line.marks))


def _numbered(notes: Sequence[PageLine], numbers: Sequence[str]) -> list[PageLine]:
    """Footnotes with their numbers marked, where they begin with those that the text has, in its order."""
    waiting, found = list(numbers), []
    for line in notes:
        begins = _NUMBER.match(line.text.lstrip()) if waiting else None
        if begins and begins[1] == waiting[0]:
            waiting.pop(0)
            line = line if starts_with_mark(line) else _marked_at_start(line, begins[1])
        found.append(line)
    return found


def _endnotes(lines: Sequence[PageLine]) -> range:
    """Where the notes behind the text stand."""
    starts = [m[1] if (m := _NUMBER_AND_WORD.match(line.text.lstrip())) else "" for line in lines]
    text = [line for line in lines if line.marks and not starts_with_mark(line)]
    numbers = _marks(text)
    if not numbers:
        return range(0)
    after = max(i for i, line in enumerate(lines) if line.marks and not starts_with_mark(line)) + 1
    first = next((i for i in range(after, len(lines)) if starts[i] == numbers[0]), len(lines))
    places, at = [], first
    for number in numbers:
        at = next((i for i in range(at, len(lines)) if starts[i] == number), len(lines))
        places.append(at)
    if places[-1] == len(lines):
        return range(0)
    wide = _WIDE * _usual_gap(lines[first : places[-1] + 1])
    rest = range(places[-1] + 1, len(lines))
    return range(first, next((i for i in rest if _parts(lines[i - 1], lines[i], wide)), len(lines)))


def _usual_gap(lines: Sequence[PageLine]) -> float:
    """How far below each other the lines of these notes stand: Chinese ones further than their size would tell."""
    below = [last.y - line.y for last, line in pairwise(lines) if last.y > line.y]
    return median(below) if below else 1.2 * lines[0].size


def _parts(last: PageLine, line: PageLine, wide: float) -> bool:
    """Whether text begins after the last of the notes: a heading, larger letters, or a wide gap."""
    other = line.bold != last.bold or line.size > last.size + SMALLER
    return other or is_heading_number(line.text) or last.y - line.y > wide


def _blocks(note: _Footnote, words: Vocabulary) -> Iterator[Block]:
    """The paragraphs of a footnote."""
    number, size = note.number, round(note.lines[0].size, 1)
    for lines in _paragraphs([line for line in note.lines if line.text.strip()]):
        text = join_lines([line.text for line in lines], words)
        yield Block(text, number, BlockKind.FOOTNOTE, Style(size=size), Origin(note.page))
        number = ""


def _paragraphs(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """The lines of a footnote by paragraphs: one ends where a sentence does and leaves room."""
    found = [list(lines[:1])]
    for last, line in pairwise(lines):
        if SENTENCE_ENDS.search(last.text.rstrip()) and _leaves_room(last, line, lines):
            found.append([])
        found[-1].append(line)
    return found


def _leaves_room(line: PageLine, after: PageLine, lines: Sequence[PageLine]) -> bool:
    """Whether the first word of the next line, which may begin a sentence, would have stood on this one."""
    if is_right_to_left(line.text):
        room = line.x0 - min(other.x0 for other in lines if abs(other.x1 - line.x1) < _HANG)
    else:
        room = max(other.x1 for other in lines if abs(other.x0 - line.x0) < _HANG) - line.x1
    word = "一" if IDEOGRAPH.match(after.text.lstrip()) else (after.text.split() or [""])[0]
    width = (len(word) + 1) * (after.x1 - after.x0) / max(1, len(after.text.strip()))
    return room > width + _ROOM * line.size and not word[:1].islower()
