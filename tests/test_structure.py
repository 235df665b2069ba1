"""Printed paragraphs become articles, paragraphs and annexes, in six languages, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatydiff.errors import DataError, StructureError
from treatydiff.model import Block, BlockKind, Draft, Level, Origin, Provision, Reading, Status, Style
from treatydiff.structure import build

BOLD = Style(bold=True)


def read(*lines: str | Block, language: str = "", **more: str) -> Draft:
    """The draft that these paragraphs make."""
    blocks = (line if isinstance(line, Block) else Block(line) for line in lines)
    numbered = tuple(replace(block, origin=Origin(index=index)) for index, block in enumerate(blocks))
    return build(Reading(numbered, **more), name="test.txt", language=language)  # type: ignore[arg-type]


def outline(draft: Draft) -> list[str]:
    """A line for each provision: identifier, heading, text."""
    return [" | ".join(filter(None, (p.eid, p.heading, p.text, p.note and f"note: {p.note}"))) for p in draft.walk()]


def at(draft: Draft, eid: str) -> Provision:
    found = [provision for provision in draft.walk() if provision.eid == eid]
    assert len(found) == 1, (eid, [p.eid for p in draft.walk()])
    return found[0]


def eids(draft: Draft, level: Level) -> list[str]:
    return [provision.eid for provision in draft.walk() if provision.level is level]


def bare(text: str) -> str:
    return "".join(text.split())


def assert_nothing_lost(draft: Draft) -> None:
    """Every character that is no white space stands in exactly one provision, and in order but for notes."""
    body = [block for block in draft.blocks if block.kind is not BlockKind.FOOTNOTE]
    notes = [block for block in draft.blocks if block.kind is BlockKind.FOOTNOTE]
    given = "".join(bare(block.number + block.text) for block in (*body, *notes))
    parts = [(p.printed, p.heading, p.text, p.note) for p in draft.walk()]
    kept = "".join(bare(part) for four in parts for part in four)
    assert Counter(kept) == Counter(given)
    if not any(p.note for p in draft.walk()):
        assert kept == given
    identifiers = [p.eid for p in draft.walk()]
    assert len(identifiers) == len(set(identifiers))
    for provision in draft.walk():
        assert all(0 <= index < len(draft.blocks) for index in provision.blocks)
        assert list(provision.blocks) == sorted(set(provision.blocks))
        assert "\n" not in provision.text + provision.heading
        if provision.blocks:
            assert provision.origin == draft.blocks[provision.blocks[0]].origin


# --------------------------------------------------------------------------------------------------------- plain articles

CONVENTION = (
    "Draft convention on lighthouses",
    "PREAMBLE",
    "The States Parties to this Convention,",
    "Recalling the old lights,",
    "Mindful of ships at night,",
    "Have agreed as follows:",
    "PART I GENERAL PROVISIONS, INCLUDING",
    "USE OF TERMS",
    "Article 1",
    "Use of terms",
    "For the purposes of this Convention:",
    "(a) “Light” means a lamp;",
    "(b) “Keeper” means a person who:",
    "(i) Lights the lamp; or",
    "(ii) Puts it out.",
    "Article 2",
    "Duties of keepers",
    "1. Keepers shall keep watch.",
    "2. Keepers shall:",
    "(a) Light the lamp;",
    "(b) Log the weather,",
    "save where a storm prevents it.",
    "PART II FINAL PROVISIONS",
    "Article 3",
    "Annexes",
    "The annexes form part of this Convention.",
    "ANNEX I",
    "Types of lamps",
    "Lamps may burn:",
    "(a) Oil;",
    "(b) Gas.",
)


def test_a_convention_is_read_from_preamble_to_annex() -> None:
    assert outline(read(*CONVENTION)) == [
        "front",
        "front__para_1 | Draft convention on lighthouses",
        "preamble | The States Parties to this Convention,",
        "preamble__para_1 | Recalling the old lights,",
        "preamble__para_2 | Mindful of ships at night,",
        "preamble__wrapup | Have agreed as follows:",
        "part_I | GENERAL PROVISIONS, INCLUDING USE OF TERMS",
        "art_1 | Use of terms | For the purposes of this Convention:",
        "art_1__subpara_a | “Light” means a lamp;",
        "art_1__subpara_b | “Keeper” means a person who:",
        "art_1__subpara_b__item_i | Lights the lamp; or",
        "art_1__subpara_b__item_ii | Puts it out.",
        "art_2 | Duties of keepers",
        "art_2__para_1 | Keepers shall keep watch.",
        "art_2__para_2 | Keepers shall:",
        "art_2__para_2__subpara_a | Light the lamp;",
        "art_2__para_2__subpara_b | Log the weather,",
        "art_2__para_2__wrapup | save where a storm prevents it.",
        "part_II | FINAL PROVISIONS",
        "art_3 | Annexes | The annexes form part of this Convention.",
        "annex_I | Types of lamps",
        "annex_I__para_1 | Lamps may burn:",
        "annex_I__para_1__subpara_a | Oil;",
        "annex_I__para_1__subpara_b | Gas.",
    ]


def test_a_convention_loses_nothing() -> None:
    assert_nothing_lost(read(*CONVENTION))


def test_provisions_know_their_article_their_rank_and_where_they_stood() -> None:
    draft = read(*CONVENTION)
    item = at(draft, "art_1__subpara_b__item_ii")
    assert (item.article, item.level, item.number, item.printed) == ("1", Level.ITEM, "ii", "(ii)")
    assert (item.blocks, item.origin) == ((14,), Origin(index=14))
    assert at(draft, "art_1").blocks == (8, 9, 10)
    assert at(draft, "part_I").blocks == (6, 7)
    assert at(draft, "part_I").article == ""
    assert [p.number for p in draft.articles()] == ["1", "2", "3"]
    assert at(draft, "art_2__para_2__wrapup").level is Level.CLOSING


def test_automatic_numbers_and_typed_ones_are_alike() -> None:
    typed = read("Article 1", "Scope", "1. One:", "(a) Two;", "(b) Three.")
    automatic = read(
        "Article 1", "Scope", Block("One:", number="1."), Block("Two;", number="(a)"), Block("Three.", number="(b)")
    )
    assert typed.provisions == automatic.provisions


def test_what_the_reader_found_is_handed_on() -> None:
    draft = read("Article 1", "Text here.", symbol="A/AC.1/2", date="2024-05-01", title="T", language="en")
    assert (draft.label, draft.symbol, draft.date, draft.title) == ("A/AC.1/2", "A/AC.1/2", "2024-05-01", "T")
    assert read("Article 1", "Text here.").label == "test.txt"


def test_the_words_decide_on_the_language_not_the_cover() -> None:
    reading = Reading((Block("Article premier"), Block("Les Parties au présent Accord.")), language="en")
    assert build(reading, name="x").language == "fr"
    with pytest.raises(StructureError, match="no article"):
        build(reading, name="x", language="ru")
    with pytest.raises(DataError):
        build(reading, name="x", language="xx")


# --------------------------------------------------------------------------------------------------------------- headings


@pytest.mark.parametrize(
    ("line", "eid"),
    [
        ("Article 3 bis", "art_3bis"),
        ("Article 41 ter", "art_41ter"),
        ("Article 20 ante", "art_20ante"),
        ("Article 54 ter ante", "art_54terante"),
        ("Article 6bis", "art_6bis"),
        ("Article ante 58", "art_58ante"),
        ("ARTICLE 5", "art_5"),
        ("Article IV", "art_IV"),
        ("Draft article 7", "art_7"),
        ("Rule 5", "rule_5"),
        ("Principle 5", "principle_5"),
        ("## Article 5", "art_5"),
        ("**Article 5**", "art_5"),
        ("[Article 5", "art_5"),
        ("[Article 5]", "art_5"),
        ("Article 5.", "art_5"),
        ("Article 5:", "art_5"),
    ],
)
def test_numbers_of_articles(line: str, eid: str) -> None:
    draft = read("Article 1", "Scope", "This applies.", line, "Title", "Each Party shall act.")
    assert draft.articles()[-1].eid == eid
    assert draft.articles()[-1].heading == "Title"
    assert_nothing_lost(draft)


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 Use of terms",
        "Article 5. Use of terms",
        "Article 5: Use of terms",
        "Article 5 – Use of terms",
        "Article 5 - Use of terms",
    ],
)
def test_a_title_on_the_line_of_its_number(line: str) -> None:
    article = read("Article 4", "Scope", "This applies.", line, "1. One.", "2. Two.").articles()[-1]
    assert (article.number, article.heading, len(article.children)) == ("5", "Use of terms", 2)


def test_a_title_in_parentheses_is_kept_whole() -> None:
    article = read("Article 5 (Use of terms)", "1. One.", "2. Two.").articles()[0]
    assert article.heading == "(Use of terms)"


@pytest.mark.parametrize(
    ("language", "lines", "number", "title", "text"),
    [
        (
            "en",
            ("Article 5 Use of terms For the purposes of this Agreement, a light is a lamp.",),
            "5",
            "Use of terms",
            "For the purposes of this Agreement, a light is a lamp.",
        ),
        (
            "en",
            ("Article 5", "Duties of States Parties States Parties shall keep watch."),
            "5",
            "Duties of States Parties",
            "States Parties shall keep watch.",
        ),
        (
            "fr",
            ("Article premier", "Emploi des termes Aux fins du présent Accord, un phare est une lampe."),
            "premier",
            "Emploi des termes",
            "Aux fins du présent Accord, un phare est une lampe.",
        ),
        (
            "fr",
            ("Article 7", "Déclarations L’article 6 n’interdit pas à un État de veiller."),
            "7",
            "Déclarations",
            "L’article 6 n’interdit pas à un État de veiller.",
        ),
        (
            "es",
            ("Artículo 5", "Ámbito de aplicación La presente Convención se aplicará a los faros."),
            "5",
            "Ámbito de aplicación",
            "La presente Convención se aplicará a los faros.",
        ),
        (
            "ru",
            ("Статья 5", "Сфера применения Настоящая Конвенция применяется к маякам."),
            "5",
            "Сфера применения",
            "Настоящая Конвенция применяется к маякам.",
        ),
        ("zh", ("第五条适用范围本公约适用于灯塔。",), "五", "适用范围", "本公约适用于灯塔。"),
        (
            "ar",
            ("المادة 5: نطاق الانطباق", "تنطبق هذه الاتفاقية على المنارات."),
            "5",
            "نطاق الانطباق",
            "تنطبق هذه الاتفاقية على المنارات.",
        ),
    ],
)
def test_a_title_glued_to_the_body_in_each_language(
    language: str, lines: tuple[str, ...], number: str, title: str, text: str
) -> None:
    draft = read(*lines)
    article = draft.articles()[0]
    assert (draft.language, article.number, article.heading, article.text) == (language, number, title, text)
    assert_nothing_lost(draft)


def test_a_title_may_wrap_and_a_body_may_wrap() -> None:
    draft = read(
        "Article 1",
        "Relationship between this Agreement and the lights and",
        "relevant keepers of every kind",
        "Keepers shall, in accordance with this Agreement and with the law of",
        "the sea, keep watch.",
        "Article 2",
        "Settlement of disputes by",
        "Any peaceful means",
        "1. One.",
    )
    assert outline(draft) == [
        "art_1 | Relationship between this Agreement and the lights and relevant keepers of every kind"
        " | Keepers shall, in accordance with this Agreement and with the law of the sea, keep watch.",
        "art_2 | Settlement of disputes by Any peaceful means",
        "art_2__para_1 | One.",
    ]


def test_articles_without_titles_are_not_given_any() -> None:
    sentence = "The Assembly may, where the States Parties so wish, admit The Keepers of other lights."
    draft = read(*[line for n in range(1, 8) for line in (f"Article {n}", sentence)])
    assert {article.heading for article in draft.articles()} == {""}
    assert {article.text for article in draft.articles()} == {sentence}


def test_bold_print_tells_a_title_from_a_body() -> None:
    draft = read(
        Block("Article 1", style=BOLD),
        Block("Lights of the Sea.", style=BOLD),
        "Keepers keep them",
        "Article 2",
        "Each keeper shall keep watch.",
        "Each keeper shall sleep.",
        "Keepers may eat.",
    )
    assert (draft.articles()[0].heading, draft.articles()[0].text) == ("Lights of the Sea.", "Keepers keep them")


@pytest.mark.parametrize(
    "line",
    [
        "Article 63 does not preclude a Party from making declarations.",
        "Article 4 (2) applies to keepers.",
        "Article 4, paragraph 2, applies to keepers.",
        "Article 2 Keepers of an earlier article are cited here.",
        "Part V of this Agreement;",
        "Section 4, of the Vienna Convention.",
        "Annex I shall apply.",
        "Annex.",
        "Rule 3 of the Rules of Procedure applies.",
        "Option 2 is not preferred.",
    ],
)
def test_a_sentence_that_begins_with_a_reference_is_no_heading(line: str) -> None:
    draft = read("Article 8", "Declarations", line, "Article 9", "Scope", "This applies.")
    assert [article.number for article in draft.articles()] == ["8", "9"]
    assert draft.articles()[0].full_text() == f"Declarations {line}"


def test_a_reference_broken_over_a_line_is_no_heading() -> None:
    draft = read(
        "Article 8",
        "Lights",
        "Keepers shall keep the watch that is described in the provisions of paragraph 3 of",
        "Article 63",
        "of this Agreement.",
        "Article 9",
        "Scope",
        "This applies.",
    )
    assert [article.number for article in draft.articles()] == ["8", "9"]
    assert "paragraph 3 of Article 63 of this Agreement." in draft.articles()[0].text


def test_chinese_references_at_the_head_of_a_line_are_no_headings() -> None:
    draft = read(
        "第七十条保留本公约不允许保留。", "第七十一条声明", "第七十条不排除一国作出声明。", "第七十二条所述的", "修正"
    )
    assert [article.number for article in draft.articles()] == ["七十", "七十一"]


def test_an_article_may_be_called_annexes_or_annex() -> None:
    draft = read(
        "第七十四条",
        "附件",
        "一、附件为本公约的组成部分。",
        "第七十五条保存者",
        "联合国秘书长为保存者。",
        "附件一",
        "灯的种类",
    )
    assert [(p.eid, p.heading) for p in draft.walk() if p.level in (Level.ARTICLE, Level.ANNEX)] == [
        ("art_74", "附件"),
        ("art_75", "保存者"),
        ("annex_1", "灯的种类"),
    ]


def test_quoted_articles_are_text() -> None:
    draft = read(
        "Article 1",
        "Amendments",
        "1. The following article is inserted:",
        "“Article 5 bis",
        "Night watch",
        "1. Keepers shall wake.",
        "2. Keepers shall not sleep.”",
        "2. Another article is deleted.",
        "Article 2",
        "Entry into force",
        "This enters into force.",
    )
    assert [article.number for article in draft.articles()] == ["1", "2"]
    assert at(draft, "art_1__para_1").text.endswith("2. Keepers shall not sleep.”")
    assert at(draft, "art_1__para_2").text == "Another article is deleted."
    assert_nothing_lost(draft)


# ------------------------------------------------------------------------------------------------- parts, chapters, sections


def test_containers_nest_and_their_titles_may_wrap() -> None:
    draft = read(
        "PART I",
        "THE SEA AND",
        "ITS LIGHTS",
        "SECTION 1. GENERAL",
        "SUBSECTION A. LAMPS",
        "Article 1. Lamps",
        "Lamps burn.",
        "SECTION 2. KEEPERS",
        "Article 2. Keepers",
        "Keepers wake.",
        "PART II LAND",
        "Article 3. Land",
        "Land is dry.",
    )
    assert [(p.eid, p.heading) for p in draft.walk()] == [
        ("part_I", "THE SEA AND ITS LIGHTS"),
        ("part_I__sec_1", "GENERAL"),
        ("part_I__sec_1__subsec_A", "LAMPS"),
        ("art_1", "Lamps"),
        ("part_I__sec_2", "KEEPERS"),
        ("art_2", "Keepers"),
        ("part_II", "LAND"),
        ("art_3", "Land"),
    ]


@pytest.mark.parametrize(
    ("language", "lines", "eid", "heading"),
    [
        ("fr", ("PREMIÈRE PARTIE", "DISPOSITIONS GÉNÉRALES"), "part_1", "DISPOSITIONS GÉNÉRALES"),
        ("fr", ("Chapitre II: Organes",), "chp_II", "Organes"),
        ("es", ("CAPÍTULO II", "DE LOS FAROS"), "chp_II", "DE LOS FAROS"),
        ("ru", ("ЧАСТЬ II", "МАЯКИ"), "part_II", "МАЯКИ"),
        ("zh", ("第二部分灯塔",), "part_2", "灯塔"),
        ("zh", ("第四章：大会",), "chp_4", "大会"),
        ("ar", ("الجزء الثاني", "المنارات"), "part_2", "المنارات"),
        ("ar", ("الفصل الثاني: التجريم",), "chp_2", "التجريم"),
    ],
)
def test_containers_in_each_language(language: str, lines: tuple[str, ...], eid: str, heading: str) -> None:
    article = {
        "fr": "Article 5",
        "es": "Artículo 5",
        "ru": "Статья 5",
        "zh": "第五条",
        "ar": "المادة 5",
    }[language]
    draft = read(*lines, article, "X。", language=language)
    assert (draft.provisions[0].eid, draft.provisions[0].heading) == (eid, heading)
    assert draft.provisions[0].children[0].eid == "art_5"


def test_an_unnumbered_heading_between_articles_opens_a_section() -> None:
    draft = read(
        "Chapter I: Organs",
        "COMPOSITION",
        "Article 1",
        "The Assembly has members.",
        "VOTING",
        "Article 2",
        "Each member has a vote.",
        "Chapter II: Seats",
        "Article 3",
        "The seat is here.",
    )
    assert [(p.eid, p.heading) for p in draft.walk() if p.level is not Level.ARTICLE] == [
        ("chp_I", "Organs"),
        ("chp_I__subsec", "COMPOSITION"),
        ("chp_I__subsec__dup_2", "VOTING"),
        ("chp_II", "Seats"),
    ]
    assert at(draft, "art_1").text == "The Assembly has members."


def test_text_between_a_heading_and_the_first_article_is_kept_with_a_notice() -> None:
    draft = read("Part I Lights", "This text belongs to no article.", "Article 1", "Lamps", "Lamps burn.")
    assert at(draft, "part_I__para_1").text == "This text belongs to no article."
    assert any("outside the articles" in notice.message for notice in draft.notices)
    assert_nothing_lost(draft)


# ------------------------------------------------------------------------------------------------- front, contents, preamble


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
        "[Recognizing the need to address, in a coherent and cooperative manner,",
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
            "[Recognizing the need to address, in a coherent and cooperative manner, the loss of lights due to Pollution,]",
            frozenset({Status.BRACKETED}),
        ),
        ("Respecting the sovereignty and independence of all States,", frozenset()),
    ]


GLUED = {
    "en": (
        "PREAMBLE The Parties to this Agreement, Recalling the lights, including their lamps, Mindful of ships, "
        "Have agreed as follows:",
        ["Recalling the lights, including their lamps,", "Mindful of ships,", "Have agreed as follows:"],
        "Article 1",
    ),
    "fr": (
        "PRÉAMBULE Les Parties au présent Accord, Rappelant les phares, Conscientes de la nuit, concernant les navires, "
        "Sont convenues de ce qui suit :",
        ["Rappelant les phares,", "Conscientes de la nuit, concernant les navires,", "Sont convenues de ce qui suit :"],
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
        "الديباجة إن الدول الأطراف في هذه الاتفاقية، إذ تشير إلى المنارات، وإذ تؤكد الحاجة إلى النور، قد اتفقت على ما يلي:",
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


# ----------------------------------------------------------------------------------------------- what drafters print beside


@pytest.mark.parametrize(
    ("language", "article", "body"),
    [
        ("en", "Article 2", "Deleted."),
        ("en", "Article 2", "[Deleted]"),
        ("en", "Article 2", "Deleted and merged into article 30 as revised."),
        ("en", "Article 2", "Deleted - paragraph 1 deleted, and paragraph 2 moved."),
        ("en", "Article 2", "Moved as article 41 ter."),
        ("en", "Article 2", "Moved as article 48(6)"),
        ("fr", "Article 2", "Supprimé."),
        ("fr", "Article 2", "Supprimé et fusionné avec l’article 30."),
        ("es", "Artículo 2", "Suprimido."),
        ("ru", "Статья 2", "Исключена."),
        ("zh", "第二条", "删除。"),
        ("ar", "المادة 2", "حُذفت."),
    ],
)
def test_an_article_of_which_only_the_number_is_left(language: str, article: str, body: str) -> None:
    first = article.replace("2", "1").replace("二", "一")
    draft = read(first, "1. X.", article, body, language=language)
    gone = [p for p in draft.walk() if p.level is Level.ARTICLE][1]
    assert gone.tombstone
    assert (gone.text, gone.note) == ("", body)
    assert [p.number for p in draft.articles()] == [first.split()[-1].strip("第条")]
    assert_nothing_lost(draft)


def test_a_tombstone_keeps_the_title_it_had() -> None:
    draft = read("Article 1", "Scope", "It applies.", "Article 2", "Prevention of disputes", "Moved as article 54 ante")
    gone = at(draft, "art_2")
    assert gone.tombstone
    assert (gone.heading, gone.note) == ("Prevention of disputes", "Moved as article 54 ante")


@pytest.mark.parametrize(
    "text", ["Deleted data shall be preserved.", "Moved vessels are lit.", "Removed lamps shall be kept."]
)
def test_a_sentence_that_begins_like_a_tombstone_is_none(text: str) -> None:
    assert not at(read("Article 1", "Data", text), "art_1").tombstone


def test_a_paragraph_may_be_a_tombstone() -> None:
    draft = read("Article 1", "Scope", "1. One.", "2. Deleted.", "3. Three.")
    assert at(draft, "art_1__para_2").tombstone
    assert len(draft.articles()) == 1


@pytest.mark.parametrize(
    ("lines", "eid", "note"),
    [
        (("Article 1 [Previously 55(6ter)]", "Scope", "It applies."), "art_1", "[Previously 55(6ter)]"),
        (("Article 1", "[Previously article 5]", "Scope", "It applies."), "art_1", "[Previously article 5]"),
        (("Article 1", "Scope [Previously article 5]", "It applies."), "art_1", "[Previously article 5]"),
        (
            ("Article 1", "Scope", "1. It applies. [Moved from article 55 ter]"),
            "art_1__para_1",
            "[Moved from article 55 ter]",
        ),
        (
            ("Article 1", "Scope", "1. It applies.", "Moved from article 55 ter"),
            "art_1__para_1",
            "Moved from article 55 ter",
        ),
    ],
)
def test_notes_on_the_history_of_a_provision(lines: tuple[str, ...], eid: str, note: str) -> None:
    draft = read(*lines)
    assert at(draft, eid).note == note
    assert draft.articles()[0].full_text() == "Scope It applies."
    assert_nothing_lost(draft)


def test_brackets_around_numbers_headings_and_texts() -> None:
    draft = read(
        "[Article 1",
        "Scope",
        "This applies.]",
        "Article 2",
        "Lights",
        "[1. One.]",
        "2. [Two.]",
        "3. [Three] and more.",
        "[(a) Four;",
        "(b) Five;",
        "(c) Six.]",
        "(d) Seven.",
    )
    status = {p.eid: Status.BRACKETED in p.status for p in draft.walk()}
    assert status == {
        "art_1": True,
        "art_2": False,
        "art_2__para_1": True,
        "art_2__para_2": True,
        "art_2__para_3": False,
        "art_2__para_3__subpara_a": True,
        "art_2__para_3__subpara_b": True,
        "art_2__para_3__subpara_c": True,
        "art_2__para_3__subpara_d": False,
    }
    assert at(draft, "art_1").printed == "[Article 1"
    assert at(draft, "art_2__para_1").printed == "[1."
    assert_nothing_lost(draft)


def test_brackets_left_open_do_not_spread() -> None:
    draft = read("Article 1", "Scope", "[1. One.", "2. Two.", "Article 2", "Lights", "1. Lamps.")
    assert [p.eid for p in draft.walk() if Status.BRACKETED in p.status] == ["art_1__para_1"]


def test_agreed_ad_referendum_is_a_status_and_stays_in_the_text() -> None:
    draft = read("Article 1", "Scope", "1. This applies. [agreed ad referendum]", "2. That applies.")
    assert at(draft, "art_1__para_1").status == frozenset({Status.AGREED})
    assert at(draft, "art_1__para_1").text == "This applies. [agreed ad referendum]"
    assert at(draft, "art_1__para_2").status == frozenset()


# ---------------------------------------------------------------------------------------------------------------- options


def test_options_of_paragraphs_and_of_words() -> None:
    draft = read(
        "Article 1",
        "Scope",
        "1. One.",
        "2. Option A: It applies.",
        "Option B: It applies to:",
        "(a) Lamps;",
        "(b) Option 1: Oil;",
        "Option 2: Gas.",
        "3. Three.",
    )
    assert outline(draft)[1:] == [
        "art_1__para_1 | One.",
        "art_1__para_2",
        "art_1__para_2__option_A | It applies.",
        "art_1__para_2__option_B | It applies to:",
        "art_1__para_2__option_B__subpara_a | Lamps;",
        "art_1__para_2__option_B__subpara_b",
        "art_1__para_2__option_B__subpara_b__option_1 | Oil;",
        "art_1__para_2__option_B__subpara_b__option_2 | Gas.",
        "art_1__para_3 | Three.",
    ]


def test_options_of_groups_of_paragraphs_with_titles_of_their_own() -> None:
    draft = read(
        "Article 1",
        "OPTION I:",
        "Monitoring of lamps",
        "1. One.",
        "2. Two.",
        "OPTION II (keeping lamps and",
        "OPTION II (keeping lamps apart):",
        "1. Uno.",
    )
    first = at(draft, "art_1__option_I")
    assert (first.heading, [child.eid for child in first.children]) == (
        "Monitoring of lamps",
        ["art_1__option_I__para_1", "art_1__option_I__para_2"],
    )
    assert at(draft, "art_1__option_II").heading == "(keeping lamps apart):"
    assert_nothing_lost(draft)


def test_options_of_groups_of_articles() -> None:
    draft = read(
        "PART VIII LIGHTS",
        "OPTION I:",
        "Article 53",
        "Lamps",
        "They burn.",
        "OPTION II:",
        "Article 53",
        "Lamps",
        "They glow.",
        "PART IX DISPUTES",
        "Article 54",
        "Peace",
        "It reigns.",
    )
    assert [p.eid for p in draft.walk()] == [
        "part_VIII",
        "part_VIII__option_I",
        "art_53",
        "part_VIII__option_II",
        "art_53__dup_2",
        "part_IX",
        "art_54",
    ]
    assert [notice.message for notice in draft.notices] == ["articles printed more than once: 53"]


# ------------------------------------------------------------------------------------------------ annexes, closing, footnotes


def test_articles_inside_an_annex_carry_the_annex() -> None:
    draft = read(
        "Article 1",
        "Scope",
        "It applies.",
        "ANNEX II. COMMISSION",
        "Article 1",
        "It is established.",
        "SECTION 2. STAFF",
        "Article 2",
        "It has staff.",
    )
    assert eids(draft, Level.ARTICLE) == ["art_1", "annex_II__art_1", "annex_II__art_2"]
    assert eids(draft, Level.SECTION) == ["annex_II__sec_2"]
    assert draft.notices == ()


def test_articles_that_go_on_counting_do_not_belong_to_an_annex() -> None:
    draft = read("Article 1", "Scope", "It applies.", "Annex", "Some text.", "Article 2", "Lights", "They burn.")
    assert eids(draft, Level.ARTICLE) == ["art_1", "art_2"]
    assert any("stands between articles" in notice.message for notice in draft.notices)


def test_the_words_after_the_last_article_stand_by_themselves() -> None:
    draft = read(
        "Article 1",
        "Scope",
        "It applies.",
        "IN WITNESS WHEREOF the undersigned have signed.",
        "DONE at Geneva.",
        "ANNEX I",
        "Lamps",
        "They burn.",
    )
    assert [p.eid for p in draft.provisions] == ["art_1", "conclusions", "annex_I"]
    assert at(draft, "conclusions").text.endswith("DONE at Geneva.")


def test_footnotes_stand_at_the_end() -> None:
    note = BlockKind.FOOTNOTE
    draft = read(
        "Article 1",
        Block("1 See the report.", kind=note),
        "Scope",
        Block("Another.", number="2", kind=note),
        Block("* Reissued.", kind=note),
        "It applies.",
    )
    assert outline(draft) == [
        "art_1 | Scope | It applies.",
        "fn_1 | See the report.",
        "fn_2 | Another.",
        "fn_1__dup_2 | Reissued.",
    ]
    assert [p.level for p in draft.provisions[1:]] == [Level.FOOTNOTE] * 3
    assert_nothing_lost(draft)


def test_cells_are_text_of_the_provision_they_stand_in() -> None:
    cell = BlockKind.CELL
    draft = read("Article 1", "Lamps", "1. The lamps are:", Block("(a)", kind=cell), Block("Oil", kind=cell), "2. Two.")
    assert at(draft, "art_1__para_1").text == "The lamps are: (a) Oil"


def test_a_convention_laid_out_in_a_table_is_read_from_its_cells() -> None:
    cell = BlockKind.CELL
    draft = read(*[Block(text, kind=cell) for text in ("Article 1", "Lamps", "1. One.", "2. Two.")])
    assert outline(draft) == ["art_1 | Lamps", "art_1__para_1 | One.", "art_1__para_2 | Two."]


# ---------------------------------------------------------------------------------------------------------------- notices


def test_gaps_and_repeats_are_kept_and_told() -> None:
    draft = read(
        "Article 1",
        "Scope",
        "1. One.",
        "3. Three.",
        "3. Again.",
        "1. Anew.",
        "Article 3",
        "Lights",
        "They burn.",
    )
    assert [child.number for child in draft.articles()[0].children] == ["1", "3", "3", "1"]
    said = [notice.message for notice in draft.notices]
    assert said == [
        "Article 1: paragraph 3 follows 1, something before it is missing",
        "Article 1: paragraph 3 is printed twice",
        "Article 1: paragraph 1 follows 3, the numbering starts again",
        "article numbers left out: 2",
    ]
    assert_nothing_lost(draft)


def test_text_without_an_article_says_what_was_found() -> None:
    with pytest.raises(StructureError) as fault:
        read("A note on lights", "1. Lamps burn.", "2. Keepers wake.")
    assert fault.value.message == (
        "test.txt: no article found in 3 paragraphs, 2 numbered; "
        "it begins “A note on lights”; “1. Lamps burn.”; “2. Keepers wake.”"
    )
    assert "read as English" in fault.value.hint
    with pytest.raises(StructureError, match="nothing at all"):
        read()


# ------------------------------------------------------------------------------------------------------- nothing is lost

FRAGMENTS = st.sampled_from(
    [
        "Article 1",
        "Article 2 Use of terms For the purposes of this: (a) one; (b) two",
        "[Article 3",
        "Article 2",
        "PART I",
        "PART II LIGHTS",
        "ANNEX",
        "ANNEX I",
        "PREAMBLE",
        "The Parties to this Agreement, Recalling x, Noting y, Have agreed as follows:",
        "1. One: (a) two; (b) three; and (c) four.",
        "[2. Two.]",
        "3. Option A: yes",
        "Option B:",
        "OPTION I:",
        "(a) first",
        "(b) second:",
        "(i) third;",
        "(ii) fourth",
        "a) cinq ; b) six",
        "• bullet",
        "lower case goes on",
        "A sentence ends.",
        "A title",
        "CAPITALS",
        "Deleted.",
        "[Previously 5]",
        "[agreed ad referendum]",
        "IN WITNESS WHEREOF, signed.",
        "“Article 9",
        "closing quote.”",
        "Contents",
        "Article 4 Title . . . . . 5",
        "第一条 用语 本公约：（一）甲；（二）乙",
        "المادة 5",
        "1 - نص",
    ]
)
KINDS = st.sampled_from([BlockKind.BODY] * 6 + [BlockKind.CELL, BlockKind.FOOTNOTE])
NUMBERS = st.sampled_from([""] * 6 + ["1.", "(a)", "(iv)", "–"])
BLOCKS = st.lists(st.builds(Block, text=FRAGMENTS | st.text(max_size=30), number=NUMBERS, kind=KINDS), max_size=30)


@given(BLOCKS, st.sampled_from(["en", "fr", "es", "ru", "zh", "ar", ""]))
@settings(max_examples=300, deadline=None)
def test_whatever_is_read_nothing_is_lost(blocks: list[Block], language: str) -> None:
    try:
        draft = build(Reading(tuple(blocks)), name="x", language=language)
    except StructureError:
        return
    assert_nothing_lost(draft)
    for provision in draft.walk():
        closing = [child.level is Level.CLOSING for child in provision.children]
        assert not any(closing[:-1])


@given(BLOCKS)
@settings(max_examples=50, deadline=None)
def test_the_same_paragraphs_make_the_same_draft(blocks: list[Block]) -> None:
    reading = Reading((Block("Article 1"), Block("Scope"), Block("It applies."), *blocks))
    first, second = (build(reading, name="x", language="en") for _ in range(2))
    assert first.provisions == second.provisions
    assert first.notices == second.notices
