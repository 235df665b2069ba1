"""Arabic lines out of a PDF: letters in reading order, by where they stand on the page.

A PDF stores Arabic as it is painted, and the order that libraries guess goes wrong at brackets, numbers, ligatures and
vowel signs. The place of every letter is certain, so the line is read from it: from right to left, numbers and Latin
words from left to right (a small part of the Unicode Bidirectional Algorithm, UAX #9, rules W2 to W5, L2 and L4).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-zÀ-ɏЀ-ӿ]")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_VOWEL_SIGNS = frozenset(
    "\u0610\u0611\u0612\u0613\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
)
_ALEFS = frozenset("اأإآٱ")
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_QUOTES = str.maketrans("“”‘’", "”“’‘")
"""pdfium mirrors these too, though they are no mirrored characters of Unicode."""
_NO_SPACE_BEFORE = frozenset("،؛؟.:,;!)]}»")
_OPEN, _CLOSE = "([{", ")]}"
_BETWEEN_DIGITS = frozenset(".,/:-–٫٬")
GAP = 0.2
"""A gap of this share of the font size is a space, in a line that has none of its own."""
WIDE_GAP = 0.5
"""The same between letters, in a line that has spaces of its own."""


class Glyph(NamedTuple):
    """A character and where it stands: left and right edge, in points."""

    text: str
    x0: float
    x1: float
    raised: bool = False
    struck: bool = False


def is_right_to_left(text: str) -> bool:
    """Whether a line is Arabic, with or without some Latin in it."""
    return not text.isascii() and len(_ARABIC.findall(text)) > len(_LATIN.findall(text))


def is_vowel_sign(c: str) -> bool:
    """Whether a character stands over or under a letter and takes no room of its own."""
    return c in _VOWEL_SIGNS


def fold(text: str) -> str:
    """Presentation forms as the letters that they are: ``ﻻ`` → ``لا``."""
    return _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def reading_order(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """The characters of a right-to-left line in the order in which they are read, spaces included."""
    letters = [glyph for glyph in glyphs if glyph.text not in _VOWEL_SIGNS]
    letters = [glyph for glyph in letters if not glyph.text.isspace() or glyph.x1 > glyph.x0]
    order = sorted(range(len(letters)), key=lambda i: (-round(letters[i].x0 + letters[i].x1, 1), i))
    line = _lam_before_alef([letters[i] for i in order])
    signs = [glyph for glyph in glyphs if glyph.text in _VOWEL_SIGNS]
    line = _left_to_right_runs(_spaced(line, signs, size))
    line = [glyph._replace(text=glyph.text.translate(_QUOTES)) for glyph in line]
    return _with_vowel_signs(line, signs)


def _lam_before_alef(line: list[Glyph]) -> list[Glyph]:
    """A ligature of both stands at one place; lam is read first."""
    for i in range(len(line) - 1):
        first, second = line[i], line[i + 1]
        if first.text in _ALEFS and second.text == "ل" and abs(first.x0 - second.x0) < 0.1:
            line[i], line[i + 1] = second, first
    return line


def _spaced(line: list[Glyph], signs: list[Glyph], size: float) -> list[Glyph]:
    """The line with a space wherever there is a gap and none yet; a vowel sign may make room for itself."""
    own = any(glyph.text.isspace() for glyph in line)
    spaced = line[:1]
    for last, glyph in pairwise(line):
        left, right = glyph.x1, last.x0
        letters = _ARABIC.match(last.text) and _ARABIC.match(glyph.text)
        widest = size * (WIDE_GAP if own and letters else GAP)
        blank = last.text.isspace() or glyph.text.isspace() or glyph.text in _NO_SPACE_BEFORE
        if right - left > widest and not blank and not any(left < (s.x0 + s.x1) / 2 < right for s in signs):
            spaced.append(Glyph(" ", left, right))
        spaced.append(glyph)
    return spaced


def _left_to_right_runs(line: list[Glyph]) -> list[Glyph]:
    """Turn numbers and Latin words, which stand the other way round in a line read from the right."""
    result: list[Glyph] = []
    i = 0
    while i < len(line):
        end = _run_end(line, i)
        result += reversed(line[i:end]) if end > i + 1 else line[i : i + 1]
        i = max(end, i + 1)
    return result


def _run_end(line: list[Glyph], start: int) -> int:
    """Where the left-to-right run that starts here ends; ``start`` if none does."""
    if not _runs_right(line[start].text):
        return start
    end = start + 1
    while end < len(line):
        if _runs_right(line[end].text):
            end += 1
        elif end + 1 < len(line) and _joins(line[end - 1].text, line[end].text, line[end + 1].text):
            end += 2
        else:
            break
    return end


def _runs_right(text: str) -> bool:
    return text.isdigit() or _LATIN.match(text) is not None


def _joins(left: str, between: str, right: str) -> bool:
    """Whether a character between two others of a left-to-right run belongs to it."""
    if left.isdigit() and right.isdigit():
        return between in _BETWEEN_DIGITS
    latin = _LATIN.match(left) or _LATIN.match(right)
    return bool(latin) and _runs_right(left) and _runs_right(right) and between in " ./-–'’&"


def _with_vowel_signs(line: list[Glyph], signs: list[Glyph]) -> list[Glyph]:
    """Each vowel sign after the letter over or under which it stands."""
    after: dict[int, list[Glyph]] = {}
    for sign in signs:
        middle = (sign.x0 + sign.x1) / 2
        letters = [i for i, glyph in enumerate(line) if _ARABIC.match(glyph.text)]
        if letters:
            nearest = min(letters, key=lambda i: (abs((line[i].x0 + line[i].x1) / 2 - middle), i))
            after.setdefault(nearest, []).append(sign)
    return [part for i, glyph in enumerate(line) for part in (glyph, *sorted(after.get(i, []), key=_canonical))]


def _canonical(sign: Glyph) -> int:
    """The place of a vowel sign among several on one letter, in the canonical order of Unicode."""
    return unicodedata.combining(sign.text)


def mirrored(lines: Sequence[str]) -> bool:
    """Whether the brackets of these lines are the wrong way round: most lines that have some close before they open."""
    wrong = sum(_closes_first(line) for line in lines)
    right = sum(_closes_first(line.translate(_MIRROR)) for line in lines)
    return wrong > right


def mirror(text: str) -> str:
    """The text with every bracket turned round."""
    return text.translate(_MIRROR)


def _closes_first(line: str) -> bool:
    first = next((c for c in line if c in _OPEN + _CLOSE), "")
    return bool(first) and first in _CLOSE


_NUMBER_AFTER_POINT = re.compile(r"^(\[?)([.)\-–])\s?(\d{1,3})(?=\s)")


def number_first(text: str) -> str:
    """``.1`` at the start of a line as ``1.``: the point stands where the direction of the number put it."""
    return _NUMBER_AFTER_POINT.sub(lambda match: f"{match[1]}{match[3]}{match[2]}", text)
