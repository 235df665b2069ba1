"""The heaviest rising series among numbers at the heads of lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from treatydiff.structure.series import Candidate, heaviest, runs
from treatydiff.text.numbering import readings


def chain(*printed: str, reach: int = 10, weights: tuple[float, ...] = ()) -> list[str]:
    candidates = [
        Candidate(place, readings(text)[0], weights[place] if weights else 1.0, reach)
        for place, text in enumerate(printed)
    ]
    return [candidate.number.printed for candidate in heaviest(candidates)]


def test_numbers_that_run_in_order_outweigh_those_that_do_not() -> None:
    assert chain("1", "2", "7", "3", "4", "1", "5") == ["1", "2", "3", "4", "5"]


def test_what_looks_like_a_heading_outweighs_what_does_not() -> None:
    assert chain("1", "2", "3", "1", "2", weights=(0.3, 0.3, 0.3, 4.0, 4.0)) == ["1", "2"]


def test_a_year_does_not_follow_a_section() -> None:
    assert chain("1", "2", "1963", "3") == ["1", "2", "3"]
    assert chain("118", "119", "282", "283", reach=10_000) == ["118", "119", "282", "283"]


def test_statutes_count_fractions_and_agreements_parts() -> None:
    assert chain("38", "38.03", "38.031", "38.04", "38.1", "38.11", "38.2") == [
        *("38", "38.03", "38.031", "38.04", "38.1", "38.11", "38.2"),
    ]
    assert chain("1.8", "1.9", "1.10", "1.11") == ["1.8", "1.9", "1.10", "1.11"]


@given(st.lists(st.integers(1, 40), max_size=30))
def test_it_is_the_longest_that_rises(values: list[int]) -> None:
    found = [int(number) for number in chain(*map(str, values), reach=100)]
    longest: list[int] = []
    for value in values:  # as many as the naive way finds
        longest.append(1 + max((longest[i] for i in range(len(longest)) if values[i] < value), default=0))
    assert found == sorted(set(found))
    assert len(found) == max(longest, default=0)


def test_runs_that_follow_each_other_all_count_and_a_run_inside_another_does_not() -> None:
    def found(*printed: str) -> list[int]:
        candidates = [Candidate(place, readings(text)[0]) for place, text in enumerate(printed)]
        return [candidate.place for candidate in runs(candidates)]

    assert found("1", "2", "3", "1", "2") == [0, 1, 2, 3, 4]
    assert found("1", "2", "1", "2", "3") == [0, 1, 2, 3, 4]
    assert found("1", "2", "3", "1", "2", "4", "5") == [0, 1, 2, 5, 6]
    assert found("1", "7", "2") == [0, 2]
    assert found("4", "5") == []
