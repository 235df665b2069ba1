"""What stands before the first article: cover, table of contents, preamble."""

from __future__ import annotations

import pytest

from outlining import CONVENTION, assert_nothing_lost, outline, read
from treatydiff.model import Level, Status


def test_a_table_of_contents_is_front_text() -> None:
    draft = read(
        "Contents",
        "Page",
        "Preamble 2",
        "Part I General provisions 3",
        "Article 1 Use of terms . . . . . . . 3",
        "Article 2 Duties of keepers of lights in the night and of",
        "others . . . . . . 4",
        "Article 3 Final clauses . . . . . . 5",
        "Annex I Types of lamps 6",
        *CONVENTION,
    )
    assert [p.eid for p in draft.walk() if p.level is Level.ARTICLE] == ["art_1", "art_2", "art_3"]
    assert [p.eid for p in draft.walk() if p.level in (Level.PART, Level.ANNEX)] == ["part_I", "part_II", "annex_I"]
    assert draft.provisions[0].level is Level.FRONT
    assert_nothing_lost(draft)


@pytest.mark.parametrize("behind", [False, True])
def test_lines_of_dots_with_numbers_of_pages_are_set_aside_at_either_end(behind: bool) -> None:
    listed = [
        "General provisions ........ 2",
        "Article 1 Use of terms in all of the",
        "parts ........ 3",
        "Final clauses … … … 9",
    ]
    draft = read(*CONVENTION, *listed) if behind else read(*listed, *CONVENTION)
    assert [n.set_aside for n in draft.notices if n.set_aside] == [tuple(listed)]
    assert not any("....." in p.own or "…" in p.own for p in draft.walk())
    assert_nothing_lost(draft)


def test_the_first_heading_after_a_table_of_contents_is_no_entry_of_it() -> None:
    listed = ["Scope ........ 1", "Terms ........ 1", "Duties of keepers ........ 2", "Types of lamps 6"]
    draft = read(*listed, "Draft article 1", "Each keeper shall keep watch.", "Draft article 2", "Lamps shall burn.")
    assert [article.number for article in draft.articles()] == ["1", "2"]
    assert [n.set_aside for n in draft.notices if n.set_aside] == [tuple(listed)]


def test_a_line_of_dots_for_a_name_is_text() -> None:
    draft = read("Done at .......... on ..........", *CONVENTION, "Signed: ............ 20", "For: ........")
    assert not any(n.set_aside for n in draft.notices)


def test_a_bare_list_of_articles_that_are_printed_again_is_contents() -> None:
    listed = [line for n in range(1, 6) for line in (f"Article {n}", f"Lights of kind {'abcdef'[n]}")]
    real = [
        line
        for n in range(1, 6)
        for line in (f"Article {n}", f"Lights of kind {'abcdef'[n]}", "Each keeper shall keep watch.")
    ]
    draft = read(*listed, *real)
    assert [article.number for article in draft.articles()] == ["1", "2", "3", "4", "5"]
    assert all(article.text for article in draft.articles())


def test_articles_whose_bodies_are_still_to_come_are_articles() -> None:
    titles = ["Scope", "Use of terms", "Duties of keepers", "Disputes", "Annexes"]
    draft = read(*[line for number, title in enumerate(titles, 1) for line in (f"Article {number}", title)])
    assert [article.heading for article in draft.articles()] == titles


def test_numbered_paragraphs_and_options_before_the_convention_are_front_text() -> None:
    draft = read(
        "1. This note explains.", "OPTION I [for groups]", "Annex", "Draft text", "Article 1", "Scope", "It applies."
    )
    assert outline(draft) == [
        "front",
        "front__para_1 | This note explains.",
        "front__para_1__dup_2 | OPTION I [for groups]",
        "front__para_2 | Annex",
        "front__para_3 | Draft text",
        "art_1 | Scope | It applies.",
    ]


def test_the_preamble_is_found_without_its_heading() -> None:
    draft = read(
        "A note",
        "The Parties to this Agreement,",
        "Recalling this,",
        "Have agreed as follows:",
        "Article 1",
        "Scope",
        "It applies.",
    )
    assert [p.level for p in draft.provisions] == [Level.FRONT, Level.PREAMBLE, Level.ARTICLE]


def test_recitals_broken_over_lines_are_joined() -> None:
    draft = read(
        "Preamble",
        "The Parties to this Agreement,",
        "[Recognizing the need to address, in a coherent manner,",
        "the loss of lights due to",
        "Pollution,]",
        "Respecting the sovereignty and independence of all",
        "States,",
        "Have agreed as follows:",
        "Article 1",
        "Scope",
        "It applies.",
    )
    assert [(p.text, p.status) for p in draft.provisions[0].children][:2] == [
        (
            "[Recognizing the need to address, in a coherent manner, the loss of lights due to Pollution,]",
            frozenset({Status.BRACKETED}),
        ),
        ("Respecting the sovereignty and independence of all States,", frozenset()),
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("[Recalling that Part III,", "Section 4, of the Treaty of the Lights is in force,]")),
        ("fr", ("Rappelant que la partie III,", "Section 4, du Traité sur les feux est en vigueur,")),
        ("es", ("Recordando que la parte III,", "Sección 4, del Tratado de los faros está en vigor,")),
        ("ru", ("напоминая, что часть III,", "Раздел 4, Договора о маяках действует,")),
    ],
)
def test_a_recital_broken_inside_a_reference_is_one(language: str, lines: tuple[str, str]) -> None:
    head = {"en": "Article", "fr": "Article", "es": "Artículo", "ru": "Статья"}[language]
    preamble = {"en": "Preamble", "fr": "Préambule", "es": "Preámbulo", "ru": "Преамбула"}[language]
    draft = read(preamble, *lines, f"{head} 1", "X.", language=language)
    assert [p.text for p in draft.provisions[0].children] == [" ".join(lines)]


GLUED = {
    "en": (
        "PREAMBLE The Parties to this Agreement, Recalling the lights, including their lamps, Mindful of ships, "
        "Have agreed as follows:",
        ["Recalling the lights, including their lamps,", "Mindful of ships,", "Have agreed as follows:"],
        "Article 1",
    ),
    "fr": (
        "PRÉAMBULE Les Parties au présent Accord, Rappelant les phares, Conscientes de la nuit, concernant la mer, "
        "Sont convenues de ce qui suit :",
        ["Rappelant les phares,", "Conscientes de la nuit, concernant la mer,", "Sont convenues de ce qui suit :"],
        "Article 1",
    ),
    "es": (
        "PREÁMBULO Las Partes en la presente Convención, Recordando los faros, Conscientes de la noche, "
        "Han convenido en lo siguiente:",
        ["Recordando los faros,", "Conscientes de la noche,", "Han convenido en lo siguiente:"],
        "Artículo 1",
    ),
    "ru": (
        "ПРЕАМБУЛА Стороны настоящего Соглашения, ссылаясь на маяки, подчеркивая необходимость света, "
        "согласились о нижеследующем:",
        ["ссылаясь на маяки,", "подчеркивая необходимость света,", "согласились о нижеследующем:"],
        "Статья 1",
    ),
    "zh": (
        "序言本公约各缔约国，回顾灯塔，包括其灯，强调需要灯光，兹商定如下：",
        ["回顾灯塔，包括其灯，", "强调需要灯光，", "兹商定如下："],
        "第一条",
    ),
    "ar": (
        "الديباجة إن الدول الأطراف في هذه الاتفاقية، إذ تشير إلى المنارات، وإذ تؤكد الحاجة إلى النور، "
        "قد اتفقت على ما يلي:",
        ["إذ تشير إلى المنارات،", "وإذ تؤكد الحاجة إلى النور،", "قد اتفقت على ما يلي:"],
        "المادة 1",
    ),
}


@pytest.mark.parametrize("language", GLUED)
def test_a_preamble_run_together_is_cut_at_its_recitals(language: str) -> None:
    line, recitals, article = GLUED[language]
    draft = read(line, article, "1. X.", language=language)
    preamble = draft.provisions[0]
    assert preamble.level is Level.PREAMBLE
    assert [child.text for child in preamble.children] == recitals
    assert preamble.children[-1].level is Level.CLOSING
    assert_nothing_lost(draft)
