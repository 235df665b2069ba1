"""The table of words for which their opposites may stand."""

from __future__ import annotations

from typing import Any

from treatydiff.judging import signs
from treatydiff.text.languages import LANGUAGES
from treatydiff.themes.patterns import fault


def entries() -> list[dict[str, Any]]:
    return [entry for table in signs.TABLES for entry in signs.opposites()[table]]


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
