"""What is said of a change and what is not: renamings, rewordings, crowded edits, notes, whole articles."""

from __future__ import annotations

import pytest

from helpers.judged import articles
from treatydiff.compare import compare
from treatydiff.report import Effect, Finding


def found(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Finding, ...]:
    return compare(articles(*old), articles(*new)).findings


BANDS = (
    "Whoever leads armed bands, gangs or unlawful groups commits a crime.",
    "Whoever feeds armed bands, gangs or unlawful groups commits a crime.",
    "Whoever arms armed bands, gangs or unlawful groups commits a crime.",
    "Whoever praises armed bands, gangs or unlawful groups commits a crime.",
)


def test_a_member_that_leaves_every_list_of_the_draft_is_told_once_without_a_direction() -> None:
    told = found(BANDS, tuple(text.replace("armed bands, ", "") for text in BANDS))
    assert len(told) <= 1
    assert {finding.effect for finding in told} <= {Effect.TOUCHES}


def test_a_note_on_a_repealed_paragraph_is_no_offence() -> None:
    old = ("Whoever enters a system without right commits an offence.\nThe court may impose a fine on the offender.",)
    new = ("Whoever enters a system without right commits an offence.\n[Repealed, 2022]",)
    assert not any("was added" in finding.message for finding in found(old, new))


def test_a_sentence_that_was_reworded_is_neither_taken_out_nor_set() -> None:
    old = "Major events that are exposed to a risk of terrorism offences by their size are designated by decree."
    new = "By decree are designated the events that, by their size, are exposed to offences of terrorism, a major risk."
    said = [finding.meaning for finding in found((f"{old} The police are told.",), (f"{new} The police are told.",))]
    assert not {"an offence is removed", "conduct becomes an offence"}.intersection(said)


def test_what_says_that_a_rule_does_not_apply_has_no_direction_of_its_own() -> None:
    text = "Subsection 1 does not apply in a case where the data subject has the right to appeal to a court."
    told = found(("The data subject may object.",), (f"The data subject may object.\n2. {text}",))
    assert all(finding.effect is Effect.TOUCHES for finding in told if "/frame-" in finding.rule)


# ------------------------------------------------------------------------------ what is granted, and what is named

POLICING = (
    "Law enforcement authorities may intercept communications in a criminal investigation with a judge's warrant."
)
TASKS = [
    "Supervisory authorities that were told of an interception of communications shall publish an annual report on it.",
    "States may introduce more restrictive laws on the interception of communications by their authorities.",
    "The members of the Board are empowered to facilitate consistency and good understanding between the authorities "
    "of their States as regards the implementation of this Convention in all its parts, including through the "
    "collection of relevant information.",
    "It shall provide a copy of the mandate to the market surveillance authorities in an official language.",
]


@pytest.mark.parametrize("task", TASKS)
def test_a_task_or_a_stricter_law_is_no_power_whatever_it_names(task: str) -> None:
    told = found((POLICING,), (POLICING, task))
    assert [finding.message for finding in told if finding.adverse] == []


def test_what_is_done_under_a_word_of_leave_is_the_power() -> None:
    told = found((POLICING,), (POLICING, "The police may search any dwelling and seize the devices found there."))
    assert {finding.adverse for finding in told} == {True}


NAMES = ("market surveillance", "police")
PRODUCTS = (
    "The market surveillance authority shall examine the system and may require the provider to hand over its records."
)


def test_who_supervises_a_market_polices_nobody() -> None:
    told = {name: found((POLICING,), (POLICING, PRODUCTS.replace("market surveillance", name))) for name in NAMES}
    assert [any(finding.adverse for finding in each) for each in told.values()] == [False, True]


def test_a_body_in_whose_gazette_something_is_printed_has_no_say() -> None:
    old = "The police shall print the list of seized devices on the website of the supervisory authority."
    assert [f for f in found((old, POLICING), (old.split(" on the")[0] + ".", POLICING)) if f.adverse] == []


def test_a_condition_that_begins_like_a_hedge_is_none() -> None:
    old = "Where necessary to examine the device, the police shall be granted access to the source code of the system."
    new = "The police shall be granted access to the source code of the system only when a judge has approved it."
    assert [f for f in found((old, POLICING), (new, POLICING)) if f.adverse] == []
