"""A language by data alone: a pair of short drafts in Portuguese is read, aligned, marked up and judged."""

from __future__ import annotations

import pytest

from treatydiff.compare import compare
from treatydiff.model import Draft, Level, Significance, Status
from treatydiff.readers import ReadOptions, reader_for
from treatydiff.report import Effect, Report
from treatydiff.structure import build

PREAMBLE = """Projeto de convenção sobre a cooperação em matéria penal

Preâmbulo

Os Estados Partes na presente Convenção,
Recordando os propósitos das Nações Unidas,
Conscientes da necessidade de proteger os direitos humanos,
Acordaram no seguinte:

"""
PURPOSE = """Artigo {n}
Objeto

1. A presente Convenção tem por objeto prevenir a criminalidade e proteger os direitos de todas as pessoas.

"""
INTERCEPTION = """Artigo {n}
Interceptação de dados de conteúdo

1. Cada Estado Parte {verb} interceptar dados de conteúdo, em relação a infrações graves{judge}.
2. Os dados serão conservados durante {days} dias e destruídos nos termos do artigo {erasure}.

"""
ERASURE = """Artigo {n}
Destruição de dados

1. Os dados recolhidos serão destruídos quando deixarem de ser necessários.

"""
COOPERATION = """Artigo {n}
Cooperação

1. As Partes cooperam entre si em conformidade com o artigo 5 da Convenção das Nações Unidas contra a Corrupção.

"""


def read(text: str) -> Draft:
    data = text.encode()
    reader = reader_for("projeto.txt", data)
    return build(reader.read(data, "projeto.txt", ReadOptions()), name="projeto.txt", kind="text", data=data)


@pytest.fixture(scope="module")
def report() -> Report:
    judge = ", mediante autorização judicial prévia"
    old = PREAMBLE + PURPOSE.format(n=1) + COOPERATION.format(n=2)
    old += INTERCEPTION.format(n=3, verb="poderá", judge=judge, days="noventa", erasure=4) + ERASURE.format(n=4)
    new = PREAMBLE + PURPOSE.format(n=1)
    new += INTERCEPTION.format(n=2, verb="deverá", judge="", days="cento e oitenta", erasure=4)
    new += COOPERATION.format(n=3) + ERASURE.format(n=4) + "Artigo 5\n[Suprimido]\n"
    return compare(read(old), read(new))


def test_it_is_read(report: Report) -> None:
    assert {report.old.language, report.new.language} == {"pt"}
    assert [article.number for article in report.old.articles()] == ["1", "2", "3", "4"]
    assert [article.heading for article in report.old.articles()][2] == "Interceptação de dados de conteúdo"
    (preamble,) = (p for p in report.old.provisions if p.level is Level.PREAMBLE)
    assert len(preamble.children) >= 3
    assert [p.number for p in report.new.walk() if Status.DELETED in p.status] == ["5"]


def test_articles_are_aligned_whatever_their_numbers(report: Report) -> None:
    pairs = [(link.old[0].number, link.new[0].number) for link in report.alignment.concordance()
             if link.old and link.new and link.level is Level.ARTICLE]  # fmt: skip
    assert sorted(pairs) == [("1", "1"), ("2", "3"), ("3", "2"), ("4", "4")]


def test_a_reference_to_another_convention_is_none_of_ours(report: Report) -> None:
    cooperation = next(c for c in report.redline.all if c.new and c.new.text.startswith("As Partes cooperam"))
    assert cooperation.significance in (None, Significance.CONSEQUENTIAL)
    assert not [f for f in report.findings if f.rule == "safeguards/lost-reference"]


def test_it_is_judged(report: Report) -> None:
    found = {(finding.theme, finding.effect) for finding in report.findings}
    assert ("surveillance", Effect.EXPANDS) in found
    assert ("safeguards", Effect.WEAKENS) in found


def test_themes_that_are_not_all_translated_say_so(report: Report) -> None:
    assert any("lacks terms in this language (pt)" in notice.message for _, notice in report.notices)
