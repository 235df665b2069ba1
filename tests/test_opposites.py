"""One word that turns a provision round: a "not" that came or went, or a word for which its opposite stands now."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from test_signs import judged, sides
from treatydiff.judging import opposites
from treatydiff.judging import rows as signs
from treatydiff.judging.merging import worse
from treatydiff.languages import LANGUAGES
from treatydiff.themes.patterns import fault

TEXTS: dict[str, dict[str, Any]] = {
    name: tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("opposites", "reversed")
}
TURNED = [
    pytest.param(*text, id=f"{name}-{group['name']}-{text[0]}-{number}")
    for name, texts in TEXTS.items()
    for group in texts["turned"]
    for number, text in enumerate(group["texts"], start=1)
]
SAME = [text for texts in TEXTS.values() for text in texts["same"]["texts"]]


@pytest.mark.parametrize(("language", "heading", "text"), TURNED)
def test_the_graver_word_is_adverse_and_nothing_else_and_the_way_back_is_favourable(
    language: str, heading: str, text: str
) -> None:
    better, worst = sides(text)
    told, back = (
        {worse(found) for found in judged(language, heading, *pair)} for pair in ((better, worst), (worst, better))
    )
    assert told - {None} == {True}
    assert back - {None} == {False}


@pytest.mark.parametrize(("language", "heading", "text"), SAME)
def test_what_says_the_same_or_concerns_nobody_is_no_verdict(language: str, heading: str, text: str) -> None:
    one, other = sides(text)
    found = [*judged(language, heading, one, other), *judged(language, heading, other, one)]
    assert {worse(finding) for finding in found} <= {None}


def entries() -> list[dict[str, Any]]:
    return [entry for table in opposites.TABLES for entry in opposites.load()[table]]


def test_every_language_has_words_for_every_entry() -> None:
    held = [words for entry in entries() for words in entry.values() if isinstance(words, dict)]
    assert {frozenset(words) for words in held} == {frozenset(LANGUAGES)}
    assert all(words for table in held for words in table.values())


def test_every_pattern_can_match() -> None:
    held = [words for entry in entries() for words in entry.values() if isinstance(words, dict)]
    assert [word for table in held for words in table.values() for word in words if fault(word)] == []


def test_no_name_stands_twice_and_each_has_its_rows_in_the_table_of_signs() -> None:
    names = [entry["name"] for entry in entries()]
    assert len(names) == len(set(names))
    assert {f"{signs.OPPOSED}{name}" for name in names} <= set(signs.load().names)


def test_a_ban_that_begins_the_sentence_and_a_not_make_a_leave() -> None:
    text = "No adverse inference {may|may not} be drawn from the silence of the accused."
    found = judged("en", "Questioning", *sides(text))
    assert {worse(finding) for finding in found} - {None} == {True}


def test_under_a_ban_the_opposite_has_no_direction() -> None:
    text = "The suspect shall not be questioned {in the absence|in the presence} of a lawyer."
    assert {worse(finding) for finding in judged("en", "Questioning", *sides(text))} == {None}


def test_what_a_text_may_not_be_read_as_is_no_exception_that_went() -> None:
    text = (
        "Nothing in this Convention shall be construed as {derogating from|requiring a State to respect} human rights."
    )
    found = [*judged("en", "Interpretation", *sides(text)), *judged("en", "Interpretation", *sides(text)[::-1])]
    assert {worse(finding) for finding in found} <= {None}
