"""Words of one strength that take the place of words of another: consistent with human rights, or mindful of them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from test_judging import draft
from treatydiff.compare import compare
from treatydiff.model import Effect, Finding
from treatydiff.themes import load_themes

TEXTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "exchanges.toml").read_text(encoding="utf-8"))
WEAKER = [(group["rule"], *text) for group in TEXTS["weaker"] for text in group["texts"]]


def judged(language: str, old: str, new: str) -> tuple[Finding, ...]:
    """What is found between two wordings of one article."""
    drafts = (draft(TEXTS["subject"][language], text, language=language) for text in (old, new))
    report = compare(*drafts, themes=load_themes(language=language))
    assert report.faults == ()
    return report.findings


def sides(text: str) -> tuple[str, str]:
    first, second = (re.sub(r"\{([^|{}]*)\|([^{}]*)\}", rf"\{group}", text) for group in (1, 2))
    return first, second


@pytest.mark.parametrize(("rule", "language", "text"), WEAKER)
def test_a_weaker_word_weakens_and_a_stronger_one_strengthens(rule: str, language: str, text: str) -> None:
    stronger, weaker = sides(text)
    for old, new, effect in ((stronger, weaker, Effect.WEAKENS), (weaker, stronger, Effect.STRENGTHENS)):
        found = judged(language, old, new)
        assert (f"safeguards/{rule}", effect) in {(finding.rule, finding.effect) for finding in found}
        assert {finding.adverse for finding in found} <= {None, effect is Effect.WEAKENS}


@pytest.mark.parametrize(("language", "text"), TEXTS["same"]["texts"])
def test_words_of_one_strength_are_no_finding(language: str, text: str) -> None:
    one, other = sides(text)
    assert judged(language, one, other) == judged(language, other, one) == ()
