"""The JSON Schema of what is written: printed by the program, true of its outputs, and of nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from pydantic import ValidationError

from conftest import ROOT
from making import sample
from schemas import conforms
from treatydiff.cli import main
from treatydiff.gate import Alert, Gate
from treatydiff.renderers import CHECKS, RENDERERS, RenderOptions
from treatydiff.renderers.json import dump
from treatydiff.renderers.json_types import SCHEMAS


def printed(name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["schema", name]) == 0
    return dict(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_printed_for_each_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(name, capsys)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "additionalProperties" not in json.dumps(found["$defs"]["PlaceValue" if name == "report" else "ToolValue"])


def test_the_choices_of_a_value_are_in_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed("report", capsys)["$defs"]
    assert found["Effect"]["enum"] == ["expands", "narrows", "strengthens", "weakens", "touches"]
    assert "moved_to" not in found["SpanValue"]["required"]


def test_a_check_is_what_the_schema_says() -> None:
    gate = Gate(alerts=(Alert("draft/unseen", "hidden", "x", fails=True),), asked=("--theme x",))
    for reports in ((), (sample(),), (sample(), sample())):
        conforms(json.loads(CHECKS["json"].render(reports, RenderOptions(gate=gate))))
    value = json.loads(CHECKS["json"].render((sample(),), RenderOptions(gate=gate)))
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    assert {f"check.{key}" for key in value["check"]} <= set(re.findall(r"^\| `([^`]+)`", page, re.MULTILINE))


@pytest.mark.parametrize(("key", "value"), [("adverse", "yes"), ("severity", "grave"), ("colour", "red")])
def test_what_the_schema_does_not_say_is_no_report(key: str, value: str) -> None:
    report = json.loads(RENDERERS["json"].render((sample(),)))
    report["findings"][0][key] = value
    with pytest.raises(ValidationError):
        conforms(report)


def test_no_test_writes_a_report_that_the_schema_does_not_describe() -> None:
    """``conftest`` stands between: every JSON of a report, a check or an outline that a test makes goes by it."""
    with pytest.raises(ValidationError, match="colour"):
        dump({"schema": "treatydiff/report/1", "colour": "red"})
    assert RENDERERS["json"].render((sample(),)).startswith(b"{")
