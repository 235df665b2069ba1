"""What a "no" makes of the words behind it."""

from __future__ import annotations

import pytest

from helpers.passages import read
from treatydiff.judging.signs import Role
from treatydiff.judging.wording import sentences
from treatydiff.themes.patterns import plain


def slots(language: str, text: str) -> set[str]:
    flat = plain(text)
    return {hit.name for clause in read(language).clauses(flat, sentences(flat)) for hit in clause.hits}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No dwelling may be searched without a warrant."),
        ("ru", "Жилище не обыскивают без разрешения судьи."),
        ("zh", "不得未经法院授权进行搜查。"),
        ("ar", "لا يفتش المسكن بغير إذن القاضي."),
    ],
)
def test_without_a_warrant_under_a_no_asks_for_one(language: str, text: str) -> None:
    held = slots(language, text)
    assert "slots.condition.authorization" in held
    assert "slots.relax.unauthorized" not in held


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "The police may search without a warrant."), ("ru", "Полиция может обыскивать без разрешения судьи.")],
)
def test_without_a_warrant_by_itself_does_not(language: str, text: str) -> None:
    assert "slots.relax.unauthorized" in slots(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Extradition may be refused where the offence is punishable by death."),
        ("fr", "L'État Partie peut refuser l'extradition si l'infraction est passible de la peine de mort."),
        ("es", "Podrá denegarse la extradición si el delito se castiga con la pena de muerte."),
        ("ru", "В выдаче может быть отказано, если преступление наказывается смертной казнью."),
        ("zh", "犯罪可判处死刑的，被请求国应当拒绝引渡。"),
        ("ar", "يجوز للدولة الطرف أن ترفض التسليم إذا كانت الجريمة يعاقب عليها بالإعدام."),
    ],
)
def test_what_may_be_refused_is_no_burden(language: str, text: str) -> None:
    flat = plain(text)
    (clause,) = read(language).clauses(flat, sentences(flat))
    assert {Role.POWER, Role.OFFENCE, Role.PENALTY}.isdisjoint(clause.roles)
    assert clause.roles[Role.SAFEGUARD] > 0
