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
from treatydiff.model import Level, Relation
from treatydiff.renderers import RENDERERS, RenderOptions, brief, check
from treatydiff.renderers.text.gist import in_all
from treatydiff.renderers.text.headlines import headlines
from treatydiff.renderers.text.no_finding import untold
from treatydiff.renderers.view import View
from treatydiff.report import Report, Selection
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
    assert untold(View(compared())).sentence in page


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
    assert left.sentence in brief.render((report,), RenderOptions()).decode()
    row = dict(zip(TABLES["pairs"], pair_row(1, "a", "b", None, report), strict=True))
    assert row["changes_substantive"] == figures.changes["substantive"]


@pytest.mark.parametrize("name", PAIRS)
def test_of_real_drafts_each_number_is_one_in_every_output(name: str) -> None:
    report = compare(*(read_draft(path if name == "samples" else real(path)) for path in PAIRS[name]))
    view = View(report)
    figures, left, first = summary(report), untold(view), headlines(view)
    changes, articles, worse = figures.changes["substantive"], figures.in_substance, len(first.worse)
    unclear = sum(bool(each.findings) for each in first.open)
    assert 0 < left.count < changes == left.of
    silent = f"{left.count} of {changes:,} changes of substance have no finding"
    in_all = (f"in all: {worse} places worse", f"{unclear} unclear")
    unit = "section" if name == "a statute" else "article"
    told = {
        "terminal": (
            f"{unclear} place{'s' * (unclear != 1)} without a direction",
            f"{changes:,} substantive",
            *in_all,
            silent,
        ),
        "markdown": (f"{changes:,} substantive", f"{articles} changed in substance", silent),
        "html": (f"{changes:,} of substance", f"{articles} of {len(report.new.articles())} articles changed"),
        "docx": (f"{changes:,} changes of substance; {articles} changed {unit}s",),
        "brief": (f"{worse} places worse", f"{unclear} unclear", silent),
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
def test_so_many_places_got_worse_as_are_listed_and_a_part_of_what_is_listed_is_none(theme: str) -> None:
    """An article that came with a power and a secret inside of it are two changes and one place."""
    report = compare(*(read_draft(str(path)) for path in DRAFTS[-2:]))
    view = View(replace(report, selection=Selection((theme,) if theme else ())))
    adverse = {finding.change.id for finding in view.findings if finding.adverse}
    first = headlines(view)
    assert theme or len(first.worse) < len(adverse)  # else this tests nothing
    told = in_all(view.report, view.findings)
    assert not told or told.startswith(f"{len(first.worse)} places worse")
    screen = RENDERERS["terminal"].render((view.report,), RenderOptions(width=160)).decode()
    head, lines = screen.partition("What got worse")[2].partition("Read these")[0].partition("\n")[::2]
    listed = len(re.findall(r"^  (?:old )?\d\S*  ", lines, re.MULTILINE))
    assert listed == len(first.worse)
    assert theme or f"of {listed} places" in head


def test_the_cover_is_never_of_substance_and_never_said_first() -> None:
    changed = [c for c in compared().redline.changes if "11 to 22 May" in c.provision.full_text()]
    assert [str(change.significance) for change in changed] == ["editorial"]
    assert all(span.significance != "substantive" for change in changed for span in change.spans)
    first = headlines(View(compared()))
    assert not {line.change.id for line in (*first.worse, *first.open)} & {change.id for change in changed}


def test_without_a_preamble_nobody_knows_where_the_cover_ends_and_it_is_shown_in_full() -> None:
    report = compare(*(draft(*lines[:2], *lines[4:]) for lines in (OLD, NEW)))
    page = RENDERERS["terminal"].render((report,), RenderOptions(width=110)).decode()
    assert "11 to 22" in page.partition("── Redline")[2]
    with_preamble = RENDERERS["terminal"].render((compared(),), RenderOptions(width=110)).decode()
    assert "11 to 22" not in with_preamble
