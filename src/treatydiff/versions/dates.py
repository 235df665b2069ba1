"""Full dates in a text, in the order of any language: 10 December 1982, 一九八二年十二月十日.

Names of months come from ``cover.toml`` of the language; where it has none, months are numbers behind the year.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from treatydiff.text.languages import source_of
from treatydiff.text.numerals import Numeral
from treatydiff.text.regexes import regex
from treatydiff.themes.patterns import plain

FIRST_YEAR, LAST_YEAR, LAST_DAY, LAST_MONTH = 1500, 2200, 31, 12
_WORD = regex(r"[^\W\d_]+")
_NEAR, _NEXT = 24, 2
"""Letters between the parts of a date: with words, "of the month of"; without, at most the sign for a year."""


def dates(text: str, numbers: Sequence[Numeral], code: str) -> frozenset[str]:
    """The full dates of a plain text as ISO; ``numbers`` are those that stand in it."""
    found = _named if _months(code) else _counted
    return frozenset(found(text, numbers, code))


def _named(text: str, numbers: Sequence[Numeral], code: str) -> Iterator[str]:
    months = _months(code)
    for word in _WORD.finditer(text):
        month = months.get(word[0])
        if month is None:
            continue
        close = [n for n in numbers if _gap(n, word.start(), word.end()) <= _NEAR]
        years = [n for n in close if FIRST_YEAR <= n.value <= LAST_YEAR and n.start >= word.end()]
        days = [n for n in close if 1 <= n.value <= LAST_DAY and n not in years]
        if years and days:
            year, day = (min(each, key=lambda n: _gap(n, word.start(), word.end())) for each in (years, days))
            yield _iso(year.value, month, day.value)


def _counted(text: str, numbers: Sequence[Numeral], code: str) -> Iterator[str]:
    for (year, month), (_, day) in pairwise(pairwise(numbers)):
        near = month.start - year.end <= _NEXT and day.start - month.end <= _NEXT
        if near and FIRST_YEAR <= year.value <= LAST_YEAR and month.value <= LAST_MONTH and day.value <= LAST_DAY:
            yield _iso(year.value, int(month.value), day.value)


def _gap(number: Numeral, start: int, end: int) -> int:
    return max(start - number.end, number.start - end)


def _iso(year: float, month: int, day: float) -> str:
    return f"{year:04.0f}-{month:02}-{day:02.0f}"


@cache
def _months(code: str) -> Mapping[str, int]:
    names = tomllib.loads(source_of(code, "cover") or "").get("months", ())
    return {plain(name): at for at, words in enumerate(names, start=1) for name in words.split()}
