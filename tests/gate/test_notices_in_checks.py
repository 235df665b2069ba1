"""What readers say of the drafts, as a check tells it: in every form, with its words; what nobody sees fails it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docx_making import docx, p, r
from making import sample
from treatydiff.cli import main
from treatydiff.gate import Alert, Gate, verdict
from treatydiff.gate.notices import notices
from treatydiff.gate.whole_check import alerted
from treatydiff.model import Notice
from treatydiff.renderers import CHECKS
from treatydiff.report import Report

ARTICLE = ("Article 1", "Review", p("1. A court shall review every measure."))
WHITE = '<w:color w:val="FFFFFF"/>'
HIDDEN = {
    "white": r(" unless it is urgent", WHITE),
    "vanished": r(" unless it is urgent", "<w:vanish/>"),
    "one point": r(" unless it is urgent", '<w:sz w:val="2"/>'),
}


def drafts(folder: Path, hidden: str) -> tuple[str, str]:
    old, new = folder / "old.docx", folder / "new.docx"
    old.write_bytes(docx(*ARTICLE))
    new.write_bytes(docx(*ARTICLE[:2], p("1. A court shall review every measure", hidden, ".")))
    return str(old), str(new)


@pytest.mark.parametrize("how", HIDDEN)
def test_hidden_words_fail_the_check_and_are_quoted(
    tmp_path: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *drafts(tmp_path, HIDDEN[how]), "--config", "none"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "1 other error: draft/unseen" in told
    assert "unless it is urgent" in told


@pytest.mark.parametrize("form", [name for name in CHECKS if name != "terminal"])
def test_every_form_quotes_them(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *drafts(tmp_path, HIDDEN["vanished"]), "--config", "none", "-f", form]) == 1
    told = capsys.readouterr().out
    assert "1 passage of hidden text left out" in told
    assert "unless it is urgent" in told


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_a_comparison_says_what_stands_in_one_header_alone(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    old.write_bytes(docx(*ARTICLE, headers=(p("Draft Convention"), p("First draft"))))
    new.write_bytes(docx(*ARTICLE, headers=(p("Draft Convention"), p("Suspended in time of war"))))
    assert main(["compare", str(old), str(new), "--config", "none", "-f", form]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Suspended in time of war" in told


def with_notices(*told: tuple[str, Notice]) -> Report:
    return replace(sample(), notices=told)


def test_what_both_drafts_hide_alike_fails_nothing_and_is_told_once() -> None:
    both = Notice("1 passage of hidden text left out", set_aside=("see note",), unseen=True)
    (told,) = notices(with_notices(("old", both), ("new", both)))
    assert (told.fails, told.message) == (False, "both drafts: 1 passage of hidden text left out")


def test_what_the_new_draft_sets_aside_alone_is_quoted_and_the_longest_comes_first() -> None:
    old = Notice("page headers and footers set aside", set_aside=("1", "2"))
    new = replace(old, set_aside=("1", *map(str, range(3, 400)), "Articles 1 and 2 do not apply."))
    told, gone = notices(with_notices(("old", old), ("new", new)))
    assert told.message.startswith('new draft: page headers and footers set aside: "Articles 1 and 2 do not apply.", ')
    assert told.message.endswith(" more")
    assert gone.message == 'old draft: page headers and footers set aside: "2"'
    assert not told.fails


def test_hidden_words_that_the_old_draft_showed_or_hid_elsewhere_are_not_new() -> None:
    old = Notice("text too small to be seen set aside", set_aside=("see note",), unseen=True)
    new = Notice("1 passage of hidden text left out", set_aside=("see  note",), unseen=True)
    assert not any(alert.fails for alert in notices(with_notices(("old", old), ("new", new))))


def test_what_a_finding_or_another_alert_says_is_not_said_again() -> None:
    report = with_notices(("", Notice(sample().findings[0].message)), ("", Notice("told elsewhere")))
    assert list(notices(report, ["told elsewhere"])) == []


def test_the_verdict_says_what_narrows_the_check_and_who_says_so() -> None:
    gate = Gate(asked=("--theme surveillance", "struck = keep (mine.toml:3)"))
    assert str(verdict((sample(),), gate)).endswith("; with --theme surveillance, struck = keep (mine.toml:3)")


def test_everything_there_is_to_tell_is_told_once() -> None:
    report = with_notices(("", Notice("two articles are alike")))
    alerts = alerted((report, report), Gate(), [Alert("verdicts/lapsed", "lapsed", "x")]).alerts
    assert [alert.message for alert in alerts] == ["lapsed", "two articles are alike"]


@pytest.mark.parametrize("form", CHECKS)
def test_every_form_names_what_narrows_the_check_and_the_file(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = drafts(tmp_path, "")
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text('theme = "surveillance"\n')
    main(["check", *pair, "--config", "mine.toml", "-f", form])
    told = " ".join(capsys.readouterr().out.split())
    assert "with theme = surveillance (mine.toml:1)" in told


@pytest.mark.parametrize("form", CHECKS)
def test_every_form_names_what_a_file_beside_the_drafts_wanted(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = drafts(tmp_path, "")
    monkeypatch.chdir(tmp_path)
    Path("treatydiff.toml").write_text('[check]\nfail-on = "none"\n')
    main(["check", *pair, "-f", form])
    told = " ".join(capsys.readouterr().out.split())
    assert "treatydiff.toml:2: fail-on = none: a file beside the drafts may not set this" in told
