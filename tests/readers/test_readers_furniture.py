"""Covers and page furniture, by the words that they print."""

from __future__ import annotations

import pytest

from treatydiff.readers.furniture import Cover, cover, cover_lines, cover_of, find_date, is_cover_line, is_job_line
from treatydiff.readers.page_edges import Placed, loose, page_marks, running


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["United Nations A/AC.999/4", "General Assembly Distr.: General", "1 June 2022", "Original: English"],
            Cover("A/AC.999/4", "2022-06-01", "en"),
        ),
        (
            ["Nations Unies", "A/AC.999/L.1", "Assemblée générale", "Distr. limitée", "1er juin 2022", "Français"],
            Cover("A/AC.999/L.1", "2022-06-01", "fr"),
        ),
        (
            ["Naciones Unidas A/AC.999/4/Rev. 1", "Distr. general", "12 de diciembre de 2022", "Original: español"],
            Cover("A/AC.999/4/Rev.1", "2022-12-12", "es"),
        ),
        (
            ["联合国 A/AC.999/4", "大会 Distr.: General", "24 July 2019", "Chinese", "Original: English"],
            Cover("A/AC.999/4", "2019-07-24", "zh"),
        ),
        (
            ["الأمم المتحدة A/AC.999/4", "12 كانون الأول/ديسمبر 2022", "Arabic", "Original: English"],
            Cover("A/AC.999/4", "2022-12-12", "ar"),
        ),
        (
            ["Distr.", "GENERAL", "A/CONF.999/37", "8 September 1995", "95-27467S (R)"],
            Cover("A/CONF.999/37", "1995-09-08", "ru"),
        ),
        (["Brussels, 19.11.2025", "COM(2025) 999 final"], Cover("COM(2025) 999 final", "2025-11-19", "")),
        (["In its resolution A/RES/99/292 of 1 June 2022", "the Assembly met on 2 June 2022 in New York"], Cover()),
    ],
)
def test_the_cover_says_symbol_date_and_language(lines: list[str], expected: Cover) -> None:
    assert cover(lines) == expected


def test_the_language_of_the_job_number_outweighs_that_of_the_original() -> None:
    assert cover(["Original: English", "V.24-08839 (F)"]).language == "fr"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("4 May 2026", "2026-05-04"),
        ("December 12, 2022", "2022-12-12"),
        ("12 декабря 2022 года", "2022-12-12"),
        ("2022 年 12 月 1 日", "2022-12-01"),
        ("on 2024-02-29 in Vienna", "2024-02-29"),
        ("31 Smarch 2024", ""),
        ("45 May 2024", ""),
    ],
)
def test_dates_are_read_in_six_languages(text: str, date: str) -> None:
    assert find_date(text) == date


def test_a_title_and_a_place_of_meeting_are_no_furniture_of_the_cover() -> None:
    lines = [
        "United Nations A/AC.999/4",
        "Distr.: General",
        "3 March 2025",
        "Ad Hoc Committee to Elaborate a Convention",
        "New York, 20 February–3 March 2023",
        "Draft convention, as it stood on 1 March 2025",
        "*2504417*",
    ]
    assert cover_lines(lines) == {0, 1, 2, 6}


def test_only_the_first_date_is_the_covers() -> None:
    """A title may break so that a date stands alone on its last line."""
    lines = ["Distr.: General", "8 March 2022", "Report on the session held from 31 October to", "13 November 2021"]
    assert cover_lines(lines) == {0, 1}


def test_without_a_line_that_only_a_cover_has_nothing_is_set_aside() -> None:
    assert cover_lines(["United Nations", "English", "4 May 2026"]) == frozenset()


@pytest.mark.parametrize("line", ["A", "Distr.: General", "General Assembly Distr.: Limited 1 June 2022", "04/05/26"])
def test_lines_of_covers(line: str) -> None:
    assert is_cover_line(line)


@pytest.mark.parametrize(
    "line", ["", "The United Nations shall act", "General provisions", "Original works", "Article 4"]
)
def test_lines_that_are_not_of_covers(line: str) -> None:
    assert not is_cover_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "22-12993 (E) 310123",
        "V.24-08839",
        "3/56 22-08354",
        "22-08354  2/56",
        "*2212993*",
        "GE.22-03091(E)",
        "95-27467S (E) 271095 /...",
    ],
)
def test_job_numbers(line: str) -> None:
    assert is_job_line(line)


@pytest.mark.parametrize("line", ["22", "2022-12993", "Job 22-12993", "12345-67890", "22-1299", "between 22-12993 and"])
def test_what_only_resembles_a_job_number(line: str) -> None:
    assert not is_job_line(line)


# ----------------------------------------------------------------------------------------------- running heads and feet


def page(*lines: str, size: float = 10, top: float = 800, gap: float = 30, step: float = 12) -> list[Placed]:
    """A page: the first line apart from the text, the last one too, the lines between different on every page."""
    inner = [f"{line} {lines[0]} {lines[-1]}" for line in lines[1:-1]]
    lines = (lines[0], *inner, lines[-1])
    heights = [top, *(top - gap - step * i for i in range(len(lines) - 2)), 40.0]
    return [Placed(line, y, size) for line, y in zip(lines, heights, strict=True)]


def gone(pages: list[list[Placed]]) -> list[list[str]]:
    return [[pages[i][k].text for k in sorted(found)] for i, found in enumerate(running(pages))]


def test_running_heads_page_numbers_and_job_numbers_are_found() -> None:
    pages = [page("A/AC.999/4", f"Text {'abc'[i]}.", "More.", f"{i + 2}/9 V.25-04417") for i in range(3)]
    assert gone(pages) == [["A/AC.999/4", f"{i + 2}/9 V.25-04417"] for i in range(3)]


def test_a_head_that_changes_from_chapter_to_chapter_is_found_by_the_page_number_in_it() -> None:
    heads = ["Chapter one – Scope 5", "6 Draft convention", "Chapter one – Scope 7", "8 Draft convention"]
    pages = [page(head, f"Text {i * 'x'}", "More.", f"End {i * 'y'}.") for i, head in enumerate(heads)]
    assert gone(pages) == [[head] for head in heads]


def test_an_article_heading_at_the_top_of_every_page_is_text() -> None:
    pages = [page(f"Article {i}", f"Text {i * 'x'}", "More.", f"{i}") for i in range(1, 6)]
    assert gone(pages) == [[str(i)] for i in range(1, 6)]


def test_a_numbered_paragraph_near_the_edge_of_the_page_is_text() -> None:
    pages = [page(f"{i}. The Parties shall cooperate.", "Text", "More.", f"({'abcd'[i]}) To act;") for i in range(4)]
    assert gone(pages) == [[], [], [], []]


def test_words_that_happen_to_end_several_pages_are_text() -> None:
    """Footnotes with the same words at the foot of consecutive pages: they touch the text above them."""
    foot = [Placed("developing countries.", 60, 8), Placed("small islands and", 70, 8)]
    pages = [
        [Placed(f"Body {i * 'x'}", 200, 10), Placed("1 States that are", 80, 8, True), *reversed(foot)]
        for i in range(4)
    ]
    assert gone(pages) == [[], [], [], []]


def test_the_last_words_of_three_paragraphs_far_apart_are_text() -> None:
    feet = {0: "the Parties.", 9: "the Parties.", 19: "the Parties."}
    pages = [page(f"Top {i * 'x'}", "Text", "More.", feet.get(i, f"End {i * 'y'}")) for i in range(20)]
    assert all(not found for found in gone(pages))


def test_a_number_that_does_not_keep_pace_with_the_pages_is_text() -> None:
    pages = [page(year, "Text", "More.", f"End {year}.") for year in ("1945", "1962", "1990")]
    assert gone(pages) == [[], [], []]


def test_page_words_are_furniture_even_on_a_single_page() -> None:
    assert gone([page("Page 3", "Text", "More.", "/...")]) == [["Page 3", "/..."]]


def test_job_numbers_and_counters_are_found_where_pages_are_not_marked() -> None:
    lines = ["Text of the cover", "2/4", "Article 1", "Half.", "22-08354 3/4", "A share of 2/3", "1/2", "4/4", "End"]
    assert loose(lines) == {1: 2, 4: 3, 7: 4}


def test_a_fraction_alone_on_a_line_is_text() -> None:
    assert loose(["A majority of", "2/3", "is required.", "22-08354"]) == {3: None}


def with_feet(feet: list[list[Placed]], words: str = "Words of page") -> list[list[Placed]]:
    return [[Placed(f"{words} {'abcdefgh'[i]}", 700, 12), *foot] for i, foot in enumerate(feet)]


FOOT = [[Placed(f"4471/2/31 REV 2 AB/cd {i + 3}", 75, 12), Placed("ANNEX 2 KEEP.9 INNER EN", 49, 12)] for i in range(5)]


def test_a_foot_with_numbers_of_its_own_is_found_by_the_one_that_counts_the_pages() -> None:
    assert gone(with_feet(FOOT)) == [[line.text for line in foot] for foot in FOOT]


def test_the_pieces_of_a_foot_may_stand_side_by_side() -> None:
    feet = [
        [
            *(Placed(text, 75, 12) for text in ("4471/31", "AB/cd", str(i + 3))),
            Placed("ANNEX", 49, 12),
            Placed("EN", 49, 12),
        ]
        for i in range(5)
    ]
    assert gone(with_feet(feet)) == [["4471/31", "AB/cd", str(i + 3), "ANNEX", "EN"] for i in range(5)]


def test_a_page_whose_foot_has_less_in_it_or_is_joined_otherwise_has_one_too() -> None:
    feet = [[Placed("4471/2/31 REV 2 2KEEP.9 INNER EN", 47, 12)], *FOOT]
    assert gone(with_feet(feet))[0] == ["4471/2/31 REV 2 2KEEP.9 INNER EN"]


def test_a_foot_of_a_short_annex_differs_by_its_number() -> None:
    foot = [Placed("4471/2/31 REV 2 AB/cd 8", 75, 12), Placed("ANNEX IV KEEP.9 INNER EN", 49, 12)]
    assert gone(with_feet([*FOOT, foot]))[-1] == [line.text for line in foot]
    foot[1] = Placed("ANNEX on harbours KEEP.9 EN", 49, 12)
    assert gone(with_feet([*FOOT, foot]))[-1] == [foot[0].text]


def test_a_heading_at_the_top_in_words_of_the_foot_is_text() -> None:
    pages = with_feet(FOOT)
    pages[0][0] = Placed("ANNEX", 746, 12)
    assert gone(pages)[0] == [line.text for line in FOOT[0]]


def test_a_foot_stands_beside_the_words_of_a_drawing_or_a_note_and_they_stay() -> None:
    pages = with_feet(FOOT)
    pages[2].append(Placed("struck words at the height of the foot", 49.5, 12))
    assert gone(pages)[2] == [line.text for line in FOOT[2]]


def test_the_first_page_says_its_file_in_the_words_of_the_running_heads() -> None:
    words = frozenset("4471 2 31 REV KEEP 9 INNER EN".split())
    lines = ["Assembly of the Coast", "Riga, 3 May 2031", "(OR. en)", "4471/2 /31", "REV 2", "2030/0077 (ABC) INNER"]
    lines += ["HARBOUR 64", "ARTICLE 7", "INNER", "NOTE", "Draft convention on harbours"]
    assert [lines[i] for i in sorted(cover_of(lines, words))] == [*lines[1:7], "INNER"]
    assert not cover_of(["ANNEX", "INNER", "HARBOUR 64"], words)


@pytest.mark.parametrize(
    ("lines", "marks"),
    [
        (["[Page 1]", "Text", "[Page 2]", "Text", "[Page 3]", "Text"], [(0, 1), (2, 2), (4, 3)]),
        (["Text", "1 of 3", "Text", "2 of 3", "Text", "3 of 3"], [(1, 1), (3, 2), (5, 3)]),
        (["--- page 7 ---", "--- page 8 ---", "--- page 9 ---"], [(0, 7), (1, 8), (2, 9)]),
        (["Article 1", "Text", "Article 2", "Text", "Article 3"], []),
        (["[Page 3]", "Text", "[Page 9]", "Text", "[Page 4]"], []),
        (["see page 1", "on page 2", "2 of 3"], []),
    ],
)
def test_lines_that_mark_the_pages_of_a_text(lines: list[str], marks: list[tuple[int, int]]) -> None:
    assert page_marks(lines) == marks
