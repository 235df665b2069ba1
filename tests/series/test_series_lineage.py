"""The lineage of each article over a series."""

from __future__ import annotations

from series_making import COURT, FUND, POWER, PURPOSE, REVIEW, WITNESSES, series
from treatydiff.series import Lineage, lineages

ALL = {"Purpose": (PURPOSE,), "Interception": (POWER, COURT), "Witnesses": (WITNESSES,), "Review": (REVIEW,)}


def without(*headings: str) -> dict[str, tuple[str, ...]]:
    return {heading: texts for heading, texts in ALL.items() if heading not in headings}


def numbers(line: Lineage) -> list[str]:
    return [", ".join(p.number for p in state) for state in line.states]


def by_heading(lines: tuple[Lineage, ...]) -> dict[str, Lineage]:
    return {line.last.heading: line for line in lines if line.last.heading}


def test_an_article_that_was_renumbered_keeps_one_lineage() -> None:
    _, reports = series(ALL, {"Fund": (FUND,), **ALL}, ALL)
    lines = by_heading(lineages(reports))
    assert numbers(lines["Review"]) == ["4", "5", "4"]
    assert [step.words for step in lines["Review"].steps] == ["renumbered", "renumbered"]


def test_what_was_inserted_begins_and_what_was_deleted_ends() -> None:
    _, reports = series(ALL, {**ALL, "Fund": (FUND,)}, {**without("Purpose"), "Fund": (FUND,)})
    lines = by_heading(lineages(reports))
    assert numbers(lines["Fund"]) == ["", "5", "4"]
    assert lines["Fund"].born == 1
    assert numbers(lines["Purpose"]) == ["1", "1", ""]
    assert lines["Purpose"].died == 1
    assert [step.words for step in lines["Purpose"].steps] == ["unchanged", "deleted"]


def test_what_was_deleted_and_came_back_is_linked_to_what_it_was() -> None:
    _, reports = series(ALL, without("Witnesses"), without("Witnesses"), ALL)
    lines = by_heading(lineages(reports))
    assert numbers(lines["Witnesses"]) == ["3", "", "", "3"]
    assert lines["Witnesses"].revived == (3,)
    assert [step.words for step in lines["Witnesses"].steps] == ["deleted", "", "revived"]


def test_another_article_in_the_place_of_a_deleted_one_is_no_revival() -> None:
    _, reports = series(ALL, without("Witnesses"), {**without("Witnesses"), "Fund": (FUND,)})
    lines = by_heading(lineages(reports))
    assert lines["Witnesses"].revived == lines["Fund"].revived == ()


def test_every_article_of_every_draft_stands_in_a_lineage() -> None:
    drafts, reports = series(ALL, without("Review"), {"Fund": (FUND,), **ALL})
    found = lineages(reports)
    every = list(enumerate(drafts))
    assert every
    for at, draft in every:
        articles = {article.eid for article in draft.articles()}
        assert articles
        assert articles <= {p.eid for line in found for p in line.states[at]}


def test_lineages_stand_in_the_order_of_the_last_draft_and_the_dead_where_they_stood() -> None:
    _, reports = series(ALL, without("Interception"))
    headings = [line.last.heading for line in lineages(reports) if line.last.heading]
    assert headings == ["Purpose", "Interception", "Witnesses", "Review"]
