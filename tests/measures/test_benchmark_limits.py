"""Benchmarks end with status 1 beyond what was asked of them."""

from __future__ import annotations

import argparse
import sys

import pytest

from corpus import ROOT

sys.path.insert(0, str(ROOT))

from benchmarks import limits
from benchmarks.references.__main__ import main


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    limits.add(parser, ("share", "false"))
    return parser.parse_args(words)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 0),
        (("--at-least", "share=.9"), 0),
        (("--at-least", "share=.91"), 1),
        (("--at-most", "false=3"), 0),
        (("--at-most", "false=2", "--at-least", "share=0"), 1),
    ],
)
def test_a_figure_beyond_its_limit_is_status_one(words: tuple[str, ...], status: int) -> None:
    assert limits.status(parsed(*words), {"share": 0.9, "false": 3}) == status


def test_what_is_no_number_is_beyond_every_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert limits.status(parsed("--at-least", "share=0"), {"share": float("nan"), "false": 0}) == 1
    assert "share is nan" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["share", "shares=1", "share=much"])
def test_a_limit_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed("--at-least", words)
    assert ended.value.code == 2


def test_a_benchmark_is_held(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--languages", "en", "--seeds", "1", "--at-least", "noticed=1", "--at-most", "false=0"]) == 0
    assert main(["--languages", "en", "--seeds", "1", "--at-least", "noticed=1.1"]) == 1
    assert "noticed is 1, under 1.1" in capsys.readouterr().err
