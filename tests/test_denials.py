"""A "shall not" that rules out what protects is no safeguard: review, remedies, counsel, liability, guarantees."""

from __future__ import annotations

import pytest

from test_signs import judged

DENIED = [
    # language, heading, a provision
    ("en", "Remedies", "No court shall review an order made under this chapter."),
    ("fr", "Recours", "Aucun tribunal ne peut contrôler une décision prise en vertu du présent chapitre."),
    ("es", "Recursos", "Ningún tribunal podrá revisar las órdenes dictadas en virtud del presente capítulo."),
    ("ru", "Обжалование", "Ни один суд не вправе пересматривать решения, принятые на основании настоящей главы."),
    ("zh", "救济", "法院不得审查根据本章作出的命令。"),
    ("ar", "سبل الانتصاف", "لا يجوز للمحكمة مراجعة الأوامر الصادرة بموجب هذا الفصل."),
    ("en", "Detention", "A detained person shall not communicate with a lawyer during the first five days."),
    ("fr", "Détention", "La personne détenue ne peut communiquer avec un avocat pendant cinq jours."),
    ("es", "Detención", "La persona detenida no podrá comunicarse con un abogado durante cinco días."),
    ("ru", "Задержание", "Задержанное лицо не вправе общаться с адвокатом в течение первых пяти суток."),
    ("zh", "拘留", "被拘留人在最初五日内不得会见律师。"),
    ("ar", "الاحتجاز", "لا يجوز للمحتجز الاتصال بمحام خلال الأيام الخمسة الأولى."),
    ("en", "Dual criminality", "Dual criminality shall not be required."),
    ("fr", "Double incrimination", "La double incrimination n'est pas requise."),
    ("es", "Doble incriminación", "No se exigirá la doble incriminación."),
    ("ru", "Обоюдное признание", "Обоюдное признание деяния преступлением не требуется."),
    ("zh", "双重犯罪", "不要求双重犯罪。"),
    ("ar", "ازدواجية التجريم", "لا يشترط ازدواجية التجريم."),
    ("en", "Liability", "Officials shall not be liable for acts done in good faith under this chapter."),
    ("fr", "Responsabilité", "Les agents ne peuvent être poursuivis pour les actes du présent chapitre."),
    ("es", "Responsabilidad", "Los funcionarios no serán responsables de los actos realizados en virtud del capítulo."),
    ("ru", "Ответственность", "Должностные лица не несут ответственности за действия на основании настоящей главы."),
    ("zh", "责任", "执法人员对依据本章采取的行为不承担责任。"),
    ("ar", "المسؤولية", "لا يسأل الموظفون عن الأفعال المرتكبة بموجب هذا الفصل."),
    ("en", "Defence", "Records of interceptions shall not be disclosed to the defence."),
    ("fr", "Défense", "Les enregistrements des interceptions ne sont pas communiqués à la défense."),
    ("zh", "辩护", "不得向辩护人提供截取记录。"),
    ("en", "Privilege", "Legal privilege shall not prevent the seizure of documents."),
    ("es", "Secreto", "El secreto profesional no impedirá la incautación de documentos."),
    ("ru", "Тайна", "Адвокатская тайна не препятствует изъятию документов."),
    ("en", "Guarantees", "The safeguards of this chapter apply only to nationals."),
    ("ar", "الضمانات", "تقتصر ضمانات هذا الفصل على المواطنين."),
    ("en", "Emergency", "In a state of emergency the guarantees of this chapter are suspended."),
    ("fr", "Urgence", "En état d'urgence, les garanties du présent chapitre sont suspendues."),
    ("zh", "紧急状态", "紧急状态下，本章的保障暂停适用。"),
]


@pytest.mark.parametrize(("language", "heading", "text"), DENIED)
def test_a_new_denial_is_adverse_and_one_that_goes_favourable(language: str, heading: str, text: str) -> None:
    came, went = judged(language, heading, "", text), judged(language, heading, text, "")
    firm = [{finding.adverse for finding in found} - {None} for found in (came, went)]
    assert firm == [{True}, {False}]


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("en", "Safeguards", "No guarantee in this chapter shall be suspended."),
        ("fr", "Garanties", "Les garanties du présent chapitre ne peuvent être suspendues."),
        ("es", "Garantías", "Las garantías del presente capítulo no podrán suspenderse."),
        ("ru", "Гарантии", "Гарантии настоящей главы не могут быть приостановлены."),
        ("zh", "保障", "本章的保障不得暂停适用。"),
        ("ar", "الضمانات", "لا يجوز تعليق ضمانات هذا الفصل."),
        ("en", "Search", "The authorities shall not have the right to search a lawyer's office."),
        ("fr", "Perquisition", "Les autorités n'ont pas le droit de perquisitionner le cabinet d'un avocat."),
        ("es", "Registro", "La policía no tendrá derecho a registrar el despacho de un abogado."),
        ("ru", "Обыск", "Полиция не имеет права обыскивать помещения адвоката."),
        ("zh", "搜查", "警察无权搜查律师事务所。"),
        ("en", "Evidence", "No court shall consider evidence obtained by torture."),
        ("fr", "Preuves", "Le tribunal ne peut recevoir des preuves obtenues par la torture."),
        ("zh", "证据", "法院不得采纳以酷刑取得的证据。"),
        ("en", "Children", "For children, imprisonment shall not apply."),
        ("en", "Sources", "The court shall not question a journalist on his or her sources."),
    ],
)
def test_a_ban_that_protects_denies_nothing(language: str, heading: str, text: str) -> None:
    found = judged(language, heading, "", text)
    assert True not in {finding.adverse for finding in found}
    assert not [finding.rule for finding in found if finding.rule.endswith("frame-denied")]


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("en", "Extradition", "No one shall be extradited to a State where he or she risks torture."),
        ("fr", "Extradition", "Nul ne peut être extradé vers un État où il risque la torture."),
        ("ru", "Выдача", "Никто не может быть выдан государству, где ему угрожают пытки."),
        ("zh", "引渡", "不得将任何人引渡到其可能遭受酷刑的国家。"),
        ("ar", "التسليم", "لا يجوز تسليم أي شخص إلى دولة يواجه فيها خطر التعذيب."),
    ],
)
def test_a_ban_on_extradition_that_goes_is_no_narrower_sharing(language: str, heading: str, text: str) -> None:
    assert False not in {finding.adverse for finding in judged(language, heading, text, "")}
