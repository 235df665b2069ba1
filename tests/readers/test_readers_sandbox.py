from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from pathlib import Path

import pytest

from corpus import DRAFTS, real
from treatydiff.cli import main
from treatydiff.compare import read_draft
from treatydiff.drafts.ahead import BegunReading, ReadingsAhead
from treatydiff.errors import ReadError
from treatydiff.model import Block, Notice, Reading
from treatydiff.readers import READERS, Limits, sandbox
from treatydiff.readers.pdf import forms

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process limit its own memory"),
]
READING = Reading((Block("Text"),), notices=(Notice("told", 3, ("aside",)),))


FEW = Limits(300, 2)


def refusal(work: object, limits: Limits = FEW) -> ReadError:
    with pytest.raises(ReadError) as caught:
        sandbox.read(work, "draft.pdf", limits)  # type: ignore[arg-type]
    assert caught.value.message.startswith("draft.pdf: ")
    return caught.value


def test_a_reading_comes_back_as_it_was() -> None:
    assert sandbox.read(lambda: READING, "draft.pdf", Limits()) == READING


@pytest.mark.parametrize("draft", [*DRAFTS, *(each.with_suffix(".pdf") for each in DRAFTS)], ids=lambda path: path.name)
def test_a_draft_reads_the_same_inside_and_outside(draft: Path) -> None:
    assert read_draft(str(draft), limits=Limits()) == read_draft(str(draft))


def test_two_drafts_are_read_side_by_side() -> None:
    told, tell = os.pipe()

    def waiting() -> Reading:  # for the second child, which begins before this one is asked
        return Reading((Block(os.read(told, 5).decode()),))

    def telling() -> Reading:
        os.write(tell, b"other")
        return READING

    first, second = (sandbox.ReadingChild(work, "draft.pdf", FEW) for work in (waiting, telling))
    assert first.reading(lambda _: None).blocks[0].text == "other"
    assert second.reading(lambda _: None) == READING


def forks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The children that are made from now on, each by its number."""
    made, fork = list[int](), os.fork

    def counted() -> int:
        child = fork()
        made.append(child)
        return child

    monkeypatch.setattr(os, "fork", counted)
    return made


def is_ours(child: int) -> bool:
    """Whether a child runs, or ended and was not waited for; others of this process may."""
    try:
        os.waitpid(child, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_a_child_that_nobody_asks_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> Reading:
        time.sleep(60)
        return READING

    forked = forks(monkeypatch)
    child = sandbox.ReadingChild(work, "draft.pdf", FEW)
    child.end()
    child.end()
    assert len(forked) == 1
    assert not any(map(is_ours, forked))


def test_a_draft_is_begun_before_its_turn_and_never_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    forked = forks(monkeypatch)
    ahead, begun = ReadingsAhead(), list[str]()

    def begin(path: str) -> BegunReading:
        begun.append(path)
        if path == "missing.pdf":
            raise ReadError("missing.pdf: no such file")
        return BegunReading(path.encode(), sandbox.ReadingChild(lambda: READING, path, FEW))

    with ahead.of(["1.pdf", "2.pdf", "left-out.pdf", "3.pdf", "missing.pdf"]):
        for path, known in (("1.pdf", 2), ("2.pdf", 3), ("3.pdf", 5)):
            found = ahead.take(path, begin)
            assert found
            assert (found.data, found.child.reading(lambda _: None)) == (path.encode(), READING)
            assert len(begun) == known
        assert ahead.take("missing.pdf", begin) is None
        assert ahead.take("1.pdf", begin) is None
    assert begun == ["1.pdf", "2.pdf", "left-out.pdf", "3.pdf", "missing.pdf", "missing.pdf"]
    assert len(forked) == 4
    assert not any(map(is_ours, forked))  # left-out.pdf was ended


def test_what_a_reader_says_against_a_file_comes_through() -> None:
    def work() -> Reading:
        raise ReadError("draft.pdf: encrypted", "save a copy")

    assert (refusal(work).message, refusal(work).hint) == ("draft.pdf: encrypted", "save a copy")


def test_too_much_memory_is_told_with_the_limit_and_the_place() -> None:
    def work() -> Reading:
        sandbox.at("page 3", 9)
        return bytes(2_000_000_000)  # type: ignore[return-value]

    assert refusal(work).message == "draft.pdf: too complex: more than 300 MB of memory while reading page 3"


def test_too_much_time_is_told_with_the_limit() -> None:
    def work() -> Reading:
        while True:
            pass

    assert refusal(work, Limits(300, 1)).message == "draft.pdf: too complex: more than 1 s"


def test_what_this_process_holds_is_not_counted_as_the_childs() -> None:
    held = b"x" * 400_000_000
    assert refusal(lambda: time.sleep(60), Limits(300, 1)).message == "draft.pdf: too complex: more than 1 s"
    assert held


def test_waiting_ends_too() -> None:
    def work() -> Reading:
        time.sleep(60)
        return READING

    started = time.monotonic()
    assert "more than 1 s" in refusal(work, Limits(300, 1)).message
    assert time.monotonic() - started < 30


def test_a_crash_is_one_line_and_this_process_goes_on() -> None:
    def work() -> Reading:
        sandbox.at("page 2", 9)
        os.kill(os.getpid(), signal.SIGSEGV)
        return READING

    assert refusal(work).message == "draft.pdf: reading it ended in a crash while reading page 2"


def test_a_fault_of_a_reader_is_a_line_with_its_trace_beside_it() -> None:
    def work() -> Reading:
        raise IndexError("list")

    error = refusal(work)
    assert error.message == "draft.pdf: cannot be read (IndexError: list)"
    assert "in work" in error.__notes__[0]


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, ("true",))


def test_a_child_can_hand_over_nothing_but_values_of_the_model() -> None:
    assert "gave no answer" in refusal(Evil).message
    with pytest.raises(pickle.UnpicklingError):
        sandbox._ModelValues(__import__("io").BytesIO(pickle.dumps(Evil()))).load()


def test_nested_forms_that_fill_any_memory_are_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Were they not counted before."""
    monkeypatch.setattr(forms, "MOST", 10**12)
    drafts = [real("hostile/plain.pdf"), real("hostile/06-xobject-fan.pdf")]
    assert main(["compare", *drafts, "--config", "none", "--limits", "300,20"]) == 2
    assert "too complex: more than 300 MB of memory while reading page 1" in capsys.readouterr().err


@pytest.mark.parametrize("limits", ["", "x", "1", "0,0", "1000", "1000,60,1"])
def test_limits_that_are_none_are_refused(limits: str, capsys: pytest.CaptureFixture[str]) -> None:
    draft = str(DRAFTS[0])
    assert main(["outline", draft, "--limits", limits]) == 2
    assert "--limits 1000,60" in capsys.readouterr().err


def test_without_a_sandbox_the_same_is_read() -> None:
    assert main(["outline", str(DRAFTS[0]), "--no-sandbox", "-o", os.devnull, "-f", "json"]) == 0


def test_a_short_text_needs_no_child_and_a_long_one_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    forks: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: forks.append(1) or fork())
    short, long = b"Article 1\nUse\n\nEach Party shall act.\n", b"Each Party shall act.\n" * 5_000
    read = READERS["text"].read
    assert (read(short, "draft.txt", limits=Limits()), len(forks)) == (read(short, "draft.txt"), 0)
    assert (read(long, "draft.txt", limits=Limits()), len(forks)) == (read(long, "draft.txt"), 1)


def test_what_a_reader_compiles_is_compiled_before_its_child_begins() -> None:
    READERS["text"].read(b"Each Party shall act.", "draft.txt")
    sandbox.read(lambda: READING, "draft.pdf", Limits())
    from treatydiff.readers import furniture, markdown

    assert all("compiled" in vars(each) for each in (*furniture._DATES, markdown._RULE))


def test_a_fault_of_a_reader_is_a_line_without_a_sandbox_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from treatydiff.readers import text

    def broken(*_: object) -> Reading:
        raise IndexError("list")

    monkeypatch.setattr(text, "read", broken)
    with pytest.raises(ReadError, match="cannot be read \\(IndexError"):
        READERS["text"].read(b"a", "draft.txt")


def test_who_waits_hears_which_page_is_read() -> None:
    def work() -> Reading:
        for page in (1, 2):
            sandbox.at(f"page {page}", 2)
            time.sleep(0.2)
        return READING

    heard: list[str] = []
    assert sandbox.read(work, "draft.pdf", Limits(tell=heard.append)) == READING
    assert heard[:2] == ["page 1 of 2", "page 2 of 2"]


def test_a_child_that_stops_telling_is_still_heard() -> None:
    def work() -> Reading:
        assert sandbox._stages is not None
        os.close(sandbox._stages)
        time.sleep(0.2)
        return READING

    heard: list[str] = []
    assert sandbox.read(work, "draft.pdf", Limits(tell=heard.append)) == READING
    assert len(heard) <= 1
