"""The ledger of open issues: who wants what by proposals, what colours mean, and what hangs on an issue."""

from __future__ import annotations

from pathlib import Path

import pytest

from docx_making import docx, p, r
from outstanding_making import drafted, of
from treatydiff.cli import main
from treatydiff.compare import compare, draft_of
from treatydiff.errors import TreatydiffError
from treatydiff.outstanding import Ledger, ledger, meanings, with_colours, with_positions, with_stakes
from treatydiff.readers import ReadOptions
from treatydiff.report import Severity

TEXT = "Article 1\nReports\n1. Each Party {} report to the secretariat on what it has done{} within {} days.\n"
BASE = TEXT.format("[shall] [may]", " [in public]", "[X]")


def positions(**proposals: str) -> Ledger:
    base = drafted(BASE)
    reports = {name: compare(base, drafted(text), judged=False, divided=False) for name, text in proposals.items()}
    return with_positions(ledger([base], []), reports)


def test_a_proposal_says_which_choice_its_author_wants() -> None:
    found = positions(
        Aland=TEXT.format("shall", "", "[X]"), Borduria=TEXT.format("is encouraged to", " in public", "thirty")
    )
    verb, public, days = (issue.last for issue in found.open)
    assert [choice.holders for choice in verb.choices] == [("Aland",), ()]
    assert [(other.words, other.holders) for other in verb.others] == [("is encouraged to", ("Borduria",))]
    assert public.choices[0].holders == ("Borduria",)
    assert public.against == ("Aland",)
    assert [(other.words, other.holders) for other in days.others] == [("thirty", ("Borduria",))]


def test_of_whoever_leaves_an_issue_as_it_is_nothing_is_said() -> None:
    assert not any(issue.last.everyone for issue in positions(Aland=BASE).open)


def test_two_who_want_the_same_new_words_stand_together() -> None:
    text = TEXT.format("is encouraged to", " [in public]", "[X]")
    verb = positions(Aland=text, Borduria=text).open[0].last
    assert [other.holders for other in verb.others] == [("Aland", "Borduria")]


def test_the_command_names_a_proposal_by_as_or_by_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, one, other = (tmp_path / name for name in ("base.txt", "Borduria.txt", "x.txt"))
    base.write_text(f"Draft convention\n\n{BASE}")
    one.write_text(f"Draft convention\n\n{TEXT.format('may', ' [in public]', '[X]')}")
    other.write_text(f"Draft convention\n\n{TEXT.format('shall', ' [in public]', '[X]')}")
    assert main(["outstanding", str(base), "--proposals", str(one), "--as", f"Aland={other}"]) == 0
    out = capsys.readouterr().out
    assert "A  shall – Aland" in out
    assert "B  may – Borduria" in out


# -------------------------------------------------------------------------------------------------------------- colours

YELLOW, SHADE = '<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:fill="92D050"/>'


def coloured() -> Ledger:
    body = (
        p("Article 1"),
        p("Purpose"),
        p(r("1. Parties shall meet [each year] in the open.", YELLOW)),
        p(r("2. They shall publish "), r("all that they have decided.", SHADE)),
    )
    draft = draft_of(docx(*body), "draft.docx", ReadOptions())
    return ledger([draft], [])


def test_a_colour_is_read_as_what_the_user_says_it_means() -> None:
    found = with_colours(coloured(), meanings(["yellow=agreed in working group"]))
    (mark,) = found.marks
    assert (mark.place, mark.words, mark.colour) == ("Article 1, paragraph 1", "agreed in working group", "yellow")
    assert found.open[0].last.marked == "agreed in working group"


def test_a_colour_that_nobody_has_declared_means_nothing_and_is_counted() -> None:
    found = with_colours(coloured(), {})
    assert found.marks == ()
    assert found.undeclared == (("green", 1), ("yellow", 1))
    assert not found.open[0].last.marked


@pytest.mark.parametrize("given", ["yellow", "yellow=", "=agreed", "12=agreed"])
def test_what_declares_no_colour_is_refused_with_a_hint(given: str) -> None:
    with pytest.raises(TreatydiffError) as caught:
        meanings([given])
    assert "yellow=" in caught.value.hint


# --------------------------------------------------------------------------------------------------------------- stakes


def test_what_hangs_on_an_issue_is_found_by_comparing_both_choices() -> None:
    text = "1. Each Party [shall] [may] compel a service provider to intercept content data in real time."
    found = with_stakes(of(text), (), compare)
    (issue,) = found.open
    assert issue.stakes
    assert (issue.stakes[0].theme, issue.stakes[0].severity) == ("surveillance", Severity.HIGH)
    assert issue.stakes[0].adverse is False


def test_a_finding_that_could_be_due_to_two_issues_is_due_to_neither() -> None:
    text = "1. Each Party [shall] [may] compel a provider, and [shall] [may] compel a bank, to hand over content data."
    found = with_stakes(of(text), (), compare)
    assert not any(issue.stakes for issue in found.open)


def test_nothing_hangs_on_words_that_no_theme_knows() -> None:
    found = with_stakes(of("1. The Parties shall meet [in the spring] of each year."), (), compare)
    assert not found.open[0].stakes
