"""Ink that no word covers is read by itself, or said."""

from __future__ import annotations

from typing import Any

import pytest

from treatydiff.readers.pdf.uncovered_ink import KEYS, ONE_LINE, ONE_WORD, Table, completed

LINES = (("First", 100), ("Second", 200), ("Third", 300))


def table(*lines: tuple[str, int, float]) -> Table:
    """What tesseract tells of lines of one word each: with its top and how sure it is."""
    rows = [(text, conf, 50, top, 200, 30, 1, 1, number) for number, (text, top, conf) in enumerate(lines)]
    return dict(zip(KEYS, map(list, zip(*rows, strict=True)), strict=True)) if rows else {key: [] for key in KEYS}


@pytest.fixture
def page() -> Any:
    """A picture with three black lines where words stand."""
    image = pytest.importorskip("PIL.Image", reason="the extra ocr is not installed").new("L", (600, 400), 255)
    for _, top in LINES:
        image.paste(0, (50, top, 250, top + 30))
    return image


def test_a_line_that_was_passed_over_is_read_where_it_stands(page: Any) -> None:
    found, unread = completed(
        page, table(("First", 100, 90.0), ("Third", 300, 90.0)), lambda cut, mode: table(("Second", 9, 90.0))
    )
    assert (found["text"], unread) == (("First", "Second", "Third"), 0)
    assert found["top"][1] == pytest.approx(200, abs=1)


def test_a_short_one_is_read_as_a_word(page: Any) -> None:
    read = {ONE_LINE: table(), ONE_WORD: table(("Second", 9, 90.0))}
    found, unread = completed(page, table(("First", 100, 90.0), ("Third", 300, 90.0)), lambda cut, mode: read[mode])
    assert (found["text"], unread) == (("First", "Second", "Third"), 0)


def test_what_tesseract_is_not_sure_of_is_not_believed_but_counted(page: Any) -> None:
    found, unread = completed(
        page, table(("First", 100, 90.0), ("Third", 300, 90.0)), lambda cut, mode: table(("S", 9, 20.0))
    )
    assert (found["text"], unread) == (("First", "Third"), 1)


def test_dirt_rules_and_pictures_are_no_lines(page: Any) -> None:
    page.paste(0, (50, 250, 600, 255))  # a rule
    page.paste(0, (400, 20, 410, 50))  # dirt
    read = table(*((text, top, 90.0) for text, top in LINES))
    found, unread = completed(page, read, lambda cut, mode: pytest.fail("nothing is left to read"))
    assert (len(found["text"]), unread) == (3, 0)


def test_what_stands_at_its_height_already_is_not_read_twice(page: Any) -> None:
    narrow = table(("First", 100, 90.0), ("Second", 200, 90.0), ("Third", 300, 90.0))
    widths = [100, 100, 200]
    found, unread = completed(page, {**narrow, "width": widths}, lambda cut, mode: table(("cond", 9, 90.0)))
    assert found["text"].count("cond") == 1
    assert unread == 0
