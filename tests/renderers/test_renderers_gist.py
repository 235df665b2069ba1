from __future__ import annotations

from collections import Counter
from dataclasses import replace

import making
from making import change, link, marked
from treatydiff.model import Op, Span
from treatydiff.renderers.text.gist import decisive, in_all, leads, spread
from treatydiff.report import Effect, Finding

ARTICLE = making.article("1", "", "x")
REPORT = making.sample()
CHANGE = change(1, link(ARTICLE, ARTICLE), marked("[-a-]{+b+} c"))


def found(number: int, effect: Effect, adverse: bool | None, theme: str = "surveillance", **more: object) -> Finding:
    """A finding on a change of its own."""
    made = replace(making.finding(number, replace(CHANGE, id=f"c{number}"), theme, adverse), effect=effect)
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_power_is_expanded_and_a_protection_weakened_so_many_times() -> None:
    findings = (
        found(1, Effect.NARROWS, False),
        *(found(n, Effect.EXPANDS, True) for n in (2, 3, 4)),
        *(found(n, Effect.WEAKENS, True, "safeguards") for n in (5, 6)),
        found(7, Effect.TOUCHES, None),
    )
    assert [lead.sentence for lead in leads(findings)] == [
        "surveillance: 3 changes expand it, 1 narrows it, 1 unclear",
        "safeguards: 2 weakened",
    ]


def test_what_a_profile_calls_adverse_comes_first_whatever_its_effect() -> None:
    findings = (found(1, Effect.EXPANDS, False), found(2, Effect.NARROWS, True))
    (lead,) = leads(findings)
    assert lead.clauses == (("1 change narrows it", "adverse"), ("1 expands it", "favourable"))


def test_a_place_told_twice_counts_once() -> None:
    power, force = (found(n, Effect.EXPANDS, True, change=CHANGE) for n in (1, 2))
    other = found(3, Effect.EXPANDS, True)
    loss = found(4, Effect.WEAKENS, True, "safeguards", change=CHANGE)
    gain = found(5, Effect.STRENGTHENS, False, "safeguards", change=other.change)
    led = leads((power, force, other, loss, gain))
    assert [lead.sentence for lead in led] == [
        "surveillance: 2 changes expand it",
        "safeguards: 1 weakened, 1 strengthened",
    ]
    assert in_all(REPORT, (power, force, other, loss, gain)) == "2 places worse"


def test_where_each_place_has_one_theme_nothing_is_added_up() -> None:
    assert in_all(REPORT, (found(1, Effect.EXPANDS, True), found(2, Effect.WEAKENS, True, "safeguards"))) == ""


def test_the_words_that_decided_are_those_that_came_and_went_else_what_the_excerpt_shows() -> None:
    finding = found(1, Effect.EXPANDS, True, removed=("may", "can"), introduced=("shall",))
    assert decisive(finding) == (Span(Op.DELETE, "may, can"), Span(Op.INSERT, "shall"))
    whole = replace(finding, removed=(), introduced=())
    assert [span.text for span in decisive(whole)] == ["a", "b"]
    kept = (Span(Op.KEEP, "under article 22"),)
    assert decisive(replace(whole, excerpt=kept)) == kept


def test_a_finding_is_in_the_chapter_of_the_new_draft_that_its_old_one_became() -> None:
    old = making.draft(making.chapter("II", "", making.article("4", "", "x"), ARTICLE))
    new = making.draft(making.chapter("III", "", ARTICLE), making.article("9", "", "z"))
    gone, outside = old.provisions[0].children[0], new.provisions[1]
    changes = (
        change(1, link(old.provisions[0], new.provisions[0]), ()),
        change(2, link(gone, None), marked("[-x-]")),
        change(3, link(None, outside), marked("{+z+}")),
    )
    findings = tuple(making.finding(n, each) for n, each in enumerate(changes[1:]))
    report = making.report(old, new, *changes, findings=findings)
    table = spread(report, report.findings)
    assert (table.level, table.columns) == ("chapter", ("III", "other"))
    assert table.counts == {"surveillance": {"III": {"adverse": 1}, "other": {"adverse": 1}}}


def test_without_chapters_there_are_no_columns() -> None:
    report = making.report(making.draft(ARTICLE), making.draft(ARTICLE), CHANGE)
    table = spread(report, (found(1, Effect.EXPANDS, True),))
    assert (table.level, table.columns) == ("", ())
    assert [sum(of.values(), Counter()) for of in table.counts.values()] == [{"adverse": 1}]
