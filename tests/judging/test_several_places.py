"""Changes that lie in several provisions, or turn another one round."""

from __future__ import annotations

import pytest

from helpers.judged import lined, sides
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


CHAPTERS = [
    (
        "en",
        (
            "Chapter I",
            "Powers",
            "Article 1",
            "Search",
            "The police may search and seize computers.",
            "Chapter II",
            "Training",
            "Article 2",
            "Training",
            "States shall train officials.",
            "Chapter III",
            "Safeguards",
            "Article 3",
            "Supervision",
            "1. The powers in Chapter {I|II} are subject to judicial supervision.",
        ),
    ),
    (
        "fr",
        (
            "Chapitre I",
            "Pouvoirs",
            "Article 1",
            "Perquisition",
            "La police peut perquisitionner et saisir des ordinateurs.",
            "Chapitre II",
            "Formation",
            "Article 2",
            "Formation",
            "Les États forment leurs agents.",
            "Chapitre III",
            "Garanties",
            "Article 3",
            "Contrôle",
            "1. Les pouvoirs prévus au chapitre {I|II} sont soumis à un contrôle judiciaire.",
        ),
    ),
    (
        "es",
        (
            "Capítulo I",
            "Facultades",
            "Artículo 1",
            "Registro",
            "La policía podrá registrar e incautar ordenadores.",
            "Capítulo II",
            "Formación",
            "Artículo 2",
            "Formación",
            "Los Estados formarán a sus funcionarios.",
            "Capítulo III",
            "Garantías",
            "Artículo 3",
            "Control",
            "1. Las facultades previstas en el capítulo {I|II} estarán sujetas a control judicial.",
        ),
    ),
    (
        "ru",
        (
            "Глава I",
            "Полномочия",
            "Статья 1",
            "Обыск",
            "Полиция может проводить обыск и изымать компьютеры.",
            "Глава II",
            "Подготовка",
            "Статья 2",
            "Подготовка",
            "Государства готовят специалистов.",
            "Глава III",
            "Гарантии",
            "Статья 3",
            "Надзор",
            "1. Полномочия, предусмотренные в главе {I|II}, подлежат судебному контролю.",
        ),
    ),
    (
        "zh",
        (
            "第一章 权力",
            "第一条 搜查",
            "警察可以搜查并扣押计算机。",
            "第二章 培训",
            "第二条 培训",
            "各国应当培训官员。",
            "第三章 保障",
            "第三条 监督",
            "第{一|二}章规定的权力须经法院批准。",
        ),
    ),
]


@pytest.mark.parametrize(("language", "lines"), CHAPTERS)
def test_a_safeguard_that_names_another_chapter_than_that_of_the_powers_reaches_them_no_more(
    language: str, lines: tuple[str, ...]
) -> None:
    old, new = (lined(*(sides(line)[side] for line in lines), language=language) for side in (0, 1))
    assert {found.worse for found in compare(old, new).findings} - {None} == {True}
    assert {found.worse for found in compare(new, old).findings} - {None} == {False}


def test_a_chapter_that_got_another_number_is_the_same_chapter() -> None:
    _, lines = CHAPTERS[0]
    old = lined(*(sides(line)[0] for line in lines))
    moved = ("Chapter I", "Preliminary", "Article 1", "Scope", "This Convention applies to crimes.")
    numbers = {"Chapter I": "Chapter II", "Chapter II": "Chapter III", "Chapter III": "Chapter IV"}
    rest = [numbers.get(line, sides(line)[1]) for line in lines]
    articles = {f"Article {n}": f"Article {n + 1}" for n in (1, 2, 3)}
    new = lined(*moved, *(articles.get(line, line) for line in rest))
    assert True not in {found.worse for found in compare(old, new).findings}


def test_a_ban_that_is_lifted_in_three_articles_is_no_renaming() -> None:
    acts = ("The search of dwellings at night", "The interception of calls", "The use of spyware")
    old, new = (
        lined(*(line for n, act in enumerate(acts, 1) for line in (f"Article {n}", "Rule", f"{act} is {word}.")))
        for word in ("prohibited", "permitted")
    )
    assert [found.worse for found in compare(old, new).findings] == [True, True, True]
