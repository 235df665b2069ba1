"""What else changed in the sentence of a finding."""

from __future__ import annotations

import pytest

from helpers.judged import articles
from treatydiff.compare import compare
from treatydiff.model import Op


def said(old: str, new: str, language: str = "en") -> str:
    report = compare(articles(old, language=language), articles(new, language=language))
    return "\n".join(finding.message for finding in report.findings)


def test_what_else_went_in_the_sentence_is_said() -> None:
    old = "The competent authorities may seize data with the prior authorization of a court, as is reasonable."
    new = "The competent authorities may seize data with the authorization of a court."
    assert "also removed:" in said(old, new)
    assert "as is reasonable" in said(old, new)


def test_what_came_in_its_place_is_said_too() -> None:
    old = "Evidence may be collected only with prior judicial authorization and in urgent cases."
    new = "Evidence may be collected with authorization by the police commander and in urgent cases."
    assert "police commander" in said(old, new)


def test_another_sentence_is_another_matter() -> None:
    old = "Data may be seized with the prior authorization of a court. The costs are borne by the treasury."
    new = "Data may be seized with the authorization of a court. The costs are shared by both parties."
    assert "also" not in said(old, new)


def test_small_words_are_not_worth_saying() -> None:
    old = "Data may be seized with the prior authorization of a court in the capital."
    new = "Data may be seized with authorization of the court in a capital."
    assert "also" not in said(old, new)


def test_what_only_changed_its_place_in_the_sentence_is_not_said() -> None:
    old = "The police may intercept communications, with prior authorization, of suspects."
    new = "The police may, of suspects, intercept communications, with authorization."
    report = compare(articles(old), articles(new))
    assert not any(span.op is Op.INSERT and "suspects" in span.text for f in report.findings for span in f.also)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("The police shall not intercept content data.", "The police may intercept content data.", "ruled out"),
        ("The police shall not seize stored data.", "The police shall seize stored data.", "ruled out"),
    ],
)
def test_what_was_ruled_out_is_not_called_optional_alone(old: str, new: str, words: str) -> None:
    assert words in said(f"Interception\n{old}", f"Interception\n{new}")


def test_everything_that_was_quoted_is_quoted_once() -> None:
    old = "Data may be seized with the prior authorization of a court, as is reasonable."
    new = "Data may be seized with the authorization of a court."
    assert max(line.count('"prior') for line in said(old, new).splitlines()) == 1
