"""Changes of force told by the act that they bind, "and" for "or" among conditions, and who has to prove what."""

from __future__ import annotations

import pytest

from test_exchanges import judged, sides
from treatydiff.judging.merging import worse

LOOSER = [
    # language, rule, {stricter|laxer}
    (
        "en",
        "frame-junction",
        "The police may search a home if a crime was reported {and|or} a judge has signed a warrant.",
    ),
    ("fr", "frame-junction", "La police peut perquisitionner si un crime est signalé {et|ou} si un juge l'a ordonné."),
    ("es", "frame-junction", "La policía podrá registrar el domicilio si hay indicios {y|o} si un juez lo ordena."),
    ("ru", "frame-junction", "Полиция вправе произвести обыск, если есть подозрение {и|или} если судья выдал ордер."),
    ("zh", "frame-junction", "警察可以搜查住所，如果有合理怀疑{并且|或者}法官已签发令状。"),
    ("ar", "frame-junction", "يجوز للشرطة تفتيش المسكن إذا وجدت أسباب معقولة {و|أو }أصدر القاضي أمرا."),
    (
        "en",
        "frame-proof",
        "Whoever has such a device commits an offence {if the prosecution proves|unless he proves} its purpose.",
    ),
    ("fr", "frame-proof", "Quiconque détient un tel outil est puni{| sauf à démontrer son ignorance}."),
    ("es", "frame-proof", "El que posea tal programa será castigado{| salvo que demuestre su finalidad}."),
    ("ru", "frame-proof", "Хранение такой программы наказывается лишением свободы{|, если владелец не докажет иное}."),
    ("zh", "frame-proof", "持有此类程序的，处三年以下有期徒刑{|，除非本人证明用途正当}。"),
    ("ar", "frame-proof", "يعاقب بالحبس كل من حاز هذا البرنامج{| ما لم يثبت مشروعية غرضه}."),
]


@pytest.mark.parametrize(("language", "rule", "text"), LOOSER)
def test_a_condition_less_is_adverse_and_a_condition_more_favourable(language: str, rule: str, text: str) -> None:
    stricter, laxer = sides(text)
    told = [
        {worse(finding) for finding in judged(language, *pair) if finding.rule.endswith(rule)}
        for pair in ((stricter, laxer), (laxer, stricter))
    ]
    assert told == [{True}, {False}]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The police may search the premises {and|or} the vehicles."),
        ("en", "States Parties may conclude bilateral {and|or} multilateral agreements."),
        ("zh", "缔约国可以缔结双边{和|或}多边协定。"),
    ],
)
def test_what_is_joined_behind_no_condition_is_not_asked_for(language: str, text: str) -> None:
    assert not [finding for finding in judged(language, *sides(text)) if finding.rule.endswith("frame-junction")]


TWO = [
    # language, text in which a number and the force changed, and what the change of force is
    ("en", "The police {may|shall} intercept calls for a maximum of {thirty|sixty} days."),
    ("fr", "La police {peut intercepter|intercepte} les appels pendant {trente|soixante} jours au plus."),
    ("es", "La policía {podrá interceptar|interceptará} las llamadas durante {treinta|sesenta} días como máximo."),
    ("ru", "Полиция {может перехватывать|перехватывает} разговоры не более {тридцати|шестидесяти} дней."),
    ("zh", "警察{可以|应当}截取通话，最长不超过{三十|六十}天。"),
    ("ar", "{يجوز للشرطة أن تعترض|تعترض الشرطة} المكالمات لمدة لا تتجاوز {ثلاثين|ستين} يوما."),
]


@pytest.mark.parametrize(("language", "text"), TWO)
def test_a_second_change_of_force_in_a_sentence_is_a_finding_of_its_own(language: str, text: str) -> None:
    old, new = sides(text)
    for pair, adverse in (((old, new), True), ((new, old), False)):
        found = judged(language, *pair)
        force = [f for f in found if f.rule.endswith(("/modality", "/frame-binding")) and f.adverse is adverse]
        rest = [f for f in found if not f.rule.endswith(("/modality", "/frame-binding")) and f.adverse is adverse]
        assert force
        assert rest


def test_how_grave_an_offence_must_be_is_no_minimum_penalty() -> None:
    old = "The powers of this chapter may be used to investigate offences."
    new = f"{old[:-1]} punishable by imprisonment of at least four years."
    for pair, turned in (((old, new), True), ((new, old), False)):
        found = judged("en", *pair)
        assert found
        assert "criminalisation/minimum-penalty" not in {finding.rule for finding in found}
        assert turned not in {finding.adverse for finding in found}


def test_a_place_of_somebody_is_nobody_who_decides() -> None:
    text = "The police shall not record {a lawyer's office|the premises of parliament}."
    assert not [f for f in judged("en", *sides(text)) if f.rule.endswith("controller") and f.adverse is False]


def test_a_clause_that_came_with_a_may_of_its_own_moves_no_shall() -> None:
    text = "The custodian shall keep the order confidential{|, after which the custodian may inform the user}."
    assert not [finding for finding in judged("en", *sides(text)) if finding.rule == "surveillance/telling"]


TESTS_OF_A_MEASURE = [
    ("en", "Interception shall be {necessary and proportionate|proportionate}."),
    ("en", "Interception shall be {necessary and proportionate|necessary}."),
    ("en", "The measures under this chapter shall be {necessary, proportionate and prescribed by law|proportionate}."),
    ("fr", "Les mesures sont {nécessaires et proportionnées|proportionnées}."),
    ("es", "Las medidas serán {necesarias y proporcionadas|proporcionadas}."),
    ("ru", "Меры должны быть {необходимыми и соразмерными|соразмерными}."),
    ("zh", "措施应当{必要且相称|相称}。"),
    ("ar", "تكون التدابير {ضرورية ومتناسبة|متناسبة}."),
]


@pytest.mark.parametrize(("language", "text"), TESTS_OF_A_MEASURE)
def test_necessity_and_proportionality_are_two_tests_of_a_measure(language: str, text: str) -> None:
    both, one = sides(text)
    told = [{worse(finding) for finding in judged(language, *pair)} for pair in ((both, one), (one, both))]
    assert (True in told[0], False in told[0]) == (True, False)
    assert (False in told[1], True in told[1]) == (True, False)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Interception shall be {necessary and proportionate|proportionate and necessary}."),
        ("fr", "Les mesures sont {nécessaires et proportionnées|proportionnées et nécessaires}."),
    ],
)
def test_two_tests_in_another_order_are_the_same(language: str, text: str) -> None:
    assert judged(language, *sides(text)) == ()
