from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest

from hostile import STARTS, WORDS, commands, hostile
from hostile import gate as hostile_gate
from making import sample
from treatydiff.gate import Acceptance, Alert, FailOn, Gate
from treatydiff.gate.fingerprints import fingerprints
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Report

JENKINS = {"testsuites": {"name", "time", "tests", "failures", "errors"}, "testcase": {"name", "time", "classname"},
           "testsuite": {"name", "time", "tests", "failures", "errors", "skipped", "file", "timestamp"}}  # fmt: skip
"""The attributes that Jenkins' schema of JUnit (junit-10.xsd) knows."""


def junit(*reports: Report, gate: Gate | None = None) -> Element:
    return fromstring(RENDERERS["junit"].render(reports, RenderOptions(gate=gate)))


def names(root: Element, tag: str) -> list[str | None]:
    return [case.get("name") for case in root.iter("testcase") if case.find(tag) is not None]


def test_a_suite_for_each_pair_and_a_case_for_each_article() -> None:
    root = junit(sample(), sample())
    assert [suite.get("name") for suite in root] == ["A/CONF.1/1 → A/CONF.1/2"] * 2
    cases = [case.get("name") for case in root[0].iter("testcase")]
    assert cases == ["Preamble", "Article 1 Purposes", "Article 17 → 4 Interception", "Article 5 Review",
                     "Article 18 Repeal"]  # fmt: skip


def test_an_article_fails_if_one_of_its_findings_does() -> None:
    assert names(junit(sample()), "failure") == ["Article 17 → 4 Interception"]
    failure = junit(sample()).find(".//failure")
    assert failure is not None
    assert failure.get("type") == "surveillance/modality"
    assert failure.get("message") == "Interception becomes an obligation."
    assert "may → shall" in (failure.text or "")
    paged = junit(hostile("words")).find(".//failure")
    assert paged is not None
    assert "Article 1, paragraph 1, p. 1 → 2" in (paged.text or "")


def test_what_does_not_fail_is_told_beside() -> None:
    root = junit(sample(), gate=Gate(FailOn.NONE))
    assert names(root, "failure") == []
    assert names(root, "system-out") == ["Article 17 → 4 Interception", "Article 5 Review", "Article 18 Repeal",
                                         "verdict"]  # fmt: skip


def test_an_article_whose_findings_were_all_accepted_is_skipped_with_the_reason() -> None:
    (print_, _) = fingerprints(sample().findings)
    entry = Acceptance(print_, "r", "Article 4", "agreed", date(2027, 1, 1))
    root = junit(sample(), gate=Gate(accepted=(entry,)))
    assert names(root, "skipped") == ["Article 17 → 4 Interception"]
    skipped = root.find(".//skipped")
    assert skipped is not None
    assert skipped.get("message") == "accepted: agreed"


def test_the_counts_are_those_of_the_cases() -> None:
    alerts = (Alert("lock/changed", "changed", "x", fails=True), Alert("lock/missing", "gone", "y"))
    root = junit(sample(), gate=Gate(alerts=alerts))
    for element in (root, *root):
        assert set(element.attrib) <= JENKINS[element.tag]
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        assert element.get("failures") == str(sum(case.find("failure") is not None for case in cases))
        assert {case.tag for case in cases if set(case.attrib) - JENKINS[case.tag]} == set()
    assert [suite.get("skipped") for suite in root] == ["0", "0"]
    assert (root.get("tests"), root.get("failures")) == ("8", "2")


def test_no_two_cases_of_a_suite_have_the_same_name() -> None:
    every = list(junit(sample()))
    assert every
    for suite in every:
        cases = [case.get("name") for case in suite]
        assert len(cases) == len(set(cases))


@pytest.mark.parametrize("text", [WORDS, *STARTS, "]]>", "a\x00b\x0c\ufffe\ud800", "<!DOCTYPE x>"])
def test_hostile_text_leaves_it_well_formed_and_harmless(text: str) -> None:
    data = RENDERERS["junit"].render((hostile(text),), RenderOptions(gate=hostile_gate(text)))
    assert fromstring(data).tag == "testsuites"
    assert commands(data.decode()) == []
    assert not set(data.decode()) & set("\x1b\x07\x9b\u202e\x00\x0c\ufffe")


def test_a_reader_of_junit_reads_it() -> None:
    reader = pytest.importorskip("junitparser", reason="junitparser is not installed")
    read = reader.JUnitXml.fromstring(RENDERERS["junit"].render((sample(),)))
    assert (read.tests, read.failures) == (5, 1)


def test_an_article_of_which_nothing_is_said_does_not_look_clean() -> None:
    suite = junit(sample())[0]
    held = {each.get("name"): each.get("value") for each in suite.iter("property")}
    assert held == {"changes of substance": "5", "changes of substance without a finding": "3"}
    article = next(case for case in suite.iter("testcase") if case.get("name") == "Article 5 Review")
    said = (article.findtext("system-out") or "").strip()
    assert said == "1 change of substance here without a finding: read the redline."
