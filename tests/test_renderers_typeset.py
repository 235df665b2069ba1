from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from making import marked as spans_of
from treatydiff.model import Op, Span
from treatydiff.renderers.typeset import columns, folded, grid, line, marked, styled, to_bytes, wrap

LETTERS = st.text(alphabet="ab шالعدل 第五条，。[]-+{} ", max_size=300)


def plain(*texts: object, width: int = 80) -> str:
    return to_bytes(texts, width, False).decode()  # type: ignore[arg-type]


@given(LETTERS, st.integers(20, 90))
def test_breaking_lines_loses_nothing_but_space_and_fits(text: str, width: int) -> None:
    lines = [each.plain for each in wrap(styled(text), width, "  ", "    ")]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(each) <= width for each in lines)


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
