"""Words of one strength that take the place of words of another: consistent with human rights, or mindful of them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from test_judging import draft
from treatydiff.compare import compare
from treatydiff.judging.merging import worse
from treatydiff.report import Finding
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
def test_a_weaker_word_is_adverse_and_a_stronger_one_favourable(rule: str, language: str, text: str) -> None:
    stronger, weaker = sides(text)
    for old, new, adverse in ((stronger, weaker, True), (weaker, stronger, False)):
        found = {(finding.rule, worse(finding)) for finding in judged(language, old, new)}
        assert (rule, adverse) in found
        assert not {told for _, told in found} & {not adverse}


@pytest.mark.parametrize(("language", "text"), TEXTS["same"]["texts"])
def test_words_of_one_strength_are_no_finding(language: str, text: str) -> None:
    one, other = sides(text)
    assert judged(language, one, other) == judged(language, other, one) == ()


RULES = [
    # language, {old|new}, the only rules that may speak
    (
        "en",
        "Each State Party {may|shall} establish as a criminal offence attempts at an offence of this Convention.",
        {"criminalisation/modality"},
    ),
    (
        "fr",
        "« Infraction grave » désigne un acte passible d'une peine maximale d'au moins {quatre|deux} ans.",
        {"data-sharing/serious-crime", "surveillance/frame-threshold"},
    ),
    (
        "en",
        "Access for authorised testing{, security research|} or the protection of a system is no criminal offence.",
        {"public-interest/research"},
    ),
    (
        "en",
        "Personal data shall be transferred {only where adequate|where appropriate} safeguards exist.",
        {"data-sharing/condition", "safeguards/frame-hedge"},
    ),
]


def named(value: str | set[str]) -> str:
    """The name of a case: the same in every process, which a set by itself is not."""
    return (str(sorted(value)) if isinstance(value, set) else value)[:40]


@pytest.mark.parametrize(("language", "text", "rules"), RULES, ids=named)
def test_a_change_is_told_for_what_it_is_and_once(language: str, text: str, rules: set[str]) -> None:
    old, new = sides(text)
    found = {finding.rule for finding in judged(language, old, new)}
    assert found
    assert found <= rules


def test_redress_for_victims_of_offences_is_no_offence() -> None:
    text = "Each State Party shall provide compensation and restitution to victims of those offences, and legal aid."
    old = f"The authorities shall cooperate.\n2. {text}"
    assert "criminalisation" not in {f.theme for f in judged("en", old, "The authorities shall cooperate.")}


def test_what_stands_behind_a_clause_on_right_is_not_lacking() -> None:
    text = "Whoever alters data without right{, and by that causes serious harm,|} commits an offence."
    old, new = sides(text)
    assert [finding.adverse for finding in judged("en", old, new)] == [True]


def test_a_ban_on_acts_without_consent_is_not_turned_round_by_a_stronger_consent() -> None:
    text = "Personal data shall not be transferred abroad without the {explicit |}consent of the person concerned."
    old, new = sides(text)
    assert False not in {finding.adverse for finding in judged("en", old, new)}
