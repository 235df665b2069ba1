"""Which draft brought which words: as a page for the browser and as a Word document."""

from __future__ import annotations

import base64
import hashlib
import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from lxml import html as parser

import series_making
from making import article, draft, paragraph
from treatydiff.renderers import BLAMES, RenderOptions
from treatydiff.renderers.html.wording import tongue
from treatydiff.series import Blame, Phrase, TracedProvision, blame
from treatydiff.series.blame import standing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '</title></style><script>alert(1)</script><img src=x onerror="alert(1)"> \x1b]0;t\x07 \u202e &amp;'


@pytest.fixture(scope="module")
def traced() -> Blame:
    """Three drafts: the second brought a court, the third took the review and moved the witnesses."""
    return blame(
        *series_making.series(
            {"Purpose": (series_making.PURPOSE,), "Power": (series_making.POWER, series_making.REVIEW)},
            {"Purpose": (series_making.PURPOSE,), "Power": (f"{series_making.POWER} {series_making.COURT}",
                                                            series_making.REVIEW)},
            {"Purpose": (series_making.PURPOSE,), "Power": (f"{series_making.POWER} {series_making.COURT}",)},
        )
    )  # fmt: skip


def page(subject: Blame, **options: Any) -> Any:
    return parser.document_fromstring(BLAMES["html"].render(subject, RenderOptions(**options)).decode())


def word(subject: Blame, **options: Any) -> Any:
    return Document(BytesIO(BLAMES["docx"].render(subject, RenderOptions(**options))))


def spelled(subject: Blame) -> str:
    return "".join("".join(standing(entry.pieces).split()) for entry in subject.entries)


def test_the_page_spells_the_draft_less_its_numbers(traced: Blame) -> None:
    assert "".join("".join(page(traced).xpath("//*[@class='text']//span[@title]/text()")).split()) == spelled(traced)


def test_the_page_shows_what_was_deleted_only_where_it_is_asked_for(traced: Blame) -> None:
    assert not page(traced).xpath("//del")
    gone = page(traced, show_all=True).xpath("//del")
    assert any(each.text.startswith("The Parties shall meet every year") for each in gone)
    assert {(each.get("class"), each.get("data-n")) for each in gone} == {("b1", "1–2")}


def test_each_phrase_has_the_class_and_the_number_of_its_draft(traced: Blame) -> None:
    of = {each.get("class"): each for each in page(traced).xpath("//*[@class='text']//span[@title]")}
    assert set(of) == {"b1", "b2"}
    assert of["b2"].text.strip() == series_making.COURT
    assert of["b2"].get("data-n") == "2"
    assert of["b1"].get("data-n") is None


def test_the_margin_names_the_drafts_of_a_line(traced: Blame) -> None:
    (row,) = page(traced).xpath("//*[@class='text']//div[contains(., 'No interception')]")
    assert row.xpath(".//*[@class='margin']/span/text()") == ["1", "2"]


def test_the_page_s_policy_names_its_script_and_its_style(traced: Blame) -> None:
    root = page(traced)
    meta = root.find("head")[0]
    assert meta.get("http-equiv") == "Content-Security-Policy"
    for what, name in ((root.xpath("//script[not(@type)]")[0].text, "script"), (root.findtext(".//style"), "style")):
        digest = base64.b64encode(hashlib.sha256(what.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in meta.get("content")


def test_no_text_of_a_draft_is_markup_or_obeyed() -> None:
    one = draft(article("1", HOSTILE, "", paragraph("1", HOSTILE)), label=HOSTILE, title=HOSTILE)
    entries = tuple(
        TracedProvision(each, 0, (Phrase(each.heading, 0),), (Phrase(each.text, 0),)) for each in one.walk()
    )
    data = BLAMES["html"].render(Blame((one,), entries)).decode()
    root = parser.document_fromstring(data)
    assert len(root.xpath("//script")) == 2
    assert not root.xpath("//img")
    assert not set(data) & set("\x1b\x07\u202e")
    assert "alert(1)" in word(Blame((one,), entries)).element.xpath("string()")


def test_every_phrase_of_the_page_s_own_is_there(traced: Blame) -> None:
    root = page(traced)
    used = {*root.xpath("//@data-w"), *root.xpath("//@data-w-aria-label")}
    assert used
    assert used <= set(tongue("fr").table)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_word_document_spells_the_draft_and_tints_what_came_later(traced: Blame) -> None:
    (_, text) = word(traced).tables
    runs = [run for row in text.rows[1:] for run in row.cells[1]._tc.iter(f"{W}r")]
    tinted = {r.findtext(f"{W}t"): r.find(f"{W}rPr/{W}shd") for r in runs}
    assert any(key.strip() == series_making.COURT for key, shade in tinted.items() if shade is not None)
    small = re.compile(r"\d(?:[–→]\d)?\u2009|.*\u2002")
    words = "".join(t for r in runs if not small.fullmatch(t := r.findtext(f"{W}t") or ""))
    assert "".join(words.split()) == spelled(traced)


def test_what_is_gone_is_struck_out_in_word(traced: Blame) -> None:
    (_, text) = word(traced, show_all=True).tables
    struck = [r.findtext(f"{W}t") for r in text._tbl.iter(f"{W}r") if r.find(f"{W}rPr/{W}strike") is not None]
    assert any(each.startswith("The Parties shall meet") for each in struck)
    assert not list(text._tbl.iter(f"{W}del"))


@pytest.mark.parametrize("form", BLAMES.values(), ids=BLAMES)
def test_the_same_series_gives_the_same_bytes(form: Any, traced: Blame) -> None:
    assert form.render(traced) == form.render(traced)
