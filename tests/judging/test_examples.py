"""Every rule carries a change on which it speaks and one on which it is silent; the whole of judging reads both."""

from __future__ import annotations

import json

import pytest

from helpers.examples import SEVERAL_ARTICLES, alone, rules, shorts, table, whole
from helpers.themes import SMALL, folder
from treatydiff import cli
from treatydiff.errors import DataError
from treatydiff.judging import signs
from treatydiff.themes import Rule, RuleExample, load_themes

RULES = [rule for theme in load_themes() for rule in theme.rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_on_what_it_says_and_is_silent_on_what_only_looks_like_it(rule: Rule) -> None:
    assert rule.fires or rule.reads in SEVERAL_ARTICLES
    assert rule.silent
    assert [str(each) for each in rule.fires if not alone(rule, each)] == []
    assert [str(each) for each in rule.silent if alone(rule, each)] == []
    assert [str(each) for each in rule.silent if rule.id in {finding.rule for finding in whole(each)}] == []


def test_the_whole_of_judging_says_what_the_rule_alone_says_or_the_table_tells_why_not() -> None:
    """``python tests/shorts.py examples`` writes the table."""
    assert len(rules()) > 100
    assert shorts() == table()


def test_an_example_is_printed_as_it_is_written() -> None:
    line = "Arrest | A person may be held for {-one day-}{+ten days+}."
    assert RuleExample.read(line) == RuleExample("Arrest", "A person may be held for {-one day-}{+ten days+}.")
    assert str(RuleExample.read(line)) == line


def test_an_example_without_heading_or_marks_is_told_with_its_line(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError, match=r"detention\.toml:\d+: an example is"):
        load_themes([folder(tmp_path, SMALL + 'fires = ["Nothing is marked here."]\n')])


def test_themes_shows_the_examples_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["themes", "surveillance/duration"]) == 0
    shown = capsys.readouterr().out
    assert "finds" in shown
    assert "passes over" in shown


@pytest.mark.parametrize("name", signs.load().names)
def test_themes_explains_every_name_that_a_finding_of_the_frames_can_have(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["themes", f"surveillance/frame-{name}", "-f", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["signs"]
    assert rows
    assert {row["name"] for row in rows} == {f"frame-{name}"}
    assert all(row["uses"] and row["says"] and row["why"] for row in rows)


def test_a_frame_that_is_none_is_told_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["themes", "surveillance/frame-treshold"]) == 2
    assert "frame-threshold" in capsys.readouterr().err
