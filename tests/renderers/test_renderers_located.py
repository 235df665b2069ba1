from __future__ import annotations

from dataclasses import replace

import pytest

import making
from making import change, link, marked
from treatydiff.model import Level, Provision, Relation
from treatydiff.renderers.text.locations import Located, by_theme, label
from treatydiff.report import Effect, Location


def test_a_place_in_an_article_that_was_split_names_its_own_article() -> None:
    old = making.article("5", "", "", making.paragraph("1", "x", page=3))
    first, second = making.article("5"), making.article("6", "", "", making.paragraph("1", "x", page=4))
    split = replace(link(old, first, Relation.SPLIT), new=(first, second))
    moved = change(2, link(old.children[0], second.children[0]), marked("a {+b+}"), within=1)
    located = Located(making.report(making.draft(old), making.draft(first, second), change(1, split), moved))
    assert located.where(moved) == "Article 5, paragraph 1 → article 6, paragraph 1, p. 3 → 4"
    assert located.where(moved, paged=False) == "Article 5, paragraph 1 → article 6, paragraph 1"


def test_what_came_from_an_annex_says_from_which() -> None:
    annexes = [Provision(Level.ANNEX, number, f"annex_{number}", children=(
        Provision(Level.PARAGRAPH, "1", f"annex_{number}__para_1", text="x"),)) for number in ("I", "II")]  # fmt: skip
    old, new = making.draft(*annexes), making.draft(annexes[1])
    moved = change(2, link(annexes[0].children[0], annexes[1].children[0]), marked("a"), within=1)
    report = making.report(old, new, change(1, link(annexes[1], annexes[1])), moved)
    assert Located(report).place(moved) == "paragraph 1 (from annex I, paragraph 1)"


def test_a_finding_about_the_article_at_hand_is_said_without_its_place() -> None:
    report = making.sample()
    located = Located(report)
    finding = report.findings[0]
    for where in (Location("Article 4"), Location("Article 4", "paragraph 1"), Location("Article 4", gone=True)):
        assert located.meaning(replace(finding, where=where, meaning="it expands")) == "It expands."
    other = replace(finding, where=Location("Article 41"), meaning="it expands")
    assert located.meaning(other) == other.message == "Article 41: it expands."
    assert located.meaning(replace(finding, meaning="it expands: much")) == "it expands: much."


def test_so_can_one_about_the_front_matter_or_the_preamble() -> None:
    front = Provision(Level.FRONT, "", "front", text="x")
    altered = change(1, link(front, front), marked("[-a-]"))
    report = making.report(making.draft(front), making.draft(front), altered)
    where = Location("Front matter", "unnumbered paragraph 3")
    finding = replace(making.finding(1, altered), where=where, meaning="a clause is added")
    assert Located(report).meaning(finding) == "A clause is added."


def test_themes_stand_in_the_order_in_which_they_got_worse() -> None:
    altered = making.sample().redline.all[4]
    given = [("a", False), ("b", True), ("c", True), ("c", True), ("d", None)]
    findings = [making.finding(n, altered, theme, adverse) for n, (theme, adverse) in enumerate(given)]
    assert [theme for theme, _ in by_theme(findings)] == ["c", "b", "a", "d"]


@pytest.mark.parametrize(
    ("effect", "adverse", "said"),
    [
        (Effect.EXPANDS, True, "adverse"),
        (Effect.EXPANDS, False, "favourable"),
        (Effect.EXPANDS, None, "expands"),
        (Effect.TOUCHES, None, "unclear"),
    ],
)
def test_a_finding_is_labelled_by_its_verdict_else_its_effect(effect: Effect, adverse: bool | None, said: str) -> None:
    finding = replace(making.finding(1, making.sample().redline.all[4], adverse=adverse), effect=effect)
    assert label(finding) == said
