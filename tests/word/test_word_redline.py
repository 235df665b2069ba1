"""What is marked is what changed: short conventions compared with their structure, as a reader sees the redline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

import pytest

from convention_pairs import BASIN, CONVENTIONS, WEIR
from corpus import DRAFTS, real
from docx_making import docx
from helpers import samples
from treatydiff.compare import compare, read_draft
from treatydiff.model import Change, Draft, Op, Span
from treatydiff.ooxml.xml import Fate
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.report import Report
from treatydiff.word.merge.runs import RunWriter
from treatydiff.word.merge.segments import Segment
from word_pairs import Word, p
from word_reading import W, marked, shown

PLAIN = RenderOptions(comments="none")


def draft(folder: Path, name: str, blocks: Iterable[str]) -> Draft:
    path = folder / f"{name}.docx"
    path.write_bytes(Word("".join(blocks)).data())
    return read_draft(str(path))


@pytest.mark.parametrize("name", CONVENTIONS)
def test_the_marks_of_a_short_convention_are_those_of_its_change(tmp_path: Path, name: str) -> None:
    pair = CONVENTIONS[name]
    old, new = draft(tmp_path, "old", pair.old), draft(tmp_path, "new", pair.new)
    assert marked(render((compare(old, new),), PLAIN)) == list(pair.marks)


@pytest.mark.parametrize("name", CONVENTIONS)
def test_the_redline_the_other_way_round_is_proved_too(tmp_path: Path, name: str) -> None:
    pair = CONVENTIONS[name]
    old, new = draft(tmp_path, "old", pair.new), draft(tmp_path, "new", pair.old)
    assert marked(render((compare(old, new),), PLAIN))


@pytest.mark.parametrize("name", CONVENTIONS)
def test_a_short_convention_against_itself_has_no_mark(tmp_path: Path, name: str) -> None:
    for blocks in (CONVENTIONS[name].old, CONVENTIONS[name].new):
        same = draft(tmp_path, "same", blocks)
        assert marked(render((compare(same, same),), PLAIN)) == []


@pytest.mark.parametrize("path", [*map(str, DRAFTS), "docx/COM-2025-837_proposal_2025-11-19.docx"])
def test_a_whole_draft_against_itself_has_no_mark(path: str) -> None:
    same = read_draft(path if path in map(str, DRAFTS) else str(real(path)))
    assert marked(render((compare(same, same),), RenderOptions(comments="none", verify=False))) == []


def test_a_place_that_does_not_prove_itself_is_marked_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = CONVENTIONS["the first definition replaced"]
    old, new = draft(tmp_path, "old", pair.old), draft(tmp_path, "new", pair.new)
    monkeypatch.setattr(RunWriter, "_text", _losing("low wall", RunWriter._text))
    made = render((compare(old, new),), PLAIN)
    assert marked(made) == [f"[-{BASIN}-]¶del", f"{{+{WEIR}+}}¶ins"]
    assert isinstance(made, Rendered)
    assert made.notices[0].startswith("1 paragraph marked as a whole")


def _losing(words: str, write: Callable[[RunWriter, Segment], None]) -> Callable[[RunWriter, Segment], None]:
    """A writer that loses an insertion of some words, if it stands beside a deletion in one paragraph."""

    def lossy(writer: RunWriter, segment: Segment) -> None:
        deleted = next(writer._paragraph.iter(f"{W}del"), None) is not None
        if not (segment.fate is Fate.INSERT and words in segment.text and deleted):
            write(writer, segment)

    return lossy


SIGNS = {Op.KEEP: "%s", Op.INSERT: "{+%s+}", Op.DELETE: "[-%s-]"}


@pytest.mark.parametrize("pair", [(0, 1), (1, 2)], ids=str)
def test_the_marks_of_an_amended_text_are_those_of_the_comparison(pair: tuple[int, int]) -> None:
    report = samples.compared(*pair)
    lines = shown(render((report,), RenderOptions(verify=False)))
    changes = (change for change in report.redline.changes if not _in_moved(change, report))
    texts = [change.text for change in changes if _is_amended(change.text)]
    assert len(texts) > 10
    written = [_written(text).removeprefix("[-") for text in texts]  # a number that went may stand in the same mark
    assert [said for said in written if not any(said in line for line in lines)] == []


def _is_amended(spans: tuple[Span, ...]) -> bool:
    return {Op.KEEP, Op.INSERT} < {span.op for span in spans} or {Op.KEEP, Op.DELETE} < {span.op for span in spans}


def _in_moved(change: Change, report: Report) -> bool:
    moved = {p.eid for link in report.alignment.links if link.moved for new in link.new for p in new.walk()}
    return any(provision.eid in moved for provision in change.link.new)


def _written(spans: tuple[Span, ...]) -> str:
    """As ``shown`` writes it: between two kept stretches what went, then what came."""
    order = {Op.DELETE: 0, Op.INSERT: 1}
    written = ""
    for kept, group in groupby(spans, lambda span: span.op is Op.KEEP):
        some = list(group)
        ordered = some if kept else sorted(some, key=lambda span: order[span.op])
        for op, stretch in groupby(ordered, lambda span: span.op):
            written += SIGNS[op] % "".join(span.text for span in stretch)
    return written


ODDITIES = {
    "a table without a row": "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p><w:r><w:t>1. It applies.</w:t></w:r></w:p>",
    "a content control that was inserted": (
        '<w:customXmlInsRangeStart w:id="0" w:author="A" w:date="2020-01-01T00:00:00Z"/><w:sdt><w:sdtContent>'
        '<w:customXmlInsRangeEnd w:id="0"/><w:p><w:r><w:t>1. It applies.</w:t></w:r></w:p>'
        '<w:customXmlInsRangeStart w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"/></w:sdtContent></w:sdt>'
        '<w:customXmlInsRangeEnd w:id="1"/>'
    ),
}
CHANGED_STYLE = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>'
    '<w:spacing w:after="480"/>'
    '<w:pPrChange w:id="0" w:author="A" w:date="2020-01-01T00:00:00Z"><w:pPr><w:spacing w:after="160"/></w:pPr>'
    "</w:pPrChange></w:pPr></w:style>"
)


@pytest.mark.parametrize("name", [*ODDITIES, "a style that was changed"])
def test_what_word_files_hold_at_times_is_proved_against_itself(tmp_path: Path, name: str) -> None:
    body = ODDITIES.get(name, "<w:p><w:r><w:t>1. It applies.</w:t></w:r></w:p>")
    head = "<w:p><w:r><w:t>Article 1</w:t></w:r></w:p><w:p><w:r><w:t>Scope</w:t></w:r></w:p>"
    file = tmp_path / "same.docx"
    file.write_bytes(docx(head + body, styles="" if name in ODDITIES else CHANGED_STYLE))
    same = read_draft(str(file))
    assert marked(render((compare(same, same),), RenderOptions(comments="none"))) == []


def test_what_comes_at_the_end_of_an_article_stands_before_the_next_one_that_was_deleted(tmp_path: Path) -> None:
    def article(number: int, name: str, *rules: str) -> str:
        heads = p(f"Article {number}", style="Heading2") + p(name, style="Heading2")
        return heads + "".join(p(f"{place}. {rule}") for place, rule in enumerate(rules, start=1))

    rivers = ("Each Party shall keep a register of all weirs and dams on its rivers.", "The register is public.")
    new_rule = "Data that are not relevant to the register shall be destroyed without delay."
    witnesses = article(2, "Witnesses", "Each Party shall protect witnesses of offences against retaliation.")
    costs = "Each Party bears its own costs of the measures under this Convention."
    old = article(1, "Register", *rivers) + witnesses + article(3, "Costs", costs)
    new = article(1, "Register", *rivers, new_rule) + article(2, "Costs", costs)
    for name, body in (("old", old), ("new", new)):
        (tmp_path / f"{name}.docx").write_bytes(Word(body).data())
    report = compare(*(read_draft(str(tmp_path / f"{name}.docx")) for name in ("old", "new")))
    lines = marked(render((report,), PLAIN))
    assert lines[:2] == [f"{{+3. {new_rule}+}}¶ins", "[-Article 2-]¶del"]
