"""What is exchanged alike in many articles: a name is no change, how binding, how long or how many always is one."""

from __future__ import annotations

import pytest

from treatydiff.compare import compare
from treatydiff.model import Draft
from treatydiff.readers import READERS
from treatydiff.report import Finding, Report
from treatydiff.structure import build

EIGHT = (
    "The competent authority shall inform the person concerned of the search before the evidence is used.",
    "Each State Party shall ensure that personal data received are protected by appropriate safeguards.",
    "The receiving State Party shall delete the personal data when they are no longer necessary.",
    "Each State Party shall provide for an effective remedy against the measures of this chapter.",
    "A court shall review each interception of content data within 30 days.",
    "Each State Party shall respect the privacy of persons whose traffic data were collected.",
    "The data protection authority shall publish how often personal data were disclosed.",
    "Each State Party shall guarantee a fair trial to any person accused of an offence.",
)


def draft(texts: tuple[str, ...]) -> Draft:
    articles = "\n\n".join(f"Article {n}\n\nMeasure {n}\n\n{text}" for n, text in enumerate(texts, 1))
    data = f"Draft convention on cybercrime and electronic evidence\n\n{articles}\n".encode()
    return build(READERS["text"].read(data, "draft.txt"), name="draft.txt", data=data)


def exchanged(gone: str, come: str, times: int, texts: tuple[str, ...] = EIGHT) -> Report:
    altered = tuple(text.replace(gone, come) if n < times else text for n, text in enumerate(texts))
    return compare(draft(texts), draft(altered))


def places(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.change.provision.article for finding in findings}


@pytest.mark.parametrize("times", [1, 2, 3, 5, 8])
def test_what_is_found_in_an_article_does_not_depend_on_how_many_others_are_altered_alike(times: int) -> None:
    alone = [
        bool(compare(draft((text, *EIGHT)), draft((text.replace(" shall ", " may "), *EIGHT))).findings)
        for text in EIGHT
    ]
    found = places(exchanged(" shall ", " may ", times).findings)
    assert any(alone)
    assert {str(n) for n, told in enumerate(alone[:times], 1) if told} <= found


KEPT = tuple(
    f"A provider shall retain {what} data for 90 days, and a court may order that they be disclosed."
    for what in ("traffic", "location", "subscriber", "content", "billing")
)


@pytest.mark.parametrize("times", [1, 2, 3, 5])
def test_a_longer_period_is_told_wherever_it_is_written(times: int) -> None:
    assert places(exchanged("90 days", "400 days", times, KEPT).findings) == {str(n) for n in range(1, times + 1)}


def test_another_name_in_three_articles_is_no_finding() -> None:
    report = exchanged(
        "the person concerned",
        "the data subject",
        8,
        tuple(text.replace("personal data", "data of the person concerned") for text in EIGHT),
    )
    assert report.redline.changes
    assert not report.findings


AUTHORIZED = {
    "en": ("Each interception of communications {} be authorized in advance by a court.", "shall", "may"),
    "fr": ("Toute interception des communications {} autorisée au préalable par un juge.", "doit être", "peut être"),
    "es": (
        "Toda interceptación de las comunicaciones {} autorizada previamente por un juez.",
        "deberá ser",
        "podrá ser",
    ),
    "ru": ("Каждый перехват сообщений {} санкционирован судом.", "должен быть", "может быть"),
    "zh": ("对通信的每次截取{}经法院事先批准。", "应", "可以"),
    "ar": ("{} أن تأذن محكمة مسبقا بكل اعتراض للاتصالات.", "يجب", "يجوز"),
}
TITLES = {
    "en": (
        "Article {}",
        "Draft convention on cybercrime and electronic evidence",
        "Scope",
        "This Convention applies to crimes.",
    ),
    "fr": (
        "Article {}",
        "Projet de convention sur la cybercriminalité",
        "Champ",
        "La présente Convention s'applique aux infractions.",
    ),
    "es": (
        "Artículo {}",
        "Proyecto de convención sobre la ciberdelincuencia",
        "Ámbito",
        "La presente Convención se aplica a los delitos.",
    ),
    "ru": (
        "Статья {}",
        "Проект конвенции о киберпреступности",
        "Сфера",
        "Настоящая Конвенция применяется к преступлениям.",
    ),
    "zh": ("第{}条", "网络犯罪公约草案", "范围", "本公约适用于犯罪。"),
    "ar": ("المادة {}", "مشروع اتفاقية بشأن الجرائم السيبرانية", "النطاق", "تنطبق هذه الاتفاقية على الجرائم."),
}


NOT_YET = {
    "ar": "the power is told as narrowed (surveillance, better), the safeguard without a direction",
}
"""Of these languages the test falls short still, and why."""


def marked(language: str) -> object:
    short = NOT_YET.get(language)
    return pytest.param(language, marks=pytest.mark.xfail(reason=short, strict=True)) if short else language


@pytest.mark.parametrize("language", [marked(language) for language in AUTHORIZED])
def test_a_court_that_need_no_longer_authorize_is_a_weaker_safeguard_and_no_weaker_power(language: str) -> None:
    sentence, must, may = AUTHORIZED[language]
    article, title, heading, scope = TITLES[language]
    numbers = "一二" if language == "zh" else "12"

    def said(force: str) -> Draft:
        parts = ((heading, scope), (heading * 2, sentence.format(force)))
        body = "\n\n".join(f"{article.format(n)}\n\n{h}\n\n{t}" for n, (h, t) in zip(numbers, parts, strict=True))
        data = f"{title}\n\n{body}\n".encode()
        return build(READERS["text"].read(data, "draft.txt"), name="draft.txt", data=data, language=language)

    verdicts = {(f.theme, f.adverse) for f in compare(said(must), said(may)).findings}
    assert ("surveillance", False) not in verdicts
    assert ("safeguards", True) in verdicts


def test_an_element_that_a_party_may_require_is_no_power() -> None:
    offence = "1. Each State Party shall make it an offence to access an information system without right."
    element = "\n\n2. A State Party may require an act in furtherance of the offence."
    findings = compare(draft((*EIGHT, offence)), draft((*EIGHT, offence + element))).findings
    assert [finding for finding in findings if finding.theme == "surveillance" and finding.adverse] == []
