"""What is laid before a person: gravest first, as lines and as sheets, and read back from where they filled it in."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook

from conftest import ROOT
from helpers import samples
from helpers.office import OFFICE, convert
from treatydiff.cli import main
from treatydiff.errors import DataError
from treatydiff.model import Kind, Op, Significance
from treatydiff.renderers import REVIEWS, RenderOptions
from treatydiff.report import Effect, Holding, Report, Selection
from treatydiff.themes import load_profile, load_themes
from treatydiff.verdicts import judged, load
from treatydiff.verdicts.review import Why, frame_of, review
from treatydiff.verdicts.schema import FILLED, SHOWN, WORDS, VerdictForm
from treatydiff.verdicts.sheets import document_rows, workbook_rows

FORM = VerdictForm.of(load_themes(language="en"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAFTS = [str(path) for path in sorted((ROOT / "drafts").glob("*-draft.docx"))]


@pytest.fixture(scope="module")
def first() -> Report:
    return samples.compared(0, 1)


def lines(report: Report, *, everything: bool = False) -> list[dict[str, Any]]:
    data = REVIEWS["review"].render((report,), RenderOptions(show_all=everything))
    return [json.loads(line) for line in data.decode().splitlines()]


# ------------------------------------------------------------------------------------------------------- what is in it


def test_every_line_has_the_keys_that_are_documented_and_no_other(first: Report) -> None:
    assert len(lines(first)) > 3
    for line in lines(first):
        assert set(line) == {*WORDS, *FILLED, *SHOWN}


def test_what_no_rule_decided_is_there_and_what_one_decided_is_not(first: Report) -> None:
    items = review(first, first.redline.changes)
    assert {item.why for item in items} <= {Why.TOUCHES, Why.UNDECIDED}
    assert items
    firm = {f.change.id for f in first.findings if f.effect is not Effect.TOUCHES}
    assert not firm & {item.unit.change.id for item in items}
    everything = review(first, first.redline.changes, everything=True)
    assert Why.DECIDED in {item.why for item in everything}


def test_every_change_of_substance_in_the_convention_is_in_a_full_review(first: Report) -> None:
    items = review(first, first.redline.changes, everything=True)
    inside = {id for item in items for id in item.unit.inside}
    heavy = {c.id for c in first.redline.changes if c.significance is Significance.SUBSTANTIVE}
    missing = [c for c in first.redline.changes if c.id in heavy - inside and c.text]
    assert {c.provision.eid.partition("_")[0] for c in missing} == {"fn"}


def test_what_touches_a_theme_comes_before_what_no_rule_sees(first: Report) -> None:
    order = [list(Why).index(item.why) for item in review(first, first.redline.changes, everything=True)]
    assert order == sorted(order)


def test_a_review_keeps_to_what_is_asked_for(first: Report) -> None:
    from dataclasses import replace

    asked = replace(first, selection=Selection(articles=("4",)))
    assert [line["place"] for line in lines(asked)] == ["Article 4, paragraph 2"]


def test_the_frames_of_both_sides_are_told() -> None:
    frame = frame_of("Each State Party shall empower its authorities to intercept content data.", "en")
    assert "power" in frame["roles"]
    assert "must" in frame["force"]
    assert frame_of("", "en") == {}
    assert frame_of("", "fr") == {}


# ----------------------------------------------------------------------------------------------------------- the sheets

SAID = {"theme": "safeguards", "effect": "favourable", "sentence": "=A body must see it; “good”", "author": "Ana Díaz"}


def filled_workbook(data: bytes, rows: tuple[int, ...], **said: str) -> bytes:
    book = load_workbook(BytesIO(data))
    sheet = book["Review"]
    names = [cell.value for cell in sheet[1]]
    for row in rows:
        for name, value in said.items():
            cell = sheet.cell(row, names.index(name) + 1, value)
            cell.data_type = "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def filled_document(data: bytes, rows: tuple[int, ...], **said: str) -> bytes:
    """The Word table with words typed into cells, as tracked insertions: that is how lawyers work."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            part = source.read(info)
            if info.filename == "word/document.xml":
                part = _typed(part, rows, said)
            target.writestr(info, part)
    return out.getvalue()


def _typed(part: bytes, rows: tuple[int, ...], said: dict[str, str]) -> bytes:
    root = etree.fromstring(part)
    table = [*root.iter(f"{W}tr")]
    names = ["".join(cell.itertext()).lower() for cell in table[0].iter(f"{W}tc")]
    for row in rows:
        cells = [*table[row - 1].iter(f"{W}tc")]
        for name, value in said.items():
            paragraph = next(cells[names.index(name)].iter(f"{W}p"))
            mark = etree.SubElement(paragraph, f"{W}ins", {f"{W}id": "9", f"{W}author": "A"})
            etree.SubElement(etree.SubElement(mark, f"{W}r"), f"{W}t").text = value
            gone = etree.SubElement(paragraph, f"{W}del", {f"{W}id": "10", f"{W}author": "A"})
            etree.SubElement(etree.SubElement(gone, f"{W}r"), f"{W}t").text = "struck"
    return etree.tostring(root)


FILL = {"xlsx": filled_workbook, "docx": filled_document}


def through_office(path: Path) -> Path:
    """The file opened and saved by LibreOffice."""
    out = path.parent / "saved"
    convert(path.suffix[1:], out, path)
    if not (out / path.name).exists():
        pytest.skip("this LibreOffice has no part for spreadsheets")
    return out / path.name


NO_OFFICE = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")


@pytest.mark.parametrize("office", [False, pytest.param(True, marks=NO_OFFICE)], ids=["as written", "by LibreOffice"])
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_sheet_that_was_filled_in_is_read_back(kind: str, office: bool, first: Report, tmp_path: Path) -> None:
    data = REVIEWS[kind].render((first,), RenderOptions())
    path = tmp_path / f"review.{kind}"
    path.write_bytes(FILL[kind](FILL[kind](data, (2,), **SAID), (4,), theme="surveillance", effect="none"))
    found = load([str(through_office(path) if office else path)], FORM)
    assert [(v.theme, v.effect, v.author) for v in found] == [
        ("safeguards", Effect.STRENGTHENS, "Ana Díaz"),
        ("surveillance", None, "Ana Díaz"),
    ]
    assert found[0].sentence == SAID["sentence"]
    (report,) = judged([first], found, load_profile())
    assert [kept.holding for kept in report.verdicts] == [Holding.APPLIES, Holding.APPLIES]
    assert [str(kept.where) for kept in report.verdicts] == [line["place"] for line in lines(first)[0:3:2]]


def test_the_word_table_marks_what_differs_and_names_the_themes(first: Report) -> None:
    with zipfile.ZipFile(BytesIO(REVIEWS["docx"].render((first,), RenderOptions()))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    said = " ".join(root.itertext())
    assert "A theme is one of criminalisation, data-sharing, public-interest, safeguards, surveillance" in said
    marked = {tag: ["".join(run.itertext()) for run in root.iter(f"{W}r") if run.find(f"{W}rPr/{W}{tag}") is not None]
              for tag in ("strike", "u")}  # fmt: skip
    amended = [item.unit for item in review(first, first.redline.changes) if item.unit.change.kind is Kind.AMENDED]
    spans = [span for unit in amended for span in unit.change.spans]
    assert amended
    for tag, op in (("strike", Op.DELETE), ("u", Op.INSERT)):
        assert marked[tag] == [span.text for span in spans if span.op is op]


@NO_OFFICE
def test_calc_changes_no_word_of_a_sheet_and_a_day_that_it_made_a_date_stays_the_day(
    first: Report, tmp_path: Path
) -> None:
    path = tmp_path / "review.xlsx"
    book = load_workbook(BytesIO(REVIEWS["xlsx"].render((first,), RenderOptions(show_all=True))))
    names = [cell.value for cell in book["Review"][1]]
    for name, value in {**SAID, "date": date(2026, 3, 2)}.items():
        cell = book["Review"].cell(2, names.index(name) + 1, value)
        cell.number_format = "yyyy-mm-dd" if name == "date" else "General"
    book["Review"].cell(2, names.index("sentence") + 1).data_type = "s"
    book.save(path)
    before, after = ([*workbook_rows(file.read_bytes(), "a")] for file in (path, through_office(path)))
    assert len(after) > 10
    assert after == before
    assert after[0][1]["date"] == "2026-03-02"


def test_words_longer_than_a_cell_are_found_by_their_key(tmp_path: Path) -> None:
    from series_making import PURPOSE, series

    long = " ".join(f"item{n} of data kept for {n} days;" for n in range(1_000))
    assert len(long) > 32_767  # letters of a cell
    _, reports = series({"Aim": (PURPOSE, long)}, {"Aim": (PURPOSE, f"{long} and more for the police")})
    data = REVIEWS["xlsx"].render(reports, RenderOptions(show_all=True))
    path = tmp_path / "review.xlsx"
    path.write_bytes(filled_workbook(data, (2,), **SAID))
    (report,) = judged(reports, load([str(path)], FORM), load_profile())
    assert [kept.holding for kept in report.verdicts] == [Holding.APPLIES]


def test_a_review_of_the_next_draft_holds_what_was_judged(first: Report, tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    verdicts = [{**line, **SAID} for line in lines(first)]
    path.write_text("".join(json.dumps(line) + "\n" for line in verdicts), "utf-8")
    known = load([str(path)], FORM)
    (report,) = judged([samples.compared(1, 2)], known, load_profile())
    again = tmp_path / "again.jsonl"
    again.write_bytes(REVIEWS["review"].render((report,)))
    kept = load([str(again)], FORM)
    standing = sum(each.holding is Holding.STANDS for each in report.verdicts)
    assert len(kept) == standing > 0
    (both,) = judged([samples.compared(0, 2)], kept, load_profile())
    assert all(each.holding is not Holding.LAPSED for each in both.verdicts)


NO_SHEETS = {"empty": b"", "torn": b"PK\x03\x04 torn", "prose": b"words " * 99, "pdf": b"%PDF-1.7"}


@pytest.mark.parametrize("read", [workbook_rows, document_rows], ids=["xlsx", "docx"])
@pytest.mark.parametrize("data", NO_SHEETS.values(), ids=NO_SHEETS)
def test_what_is_no_sheet_is_one_line(read: Any, data: bytes) -> None:
    with pytest.raises(DataError) as caught:
        list(read(data, "sheet.x"))
    assert caught.value.message.startswith("sheet.x: ")


TYPE = b'<!DOCTYPE x [<!ENTITY a "safeguards">]>'
HOSTILE = {
    "a bomb": (b"</sheetData>", b"<!--" + b" " * 70_000_000 + b"--></sheetData>", "unpacks to more than"),
    "a document type": (b"<worksheet", TYPE + b"<worksheet", "does not begin with an element"),
    "a type far down": (b"<worksheet", b"<!--" + b"x" * 5_000 + b"-->" + TYPE + b"<worksheet", "begin with an element"),
}


@pytest.mark.parametrize(("before", "after", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_sheet_is_one_line(before: bytes, after: bytes, said: str, first: Report) -> None:
    out, data = BytesIO(), REVIEWS["xlsx"].render((first,), RenderOptions())
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(before, after, 1) if "sheet1" in name else part)
    with pytest.raises(DataError, match=said) as caught:
        list(workbook_rows(out.getvalue(), "sheet.xlsx"))
    assert "\n" not in caught.value.message


def test_a_sheet_without_its_columns_is_one_line(first: Report, tmp_path: Path) -> None:
    book = load_workbook(BytesIO(REVIEWS["xlsx"].render((first,), RenderOptions())))
    sheet = book["Review"]
    sheet.cell(1, [cell.value for cell in sheet[1]].index("author") + 1, "whose")
    book.save(tmp_path / "review.xlsx")
    with pytest.raises(DataError, match="the sheet has no column author"):
        load([str(tmp_path / "review.xlsx")], FORM)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_no_cell_of_a_sheet_is_a_formula(kind: str) -> None:
    from series_making import PURPOSE, series

    trap = "=HYPERLINK(A1) shall be kept by every State Party"
    _, reports = series({"Aim": (PURPOSE, trap)}, {"Aim": (PURPOSE, f"{trap} for six years")})
    data = REVIEWS[kind].render(reports, RenderOptions(show_all=True))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert all(b"<f>" not in package.read(name) for name in package.namelist())


# ------------------------------------------------------------------------------------------------ from the command line


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".jsonl"])
def test_a_review_takes_the_form_that_its_file_is_named_for(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"review{suffix}"
    assert main([*DRAFTS[:2], "-f", "review", "-o", str(out), "--date", "2020-02-02"]) == 0
    assert out.read_bytes().startswith(b"PK" if suffix != ".jsonl" else b"{")


def test_a_review_is_never_written_over_the_verdicts_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "ana.jsonl"
    path.write_text("", "utf-8")
    assert main([*DRAFTS[:2], "-f", "review", "--verdicts", str(path), "-o", str(path)]) == 2
    assert path.read_text("utf-8") == ""
