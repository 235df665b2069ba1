"""Who acts on whom: what bodies do among themselves, what a term covers, and lists of tasks."""

from __future__ import annotations

from helpers.judged import articles, between
from treatydiff.report import Finding

SYSTEMS = "Every provider of a high-risk system shall assess the impact of the system on fundamental rights."
LISTED = "1. Systems used at school shall be considered to be high-risk."
PERSONS = "Every person has the right to an explanation of a decision of the police by a high-risk system."


def found(old: str, new: str) -> list[Finding]:
    """What is found in the second of two articles, the first of which is about people."""
    around = (f"Duties\n{SYSTEMS}", f"Rights\n{PERSONS}")
    return [*between(articles(*around, f"Scope\n{old}"), articles(*around, f"Scope\n{new}"))]


def test_what_shall_not_be_considered_to_be_of_a_term_loses_what_the_term_protects() -> None:
    let_off = "2. By derogation from paragraph 1, a system shall not be considered to be high-risk where it is simple."
    assert {finding.worse for finding in found(LISTED, f"{LISTED}\n{let_off}")} == {True}
    assert {finding.worse for finding in found(f"{LISTED}\n{let_off}", LISTED)} == {False}


def test_a_task_of_bodies_is_told_without_a_direction() -> None:
    task = "2. The supervisory authorities shall adopt guidelines on the assessment of safeguards."
    told = found(LISTED, f"{LISTED}\n{task}")
    assert {finding.worse for finding in told} <= {None}


def test_an_item_of_what_bodies_report_on_is_no_penalty() -> None:
    report = "2. The Commission shall report to the Board on the following:\n(a) the state of its work;"
    told = found(f"{LISTED}\n{report}", f"{LISTED}\n{report}\n(b) the fines imposed;")
    assert True not in {finding.worse for finding in told}
