"""The marks of the comparison in Word: laid over paragraphs that hold a text in pieces, never decided anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatydiff.compare import compare, read_draft
from treatydiff.model import Op, Relation, Span, new_text, old_text
from treatydiff.text.words import compare_words
from treatydiff.word.merge import segments
from treatydiff.word.merge.decided import MarkedText, laid_over
from treatydiff.word.redline import Options, redline
from word_pairs import Word, p, r
from word_reading import marked

END = "\U000f0001"
NOTE = "\U000f0002"


def plain(spans: tuple[Span, ...]) -> str:
    signs = {Op.KEEP: "%s", Op.DELETE: "[-%s-]", Op.INSERT: "{+%s+}"}
    return "".join(signs[span.op] % span.text for span in spans).replace(END, "¶").replace(NOTE, "*")


def test_a_number_before_the_text_and_an_end_after_it_are_compared_and_the_text_is_not() -> None:
    spans = (Span(Op.DELETE, "shall act"), Span(Op.INSERT, "may act"))  # the comparison has its reasons
    assert plain(laid_over("1. shall act", "2. may act", MarkedText(spans))) == "[-1-]{+2+}. [-shall act-]{+may act+}"


def test_a_split_text_keeps_its_words_and_gets_an_end_and_a_number() -> None:
    spans = (Span(Op.KEEP, "Weirs are kept. Dams are built."),)
    marked = MarkedText(spans, (), ("Weirs are kept.", "Dams are built."))
    laid = laid_over("1. Weirs are kept. Dams are built.", f"1. Weirs are kept.{END}2. Dams are built.", marked)
    assert plain(laid) == "1. Weirs are kept.{+¶2.+} Dams are built."


def test_an_article_in_two_paragraphs_is_heading_and_text_as_they_were_marked() -> None:
    spans = (*compare_words("Weirs", "Weirs and dams"), Span(Op.KEEP, "\n"), Span(Op.KEEP, "They are kept."))
    marked = MarkedText(spans, ("Weirs", "They are kept."), ("Weirs and dams", "They are kept."), "\n")
    laid = laid_over(f"Weirs{END}They are kept.", f"Weirs and dams{END}They are kept.", marked)
    assert plain(laid) == "Weirs{+ and dams+}¶They are kept."


def test_a_note_inside_a_text_is_compared_where_it_stands() -> None:
    laid = laid_over(f"All{NOTE} weirs", "All dams", MarkedText(compare_words("All weirs", "All dams")))
    assert plain(laid) == "All[-*-] [-weirs-]{+dams+}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (f"under {NOTE}list{END} it", f"under {NOTE}list{END}, and map, it", "under *list¶{+, and map,+} it"),
        (f"under {NOTE}list{END} it", f"under map or {NOTE}list{END} it", "under {+map or +}*list¶ it"),
        (f"under {NOTE}list{END} it", f"under {NOTE}map{END} it", "under *[-list-]{+map+}¶ it"),
    ],
)
def test_words_that_come_beside_a_bracket_leave_it_alone(old: str, new: str, told: str) -> None:
    said = (text.replace(NOTE, "").replace(END, "") for text in (old, new))
    assert plain(laid_over(old, new, MarkedText(compare_words(*said)))) == told


def test_a_paragraph_that_is_part_of_a_text_has_its_share_of_the_marks() -> None:
    spans = (Span(Op.KEEP, "One. "), *compare_words("Two is old.", "Two is new."), Span(Op.KEEP, " Three."))
    assert plain(laid_over("(b) Two is old.", "(b) Two is new.", MarkedText(spans))) == "(b) Two is [-old-]{+new+}."


@pytest.mark.parametrize("old", ["something else", "", NOTE])
def test_another_text_is_not_the_comparisons(old: str) -> None:
    assert laid_over(old, "weirs", MarkedText(compare_words("dams", "weirs"))) == ()


LETTERS = st.text(alphabet=["a", "b", " ", "1", END, NOTE], max_size=14)


@given(LETTERS, LETTERS)
def test_whatever_is_laid_spells_both_sides(old: str, new: str) -> None:
    texts = ["".join(c for c in side if c < END) for side in (old, new)]
    said = [" ".join(text.split()) for text in texts]
    laid = laid_over(old, new, MarkedText(compare_words(*said)))
    assert not laid or (old_text(laid), new_text(laid)) == (old, new)


FIRST = "Each Party shall keep a register of all weirs and dams on its rivers."
SECOND = "The register shall be open to the public, and the Commission shall have a copy of it."


@pytest.mark.parametrize("turned", [False, True], ids=["split", "merged"])
def test_splits_and_mergers_are_shown_and_not_compared_again(
    turned: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = p("Article 1", style="Heading2") + p("Register", style="Heading2")
    tail = p("Article 2", style="Heading2") + p("Costs", style="Heading2") + p("1. Each Party bears its own costs.")
    one = head + p("1. ", r(f"{FIRST} {SECOND}")) + tail
    two = head + p(f"1. {FIRST}") + p(f"2. {SECOND.replace('public', 'people')}") + tail
    for name, body in zip(("old", "new"), (two, one) if turned else (one, two), strict=True):
        (tmp_path / f"{name}.docx").write_bytes(Word(body).data())
    found = compare(*(read_draft(str(tmp_path / f"{name}.docx")) for name in ("old", "new")))
    assert {link.relation for link in found.alignment.links} >= {Relation.MERGED if turned else Relation.SPLIT}

    def never(old: str, new: str) -> tuple[Span, ...]:
        raise AssertionError(f"compared again: {old} / {new}")

    monkeypatch.setattr(segments, "_compared", never)
    lines = marked(redline(found, Options()).data)
    assert len(lines) == 2
    assert any("[-people-]{+public+}" in line if turned else "[-public-]{+people+}" in line for line in lines)
