"""The Word renderer from end to end: redline, comments, front page, synoptic table."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from lxml import etree

import making
from corpus import DRAFTS
from docx_making import docx as word_file
from docx_making import p, revision
from helpers import samples
from helpers.word_files import tampered
from treatydiff.compare import compare, read_draft
from treatydiff.errors import RenderError
from treatydiff.model import Draft
from treatydiff.ooxml.package import WordPackage
from treatydiff.renderers import RENDERERS, Rendered, RenderOptions
from treatydiff.report import Report, Selection
from treatydiff.reports.selection import select
from treatydiff.word.merge.document import Marks, merge
from treatydiff.word.merge.hints import Hints
from treatydiff.word.proof.verify import Failure, verify
from word_pairs import RED, Word, picture
from word_pairs import p as pp
from word_reading import W, marked, part, shown, written

QUICK = RenderOptions(verify=False)


@pytest.fixture(scope="module")
def report() -> Report:
    return samples.compared(1, 2)


WRITTEN: dict[object, tuple[tuple[Report, ...], bytes]] = {}
"""The files that were written, by reports and options, with the reports, so that no other gets their ids."""


def render(*reports: Report, **options: object) -> bytes:
    key = tuple(map(id, reports)), tuple(sorted(options.items()))
    if key not in WRITTEN:
        WRITTEN[key] = reports, RENDERERS["docx"].render(reports, replace(QUICK, **options))  # type: ignore[arg-type]
    return WRITTEN[key][1]


def articles(*paragraphs: str) -> bytes:
    """A Word draft of one article with numbered paragraphs."""
    numbered = [p(f"{number}. ", text) for number, text in enumerate(paragraphs, 1)]
    return word_file("Article 1", "Scope", *numbered, "Article 2", "Terms", "1. Nothing shall be read otherwise.")


def read(tmp_path: Path, name: str, data: bytes, revisions: str = "accept") -> Draft:
    path = tmp_path / name
    path.write_bytes(data)
    return read_draft(str(path), revisions=revisions)


# ---------------------------------------------------------------------------------------------------------- the redline


def test_a_redline_is_proved_before_it_is_handed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"old.docx": "Each Party shall act in time.", "new.docx": "Each Party may act in time."}
    report = compare(*(read(tmp_path, name, articles(text)) for name, text in texts.items()))
    broken = (Failure("accept", "line 3", "shall", "may"),)
    monkeypatch.setattr(sys.modules["treatydiff.word.proof.verify"], "prove", lambda *_: broken)
    with pytest.raises(RenderError, match="accept all, line 3: expected 'shall', found 'may'"):
        RENDERERS["docx"].render((report,), RenderOptions())
    assert render(report, verify=False)


def test_several_pairs_are_no_redline(report: Report) -> None:
    with pytest.raises(RenderError, match="two drafts"):
        render(report, report)


def test_a_moved_article_moves_as_one_unit_with_its_edits_inside(report: Report) -> None:
    document = part(render(report, comments="none"))
    ranges = [document.find(f".//{W}{kind}RangeStart[@{W}name='move1']") for kind in ("moveFrom", "moveTo")]
    assert ["17" in written(start.getparent()) for start in ranges] == [True, False]
    assert "Article" in written(ranges[1].getparent())
    moved = [line for line in marked(render(report, comments="none")) if ">+" in line]
    assert any("{+shall ensure that+}" in line for line in moved)


def test_renumbering_marks_only_the_number(report: Report) -> None:
    assert "Article [-4. -]{+5+}¶ins" in shown(render(report))


def test_plain_moves_say_where_the_other_place_is(report: Report) -> None:
    comments = "".join(part(render(report, moves="plain", comments="none"), "word/comments.xml").itertext())
    assert "Moved from article 17" in comments
    assert "Moved to article 4" in comments


def test_pending_changes_are_resolved_as_the_draft_was_read(tmp_path: Path) -> None:
    pending = word_file(
        "Article 1", "Scope", p("1. Each ", revision("ins", "State "), revision("del", "old "), "Party.")
    )
    new = read(tmp_path, "new.docx", word_file("Article 1", "Scope", "1. Each Party."))
    for revisions, gone in (("accept", "State"), ("reject", "old")):
        old = read(tmp_path, "old.docx", pending, revisions)
        data = RENDERERS["docx"].render((compare(old, new),), QUICK)
        assert f"1. Each [-{gone} -]Party." in shown(data)
        assert verify(data, old.data, new.data, revisions) == ()


def test_macros_do_not_come_along(tmp_path: Path) -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    code = f'<Relationship Id="m" Type="{kind}" Target="vba.xml"/>'
    old, new = (
        word_file("Article 1", "Scope", f"1. Each Party {word} act.", relations=code, parts={"word/vba.xml": "<a/>"})
        for word in ("shall", "may")
    )
    drafts = read(tmp_path, "old.docm", old), read(tmp_path, "new.docm", new)
    package = WordPackage(RENDERERS["docx"].render((compare(*drafts),), RenderOptions()))
    assert not [part for part in package.opc.parts() if "vba" in part.name]


def test_nothing_in_a_redline_is_fetched_from_outside() -> None:
    there = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    blip = picture("i1").replace('r:embed="i1"', 'r:link="i1"')
    old, new = (Word(pp(text, blip), images={"i1": RED}).data() for text in ("See the seal", "See this seal"))
    old, new = (
        tampered(data, "word/_rels/document.xml.rels", lambda text: text.replace(
            'Target="media/i1.png"', 'Target="http://spy.example/i.png" TargetMode="External"'))
        for data in (old, new)
    )  # fmt: skip
    made = merge(WordPackage(old), WordPackage(new), Hints(), Marks()).package
    assert [r for r in made.main.rels.values() if r.reltype == there and r.part is None] == []
    assert verify(made.write(), old, new) == ()


# --------------------------------------------------------------------------------------------------------- the comments


def said_by(comment: etree._Element) -> list[str]:
    return ["".join(paragraph.itertext()) for paragraph in comment.iter(f"{W}p")]


def test_no_judgement_stands_in_a_redline_unasked(report: Report) -> None:
    assert select(report).findings
    assert WordPackage(render(report)).related(renderer_comments()) is None
    assert b"adverse" not in WordPackage(render(report)).main.blob


def test_findings_asked_for_are_one_comment_a_place_the_sentence_first(report: Report) -> None:
    comments = list(part(render(report, comments="findings"), "word/comments.xml"))
    places = {finding.change.id for finding in select(report).findings}
    assert len(places) == len(comments) < len(select(report).findings)
    assert {c.get(f"{W}author") for c in comments} == {"treatydiff"}
    said = [line for comment in comments for line in said_by(comment)]
    for finding in select(report).findings:
        assert any(f"{finding.theme.capitalize()}: " in line for line in said)
        assert any(line and finding.message.endswith(line[1:]) for line in said), finding.message
    firsts = [said_by(comment)[0] for comment in comments]
    assert not any(line.startswith(("Surveillance: ", "Safeguards: ")) for line in firsts)


def test_remarks_say_what_happened_without_a_verdict(report: Report) -> None:
    comments = list(part(render(report, comments="remarks"), "word/comments.xml"))
    said = "\n".join(line for comment in comments for line in said_by(comment))
    assert "brackets removed" in said.lower()
    assert "adverse" not in said


def test_a_redline_says_what_is_in_it(report: Report) -> None:
    quiet = RENDERERS["docx"].render((report,), RenderOptions())
    assert isinstance(quiet, Rendered)
    assert quiet.about.endswith("moves, proved; no comments") or quiet.about.endswith("move, proved; no comments")
    told = render(report, comments="findings")
    assert isinstance(told, Rendered)
    assert re.search(r"not proved; \d+ comments$", told.about)


def test_a_comment_stands_on_the_words_that_it_is_about(report: Report) -> None:
    data = render(report, comments="findings")
    document = part(data)
    for comment in part(data, "word/comments.xml"):
        number = comment.get(f"{W}id")
        start = document.find(f".//{W}commentRangeStart[@{W}id='{number}']")
        end = document.find(f".//{W}commentRangeEnd[@{W}id='{number}']")
        between = start.getparent()[start.getparent().index(start) + 1 : end.getparent().index(end)]
        assert start.getparent() is end.getparent()
        marks = start.getparent().iter(f"{W}ins", f"{W}del")
        changed = [mark for mark in marks if next(mark.iter(f"{W}t", f"{W}delText"), None) is not None]
        inside = {e for child in between for e in child.iter()}
        assert not changed or any(e in inside for e in changed)
    assert any(start.getparent().find(f".//{W}ins") is not None for start in document.iter(f"{W}commentRangeStart"))


def test_comments_keep_both_laws_and_every_id_apart(report: Report) -> None:
    data = render(report, comments="findings", author="The Chair", date="2026-02-03T04:05:06Z")
    assert verify(data, report.old.data, report.new.data, looks=False) == ()
    dates = {c.get(f"{W}date") for c in part(data, "word/comments.xml")}
    assert dates == {"2026-02-03T04:05:06Z"}


def test_only_selected_findings_become_comments(report: Report) -> None:
    selected = replace(report, selection=Selection(themes=("surveillance",)))
    said = [said_by(c)[-1] for c in part(render(selected, comments="findings"), "word/comments.xml")]
    assert said
    assert all(line.startswith("Surveillance: ") for line in said)


@pytest.mark.parametrize(
    "selection", [Selection(articles=("4",)), Selection(themes=("surveillance",)), Selection(substantive=True)]
)
def test_a_part_of_a_redline_is_given_as_a_part(report: Report, selection: Selection) -> None:
    whole, extract = render(report), render(replace(report, selection=selection))
    assert "Extract from the comparison of" in "".join(part(extract).itertext())
    assert len("".join(part(extract).itertext())) < len("".join(part(whole).itertext()))


def renderer_comments() -> str:
    return "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


# ------------------------------------------------------------------------------------------------------- the front page


def test_the_front_page_says_what_was_compared_and_breaks_no_law(report: Report) -> None:
    data = render(report, summary=True, date="2026-02-03T04:05:06Z")
    text = "".join(part(data).find(f".//{W}sdt").itertext())
    for said in (
        report.old.label,
        report.new.label,
        "SHA-256",
        "2026-02-03 04:05:06 UTC",
        "Automatic comparison",
        "moved",
    ):
        assert said in text
    assert verify(data, report.old.data, report.new.data, looks=False) == ()


@pytest.mark.parametrize(("formatting", "said"), [("quiet", True), ("tracked", False)])
def test_the_front_page_says_which_promise_holds(report: Report, formatting: str, said: bool) -> None:
    text = "".join(part(render(report, summary=True, formatting=formatting)).find(f".//{W}sdt").itertext())
    assert ("changes of formatting alone are not marked" in text) == said


def test_without_findings_the_front_page_begins_with_the_words_that_changed_and_judges_nothing(report: Report) -> None:
    pages = {}
    for comments in ("none", "findings"):
        control = part(render(report, summary=True, comments=comments)).find(f".//{W}sdt")
        pages[comments] = ["".join(each.itertext()) for each in control.iter(f"{W}p")]
    at = pages["none"].index("The weightiest changes")
    lines = pages["none"][at + 1 : at + 11]
    assert all("“" in line and line.split(",")[0].startswith(("Article", "Preamble")) for line in lines)
    assert at < pages["none"].index("In numbers")
    assert pages["findings"][at].startswith("What got worse (")
    said = [each.claim.rstrip(".") for each in report.findings if each.adverse]
    assert said
    assert not any(words in line for words in said for line in pages["none"])


def test_the_front_page_ends_in_its_last_line_and_leaves_no_empty_page(report: Report) -> None:
    control = part(render(report, summary=True, comments="findings")).find(f".//{W}sdt")
    last = [*control.iter(f"{W}p")][-1]
    assert "Compared on" in "".join(last.itertext())
    assert [*last.iter(f"{W}br")][-1].get(f"{W}type") == "page"


def test_the_front_page_lists_the_changed_articles(report: Report) -> None:
    control = part(render(report, summary=True)).find(f".//{W}sdt")
    rows = ["|".join("".join(c.itertext()) for c in r.iter(f"{W}tc")) for r in control.iter(f"{W}tr")]
    assert any(row.startswith("17|4|") and "moved" in row for row in rows)


def test_every_place_that_the_front_page_names_leads_into_the_document(report: Report) -> None:
    document = part(render(report, summary=True, comments="findings"))
    control = document.find(f".//{W}sdt")
    goals = [link.get(f"{W}anchor") for link in control.iter(f"{W}hyperlink")]
    marks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    assert len(goals) > 5
    assert set(goals) <= marks


def test_the_front_page_names_what_came_and_went_and_folds_what_only_counts_on(report: Report) -> None:
    control = part(render(report, summary=True)).find(f".//{W}sdt")
    lines = ["".join(p.itertext()) for p in control.iter(f"{W}p")]
    assert [line for line in lines if "1 article inserted: Article 39" in line]
    assert [line for line in lines if line.startswith("Only numbers and references changed: ") and "–" in line]
    assert not [line for line in lines if line == "renumbered, consequential only"]


def test_the_properties_of_the_file_say_that_it_is_a_comparison(report: Report) -> None:
    said = docx.Document(io.BytesIO(render(report, author="The Chair", date="2026-02-03T04:05:06Z"))).core_properties
    assert said.title == f"Comparison of {report.old.label} and {report.new.label}"
    assert (said.author, said.last_modified_by) == ("The Chair", "The Chair")
    assert said.created == said.modified == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


PENDING = '<w:p><w:r><w:t>Each Party </w:t></w:r><w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r>\
<w:t>shall act.</w:t></w:r></w:ins></w:p>'


def test_what_was_decided_about_the_files_is_said_wherever_there_is_room(tmp_path: Path) -> None:
    paths = [tmp_path / "old.docx", tmp_path / "new.docx"]
    for path, body in zip(paths, (pp("Article 1"), pp("Article 1") + PENDING), strict=True):
        path.write_bytes(Word(body).data())
    made = compare(*(read_draft(str(path)) for path in paths))
    said = "new.docx: 1 pending tracked change accepted: 1 insertion"
    plain, full = render(made), render(made, summary=True, comments="remarks")
    assert isinstance(plain, Rendered)
    assert plain.notices == (said,)
    assert f"{said}." in "".join(part(full).find(f".//{W}sdt").itertext())
    assert said in "".join(part(full, "word/comments.xml").itertext())


# ---------------------------------------------------------------------------------- what may go to the other side


def verdicts_in(data: bytes, report: Report) -> set[str]:
    """The statements and themes of findings that stand anywhere in the file."""
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(data)) as package:
        parts = [etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")]
    said = {" ".join("".join(p.itertext()).split()).casefold() for each in parts for p in each.iter(f"{W}p")}
    asked = {found.statement.casefold() for found in report.findings}
    asked |= {f"{found.theme}, {found.effect}" for found in report.findings}
    return {words for words in asked if any(words in line for line in said)}


@pytest.mark.parametrize("layout", ["redline", "synoptic"])
@pytest.mark.parametrize("summary", [False, True])
@pytest.mark.parametrize("comments", ["none", "remarks"])
def test_no_finding_stands_in_a_word_file_that_was_not_asked_for_them(
    report: Report, layout: str, summary: bool, comments: str
) -> None:
    data = render(report, layout=layout, summary=summary, comments=comments)
    assert verdicts_in(data, report) == set()
    assert "gravest" not in "".join(part(data).itertext())


@pytest.mark.parametrize(("layout", "summary"), [("redline", False), ("redline", True), ("synoptic", False)])
def test_findings_stand_in_a_word_file_that_was_asked_for_them(report: Report, layout: str, summary: bool) -> None:
    data = render(report, layout=layout, summary=summary, comments="findings")
    assert len(verdicts_in(data, report)) > 5


def test_a_table_has_a_column_for_remarks_where_they_are_asked_for(report: Report) -> None:
    heads = {}
    for wanted in ("none", "remarks", "findings"):
        table = docx.Document(io.BytesIO(render(report, layout="synoptic", comments=wanted))).tables[0]
        heads[wanted] = [cell.text for cell in table.rows[0].cells][2:]
    assert heads == {name: ["What happened", "Remarks"][: 1 + (name != "none")] for name in heads}


# --------------------------------------------------------------------------------------------------- the synoptic table


def columns(data: bytes) -> list[list[str]]:
    """The columns of the table, without the head row."""
    table = docx.Document(io.BytesIO(data)).tables[0]
    return [[cell.text for cell in column.cells[1:]] for column in table.columns]


def test_the_table_holds_every_word_of_every_draft() -> None:
    drafts = [read_draft(str(path)) for path in DRAFTS]
    found = columns(render(*(compare(a, b) for a, b in pairwise(drafts)), layout="synoptic", show_all=True))
    every = list(zip(drafts, found, strict=False))
    assert every
    for draft, column in every:
        words = Counter(word for provision in draft.walk() for word in f"{provision.heading} {provision.text}".split())
        assert words - Counter(word for cell in column for word in cell.split()) == Counter()


def test_the_table_is_landscape_with_a_head_on_every_page_and_whole_rows(report: Report) -> None:
    document = part(render(report, layout="synoptic"))
    size = document.find(f".//{W}pgSz")
    assert size.get(f"{W}orient") == "landscape"
    assert int(size.get(f"{W}w")) > int(size.get(f"{W}h"))
    rows = list(document.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:2]] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_the_table_marks_what_went_and_what_came() -> None:
    before, after = making.draft(making.article("1", "", "Each Party shall act.")), making.draft()
    linked = making.link(before.provisions[0], making.article("1", "", "Each Party may act."))
    altered = making.change(1, linked, making.marked("Each Party [-shall-]{+may+} act."))
    document = part(render(making.report(before, after, altered), layout="synoptic"))
    marks = {"".join(run.itertext()): run for run in document.iter(f"{W}r")}
    assert marks["shall"].find(f"{W}rPr/{W}strike") is not None
    assert marks["may"].find(f"{W}rPr/{W}u") is not None
    assert marks["Each Party "].find(f"{W}rPr/{W}u") is None


def test_the_table_shows_only_what_is_selected(report: Report) -> None:
    selected = replace(report, selection=Selection(articles=("4",)))
    assert 1 < len(columns(render(selected, layout="synoptic"))[0]) < 12


def rows_of(*reports: Report, **options: object) -> list[list[str]]:
    table = docx.Document(io.BytesIO(render(*reports, layout="synoptic", **options))).tables[-1]
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def test_only_what_changed_has_a_row_under_the_heading_of_its_article(report: Report) -> None:
    rows = rows_of(report)
    assert len(rows) < len(rows_of(report, show_all=True)) / 2
    headings = [n for n, row in enumerate(rows) if re.match("Article 32", row[1])]
    assert headings
    assert rows[headings[0] + 1][2] in ("amended", "consequential only")


def test_a_paragraph_that_another_replaced_stands_beside_it(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Article 1\n\n1. The sea is wide.\n\n2. Fishing nets must be marked by their owners.\n\n3. Last.\n")
    new.write_text("Article 1\n\n1. The sea is wide.\n\n2. A Commission is hereby set up.\n\n3. Last.\n")
    rows = rows_of(compare(*(read_draft(str(path)) for path in (old, new))))
    (row,) = [row for row in rows if "nets" in row[0]]
    assert "Commission" in row[1]


def test_with_three_drafts_what_changed_in_one_step_shows_in_all_three() -> None:
    drafts = [read_draft(str(path)) for path in DRAFTS]
    rows = rows_of(*(compare(a, b) for a, b in pairwise(drafts)))
    assert sum(all(row[:3]) for row in rows) > len(rows) / 3
    assert all(any(row[:3]) for row in rows)


def test_of_a_number_only_what_differs_is_marked(report: Report) -> None:
    document = part(render(report, layout="synoptic"))
    marks = {"".join(run.itertext()) for run in document.iter(f"{W}r") if run.find(f"{W}rPr/{W}u") is not None}
    assert "4" in marks
    assert not {each for each in marks if each.startswith("Article ")}


def test_the_front_page_stands_before_the_table_too(report: Report) -> None:
    document = part(render(report, layout="synoptic", summary=True))
    goals = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")}
    assert goals
    assert goals <= {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}


def test_the_front_page_says_what_the_redline_cannot_mark_or_does_not_hand_on(tmp_path: Path) -> None:
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="{}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    for name, size, words in (("old", 20, "shall act"), ("new", 24, "may act")):
        word = Word(pp("Article 1", style="Heading2") + pp(f"1. Each Party {words}."))
        styled = f"{defaults.format(size)}<w:style "
        text = tampered(word.data(), "word/styles.xml", lambda styles, by=styled: styles.replace("<w:style ", by, 1))
        (tmp_path / f"{name}.docx").write_bytes(text)
    report = compare(*(read_draft(str(tmp_path / f"{name}.docx")) for name in ("old", "new")))
    made = RENDERERS["docx"].render((report,), RenderOptions(summary=True))
    assert isinstance(made, Rendered)
    (notice,) = (said for said in made.notices if "defaults" in said)
    assert any(notice[1:] in line for line in shown(made))


def test_a_synoptic_table_behind_front_pages_begins_on_a_page_of_its_own_and_leaves_none_empty(report: Report) -> None:
    control, title = part(render(report, layout="synoptic", summary=True))[0][:2]
    assert title.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert list(control.iter(f"{W}br"))[-1:] == []
