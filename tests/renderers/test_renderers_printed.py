"""The Word papers as PDF: legend and page numbers at the foot, and a clear word where there is no LibreOffice."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from docx_making import HELD, docx
from treatydiff.cli import main
from treatydiff.compare import compare, draft_of, read_draft
from treatydiff.errors import ReadError
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import P
from treatydiff.readers import ReadOptions, office
from treatydiff.renderers import BRIEFS, RENDERERS, REVIEWS, RenderOptions
from treatydiff.report import Report
from word_pairs import A4, LAST, Word, field_, p
from word_reading import W, drawn

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


def printed(folder: Path, *arguments: str, **files: bytes) -> WordPackage:
    """What would be printed by a command of these files."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    named = [argument.replace("@", f"{folder}/") for argument in arguments]
    assert main([*named, "-o", str(folder / "paper.pdf")]) == 0
    return WordPackage((folder / "paper.pdf").read_bytes())


SHIPS = "Ships of every flag are treated alike in harbours and on the high seas of the Parties."
COSTS = "The costs are borne by the owner of the ship that was in distress, and by nobody else."


@pytest.mark.usefixtures("unprinted")
def test_what_moved_is_told_and_nothing_stands_around_controls_that_would_be_painted(tmp_path: Path) -> None:
    old = docx("Article 1", p("Each Party ", HELD["drop-down"], " acts."), SHIPS, "Article 2", COSTS, COSTS[:44])
    new = docx("Article 1", p("Each Party ", HELD["text control"], " acts."), "Article 2", COSTS, SHIPS, COSTS[:44])
    made = printed(tmp_path, "compare", "@old.docx", "@new.docx", old=old, new=new)
    assert [each.tag for each in made.body.iter() if "customXml" in str(each.tag)] == []
    assert [each.count("twice: moved.") for each in feet(made.write())] == [1]
    assert "moved" not in "".join(feet(RENDERERS["pdf"].render((report(),))))


@pytest.mark.usefixtures("unprinted")
def test_a_printed_compilation_names_who_wants_what_once(tmp_path: Path) -> None:
    base, number = "1. The Parties act within thirty days of a request.", "2. Each of them keeps a register of ships."
    wanted = {
        "A": [base.replace("thirty", "sixty"), number, "3. Disputes go to arbitration."],
        "B": [base.replace("act", "shall act"), number],
        "C": [base.replace("thirty", "ninety")],
    }
    files = {name: docx("Article 1", *texts) for name, texts in {"base": [base, number], **wanted}.items()}
    made = printed(tmp_path, "compile", "@base.docx", *(f"@{name}.docx" for name in wanted), **files)
    texts = [drawn(each).replace("\N{NO-BREAK SPACE}", "^") for each in made.body if each.tag == P]
    assert texts[-4:] == [
        "Article 1",
        "1. The Parties[+ shall+]^B act within [-thirty-]^A; C[+[alt. 1 (A): sixty] [alt. 2 (C): ninety]+]"
        " days of a request.",
        "[-2. Each of them keeps a register of ships.-]^C",
        "[+3. Disputes go to arbitration.+]^A",
    ]
    assert not any("Specific People" in "".join(map(str, each.itertext())) for each in made.body)


@pytest.mark.usefixtures("unprinted")
def test_remarks_are_printed_whole_behind_the_text(tmp_path: Path) -> None:
    court = "Authorities may intercept data{} where necessary."
    old, new = (docx("Article 1", court.format(each)) for each in (" only with the prior authorization of a court", ""))
    made = printed(tmp_path, "compare", "@old.docx", "@new.docx", "--comments", "findings", old=old, new=new)
    texts = [text for each in made.body if (text := drawn(each).replace("\N{NO-BREAK SPACE}", "^"))]
    assert [text.partition(": ")[0] for text in texts if "emark" in text] == [
        "Authorities may intercept data [-only with the prior authorization of a court -]^remark 1where necessary.",
        "Remark 1, treatydiff",
    ]
    assert list(made.body.iter(f"{W}commentReference")) == []


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
