"""Characters that turn the direction of reading where nothing is written from the right.

An embedding, an isolate or a mark is at home among letters of Arabic or Hebrew script. Around other words it lets a
page show them in another order than the file has them (Unicode's bidirectional algorithm, UAX #9).
"""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.text.regexes import regex

TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""All characters that say in which direction others are read, for a set."""
_ANY = regex(f"[{TURNING}]")
_OPEN, _POP, _POP_ISOLATE = "\u202a\u202b\u2066\u2067\u2068", "\u202c", "\u2069"
_OVERRIDES = "\u202d\u202e"
_MARKS = "\u061c\u200f"
"""Marks that are read as a letter from the right; the one from the left changes nothing in a Latin text."""
_FROM_RIGHT = regex("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LETTER = regex(r"[^\W\d_]")


def turned(text: str) -> Iterator[tuple[int, int]]:
    """Where a text holds such characters and nothing that needs them: from the first of them to the last."""
    if not _ANY.search(text):
        return
    sides = _Sides(text)
    open_at: list[int] = []
    for at, sign in ((match.start(), match[0]) for match in _ANY.finditer(text)):
        if sign in _OVERRIDES:
            yield at, at + 1
        elif sign in _OPEN:
            open_at.append(at)
        elif sign in (_POP, _POP_ISOLATE):
            yield from _pair(open_at.pop() if open_at else at, at, sides)
        elif sign in _MARKS and not sides.beside_right(at):
            yield at, at + 1
    for start in open_at:
        yield from _pair(start, len(text) - 1, sides)


def _pair(start: int, end: int, sides: _Sides) -> Iterator[tuple[int, int]]:
    """The pair, unless more is written from the right than from the left inside of it, or in the whole text."""
    if not (sides.from_right(start, end + 1) or sides.from_right(0, -1)):
        yield start, end + 1


class _Sides:
    """How many letters of a text are read from the right, and how many from the left, up to each place."""

    def __init__(self, text: str) -> None:
        self._balance = [0]
        self._nearest = [False]
        for character in text:
            right = bool(_FROM_RIGHT.match(character))
            letter = right or bool(_LETTER.match(character))
            self._balance.append(self._balance[-1] + (right - (letter and not right)))
            self._nearest.append(right if letter else self._nearest[-1])
        self._next = [False] * (len(text) + 1)
        for at in range(len(text) - 1, -1, -1):
            right = bool(_FROM_RIGHT.match(text[at]))
            self._next[at] = right or (self._next[at + 1] and not _LETTER.match(text[at]))

    def from_right(self, start: int, end: int) -> bool:
        """Whether of the letters between two places more are read from the right."""
        return self._balance[end] > self._balance[start]

    def beside_right(self, at: int) -> bool:
        """Whether the letter before or behind a place is read from the right."""
        return self._nearest[at] or self._next[at]
