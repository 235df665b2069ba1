"""Numbers in words, held against generators that write any number in each language, and digits in every form."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatydiff.text.numerals import numerals, value
from treatydiff.themes.patterns import plain, silent

# ------------------------------------------------------------------------------------------- writers, one a language


def english(n: int) -> str:
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen"
    ).split()
    tens = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10] + (f"-{ones[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ones[n // 100]} hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    return f"{english(n // 1000)} thousand" + (f" {english(n % 1000)}" if n % 1000 else "")


def french(n: int) -> str:
    ones = (
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
        " dix-huit dix-neuf"
    ).split()
    tens = "_ _ vingt trente quarante cinquante soixante".split()
    if n < 20:
        return ones[n]
    if n < 60 or 60 <= n < 80:
        base, rest = (60, n - 60) if n >= 60 else (n // 10 * 10, n % 10)
        joint = " et " if rest in (1, 11) else "-"
        return tens[base // 10] + (f"{joint}{ones[rest]}" if rest else "")
    if n < 100:
        return "quatre-vingts" if n == 80 else f"quatre-vingt-{ones[n - 80]}"
    if n < 1000:
        head = "cent" if n // 100 == 1 else f"{ones[n // 100]} cent{'s' * (n % 100 == 0)}"
        return head + (f" {french(n % 100)}" if n % 100 else "")
    head = "mille" if n // 1000 == 1 else f"{french(n // 1000)} mille"
    return head + (f" {french(n % 1000)}" if n % 1000 else "")


def spanish(n: int) -> str:
    ones = (
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
        " diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis"
        " veintisiete veintiocho veintinueve"
    ).split()
    tens = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
    hundreds = (
        "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
    ).split()
    if n < 30:
        return ones[n]
    if n < 100:
        return tens[n // 10] + (f" y {ones[n % 10]}" if n % 10 else "")
    if n < 1000:
        return "cien" if n == 100 else hundreds[n // 100] + (f" {spanish(n % 100)}" if n % 100 else "")
    head = "mil" if n // 1000 == 1 else f"{spanish(n // 1000)} mil"
    return head + (f" {spanish(n % 1000)}" if n % 1000 else "")


_RUSSIAN = (
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать"
    " пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "_ _ двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "_ сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот",
    ("тысяча", "тысячи", "тысяч"),
)
_RUSSIAN_GENITIVE = (
    "ноля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати"
    " четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати",
    "_ _ двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста",
    "_ ста двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот",
    ("тысячи", "тысяч", "тысяч"),
)


def _russian(n: int, case: tuple[str, str, str, tuple[str, str, str]]) -> str:
    ones, tens, hundreds = (row.split() for row in case[:3])
    if n < 20:
        return ones[n]
    if n < 100:
        return tens[n // 10] + (f" {ones[n % 10]}" if n % 10 else "")
    if n < 1000:
        return hundreds[n // 100] + (f" {_russian(n % 100, case)}" if n % 100 else "")
    form = case[3][0 if n // 1000 == 1 else 1 if n // 1000 < 5 else 2]
    head = form if n // 1000 == 1 else f"{_russian(n // 1000, case)} {form}"
    return head + (f" {_russian(n % 1000, case)}" if n % 1000 else "")


def russian(n: int) -> str:
    return _russian(n, _RUSSIAN)


def russian_genitive(n: int) -> str:
    return _russian(n, _RUSSIAN_GENITIVE)


def chinese(n: int) -> str:
    digits = "零一二三四五六七八九"
    written, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // unit % 10
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + sign
            gap = False
        else:
            gap = True
    return written.removeprefix("一") if 10 <= n < 20 else written or "零"


def arabic(n: int) -> str:
    ones = "صفر واحد اثنين ثلاث أربع خمس ست سبع ثماني تسع عشر".split()
    teens = [f"{one} عشر" for one in "أحد اثني ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة".split()]
    tens = "_ _ عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين".split()
    hundreds = "_ مائة مائتين ثلاثمائة أربعمائة خمسمائة ستمائة سبعمائة ثمانمائة تسعمائة".split()
    if n <= 10:
        return ones[n]
    if n < 20:
        return teens[n - 11]
    if n < 100:
        return f"{ones[n % 10]} و{tens[n // 10]}" if n % 10 else tens[n // 10]
    if n < 1000:
        return hundreds[n // 100] + (f" و{arabic(n % 100)}" if n % 100 else "")
    thousands = n // 1000
    head = {1: "ألف", 2: "ألفين"}.get(thousands) or f"{arabic(thousands)} آلاف"
    return head + (f" و{arabic(n % 1000)}" if n % 1000 else "")


WRITERS: list[tuple[str, Callable[[int], str]]] = [
    ("en", english),
    ("fr", french),
    ("es", spanish),
    ("ru", russian),
    ("ru", russian_genitive),
    ("zh", chinese),
    ("ar", arabic),
]

NUMBERS = range(1, 10_000) if "TREATYDIFF_ATTACKS" in os.environ else (*range(1, 2_101), *range(2_101, 10_000, 13))
"""Every number below ten thousand in the night; else every one up to 2,100, and of the rest a thirteenth."""


@pytest.mark.parametrize(("code", "written"), WRITERS, ids=lambda each: getattr(each, "__name__", each))
def test_every_number_in_words_is_read(code: str, written: Callable[[int], str]) -> None:
    wrong = [(n, written(n), value(written(n), code)) for n in NUMBERS if value(written(n), code) != n]
    assert wrong[:5] == []


# ---------------------------------------------------------------------------------------------------------- digits

_SIGNS = {
    "en": (".", ","),
    "fr": (",", "\u202f"),
    "es": (",", "."),
    "ru": (",", "\u00a0"),
    "zh": (".", ","),
    "ar": ("٫", "٬"),
}
"""The decimal sign and what stands between thousands."""


@given(whole=st.integers(0, 9_999_999), decimals=st.integers(0, 99), code=st.sampled_from(sorted(_SIGNS)))
def test_every_number_in_digits_is_read(whole: int, decimals: int, code: str) -> None:
    decimal, thousands = _SIGNS[code]
    grouped = f"{whole:,}".replace(",", thousands)
    assert value(grouped, code) == whole
    assert value(f"{whole:,}".replace(",", " "), code) == whole
    assert value(f"{whole}{decimal}{decimals:02}", code) == pytest.approx(whole + decimals / 100)


@given(st.integers(0, 10**6))
def test_digits_of_other_scripts_are_digits(n: int) -> None:
    assert value(str(n).translate({48 + at: sign for at, sign in enumerate("٠١٢٣٤٥٦٧٨٩")}), "ar") == n


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "one and a half", 1.5),
        ("en", "2½", 2.5),
        ("en", "5 thousand", 5000),
        ("en", "two hundred thousand", 200_000),
        ("ru", "полутора", 1.5),
        ("ru", "два с половиной", 2.5),
        ("zh", "二〇二六", 2026),
        ("zh", "3万", 30_000),
        ("zh", "一万二千", 12_000),
        ("fr", "septante-cinq", 75),
        ("es", "un millón", 1_000_000),
        ("ar", "ثلاث مئة", 300),
        ("en", "9" * 5000, float("inf")),
    ],
)
def test_what_a_generator_does_not_write_is_read_too(code: str, text: str, expected: float) -> None:
    assert value(text, code) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "twenty-fifth", 25),
        ("en", "60th", 60),
        ("fr", "soixantième", 60),
        ("fr", "60e", 60),
        ("es", "trigésimo", 30),
        ("ru", "шестидесятого", 60),
        ("zh", "第六十", 60),
    ],
)
def test_an_ordinal_says_which_one(code: str, text: str, expected: float) -> None:
    (found,) = numerals(plain(silent(text)), code)
    assert (found.value, found.ordinal) == (expected, True)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "between five and ten", [5, 10]),
        ("en", "one or two", [1, 2]),
        ("en", "twenty thirty", [20, 30]),
        ("en", "ninety (90)", [90, 90]),
        ("en", "paragraph one 30", [1, 30]),
        ("en", "investigation and 90", [90]),
        ("fr", "la procédure et 90", [90]),
        ("es", "y treinta", [30]),
        ("ar", "خمسة أو عشرة", [5, 10]),
    ],
)
def test_numbers_beside_each_other_are_not_one(code: str, text: str, expected: list[float]) -> None:
    assert [each.value for each in numerals(plain(silent(text)), code)] == expected


@pytest.mark.parametrize("text", ["", "and", "²", "a", "the half-way house's", "①"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert value(text, "en") is None


def test_a_language_without_a_file_has_digits_only() -> None:
    assert value("90", "de") == 90
    assert value("neunzig", "de") is None


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "es", "ru", "zh", "ar"]))
def test_any_text_can_be_read(text: str, code: str) -> None:
    text = plain(silent(text))
    ends = [place for each in numerals(text, code) for place in (each.start, each.end)]
    assert ends == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)
