"""What a change of a clause does to those concerned: tables in six languages, both directions, with neutral twins."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from making import article, paragraph
from test_exchanges import TEXTS
from treatydiff.compare import compare
from treatydiff.judging.merging import worse
from treatydiff.model import Draft
from treatydiff.report import Finding
from treatydiff.themes import load_themes

FOLDER = Path(__file__).parent / "signs"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


@cache
def tables(language: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def tables_of(language: str) -> dict[str, Any]:
    return {name: table for name, table in tables(language).items() if name != "stays"}


def sides(text: str) -> tuple[str, str]:
    first, second = (re.sub(r"\{([^|{}]*)\|([^{}]*)\}", rf"\{group}", text) for group in (1, 2))
    return first, second


def draft(language: str, heading: str, text: str) -> Draft:
    """The text as a paragraph beside one that stays, after an article that tells what the draft is about."""
    lines = [*filter(None, [text]), tables(language)["stays"]]
    inside = (paragraph(str(number), line) for number, line in enumerate(lines, start=1))
    articles = article("1", "", TEXTS["subject"][language]), article("2", heading, "", *inside)
    return Draft("draft", articles, language)


def judged(language: str, heading: str, old: str, new: str) -> tuple[Finding, ...]:
    report = compare(
        draft(language, heading, old), draft(language, heading, new), themes=load_themes(language=language)
    )
    assert report.faults == ()
    return report.findings


def cases(kind: str) -> list[Any]:
    found = []
    for language in LANGUAGES:
        for table, held in tables_of(language).items():
            for number, (heading, text, *short) in enumerate(held[kind], start=1):
                marks = [pytest.mark.xfail(reason=short[0], strict=True)] if short else []
                values = (language, bool(held.get("both")), heading, text)
                found.append(pytest.param(*values, marks=marks, id=f"{language}-{table}-{number}"))
    return found


def test_every_language_has_every_table_with_its_twins() -> None:
    names = set(tables_of("en"))
    assert len(names) >= 13
    for language in LANGUAGES:
        assert set(tables_of(language)) == names, language
        assert all(len(table["cases"]) >= 2 and table["same"] for table in tables_of(language).values()), language


@pytest.mark.parametrize(("language", "both", "heading", "text"), cases("cases"))
def test_what_is_worse_is_adverse_and_the_way_back_is_favourable(
    language: str, both: bool, heading: str, text: str
) -> None:
    better, worst = sides(text)
    for old, new, wanted in ((better, worst, True), (worst, better, False)):
        found = judged(language, heading, old, new)
        told = [worse(finding) for finding in found if worse(finding) is not None]
        assert wanted in told, [finding.message for finding in found]
        assert both or (not wanted) not in told, [finding.message for finding in found]


@pytest.mark.parametrize(("language", "both", "heading", "text"), cases("same"))
def test_what_says_the_same_gives_no_verdict(language: str, both: bool, heading: str, text: str) -> None:
    one, other = sides(text)
    for old, new in ((one, other), (other, one)):
        found = judged(language, heading, old, new)
        assert [finding.message for finding in found if worse(finding) is not None] == [], both


QUOTED = [
    ("en", "Search", "The police may search the premises {only if|if} the occupier is present.", "only"),
    ("fr", "Conservation", "Les données sont {effacées sans délai|effacées} après l'enquête.", "sans délai"),
    ("es", "Registro", "La policía podrá registrar el domicilio {solo si|si} el ocupante está presente.", "solo"),
    ("ru", "Обыск", "Полиция может обыскать жилище {только если|если} присутствует его владелец.", "только"),
]


@pytest.mark.parametrize(("language", "heading", "text", "word"), QUOTED)
def test_a_word_that_stayed_is_not_quoted_as_gone(language: str, heading: str, text: str, word: str) -> None:
    found = judged(language, heading, *sides(text))
    assert {words for finding in found for words in finding.removed} <= {word}
    assert all(finding.introduced == () for finding in found)


def test_a_penalty_that_changed_in_a_row_of_a_table_is_told_with_its_row() -> None:
    table = "| Theft of data | imprisonment of up to {} years |"
    found = judged("en", "Penalties", table.format("two"), table.format("five"))
    assert True in {worse(finding) for finding in found}
    assert any("Theft of data" in "".join(span.text for span in finding.excerpt) for finding in found)
