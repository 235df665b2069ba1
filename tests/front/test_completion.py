"""Completion for four shells, the page for man, and the examples of every help text."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from documents import MANUAL
from treatydiff import cli
from treatydiff.commands import completion
from treatydiff.front import handbook, shells

SCRIPTS = {name: shells.script(name, completion.commands()) for name in shells.SHELLS}
CHECKS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}


def offered(tmp_path: Path, *typed: str) -> list[str]:
    """What bash offers for the last word, in an empty folder."""
    words = " ".join(map(shlex.quote, typed))
    code = f"COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; _treatydiff; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    command = ["bash", "-c", f"{SCRIPTS['bash']}\n{code}"]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize("shell", shells.SHELLS)
def test_every_script_knows_every_command_and_option(shell: str) -> None:
    commands = completion.commands()
    names = {name for command in commands for option in command.options for name in option.names}
    written = {name: name.lstrip("-") if shell == "fish" else name for name in names}
    written |= {command.name: command.name for command in commands}
    assert len(names) > 30
    assert [name for name, word in written.items() if word not in SCRIPTS[shell]] == []


@pytest.mark.parametrize("shell", CHECKS)
def test_the_shell_itself_understands_the_script(shell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(SCRIPTS[shell])
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))  # fish keeps its own
    done = subprocess.run([*CHECKS[shell], str(tmp_path / "script")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (("treatydiff", "conc"), ["concordance"]),
        (("treatydiff", "compare", "old.docx", "--only", ""), ["substantive", "reworded", "all"]),
        (("treatydiff", "old.docx", "new.docx", "--only", "s"), ["substantive"]),
        (("treatydiff", "blame", "-f", "h"), ["html"]),
        (("treatydiff", "check", "--fail"), ["--fail-on"]),
        (("treatydiff", "themes", "surv"), ["surveillance"]),
        (("treatydiff", "completion", "po"), ["powershell"]),
        (("treatydiff", "compare", "-o", ""), []),  # then bash itself offers files
        (("treatydiff", "compare", ""), []),
    ],
)
def test_bash_offers(typed: tuple[str, ...], found: list[str], tmp_path: Path) -> None:
    assert offered(tmp_path, *typed) == found


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_offers_drafts_beside_the_commands(tmp_path: Path) -> None:
    (tmp_path / "convention.docx").touch()
    assert offered(tmp_path, "treatydiff", "con") == ["concordance", "config-git", "convention.docx"]


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_describes_an_option_and_not_each_of_its_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "script").write_text(SCRIPTS["fish"])
    code = (
        f"source {tmp_path / 'script'}; complete -C 'treatydiff check --fail-on '; complete -C 'treatydiff check --fai'"
    )
    done = subprocess.run(["fish", "-c", code], capture_output=True, text=True, check=True)
    *values, option = done.stdout.splitlines()
    assert [value.strip() for value in values] == ["adverse", "any", "high", "low", "medium", "none", "unclear"]
    assert option.startswith("--fail-on\tEnd with status 1")


@pytest.mark.parametrize("name", ["completion", "config-git", "schema"])
def test_a_command_that_reads_no_draft_lists_no_option_of_reading(name: str) -> None:
    (command,) = (each for each in completion.commands() if each.name == name)
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


def test_no_text_of_a_help_ends_a_quotation_in_a_script() -> None:
    option = handbook.OptionHelp(("--odd",), "it's [a] $(test): `x`", "NAME", ("one", "two"))
    command = handbook.CommandHelp("odd", "it's $(odd)", "", (), (option,))
    written = {shell: shells.script(shell, [command]) for shell in shells.SHELLS}
    assert "it'\\''s \\[a\\] $(test)\\: `x`" in written["zsh"]
    assert "'it\\'s [a] $(test): `x`'" in written["fish"]
    assert "'it''s $(odd)'" in written["powershell"]


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
    known = {command.name: {n for option in command.options for n in option.names} for command in completion.commands()}
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
