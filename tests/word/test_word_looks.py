"""What changed in looks alone is listed by kind, with the places, where it is not marked."""

from __future__ import annotations

from pathlib import Path

from treatydiff.compare import compare, read_draft
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.report import Report
from treatydiff.word import ChangedLook, looks_changed
from word_pairs import Word, p, r
from word_reading import marked, shown

HEADS = p("Article 1. Weirs"), p("Article 2. Boats")
WEIRS, BOATS = "Each Party shall list the weirs in its part of the river.", "Boats may pass every weir by day."


def report(folder: Path, *bodies: str) -> Report:
    for name, body in zip(("old", "new"), bodies, strict=True):
        (folder / f"{name}.docx").write_bytes(Word(body).data())
    return compare(*(read_draft(str(folder / f"{name}.docx")) for name in ("old", "new")))


def pair(folder: Path) -> Report:
    old = HEADS[0] + p(WEIRS) + HEADS[1] + p(r(BOATS, "<w:i/>"))
    indented = p(WEIRS.replace("list", "count"), ppr='<w:ind w:left="300"/>')
    return report(folder, old, HEADS[0] + indented + HEADS[1] + p(r(BOATS, "<w:b/>")))


def test_each_kind_of_change_is_told_with_its_places(tmp_path: Path) -> None:
    assert set(looks_changed(pair(tmp_path))) == {
        ChangedLook("other indents", ("Article 1",)),
        ChangedLook("now bold", ("Article 2",)),
        ChangedLook("no longer italics", ("Article 2",)),
    }


def test_the_list_stands_before_a_redline_that_marks_words_alone(tmp_path: Path) -> None:
    made = render((pair(tmp_path),), RenderOptions(formatting="list"))
    said = "\n".join(shown(made))
    assert said.startswith("What changed in looks alone, and is not marked")
    assert "Now bold: Article 2." in said
    assert [line for line in marked(made) if "°" in line] == []


def test_drafts_of_one_look_have_nothing_on_the_list(tmp_path: Path) -> None:
    same = HEADS[0] + p(WEIRS)
    assert looks_changed(report(tmp_path, same, same.replace("list", "count"))) == ()
