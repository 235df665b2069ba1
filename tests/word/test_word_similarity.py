"""Pairing by likeness, and the heaviest chain of pairs against trying everything."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from treatydiff.word.merge.similarity import align, contained, heaviest_chain, likeness, sample

PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=8, unique=True)


def samples(*texts: str) -> list:  # type: ignore[type-arg]
    return [sample(text) for text in texts]


@given(PAIRS, st.lists(st.integers(1, 9), min_size=8, max_size=8))
def test_the_chain_is_the_heaviest_that_keeps_both_orders(pairs: list[tuple[int, int]], weights: list[int]) -> None:
    weight = dict(zip(pairs, map(float, weights), strict=False))
    chain = heaviest_chain(pairs, [weight[pair] for pair in pairs])
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
    chains = (c for n in range(len(pairs) + 1) for c in combinations(sorted(pairs), n))
    rising = (c for c in chains if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(c)))
    assert sum(weight[p] for p in chain) == max(sum(weight[p] for p in c) for c in rising)


def test_equal_texts_are_alike_and_unrelated_ones_are_not() -> None:
    assert likeness(sample("Each Party shall act."), sample("Each Party shall act.")) == 1.0
    assert likeness(sample("Each Party shall act."), sample("none of these")) == 0.0


def test_a_part_is_contained_in_the_whole_and_not_the_other_way_round() -> None:
    part, whole = sample("shall act"), sample("Each Party shall act without delay")
    assert contained(part, whole) == 1.0
    assert contained(whole, part) < 0.5


def test_texts_pair_in_order_with_their_next_version() -> None:
    old = samples("Each Party shall adopt measures.", "Nothing prevents a Party.", "Done.")
    new = samples("Preamble of another kind", "Each Party may adopt measures.", "Done.")
    assert align(old, new) == [(0, 1), (2, 2)]


def test_empty_texts_pair_only_where_no_words_are_lost() -> None:
    assert align(samples("", "One two three."), samples("One two three.", "")) == [(1, 0)]
    assert align(samples("a b c", ""), samples("a b c", "")) == [(0, 0), (1, 1)]
