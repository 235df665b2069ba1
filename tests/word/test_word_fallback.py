"""Where a place of a redline does not prove itself, that place goes as a whole, and all else keeps marks and looks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from treatydiff.compare import compare, read_draft
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.word.merge import body, tables
from treatydiff.word.merge.runs import RunWriter
from treatydiff.word.merge.segments import Segment
from word_pairs import A4, LAST, Word, cell, control, field_, link, note, p, r, reference, row, section, table
from word_reading import marked, part

BIRD = "The cormorant shall be counted every year."
MORE = BIRD.replace("every year", "twice a year")
CALM = p("Each Party shall keep its harbours open.")
OPEN = p("Each Party shall keep its own harbours open.")
HEAD = '<w:headerReference w:type="default" r:id="h1"/>'
DELETED, CAME = f"[-{BIRD}-]", f"{{+{MORE}+}}"

PLACES = {
    "a paragraph": (Word(CALM + p(BIRD) + LAST), Word(OPEN + p(MORE) + LAST), "word/document.xml"),
    "a cell": (
        Word(CALM + table(row("Bird", cell(p(BIRD)))) + LAST),
        Word(OPEN + table(row("Bird", cell(p(MORE)))) + LAST),
        "word/document.xml",
    ),
    "a content control": (
        Word(CALM + control("c", p(BIRD)) + LAST),
        Word(OPEN + control("c", p(MORE)) + LAST),
        "word/document.xml",
    ),
    "a header": (
        Word(CALM + LAST, HEAD + A4, headers={"h1": p(BIRD)}),
        Word(OPEN + LAST, HEAD + A4, headers={"h1": p(MORE)}),
        "word/header_h1.xml",
    ),
    "a footnote": (
        Word(CALM + p("Birds", reference(1)) + LAST, footnotes=note(1, BIRD)),
        Word(OPEN + p("Birds", reference(1)) + LAST, footnotes=note(1, MORE)),
        "word/footnotes.xml",
    ),
    "a paragraph that ends a section": (
        Word(CALM + p(BIRD, ppr=section()) + LAST),
        Word(OPEN + p(MORE, ppr=section()) + LAST),
        "word/document.xml",
    ),
}


def compared(folder: Path, old: Word, new: Word) -> Rendered:
    paths = [folder / "old.docx", folder / "new.docx"]
    for path, word in zip(paths, (old, new), strict=True):
        path.write_bytes(word.data())
    made = render((compare(*(read_draft(str(path)) for path in paths), judged=False),), RenderOptions())
    assert isinstance(made, Rendered)
    return made


@pytest.fixture
def stuttering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever compares words about cormorants write them twice."""
    write = RunWriter._text

    def twice(writer: RunWriter, segment: Segment) -> None:
        write(writer, segment)
        if "cormorant" in segment.text:
            write(writer, segment)

    monkeypatch.setattr(RunWriter, "_text", twice)


@pytest.mark.usefixtures("stuttering")
@pytest.mark.parametrize("where", PLACES)
def test_only_the_place_that_fails_goes_as_a_whole(where: str, tmp_path: Path) -> None:
    old, new, name = PLACES[where]
    made = compared(tmp_path, old, new)
    assert "Each Party shall keep its {+own +}harbours open." in marked(made)
    said = " ".join(marked(made, name)).replace("[- ", "[-").replace("{+ ", "{+")
    assert DELETED in said
    assert CAME in said
    assert any("marked as a whole" in notice for notice in made.notices)
    assert not any("set anew" in notice for notice in made.notices)


@pytest.mark.usefixtures("stuttering")
def test_a_paragraph_that_goes_as_a_whole_keeps_its_fields_links_and_controls(tmp_path: Path) -> None:
    def of(said: str) -> str:
        simple = f'<w:fldSimple w:instr="DOCPROPERTY Bird">{r("12")}</w:fldSimple>'
        inside = (said, field_("REF _Ref1", "Article ", "4"), link("l1", "see"), control("c", r("here")), simple)
        return p(*inside, reference(1)) + LAST

    rest = {"links": {"l1": "https://example.org/a"}, "footnotes": note(1, "Counted at dawn.")}
    made = compared(tmp_path, Word(CALM + of(BIRD), **rest), Word(OPEN + of(MORE), **rest))  # type: ignore[arg-type]
    assert made.notices == (
        "1 paragraph marked as a whole, in text, unnumbered paragraph 2, for what is in it cannot be marked",
    )


def test_a_table_that_fails_goes_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(*given: object) -> object:
        return (each for each in [])

    monkeypatch.setattr(body.tables, "merge", lossy)
    assert body.tables is tables
    old, new = (word for word in PLACES["a cell"][:2])
    made = compared(tmp_path, old, new)
    assert "Each Party shall keep its {+own +}harbours open." in marked(made)
    assert sum(1 for _ in part(made).iter("{*}tbl")) == 2
    assert not any("set anew" in notice for notice in made.notices)


def test_texts_that_end_in_content_controls_are_marked_inside_them(tmp_path: Path) -> None:
    old, new = (Word(p("Each Party shall act.") + control("c", p(said))) for said in ("Quail", "Heron and its nests"))
    made = compared(tmp_path, old, new)
    assert marked(made) == ["[-Quail-]{+Heron and its nests+}"]
    assert not made.notices


def test_what_fails_whatever_is_given_up_is_not_tried_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []
    written = sys.modules["treatydiff.word.redline"]._written

    def counted(*given: object) -> object:
        built.append(given)
        return written(*given)

    monkeypatch.setattr(sys.modules["treatydiff.word.redline"], "_written", counted)
    old, new = (Word(CALM + control(said, p(said))) for said in ("Quail", "Heron"))  # frames of two kinds, at the end
    assert any("set anew" in notice for notice in compared(tmp_path, old, new).notices)
    assert len(built) <= 10
