from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import sample
from treatydiff.errors import DataError
from treatydiff.gate import Alert, Gate, baseline, weigh
from treatydiff.gate.fingerprints import fingerprints
from treatydiff.gate.notices import UNSEEN

TODAY = date(2026, 3, 1)
ENTRY = """
[[accepted]]
fingerprint = "{print}"
rule = "surveillance/modality"
article = "Article 4"
reason = "agreed on 3 March"
expires = 2026-03-01
"""


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "baseline.toml"
    path.write_text(text, "utf-8")
    return str(path)


def entry(print_: str = "ab12", **changes: str) -> str:
    text = ENTRY.format(print=print_)
    for key, value in changes.items():
        lines = [f"{key} = {value}" if line.startswith(f"{key} =") else line for line in text.splitlines()]
        text = "\n".join(line for line in lines if not line.endswith("= "))
    return text + "\n"


def test_an_entry_is_read_with_its_reason_and_its_last_day(tmp_path: Path) -> None:
    (found,) = baseline.load(written(tmp_path, entry() + 'added_by = "M. K."\n'))
    assert (found.fingerprint, found.reason, found.expires) == ("ab12", "agreed on 3 March", date(2026, 3, 1))
    assert found.added_by == "M. K."


@pytest.mark.parametrize("day", ['"2026-03-01"', "2026-03-01", "2026-03-01T12:00:00Z"])
def test_the_last_day_may_be_quoted_or_not(tmp_path: Path, day: str) -> None:
    (found,) = baseline.load(written(tmp_path, entry(expires=day)))
    assert found.expires == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry(reason='""'), ":2: entry 1: no reason"),
        (entry(reason='"  "'), ":2: entry 1: no reason"),
        (entry(reason=""), ":2: entry 1: no reason"),
        (entry() + entry(expires=""), ": entry 2: no expires"),
        (entry(fingerprint=""), "no fingerprint"),
        (entry(expires='"soon"'), "expires = 'soon' is not a date"),
        (entry(rule="3"), "rule must be a text"),
        (entry() + 'expire = "x"', "unknown key 'expire'"),
        ('[other]\nx = "y"', "holds [[accepted]] entries and nothing else"),
        ("accepted = 3", "holds [[accepted]] entries and nothing else"),
        ("[[accepted]\n", "baseline.toml:"),
    ],
)
def test_a_faulty_entry_is_an_error_that_says_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError) as error:
        baseline.load(written(tmp_path, text))
    assert message in error.value.message
    assert error.value.hint


def test_the_error_names_the_line_of_the_entry(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"baseline\.toml:11: entry 2: no reason"):
        baseline.load(written(tmp_path, entry() + "# a remark\n" + entry(reason='""')))


def test_a_baseline_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such baseline"):
        baseline.load(str(tmp_path / "none.toml"))


def applied(tmp_path: Path, text: str, today: date = TODAY) -> Gate:
    return baseline.apply(Gate(), baseline.load(written(tmp_path, text)), [sample()], today, "baseline.toml")


def test_an_entry_holds_to_the_end_of_its_last_day(tmp_path: Path) -> None:
    (print_, _) = fingerprints(sample().findings)
    assert len(applied(tmp_path, entry(print_)).accepted) == 1
    assert applied(tmp_path, entry(print_), date(2026, 3, 2)).accepted == ()


def test_an_expired_entry_is_said(tmp_path: Path) -> None:
    (print_, _) = fingerprints(sample().findings)
    (alert,) = applied(tmp_path, entry(print_), date(2026, 3, 2)).alerts
    assert alert.rule == "baseline/expired"
    assert "accepted until 2026-03-01, and no longer" in alert.message
    assert not alert.fails


def test_an_entry_that_was_renewed_is_not_said_to_have_expired(tmp_path: Path) -> None:
    (print_, _) = fingerprints(sample().findings)
    gate = applied(tmp_path, entry(print_) + entry(print_, expires="2027-01-01"), date(2026, 3, 2))
    assert len(gate.accepted) == 1
    assert gate.alerts == ()


HERE = 'compared = "A/CONF.1/1 → A/CONF.1/2"\n'


def test_entries_of_these_drafts_that_no_finding_answers_to_are_said_in_one_line(tmp_path: Path) -> None:
    several = "".join(entry(f"ffff{at}") + HERE for at in range(28))
    (alert,) = applied(tmp_path, several).alerts
    assert alert.rule == "baseline/unknown"
    assert alert.message.startswith("28 baseline entries of the drafts compared here: no finding answers to ffff0 (")
    assert alert.message.endswith(" and 23 more")


def test_entries_of_other_drafts_are_left_alone(tmp_path: Path) -> None:
    elsewhere = 'compared = "A/CONF.1/0 → A/CONF.1/1"\n'
    assert applied(tmp_path, entry("ffff") + elsewhere + entry("eeee")).alerts == ()


def test_what_is_written_says_which_drafts_it_came_of() -> None:
    (first, _) = weigh(sample(), Gate())
    text = baseline.written(first, "Article 4", TODAY, "why", baseline.pair(sample()))
    assert tomllib.loads(text)["accepted"][0]["compared"] == "A/CONF.1/1 → A/CONF.1/2"


def test_words_that_nobody_sees_can_be_accepted_and_are_told_all_the_same(tmp_path: Path) -> None:
    alert = Alert(UNSEEN, 'new draft: 1 passage of hidden text left out: "see note"', "a.docx", fails=True)
    other = Alert("lock/changed", "changed", "a.docx", fails=True)
    entries = filter(None, (baseline.written_alert(each, TODAY, "a remark") for each in (alert, other)))
    text = baseline.added("", entries)
    gate = Gate(alerts=(alert, other))
    told, kept = baseline.apply(gate, baseline.load(written(tmp_path, text)), [sample()], TODAY, "b.toml").alerts
    assert (told.fails, kept) == (False, other)
    assert told.message == f"{alert.message}; accepted until 2026-03-01: a remark"


def test_what_is_added_can_be_read_once_somebody_wrote_the_reason(tmp_path: Path) -> None:
    weighed = weigh(sample(), Gate())
    entries = [baseline.written(each, "Article 4, paragraph 1", date(2027, 3, 1)) for each in weighed]
    text = baseline.added("", entries)
    with pytest.raises(DataError, match="no reason"):
        baseline.load(written(tmp_path, text))
    found = baseline.load(written(tmp_path, text.replace('reason = ""', 'reason = "agreed"')))
    assert [each.fingerprint for each in found] == [each.fingerprint for each in weighed]
    assert found[0].expires == date(2027, 3, 1)
    assert text.startswith("#")


def test_adding_leaves_every_letter_of_the_file_where_it_is() -> None:
    text = "# our remarks\n" + entry() + "# about the next one\n"
    added = baseline.added(text, [baseline.written(weigh(sample(), Gate())[0], "Article 4", TODAY, "why")])
    assert added.startswith(text)
    assert len(tomllib.loads(added)["accepted"]) == 2


@given(st.text(), st.text())
def test_whatever_a_finding_says_the_file_stays_toml(message: str, where: str) -> None:
    weighed = weigh(sample(), Gate())[0]
    weighed = replace(weighed, finding=replace(weighed.finding, meaning=message))
    table = tomllib.loads(baseline.added("", [baseline.written(weighed, where, TODAY, message)]))["accepted"][0]
    assert table["fingerprint"] == weighed.fingerprint
    assert "\x1b" not in table["says"] + table["article"]


def test_an_acceptance_holds_for_a_year_unless_somebody_says_otherwise() -> None:
    assert baseline.in_a_year(date(2026, 3, 1)) == date(2027, 3, 1)
    assert baseline.in_a_year(date(2028, 2, 29)) == date(2029, 3, 1)
