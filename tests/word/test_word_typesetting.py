"""A draft that is no Word file, set as one: every word in order, looks from the Word file beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import making
from corpus import DRAFTS
from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.roles import StyleRole
from treatydiff.ooxml.template import blank_document
from treatydiff.ooxml.xml import PPR, VAL, Element, P, W
from treatydiff.word.proof.verify import verify_words
from treatydiff.word.typeset import document
from treatydiff.word.typeset.document import passages, typeset
from treatydiff.word.typeset.match_styles import imitate

TEXT = """Convention on Something

The Parties to this Convention,
Have agreed as follows:

Article 1
Scope
1. Each Party shall act.
2. Each Party may:
(a) Ask;
(b) Answer.

Article 2
Terms
Nothing in this article binds anybody.
"""


@pytest.fixture
def plain(tmp_path: Path) -> Draft:
    path = tmp_path / "draft.txt"
    path.write_text(TEXT)
    return read_draft(str(path))


def style(paragraph: Element) -> str:
    found = paragraph.find(f"{PPR}/{W}pStyle")
    return "Normal" if found is None else str(found.get(VAL))


def text(paragraph: Element) -> str:
    return "".join("\t" if e.tag == W + "tab" else e.text or "" for e in paragraph.iter(W + "t", W + "tab"))


def test_headings_paragraphs_and_lists_are_set_as_what_they_are(plain: Draft) -> None:
    body = typeset(plain).package.body
    found = {text(p): style(p) for p in body.iterchildren(P)}
    assert found["Article 1"] == found["Scope"] == "Heading2"
    assert found["1.\tEach Party shall act."] == "BodyText"
    assert found["(a)\tAsk;"] == "List"


def test_a_heading_over_a_paragraph_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "act.md"
    path.write_text("##### 1. **Use**\n\n**1** (1) All may ask.\n\n*Answers*\n\n(2) Who is asked shall answer.\n")
    lines = [text(each) for each in typeset(read_draft(str(path))).package.body.iterchildren(P)]
    assert lines[-2:] == ["Answers", "(2)\tWho is asked shall answer."]


def test_the_cover_of_a_pdf_is_set_as_a_cover() -> None:
    made = typeset(read_draft(str(DRAFTS[1].with_suffix(".pdf"))))
    said = {text(paragraph): style(paragraph) for paragraph in made.package.body.iter(P)}
    assert said["Third session"] == "Subtitle"
    assert said["New York, 10–21 November 2025"] == "Normal"
    assert said["Note by the Chair"] == "Caption"
    titles = [words for words, look in said.items() if look == "Title"]
    assert titles[0].startswith("Revised draft of a convention")


def test_every_word_stands_in_the_document_in_order(plain: Draft) -> None:
    data = typeset(plain).package.write()
    assert list(verify_words(data, "accept", plain)) == []
    assert list(verify_words(data, "reject", plain)) == []


def test_a_missing_word_is_found(plain: Draft) -> None:
    made = typeset(plain)
    next(e for e in made.package.body.iter(W + "t") if e.text and "Each" in e.text).text = "Each Party act."
    assert [failure.law for failure in verify_words(made.package.write(), "accept", plain)] == ["accept"]


def test_what_was_read_from_no_file_is_set_from_its_provisions() -> None:
    draft = making.draft(making.article("1", "Scope", "Each Party shall act.", making.paragraph("2", "More.")))
    assert [(p.role, p.text) for p in passages(draft)] == [
        (StyleRole.ARTICLE, "1 Scope"),
        (StyleRole.PARAGRAPH, "Each Party shall act."),
        (StyleRole.PARAGRAPH, "2 More."),
    ]


def test_arabic_runs_from_right_to_left() -> None:
    draft = making.draft(making.article("1", "", "يجوز"), language="ar")
    body = typeset(draft).package.body
    assert all(p.find(f"{PPR}/{W}bidi") is not None for p in body.iterchildren(P))
    assert all(r.find(f"{W}rPr/{W}rtl") is not None for r in body.iter(W + "r"))


def test_the_template_is_the_same_each_time_and_on_a4() -> None:
    sizes = {(d.sections[0].page_width.mm, d.sections[0].page_height.mm) for d in (blank_document("t", "", "en"),) * 2}
    assert [tuple(map(round, size)) for size in sizes] == [(210, 297)]


@pytest.fixture(scope="module")
def beside() -> tuple[Draft, WordPackage]:
    """The second draft as PDF, dressed like the Word file of the same draft."""
    word, printed = read_draft(str(DRAFTS[1])), read_draft(str(DRAFTS[1].with_suffix(".pdf")))
    return printed, imitate(printed, word, compare(word, printed).alignment, draft_is_new=True).package


def test_a_pdf_takes_the_looks_of_the_word_file_word_by_word(beside: tuple[Draft, WordPackage]) -> None:
    _, package = beside
    recalling = next(p for p in package.body.iter(P) if text(p).startswith("Recalling"))
    first = next(recalling.iter(W + "r"))
    assert first.find(f"{W}rPr/{W}i") is not None
    assert text(first) == "Recalling"


def test_its_footnotes_hang_where_the_word_file_has_them(beside: tuple[Draft, WordPackage]) -> None:
    _, package = beside
    original = WordPackage(DRAFTS[1].read_bytes())
    where = [
        [text(p)[:40] for p in pack.body.iter(P) if next(p.iter(W + "footnoteReference"), None) is not None]
        for pack in (package, original)
    ]
    assert len(where[0]) == len(where[1]) > 0


def test_its_automatic_numbers_stay_automatic_where_they_count_alike(beside: tuple[Draft, WordPackage]) -> None:
    printed, package = beside
    assert next(package.body.iter(W + "numPr"), None) is not None
    assert list(verify_words(package.write(), "accept", printed)) == []


def test_the_template_is_dressed_once_and_no_draft_sees_another_s_symbol() -> None:
    document._template.cache_clear()
    drafts = [replace(making.draft(), symbol=symbol) for symbol in ("A/AC.1/1", "A/AC.1/2")]
    heads = [_head(typeset(draft).package) for draft in drafts]
    assert document._template.cache_info().misses == 1
    assert heads == ["A/AC.1/1", "A/AC.1/2"]


def _head(package: WordPackage) -> str:
    part = package.related(RT.HEADER)
    return "" if part is None else "".join(package.tree(part).itertext())
