"""The pattern matcher: matches ordinary words at one place of a text, without a regular expression.

Most patterns of a theme meet a text once or twice, and to compile one takes as long as to walk along it a hundred
times. The walk tries the same choices in the same order as the regular expression of ``patterns._translate``, so that
it ends where that would.
"""

from __future__ import annotations

from collections.abc import Iterable

from treatydiff.text.regexes import regex

_BLANKS = regex(r"[\s,]+")
_SPACES = regex(r"\s+")
_LETTERS = regex(r"\w+")
_UNPARTED = regex(r"[^\s.;]+")
_BETWEEN = 8
"""Words that ``…`` may stand for."""
_PIECE = regex(r"\([^()]*\)|[^()|*… ]+|[*… ]")
_FOREIGN = frozenset("\\+?^$[]{}")
"""Signs that mean something to a regular expression."""


PatternStep = tuple[str, tuple["PatternStep", ...]]
"""One step along a pattern, and the next; of a choice the first step of each way on, in order; none at the end.

A step is ``*``, a blank, ``…``, ``(`` for a choice, empty at the end; anything else are letters that must stand there.
"""
_END: PatternStep = ("", ())


def road(source: str) -> PatternStep | None:
    """The first step of a pattern; None where only a regular expression will do."""
    pieces = _PIECE.findall(source)
    return None if "".join(pieces) != source or not _FOREIGN.isdisjoint(source) else _linked(pieces, _END)


def _linked(pieces: Iterable[str], last: PatternStep) -> PatternStep:
    for piece in reversed([*pieces]):
        if piece[0] == "(":
            choices = piece[1:-1].split("|")
            last = "(", tuple([_linked(_PIECE.findall(choice), last) for choice in choices])
        else:
            last = piece, (last,)
    return last


def walk(step: PatternStep, text: str, at: int) -> int:
    """Where a pattern that begins at a place ends; 0 where it does not stand there."""
    sign, ways = step
    while sign:
        if sign in _BRANCHING:
            return _BRANCHING[sign](ways, text, at)
        if not text.startswith(sign, at):
            return 0
        at += len(sign)
        sign, ways = ways[0]
    return at if _is_word(text[at - 1 : at]) != _is_word(text[at : at + 1]) else 0


_Ways = tuple[PatternStep, ...]


def _choice(ways: _Ways, text: str, at: int) -> int:
    for way in ways:
        if (way[0] in _BRANCHING or text.startswith(way[0], at)) and (end := walk(way, text, at)):
            return end
    return 0


def _ending(ways: _Ways, text: str, at: int) -> int:
    found = _LETTERS.match(text, at)
    return _back(ways[0], text, found.end() if found else at, at)


def _blank(ways: _Ways, text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return _back(ways[0], text, found.end(), at + 1) if found else 0


def _back(step: PatternStep, text: str, most: int, least: int) -> int:
    """As ``walk``, from the last place first."""
    for start in range(most, least - 1, -1):
        if end := walk(step, text, start):
            return end
    return 0


def _gap(ways: _Ways, text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    for start in range(found.end(), at, -1) if found else ():
        if end := _skipping(ways[0], text, start, _BETWEEN):
            return end
    return 0


def _skipping(step: PatternStep, text: str, at: int, most: int) -> int:
    """As ``walk``, from here or from behind some of the next words, the nearest first."""
    if end := walk(step, text, at):
        return end
    word = _UNPARTED.match(text, at) if most else None
    space = _SPACES.match(text, word.end()) if word else None
    for start in range(space.end(), space.start(), -1) if space else ():
        if end := _skipping(step, text, start, most - 1):
            return end
    return 0


_BRANCHING = {"(": _choice, "*": _ending, " ": _blank, "…": _gap}


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
