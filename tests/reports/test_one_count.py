"""One count: how much changed is the same number in every output, and what it counts is said in the glossary."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest

from corpus import DRAFTS, ROOT, real
from helpers.redlines import draft
from treatydiff.batch.rows import TABLES, pair_row
from treatydiff.compare import compare, read_draft
from treatydiff.gate import Gate
from treatydiff.model import CONTAINERS, Level, Relation
from treatydiff.renderers import RENDERERS, RenderOptions, brief, check
from treatydiff.renderers.text.headlines import headlines
from treatydiff.renderers.text.no_finding import untold
from treatydiff.renderers.view import View
from treatydiff.report import Report, Selection
from treatydiff.reports.headlines import FULL, SHORT, Tier
from treatydiff.reports.silence import tellers
from treatydiff.reports.summary import rows, summary

COVER = ("Conference on data", "Vienna, 4 to 15 May")
OLD = (
    *COVER, "Preamble", "The Parties,",
    "Article 1", "Scope", "1. This Convention applies to criminal investigations of serious crime.", "2. It binds.",
    "Article 2", "Interception", "The police may intercept communications with a warrant.",
    "Article 3", "Use and keeping", "1. Data shall be used for the purpose of the request.",
    "2. Data shall be erased after three years of storage by the authority.",
    "Article 4", "Seat", "The seat of the body is the old town.",
    "Article 5", "Leaving", "A Party may leave. Article 2 continues to apply to data that it received.",
)  # fmt: skip
NEW = (
    COVER[0], "Vienna, 11 to 22 May", "Preamble", "The Parties,",
    "Article 1", "Scope", "1. This Convention applies to criminal investigations of any crime.", "2. It binds.",
    "Article 2", "Reports", "Each Party shall write a report for the others every second year.",
    "Article 3", "Interception", "The police may intercept communications.",
    "Article 4", "Use", "Data shall be used for the purpose of the request.",
    "Article 5", "Keeping", "Data shall be erased after five years of storage by the authority.",
    "Article 6", "Seat", "The seat of the body is the new town.",
    "Article 7", "Leaving", "A Party may leave. Article 2 continues to apply to data that it received.",
)  # fmt: skip


@cache
def compared() -> Report:
    return compare(draft(*OLD), draft(*NEW))


PAIRS = {
    "samples": (str(DRAFTS[-2]), str(DRAFTS[-1])),
    "a statute": ("laws/ie-surveillance-2009.old.md", "laws/ie-surveillance-2009.new.md"),
    "the AI Act": (
        "ai-act/2021-04-21-COM-2021-206-articles.en.txt",
        "ai-act/2024-06-13-Reg-2024-1689-articles.en.txt",
    ),
}


def text(name: str, report: Report | None = None) -> str:
    """What a renderer writes, on one line; of Word its front page."""
    options = RenderOptions(width=200, summary=True, gate=Gate())
    render = {"brief": brief.render, "check": check.render}.get(name) or RENDERERS[name].render
    data = render((report or compared(),), options)
    if name in ("docx", "html"):
        body = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode() if name == "docx" else data.decode()
        data = re.sub(r"<[^>]+>", " " if name == "html" else "", body).encode()
    return " ".join(data.decode().split())


def test_each_count_counts_what_the_glossary_says() -> None:
    report = compared()
    figures, heavy = summary(report), [c for c in report.redline.changes if c.significance == "substantive"]
    assert figures.changes["substantive"] == len(heavy) == untold(View(report)).of
    changed = [
        row for row in rows(report)
        if row.link.level is Level.ARTICLE and row.link.old and row.link.new and row.significance == "substantive"
    ]  # fmt: skip
    assert figures.in_substance == len(changed) > figures.articles["split"] == 1
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    assert all(f"| {word} |" in glossary for word in ("change of substance", "changed article", "place"))


def test_an_article_with_a_finding_is_never_unchanged() -> None:
    report = compared()
    found = {finding.change.id for finding in report.findings}
    stale = [row for row in rows(report) if row.stale]
    assert [row.new[0].number for row in stale] == ["7"]
    for row in rows(report):
        assert row.relation is not Relation.UNCHANGED or not found & {change.id for change in row.changes}


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_the_reports_to_read_say_the_same_numbers(name: str) -> None:
    figures, page = summary(compared()), text(name)
    assert f"{figures.changes['substantive']} substantive" in page
    assert f"{figures.in_substance} changed in substance" in page
    told = headlines(View(compared()))
    assert all(told.account(tier) in page for tier in Tier if told.of(tier))


def test_so_does_the_front_page_in_word() -> None:
    figures, page = summary(compared()), text("docx")
    assert f"{figures.changes['substantive']} changes of substance; {figures.in_substance} changed articles" in page


def test_so_do_json_the_check_the_brief_and_the_batch() -> None:
    report = compared()
    figures, left = summary(report), untold(View(report))
    value = json.loads(RENDERERS["json"].render((report,), RenderOptions()))["summary"]
    assert (value["changes"], value["in_substance"]) == (figures.changes, figures.in_substance)
    assert value["without_finding"] == left.count
    checked = check.render((report,), RenderOptions(gate=Gate())).decode()
    assert f"{figures.changes['substantive']} changes of substance" in " ".join(checked.split())
    row = dict(zip(TABLES["pairs"], pair_row(1, "a", "b", None, report), strict=True))
    assert row["changes_substantive"] == figures.changes["substantive"]


@pytest.mark.parametrize("name", PAIRS)
def test_of_real_drafts_each_number_is_one_in_every_output(name: str) -> None:
    report = compare(*(read_draft(path if name == "samples" else real(path)) for path in PAIRS[name]))
    view = View(report)
    figures, left, first = summary(report), untold(view), headlines(view)
    changes, articles = figures.changes["substantive"], figures.in_substance
    assert 0 < left.count < changes == left.of
    silent = f"{left.count} of {changes:,} changes of substance have no finding"
    unit = "section" if name == "a statute" else "article"
    accounts = [first.account(tier) for tier in Tier if first.of(tier)]
    told = {
        "terminal": (f"{changes:,} substantive", *(first.account(t) for t in {each.line.tier for each in first.full})),
        "markdown": (f"{changes:,} substantive", f"{articles} changed in substance"),
        "html": (f"{changes:,} of substance", f"{articles} of {len(report.new.articles())} articles changed"),
        "docx": (f"{changes:,} changes of substance; {articles} changed {unit}s",),
        "brief": tuple(accounts),
        "check": (f"{changes:,} changes of substance", silent),
    }
    written = {output: text(output, report) for output in told}
    missing = {(output, words) for output, every in told.items() for words in every if words not in written[output]}
    assert not missing
    value = json.loads(RENDERERS["json"].render((report,), RenderOptions()))["summary"]
    assert (value["changes"]["substantive"], value["in_substance"], value["without_finding"]) == (
        changes, articles, left.count,
    )  # fmt: skip


@pytest.mark.parametrize("theme", ["", "surveillance"])
def test_each_change_of_substance_is_one_line_or_inside_of_one(theme: str) -> None:
    """An article that came with a power and a secret inside of it is one line."""
    report = compare(*(read_draft(str(path)) for path in DRAFTS[-2:]))
    view = View(replace(report, selection=Selection((theme,) if theme else ())))
    first = headlines(view)
    ids = [each.change.id for each in first.lines]
    assert len(ids) == len(set(ids))
    heavy = {c.id for c in view.selected.changes if c.significance == "substantive" and c.link.level not in CONTAINERS}
    inside = set(tellers(report, [c for c in view.selected.changes if c.id in heavy]))
    assert theme or heavy - inside == set(ids)
    screen = RENDERERS["terminal"].render((view.report,), RenderOptions(width=160)).decode()
    told = screen.partition("\n\n")[2].partition(" inserted\n")[0]
    numbers = [re.escape(each.number) for each in first.lines[: FULL + SHORT]]
    assert all(re.search(rf"^  {number}  ", told, re.MULTILINE) for number in numbers)


def test_the_cover_is_never_of_substance_and_never_said_first() -> None:
    changed = [c for c in compared().redline.changes if "11 to 22 May" in c.provision.full_text()]
    assert [str(change.significance) for change in changed] == ["editorial"]
    assert all(span.significance != "substantive" for change in changed for span in change.spans)
    first = headlines(View(compared()))
    assert not {line.change.id for line in first.lines} & {change.id for change in changed}


def test_without_a_preamble_nobody_knows_where_the_cover_ends_and_it_is_shown_in_full() -> None:
    report = compare(*(draft(*lines[:2], *lines[4:]) for lines in (OLD, NEW)))
    page = RENDERERS["terminal"].render((report,), RenderOptions(width=110)).decode()
    assert "11 to 22" in page.partition("── Redline")[2]
    with_preamble = RENDERERS["terminal"].render((compared(),), RenderOptions(width=110)).decode()
    assert "11 to 22" not in with_preamble
