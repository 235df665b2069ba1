"""``treatydiff check``: what it looks at, when it fails, what it writes. The judge here finds each "may" → "shall"."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from docx_making import docx, p, r
from hostile import commands
from making import CONVENTION, finding
from schemas import conforms
from treatydiff import cli
from treatydiff.gate import lock
from treatydiff.model import Change, Draft, Op
from treatydiff.renderers import CHECKS, RenderOptions
from treatydiff.report import Confidence, Finding, Report

FIRST = CONVENTION.replace("\n", "\n{date}\n", 1).replace("shall meet", "may meet")
ZERO = FIRST.format(date="1 March 2025")
REVISED = FIRST.format(date="1 September 2025").replace("may intercept", "shall intercept")
FINAL = REVISED.replace("may meet", "shall meet")


def judge(report: Report) -> tuple[Finding, ...]:
    """A stand-in for the themes: what they say is not what these tests are about."""
    found = [change for change in report.redline.changes if {"may", "shall"} <= _words(change)]
    themes = {"2": ("surveillance", Confidence.LIKELY), "3": ("safeguards", Confidence.LEANS)}
    marked = ((change, *themes[change.provision.article]) for change in found)
    return tuple(replace(finding(at, change, theme), mark=mark) for at, (change, theme, mark) in enumerate(marked, 1))


def _words(change: Change) -> set[str]:
    return {span.text.strip() for span in change.spans if span.op is not Op.KEEP}


@pytest.fixture(autouse=True)
def _judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = import_module("treatydiff.compare")

    real: Callable[..., Report] = pipeline.compare

    def judged(old: Draft, new: Draft, *more: object, **others: object) -> Report:
        report = real(old, new, *more, **others)
        return replace(report, findings=judge(report))

    monkeypatch.setattr(pipeline, "compare", judged)
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    Path("zero.txt").write_text(ZERO)
    Path("revised.txt").write_text(REVISED)
    Path("final.txt").write_text(FINAL)


def run(*arguments: object) -> int:
    return cli.main(["check", *map(str, arguments)])


def data(*arguments: object) -> dict[str, Any]:
    run(*arguments, "-f", "json", "-o", "out.json")
    found = dict(json.loads(Path("out.json").read_text()))
    conforms(found)
    return found


# --------------------------------------------------------------------------------------------------------- statuses


def test_it_fails_when_a_draft_makes_it_worse(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("zero.txt", "revised.txt") == 1
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "FAIL: 1 of 1 finding is adverse"
    assert "  surveillance, adverse  Article 2, paragraph 1" in rest
    assert "    may → shall" in rest


def test_it_passes_when_nothing_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("zero.txt", "zero.txt") == 0
    assert capsys.readouterr().out.startswith("PASS: no finding\n")


@pytest.mark.parametrize(
    ("fail_on", "status"), [("likely", 0), ("leaning", 1), ("adverse", 1), ("high", 1), ("any", 1), ("none", 0)]
)
def test_the_threshold_decides(fail_on: str, status: int) -> None:
    assert run("revised.txt", "final.txt", "--fail-on", fail_on) == status


def test_only_the_themes_that_are_asked_for_count() -> None:
    assert run("revised.txt", "final.txt", "--theme", "surveillance") == 0
    assert run("revised.txt", "final.txt", "--theme", "surveillance", "--theme", "safeguards") == 1


def test_a_profile_without_verdicts_goes_with_a_threshold_that_needs_none() -> None:
    assert run("zero.txt", "revised.txt", "--profile", "neutral", "--fail-on", "any") == 1
    assert run("zero.txt", "revised.txt", "--profile", "neutral", "--fail-on", "none") == 0


def test_of_more_drafts_each_is_checked_against_the_one_before_it() -> None:
    found = data("zero.txt", "revised.txt", "final.txt")
    assert found["schema"] == "treatydiff/series/1"
    assert [(each["report"], each["fails"]) for each in found["check"]["findings"]] == [(0, True), (1, True)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["zero.txt", "none.txt"], "none.txt: no such file"),
        (["zero.txt"], "a comparison needs two drafts"),
        (["zero.txt", "revised.txt", "--theme", "surveilance"], "did you mean surveillance?"),
        (["zero.txt", "revised.txt", "--fail-on", "critical"], "critical"),
        (["zero.txt", "revised.txt", "--profile", "neutral"], "calls nothing adverse, so the check would always pass"),
        (["zero.txt", "revised.txt", "--profile", "mine.toml"], "mine.toml"),
        (["zero.txt", "revised.txt", "-f", "docx"], "unknown format 'docx'"),
        (["zero.txt", "revised.txt", "-o", "zero.txt"], "is one of the drafts"),
        (["zero.txt", "revised.txt", "--export", "sarif"], "--export sarif: no file"),
        (["zero.txt", "revised.txt", "--export", "sarif=zero.txt"], "is one of the drafts"),
        (["zero.txt", "revised.txt", "--baseline", "none.toml"], "none.toml: no such baseline"),
        (["zero.txt", "revised.txt", "--write-baseline"], "--write-baseline needs a file"),
        (["zero.txt", "revised.txt", "--update-lock"], "--update-lock is for a folder"),
    ],
)
def test_trouble_is_2_and_says_what_to_do(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert message in capsys.readouterr().err


# ---------------------------------------------------------------------------------------------------- what it writes


@pytest.mark.parametrize("name", CHECKS)
def test_every_format_can_be_written_and_the_status_is_the_same(name: str) -> None:
    assert run("zero.txt", "revised.txt", "-f", name, "-o", "out") == 1
    assert Path("out").read_bytes()


@pytest.mark.parametrize("name", CHECKS)
def test_every_format_can_say_that_there_was_nothing_to_compare(name: str) -> None:
    assert CHECKS[name].render((), RenderOptions())


def test_several_forms_come_from_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("zero.txt", "revised.txt", "--export", "sarif=a.sarif", "--export", "junit=b.xml") == 1
    assert capsys.readouterr().out.startswith("FAIL")
    assert json.loads(Path("a.sarif").read_text())["version"] == "2.1.0"
    assert Path("b.xml").read_text().startswith("<?xml")


@pytest.mark.parametrize(("folder", "prefix"), [("below", "../"), (".", ""), (".", str)])
def test_the_services_hear_of_files_from_the_root_of_the_repository(
    folder: str, prefix: str | type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / folder)
    names = (f"{prefix if isinstance(prefix, str) else f'{tmp_path}/'}{name}" for name in ("zero.txt", "revised.txt"))
    forms = {name: tmp_path / name for name in ("sarif", "gitlab", "rdjson", "github", "junit")}
    asked = [part for name, file in forms.items() for part in ("--export", f"{name}={file}")]
    assert run(*names, *asked) == 1
    (found,) = json.loads(forms["sarif"].read_text())["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "revised.txt"
    assert found["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "zero.txt"
    assert json.loads(forms["gitlab"].read_text())[0]["location"]["path"] == "revised.txt"
    assert json.loads(forms["rdjson"].read_text())["diagnostics"][0]["location"]["path"] == "revised.txt"
    assert "file=revised.txt," in forms["github"].read_text()
    assert 'file="revised.txt"' in forms["junit"].read_text()


def test_json_is_the_report_with_the_verdict() -> None:
    found = data("zero.txt", "revised.txt")
    assert found["schema"] == "treatydiff/report/1"
    assert (found["check"]["passed"], found["check"]["fail_on"], found["check"]["alerts"]) == (False, "leaning", [])
    (weighed,) = found["check"]["findings"]
    assert weighed["id"] == found["findings"][0]["id"]
    assert (weighed["fails"], weighed["accepted"]) == (True, None)


def test_a_path_in_the_working_folder_is_written_relative_to_it(tmp_path: Path) -> None:
    found = data(tmp_path / "zero.txt", tmp_path / "revised.txt")
    assert (found["old"]["path"], found["new"]["path"]) == ("zero.txt", "revised.txt")


def test_the_terminal_obeys_nothing_that_a_draft_holds(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "::stop-commands::x ##[add-mask]y \x1b[2J "
    for name, text in (("a.txt", ZERO), ("b.txt", REVISED)):
        Path(name).write_text(text.replace("Interception", f"{hostile} Interception").replace("Draft conv", hostile))
    run("a.txt", "b.txt")
    run("a.txt", "none\n::stop-commands::x##[add-mask]y.txt")
    captured = capsys.readouterr()
    assert commands(captured.out) == commands(captured.err) == []
    assert "\x1b" not in captured.out + captured.err


# ---------------------------------------------------------------------------------------------------- GitHub Actions


def test_in_github_actions_it_annotates_and_writes_the_summary(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("# Before\n")
    assert run("zero.txt", "revised.txt") == 1
    output = capsys.readouterr().out
    assert output.splitlines()[1].startswith("::error file=revised.txt,line=10,title=surveillance%3A Article 2::")
    assert Path("summary.md").read_text().startswith("# Before\n**FAIL:** 1 of 1 finding")


def test_a_format_that_is_asked_for_is_what_comes_in_github_actions_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    run("zero.txt", "revised.txt", "-f", "terminal")
    assert "::error" not in capsys.readouterr().out


def test_a_summary_stays_below_what_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    limit = 1024 * 1024
    Path("summary.md").write_bytes(b"x" * (limit - 4200))
    run("zero.txt", "revised.txt", "-f", "github", "-o", "out")
    assert limit - 4200 < Path("summary.md").stat().st_size <= limit
    Path("summary.md").write_bytes(b"x" * (limit - 100))
    run("zero.txt", "revised.txt", "-f", "github", "-o", "out")
    assert Path("summary.md").stat().st_size == limit - 100


# ------------------------------------------------------------------------------------------------------ the baseline


def test_a_baseline_is_written_and_holds_once_there_are_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("zero.txt", "revised.txt", "--baseline", "b.toml", "--write-baseline") == 0
    assert "1 added; now write a reason for each" in capsys.readouterr().err
    assert run("zero.txt", "revised.txt", "--baseline", "b.toml") == 2
    assert "b.toml:6: entry 1: no reason" in capsys.readouterr().err
    file = Path("b.toml")
    file.write_text(file.read_text().replace('reason = ""', 'reason = "agreed"'))
    assert run("zero.txt", "revised.txt", "--baseline", "b.toml") == 0
    assert "1 accepted by the baseline" in " ".join(capsys.readouterr().out.split())


def test_a_reason_can_be_given_for_all_that_is_added() -> None:
    run("zero.txt", "revised.txt", "--baseline", "b.toml", "--write-baseline", "--reason", "before our time")
    assert run("zero.txt", "revised.txt", "--baseline", "b.toml") == 0


def test_writing_again_adds_only_what_is_new() -> None:
    run("zero.txt", "revised.txt", "--baseline", "b.toml", "--write-baseline", "--reason", "x")
    before = Path("b.toml").read_text()
    run("zero.txt", "revised.txt", "--baseline", "b.toml", "--write-baseline", "--reason", "x")
    assert Path("b.toml").read_text() == before
    run("revised.txt", "final.txt", "--baseline", "b.toml", "--write-baseline", "--reason", "y")
    assert Path("b.toml").read_text().startswith(before)
    assert Path("b.toml").read_text().count("[[accepted]]") == 2


def test_an_acceptance_ends_with_its_last_day(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 1 March 2026
    run("zero.txt", "revised.txt", "--baseline", "b.toml", "--write-baseline", "--reason", "x")
    assert "expires = 2027-03-01" in Path("b.toml").read_text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1803945599")  # 1 March 2027, a second before midnight
    assert run("zero.txt", "revised.txt", "--baseline", "b.toml") == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1803945600")
    capsys.readouterr()
    assert run("zero.txt", "revised.txt", "--baseline", "b.toml") == 1
    assert "accepted until 2027-03-01, and no longer" in " ".join(capsys.readouterr().out.split())


def test_an_acceptance_does_not_cover_words_that_change_later() -> None:
    run("zero.txt", "revised.txt", "--baseline", "b.toml", "--write-baseline", "--reason", "x")
    Path("revised.txt").write_text(REVISED.replace("serious offences", "any offence"))
    assert run("zero.txt", "revised.txt", "--baseline", "b.toml") == 1


def test_a_settings_file_of_one_s_own_may_name_the_baseline_but_nothing_to_write() -> None:
    run("zero.txt", "revised.txt", "--baseline", "b.toml", "--write-baseline", "--reason", "x")
    Path("mine.toml").write_text('[check]\nbaseline = "b.toml"\nfail-on = "low"\n')
    assert run("zero.txt", "revised.txt", "--config", "mine.toml") == 0
    for setting in ("update-lock = true", "write-baseline = true", 'export = ["sarif=x"]', 'reason = "x"'):
        Path("treatydiff.toml").write_text(f"[check]\n{setting}\n")
        assert run("zero.txt", "revised.txt") == 2


# --------------------------------------------------------------------------------------------------- a folder of drafts


@pytest.fixture
def folder() -> Path:
    """Two drafts that are known, in the folder ``drafts``."""
    path = Path("drafts")
    path.mkdir()
    (path / "2025-03-01-zero.txt").write_text(ZERO)
    (path / "2025-09-01-revised.txt").write_text(REVISED)
    assert run(path, "--update-lock") == 1
    return path


def test_without_a_lock_file_every_draft_is_new(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / lock.FILE).unlink()
    assert run(folder) == 1
    captured = capsys.readouterr()
    assert "no lock file yet" in captured.err
    assert captured.out.startswith("FAIL: 1 of 1 finding")
    told = "2025-03-01-zero.txt compared with 2025-09-01-revised.txt, the newest two by date"
    assert f"note no lock file: {told}" in " ".join(captured.out.split())
    assert not (folder / lock.FILE).exists()


def test_what_is_known_is_not_compared_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    assert capsys.readouterr().out == "PASS: no new draft\n"


def test_what_is_known_is_not_even_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = import_module("treatydiff.compare")

    def fail(*_: object, **__: object) -> Draft:
        raise AssertionError("a draft was read")

    monkeypatch.setattr(pipeline, "draft_of", fail)
    assert run(folder) == 0


def test_a_new_draft_is_compared_with_the_newest_that_is_known(folder: Path) -> None:
    (folder / "2026-03-01-final.txt").write_text(FINAL)
    found = data(folder)
    assert (found["old"]["path"], found["new"]["path"]) == (
        "drafts/2025-09-01-revised.txt", "drafts/2026-03-01-final.txt")  # fmt: skip
    assert run(folder) == 1
    assert run(folder, "--fail-on", "likely") == 0


def test_the_status_says_what_was_found_though_the_lock_is_written(folder: Path) -> None:
    (folder / "2026-03-01-final.txt").write_text(FINAL)
    assert run(folder, "--update-lock") == 1
    assert run(folder) == 0
    assert len(json.loads((folder / lock.FILE).read_text())["drafts"]) == 3


def test_a_draft_that_was_re_saved_passes_with_a_note(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "2025-03-01-zero.txt").write_bytes(ZERO.replace("\n", "\r\n").encode())
    assert run(folder) == 0
    assert "re-saved only" in capsys.readouterr().out


def change_silently(folder: Path) -> None:
    (folder / "2025-09-01-revised.txt").write_text(REVISED.replace("may meet", "shall meet"))


def test_a_draft_that_was_changed_silently_fails_and_is_compared_with_the_one_before_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_silently(folder)
    assert run(folder, "--fail-on", "likely", "--theme", "data-sharing") == 1
    output = " ".join(capsys.readouterr().out.split())
    assert "error 2025-09-01-revised.txt: a published draft was changed silently" in output
    assert "git does not have its earlier words here: compared with 2025-03-01-zero.txt" in output
    assert "2 changes of substance: Article 2; Article 3" in output
    assert run(folder, "--fail-on", "none") == 0


def test_where_git_still_has_it_it_is_compared_with_what_was_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git("init", "-q")
    git("add", "drafts")
    git("commit", "-q", "-m", "two drafts")
    change_silently(folder)
    assert run(folder) == 1
    output = " ".join(capsys.readouterr().out.split())
    assert "compared with what it was, from git" in output
    assert "2025-09-01-revised.txt, as published → 2025-09-01-revised.txt" in output
    assert "1 change of substance: Article 3" in output
    git("commit", "-q", "-a", "-m", "changed and committed")
    assert run(folder) == 1
    assert "compared with what it was, from git" in " ".join(capsys.readouterr().out.split())


def git(*arguments: str) -> None:
    named = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *named, *arguments], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"git does not work here: {done.stderr.decode()}")


@pytest.mark.parametrize("in_git", [False, True])
def test_a_draft_saved_again_with_the_same_words_is_still_looked_at(in_git: bool) -> None:
    page, hidden = Path("drafts/2025-03-01-zero.docx"), p(r("unless it objects", "<w:vanish/>"))
    lay(page, docx(*map(p, ZERO.splitlines())))
    run("drafts", "--update-lock")
    if in_git:
        git("init", "-q")
        git("add", "drafts")
        git("commit", "-q", "-m", "as published")
    for more, told in ((p(), []), (hidden, ["draft/unseen"])):
        lay(page, docx(*map(p, ZERO.splitlines()), more))
        found = data("drafts")["check"]
        assert found["alerts"][0]["rule"] == "lock/resaved"
        assert [each["rule"] for each in found["alerts"] if each["fails"]] == told
        assert found["passed"] == (not told)


def test_a_draft_that_is_missing_is_said_and_forgotten_when_the_lock_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2025-03-01-zero.txt").unlink()
    assert run(folder, "--update-lock") == 0
    assert "was in this folder and is missing now" in " ".join(capsys.readouterr().out.split())
    assert len(json.loads((folder / lock.FILE).read_text())["drafts"]) == 1


def test_a_first_draft_has_nothing_to_be_compared_with(capsys: pytest.CaptureFixture[str]) -> None:
    Path("one").mkdir()
    Path("one/zero.txt").write_text(ZERO)
    assert run("one") == 0
    told = (
        "PASS: no finding; 1 new file not compared\n  note zero.txt: the first draft, nothing before it to compare it"
    )
    assert capsys.readouterr().out.startswith(told)


def test_without_an_order_it_is_said_that_the_names_decide(capsys: pytest.CaptureFixture[str]) -> None:
    Path("three").mkdir()
    for name in "abc":
        Path("three", f"{name}.txt").write_text(CONVENTION)
    assert run("three") == 0
    told = (
        "b.txt compared with c.txt, the newest two by name, as neither dates nor revisions order them; not compared: a"
    )
    assert told in " ".join(capsys.readouterr().out.split())


def test_a_folder_whose_drafts_all_moved_away_is_trouble_and_no_pass(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for draft in folder.glob("*.txt"):
        draft.rename(folder.parent / draft.name)
    assert run(folder) == 2
    assert "no draft in this folder" in capsys.readouterr().err


def test_drafts_in_another_language_stay_in_the_lock(folder: Path) -> None:
    (folder / "2025-03-01-zero.fr.txt").write_text(FRENCH)
    run(folder, "--lang", "fr", "--update-lock")
    run(folder, "--lang", "en", "--update-lock")
    drafts = json.loads((folder / lock.FILE).read_text())["drafts"]
    assert sorted(each["language"] for each in drafts) == ["en", "en", "fr"]
    assert run(folder, "--lang", "en") == run(folder, "--lang", "fr") == 0


EARLY = "2024-01-01-early.txt"
WEB_PAGE = f"<html><p>{FINAL.replace(chr(10), '</p><p>')}"
FRENCH = "Projet de convention\n\nArticle premier\nObjet\nLa présente Convention vise à prévenir le crime.\n"
HEADED = re.sub(r"Article \d+|\d\. ", "", CONVENTION)
UNDATED = CONVENTION.replace("may intercept", "shall intercept")
SECOND = "2025-09-01-revised.txt"
LINK = "link to "


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        # what an engineer tried, who wanted a pull request past the gate
        ({EARLY: FINAL.replace("September 2025", "January 2024")}, [f"{SECOND} → {EARLY}"]),
        ({"a.txt": UNDATED}, [f"{SECOND} → a.txt"]),
        ({"amended.txt": FINAL}, [f"{SECOND} → amended.txt"]),
        ({"2025-03-01-zero.txt": None, SECOND: None, "new.txt": FINAL}, [f"{SECOND} → new.txt"]),
        ({"2025-03-01-zero.txt": None, SECOND: None, lock.FILE: None, "new.txt": FINAL}, [f"{SECOND} → new.txt"]),
        ({"new.txt": HEADED}, ["draft/uncompared new.txt: no articles in it"]),
        ({"sub/new.txt": FINAL}, ["draft/uncompared sub/new.txt: in a folder beneath"]),
        ({".new.txt": FINAL}, ["draft/uncompared .new.txt: hidden"]),
        ({"new.draft": FINAL}, ["draft/uncompared new.draft: drafts with the suffix .draft are"]),
        ({"NEW": FINAL}, ["draft/uncompared NEW: drafts with the suffix (none) are"]),
        ({"new.html": WEB_PAGE}, ["draft/uncompared new.html: drafts with the suffix"]),
        ({"new.txt": FRENCH}, ["draft/uncompared new.txt: in fr, and no locked draft is"]),
        ({"new.txt": f"{LINK}../final.txt"}, ["draft/uncompared new.txt: a link to what lies elsewhere"]),
        ({"new.txt": f"{LINK}/proc/self/mem"}, ["draft/uncompared new.txt: a link to what lies elsewhere"]),
        ({"new.docx": b"PK cut short"}, ["draft/unread new.docx"]),
        ({"new.txt": b"x" * 50_000_001}, ["draft/unread new.txt"]),
        ({SECOND: FINAL}, [f"{SECOND} → {SECOND}", f"lock/changed {SECOND}"]),
        ({SECOND: "Minutes of a meeting."}, [f"{SECOND} → {SECOND}", f"lock/changed {SECOND}"]),
        ({"\n::error::x.txt": FINAL}, [f"{SECOND} → \n::error::x.txt"]),
        # and what else
        ({"new.md": FINAL, "new.txt": REVISED}, ["new.txt → new.md", f"{SECOND} → new.txt"]),
        ({"2025-09-01-revised.md": FINAL}, [f"{SECOND} → 2025-09-01-revised.md"]),
        ({"new.TXT": FINAL}, [f"{SECOND} → new.TXT"]),
        ({"2025-09-01-revised.docx": b"PK", SECOND: FINAL},
         [f"{SECOND} → {SECOND}", "draft/unread 2025-09-01-revised.docx", f"lock/changed {SECOND}"]),
        ({"README.txt": FINAL}, [f"{SECOND} → README.txt"]),
        ({"sub": f"{LINK}../../elsewhere"}, ["draft/uncompared sub: a link to what lies elsewhere"]),
        ({"~$new.txt": FINAL}, ["draft/uncompared ~$new.txt: hidden"]),
        ({".hidden/new": FINAL}, ["draft/uncompared .hidden/new: hidden, in a folder beneath, drafts with"]),
        ({"new.bin": b"\0\1\2\xff" * 99}, ["draft/unread new.bin"]),
    ],
)  # fmt: skip
def test_no_draft_passes_unseen(folder: Path, changes: dict[str, str | bytes | None], told: list[str]) -> None:
    """Each is compared with the newest locked draft, or fails the check by name; whatever else the branch deletes."""
    git("init", "-q")
    git("add", "drafts")
    git("commit", "-q", "-m", "two drafts")
    git("branch", "base")
    for name, content in changes.items():
        lay(folder / name, content)
    git("add", "-A", ".")
    git("commit", "-q", "-m", "proposal")
    found = data(folder, "--base", "base", "--fail-on", "unclear")
    reports = found.get("reports", [found] if "old" in found else [])
    pairs = [[Path(each[side]["path"]).name for side in ("old", "new")] for each in reports]
    said = [f"{old} → {new}" for old, new in pairs]
    said += [f"{each['rule']} {each['message'].replace('a new draft that was not compared: ', '')}"
             for each in found["check"]["alerts"] if each["fails"]]  # fmt: skip
    assert not found["check"]["passed"]
    assert "no new draft" not in found["check"]["verdict"]
    assert [each.startswith(start) for each, start in zip(said, told, strict=True)] == [True] * len(told), said


def lay(file: Path, content: str | bytes | None) -> None:
    """Make, change, link or delete a file."""
    file.parent.mkdir(exist_ok=True)
    if content is None:
        file.unlink()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    elif content.startswith(LINK):
        file.symlink_to(content.removeprefix(LINK))
    else:
        file.write_text(content)


def test_with_a_base_nothing_is_written_through_a_link_that_leaves_the_repository(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    git("init", "-q")
    git("add", "drafts")
    git("commit", "-q", "-m", "two drafts")
    victim = tmp_path_factory.mktemp("elsewhere") / "victim"
    victim.write_text("mine")
    lay(Path("found.sarif"), f"{LINK}{victim}")
    assert run(folder, "--base", "HEAD", "--export", "sarif=found.sarif") == 2
    assert "found.sarif: a link that leaves the repository" in capsys.readouterr().err
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("form", CHECKS)
def test_every_form_names_a_draft_that_was_not_compared(folder: Path, form: str) -> None:
    lay(folder / "sub" / "new.txt", FINAL)
    assert run(folder, "-f", form, "-o", "out") == 1
    text = Path("out").read_text()
    assert "new.txt" in text
    assert "draft/uncompared" in text


def test_what_is_no_draft_is_told_and_can_be_made_known(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of files beside the drafts those fail that could be one, until the lock file has them; and when they change."""
    lay(folder / "README.txt", "Which is which.\n")
    lay(folder / "list.csv", "1,2\n")
    lay(folder / ".gitkeep", "")
    lay(folder / "~$zero.docx", b"a name")
    lay(folder / "newest.txt", f"{LINK}{SECOND}")
    assert run(folder) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert out.startswith(
        "PASS: no new draft note not a draft: README.txt: no articles in it, and not the name or suffix"
    )
    assert "not a draft: list.csv" in out
    lay(folder / "minutes.txt", "The meeting rose at six.\n")
    assert [run(folder), run(folder, "--update-lock"), run(folder)] == [1, 1, 0]
    assert capsys.readouterr().out.endswith("PASS: no new draft\n")
    lay(folder / "minutes.txt", "The meeting rose at seven.\n")
    assert run(folder) == 1


@pytest.mark.parametrize("text", ["", "\0\1", "Minutes of a meeting, without any article."])
def test_a_known_draft_whose_words_can_no_longer_be_looked_at_does_not_pass(
    folder: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "2025-03-01-zero.txt").write_text(text)
    assert run(folder) == 1
    assert "lock/changed" in capsys.readouterr().out


def test_a_faulty_lock_file_is_trouble(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / lock.FILE).write_text("{}")
    assert run(folder) == 2
    assert "not a lock file" in capsys.readouterr().err
