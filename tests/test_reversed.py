"""Changes on which nothing spoke, or only under some headings and in some languages: told alike in all, both ways."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from test_redline import draft
from test_signs import LANGUAGES, judged, sides
from treatydiff.compare import compare
from treatydiff.findings.merging import worse

TEXTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "reversed.toml").read_text(encoding="utf-8"))
TURNED = [
    pytest.param(*text, id=f"{group['name']}-{text[0]}-{number}")
    for group in TEXTS["turned"]
    for number, text in enumerate(group["texts"], start=1)
]


@pytest.mark.parametrize(("language", "heading", "text"), TURNED)
def test_what_is_worse_is_adverse_and_nothing_else_and_the_way_back_is_favourable(
    language: str, heading: str, text: str
) -> None:
    better, worst = sides(text)
    told, back = (
        {worse(found) for found in judged(language, heading, *pair)} for pair in ((better, worst), (worst, better))
    )
    assert told - {None} == {True}
    assert back - {None} == {False}


@pytest.mark.parametrize(("language", "heading", "text"), TEXTS["same"]["texts"])
def test_what_says_the_same_or_concerns_nobody_is_no_verdict(language: str, heading: str, text: str) -> None:
    one, other = sides(text)
    found = [*judged(language, heading, one, other), *judged(language, heading, other, one)]
    assert {worse(finding) for finding in found} <= {None}


def test_every_language_has_changes_and_twins() -> None:
    assert {text[0] for group in TEXTS["turned"] for text in group["texts"]} == set(LANGUAGES)
    assert {text[0] for text in TEXTS["same"]["texts"]} == set(LANGUAGES)


PORTUGUESE = [
    "O uso do reconhecimento facial em praças públicas pela polícia é {proibido|permitido}.",
    "As buscas noturnas no consultório de um médico {não são permitidas|são permitidas}.",
    "A investigação em segurança sem intenção de prejudicar é {permitida|proibida}.",
    "O Estado requerido {recusará|poderá recusar} o pedido se o suspeito correr o risco de tratamento desumano.",
    "Nenhuma habitação pode ser revistada {sem|com ou sem} mandado judicial.",
    "As gravações são conservadas {no máximo|no mínimo} noventa dias.",
    "As amostras são destruídas {o mais tardar|o mais cedo} um mês após a absolvição.",
    "O órgão de supervisão da polícia é {independente do|subordinado ao} ministério.",
    "O suspeito tem direito a consultar um advogado {antes do|depois do} primeiro interrogatório.",
]


@pytest.mark.parametrize("text", PORTUGUESE)
def test_what_is_worse_is_adverse_in_portuguese(text: str) -> None:
    sides_of = [
        draft(
            "Artigo 1",
            "Âmbito",
            "A presente Convenção aplica-se aos crimes.",
            "Artigo 2",
            "Regras gerais",
            f"1. {each}",
            language="pt",
        )
        for each in sides(text)
    ]
    told = {worse(found) for found in compare(*sides_of).findings} - {None}
    back = {worse(found) for found in compare(*sides_of[::-1]).findings} - {None}
    assert (told, back) == ({True}, {False})
