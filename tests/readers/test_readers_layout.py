"""Printed lines become printed paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from treatydiff.model import Block, BlockKind
from treatydiff.readers.lines import ITEM_NUMBER, Mark, Page, PageLine, Stroke, is_heading_number
from treatydiff.readers.pdf.footnotes import drawn_rule
from treatydiff.readers.pdf.layout import Layout, lay_out

LEFT, RIGHT, SIZE, LEADING = 100.0, 500.0, 10.0, 12.0
LONG = "and the words of this line go on as far as the right edge of the column of the page so that"


def line(text: str, y: float, x0: float = LEFT, x1: float | None = None, **more: object) -> PageLine:
    """A line; without ``x1`` it reaches the right edge if it is long, else as far as its letters need."""
    end = x1 if x1 is not None else RIGHT if len(text) > 70 else min(RIGHT, x0 + 4.5 * len(text))
    return PageLine(text, x0, end, y, **{"size": SIZE, **more})  # type: ignore[arg-type]


def centred(text: str, y: float, **more: object) -> PageLine:
    half = 2.25 * len(text)
    middle = (LEFT + RIGHT) / 2
    return line(text, y, middle - half, middle + half, **more)


def page(*lines: PageLine, number: int = 1) -> Page:
    return Page(number, 600, 840, lines)


def column(*texts: str | PageLine, top: float = 700) -> list[PageLine]:
    """Lines one under the other at the usual distance; long lines so that the page has a column."""
    found: list[PageLine] = []
    for i, text in enumerate(texts):
        y = top - LEADING * i
        found.append(text._replace(y=y) if isinstance(text, PageLine) else line(text, y))
    return found


def texts(layout: Layout | Sequence[Page]) -> list[str]:
    done = layout if isinstance(layout, Layout) else lay_out(layout)
    return [block.text for block in done.blocks]


def blocks(*pages: Page) -> tuple[Block, ...]:
    return lay_out(pages).blocks


FILL = [f"{i}. {LONG}." for i in range(1, 5)]
"""Four paragraphs of one line each that show where the column ends."""


def filled(*lines: PageLine, top: float = 800) -> Page:
    return page(*[line(text, top - 18 * i) for i, text in enumerate(FILL)], *lines)


def test_a_paragraph_is_joined_over_its_lines() -> None:
    text = column(f"1. {LONG}", LONG, "it ends here.", f"2. {LONG}", "and ends.")
    assert texts([page(*text)]) == [f"1. {LONG} {LONG} it ends here.", f"2. {LONG} and ends."]


def test_a_gap_begins_a_paragraph() -> None:
    lines = [*column(LONG, LONG, LONG, top=600), line("Whatever follows the gap, even in full,", 560)]
    assert texts([page(*lines)])[-1].startswith("Whatever follows")


def test_where_most_paragraphs_have_one_line_the_gap_between_them_is_still_a_gap() -> None:
    lines = [line(LONG, 700 - 20 * i) for i in range(8)] + [line(LONG, 560 - LEADING), line("last.", 560 - 2 * LEADING)]
    assert len(texts([page(*lines)])) == 8


def test_a_first_line_indent_begins_a_paragraph() -> None:
    indented = line("The law shall say so, " + LONG[:60], 0, LEFT + 30)
    text = column(LONG, "it ends here.", indented, LONG, "the end.")
    assert [t[:12] for t in texts([page(*text)])] == ["and the word", "The law shal"]


def test_a_line_under_the_words_of_a_hanging_number_goes_on() -> None:
    first = line(f"(a) {LONG[:70]}, as stated in article 9,", 0, LEFT + 20, RIGHT, hang=LEFT + 40)
    text = column(first, line("(e), of the Convention and of its annexes, " + LONG[:30], 0, LEFT + 40), LONG)
    assert len(texts([filled(*text)])) == 5


def test_a_number_that_ends_a_reference_does_not_begin_a_paragraph() -> None:
    text = column(f"{LONG} in paragraph", f"1 (b) above and {LONG[:50]}", "it ends.")
    assert len(texts([page(*text)])) == 1


def test_heading_and_title_are_paragraphs_of_their_own() -> None:
    heading = [centred("Article 29", 500, bold=True), centred("Relations between this Convention", 488, bold=True)]
    title = [centred("and other instruments", 476, bold=True)]
    found = texts([filled(*heading, *title, *column(f"1. {LONG}", top=450))])
    assert found[4:] == ["Article 29", "Relations between this Convention and other instruments", f"1. {LONG}"]


def test_style_tells_bold_centred_size_and_indent() -> None:
    heading, item = centred("PART II", 500, bold=True, size=14.0), line("(a) To act;", 470, LEFT + 24)
    done = blocks(filled(heading, item))
    assert (done[4].style.bold, done[4].style.centred, done[4].style.size) == (True, True, 14.0)
    assert (done[5].style.bold, done[5].style.centred, done[5].style.indent) == (False, False, 24.0)


def test_a_short_item_is_not_centred_by_chance() -> None:
    item = centred("(b) Items decided upon;", 500)
    assert not blocks(filled(item))[4].style.centred


def test_a_paragraph_that_runs_over_a_page_is_one_and_keeps_its_first_page() -> None:
    first = filled(*column(f"5. {LONG}", LONG, top=300))
    second = page(*column(f"{LONG} it goes on", "and ends.", f"6. {LONG}", "the end."), number=2)
    done = blocks(first, second)
    assert done[4].text == f"5. {LONG} {LONG} {LONG} it goes on and ends."
    assert (done[4].origin.page, done[5].origin.page) == (1, 2)
    assert done[5].text.startswith("6.")


@pytest.mark.parametrize("start", ["(b) To act;", "6. The next one", "Article 7"])
def test_a_paragraph_does_not_swallow_a_numbered_one_on_the_next_page(start: str) -> None:
    first = filled(*column(f"(a) {LONG}", f"{LONG};", top=300))
    second = page(*column(start, LONG, LONG, LONG), number=2)
    assert blocks(first, second)[5].text.startswith(start)


def test_a_word_broken_at_the_end_of_a_page_is_whole() -> None:
    first = filled(*column(f"5. {LONG} conser\ufffe", top=300))
    second = page(*column(f"vation of {LONG}", f"7. The conservation of {LONG}", LONG), number=2)
    assert "conservation of and" in blocks(first, second)[4].text


def test_another_column_is_read_after_the_first() -> None:
    left = [line(f"left {LONG[:40]}{i}", 600 - LEADING * i, 60, 280) for i in range(6)]
    right = [line(f"Right {LONG[:40]}{i}", 600 - LEADING * i, 310, 530) for i in range(6)]
    joined = " ".join(texts([page(*left, *right)]))
    assert joined.index("left and the words of this line go on as far 5") < joined.index("Right and")


# ------------------------------------------------------------------------------------------------------------ footnotes


def note(number: str, text: str, y: float) -> PageLine:
    return line(f"{number} {text}", y, LEFT, size=8.0, marks=(Mark(0, len(number)),))


def body(text: str, y: float, *marks: tuple[int, int]) -> PageLine:
    return line(text, y, marks=tuple(Mark(*mark) for mark in marks))


def test_footnotes_stand_at_the_end_with_their_number_and_their_marks_are_gone() -> None:
    text = f"5. {LONG} the sea,1 and"
    at = text.index("1 and")
    done = lay_out(
        [
            filled(
                body(text, 300, (at, at + 1)),
                line("it ends.2", 288, marks=(Mark(8, 9),)),
                line("_____________", 90, LEFT, 160),
                note("1", "Adopted ad referendum,", 78),
                line("subject to review.", 68, size=8.0),
                note("2", "See article 9.", 58),
            )
        ]
    )
    assert done.blocks[4].text == f"5. {LONG} the sea, and it ends."
    notes = [(b.number, b.text) for b in done.blocks if b.kind is BlockKind.FOOTNOTE]
    assert notes == [("1", "Adopted ad referendum, subject to review."), ("2", "See article 9.")]
    assert [n.set_aside for n in done.notices] == [("_____________",), ("1", "2")]


def test_a_raised_number_without_a_footnote_stays() -> None:
    text = f"5. {LONG} 10 km2"
    done = blocks(filled(body(text, 300, (len(text) - 1, len(text)))))
    assert done[4].text == text


def test_a_footnote_goes_on_at_the_foot_of_the_next_page() -> None:
    first = filled(line("5. One.1", 300, marks=(Mark(7, 8),)), note("1", f"It begins {LONG}", 60))
    second = page(*column(*FILL), line("and ends on the next page.", 60, size=8.0), number=2)
    done = blocks(first, second)
    assert (done[-1].kind, done[-1].text) == (BlockKind.FOOTNOTE, f"It begins {LONG} and ends on the next page.")


def ruled(*lines: PageLine, at: float | None, number: int = 1) -> Page:
    """A page with a line drawn at a height."""
    return replace(filled(*lines), number=number, strokes=(Stroke(LEFT, LEFT + 144, at),) if at else ())


AS_LARGE = (line("5. It ends.1", 300, marks=(Mark(11, 12),)), line("1 Adopted by the", 78), line("whole group.", 66))


def test_below_a_drawn_line_footnotes_are_as_large_as_the_text() -> None:
    done = blocks(ruled(*AS_LARGE, at=92))
    assert [(b.number, b.text) for b in done if b.kind is BlockKind.FOOTNOTE] == [("1", "Adopted by the whole group.")]
    assert done[4].text == "5. It ends."


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (AS_LARGE, None),
        (AS_LARGE, 330),
        (AS_LARGE, 72),
        ((line("5. It ends.", 300), *AS_LARGE[1:]), 92),
        ((*AS_LARGE, line("A second column.", 700, 320, 400)), 92),
    ],
    ids=["no line", "a line above the text, too", "a line inside", "no mark answers", "text beside it"],
)
def test_what_stands_below_another_line_stays_in_the_text(lines: tuple[PageLine, ...], at: float | None) -> None:
    assert all(block.kind is BlockKind.BODY for block in blocks(ruled(*lines, at=at)))


def test_a_footnote_as_large_as_the_text_goes_on_below_the_line_of_the_next_page() -> None:
    first = ruled(line("5. One.1", 300, marks=(Mark(7, 8),)), line(f"1 It begins {LONG}", 66), at=80)
    second = replace(
        page(*column(*FILL), line("and ends on the next page.", 66), number=2), strokes=(Stroke(LEFT, LEFT + 144, 80),)
    )
    assert [b.text for b in blocks(first, second) if b.kind is BlockKind.FOOTNOTE] == [
        f"It begins {LONG} and ends on the next page."
    ]


def notes_of(*pages: Page) -> list[tuple[str, str]]:
    return [(b.number, b.text) for b in blocks(*pages) if b.kind is BlockKind.FOOTNOTE]


def two_columns(*left: PageLine, right: Sequence[PageLine] = ()) -> Page:
    """A page in two columns of ten lines, with more lines at the foot of each."""
    first = [line(f"The first column goes on to line {i}", 700 - LEADING * i, 100, 280) for i in range(10)]
    second = [line(f"The second one goes on to line {i}", 700 - LEADING * i, 320, 500) for i in range(10)]
    return page(*first, *left, *second, *right)


def test_footnotes_stand_at_the_foot_of_each_column() -> None:
    left = [line("and ends.1", 580, 100, 150, marks=(Mark(9, 10),)), note("1", "Of the left one.", 60)]
    right = [
        line("and ends.2", 580, 320, 370, marks=(Mark(9, 10),)),
        note("2", "Of the other.", 60)._replace(x0=320, x1=380),
    ]
    done = blocks(two_columns(*left, right=right))
    assert notes_of(two_columns(*left, right=right)) == [("1", "Of the left one."), ("2", "Of the other.")]
    assert {b.text[-9:] for b in done if b.kind is BlockKind.BODY} == {"and ends."}


def test_a_long_footnote_fills_the_next_page_below_its_line() -> None:
    first = ruled(line("5. One.1", 300, marks=(Mark(7, 8),)), line(f"1 It begins {LONG}", 66), at=80)
    second = replace(
        page(line(f"goes on {LONG}", 78), line("and ends.", 66), number=2), strokes=(Stroke(LEFT, 244, 92),)
    )
    assert notes_of(first, second) == [("1", f"It begins {LONG} goes on {LONG} and ends.")]


def test_paragraphs_of_a_footnote_are_paragraphs() -> None:
    first = f"It begins {LONG} far"
    foot = [note("1", first, 90), line("and ends.", 80, size=8.0), line("See also article 9.", 70, size=8.0)]
    assert notes_of(filled(line("5. One.1", 300, marks=(Mark(7, 8),)), *foot)) == [
        ("1", f"{first} and ends."),
        ("", "See also article 9."),
    ]


ENDS = (line("i Adopted by the", 200), line("whole group.", 188), line("ii See article 9.", 176))


def marked(text: str, y: float, mark: str) -> PageLine:
    return line(text + mark, y, marks=(Mark(len(text), len(text) + len(mark)),))


def test_endnotes_answer_to_the_marks_of_all_pages() -> None:
    first, second = filled(marked("5. One.", 300, "i")), page(marked("6. Two.", 700, "ii"), *ENDS, number=2)
    assert notes_of(first, second) == [("i", "Adopted by the whole group."), ("ii", "See article 9.")]
    assert [b.text for b in blocks(first, second)][4:6] == ["5. One.", "6. Two."]


def test_the_last_endnote_may_stand_alone_on_the_page_where_the_one_before_it_ends() -> None:
    text = (marked("5. One.", 300, "i"), marked("6. Two.", 270, "ii"))
    first = ruled(*text, line("i Adopted by the", 66), at=80)
    done = page(line("whole group.", 700), line("ii See article 9.", 688), number=2)
    assert notes_of(first, done) == [("i", "Adopted by the whole group."), ("ii", "See article 9.")]
    whole = ruled(*text, line("i Adopted by all.", 66), at=80)
    assert ("ii", "See article 9.") not in notes_of(whole, done)  # nothing says that what stands there are notes


@pytest.mark.parametrize(
    "lines",
    [ENDS[:2], (*reversed(ENDS),), (line("i. First,", 200), line("ii. then.", 188))],
    ids=["one is missing", "out of order", "numbers of items"],
)
def test_what_does_not_answer_to_all_marks_are_no_endnotes(lines: tuple[PageLine, ...]) -> None:
    assert not notes_of(filled(marked("5. One.", 300, "i"), marked("6. Two.", 270, "ii"), *lines))


def test_text_behind_endnotes_is_text() -> None:
    annex = [line("Annex", 140, bold=True), line("A list.", 120)]
    done = filled(marked("5. One.", 300, "i"), marked("6. Two.", 270, "ii"), *ENDS, *annex)
    assert [b.text for b in blocks(done) if b.kind is BlockKind.BODY][-2:] == ["Annex", "A list."]


def test_a_line_that_parts_text_and_footnotes_is_short_at_the_edge_and_underlines_nothing() -> None:
    lines = column(*FILL, top=300)
    lines += [line("1 Note.", 60)]
    between = {
        "a rule": Stroke(LEFT, LEFT + 144, 80),
        "at the other edge": Stroke(RIGHT - 144, RIGHT, 80),
        "too long": Stroke(LEFT, RIGHT, 80),
        "too short": Stroke(LEFT, LEFT + 20, 80),
        "in the middle": Stroke(200, 344, 80),
        "an underline": Stroke(LEFT, LEFT + 144, lines[3].y - 2),
        "below all": Stroke(LEFT, LEFT + 144, 20),
        "above all": Stroke(LEFT, LEFT + 144, 400),
    }
    found = [name for name, stroke in between.items() if drawn_rule([stroke], lines, 600) is not None]
    assert found == ["a rule", "at the other edge"]
    assert drawn_rule([], [], 600) is None


def test_small_print_that_is_no_footnote_stays_in_the_text() -> None:
    done = blocks(filled(line("Small print of the house.", 60, size=8.0)))
    assert done[-1].kind is BlockKind.BODY


# ------------------------------------------------------------------------------------------------------------- the rest


def test_a_watermark_and_what_is_too_small_to_be_seen_are_set_aside() -> None:
    lines = (line(LONG, 700), line("hidden", 400, size=1.0))
    done = lay_out([Page(1, 600, 840, lines, ("DRAFT",))])
    assert texts(done) == [LONG]
    assert [(n.message.split(" set")[0], n.set_aside) for n in done.notices] == [
        ("text too small to be seen", ("hidden",)),
        ("watermarks", ("DRAFT",)),
    ]


def test_entries_of_a_table_of_contents_are_not_run_together() -> None:
    entries = column(
        "Article 1. Terms . . . . . . . . . . . . . . . . 3", "Article 2. Scope . . . . . . . . . . . . . . . 4"
    )
    assert len(texts([filled(*entries)])) == 6


def test_nothing_printed_gives_nothing() -> None:
    assert lay_out([page()]).blocks == ()
    assert lay_out([]).blocks == ()


@pytest.mark.parametrize(
    "number",
    [
        "1. The",
        "(a) The",
        "(iv) To",
        "3 bis. The",
        "[3. The",
        "a) Les",
        "1.2 The",
        "一、缔",
        "（二）",
        "- 1",
        "1 - تعتمد",
        "(أ) تشجيع",
        "• To",
    ],
)
def test_numbers_at_the_start_of_a_line(number: str) -> None:
    assert ITEM_NUMBER.match(number)


@pytest.mark.parametrize("text", ["17, 18 and", "(e), of the", "2026 the", "article 5", "The (a)", "e.g. this"])
def test_what_is_no_number_at_the_start_of_a_line(text: str) -> None:
    assert not ITEM_NUMBER.match(text)


@pytest.mark.parametrize(
    "text", ["Article 5", "PART II", "[Article 12", "Rule 9", "Article premier", "第五条", "المادة 5", "Статья 20 bis"]
)
def test_headings_that_are_word_and_number(text: str) -> None:
    assert is_heading_number(text)


@pytest.mark.parametrize("text", ["article 191.", "Article 5 shall apply", "States", "May 2026 and"])
def test_lines_that_are_no_such_heading(text: str) -> None:
    assert not is_heading_number(text)


# --------------------------------------------------------------------------------------------- the margin and the edges


def counted(*numbers: int, x0: float = 70) -> list[PageLine]:
    """Numbers in the margin beside every second line of a page."""
    return [line(str(number), 700 - 2 * LEADING * i, x0, x0 + 8) for i, number in enumerate(numbers)]


PROSE = column(*[LONG] * 8)


def test_numbers_that_count_lines_are_set_aside() -> None:
    done = lay_out([page(*PROSE, *counted(5, 10, 15, 20)), page(*PROSE, *counted(5), number=2)])
    assert done.blocks[-1].text == " ".join([LONG] * 16)
    assert done.notices[0].set_aside == ("5", "10", "15", "20", "5")


@pytest.mark.parametrize(
    "numbers",
    [counted(5, 10), counted(5, 10, 11), counted(20, 15, 10), counted(5, 10, 15, x0=200)],
    ids=["two", "no step", "falling", "among the words"],
)
def test_other_numbers_are_text(numbers: list[PageLine]) -> None:
    assert not lay_out([page(*PROSE, *numbers)]).notices


def test_running_heads_of_left_and_right_pages_are_found() -> None:
    heads = ["Of the right", "Of the left"]
    pages = [
        page(line(heads[i % 2], 800), *(each._replace(text=f"{i} {each.text}") for each in PROSE), number=i + 1)
        for i in range(5)
    ]
    assert lay_out(pages).notices[0].set_aside == ("Of the right", "Of the left") * 2 + ("Of the right",)
