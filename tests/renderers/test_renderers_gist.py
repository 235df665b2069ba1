from __future__ import annotations

from collections import Counter
from dataclasses import replace

import making
from making import change, link, marked
from treatydiff.model import Op, Span
from treatydiff.renderers.text.gist import decisive, spread
from treatydiff.report import Effect, Finding

ARTICLE = making.article("1", "", "x")
CHANGE = change(1, link(ARTICLE, ARTICLE), marked("[-a-]{+b+} c"))


def found(number: int, effect: Effect, adverse: bool | None, theme: str = "surveillance", **more: object) -> Finding:
    """A finding on a change of its own."""
    made = replace(making.finding(number, replace(CHANGE, id=f"c{number}"), theme, adverse), effect=effect)
    return replace(made, **more)  # type: ignore[arg-type]


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
