from __future__ import annotations

from helpers.chapters import POWER, draft, filler
from treatydiff.compare import compare
from treatydiff.judging.clauses import reader
from treatydiff.judging.passages import Passages, side
from treatydiff.model import Op, Significance, Span

SPANS = (
    Span(Op.KEEP, "They "),
    Span(Op.DELETE, "may", Significance.SUBSTANTIVE),
    Span(Op.INSERT, "shall", Significance.SUBSTANTIVE),
    Span(Op.KEEP, " act. Then rest."),
)


def test_a_side_is_the_text_of_one_draft_and_knows_what_was_edited() -> None:
    old, new = side(SPANS, Op.DELETE, reader("en")), side(SPANS, Op.INSERT, reader("en"))
    assert (old.raw, old.edited) == ("They may act. Then rest.", ((5, 8),))
    assert (new.raw, new.edited) == ("They shall act. Then rest.", ((5, 10),))
    assert new.touches(9, 12)
    assert not new.touches(10, 12)


def test_places_of_both_sides_meet_in_the_marked_up_text() -> None:
    old, new = side(SPANS, Op.DELETE, reader("en")), side(SPANS, Op.INSERT, reader("en"))
    marked = "".join(span.text for span in SPANS)
    for here in (old, new):
        at = here.text.index("act")
        assert marked[here.marked(at) :].startswith("act")
    assert (old.marked(5), new.marked(5)) == (5, 8)


def test_a_sentence_is_found_around_a_position() -> None:
    new = side(SPANS, Op.INSERT, reader("en"))
    assert new.sentence(7) == "they shall act."
    assert new.sentence(18) == "then rest."
    assert new.replaced == ()


def found(old: str, new: str) -> list[tuple[str, str, str]]:
    drafts = draft(old), draft(new)
    found = Passages(compare(*drafts).redline, *drafts)
    each = (passage for change in found.changes for passage in found.of(change))
    return [(p.change.kind.value, p.old.raw, p.new.raw) for p in each]


def test_an_inserted_article_is_one_passage_with_all_its_provisions() -> None:
    passage = found(filler(1, 3), filler(1) + POWER.format(n=2) + filler(3))
    assert len(passage) == 1
    kind, old, new = passage[0]
    assert (kind, old) == ("inserted", "")
    assert new.startswith("Interception of content data\nEach State Party shall")


def test_brackets_and_case_are_undone_before_anything_is_judged() -> None:
    assert found(POWER.format(n=1), POWER.format(n=1).replace("shall empower", "[shall] empower")) == []
    mixed = POWER.format(n=1).replace("shall empower", "[shall] empower").replace("serious", "grave")
    ((_, old, new),) = found(POWER.format(n=1), mixed)
    assert new == old.replace("serious", "grave")
