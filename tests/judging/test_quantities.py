from __future__ import annotations

import pytest

from helpers.passages import passage
from treatydiff.judging.quantities import quantities, steps
from treatydiff.judging.wording import load
from treatydiff.themes.patterns import plain, silent


def values(text: str, language: str = "en") -> list[tuple[float, str]]:
    return [(q.value, q.unit) for q in quantities(plain(silent(text)), load(language))]


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("ninety days", "en", 90),
        ("90 days", "en", 90),
        ("ninety (90) days", "en", 90),
        ("one hundred and eighty calendar days", "en", 180),
        ("twenty-four hours", "en", 1),
        ("one thousand two hundred days", "en", 1200),
        ("six months", "en", 182.5),
        ("at least four years", "en", 1460),
        ("quatre-vingt-dix jours", "fr", 90),
        ("cent quatre-vingts jours", "fr", 180),
        ("soixante jours", "fr", 60),
        ("noventa días", "es", 90),
        ("ciento ochenta días", "es", 180),
        ("девяноста дней", "ru", 90),
        ("ста восьмидесяти дней", "ru", 180),
        ("пять лет", "ru", 1825),
        ("九十天", "zh", 90),
        ("一百八十天", "zh", 180),
        ("十五年", "zh", 5475),
        ("六个月", "zh", 182.5),
        ("تسعون يوما", "ar", 90),
        ("خمس وعشرون يوما", "ar", 25),
        ("٩٠ يوما", "ar", 90),
        ("سنتين", "ar", 730),
        ("1.5 years", "en", 547.5),
        ("twelve months from the day of the order", "en", 365),
        ("one and a half years", "en", 547.5),
        ("a year and a half", "en", 547.5),
        ("half a year", "en", 182.5),
        ("a six-month period", "en", 182.5),
        ("1 000 days", "en", 1000),
        ("1,000 days", "en", 1000),
        ("ten working days", "en", 14),
        ("un an et demi", "fr", 547.5),
        ("1,5 an", "fr", 547.5),
        ("dix jours ouvrables", "fr", 14),
        ("año y medio", "es", 547.5),
        ("un año y medio", "es", 547.5),
        ("diez días hábiles", "es", 14),
        ("полутора лет", "ru", 547.5),
        ("трёхсот дней", "ru", 300),
        ("полгода", "ru", 182.5),
        ("шестимесячный срок", "ru", 182.5),
        ("двадцатипятилетний срок", "ru", 9125),
        ("90-дневный срок", "ru", 90),
        ("半年", "zh", 182.5),
        ("一年半", "zh", 547.5),
        ("十二个月", "zh", 365),
        ("ثلاثمائة يوم", "ar", 300),
        ("سنة واحدة", "ar", 365),
        ("اثني عشر شهرا", "ar", 365),
        ("سنة ونصف", "ar", 547.5),
        ("خلال ثلاثة أيام عمل", "ar", 4.2),
    ],
)
def test_a_time_is_read_in_digits_and_in_words(text: str, language: str, days: float) -> None:
    assert values(text, language) == [(pytest.approx(days), "time")]


@pytest.mark.parametrize("number", ["10²", "102²", "10₂", "³10", "1,000²", "10⁻⁶"])
def test_digits_above_or_below_the_line_leave_no_number_that_is_known(number: str) -> None:
    assert values(f"{number} days", "en") == []


def test_states_parties_are_counted_too() -> None:
    assert values("at least sixty States Parties") == [(60, "parties")]


@pytest.mark.parametrize("text", ["paragraph 3", "articles 25 to 30", "in 2026", "the first day", "two. Days pass"])
def test_other_numbers_are_not_read(text: str) -> None:
    assert values(text) == []


def step(old: str, new: str, language: str = "en") -> list[bool]:
    return [each.up for each in steps(passage(old, new, language))]


def test_a_step_goes_up_or_down() -> None:
    assert step("kept for ninety days", "kept for 180 days") == [True]
    assert step("at least one year", "at least six months") == [False]
    assert step("within six months", "within one month") == [False]
    assert step("within ten days", "within ten working days") == [True]
    assert step("the sixtieth instrument", "the thirtieth instrument") == [False]
    assert step("from five to ten years", "from three to ten years") == [False]
    assert step("dans les six mois", "dans un mois", "fr") == [False]


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("for ninety (90) days", "for 90 days", "en"),
        ("for twelve months", "for twelve full months", "en"),
        ("de quatre-vingt-dix jours", "de 90 jours", "fr"),
        ("不得超过九十天", "不得超过90天", "zh"),
        ("article 24, within ninety days", "article 25, within ninety days", "en"),
        ("within one year", "within twelve months", "en"),
        ("within twelve months", "within 365 days", "en"),
        ("within three months", "within ninety days", "en"),
        ("dans un délai d'un an", "dans un délai de douze mois", "fr"),
        ("en el plazo de un año", "en el plazo de doce meses", "es"),
        ("в течение одного года", "в течение двенадцати месяцев", "ru"),
        ("一年内", "十二个月内", "zh"),
        ("خلال سنة واحدة", "خلال اثني عشر شهرا", "ar"),
    ],
)
def test_the_same_number_otherwise_written_is_no_step(old: str, new: str, language: str) -> None:
    assert step(old, new, language) == []
