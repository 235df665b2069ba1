"""The same draft as a Word file and as the PDF that LibreOffice makes of it says the same, in six languages."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from docx_making import cell, docx, footnote, note, p, r, row
from treatydiff.compare import compare, read_draft
from treatydiff.model import Significance

TEXTS = tomllib.loads((Path(__file__).parent / "six_languages.toml").read_text("utf-8"))


def word_draft(language: str) -> bytes:
    """Four articles with headings over two lines, paragraphs with figures, brackets and quotations, and footnotes."""
    fonts = '<w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans" w:cs="DejaVu Sans"/>'  # one font for all of a line
    rtl, bidi = (f"{fonts}<w:rtl/>", "<w:bidi/>") if language == "ar" else ("", "")
    east = '<w:rFonts w:hint="eastAsia"/>' if language == "zh" else ""
    centre = f'<w:keepNext/>{bidi}<w:spacing w:before="240" w:after="60"/><w:jc w:val="center"/>'
    body = []
    text = TEXTS[language]
    for i, number in enumerate(text["numbers"]):
        body.append(p(r(text["article"].format(number), f"{east}{rtl}<w:b/><w:bCs/>"), inside=centre))
        body.append(p(r(text["heading"], f"{east}{rtl}<w:b/><w:bCs/>"), inside=centre))
        for k, words in enumerate(text["paragraphs"]):
            runs = [r(f"{words} ({number})", east + rtl)]
            runs += [footnote(1)] if (i, k) == (1, 1) else []
            body.append(p(*runs, inside=f'{bidi}<w:spacing w:after="120"/><w:jc w:val="both"/>'))
    body.append(ruled_table(text, east + rtl, bidi))
    return docx(*body, footnotes=note(1, p(r(text["note"], east + rtl), inside=bidi)))


def ruled_table(text: dict[str, Any], look: str, bidi: str) -> str:
    """Two rows of two cells, each of them several lines long."""
    visual = "<w:bidiVisual/>" if bidi else ""
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in EDGES)
    grid = f"<w:tblPr>{visual}<w:tblBorders>{edges}</w:tblBorders></w:tblPr>" + "<w:gridCol/>".join(
        ("<w:tblGrid>", "", "</w:tblGrid>")
    )
    said = [f"{text['note']} {text['heading']}", *text["paragraphs"], text["note"]]
    width = '<w:tcW w:w="4000" w:type="dxa"/>'
    cells = [cell(p(r(words.lstrip("12-二、. "), look), inside=bidi), properties=width) for words in said]
    whole = "<w:cantSplit/>"  # a row over two pages is read page by page
    return f"<w:tbl>{grid}{row(*cells[:2], properties=whole)}{row(*cells[2:], properties=whole)}</w:tbl>"


EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the draft in each language, as Word file and as PDF."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed: no PDF can be made of a Word file")
    folder = tmp_path_factory.mktemp("six")
    for language in TEXTS:
        (folder / f"{language}.docx").write_bytes(word_draft(language))
    files = [str(file) for file in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.parametrize("language", list(TEXTS))
def test_the_pdf_of_a_word_file_has_no_change_of_substance(pairs: Path, language: str) -> None:
    word, printed = (read_draft(str(pairs / f"{language}.{kind}")) for kind in ("docx", "pdf"))
    assert len(word.articles()) == len(printed.articles()) == 4
    told = compare(word, printed, themes=()).redline.changes
    assert not [change for change in told if change.significance is not Significance.EDITORIAL]


@pytest.mark.parametrize("language", list(TEXTS))
def test_each_article_has_its_whole_heading(pairs: Path, language: str) -> None:
    printed = read_draft(str(pairs / f"{language}.pdf"))
    assert [" ".join(a.heading.split()) for a in printed.articles()] == [TEXTS[language]["heading"]] * 4
