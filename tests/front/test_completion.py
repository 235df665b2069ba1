"""Completion for four shells, the page for man, and the examples of every help text."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from documents import MANUAL
from manual import commands
from treatydiff import cli
from treatydiff.commands import COMPLETE
from treatydiff.front import handbook

NEEDS = {
    shell: pytest.mark.skipif(not shutil.which(shell), reason=f"{shell} is not installed")
    for shell in ("bash", "zsh", "fish")
}


def script(shell: str, capfd: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["completion", shell]) == 0
    return capfd.readouterr().out


@pytest.mark.parametrize(
    "check",
    [
        pytest.param(["bash", "-n"], marks=NEEDS["bash"]),
        pytest.param(["zsh", "-n"], marks=NEEDS["zsh"]),
        pytest.param(["fish", "--no-execute"], marks=NEEDS["fish"]),
    ],
)
def test_the_shell_itself_understands_the_script(
    check: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "script").write_text(script(check[0], capfd))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))  # fish keeps its own
    done = subprocess.run([*check, str(tmp_path / "script")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("treatydiff", "conc"), ["concordance"]),
        (("treatydiff", "con"), ["concordance", "config-git"]),
        (("treatydiff", "compare", "old.docx", "--only", ""), ["substantive", "reworded", "all"]),
        (("treatydiff", "old.docx", "new.docx", "--only", "s"), ["substantive"]),
        (("treatydiff", "blame", "-f", "h"), ["html"]),
        (("treatydiff", "check", "--fail"), ["--fail-on"]),
        (("treatydiff", "check", "--theme", "s"), ["safeguards", "surveillance"]),
        (("treatydiff", "themes", "surv"), ["surveillance"]),
        (("treatydiff", "completion", "po"), ["powershell"]),
        (("treatydiff", "compare", "-o", ""), []),  # then the shell itself offers files
        (("treatydiff", "compare", ""), []),
        (("treatydiff", "old.docx", ""), []),
    ],
)
def test_what_a_shell_is_told_that_asks(
    typed: tuple[str, ...], found: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = {COMPLETE: "complete_bash", "COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    assert cli.main([]) == 0
    assert capfd.readouterr().out.split() == found


@pytest.mark.parametrize("name", ["completion", "config-git", "schema"])
def test_a_command_that_reads_no_draft_lists_no_option_of_reading(name: str) -> None:
    (command,) = (each for each in commands() if each.name == name)
    listed = {word for option in command.options for word in option.names}
    assert not listed & {"--lang", "--revisions", "--struck", "--ocr", "--limits", "--sandbox"}
    assert "--quiet" in listed


def test_options_of_reading_that_do_nothing_are_taken_all_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema", "draft", "--lang", "fr", "--ocr"]) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "usage"),
    [
        ("check", "OLD [NEW...]"),
        ("batch", "[PAIRS]"),
        ("history", "[DRAFT...]"),
        ("search", "LIBRARY QUERY..."),
        ("git-driver", "PATH OLD HEX MODE NEW HEX MODE"),
    ],
)
def test_usage_reads_alike_in_the_help_and_on_the_page_for_man(
    name: str, usage: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([name, "--help"]) == 0
    helped = capfd.readouterr().out
    assert helped.splitlines()[0] == f"Usage: treatydiff {name} [OPTIONS] {usage}"
    assert "<str>" not in helped
    assert "<list" not in helped
    shown = name.replace("-", "\\-")
    assert f".B treatydiff {shown}\n[OPTIONS] {usage}\n" in MANUAL.read_text()


def test_a_shell_that_there_is_not_is_a_usage_error(capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", "csh"]) == 2
    assert "powershell" in capfd.readouterr().err


@pytest.mark.parametrize("name", handbook.examples())
def test_a_command_s_help_ends_with_examples(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == 0
    tail = capfd.readouterr().out.partition("\nExamples:\n".replace("\n", "\n  ", 1))[2]
    lines = [line.strip() for line in tail.splitlines() if line.strip()]
    assert lines
    assert all(line.startswith(("#", f"treatydiff {name}")) for line in lines)


def test_every_option_of_an_example_is_one_of_its_command() -> None:
    known = {command.name: {n for option in command.options for n in option.names} for command in commands()}
    used = {
        (name, word)
        for name, lines in handbook.examples().items()
        for line in lines
        for word in shlex.split(line.words.partition(">")[0])
        if word.startswith("-") and word != "-"
    }
    assert used
    assert {(name, word) for name, word in used if word not in known[name]} == set()


def test_the_page_for_man_is_clean_troff() -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", str(MANUAL)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "concordance" in done.stdout
