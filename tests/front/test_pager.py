from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff.front.pager import command, page


@pytest.mark.parametrize(
    ("environment", "pager"),
    [
        ({}, "less"),
        ({"PAGER": "more"}, "more"),
        ({"PAGER": "more", "TREATYDIFF_PAGER": "less -S"}, "less -S"),
        ({"PAGER": "cat"}, ""),
        ({"PAGER": ""}, ""),
        ({"PAGER": "more", "TREATYDIFF_PAGER": ""}, ""),
    ],
)
def test_the_pager_is_chosen_as_git_does(environment: dict[str, str], pager: str) -> None:
    assert command(environment) == pager


def test_the_pager_gets_everything_and_less_gets_its_options(tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    environment = {"PAGER": f"sh -c 'echo $LESS >{shown}; cat >>{shown}'", "PATH": "/usr/bin:/bin"}
    assert page("§ 第五条\n".encode(), environment)
    assert shown.read_text() == "FRX\n§ 第五条\n"


def test_but_options_of_the_user_s_own_are_left_alone(tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    environment = {"PAGER": f"sh -c 'echo $LESS >{shown}'", "PATH": "/usr/bin:/bin", "LESS": "S"}
    assert page(b"", environment)
    assert shown.read_text() == "S\n"


def test_a_reader_who_leaves_early_is_no_error() -> None:
    assert page(b"x" * 1_000_000, {"PAGER": "true", "PATH": "/usr/bin:/bin"})


def test_without_a_pager_nothing_is_shown() -> None:
    assert not page(b"text", {"PAGER": "no-such-pager-anywhere"})
    assert not page(b"text", {"PAGER": "cat"})
