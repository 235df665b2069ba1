"""What is done with a draft in the program's own process takes no more than it may, and says so in a line."""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

from treatydiff.cli import main
from treatydiff.errors import TooComplexError
from treatydiff.faults import Faults
from treatydiff.host.budget import Budget, unconfined
from treatydiff.readers import READERS, Limits
from treatydiff.readers import text as text_reader

pipeline = import_module("treatydiff.compare")
pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only half of it holds"),
]
AMPLE = 600
"""Seconds that no test comes near."""
OLD = "Article 1\nReplies\n1. Each State Party shall reply within 30 days.\n"


def work_without_end(*_: object, **__: object) -> None:
    while True:
        sum(range(1000))


def take_memory(*_: object, **__: object) -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def brought(megabytes: int = 100, seconds: int = 1) -> Budget:
    budget = Budget(megabytes, seconds)
    budget.grant(0)
    return budget


def test_work_that_takes_more_time_than_the_drafts_bring_is_ended() -> None:
    with (
        pytest.raises(TooComplexError, match=r"^comparing a with b: too complex: more than 0\.\d s$"),
        brought().spending("comparing a with b"),
    ):
        work_without_end()


@contextmanager
def short_of_memory() -> Iterator[None]:
    """What is done inside is told to take too much memory; the time that takes on a busy machine does not count."""
    told = pytest.raises(TooComplexError, match="too complex: more than 100 MB of memory")
    with told, brought(seconds=AMPLE).spending("it"):
        yield


def test_work_that_takes_more_memory_than_it_may_is_ended() -> None:
    with short_of_memory():
        take_memory()


def test_whatever_a_library_makes_of_a_lack_of_memory_is_told_as_that() -> None:
    def import_late() -> None:
        try:
            take_memory()
        except MemoryError:
            raise ImportError("cannot import name 'sha256'") from None

    with short_of_memory():
        import_late()
    with pytest.raises(ImportError), brought().spending("it"):
        raise ImportError("of its own")


def test_work_that_goes_ever_deeper_is_ended() -> None:
    def deeper() -> None:
        deeper()

    with pytest.raises(TooComplexError, match="parts nested too deeply"), brought(seconds=AMPLE).spending("it"):
        deeper()


def test_what_goes_on_after_it_was_ended_is_ended_again() -> None:
    ended = []

    def stubborn() -> None:
        while True:
            try:
                work_without_end()
            except TooComplexError as error:
                ended.append(error)
                if len(ended) == 3:
                    raise

    with pytest.raises(TooComplexError), brought().spending("it"):
        stubborn()
    assert len(ended) == 3


def test_a_judgement_that_takes_too_long_is_no_bug_of_the_judgement() -> None:
    faults = Faults()
    with pytest.raises(TooComplexError), brought().spending("it"), faults.caught("a rule"):
        work_without_end()
    assert faults.found == ()


def test_a_large_draft_brings_all_the_seconds_and_a_small_one_some() -> None:
    def seconds(size: int) -> float:
        budget = Budget(1_000, 60)
        budget.grant(size)
        return budget._granted

    assert (seconds(0), seconds(200_000), seconds(450_000), seconds(40_000_000)) == (6, 30, 60, 60)


def test_what_was_spent_is_gone_and_what_is_inside_of_a_work_is_of_it() -> None:
    budget = brought(seconds=100)
    before = budget._left
    with budget.spending("one"), budget.spending("two"):
        sum(range(3_000_000))
    assert 0 < budget._left < before


def test_after_the_work_nothing_is_limited() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)
    with brought().spending("it"):
        assert (confined := resource.getrlimit(resource.RLIMIT_AS)) != before[0]
        with unconfined():  # what prints a paper takes more
            assert resource.getrlimit(resource.RLIMIT_AS) == (before[0][1], before[0][1])
        assert resource.getrlimit(resource.RLIMIT_AS) == confined
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGPROF)) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("reader", "a.txt: too complex"),
        ("structure", "a.txt: too complex"),
        ("alignment", "comparing a.txt with b.txt: too complex"),
        ("redline", "comparing a.txt with b.txt: too complex"),
        ("findings", "comparing a.txt with b.txt: too complex"),
        ("writer", "writing html: too complex"),
    ],
)
@pytest.mark.parametrize("endless", [work_without_end, take_memory])
def test_each_stage_ends_in_one_line(
    where: str,
    what: str,
    endless: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from treatydiff.renderers import html

    owner, name = {
        "reader": (text_reader, "read"),
        "structure": (pipeline, "build"),
        "alignment": (pipeline, "align"),
        "redline": (pipeline, "mark_up"),
        "findings": (pipeline, "judge"),
        "writer": (html, "render"),
    }[where]
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(OLD, "utf-8")
    Path("b.txt").write_text(OLD.replace("shall", "may"), "utf-8")
    monkeypatch.setattr(owner, name, endless)
    assert main(["compare", "a.txt", "b.txt", "--config", "none", "-q", "--limits", "100,3", "-o", "r.html"]) == 2
    error, hint = capsys.readouterr().err.splitlines()
    assert error.startswith(f"treatydiff: error: {what}")
    assert hint.startswith("hint: ")
    assert not Path("r.html").exists()


def test_without_limits_a_short_text_is_read_all_the_same() -> None:
    assert READERS["text"].read(OLD.encode(), "a.txt", limits=None).blocks
    assert READERS["text"].read(OLD.encode(), "a.txt", limits=Limits()).blocks


@pytest.mark.parametrize("made_of_it", [None, ValueError("unsupported"), ImportError("no name")])
def test_a_lack_of_memory_anywhere_is_no_bug(
    made_of_it: Exception | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import treatydiff.commands

    def fail(_: object) -> int:
        try:
            raise MemoryError
        except MemoryError as error:
            raise (made_of_it or error) from error

    monkeypatch.setattr(treatydiff.commands, "run", fail)
    assert main(["compare", "a.txt", "b.txt"]) == 2
    assert "too complex: there is not enough memory" in capsys.readouterr().err


def test_a_run_that_reads_no_draft_has_time_for_what_it_says() -> None:
    with Budget(100, 60).spending("writing"):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 1
