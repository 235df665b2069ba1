"""What changed besides words is told in a line, and never called nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from treatydiff.cli import main
from treatydiff.compare import compare, draft_of
from treatydiff.readers import ReadOptions
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Report
from word_pairs import A4, BLUE, LAST, ONE, RED, Word, bare, box, field_, link, note, p, picture, r, reference, revised
from word_reading import shown

SEE = p("Article 1") + p(ONE)
HEAD = '<w:headerReference w:type="default" r:id="h1"/>'
WEB = {"l1": "https://treaties.example.org/a", "l2": "https://treaties.example.org/b"}


def ruby(above: str) -> str:
    return bare(f"<w:ruby><w:rubyPr/><w:rt>{r(above)}</w:rt><w:rubyBase>{r('条約')}</w:rubyBase></w:ruby>")


def watermark(words: str) -> str:
    return bare(f'<w:pict><v:shape id="w1" style="width:9pt"><v:textpath string="{words}"/></v:shape></w:pict>')


def body(*inside: str, **more: object) -> Word:
    return Word(SEE + p("The seal of the depositary", *inside) + LAST, **more)  # type: ignore[arg-type]


def resized(drawing: str) -> str:
    return drawing.replace('cx="100"', 'cx="400"')


PAIRS = {
    "1 picture replaced": (body(picture("i1"), images={"i1": RED}), body(picture("i1"), images={"i1": BLUE})),
    "1 picture resized": (body(picture("i1"), images={"i1": RED}), body(resized(picture("i1")), images={"i1": RED})),
    "1 picture described otherwise": (
        body(picture("i1"), images={"i1": RED}),
        body(picture("i1").replace("<wp:docPr ", '<wp:docPr descr="Seal" '), images={"i1": RED}),
    ),
    "1 picture inserted": (body(), body(picture("i1"), images={"i1": RED})),
    "1 picture deleted": (body(picture("i1"), images={"i1": RED}), body()),
    "1 link leads elsewhere": (body(link("l1", " here"), links=WEB), body(link("l2", " here"), links=WEB)),
    "2 links lead elsewhere": (
        body(field_("HYPERLINK https://a.example", " here"), link("l1", " there"), links=WEB),
        body(field_("HYPERLINK https://b.example", " here"), link("l2", " there"), links=WEB),
    ),
    "1 watermark changed": (
        Word(SEE + LAST, HEAD + A4, headers={"h1": p("L.1", watermark("DRAFT"))}),
        Word(SEE + LAST, HEAD + A4, headers={"h1": p("L.1", watermark("FINAL"))}),
    ),
    "1 annotation of words (ruby) changed": (body(ruby("ジョウヤク")), body(ruby("じょうやく"))),
    "1 hidden text changed": (body(r(" of old", "<w:vanish/>")), body(r(" of new", "<w:vanish/><w:caps/>"))),
    "1 footnote attached to another word": (
        body(reference(1), " and of others", footnotes=note(1, "See L.3.")),
        body(" and of others", reference(1), footnotes=note(1, "See L.3.")),
    ),
    "1 line of headers or footers changed": (
        Word(SEE + LAST, HEAD + A4, headers={"h1": p("A/CONF.8/L.1")}),
        Word(SEE + LAST, HEAD + A4, headers={"h1": p("A/CONF.9/L.1")}),
    ),
    "the same words are divided into different paragraphs": (
        Word(SEE + p("Parties may act. They may also rest.") + LAST),
        Word(SEE + p("Parties may act.") + p("They may also rest.") + LAST),
    ),
    "": (body(box(p("Kept"))), body(box(p("Kept")))),
}


def report(old: Word, new: Word) -> Report:
    drafts = [draft_of(word.data(), f"{name}.docx", ReadOptions()) for name, word in (("old", old), ("new", new))]
    return compare(*drafts, judged=False)


@pytest.mark.parametrize("said", PAIRS)
def test_each_kind_is_told_by_name_and_number(said: str) -> None:
    old, new = PAIRS[said]
    assert report(old, new).unworded == tuple(filter(None, (said,)))
    assert report(new, new).unworded == ()


def test_what_stands_in_a_pending_change_that_is_not_taken_counts_for_nothing() -> None:
    gone = revised("del").replace("></w:del>", f">{picture('i1')}</w:del>")
    assert report(body(), body(gone, images={"i1": RED})).unworded == ()


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json", "docx"])
def test_no_form_says_that_nothing_changed(form: str) -> None:
    found = report(*PAIRS["1 picture replaced"])
    made = RENDERERS[form].render((found,), RenderOptions())
    said = getattr(made, "about", "") if form == "docx" else made.decode()
    assert "picture replaced" in said
    assert "word for word" not in said.partition("<script")[0]


def test_the_front_page_says_it() -> None:
    made = RENDERERS["docx"].render((report(*PAIRS["1 picture replaced"]),), RenderOptions(summary=True))
    assert "•\u2002Besides words: 1 picture replaced." in shown(made)


@pytest.mark.parametrize(("fail_on", "status"), [("any", 1), ("adverse", 0), ("none", 0)])
def test_a_check_fails_on_it_where_anything_may_stop_it(
    fail_on: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "old.docx", tmp_path / "new.docx"]
    said = "1 link leads elsewhere"  # a picture amid words may be one of them: what shows it fails by itself
    for path, word in zip(paths, PAIRS[said], strict=True):
        path.write_bytes(word.data())
    assert main(["check", *map(str, paths), "--fail-on", fail_on]) == status
    assert said in capsys.readouterr().out
    assert main(["compare", *map(str, paths), "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["unworded"] == [said]
