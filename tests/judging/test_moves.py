"""Words that went from one place and stand in another are not gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import making
from corpus import real
from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft, Op
from treatydiff.report import Finding, Report, Severity

CLAUSE = "No person shall be subjected to interception of content data without prior judicial authorization"
OTHER = "The Parties shall meet every year to look at how this Convention is carried out by each of them."


def compared(old: list[str], new: list[str]) -> Report:
    """Drafts whose articles have these texts; a text with line ends is an article of paragraphs."""
    drafts = []
    for texts in (old, new):
        articles = []
        for number, text in enumerate(texts, start=1):
            first, *rest = text.split("\n")
            inside = (making.paragraph(str(at), each) for at, each in enumerate(rest, start=1))
            articles.append(making.article(str(number), "", first, *inside))
        drafts.append(making.draft(*articles))
    return compare(*drafts)


def gone(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.adverse and not finding.introduced]


def test_a_clause_that_is_deleted_is_gone() -> None:
    assert gone(compared([f"{CLAUSE}. {OTHER}", OTHER], [OTHER, OTHER]))


@pytest.mark.parametrize(
    "new",
    [
        [OTHER, f"{OTHER} {CLAUSE}."],
        [f"{OTHER}", f"{OTHER} In particular:\n{CLAUSE};\nnothing else."],
        [OTHER, OTHER, f"{CLAUSE}."],
    ],
)
def test_a_clause_that_stands_in_another_article_is_not_gone(new: list[str]) -> None:
    assert gone(compared([f"{CLAUSE}. {OTHER}", OTHER], new)) == []


def test_a_clause_that_others_still_have_is_gone_from_where_it_was() -> None:
    assert gone(compared([f"{CLAUSE}. {OTHER}", f"{CLAUSE}."], [OTHER, f"{CLAUSE}."]))


APPEAL = (
    "Each State Party shall ensure that an appeal procedure against decisions of the competent authorities is open to "
    "anybody who has a legitimate interest in the decision."
)
ORDER = "The order shall be in writing.\nIt shall name the data to be preserved."
APPEALED = (
    f"{ORDER}\nAn appeal procedure against decisions of the competent authorities, including those on the refusal of a "
    "request, shall be available."
)


def test_words_that_moved_and_were_put_differently_have_their_place_at_both_ends_and_no_verdict() -> None:
    old, new = [APPEAL, OTHER, ORDER], [OTHER, APPEALED]
    gone, come = compared(old, new).findings
    assert "is now in Article 2, paragraph 2" in gone.message
    assert "was in Article 1 of the old draft" in come.message
    assert {(finding.adverse, finding.severity) for finding in (gone, come)} == {(None, Severity.LOW)}
    assert [finding.adverse for finding in compared(new, old).findings] == [None, None]


def test_a_formula_that_stands_elsewhere_hides_no_new_power() -> None:
    formula = "Each State Party shall adopt such measures as may be necessary to empower its competent authorities to"
    old = [OTHER, f"{formula} order the preservation of stored traffic data."]
    report = compared(old, [*old, f"{formula} intercept the content of communications in real time."])
    assert [finding for finding in report.findings if finding.adverse]
    assert not [finding for finding in report.findings if finding.elsewhere]


def test_a_title_that_ran_into_its_text_is_no_clause_that_went() -> None:
    text = "Every person has a right to the following safeguards of criminal procedure against interception:\na judge;"
    report = compared([f"Safeguards of criminal procedure. {text}", OTHER], [text, OTHER])
    assert report.findings == ()


def test_a_chapeau_whose_words_each_item_says_now_is_not_gone() -> None:
    chapeau = "The following offences shall be punished by imprisonment for up to two years:"
    items = ["access to a computer system without right", "interception of data without right"]
    said = [f"{item} shall be punished by imprisonment for up to two years for the following reasons" for item in items]
    old, new = "\n".join((chapeau, *items)), "\n".join(("Offences under this article.", *said))
    report = compared([old, OTHER], [new, OTHER])
    assert [finding for finding in report.findings if "is gone" in finding.message and not finding.introduced] == []


def bare(draft: Draft) -> str:
    return " ".join(re.findall(r"\w+", " ".join(p.text for p in draft.walk()).lower()))


def falsely_gone(report: Report) -> Iterator[str]:
    """Findings that say of some sentence that it is gone, though the new draft says it as often as the old."""
    old, new = bare(report.old), bare(report.new)
    for finding in gone(report):
        deleted = " ".join(span.text for span in finding.excerpt if span.op is Op.DELETE)
        for sentence in re.split(r"[.;…]", deleted):
            words = " ".join(re.findall(r"\w+", sentence.lower()))
            if len(words.split()) >= 10 and new.count(words) >= max(old.count(words), 1):
                yield f"{finding.rule}: {words}"


@pytest.mark.parametrize(
    "pair",
    [
        ("ai-act/2021-04-21-COM-2021-206-articles.en.txt", "ai-act/2024-06-13-Reg-2024-1689-articles.en.txt"),
        ("bbnj/2022-06-01.en.txt", "bbnj/2022-12-12.en.txt"),
    ],
)
def test_nothing_that_stands_elsewhere_is_called_gone(pair: tuple[str, str]) -> None:
    report = compare(*(read_draft(real(name)) for name in pair))
    assert list(falsely_gone(report)) == []
