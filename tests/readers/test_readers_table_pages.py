"""Tables that run over the end of a page, and columns side by side."""

from __future__ import annotations

from treatydiff.readers.lines import PageLine, RuledCell
from treatydiff.readers.pdf.columns import FEWEST, Column, goes_on, side_by_side
from treatydiff.readers.pdf.tables.pages import joined


def row(high: int, *cells: str) -> list[PageLine]:
    """A row of a ruled table, a line in each cell that says something."""
    places = [RuledCell(100 * k, 100 * k + 100, high - 20, high) for k in range(len(cells))]
    return [
        PageLine(text, cell.left + 5, cell.right - 5, high - 15, 10, cell=cell)
        for text, cell in zip(cells, places, strict=True)
        if text
    ]


HEAD = ("No.", "What", "Who")


def texts(pages: list[list[PageLine]]) -> list[list[str]]:
    return [[line.text for line in page] for page in pages]


def test_a_row_of_headings_printed_again_is_set_aside() -> None:
    first, second = (
        [*row(700, *HEAD), *row(680, "1", "It acts.", "A")],
        [*row(800, *HEAD), *row(780, "2", "It may.", "B")],
    )
    pages, again = joined([first, second])
    assert texts(pages)[1] == ["2", "It may.", "B"]
    assert again == list(HEAD)


def test_a_row_of_the_same_words_in_a_table_of_its_own_stays() -> None:
    text = [PageLine("Another table:", 5, 90, 650, 10)]
    second = [*row(800, *HEAD), *row(780, "2", "It may.", "B")]
    pages, again = joined([[*row(700, *HEAD), *row(680, "1", "It acts.", "A"), *text], second])
    assert texts(pages)[1] == ["No.", "What", "Who", "2", "It may.", "B"]
    assert not again


def test_a_sentence_goes_on_in_its_cell_on_the_next_page() -> None:
    first, second = (
        [*row(700, *HEAD), *row(680, "1", "It acts and", "A")],
        [*row(800, "", "may rest.", ""), *row(780, "2", "So.", "B")],
    )
    pages, _ = joined([first, second])
    assert texts(pages) == [["No.", "What", "Who", "1", "It acts and", "may rest.", "A"], ["2", "So.", "B"]]
    assert pages[0][5].cell == pages[0][4].cell


def test_a_new_row_on_the_next_page_stays_one() -> None:
    first, second = [*row(700, *HEAD), *row(680, "1", "Keeping of data", "A")], row(800, "2", "Searches", "B")
    pages, again = joined([first, second])
    assert texts(pages)[1] == ["2", "Searches", "B"]
    assert not again


def column(left: float, count: int, top: float = 700) -> list[PageLine]:
    return [PageLine("words", left, left + 200, top - 12 * k, 10) for k in range(count)]


def test_text_that_jumps_up_and_stands_beside_what_went_before_is_a_column() -> None:
    whole = PageLine("A heading over the whole width", 72, 500, 730, 10)
    found = side_by_side([whole, *column(72, FEWEST), *column(300, FEWEST)])
    assert 0 not in found
    assert set(found.values()) == {Column(72, 272), Column(300, 500)}
    assert len(found) == 2 * FEWEST


def test_few_lines_side_by_side_are_cells_unless_the_page_before_had_such_columns() -> None:
    lines = [*column(72, 3), *column(300, 2)]
    known = (Column(72, 272), Column(300, 500))
    assert side_by_side(lines) == {}
    assert set(side_by_side(lines, known).values()) == set(known)
    assert set(goes_on(column(72, 2), known).values()) == {known[0]}
    assert goes_on([*column(72, 2), PageLine("wide", 72, 500, 100, 10)], known) == {}
