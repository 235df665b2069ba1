"""What the values of the vocabulary say of themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

import making
from treatydiff.model import Op, Span
from treatydiff.report import QUOTABLE, Location, abridged


def test_a_location_is_said_as_in_the_room() -> None:
    assert str(Location("Article 4")) == "Article 4"
    assert str(Location("Article 4", "paragraph 1 (b)")) == "Article 4, paragraph 1 (b)"
    assert str(Location("Article 4", "paragraph 2", gone=True)) == "Article 4, paragraph 2 of the old draft"


def test_a_finding_is_one_sentence_of_place_meaning_and_words() -> None:
    finding = replace(making.sample().findings[0], meaning="a duty now", where=Location("Article 4", "paragraph 1"))
    assert finding.message == "Article 4, paragraph 1: a duty now."
    gone, come = Span(Op.DELETE, "may"), Span(Op.INSERT, "shall")
    said = {
        (gone, come): 'a duty now ("may" became "shall").',
        (gone,): 'a duty now ("may" was removed).',
        (come,): 'a duty now ("shall" was added).',
        (gone, Span(Op.DELETE, "can"), come): 'a duty now ("may", "can" became "shall").',
    }
    for quoted, statement in said.items():
        assert replace(finding, quoted=quoted).statement == statement


def test_a_provision_that_came_or_went_is_called_so_instead_of_being_quoted() -> None:
    deleted = making.sample().findings[1]
    assert replace(deleted, meaning="a safeguard is gone").statement == "a safeguard is gone (article deleted)."


def test_words_too_long_to_quote_are_cut_and_not_quoted_in_full() -> None:
    long = "word " * QUOTABLE
    finding = replace(making.sample().findings[0], quoted=(Span(Op.INSERT, long), Span(Op.DELETE, "may")))
    assert len(abridged(long)) <= QUOTABLE
    assert not finding.quotes(long)
    assert finding.quotes("may")
    assert not finding.quotes("ma")


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("first to the court]", "first to the court"),
        ("[or ten", "or ten"),
        ("[may]", "[may]"),
        ("]", "]"),
        ("a [b c", "a [b c"),
    ],
)
def test_a_quotation_has_no_half_of_a_pair_of_brackets_at_its_end(words: str, quoted: str) -> None:
    assert abridged(words) == quoted
