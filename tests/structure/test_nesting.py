"""How deep a number stands, where provisions glued together are cut, and where text without a number belongs."""

from __future__ import annotations

import pytest

from outlining import assert_nothing_lost, at, outline, read
from treatydiff.model import Level
from treatydiff.structure.depth import Opening, derive
from treatydiff.text.markers import Form, Marker, read_marker
from treatydiff.text.numbering import readings


def depths(printed: str) -> str:
    """``1. (a) (b): (i)`` as depths, ``1 2 2 3``; a colon says that a list is due."""
    openings, awaited = [], False
    for mark in printed.split():
        text = mark.rstrip(":")
        if text.startswith("Option"):
            marker = Marker(text, Form.OPTION, readings(text.removeprefix("Option").strip("_=")), 0)
        else:
            found = read_marker(f"{text} نص" if text.endswith("-") else f"{text} Text")
            assert found is not None, text
            marker = found
        openings.append(Opening(marker, awaited, text.endswith("=")))
        awaited = mark.endswith(":")
    return " ".join(str(place.depth) for place in derive(openings))


TABLE = [
    ("1. 2. 3.", "1 1 1"),
    ("1. 2.: (a) (b) 3.", "1 1 2 2 1"),
    ("1.: (a): (i) (ii) (b) 2.", "1 2 3 3 2 1"),
    ("(f) (g) (h) (i) (j)", "1 1 1 1 1"),
    ("(f) (g) (h):  (i) (ii) (i) (j)", "1 1 1 2 2 1 1"),
    ("(g) (h) (i): (i) (ii) (j)", "1 1 1 2 2 1"),
    ("(g) (h) (i)", "1 1 1"),
    ("1.: (i) (ii) (iii) (iv) (v) (vi) 2.", "1 2 2 2 2 2 2 1"),
    ("(t) (u) (v) (w) (x) (y) (z) (aa) (bb)", "1 1 1 1 1 1 1 1 1"),
    ("a) b) c): i) ii) d)", "1 1 1 2 2 1"),
    ("1. 1 bis. 2. 2 ter.", "1 1 1 1"),
    ("I. 1. 2. II. 3. 4.", "1 2 2 1 2 2"),
    ("一、 二、 （一） （二） 1． 2． （三） 三、", "1 1 2 2 3 3 2 1"),
    ("(أ) (ب) (ج) (د) (ه) (و)", "1 1 1 1 1 1"),
    ("а) б) в) г)", "1 1 1 1"),
    ("n) ñ) o)", "1 1 1"),
    ("1. 2. 4. 4. 1.", "1 1 1 1 1"),
    ("1. 1.1 1.2 2. 2.1", "1 2 2 1 2"),
    ("1.: Option_A Option_B: (a) (b) 2.", "1 2 2 3 3 1"),
    ("Option_I= 1. 2. Option_II= 1. 2.", "1 2 2 1 2 2"),
    ("1. 2. Option_I= 3. 4. Option_II= 3. 4.", "1 1 1 2 2 1 2 2"),
    ("1.: Option_A (a) (b) 1 bis. Option_B 2.", "1 2 3 3 3 2 1"),
    ("1.: Option_A: Option_A.1 Option_A.2 Option_B 2.", "1 2 3 3 2 1"),
]


@pytest.mark.parametrize(("printed", "expected"), TABLE)
def test_depths_follow_from_the_series(printed: str, expected: str) -> None:
    assert depths(printed.replace("1 bis.", "1bis.").replace("2 ter.", "2ter.")) == expected


def test_a_long_series_is_not_read_as_a_deep_one() -> None:
    assert max(map(int, depths("(a): " * 40).split())) <= 9


# ------------------------------------------------------------------------------------------- provisions glued together


def test_provisions_glued_into_one_paragraph_are_cut_where_the_series_is_certain() -> None:
    draft = read(
        "Article 1", "Scope", "1. Keepers shall: (a) light the lamp; (b) keep watch, and (c) sleep. 2. Ships sail on."
    )
    assert outline(draft)[1:] == [
        "art_1__para_1 | Keepers shall:",
        "art_1__para_1__subpara_a | light the lamp;",
        "art_1__para_1__subpara_b | keep watch, and",
        "art_1__para_1__subpara_c | sleep.",
        "art_1__para_2 | Ships sail on.",
    ]
    assert_nothing_lost(draft)


def test_a_number_glued_behind_a_deeper_one_goes_on_with_the_outer_series() -> None:
    draft = read(
        "Article premier",
        "Formes",
        "1. Les formes sont les suivantes :",
        "i) La première, y compris : a. Les phares ; b. Les lampes ; ii) La deuxième forme ; iii) La troisième forme.",
        language="fr",
    )
    assert [p.eid for p in draft.walk()][2:] == [
        "art_1__para_1__subpara_i",
        "art_1__para_1__subpara_i__item_a",
        "art_1__para_1__subpara_i__item_b",
        "art_1__para_1__subpara_ii",
        "art_1__para_1__subpara_iii",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. The measures under paragraph 2 (a), (b) and (c) of article 5 apply; see also items (a), (b), and (c).",
        "1. The text in resolution 72/249, para. 2. The Assembly decides.",
        "1. The Parties, under article 5: (b) of that article is not affected.",
        "1. The lamp (a) burns and (b) glows.",
        "1. The rate is 2. 5 per cent is too much.",
        "1. The lamp is of class: (a) alone.",
    ],
)
def test_references_inside_a_text_open_nothing(text: str) -> None:
    draft = read("Article 1", "Scope", text, "3. Three.")
    assert [child.number for child in draft.articles()[0].children] == ["1", "3"]
    assert draft.articles()[0].children[0].text == text.removeprefix("1. ")


def test_a_number_that_the_next_line_opens_with_is_no_cut() -> None:
    draft = read("Article 1", "Scope", "1. The lamp burns. 2. That is cited.", "2. Two.")
    assert [child.text for child in draft.articles()[0].children] == ["The lamp burns. 2. That is cited.", "Two."]


def test_two_numbers_at_the_head_of_a_paragraph() -> None:
    draft = read("Article 1", "Scope", "1. One.", "2. (a) (i) Two;", "(ii) Three;", "(b) Four.")
    assert [p.eid for p in draft.walk()][2:] == [
        "art_1__para_2",
        "art_1__para_2__subpara_a",
        "art_1__para_2__subpara_a__item_i",
        "art_1__para_2__subpara_a__item_ii",
        "art_1__para_2__subpara_b",
    ]


def test_a_wrapped_line_that_begins_with_a_number_opens_nothing() -> None:
    draft = read("Article 1", "Scope", "1. Ships under paragraph", "5. of that article sail.", "2. Two.")
    assert [child.number for child in draft.articles()[0].children] == ["1", "2"]


def test_bullets_are_provisions_without_number() -> None:
    draft = read("Article 1", "Scope", "Lamps are:", "• Oil;", "• Gas.")
    assert outline(draft) == ["art_1 | Scope | Lamps are:", "art_1__subpara_1 | Oil;", "art_1__subpara_2 | Gas."]
    assert_nothing_lost(draft)


# ---------------------------------------------------------------------------------------------- text without a number


def test_unnumbered_paragraphs_of_an_article_are_one_text() -> None:
    draft = read(
        "Article 1", "Scope", "This applies.", "That applies.", "Article 2", "Lamps", "1. One.", "More of one."
    )
    assert at(draft, "art_1").text == "This applies. That applies."
    assert at(draft, "art_2__para_1").text == "One. More of one."


def test_a_line_broken_inside_a_list_goes_on_with_its_member() -> None:
    draft = read(
        "Article 1", "Scope", "Lamps are:", "(a) Of oil that burns in the night and in the", "Fog;", "(b) Of gas."
    )
    assert at(draft, "art_1__subpara_a").text == "Of oil that burns in the night and in the Fog;"


def test_closing_words_belong_to_the_provision_around_the_list() -> None:
    draft = read(
        "Article 1",
        "Scope",
        "1. Keepers shall:",
        "(a) Do this:",
        "(i) Here; or",
        "(ii) There;",
        "at night.",
        "(b) Do that;",
        "Each of them shall be paid.",
        "2. Two.",
        "Article 2",
        "Lamps",
        "Lamps shall:",
        "(a) Burn;",
        "(b) Glow.",
        "All lamps count.",
        "They count twice.",
    )
    closing = {p.eid: p.text for p in draft.walk() if p.level is Level.CLOSING}
    assert closing == {
        "art_1__para_1__subpara_a__wrapup": "at night.",
        "art_1__para_1__wrapup": "Each of them shall be paid.",
        "art_2__wrapup": "All lamps count. They count twice.",
    }
    assert_nothing_lost(draft)


def test_a_second_list_under_unnumbered_words_of_its_own_stands_under_them() -> None:
    draft = read(
        "Article 1",
        "Scope",
        "1. Keepers shall:",
        "(a) Wake;",
        "(b) Watch.",
        "Ships may:",
        "(a) Sail;",
        "(b) Sink.",
        "2. Two.",
    )
    assert outline(draft)[1:] == [
        "art_1__para_1 | Keepers shall:",
        "art_1__para_1__subpara_a | Wake;",
        "art_1__para_1__subpara_b | Watch.",
        "art_1__para_1__para_1 | Ships may:",
        "art_1__para_1__para_1__subpara_a | Sail;",
        "art_1__para_1__para_1__subpara_b | Sink.",
        "art_1__para_2 | Two.",
    ]
    assert not draft.notices


def test_unnumbered_paragraphs_under_a_numbered_heading_of_an_annex() -> None:
    draft = read(
        "Article 1",
        "Scope",
        "It applies.",
        "ANNEX",
        "Lamps",
        "I. Membership",
        "The body has members.",
        "They are elected.",
        "1. Number",
        "The Committee consists of:",
        "(a) One;",
        "(b) Two.",
        "The Body consists of:",
        "(a) Three.",
        "2. Officers",
        "II. Review",
    )
    assert outline(draft)[2:] == [
        "annex__para_I | Membership",
        "annex__para_I__para_1 | The body has members.",
        "annex__para_I__para_2 | They are elected.",
        "annex__para_I__subpara_1 | Number",
        "annex__para_I__subpara_1__para_1 | The Committee consists of:",
        "annex__para_I__subpara_1__para_1__subpara_a | One;",
        "annex__para_I__subpara_1__para_1__subpara_b | Two.",
        "annex__para_I__subpara_1__para_2 | The Body consists of:",
        "annex__para_I__subpara_1__para_2__subpara_a | Three.",
        "annex__para_I__subpara_2 | Officers",
        "annex__para_II | Review",
    ]
    assert not draft.notices


def test_text_between_two_members_of_a_list_goes_on_with_the_first() -> None:
    draft = read("Article 1", "Scope", "Lamps are:", "(a) Of oil.", "Oil burns.", "(b) Of gas.")
    assert at(draft, "art_1__subpara_a").text == "Of oil. Oil burns."


def test_every_unnumbered_paragraph_of_an_annex_stands_alone() -> None:
    draft = read(
        "Article 1",
        "Scope",
        "It applies.",
        "ANNEX I",
        "Lamps",
        "General remarks",
        "1. One.",
        "2. Two.",
        "Special remarks",
        "3. Three:",
        "(a) Four;",
        "(b) Five.",
        "The end.",
    )
    assert outline(draft)[1:] == [
        "annex_I | Lamps",
        "annex_I__para_1 | General remarks | One.",
        "annex_I__para_2 | Two.",
        "annex_I__para_3 | Special remarks | Three:",
        "annex_I__para_3__subpara_a | Four;",
        "annex_I__para_3__subpara_b | Five.",
        "annex_I__para_1__dup_2 | The end.",
    ]
    assert not draft.notices


# --------------------------------------------------------------------------------------------------- scanned numbers


def test_digits_that_were_scanned_as_letters_are_read_as_meant_where_the_order_says_so() -> None:
    draft = read(
        "Article 40", "Scope", "It applies.", "Article 4l Amendments", "l. They are made.", "2. They are many."
    )
    assert [article.number for article in draft.articles()] == ["40", "4l"]
    assert draft.articles()[1].eid == "art_41"
    assert [child.eid for child in draft.articles()[1].children] == ["art_41__para_1", "art_41__para_2"]
    assert_nothing_lost(draft)


def test_a_full_stop_that_was_lost_is_missed_only_between_its_neighbours() -> None:
    draft = read("Article 1", "Scope", "1 Coastal States act.", "2. They act.", "3 Ships of 4 sail.", "5. Five.")
    assert [child.number for child in draft.articles()[0].children] == ["1", "2", "5"]
    assert at(draft, "art_1__para_2").text == "They act. 3 Ships of 4 sail."


def test_paragraphs_numbered_without_a_full_stop() -> None:
    draft = read(
        "Article 1 – Scope", "1 Each Party shall act.", "2 Each Party shall rest.", "Article 2 – Ships", "3 Ships."
    )
    assert [p.eid for p in draft.walk()] == ["art_1", "art_1__para_1", "art_1__para_2", "art_2"]
    assert at(draft, "art_2").text == "3 Ships."
    assert_nothing_lost(draft)
