"""Clauses: the classes of words of every language, roles, and what a chapeau prohibits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from helpers.judged import LANGUAGES
from helpers.passages import read
from treatydiff.judging import lexis, signs
from treatydiff.judging.clauses import Frame, FrameReader, reader
from treatydiff.judging.impact import Impact
from treatydiff.judging.signs import BURDENS, Role
from treatydiff.judging.slots import plausible
from treatydiff.judging.worth import found
from treatydiff.themes.patterns import plain


def roles(language: str, text: str) -> Mapping[Role, float]:
    return read(language).roles(plain(text))


# --------------------------------------------------------------------------------------------------------------- data


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_of_a_language_can_match(language: str) -> None:
    found = lexis.load(language)
    assert found
    assert lexis.faults(found) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_classes_that_the_table_of_signs_speaks_of(language: str) -> None:
    found, table = lexis.load(language), signs.load()
    assert found
    slots = {name.split(".")[1] for name in found.classes if name.startswith("slots.")}
    others = {
        "whole",
        "members",
        "agents",
        "force",
        "number",
        "content",
        "junction",
        "proof",
        "denied",
        "leave",  # made of words of `relax` (judging/lexis.py)
        "opposites",
        "statements",
        "scope",  # this and what follows are slots of facts that are composed (judging/composition.py), of no class
        "lifted",
        "yields",
        "override",
        "narrowed",
        "degree",
        "hinge",  # of words of `hinges` (judging/exchanges.py)
    }
    asked = {slot.partition(".")[0] for _, slot, _ in table.rows} - others
    assert asked <= slots
    assert {f"roles.{role}.strong" for role in Role} <= found.classes.keys()
    assert {"court", "police", "private", "protected"} <= {n.split(".")[1] for n in found.classes if "agents." in n}


# ----------------------------------------------------------------------------------------------- what binds, and whom


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("fr", "L'autorité motive sa décision.", Role.SAFEGUARD),
        ("fr", "Les enfants sont entendus.", Role.RIGHT),
        ("es", "La autoridad motivará su decisión.", Role.SAFEGUARD),
        ("ru", "Операторы хранят данные.", Role.BURDEN),
        ("ru", "Орган не хранит данные.", Role.SAFEGUARD),
        ("ar", "تراقب الشرطة الاتصالات.", Role.POWER),
    ],
)
def test_a_verb_that_obliges_by_itself_binds_its_clause(language: str, text: str, role: Role) -> None:
    (clause,) = reader_of(language).clauses(plain(text), [(0, len(text))])
    assert clause.force == ("mustnot" if " не " in text else "must")
    assert clause.roles[role] > clause_without(language, text).get(role, 0.0)


def test_a_verb_that_only_says_when_does_not_bind() -> None:
    text = plain("Если орган хранит данные")
    assert [clause.force for clause in reader_of("ru").clauses(text, [(0, len(text))])] == [""]


def test_who_is_bound_may_stand_behind_the_word_that_binds() -> None:
    text = plain("يجوز للشرطة تفتيش المنازل")
    (clause,) = reader_of("ar").clauses(text, [(0, len(text))])
    assert (clause.force, clause.agents) == ("may", frozenset({"police"}))


def reader_of(language: str) -> FrameReader:
    found = reader(language)
    assert found
    return found


def clause_without(language: str, text: str) -> Mapping[Role, float]:
    """What a clause says of its role where no verb binds by itself."""
    read = reader_of(language)
    bare = replace(read, wording=read.wording._replace(obliging=None))
    return bare.clauses(plain(text), [(0, len(text))])[0].roles


# -------------------------------------------------------------------------------------------------------------- roles

ROLES = [
    ("en", "The police may search the premises and seize any computer.", Role.POWER),
    ("en", "Whoever enters a system without right commits an offence.", Role.OFFENCE),
    ("en", "The offender is liable on conviction to imprisonment for a term not exceeding five years.", Role.PENALTY),
    ("en", "The data shall not be used for any other purpose and shall be destroyed.", Role.SAFEGUARD),
    ("en", "The person concerned may appeal the decision and has the right to compensation.", Role.RIGHT),
    ("en", "The Commissioner shall submit an annual report, which is laid before Parliament.", Role.OVERSIGHT),
    ("en", "It is prohibited for the recipient to disclose the existence of the order.", Role.SECRECY),
    ("en", "Service providers shall retain traffic data and must report every request.", Role.BURDEN),
    ("en", "This Act comes into force on the day fixed by regulations.", Role.PROCEDURE),
    ("fr", "Les officiers de police peuvent procéder à la fouille des véhicules.", Role.POWER),
    ("fr", "Le fait de pénétrer sans droit dans un système est puni d'un an d'emprisonnement.", Role.OFFENCE),
    ("fr", "Les données ne peuvent être conservées au-delà et sont détruites sans délai.", Role.SAFEGUARD),
    ("fr", "La personne concernée peut former un recours et se faire assister d'un avocat.", Role.RIGHT),
    ("fr", "Les fournisseurs sont tenus de conserver les journaux de connexion.", Role.BURDEN),
    ("es", "La policía podrá intervenir las comunicaciones y registrar el domicilio.", Role.POWER),
    ("es", "Será castigado con la pena de prisión de dos a cinco años.", Role.PENALTY),
    ("es", "En ningún caso podrá prolongarse la medida, que cesará sin demora.", Role.SAFEGUARD),
    ("es", "El interesado tendrá derecho a recurrir y a ser oído.", Role.RIGHT),
    ("ru", "Следователь может провести обыск и изъять носители информации.", Role.POWER),
    ("ru", "Каждое Государство-участник признает уголовно наказуемым неправомерный доступ.", Role.OFFENCE),
    ("ru", "Данные подлежат уничтожению и не могут быть использованы в иных целях.", Role.SAFEGUARD),
    ("ru", "Заинтересованное лицо вправе обжаловать решение в суд.", Role.RIGHT),
    ("ru", "Поставщики услуг обязаны хранить данные о трафике.", Role.BURDEN),
    ("ru", "Запрещается разглашать факт выполнения распоряжения.", Role.SECRECY),
    ("zh", "主管机关可以对计算机系统进行搜查并扣押数据。", Role.POWER),
    ("zh", "各缔约国应将未经授权故意访问信息系统的行为规定为刑事犯罪。", Role.OFFENCE),
    ("zh", "数据不得用于其他目的，并应立即删除。", Role.SAFEGUARD),
    ("zh", "当事人有权对该决定提出申诉。", Role.RIGHT),
    ("zh", "服务提供者应当保存流量数据六个月。", Role.BURDEN),
    ("zh", "收到命令的人对该命令的存在应严格保密。", Role.SECRECY),
    ("ar", "يجوز للسلطات المختصة أن تفتش أي نظام حاسوبي وتضبط البيانات.", Role.POWER),
    ("ar", "تعتمد كل دولة طرف ما يلزم من تدابير لتجريم الوصول غير المشروع.", Role.OFFENCE),
    ("ar", "لا يجوز استخدام البيانات لأي غرض آخر ويجب محوها فورا.", Role.SAFEGUARD),
    ("ar", "يحق للشخص المعني الطعن في القرار أمام المحكمة.", Role.RIGHT),
    ("ar", "يلتزم مقدمو الخدمات بالاحتفاظ ببيانات الحركة لمدة ستة أشهر.", Role.BURDEN),
    ("ar", "يلتزم الموظف بالحفاظ على سرية التحقيق.", Role.SECRECY),
]


@pytest.mark.parametrize(("language", "text", "role"), ROLES, ids=lambda value: str(value)[:40])
def test_a_sentence_shows_its_role(language: str, text: str, role: Role) -> None:
    found = roles(language, text)
    assert plausible(found)[0] is role, found


def test_nobody_commits_an_offence_is_a_protection() -> None:
    weight = Impact(roles("en", "No nurse commits an offence under this section by treating a patient."))
    assert weight.protects > weight.burdens


def test_the_longer_formula_goes_before_the_shorter_one_in_it() -> None:
    found = roles("en", "It is prohibited for a person to disclose the request.")
    assert Role.SAFEGUARD not in found


CHAPEAUX = [
    ("en", "The following practices shall be prohibited:", True),
    ("en", "The police may:", False),
    ("en", "Whoever does what is not permitted commits an offence, that is:", False),
    ("fr", "Sont interdits:", True),
    ("es", "Quedan prohibidas las siguientes prácticas:", True),
    ("ru", "Запрещается:", True),
    ("zh", "禁止下列行为：", True),
    ("ar", "يحظر ما يلي:", True),
]


@pytest.mark.parametrize(("language", "chapeau", "bans"), CHAPEAUX)
def test_words_that_prohibit_count_for_what_hangs_on_them(language: str, chapeau: str, bans: bool) -> None:
    assert read(language).bans(plain(chapeau)) is bans


def test_a_prohibited_practice_is_a_safeguard_whatever_it_names() -> None:
    text = plain("the search of premises by the police")
    free, banned = (Frame(read("en").clauses(text, [(0, len(text))]), dict, banned) for banned in (False, True))
    assert Impact(banned.roles).burdens == 0 < Impact(banned.roles).protects
    assert Impact(free.roles).protects == 0


@pytest.mark.parametrize("held", ["halt the processing", "suspend the use of the system", "shut down the surveillance"])
def test_to_hold_back_what_is_done_to_people_spares_them(held: str) -> None:
    text = f"the controller shall {held}."
    (clause,) = read("en").clauses(text, [(0, len(text))])
    assert "does.must.protect" in found([clause], text, (), "en")


@pytest.mark.parametrize("part", ["where the search is unlawful", "data which are excluded by law"])
def test_a_ban_in_a_part_that_says_when_or_of_what_binds_nobody(part: str) -> None:
    text = f"{part}, the police shall release the suspect."
    (clause,) = read("en").clauses(text, [(0, len(text))])
    assert clause.force == "must"


def test_what_a_text_weighs_does_not_hang_on_the_order_in_which_its_roles_are_summed() -> None:
    weights = dict(zip(sorted(BURDENS), (1.9, 2.6, 1.0, 1.4, 0.9), strict=True))  # in no order does `sum` give 7.8
    assert Impact(weights).burdens == 7.8
