"""The table of words for which their opposites may stand."""

from __future__ import annotations

import pytest

from treatydiff.judging import lexis, signs
from treatydiff.text.languages import LANGUAGES


def entries() -> list[str]:
    return [name for table in signs.TABLES for name in signs.opposites()[table]]


def words(language: str) -> dict[str, tuple[str, ...]]:
    found = lexis.load(language)
    assert found
    return {name: held for name, held in found.classes.items() if name.startswith(signs.TABLES)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_entry(language: str) -> None:
    assert words(language).keys() == words("en").keys()
    assert all(words(language).values())
    assert {name.split(".")[1] for name in words(language)} == {*entries()}


def test_no_name_stands_twice_and_each_has_its_rows_in_the_table_of_signs() -> None:
    names = entries()
    assert len(names) == len(set(names))
    assert {f"{signs.OPPOSED}{name}" for name in names} <= set(signs.load().names)
