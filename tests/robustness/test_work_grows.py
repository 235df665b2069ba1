"""Whatever a text repeats, the work of reading, aligning and marking up grows with it: counted, never timed.

As ``tests/attacks.py`` finds every pattern, this finds code around the patterns: one unit repeated, in two sizes. Where
``TREATYDIFF_ATTACKS`` is set every unit is tried; findings are judged inside the budget (tests/host/test_budget.py).
"""

from __future__ import annotations

import os
import sys
import tracemalloc
from typing import Any

import pytest

from treatydiff.compare import compare
from treatydiff.model import Draft
from treatydiff.readers import READERS
from treatydiff.structure import build

BASE = (
    "Article 1\nScope\n1. Each Party shall tell the person.\n\nArticle 2\nReview\n1. A court shall review it first.\n"
)
SMALL, LARGE = 1_500, 6_000
"""Letters of the repeated unit: four times as many."""
MOST = 9
"""Four times the text may take so many times the work; 16 would be the square."""
USUAL = ("x\f", "b", "(a) x; ", "[shall] ", "a\u0301", "article 1, ", "(a) x\n", "_____\n1 note\n\f", "x\n\n", "a-")
MORE = (
    *"!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~“”–…§،。", "a ", "1", "1 ", "[", "]", "[a][b]", "(i) ", "aא", "aж", "条", "ا ",
    "A court shall act. ", "30 days ", "and ", "not ", "Article 3\n", "Chapter I\n", "Annex\n", "1. x\n", "- x\n",
    "1/2\n", "Page 1\n", "x\f\f", "abc-\n", "a\tb\n", "TITLE\n", "3. [Deleted]\n", "x ..... 3\n", "\f", "1.1.1 x\n",
)  # fmt: skip
UNITS = USUAL + (MORE if "TREATYDIFF_ATTACKS" in os.environ else ())


def draft(text: str) -> Draft:
    return build(READERS["text"].read(text.encode(), "draft.txt"), name="draft.txt", language="en")


def work(unit: str, size: int) -> tuple[int, int]:
    """Calls of functions, and bytes at the peak, of a comparison in which the new text repeats a unit."""
    calls = 0

    def count(_: Any, event: str, __: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    text = BASE + f"2. {unit * (size // len(unit))}\n"
    tracemalloc.start()
    sys.setprofile(count)
    try:
        compare(draft(BASE), draft(text), judged=False)
    finally:
        sys.setprofile(None)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return calls, peak


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_work_and_memory_grow_with_what_is_repeated(unit: str) -> None:
    work(unit, 60)  # what is made once is made before
    (calls, peak), (more_calls, more_peak) = work(unit, SMALL), work(unit, LARGE)
    assert more_calls < MOST * max(calls, 20_000)
    assert more_peak < MOST * max(peak, 1_000_000)
