from __future__ import annotations

from dataclasses import replace

from making import draft, paragraph
from treatydiff.model import Block, Draft, Origin, Provision
from treatydiff.renderers.line_numbers import LineNumbers

TEXT = """# Draft

**Article 1**

The Parties shall
act together.

The Parties shall
act alone.
"""
BLOCKS = ("Draft", "Article 1", "The Parties shall act together.", "The Parties shall act alone.")


def text(content: str = TEXT, *blocks: str, kind: str = "text") -> Draft:
    return draft(kind=kind, data=content.encode(), blocks=tuple(Block(each) for each in blocks or BLOCKS))


def at(*blocks: int) -> Provision:
    return replace(paragraph("1"), blocks=blocks)


def test_in_a_text_file_it_is_the_line_where_the_paragraph_begins() -> None:
    numbers = LineNumbers(text())
    assert numbers.real
    assert [numbers.of(at(index)) for index in range(4)] == [1, 3, 5, 8]


def test_of_equal_paragraphs_each_has_its_own() -> None:
    numbers = LineNumbers(text("Deleted.\n\nDeleted.\n", "Deleted.", "Deleted."))
    assert [numbers.of(at(index)) for index in range(2)] == [1, 3]


def test_a_footnote_that_was_taken_to_the_end_is_found_where_it_stood() -> None:
    numbers = LineNumbers(text("One.\nA note.\nTwo.\n", "One.", "Two.", "A note."))
    assert [numbers.of(at(index)) for index in range(3)] == [1, 3, 2]


def test_a_provision_begins_with_the_first_of_its_paragraphs() -> None:
    assert LineNumbers(text()).of(at(1, 2)) == 3


def test_what_cannot_be_found_again_is_near_what_precedes_it() -> None:
    numbers = LineNumbers(text(TEXT, "Draft", "Article 1", "Nowhere to be found.", "The Parties shall act alone."))
    assert numbers.of(at(2)) in range(3, 6)
    assert numbers.of(at(3)) >= 5


def test_elsewhere_it_is_the_paragraph_as_it_was_read() -> None:
    numbers = LineNumbers(text(kind="docx"))
    assert not numbers.real
    assert numbers.of(at(2)) == 3
    assert numbers.of(replace(paragraph("1"), origin=Origin(index=6))) == 7
    assert numbers.of(paragraph("1")) == 1
