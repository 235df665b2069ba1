"""What a provision says more, or less: the same in other words is nothing, and words of no class are told."""

from __future__ import annotations

import pytest

from treatydiff.compare import compare
from treatydiff.model import Block, Draft, Reading
from treatydiff.report import Finding
from treatydiff.structure import build

TITLES = {
    "en": "Article",
    "fr": "Article",
    "es": "Artículo",
    "ru": "Статья",
    "zh": "第",
    "ar": "المادة",
}


def draft(language: str, text: str) -> Draft:
    number = f"{TITLES[language]}1条" if language == "zh" else f"{TITLES[language]} 1"
    return build(Reading((Block(number), Block(text))), name="draft", language=language)


def found(language: str, old: str, new: str) -> tuple[Finding, ...]:
    return compare(draft(language, old), draft(language, new)).findings


MORE = [
    (
        "en",
        "Whoever enters a computer system without right commits an offence.",
        "Whoever enters a computer system without right, or mocks the anthem of a town, commits an offence.",
    ),
    (
        "fr",
        "La police peut fouiller les véhicules.",
        "La police peut fouiller les véhicules stationnés devant une gare ou un stade pendant un match.",
    ),
    (
        "ru",
        "Полиция может провести обыск помещения.",
        "Полиция может провести обыск помещения и вскрыть любые шкафы, ящики, сундуки.",
    ),
]


@pytest.mark.parametrize(("language", "old", "new"), MORE)
def test_words_of_no_class_that_came_or_went_are_told(language: str, old: str, new: str) -> None:
    assert found(language, old, new)
    assert found(language, new, old)


def test_a_pair_turned_round_by_one_word_is_not_the_same() -> None:
    old = "A court may order the search of a home only where a serious crime is suspected."
    assert found("en", old, "A court may order the search of a home even where no serious crime is suspected.")


def test_an_article_on_the_institutions_of_the_convention_is_left_to_the_redline() -> None:
    old = (Block("Article 1"), Block("Secretariat"), Block("The Secretariat shall publish its report."))
    new = (*old[:2], Block("The Secretariat shall publish its report and keep the papers of its members confidential."))
    pair = (build(Reading(blocks), name="draft", language="en") for blocks in (old, new))
    assert compare(*pair).findings == ()
