"""The order of the numbers tells which headings are only cited and which are hidden."""

from __future__ import annotations

import time

import pytest

from outlining import assert_nothing_lost, read
from treatydiff.structure.order import following

LONG = "The keeper of a lighthouse shall see to it that every lamp burns in accordance with the requirements of"


def numbers(*lines: str) -> list[str]:
    draft = read(*lines)
    assert_nothing_lost(draft)
    return [article.number for article in draft.articles()]


def test_an_article_cited_alone_on_a_line_is_none_where_the_numbers_go_on_without_it() -> None:
    found = numbers(
        *("ARTICLE 1", "Lamps burn.", "ARTICLE 2", LONG, "Article 29.", "ARTICLE 3", "Keepers wake."),
        *("ARTICLE 4", "Ships pass.", "ARTICLE 5", "The end."),
    )
    assert found == ["1", "2", "3", "4", "5"]


def test_an_article_cited_right_before_itself_is_counted_once() -> None:
    found = numbers(
        *("ARTICLE 1", "Lamps burn.", "ARTICLE 2", LONG, "Article 3.", "2. Lamps burn at night.", "ARTICLE 3"),
        *("Keepers wake.", "ARTICLE 4", "Ships pass."),
    )
    assert found == ["1", "2", "3", "4"]


def test_numbers_that_begin_again_in_each_chapter_are_all_headings() -> None:
    chapter = ("Article 1", "Lamps burn.", "Article 2", "Keepers wake.", "Article 3", "Ships pass.")
    assert numbers("Chapter I", "Lamps", *chapter, "Chapter II", "Keepers", *chapter) == ["1", "2", "3"] * 2


def test_a_draft_out_of_order_keeps_its_articles() -> None:
    found = numbers(
        *("Article 1", "Lamps", "Lamps burn.", "Article 4", "Ships", "Ships pass."),
        *("Article 2", "Keepers", "Keepers wake.", "Article 3", "Oil", "Oil is kept."),
    )
    assert found == ["1", "4", "2", "3"]


@pytest.mark.parametrize("hidden", ["8. ARTICLE 2", "II. ARTICLE 2", "(c) ARTICLE 2", "4.2.1. ARTICLE: 2", "ARTICIE 2"])
def test_a_missing_number_reveals_the_heading_that_extraction_hid(hidden: str) -> None:
    found = numbers(
        "ARTICLE 1", "Lamps", LONG + " paragraph", hidden, "Keepers", "Keepers wake.", "ARTICLE 3", "Ships pass."
    )
    assert found == ["1", "2", "3"]


def test_a_word_whose_number_was_lost_is_the_first_article() -> None:
    draft = read(
        "ARTICLE", "1. Lamps burn.", "2. Keepers wake.", "ARTICLE 2", "Ships pass.", "ARTICLE 3", "Oil is kept."
    )
    assert [article.number for article in draft.articles()] == ["", "2", "3"]


def test_only_the_missing_number_is_looked_for() -> None:
    assert numbers("ARTICLE 1", "Lamps burn.", "8. ARTICLE 7 applies.", "ARTICLE 2", "Ships pass.") == ["1", "2"]


@pytest.mark.parametrize(
    ("number", "after"), [("9", "10"), ("1.9", "1.10"), ("1-01", "1-02"), ("A-09", "A-10"), ("5 bis", ""), ("IV", "")]
)
def test_the_number_that_follows_is_printed_alike(number: str, after: str) -> None:
    assert following(number) == after


def test_many_headings_out_of_order_take_no_longer_each() -> None:
    def spent(times: int) -> float:
        lines = [line for n in range(times) for line in (f"Article {(n * 37) % 101}.", "Lamps burn at night")]
        started = time.process_time()
        read(*lines)
        return time.process_time() - started

    spent(200)
    assert spent(4000) < 60 * max(spent(400), 0.01)


def test_a_heading_that_opens_a_text_behind_a_finished_sentence_is_no_citation_wherever_numbers_begin_again() -> None:
    """A compilation of what committees adopted: each counts anew and leaves out what was not adopted."""
    printed = [1, 3, 6, 9, 1, 2, 6, 3, 4, 9]
    lines = [f"{n}.- Article {number}.- Lamp {n}. The keeper lights it." for n, number in enumerate(printed, start=10)]
    assert numbers(*lines) == [str(number) for number in printed]
