"""Numbers at the head of a paragraph, with what is printed around them: ``(a)``, ``[3.``, ``1°``, ``一、``, ``2A.``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Many
from enum import StrEnum
from functools import cache, lru_cache

from treatydiff.text.frozen import dataclass
from treatydiff.text.numbering import (
    ABJAD,
    ALTERNATE,
    BRANCHES,
    CYRILLIC,
    PAIR,
    STEMS,
    SUFFIX_WORDS,
    SUFFIXED,
    Number,
    Sequence,
    readings,
)
from treatydiff.text.regexes import regex


class Form(StrEnum):
    """What is printed around a number at the head of a paragraph."""

    BARE = "1"
    """A number and a space, as the Council of Europe prints paragraphs; never read without its neighbours."""
    DOT = "1."
    CLOSE = "1)"
    ENCLOSED = "(1)"
    QUOTED = "‘1’"
    DASH = "1 -"
    DEGREE = "1°"
    """An ordinal in figures, as French and Spanish laws count the members of a list."""
    SIGN = "§ 1"
    COMMA = "一、"
    BULLET = "•"
    OPTION = "Option 1"


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at the head of a paragraph, with what is printed around it."""

    printed: str
    """Everything up to the paragraph's first word: ``[3.``, ``(a)``."""
    form: Form
    numbers: tuple[Number, ...]
    """Every way of reading it, the likelier first."""
    end: int
    """Where the paragraph's own text begins."""
    bracketed: bool = False
    """Stands behind an opening square bracket."""
    doubtful: bool = False
    """A number only as the first or next of its series, else a word: ``1A``, ``ba``, ``(a)nd``."""


_BEHIND_DIGITS = "(?:[a-zA-Z]{1,2}|[⁰¹²³⁴-⁹]{1,2})"
"""What is put behind a number to count what was inserted later: ``1A``, ``1ab``, ``1¹``."""
_CORE = (
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}{_BEHIND_DIGITS}?|[a-zñ]{{1,6}}(?:\.\d{{1,3}})?|[A-ZÑ]{{1,6}}(?:\.\d{{1,3}})?|[{CYRILLIC}]|[零一二三四五六七八九十百]{{1,5}}|[{ABJAD}ا]ـ?|"
    rf"[{STEMS}{BRANCHES}])(?:{SUFFIXED})?(?:\s?ante)?(?:\.?\s?{ALTERNATE})?"
)
_DIGITS = rf"(?:\d{{1,3}}|1[0-8]\d\d)(?:{SUFFIXED})?(?:\s?ante)?(?:\.?\s?{ALTERNATE})?"
"""Beyond 1899 it is more likely a year."""
_SUFFIXED_DIGITS = rf"\d{{1,4}}(?:(?:{SUFFIXED})(?:\.?\s?{ALTERNATE})?|\s?{ALTERNATE})"
_BEHIND = rf"\s?(?P<behind>(?:{SUFFIX_WORDS})(?:\.?\s?{ALTERNATE})?|{ALTERNATE})(?:\.(?=\s)|(?![\w.]))"
"""A suffix behind what encloses the number: ``(b) bis.``, ``(d)bis``."""
_FORMS = (
    (Form.ENCLOSED, rf"[(（]\s?(?P<n>{_CORE})\.?\s?[)）](?:{_BEHIND}|(?![a-z]))"),
    (Form.ENCLOSED, r"[(（]\s?(?P<n>\d{1,3}|[a-z]|[ivx]{2,5})\s?[)）](?=[a-z]{2}|a\s)"),
    (Form.QUOTED, rf"[‘’'\"“”](?P<n>{_DIGITS}|[ivx]{{1,5}})[‘’'\"“”]\s"),
    (Form.COMMA, r"(?P<n>[一二三四五六七八九十百]{1,5}(?:之[一二三四五六七八九十]{1,3})?)、"),
    (Form.DEGREE, rf"(?P<n>\d{{1,3}})(?:[°º]|\.[ºªo°])(?:\s(?P<behind>{SUFFIX_WORDS})(?![^\W\d_]))?\.?(?=\s)"),
    (Form.SIGN, rf"§\s?(?P<n>{_DIGITS}|\d{{1,3}}{_BEHIND_DIGITS})\.?(?=\s)"),
    (Form.DOT, rf"(?P<n>{_DIGITS})[°º]?[.．](?:[-–]|{_BEHIND})?(?![\d).,])"),
    (Form.DOT, rf"(?P<n>\d{{1,3}}{_BEHIND_DIGITS})[.．](?![\w).,])"),
    (Form.DOT, rf"(?P<n>(?>{_SUFFIXED_DIGITS}))\s(?=[\[“\"«(]*[^\W\d_a-zа-я])"),
    (Form.DOT, r"(?P<n>\d{1,3}(?:\.\d{1,3}){1,3})\.?\s+(?=[\[“\"«]*[^\W\d_a-zа-я])"),
    (Form.DOT, r"(?P<n>[a-zñ]|[ivx]{2,5}|[A-Z]|[IVX]{2,6})[.．](?:\s?[-–—―]{1,2}(?=\s?\S)|(?=\s))"),
    (Form.CLOSE, rf"(?P<n>{_CORE})[°º]?[)）](?:{_BEHIND}|(?![\w.,;]))"),
    (Form.CLOSE, r"(?P<n>[a-z]|\d{1,2})[)）](?=[^\W\d_]{3})"),
    (Form.DASH, rf"-\s(?P<n>{_DIGITS})\s(?=[\[(“”«\"]*[\u0621-\u064A])"),
    (Form.DASH, rf"(?P<n>{_DIGITS}|[{ABJAD}ا]ـ?)\s?[-–]\s?(?=[\[(“”«\"]*[\u0621-\u064A])"),
    (Form.BULLET, r"(?P<n>)[•▪‣◦●·–—](?=\s)"),
)
_FAR_FORMS = (
    (Form.ENCLOSED, r"[(（]\s?(?P<n>\d{4})\s?[)）](?![\w.,;])"),
    (Form.SIGN, r"§\s?(?P<n>\d{4})\.?(?=\s)"),
    (Form.DOT, r"(?P<n>\d{4})[.．](?![\d).,])"),
    (Form.CLOSE, r"(?P<n>\d{4})[)）](?![\w.,;])"),
    (Form.DASH, r"(?P<n>\d{4})\s?[-–]\s?(?=[\[(“”«\"]*[\u0621-\u064A])"),
)
"""Of four digits."""
_LEAD = r"(?P<lead>(?:\[\s?){0,3})"
_OPENINGS = {Form.ENCLOSED: "(（", Form.QUOTED: "‘’'\"“”", Form.SIGN: "§", Form.BULLET: "•▪‣◦●·–—"}
"""The signs with which a number of some forms begins."""
_ARABIC = regex("[\u0621-\u064a]")
"""A dash makes a number only before Arabic letters."""
_NEAR = 200
"""So far behind it."""


@cache
def _marker(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}{pattern}\s*(?:\]\s*)?")


_HEAD = regex(
    rf"{_LEAD}(?:[(（‘’'\"“”\d§•▪‣◦●·–—\-]|[零一二三四五六七八九十百]{{1,5}}(?:之[一二三四五六七八九十]{{1,3}})?[、)）.．]|(?=[\w\s°º]{{1,23}}?[.．)）\-–ـ])[^\W\d_]{{1,6}}\s?(?:\w{{3,14}}\s?)?[°º]?[.．)）\-–ـ])"
)
"""A quick test that most paragraphs without a number fail."""
_FAR_HEAD = regex(rf"{_LEAD}[(（§]?\s?\d{{4}}")
"""The same of four digits, and quicker."""


def read_marker(text: str, start: int = 0) -> Marker | None:
    """The number that a paragraph opens with at ``start``, if it opens with one."""
    return _read(text, start, _FORMS)


def read_far_marker(text: str) -> Marker | None:
    """The number of four digits that a paragraph opens with, for whoever knows that it is the next of its series:
    elsewhere it is a year or a quantity."""
    return _read(text, 0, _FAR_FORMS) if _FAR_HEAD.match(text) else None


def _read(text: str, start: int, forms: Many[tuple[Form, str]]) -> Marker | None:
    head = _HEAD.match(text, start)
    if not head:
        return None
    sign = text[head.end("lead")]
    for form, pattern in forms:
        if form is Form.DASH and not _ARABIC.search(text, start, start + _NEAR):
            continue
        found = _marker(pattern).match(text, start) if sign in _OPENINGS.get(form, sign) else None
        if not found:
            continue
        behind = found.groupdict().get("behind")
        bare = f"{found['n']} {behind}" if behind else found["n"]
        numbers = (BULLET,) if form is Form.BULLET else _with_letters_behind(bare)
        if numbers:
            doubtful = _doubtful(bare, numbers, text[found.end() - 1 : found.end() + 1])
            return Marker(found[0].strip(), form, numbers, found.end(), bool(found["lead"]), doubtful)
    return None


_BETWEEN = regex(rf"\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}{_BEHIND_DIGITS}|[a-z]{{2,4}}")


def _doubtful(bare: str, numbers: Many[Number], around: str) -> bool:
    """Whether only the series shows that this is a number: it stands behind the one it is called after, or a word is
    glued to its bracket."""
    if around[:1] in ")）" and around[1:].islower():
        return True
    if all(number.suffix for number in numbers):
        return _BETWEEN.fullmatch(bare) is not None
    return bare[:1].isalpha() and all(len(number.path) > 1 for number in numbers)


def _place(letter: str) -> int:
    """1 for a, 26 for z."""
    return ord(letter) - ord("a") + 1


@lru_cache(maxsize=4096)
def _with_letters_behind(bare: str) -> tuple[Number, ...]:
    """Every way to read a number at the head of a text: there ``aa`` may be the first of its kind and stand behind
    ``a``, and ``ba`` behind ``b``."""
    found = readings(bare)
    if not PAIR.fullmatch(bare):
        return found
    if len(bare) == 2 and bare[0] == bare[1]:
        found = (*found, Number(bare, Sequence.DOUBLE, (_place(bare[0]),)))
    if any(number.sequence is Sequence.ROMAN for number in found):
        return found
    before = (n for n in readings(bare[:-1]) if n.sequence is Sequence.ROMAN or len(bare) == 2)
    return (*found, *(Number(bare, n.sequence, n.path, _place(bare[-1])) for n in before))


BULLET = Number("", Sequence.BULLET, ())


_INLINE = regex(
    r"[:;.؛：；。،,，—][”\"’»]?\s*(?:(?P<and>\w{1,4})\s+)?"
    r"(?=(?:\[\s?){0,3}(?:[(（‘’'\"“”]\s?)?[\w]{1,6}(?:\s\w{3,12})?\s?[.．)）、‘’'\"“”]|[-•]\s)"
)


def inline_markers(text: str, conjunctions: frozenset[str] = frozenset()) -> Iterator[tuple[str, Marker, int]]:
    """Numbers inside a text that may open a provision: ``(what stands before, number, where it begins)``.

    What stands before is a punctuation mark; the conjunctions (``and``, ``or``) may stand between.
    """
    for found in _INLINE.finditer(text):
        start = found.end()
        if found["and"] and found["and"].lower() not in conjunctions:
            start = found.start("and")
        if start and (marker := read_marker(text, start)) and marker.end < len(text):
            yield found[0][0], marker, start
