"""Sentences that went from one place to another inside larger texts."""

from __future__ import annotations

from itertools import pairwise

from treatydiff.compare import compare
from treatydiff.model import (
    Block,
    BlockKind,
    Change,
    Draft,
    Level,
    Op,
    Reading,
    Redline,
    Significance,
    Span,
    new_text,
    old_text,
)
from treatydiff.structure import build

SENTENCE = "The authority of another State that receives such evidence shall not disclose it without prior consent."
EVIDENCE = [
    "1. Each Party shall ensure that evidence in electronic form is kept unaltered and complete.",
    "2. A Party may ask another Party for evidence that is stored in its territory.",
]
REFUSAL = [
    "1. Assistance may be refused where the request concerns a political offence or military law.",
    "2. Reasons shall be given for every refusal and for every postponement of assistance.",
]


def draft(evidence: list[str], refusal: list[str]) -> Draft:
    lines = ["Article 1", "Evidence", *evidence, "Article 2", "Refusal", *refusal]
    return build(Reading(tuple(map(Block, lines))), name="draft", language="en")


def added(paragraphs: list[str], place: int, sentence: str) -> list[str]:
    return [f"{text} {sentence}" if n == place else text for n, text in enumerate(paragraphs)]


def redline(old: Draft, new: Draft) -> Redline:
    return compare(old, new).redline


def moved(found: Redline) -> list[tuple[Change, Span]]:
    return [(change, span) for change in found.changes for span in change.text if span.moved]


def test_a_sentence_that_moves_to_another_article_is_marked_at_both_ends() -> None:
    found = redline(draft(added(EVIDENCE, 1, SENTENCE), REFUSAL), draft(EVIDENCE, added(REFUSAL, 0, SENTENCE)))
    (origin, gone), (goal, come) = moved(found)
    assert (gone.op, gone.text.strip(), gone.moved) == (Op.DELETE, SENTENCE, goal.id)
    assert (come.op, come.text.strip(), come.moved) == (Op.INSERT, SENTENCE, origin.id)
    assert origin.remarks == ("words moved to article 2, paragraph 1",)
    assert goal.remarks == ("words moved from article 1, paragraph 2",)
    assert gone.significance is come.significance is Significance.SUBSTANTIVE


def test_a_whole_sentence_that_stays_in_its_article_is_a_mere_consequence() -> None:
    found = redline(draft(added(EVIDENCE, 0, SENTENCE), REFUSAL), draft(added(EVIDENCE, 1, SENTENCE), REFUSAL))
    assert [change.significance for change, _ in moved(found)] == [Significance.CONSEQUENTIAL] * 2
    assert [change.remarks for change, _ in moved(found)] == [
        ("words moved to paragraph 2",), ("words moved from paragraph 1",)
    ]  # fmt: skip


def test_what_else_went_with_a_moved_sentence_is_still_told() -> None:
    old = draft(added(EVIDENCE, 1, f"{SENTENCE} Costs are borne by the requested Party."), REFUSAL)
    found = redline(old, draft(EVIDENCE, added(REFUSAL, 0, SENTENCE)))
    told = [span for change in found.changes for span in change.text if span.op is Op.DELETE and not span.moved]
    assert "".join(span.text for span in told).strip() == "Costs are borne by the requested Party."
    assert {span.significance for span in told if span.text.strip()} == {Significance.SUBSTANTIVE}


def test_a_part_of_a_sentence_never_loses_its_weight() -> None:
    clause = ", and that it is not disclosed to another State or organization without prior consent in writing"
    old = draft([EVIDENCE[0][:-1] + clause + ".", EVIDENCE[1]], REFUSAL)
    new = draft([EVIDENCE[0], EVIDENCE[1][:-1] + clause + "."], REFUSAL)
    assert {change.significance for change, _ in moved(redline(old, new))} == {Significance.SUBSTANTIVE}


def test_a_phrase_that_treaties_share_is_no_move() -> None:
    phrase = "Each State Party shall adopt such legislative and other measures as may be necessary"
    gone = f"{phrase} to train judges, prosecutors and police officers in the use of computers, networks and codes."
    come = f"{phrase} to punish the dumping of waste at sea, and to inspect the ships that carry oil or coal there."
    assert not moved(redline(draft(added(EVIDENCE, 0, gone), REFUSAL), draft(EVIDENCE, added(REFUSAL, 1, come))))


def test_in_a_long_draft_a_phrase_that_stands_once_is_told_where_it_went() -> None:
    """What drafters repeat they repeat there: of a phrase that stands once on either side nobody else spoke."""
    phrase = "keepers who leave a tower at night without a lamp"
    gone = f"The minister shall hear {phrase} and punish them with a fine, with exile or with the loss of their post."
    come = (
        f"In winter the council may pardon {phrase}, or send them to another tower beyond the northern sea for a year."
    )
    filling = [f"{n}. " + " ".join(f"harbour{n}x{k}" for k in range(60)) + "." for n in range(3, 60)]
    old = draft(added(EVIDENCE, 0, gone), [*REFUSAL, *filling])
    new = draft(EVIDENCE, [*added(REFUSAL, 1, come), *filling])
    assert [span.text.strip(" ,") for _, span in moved(redline(old, new))] == [phrase] * 2
    again = f"60. Nothing here concerns {phrase} or a boat."
    old, new = (
        draft(added(EVIDENCE, 0, gone), [*REFUSAL, *filling, again]),
        draft(EVIDENCE, [*added(REFUSAL, 1, come), *filling, again]),
    )
    assert not moved(redline(old, new))


def test_words_of_a_footnote_move_among_footnotes_only() -> None:
    note = Block(f"1 {SENTENCE}", kind=BlockKind.FOOTNOTE)
    lines = ["Article 1", "Evidence", *EVIDENCE, "Article 2", "Refusal", *REFUSAL]
    old = build(Reading((*map(Block, lines), note)), name="draft", language="en")
    new = draft(EVIDENCE, added(REFUSAL, 0, SENTENCE))
    assert any(p.level is Level.FOOTNOTE for p in old.walk())
    assert not moved(redline(old, new))


def test_no_word_moves_twice() -> None:
    old = draft(added(EVIDENCE, 0, SENTENCE), REFUSAL)
    new = draft(added(EVIDENCE, 1, SENTENCE), added(REFUSAL, 0, SENTENCE))
    found = [span for _, span in moved(redline(old, new))]
    assert [span.op for span in found] == [Op.DELETE, Op.INSERT]


def test_marks_leave_both_texts_as_they_were() -> None:
    old, new = draft(added(EVIDENCE, 0, SENTENCE), REFUSAL), draft(EVIDENCE, added(REFUSAL, 1, SENTENCE))
    every = list(redline(old, new).all)
    assert every
    for change in every:
        assert old_text(change.text) == " ".join(p.text for p in change.link.old if p.text)
        assert new_text(change.text) == " ".join(p.text for p in change.link.new if p.text)
        assert all(span.text for span in change.text)
        assert all(a != b for a, b in pairwise((s.op, s.moved, s.significance) for s in change.text))


def test_exchanging_the_drafts_exchanges_the_ends() -> None:
    old, new = draft(added(EVIDENCE, 1, SENTENCE), REFUSAL), draft(EVIDENCE, added(REFUSAL, 0, SENTENCE))
    there, back = ([(s.op, s.text.strip()) for _, s in moved(redline(*pair))] for pair in ((old, new), (new, old)))
    swapped = {Op.DELETE: Op.INSERT, Op.INSERT: Op.DELETE}
    assert sorted(there) == sorted((swapped[op], text) for op, text in back)
