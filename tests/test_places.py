from __future__ import annotations

import pytest

import making
from treatydiff.model import Level, Provision
from treatydiff.places import places, title


def test_a_place_is_said_as_in_the_room() -> None:
    item = Provision(Level.ITEM, "iv", "item_iv")
    closing = Provision(Level.CLOSING, "", "closing")
    article = making.article("4", "", "", making.paragraph("2", "", making.subparagraph("b", "", item), closing))
    found = places(making.draft(making.chapter("I", "", article)))
    assert list(found.values()) == [
        "", "", "paragraph 2", "paragraph 2 (b)", "paragraph 2 (b) (iv)", "paragraph 2, closing words"
    ]  # fmt: skip


def test_a_subparagraph_right_under_its_article_is_named() -> None:
    found = places(making.draft(making.article("4", "", "", making.subparagraph("b"))))
    assert found["art_4__subpara_b"] == "subparagraph (b)"


def test_paragraphs_without_a_number_are_counted() -> None:
    three = [Provision(Level.PARAGRAPH, "", f"para_{n}") for n in (1, 2, 3)]
    assert list(places(making.draft(making.preamble(*three))).values()) == [
        "", "preambular paragraph 1", "preambular paragraph 2", "preambular paragraph 3"
    ]  # fmt: skip
    assert places(making.draft(making.article("1", "", "", three[0])))["art_1__para_1"] == "unnumbered paragraph 1"


@pytest.mark.parametrize(
    ("level", "number", "name"),
    [
        (Level.ARTICLE, "3 bis", "Article 3 bis"),
        (Level.PREAMBLE, "", "Preamble"),
        (Level.CHAPTER, "III", "Chapter III"),
        (Level.ANNEX, "", "Annex"),
        (Level.OPTION, "A", "Option A"),
    ],
)
def test_a_unit_has_a_title(level: Level, number: str, name: str) -> None:
    assert title(Provision(level, number, "x")) == name
