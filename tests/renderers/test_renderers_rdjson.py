from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from hostile import commands, hostile
from hostile import gate as hostile_gate
from making import sample
from schemas import validate
from treatydiff.gate import Acceptance, Alert, FailOn, Gate
from treatydiff.gate.fingerprints import fingerprints
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Report


def rdjson(*reports: Report, gate: Gate | None = None) -> dict[str, Any]:
    return dict(json.loads(RENDERERS["rdjson"].render(reports, RenderOptions(gate=gate))))


def test_a_diagnostic_says_where_how_grave_and_by_which_rule() -> None:
    found = rdjson(sample())
    assert found["source"] == {"name": "treatydiff"}
    assert found["diagnostics"][0] == {
        "message": "Interception becomes an obligation.\nmay → shall\nArticle 17 → 4, paragraph 1\nadverse",
        "location": {"path": "2.docx", "range": {"start": {"line": 1}}},
        "severity": "ERROR",
        "code": {"value": "surveillance/modality"},
    }


@pytest.mark.parametrize(
    ("fail_on", "severities"),
    [(FailOn.LEANING, ["ERROR", "INFO"]), (FailOn.NONE, ["WARNING", "INFO"]), (FailOn.ANY, ["ERROR", "ERROR"])],
)
def test_only_what_fails_is_an_error(fail_on: FailOn, severities: list[str]) -> None:
    assert [each["severity"] for each in rdjson(sample(), gate=Gate(fail_on))["diagnostics"]] == [*severities, "INFO"]


def test_what_was_accepted_is_left_out_and_alerts_are_told() -> None:
    (print_, _) = fingerprints(sample().findings)
    entry = Acceptance(print_, "r", "Article 4", "agreed", date(2027, 1, 1))
    alerts = (Alert("lock/changed", "changed", "x", fails=True), Alert("baseline/unknown", "unknown", "b.toml"))
    found = rdjson(sample(), gate=Gate(accepted=(entry,), alerts=alerts))["diagnostics"]
    assert [(each["code"]["value"], each["severity"]) for each in found] == [
        ("safeguards/modality", "INFO"), ("lock/changed", "ERROR"), ("baseline/unknown", "INFO"),
        ("check/verdict", "INFO"),
    ]  # fmt: skip


def test_hostile_text_stays_inside_its_string() -> None:
    output = RENDERERS["rdjson"].render((hostile(),), RenderOptions(gate=hostile_gate())).decode()
    assert commands(output) == []
    assert not set(output) & set("\x1b\x07\x9b\u202e\x00")


@pytest.mark.parametrize("reports", [(sample(),), (hostile(),), ()], ids=["sample", "hostile", "none"])
def test_it_is_what_the_schema_of_reviewdog_asks_for(reports: tuple[Report, ...]) -> None:
    validate(rdjson(*reports, gate=hostile_gate()), "DiagnosticResult.json")
