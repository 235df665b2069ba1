"""Right-to-left lines of a PDF: letters in reading order, by their place on the page.

A PDF stores Arabic as it is painted, and the order that libraries guess goes wrong at brackets, numbers, ligatures and
vowel signs. The place of every letter is certain, so the line is read from it: from right to left, numbers and Latin
words from left to right (a small part of the Unicode Bidirectional Algorithm, UAX #9, rules W2 to W5, L2 and L4).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from treatydiff.text.lettering import TATWEEL
from treatydiff.text.regexes import regex

_ARABIC = regex("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = regex("[A-Za-zÀ-ɏЀ-ӿ]")
_FORMS = regex("[\ufb50-\ufdff\ufe70-\ufefc]+")
_VOWEL_SIGNS = frozenset(
    "\u0610\u0611\u0612\u0613\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
)
_AFTER_LAM = frozenset("اأإآٱىيمجحخه")
"""What lam is joined to in the ligatures of common fonts."""
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_QUOTES = str.maketrans("“”‘’", "”“’‘")
"""pdfium mirrors these too, though they are no mirrored characters of Unicode."""
_NO_SPACE_BEFORE = frozenset("،؛؟.:,;!")
_OPEN, _CLOSE = "([{", ")]}"
_OPEN_QUOTE, _CLOSE_QUOTE = "«", "»"
_BRACKETS = frozenset(_OPEN + _CLOSE + _OPEN_QUOTE + _CLOSE_QUOTE)
_ROUND_OR_SQUARE = frozenset(_OPEN + _CLOSE)
_BETWEEN_DIGITS = frozenset(".,/:٫٬")
"""Of any number; what else joins the parts of one does so only where no Arabic letter comes before (UAX #9, W2, W4)."""
_BETWEEN_FIGURES = _BETWEEN_DIGITS | frozenset("-–+")
_BETWEEN_WORDS = frozenset(" ./-–'’&")
FLAT = 0.16
"""A glyph no higher than this share of the font size is a stroke or a point."""
NO_INK = 0.03
"""What is flatter than this share of it cannot be seen."""
HIGH = 0.15
"""Signs over the line reach above this share of it."""
_LOW_SIGNS, _HIGH_SIGNS = frozenset("-_.,="), frozenset("~'`^\"")
GAP = 0.2
"""A gap of this share of the font size is a space, in a line that has none of its own."""
NARROW_GAP = 0.12
"""The same where a library found one, too."""
SLACK = 0.1
"""So far beside a gap may stand what tells of it: some letters reach under their neighbours."""
WIDE_GAP = 0.5
"""The same between letters, in a line most of whose spaces are its own."""


class Glyph(NamedTuple):
    """A character and where it stands: left and right edge, in points."""

    text: str
    x0: float
    x1: float
    raised: bool = False
    struck: bool = False
    thick: bool = False
    underlined: bool = False


def is_right_to_left(text: str) -> bool:
    """Whether a line is Arabic, with or without some Latin in it."""
    return (
        not text.isascii()
        and _ARABIC.search(text) is not None
        and len(_ARABIC.findall(text)) > len(_LATIN.findall(text))
    )


def is_stroke(c: str, bottom: float, top: float, size: float) -> bool:
    """Whether a letter is as flat as none is: a stroke that stretches an Arabic word, which files do not name.

    ``bottom`` and ``top`` of its ink count from the base line. Signs are flat, but those of them that stand high do not
    lie on the line, and a blank has no ink.
    """
    if c in _LOW_SIGNS or (c in _HIGH_SIGNS and top > HIGH * size):
        return False
    return (NO_INK * size if c == " " else 0) < top - bottom < FLAT * size


def goes_on(text: str) -> bool:
    """Whether the line after this one goes on with its sentence."""
    return is_right_to_left(text) and not text.rstrip().endswith((".", ":", "؛", "؟", "!"))


def is_vowel_sign(c: str) -> bool:
    """Whether a character stands over or under a letter and takes no room of its own."""
    return c in _VOWEL_SIGNS


def fold(text: str) -> str:
    """Presentation forms as the letters that they are: ``ﻻ`` → ``لا``."""
    return _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def reading_order(glyphs: Sequence[Glyph], size: float, goes_on: bool = False) -> list[Glyph]:
    """The characters of a right-to-left line in the order in which they are read, spaces included.

    ``goes_on``: the line goes on with a sentence, so that Arabic letters come before whatever it begins with.
    """
    letters = [glyph for glyph in glyphs if glyph.text not in _VOWEL_SIGNS and not _guessed(glyph)]
    order = sorted(range(len(letters)), key=lambda i: (-round(letters[i].x0 + letters[i].x1, 1), i))
    line = _ligatures_parted([letters[i] for i in order])
    signs = [glyph for glyph in glyphs if glyph.text in _VOWEL_SIGNS]
    guessed = [glyph.x0 for glyph in glyphs if _guessed(glyph)]
    line = _left_to_right_runs(_spaced(line, signs, guessed, size), arabic=goes_on)
    line = [glyph._replace(text=glyph.text.translate(_QUOTES)) for glyph in _brackets(line)]
    return _with_vowel_signs(_unstretched(line), signs)


def from_left(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """The characters of a Latin line as they stand, with a space wherever there is a gap and none."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: round(glyph.x0 + glyph.x1, 1)):
        gap = line and glyph.x0 - line[-1].x1 > GAP * size
        if gap and not line[-1].text.isspace() and not glyph.text.isspace():
            line.append(Glyph(" ", line[-1].x1, glyph.x0))
        line.append(glyph)
    return line


def latin_alone(text: str) -> str:
    """A Latin line of an Arabic paragraph, whose last sign stands at its left: ``.A/RES/2`` as ``A/RES/2.``."""
    begun = text.lstrip()
    signs = len(begun) - len(begun.lstrip(".,:;!?"))
    return f"{begun[signs:].rstrip()}{begun[:signs]}" if signs and len(begun) > signs else text


def _guessed(glyph: Glyph) -> bool:
    """Whether a space has no width: a library found a gap there."""
    return glyph.text.isspace() and glyph.x1 <= glyph.x0


def _unstretched(line: list[Glyph]) -> list[Glyph]:
    """The line without the strokes that stretch a word to fill it; at the edge of a word, ``هـ``, one belongs to it."""
    inner = {i for i in range(1, len(line) - 1) if all(_ARABIC.match(line[j].text) for j in (i - 1, i, i + 1))}
    return [glyph for i, glyph in enumerate(line) if glyph.text != TATWEEL or i not in inner]


def _brackets(line: list[Glyph]) -> list[Glyph]:
    """The line with its brackets the way round that the blanks beside them say; libraries turn some and not others."""
    turned = list(line)
    for i, glyph in enumerate(line):
        before = i == 0 or line[i - 1].text.isspace()
        after = i + 1 == len(line) or _is_outside(line[i + 1].text)
        if glyph.text in _BRACKETS and before != after:
            wrong = _OPEN + _OPEN_QUOTE if after else _CLOSE + _CLOSE_QUOTE
            turned[i] = glyph._replace(text=mirror(glyph.text)) if glyph.text in wrong else glyph
    return turned


def _is_outside(text: str) -> bool:
    """Whether what follows a bracket shows that it closes."""
    return text.isspace() or text in _NO_SPACE_BEFORE or text in _CLOSE + _CLOSE_QUOTE


def _ligatures_parted(line: list[Glyph]) -> list[Glyph]:
    """Letters of one ligature stand at one place, and libraries give the last of them first: ``لا``, ``لى``."""
    parted: list[Glyph] = []
    start = 0
    for i in range(1, len(line) + 1):
        if i == len(line) or not _at_one_place(line[i - 1], line[i]):
            parted += _in_order(line[start:i])
            start = i
    return parted


def _in_order(ligature: list[Glyph]) -> list[Glyph]:
    """The letters of a ligature: lam before whatever it is joined to, whoever gave which first; else the other way."""
    first, *others = ligature
    if len(others) == 1 and first.text == "ل" and others[0].text in _AFTER_LAM:
        return ligature
    return ligature[::-1]


def _at_one_place(first: Glyph, second: Glyph) -> bool:
    letters = _ARABIC.match(first.text) and _ARABIC.match(second.text)
    return bool(letters) and abs(first.x0 - second.x0) < 0.1 and abs(first.x1 - second.x1) < 0.1


def _spaced(line: list[Glyph], signs: list[Glyph], guessed: list[float], size: float) -> list[Glyph]:
    """The line with a space wherever there is a gap and none yet; a vowel sign may make room for itself.

    ``guessed`` is where a library found gaps: there a narrower one is enough.
    """
    own = sum(glyph.text.isspace() for glyph in line) > len(guessed)  # one of its own may stray in among guessed ones
    spaced = line[:1]
    for last, glyph in pairwise(line):
        left, right = glyph.x1, last.x0
        letters = _ARABIC.match(last.text) and _ARABIC.match(glyph.text)
        told = any(left - SLACK * size <= x <= right + SLACK * size for x in guessed)
        widest = size * (NARROW_GAP if told else WIDE_GAP if own and letters else GAP)
        blank = last.text.isspace() or glyph.text.isspace() or glyph.text in _NO_SPACE_BEFORE
        if right - left > widest and not blank and not any(left < (s.x0 + s.x1) / 2 < right for s in signs):
            spaced.append(Glyph(" ", left, right))
        spaced.append(glyph)
    return spaced


def _left_to_right_runs(line: list[Glyph], arabic: bool) -> list[Glyph]:
    """Turn numbers and Latin words, which stand the other way round in a line read from the right."""
    result: list[Glyph] = []
    i = 0
    while i < len(line):
        end = _run_end(line, i, arabic)
        run = line[i:end] if end > i + 1 else line[i : i + 1]
        result += reversed(run)
        strong = [glyph.text for glyph in reversed(run) if _ARABIC.match(glyph.text) or _LATIN.match(glyph.text)]
        arabic = not _LATIN.match(strong[-1]) if strong else arabic
        i = max(end, i + 1)
    return result


def _run_end(line: list[Glyph], start: int, arabic: bool) -> int:
    """Where the left-to-right run that starts here ends; ``start`` if none does. ``arabic``: a letter came before."""
    if not _runs_right(line[start].text):
        return start
    end = start + 1
    while (after := _next_letter(line, end)) < len(line):
        between = "".join(glyph.text for glyph in line[end:after])
        marked = line[end - 1].raised != line[after].raised and (between or not _LATIN.match(line[after].text))
        if marked or not _joins(line[end - 1].text, between, line[after].text, arabic):
            break
        end = after + 1
    return _first_lone_bracket(line, start, end)


def _first_lone_bracket(line: list[Glyph], start: int, end: int) -> int:
    """The end of a run, before its first bracket if one has no other in it: a pair goes one way (UAX #9, N0)."""
    brackets = [i for i in range(start, end) if line[i].text in _ROUND_OR_SQUARE]
    if len(brackets) % 2:
        end = max(i + 1 for i in range(start, brackets[0]) if _runs_right(line[i].text))
    return end


def _next_letter(line: list[Glyph], start: int) -> int:
    """The next character that has a direction of its own."""
    while start < len(line) and not (_runs_right(line[start].text) or _ARABIC.match(line[start].text)):
        start += 1
    return start


def _runs_right(text: str) -> bool:
    return text.isdigit() or _LATIN.match(text) is not None


def _joins(right: str, between: str, left: str, arabic: bool) -> bool:
    """Whether what stands between two characters of a left-to-right run belongs to it (UAX #9, rules W4, W7, N1).

    A figure to the left of a Latin letter is in a run that begins with others. To the right of one it may begin a run
    of its own, ``17 New York``, or end that of the letter, ``A/AC.999/4``: nobody can see which.
    """
    if not _runs_right(left):
        return False
    if not between or _LATIN.match(right):
        return True
    if left.isdigit():
        return between in (_BETWEEN_DIGITS if arabic else _BETWEEN_FIGURES)
    return between in _BETWEEN_WORDS


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


_NUMBER_AFTER_POINT = regex(r"^(\[?)([.)\-–])\s?(\d{1,3})(?=\s)")


def number_first(text: str) -> str:
    """``.1`` at the start of a line as ``1.``: the point stands where the direction of the number put it."""
    return _NUMBER_AFTER_POINT.sub(lambda match: f"{match[1]}{match[3]}{match[2]}", text)
