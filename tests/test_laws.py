"""The laws that every comparison obeys, over the sample drafts, real texts and generated drafts.

Law 5 (nothing lost) is proved for readers and structure in their own tests, law 6 (accept and reject) in
test_law_accept_reject.py.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import DRAFTS, real
from treatydiff.compare import compare, read_draft
from treatydiff.model import Block, Change, Draft, Op, Reading, Relation, Significance, new_text, old_text
from treatydiff.renderers import RENDERERS
from treatydiff.report import Report
from treatydiff.structure import build

PAIRS = [(str(a), str(b)) for a, b in pairwise(DRAFTS)]
PAIRS += [(str(a.with_suffix(".pdf")), str(b.with_suffix(".pdf"))) for a, b in pairwise(DRAFTS)]
REAL = [
    ("bbnj/2022-06-01.en.txt", "bbnj/2022-12-12.en.txt"),
    ("un-pdf/prepcom3-report-2026-04-02.pdf", "un-pdf/prepcom3-report-2026-05-04.pdf"),
]

draft = cache(read_draft)


@cache
def report(old: str, new: str) -> Report:
    return compare(draft(old), draft(new))


@pytest.fixture(params=[*PAIRS, *REAL], ids=lambda pair: pair[0].rsplit("/", 1)[-1])
def found(request: pytest.FixtureRequest) -> Report:
    old, new = request.param
    return report(*(name if name.startswith("/") else real(name) for name in (old, new)))


# --------------------------------------------------------------------------------------------------------- the laws


def rebuilds(change: Change) -> bool:
    """Law 1: heading and text of every provision of the link are spelled, in order, by what was kept and edited."""
    sides = ((old_text, change.link.old), (new_text, change.link.new))
    return all(
        " ".join(side(part)).split() == " ".join(expected).split()
        for side, provisions in sides
        for part, expected in zip((change.heading, change.text), parts(change, provisions), strict=True)
    )


def parts(change: Change, provisions: tuple) -> tuple[str, str]:  # type: ignore[type-arg]
    if not provisions or (provisions[0].tombstone and provisions is change.link.new and change.link.old):
        return "", ""
    return " / ".join(p.heading for p in provisions if p.heading), " ".join(p.text for p in provisions if p.text)


def total(found: Report) -> bool:
    """Law 3: every provision of both drafts is in exactly one link."""
    links = found.alignment.links
    return Counter(p.eid for link in links for p in link.old) == Counter(p.eid for p in found.old.walk()) and Counter(
        p.eid for link in links for p in link.new
    ) == Counter(p.eid for p in found.new.walk())


def one_sided(found: Report) -> tuple[set[str], set[str]]:
    links = found.alignment.links
    return (
        {p.eid for link in links if not link.new for p in link.old},
        {p.eid for link in links if not link.old for p in link.new},
    )


def test_the_redline_rebuilds_both_drafts(found: Report) -> None:
    assert [change.id for change in found.redline.all if not rebuilds(change)] == []


def test_every_provision_is_in_exactly_one_link(found: Report) -> None:
    assert total(found)


def test_every_edit_has_a_significance_and_every_change_the_heaviest_of_its_edits(found: Report) -> None:
    every = list(found.redline.all)
    assert every
    for change in every:
        edits = [span for span in change.spans if span.op is not Op.KEEP]
        assert all(span.significance for span in edits)
        if edits:
            assert change.significance is not None
            assert change.significance.weight <= min(span.significance.weight for span in edits if span.significance)


def test_ids_are_unique_and_every_change_stands_within_one_that_exists(found: Report) -> None:
    ids = [change.id for change in found.redline.all]
    assert len(set(ids)) == len(ids)
    assert {change.within for change in found.redline.all} <= set(ids)


@pytest.mark.parametrize("path", [str(p) for d in DRAFTS for p in (d, d.with_suffix(".pdf"))], ids=lambda p: p[-28:])
def test_a_draft_against_itself_has_no_change(path: str) -> None:
    assert compare(draft(path), draft(path)).redline.changes == ()


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_the_pdf_and_the_word_file_of_one_draft_do_not_differ_in_substance(path: str) -> None:
    found = report(str(path), str(path)[: -len("docx")] + "pdf")
    heavy = (Significance.SUBSTANTIVE, Significance.STATUS)
    front = {p.eid for side in (found.old, found.new) for p in side.walk() if p.eid.startswith("front")}
    changed = [c.provision.eid for c in found.redline.changes if c.significance in heavy]
    assert [eid for eid in changed if eid not in front] == []
    assert not any(link.moved or link.renumbered for link in found.alignment.links)


@pytest.mark.parametrize("pair", PAIRS[:2], ids=lambda pair: pair[0].rsplit("/", 1)[-1])
def test_exchanging_the_drafts_exchanges_insertions_and_deletions(pair: tuple[str, str]) -> None:
    deleted, inserted = one_sided(report(*pair))
    assert one_sided(report(*reversed(pair))) == (inserted, deleted)


def test_the_same_input_gives_the_same_output() -> None:
    old, new = PAIRS[0]
    first, second = (RENDERERS["json"].render((compare(read_draft(old), read_draft(new)),)) for _ in range(2))
    assert first == second


# ------------------------------------------------------------------------------------------------- generated drafts

WORDS = "each party shall may adopt measures data [ ] , to protect rights within ninety days not article 2 3".split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
BODIES = st.lists(SENTENCES, min_size=1, max_size=4)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    lines = []
    for number, body in enumerate(draw(st.lists(BODIES, min_size=1, max_size=5)), 1):
        lines += [f"Article {number}", *(f"{n}. {text.capitalize()}." for n, text in enumerate(body, 1))]
    return build(Reading(tuple(map(Block, lines))), name="generated", language="en")


@given(drafts(), drafts())
@settings(max_examples=60, deadline=None)
def test_generated_drafts_obey_the_laws(old: Draft, new: Draft) -> None:
    found = compare(old, new)
    assert total(found)
    assert all(rebuilds(change) for change in found.redline.all)
    assert all(link.relation is not Relation.UNCHANGED or link.similarity == 1.0 for link in found.alignment.links)


@given(drafts())
@settings(max_examples=30, deadline=None)
def test_a_generated_draft_against_itself_has_no_change(one: Draft) -> None:
    assert compare(one, one).redline.changes == ()
