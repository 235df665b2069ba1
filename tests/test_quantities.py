from __future__ import annotations

import pytest

from test_modality import passage
from treatydiff.findings.quantities import number, quantities, steps
from treatydiff.findings.wording import load
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
        ("six months", "en", 180),
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
        ("六个月", "zh", 180),
        ("تسعون يوما", "ar", 90),
        ("خمس وعشرون يوما", "ar", 25),
        ("٩٠ يوما", "ar", 90),
        ("سنتين", "ar", 730),
    ],
)
def test_a_time_is_read_in_digits_and_in_words(text: str, language: str, days: float) -> None:
    assert values(text, language) == [(days, "time")]


def test_states_parties_are_counted_too() -> None:
    assert values("at least sixty States Parties") == [(60, "parties")]


@pytest.mark.parametrize("text", ["paragraph 3", "articles 25 to 30", "in 2026", "the first day", "two. Days pass"])
def test_other_numbers_are_not_read(text: str) -> None:
    assert values(text) == []


def step(old: str, new: str, language: str = "en") -> list[bool]:
    return [each.up for each in steps(passage(old, new), load(language))]


def test_a_step_goes_up_or_down() -> None:
    assert step("kept for ninety days", "kept for 180 days") == [True]
    assert step("at least one year", "at least six months") == [False]


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("for ninety (90) days", "for 90 days", "en"),
        ("for twelve months", "for twelve full months", "en"),
        ("de quatre-vingt-dix jours", "de 90 jours", "fr"),
        ("不得超过九十天", "不得超过90天", "zh"),
        ("article 24, within ninety days", "article 25, within ninety days", "en"),
    ],
)
def test_the_same_number_otherwise_written_is_no_step(old: str, new: str, language: str) -> None:
    assert step(old, new, language) == []


def test_a_text_that_is_a_number_has_a_value() -> None:
    assert number("三十", load("zh")) == 30
    assert number("thirty-one", load("en")) == 31
    assert number("thirty men", load("en")) is None
