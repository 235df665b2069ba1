"""Alternatives in square brackets: found in whatever way they are printed, and decided only where nothing is open."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.redlines import change_of, draft
from treatydiff.compare import compare
from treatydiff.model import Op, Significance, new_text, old_text
from treatydiff.redline.alternatives import alternatives, narrowed, woven
from treatydiff.redline.choices import said
from treatydiff.report import Report
from treatydiff.text.words import compare_words

LANGUAGES = tomllib.loads((Path(__file__).parent / "choices.toml").read_text("utf-8"))
WORDS = ["shall", "may", "should", "is encouraged to", "thirty", "90", "two thirds", "a court", "the police"]


def each(text: str, code: str = "en") -> list[list[str]]:
    return [found.of(text) for found in alternatives(text, code)]


@pytest.mark.parametrize(
    "printed",
    [
        "[30] [60]",
        "[30][60]",
        "[30]/[60]",
        "[30] / [60]",
        "[30] or [60]",
        "[30/60]",
        "[30 / 60]",
        "[30 or 60]",
        "［30］ ［60］",
        "【30】【60】",
        "〔30〕 or 〔60〕",
        "⟦30⟧⟦60⟧",
        "❲30❳ ❲60❳",
        "{30} {60}",
        "｛30｝｛60｝",
        "【30 / 60】",
        "[30]|[60]",
        "[30 ∕ 60]",
        "[[30] [60]]",
        "【[30]/[60]】",
    ],
)
def test_alternatives_are_found_however_they_are_printed(printed: str) -> None:
    assert each(f"within {printed} days") == [["30", "60"]]


def test_numbers_in_words_and_ordinals_are_alternatives_in_one_pair_of_brackets() -> None:
    assert each("the [thirtieth or sixtieth] day") == [["thirtieth", "sixtieth"]]


def test_or_in_one_pair_of_brackets_joins_what_are_no_numbers() -> None:
    assert each("[research or investigation] by a court") == []


def test_a_bracket_inside_a_bracket_belongs_to_the_alternative_around_it() -> None:
    assert each("[shall [endeavour to]] [may] act") == [["shall [endeavour to]", "may"]]


def test_one_bracketed_text_is_no_alternative_of_anything() -> None:
    assert each("an [immediate] remedy and [effective] redress") == []


def test_brackets_that_do_not_close_are_passed_over() -> None:
    assert each("[a Party [shall] [may] act") == [["shall", "may"]]


SENTENCE = "Each Party {} act within {} days of the request."


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True), st.data())
def test_of_alternatives_the_one_that_stands_is_kept_and_all_others_are_dropped(several, data) -> None:  # type: ignore[no-untyped-def]
    kept = data.draw(st.sampled_from(several))
    joint = data.draw(st.sampled_from([" ", " / ", " or ", ""]))
    printed = joint.join(f"[{one}]" for one in several)
    change = change_of(SENTENCE.format(printed, "ten"), SENTENCE.format(kept, "ten"))
    (choice,) = change.choices
    assert (choice.kept, choice.dropped) == (kept, tuple(one for one in several if one != kept))
    assert said(choice) in change.remarks
    assert change.significance is Significance.SUBSTANTIVE


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=4, unique=True), st.data())
def test_while_several_stand_in_brackets_nothing_is_decided(several, data) -> None:  # type: ignore[no-untyped-def]
    left = data.draw(st.lists(st.sampled_from(several), min_size=1, max_size=len(several), unique=True))
    left = [one for one in several if one in left]
    old, new = (SENTENCE.format(" ".join(f"[{one}]" for one in words), "ten") for words in (several, left))
    change = change_of(old, new)
    assert all(choice.open for choice in change.choices)
    assert len(change.choices) == (len(left) == 1)
    assert not any(remark.startswith("decided") for remark in change.remarks)
    gone = change.significance is Significance.SUBSTANTIVE
    assert gone == (len(left) < len(several))


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=4, unique=True), st.data())
def test_what_was_settled_and_is_opened_again_is_no_decision(several, data) -> None:  # type: ignore[no-untyped-def]
    one = data.draw(st.sampled_from(several))
    printed = " ".join(f"[{word}]" for word in several)
    change = change_of(SENTENCE.format(one, "ten"), SENTENCE.format(printed, "ten"))
    assert change.choices == ()
    assert change.remarks == (f"reopened: {printed}",)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "[", "]", "/", "or", ",", "Parties"]), max_size=14), st.data())
def test_what_was_cut_comes_back_character_for_character(pieces, data) -> None:  # type: ignore[no-untyped-def]
    old = data.draw(st.sampled_from([" ", ""])).join(pieces)
    new = " ".join(data.draw(st.permutations(pieces))[:8])
    (short, cuts), (other, opened) = narrowed(old, new, "en"), narrowed(new, old, "en")
    spans = woven(woven(compare_words(short, other), cuts, Op.DELETE), opened, Op.INSERT)
    assert (old_text(spans), new_text(spans)) == (old, new)


def test_the_rest_of_the_sentence_may_change_as_well() -> None:
    old = "Service providers [shall] [may] retain traffic data for [30] [60] days."
    change = change_of(old, "Service providers may retain all traffic data for at least 60 days.")
    assert [(choice.kept, choice.dropped) for choice in change.choices] == [("may", ("shall",)), ("60", ("30",))]


def test_a_number_may_be_printed_in_another_way_than_its_alternative() -> None:
    change = change_of("They act within [thirty] [sixty] days.", "They act within 60 days.")
    assert [(choice.kept, choice.dropped) for choice in change.choices] == [("60", ("thirty",))]


ROLES = [(code, role) for code, language in LANGUAGES.items() for role in language["roles"]]


def judged(code: str, old: list[str], new: list[str]) -> Report:
    head, tail = LANGUAGES[code]["head"], LANGUAGES[code]["tail"]
    sides = (draft(*head, *lines, *tail, language=code) for lines in (old, new))
    return compare(*sides)


def verdicts(report: Report) -> list[tuple[str, str, str]]:
    return sorted((f.theme, f.effect, f.meaning) for f in report.findings)


@pytest.mark.parametrize(("code", "role"), ROLES)
def test_a_decision_is_judged_as_if_the_draft_had_said_what_was_dropped(code: str, role: str) -> None:
    number, line = LANGUAGES[code]["number"], LANGUAGES[code]["roles"][role]
    first, second = (f"{number}{line['text'].format(line[one])}" for one in ("first", "second"))
    open_still = f"{number}{line['text'].format('[{first}] [{second}]'.format(**line))}"
    decided = judged(code, [open_still], [second])
    made = [choice for change in decided.redline.changes for choice in change.choices]
    assert [(choice.kept, choice.dropped) for choice in made] == [(line["second"], (line["first"],))]
    assert verdicts(decided) == verdicts(judged(code, [first], [second]))
    assert verdicts(judged(code, [open_still], [open_still])) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_threshold_that_opens_a_power_is_no_length_of_a_measure(code: str) -> None:
    number, line = LANGUAGES[code]["number"], LANGUAGES[code]["roles"]["threshold"]
    sides = [[f"{number}{line['text'].format(line[one])}"] for one in ("first", "second")]
    found = verdicts(judged(code, *sides))
    assert "narrows" not in {effect for theme, effect, _ in found if theme == "surveillance"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_option_over_several_paragraphs_is_decided_once_and_judged_paragraph_by_paragraph(code: str) -> None:
    language = LANGUAGES[code]
    number, keep, other = language["number"], language["roles"]["retention"], language["roles"]["majority"]
    second = number.replace("1", "2").replace("一", "二")
    one, two = (
        [f"{number}{keep['text'].format(keep[which])}", f"{second}{other['text'].format(other[which])}"]
        for which in ("first", "second")
    )
    first, last = language["options"]
    found = judged(code, [first, *one, last, *two], two)
    (change,) = (change for change in found.redline.changes if change.choices)
    assert keep["first"] in change.choices[0].dropped[0]
    assert keep["second"] in change.choices[0].kept
    assert [(f.theme, f.effect) for f in found.findings] == [("surveillance", "expands")]
    assert not any(change.choices for change in judged(code, [first, *one, last, *two], [first, *one]).redline.all)


ALTERNATES = ["1. Interception shall be authorized by a court.", "1 alt. Interception may be ordered by the police."]
THIRD = "1 alt 2. Interception may be ordered by a prosecutor."
KEPT = "1. Interception may be ordered by the police."
LAST = "2. Records shall be kept."


def test_a_paragraph_that_goes_for_its_alternative_is_judged_against_it() -> None:
    found = judged("en", [*ALTERNATES, LAST], [KEPT, LAST])
    (change,) = (change for change in found.redline.changes if change.choices)
    assert change.remarks == ("dropped; another option was kept",)
    assert ("safeguards", "weakens") in {(f.theme, f.effect) for f in found.findings}


def test_an_alternative_that_stays_in_brackets_is_no_decision() -> None:
    printed = [line.replace(". I", ". [I").removesuffix(".") + ".]" for line in ALTERNATES]
    found = judged("en", [*printed, LAST], [KEPT.replace("I", "[I") + "]", LAST])
    assert not any(change.choices for change in found.redline.changes)


def test_options_that_stand_apart_in_one_article_are_one_set() -> None:
    old = [
        "1. Option A: Data shall be kept for thirty days.",
        "2. Figures shall be published every year by the Parties.",
    ]
    apart = [*old, "3. Option B: Data shall be kept for sixty days."]
    found = judged("en", apart, [old[1].replace("2", "1"), "2. Data shall be kept for sixty days."])
    made = [choice for change in found.redline.changes for choice in change.choices]
    assert [(choice.kept, choice.dropped) for choice in made] == [
        ("Data shall be kept for sixty days.", ("Data shall be kept for thirty days.",))
    ]


def test_bracketed_words_that_are_just_gone_take_no_others_with_them() -> None:
    old = 'It is subject to [prior] judicial authorization. [Two delegations: delete "prior"]'
    change = change_of(old, "It is subject to judicial authorization.")
    gone = [span.text.strip() for span in change.text if span.op is Op.DELETE]
    assert gone == ["[prior]", '[Two delegations: delete "prior"]']
    assert not [span for span in change.text if span.op is Op.INSERT]


def test_an_option_behind_the_paragraph_of_its_number_is_its_alternative() -> None:
    kept = "1. Data shall be preserved for ninety days."
    found = judged("en", [kept, "ALT 1. Data shall be preserved for as long as necessary.", LAST], [kept, LAST])
    made = [choice for change in found.redline.changes for choice in change.choices]
    assert [choice.dropped for choice in made] == [("Data shall be preserved for as long as necessary.",)]
