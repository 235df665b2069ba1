"""A provision that became another's, or an article of its own, is named with its whole place in every output."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from treatydiff.compare import compare
from treatydiff.model import Block, Draft, Reading, Relation
from treatydiff.references.places import number
from treatydiff.renderers import RENDERERS
from treatydiff.report import Report
from treatydiff.reports.summary import rows, summary
from treatydiff.structure import build

MEASURE = "Emergency measures may be adopted where a ship in distress endangers the harbour or its keepers."
COPIES = "the keeper sends certified copies of it to all States that have signed it and to observers;"
APART = ["Article 1", "Meetings", "1. The Parties meet every two years in the old harbour.", "2. Reports are public."]
DEPOSITARY = ["Article 2", "Depositary", "1. The keeper of the northern tower is the depositary of this Convention."]


def draft(*lines: str) -> Draft:
    return build(Reading(tuple(map(Block, lines))), name="draft", language="en")


SMALL = draft(*APART[:3], f"2. {MEASURE}", "3. Reports are public.", *DEPOSITARY)
LARGE = draft(*APART, *DEPOSITARY, "Article 3", "Emergencies", MEASURE)


def plain(report: Report, name: str) -> str:
    return re.sub(r"\s+", " ", RENDERERS[name].render((report,)).decode())


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (SMALL, LARGE, "Article 1, paragraph 2 → Article 3"),
        (LARGE, SMALL, "Article 3 → Article 1, paragraph 2"),
    ],
    ids=["became an article", "became a paragraph"],
)
def test_a_paragraph_and_the_article_it_became_are_named_whole(old: Draft, new: Draft, said: str, name: str) -> None:
    assert said in plain(compare(old, new), name)


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_what_moved_away_is_missed_at_its_origin(name: str) -> None:
    report = compare(SMALL, LARGE)
    said = "Article 1(2)" if name == "html" else "moved away: paragraph 2 → article 3"
    assert said in plain(report, name)


def test_an_article_that_another_took_in_leaves_a_signpost_where_it_stood() -> None:
    told = plain(compare(LARGE, SMALL), "markdown")
    signpost = "- Article 3 → Article 1, paragraph 2 · Emergencies: *moved, renumbered, amended*"
    assert told.index("### Article 1") < told.index(signpost)
    page = plain(compare(LARGE, SMALL), "html")
    assert re.search(r"<bdi>Article 3</bdi>.{0,200}now Article 1\(2\)", page)


def test_csv_and_json_say_article_and_place_of_both_sides() -> None:
    report = compare(SMALL, LARGE)
    told = list(csv.DictReader(io.StringIO(RENDERERS["csv"].render((report,)).decode("utf-8-sig"))))
    found = [(r["old article"], r["old place"], r["new article"], r["new place"]) for r in told]
    assert ("1", "paragraph 2", "3", "") in found
    concordance = json.loads(RENDERERS["json"].render((report,)))["concordance"]
    assert [(row["old"][0]["number"], row["new"][0]["number"]) for row in concordance] == [
        ("1", "1"), ("2", "2"), ("1(2)", "3"),
    ]  # fmt: skip


def test_a_number_in_a_concordance_names_all_that_it_stands_in() -> None:
    found = draft(*APART[:3], "2. Reports are:", "(a) public;", "(b) printed.")
    assert [number(p) for p in found.walk()] == ["1", "1(1)", "1(2)", "1(2)(a)", "1(2)(b)"]


def test_an_article_that_gave_or_got_a_paragraph_is_amended_and_has_no_stale_reference() -> None:
    old = draft(*APART, *DEPOSITARY, f"2. For the archives, {COPIES}")
    new = draft(*APART, f"3. For the archives, {COPIES}", *DEPOSITARY)
    for report in (compare(old, new), compare(new, old)):
        assert [row.relation for row in rows(report)] == [Relation.AMENDED] * 2
        assert summary(report).in_substance == 2
        assert "stale" not in plain(report, "terminal")
