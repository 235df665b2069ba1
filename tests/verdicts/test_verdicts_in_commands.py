"""Every command that shows findings takes verdicts, and every other says in a line that it does not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from conftest import ROOT
from treatydiff.cli import main
from treatydiff.commands import everything

pytestmark = pytest.mark.usefixtures("once", "here")  # what is shown of comparisons, not how or where they are made

DRAFTS = [str(path) for path in sorted((ROOT / "drafts").glob("*-draft.docx"))]
SAID = "Nobody asked the coastal States"


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first change on which no rule speaks, judged for the worse under a theme of the reader's own."""
    folder = tmp_path_factory.mktemp("verdicts")
    sheet = folder / "review.jsonl"
    assert main([*DRAFTS[:2], "-f", "review", "-q", "-o", str(sheet)]) == 0
    lines = [json.loads(line) for line in sheet.read_text("utf-8").splitlines()]
    first = next(line for line in lines if line["why"] == "no rule applies" and line["old"] and line["new"])
    filled = {**first, "theme": "seafaring", "effect": "weakens", "sentence": SAID, "author": "Ana Díaz"}
    path = folder / "ana.jsonl"
    path.write_text(json.dumps(filled, ensure_ascii=False) + "\n", "utf-8")
    return path


def takes(name: str) -> bool:
    return any("--verdicts" in parameter.opts for parameter in everything()[name].params)


def test_whatever_shows_findings_takes_verdicts() -> None:
    taking = {name for name in everything() if takes(name)}
    assert taking == {"compare", "check", "brief", "propose", "batch", "history", "compile", "ask"}


@pytest.mark.parametrize("name", ["concordance", "blame", "verify", "agree", "versions", "outline"])
def test_what_shows_no_findings_says_so_in_a_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, *DRAFTS[:2], "--verdicts", "ana.jsonl"]) == 2
    error, hint = capsys.readouterr().err.splitlines()
    assert error == f"treatydiff: error: {name} takes no --verdicts"
    assert "compare" in hint
    assert "check" in hint


def test_what_a_person_calls_worse_can_be_proposed_back_and_the_margin_names_nobody(
    verdicts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "proposal.docx"
    command = ["propose", *DRAFTS[:2], "--verdicts", str(verdicts), "--theme", "seafaring", "-o", str(out)]
    command += ["--comments", "reasons"]
    assert main(command) == 0
    assert "1 of 1 changes undone" in capsys.readouterr().err
    margin = ZipFile(out).read("word/comments.xml").decode()
    assert f"{SAID}." in margin
    assert "Díaz" not in margin


def same(row: dict[str, Any]) -> str:
    """What a row says, whatever the number of its finding."""
    return json.dumps({**row, "finding": ""}, sort_keys=True)


def test_a_batch_counts_what_people_said(verdicts: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(f"{DRAFTS[0]},{DRAFTS[1]}\n{DRAFTS[1]},{DRAFTS[2]}\n", "utf-8")
    found: dict[str, list[dict[str, Any]]] = {}
    for name, more in (("without", []), ("with", ["--verdicts", str(verdicts)])):
        out = tmp_path / name
        assert main(["batch", str(pairs), "-q", "-j", "1", "-f", "jsonl", "-o", str(out), *more]) == 0
        for table in ("pairs", "findings"):
            lines = (out / f"{table}.jsonl").read_text("utf-8").splitlines()
            found[f"{name} {table}"] = [json.loads(line) for line in lines]
    said = [row for row in found["with findings"] if row["rule"] == "seafaring/judged"]
    assert [row["pair"] for row in said] == [0]
    assert SAID in said[0]["message"]
    others = [row for row in found["with findings"] if row not in said]
    assert sorted(map(same, others)) == sorted(map(same, found["without findings"]))
    adverse = {name: [row["adverse"] for row in found[f"{name} pairs"]] for name in ("without", "with")}
    assert adverse["with"] == [adverse["without"][0] + 1, adverse["without"][1]]
    notices = {name: [row["notices"] for row in found[f"{name} pairs"]] for name in ("without", "with")}
    assert notices["with"] == notices["without"]


def test_a_batch_with_other_verdicts_is_another_batch(
    verdicts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(f"{DRAFTS[0]},{DRAFTS[1]}\n", "utf-8")
    command = ["batch", str(pairs), "-q", "-j", "1", "-f", "csv", "-o", str(tmp_path / "out")]
    assert main(command) == 0
    capsys.readouterr()
    assert main([*command, "--verdicts", str(verdicts)]) == 2
    assert "holds another batch" in capsys.readouterr().err


def test_the_life_of_an_article_shows_what_people_said(verdicts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = json.loads(verdicts.read_text("utf-8"))["place"]
    number = re.search(r"\d+", place)
    assert number
    assert main(["history", *DRAFTS[:2], "--article", number[0], "--verdicts", str(verdicts)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert SAID in shown
    assert "judged by Ana Díaz" in shown


def test_a_person_s_word_on_one_step_is_not_said_to_be_mended_in_the_end(
    verdicts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", *DRAFTS[:3], "--verdicts", str(verdicts), "-f", "json"]) == 0
    mended = json.loads(capsys.readouterr().out)["mended"]
    assert SAID not in json.dumps(mended)


def test_in_a_compilation_the_base_is_held_against_each_proposal_with_its_verdicts(
    verdicts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["compile", DRAFTS[0], "--as", f"State X={DRAFTS[1]}", "-f", "json"]
    assert main(command) == 0
    without = capsys.readouterr().out
    assert main([*command, "--verdicts", str(verdicts)]) == 0
    with_it = capsys.readouterr().out
    assert "seafaring" in with_it
    assert "seafaring" not in without
