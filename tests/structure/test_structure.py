"""Printed paragraphs become articles, paragraphs and annexes, and nothing is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlining import CONVENTION, assert_nothing_lost, at, eids, messages, outline, read
from treatydiff.compare import compare
from treatydiff.errors import DataError, StructureError
from treatydiff.model import Block, BlockKind, Level, Origin, Reading, Significance, Style
from treatydiff.references.outline import outline as outline_of
from treatydiff.references.places import title
from treatydiff.structure import build

# ------------------------------------------------------------------------------------------------------- plain articles


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
    assert build(reading, name="x", language="ru").language == "ru"
    with pytest.raises(DataError):
        build(reading, name="x", language="xx")


# ------------------------------------------------------------------------------------------ annexes, closing, footnotes


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


# -------------------------------------------------------------------------------------------------------------- notices


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
        "Article 1: paragraph 3 follows 1, something before it is missing; paragraph 3 is printed twice; "
        "paragraph 1 follows 3, the numbering starts again",
        "article numbers left out: 2",
    ]
    assert_nothing_lost(draft)


def test_a_text_without_articles_is_compared_by_its_numbered_paragraphs_and_says_so() -> None:
    draft = read("A note on lights", "1. Lamps burn.", "2. Keepers wake.")
    assert draft.units == "numbered paragraphs"
    assert [title(article) for article in draft.articles()] == ["Paragraph 1", "Paragraph 2"]
    assert "no articles in this text: it is compared by its numbered paragraphs" in messages(draft)
    assert_nothing_lost(draft)


def test_a_text_that_counts_nothing_is_compared_by_its_paragraphs_and_says_so() -> None:
    draft = read("Lamps burn at night.", "Keepers wake until morning.")
    assert draft.units == "paragraphs"
    assert [paragraph.text for paragraph in draft.articles()[0].children] == [
        "Lamps burn at night.",
        "Keepers wake until morning.",
    ]
    assert "no articles in this text: it is compared by its paragraphs" in messages(draft)
    assert_nothing_lost(draft)


def test_only_a_file_without_a_word_is_refused() -> None:
    with pytest.raises(StructureError, match="no text in it"):
        read()


# ------------------------------------------------------------------------------------------------------ nothing is lost

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


N = 20_000
HOSTILE = {
    "one sentence": ["Article 1", *["This is a sentence that ends."] * N],
    "no end": ["Article 1", *["this does not end and"] * N],
    "quotations that never close": ["Article 1", *["“Article 1"] * N],
    "lists that never close": ["Article 1", "x " + ": (a) some words here " * N],
    "brackets": ["Article 1", "[" * 5 * N + "]" * 5 * N],
    "dots": ["Article 1", "." * 20 * N, "Article 2 Title", "1 ." * N],
    "a word": ["Article 1", ", B" + "a" * 30 * N],
    "notes": ["Article 1", *["[Moved from article 5]"] * N],
    "signatures": ["Article 1", "It applies.", *["Done at night."] * N],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_more_than_its_length_in_time(name: str) -> None:
    """A second each would do on a slow machine; what grows with the square of the length takes minutes."""
    started = time.process_time()
    draft = build(Reading(tuple(Block(line) for line in HOSTILE[name])), name="x", language="en")
    assert time.process_time() - started < 15
    assert draft.articles()


# ----------------------------------------------------------------------------------------------- texts without articles


def test_a_statute_counts_in_sections_and_calls_them_so() -> None:
    draft = read(
        *("Lamps Act", "1.—(1) In this Act, “lamp” means a light.", "(2) A lamp is a lamp."),
        *("2.—The keeper shall wake.", "2A.—(1) The keeper may sleep by day.", "(2) 12 keepers may sleep."),
        "3.—This Act may be cited as the Lamps Act.",
    )
    assert draft.units == "sections"
    assert [title(section) for section in draft.articles()] == ["Section 1", "Section 2", "Section 2A", "Section 3"]
    assert at(draft, "sec_2a__para_2").text == "12 keepers may sleep."
    assert_nothing_lost(draft)


def test_the_title_of_a_section_may_stand_on_the_line_above_its_number() -> None:
    draft = read(
        *("Short title", "1 This Act may be cited as the Lamps Act.", "Definitions", "11.02 (1) In this Act,"),
        *("lamp means a light;", "Keepers", "11.1 (1) A keeper shall wake.", "(2) A keeper may sleep by day."),
    )
    assert [article.number for article in draft.articles()] == ["1", "11.02", "11.1"]


def test_a_number_printed_in_the_heading_and_in_the_text_is_told_once() -> None:
    heading = Style(name="Heading 5")
    draft = read(
        *(Block("1. Short title", style=heading), "1.—This Act may be cited as the Lamps Act."),
        *(Block("2. Keepers, etc.", style=heading), "2.—(1) A keeper shall wake.", "(2) A keeper may sleep."),
    )
    assert [(section.heading, section.text) for section in draft.articles()] == [
        ("Short title", "This Act may be cited as the Lamps Act."),
        ("Keepers, etc.", ""),
    ]
    assert not any("read as text" in message for message in messages(draft))
    assert_nothing_lost(draft)


def test_a_line_in_italics_above_a_numbered_paragraph_is_its_title() -> None:
    draft = read(
        *("Article 1", "Keepers", "1. A keeper shall wake.", Block("Exception", style=Style(italic=True))),
        "2. A keeper may sleep by day.",
    )
    assert at(draft, "art_1__para_1").text == "A keeper shall wake."
    assert at(draft, "art_1__para_2").heading == "Exception"
    assert_nothing_lost(draft)


def test_a_number_that_a_reference_awaits_opens_nothing() -> None:
    draft = read(
        *("Article 1", "Lamps", "1. The keeper shall report, in the cases referred to in subparagraph"),
        *("(a) in a timely manner.", "2. Ships that meet the requirements set out in paragraphs 1 and"),
        *("2 (b) of this article may pass.", "3. Lamps burn."),
    )
    assert [child.number for child in draft.articles()[0].children] == ["1", "2", "3"]
    assert_nothing_lost(draft)


@pytest.mark.parametrize(
    ("printed", "language", "name"),
    [
        ("Rule 5", "en", "Rule 5"),
        ("[RULE 5", "en", "Rule 5"),
        ("Draft conclusion 5", "en", "Draft conclusion 5"),
        ("Règle 5", "fr", "Règle 5"),
        ("Article 5", "en", "Article 5"),
        ("Статья 5", "ru", "Article 5"),
        ("第五条", "zh", "Article 五"),
    ],
)
def test_what_a_text_counts_in_is_called_as_it_calls_it(printed: str, language: str, name: str) -> None:
    draft = read(printed, "Lamps burn.", language=language)
    assert title(draft.articles()[0]) == name


def test_a_reference_to_a_section_is_a_reference_to_an_article() -> None:
    draft = read(
        *("1.—(1) In this Act, “lamp” means a light to which section 3 applies.", "(2) A lamp is a lamp."),
        *(
            "2.—The keeper shall wake.",
            "3.—(1) Lamps burn in the cases mentioned in sections 1 and 2.",
            "(2) Oil is kept.",
        ),
    )
    cited = [c.number for found in outline_of(draft).citations.values() for c in found if c.kind == "article"]
    assert cited == ["3", "1", "2"]
    assert draft.articles()[0].children[0].unit == "section 1"


def test_transitional_provisions_that_only_an_ordinal_counts_are_provisions_of_their_own() -> None:
    draft = read(
        *("Artículo 1", "Las lámparas arden.", "Artículo 2", "Los guardas velan.", "DISPOSICIONES TRANSITORIAS"),
        *("Primera", "La ley entra en vigor.", "Segunda", "1. El guarda informa.", "2. El guarda vela."),
        *("Tercera", "Segunda es la lámpara que arde."),
        language="es",
    )
    assert [title(provision) for provision in draft.articles()] == [
        *("Article 1", "Article 2", "Provision Primera", "Provision Segunda", "Provision Tercera"),
    ]
    assert_nothing_lost(draft)


def test_additional_provisions_are_called_what_they_are() -> None:
    draft = read(
        *("Artículo 1", "Las lámparas arden.", "Disposición adicional primera. Guardas", "Los guardas velan."),
        *("Disposición final única. Entrada en vigor", "La ley entra en vigor."),
        language="es",
    )
    assert [title(provision) for provision in draft.articles()] == [
        *("Article 1", "Disposición adicional primera", "Disposición final única"),
    ]


def test_a_list_printed_in_one_paragraph_is_taken_apart_though_a_number_is_missing() -> None:
    members = "; ".join(f"({n}) “lamp {n}” means the light of a tower" for n in (1, 1, 3, 4, 5, 6, 7))
    draft = read("Article 1", "Terms", f"For the purposes of this Convention: {members}.")
    assert [child.number for child in draft.articles()[0].children] == ["1", "3", "4", "5", "6", "7"]
    assert_nothing_lost(draft)


def test_a_number_that_looks_like_a_section_and_is_none_is_told() -> None:
    draft = read("1.—Lamps burn.", "2.—Keepers wake.", "102A.—Oil is kept.", "3.—Ships pass.")
    assert [section.number for section in draft.articles()] == ["1", "2", "3"]
    said = "numbers that look like those of sections and were read as text: “102A.—Oil is kept.”"
    assert said in messages(draft)


def test_words_run_together_are_noticed_where_they_are_no_accident() -> None:
    words = "shall must each every law rule state party court judge."
    told = messages(read("Article 1", f"shallMust eachEvery lawRule stateParty courtJudge {words}"))
    assert any("5 times two words run together (“shallMust”, “eachEvery”, “lawRule”)" in message for message in told)
    assert not any("together" in m for m in messages(read("Article 1", f"McDonald, shallMust {words}")))


def test_a_text_that_counts_in_regulations_says_so_and_its_references_follow() -> None:
    terms = ("Regulation 1", "Use of terms", "Terms are used as in regulation {} and in Regulation (EU) 2016/679.")
    fees = ("Regulation {}", "Fees", "The fee is due.")
    old = read(*(line.format(2) for line in (*terms, *fees)))
    new = read(
        *(line.format(3) for line in terms), "Regulation 2", "Duties", "Keepers report.", *(f.format(3) for f in fees)
    )
    assert [title(article) for article in new.articles()] == ["Regulation 1", "Regulation 2", "Regulation 3"]
    (reference,) = (change for change in compare(old, new).redline.changes if change.provision.number == "1")
    assert reference.significance is Significance.CONSEQUENTIAL


def test_paragraphs_go_on_beyond_999_and_a_year_at_the_head_of_a_line_is_none() -> None:
    numbers = range(996, 1006)
    draft = read("Article 1", "Lamps", *(f"{n}. Lamp {n} burns at night." for n in numbers), "Article 2", "The end.")
    assert [p.number for p in draft.walk() if p.level is Level.PARAGRAPH] == [str(n) for n in numbers]
    draft = read("Article 1", "1. One lamp.", "2. It was lit at the hour.", "1730. It went out then.", "3. No more.")
    assert [p.number for p in draft.walk() if p.level is Level.PARAGRAPH] == ["1", "2", "3"]


@pytest.mark.parametrize("form", ["{}.", "({})", "{})", "§ {}"])
def test_a_number_that_looks_like_a_year_opens_a_paragraph_as_the_next_of_its_series_alone(form: str) -> None:
    numbers = [str(n) for n in range(1, 2105)]
    lamps = [f"{form.format(n)} Lamp of the keepers." for n in numbers]
    draft = read("Article 1", "Lamps", *lamps[:-1], form.format(1950) + " was the year.", lamps[-1])
    assert [p.number for p in draft.walk() if p.level is Level.PARAGRAPH and p.number] == numbers
    assert_nothing_lost(draft)


def test_a_sentence_that_ends_in_a_word_for_a_provision_does_not_hide_the_number_behind_it() -> None:
    """``this Article. 3.`` ends a sentence; only what is abbreviated, ``art. 3.``, is a reference."""
    lines = (
        "Article 1",
        "1. Lamps burn. 2. Keepers obey this Article. 3. Ships obey this Chapter . 4. See art. 5. The end.",
    )
    draft = read(*lines, "Article 2", "The end.")
    assert [p.number for p in draft.walk() if p.level is Level.PARAGRAPH] == ["1", "2", "3", "4"]


def test_an_article_may_carry_a_letter_behind_a_blank() -> None:
    found = read(
        "Artículo 9.- Los faros arden.", "Artículo 9 A.- Los barcos pasan.", "Artículo 10.- Todo acaba.", language="es"
    )
    assert [article.number for article in found.articles()] == ["9", "9 A", "10"]
    found = read("Article 9", "Lamps burn.", "Article 10 A Party may leave.", language="en")
    assert "10 A" not in [article.number for article in found.articles()]


def test_alternatives_of_articles_and_paragraphs_are_provisions_of_their_own() -> None:
    draft = read(
        *(
            "Regulation 4ter",
            "Lamps",
            "1. Lamps burn.",
            "[1. Alt. Lamps glow.]",
            "[1. bis. Lamps shine.",
            "2. They last.]",
        ),
        *(
            "Regulation 25",
            "Storms",
            "[(a) rain;",
            "(a)Alt. hail;",
            "(b) snow.]",
            "Regulation 25 Alt.",
            "Storms",
            "Rain.",
        ),
        *("Regulation 29 quat.", "Fog", "Bells ring."),
    )
    assert [p.eid for p in draft.walk() if p.number] == [
        *("rule_4ter", "rule_4ter__para_1", "rule_4ter__para_1alt", "rule_4ter__para_1bis", "rule_4ter__para_2"),
        *(
            "rule_25",
            "rule_25__subpara_a",
            "rule_25__subpara_aalt",
            "rule_25__subpara_b",
            "rule_25alt",
            "rule_29quater",
        ),
    ]
    assert not messages(draft)
    assert_nothing_lost(draft)


def test_the_sections_of_an_annex_count_paragraphs_of_their_own() -> None:
    draft = read(
        *("Article 1", "Scope", "It applies.", "Annex I", "Application", "Section I", "Applicant", "1. Name."),
        *("2. Address:", "(a) of the office;", "(b) of the lamp.", "Section II", "Area", "3. Define the area."),
    )
    assert [p.eid for p in draft.walk() if "annex" in p.eid][1:] == [
        *("annex_I__sec_I", "annex_I__sec_I__para_1", "annex_I__sec_I__para_2", "annex_I__sec_I__para_2__subpara_a"),
        *("annex_I__sec_I__para_2__subpara_b", "annex_I__sec_II", "annex_I__sec_II__para_3"),
    ]
    assert not messages(draft)
    assert_nothing_lost(draft)
