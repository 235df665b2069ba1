"""Single words that turn a safeguard: with and without consent, before and after, and what is owed for a power."""

from __future__ import annotations

import pytest

from making import article, paragraph
from test_exchanges import judged, sides
from treatydiff.compare import compare
from treatydiff.model import Draft, Level, Provision

CASES = [
    # language, {better|worse} for those concerned
    ("en", "The police may obtain the data {with|without} the consent of the person concerned."),
    ("fr", "La police peut obtenir les données {avec|sans} le consentement de la personne concernée."),
    ("es", "La policía podrá obtener los datos {con|sin} el consentimiento de la persona interesada."),
    ("ru", "Полиция может получать данные {с согласия|без согласия} соответствующего лица."),
    ("zh", "警察{经|无需}当事人同意可以获取数据。"),
    ("ar", "يجوز للشرطة الحصول على البيانات {بموافقة|دون موافقة} الشخص المعني."),
    ("en", "The occupier shall be informed {before|after} the search of the dwelling."),
    ("fr", "La personne concernée est informée {avant|après} la perquisition."),
    ("es", "La persona afectada será informada {antes del|después del} registro."),
    ("ru", "Лицо уведомляется {до|после} начала обыска."),
    ("zh", "应在搜查{前|后}通知当事人。"),
    ("ar", "يبلغ الشخص المعني {قبل|بعد} التفتيش."),
    ("en", "The authority {shall|may} keep a record of every interception."),
    ("en", "An order for interception {shall state|need not state} the reasons on which it is based."),
    ("en", "The interception {shall|may} end when its purpose is achieved."),
    ("fr", "L'autorité {tient|peut tenir} un registre des interceptions."),
    ("es", "La autoridad {llevará|podrá llevar} un registro de cada interceptación."),
    ("ru", "Орган {ведет|может вести} учет каждого перехвата."),
    ("zh", "主管机关{应当|可以}记录每次截取。"),
    ("ar", "{تحتفظ السلطة|يجوز للسلطة أن تحتفظ} بسجل لكل اعتراض."),
    ("en", "Journalists {may not be|may be} compelled to reveal their sources."),
    ("fr", "Les journalistes {ne peuvent être|peuvent être} contraints de révéler leurs sources."),
    ("es", "{No se podrá|Se podrá} obligar a los periodistas a revelar sus fuentes."),
    ("ru", "Журналисты {не могут быть принуждены|могут быть принуждены} раскрыть источники."),
    ("zh", "{不得|可以}强迫记者披露消息来源。"),
    ("ar", "{لا يجوز|يجوز} إجبار الصحفيين على الكشف عن مصادرهم."),
    ("en", "Interception may be ordered for {at most|at least} thirty days."),
    ("zh", "主管机关可命令保全流量数据，期限{不得超过|不得少于}六个月。"),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_the_worse_word_is_adverse_and_the_way_back_favourable(language: str, text: str) -> None:
    better, worse = sides(text)
    assert {finding.adverse for finding in judged(language, better, worse)} - {None} == {True}
    assert {finding.adverse for finding in judged(language, worse, better)} - {None} == {False}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The person shall be informed {before|prior to} the search of the dwelling."),
        ("en", "This Convention enters into force ninety days {after|following} the last deposit."),
        ("en", "No child {shall|may} be detained for an offence under this Convention."),
        ("fr", "La personne est informée {avant la|préalablement à la} perquisition."),
        ("zh", "应在搜查{之前|以前}通知当事人。"),
    ],
)
def test_other_words_for_the_same_are_no_verdict(language: str, text: str) -> None:
    assert {finding.adverse for finding in judged(language, *sides(text))} <= {None}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Party shall not use the information without {the prior consent of|notice to} the other Party."),
        ("es", "El Estado no utilizará la información sin {el consentimiento previo del|dar aviso al} otro Estado."),
        (
            "fr",
            "La Partie n'utilise pas les informations sans {le consentement préalable de|en aviser} l'autre Partie.",
        ),
    ],
)
def test_what_stands_behind_without_is_not_taken_for_a_power_without_approval(language: str, text: str) -> None:
    assert False not in {finding.adverse for finding in judged(language, *sides(text))}


ITEMS = "(a) they are kept apart from other data;\n(b) the authority keeps a record of each use and gives its reasons."
CHAPEAUX = [
    # what hangs on it is what is done with data / what is owed
    (
        "Personal data {shall|may} be processed by the authorities for the training of a system in the common "
        "interest of the States Parties, where all of the following conditions are met:",
        set[bool](),
    ),
    ("Where data are intercepted, the authorities {shall|may} ensure that:", {True}),
]


@pytest.mark.parametrize(("chapeau", "told"), CHAPEAUX)
def test_what_hangs_on_a_chapeau_is_owed_only_where_its_word_binds_that(chapeau: str, told: set[bool]) -> None:
    old, new = (
        Draft("draft", (article("6", "Conditions and safeguards", "", paragraph("1", text, *items())),), "en")
        for text in sides(chapeau)
    )
    found = compare(old, new).findings
    assert {finding.adverse for finding in found if finding.rule == "safeguards/account"} == told


def items() -> list[Provision]:
    return [
        Provision(Level.SUBPARAGRAPH, letter, f"art_6__para_1__subpara_{letter}", "", text[4:], article="6")
        for letter, text in zip("ab", ITEMS.split("\n"), strict=True)
    ]
