"""What a provision says more, or less: the same in other words is nothing, and words of no class are told."""

from __future__ import annotations

import pytest

from treatydiff.compare import compare
from treatydiff.model import Block, Draft, Reading
from treatydiff.report import Finding
from treatydiff.structure import build

TITLES = {
    "en": "Article",
    "fr": "Article",
    "es": "Artículo",
    "ru": "Статья",
    "zh": "第",
    "ar": "المادة",
}


def draft(language: str, text: str) -> Draft:
    number = f"{TITLES[language]}1条" if language == "zh" else f"{TITLES[language]} 1"
    return build(Reading((Block(number), Block(text))), name="draft", language=language)


def found(language: str, old: str, new: str) -> tuple[Finding, ...]:
    return compare(draft(language, old), draft(language, new)).findings


SAME = [
    (
        "en",
        "The police shall not search a home save with a warrant granted by a judge, and must forthwith tell the owner.",
        "Only with a judge's warrant may the police search a house; the owner must be informed without delay.",
    ),
    (
        "en",
        "The provider must keep traffic data for as long as necessary, up to a maximum of ninety days.",
        "Traffic data shall be retained by the provider while they are needed, for no more than 90 days.",
    ),
    (
        "fr",
        "L'autorité saisie informe sans délai la personne concernée de la décision et lui en remet copie par écrit.",
        "L'intéressé est immédiatement avisé de la décision par l'autorité saisie, qui lui en donne copie écrite.",
    ),
    (
        "es",
        "El juez comunicará de inmediato a la persona afectada la intervención de sus comunicaciones.",
        "La persona interesada será informada sin demora por el juez de la intervención de sus comunicaciones.",
    ),
    (
        "ru",
        "Следователь незамедлительно уведомляет задержанного о его правах и вручает ему копию протокола.",
        "Задержанный немедленно извещается следователем о своих правах, и ему выдаётся копия протокола.",
    ),
    (
        "zh",
        "未经法官批准，警察不得搜查住宅，并应立即通知当事人。",
        "警察只有经法官批准方可搜查住宅，并应即刻告知当事人。",
    ),
    (
        "ar",
        "يجب على السلطة المختصة أن تخطر الشخص المعني فورا بالقرار الصادر وأن تسلمه نسخة منه.",
        "على السلطة المختصة إبلاغ الشخص المعني على الفور بالقرار الصادر وتسليمه نسخة منه.",
    ),
]


@pytest.mark.parametrize(("language", "old", "new"), SAME)
def test_the_same_in_other_words_is_nothing(language: str, old: str, new: str) -> None:
    assert [finding.message for finding in found(language, old, new)] == []
    assert [finding.message for finding in found(language, new, old)] == []


MORE = [
    (
        "en",
        "Whoever enters a computer system without right commits an offence.",
        "Whoever enters a computer system without right, or mocks the anthem of a town, commits an offence.",
    ),
    (
        "fr",
        "La police peut fouiller les véhicules.",
        "La police peut fouiller les véhicules stationnés devant une gare ou un stade pendant un match.",
    ),
    (
        "ru",
        "Полиция может провести обыск помещения.",
        "Полиция может провести обыск помещения и вскрыть любые шкафы, ящики, сундуки.",
    ),
]


@pytest.mark.parametrize(("language", "old", "new"), MORE)
def test_words_of_no_class_that_came_or_went_are_told(language: str, old: str, new: str) -> None:
    assert found(language, old, new)
    assert found(language, new, old)


def test_a_pair_turned_round_by_one_word_is_not_the_same() -> None:
    old = "A court may order the search of a home only where a serious crime is suspected."
    assert found("en", old, "A court may order the search of a home even where no serious crime is suspected.")


def test_an_article_on_the_institutions_of_the_convention_is_left_to_the_redline() -> None:
    old = (Block("Article 1"), Block("Secretariat"), Block("The Secretariat shall publish its report."))
    new = (*old[:2], Block("The Secretariat shall publish its report and keep the papers of its members confidential."))
    pair = (build(Reading(blocks), name="draft", language="en") for blocks in (old, new))
    assert compare(*pair).findings == ()


NOT_SO = [
    # language, old, new, what the rule of no finding may be called
    (
        "en",
        "The documents shall be kept by the supervisory authority.",
        "The documents shall be kept by the supervisory authority or, where applicable, by a registrar of companies.",
        "frame-hedge",
    ),
    (
        "en",
        "The police may search a home only with the warrant of a judge.",
        "The police may search a home only with the warrant of a judge, except where the officer thinks it urgent.",
        "narrows",
    ),
    (
        "zh",
        "警察查验手机须持法官签发的令状。",
        "警察查验手机须持法官签发的令状，但警察认为情况紧急的除外。",
        "narrows",
    ),
    (
        "ru",
        "Обыск проводится только по решению суда.",
        "Обыск проводится только по решению суда, кроме случаев, когда следователь сочтёт иначе.",
        "narrows",
    ),
]


@pytest.mark.parametrize(("language", "old", "new", "kind"), NOT_SO)
def test_what_it_looks_like_is_not_said(language: str, old: str, new: str, kind: str) -> None:
    said = [f"{finding.rule} {finding.effect}" for finding in found(language, old, new)]
    assert not any(kind in each for each in said), said
