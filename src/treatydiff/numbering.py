"""Printed numbers: ``5 bis``, ``20 ante``, ``(a)``, ``(iv)``, ``1.``, ``一、``, ``（一）``, ``’1‘``, ``(أ)``.

A printed number may be read in more than one way: ``i`` is the ninth letter and the first Roman numeral. ``readings``
gives them all; which one is meant is decided by the numbers around it (see ``structure.nesting``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Sequence as Many
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from treatydiff.lettering import TATWEEL, fold
from treatydiff.regexes import regex


class Sequence(StrEnum):
    """What kind of series a number belongs to."""

    DECIMAL = "decimal"
    LETTER = "letter"
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


SUFFIXES = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies"),
    *("undecies", "duodecies", "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies"),
    *("novodecies", "vicies"),
)
"""What follows the number of an inserted article: the second, the third ... of that number."""

_ARABIC_SUFFIXES = ["ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا"]
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CJK_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CJK_UNITS = {"十": 10, "百": 100, "千": 1000}
_HOMOGLYPHS = str.maketrans("аеорсхАЕОРСХ", "aeopcxAEOPCX")
"""Cyrillic letters that typists put for Latin ones in a Latin series."""

_ALT = 27
"""Behind the letters a to z: how the ``alt`` of an alternative counts among what follows a number."""
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
    """2 for bis, 3 for ter ...; also 1 for A and 之一, 2 for B and 之二 ...; 0 where there is none."""
    ante: bool = False
    """Stands *before* the number it is called after."""
    after: int = 0
    """What follows the suffix: 1 for the ``a`` of ``588 septies a``, 2 for the 2 of ``504 bis 2``; 27 for ``alt``."""

    @property
    def key(self) -> tuple[tuple[int, ...], int, int]:
        """Sorts ``20 ante`` before ``20``, and ``5`` before ``5 bis``, ``5 bis a``, ``5 ter`` and ``6``."""
        return self.path, self.suffix, -1 if self.ante else self.after

    @property
    def alternate(self) -> bool:
        """Whether it is printed as the alternative of another of its number: ``2 alt``."""
        return self.after == _ALT

    @property
    def first(self) -> bool:
        """Whether a series may begin with it."""
        return not self.path or (self.path[-1] == 1 and not self.suffix)

    @property
    def label(self) -> str:
        """For identifiers: ``3bis``, ``58ante``, ``b``, ``iv``; words and Chinese as digits, letters as Latin ones."""
        if not self.path:
            return ""
        if self.sequence is Sequence.CODE:
            return re.sub(r"[^\w-]", "", self.printed.translate(_DASHES))
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
        if self.sequence is Sequence.CODE and last == 1 and tuple(above) == previous.path:  # 53-1 behind 53
            return not self.suffix
        return (*above, last - 1) == previous.path and not self.suffix


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


# ------------------------------------------------------------------------------------------------------- one number

_ACCENTS = str.maketrans("áéíóú", "aeiou")
_DASHES = str.maketrans("‐‑–", "---")


def _accented(words: str) -> str:
    """A pattern of words, with or without accents: ``quáter``."""
    return re.sub("[aeiou]", lambda found: f"[{found[0]}{'áéíóú'['aeiou'.index(found[0])]}]", words)


_SUFFIX_WORDS = _accented(
    "bis|ter|quater|(?:quinqu|sex|sept|oct|non|vic)ies|(?:un|duo|ter|quater|quin|sex|sept|octo|novo)?decies"
)
"""``SUFFIXES`` as a pattern, to be followed by what is no letter. It stands in twenty others, so it is kept short."""
_SUFFIX = (
    rf"(?:[\s.-]?(?P<latin>(?i:{_SUFFIX_WORDS}))(?![^\W\d_]))"
    r"|(?:之(?P<cjk>[一二三四五六七八九十]{1,3}))"
    rf"|(?:\s?(?P<arabic>مكرر[اًة]{{0,2}}(?:\s(?:{'|'.join(_ARABIC_SUFFIXES)})[ًا]?)?))"
)
_NAMELESS_SUFFIX = re.sub(r"\?P<\w+>", "?:", _SUFFIX)
DECIMAL = (
    r"(?:[Aa]nte\s)?\d{1,4}(?:\.\d{1,3}){0,3}(?:er|re|ère)?[°º]?"
    rf"(?:{_NAMELESS_SUFFIX}|[a-zA-Z]{{1,2}}|\s[A-Z](?=\.[-–—]))?(?:\s?ante)?(?![^\W_⁰¹²³⁴-⁹])"
)
AFTER = r"(?:(?<=[a-z]{2})\s(?:[a-z1-9](?=\.?\s*$|\.[\s—–-])|alt(?![^\W_]))|(?<=\d)\s?\([A-Z]\)(?=\s*$))?"
"""What may follow the number or suffix of an article: ``588 septies a``, ``2 ter alt``, ``140 (A)``."""
ROMAN_CAPITAL = rf"[IVXLC]{{1,8}}(?:er(?![^\W_]))?(?:\.\d{{1,3}})?(?:{_NAMELESS_SUFFIX})?(?:\s?ante)?(?![^\W_])"
_CODED = (
    r"(?:(?P<part>(?-i:[A-Z]{1,2}))\*?(?:\.?(?=\d)|[-‐‑–]|(?<=[LRD])\.\s|(?:\.?\s)(?=\d{1,4}[-‐‑–]\d)))?"
    r"\*?(?P<digits>\d{1,4}(?:[-‐‑–.]\d{1,4}){0,5})"
)
"""French codes print the part of the code (law, decree ...) before the number, older agreements a chapter."""
CODE = rf"(?=(?-i:[A-Z])|\d{{1,4}}[-‐‑–]\d){re.sub(r'[?]P<[a-z]+>', '?:', _CODED)}(?:{_NAMELESS_SUFFIX})?(?![^\W_])"
CJK = r"[零〇一二两三四五六七八九十百千]{1,9}"
SUFFIXED = _NAMELESS_SUFFIX
"""Regular expressions for the bare number of an article or part, as ``headings`` uses them."""

_NUMBER = regex(
    rf"(?P<before>ante\s+)?(?P<base>\d{{1,4}}(?:\.\d{{1,3}})*|[^\W\d_]+?(?:\.\d{{1,3}})*)(?:er|re|ère)?[°º]?"
    rf"(?:{_SUFFIX}|(?<=\d)\s?(?P<letter>[a-zA-Z]{{1,2}})|(?<=\d)\s?\((?P<enclosed>[a-zA-Z])\))?(?P<behind>\s?ante)?"
    r"(?:(?<=[a-z]\w)\s(?P<after>[a-z1-9])|\.?\s?(?P<alt>alt))?",
    re.IGNORECASE,
)
_ROMAN = regex(r"(?P<hundreds>c{0,3})(?P<tens>xc|xl|l?x{0,3})(?P<units>ix|iv|v?i{0,3})")


_IN_PART = regex(r"[A-Z]+\.\d{1,3}")
"""``II.4``, ``A.1``: a part, and a number inside it."""
_CODE = regex(rf"{_CODED}(?:{_SUFFIX})?(?:\s(?P<after>[a-z1-9]|alt))?")


def _code(printed: str) -> Number | None:
    """A number of a code; one without hyphen and part is an ordinary number."""
    found = _CODE.fullmatch(printed)
    hyphened = found and bool(set(found["digits"]) & set("-‐‑–"))
    if not found or not (found["part"] or hyphened) or (not hyphened and _IN_PART.fullmatch(printed)):
        return None
    path = tuple(map(int, re.split("[-‐‑–.]", found["digits"])))
    part = sum((ord(letter) - 64) * 27**place for place, letter in enumerate(reversed(found["part"] or "")))
    return Number(printed, Sequence.CODE, (part, *path) if part else path, _suffix(found), after=_after(found["after"]))


def _after(printed: str | None) -> int:
    if not printed or printed == "alt":
        return _ALT if printed else 0
    return int(printed) if printed.isdecimal() else ord(printed) - 96


def _after_label(after: int) -> str:
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
    (Sequence.ABJAD, _ABJAD),
    (Sequence.CYRILLIC, _CYRILLIC),
    (Sequence.STEM, _STEMS),
    (Sequence.BRANCH, _BRANCHES),
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
        return SUFFIXES.index(found["latin"].lower().translate(_ACCENTS)) + 2
    if found["cjk"]:
        return _cjk(found["cjk"])
    if found["arabic"]:
        words = fold(found["arabic"]).split()
        return _ARABIC_SUFFIXES.index(words[1]) + 3 if len(words) > 1 and words[1] in _ARABIC_SUFFIXES else 2
    groups = found.groupdict()
    letter = groups.get("letter") or groups.get("enclosed")
    return _letter(letter.lower()) or (ord(letter[0].lower()) - 96) * 26 + ord(letter[-1].lower()) - 96 if letter else 0


def _suffix_label(suffix: int, printed: str) -> str:
    if not suffix:
        return ""
    if found := re.search(r"\d([a-zA-Z]{1,2})(?:\s?ante)?$", printed):
        return found[1].lower()
    return SUFFIXES[suffix - 2] if 2 <= suffix < len(SUFFIXES) + 2 else f"-{suffix}"


# --------------------------------------------------------------------------------------- numbers at the head of a text

_CORE = (
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}|[a-zñ]{{1,6}}|[A-ZÑ]{{1,6}}|[{_CYRILLIC}]|[零一二三四五六七八九十百]{{1,5}}|[{_ABJAD}ا]ـ?|"
    rf"[{_STEMS}{_BRANCHES}])(?:{_NAMELESS_SUFFIX})?(?:\s?ante)?(?:\.?\s?alt)?"
)
_DIGITS = rf"(?:\d{{1,3}}|1[0-8]\d\d)(?:{_NAMELESS_SUFFIX})?(?:\s?ante)?(?:\.?\s?alt)?"
"""Beyond 1899 it is more likely a year."""
_SUFFIXED_DIGITS = rf"\d{{1,4}}(?:(?:{_NAMELESS_SUFFIX})(?:\.?\s?alt)?|\s?alt)"
_BEHIND = rf"\s?(?P<behind>(?:{_SUFFIX_WORDS})(?:\.?\salt)?|alt)(?:\.(?=\s)|(?![\w.]))"
"""A suffix behind what encloses the number: ``(b) bis.``, ``(d)bis``."""
_FORMS = (
    (Form.ENCLOSED, rf"[(（]\s?(?P<n>{_CORE})\.?\s?[)）](?:{_BEHIND}|(?![a-z]))"),
    (Form.QUOTED, rf"[‘’'\"“”](?P<n>{_DIGITS}|[ivx]{{1,5}})[‘’'\"“”]\s"),
    (Form.COMMA, r"(?P<n>[一二三四五六七八九十百]{1,5})、"),
    (Form.DEGREE, r"(?P<n>\d{1,3})(?:[°º]|\.[ºªo°])\.?(?=\s)"),
    (Form.SIGN, rf"§\s?(?P<n>{_DIGITS})\.?(?=\s)"),
    (Form.DOT, rf"(?P<n>{_DIGITS})[°º]?[.．](?:[-–]|{_BEHIND})?(?![\d).,])"),
    (Form.DOT, rf"(?P<n>{_SUFFIXED_DIGITS})\s(?=[\[“\"«(]*[^\W\d_a-zа-я])"),
    (Form.DOT, r"(?P<n>\d{1,3}(?:\.\d{1,3}){1,3})\.?\s+(?=[\[“\"«]*[^\W\d_a-zа-я])"),
    (Form.DOT, r"(?P<n>[a-zñ]|[ivx]{2,5}|[A-Z]|[IVX]{2,6})[.．](?:\s?[-–—―]{1,2}(?=\s?\S)|(?=\s))"),
    (Form.CLOSE, rf"(?P<n>{_CORE})[°º]?[)）](?:{_BEHIND}|(?![\w.,;]))"),
    (Form.CLOSE, r"(?P<n>[a-z]|\d{1,2})[)）](?=[^\W\d_]{3})"),
    (Form.DASH, rf"-\s(?P<n>{_DIGITS})\s(?=[\[(“”«\"]*[\u0621-\u064A])"),
    (Form.DASH, rf"(?P<n>{_DIGITS}|[{_ABJAD}ا]ـ?)\s?[-–]\s?(?=[\[(“”«\"]*[\u0621-\u064A])"),
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


@cache
def _marker(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}{pattern}\s*(?:\]\s*)?")


_HEAD = regex(
    rf"{_LEAD}(?:[(（‘’'\"“”\d§•▪‣◦●·–—\-]|[零一二三四五六七八九十百]{{1,5}}[、)）.．]|[^\W\d_]{{1,6}}\s?(?:\w{{3,14}}\s?)?[°º]?[.．)）\-–ـ])"
)
"""A quick test that most paragraphs without a number fail."""


def read_marker(text: str, start: int = 0) -> Marker | None:
    """The number that a paragraph opens with at ``start``, if it opens with one."""
    return _read(text, start, _FORMS)


def read_far_marker(text: str) -> Marker | None:
    """The number of four digits that a paragraph opens with, for whoever knows that it is the next of its series:
    elsewhere it is a year or a quantity."""
    return _read(text, 0, _FAR_FORMS)


def _read(text: str, start: int, forms: Many[tuple[Form, str]]) -> Marker | None:
    head = _HEAD.match(text, start)
    if not head:
        return None
    sign = text[head.end("lead")]
    for form, pattern in forms:
        if form is Form.DASH and not _ARABIC.search(text, start):
            continue
        found = _marker(pattern).match(text, start) if sign in _OPENINGS.get(form, sign) else None
        if not found:
            continue
        behind = found.groupdict().get("behind")
        numbers = (BULLET,) if form is Form.BULLET else readings(f"{found['n']} {behind}" if behind else found["n"])
        if numbers:
            return Marker(found[0].strip(), form, numbers, found.end(), bool(found["lead"]))
    return None


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
