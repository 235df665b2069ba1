"""The benchmark of readers: what is asked holds no label, and what comes of it is counted as rules are."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from corpus import ROOT
from reader_programs import answer
from treatydiff.external_reader import Answered, Became, Settled
from treatydiff.external_reader.process import Came
from treatydiff.external_reader.session import Session
from treatydiff.report import Severity

sys.path.insert(0, str(ROOT))

from benchmarks.reader import __main__ as program
from benchmarks.reader.samples import Case, Item, _of_cases, load_cases
from benchmarks.reader.score import Conduct, Marks, calibration, marks, signs_of

WORSE, BETTER = frozenset({True}), frozenset({False})


@pytest.fixture(scope="module")
def items() -> list[Item]:
    cases = [case for case in load_cases() if case.language == "en" and case.about][:6]
    return list(_of_cases("en", cases))


def said(direction: str, confidence: float = 0.9, doubt: str = "") -> Settled:
    return Settled(Became.ANSWERED, "", Answered(direction, {}, "So", confidence, Severity.LOW), doubt)


def item(kind: str, rules: frozenset[bool] = frozenset()) -> Item:
    return Item("gdpr", "g01-01", kind, (), rules)


def test_what_is_asked_holds_no_label(items: list[Item]) -> None:
    lines = [way.line for item in items for each in item.asked for way in (each.question, each.question.exchanged)]
    assert len(lines) >= 10
    for found in map(json.loads, lines):
        assert not {"class", "kind_of", "says", "label"} & set(found)
        assert found["kind"] in ("amended", "inserted", "deleted")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_a_case_of_every_language_is_asked_about_in_its_own_words(language: str) -> None:
    cases = [case for case in load_cases() if case.language == language and case.about and case.old and case.new][:3]
    found = list(_of_cases(language, cases))
    asked = [(each.question.language, each.question.old) for one in found for each in one.asked]
    assert asked == [(language, case.old) for case in cases]


def test_the_kind_of_a_case_is_by_its_effects() -> None:
    says = {
        ("surveillance expands",): "adverse",
        ("safeguards strengthens",): "favourable",
        (): "neutral",
        ("surveillance touches",): "mixed",
        ("surveillance expands", "safeguards strengthens"): "mixed",
    }
    cases = [Case(f"x{at}", "en", f"A lamp shall burn at door {at}.", f"Lamps shall burn at door {at}.", each)
             for at, each in enumerate(says)]  # fmt: skip
    assert [one.kind for one in _of_cases("en", cases)] == list(says.values())


def test_right_of_firm_and_share_firm_are_counted_for_each_teller() -> None:
    found = marks(
        [
            (item("adverse", WORSE), [said("favourable")]),
            (item("adverse"), [said("adverse")]),
            (item("favourable"), [said("none")]),
            (item("neutral"), [said("adverse")]),
            (item("mixed"), [said("adverse")]),
        ]
    )
    assert {name: each.figures()["firm"] for name, each in found.items()} == pytest.approx(
        {
            "rules alone": 1 / 3,
            "reader alone": 2 / 3,
            "rules, then reader": 2 / 3,
            "reader, where rules are open": 1 / 3,
        }
    )
    assert {name: each.figures()["right"] for name, each in found.items()} == pytest.approx(
        {"rules alone": 1.0, "reader alone": 0.5, "rules, then reader": 1.0, "reader, where rules are open": 1.0}
    )
    assert found["reader alone"].figures()["flagged"] == 1.0
    assert found["reader alone"].figures()["true"] == pytest.approx(1 / 3)
    assert found["rules alone"].figures()["flagged"] == 0.0


def test_both_directions_at_one_place_are_firm_and_not_right() -> None:
    both = Marks()
    both.add("adverse", WORSE | BETTER)
    assert both.figures()["firm"] == 1.0
    assert both.figures()["right"] == 0.0


def test_a_doubtful_answer_and_one_without_direction_tell_nothing() -> None:
    assert (
        signs_of([said("adverse", doubt="odd"), said("none"), said("unclear"), Settled(Became.REJECTED)]) == frozenset()
    )


def test_conduct_counts_the_swap_law_and_what_was_misquoted() -> None:
    found = Conduct.of(
        [
            said("none"),
            said("adverse"),
            said("adverse"),
            Settled(Became.CONTRADICTED, "adverse, and with the drafts exchanged adverse"),
            Settled(Became.REJECTED, "the quoted words do not stand in the drafts"),
            Settled(Became.REJECTED, "not in form: sentence is missing"),
        ]
    )
    assert found.swap == 0.75
    assert found.misquoted == 1


def test_calibration_is_by_confidence_and_a_neutral_change_told_as_worse_is_wrong() -> None:
    shown = list(
        calibration(
            [
                (item("adverse"), [said("adverse", 0.95)]),
                (item("neutral"), [said("adverse", 0.92)]),
                (item("favourable"), [said("favourable", 0.55)]),
                (item("favourable"), [said("none", 0.55)]),
            ]
        )
    )
    assert shown == [
        "confidence 0.5 to 0.6:    1 told, right 1.00",
        "confidence 0.9 to 1.0:    2 told, right 0.50",
    ]


def test_a_run_prints_every_teller_the_conduct_and_the_cost(
    items: list[Item], capsys: pytest.CaptureFixture[str]
) -> None:
    """A reader that says of each change what its label says, found by its words."""
    ways = {each.question.content: one.kind for one in items for each in one.asked}
    turned = {each.question.exchanged.content: TURNED.get(one.kind, "none") for one in items for each in one.asked}
    labels = {
        content[:16]: {"neutral": "none", "mixed": "none"}.get(kind, kind) for content, kind in (ways | turned).items()
    }
    session = Session(program.distinct(items))
    session.ask(lambda lines: [Came(id, answer(json.loads(line), labels[id[1:]])) for id, line in lines.items()])
    results = {question.content: session.became(question) for question in session.questions}
    figures = program.report(items, results, session)
    assert figures["right"] == figures["swap"] == 1.0
    printed = capsys.readouterr().out
    for words in ("rules alone", "reader alone", "rules, then reader", "calibration", "cost: ", "swap law kept 1.00"):
        assert words in printed


TURNED = {"adverse": "favourable", "favourable": "adverse"}


def test_questions_are_written_in_an_order_that_tells_nothing(items: list[Item], tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    program.written(str(path), program.distinct(items))
    ids = [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]
    assert ids == sorted(set(ids))
    assert len(ids) == 2 * len(program.distinct(items))
