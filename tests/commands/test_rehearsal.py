"""Examples of themes, tried through the whole of judging: ``treatydiff themes NAME --test``."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.themes import SMALL, folder
from treatydiff.cli import main
from treatydiff.commands.rehearsal import Tried, tried
from treatydiff.themes import RuleExample, load_profile, load_themes

TRUE = "Custody | A person {-may-}{+shall+} be detained in the station."
FALSE = "Custody | The cat {-sat-}{+slept+} near the door."


def rehearse(place: Path, fires: str, silent: str) -> int:
    examples = f'fires = ["{fires}"]\nsilent = ["{silent}"]\n'
    return main(["themes", "detention", "--test", "--themes", str(folder(place, SMALL + examples)), "--config", "none"])


def test_examples_that_hold_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rehearse(tmp_path, TRUE, FALSE) == 0
    assert capsys.readouterr().out == "PASS: 0 of 2 examples fail\n"


def test_examples_that_do_not_hold_are_shown_and_end_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rehearse(tmp_path, FALSE, TRUE) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"detention/modality finds nothing in: {FALSE}",
        f"detention/modality finds something in: {TRUE}",
        "FAIL: 2 of 2 examples fail",
    ]


def test_a_rule_without_examples_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", "detention", "--test", "--themes", str(folder(tmp_path)), "--config", "none"]) == 0
    assert "detention/modality: no example\n" in capsys.readouterr().out


def test_examples_of_what_is_built_in_hold_in_the_whole_of_judging_too() -> None:
    theme = next(each for each in load_themes() if each.name == "data-sharing")
    found = list(tried(theme, theme.rules, load_profile(), "en"))
    assert len(found) > 50
    assert [f"{each.rule}: {each.example}" for each in found if not each.holds] == []


def test_a_theme_alone_knows_the_words_of_others_that_its_rules_ask_for() -> None:
    (theme,) = (each for each in load_themes() if each.name == "surveillance")
    (rule,) = (each for each in theme.rules if each.id == "surveillance/erasure")
    assert "safeguards/erasure" in {term.name for term in rule.terms}
    assert all(each.spoke for each in tried(theme, [rule], load_profile(), "en") if each.fires)


def test_an_example_on_which_the_whole_says_the_contrary_does_not_hold() -> None:
    example = RuleExample.read("Custody | A person {-may-}{+shall+} be detained in the station.")
    assert Tried("detention/modality", example, fires=True, spoke=True, gainsaid=False, others=()).holds
    assert not Tried("detention/modality", example, fires=True, spoke=True, gainsaid=True, others=()).holds
