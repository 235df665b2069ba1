"""The pattern matcher: matches ordinary words at one place of a text, without a regular expression.

Most patterns of a theme meet a text once or twice, and to compile one takes as long as to walk along it a hundred
times. The walk tries the same choices in the same order as the regular expression of ``patterns._translate``, so that
it ends where that would.
"""

from __future__ import annotations

from functools import cache

from treatydiff.text.regexes import regex

_BLANKS = regex(r"[\s,]+")
_SPACES = regex(r"\s+")
_LETTERS = regex(r"\w+")
_UNPARTED = regex(r"[^\s.;]+")
_BETWEEN = 8
"""Words that ``…`` may stand for."""
_PIECE = regex(r"\([^()]*\)|[^()|*… ]+|[*… ]")
_BEHIND = regex(r"[*… ][^|]*")
"""What stands behind the letters that a choice begins with."""
_FOREIGN = frozenset("\\+?^$[]{}")
"""Signs that mean something to a regular expression."""

Road = tuple[str, ...]
"""The pieces of a pattern from left to right: ``*``, a blank, ``…``, a choice in its brackets, or letters."""


def road(source: str) -> Road | None:
    """The pieces of a pattern; None where only a regular expression will do."""
    pieces = tuple(_PIECE.findall(source))
    return None if "".join(pieces) != source or not _FOREIGN.isdisjoint(source) else pieces


def walk(pieces: Road, text: str, at: int) -> int:
    """Where a pattern that begins at a place ends; 0 where it does not stand there."""
    for number, piece in enumerate(pieces, start=1):
        if piece == " " and text[at : at + 1] == " " and text[at + 1 : at + 2].isalnum():
            at += 1  # most blanks: there is but one way on
        elif piece == "*" and pieces[number : number + 1] in _BEHIND_WORDS:
            found = _LETTERS.match(text, at)
            at = found.end() if found else at
        elif piece[0] in _BRANCHING:
            return _BRANCHING[piece[0]](piece, pieces[number:], text, at)
        elif text.startswith(piece, at):
            at += len(piece)
        else:
            return 0
    return at if _is_word(text[at - 1 : at]) != _is_word(text[at : at + 1]) else 0


_BEHIND_WORDS = ((), (" ",), ("…",))
"""What may follow an ending where none but the longest can be meant."""


def _choice(choices: str, rest: Road, text: str, at: int) -> int:
    leads = _leads(choices)
    if text.startswith(leads, at):
        for lead, choice in zip(leads, choices[1:-1].split("|"), strict=True):
            if text.startswith(lead, at) and (end := walk((*_pieces(choice), *rest), text, at)):
                return end
    return 0


@cache
def _leads(choices: str) -> tuple[str, ...]:
    """The letters that each of some choices begins with."""
    return tuple(_BEHIND.sub("", choices[1:-1]).split("|"))


@cache
def _pieces(choice: str) -> Road:
    return tuple(_PIECE.findall(choice))


def _ending(_: str, rest: Road, text: str, at: int) -> int:
    found = _LETTERS.match(text, at)
    return _back(rest, text, found.end() if found else at, at)


def _blank(_: str, rest: Road, text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return _back(rest, text, found.end(), at + 1) if found else 0


def _back(rest: Road, text: str, most: int, least: int) -> int:
    """As ``walk``, from the last place first."""
    for start in range(most, least - 1, -1):
        if end := walk(rest, text, start):
            return end
    return 0


def _gap(_: str, rest: Road, text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    for start in range(found.end(), at, -1) if found else ():
        if end := _skipping(rest, text, start, _BETWEEN):
            return end
    return 0


def _skipping(rest: Road, text: str, at: int, most: int) -> int:
    """As ``walk``, from here or from behind some of the next words, the nearest first."""
    if end := walk(rest, text, at):
        return end
    word = _UNPARTED.match(text, at) if most else None
    space = _SPACES.match(text, word.end()) if word else None
    for start in range(space.end(), space.start(), -1) if space else ():
        if end := _skipping(rest, text, start, most - 1):
            return end
    return 0


_BRANCHING = {"(": _choice, "*": _ending, " ": _blank, "…": _gap}


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
