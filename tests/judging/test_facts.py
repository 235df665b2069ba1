"""When a whole provision is surely of a role."""

from __future__ import annotations

import pytest

from helpers.passages import read
from treatydiff.judging import signs
from treatydiff.judging.clauses import Frame
from treatydiff.judging.facts import certain
from treatydiff.judging.signs import Role
from treatydiff.judging.wording import sentences
from treatydiff.themes.patterns import plain

SURE = [
    ("en", "The police may search the premises and seize any computer.", Role.POWER),
    ("fr", "La police peut perquisitionner le domicile et saisir tout ordinateur.", Role.POWER),
    ("es", "La policía podrá registrar el domicilio e intervenir las comunicaciones.", Role.POWER),
    ("ru", "Полиция может провести обыск и изъять носители информации.", Role.POWER),
    ("zh", "警察可以搜查住所并扣押任何计算机。", Role.POWER),
    ("ar", "يجوز للشرطة تفتيش المسكن وضبط أي حاسوب.", Role.POWER),
    ("en", "Whoever enters a system without right commits an offence.", Role.OFFENCE),
    ("en", "The data shall be deleted.", Role.SAFEGUARD),
    ("en", "The person concerned has the right to appeal and to be heard.", Role.RIGHT),
    ("en", "No data shall be transferred to such a service.", Role.SAFEGUARD),
]
UNSURE = [
    ("en", "The service may appoint an officer for the investigation of such offences.", Role.POWER),
    ("en", "Nobody who tests a system in good faith commits an offence or is liable to imprisonment.", Role.OFFENCE),
    ("en", "The records are named after the victim.", Role.RIGHT),
    ("en", "No exception shall be made for journalists.", Role.RIGHT),
    ("fr", "Aucune exception ne sera faite pour les journalistes.", Role.RIGHT),
    ("zh", "请求国法律可判处死刑的，被请求国应当拒绝引渡。", Role.PENALTY),
    (
        "en",
        "The police may search a dwelling with a warrant, shall give reasons in writing, shall notify the person "
        "concerned, and shall delete what is not needed.",
        Role.POWER,
    ),
    ("en", "This article does not apply where the police may search the premises and seize computers.", Role.POWER),
]


def alone(language: str, text: str) -> Frame:
    flat = plain(text)
    return read(language).frame(flat, sentences(flat), dict)


@pytest.mark.parametrize(("language", "text", "role"), SURE)
def test_a_provision_that_shows_plainly_what_it_does_is_surely_of_its_role(
    language: str, text: str, role: Role
) -> None:
    assert certain(alone(language, text), role)


@pytest.mark.parametrize(("language", "text", "role"), UNSURE)
def test_a_provision_with_one_cue_or_much_on_the_other_side_has_no_direction(
    language: str, text: str, role: Role
) -> None:
    assert not certain(alone(language, text), role)


def test_every_role_that_comes_or_goes_as_a_whole_says_when_it_is_sure() -> None:
    table = signs.load()
    assert {role for role, slot, _ in table.rows if slot == "whole"} <= table.certain.keys()
