from __future__ import annotations

from dataclasses import replace

import pytest

import making
from making import CONSEQUENTIAL, STATUS, SUBSTANTIVE, change, link, marked
from treatydiff.model import Level, Provision, Relation, Significance
from treatydiff.reports.summary import convention_words, count_words, happened, rows, several, summary


def test_a_report_in_numbers() -> None:
    figures = summary(making.sample())
    assert figures.articles == {
        "unchanged": 1, "amended": 1, "inserted": 1, "deleted": 1, "split": 0, "merged": 0, "moved": 1, "renumbered": 1
    }  # fmt: skip
    assert figures.changes == {"substantive": 5, "status": 0, "consequential": 1, "editorial": 0}
    assert (figures.inserted_words, figures.deleted_words) == (10, 5)
    assert figures.findings == {
        "safeguards": {"adverse": 0, "favourable": 0, "unclear": 1},
        "surveillance": {"adverse": 1, "favourable": 0, "unclear": 0},
    }


def test_an_article_is_amended_when_a_word_anywhere_inside_is() -> None:
    row = rows(making.sample())[2]
    assert row.link.relation is Relation.UNCHANGED  # of the article's own words
    assert row.relation is Relation.AMENDED
    assert row.significance is SUBSTANTIVE
    assert [each.id for each in row.changes] == ["c4", "c5"]


def test_but_not_when_only_its_number_is() -> None:
    old, new = making.article("1"), making.article("2")
    report = making.report(making.draft(old), making.draft(new), change(1, link(old, new), (), CONSEQUENTIAL))
    assert [(row.relation, row.significance) for row in rows(report)] == [(Relation.UNCHANGED, CONSEQUENTIAL)]


def test_the_preamble_is_a_row_but_no_article() -> None:
    report = making.sample()
    assert rows(report)[0].link.level is Level.PREAMBLE
    assert sum(list(summary(report).articles.values())[:6]) == len(rows(report)) - 1


@pytest.mark.parametrize(
    ("relation", "moved", "significance", "words"),
    [
        (Relation.AMENDED, True, SUBSTANTIVE, "moved, renumbered, amended"),
        (Relation.AMENDED, False, STATUS, "renumbered, status only"),
        (Relation.UNCHANGED, False, CONSEQUENTIAL, "renumbered"),
        (Relation.SPLIT, False, SUBSTANTIVE, "renumbered, split"),
    ],
)
def test_what_happened_is_said_in_a_few_words(
    relation: Relation, moved: bool, significance: Significance, words: str
) -> None:
    linked = link(making.article("1"), making.article("2"), relation, moved=moved)
    assert happened(linked, relation, significance) == words


def test_words_that_stayed_and_say_something_else_are_a_stale_reference() -> None:
    one = making.article("29")
    renumbered = replace(link(one, making.article("31"), Relation.UNCHANGED), renumbered=True)
    assert happened(renumbered, Relation.AMENDED, SUBSTANTIVE, stale=True) == "renumbered, amended (stale reference)"
    assert happened(renumbered, Relation.UNCHANGED, CONSEQUENTIAL) == "renumbered"


def test_what_did_not_change_is_unchanged() -> None:
    one = making.article("1")
    assert happened(link(one, one, Relation.UNCHANGED), Relation.UNCHANGED, None) == "unchanged"
    assert happened(link(None, one), Relation.INSERTED, SUBSTANTIVE) == "inserted"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Each State Party shall, as appropriate,", 6),
        ("well-founded fear of the State’s organs", 6),
        ("各缔约国应", 5),
        ("تتخذ كل دولة طرف", 4),
        ("articles 6 to 14.", 4),
        ("", 0),
        ("— … ()", 0),
    ],
)
def test_words_are_counted_as_a_word_processor_does(text: str, count: int) -> None:
    assert count_words(text) == count


def test_only_the_convention_s_own_words_count() -> None:
    cover = Provision(Level.FRONT, "", "front", text="Distr.: Limited")
    note = Provision(Level.FOOTNOTE, "1", "fn_1", text="See the report.")
    assert convention_words(making.draft(cover, making.article("1", "Use of terms", "One two."), note)) == 5


def test_marked_text_counts_what_is_inserted_and_deleted() -> None:
    one = making.article("1")
    spans = marked("a [-b c-]{+d+} e")
    figures = summary(making.report(making.draft(one), making.draft(one), change(1, link(one, one), spans)))
    assert (figures.inserted_words, figures.deleted_words) == (1, 2)


def test_one_is_singular() -> None:
    assert [several(count, "word") for count in (0, 1, 1200)] == ["0 words", "1 word", "1,200 words"]
