from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from attacks import attacks, collect, grows


def fault(pattern: re.Pattern[str], *runs: Callable[[str], object]) -> str:
    """The first attack that a pattern does not stand; empty where it stands all."""
    tried = ((attack, grows(run, attack)) for attack in dict.fromkeys(attacks(pattern)) for run in runs)
    return next((f"{attack}: {told}" for attack, told in tried if told), "")


@pytest.mark.parametrize(
    "source",
    [
        r"(?:a+)+b",
        r"[a-z]+(?:\u0301+(?:[a-z]+)?)*\]",
        r"(?:\[\w\])+x",
        r"\s+$",
        r"(?=\S*\d)[A-Z]+",
    ],
)
def test_a_slow_pattern_is_found_out(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attacks.GIVE_UP", 0.4)
    pattern = re.compile(source)
    assert fault(pattern, pattern.search)


@pytest.mark.parametrize("source", [r"\w+", r"(?<!\w)\w++x", r"a|b", r"(?:\[\w\]){1,4}x"])
def test_a_quick_pattern_is_let_pass(source: str) -> None:
    pattern = re.compile(source)
    assert not fault(pattern, pattern.search)


def test_no_pattern_of_the_package_goes_slower_than_its_text_grows() -> None:
    """On up to 25,600 characters; on up to 102,400, which takes many minutes, where TREATYDIFF_ATTACKS is set."""
    found = collect()
    assert len(found) > 200
    tried = {f"{sorted(one.names)} {one.pattern.pattern[:90]}": fault(one.pattern, *one.runs) for one in found}
    assert not {name: told for name, told in tried.items() if told}
