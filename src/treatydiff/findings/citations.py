"""The articles that a text names: ``articles 25 to 30``, ``les articles 28 et 29``, ``第二十五条至第三十条``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from treatydiff import languages
from treatydiff.findings import wording
from treatydiff.findings.quantities import number
from treatydiff.themes.patterns import plain

_DIGITS = {ord(digit): str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}
_SUFFIX = r"(?:\s?(?:bis|ter|quater|ante))*"
_WIDEST = 200
"""A range of more articles than this is a misreading."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Articles named together."""

    start: int
    end: int
    articles: tuple[str, ...]
    """Bare numbers; of a range every one in it."""


def cited_articles(text: str, language: str) -> tuple[Citation, ...]:
    """The citations of articles in a plain text, from left to right."""
    return tuple(_citation(match, language) for match in _finder(language).finditer(text.translate(_DIGITS)))


def _citation(match: re.Match[str], language: str) -> Citation:
    found: list[str] = []
    through = _through(language)
    previous_end = None
    for each in _number(language).finditer(match.group()):
        value = _value(each.group(), language)
        if found and previous_end is not None and through.search(match.group()[previous_end : each.start()]):
            found += _between(found[-1], value)
        found.append(value)
        previous_end = each.end()
    return Citation(match.start(), match.end(), tuple(dict.fromkeys(found)))


def _between(first: str, last: str) -> list[str]:
    if not (first.isdigit() and last.isdigit()) or not 0 < int(last) - int(first) <= _WIDEST:
        return []
    return [str(value) for value in range(int(first) + 1, int(last))]


def _value(text: str, language: str) -> str:
    if language != "zh":
        return " ".join(text.split())
    value = number(text.strip("第条"), wording.load("zh"))
    return str(value) if value is not None else text


@cache
def _finder(language: str) -> re.Pattern[str]:
    """The word for article, then numbers with what joins them."""
    one = _number(language).pattern
    joint = rf"\s*(?:,|{_alternatives(_joints(language))})\s*"
    particles = "[وفبكل]{0,2}" if language == "ar" else ""
    head = "" if language == "zh" else rf"(?<!\w){particles}(?:{_alternatives(_names(language))})\s+"
    again = "" if language == "zh" else rf"(?:{head})?"
    return re.compile(rf"{head}{one}(?:(?:{joint})+{again}{one})*")


@cache
def _number(language: str) -> re.Pattern[str]:
    return re.compile("第[一二三四五六七八九十百零两\\d]+条" if language == "zh" else rf"\d+{_SUFFIX}(?!\w)")


@cache
def _through(language: str) -> re.Pattern[str]:
    return re.compile(_alternatives(_words(language, "through")))


def _names(language: str) -> tuple[str, ...]:
    return _words(language, "article")


def _joints(language: str) -> tuple[str, ...]:
    return (*_words(language, "through"), *_words(language, "also"))


def _words(language: str, key: str) -> tuple[str, ...]:
    code = language if language in languages.LANGUAGES else "en"
    return tuple(plain(word).strip() for word in getattr(languages.load(code).references, key))


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(dict.fromkeys(words), key=len, reverse=True))
