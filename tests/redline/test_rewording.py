"""Sentences that were only turned round are a kind of their own; whatever differs in a word is not."""

from __future__ import annotations

import pytest

from helpers.redlines import draft
from treatydiff.compare import compare
from treatydiff.model import Change
from treatydiff.redline.rewording import REWORDED

KEEP = "Each State Party shall keep logs of each transfer for two years."


def changed(old: str, new: str) -> Change:
    sides = (draft("Article 1", "Scope", "It applies.", "Article 2", "Duties", text) for text in (old, new))
    (found,) = compare(*sides).redline.changes
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (KEEP, "Logs of each transfer shall be kept by each State Party for two years."),
        (KEEP, "Logs of each transfer shall be kept for two years by each State Party."),
        (
            "Each Party shall exchange personal data in conformity with this Convention and its domestic law.",
            "Personal data shall be exchanged by each Party in accordance with this Convention and its national law.",
        ),
        (
            "The data shall be protected by each authority against loss and unauthorised access.",
            "Each authority shall protect the data against unauthorised access and loss.",
        ),
        ("The authority may not disclose the data.", "The data may not be disclosed by the authority."),
        (
            "Data may be used for the investigation, detection and prosecution of offences.",
            "Data may be used for the detection, investigation and prosecution of offences.",
        ),
        ("States apply domestic law to it.", "States apply national law to it."),
    ],
)
def test_the_same_words_in_another_form_are_not_of_substance_either_way(old: str, new: str) -> None:
    for change in (changed(old, new), changed(new, old)):
        assert change.significance == "editorial"
        assert all(span.significance != "substantive" for span in change.spans)


def test_what_was_turned_round_is_remarked_for_who_wants_to_list_it() -> None:
    passive = "Logs of each transfer shall be kept by each State Party for two years."
    assert changed(KEEP, passive).remarks == (REWORDED,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (KEEP, "Logs of each transfer shall be kept for two years."),  # nobody is bound any more
        (KEEP, "Logs of each transfer may be kept by each State Party for two years."),
        (KEEP, "Logs of each transfer shall not be kept by each State Party for two years."),
        (KEEP, "Logs of each transfer shall be kept by each State Party for two days."),
        (KEEP, "Logs of each transfer shall be held by each State Party for two years."),
        (KEEP, "Logs of each transfer shall be kept by the State Party for two years, where possible."),
        ("Witnesses shall inform the police.", "The police shall inform witnesses."),
        ("Witnesses shall protect the police.", "Witnesses shall be protected by the police."),
        ("Data of victims and suspects may be kept.", "Data of suspects and victims may not be kept."),
        ("It covers theft and fraud or bribery.", "It covers theft or fraud and bribery."),
        ("The court hears the officer and not the suspect.", "The court hears the suspect and not the officer."),
        ("It covers data of children and orders of courts.", "It covers orders of children and data of courts."),
    ],
)
def test_a_word_more_or_less_or_another_relation_is_of_substance(old: str, new: str) -> None:
    for change in (changed(old, new), changed(new, old)):
        assert change.significance == "substantive"
        assert REWORDED not in change.remarks
