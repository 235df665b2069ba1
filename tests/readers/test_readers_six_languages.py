"""The same draft as a Word file and as the PDF that LibreOffice makes of it says the same, in six languages."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from docx_making import cell, docx, footnote, note, p, r, row
from helpers.fonts import installed
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


def long_tables(language: str) -> bytes:
    """Between two articles a table that runs over pages, its headings printed again on each, and one without lines."""
    text, (look, bidi) = TEXTS[language], look_of(language)
    heads = (text["note"].split()[0][:4], text["note"], text["heading"].split()[0][:9])
    said = [paragraph[3:] for paragraph in text["paragraphs"]]
    rows = [(str(number), said[number % 2], f"{text['note']} {number}") for number in range(1, 30)]
    plain = table_of([heads, *((heads[0], text["heading"], last) for _, _, last in rows[:3])], look, bidi, ruled=False)
    between = (plain, p(), table_of([heads, *rows], look, bidi))
    return docx(*article(text, 0, look, bidi), *between, *article(text, 1, look, bidi))


def two_columns(language: str) -> bytes:
    """An article over the whole width and three in two columns, over several pages, the last one short."""
    text, (look, bidi) = TEXTS[language], look_of(language)
    body = [*article(text, 0, look, bidi), p(inside=SECTIONS.format(""))]
    for number in (1, 2, 3):
        body += article(text, number, look, bidi)
        for k in range(10):
            words = f"{text['note'][:-1]} {10 * number + k}: {text['paragraphs'][k % 2][3:]}"
            body.append(p(r(words, look), inside=f'{bidi}<w:spacing w:after="120"/>'))
    columns = '<w:cols w:num="2" w:space="600"/>' + bidi
    return docx(*body, SECTIONS.format(columns))


def open_tables(language: str) -> bytes:
    """Tables without lines: one of short cells, one of long ones over pages, and two texts side by side."""
    text, (look, bidi) = TEXTS[language], look_of(language)
    said = [paragraph[3:] for paragraph in text["paragraphs"]]
    short = [(str(k), f"{text['note']} {10 * k}", f"{20 * k} %") for k in range(5)]
    long = [(str(k), said[k % 2], f"{text['note']} {k}") for k in range(1, 15)]
    beside = [(f"{k}", said[k % 2], TEXTS["fr"]["note"]) for k in range(4)]
    between = p(r(text["note"], look), inside=bidi)
    tables = (table_of(rows, look, bidi, ruled=False) for rows in (short, beside, long))
    return docx(
        *article(text, 0, look, bidi),
        *(part for made in tables for part in (made, between)),
        *article(text, 1, look, bidi),
    )


def many_notes(language: str) -> bytes:
    """Four articles with two footnotes in each paragraph, one in a heading, and a long one that goes on overleaf."""
    text, (look, bidi) = TEXTS[language], look_of(language)
    body: list[str] = []
    notes: list[str] = []

    def mark(words: str) -> str:
        notes.append(words)
        return f'<w:r><w:rPr>{look}{RAISED}</w:rPr><w:footnoteReference w:id="{len(notes)}"/></w:r>'

    for number in range(4):
        heads = article(text, number, look, bidi)[:2]
        heads[1] = heads[1].removesuffix("</w:p>") + mark(f"{text['note']} A/RES/{number}.") + "</w:p>"
        body += heads
        for k, words in enumerate(text["paragraphs"]):
            half = len(words) // 2 if language == "zh" else words.index(" ", len(words) // 2)
            more = (
                " ".join(f"{said[3:]} {i}." for i in range(7) for said in text["paragraphs"]) if number + k == 0 else ""
            )
            runs = [r(words[:half], look), mark(f"{text['note']} (data) {k}. {more}"), r(words[half:], look)]
            body.append(p(*runs, mark(f"{text['note']} 35, {number}.{k}."), inside=f'{bidi}<w:jc w:val="both"/>'))
    return docx(*body, footnotes="".join(note(i, p(r(said, look), inside=bidi)) for i, said in enumerate(notes, 1)))


def notes_in_columns(language: str) -> bytes:
    """An article over the whole width and three in two columns, with footnotes at the foot of each column."""
    text, (look, bidi) = TEXTS[language], look_of(language)
    body, notes = [*article(text, 0, look, bidi), p(inside=SECTIONS.format(""))], []
    for number in (1, 2, 3):
        body += article(text, number, look, bidi)
        for k in range(8):
            words = f"{text['note'][:-1]} {10 * number + k}: {text['paragraphs'][k % 2][3:]}"
            runs = [r(words, look)]
            if k % 3 == 1:
                notes.append(note(len(notes) + 1, p(r(f"{text['note']} {len(notes)}", f"{look}{SMALL}"), inside=bidi)))
                runs.append(footnote(len(notes)))
            body.append(p(*runs, inside=f'{bidi}<w:spacing w:after="120"/>'))
    columns = '<w:cols w:num="2" w:space="600"/>' + bidi
    return docx(*body, SECTIONS.format(columns), footnotes="".join(notes))


def endnotes(language: str) -> bytes:
    """Four articles with notes behind the text, counted in small Roman numerals."""
    text, (look, bidi) = TEXTS[language], look_of(language)
    body, notes = [], []
    for number in range(4):
        body += article(text, number, look, bidi)[:2]
        for words in text["paragraphs"]:
            at = len(notes) + 1
            raised = f"<w:rPr>{look}{RAISED}</w:rPr>"
            mark = f'<w:r>{raised}<w:endnoteReference w:id="{at}"/></w:r>'
            body.append(p(r(words, look), mark, inside=f'{bidi}<w:spacing w:after="120"/>'))
            said = [f"<w:r>{raised}<w:endnoteRef/></w:r>", r(f" {text['note']} {words[3:]} A/RES/{at}.", look)]
            notes.append(note(at, p(*said, inside=bidi), kind="endnote"))
    return docx(*body, endnotes="".join(notes))


RAISED = '<w:vertAlign w:val="superscript"/>'
SMALL = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
SECTIONS = '<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="11906" w:h="16838"/>{}</w:sectPr>'


def look_of(language: str) -> tuple[str, str]:
    """What runs and paragraphs say in a language."""
    if language == "ar":
        return '<w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans" w:cs="DejaVu Sans"/><w:rtl/>', "<w:bidi/>"
    return ('<w:rFonts w:hint="eastAsia"/>' if language == "zh" else ""), ""


def article(text: dict[str, Any], number: int, look: str, bidi: str) -> list[str]:
    """An article with its heading and two paragraphs."""
    centre = f'<w:keepNext/>{bidi}<w:jc w:val="center"/>'
    heads = (text["article"].format(text["numbers"][number]), text["heading"])
    after = f'{bidi}<w:spacing w:after="120"/>'
    return [*(p(r(words, f"{look}<w:b/><w:bCs/>"), inside=centre) for words in heads),
            *(p(r(words, look), inside=after) for words in text["paragraphs"])]  # fmt: skip


def table_of(rows: list[tuple[str, ...]], look: str, bidi: str, *, ruled: bool = True) -> str:
    """A table of three columns, whose first row is printed again on every page."""
    widths = (1000, 5500, 2500)
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in EDGES) if ruled else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    visual = "<w:bidiVisual/>" if bidi else ""
    made = f"<w:tblPr>{visual}<w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    for place, words in enumerate(rows):
        cells = (
            cell(p(r(said, look), inside=bidi), properties=f'<w:tcW w:w="{width}" w:type="dxa"/>')
            for said, width in zip(words, widths, strict=True)
        )
        made += row(*cells, properties="" if place else "<w:tblHeader/>")
    return f"<w:tbl>{made}</w:tbl>"


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


LAYOUTS = {
    "": word_draft,
    "-tables": long_tables,
    "-columns": two_columns,
    "-open": open_tables,
    "-notes": many_notes,
    "-notes-in-columns": notes_in_columns,
    "-endnotes": endnotes,
}


FONTS = ("Liberation Serif", ":lang=zh", ":lang=ar")
"""What fontconfig is asked for (Debian: fonts-liberation, fonts-noto-cjk, fonts-noto-core)."""


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the draft in each language, as Word file and as PDF."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed: no PDF can be made of a Word file")
    if missing := [name for name in FONTS if not installed(name)]:
        pytest.skip(f"no font for {', '.join(missing)}: LibreOffice would set the drafts in one that no reader has")
    folder = tmp_path_factory.mktemp("six")
    for language in TEXTS:
        for name, make in LAYOUTS.items():
            (folder / f"{language}{name}.docx").write_bytes(make(language))
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


@pytest.mark.parametrize("language", list(TEXTS))
@pytest.mark.parametrize("layout", ["-notes", "-notes-in-columns", "-endnotes"])
def test_footnotes_and_endnotes_are_read_as_in_word(pairs: Path, language: str, layout: str) -> None:
    word, printed = (read_draft(str(pairs / f"{language}{layout}.{kind}")) for kind in ("docx", "pdf"))
    assert len(word.articles()) == len(printed.articles()) == 4
    told = compare(word, printed, themes=()).redline.changes
    assert not [change for change in told if change.significance is not Significance.EDITORIAL]


@pytest.mark.parametrize("language", list(TEXTS))
def test_tables_without_lines_are_read_as_in_word(pairs: Path, language: str) -> None:
    word, printed = (read_draft(str(pairs / f"{language}-open.{kind}")) for kind in ("docx", "pdf"))
    assert len(word.articles()) == len(printed.articles()) == 2
    told = compare(word, printed, themes=()).redline.changes
    assert not [change for change in told if change.significance is not Significance.EDITORIAL]


@pytest.mark.parametrize("language", list(TEXTS))
@pytest.mark.parametrize(("layout", "articles"), [("-tables", 2), ("-columns", 4)])
def test_tables_over_pages_and_two_columns_are_read_as_in_word(
    pairs: Path, language: str, layout: str, articles: int
) -> None:
    word, printed = (read_draft(str(pairs / f"{language}{layout}.{kind}")) for kind in ("docx", "pdf"))
    assert len(word.articles()) == len(printed.articles()) == articles
    told = compare(word, printed, themes=()).redline.changes
    assert not [change for change in told if change.significance is not Significance.EDITORIAL]
    again = {words for notice in printed.notices for words in notice.set_aside}
    assert (TEXTS[language]["heading"].split()[0][:9] in again) == (layout == "-tables")
