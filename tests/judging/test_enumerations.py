from __future__ import annotations

import pytest

from helpers.passages import passage
from treatydiff.judging.enumerations import members
from treatydiff.model import Op


def found(old: str, new: str, language: str = "en") -> list[tuple[Op, str]]:
    read = passage(old, new, language)
    return [(op, read.side(op).text[slice(*at)].strip(" ,、")) for op, at in members(read)]


@pytest.mark.parametrize(
    ("old", "new", "language", "text"),
    [
        ("submit names and addresses held", "submit names, numbers and addresses held", "en", "numbers"),
        ("order a provider to act", "order a provider or any employee to act", "en", "or any employee"),
        ("les données et les messages", "les données, les comptes et les messages", "fr", "les comptes"),
        ("提交订户信息。", "提交订户信息、流量数据。", "zh", "流量数据"),
    ],
)
def test_a_member_that_came_is_found_and_the_other_way_round_one_that_went(
    old: str, new: str, language: str, text: str
) -> None:
    assert found(old, new, language) == [(Op.INSERT, text)]
    assert found(new, old, language) == [(Op.DELETE, text)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("judges, courts and police", "courts, police and judges"),
        ("names and addresses", "names and numbers"),
        ("They may act", "They may, with leave of a court, act"),
        ("an order of the court", "a written order of the court"),
    ],
)
def test_another_order_another_word_or_a_condition_is_no_member(old: str, new: str) -> None:
    assert found(old, new) == []
