"""The ledger of open issues: what became of them from draft to draft."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from outstanding_making import of
from treatydiff.compare import compare, read_draft
from treatydiff.outstanding import Ending, Issue, IssueSort, Ledger, Move, ledger

DRAFTS = Path(__file__).parents[2] / "drafts"


def only(found: Ledger) -> Issue:
    (issue,) = found.issues
    return issue


TEXT = "1. Each Party {} report to the secretariat on the measures that it has taken under this Convention."


@pytest.mark.parametrize(
    ("old", "new", "outcome", "now"),
    [
        ("[shall] [may]", "may", Ending.DECIDED, "may"),
        ("[shall] [may]", "shall", Ending.DECIDED, "shall"),
        ("[shall] [may]", "is encouraged to", Ending.REPLACED, "is encouraged to"),
        ("shall [promptly]", "shall promptly", Ending.KEPT, "promptly"),
        ("shall [promptly]", "shall", Ending.DROPPED, ""),
        ("shall [promptly and fully]", "shall from time to time", Ending.REPLACED, "from time to time"),
        ("shall within [X] days", "shall within thirty days", Ending.FILLED, "thirty"),
    ],
)
def test_how_an_issue_was_closed(old: str, new: str, outcome: Ending, now: str) -> None:
    issue = only(of(TEXT.format(old), TEXT.format(new)))
    assert not issue.open
    assert issue.closing is not None
    assert (issue.closing.outcome, issue.closing.now) == (outcome, now)
    assert issue.closed == 1


def test_brackets_that_vanish_are_never_called_agreed_and_the_draft_s_own_mark_is_told() -> None:
    issue = only(of(TEXT.format("shall [promptly]"), TEXT.format("shall promptly") + " [agreed ad referendum]"))
    assert issue.closing is not None
    assert issue.closing.outcome is Ending.KEPT
    assert issue.closing.agreed == "agreed ad referendum"
    unmarked = only(of(TEXT.format("shall [promptly]"), TEXT.format("shall promptly")))
    assert unmarked.closing is not None
    assert not unmarked.closing.agreed


def test_an_issue_keeps_its_age_through_renumbering_and_other_edits() -> None:
    first = TEXT.format("[shall] [may]")
    found = of(first, f"1. The Parties shall meet every year in open session.\n{first.replace('1. ', '2. ')}", first)
    issue = only(found)
    assert issue.open
    assert (issue.first, issue.age) == (0, 3)
    assert issue.places == ("Article 1, paragraph 1", "Article 1, paragraph 2", "Article 1, paragraph 1")


def test_a_choice_that_goes_and_one_that_comes_are_told_and_the_issue_goes_on() -> None:
    issue = only(of(TEXT.format("[shall] [may] [should]"), TEXT.format("[shall] [will] [may]")))
    assert issue.open
    (_, changed) = issue.steps
    assert changed.move is Move.CHANGED
    assert changed.words == "no longer a choice: should; new choice: will"


def test_what_is_put_in_brackets_again_was_reopened() -> None:
    issue = only(of(TEXT.format("[shall] [may]"), TEXT.format("shall"), TEXT.format("[shall] [may]")))
    assert [step.move for step in issue.steps] == [Move.OPENED, Move.CLOSED, Move.REOPENED]
    assert (issue.first, issue.since, issue.age) == (0, 2, 2)


def test_a_new_bracket_says_whether_its_words_stood_before() -> None:
    around = only(of(TEXT.format("shall promptly"), TEXT.format("shall [promptly]")))
    fresh = only(of(TEXT.format("shall"), TEXT.format("shall [promptly]")))
    assert around.steps[0].words == "around words that stood without brackets"
    assert fresh.steps[0].words == "with new words"
    assert (around.first, fresh.first) == (1, 1)


def test_options_of_which_one_is_left_were_decided_for_it() -> None:
    options = (
        "Option A\nEach Party may extend its jurisdiction to offences abroad.\nOption B\nNo Party shall act abroad.\n"
    )
    issue = only(of(options, "Each Party may extend its jurisdiction to offences abroad."))
    assert issue.last.sort is IssueSort.OPTIONS
    assert issue.closing is not None
    assert issue.closing.outcome is Ending.DECIDED
    assert issue.closing.dropped == ("Option B: No Party shall act abroad.",)


def test_a_bracketed_paragraph_that_is_deleted_was_dropped() -> None:
    kept = "1. Each Party shall report to the secretariat on what it has done."
    issue = only(of(f"{kept}\n2. [Reports shall be confidential and may not be published.]", kept))
    assert issue.closing is not None
    assert issue.closing.outcome is Ending.DROPPED


def test_two_brackets_with_the_same_words_are_followed_each_in_its_place() -> None:
    two = (
        "1. Parties shall [promptly] report on what they did.\n2. Parties shall [promptly] answer what they are asked."
    )
    one = two.replace("[promptly] report", "promptly report")
    closed, open_ = sorted(of(two, one).issues, key=lambda issue: issue.open)
    assert closed.place == "Article 1, paragraph 1"
    assert open_.place == "Article 1, paragraph 2"


def test_the_sample_series_is_told_as_it_was_drafted() -> None:
    paths = sorted(str(path) for path in DRAFTS.glob("*.docx"))
    drafts = [read_draft(path) for path in paths]
    found = ledger(drafts, [compare(a, b, judged=False, divided=False) for a, b in pairwise(drafts)])
    assert [found.standing(at) for at in range(3)] == [11, 5, 4]
    assert [(issue.place, issue.since, issue.age) for issue in found.open] == [
        ("Article 9, paragraph 2", 0, 3),
        ("Article 18, paragraph 2", 2, 1),
        ("Article 30, paragraph 1, footnote 1", 1, 2),
        ("Article 45, paragraph 1, footnote 2", 0, 3),
    ]
    told = {issue.place: (issue.closed, issue.closing.outcome) for issue in found.closed if issue.closing}
    assert told == {
        "Article 2, subparagraph (h), footnote 1": (1, Ending.WITHDRAWN),
        "Article 6, paragraph 2": (1, Ending.KEPT),
        "Article 14, paragraph 2": (1, Ending.KEPT),
        "Article 20": (1, Ending.DECIDED),
        "Article 23, paragraph 2": (1, Ending.DECIDED),
        "Article 21, paragraph 2 (b), footnote 2": (1, Ending.WITHDRAWN),
        "Article 44": (1, Ending.KEPT),
        "Article 21, paragraph 2 (b)": (2, Ending.DECIDED),
        "Article 37, paragraph 1": (2, Ending.KEPT),
    }
    assert [mark.place for mark in found.marks] == ["Article 5, paragraph 1", "Article 6, paragraph 1"]
