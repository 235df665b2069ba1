from __future__ import annotations

import io
import sys
import time
from collections.abc import Mapping

import pytest

from treatydiff.front import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def seen(
    monkeypatch: pytest.MonkeyPatch, lasts: float, environment: Mapping[str, str] = {}, wanted: bool = True
) -> str:
    """What is shown on a terminal while something goes on for a while, or until it is shown."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.shown("reading a\x1b.pdf", wanted=wanted, environment=environment):
        wait_for(screen, lasts)
    return screen.getvalue()


def wait_for(screen: io.StringIO, seconds: float = 60) -> None:
    """Wait until something is shown: on a busy machine nobody knows when a timer comes."""
    end = time.monotonic() + seconds
    while not screen.getvalue() and time.monotonic() < end:
        time.sleep(0.01)


def test_what_takes_long_is_said_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.02)
    assert seen(monkeypatch, 60) == "\r\x1b[Kreading a\\x1b.pdf …\r\x1b[K"


def test_but_what_is_quick_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 60)
    assert seen(monkeypatch, 0) == ""


def test_nor_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.02)
    monkeypatch.setattr(progress, "SELDOM", 0.02)
    assert seen(monkeypatch, 0.1, {"CI": "true"}) == ""
    assert seen(monkeypatch, 0.1, wanted=False) == ""


@pytest.mark.parametrize("environment", [{}, {"TERM": "dumb"}])
def test_without_a_terminal_it_is_said_in_lines_ever_more_seldom(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    pipe = Terminal() if environment else io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(progress, "SELDOM", 0.05)
    with progress.shown("indexing", wanted=True, environment=environment) as tell:
        tell("indexing a\x1b: 1 of 3")
        wait_for(pipe)
        time.sleep(0.2)
    lines = pipe.getvalue().splitlines()
    assert set(lines) == {"treatydiff: indexing a\\x1b: 1 of 3 …"}
    assert len(lines) <= 3  # after 0.05, 0.15 and 0.35 s: on a busy machine no sooner


def test_how_far_it_is_takes_the_place_of_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", 0.5)
    with progress.shown("indexing", wanted=True, environment={}) as tell:
        tell("1 of 3")  # too early to be said
        wait_for(screen)
        tell("2 of 3")
    assert screen.getvalue() == "\r\x1b[K1 of 3 …\r\x1b[K2 of 3 …\r\x1b[K"
