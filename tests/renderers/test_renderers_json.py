"""The JSON, key by key, as docs/json.md describes it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import making
from helpers import samples
from helpers.json_keys import documented, keys
from making import CONSEQUENTIAL, change, link, marked
from schemas import conforms
from treatydiff.compare import compare
from treatydiff.model import Choice, Draft, Fault, Op, Relation, Span
from treatydiff.renderers import OUTLINES, RENDERERS, RenderOptions
from treatydiff.report import (
    FiledVerdict,
    Holding,
    KeptVerdict,
    Location,
    ReadBy,
    ReaderTally,
    Report,
    Selection,
)


def value(*reports: Report, also: tuple[Draft, ...] = ()) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RENDERERS["json"].render(reports, RenderOptions(also=also)))
    conforms(found)
    return found


def shape(found: object) -> set[str]:
    return {re.sub(r"(summary|selection)\.findings\.[\w-]+", r"\1.findings.THEME", key) for key in keys(found)}


def many() -> Report:
    """A report in which every key has something in it."""
    old, first, second = making.article("1"), making.article("1"), making.article("2")
    split = replace(link(old, first, Relation.SPLIT), new=(first, second))
    report = making.sample()
    spans = (Span(Op.DELETE, "x", None, moved="c11"), Span(Op.INSERT, "y", None, moved="c11"))
    more = replace(change(10, split, marked("a {+b+}")), heading=spans, choices=(Choice("b", ("c",)),))
    redline = replace(report.redline, all=(*report.redline.all, more))
    faults = (Fault("theme/rule", "Article 1", "KeyError: '30'"),)
    filed = FiledVerdict("Article 1", "a", "b", "surveillance", None, "Nothing grows", "Ana Díaz")
    kept = KeptVerdict(filed, Holding.APPLIES, Location("Article 1"), change=more, instead=report.findings[:1])
    selection = Selection(substantive=True)
    by = ReadBy("m1", "0.5", "a", "old", "odd", measured="50 of 60", right="0.90")
    read = replace(kept, filed=replace(filed, author="booky", read=by), instead=())
    tally = ReaderTally("booky", "m1", 1, 1, 0, 0, 0, 0, 0)
    told = {"verdicts": (kept, read), "readers": (tally,), "faults": faults}
    return replace(report, redline=redline, selection=selection, **told)  # type: ignore[arg-type]


def test_a_report_has_the_keys_that_are_documented_and_no_other() -> None:
    found = shape(value(many(), also=(making.sample().new,)))
    assert {key for key in found if not key.startswith("selection.hidden.")} == documented("treatydiff/report/1")


def test_an_outline_has_the_keys_that_are_documented_and_no_other() -> None:
    draft = making.sample().old
    noted = replace(draft, notices=making.sample().notices[0][1:])
    found = json.loads(OUTLINES["json"].render(noted))
    conforms(found, "draft")
    flat = {re.sub(r"(provisions\[\]\.)(children\[\]\.)+", r"\1", key) for key in keys(found)}
    assert flat == documented("treatydiff/draft/1")


def test_several_reports_are_a_series() -> None:
    found = value(making.sample(), making.sample())
    assert found["schema"] == "treatydiff/series/1"
    assert found["reports"] == [value(making.sample())] * 2


def test_a_draft_is_known_by_its_hash() -> None:
    old = value(making.sample())["old"]
    assert old["sha256"] == hashlib.sha256(b"old").hexdigest()
    assert (old["articles"], old["words"], old["path"], old["date"]) == (3, 19, "1.docx", "2022-06-01")
    assert old["symbol"] is None


def test_every_article_of_both_drafts_is_in_the_concordance_once() -> None:
    rows = value(making.sample())["concordance"]
    assert [p["number"] for row in rows for p in row["old"]] == ["", "1", "17", "18"]
    assert [p["number"] for row in rows for p in row["new"]] == ["", "1", "4", "5"]
    moved = rows[2]
    assert (moved["relation"], moved["moved"], moved["renumbered"]) == ("amended", True, True)
    assert (moved["basis"], moved["similarity"], moved["significance"]) == ("wording", 0.9, "substantive")


def test_spans_rebuild_both_texts() -> None:
    every = value(making.sample())["changes"]
    assert every
    for each in every:
        old = "".join(s["text"] for s in each["spans"] if s["op"] != "insert")
        new = "".join(s["text"] for s in each["spans"] if s["op"] != "delete")
        assert bool(old) == (each["old"] is not None)
        assert bool(new) == (each["new"] is not None)


def test_a_change_of_number_or_place_alone_is_amended_and_consequential() -> None:
    (found,) = (each for each in value(making.sample())["changes"] if each["id"] == "c4")
    assert (found["kind"], found["significance"]) == ("amended", "consequential")
    assert (found["old"]["number"], found["new"]["number"], found["moved"]) == ("17", "4", True)
    assert found["old"]["article"] == "17"


def test_a_change_without_an_old_or_new_side_has_null_there() -> None:
    found = {each["id"]: each for each in value(making.sample())["changes"]}
    assert found["c6"]["old"] is None
    assert found["c9"]["new"] is None


def test_several_provisions_on_a_side_are_listed_as_parts() -> None:
    found = {each["id"]: each for each in value(many())["changes"]}
    assert [part["number"] for part in found["c10"]["parts"]["new"]] == ["1", "2"]
    assert "parts" not in found["c5"]


def test_what_is_not_selected_is_left_out_and_counted_but_the_summary_is_of_the_whole() -> None:
    one = making.article("1")
    light = change(1, link(one, one), marked("[-a-]{+b+}", CONSEQUENTIAL), CONSEQUENTIAL)
    report = making.report(making.draft(one), making.draft(one), light, selection=Selection(substantive=True))
    found = value(report)
    assert found["changes"] == []
    assert found["selection"]["hidden"] == {"consequential": 1}
    assert found["summary"]["changes"]["consequential"] == 1


def test_control_characters_are_escaped_and_letters_are_not() -> None:
    one = making.article("1", "第五条 \x9b2J\x7f\u202e المادة")
    report = making.report(making.draft(one), making.draft(one), change(1, link(one, one)))
    raw = RENDERERS["json"].render((report,)).decode()
    assert "第五条 \\u009b2J\\u007f\\u202e المادة" in raw
    assert json.loads(raw)["concordance"][0]["old"][0]["heading"] == one.heading


def test_real_output_has_the_documented_keys() -> None:
    found = shape(value(samples.compared(1, 2)))
    assert not found - documented("treatydiff/report/1")


def test_each_side_of_a_change_is_named_in_words() -> None:
    old = making.draft(
        making.article("1", "Lights", "", making.paragraph("1", "Lamps burn."), making.paragraph("2", "Bells ring."))
    )
    new = making.draft(
        making.article("1", "Lights", "", making.paragraph("1", "Bells ring."), making.paragraph("2", "Horns blow."))
    )
    value = json.loads(RENDERERS["json"].render((compare(old, new),)))
    labels = {(c["old"] and c["old"]["label"], c["new"] and c["new"]["label"]) for c in value["changes"]}
    assert ("Article 1, paragraph 2", "Article 1, paragraph 1") in labels
    assert (None, "Article 1, paragraph 2") in labels
