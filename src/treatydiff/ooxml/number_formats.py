"""Number formats: how Word writes a count (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

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
