"""Which way a whole provision goes by its own words."""

from __future__ import annotations

import pytest

from helpers.passages import read
from treatydiff.judging.signs import BURDENS, Role
from treatydiff.judging.slots import SURE
from treatydiff.judging.wording import sentences
from treatydiff.judging.worth import worth
from treatydiff.themes.patterns import plain

PLAIN = [
    ("en", "The police may search the premises and seize any computer.", Role.POWER),
    ("fr", "La police peut perquisitionner le domicile et saisir tout ordinateur.", Role.POWER),
    ("es", "La policía podrá registrar el domicilio e intervenir las comunicaciones.", Role.POWER),
    ("ru", "Полиция может провести обыск и изъять носители информации.", Role.POWER),
    ("zh", "警察可以搜查住所并扣押任何计算机。", Role.POWER),
    ("ar", "يجوز للشرطة تفتيش المسكن وضبط أي حاسوب.", Role.POWER),
    ("en", "Whoever enters a system without right commits an offence.", Role.OFFENCE),
    ("en", "The data shall be deleted.", Role.SAFEGUARD),
    ("en", "The person concerned has the right to appeal and to be heard.", Role.RIGHT),
    (
        "en",
        "No personal data shall be transferred to such a service without the consent of the person concerned.",
        Role.SAFEGUARD,
    ),
]
UNSURE = [
    ("en", "The service may appoint an officer for the investigation of such offences.", Role.POWER),
    ("en", "Nobody who tests a system in good faith commits an offence or is liable to imprisonment.", Role.OFFENCE),
    ("en", "The hall is named after its first president.", Role.RIGHT),
    ("zh", "请求国法律可判处死刑的，被请求国应当拒绝引渡。", Role.PENALTY),
    (
        "en",
        "The police may search a dwelling with a warrant, shall give reasons in writing, shall notify the person "
        "concerned, and shall delete what is not needed.",
        Role.POWER,
    ),
]


def side(language: str, text: str) -> int:
    """Whether a provision protects (1) or burdens (-1) by its own words; 0 where that is open."""
    flat, reads = plain(text), read(language)
    clauses = reads.clauses(flat, sentences(flat))
    found = worth(clauses, flat, reads.lexis.turning(flat), language)
    return 0 if abs(found) < SURE else 1 if found > 0 else -1


def of(role: Role) -> int:
    return -1 if role in BURDENS else 1


@pytest.mark.parametrize(("language", "text", "role"), PLAIN)
def test_a_provision_that_shows_plainly_what_it_does_has_a_direction(language: str, text: str, role: Role) -> None:
    assert side(language, text) == of(role)


@pytest.mark.parametrize(("language", "text", "role"), UNSURE)
def test_a_provision_with_one_cue_or_much_on_the_other_side_has_not_that_of_its_cue(
    language: str, text: str, role: Role
) -> None:
    assert side(language, text) != of(role)
