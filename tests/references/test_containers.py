"""What "this chapter" takes in, in each of two drafts."""

from __future__ import annotations

import pytest

from helpers.chapters import draft
from treatydiff.compare import compare
from treatydiff.model import Level, Significance
from treatydiff.references.containers import named

GENERAL = "Chapter I\nGeneral\n\nArticle 1\nScope\n\nThis Convention applies to crimes of every kind.\n\n"
SAFEGUARDS = "Article {}\nSafeguards\n\nThe powers set out in this chapter shall be authorized by a court.\n\n"
SEARCH = "Article {}\nSearch\n\nThe competent authorities may search a computer system in their territory.\n\n"
LISTENING = "Article {}\nInterception\n\nThe police may record the content of communications in real time.\n\n"
COSTS = "Article {}\nExpenses\n\nThe ordinary costs of a request are borne by the State that receives it.\n\n"
POWERS, SPECIAL, FINAL = "Chapter {}\nPowers\n\n", "Chapter {}\nSpecial powers\n\n", "Chapter {}\nFinal clauses\n\n"

OLD = [GENERAL, POWERS, SAFEGUARDS, SEARCH, LISTENING, FINAL, COSTS]
NUMERALS = ("II", "III", "IV", "V")


def text(parts: list[str]) -> str:
    """The parts as a draft, chapters and articles counted through."""
    articles, chapters = iter(range(2, 20)), iter(NUMERALS)
    return "Convention\n\n" + "".join(
        part.format(next(chapters) if part.startswith("Chapter {") else next(articles)) if "{}" in part else part
        for part in parts
    )


def told(new: list[str]) -> tuple[list[str], Significance | None]:
    """The notices, and what the safeguards' change amounts to."""
    report = compare(draft(text(OLD)), draft(text(new)))
    (safeguards,) = (change for change in report.redline.all if "Safeguards" in change.provision.heading)
    return [notice.message for notice in report.redline.notices], safeguards.significance


@pytest.mark.parametrize(
    ("code", "words", "level"),
    [
        ("en", "the powers referred to in this chapter", Level.CHAPTER),
        ("en", "under the present Part", Level.PART),
        ("fr", "les pouvoirs prévus au présent chapitre", Level.CHAPTER),
        ("fr", "aux fins de la présente section", Level.SECTION),
        ("es", "las facultades previstas en este capítulo", Level.CHAPTER),
        ("ru", "полномочия, предусмотренные настоящей главой", Level.CHAPTER),
        ("ru", "применительно к настоящему разделу", Level.SECTION),
        ("ar", "السلطات المنصوص عليها في هذا الفصل", Level.CHAPTER),
        ("zh", "本章规定的权力", Level.CHAPTER),
        ("pt", "os poderes previstos neste capítulo", Level.CHAPTER),
    ],
)
def test_a_text_names_what_is_around_it_in_each_language(code: str, words: str, level: Level) -> None:
    assert list(named(words, code)) == [level]


@pytest.mark.parametrize("words", ["this article", "these chapters", "chapter IV", "thischapter", "this party"])
def test_other_words_name_nothing_around_them(words: str) -> None:
    assert named(words, "en") == {}


def test_safeguards_that_went_to_another_chapter_no_longer_mean_what_they_say() -> None:
    notices, significance = told([GENERAL, POWERS, SEARCH, LISTENING, FINAL, COSTS, SAFEGUARDS])
    assert notices == ["Article 5 still says this chapter, which was chapter II and is now chapter III"]
    assert significance is Significance.SUBSTANTIVE


def test_a_heading_put_between_takes_articles_out_of_reach() -> None:
    notices, significance = told([GENERAL, POWERS, SAFEGUARDS, SEARCH, SPECIAL, LISTENING, FINAL, COSTS])
    assert notices == ["Article 2 still says this chapter, which no longer includes what is now article 4"]
    assert significance is Significance.SUBSTANTIVE


def test_a_heading_that_went_brings_articles_into_reach() -> None:
    notices, significance = told([GENERAL, POWERS, SAFEGUARDS, SEARCH, LISTENING, COSTS])
    assert notices == ["Article 2 still says this chapter, which now includes what was article 5"]
    assert significance is Significance.SUBSTANTIVE


def test_an_article_that_left_the_chapter_shows_it_itself() -> None:
    notices, significance = told([GENERAL, POWERS, SAFEGUARDS, SEARCH, FINAL, COSTS, LISTENING])
    assert notices == ["Article 2 still says this chapter, which no longer includes what is now article 5"]
    assert significance is None


@pytest.mark.parametrize(
    "new",
    [
        [GENERAL, SPECIAL, "Article {}\nMeetings\n\nThe Conference meets every other year.\n\n", *OLD[1:]],
        [*OLD[:5], "Article {}\nReports\n\nEach Party tells the Conference what it did.\n\n", *OLD[5:]],
        [GENERAL, POWERS, SAFEGUARDS, SEARCH, FINAL, COSTS],
        [GENERAL, POWERS, SEARCH, LISTENING, SAFEGUARDS, FINAL, COSTS],
    ],
    ids=["chapters renumbered", "an article more", "an article less", "moved within"],
)
def test_what_came_went_or_moved_within_changes_no_reach(new: list[str]) -> None:
    assert told(new)[0] == []


def test_a_provision_that_no_chapter_holds_any_more_says_so() -> None:
    notices, significance = told([GENERAL.partition("\n\n")[2], SAFEGUARDS, SEARCH, LISTENING, COSTS])
    assert notices == ["Article 2 still says this chapter, which was chapter II, and stands in none"]
    assert significance is Significance.SUBSTANTIVE


def test_what_is_the_same_for_several_provisions_is_said_once() -> None:
    limits = "Article {}\nLimits\n\nNo power of this chapter shall be used without a time limit set by the court.\n\n"
    both = [SAFEGUARDS, limits]
    old, new = ([GENERAL, POWERS, *both, SEARCH, *rest] for rest in ([LISTENING], [SPECIAL, LISTENING]))
    shared = [compare(draft(text(one)), draft(text(two))).redline.notices for one, two in ((old, new), (new, old))]
    assert [notice.message for (notice,) in shared] == [
        "Article 2 still says this chapter, which no longer includes what is now article 5; so does Article 3",
        "Article 2 still says this chapter, which now includes what was article 5; so does Article 3",
    ]
