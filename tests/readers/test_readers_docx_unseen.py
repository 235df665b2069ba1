"""Words of a Word file that its page does not show: read like all others, and told, as those of a PDF are."""

from __future__ import annotations

import pytest

from docx_making import cell, docx, p, r, row, style, table
from treatydiff.readers import READERS

WHITE = '<w:color w:val="FFFFFF"/>'
SHADE = '<w:shd w:val="clear" w:fill="1F3864"/>'


def read(*body: str, styles: str = "") -> tuple[str, list[str]]:
    reading = READERS["docx"].read(docx(*body, styles=styles), "draft.docx")
    return " / ".join(block.text for block in reading.blocks), [notice.message for notice in reading.notices]


@pytest.mark.parametrize(
    "look", [WHITE, '<w:color w:val="fefefe"/>', '<w:sz w:val="1"/>', '<w:sz w:val="2"/>', '<w:rStyle w:val="Ghost"/>']
)
def test_white_and_tiny_words_are_read_and_told(look: str) -> None:
    hidden = p("Each Party shall ", r("not ", look), r("ever ", look), "act.")
    text, told = read(hidden, styles=style("Ghost", "character", rpr=WHITE))
    assert text == "Each Party shall not ever act."
    assert told == ["read, though the page does not show it: not ever"]


def test_words_of_a_white_style_are_told() -> None:
    text, told = read("Article 1", p("unless it objects", style="Ghost"), styles=style("Ghost", rpr=WHITE))
    assert "unless it objects" in text
    assert told == ["read, though the page does not show it: unless it objects"]


@pytest.mark.parametrize(
    "content",
    [
        p(r("Chapter I", WHITE + SHADE)),
        p(r("Chapter I", WHITE + '<w:highlight w:val="black"/>')),
        p(r("Chapter I", WHITE), inside=SHADE),
        table(row(cell(p(r("Heading", WHITE)), properties=SHADE))),
        p(r("auto", '<w:color w:val="auto"/>'), r("blue", '<w:color w:val="0000FF"/>'), r(" ", WHITE)),
        p(r("90 %", WHITE + '<w:shd w:val="pct90" w:fill="auto"/>')),
        p(r("note", '<w:sz w:val="8"/>')),
        p('<w:r><w:pict><v:shape><v:textbox><w:txbxContent>' + p(r("On a dark box", WHITE))
          + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
    ],
)  # fmt: skip
def test_white_words_on_something_dark_are_quiet(content: str) -> None:
    text, told = read(content)
    assert text
    assert told == []


def test_words_that_are_shown_backwards_are_told() -> None:
    text, told = read(p("Each Party ", f'<w:bdo w:val="rtl">{r("llahs")}</w:bdo>', " act."))
    assert text == "Each Party llahs act."
    assert told == ["read, though the page shows it backwards: llahs"]


def test_a_notice_says_whether_its_words_are_seen() -> None:
    body = p(r("shown "), r("not ", WHITE), r("gone", "<w:vanish/>"), r(" struck", "<w:strike/>"))
    notices = READERS["docx"].read(docx(body), "draft.docx").notices
    assert [notice.unseen for notice in notices] == [True, False, True]
