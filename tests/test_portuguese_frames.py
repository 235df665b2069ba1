"""Portuguese has clause frames: roles, slots and verdicts in our own sentences, in the same table of signs."""

from __future__ import annotations

import pytest

from test_redline import draft
from treatydiff.compare import compare
from treatydiff.judging import lexis
from treatydiff.judging.clauses import Role, reader
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
CHANGES = [
    (
        "A polícia poderá interceptar dados de conteúdo mediante autorização prévia de um juiz.",
        "A polícia poderá interceptar dados de conteúdo.",
    ),
    (
        "Os prestadores de serviços deverão conservar os dados de tráfego durante seis meses.",
        "Os prestadores de serviços deverão conservar os dados de tráfego durante dois anos.",
    ),
    (
        "A pessoa visada será informada da medida e poderá recorrer ao tribunal.",
        "A pessoa visada poderá recorrer ao tribunal.",
    ),
]


@pytest.mark.parametrize(("better", "worse"), CHANGES)
def test_a_change_for_the_worse_is_told_and_turned_round_with_the_drafts(better: str, worse: str) -> None:
    old, new = (draft(*HEAD, f"1. {text}", *TAIL, language="pt") for text in (better, worse))
    forwards = {finding.adverse for finding in compare(old, new).findings}
    backwards = {finding.adverse for finding in compare(new, old).findings}
    assert True in forwards
    assert False not in forwards
    assert False in backwards
    assert True not in backwards


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("As Partes reunir-se-ão em maio.", "As Partes reunir-se-ão em junho."),
        ("O Secretariado publica o orçamento.", "O Secretariado publica as contas."),
    ],
)
def test_what_is_on_another_subject_is_not_told(old: str, new: str) -> None:
    drafts = (draft(*HEAD, f"1. {text}", *TAIL, language="pt") for text in (old, new))
    assert compare(*drafts).findings == ()
