from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hostile import WORDS, commands, hostile
from hostile import gate as hostile_gate
from making import finding, sample
from treatydiff.gate import Acceptance, Alert, Gate
from treatydiff.gate.fingerprints import fingerprints
from treatydiff.model import Op, Span
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Location, Report, Severity


def gitlab(*reports: Report, gate: Gate | None = None) -> list[dict[str, Any]]:
    found = json.loads(RENDERERS["gitlab"].render(reports, RenderOptions(gate=gate)))
    assert isinstance(found, list)
    return found


def test_an_entry_has_what_gitlab_asks_for() -> None:
    first, second = gitlab(sample())
    assert first == {
        "description": "Article 17 → 4, paragraph 1: Interception becomes an obligation. (may → shall)",
        "check_name": "surveillance/modality",
        "fingerprint": fingerprints(sample().findings)[0],
        "severity": "critical",
        "location": {"path": "2.docx", "lines": {"begin": 1}},
    }
    assert (second["severity"], second["location"]["path"]) == ("info", "1.docx")


def test_a_message_that_names_its_article_is_not_led_by_it_again() -> None:
    words = Span(Op.DELETE, "may"), Span(Op.INSERT, "shall")
    one = replace(sample().findings[0], where=Location("Article 4", "paragraph 1"), meaning="a duty now", quoted=words)
    (entry, *_) = gitlab(replace(sample(), findings=(one,)))
    assert entry["description"] == one.message == 'Article 4, paragraph 1: a duty now ("may" became "shall").'


def test_severity_follows_that_of_an_adverse_finding() -> None:
    whole = sample()
    grades = {Severity.HIGH: "critical", Severity.MEDIUM: "major", Severity.LOW: "minor"}
    every = list(grades.items())
    assert every
    for severity, grade in every:
        for adverse, shown in ((True, grade), (False, "info"), (None, "info")):
            one = replace(finding(1, whole.redline.all[4], adverse=adverse), severity=severity)
            assert gitlab(replace(whole, findings=(one,)))[0]["severity"] == shown


def test_no_two_entries_share_a_fingerprint_even_over_several_pairs() -> None:
    prints = [entry["fingerprint"] for entry in gitlab(sample(), sample(), sample())]
    assert len(set(prints)) == len(prints) == 6


def test_lines_count_from_one() -> None:
    assert all(entry["location"]["lines"]["begin"] >= 1 for entry in gitlab(sample()))


def test_what_was_accepted_is_left_out() -> None:
    (print_, _) = fingerprints(sample().findings)
    entry = Acceptance(print_, "r", "Article 4", "agreed", date(2027, 1, 1))
    assert [e["check_name"] for e in gitlab(sample(), gate=Gate(accepted=(entry,)))] == [
        "safeguards/modality", "check/verdict"
    ]  # fmt: skip


def test_every_alert_is_an_entry_and_the_last_one_is_the_verdict() -> None:
    alerts = (Alert("lock/changed", "changed", "./a/x.docx", fails=True), Alert("lock/missing", "gone", "a/y.docx"))
    entry, missing, verdict = gitlab(gate=Gate(alerts=alerts))
    assert (entry["check_name"], entry["severity"]) == ("lock/changed", "critical")
    assert (missing["check_name"], missing["severity"]) == ("lock/missing", "info")
    assert (verdict["check_name"], verdict["severity"]) == ("check/verdict", "info")
    assert verdict["description"] == "FAIL: no finding; 1 other error: lock/changed"
    assert entry["location"]["path"] == "a/x.docx"


def test_hostile_text_stays_inside_its_string() -> None:
    output = RENDERERS["gitlab"].render((hostile(),), RenderOptions(gate=hostile_gate())).decode()
    assert commands(output) == []
    assert not set(output) & set("\x1b\x07\x9b\u202e\x00")
    assert "##[add-mask]y" in json.loads(output)[0]["description"]
    assert WORDS.split()[0] in json.loads(output)[0]["description"]
