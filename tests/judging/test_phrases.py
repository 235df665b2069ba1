"""One thing in several wordings is editorial; a sign that changes a number is not."""

from __future__ import annotations

import pytest

from helpers.judged import articles as draft
from treatydiff.compare import compare
from treatydiff.model import Significance

PAIRS = [
    ("en", "A share of 50 per cent of the members.", "A share of 50 % of the members."),
    ("en", "A share of 50 percent of the members.", "A share of 50% of the members."),
    ("fr", "Une part de 50 pour cent des membres.", "Une part de 50 % des membres."),
    ("es", "Una parte del 50 por ciento de los miembros.", "Una parte del 50 % de los miembros."),
    ("ru", "Доля в 50 процентов членов.", "Доля в 50 % членов."),
    ("ar", "نسبة 50 في المائة من الأعضاء.", "نسبة 50% من الأعضاء."),
    ("pt", "Uma parte de 50 por cento dos membros.", "Uma parte de 50% dos membros."),
]


def heaviest(language: str, old: str, new: str) -> set[Significance | None]:
    report = compare(draft(old, language=language), draft(new, language=language))
    return {change.significance for change in report.redline.changes}


@pytest.mark.parametrize(("language", "old", "new"), PAIRS)
def test_a_share_in_words_and_with_its_sign_is_the_same(language: str, old: str, new: str) -> None:
    assert heaviest(language, old, new) == heaviest(language, new, old) == {Significance.EDITORIAL}


@pytest.mark.parametrize(("language", "old", "new"), PAIRS)
def test_another_share_never_is(language: str, old: str, new: str) -> None:
    assert heaviest(language, old, new.replace("50", "60")) == {Significance.SUBSTANTIVE}


def test_a_sign_that_goes_is_substantive() -> None:
    old, new = "A share of 50% of the members.", "A share of 50 of the members."
    assert heaviest("en", old, new) == heaviest("en", new, old) == {Significance.SUBSTANTIVE}
