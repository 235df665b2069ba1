"""Computes list numbers, which Word works out anew each time and never stores.

Sections in parentheses are those of ISO/IEC 29500-1:2016. Where that is silent, we do as Word does: lists of the same
abstract definition count together, also across ``w:num`` instances; a level that was never used shows its start value
in numbers below it and counts as used from then on; a level that is a bullet or none adds nothing to other numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = f"{W}val"
BULLET = "•"
DASHES = ("-", "‐", "‑", "–", "—", "−")

# ----------------------------------------------------------------------------------------------- small things of XML


def val(parent: etree._Element | None, tag: str, default: str = "") -> str:
    """The ``w:val`` of a child element, or the default where there is none."""
    child = None if parent is None else parent.find(f"{W}{tag}")
    return default if child is None else child.get(VAL, default)


def children(parent: etree._Element | None, tag: str) -> Iterator[etree._Element]:
    """The child elements of one name, none where there is no parent."""
    return iter(()) if parent is None else parent.iterchildren(f"{W}{tag}")


def number_of(text: str, default: int = 0) -> int:
    """A whole number as a file says it; what is none is the default."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def is_on(value: str | None) -> bool:
    """Whether an on/off property with this ``w:val`` is on: without one it is (17.17.4)."""
    return value not in ("0", "false", "off", "none")


# ---------------------------------------------------------------------------------------- number formats (17.18.59)

MAX_COUNT = 32_767


def _repeated(letters: str, n: int) -> str:
    """a, b … z, aa, bb: the letter says the place in the alphabet, its repetition how often round."""
    return letters[(n - 1) % len(letters)] * ((n - 1) // len(letters) + 1)


_ROMAN = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50,
    "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1,
}  # fmt: skip


def _roman(n: int) -> str:
    out = ""
    for letters, value in _ROMAN.items():
        out += letters * (n // value)
        n %= value
    return out


def _ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _digits(digits: str, n: int) -> str:
    return "".join(digits[int(d)] for d in str(n))


def _below_hundred(digits: str, ten: str, n: int) -> str:
    tens, ones = divmod(n, 10)
    head = ("" if tens == 1 else digits[tens]) + ten if tens else ""
    return head + (digits[ones] if ones else "")


def _counting(digits: str, n: int) -> str:
    """Up to 99 as spoken, from 100 digit by digit."""
    return _below_hundred(digits, "十", n) if n < 100 else _digits(digits, n)


def _counting_thousand(digits: str, ten: str, hundred: str, thousand: str, n: int) -> str:
    """As spoken; one zero stands for a gap: 一百〇一."""
    if n < 20 and ten == "十":
        return _below_hundred(digits, ten, n)
    out, gap = "", False
    for value, unit in ((1000, thousand), (100, hundred), (10, ten), (1, "")):
        digit, n = divmod(n, value)
        if digit:
            out += (digits[0] if gap and out else "") + _digits(digits, digit) + unit
        gap = not digit
    return out


def _one_of(signs: Sequence[str], n: int) -> str:
    """Signs that each stand for a whole number, such as ①; past the last one plain digits."""
    return signs[n - 1] if n <= len(signs) else str(n)


def _from(first: int, count: int) -> str:
    return "".join(map(chr, range(first, first + count)))


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HAN = "〇一二三四五六七八九"
_HAN_CIRCLE = "○一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"

_counting_simplified = partial(_counting_thousand, _HAN, "十", "百", "千")

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "001": "{:03d}".format,
    "0001": "{:04d}".format,
    "00001": "{:05d}".format,
    "decimalFullWidth": partial(_digits, "０１２３４５６７８９"),
    "decimalFullWidth2": partial(_digits, "０１２３４５６７８９"),
    "hindiNumbers": partial(_digits, "०१२३४५६७८९"),
    "numberInDash": "- {} -".format,
    "ordinal": _ordinal,
    "hex": "{:X}".format,
    "none": lambda n: "",
    "lowerLetter": partial(_repeated, _LATIN),
    "upperLetter": partial(_repeated, _LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "russianLower": partial(_repeated, _RUSSIAN),
    "russianUpper": partial(_repeated, _RUSSIAN.upper()),
    "arabicAlpha": partial(_repeated, _ALPHA),
    "arabicAbjad": partial(_repeated, _ABJAD),
    "chicago": partial(_repeated, "*†‡§"),
    "chineseCounting": partial(_counting, _HAN_CIRCLE),
    "chineseCountingThousand": _counting_simplified,
    "chineseLegalSimplified": partial(_counting_thousand, _LEGAL, "拾", "佰", "仟"),
    "ideographDigital": partial(_digits, _HAN),
    "ideographTraditional": partial(_one_of, "甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": partial(_one_of, "子丑寅卯辰巳午未申酉戌亥"),
    "ideographLegalTraditional": partial(_counting_thousand, _LEGAL_TRADITIONAL, "拾", "佰", "仟"),
    "taiwaneseCounting": partial(_counting, _HAN_CIRCLE),
    "taiwaneseCountingThousand": _counting_simplified,
    "taiwaneseDigital": partial(_digits, _HAN_CIRCLE),
    "japaneseDigitalTenThousand": partial(_digits, _HAN),
    "japaneseCounting": _counting_simplified,
    "decimalEnclosedCircle": partial(_one_of, _from(0x2460, 20)),
    "decimalEnclosedCircleChinese": partial(_one_of, _from(0x2460, 20)),
    "decimalEnclosedParen": partial(_one_of, _from(0x2474, 20)),
    "decimalEnclosedFullstop": partial(_one_of, _from(0x2488, 20)),
    "ideographEnclosedCircle": partial(_one_of, _from(0x3220, 10)),
}
"""How a count is written, by the name of the format. What is not here is written in digits."""


def written(count: int, form: str) -> str:
    """A count as Word writes it in a format; zero has no letter and no numeral, and Word counts to 32767."""
    if count < 1 and form not in ("decimal", "decimalZero"):
        return ""
    return FORMATS.get(form, str)(count) if count <= MAX_COUNT else str(count)


# -------------------------------------------------------------------------------------------------- list numbers (17.9)


@dataclass(frozen=True, slots=True)
class _ListLevel:
    """One level of a list definition (17.9.6)."""

    start: int
    format: str
    text: str
    """What is shown, with ``%1`` … ``%9`` for the counts."""
    restart: int | None
    """The level (from 1) after which it starts anew; 0 never; None after any level above (17.9.10)."""
    legal: bool
    """All counts in Arabic digits (17.9.4)."""
    style: str
    """The paragraph style that stands for this level (17.9.23)."""
    hidden: bool
    capitals: bool
    indent: float | None

    @classmethod
    def read(cls, element: etree._Element) -> _ListLevel:
        said = {child.tag: child for child in element}
        look = said.get(f"{W}rPr")
        restart = _value(said, "lvlRestart")
        return cls(
            start=number_of(_value(said, "start")),
            format=_format_name(element),
            text=_value(said, "lvlText"),
            restart=number_of(restart) if restart else None,
            legal=_has(element, "isLgl"),
            style=_value(said, "pStyle"),
            hidden=_has(look, "vanish"),
            capitals=_has(look, "caps"),
            indent=indent_of(said.get(f"{W}pPr")),
        )

    def count(self, value: int, legal: bool) -> str:
        """Its own part of a number."""
        if self.format in ("bullet", "none"):
            return ""
        return written(value, "decimal" if legal and self.format != "decimalZero" else self.format)

    def restarts_after(self, own: int, used: int) -> bool:
        """Whether a paragraph of level ``used`` makes this level, ``own``, start anew."""
        if self.restart is None or self.restart > own:
            return used < own
        return used < self.restart


def _format_name(level: etree._Element) -> str:
    """A plain format, or the pattern of an extended one: ``001`` for ``001, 002, 003, ...`` ([MS-DOCX] 2.4)."""
    element = level.find(f"{W}numFmt")
    if element is None:
        element = level.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if element is None:
        return "decimal"
    name = element.get(VAL, "decimal")
    return element.get(f"{W}format", "").partition(",")[0] if name == "custom" else name


def _value(said: Mapping[str, etree._Element], tag: str) -> str:
    element = said.get(f"{W}{tag}")
    return "" if element is None else element.get(VAL, "")


def _has(parent: etree._Element | None, tag: str) -> bool:
    child = None if parent is None else parent.find(f"{W}{tag}")
    return child is not None and is_on(child.get(VAL))


def indent_of(ppr: etree._Element | None) -> float | None:
    """The left indent in points (17.3.1.12), None where it is not said."""
    element = None if ppr is None else ppr.find(f"{W}ind")
    return None if element is None else left_of(element)


def left_of(indent: etree._Element) -> float | None:
    """The left side of a ``w:ind`` in points, None where it says nothing of that side."""
    twips = indent.get(f"{W}left", indent.get(f"{W}start"))
    return None if twips is None else number_of(twips) / 20


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: a list definition with what this instance overrides (17.9.15)."""

    family: str
    """The abstract definition: lists of one family count together."""
    levels: Mapping[int, _ListLevel]
    restarts: frozenset[int]
    """Levels at which this instance starts anew, once: where it first uses one of them (17.9.26)."""
    single: bool
    """A list of one level, whatever level its paragraphs claim."""

    def level(self, index: int) -> int:
        return 0 if self.single else index


class Numbering:
    """The list definitions of a file. A file has hundreds and uses a few: each is read when it is first asked for."""

    def __init__(self, root: etree._Element | None, styles: etree._Element | None) -> None:
        self._families = {a.get(f"{W}abstractNumId", ""): a for a in children(root, "abstractNum")}
        self._instances = {n.get(f"{W}numId", ""): n for n in children(root, "num")}
        self._links = _list_styles(self._families, self._instances, styles)
        self._lists: dict[str, _List | None] = {}

    def find(self, list_id: str) -> _List | None:
        """The list of a ``w:numId``; None where the file does not define it."""
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    def level_of(self, list_id: str, style: str) -> int | None:
        """The level of a list that a paragraph style stands for."""
        found = self.find(list_id)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if level.style == style), None)

    def indent(self, list_id: str, index: int) -> float | None:
        """The left indent that a level gives its paragraphs, in points."""
        found = self.find(list_id)
        level = found.levels.get(found.level(index)) if found else None
        return level.indent if level else None

    def _read(self, list_id: str) -> _List | None:
        instance = self._instances.get(list_id)
        name = val(instance, "abstractNumId")
        family = self._families.get(name)
        if instance is None or family is None:
            return None
        linked = self._links.get(val(family, "numStyleLink"))
        return _read_list(name, family if linked is None else linked, instance)


def _list_styles(
    families: Mapping[str, etree._Element], instances: Mapping[str, etree._Element], styles: etree._Element | None
) -> dict[str, etree._Element]:
    """The definition behind a list style: the one that names it (17.9.27), else that of the style's list (17.9.21)."""
    links = {}
    for style in children(styles, "style"):
        if style.get(f"{W}type") == "numbering":
            instance = instances.get(val(style.find(f"{W}pPr/{W}numPr"), "numId"))
            family = families.get(val(instance, "abstractNumId"))
            if family is not None:
                links[style.get(f"{W}styleId", "")] = family
    links.update({val(family, "styleLink"): family for family in families.values() if val(family, "styleLink")})
    return links


def _read_list(family: str, definition: etree._Element, instance: etree._Element) -> _List:
    levels = {_index(level): _ListLevel.read(level) for level in definition.iterchildren(f"{W}lvl")}
    restarts = set()
    for override in instance.iterchildren(f"{W}lvlOverride"):
        index, level, start = _index(override), override.find(f"{W}lvl"), val(override, "startOverride")
        if level is not None:
            levels[index] = _ListLevel.read(level)
        if start and index in levels:
            restarts.add(index)
            levels[index] = replace(levels[index], start=number_of(start))
    return _List(family, levels, frozenset(restarts), val(definition, "multiLevelType") == "singleLevel")


def _index(element: etree._Element) -> int:
    return number_of(element.get(f"{W}ilvl", "0"))


class Counters:
    """Counts the numbered paragraphs of one story: the body, a text box, the footnotes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[str] = set()

    def next(self, list_id: str, index: int) -> str:
        """The number of the next paragraph of a list at a level (from 0), as shown; empty if none is shown."""
        found = self._numbering.find(list_id)
        index = found.level(index) if found else index
        if found is None or index not in found.levels:
            return ""
        counts = self._counts.setdefault(found.family, {})
        self._count(list_id, found, index, counts)
        return _shown(found.levels, index, counts)

    def _count(self, list_id: str, found: _List, index: int, counts: dict[int, int]) -> None:
        anew = index in found.restarts and list_id not in self._restarted
        if anew:
            self._restarted.add(list_id)
        counts[index] = found.levels[index].start if anew or index not in counts else counts[index] + 1
        for deeper in [k for k in counts if k > index]:
            if deeper not in found.levels or found.levels[deeper].restarts_after(deeper, index):
                del counts[deeper]
        for above, level in found.levels.items():
            if above < index:
                counts.setdefault(above, level.start)


def _shown(levels: Mapping[int, _ListLevel], index: int, counts: Mapping[int, int]) -> str:
    """The text of a level with the counts filled in."""
    level = levels[index]
    if level.hidden:
        return ""
    if level.format == "bullet":
        return _bullet(level.text)

    def part(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        return levels[at].count(counts[at], level.legal) if at in counts and at in levels else ""

    text = re.sub(r"%([1-9])", part, level.text).strip()
    return text.upper() if level.capitals else text


def _bullet(text: str) -> str:
    """A dash as it is; any other bullet is ``•``: what it looks like is up to a font, in others it is a letter."""
    return text.strip() if text.strip() in DASHES else BULLET if text.strip() else ""
