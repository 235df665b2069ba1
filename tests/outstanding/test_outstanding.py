"""The ledger of open issues: what is found open in one draft."""

from __future__ import annotations

import pytest

from outstanding_making import drafted
from treatydiff.outstanding import IssueSort, Sighting, sightings
from treatydiff.references.outline import outline


def found(body: str) -> tuple[Sighting, ...]:
    return sightings(drafted(f"Article 1\nPurpose\n{body}\n"))


def choices(sighting: Sighting) -> list[str]:
    return [choice.words for choice in sighting.choices]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Each Party [shall] [may] report to the Secretariat.", ["shall", "may"]),
        ("Each Party [shall]/[may] report to the Secretariat.", ["shall", "may"]),
        ("Each Party shall report within [30] or [60] days.", ["30", "60"]),
        ("Each Party shall report within [30/60] days.", ["30", "60"]),
        (
            "A Party shall [Alt. 1 report in good time] [Alt. 2 report at once].",
            ["report in good time", "report at once"],
        ),
        ("It [Alt 1: takes] the rules and [Alt 2: leaves] the guides.", ["takes", "leaves"]),
    ],
)
def test_alternatives_are_one_issue_with_their_choices_side_by_side(text: str, expected: list[str]) -> None:
    (one,) = found(text)
    assert one.sort is IssueSort.ALTERNATIVES
    assert choices(one) == expected


def test_brackets_that_add_to_each_other_are_no_alternatives() -> None:
    first, second = found("Parties shall consult experts [of the region] [, where applicable,] each year.")
    assert [first.sort, second.sort] == [IssueSort.WORDS, IssueSort.WORDS]


def test_brackets_without_a_gap_are_alternatives_and_the_one_behind_a_gap_is_none() -> None:
    first, second = found("Parties shall act [ensuring respect for][recognizing] [existing] interests.")
    assert choices(first) == ["ensuring respect for", "recognizing"]
    assert choices(second) == ["existing"]


def test_brackets_that_differ_in_a_capital_alone_belong_together_and_not_to_those_before() -> None:
    first, second = found("[Non-monetary] [b][B]enefits shall be shared.")
    assert choices(first) == ["Non-monetary"]
    assert choices(second) == ["b", "B"]


def test_a_bracket_that_begins_as_a_conjunction_does_adds_to_the_one_before() -> None:
    first, second = found("Notice is given to the [Applicant] [as well as the Enterprise] in writing.")
    assert [first.sort, second.sort] == [IssueSort.WORDS, IssueSort.WORDS]


def test_two_joints_in_brackets_are_alternatives() -> None:
    (one,) = found("Parties shall invite experts [,] [and] others.")
    assert one.sort is IssueSort.ALTERNATIVES


def test_a_long_clause_with_an_or_in_it_is_no_pair_of_alternatives() -> None:
    (one,) = found("It applies [within 3 years after its adoption or before the first meeting takes place].")
    assert one.sort is IssueSort.WORDS


def test_a_stroke_in_and_or_parts_no_alternatives() -> None:
    (one,) = found("Parties shall respect cultural [rights and/or interests] of all.")
    assert one.sort is IssueSort.WORDS


def test_a_bracket_inside_another_is_an_issue_of_its_own_and_says_where_it_stands() -> None:
    outer, inner = found("Parties shall adopt measures [and any further [global] standards] in time.")
    assert (inner.inside, outer.inside) == (0, None)
    assert choices(inner) == ["global"]


def test_brackets_around_a_paragraph_are_told_as_the_provision() -> None:
    one, two = found("1. Parties shall meet.\n2. [Parties shall publish reports.]\n[3. Parties may invite observers.]")
    assert [one.sort, two.sort] == [IssueSort.PROVISION, IssueSort.PROVISION]
    assert choices(two) == ["Parties may invite observers."]


def test_a_bracket_that_holds_several_paragraphs_is_one_issue() -> None:
    (one,) = found("1. Parties shall meet.\n[2. They shall do so:\n(a) each year;\n(b) in public.]")
    assert one.sort is IssueSort.PROVISION
    assert len(one.regions) == 3
    assert one.closed


def test_a_bracket_that_is_never_closed_says_so_and_ends_with_its_paragraph() -> None:
    (one,) = found("1. Parties shall meet [in public.\n2. They shall publish what they decide.")
    assert not one.closed
    assert {region.eid for region in one.regions} == {"art_1__para_1"}


def test_options_are_one_issue_and_so_are_a_paragraph_and_its_alternative() -> None:
    body = "Option A\nEach Party may extend it.\nOption B\nEach Party shall extend it.\n"
    (one,) = found(body)
    assert one.sort is IssueSort.OPTIONS
    assert [choice.label for choice in one.choices] == ["Option A", "Option B"]
    (two,) = found("1. Parties shall meet.\n[2. They report each year.]\n[2. Alt. They need not report.]\n")
    assert two.sort is IssueSort.OPTIONS
    assert choices(two) == ["They report each year.", "They need not report."]


@pytest.mark.parametrize("gap", ["[…]", "[X]", "[ ]", "[insert date]", "xx", "______"])
def test_a_gap_is_a_placeholder(gap: str) -> None:
    (one,) = found(f"There shall be a group of {gap} experts.")
    assert one.sort is IssueSort.PLACEHOLDER


def test_what_the_draft_says_is_still_to_be_decided_is_open_and_what_a_body_shall_decide_is_not() -> None:
    (one,) = found(
        "1. Parties shall meet as is [to be determined].\n2. Rules are to be decided by the Conference of the Parties."
    )
    assert one.sort is IssueSort.UNDECIDED


@pytest.mark.parametrize("mark", ["[agreed ad referendum]", "[agreed in plenary]", "[Previously 5(6)]"])
def test_marks_and_notes_are_no_open_issue(mark: str) -> None:
    assert not found(f"1. Parties shall meet. {mark}\n2. They shall publish what they decide.")


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Each Party [shall – EU, NOR] [may – CHN] report.", [("EU", "NOR"), ("CHN",)]),
        ("Each Party [EU: shall] [Norway, Japan: may] report.", [("EU",), ("Norway", "Japan")]),
        (
            "Each Party [alt. 1 (State X, State Y): shall] [alt. 2 (State Z): may] report.",
            [("State X", "State Y"), ("State Z",)],
        ),
        ("Each Party [shall (G77 and China)] [may] report.", [("G77 and China",), ()]),
    ],
)
def test_who_holds_a_choice_is_read_where_the_text_says_it(text: str, holders: list[tuple[str, ...]]) -> None:
    (one,) = found(text)
    assert choices(one) == ["shall", "may"]
    assert [choice.holders for choice in one.choices] == holders


def test_who_wants_words_deleted_in_a_compilation_wants_no_text() -> None:
    (one,) = found("It reports [alt. 1 (State X): in public] [alt. 2 (State Y): delete] each year.")
    assert choices(one) == ["in public", ""]
    (two,) = found("It reports in public. [State Y: delete]")
    assert (choices(two), two.choices[0].holders) == ([""], ("State Y",))
    assert [choice.holders for choice in one.choices] == [("State X",), ("State Y",)]


@pytest.mark.parametrize("words", ["the Council (the Commission)", "this: the rule", "a measure – and no other"])
def test_words_in_the_place_of_a_name_are_no_name(words: str) -> None:
    (one,) = found(f"Each Party shall obey [{words}] at once.")
    assert not one.everyone


def test_each_sighting_spells_the_draft_where_it_says_it_stands() -> None:
    draft = drafted("Article 1\nPurpose [and aims]\n1. Parties [shall] [may] meet [in [open] session].\n")
    provisions = outline(draft).provisions
    every = sightings(draft)
    assert len(every) == 4
    for one in every:
        text = "".join(getattr(provisions[r.eid], r.field)[r.start : r.end] for r in one.regions)
        assert " ".join(text.split()) == one.words
