"""Law 6: in the Word redline, accepting all gives the new draft and rejecting all the old one."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import real
from helpers import samples
from treatydiff.compare import compare
from treatydiff.ooxml.package import WordPackage
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.report import Report
from treatydiff.word.merge.document import Marks, merge
from treatydiff.word.merge.hints import Hints
from treatydiff.word.proof.verify import verify, verify_drafts
from word_pairs import Word, cell, link, note, num, numbering, p, r, reference, row, table

UNPROVED = RenderOptions(verify=False)


def proved(report: Report, options: RenderOptions = UNPROVED) -> bytes:
    data = render((report,), options)
    assert verify_drafts(data, report.old, report.new, looks=options.formatting == "tracked") == ()
    return data


@pytest.mark.parametrize("kinds", list(product(("docx", "pdf"), repeat=2)), ids="→".join)
@pytest.mark.parametrize("pair", [(0, 1), (1, 2)], ids=str)
def test_the_sample_drafts_come_back_from_their_redline(pair: tuple[int, int], kinds: tuple[str, str]) -> None:
    drafts = map(samples.draft, pair, kinds)
    proved(compare(*drafts, judged=False))


@pytest.mark.parametrize("moves", ["native", "plain"])
def test_the_law_holds_however_moves_are_shown(moves: str) -> None:
    report = samples.compared(0, 1, judged=False)
    data = proved(report, RenderOptions(verify=False, moves=moves))
    assert (b"moveFromRangeStart" in WordPackage(data).main.blob) == (moves == "native")


def test_a_draft_against_itself_is_a_word_file_without_a_mark() -> None:
    draft = samples.draft(0)
    data = proved(compare(draft, draft))
    assert not any(
        mark in WordPackage(data).main.blob for mark in (b"<w:ins ", b"<w:del ", b"Change ", b"<w:moveFrom ")
    )


@pytest.mark.parametrize("name", ["docx/cma2021.en.docx", "docx/COM-2025-837_proposal_2025-11-19.docx"])
def test_a_real_word_file_comes_back_from_a_redline_with_an_edited_copy(name: str) -> None:
    old = Path(real(name)).read_bytes()
    new = edited(old)
    made = merge(WordPackage(old), WordPackage(new), Hints(), Marks()).package.write()
    assert verify(made, old, new) == ()


def edited(data: bytes) -> bytes:
    """Every seventh paragraph dropped, every fifth changed, every thirteenth said twice."""
    package = WordPackage(data)
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for number, paragraph in enumerate(list(package.body.iterchildren(f"{w}p"))):
        if number % 7 == 3 and paragraph.find(f"{w}pPr/{w}sectPr") is None:
            package.body.remove(paragraph)
        elif number % 5 == 1:
            for text in list(paragraph.iter(f"{w}t"))[:1]:
                text.text = f"{text.text or ''} also"
    return package.write()


# ----------------------------------------------------------------------------------------------------- generated files

WORDS = st.sampled_from("each State Party shall may adopt measures within sixty days and [the] Committee.".split())
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:b/><w:color w:val="0000FF"/>'])
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
RUNS = st.builds(r, TEXTS, LOOKS)
EXTRAS = st.sampled_from(
    ["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", reference(1), reference(2), link("l1", "the list"), link("l2", "it")]
)
STYLES = st.sampled_from(["", "Quote", "Heading2"])
NUMBERS = st.sampled_from(["", num(1), num(2)])
PARAGRAPHS = st.builds(
    lambda runs, style, ppr: p(*runs, style=style, ppr=ppr),
    st.lists(st.one_of(RUNS, RUNS, EXTRAS), max_size=5), STYLES, NUMBERS,
)  # fmt: skip
ROWS = st.lists(st.builds(lambda *texts: row(*map(cell, texts)), TEXTS, TEXTS, TEXTS), min_size=1, max_size=4)
BLOCKS = st.one_of(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, ROWS.map(lambda rows: table(*rows)))


@st.composite
def versions(draw: st.DrawFn) -> tuple[Word, Word]:
    """A Word file, and another made of some of its blocks in another order, some changed, some new."""
    old = draw(st.lists(BLOCKS, min_size=1, max_size=7))
    kept = draw(st.permutations(old).map(lambda blocks: blocks[: len(blocks) - len(blocks) // 4]))
    order = draw(st.sampled_from([old, kept, old[1:], [*old, old[0]]]))
    new = [draw(st.one_of(st.just(block), st.just(block), BLOCKS)) for block in order] + draw(
        st.lists(BLOCKS, max_size=2)
    )
    both = {
        "numbering": numbering((1, "%1."), (2, "(%1)")),
        "footnotes": note(1, "One note.") + note(2, "Another note."),
        "links": {"l1": "https://a.example", "l2": "https://b.example"},
    }
    return Word("".join(old) + p("End."), **both), Word("".join(new) + draw(PARAGRAPHS), **both)


@settings(max_examples=60, deadline=None)
@given(versions(), st.booleans())
def test_generated_files_come_back_from_their_redline(pair: tuple[Word, Word], native: bool) -> None:
    old, new = (word.data() for word in pair)
    made = merge(WordPackage(old), WordPackage(new), Hints(), Marks(native_moves=native)).package.write()
    assert verify(made, old, new) == ()
