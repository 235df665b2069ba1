"""Joins the pieces of a printed line that a PDF gives one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from treatydiff.readers.lines import BROKEN_HYPHEN, ITEM_NUMBER, LEVEL, NARROW, Mark, PageLine
from treatydiff.readers.pdf import right_to_left
from treatydiff.text.off_line import LOWERED, marked, settled
from treatydiff.text.regexes import regex

_NUMBER = regex(r"\d{2,}")
MARK = regex(r"(?P<figures>\d+|\*{1,3})|[ivxlc]{1,6}+(?![^\W_])")
"""What a raised mark of a footnote may say, at the end of a word too: of an endnote in small Roman numerals."""


def lowered(text: str, is_below: Callable[[int], bool]) -> str:
    """A line with the digits told that stand below it at the end of a number."""
    for number in _NUMBER.finditer(text):
        first = number.end()
        while first > number.start() and is_below(first - 1):
            first -= 1
        text = text[:first] + marked(text[first : number.end()], LOWERED) + text[number.end() :]
    return settled(text)


def add(lines: list[PageLine], line: PageLine) -> None:
    """Append a line, or join it to the last one where both stand side by side."""
    if lines and (joined := _side_by_side(lines[-1], line)):
        lines[-1] = joined
    else:
        lines.append(line)


def _side_by_side(first: PageLine, second: PageLine) -> PageLine | None:
    size = max(first.size, second.size)
    raised = min(first.size, second.size) < 0.8 * size  # a superscript stands further off
    if abs(first.y - second.y) > (0.65 if raised else LEVEL) * size or first.text.endswith(BROKEN_HYPHEN):
        return None
    if first.cell != second.cell:
        return None
    gap = second.x0 - first.x1 if second.x0 >= first.x0 else first.x0 - second.x1
    if gap < -0.3 * size:
        return None
    if second.x0 > first.x0 and right_to_left.is_right_to_left(first.text + second.text):
        first, second = second, first
    main = first if first.size >= second.size and len(first.text) >= 2 else second
    space = "" if gap < NARROW * size or first.text[-1:].isspace() or second.text[:1].isspace() else " "
    shift = len(first.text) + len(space)
    marks = (*_own_marks(first, main), *_shifted(_own_marks(second, main), shift))
    struck = (*first.struck, *_shifted(second.struck, shift))
    hang = second.x0 if ITEM_NUMBER.fullmatch(first.text) else first.hang
    x0, x1 = min(first.x0, second.x0), max(first.x1, second.x1)
    text = first.text + space + second.text
    thick = (*first.thick, *_shifted(second.thick, shift))
    underlined = (*first.underlined, *_shifted(second.underlined, shift))
    look = main.y, main.size, main.bold, main.italic
    return PageLine(text, x0, x1, *look, marks, hang, struck, first.cell, thick, underlined)


def _shifted(marks: tuple[Mark, ...], shift: int) -> Iterator[Mark]:
    return (Mark(start + shift, end + shift) for start, end in marks)


def _own_marks(part: PageLine, main: PageLine) -> tuple[Mark, ...]:
    """The marks of a fragment: all of it where it is a raised number beside the line."""
    text = part.text.strip()
    raised = part is not main and part.size < 0.85 * main.size and part.y > main.y
    if raised and MARK.fullmatch(text):
        start = part.text.index(text)
        return (Mark(start, start + len(text)),)
    return part.marks
