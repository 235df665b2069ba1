"""The Word papers as PDF: legend and page numbers at the foot, and a clear word where there is no LibreOffice."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from treatydiff.cli import main
from treatydiff.compare import compare, draft_of, read_draft
from treatydiff.errors import ReadError
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.readers import ReadOptions, office
from treatydiff.renderers import BRIEFS, RENDERERS, REVIEWS, RenderOptions
from treatydiff.report import Report
from word_pairs import A4, LAST, Word, field_, p

TEXT = p("Article 1") + p("Use of terms") + p("Each Party {} keep its harbours open to ships in distress.")
FOOT = '<w:footerReference w:type="default" r:id="f1"/>'
LEGEND = "Struck out: only in the old text. Underlined: only in the new one."


def words(said: str, *, foot: str = "") -> Word:
    heads = {"f1": foot} if foot else {}
    return Word(TEXT.format(said) + LAST, (FOOT if foot else "") + A4, headers=heads)


def report(foot: str = "") -> Report:
    drafts = [
        draft_of(words(said, foot=foot).data(), f"{said}.docx", ReadOptions(language="en")) for said in ("shall", "may")
    ]
    return compare(*drafts)


def feet(data: bytes) -> list[str]:
    package = WordPackage(data)
    return ["".join(map(str, package.tree(part).itertext())) for part in package.all_related(RT.FOOTER)]


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be printed, as it is."""
    monkeypatch.setattr(office, "as_pdf", lambda data, name: data)


@pytest.mark.usefixtures("unprinted")
@pytest.mark.parametrize(
    ("foot", "numbers"), [("", 1), (p("V.26-1"), 1), (p("Page ", field_("PAGE", "1")), 1)], ids=["none", "job", "page"]
)
def test_every_page_has_a_legend_and_its_number_once(foot: str, numbers: int) -> None:
    (said,) = feet(RENDERERS["pdf"].render((report(foot),)))
    assert said.count(LEGEND) == 1
    assert said.replace("NUMPAGES", "").count("PAGE") == numbers
    assert said.startswith({"": "PAGE", p("V.26-1"): "V.26-1"}.get(foot, "Page "))


@pytest.mark.usefixtures("unprinted")
def test_brief_and_review_are_printed_too() -> None:
    for forms in (BRIEFS, REVIEWS):
        assert WordPackage(forms["pdf"].render((report(),))).body is not None


def test_without_libreoffice_there_is_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / f"{said}.docx" for said in ("shall", "may")]
    for path in paths:
        path.write_bytes(words(path.stem).data())
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert main(["compare", *map(str, paths), "-o", str(tmp_path / "r.pdf")]) == 2
    assert "LibreOffice, which is not installed" in (said := capsys.readouterr().err)
    assert "write .docx or .html" in said

    def failing(data: bytes, name: str) -> bytes:
        raise ReadError("it broke")

    monkeypatch.setattr(office, "as_pdf", failing)
    assert main(["compare", *map(str, paths), "-o", str(tmp_path / "r.pdf")]) == 2
    assert "could not print it" in capsys.readouterr().err
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.skipif(not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice is not installed")
def test_a_printed_redline_read_without_what_is_struck_is_the_new_draft(tmp_path: Path) -> None:
    found = report(p("V.26-1"))
    made = RENDERERS["pdf"].render((found,), RenderOptions())
    time.sleep(1)  # the clock of what prints it goes on
    assert made == RENDERERS["pdf"].render((found,), RenderOptions())
    (tmp_path / "r.pdf").write_bytes(made)
    again = read_draft(str(tmp_path / "r.pdf"), struck="drop", language="en")
    texts = [provision.text for provision in again.walk() if provision.article == "1" and provision.text]
    assert texts[0].startswith("Each Party may keep its harbours open to ships in distress.")
