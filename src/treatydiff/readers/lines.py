"""Printed lines and pages: the input of page layout."""

from __future__ import annotations

import re
from dataclasses import field
from typing import NamedTuple

from treatydiff.text.frozen import dataclass
from treatydiff.text.lettering import WordPattern
from treatydiff.text.numbering import SUFFIXES
from treatydiff.text.regexes import regex

BROKEN_HYPHEN = "\ufffe"
"""A hyphen that ends a line and may only be there because the line ends (pypdfium2 gives this character)."""
NARROW_SPACE = "\uffff"
"""A space that is not in the file, guessed from a gap too narrow for one: ``ar eas``. Leaves no reader."""
WIDE = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
"""Chinese characters and signs as wide as they are, as ranges for a character class."""
NARROW = 0.24
"""A gap narrower than this share of the font size is no space between words: typesetters go down to a quarter."""
BELOW = -0.3
"""A stroke under a word stands below its base line by less than this share of the font size."""
OVER = 0.75
"""A stroke that marks words ends with them, give or take this share of the font size; a line of a table runs on."""
LOW, HIGH = 0.14, 0.5
"""A stroke through a word stands above its base line by these shares of the font size; underlines are below."""
LEVEL = 0.45
"""Pieces of a line stand no further apart in height than this share of the font size."""
IDEOGRAPH = WordPattern(f"[{WIDE}]", apart=WIDE)

LEADERS = regex(r"(?:\.\s?){4}\s*\d{1,4}\s*$")
"""The dots and the page number that end an entry of a table of contents."""
SENTENCE_ENDS = regex(r"[.;:!?。；：！？…]['’”»\"）)\]]*$")


class Mark(NamedTuple):
    """A stretch of a line, such as a raised digit or asterisk: where it starts and ends in the text."""

    start: int
    end: int


class Stroke(NamedTuple):
    """A thin level line: from where to where, and how high it stands on the page, in points."""

    x0: float
    x1: float
    y: float

    def through(self, base: float, size: float) -> bool:
        """Whether it stands where a line of this base line and font size has its small letters."""
        return LOW * size < self.y - base < HIGH * size

    def under(self, base: float, size: float) -> bool:
        """Whether it underlines a line of this base line and font size."""
        return BELOW * size < self.y - base < 0.05 * size

    def runs_beyond(self, x0: float, x1: float, size: float) -> bool:
        """Whether it runs on beyond words that reach from here to there."""
        return self.x0 < x0 - OVER * size or self.x1 > x1 + OVER * size


class RuledCell(NamedTuple):
    """The ruled lines around a cell of a table, in points, or where they would stand if there were any."""

    left: int
    right: int
    low: int
    high: int
    table: int = 0
    """Which of the tables without lines it is in; 0 in one with lines."""


class PageLine(NamedTuple):
    """One printed line. Lengths are points, counted from the page's lower left corner."""

    text: str
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    """Height of the base line."""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    marks: tuple[Mark, ...] = ()
    hang: float = 0.0
    """Where the words begin after a number at the start of the line; 0.0 if there is none."""
    struck: tuple[Mark, ...] = ()
    """Stretches with a stroke through them. They stay in the text until it is laid out: that goes by what is seen."""
    cell: RuledCell | None = None
    """The cell of a table in which it stands."""
    thick: tuple[Mark, ...] = ()
    """Stretches in bold letters; told only where a draft is read by its marks."""
    underlined: tuple[Mark, ...] = ()
    """Stretches with a stroke below them; told only where a draft is read by its marks."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in the order in which the file gives them."""

    number: int
    width: float
    height: float
    lines: tuple[PageLine, ...]
    slanted: tuple[str, ...] = field(default=())
    """Watermarks: lines that run across the page at a slant."""
    asked: int = 0
    """How many characters the file has on the page."""
    unmapped: int = 0
    """How many of them the file does not map to a letter."""
    strokes: tuple[Stroke, ...] = ()
    """Level lines that belong to no table: one of them may part the text from its footnotes."""
    through: int = 0
    """How many strokes go through words, where strokes are said to strike them out."""
    beyond: int = 0
    """How many of them run on beyond the words of their line, as the lines of a table do."""
    confidence: float | None = None
    """How sure tesseract is of the words, from 0 to 100; None where the page was not read by OCR."""


_ROMAN_OR_LETTER = r"[a-zа-яё]{1,2}|[ivxlc]{1,6}|[A-Z]|[IVXLC]{1,5}"
_SUFFIX = rf"(?:[ .]?(?:{'|'.join(SUFFIXES)}|quáter|ante|alt)){{0,2}}"
ITEM_NUMBER = regex(
    rf"\[?(?:"
    rf"\(\s?(?:\d{{1,3}}|{_ROMAN_OR_LETTER}|[ء-ي]|[一二三四五六七八九十]{{1,3}})"  # (a)  (iv)  (3 bis)  (أ)
    rf"{_SUFFIX}\.?\s?\)(?![,;.:)])(?:\s?(?:bis|ter|qu[aá]ter|alt)(?!\w)\.?)?"
    rf"|（[一二三四五六七八九十]{{1,3}}）"
    rf"|\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}{_SUFFIX}[.)](?:-|–|(?=[\s\[(]))"  # 3.  3)  1.2.  3 bis.
    rf"|(?:{_ROMAN_OR_LETTER})[.)](?=[\s\[])"  # a)  iv.  A.
    rf"|[一二三四五六七八九十]{{1,3}}、"
    rf"|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})?(?=\s)"  # 5.7
    rf"|[٠-٩]{{1,3}}(?:[.)]|\s?[-–])|(?:\d{{1,3}}|[ء-ي])\s?[-–]\s(?=[ء-ي”“])"
    rf"|\d{{1,2}}\s?(?:bis|ter|qu[aá]ter|alt)(?=\s[A-Z])|\d{{1,3}}(?:[°º]|\.[ºªo°])(?=\s)|§\s?\d{{1,3}}(?=[.\s])"
    rf"|[a-z]\)(?=[^\W\d_]{{3}})"  # 2 bis  1°  § 2  a)access
    rf"|[•●▪■·–—*-](?=\s)"
    rf")\s*"
)
"""The number of a paragraph, a subparagraph or an item at the start of a line, with the blank after it."""

_HEADING_NUMBER = regex(
    r"\[?(?:(?P<word>[^\W\d_]{3,})(?:\s|\s?[:–-]\s?)(?!(?:19|20)\d\d(?!\d))"
    r"(?:[A-Z]{0,2}\d{1,4}(?:[.–-]\d{1,3}){0,3}[A-Z]?|[IVXLC]{1,7}(?:\.\d{1,3})?|[A-Z](?:-\d{1,3})?"
    rf"|premier|première|первая){_SUFFIX}|第[一二三四五六七八九十百零\d]{{1,6}}[条章节部分编]+"
    r"|[^\W\d_]{4,}\s(?:الأول|الثاني|الثالث|الرابع|الخامس)ة?)[.:]?\]?",
    re.IGNORECASE,
)


def is_heading_number(text: str) -> bool:
    """Whether a line holds nothing but the word and number of a heading: ``Article 5``, ``PART II``, ``第五条``.

    ``article 5.`` in small letters is the end of a sentence.
    """
    text = text.strip()
    return _HEADING_NUMBER.fullmatch(text) is not None and not text[:1].islower()


def has_leaders(text: str) -> bool:
    """Whether a line ends as an entry of a table of contents does."""
    return text.rstrip()[-1:].isdecimal() and LEADERS.search(text) is not None
