"""Portuguese has all words of clauses; what is on another subject is not told there either."""

from __future__ import annotations

import pytest

from helpers.judged import lined
from treatydiff.compare import compare
from treatydiff.judging import lexis
from treatydiff.judging.clauses import reader
from treatydiff.judging.signs import Role
from treatydiff.themes.patterns import plain


def test_every_pattern_can_match_and_every_table_of_english_is_there() -> None:
    found, english = lexis.load("pt"), lexis.load("en")
    assert found
    assert english
    assert lexis.faults(found) == ()
    assert {n for n in english.classes if not n.startswith(("same.", "roles."))} <= found.classes.keys()


ROLES = [
    ("A polícia poderá revistar as instalações e apreender qualquer computador.", Role.POWER),
    ("Quem aceder sem direito a um sistema será punido como autor de um crime.", Role.OFFENCE),
    ("O autor é punido com pena de prisão até cinco anos.", Role.PENALTY),
    ("Os dados não poderão ser utilizados para outro fim e serão destruídos sem demora.", Role.SAFEGUARD),
    ("A pessoa visada tem o direito de interpor recurso perante um tribunal.", Role.RIGHT),
    ("O prestador de serviços deverá conservar os dados durante um ano.", Role.BURDEN),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_the_role_of_a_provision_is_read(text: str, role: Role) -> None:
    found = reader("pt")
    assert found
    scores = found.roles(plain(text))
    assert max(scores, key=lambda each: scores[each]) is role


HEAD = [
    "Artigo 1",
    "Âmbito de aplicação",
    "A presente Convenção aplica-se aos crimes.",
    "Artigo 2",
    "Interceptação de dados",
]
TAIL = ["Artigo 3", "Revisão", "As Partes reunir-se-ão todos os anos para examinar a aplicação da presente Convenção."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("As Partes reunir-se-ão em maio.", "As Partes reunir-se-ão em junho."),
        ("O Secretariado publica o orçamento.", "O Secretariado publica as contas."),
    ],
)
def test_what_is_on_another_subject_is_not_told(old: str, new: str) -> None:
    drafts = (lined(*HEAD, f"1. {text}", *TAIL, language="pt") for text in (old, new))
    assert compare(*drafts).findings == ()
