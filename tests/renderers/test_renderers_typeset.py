from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from making import marked as spans_of
from treatydiff.model import Op, Span
from treatydiff.renderers.text import typeset
from treatydiff.renderers.text.typeset import (
    columns,
    ends,
    folded,
    grid,
    line,
    marked,
    packed,
    standing,
    styled,
    to_bytes,
    wrap,
)

LETTERS = st.text(alphabet="ab шالعدل 第五条，。[]-+{} ", max_size=300)


def plain(*texts: object, width: int = 80) -> str:
    return to_bytes(texts, width, False).decode()  # type: ignore[arg-type]


@given(LETTERS, st.integers(20, 90))
def test_breaking_lines_loses_nothing_but_space_and_fits(text: str, width: int) -> None:
    lines = [each.plain for each in wrap(styled(text), width, "  ", "    ")]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(each) <= width for each in lines)


@given(st.lists(st.tuples(st.sampled_from(list(Op)), LETTERS), max_size=6), st.integers(20, 90))
def test_without_colour_a_line_says_what_it_says_in_colour(parts: list[tuple[Op, str]], width: int) -> None:
    lines = [*wrap(marked(Span(op, text) for op, text in parts), width, ("> ", "dim")), line()]
    bare = _ESCAPES.sub("", to_bytes(lines, width, True).decode())
    assert re.sub(" +\n", "\n", bare) == plain(*lines, width=width)


@given(st.lists(st.sampled_from(["a", "B", "_", "ab", " ", "\u2003", "\n", ".", "ſ", "é", "第", "ı"]), max_size=40))
def test_words_that_are_walked_stand_where_an_expression_finds_them(parts: list[str]) -> None:
    text = "".join(parts)
    for phrase in ("a", "AB", "a b", "a ab  a", "b.", "_", " "):
        assert [*standing(phrase, text)] == [match.span() for match in typeset._phrase(phrase).finditer(text)]


_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@given(st.lists(st.tuples(st.sampled_from(list(Op)), LETTERS), max_size=6))
def test_folding_never_touches_what_changed(parts: list[tuple[Op, str]]) -> None:
    spans = tuple(Span(op, text) for op, text in parts)
    changed = [span for span in spans if span.op is not Op.KEEP]
    assert [span for span in folded(spans) if span.op is not Op.KEEP] == changed


@given(st.text(alphabet="word. ", min_size=300, max_size=900), st.text(alphabet="word. ", min_size=300, max_size=900))
def test_what_is_kept_beside_a_change_is_shown_up_to_it(before: str, after: str) -> None:
    first, _, last = folded((Span(Op.KEEP, before), Span(Op.INSERT, "x"), Span(Op.KEEP, after)))
    assert before.endswith(first.text.removeprefix("… "))
    assert after.startswith(last.text.removesuffix(" …"))
    assert len(first.text) < 100
    assert len(last.text) < 100


def test_the_middle_between_two_changes_is_folded() -> None:
    text = marked(spans_of("{+a+} " + "one two three " * 30 + "[-b-]")).plain
    assert text.count("…") == 1
    assert text.startswith("{+a+} one two three")
    assert text.endswith("three [-b-]")


def test_a_grid_aligns_wide_letters_and_numbers() -> None:
    rows = [[styled("第五条"), styled("7"), styled("x")], [styled("a"), styled("12"), styled("y")]]
    assert plain(*grid(rows, right=[1])) == "第五条   7  x\na       12  y\n"


def test_a_table_wraps_its_cells() -> None:
    table = columns(("Old", "Heading"), [[styled("1"), styled("a heading that is long")]])
    assert plain(table, width=20) == "Old  Heading\n1    a heading that\n     is long\n"


@pytest.mark.parametrize("color", [False, True])
def test_text_that_nobody_made_visible_is_made_so_at_the_end(color: bool) -> None:
    assert b"\x1b[2J" not in to_bytes([line("a\x1b[2Jb")], 80, color)


def stressed(marks: str, *words: str, op: Op = Op.INSERT, fold: bool = False) -> list[str]:
    text = marked(spans_of(marks), fold=fold, stress={op: words})
    return [text.plain[each.start : each.end] for each in text.spans if each.style == "bold reverse"]


@pytest.mark.parametrize(
    ("marks", "words", "found"),
    [
        ("Each [-may-]{+shall+} act", "shall", ["shall"]),
        ("{+Shall and shallow+}", "shall", ["Shall"]),
        ("{+any serious  crime+}", "serious crime", ["serious  crime"]),
        ("domestic {+and international +}law", "international law", ["international "]),
        ("{+any+} kept {+crime+}", "any kept crime", ["any", "crime"]),
        ("shall {+not+}", "shall", []),
        ("[-shall-]", "shall", []),
        ("[-可-]{+各国应当合作+}", "应当", ["应当"]),
        ("{+(a)+} is", "(a) is", ["(a)"]),
        ("{+a\x1bb+}", "a\x1bb", ["a\\x1bb"]),
        ("{+anything+}", " ", []),
    ],
)
def test_words_are_stressed_where_they_stand_as_such_and_came(marks: str, words: str, found: list[str]) -> None:
    assert stressed(marks, words) == found


def test_stressed_words_are_found_in_folded_text_too() -> None:
    assert stressed("kept " * 90 + "[-may-]" + " kept" * 90, "may", op=Op.DELETE, fold=True) == ["may"]


def test_neighbours_to_which_the_same_happened_are_one_mark() -> None:
    spans = (Span(Op.DELETE, "Nothing in "), Span(Op.DELETE, "this"), Span(Op.INSERT, "This"))
    assert marked(spans).plain == "[-Nothing in this-]{+This+}"


@pytest.mark.parametrize(
    ("left", "width", "shown"),
    [
        ("Article 1", 20, "Article 1    amended\n"),
        ("Article 1 on many things", 20, "Article 1 on many\n    things   amended\n"),
        ("Article 1 on things", 20, "Article 1 on things\n             amended\n"),
    ],
)
def test_what_stands_at_both_ends_of_a_line_shares_it_where_there_is_room(left: str, width: int, shown: str) -> None:
    assert plain(*ends(styled(left), styled("amended"), width), width=width) == shown


def test_a_line_ends_between_parts_and_never_inside_one() -> None:
    parts = [styled("18 unchanged"), styled("1 split"), styled("1 merged")]
    assert [each.plain for each in packed(parts, 24, "Was ", "    ")] == ["Was 18 unchanged", "    1 split  1 merged"]
    assert [each.plain for each in packed(parts, 40, "Was ", "    ")] == ["Was 18 unchanged  1 split  1 merged"]
