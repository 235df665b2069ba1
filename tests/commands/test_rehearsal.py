"""Examples of themes, tried through the whole of judging: ``treatydiff themes NAME --test``."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.themes import SMALL, folder
from treatydiff.cli import main
from treatydiff.commands.rehearsal import tried
from treatydiff.themes import load_profile, load_themes

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
        f"detention/modality is silent on: {FALSE}",
        f"detention/modality speaks on: {TRUE}",
        "FAIL: 2 of 2 examples fail",
    ]


def test_a_rule_without_examples_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", "detention", "--test", "--themes", str(folder(tmp_path)), "--config", "none"]) == 0
    assert "detention/modality: no example\n" in capsys.readouterr().out


def test_most_examples_of_what_is_built_in_hold_in_the_whole_of_judging_too() -> None:
    theme = next(each for each in load_themes() if each.name == "data-sharing")
    found = list(tried(theme, theme.rules, load_profile(), "en"))
    assert len(found) > 20
    assert sum(each.holds for each in found) >= 0.8 * len(found)
