"""treatydiff inside git: everything here drives a real git."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from docx_making import docx
from treatydiff import cli
from treatydiff.host import git

PURPOSE = ("Article 1", "Statement of purpose", "The purpose of this Convention is to further co-operation of States.")
REVISED = ("Article 1", "Statement of purpose", "The purpose of this Convention is to further cooperation of States.")
OVERSIGHT = ("Article 22 bis", "Independent oversight", "Each Party shall have an independent body of oversight.")
AGAIN = (*OVERSIGHT[:2], "Each Party may have an independent body of oversight.")
STATES = [docx(*lines) for lines in (PURPOSE, REVISED + OVERSIGHT, REVISED + AGAIN)]
"""Three states of one draft: git starts the program for each side of each diff, so they are short."""
NEEDS_GIT = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
pytestmark = NEEDS_GIT


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two states of one draft, the second not yet committed, with treatydiff set up."""
    scripts = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{scripts}{os.pathsep}{os.environ['PATH']}")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "somebody")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "somebody@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.chdir(folder)
    run("git", "init", "-q")
    Path("draft.docx").write_bytes(STATES[0])
    run("git", "add", ".")
    run("git", "commit", "-qm", "zero draft")
    Path("draft.docx").write_bytes(STATES[1])
    assert cli.main(["config-git", "--enable"]) == 0
    return folder


def run(*command: str, status: int = 0) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done.stdout


def test_git_diff_shows_the_clauses_that_changed(repository: Path) -> None:
    out = run("git", "diff", "--word-diff")
    assert "[-co-operation-]{+cooperation+}" in out
    assert "Independent oversight" in out
    assert "Binary files" not in out


def test_log_grep_and_blame_read_the_text(repository: Path) -> None:
    run("git", "commit", "-qam", "revised draft")
    assert "+Article 22 bis" in run("git", "log", "-p", "-1")
    assert "Statement of purpose" in run("git", "grep", "--textconv", "Statement of purpose", "HEAD")
    assert "Statement of purpose" in run("git", "blame", "--textconv", "draft.docx")


ROWS = re.findall(r"^\| (`git .*?`) \|", (ROOT / "docs" / "git.md").read_text(), re.MULTILINE)
TABLE = [command for row in ROWS for command in re.findall(r"`([^`]+)`", row)]
"""The commands of the table in docs/git.md."""


def test_each_command_of_the_table_in_the_documents_shows_text(repository: Path) -> None:
    run("git", "commit", "-qam", "revised draft")
    Path("draft.docx").write_bytes(STATES[2])
    assert len(TABLE) > 6
    shown = {}
    for command in TABLE:
        words = command.replace("difftool", "difftool -y").replace("DRAFT", "draft.docx").replace("REVISION", "HEAD")
        shown[command] = run(*shlex.split(words.replace("without right", "Statement of purpose")))
    silent = {each: out for each, out in shown.items() if "Statement of purpose" not in out and "Article" not in out}
    assert silent == {}
    assert [each for each, out in shown.items() if "Binary files" in out] == []


def test_diff_keeps_its_exit_status(repository: Path) -> None:
    run("git", "diff", "--exit-code", status=1)
    run("git", "checkout", "-q", "draft.docx")
    run("git", "diff", "--exit-code", status=0)


def test_difftool_compares(repository: Path) -> None:
    assert "── Redline" in run("git", "difftool", "-y", "-t", "treatydiff", "HEAD", "--", "draft.docx")


def test_as_an_external_driver_it_compares(repository: Path) -> None:
    out = run("git", "-c", "diff.treatydiff.command=treatydiff git-driver", "diff", "--ext-diff")
    assert "── Redline" in out


def test_each_side_bears_the_name_and_the_state_that_git_has_of_it(repository: Path) -> None:
    first = run("git", "rev-parse", "HEAD")[:8]
    driver = ("git", "-c", "diff.treatydiff.command=treatydiff git-driver", "diff", "--ext-diff")
    tool = ("git", "difftool", "-y", "-t", "treatydiff")

    def heads(*command: str) -> list[str]:
        """Which states the two sides are said to be."""
        words = " ".join(run(*command, "--", "draft.docx").partition("What ")[0].split())
        return re.findall(r"draft\.docx, (work tree|\w+ \w+)", words)

    for command in (driver, (*tool, "HEAD")):
        assert heads(*command) == [f"commit {first}", "work tree"]
    run("git", "add", "draft.docx")
    staged = run("git", "rev-parse", ":draft.docx")[:8]
    assert heads(*driver, "--cached") == [f"commit {first}", f"blob {staged}"]
    run("git", "commit", "-qm", "revised draft")
    second = run("git", "rev-parse", "HEAD")[:8]
    for command in (driver, tool):
        assert heads(*command, "HEAD~1", "HEAD") == [f"commit {first}", f"commit {second}"]


def test_a_file_that_cannot_be_read_ends_no_diff(repository: Path) -> None:
    Path("draft.docx").write_bytes(b"no Word file")
    assert "[treatydiff: cannot read:" in run("git", "diff")


def test_a_fault_that_git_keeps_says_how_to_have_the_draft_read_again(repository: Path) -> None:
    Path("draft.docx").write_bytes(b"cut short")
    run("git", "commit", "-qam", "broken")
    shown = [run("git", "show", "--format=", "HEAD") for _ in range(2)]
    assert shown[0] == shown[1]
    assert "+[treatydiff: cannot read: draft.docx: " in shown[0]
    assert "git-blob-" not in shown[0]
    (forget,) = set(re.findall(r"to have it read again: (.*)\]", shown[0]))
    kept = ("git", "for-each-ref", "--format=%(refname)", "refs/notes/textconv")
    assert run(*kept)
    run(*forget.split())
    assert run(*kept) == ""


def test_what_is_enabled_is_shown_and_taken_away_again(repository: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path(".git/info/attributes").write_text("*.png diff=exif\n*.docx diff=treatydiff\n*.pdf diff=treatydiff\n")
    assert git.setup(git.Scope.LOCAL).enabled
    assert cli.main(["config-git", "--enable"]) == 0
    assert "everything is set already" in capfd.readouterr().out
    assert cli.main(["config-git", "--disable"]) == 0
    assert not any(value for _, _, value in git.setup(git.Scope.LOCAL).settings)
    assert Path(".git/info/attributes").read_text() == "*.png diff=exif\n"


def test_a_dry_run_changes_nothing(repository: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["config-git", "--disable", "--dry-run"]) == 0
    assert "--unset diff.treatydiff.textconv" in capfd.readouterr().out
    assert git.setup(git.Scope.LOCAL).enabled


def test_outside_a_repository_it_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert cli.main(["config-git", "--enable"]) == 2
    assert "hint: run it inside a git repository" in capfd.readouterr().err


def test_a_draft_as_git_holds_it_is_read_by_revision_and_path(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compare", "HEAD:draft.docx", "draft.docx"]) == 0
    assert "Article 22 bis" in capfd.readouterr().out
    assert cli.main(["blame", "HEAD:draft.docx", "draft.docx"]) == 0
    inside = repository / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert cli.main(["outline", "HEAD:../draft.docx"]) == 0
    Path("HEAD:..").mkdir()
    Path("HEAD:../draft.docx").write_text("what a branch brings")
    capfd.readouterr()
    assert cli.main(["outline", "HEAD:../draft.docx"]) == 2
    assert "HEAD:../draft.docx: a file, and what git knows by that name" in capfd.readouterr().err


def test_a_revision_that_git_does_not_know_is_one_clear_line(
    repository: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compare", "HEAD~7:draft.docx", "draft.docx"]) == 2
    assert "git does not know it" in capfd.readouterr().err


@pytest.mark.parametrize("path", ["--output=x:y.docx", "draft.docx", "a b:c.docx", ":draft.docx"])
def test_options_and_plain_names_are_never_taken_for_revisions(path: str) -> None:
    assert not git.names_object(path)


def test_the_text_is_a_clause_a_line_and_no_terminal_obeys_it(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    draft = tmp_path / "d.txt"
    draft.write_text("Draft convention\n\nArticle 1\nPurpose\n1. States \u202e act.\n2. States\nrest.\n")
    assert cli.main(["textconv", str(draft)]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines[-3:] == ["Article 1 Purpose", "1. States <U+202E> act.", "2. States rest."]
