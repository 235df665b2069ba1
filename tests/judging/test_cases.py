"""What a change does to those concerned: cases in every language, both ways, through the whole of judging."""

from __future__ import annotations

import pytest

from helpers.judged import LANGUAGES, Case, cases, files, judged, shortfall, sides


def detail(case: Case, found: str) -> str:
    said = [str(finding.message) for finding in judged(case.language, case.heading, *sides(case.text))]
    return f"{case.table} | {case.heading} | {case.text}\n    {found or 'holds'}, {case.short or 'must hold'}: {said}"


@pytest.mark.parametrize("file", files())
def test_a_change_is_told_for_what_it_is_both_ways_or_falls_short_as_its_file_says(file: str) -> None:
    """``short`` is strict: what a case no longer falls short of leaves its file (``python tests/shorts.py``)."""
    assert cases(file)
    found = [(case, shortfall(case)) for case in cases(file)]
    assert "\n".join(detail(case, short) for case, short in found if short != case.short) == ""


def kinds(language: str) -> set[str]:
    return {file.partition("/")[2] for file in files() if file.startswith(f"{language}/")}


def test_every_language_has_every_kind_and_no_text_stands_twice() -> None:
    every = set().union(*map(kinds, LANGUAGES))
    assert {language: every - kinds(language) for language in LANGUAGES if every - kinds(language)} == {}
    texts = [(case.language, case.heading, case.text) for file in files() for case in cases(file)]
    assert len(texts) == len(set(texts)) > 1500
