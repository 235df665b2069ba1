"""Two pages for a head of delegation, and a workbook to pass around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

import making
from conftest import ROOT
from helpers import samples
from helpers.fonts import installed
from helpers.office import OFFICE, convert
from making import change, finding, link, marked
from treatydiff import cli
from treatydiff.commands.propose import Left
from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft, Op
from treatydiff.proposals import Tabled, Way, repairs
from treatydiff.references.places import capital
from treatydiff.renderers import BRIEFS, RENDERERS, RenderOptions
from treatydiff.renderers.brief import NAMED, SHOWN, Chapter, chapters
from treatydiff.renderers.brief import asked as asked_of
from treatydiff.renderers.docx.summary import _sentence as summary_sentence
from treatydiff.renderers.proposal import turned
from treatydiff.renderers.text.headlines import TITLES, headlines
from treatydiff.renderers.text.locations import gravest
from treatydiff.renderers.view import View
from treatydiff.report import Confidence, Finding, Report
from treatydiff.reports.headlines import Tier


@pytest.fixture(scope="module")
def report() -> Report:
    return samples.compared(1, 2)


def chapter(report: Report, heading: str) -> Chapter:
    return next(each for each in chapters(View(report)) if each.heading == heading)


def test_what_a_rule_claims_is_said_only_where_it_is_likely(report: Report) -> None:
    """Of what only leans the brief says what the words do, and which way it leans with its share."""
    claims = {capital(each.claim.rstrip(".")) for each in report.findings if each.mark is Confidence.LIKELY}
    worse, read = (chapter(report, TITLES[tier]).points for tier in (Tier.WORSE, Tier.READ))
    assert worse
    assert all(set(point.words.rstrip(".").split(". ")) <= claims for point in worse)
    leaning = [point for point in read if " of 10." in point.words]
    assert leaning
    assert not any(claim in point.words for point in read for claim in claims)


def test_what_is_cut_for_room_is_named(report: Report) -> None:
    told = chapter(report, TITLES[Tier.READ])
    left = headlines(View(report)).of(Tier.READ)[SHOWN[Tier.READ] :]
    assert len(told.points) == SHOWN[Tier.READ]
    assert left
    assert told.more.startswith("Left out for lack of space: ")
    assert all(f"{each.number} {each.heading}" in told.more for each in left[:NAMED])


def test_every_place_has_its_heading_and_the_words_that_changed(report: Report) -> None:
    told = [point for each in chapters(View(report)) if each.heading in TITLES.values() for point in each.points]
    assert all("(" in point.lead and point.quote for point in told)


def test_what_is_asked_for_is_what_propose_tables_of_what_is_told_as_worse(report: Report) -> None:
    worse = [f for each in headlines(View(report)).of(Tier.WORSE) for f in each.findings
             if f.adverse and f.mark is Confidence.LIKELY]  # fmt: skip
    asked = chapter(report, "What to ask for")
    tabled = repairs(report, worse)
    assert len(asked.points) == len(tabled) > 0
    for point, repair in zip(asked.points, tabled, strict=True):
        whole = "".join(span.text for span in turned(repair))
        edits = [span for span in point.quote if span.op is not Op.KEEP]
        assert repair.way is Way.UNPLACED or edits
        assert all(part.strip(" …") in whole for span in point.quote for part in span.text.split("…"))
    assert asked.more.startswith("Decide yourself about what only leans to worse: ")


def test_a_new_provision_that_also_protects_is_never_to_be_struck_out() -> None:
    new = making.article("3", "Safeguards", "Data shall be used with a warrant only, and be kept for ten years.")
    came = change(1, link(None, new), marked("{+Data shall be used with a warrant only, and be kept for ten years.+}"))
    harm, good = finding(1, came), finding(2, came, adverse=False)
    report = making.report(making.draft(), making.draft(new), came, findings=(harm, good))
    (asked,) = chapter(report, "What to ask for").points
    told = "no text to table: it also protects: strike only what harms, or make it subject to conditions."
    assert asked.words == told
    alone = replace(report, findings=(harm,))
    assert chapter(alone, "What to ask for").points[0].words == "Strike the new provision."


def test_of_equally_grave_changes_each_theme_has_its_turn() -> None:
    found = []
    for number in range(1, 7):
        altered = change(
            number, link(making.article(str(number)), making.article(str(number))), marked("[-may-]{+shall+}")
        )
        found.append(replace(finding(number, altered), theme="safeguards" if number > 4 else "surveillance"))
    order = [here[0].change.link.new[0].number for here in gravest(found)]
    assert order == ["1", "5", "2", "6", "3", "4"]


def test_what_is_agreed_is_not_open(report: Report) -> None:
    still = [point for each in chapters(View(report)) if each.heading == "Still open" for point in each.points]
    assert still
    assert not any("agreed" in span.text for point in still for span in point.quote)


def test_inserted_and_deleted_articles_are_named(report: Report) -> None:
    text = BRIEFS["markdown"].render((report,)).decode()
    assert "Article 39 (Emergency disclosure)" in text
    assert "Article 31 (Protection of reporting persons)" in text


def test_what_to_ask_for_is_the_reverse_in_the_words_of_the_drafts() -> None:
    old, new = making.article("3", "Access", "States may act."), making.article("3", "Access", "States shall act.")
    altered = change(1, link(old, new), marked("States [-may-]{+shall+} act."))
    report = making.report(making.draft(old), making.draft(new), altered, findings=(finding(1, altered),))
    (asked,) = chapter(report, "What to ask for").points
    assert asked.words == "Put the old words back."
    assert [(span.op, span.text) for span in asked.quote][1:3] == [(Op.DELETE, "shall"), (Op.INSERT, "may")]


def test_the_word_brief_says_the_same_and_knows_no_clock(report: Report) -> None:
    options = RenderOptions(date="2026-01-02T03:04:05Z")
    data = BRIEFS["docx"].render((report,), options)
    assert data == BRIEFS["docx"].render((report,), options)
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)
    assert all(point.words in text for each in chapters(View(report)) for point in each.points)


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
@pytest.mark.skipif(not installed("Liberation Serif"), reason="no font as wide as Times New Roman is installed")
def test_the_word_brief_has_two_pages(report: Report, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(BRIEFS["docx"].render((report,), RenderOptions()))
    convert("pdf", tmp_path, tmp_path / "brief.docx")
    assert len(PdfReader(tmp_path / "brief.pdf").pages) <= 2


def test_a_workbook_has_a_sheet_for_each_question(report: Report) -> None:
    book = load_workbook(BytesIO(RENDERERS["xlsx"].render((report,))))
    assert book.sheetnames == ["Changes", "Findings", "Notices", "Concordance"]
    assert book["Findings"].max_row == len(report.findings) + 1
    told = [str(row[1].value) for row in book["Notices"].iter_rows(min_row=2)]
    assert report.notices
    assert all(any(notice.message in said for said in told) for _, notice in report.notices)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref


def test_text_is_never_taken_for_a_formula() -> None:
    article = making.article("1", "=1+1", "=cmd|' /C calc'!A0")
    altered = change(1, link(article, article), marked("=1+1 {+\x07x+}"))
    data = RENDERERS["xlsx"].render((making.report(making.draft(article), making.draft(article), altered),))
    cells = [cell for sheet in load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert cells
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


def test_a_series_stands_on_the_same_sheets(report: Report) -> None:
    once, twice = (
        load_workbook(BytesIO(RENDERERS["xlsx"].render(reports)))["Changes"].max_row
        for reports in ((report,), (report, replace(report)))
    )
    assert twice - 1 == 2 * (once - 1)


def test_the_word_brief_says_what_it_is_of_as_of_when_and_that_nobody_checked_it(report: Report) -> None:
    data = BRIEFS["docx"].render((report,), RenderOptions(date="2026-03-01T08:00:00Z"))
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}
    assert not any("stylesWithEffects" in name for name in parts)
    assert 'w:percent="100"' in parts["word/settings.xml"]
    foot = next(text for name, text in parts.items() if "footer" in name)
    assert "As of 2026-03-01. Made by a program, not checked by a person" in foot
    assert "NUMPAGES" in foot
    said = "".join(etree.fromstring(parts["word/document.xml"].encode()).itertext())
    assert f"({report.old.date}) → {report.new.label} ({report.new.date})" in said


ARABIC = """اتفاقية بشأن السدود

المادة 1: السدود
على كل دولة طرف أن تنشر قائمة بالسدود في الجزء الخاص بها من النهر {} بعد إخطار الدول الأخرى المعنية بذلك كتابة.
"""


@pytest.fixture
def arabic(tmp_path: Path) -> Report:
    for name, words in (("old", "كل سنة"), ("new", "كل خمس سنوات")):
        (tmp_path / f"{name}.txt").write_text(ARABIC.format(words), encoding="utf-8")
    return compare(*(read_draft(str(tmp_path / f"{name}.txt")) for name in ("old", "new")))


def test_a_brief_of_an_arabic_text_has_its_title_and_quotes_run_from_right_to_left(arabic: Report) -> None:
    document = Document(BytesIO(BRIEFS["docx"].render((arabic,), RenderOptions())))
    turned = [each for each in document.paragraphs if each._p.find("{*}pPr/{*}bidi") is not None]
    title, *quotes = (each.text for each in turned)
    assert title == "اتفاقية بشأن السدود"
    assert quotes
    assert not any(run.italic for each in turned for run in each.runs)


def test_on_a_front_page_arabic_words_have_a_line_of_their_own(arabic: Report) -> None:
    told = headlines(View(arabic)).lines[0]
    place, words = summary_sentence(told, 0, True)
    assert words.find("{*}pPr/{*}bidi") is not None
    assert "سنوات" in "".join(map(str, words.itertext()))
    assert place.find("{*}pPr/{*}bidi") is None
    assert len([*summary_sentence(told, 0, False)]) == 1


def test_a_brief_asks_for_nothing_that_a_proposal_withdraws_as_harmful(
    report: Report, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    why = "it would make article 5 worse: a limit is gone"

    def withdrawn(report: Report, wanted: Sequence[Finding], *_: object) -> tuple[Tabled, Draft, Left]:
        first, *others = repairs(report, wanted)
        return Tabled(b"", tuple(others), (replace(first, way=Way.UNPLACED, why=why),)), report.new, Left()

    monkeypatch.setattr("treatydiff.commands.propose.harmless", withdrawn)
    drafts = [str(path) for path in sorted((ROOT / "drafts").glob("*-draft.docx"))[-2:]]
    assert cli.main(["brief", *drafts, "-f", "markdown"]) == 0
    asked = capsys.readouterr().out.partition("## What to ask for\n")[2].partition("\n## ")[0]
    assert asked.count(f"no text to table: {why}.") == 1
    assert asked.count("- **") == len(repairs(report, asked_of(View(report))))
