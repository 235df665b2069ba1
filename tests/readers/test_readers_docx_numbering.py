"""Automatic list numbers: as Word shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docx_making import docx, family, instance, level, numbered, p, r, style
from treatydiff.ooxml.number_formats import FORMATS, written
from treatydiff.readers import ReadOptions
from treatydiff.readers.docx import read

LEVELS = (level(0, "%1."), level(1, "(%2)", "lowerLetter"), level(2, "(%3)", "lowerRoman"))
LEGAL = (level(0, "Article %1", "upperRoman"), level(1, "%1.%2"), level(2, "%1.%2.%3"))


def numbers(*body: str, numbering: str, styles: str = "") -> list[str]:
    blocks = read(docx(*body, numbering=numbering, styles=styles), "draft.docx", ReadOptions()).blocks
    return [block.number for block in blocks]


def items(list_id: int, *levels: int) -> list[str]:
    return [p("x", num=(list_id, at)) for at in levels]


# ------------------------------------------------------------------------------------------------------------ formats


@pytest.mark.parametrize(
    ("form", "counts", "expected"),
    [
        ("decimal", (1, 28, 0), "1 28 0"),
        ("decimalZero", (1, 10, 100), "01 10 100"),
        ("001", (1, 28), "001 028"),
        ("lowerLetter", (1, 26, 27, 53), "a z aa aaa"),
        ("upperLetter", (1, 28), "A BB"),
        ("lowerRoman", (1, 4, 9, 14, 40, 99, 444, 1999), "i iv ix xiv xl xcix cdxliv mcmxcix"),
        ("upperRoman", (2, 12), "II XII"),
        ("ordinal", (1, 2, 3, 4, 11, 12, 13, 21, 102, 111), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th"),
        ("russianLower", (1, 9, 10, 29, 30), "а и к я аа"),
        ("russianUpper", (3,), "В"),
        ("arabicAlpha", (1, 2, 3, 4), "أ ب ت ث"),
        ("arabicAbjad", (1, 2, 3, 4, 28, 29), "أ ب ج د غ أأ"),
        ("chineseCounting", (1, 10, 11, 20, 99, 100, 101), "一 十 十一 二十 九十九 一○○ 一○一"),
        (
            "chineseCountingThousand",
            (5, 12, 70, 100, 101, 110, 320, 1005),
            "五 十二 七十 一百 一百〇一 一百一十 三百二十 一千〇五",
        ),
        ("chineseLegalSimplified", (1, 10, 23), "壹 壹拾 贰拾叁"),
        ("ideographDigital", (1, 10, 24), "一 一〇 二四"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("taiwaneseCountingThousand", (21,), "二十一"),
        ("decimalFullWidth", (12,), "１２"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("decimalEnclosedParen", (3,), "⑶"),
        ("ideographEnclosedCircle", (2,), "㈡"),
        ("numberInDash", (2,), "- 2 -"),
        ("a format of the future", (7,), "7"),
    ],
)
def test_counts_are_written_in_the_formats_of_the_six_languages(
    form: str, counts: tuple[int, ...], expected: str
) -> None:
    assert " ".join(written(count, form) for count in counts) == expected


@given(st.sampled_from(sorted(FORMATS)), st.integers())
def test_no_count_is_too_large_or_too_small_to_write(form: str, count: int) -> None:
    assert len(written(count, form)) < 10_000 + count.bit_length()


@given(
    st.sampled_from(["decimal", "lowerRoman", "lowerLetter", "russianLower", "arabicAbjad", "chineseCountingThousand"])
)
def test_no_two_counts_of_a_draft_look_the_same(form: str) -> None:
    assert len({written(count, form) for count in range(1, 400)}) == 399


# --------------------------------------------------------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((0, 1, 1, 2, 2, 1, 0, 1), ["1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2.", "(a)"]),
        ((0, 2, 2, 1, 2), ["1.", "(i)", "(ii)", "(b)", "(i)"]),
        ((1, 1, 0, 1), ["(a)", "(b)", "2.", "(a)"]),
        ((0, 8), ["1.", ""]),
    ],
)
def test_levels_count_and_start_anew_under_a_higher_one(levels: tuple[int, ...], expected: list[str]) -> None:
    assert numbers(*items(1, *levels), numbering=family(0, *LEVELS) + instance(1, 0)) == expected


def test_a_number_may_show_the_levels_above_it() -> None:
    lists = family(0, *LEGAL) + instance(1, 0)
    assert numbers(*items(1, 0, 1, 1, 2, 0, 1), numbering=lists) == [
        "Article I", "I.1", "I.2", "I.2.1", "Article II", "II.1",
    ]  # fmt: skip


def test_a_level_above_that_was_never_used_shows_its_start() -> None:
    lists = family(0, level(0, "%1.", start=3), level(1, "%1.%2")) + instance(1, 0)
    assert numbers(*items(1, 1, 1, 0), numbering=lists) == ["3.1", "3.2", "4."]


def test_legal_numbering_shows_arabic_digits_throughout() -> None:
    legal = level(1, "%1.%2", "lowerLetter", more="<w:isLgl/>")
    lists = family(0, level(0, "%1", "upperRoman"), legal) + instance(1, 0)
    assert numbers(*items(1, 0, 1, 1), numbering=lists) == ["I", "1.1", "1.2"]


def test_a_level_of_bullets_or_none_adds_nothing_to_other_numbers() -> None:
    lists = family(0, level(0, "%1."), level(1, "–", "bullet"), level(2, "%1.%2%3")) + instance(1, 0)
    assert numbers(*items(1, 0, 1, 2), numbering=lists) == ["1.", "–", "1.1"]
    lists = family(0, level(0, "ANNEX", "none"), level(1, "%1%2.")) + instance(1, 0)
    assert numbers(*items(1, 0, 1, 1), numbering=lists) == ["ANNEX", "1.", "2."]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.", "(a)", "(i)", "(b)", "(i)", "2.", "(a)", "(i)"]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "(a)", "(i)", "(b)", "(ii)", "2.", "(a)", "(iii)"]),
        ('<w:lvlRestart w:val="1"/>', ["1.", "(a)", "(i)", "(b)", "(ii)", "2.", "(a)", "(i)"]),
        ('<w:lvlRestart w:val="2"/>', ["1.", "(a)", "(i)", "(b)", "(i)", "2.", "(a)", "(i)"]),
        ('<w:lvlRestart w:val="9"/>', ["1.", "(a)", "(i)", "(b)", "(i)", "2.", "(a)", "(i)"]),
    ],
)
def test_a_level_starts_anew_only_after_the_level_it_says(restart: str, expected: list[str]) -> None:
    lists = family(0, *LEVELS[:2], level(2, "(%3)", "lowerRoman", more=restart)) + instance(1, 0)
    assert numbers(*items(1, 0, 1, 2, 1, 2, 0, 1, 2), numbering=lists) == expected


def test_lists_of_one_family_count_together() -> None:
    lists = family(0, *LEVELS) + instance(1, 0) + instance(2, 0)
    assert numbers(*items(1, 0, 0), *items(2, 0), *items(1, 0), numbering=lists) == ["1.", "2.", "3.", "4."]


def test_lists_of_two_families_do_not() -> None:
    lists = family(0, *LEVELS) + family(1, *LEVELS) + instance(1, 0) + instance(2, 1)
    assert numbers(*items(1, 0, 0), *items(2, 0), *items(1, 0), numbering=lists) == ["1.", "2.", "1.", "3."]


def test_a_list_with_its_own_start_begins_there_once_and_the_family_counts_on() -> None:
    lists = family(0, *LEVELS) + instance(1, 0) + instance(2, 0, restarts={0: 8})
    assert numbers(*items(1, 0, 0), *items(2, 0, 0), *items(1, 0), *items(2, 0), numbering=lists) == [
        "1.", "2.", "8.", "9.", "10.", "11.",
    ]  # fmt: skip


def test_a_list_that_starts_anew_inside_a_paragraph_leaves_the_count_of_paragraphs_alone() -> None:
    """As Word writes it when somebody chooses "restart at a": all levels are overridden, the first used starts anew."""
    lists = family(0, *LEVELS) + instance(1, 0) + instance(2, 0, restarts={0: 1, 1: 1, 2: 1})
    assert numbers(*items(1, 0, 1, 1), *items(2, 1, 1, 0, 1), numbering=lists) == [
        "1.", "(a)", "(b)", "(a)", "(b)", "2.", "(a)",
    ]  # fmt: skip


def test_a_list_may_override_how_a_level_looks() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "Rule %1", start=5)}</w:lvlOverride>'
    lists = family(0, *LEVELS) + instance(1, 0, more=other)
    assert numbers(*items(1, 0, 0, 1), numbering=lists) == ["Rule 5", "Rule 6", "(a)"]


def test_a_list_of_a_single_level_has_but_one() -> None:
    lists = family(0, level(0, "%1."), more='<w:multiLevelType w:val="singleLevel"/>') + instance(1, 0)
    assert numbers(*items(1, 0, 3, 0), numbering=lists) == ["1.", "2.", "3."]


def test_a_level_beyond_all_levels_takes_no_time() -> None:
    lists = family(0, level(0, "%1."), level(10**12, "%1.%2")) + instance(1, 0)
    assert numbers(*items(1, 10**12, 0), numbering=lists) == ["1.", "2."]


def test_a_level_without_a_start_starts_at_zero() -> None:
    bare = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert numbers(*items(1, 0, 0), numbering=family(0, bare) + instance(1, 0)) == ["0.", "1."]


def test_an_extended_format_stands_beside_a_plain_one_for_older_programs() -> None:
    inside = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    extended = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{inside}<w:lvlText w:val="%1"/></w:lvl>'
    assert numbers(*items(1, 0, 0), numbering=family(0, extended) + instance(1, 0)) == ["009", "010"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\uf0b7", "•"), ("•", "•"), ("o", "•"), ("§", "•"), ("–", "–"), ("-", "-"), ("", "")],
)
def test_a_bullet_is_a_dash_or_a_bullet_and_never_a_letter(text: str, expected: str) -> None:
    assert numbers(*items(1, 0), numbering=family(0, level(0, text, "bullet")) + instance(1, 0)) == [expected]


def test_an_empty_paragraph_shows_its_number_but_no_bullet() -> None:
    lists = family(0, level(0, "Article %1"), level(1, "•", "bullet")) + instance(1, 0)
    body = [p(num=(1, 0)), p("Use of terms"), p(num=(1, 1)), p(num=(1, 0)), p("Scope")]
    assert numbers(*body, numbering=lists) == ["Article 1", "", "Article 2", ""]


def test_a_number_may_be_hidden_or_in_capitals() -> None:
    def looking(text: str, look: str) -> str:
        return level(0, text).replace("</w:lvl>", f"<w:rPr>{look}</w:rPr></w:lvl>")

    lists = family(0, looking("Article %1", "<w:caps/>")) + family(1, looking("%1", "<w:vanish/>"))
    lists += instance(1, 0) + instance(2, 1)
    assert numbers(*items(1, 0), *items(2, 0), numbering=lists) == ["ARTICLE 1", ""]


# ------------------------------------------------------------------------------------------- where a list is named


def linked(index: int, text: str, form: str, style_id: str) -> str:
    return level(index, text, form, more=f'<w:pStyle w:val="{style_id}"/>')


def test_a_paragraph_style_may_number() -> None:
    lists = family(0, linked(0, "Article %1", "decimal", "heading1"), linked(1, "%2.", "decimal", "heading2"))
    styles = (
        style("heading 1", ppr=numbered(1))
        + style("heading 2", ppr=numbered(1, 1))
        + style("Child", based_on="heading2")
    )
    body = [p("x", style="heading1"), p("x", style="heading2"), p("x", style="Child"), p("x", style="heading1")]
    assert numbers(*body, numbering=lists + instance(1, 0), styles=styles) == ["Article 1", "1.", "2.", "Article 2"]


def test_a_list_that_names_a_style_says_its_level() -> None:
    lists = family(0, *LEVELS[:1], linked(1, "(%2)", "lowerLetter", "Item")) + instance(1, 0)
    assert numbers(p("x", style="Item"), numbering=lists, styles=style("Item", ppr=numbered(1))) == ["(a)"]


def test_a_style_may_say_only_the_level_and_take_the_list_from_its_parent() -> None:
    styles = style("A", ppr=numbered(1, 0)) + style("B", based_on="A", ppr='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    lists = family(0, *LEVELS) + instance(1, 0)
    assert numbers(p("x", style="A"), p("x", style="B"), numbering=lists, styles=styles) == ["1.", "(a)"]


def test_list_zero_takes_a_paragraph_or_a_style_out_of_the_list() -> None:
    styles = style("A", ppr=numbered(1, 0)) + style("B", based_on="A", ppr=numbered(0))
    lists = family(0, *LEVELS) + instance(1, 0)
    body = [p("x", style="A"), p("1. typed", style="A", num=(0, 0)), p("x", style="B"), p("x", style="A")]
    assert numbers(*body, numbering=lists, styles=styles) == ["1.", "", "", "2."]


def test_a_paragraph_may_say_only_its_level() -> None:
    lists = family(0, *LEVELS) + instance(1, 0)
    only_level = p("x", style="A", inside='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert numbers(p("x", style="A"), only_level, numbering=lists, styles=style("A", ppr=numbered(1, 0))) == [
        "1.",
        "(a)",
    ]


@pytest.mark.parametrize("named_by_definition", [True, False])
def test_a_list_style_stands_for_a_definition(named_by_definition: bool) -> None:
    link = '<w:styleLink w:val="Treaty"/>' if named_by_definition else ""
    lists = family(0, *LEVELS, more=link) + family(1, more='<w:numStyleLink w:val="Treaty"/>')
    styles = style("Treaty", "numbering", ppr=numbered(1))
    assert numbers(*items(2, 0, 1), numbering=lists + instance(1, 0) + instance(2, 1), styles=styles) == ["1.", "(a)"]


def test_a_list_that_is_nowhere_defined_numbers_nothing() -> None:
    assert numbers(p("x", num=(7, 0)), numbering=family(0, *LEVELS)) == [""]
    assert numbers(p("x", num=(1, 0)), numbering=instance(1, 3)) == [""]


def test_lists_count_on_through_tables_and_start_anew_in_a_text_box() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('box', num=(1, 0))}</w:txbxContent></v:textbox></w:pict></w:r>"
    cells = f"<w:tbl><w:tr><w:tc>{p('cell', num=(1, 0))}</w:tc></w:tr></w:tbl>"
    lists = family(0, *LEVELS) + instance(1, 0)
    body = [p("a", num=(1, 0)), cells, p(r("b"), box, num=(1, 0)), p("c", num=(1, 0))]
    assert numbers(*body, numbering=lists) == ["1.", "2.", "3.", "1.", "4."]


@given(st.lists(st.integers(0, 2), min_size=1, max_size=30))
def test_numbers_of_three_levels_are_those_of_a_simple_count(levels: list[int]) -> None:
    """A model that knows nothing of XML: a count a level, deeper ones forgotten, levels passed over begin at one."""
    counts: list[int] = []
    expected = []
    for at in levels:
        counts = counts[: at + 1]
        counts += [0] * (at + 1 - len(counts)) if len(counts) <= at else []
        counts = [count or 1 for count in counts[:at]] + [counts[at] + 1]
        expected.append(".".join(map(str, counts)))
    lists = family(0, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3")) + instance(1, 0)
    assert numbers(*items(1, *levels), numbering=lists) == expected
