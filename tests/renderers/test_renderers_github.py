from __future__ import annotations

from dataclasses import replace

import pytest

from hostile import STARTS, WORDS, commands, hostile
from hostile import gate as hostile_gate
from making import finding, sample
from treatydiff.gate import Alert, FailOn, Gate
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.renderers.checkout import Checkout
from treatydiff.renderers.ci.github import CAP, step_summary
from treatydiff.renderers.ci.workflow_commands import annotation
from treatydiff.report import Confidence, Report, Severity


def github(*reports: Report, gate: Gate | None = None) -> str:
    return RENDERERS["github"].render(reports, RenderOptions(gate=gate)).decode()


def many(number: int, adverse: bool | None = True) -> Report:
    whole = sample()
    return replace(whole, findings=tuple(finding(at, whole.redline.all[4], adverse=adverse) for at in range(number)))


def test_the_first_line_is_the_verdict_and_no_command() -> None:
    first = github(sample()).splitlines()[0]
    assert first == "treatydiff: FAIL: 1 of 2 findings is adverse; 4 changes of substance undecided"


def test_an_annotation_names_file_line_article_and_what_changed() -> None:
    (error, *_) = [line for line in github(sample()).splitlines() if line.startswith("::error")]
    assert error == (
        "::error file=2.docx,line=1,title=surveillance%3A Article 17 → 4::Interception becomes an obligation.%0A"
        "may → shall%0AArticle 17 → 4, paragraph 1%0Asurveillance/modality (adverse)"
    )


def test_it_names_the_pages_where_there_are_any() -> None:
    assert "%0AArticle 1, paragraph 1, p. 1 → 2%0A" in github(hostile("words"))


def test_errors_fail_the_check_warnings_are_adverse_and_notices_open() -> None:
    whole = sample()
    kinds = {True: "warning", None: "notice", False: ""}
    for adverse, kind in kinds.items():
        lines = github(many(1, adverse), gate=Gate(FailOn.NONE)).splitlines()[1:]
        found = [line for line in lines if "have no finding" not in line]
        assert [line.split(" ")[0] for line in found] == ([f"::{kind}"] if kind else [])
    assert github(many(1, False), gate=Gate(FailOn.ANY)).splitlines()[1].startswith("::error ")
    leaning = replace(whole, findings=(replace(whole.findings[0], mark=Confidence.LEANS),))
    assert github(leaning, gate=Gate(FailOn.LIKELY)).splitlines()[1].startswith("::warning ")


@pytest.mark.parametrize("number", [CAP - 1, CAP, CAP + 1, 3 * CAP])
def test_no_more_than_github_shows_and_the_last_one_counts_the_rest(number: int) -> None:
    lines = [line for line in github(many(number)).splitlines() if line.startswith("::error")]
    assert len(lines) == min(number, CAP)
    if number > CAP:
        assert lines[-1] == f"::error title=treatydiff::{number - CAP + 1} more, see the summary of this step"


def test_the_cap_holds_for_each_kind_of_annotation() -> None:
    both = replace(many(15), findings=(*many(15).findings, *many(15, None).findings))
    kinds = [line.split(" ")[0] for line in github(both).splitlines()[1:]]
    assert kinds == ["::error"] * CAP + ["::notice"] * CAP


def test_the_gravest_findings_come_first() -> None:
    whole = many(12)
    light = tuple(replace(each, severity=Severity.LOW) for each in whole.findings[:11])
    lines = github(replace(whole, findings=(*light, whole.findings[11]))).splitlines()
    assert lines[1].endswith("(adverse)")


def test_an_alert_is_an_error_if_it_fails() -> None:
    alerts = (Alert("lock/changed", "changed", "./a/x.docx", fails=True), Alert("lock/missing", "gone", "a/y.docx"),
              Alert("lock/resaved", "saved", "a/z.docx"))  # fmt: skip
    assert github(gate=Gate(alerts=alerts)).splitlines() == [
        "treatydiff: FAIL: no finding; 1 other error: lock/changed",
        "treatydiff: note: saved",
        "::error file=a/x.docx,title=lock/changed::changed",
        "::warning file=a/y.docx,title=lock/missing::gone",
        "::notice file=a/z.docx,title=lock/resaved::saved",
    ]


# ----------------------------------------------------------------------------------------------------- hostile texts


@pytest.mark.parametrize("text", [WORDS, *STARTS, "\n::error::x\r\n::stop-commands::y", "a%0A::add-mask::b"])
def test_no_text_from_a_draft_becomes_a_command_of_its_own(text: str) -> None:
    output = github(hostile(text), gate=hostile_gate(text))
    ours = [line for line in output.splitlines() if line.startswith(("::error ", "::warning ", "::notice "))]
    assert commands(output) == ours
    assert len(ours) == 4
    assert all(line.count("\r") == 0 for line in ours)


def test_a_message_ends_no_earlier_than_its_line() -> None:
    assert annotation("error", "50 %\r\n::stop-commands::x") == "::error::50 %25\\x0d%0A\\x3a:stop-commands::x"
    assert annotation("error", "a%0Ab") == "::error::a%250Ab"


def test_a_property_cannot_end_or_add_one() -> None:
    line = annotation("error", "m", file="a,line=9::b", title="x\ny")
    assert line == "::error file=a%2Cline=9%3A%3Ab,title=x%0Ay::m"


def test_commands_of_the_old_kind_are_broken_up_wherever_they_stand() -> None:
    assert annotation("error", "see ##[add-mask]x and ##vso[task.complete]") == (
        "::error::see #\\x23[add-mask]x and #\\x23vso[task.complete]"
    )


def test_a_path_is_written_as_the_repository_knows_it() -> None:
    assert Checkout().path("./drafts/x.docx") == "drafts/x.docx"
    assert Checkout(backslashes=True).path("drafts\\x.docx") == "drafts/x.docx"
    assert Checkout("C:/repo", "C:/repo/sub", backslashes=True).path("C:\\repo\\x.docx") == "x.docx"
    assert Checkout("/", "/sub").path("x\\y.docx") == "sub/x\\y.docx"
    assert Checkout("/repo", "/repo").path("-") == ""


# ------------------------------------------------------------------------------------------------------- the summary


def test_the_summary_of_a_step_fits_into_what_github_takes() -> None:
    whole = step_summary((sample(),), RenderOptions(gate=Gate()))
    assert whole.startswith(b"**FAIL:**")
    assert len(step_summary((sample(),), RenderOptions(gate=Gate()), 500)) <= 500
    assert b"treatydiff compare shows all of it" in step_summary((sample(),), RenderOptions(), 500)


def test_what_nothing_is_said_of_is_a_notice_so_that_a_check_that_passes_is_no_all_clear() -> None:
    lines = [line for line in github(sample(), gate=Gate(FailOn.NONE)).splitlines() if "have no finding" in line]
    assert len(lines) == 1
    assert lines[0].startswith("::notice ")
    said = "3 of 5 changes of substance have no finding, which does not make them harmless: Article 5"
    assert lines[0].endswith(said)
