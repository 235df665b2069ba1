from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest

from hostile import commands, hostile
from hostile import gate as hostile_gate
from making import finding, sample
from schemas import validate
from treatydiff.gate import Acceptance, Alert, FailOn, Gate
from treatydiff.gate.fingerprints import fingerprints
from treatydiff.model import Block
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.renderers.checkout import Checkout
from treatydiff.renderers.ci.sarif import FINGERPRINT
from treatydiff.report import Location, Report, Severity

Json = dict[str, Any]


def log(*reports: Report, gate: Gate | None = None) -> Json:
    return dict(json.loads(RENDERERS["sarif"].render(reports, RenderOptions(gate=gate))))


def run(*reports: Report, gate: Gate | None = None) -> Json:
    found = log(*reports, gate=gate)
    assert found["version"] == "2.1.0"
    (only,) = found["runs"]
    return dict(only)


def result(*reports: Report, gate: Gate | None = None) -> Json:
    return dict(run(*reports, gate=gate)["results"][0])


def with_path(path: str) -> Report:
    return replace(sample(), new=replace(sample().new, path=path))


def test_a_result_has_a_rule_that_the_driver_describes() -> None:
    found = run(sample())
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["safeguards/modality", "surveillance/modality"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in found["results"])
    assert all(rule["shortDescription"]["text"] and rule["name"].isalnum() for rule in rules)


@pytest.mark.parametrize(
    ("rule", "title"),
    [("surveillance/frame-lifted", "In the cases named, the protection does not apply."),
     ("safeguards/kept-until", "Necessity can be argued about; a date cannot."),
     ("of-mine/no-rule", "A change of words that bears on of-mine: no rule.")],
)  # fmt: skip
def test_the_title_of_a_rule_is_why_it_is_there(rule: str, title: str) -> None:
    whole = sample()
    (told, *_) = run(replace(whole, findings=(replace(whole.findings[0], rule=rule),)))["tool"]["driver"]["rules"]
    assert told["shortDescription"]["text"] == title


def test_what_identifies_a_result_is_no_line_and_no_path() -> None:
    prints = result(sample())["partialFingerprints"]
    assert prints[FINGERPRINT] == fingerprints(sample().findings)[0]
    assert prints["primaryLocationLineHash"] == f"{prints[FINGERPRINT]}:1"
    assert result(with_path("elsewhere/x.docx"))["partialFingerprints"] == prints


def test_a_result_says_where_it_stands_in_the_draft_and_in_the_one_before() -> None:
    (place,) = result(sample())["locations"]
    assert place["logicalLocations"] == [
        {"name": "paragraph 1", "fullyQualifiedName": "Article 4, paragraph 1", "kind": "paragraph"}
    ]
    (before,) = result(sample())["relatedLocations"]
    assert before["logicalLocations"][0]["fullyQualifiedName"] == "Article 17, paragraph 1"


def test_a_region_is_a_paragraph_or_a_line_and_says_which_and_on_which_page() -> None:
    region = result(hostile("words"))["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["properties"]) == (1, {"page": 2})
    assert region["message"]["text"] == "Paragraph 1 of the draft as it was read, page 2."
    text = replace(hostile("words").new, data=b"\n\nwords shall\n", blocks=(Block("words shall"),))
    region = result(replace(hostile("words"), new=text))["locations"][0]["physicalLocation"]["region"]
    assert region["message"]["text"] == "Line 3 of the draft as it was read, page 2."


def test_a_deleted_provision_stands_in_the_old_draft() -> None:
    second = run(sample())["results"][1]
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "1.docx"
    assert "relatedLocations" not in second


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("./drafts/rev 1.docx", {"uri": "drafts/rev%201.docx", "uriBaseId": "%SRCROOT%"}),
        ("drafts\\x.docx", {"uri": "drafts%5Cx.docx", "uriBaseId": "%SRCROOT%"}),
        ("a#b?c%.docx", {"uri": "a%23b%3Fc%25.docx", "uriBaseId": "%SRCROOT%"}),
        ("/abs/x.docx", {"uri": "file:///abs/x.docx"}),
        ("C:/abs/x.docx", {"uri": "file:///C:/abs/x.docx"}),
    ],
)
def test_a_path_in_the_folder_is_relative_to_it(path: str, artifact: Json) -> None:
    assert result(with_path(path))["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("../x.docx", {"uri": "x.docx", "uriBaseId": "%SRCROOT%"}),
        ("x.docx", {"uri": "drafts/x.docx", "uriBaseId": "%SRCROOT%"}),
        (".././a/../x.docx", {"uri": "x.docx", "uriBaseId": "%SRCROOT%"}),
        ("/repo/a/x.docx", {"uri": "a/x.docx", "uriBaseId": "%SRCROOT%"}),
        ("../../x.docx", {"uri": "file:///x.docx"}),
        ("/repository/x.docx", {"uri": "file:///repository/x.docx"}),
    ],
)
def test_below_the_root_of_a_repository_a_path_is_still_relative_to_the_root(path: str, artifact: Json) -> None:
    options = RenderOptions(checkout=Checkout("/repo", "/repo/drafts"))
    found = json.loads(RENDERERS["sarif"].render((with_path(path),), options))
    place = found["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"] == artifact


def test_standard_input_has_no_physical_location() -> None:
    (place,) = result(with_path("-"))["locations"]
    assert "physicalLocation" not in place
    assert place["logicalLocations"]


@pytest.mark.parametrize(
    ("adverse", "severity", "kind", "level"),
    [
        (True, Severity.HIGH, "fail", "error"),
        (True, Severity.MEDIUM, "fail", "warning"),
        (True, Severity.LOW, "fail", "note"),
        (False, Severity.HIGH, "informational", "none"),
        (None, Severity.HIGH, "review", "none"),
    ],
)
def test_level_follows_severity_and_kind_the_direction(
    adverse: bool | None, severity: Severity, kind: str, level: str
) -> None:
    one = replace(finding(1, sample().redline.all[4], adverse=adverse), severity=severity)
    found = result(replace(sample(), findings=(one,)))
    assert (found["kind"], found["level"]) == (kind, level)


def test_without_a_baseline_no_result_speaks_of_one() -> None:
    assert not {"baselineState", "suppressions"} & set(result(sample()))


def test_with_a_baseline_what_was_accepted_is_suppressed_and_the_rest_is_new() -> None:
    (print_, _) = fingerprints(sample().findings)
    entry = Acceptance(print_, "r", "Article 4", "agreed on 3 March", date(2027, 1, 1), "M. K.")
    first, second = run(sample(), gate=Gate(accepted=(entry,), baseline=True))["results"]
    assert first["baselineState"] == "unchanged"
    (suppression,) = first["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"] == "agreed on 3 March"
    assert (second["baselineState"], second["suppressions"]) == ("new", [])


def test_a_rule_says_why_it_is_there_and_where_to_read_on() -> None:
    whole = sample()
    built_in = replace(whole.findings[0], rule="surveillance/duration", theme="surveillance")
    (rule,) = run(replace(whole, findings=(built_in,)))["tool"]["driver"]["rules"]
    assert len(rule["fullDescription"]["text"]) > 20
    assert rule["help"]["text"].startswith(rule["fullDescription"]["text"])
    assert "treatydiff themes surveillance/duration shows what it looks for" in rule["help"]["text"]


def test_an_alert_that_fails_is_a_result_and_another_one_a_notification() -> None:
    alerts = (Alert("lock/changed", "changed", "a/x.docx", fails=True), Alert("baseline/unknown", "unknown", "b.toml"))
    found = run(gate=Gate(alerts=alerts))
    (only,) = found["results"]
    assert (only["ruleId"], only["level"]) == ("lock/changed", "error")
    verdict, note = found["invocations"][0]["toolExecutionNotifications"]
    assert verdict["message"]["text"] == "treatydiff check: FAIL: no finding; 1 other error: lock/changed"
    assert (note["descriptor"]["id"], note["level"]) == ("baseline/unknown", "warning")
    assert run(gate=Gate(FailOn.NONE, alerts=alerts))["results"] == []


def test_brackets_in_a_message_are_no_link_and_braces_no_placeholder() -> None:
    one = replace(sample().findings[0], where=Location("Article 4"), removed=(), introduced=())
    one = replace(one, meaning="[shall](1) {0} \\")
    assert result(replace(sample(), findings=(one,)))["message"]["text"] == "Article 4: \\[shall\\](1) {{0}} \\\\."


def test_hostile_text_stays_inside_its_string() -> None:
    output = RENDERERS["sarif"].render((hostile(),), RenderOptions(gate=hostile_gate())).decode()
    assert commands(output) == []
    assert not set(output) & set("\x1b\x07\x9b\u202e\x00")


def test_a_hostile_path_is_one_uri() -> None:
    place = result(hostile())["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(place["uri"]).startswith("drafts/::stop-commands::x")
    assert not set(place["uri"]) & set(' <>"{}|\\^`\x1b')


@pytest.mark.parametrize("reports", [(sample(), sample()), (hostile(),), ()], ids=["sample", "hostile", "none"])
@pytest.mark.parametrize("gate", [None, Gate(), hostile_gate()], ids=["no gate", "gate", "hostile gate"])
def test_it_is_what_the_schema_of_the_standard_asks_for(reports: tuple[Report, ...], gate: Gate | None) -> None:
    validate(log(*reports, gate=gate), "sarif-schema-2.1.0.json")
