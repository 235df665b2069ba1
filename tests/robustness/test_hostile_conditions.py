"""What stands in the way of a result: names, full disks, signals, closed streams; and that nothing ever goes out."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from corpus import DRAFTS
from docx_making import docx
from treatydiff.cli import main

pytestmark = pytest.mark.sandbox
OLD = "Article 1\nReplies\n1. Each State Party shall reply within 30 days.\n"
PROGRAM = [sys.executable, "-m", "treatydiff"]


@pytest.fixture(autouse=True)
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(OLD, "utf-8")
    Path("new.txt").write_text(OLD.replace("shall", "may"), "utf-8")
    for name, verb in (("old", "shall"), ("new", "may"), ("newer", "should")):
        Path(f"{name}.docx").write_bytes(docx(*OLD.replace("shall", verb).splitlines()))
    return tmp_path


@pytest.mark.parametrize("option", ["--align", "--config", "--profile"])
def test_no_file_that_an_option_names_is_written_over(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.toml").write_text("", "utf-8")
    assert main(["compare", "old.txt", "new.txt", option, "mine.toml", "-f", "json", "-o", "./mine.toml"]) == 2
    assert Path("mine.toml").read_text("utf-8") == ""
    assert "will not be overwritten" in capsys.readouterr().err


def test_a_baseline_is_not_written_over_by_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    Path("base.toml").write_text("# mine\n", "utf-8")
    more = ["--baseline", "base.toml", "-f", "json", "-o", "base.toml"]
    assert main(["check", "old.txt", "new.txt", *more]) == 2
    assert Path("base.toml").read_text("utf-8") == "# mine\n"


def test_two_outputs_to_one_file_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "old.txt", "new.txt", "--export", "json=a", "--export", "sarif=./a"]) == 2
    assert "two outputs to one file" in capsys.readouterr().err
    assert not Path("a").exists()


def test_a_name_may_be_as_long_as_names_can_be() -> None:
    name = "a" * 250 + ".json"
    assert main(["compare", "old.txt", "new.txt", "-o", name]) == 0
    assert Path(name).stat().st_size


def test_a_full_disk_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full on this platform")
    assert main(["compare", "old.txt", "new.txt", "-f", "json", "-o", "/dev/full"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_closed_standard_output_is_a_line_and_a_file_is_written_all_the_same() -> None:
    closed = f"{sys.executable} -m treatydiff compare old.txt new.txt --config none -q"
    done = subprocess.run(["sh", "-c", f"{closed} >&-"], capture_output=True, text=True)
    assert (done.returncode, "standard output is closed" in done.stderr) == (2, True)
    assert subprocess.run(["sh", "-c", f"{closed} -o a.json >&-"]).returncode == 0
    assert Path("a.json").stat().st_size


@pytest.mark.parametrize("form", ["json", "sarif", "docx"])
def test_names_that_are_no_text_do_not_stop_an_output(form: str) -> None:
    odd = [os.fsdecode(b"\xff.txt"), "a\x1b[2J.txt"]
    for name, text in zip(odd, (OLD, OLD.replace("30", "40")), strict=True):
        Path(name).write_text(text, "utf-8")
    assert main(["compare", *odd, "-f", form, "-o", "out"]) == 0


def test_asked_to_end_it_leaves_nothing_behind() -> None:
    before = sorted(os.listdir())
    running = subprocess.Popen([*PROGRAM, "compare", str(DRAFTS[0]), str(DRAFTS[1]), "-o", "r.docx", "-q"])
    time.sleep(0.7)
    running.send_signal(signal.SIGTERM)
    assert running.wait(60) in (0, 143, -signal.SIGTERM)
    assert [name for name in sorted(os.listdir()) if name != "r.docx"] == before


def test_killed_while_it_writes_it_leaves_the_old_file_or_the_new_one_whole() -> None:
    """Twenty kills while one file is written over and over: whatever the moment, it is one of the two texts."""
    texts = {letter * 3_000_000 for letter in "ab"}
    Path("r.json").write_text("a" * 3_000_000)
    writer = (
        "from treatydiff.front import output\n"
        "print('.', flush=True)\n"
        "while True:\n"
        "    for letter in b'ab':\n"
        "        output.write('r.json', bytes([letter]) * 3_000_000)\n"
    )
    found = set()
    for kill in range(20):
        running = subprocess.Popen([sys.executable, "-c", writer], stdout=subprocess.PIPE)
        assert running.stdout
        assert running.stdout.readline() == b".\n"
        time.sleep(0.003 * kill)
        running.kill()
        running.wait()
        running.stdout.close()
        found.add(Path("r.json").read_text())
    assert found <= texts


def test_two_runs_to_one_file_leave_one_of_their_results_whole() -> None:
    both = (("old.docx", "new.docx"), ("new.docx", "newer.docx"))
    runs = [[*PROGRAM, "compare", *pair, "-q", "--config", "none", "-o", "r.docx"] for pair in both]
    started = [subprocess.Popen([*map(str, run)]) for run in runs]
    assert [run.wait(120) for run in started] == [0, 0]
    proofs = [["verify", "r.docx", "--old", str(old), "--new", str(new), "-o", "p.txt"] for old, new in both]
    assert sorted(main([*proof, "--config", "none", "-q"]) for proof in proofs) == [0, 1]
    assert [name for name in os.listdir() if name.startswith(".treatydiff")] == []


@pytest.mark.parametrize("form", ["r.json", "r.docx", "r.html"])
def test_a_folder_that_may_not_be_written_to_is_a_line(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on a read-only file system; the rights of a folder would not stop root, who runs tests in many a container."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    assert main(["compare", "old.txt", "new.txt", "--config", "none", "-q", "-o", form]) == 2
    said = capsys.readouterr().err
    assert form in said
    assert "Read-only file system" in said
    assert sorted(os.listdir()) == ["new.docx", "new.txt", "newer.docx", "old.docx", "old.txt"]


def test_no_command_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, forbidden)
    old, new = "old.docx", "new.docx"
    for command in (
        ["compare", old, new, "-o", "r.docx"],
        ["compare", old, new, "-o", "r.html"],
        ["check", old, new, "--fail-on", "none"],
        ["concordance", old, new],
        ["outline", str(DRAFTS[0].with_suffix(".pdf"))],
        ["verify", "r.docx", "--old", old, "--new", new],
    ):
        assert main([*command, "--config", "none", "-q", "--no-sandbox"]) == 0


def test_a_closed_terminal_ends_it_as_a_request_to_end_does() -> None:
    from treatydiff import cli

    former, hung_up = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)
    try:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        cli._heed_termination()
        with pytest.raises(cli.TerminatedError):
            signal.raise_signal(signal.SIGHUP)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        cli._heed_termination()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, former)
        signal.signal(signal.SIGHUP, hung_up)
