"""Changes that lie in several provisions, or turn another one round."""

from __future__ import annotations

import pytest

from helpers.judged import lined
from treatydiff.compare import compare

JOURNALISTS = [
    (
        "en",
        "Article {}",
        "1. No journalist shall be compelled to disclose a source.",
        "2. Paragraph 1 does not apply where the competent authority considers it useful.",
    ),
    (
        "fr",
        "Article {}",
        "1. Nul journaliste ne peut être contraint de révéler une source.",
        "2. Le paragraphe 1 ne s'applique pas lorsque l'autorité compétente le juge utile.",
    ),
    (
        "es",
        "Artículo {}",
        "1. Ningún periodista podrá ser obligado a revelar una fuente.",
        "2. El párrafo 1 no será aplicable cuando la autoridad competente lo considere útil.",
    ),
    (
        "ru",
        "Статья {}",
        "1. Журналист не может быть принужден раскрывать источник.",
        "2. Пункт 1 не применяется, если компетентный орган считает это полезным.",
    ),
    ("zh", "第{}条", "一、不得强迫记者披露消息来源。", "二、主管机关认为有用的，第一款不适用。"),
    (
        "ar",
        "المادة {}",
        "1. لا يجوز إجبار أي صحفي على الكشف عن مصدر.",
        "2. لا تنطبق الفقرة 1 إذا رأت السلطة المختصة ذلك مفيدا.",
    ),
]


@pytest.mark.parametrize(("language", "article", "first", "second"), JOURNALISTS)
def test_a_paragraph_that_takes_a_protection_of_its_article_away_is_an_exception_to_it(
    language: str, article: str, first: str, second: str
) -> None:
    number = "一" if language == "zh" else "1"
    without, with_ = (
        lined(article.format(number), "Sources", *lines, language=language) for lines in ((first,), (first, second))
    )
    assert {found.worse for found in compare(without, with_).findings} == {True}
    assert {found.worse for found in compare(with_, without).findings} == {False}


TAKEN = [
    ("1. Whoever enters the archive commits an offence.", "2. Paragraph 1 does not apply to archivists.", {True}),
    ("1. The seat of the body is the old town.", "2. Paragraph 1 does not apply to its library.", {True, False}),
]


@pytest.mark.parametrize(("first", "second", "never"), TAKEN)
def test_what_takes_away_an_offence_or_nothing_that_protects_is_no_turn_for_the_worse(
    first: str, second: str, never: set[bool]
) -> None:
    without, with_ = (lined("Article 1", "The archive", *lines) for lines in ((first,), (first, second)))
    assert not {found.worse for found in compare(without, with_).findings} & never


def test_a_ban_that_is_lifted_in_three_articles_is_no_renaming() -> None:
    acts = ("The search of dwellings at night", "The interception of calls", "The use of spyware")
    old, new = (
        lined(*(line for n, act in enumerate(acts, 1) for line in (f"Article {n}", "Rule", f"{act} is {word}.")))
        for word in ("prohibited", "permitted")
    )
    assert [found.worse for found in compare(old, new).findings] == [True, True, True]
