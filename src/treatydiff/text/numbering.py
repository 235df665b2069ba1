"""Printed numbers: ``5 bis``, ``20 ante``, ``(a)``, ``(iv)``, ``1.``, ``一、``, ``（一）``, ``’1‘``, ``(أ)``.

A printed number may be read in more than one way: ``i`` is the ninth letter and the first Roman numeral. ``readings``
gives them all; which one is meant is decided by the numbers around it (see ``structure.nesting``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache

from treatydiff.text.frozen import dataclass
from treatydiff.text.lettering import TATWEEL, fold
from treatydiff.text.regexes import regex


class Sequence(StrEnum):
    """What kind of series a number belongs to."""

    DECIMAL = "decimal"
    LETTER = "letter"
    DOUBLE = "double letter"
    """Doubled letters as a series of their own, aa bb cc, as items inside items are counted."""
    CAPITAL = "capital"
    ROMAN = "roman"
    CAPITAL_ROMAN = "capital roman"
    CJK = "cjk"
    """Chinese numerals, 一 二 三."""
    STEM = "stem"
    """The Chinese heavenly stems, 甲 乙 丙."""
    BRANCH = "branch"
    """The Chinese earthly branches, 子 丑 寅."""
    ABJAD = "abjad"
    """Arabic letters in the order of their numerical value, أ ب ج."""
    CYRILLIC = "cyrillic"
    ORDINAL = "ordinal"
    """An ordinal written out: ``premier``, ``الثاني``."""
    CODE = "code"
    """A number put together as in codes of law: ``706-16``, ``L821-1``, ``A-01``."""
    BULLET = "bullet"


SUFFIXES = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"),
    *("undecies", "duodecies", "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies"),
    *("novodecies", "vicies"),
)
"""What follows the number of an inserted article: the second, the third ... of that number."""

_ARABIC_SUFFIXES = ["ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا"]
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CJK_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CJK_UNITS = {"十": 10, "百": 100, "千": 1000}
_HOMOGLYPHS = str.maketrans("аеорсхАЕОРСХ", "aeopcxAEOPCX")
"""Cyrillic letters that typists put for Latin ones in a Latin series."""

_ALT = 27
"""Behind the letters a to z: how the ``alt`` of an alternative counts among what follows a number; then ``alt 2`` …"""
ALTERNATE = r"[Aa]lt(?:\.?\s?[1-9](?![\d.]))?"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Number:
    """One reading of a printed number."""

    printed: str
    """Bare, as printed: ``3 bis``, ``ante 58``, ``iv``."""
    sequence: Sequence
    path: tuple[int, ...]
    """Its value; several of a compound number such as ``1.2``; empty for a bullet."""
    suffix: int = 0
    """2 for bis, 3 for ter ...; also 1 for A, ¹ and 之一, 2 for B, ² and 之二 ...; 0 where there is none, below it for
    what stands before: the A of ``L855-1 A``."""
    ante: bool = False
    """Stands *before* the number it is called after."""
    after: int = 0
    """What follows the suffix: 1 for the a of ``588 septies a``, 2 for ``504 bis 2``, 27 for alt, 28 for ``alt 2``."""

    @property
    def key(self) -> tuple[tuple[int, ...], int, int]:
        """Sorts ``20 ante`` before ``20``, and ``5`` before ``5 bis``, ``5 bis a``, ``5 ter`` and ``6``."""
        return self.path, self.suffix, -1 if self.ante else self.after

    @property
    def alternate(self) -> bool:
        """Whether it is printed as the alternative of another of its number: ``2 alt``."""
        return self.after >= _ALT

    @property
    def first(self) -> bool:
        """Whether a series may begin with it; ``a.1`` stands behind ``a``."""
        if len(self.path) > 1 and self.sequence in _SMALL:
            return False
        return not self.path or (self.path[-1] == 1 and not self.suffix)

    @property
    def label(self) -> str:
        """For identifiers: ``3bis``, ``58ante``, ``b``, ``iv``; words and Chinese as digits, letters as Latin ones."""
        if not self.path:
            return ""
        if self.sequence is Sequence.CODE:
            return re.sub(r"[^\w-]", "", self.printed.translate(_DASHES))
        if self._lettered:
            return self.printed
        first = _LABELS.get(self.sequence, str)(self.path[0])
        inside = _INNER_DIGITS.findall(self.printed) if len(self.path) > 1 else ()
        own = ".".join((first, *("".join(str(int(digit)) for digit in digits) for digits in inside)))
        return own + _suffix_label(self.suffix, self.printed) + _after_label(self.after) + ("ante" if self.ante else "")

    def succeeds(self, previous: Number) -> bool:
        """Whether nothing is missing between the two: ``6`` or ``5 bis`` after ``5``, ``20 ante`` after ``19 bis``."""
        if not self.path or not previous.path:
            return self.path == previous.path
        if self.path == previous.path:
            return self.key > previous.key
        *above, last = self.path
        suffix = max(self.suffix, 0)
        if self.sequence is Sequence.CODE and last == 1 and tuple(above) == previous.path:  # 53-1 behind 53
            return not suffix
        return (*above, last - 1) == previous.path and not suffix

    @property
    def _lettered(self) -> bool:
        """Whether it is a letter or small Roman numeral with a letter behind it: ``ba``, ``iia``."""
        return bool(self.suffix and PAIR.fullmatch(self.printed)) and self.printed[-1] == _latin(self.suffix)

    def follows(self, previous: Number) -> bool:
        """Whether it may stand behind another in one series, whatever was put in between.

        What ``succeeds`` says, and: ``1.1`` behind ``1``, ``2`` behind ``1.1``, ``1.1`` behind ``1.01``, ``1.2`` behind
        ``1.11``, ``2B`` behind ``2AA``. How many were put in is not known: only the order counts.
        """
        if self.succeeds(previous):
            near = self.suffix <= previous.suffix + _NEXT_FEW or self.suffix == self.path[-1]
            return near or not self._lettered or self.path != previous.path
        if not self.path or not previous.path or self.sequence is Sequence.CODE:
            return False
        whole, deep = len(self.path) == 1, len(previous.path) > 1
        if self.path[0] != previous.path[0]:
            return whole and deep and self.path[0] == previous.path[0] + 1 and not self.suffix
        if whole and not deep:
            return _put_in(self) > _put_in(previous) > ""
        digits, before = _fraction(self), _fraction(previous)
        counted_on = len(self.path) != len(previous.path) and self.key > previous.key
        return counted_on or (len(digits) != len(before) and digits > before)


_SMALL = frozenset({Sequence.LETTER, Sequence.ROMAN, Sequence.DOUBLE})
_NEXT_FEW = 6
"""A letter put behind a letter counts from a: ``(be)`` is not so far from ``(b)``, and ``(by)`` is a word."""
PAIR = regex(r"[a-z]{2,4}")
_PUT_IN = regex(r"(?<=\d)[a-zA-Z]{1,2}$")


def _put_in(number: Number) -> str:
    """The letters behind a number, which sort as words do: A, AA, B."""
    found = _PUT_IN.search(number.printed)
    return found[0].lower() if found else ""


def _fraction(number: Number) -> str:
    """The digits behind the whole number, which sort as those of a fraction do: 01, 1, 11, 2."""
    return "".join(char for char in number.printed.partition(".")[2] if char.isdecimal())


# ------------------------------------------------------------------------------------------------------- one number

_ACCENTS = str.maketrans("áéíóú", "aeiou")
_DASHES = str.maketrans("‐‑–", "---")


def _accented(words: str) -> str:
    """A pattern of words, with or without accents: ``quáter``."""
    return re.sub("[aeiou]", lambda found: f"[{found[0]}{'áéíóú'['aeiou'.index(found[0])]}]", words)


SUFFIX_WORDS = _accented(
    "bis|ter|quater|(?:quinqu|sex|sept|oct|non|vic)ies|(?:un|duo|ter|quater|quin|sex|sept|octo|novo)?decies|quat|quin"
)
"""``SUFFIXES`` as a pattern, to be followed by what is no letter. It stands in twenty others, so it is kept short."""
_SUFFIX = (
    rf"(?:[\s.-]?(?P<latin>(?i:{SUFFIX_WORDS}))(?![^\W\d_]))"
    r"|(?:之(?P<cjk>[一二三四五六七八九十]{1,3}))"
    rf"|(?:\s?(?P<arabic>مكرر[اًة]{{0,2}}(?:\s(?:{'|'.join(_ARABIC_SUFFIXES)})[ًا]?)?))"
)
_NAMELESS_SUFFIX = re.sub(r"\?P<\w+>", "?:", _SUFFIX)
_POINT = r"(?:(?<=[a-z]{2})\.[1-9](?![^\W_]))?"
"""``5 ter.2``."""
DECIMAL = (
    r"(?:[Aa]nte\s)?\d{1,4}(?:\.\d{1,3}){0,3}(?:er|re|ère)?[°º]?"
    rf"(?:{_NAMELESS_SUFFIX}|[a-zA-Z]{{1,2}}|\s[A-Z](?=\.[-–—]))?{_POINT}(?:\s?ante)?(?![^\W_⁰¹²³⁴-⁹])"
)
AFTER = (
    r"(?:(?<=[a-z]{2})\s(?:[a-z1-9](?=\.?\s*$|\.[\s—–-])|[Aa]lt(?![^\W_]))"
    r"|(?<=\d)\s(?:[Aa]lt(?![^\W_]))|(?<=\d)\s?\([A-Z]\)(?=\s*$))?"
)
"""What may follow the number or suffix of an article: ``588 septies a``, ``2 ter alt``, ``140 (A)``."""
ROMAN_CAPITAL = rf"[IVXLC]{{1,8}}(?:er(?![^\W_]))?(?:\.\d{{1,3}})?(?:{_NAMELESS_SUFFIX})?(?:\s?ante)?(?![^\W_])"
_CODED = (
    r"(?:(?P<part>(?-i:[A-Z]{1,2}))\*?(?:\.?(?=\d)|[-‐‑–]|(?<=[LRD])\.\s|(?:\.?\s)(?=\d{1,4}[-‐‑–]\d)))?"
    r"\*?(?P<digits>\d{1,4}(?:[-‐‑–.]\d{1,4}){0,5})"
)
"""French codes print the part of the code (law, decree ...) before the number, older agreements a chapter."""
_BEFORE = r"\s(?-i:[A-Z])(?=\s?[-–—.,:;()]|\s*$|\s(?-i:[a-zà-ÿ]))"
"""What French codes put before L855-1, after L854-9: ``L855-1 A``. Behind it no sentence begins."""
_NAMELESS_CODE = re.sub(r"[?]P<[a-z]+>", "?:", _CODED)
CODE = rf"(?=(?-i:[A-Z])|\d{{1,4}}[-‐‑–]\d){_NAMELESS_CODE}(?:{_NAMELESS_SUFFIX}|{_BEFORE})?(?![^\W_])"
CJK = r"[零〇一二两三四五六七八九十百千]{1,9}"
SUFFIXED = _NAMELESS_SUFFIX
"""Regular expressions for the bare number of an article or part, as ``headings`` uses them."""

_NUMBER = regex(
    rf"(?P<before>ante\s+)?(?P<base>\d{{1,4}}(?:\.\d{{1,3}})*|[^\W\d_]+?(?:\.\d{{1,3}})*)(?:er|re|ère)?[°º]?"
    rf"(?:{_SUFFIX}|(?<=\d)\s?(?P<letter>[a-zA-Z]{{1,2}})|(?<=\d)\s?\((?P<enclosed>[a-zA-Z])\)"
    r"|(?<=\d)(?P<raised>[⁰¹²³⁴-⁹]{1,2}))?(?P<behind>\s?ante)?"
    r"(?:(?<=[a-z]\w)(?:\s|\.(?=\d))(?P<after>[a-z1-9])|\.?\s?(?P<alt>alt(?:\.?\s?[1-9])?))?",
    re.IGNORECASE,
)
_ROMAN = regex(r"(?P<hundreds>c{0,3})(?P<tens>xc|xl|l?x{0,3})(?P<units>ix|iv|v?i{0,3})")


_IN_PART = regex(r"[A-Z]+\.\d{1,3}")
"""``II.4``, ``A.1``: a part, and a number inside it."""
_CODE = regex(rf"{_CODED}(?:{_SUFFIX}|\s(?P<before>[A-Z]))?(?:\s(?P<after>[a-z1-9]|alt))?")


_AHEAD = 91
"""Less this, the letters A to Z count from -26 to -1: before the number without one."""


def _code(printed: str) -> Number | None:
    """A number of a code; one without hyphen and part is an ordinary number."""
    found = _CODE.fullmatch(printed)
    hyphened = found and bool(set(found["digits"]) & set("-‐‑–"))
    if not found or not (found["part"] or hyphened) or (not hyphened and _IN_PART.fullmatch(printed)):
        return None
    path = tuple(map(int, re.split("[-‐‑–.]", found["digits"])))
    part = sum((ord(letter) - 64) * 27**place for place, letter in enumerate(reversed(found["part"] or "")))
    suffix = ord(found["before"]) - _AHEAD if found["before"] else _suffix(found)
    return Number(printed, Sequence.CODE, (part, *path) if part else path, suffix, after=_after(found["after"]))


def _after(printed: str | None) -> int:
    if printed and printed[:3].lower() == "alt":
        return _ALT - 1 + int(printed[-1] if printed[-1].isdecimal() else 1)
    if not printed:
        return 0
    return int(printed) if printed.isdecimal() else ord(printed) - 96


def _after_label(after: int) -> str:
    if after > _ALT:
        return f"alt{after - _ALT + 1}"
    return "" if not after else "alt" if after == _ALT else chr(after + 96)


_PLAIN = 4
"""Figures of the longest number that is no year and no code."""


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[Number, ...]:
    """Every way to read a bare number, the likelier first; none where it is no number. Ordinal words: see ``parse``."""
    printed = text.strip()
    if not printed:
        return ()
    if len(printed) <= _PLAIN and printed.isascii() and printed.isdecimal():  # most numbers, without any pattern
        return tuple(Number(printed, sequence, (value,)) for sequence, value in _values(printed))
    if code := _code(printed):
        return (code,)
    found = _NUMBER.fullmatch(printed.translate(_WIDE).replace(TATWEEL, ""))
    if not found:
        return ()
    suffix, ante = _suffix(found), bool(found["before"] or found["behind"])
    base, *rest = found["base"].split(".")
    if base in ("ñ", "Ñ"):  # Spanish series count n, ñ, o: what stands between
        base, suffix = ("n" if base == "ñ" else "N"), 1
    tail = tuple(part for digits in rest for part in _parts(digits))
    after = _after(found["alt"] or found["after"])
    return tuple(Number(printed, sequence, (value, *tail), suffix, ante, after) for sequence, value in _values(base))


def _parts(digits: str) -> Iterator[int]:
    """``11.02`` is another number than ``11.2``: a leading zero is a part of its own."""
    bare = digits.lstrip("0") if digits.strip("0") else digits[:-1]
    yield from [0] * (len(digits) - len(bare))
    if bare:
        yield int(bare)


def parse(text: str, ordinals: Mapping[str, int] | None = None) -> Number | None:
    """The likeliest reading of a bare number; ``ordinals`` maps words in lower case to their values."""
    printed = text.strip()
    word = fold(printed)
    for end in range(len(word), 0, -1) if ordinals else ():
        if ordinals and word[:end] in ordinals and (end == len(word) or word[end].isspace()):
            suffix = _ONLY_SUFFIX.fullmatch(word[end:])
            if suffix or end == len(word):
                return Number(printed, Sequence.ORDINAL, (ordinals[word[:end]],), _suffix(suffix) if suffix else 0)
    found = readings(printed)
    romans = [number for number in found if number.sequence is Sequence.CAPITAL_ROMAN]
    return next(iter(romans or found), None)


@lru_cache(maxsize=10_000)
def key(number: str) -> str:
    """What a printed number is looked up by: numbers that are read alike have one, ``3 BIS`` and ``[3bis]``, 五 and 5.

    What cannot be read as a number is its own key, without blanks, brackets, full stops and case.
    """
    bare = re.sub(r"[\[\]()（）]|第|条", "", number).strip(" .")
    read = parse(bare)
    return (read.label if read else "".join(bare.split())).casefold()


_MISTAKEN = str.maketrans("lIOo", "1100")
"""Letters that scanning puts for digits: ``4l`` for ``41``."""


def mended(number: Number) -> Number | None:
    """A number whose digits were scanned as letters, read as it was meant; None where it has no such letter."""
    meant = number.printed.translate(_MISTAKEN)
    if meant == number.printed or not meant.isdecimal():
        return None
    return Number(number.printed, Sequence.DECIMAL, (int(meant),))


_INNER_DIGITS = regex(r"\.(\d{1,3})")
_ONLY_SUFFIX = regex(rf"(?:{_SUFFIX})", re.IGNORECASE)


def _values(base: str) -> Iterator[tuple[Sequence, int]]:
    """Each series that a number without suffix may belong to, and its place in it."""
    if base.isdecimal():
        yield Sequence.DECIMAL, int(base)
        return
    if cjk := _cjk(base):
        yield Sequence.CJK, cjk
        return
    latin = base.translate(_HOMOGLYPHS)
    small = latin.islower()
    if len(base) <= 8 and (roman := _roman(latin.lower())) and (small or latin.isupper()):
        if len(base) > 1:
            yield (Sequence.ROMAN if small else Sequence.CAPITAL_ROMAN), roman
        if letter := _letter(latin.lower()):
            yield (Sequence.LETTER if small else Sequence.CAPITAL), letter
        if len(base) == 1:
            yield (Sequence.ROMAN if small else Sequence.CAPITAL_ROMAN), roman
    elif (letter := _letter(latin.lower())) and (small or latin.isupper()):
        yield (Sequence.LETTER if small else Sequence.CAPITAL), letter
    for sequence, alphabet in _ALPHABETS:
        char = "أ" if base[0] == "ا" else base[0]
        if len(set(base)) == 1 and char in alphabet:
            yield sequence, len(alphabet) * (len(base) - 1) + alphabet.index(char) + 1


_ALPHABETS = (
    (Sequence.ABJAD, ABJAD),
    (Sequence.CYRILLIC, CYRILLIC),
    (Sequence.STEM, STEMS),
    (Sequence.BRANCH, BRANCHES),
)


def _letter(base: str) -> int:
    """``a`` is 1, ``z`` 26, ``aa`` 27, ``bb`` 28; 0 where it is none."""
    if len(base) > 3 or len(set(base)) != 1 or not "a" <= base[0] <= "z":
        return 0
    return 26 * (len(base) - 1) + ord(base[0]) - ord("a") + 1


def _latin(value: int) -> str:
    times, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


_NUMERALS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(base: str) -> int:
    """The value of a Roman numeral below four hundred; 0 where it is none. ``l`` and ``c`` alone are letters."""
    found = _ROMAN.fullmatch(base)
    if not found or base in ("l", "c"):
        return 0
    values = {name: value for value, name in _NUMERALS}
    return sum(values.get(part) or sum(values[char] for char in part) for part in found.groups())


def _as_roman(value: int) -> str:
    numeral = ""
    for amount, name in _NUMERALS:
        times, value = divmod(value, amount)
        numeral += name * times
    return numeral


_LABELS: Mapping[Sequence, Callable[[int], str]] = {
    **dict.fromkeys((Sequence.LETTER, Sequence.ABJAD, Sequence.CYRILLIC, Sequence.STEM, Sequence.BRANCH), _latin),
    Sequence.DOUBLE: lambda value: 2 * _latin(value),
    Sequence.CAPITAL: lambda value: _latin(value).upper(),
    Sequence.ROMAN: _as_roman,
    Sequence.CAPITAL_ROMAN: lambda value: _as_roman(value).upper(),
}


def _cjk(base: str) -> int:
    """The value of a Chinese numeral below ten thousand; 0 where it is none."""
    total, digit = 0, 0
    for char in base:
        if char in _CJK_DIGITS:
            digit = _CJK_DIGITS[char]
        elif char in _CJK_UNITS:
            total, digit = total + (digit or 1) * _CJK_UNITS[char], 0
        else:
            return 0
    return total + digit


def _suffix(found: re.Match[str]) -> int:
    if found["latin"]:
        word = found["latin"].lower().translate(_ACCENTS)
        return SUFFIXES.index(_SHORT.get(word, word)) + 2
    if found["cjk"]:
        return _cjk(found["cjk"])
    if found["arabic"]:
        words = fold(found["arabic"]).split()
        return _ARABIC_SUFFIXES.index(words[1]) + 3 if len(words) > 1 and words[1] in _ARABIC_SUFFIXES else 2
    groups = found.groupdict()
    if groups.get("raised"):
        return int(groups["raised"].translate(_LOWERED))
    letter = groups.get("letter") or groups.get("enclosed")
    return _letter(letter.lower()) or (ord(letter[0].lower()) - 96) * 26 + ord(letter[-1].lower()) - 96 if letter else 0


_SHORT = {"quat": "quater", "quin": "quinquies"}
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _suffix_label(suffix: int, printed: str) -> str:
    if not suffix:
        return ""
    if found := re.search(r"\d([a-zA-Z]{1,2})(?:\s?ante)?$", printed):
        return found[1].lower()
    return SUFFIXES[suffix - 2] if 2 <= suffix < len(SUFFIXES) + 2 else f"-{suffix}"
