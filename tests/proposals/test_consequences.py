"""A proposal never makes anything worse: what would is made in full, or not at all."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from corpus import ROOT
from helpers.redlines import draft
from making import finding
from series_making import COURT, FUND, POWER, PURPOSE, REVIEW, WITNESSES, series
from treatydiff.commands.guide import Guide
from treatydiff.commands.propose import harmless
from treatydiff.commands.word_files import as_word, read_word
from treatydiff.compare import compare
from treatydiff.model import Kind
from treatydiff.proposals import Care, Way, about, brought, repairs, table, told, uncovered
from treatydiff.report import Report

sys.path.insert(0, str(ROOT))

from benchmarks.proposals.__main__ import main

OLD = {"Purpose": (PURPOSE,), "Interception": (POWER, COURT, WITNESSES), "Review": (REVIEW,)}
NEW = {
    "Purpose": (PURPOSE,),
    "Interception": (POWER.replace("may", "shall"), COURT.replace("court", "judge"), WITNESSES),
    "Review": (f"{REVIEW} They may decide otherwise at any time.",),
}


@pytest.fixture(scope="module")
def report() -> Report:
    return series(OLD, NEW)[1][0]


def test_what_made_its_own_provision_worse_returns_in_full_and_is_withdrawn_if_that_does_not_help(
    report: Report,
) -> None:
    power, court, review = (c for c in report.redline.changes if c.kind is Kind.AMENDED)
    wanted = [finding(at, each) for at, each in enumerate((power, court, review))]
    made = Care().repairs(report, wanted)
    first = Care().after(made, [wanted[1]], (), report)
    assert (first.whole, dict(first.withdrawn)) == (frozenset({court.id}), {})
    second = first.after(first.repairs(report, wanted), [wanted[1]], (), report)
    (unplaced,) = (each for each in second.repairs(report, wanted) if each.way is Way.UNPLACED)
    assert unplaced.change is court
    assert unplaced.why.startswith("it would make")


def test_of_an_article_the_repair_is_withdrawn_that_shares_most_words_with_what_got_worse(report: Report) -> None:
    power, court, review = (c for c in report.redline.changes if c.kind is Kind.AMENDED)
    wanted = [finding(0, power), finding(2, review)]
    care = Care(frozenset({power.id, review.id}))
    after = care.after(care.repairs(report, wanted), [finding(3, court)], (), report)
    assert set(after.withdrawn) == {power.id}  # that of its article, and no other


def test_what_is_still_found_returns_in_full_and_is_never_withdrawn_for_that(report: Report) -> None:
    power = next(c for c in report.redline.changes if c.kind is Kind.AMENDED)
    wanted = [finding(0, power)]
    care = Care().after(Care().repairs(report, wanted), (), wanted, report)
    assert (care.whole, dict(care.withdrawn)) == (frozenset({power.id}), {})
    assert care.after(care.repairs(report, wanted), (), wanted, report) == care


def test_what_came_with_the_new_draft_and_stands_as_it_came_is_nothing_that_a_proposal_brings() -> None:
    _, (report,) = series(OLD, {**OLD, "Fund": (FUND,), "Court": (COURT,)})
    fund = next(c for c in report.redline.all if c.kind is Kind.INSERTED and FUND in c.provision.full_text())
    net = compare(report.old, report.new)
    found = Report(net.old, net.new, net.alignment, net.redline, (finding(0, fund),), ())
    elsewhere = compare(report.old, report.old)
    assert brought(found, frozenset(), report) == ()
    assert brought(found, frozenset(), elsewhere) == found.findings
    assert brought(found, told(found.findings), elsewhere) == ()
    assert about(found.findings[0]) == fund.provision.full_text()


def test_what_the_proposal_let_stand_as_it_was_amended_is_nothing_that_it_brings(report: Report) -> None:
    """A definition is judged by where its term is used, and there the old words return."""
    amended = next(c for c in report.redline.changes if c.kind is Kind.AMENDED)
    net = replace(report, findings=(finding(0, amended),))
    assert brought(net, frozenset(), report) == ()
    _, (other,) = series(OLD, {**NEW, "Interception": (POWER.replace("may", "must"), COURT, WITNESSES)})
    assert brought(net, frozenset(), other) == net.findings


def test_a_deletion_that_only_shows_when_other_words_return_is_undone_with_them() -> None:
    """Nothing was said of it while what took its place seemed to stand for it."""
    _, (report,) = series(OLD, {**OLD, "Interception": (POWER, COURT)})
    _, (net,) = series(OLD, {**NEW, "Interception": (POWER, COURT)})
    shown, mine = (next(c for c in each.redline.all if c.kind is Kind.DELETED) for each in (net, report))
    (found,) = uncovered([finding(1, shown)], (), report)
    assert found.change is mine
    assert repairs(report, [found])[0].way is Way.RESTORE
    assert uncovered([finding(1, shown)], [finding(2, mine)], report) == ()
    court = next(c for c in report.redline.all if c.kind is Kind.UNCHANGED)
    assert uncovered([finding(3, court)], (), report) == ()


ARTICLES = (
    "Article {}", "Purpose", PURPOSE,
    "CHAPTER II", "INTERCEPTION",
    "Article {}", "Interception", POWER,
    "CHAPTER {}", "FINAL PROVISIONS",
    "Article {}", "Review", REVIEW,
)  # fmt: skip


def test_a_chapter_loses_its_title_with_the_last_of_its_articles() -> None:
    new = [
        line.format(at) for line, at in zip(ARTICLES, [1, *"  ", *"  ", 2, *"  ", "III", " ", 3, *"  "], strict=True)
    ]
    old = [*new[:3], "CHAPTER II", "FINAL PROVISIONS", "Article 2", *new[-2:]]
    report = compare(draft("CHAPTER I", "GENERAL", *old), draft("CHAPTER I", "GENERAL", *new))
    power = next(c for c in report.redline.all if c.kind is Kind.INSERTED and c.provision.heading == "Interception")
    base = as_word(report.new)
    text = read_word(table(base, repairs(report, [finding(0, power)]), report).data, base)
    lines = [block.text for block in text.blocks]
    assert not any("INTERCEPTION" in line for line in lines)
    assert any("FINAL PROVISIONS" in line for line in lines)


def test_a_provision_that_the_word_file_does_not_number_is_not_struck_and_no_error(report: Report) -> None:
    _, (more,) = series(OLD, {**OLD, "Fund": (FUND,)})
    fund = next(c for c in more.redline.all if c.kind is Kind.INSERTED)
    made = repairs(more, [finding(0, fund)])
    other = as_word(series(OLD, OLD)[0][0])
    assert [each.way for each in table(other, made, more).unplaced] == [Way.UNPLACED]


def test_the_laws_hold_in_the_sample_drafts(capsys: pytest.CaptureFixture[str]) -> None:
    """And, if asked, over the corpus: ``python -m benchmarks.proposals --real``."""
    assert main(["--seeds", "1", "--at-most", "broken=0", "--at-least", "placed=.9"]) == 0
    assert "the laws hold in 4 of 4 pairs" in capsys.readouterr().out


def test_harm_is_looked_for_with_what_the_user_compares_by(report: Report) -> None:
    guide = Guide.read("", [], "", [])
    wanted = [each for each in guide.alone(report.old, report.new).findings if each.adverse]
    _, text, left = harmless(report, wanted, as_word(report.new), guide)
    assert left.brought == ()
    assert any(POWER in provision.text for provision in text.walk())
