from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from making import finding, sample
from treatydiff.commands.check import Threshold
from treatydiff.gate import FORMER, Acceptance, Alert, FailOn, Gate, passes, reaches, verdict, weigh
from treatydiff.gate.fingerprints import fingerprints
from treatydiff.report import Confidence, Report, Selection, Signature

LIKELY, LEANS, OPEN = Confidence


def found(adverse: bool | None, mark: Confidence = LEANS) -> Report:
    """A report with a single finding."""
    whole = sample()
    return replace(whole, findings=(replace(finding(1, whole.redline.all[4], adverse=adverse), mark=mark),))


def accepted(report: Report) -> tuple[Acceptance, ...]:
    prints = fingerprints(report.findings)
    return tuple(Acceptance(print_, "r", "Article 4", "agreed", date(2030, 1, 1)) for print_ in prints)


@pytest.mark.parametrize(
    ("fail_on", "fails"),
    [
        (FailOn.LIKELY, {(True, LIKELY)}),
        (FailOn.LEANING, {(True, LIKELY), (True, LEANS)}),
        (FailOn.UNCLEAR, {(True, LIKELY), (True, LEANS), (None, OPEN)}),
        (FailOn.ANY, {(True, LIKELY), (True, LEANS), (None, OPEN), (False, LIKELY), (False, LEANS)}),
        (FailOn.NONE, set()),
    ],
)
def test_each_threshold_lets_through_what_is_below_it(
    fail_on: FailOn, fails: set[tuple[bool | None, Confidence]]
) -> None:
    all_of_them = [(True, LIKELY), (True, LEANS), (None, OPEN), (False, LIKELY), (False, LEANS)]
    assert {each for each in all_of_them if reaches(found(*each).findings[0], fail_on)} == fails
    left = fail_on is FailOn.UNCLEAR  # the sample has changes of substance on which nothing is said
    assert all(passes([found(*each)], Gate(fail_on)) is (each not in fails and not left) for each in all_of_them)


def test_the_command_offers_each_threshold_and_takes_the_former_names() -> None:
    assert [str(each) for each in Threshold] == [*map(str, FailOn), *FORMER]
    assert {FailOn(name) for name in FORMER} == {FailOn.LEANING}


def test_what_a_person_says_is_told_as_worse_whatever_was_counted() -> None:
    (one,) = found(True, LEANS).findings
    assert [reaches(each, FailOn.LIKELY) for each in (one, replace(one, signed=Signature("Ana")))] == [False, True]


def test_what_was_accepted_does_not_fail_and_is_still_shown() -> None:
    report = found(True)
    gate = Gate(accepted=accepted(report), baseline=True)
    (weighed,) = weigh(report, gate)
    assert weighed.accepted
    assert not weighed.fails
    assert passes([report], gate)
    assert not passes([report], Gate())


def test_only_findings_of_the_selected_themes_are_weighed() -> None:
    report = replace(sample(), selection=Selection(themes=("safeguards",)))
    assert [each.finding.theme for each in weigh(report, Gate())] == ["safeguards"]
    assert passes([report], Gate())


def test_a_fingerprint_does_not_depend_on_the_selection() -> None:
    everything = {each.finding.id: each.fingerprint for each in weigh(sample(), Gate())}
    (one,) = weigh(replace(sample(), selection=Selection(themes=("safeguards",))), Gate())
    assert one.fingerprint == everything[one.finding.id]


def test_a_failing_alert_fails_the_check_unless_nothing_may() -> None:
    alerts = (Alert("lock/changed", "changed", "x.docx", fails=True), Alert("lock/missing", "missing", "y.docx"))
    assert not passes([], Gate(alerts=alerts))
    assert passes([], Gate(alerts=alerts[1:]))
    assert passes([], Gate(FailOn.NONE, alerts=alerts))


def test_an_alert_keeps_its_fingerprint_in_another_folder() -> None:
    assert Alert("r", "m", "a/x.docx").fingerprint == Alert("r", "m", "b\\x.docx").fingerprint
    assert Alert("r", "m", "a/x.docx").fingerprint != Alert("r", "m", "a/y.docx").fingerprint


def test_the_verdict_is_one_line_that_counts() -> None:
    report = sample()
    assert str(verdict([report], Gate())) == "FAIL: 1 of 2 findings is adverse; 4 changes of substance undecided"
    assert str(verdict([report], Gate(FailOn.NONE))).startswith("PASS: 2 findings, none of which fails; ")
    gate = Gate(accepted=accepted(report), alerts=(Alert("lock/changed", "changed", "x", fails=True),))
    assert str(verdict([report], gate)) == (
        "FAIL: no finding is adverse; 3 changes of substance undecided; 2 accepted by the baseline; "
        "1 other error: lock/changed"
    )
    assert str(verdict([], Gate())) == "PASS: no new draft"
