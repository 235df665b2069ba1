"""Headings of articles, parts and chapters in six languages, and sentences that only begin like one."""

from __future__ import annotations

import pytest

from outlining import assert_nothing_lost, at, outline, read
from treatydiff.model import Block, Level, Style
from treatydiff.structure.headings import recognise
from treatydiff.text.languages import load

BOLD = Style(bold=True)


# ------------------------------------------------------------------------------------------------------------- headings


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


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 Use of terms 1. A lamp burns; (a) in oil. 2. A keeper wakes.",
        "第五条用语一、灯是灯。二、人是人。",
    ],
)
def test_a_whole_article_on_one_line(line: str) -> None:
    article = read(line).articles()[0]
    assert article.heading in ("Use of terms", "用语")
    assert [child.number for child in article.children] in (["1", "2"], ["一", "二"])


@pytest.mark.parametrize(
    ("line", "language", "number"),
    [
        ("Article 5¹", "en", "5"),
        ("Article 5*", "en", "5"),
        ("المادة (5)", "ar", "5"),
        ("المـادة 5 مكررا", "ar", "5 مكررا"),
        ("المادة الخامسة", "ar", "الخامسة"),
        ("第5条", "zh", "5"),
        ("第５条", "zh", "５"),
        ("第七十条之二", "zh", "七十之二"),
        ("Artículo único.", "es", "único"),
        ("Artículo 2°.-", "es", "2°"),
        ("Статья 5.1", "ru", "5.1"),
    ],
)
def test_numbers_printed_in_other_ways(line: str, language: str, number: str) -> None:
    draft = read(line, "X", "1. Y.", "2. Z.", language=language)
    assert [(article.number, article.heading) for article in draft.articles()] == [(number, "X")]
    assert_nothing_lost(draft)


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


def test_a_new_sentence_in_bold_print_is_no_title() -> None:
    bold = [Block(text, style=BOLD) for text in ("Article 1", "Lamps", "Each keeper shall also light the lamps.")]
    article = read(*bold, "Lamps burn.", "1. One.", "2. Two.", "3. Three.").articles()[0]
    assert (article.heading, article.text) == ("Lamps", "Each keeper shall also light the lamps. Lamps burn.")


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


def test_what_only_looks_like_a_heading_is_told() -> None:
    draft = read(
        "Article 8", "Lights", "They burn.", "Article 2 Keepers are meant.", "Article 9", "Scope", "It applies."
    )
    assert [notice.message for notice in draft.notices] == [
        "read as a reference at the head of a line, not as headings: “Article 2 Keepers are meant.”"
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    draft = read(
        *("Article 1", "Terms", "“Light means a lamp;", "Article 2", "Scope", "It is a “lamp”."),
        *("Article 3", "Keepers", "They are “keepers”."),
    )
    assert [article.number for article in draft.articles()] == ["1", "2", "3"]


def test_quoted_articles_are_none_of_the_act_s_own() -> None:
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
    assert at(draft, "art_1__para_1").text == "The following article is inserted:"
    assert at(draft, "art_1__amd_5-bis").heading == "Night watch"
    assert at(draft, "art_1__amd_5-bis__para_2").text == "Keepers shall not sleep.”"
    assert at(draft, "art_1__para_2").text == "Another article is deleted."
    assert_nothing_lost(draft)


# -------------------------------------------------------------------------------------------- parts, chapters, sections


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


def test_what_appears_first_holds_what_appears_later() -> None:
    """A title is below a section in conventions of the Council of Europe, above a chapter in others."""
    below = read("Chapter I – A", "Section 1 – B", "Title 1 – C", "Article 1 – D", "E is F.", language="en")
    above = read("TITLE I A", "CHAPTER I B", "Article 1 D", "E is F.", language="en")
    assert [p.eid for p in below.walk()] == ["chp_I", "chp_I__sec_1", "chp_I__sec_1__title_1", "art_1"]
    assert [p.level for p in below.walk()][2] is Level.SECTION
    assert [p.eid for p in above.walk()] == ["title_I", "title_I__chp_I", "art_1"]
    assert above.provisions[0].level is Level.PART


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


@pytest.mark.parametrize(
    ("line", "language", "printed"),
    [
        ("Article L821-1", "fr", "L821-1"),
        ("Article L. 821-1", "fr", "L. 821-1"),
        ("Article 706-16", "fr", "706-16"),
        ("Artículo 588 septies a. Registros", "es", "588 septies a"),
        ("Artículo 570 quáter", "es", "570 quáter"),
        ("Artículo 5-01: Definiciones", "es", "5-01"),
        ("Article B-01 Terms", "en", "B-01"),
        ("Article II.4: Terms", "en", "II.4"),
        ("Article 2 ter alt", "en", "2 ter alt"),
        ("Article Ier", "fr", "Ier"),
        ("Article L855-1 A", "fr", "L855-1 A"),
        ("Article L. 855-1 B. – Gardiens", "fr", "L. 855-1 B"),
        ("Article 706-95-1", "fr", "706-95-1"),
        ("Art. 5 ter.2", "fr", "5 ter.2"),
    ],
)
def test_articles_of_codes_and_older_agreements_are_headings(line: str, language: str, printed: str) -> None:
    heading = recognise(line, load(language))
    assert heading
    assert heading.number
    assert (heading.kind, heading.number.printed) == ("article", printed)


def test_a_chinese_title_that_ends_like_an_unfinished_phrase_stays_a_title() -> None:
    draft = read("第一条", "目的", "缔约国应当保护证人免遭恐吓。", "第二条", "审查", "缔约国每年审查一次。")
    assert [(article.heading, article.text) for article in draft.articles()] == [
        ("目的", "缔约国应当保护证人免遭恐吓。"),
        ("审查", "缔约国每年审查一次。"),
    ]


def test_a_number_alone_above_the_next_heading_is_no_heading_without_words() -> None:
    """The lines of a form, each with its number at both ends (of a public file: it ended in an internal error)."""
    lines = ("64 Credit for seamarks. Attach form 12 . . .", "64", "65 Credit for lamps, line 14 . . .", "65")
    assert_nothing_lost(read(*lines))
