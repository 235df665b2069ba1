"""Where a redline fails, told for a reader: the level, the article and paragraph, the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from convention_pairs import COST, DUTIES, MEASURE, MEET, REVIEW, WARN, lines
from helpers.word_files import BODY, tampered
from treatydiff.compare import compare, draft_of, read_draft
from treatydiff.model import Draft
from treatydiff.readers import ReadOptions
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.word.proof.levels import ProofLevel, ProofPlace, placed
from treatydiff.word.proof.verify import verify_drafts
from word_pairs import A4, LAST, Word, box, p

OLD = (*DUTIES, *lines(f"1. {MEASURE}", f"2. {WARN}"), *REVIEW, *lines(MEET, COST))
NEW = (
    *DUTIES,
    *lines(f"1. {MEASURE.replace('shall measure', 'may measure')}", f"2. {WARN}"),
    *REVIEW,
    *lines(MEET, COST),
)


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[Draft, Draft]:
    paths = [tmp_path / "old.docx", tmp_path / "new.docx"]
    for path, blocks in zip(paths, (OLD, NEW), strict=True):
        path.write_bytes(Word("".join(blocks)).data())
    old, new = (read_draft(str(path)) for path in paths)
    return old, new


def fails(drafts: tuple[Draft, Draft], change: Callable[[str], str]) -> list[ProofPlace]:
    """Where a redline fails that somebody changed."""
    redline = tampered(render((compare(*drafts),), RenderOptions(summary=True)), BODY, change)
    return list(placed(redline, *drafts, verify_drafts(redline, *drafts)))


def test_one_changed_word_is_one_place_named_as_people_name_it(drafts: tuple[Draft, Draft]) -> None:
    found = fails(drafts, lambda text: text.replace("without delay and", "in time and", 1))
    where = "Article 2, paragraph 2"
    assert found == [ProofPlace("accept and reject", ProofLevel.WORDS, where, "without delay", "in time")]


def test_a_word_that_is_wrong_only_when_accepting_is_told_so(drafts: tuple[Draft, Draft]) -> None:
    found = fails(drafts, lambda text: ">must<".join(text.rsplit(">may<", 1)))  # the front page has it, too
    assert [(each.law, each.expected, each.found) for each in found] == [("accept", "may", "must")]


def test_a_break_of_a_paragraph_is_structure_and_no_word(drafts: tuple[Draft, Draft]) -> None:
    found = fails(
        drafts, lambda text: text.replace(" without delay", "</w:t></w:r></w:p><w:p><w:r><w:t>without delay", 1)
    )
    assert {each.level for each in found} == {ProofLevel.STRUCTURE}
    assert any(each.where == "Article 2, paragraph 2" for each in found)


def test_looks_are_only_looks(drafts: tuple[Draft, Draft]) -> None:
    found = fails(
        drafts, lambda text: re.sub("(<w:r>)(<w:t[^>]*>2. A Party)", r"\1<w:rPr><w:b/></w:rPr>\2", text, count=1)
    )
    assert {each.level for each in found} == {ProofLevel.LOOKS}


def test_faults_of_one_kind_are_told_once(drafts: tuple[Draft, Draft]) -> None:
    found = fails(drafts, lambda text: re.sub(' w:author="[^"]*"', "", text))
    told = [each for each in found if each.law == "form"]
    assert len(told) == len({re.sub(r"\d+", "#", each.found) for each in told})


def test_a_draft_that_is_text_has_words_to_be_proved(drafts: tuple[Draft, Draft], tmp_path: Path) -> None:
    old, new = drafts
    path = tmp_path / "old.txt"
    path.write_text("\n\n".join(f"{block.number} {block.text}".strip() for block in old.blocks), "utf-8")
    text = read_draft(str(path))
    redline = render((compare(text, new),), RenderOptions())
    assert placed(redline, text, new, verify_drafts(redline, text, new)) == ()
    wrong = replace(
        text, blocks=tuple(replace(b, text=b.text.replace("every second", "every third")) for b in text.blocks)
    )
    (place,) = placed(redline, wrong, new, verify_drafts(redline, wrong, new))
    assert (place.law, place.expected, place.found) == ("reject", "third", "second")


@pytest.mark.parametrize("where", ["header", "box"])
def test_words_of_a_header_or_a_text_box_are_words(where: str) -> None:
    head = '<w:headerReference w:type="default" r:id="h1"/>'
    body = p("Article 1") + p("Each Party shall act.", box(p("A/CONF.9")) if where == "box" else "") + LAST
    old = Word(body, head + A4, headers={"h1": p("A/CONF.9" if where == "header" else "X")})
    drafts = [draft_of(old.data(), f"{name}.docx", ReadOptions()) for name in ("old", "new")]
    name = "word/header_h1.xml" if where == "header" else "word/document.xml"
    other = tampered(old.data(), name, lambda text: text.replace("A/CONF.9", "A/CONF.8"))
    found = placed(other, *drafts, verify_drafts(other, *drafts))
    assert {each.level for each in found} == {ProofLevel.WORDS}
    assert {each.found for each in found} == {"A/CONF.8"}
