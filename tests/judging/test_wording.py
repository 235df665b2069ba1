from __future__ import annotations

from importlib.resources import files

import pytest

from treatydiff.errors import DataError
from treatydiff.judging import wording
from treatydiff.judging.wording import Force, faults, load, read, sentences

ENGLISH = (files("treatydiff") / "data" / "languages" / "en" / "wording.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["en", "fr", "es", "ru", "zh", "ar"])
def test_every_language_knows_the_eight_forces_and_units(code: str) -> None:
    wording = load(code)
    assert all(wording.levels[force].sources for force in Force)
    assert set(wording.units) == {"hour", "day", "workday", "week", "month", "year", "parties"}


def test_only_english_and_chinese_mark_obligation() -> None:
    assert {code: load(code).unmarked for code in ("en", "fr", "es", "ru", "zh", "ar")} == {
        "en": None,
        "fr": Force.SHALL,
        "es": Force.SHALL,
        "ru": Force.SHALL,
        "zh": None,
        "ar": Force.SHALL,
    }


def test_a_faulty_pattern_is_told_with_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults("en") == ()
    monkeypatch.setattr(wording, "source_of", lambda *_: ENGLISH.replace('"ought to"', '"ought to("'))
    (told,) = faults("en")
    assert told.startswith("levels.should: 'ought to('")


def test_a_missing_table_is_named() -> None:
    with pytest.raises(DataError, match=r"the table \[hedges\] is missing"):
        read(ENGLISH.replace("[hedges]", "[hedgehogs]"), "en")


def test_sentences_end_at_full_stops_semicolons_and_line_ends() -> None:
    text = "one two. three; four\nfive.6 。七。"
    assert [text[a:b] for a, b in sentences(text)] == ["one two.", "three;", "four\n", "five.6 。", "七。"]
