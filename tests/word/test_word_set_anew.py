"""Where no redline can be built on a draft's package it is set anew from the text: proved, and said."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from conftest import ROOT
from docx_making import docx, family, instance, level, p
from helpers import samples
from treatydiff.cli import main
from treatydiff.compare import compare, read_draft
from treatydiff.errors import RenderError
from treatydiff.model import Draft
from treatydiff.ooxml.resolve import resolve
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.report import Report
from treatydiff.word import redline
from treatydiff.word.proof.verify import Failure, verify_words

DRAFTS = sorted((ROOT / "drafts").glob("*-draft.docx"))[:2]


@pytest.fixture(scope="module")
def report() -> Report:
    return samples.compared(0, 1)


def broken(monkeypatch: pytest.MonkeyPatch, *labels: str) -> None:
    """Let the packages of some drafts be such as cannot be taken apart."""
    taken_apart = sys.modules[redline.__module__]._word

    def word(draft: Draft) -> object:
        if draft.label in labels:
            raise KeyError("numId")
        return taken_apart(draft)

    monkeypatch.setattr(sys.modules[redline.__module__], "_word", word)


def styles_of(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read("word/styles.xml")


@pytest.mark.parametrize("at", [0, 1])
def test_one_draft_is_set_like_the_other_where_its_own_package_does_not_hold(
    at: int, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = redline(report)
    bad = (report.old, report.new)[at].label
    broken(monkeypatch, bad)
    made = redline(report)
    assert made.proved
    assert made.notices[0] == (
        f"formatting of {bad} not kept, set anew from the text: its package does not hold (KeyError)"
    )
    assert len(styles_of(made.data)) > len(styles_of(whole.data)) // 2
    law, draft = (("reject", report.old), ("accept", report.new))[at]
    assert not [*verify_words(made.data, law, draft)]


def test_both_are_set_anew_where_neither_package_holds(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch, report.old.label, report.new.label)
    made = redline(report)
    assert made.proved
    assert f"formatting of {report.old.label} and {report.new.label} not kept" in made.notices[0]
    assert made.moves == redline(report).moves
    for law, draft in (("accept", report.new), ("reject", report.old)):
        assert not [*verify_words(made.data, law, draft)]


def test_what_does_not_prove_itself_on_its_packages_is_proved_anew(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    proved = sys.modules[redline.__module__]._failures

    def failures(data: bytes, wanted: object, seen: Report, options: object) -> list[Failure]:
        if seen.new.kind == "docx":
            return [Failure("accept", "paragraph 1", "a", "b")]
        return list(proved(data, wanted, seen, options))

    monkeypatch.setattr(sys.modules[redline.__module__], "_failures", failures)
    made = redline(report)
    assert made.proved
    assert f"formatting of {report.new.label} not kept" in made.notices[0]
    assert "could not be proved" in made.notices[0]


def test_what_fails_as_text_too_is_said_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in ("may", "shall"):
        (tmp_path / f"{verb}.docx").write_bytes(docx(p("Article 1"), p(f"1. Each Party {verb} act in time.")))
    report = compare(*(read_draft(str(tmp_path / f"{verb}.docx")) for verb in ("may", "shall")))
    monkeypatch.setattr(
        sys.modules[redline.__module__], "_failures", lambda *_: [Failure("accept", "paragraph 1", "a", "b")]
    )
    with pytest.raises(RenderError, match="could not be proved"):
        redline(report)


def test_the_user_is_told_and_the_file_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "redline.docx"
    broken(monkeypatch, read_draft(str(DRAFTS[1])).label)
    assert main(["compare", *map(str, DRAFTS), "--comments", "findings", "--summary", "-o", str(out)]) == 0
    said = capsys.readouterr().err
    assert "not kept, set anew from the text" in said
    assert "proved" in said
    assert len(read_draft(str(out)).articles()) == len(read_draft(str(DRAFTS[1])).articles())


@pytest.mark.parametrize("turned", [False, True], ids=["numbered by Word first", "typed first"])
def test_headings_that_word_counts_on_one_side_and_that_are_typed_on_the_other_keep_their_formatting(
    tmp_path: Path, turned: bool
) -> None:
    lists = family(0, level(0, "Article %1.")) + instance(1, 0)
    body = (p("Purpose", num=(1, 0)), p("The States shall act."), p("Scope", num=(1, 0)), p("It applies at night."))
    counted, typed = tmp_path / "counted.docx", tmp_path / "typed.txt"
    counted.write_bytes(docx("Draft convention on lighthouses", *body, numbering=lists))
    lines = ("Draft convention on lighthouses", "Article 1. Purpose", "The States may act.", "Article 2. Scope")
    typed.write_text("\n\n".join((*lines, "It applies at night.")))
    old, new = (read_draft(str(path)) for path in ((typed, counted) if turned else (counted, typed)))
    made = render((compare(old, new, judged=False),), RenderOptions())
    assert isinstance(made, Rendered)
    assert "proved" in made.about
    assert made.notices == ()


def drafted(folder: Path, typed: str, word: bytes) -> Report:
    """A text against a Word file."""
    old, new = folder / "old.txt", folder / "new.docx"
    old.write_text(typed)
    new.write_bytes(word)
    return compare(read_draft(str(old)), read_draft(str(new)), judged=False)


def test_a_list_that_the_old_text_types_otherwise_counts_as_it_was_printed(tmp_path: Path) -> None:
    lists = family(0, level(0, "(%1)", "lowerLetter")) + instance(1, 0)
    items = [p(f"{name} shall be kept apart from all other data;", num=(1, 0)) for name in ("Names", "Dates", "Places")]
    head = "Draft convention on lighthouses"
    old = (head, "Article 1", "1. Of the data that a keeper holds:", "(a) ships' papers shall be burnt every year;")
    typed = "\n\n".join((*old, "(b) Dates shall be kept apart from all other data;"))
    word = docx(head, p("Article 1"), p("1. Of the data that a keeper holds:"), *items, numbering=lists)
    made = render((drafted(tmp_path, typed, word),), RenderOptions())
    rejected = tmp_path / "rejected.docx"
    rejected.write_bytes(resolve(made, accept=False))
    said = [f"{block.number} {block.text}".strip() for block in read_draft(str(rejected)).blocks]
    assert said[-1] == "(b) Dates shall be kept apart from all other data;"
