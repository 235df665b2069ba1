"""Words that took the place of others: which says more."""

from __future__ import annotations

from collections import Counter

import pytest

from helpers.judged import LANGUAGES, judged, told
from treatydiff.text.tables import DATA

FILES = sorted((DATA / "degrees").glob("*.txt"))


def rated(language: str) -> list[tuple[str, str]]:
    """Each word or phrase of a language with its scale and height."""
    lines = (DATA / "degrees" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition(": ") for line in lines if not line.startswith("#"))
    return [(word, head) for head, _, said in parts for word in said.split(", ")]


def test_every_language_has_its_words() -> None:
    assert {path.stem for path in FILES} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_stands_in_one_place_of_one_scale(language: str) -> None:
    found = rated(language)
    assert [word for word, often in Counter(word for word, _ in found).items() if often > 1] == []
    heights = {head for _, head in found}
    assert {head.partition(" ")[0] for head in heights} == {"strength", "breadth"}
    assert all(1 <= float(head.partition(" ")[2]) <= 9 for head in heights)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The police may intercept the calls of a spouse of the suspect.", "a spouse|a relative"),
        ("Victims are entitled to full compensation.", "full|symbolic"),
        ("No letter of a prisoner shall be opened unless that is indispensable for a trial.", "indispensable|useful"),
        ("The victims shall be compensated fully by the operator.", "fully|partially"),
        ("Visits to a prisoner shall not be restricted as a punishment.", "restricted|abolished"),
    ],
)
def test_a_word_that_says_less_of_what_protects_or_more_of_what_burdens_is_worse(old: str, new: str) -> None:
    gone, _, come = new.partition("|")
    assert told("en", "", old, old.replace(gone, come)) == {True}
    assert True not in told("en", "", old.replace(gone, come), old)


def test_forms_of_one_stem_are_told_apart() -> None:
    """To inform is little, and information covers much: they stand on two scales."""
    assert dict(rated("en"))["inform"].startswith("strength")
    assert dict(rated("en"))["information"].startswith("breadth")
    assert told("en", "", "The court shall inform the detainee.", "The court shall inform every detainee.") <= {None}


def test_a_sentence_in_which_more_was_edited_is_left_to_other_facts() -> None:
    old = "The police may intercept the calls of a spouse of the suspect."
    new = "The police may intercept the letters and parcels of a relative or a friend of the suspect."
    assert not any("goes further" in each for each in messages(old, new))


def messages(old: str, new: str) -> list[str]:
    return [str(each.message) for each in judged("en", "", old, new)]
