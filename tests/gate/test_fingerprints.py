from __future__ import annotations

from dataclasses import replace

import pytest

from making import article, change, draft, finding, link, marked, paragraph, sample
from treatydiff.gate.fingerprints import LENGTH, fingerprints, plain_words
from treatydiff.report import Effect, Finding


def one(text: str = "Each Party [-may-]{+shall+} intercept.", number: str = "4", page: int = 7) -> Finding:
    old, new = (draft(article(each, "Interception", "", paragraph("1", page=page))) for each in ("17", number))
    inside = change(2, link(old.provisions[0].children[0], new.provisions[0].children[0]), marked(text), within=1)
    return finding(1, inside)


def test_a_fingerprint_is_short_enough_to_read_out() -> None:
    (print_,) = fingerprints([one()])
    assert len(print_) == LENGTH
    assert set(print_) <= set("0123456789abcdef")


def test_it_survives_renumbering_and_another_page() -> None:
    assert fingerprints([one()]) == fingerprints([one(number="31", page=90)])


def test_it_survives_typography_and_spacing() -> None:
    assert fingerprints([one()]) == fingerprints([one("Each  Party [-may-]{+shall+} intercept…")])


def test_it_survives_another_way_of_marking_the_same_change() -> None:
    assert fingerprints([one()]) == fingerprints([one("[-Each Party may-]{+Each Party shall+} intercept.")])


def test_it_changes_with_any_word_of_the_provision() -> None:
    assert fingerprints([one()]) != fingerprints([one("Each Party [-may-]{+shall+} intercept and store.")])
    assert fingerprints([one()]) != fingerprints([one("Each Party [-may-]{+should+} intercept.")])


@pytest.mark.parametrize(
    "now", ["[-Each Party may intercept-]{+[Each Party shall intercept]+}.", "Each Party [-may-]{+shall+}, intercept.",
            "Each Party [-may-]{+shall+} intercept 5 €.", "Each Party [-may-]{+[shall]+} intercept.",
            "Each Party [-may-]{+shall+} - intercept.", "Party each [-may-]{+shall+} intercept."]
)  # fmt: skip
def test_it_changes_with_brackets_and_with_every_sign_that_says_something(now: str) -> None:
    assert fingerprints([one()]) != fingerprints([one(now)])


@pytest.mark.parametrize(
    ("accepted", "now"),
    [("-5", "5"), ("10²", "102"), ("3½", "31/2"), ("½", "12"), ("re-sign", "resign"), ("non-State", "non State"),
     ("5-3", "5 3"), ("10⁻⁶", "10-6"), ("CO₂", "CO2"), ("1)", "⑴"), ("States'", "States"), ("5\u202e1", "51")],
)  # fmt: skip
def test_what_makes_another_number_or_word_makes_another_fingerprint(accepted: str, now: str) -> None:
    assert fingerprints([one(f"[-may-]{{+shall+}} {accepted}")]) != fingerprints([one(f"[-may-]{{+shall+}} {now}")])


def test_it_survives_quotation_marks_and_dashes() -> None:
    assert fingerprints([one("Each “Party” — and none else — [-may-]{+shall+} intercept.")]) == fingerprints(
        [one('Each "Party" - and none else - [-may-]{+shall+} intercept')]
    )


def test_it_changes_with_the_rule_and_the_effect_but_not_with_the_profile() -> None:
    found = one()
    assert fingerprints([found]) != fingerprints([replace(found, rule="surveillance/scope")])
    assert fingerprints([found]) != fingerprints([replace(found, effect=Effect.NARROWS)])
    assert fingerprints([found]) == fingerprints([replace(found, adverse=False)])


def test_no_two_findings_of_a_report_share_one() -> None:
    same = (one(), one(), one())
    assert len(set(fingerprints(same))) == 3
    assert fingerprints(same)[0] == fingerprints(same[:1])[0]
    assert len(set(fingerprints(sample().findings))) == 2


def test_words_are_words_in_every_script() -> None:
    assert plain_words("« L’État »  PEUT [agir] !") == "l état peut agir"
    assert plain_words("缔约国应当：第五条") == "缔约国应当 第五条"
