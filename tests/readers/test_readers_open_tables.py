"""Cells that only white space sets apart are read one by one, and nothing else is taken for such."""

from __future__ import annotations

import pytest

from pdf_making import T, pdf
from treatydiff.model import BlockKind
from treatydiff.readers import READERS, ReadOptions
from treatydiff.readers.pdf.tables.unruled import CellPiece, cells_of

WORDS = "each State Party shall adopt the measures that are needed to keep data safe and".split()


def prose(count: int, x: float, top: float, words: int = 9) -> list[T]:
    """Lines of words below each other."""
    said = (" ".join(WORDS[(5 * i + k) % len(WORDS)] for k in range(words)) for i in range(count))
    return [T(x, top - 14 * i, text) for i, text in enumerate(said)]


INTRO = [T(250, 800, "Article 1"), *prose(3, 72, 780, 16)]
AFTER = prose(3, 72, 400, 16)


def told(*pieces: T) -> list[str]:
    """The words of the cells of a page."""
    reading = READERS["pdf"].read(pdf([*INTRO, *pieces, *AFTER]), "draft.pdf", ReadOptions())
    return [block.text for block in reading.blocks if block.kind is BlockKind.CELL]


def terms(count: int) -> list[T]:
    """Rows of a term and what it means, over two lines."""
    rows = ((T(72, 700 - 30 * i, f"Term {i} of all"), *prose(2, 220, 700 - 30 * i)) for i in range(count))
    return [piece for row in rows for piece in row]


def test_cells_are_read_row_by_row() -> None:
    cells = told(*terms(4))
    assert cells[::2] == [f"Term {i} of all" for i in range(4)]
    assert set(cells[1::2]) == {" ".join(piece.text for piece in prose(2, 220, 700))}


def test_cells_that_the_file_gives_as_one_line_are_parted() -> None:
    rows = [
        (T(72, 700 - 14 * i, f"Item {i}"), T(300, 700 - 14 * i, f"{i}0 days"), T(450, 700 - 14 * i, "as said"))
        for i in range(3)
    ]
    assert told(*(piece for row in rows for piece in row))[:4] == ["Item 0", "00 days", "as said", "Item 1"]


LEFT, RIGHT = prose(10, 72, 700, 8), prose(10, 320, 700, 8)


@pytest.mark.parametrize(
    "pieces",
    [
        terms(2),
        [*LEFT, *RIGHT],
        [piece for pair in zip(LEFT, RIGHT, strict=True) for piece in pair],
        [p for i in range(5) for p in (T(72, 700 - 28 * i, f"{i + 1}."), *prose(2, 108, 700 - 28 * i, 14))],
        [
            p
            for i in range(5)
            for p in (T(72, 700 - 28 * i, f"{i + 1}."), T(96, 700 - 28 * i, "(a)"), *prose(2, 140, 700 - 28 * i, 12))
        ],
        [
            p
            for i in range(4)
            for p in (
                *(
                    T(72, 700 - 56 * i, "f)"),
                    T(130, 700 - 56 * i, "The drawing up of manuals and"),
                    T(72, 686 - 56 * i, "of rules:"),
                ),
                *(T(72, 672 - 56 * i, "i)"), T(130, 672 - 56 * i, "Criteria and documents;")),
            )
        ],
        [
            p
            for i in range(5)
            for p in (
                T(72, 700 - 14 * i, f"Article {i}"),
                T(150, 700 - 14 * i, "Of it all"),
                T(500, 700 - 14 * i, f"{i + 7}"),
            )
        ],
        [
            p
            for i in range(5)
            for p in (T(72, 700 - 14 * i, f"Rule {i}"), T(150, 700 - 14 * i, f"Of it all ........ {i}"))
        ],
        [
            p
            for i in range(5)
            for p in (T(72 + 20 * i, 700 - 14 * i, "Of it"), T(300 - 25 * i, 700 - 14 * i, f"and all {i}"))
        ],
    ],
    ids=[
        "two rows",
        "columns",
        "columns line by line",
        "a list",
        "two levels",
        "lists in a list",
        "contents",
        "leaders",
        "no edges",
    ],
)
def test_what_is_not_surely_a_table_is_none(pieces: list[T]) -> None:
    assert told(*pieces) == []


def test_a_heading_below_a_table_is_no_part_of_its_last_cell() -> None:
    assert "Article 2" not in " ".join(told(*terms(4), T(280, 566, "Article 2")))


def test_a_row_that_began_overleaf_is_a_row() -> None:
    below = [CellPiece(x, x + 60, 686 - 30 * i, 10, "said") for i in range(3) for x in (72, 200)]
    assert (
        len({cell.high for cell in cells_of([CellPiece(200, 260, 700, 10, "goes on"), *below], from_right=False)}) == 4
    )


def test_columns_are_counted_from_the_right_where_the_text_is_read_so() -> None:
    rows = [CellPiece(x, 260 if x > 100 else 132, 700 - 30 * i, 10, "said") for i in range(3) for x in (200, 72)]
    cells = cells_of(rows, from_right=True)
    assert len(cells) == 6
    assert cells[0].left > cells[1].left
