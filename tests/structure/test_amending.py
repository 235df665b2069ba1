"""What an act says of another act belongs to the articles of that, under the numbers they have there."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlining import assert_nothing_lost, at, outline, read
from treatydiff.compare import compare
from treatydiff.model import Draft, Level
from treatydiff.references.outline import outline as outline_of

ACT = (
    *("Article 1", "Scope", "This Act amends the Lamp Act."),
    *("Article 2", "Amendments to the Lamp Act", "The Lamp Act is amended as follows:"),
    *("(1) Article 4 is amended as follows:", "(a) paragraph 1 is replaced by the following:"),
    *("‘1. Lamps are lit at night.’;", "(b) paragraph 3 is deleted;"),
    *(
        "(2) in Article 12, paragraph 5 is replaced by the following:",
        "‘5. Keepers rest:",
        "(a) by day;",
        "(b) ashore.’;",
    ),
    *("(3) the following Articles are inserted:", "‘Article 12a", "Storms", "1. In a storm the keeper wakes."),
    *("2. He lights two lamps.", "Article 12b", "Fog", "In fog he rings the bell.’;", "(4) Article 33 is deleted."),
    *("Article 3", "Entry into force", "This Act enters into force tomorrow."),
)


def amended(draft: Draft) -> list[str]:
    return [provision.number for provision in draft.walk() if provision.level is Level.AMENDED]


def test_what_is_quoted_belongs_to_the_article_that_is_amended() -> None:
    draft = read(*ACT)
    assert [article.number for article in draft.articles()] == ["1", "2", "3"]
    assert outline(draft)[1:-1] == [
        "art_2 | Amendments to the Lamp Act | The Lamp Act is amended as follows:",
        "art_2__amd_4 | Article 4 is amended as follows:",
        "art_2__amd_4__subpara_a | paragraph 1 is replaced by the following:",
        "art_2__amd_4__subpara_a__para_1 | Lamps are lit at night.’;",
        "art_2__amd_4__subpara_b | paragraph 3 is deleted;",
        "art_2__amd_12-5 | in Article 12, paragraph 5 is replaced by the following:",
        "art_2__amd_12-5__para_5 | Keepers rest:",
        "art_2__amd_12-5__para_5__subpara_a | by day;",
        "art_2__amd_12-5__para_5__subpara_b | ashore.’;",
        "art_2__para_3 | the following Articles are inserted:",
        "art_2__amd_12a | Storms",
        "art_2__amd_12a__para_1 | In a storm the keeper wakes.",
        "art_2__amd_12a__para_2 | He lights two lamps.",
        "art_2__amd_12b | Fog | In fog he rings the bell.’;",
        "art_2__amd_33 | Article 33 is deleted.",
    ]
    assert_nothing_lost(draft)
    assert outline_of(draft).place["art_2__amd_12-5__para_5__subpara_b"] == "amended article 12(5), paragraph 5 (b)"


class Words(NamedTuple):
    """An amending article in one language."""

    own: tuple[str, str, str]
    chapeau: str
    point: str
    quoted: str
    deleted: str


WORDS = {
    "en": Words(
        ("Article 1", "Article 2", "Article 3"),
        *("The Lamp Act is amended as follows:", "Article {n} is replaced by the following:"),
        *("‘Article {n}", "Article {n} is deleted."),
    ),
    "fr": Words(
        ("Article premier", "Article 2", "Article 3"),
        *("La loi sur les lampes est modifiée comme suit :", "l’article {n} est remplacé par le texte suivant :"),
        *("« Article {n}", "l’article {n} est supprimé."),
    ),
    "es": Words(
        ("Artículo 1", "Artículo 2", "Artículo 3"),
        *("La ley de lámparas se modifica como sigue:", "el artículo {n} se sustituye por el texto siguiente:"),
        *("«Artículo {n}", "el artículo {n} se suprime."),
    ),
    "ru": Words(
        ("Статья 1", "Статья 2", "Статья 3"),
        *("В закон о лампах вносятся следующие изменения:", "статью {n} изложить в следующей редакции:"),
        *("«Статья {n}", "статью {n} исключить."),
    ),
    "zh": Words(
        ("第一条", "第二条", "第三条"),
        *("灯具法修改如下：", "第{n}条修改为："),
        *("“第{n}条", "删除第{n}条。"),
    ),
    "ar": Words(
        ("المادة 1", "المادة 2", "المادة 3"),
        *("يعدل قانون المصابيح على النحو التالي:", "يستعاض عن المادة {n} بما يلي:"),
        *("«المادة {n}", "تحذف المادة {n}."),
    ),
}
_CLOSE = {"fr": " »", "es": "»", "ru": "»", "zh": "”", "ar": "»"}


@pytest.mark.parametrize("language", list(WORDS))
def test_acts_amend_in_the_words_of_six_languages(language: str) -> None:
    words, close = WORDS[language], _CLOSE.get(language, "’")
    draft = read(
        *(words.own[0], "Lamps burn." if language == "en" else "…", words.own[1], words.chapeau),
        *(f"1. {words.point.format(n=33)}", words.quoted.format(n=33), f"1. 1.{close}"),
        *(f"2. {words.deleted.format(n=34)}", words.own[2], "…"),
        language=language,
    )
    assert len(draft.articles()) == 3
    assert amended(draft)[-1] == "34"
    assert "33" in amended(draft)
    assert_nothing_lost(draft)


def test_a_point_that_moved_answers_to_what_is_said_of_the_same_article() -> None:
    old = [line for line in ACT if not line.startswith("(1) ")]
    new = [
        *ACT[:6],
        "(1) Article 1 is deleted;",
        *(line.replace("(4) ", "(6) ").replace("(2) ", "(3) ") for line in ACT[7:]),
    ]
    new = [
        line.replace("5 is replaced", "5 is struck out and replaced").replace("Keepers rest", "Pilots row")
        for line in new
    ]
    report = compare(read(*old), read(*new))
    linked = {(link.old[0].eid, link.new[0].eid) for link in report.alignment.links if link.old and link.new}
    assert {("art_2__amd_33", "art_2__amd_33"), ("art_2__amd_12-5", "art_2__amd_12-5")} <= linked
    assert ("art_2__amd_12-5__para_5", "art_2__amd_12-5__para_5") in linked


def test_a_quotation_without_its_closing_mark_ends_at_the_next_point() -> None:
    draft = read(*(line.replace("’;", "") for line in ACT))
    assert amended(draft) == ["4", "12(5)", "12a", "12b", "33"]
    assert [article.number for article in draft.articles()] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "line",
    ["The Convention may be amended as provided in article 5.", "A proposal is deleted where nobody supports it."],
)
def test_an_article_on_amendments_amends_nothing(line: str) -> None:
    draft = read("Article 1", "Amendments", f"1. {line}", "2. Article 3 applies.", "Article 2", "Lamps", "Lamps burn.")
    assert amended(draft) == []
    assert at(draft, "art_1__para_2").text == "Article 3 applies."


MIXED = (
    *ACT,
    *(
        "‘CHAPTER IV",
        "CHAPTER II",
        "Article 5 is replaced by the following: ‘Lamps burn.’",
        "(ca) a lamp’.",
        "1207. Far.",
    ),
    *(
        "(28a) ‘lamp’ means a light;",
        "(33a) A recital.",
        "Whereas:",
        "HAVE ADOPTED THIS REGULATION:",
        "Annex I",
        "How long",
    ),
    *("“lamp” means—", "pursuant to Articles", "1. Alt. Lamps", "(a)Alt. hail;", "(1.1) one", "(1A) two"),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(MIXED), min_size=1, max_size=20))
def test_however_an_act_is_mixed_up_nothing_of_it_is_lost(lines: list[str]) -> None:
    draft = read(*lines, language="en")
    assert draft.provisions
    assert_nothing_lost(draft)
