"""Numbered recitals are provisions with their numbers: of acts, and of conventions that number them."""

from __future__ import annotations

import pytest

from outlining import assert_nothing_lost, at, outline, read
from treatydiff.compare import compare
from treatydiff.model import Draft, Level
from treatydiff.references.outline import outline as outline_of

ACT = (
    "REGULATION on lighthouses",
    "THE ASSEMBLY OF HARBOURS,",
    "Having regard to the proposal of the pilots,",
    "Whereas:",
    "(1) Lamps are lit at night.",
    "(2) Keepers need rest. Rest means:",
    "(a) sleep;",
    "(b) food.",
    "Sleep may be short.",
    "(2a) Article 5 of the old act is not enough.",
    "(3) Ships pass.",
    "HAVE ADOPTED THIS REGULATION:",
    "Article 1",
    "Scope",
    "1. It applies.",
    "2. It applies at night.",
)


def recitals(draft: Draft) -> list[str]:
    return [provision.number for provision in draft.walk() if provision.level is Level.RECITAL]


def test_numbered_recitals_are_provisions_of_the_preamble() -> None:
    draft = read(*ACT)
    assert recitals(draft) == ["1", "2", "2a", "3"]
    assert outline(draft)[2:12] == [
        "preamble",
        "preamble__para_1 | THE ASSEMBLY OF HARBOURS,",
        "preamble__para_2 | Having regard to the proposal of the pilots,",
        "preamble__para_3 | Whereas:",
        "preamble__rec_1 | Lamps are lit at night.",
        "preamble__rec_2 | Keepers need rest. Rest means:",
        "preamble__rec_2__subpara_a | sleep;",
        "preamble__rec_2__subpara_b | food. Sleep may be short.",
        "preamble__rec_2a | Article 5 of the old act is not enough.",
        "preamble__rec_3 | Ships pass.",
    ]
    assert at(draft, "preamble__wrapup").level is Level.CLOSING
    assert_nothing_lost(draft)


@pytest.mark.parametrize(
    ("language", "article", "first"),
    [
        ("en", "Article 1", "The lamps of tower {n} are lit."),
        ("fr", "Article premier", "Les lampes de la tour {n} sont allumées."),
        ("es", "Artículo 1", "Las lámparas de la torre {n} se encienden."),
        ("ru", "Статья 1", "Лампы башни {n} зажигаются."),
        ("zh", "第一条", "第{n}塔的灯应当点亮。"),
        ("ar", "المادة 1", "تضاء مصابيح البرج {n}."),
    ],
)
def test_recitals_that_no_word_announces_are_known_by_their_numbers(language: str, article: str, first: str) -> None:
    lines = [f"({number}) {first.format(n=number + 10)}" for number in (1, 2, 3, 5)]
    draft = read("2026", *lines, article, first.format(n=1), language=language)
    assert recitals(draft) == ["1", "2", "3", "5"]
    assert_nothing_lost(draft)


def test_a_convention_may_number_its_recitals() -> None:
    draft = read(
        *("The States Parties to this Convention,", "1. Recalling the old lights,", "2. Mindful of ships at night,"),
        *("2 bis. Aware of storms,", "Have agreed as follows:", "Article 1", "Scope", "It applies."),
    )
    assert recitals(draft) == ["1", "2", "2 bis"]
    assert at(draft, "preamble").text == "The States Parties to this Convention,"


@pytest.mark.parametrize(
    "lines",
    [
        ("(1) One note.", "(2) Another note."),  # too few to be sure
        ("(3) Three.", "(2) Two.", "(1) One."),
    ],
)
def test_a_few_numbers_before_the_first_article_are_no_recitals(lines: tuple[str, ...]) -> None:
    assert recitals(read("Cover", *lines, "Article 1", "Scope", "It applies.")) == []


def test_a_report_says_recital() -> None:
    new = [line.replace("(2a) Article 5 of", "(2a) Article 6 of").replace("Ships pass", "Ships wait") for line in ACT]
    report = compare(read(*ACT), read(*new))
    places = {outline_of(report.new).place[change.provision.eid] for change in report.redline.changes}
    assert {"recital 2a", "recital 3"} <= places


def test_a_recital_put_in_is_one_insertion_and_moves_no_other() -> None:
    new = [*ACT[:8], "(2a) Storms are strong.", "(2b) Article 5 of the old act is not enough.", *ACT[10:]]
    old = [*ACT[:8], *ACT[9:]]
    report = compare(read(*old), read(*new))
    assert {change.provision.eid for change in report.redline.changes if not change.link.old} == {"preamble__rec_2a"}
