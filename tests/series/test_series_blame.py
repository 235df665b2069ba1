"""In which draft each phrase first stood."""

from __future__ import annotations

import pytest

from helpers import samples
from series_making import COURT, FUND, POWER, PURPOSE, REVIEW, WITNESSES, series
from treatydiff.compare import compare
from treatydiff.model import Op
from treatydiff.series import Blame, Phrase, TracedProvision, blame
from treatydiff.series.blame import standing

ALL = {"Purpose": (PURPOSE,), "Interception": (POWER, COURT), "Witnesses": (WITNESSES,), "Review": (REVIEW,)}


def entry(traced: Blame, words: str) -> TracedProvision:
    return next(e for e in traced.entries if words in standing(e.text) or words in "".join(p.text for p in e.text))


def told(entry: TracedProvision) -> list[tuple[str, int, int | None]]:
    return [(piece.text.strip(), piece.first, piece.last) for piece in entry.text]


@pytest.fixture(scope="module")
def sample() -> Blame:
    return blame([samples.draft(at) for at in range(3)], [samples.compared(0, 1), samples.compared(1, 2)])


def test_the_pieces_that_stand_spell_the_draft(sample: Blame) -> None:
    last = len(sample.drafts) - 1
    stand = [e for e in sample.entries if e.draft == last]
    assert stand
    assert {e.provision.eid for e in stand} == {p.eid for p in sample.drafts[-1].walk()}
    for each in stand:
        assert standing(each.heading) == each.provision.heading
        assert standing(each.text) == each.provision.text


def test_new_words_of_the_last_draft_are_the_insertions_of_the_last_comparison(sample: Blame) -> None:
    last = len(sample.drafts) - 1
    report = compare(*sample.drafts[-2:])
    inserted = "".join(s.text for c in report.redline.all for s in c.spans if s.op is Op.INSERT)
    pieces = [p for e in sample.entries for p in e.pieces if p.last is None and last in (p.first, p.back)]
    assert letters("".join(p.text for p in pieces)) == letters(inserted)


def letters(text: str) -> str:
    return "".join(sorted(letter for letter in text if letter.isalnum()))


def test_each_phrase_has_the_draft_that_brought_it() -> None:
    longer = POWER.replace("serious", "any of the most serious")
    last = longer.replace("content data", "content data and traffic data")
    drafts, reports = series(ALL, {**ALL, "Interception": (longer, COURT)}, {**ALL, "Interception": (last, COURT)})
    assert told(entry(blame(drafts, reports), "intercept")) == [
        ("Each State Party may intercept content data", 0, None),
        ("and traffic data", 2, None),
        ("in relation to", 0, None),
        ("any of the most", 1, None),
        ("serious offences.", 0, None),
    ]


def test_what_was_deleted_says_when_it_last_stood() -> None:
    shorter = POWER.replace(" in relation to serious offences", "")
    drafts, reports = series(ALL, ALL, {**ALL, "Interception": (shorter, COURT)})
    pieces = told(entry(blame(drafts, reports), "intercept"))
    assert ("in relation to serious offences", 0, 1) in pieces


def test_a_deleted_provision_stands_where_it_stood() -> None:
    drafts, reports = series(ALL, {heading: ALL[heading] for heading in ALL if heading != "Witnesses"})
    assert told(entry(blame(drafts, reports), "witnesses")) == [(WITNESSES, 0, 0)]


def test_words_that_come_back_keep_their_origin_and_say_so() -> None:
    drafts, reports = series(ALL, {heading: ALL[heading] for heading in ALL if heading != "Witnesses"}, ALL)
    pieces = next(e for e in blame(drafts, reports).entries if e.draft == 2 and e.provision.text == WITNESSES).text
    found = Phrase(WITNESSES.rstrip("."), 0, revived=True, back=2)
    assert pieces[0] == found


def test_a_sentence_that_moves_into_another_article_keeps_its_origin() -> None:
    drafts, reports = series(
        {**ALL, "Fund": (f"{FUND} {COURT}",), "Interception": (POWER,)},
        {**ALL, "Fund": (FUND,), "Interception": (f"{POWER} {COURT}",)},
    )
    text = entry(blame(drafts, reports), "intercept content").text
    assert [piece.first for piece in text if "court" in piece.text and piece.last is None] == [0]
