"""Work grows with the text, not with its square: counted, never timed, on two sizes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.grown import KINDS, pair
from benchmarks.growth import exponent

from treatydiff.alignment import families, likeness, matches
from treatydiff.compare import compare
from treatydiff.judging import clauses as frames
from treatydiff.judging.clauses import FrameReader
from treatydiff.judging.context import Subject
from treatydiff.judging.passages import Side
from treatydiff.model import Draft
from treatydiff.readers import READERS
from treatydiff.references.outline import Outline
from treatydiff.report import Report
from treatydiff.structure import build
from treatydiff.themes import patterns
from treatydiff.themes.lexicon import Lexicon
from treatydiff.themes.patterns import LazyPattern

SMALL = {"prose": 120, "boilerplate": 120, "paragraphs": 240, "sentences": 240}
"""Articles, paragraphs or sentences of the smaller of two sizes; the other is twice that."""
ALL_PAIRS, ALL_ARTICLES = 2_500, 10_000
"""Up to so many every pair is scored, since that is quicker: fewer than both sizes have, and than it is otherwise."""


def read(text: str) -> Draft:
    return build(READERS["text"].read(text.encode(), "draft"), name="draft")


def compared(kind: str, size: int) -> Report:
    old, new = pair(kind, size)
    return compare(read(old), read(new))


def counting(counts: Counter[str], name: str, function: Callable[..., Any], work: Callable[..., int]) -> Any:
    def counted(*arguments: Any, **named: Any) -> Any:
        counts[name] += work(*arguments)
        return function(*arguments, **named)

    return counted


def counts(kind: str, size: int, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Pairs scored, parts and texts looked for, characters searched for words and for references …, by name."""
    found: Counter[str] = Counter()
    frames.lexis.load.cache_clear()  # they remember what they have found in a text
    patterns.pattern.cache_clear()
    ones: list[tuple[str, Any, str, Callable[..., int]]] = [
        ("pairs", matches, "cosine", lambda *_: 1),
        ("pairs", likeness, "cosine", lambda *_: 1),
        ("postings", likeness, "_row", lambda _, terms, postings: sum(len(postings.get(term, ())) for term in terms)),
        ("parts", families._Search, "_share_lost", lambda *_: 1),
        ("texts", families, "_text_held", lambda *_: 1),
        ("roles", FrameReader, "roles", lambda *_: 1),
        ("characters", LazyPattern, "places", lambda _, text, *__: len(text)),
        ("characters", Lexicon, "_search_sentence", lambda _, text: len(text)),
        ("places", Side, "marked", lambda *_: 1),
        ("references", Outline, "cited_in", lambda _, text: len(text)),
    ]
    with monkeypatch.context() as patch:
        patch.setattr(Subject, "foreign", False)  # the made-up words are now of the subject, now of another
        for name, owner, attribute, work in ones:
            patch.setattr(owner, attribute, counting(found, name, getattr(owner, attribute), work))
        compared(kind, size)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_work_grows_with_the_text(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matches, "_ALL_PAIRS", ALL_PAIRS)
    monkeypatch.setattr(matches, "_ALL_ARTICLES", ALL_ARTICLES)
    small, large = (counts(kind, size, monkeypatch) for size in (SMALL[kind], 2 * SMALL[kind]))
    assert min(small["characters"], small["references"], small["pairs"]) > 0
    powers = {name: exponent(max(small[name], _FEW), max(large[name], _FEW), 2.0) for name in large}
    assert {name: round(power, 2) for name, power in powers.items() if power > _MOST[kind]} == {}


_MOST = {"prose": 1.6, "boilerplate": 1.3, "paragraphs": 1.4, "sentences": 1.7}
"""Exponent: 1 is in proportion, 2 with the square. A larger draft holds some words that a smaller has not, and an edit
of a kind for which one long text is searched once more."""
_FEW = 1_000
"""So little work may grow as it likes."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_drafts_of_a_size_have_it_and_differ(kind: str) -> None:
    old, new = map(read, pair(kind, 50))
    first = old.articles()[0]
    made = {"paragraphs": first.children, "sentences": first.text.split(". ")}.get(kind, old.articles())
    assert len(made) == 50 or (kind == "sentences" and len(made) > 50 and not first.children)
    assert old.provisions != new.provisions
    assert pair(kind, 50) == pair(kind, 50)


def test_a_number_far_from_its_unit_in_a_long_text_is_read_as_in_a_short_one() -> None:
    from treatydiff.judging.quantities import quantities
    from treatydiff.judging.wording import load

    wording, sentence = load("en"), "within ten days, or a year, or the period of three months. "
    short, long = (quantities(sentence * times, wording) for times in (1, 200))
    assert len(long) == 200 * len(short)
    assert [(q.value, q.unit) for q in long[: len(short)]] == [(q.value, q.unit) for q in short]
