"""A bug in a judgement costs that judgement and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import making
import treatydiff.judging as judging
import treatydiff.judging.context as context
import treatydiff.judging.rules as rules
import treatydiff.redline as redline
from making import CONVENTION
from treatydiff import cli
from treatydiff.compare import compare
from treatydiff.errors import DataError
from treatydiff.faults import Faults, told
from treatydiff.model import Block, Draft, Reading, Significance, new_text, old_text
from treatydiff.references.resolution import References
from treatydiff.renderers import RENDERERS
from treatydiff.report import Report
from treatydiff.structure import build

REVISED = CONVENTION.replace("may intercept", "shall intercept").replace("every year", "in the spring of every year")


def draft(text: str) -> Draft:
    blocks = tuple(Block(line) for line in text.splitlines() if line.strip())
    return build(Reading(blocks), name="draft", language="en")


def compared() -> Report:
    return compare(draft(CONVENTION), draft(REVISED))


def broken(*_: object, **__: object) -> None:
    raise KeyError("30")


def rebuilt(report: Report) -> bool:
    sides = ((old_text, lambda c: c.link.old), (new_text, lambda c: c.link.new))
    return all(
        " ".join(text(change.text).split()) == " ".join(" ".join(p.text for p in of(change)).split())
        for change in report.redline.all
        for text, of in sides
    )


# -------------------------------------------------------------------------------------------------- what is caught


def test_what_fails_is_noted_with_task_place_and_error() -> None:
    faults = Faults()
    with faults.caught("theme/rule", lambda: "Article 3"):
        broken()
    (fault,) = faults.found
    assert (fault.task, fault.place, fault.error) == ("theme/rule", "Article 3", "KeyError: '30'")
    assert "broken()" in fault.trace
    assert told(fault).startswith("Article 3: the judgement theme/rule failed (KeyError: '30')")


def test_what_the_user_can_mend_is_not_swallowed() -> None:
    with pytest.raises(DataError), Faults().caught("findings"):
        raise DataError("mine.toml:3: wrong")


def test_a_place_that_cannot_be_named_hides_no_fault() -> None:
    faults = Faults()
    with faults.caught("findings", broken):  # type: ignore[arg-type]
        broken()
    assert faults.found[0].place == ""


def test_a_rule_that_fails_leaves_the_others_and_the_redline(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = compared()
    lost = sound.findings[0].rule
    hear = rules.conclusions
    monkeypatch.setattr(rules, "conclusions", lambda rule, scene: broken() if rule.id == lost else hear(rule, scene))
    report = compared()
    assert report.redline.all == sound.redline.all
    assert lost not in {finding.rule for finding in report.findings}
    assert {f.rule for f in report.findings} >= {f.rule for f in sound.findings if f.rule != lost}
    assert {(fault.task, fault.place) for fault in report.faults} >= {(lost, "Article 2, paragraph 1")}
    assert all(("", told(fault)) in [(side, n.message) for side, n in report.notices] for fault in report.faults)


@pytest.mark.parametrize(
    ("owner", "name", "task"),
    [(context, "Moves", "findings"), (judging, "Scene", "findings"), (redline, "_amended", "significance"),
     (redline, "Classifier", "references"), (References, "notices", "references")],
)  # fmt: skip
def test_whatever_fails_the_words_are_all_there(
    owner: object, name: str, task: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, broken)
    report = compared()
    assert {fault.task for fault in report.faults} == {task}
    assert rebuilt(report)
    for form in RENDERERS.values():
        assert form.name == "pdf" or form.render((report,))  # which is the Word file, printed by another program


def test_what_could_not_be_judged_counts_as_substantive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redline, "_amended", broken)
    changes = compared().redline.changes
    assert len(changes) == 2
    assert {change.significance for change in changes} == {Significance.SUBSTANTIVE}
    assert {change.remarks for change in changes} == {("not judged",)}


# ------------------------------------------------------------------------------------------------- what is told


@pytest.fixture
def _failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "conclusions", broken)
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(CONVENTION)
    Path("new.txt").write_text(REVISED)


@pytest.mark.usefixtures("_failing")
def test_the_first_screen_says_that_something_may_be_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "old.txt", "new.txt"]) == 0
    out, err = capsys.readouterr()
    assert "failed, so something may be missing here (see the notices)" in " ".join(out.split())
    assert "{+shall+}" in out.replace("[-may-]", "")
    assert "Traceback" not in err


@pytest.mark.usefixtures("_failing")
def test_debug_shows_where_in_the_program_it_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["compare", "old.txt", "new.txt", "--debug"]) == 0
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("_failing")
def test_a_check_does_not_pass_on_what_nobody_judged(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "old.txt", "new.txt"]) == 1
    assert capsys.readouterr().out.startswith("FAIL")
    assert cli.main(["check", "old.txt", "new.txt", "--fail-on", "none"]) == 0


@pytest.mark.usefixtures("_failing")
def test_programs_are_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "old.txt", "new.txt", "-f", "json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert value["faults"][0]["error"] == "KeyError: '30'"
    assert {alert["rule"] for alert in value["check"]["alerts"]} == {"judgement/failed"}


# ---------------------------------------------------------------------------------------------- any text whatever

_WORDS = {
    "en": "and 90 days shall not may 1.5 years one hundred of article 28 (a) [ ] , . ; : a court traffic data",
    "fr": "et 90 jours cent quatre-vingt-dix mille ne peut pas article 5 , . ; : le juge données",
    "es": "y 90 días ciento mil no podrá artículo 5 , . ; : el juez datos",
    "ru": "и 90 дней двухсот тысяч не может статья 5 , . ; : суд данные",
    "zh": "和 九十 天 两百 万 应 不得 第五条 ， 。 ； ： 法院 数据",
    "ar": "و ٩٠ يوما مائة وعشرون ألف لا يجوز المادة 5 ، . ؛ : المحكمة البيانات",
}


def _texts(language: str) -> st.SearchStrategy[str]:
    known = st.lists(st.sampled_from(_WORDS[language].split()), max_size=14).map(" ".join)
    return known | st.text(max_size=40)


@pytest.mark.parametrize("language", sorted(_WORDS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_text_makes_a_judgement_fail(language: str, data: st.DataObject) -> None:
    old, new = (data.draw(_texts(language)) for _ in range(2))
    report = compare(*(making.draft(making.article("1", "", text), language=language) for text in (old, new)))
    assert report.faults == ()
    assert rebuilt(report)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Data shall be kept for the investigation and {} days thereafter."),
        ("fr", "Les données sont conservées pendant la procédure et {} jours."),
        ("es", "Los datos se conservarán durante la investigación y {} días."),
        ("en", "Under paragraph one {} days pass."),
    ],
)
def test_a_number_after_a_word_that_links_numbers_is_read(language: str, text: str) -> None:
    articles = (making.article("1", "", text.format(days)) for days in (30, 90))
    report = compare(*(making.draft(article, language=language) for article in articles))
    assert report.faults == ()
    assert report.redline.changes
