"""The ledger of open issues on a generated series, in which it is known what was open when."""

from __future__ import annotations

import pytest
from benchmarks.outstanding.__main__ import measured


@pytest.mark.parametrize("language", ["en", "ar"])
def test_ages_and_closings_are_told_as_they_were(language: str) -> None:
    ages, issues, closings, closed = measured(language, 0)
    assert issues > 20
    assert closed > 10
    assert (ages, closings) == (issues, closed)
