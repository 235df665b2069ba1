"""The commands on a series, and how they show it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from conftest import ROOT
from helpers.json_keys import documented, keys
from series_making import COURT, FUND, POWER, PURPOSE, REVIEW, WITNESSES, series
from treatydiff import cli
from treatydiff.compare import compare
from treatydiff.series import history

pytestmark = pytest.mark.usefixtures("once")  # what is shown of comparisons, not how they are made

DRAFTS = sorted((ROOT / "drafts").glob("*-draft.docx"))
FOLDER = str(ROOT / "drafts")
LAST = str(DRAFTS[-1])


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> str:
    assert cli.main(list(arguments)) == 0
    return capsysbinary.readouterr().out.decode()


def test_history_has_a_row_for_each_article_and_a_column_for_each_draft(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    rows = list(csv.reader(io.StringIO(run(capsysbinary, "history", FOLDER, "-f", "csv").lstrip("\ufeff"))))
    assert rows[0][:3] == ["A/AC.999/4", "A/AC.999/4/Rev.1", "A/AC.999/4/Rev.2"]
    assert ["30", "19 bis", "20"] in [row[:3] for row in rows]
    assert ["31", "31", ""] in [row[:3] for row in rows]


def test_history_reads_in_the_terminal(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    out = run(capsysbinary, "history", FOLDER)
    assert "22 bis" in out
    assert "(2) inserted" in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_life_of_one_article_is_each_step_s_redline(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = json.loads(run(capsysbinary, "history", FOLDER, "--article", "20", "-f", "json"))
    rows = [row for report in found["reports"] for row in report["concordance"]]
    assert [[row["old"][0]["number"], row["new"][0]["number"]] for row in rows] == [["30", "19 bis"], ["19 bis", "20"]]


def test_an_article_that_no_draft_has_is_one_clear_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["history", FOLDER, "--article", "99"]) == 2
    assert "no article 99 in these drafts" in capfd.readouterr().err


def test_blame_in_json_spells_the_draft_and_names_the_drafts(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = json.loads(run(capsysbinary, "blame", LAST, FOLDER, "-f", "json"))
    assert found["schema"] == "treatydiff/blame/1"
    assert [draft["symbol"] for draft in found["drafts"]] == ["A/AC.999/4", "A/AC.999/4/Rev.1", "A/AC.999/4/Rev.2"]
    pieces = [piece for each in found["provisions"] for piece in each["text"]]
    assert {piece["first"] for piece in pieces} == {0, 1, 2}
    assert all(piece["last"] is None for piece in pieces)


def test_blame_shows_what_was_deleted_where_it_is_asked_for(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "(1–1)" not in run(capsysbinary, "blame", LAST, FOLDER)
    assert "(1–1)" in run(capsysbinary, "blame", LAST, FOLDER, "--deleted")


def test_blame_of_an_earlier_draft_knows_nothing_of_later_ones(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    found = json.loads(run(capsysbinary, "blame", str(DRAFTS[1]), FOLDER, "-f", "json"))
    assert len(found["drafts"]) == 2


def test_a_first_draft_has_nothing_to_be_traced_to(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["blame", str(DRAFTS[0]), FOLDER]) == 2
    assert "no draft stands before it" in capfd.readouterr().err


def test_hostile_text_is_inert_in_both(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for at, word in enumerate(("may", "shall", "must"), 1):
        text = f"Draft convention\n\nArticle 1\n\x9b31m \u202e heading\n1. States {word} \x1b]0;t\x07 act.\n"
        (tmp_path / f"rev{at}.txt").write_text(text)
    for arguments in (["history", str(tmp_path)], ["blame", str(tmp_path / "rev3.txt"), str(tmp_path), "--deleted"]):
        for form in ("terminal", "json", "csv"):
            assert not set(run(capsysbinary, *arguments, "-f", form)) & set("\x1b\x07\x9b\u202e\x00")


def test_both_have_the_keys_that_are_documented_and_no_other(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    history = keys(json.loads(run(capsysbinary, "history", FOLDER, "-f", "json")))
    blamed = keys(json.loads(run(capsysbinary, "blame", LAST, FOLDER, "--deleted", "-f", "json")))
    mended = {f"mended[].{key}" for key in ("step", "theme", "message")}  # there where something was mended
    assert history | mended == documented("treatydiff/history/1")
    assert blamed == documented("treatydiff/blame/1")


@pytest.mark.parametrize(
    "safeguard",
    [
        "A competent authority shall inform the person whose content data were intercepted.",
        COURT,
    ],
)
def test_what_got_worse_and_stayed_so_is_not_called_mended_wherever_it_stands_in_the_end(safeguard: str) -> None:
    judged = {"Purpose": (PURPOSE,), "Interception": (POWER, safeguard), "Witnesses": (WITNESSES,)}
    worse = {**judged, "Interception": (POWER,)}
    drafts, reports = series(judged, worse, {"Fund": (FUND,), "Review": (REVIEW,), **worse})
    subject = history(drafts, reports, compare(drafts[0], drafts[-1]))
    assert any(finding.adverse for finding in reports[0].findings)
    assert subject.mended == ()
    back, steps = series(judged, worse, judged)
    assert [each.step for each in history(back, steps, compare(back[0], back[-1])).mended][:1] == [1]


def test_numbers_that_were_added_on_the_way_are_changes_of_number_in_a_history_too(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    plain = ["Every station keeps a record.", "A record is opened after review.", "The owner is told of it."]
    numbered = [f"{n}. {text}" for n, text in enumerate(plain, 1)]
    for name, texts in (("1.txt", plain), ("2.txt", numbered)):
        lines = ["Convention on Lights", "Article 1", "Records", *texts, "Article 2", "Meetings", "The Parties meet."]
        (tmp_path / name).write_text("\n\n".join(lines))
    said = run(capsysbinary, "history", str(tmp_path / "1.txt"), str(tmp_path / "2.txt"), "--article", "1")
    assert "3 consequential" in said
    assert "numbering added" not in said
