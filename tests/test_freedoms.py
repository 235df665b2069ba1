"""A ban on what people do of right protects nobody: encryption, anonymity, publishing, criticism, gathering."""

from __future__ import annotations

import pytest

from test_signs import judged

BARRED = [
    # language, heading, a provision
    ("en", "Encryption", "The use of end-to-end encryption without a licence is prohibited."),
    ("fr", "Chiffrement", "L'utilisation du chiffrement de bout en bout sans autorisation est interdite."),
    ("es", "Cifrado", "Se prohíbe el uso del cifrado de extremo a extremo sin licencia."),
    ("ru", "Шифрование", "Использование сквозного шифрования без лицензии запрещается."),
    ("zh", "加密", "未经许可，禁止使用端到端加密。"),
    ("ar", "التشفير", "يحظر استخدام التشفير التام بين الطرفين دون ترخيص."),
    ("en", "Anonymity", "The use of services that hide the identity of the user shall be prohibited."),
    ("fr", "Anonymat", "L'utilisation de services qui masquent l'identité de l'utilisateur est interdite."),
    ("es", "Anonimato", "Queda prohibido el uso de servicios que oculten la identidad del usuario."),
    ("ru", "Анонимность", "Использование сервисов, скрывающих личность пользователя, запрещается."),
    ("zh", "匿名", "禁止使用隐藏用户身份的服务。"),
    ("ar", "إخفاء الهوية", "يحظر استخدام الخدمات التي تخفي هوية المستخدم."),
    ("en", "Users", "Service providers shall verify the real name of every user before giving access."),
    ("fr", "Usagers", "Les fournisseurs vérifient l'identité réelle de chaque utilisateur avant de donner accès."),
    ("es", "Usuarios", "Los proveedores verificarán la identidad real de cada usuario antes de darle acceso."),
    ("ru", "Пользователи", "Поставщики услуг устанавливают личность каждого пользователя до доступа к услугам."),
    ("zh", "用户身份", "服务提供者应当在提供服务前核实每一用户的真实身份。"),
    ("ar", "المستخدمون", "يتحقق مقدمو الخدمات من الهوية الحقيقية لكل مستخدم قبل إتاحة خدماتهم."),
    ("en", "Publications", "The publication of information that undermines public order is prohibited."),
    ("fr", "Publications", "La diffusion d'informations portant atteinte à l'ordre public est interdite."),
    ("es", "Publicaciones", "Se prohíbe la difusión de información que altere el orden público."),
    ("ru", "Публикации", "Распространение информации, подрывающей общественный порядок, запрещается."),
    ("zh", "信息发布", "禁止发布扰乱公共秩序的信息。"),
    ("ar", "النشر", "يحظر نشر المعلومات التي تخل بالنظام العام."),
    ("en", "Assemblies", "Public gatherings may be held only with the permission of the police."),
    ("fr", "Rassemblements", "Les rassemblements publics sont interdits sans autorisation de la police."),
    ("ru", "Собрания", "Проведение митингов запрещается."),
    ("zh", "集会", "禁止举行示威。"),
]


@pytest.mark.parametrize(("language", "heading", "text"), BARRED)
def test_a_ban_on_a_freedom_is_adverse_as_it_comes_and_favourable_as_it_goes(
    language: str, heading: str, text: str
) -> None:
    came, went = judged(language, heading, "", text), judged(language, heading, text, "")
    firm = [{finding.adverse for finding in found} - {None} for found in (came, went)]
    assert firm == [{True}, {False}]
    assert not [finding.rule for finding in (*came, *went) if finding.rule.endswith("safeguard-set")]


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("en", "Encryption", "No one shall be required to weaken encryption."),
        ("en", "Data", "The publication of the personal data of a victim is prohibited."),
        ("fr", "Données", "La publication du nom de la victime est interdite."),
        ("es", "Datos", "Se prohíbe la divulgación de los datos personales de las víctimas."),
        ("ru", "Данные", "Распространение персональных данных потерпевших запрещается."),
        ("zh", "数据", "禁止公布被害人的个人信息。"),
        ("ar", "البيانات", "يحظر نشر أسماء الضحايا."),
        ("en", "Recognition", "The police shall not use face recognition at gatherings."),
    ],
)
def test_a_ban_that_protects_people_is_no_ban_on_a_freedom(language: str, heading: str, text: str) -> None:
    found = judged(language, heading, "", text)
    assert True not in {finding.adverse for finding in found}
    assert not [finding.rule for finding in found if finding.rule.endswith("-banned")]
