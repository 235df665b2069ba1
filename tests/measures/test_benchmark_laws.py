"""The benchmark on amended statutes matches findings with entries by place, and knows why what it misses is missed."""

from __future__ import annotations

import sys
import tomllib

import pytest

from corpus import ROOT
from helpers.redlines import draft
from treatydiff.compare import compare

sys.path.insert(0, str(ROOT))

from benchmarks.laws.__main__ import CLASSES
from benchmarks.laws.score import Entry, number, spots, told_of

OLD = ["Article 1", "Scope", "This law applies to crime.", "Article 2", "Interception"]
OLD += ["1. Calls may be intercepted by order of a judge."]
NEW = [*OLD[:-1], "1. Calls may be intercepted by order of the police."]


def entry(**data: object) -> Entry:
    return Entry("a-law", {"article": "2", "class": "adverse", "gravity": 3, **data})


@pytest.mark.parametrize(
    ("printed", "looked_up"), [("Section 4", "4"), ("Artículo 12 bis", "12bis"), ("(2)", "2"), ("L211-3", "l2113")]
)
def test_numbers_are_looked_up_without_what_is_printed_around_them(printed: str, looked_up: str) -> None:
    assert number(printed) == looked_up


def test_an_entry_without_paragraph_is_anywhere_in_its_article() -> None:
    assert entry().at([("2", "1")])
    assert entry(paragraph="1(b)").at([("2", "1")])
    assert not entry(paragraph="3").at([("2", "1")])
    assert entry(article="9", old_article="2").at([("2", "")])


def test_what_is_told_and_what_is_not() -> None:
    report = compare(draft(*OLD), draft(*NEW))
    assert {spot for finding in report.findings for spot in spots(finding, report)} == {("2", "1")}
    told = told_of(report, [entry(paragraph="1"), entry(article="1", **{"class": "favourable"}), entry(sure=False)])
    figures = told.figures()
    assert (figures["told"], figures["gravest"], figures["turned"], figures["true"]) == (0.5, 0.5, 0.0, 1.0)
    assert [each.kind for each in told.missed] == ["favourable"]


def test_every_class_of_what_is_missed_has_its_reason_and_no_entry_is_in_two() -> None:
    classes = tomllib.loads(CLASSES.read_text("utf-8"))
    assert all(each["reason"] for each in classes.values())
    places = [place for each in classes.values() for place in each["entries"]]
    assert len(places) == len(set(places)) > 50
