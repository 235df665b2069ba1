"""A ban in a provision that protects: who lifts it takes protection away, unless it is protection that was banned."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from test_signs import judged, sides
from treatydiff.judging.merging import worse
from treatydiff.report import Finding

TABLES: dict[str, dict[str, list[list[str]]]] = tomllib.loads(
    (Path(__file__).parent / "bans.toml").read_text(encoding="utf-8")
)


def cases(*kinds: str) -> list[Any]:
    return [
        pytest.param(language, *case, id=f"{language}-{kind}-{number}")
        for language, table in TABLES.items()
        for kind in kinds
        for number, case in enumerate(table[kind], start=1)
    ]


def of_force(findings: tuple[Finding, ...]) -> set[bool | None]:
    """Which way the rules on force see a change go."""
    return {worse(finding) for finding in findings if finding.rule.endswith(("/modality", "/modality-in-article"))}


@pytest.mark.parametrize(("language", "heading", "text"), cases("protect", "withhold"))
def test_a_ban_that_protects_lifted_and_one_that_withholds_made_are_for_the_worse(
    language: str, heading: str, text: str
) -> None:
    better, worst = sides(text)
    assert of_force(judged(language, heading, better, worst)) == {True}
    assert of_force(judged(language, heading, worst, better)) == {False}


@pytest.mark.parametrize(("language", "heading", "text"), cases("open"))
def test_a_ban_that_only_changes_its_form_has_no_verdict(language: str, heading: str, text: str) -> None:
    before, after = sides(text)
    assert of_force(judged(language, heading, before, after)) == set()
    assert of_force(judged(language, heading, after, before)) == set()


def test_what_a_ban_was_and_is_stands_in_the_message() -> None:
    (lifted,) = judged("en", "Press", "Journalists shall not be searched.", "Journalists shall be searched.")
    assert "what was ruled out, and so protected them, no longer is" in lifted.message
    assert (lifted.removed, lifted.introduced) == (("shall not",), ("shall",))


@pytest.mark.parametrize(("language", "heading", "text"), cases("refuse"))
def test_what_was_not_to_be_granted_and_may_be_refused_is_for_the_worse(language: str, heading: str, text: str) -> None:
    better, worst = sides(text)
    findings = judged(language, heading, better, worst), judged(language, heading, worst, better)
    assert [{worse(finding) for finding in found} for found in findings] == [{True}, {False}]


@pytest.mark.parametrize(("language", "heading", "text"), cases("same"))
def test_a_ban_in_other_words_is_none_more_and_none_less(language: str, heading: str, text: str) -> None:
    before, after = sides(text)
    assert [finding.message for finding in judged(language, heading, before, after)] == []
    assert [finding.message for finding in judged(language, heading, after, before)] == []


HEDGES = {
    "en": ("Conditions and safeguards", "Each power shall be subject to judicial review{, as appropriate|}."),
    "fr": ("Conditions et sauvegardes", "Chaque pouvoir est soumis à un contrôle judiciaire{, selon qu'il convient|}."),
    "es": ("Condiciones y salvaguardias", "Cada facultad estará sujeta a revisión judicial{, según proceda|}."),
}


@pytest.mark.parametrize("language", HEDGES)
def test_a_hedge_is_no_member_of_a_list_and_no_quality(language: str) -> None:
    heading, text = HEDGES[language]
    hedged, plain = sides(text)
    assert [worse(finding) for finding in judged(language, heading, hedged, plain)] == [False]
    assert [worse(finding) for finding in judged(language, heading, plain, hedged)] == [True]
