"""What drafters print beside a text: that it was deleted, moved, agreed; brackets and options."""

from __future__ import annotations

import pytest

from outlining import assert_nothing_lost, at, outline, read
from treatydiff.model import Level, Status
from treatydiff.structure.remarks import note, split_note, tombstone
from treatydiff.text.languages import load

# ------------------------------------------------------------------------------------------- what drafters print beside


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


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Agreed ad referendum. This applies.", True),
        ("This applies. (Agreed ad referendum on the third day of the session)", True),
        ("This applies. Text agreed ad ref.", True),
        ("This applies – agreed ad referendum", True),
        (
            "This applies. 2 Text agreed ad referendum at the fourth session; reopened at the request of one State.",
            False,
        ),
        ("What delegations have agreed ad referendum shall be kept by the secretariat.", False),
        ("The chapeau, which was agreed ad referendum by the group, is to be read again.", False),
    ],
)
def test_only_a_mark_of_its_own_says_that_a_provision_was_agreed(text: str, marked: bool) -> None:
    draft = read("Article 1", "Scope", f"1. {text}", "2. That applies.")
    assert (Status.AGREED in at(draft, "art_1__para_1").status) is marked


# -------------------------------------------------------------------------------------------------------------- options


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


@pytest.mark.parametrize("brackets", ["【】", "［］", "⟦⟧", "〔〕", "{}"])
def test_brackets_of_any_kind_enclose_remarks(brackets: str) -> None:
    english, (opening, closing) = load("en"), brackets
    assert tombstone(f"{opening}Deleted{closing}", english)
    assert note(f"{opening}Previously 55(6ter){closing}", english)
    said = f"{opening}Previously 12{closing}"
    assert split_note(f"{said} A court shall act.", english) == (said, "A court shall act.", "")
    assert split_note(f"A court shall act. {said}", english) == ("", "A court shall act.", said)
