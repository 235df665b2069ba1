"""Clause frames: the word classes of every language, roles, slots, and what a change of a slot means."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from treatydiff.judging.merging import worse

from treatydiff.compare import compare
from treatydiff.judging import lexis
from treatydiff.judging import rows as signs
from treatydiff.judging.clauses import Frame, FrameReader, Role, reader
from treatydiff.judging.context import Context
from treatydiff.judging.facts import certain
from treatydiff.judging.slots import Weight, plausible
from treatydiff.judging.wording import sentences
from treatydiff.model import Draft, Level, Provision
from treatydiff.themes.patterns import plain

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


def read(language: str) -> FrameReader:
    found = reader(language)
    assert found
    return found


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
        "denied",
        "excepted",
        "opposites",
        "statements",
        "limits",
        "chapter",
    }
    asked = {slot.partition(".")[0] for _, slot, _ in table.rows} - others
    assert asked <= slots
    assert {f"roles.{role}.strong" for role in Role} <= found.classes.keys()
    assert {"court", "police", "private", "protected"} <= {n.split(".")[1] for n in found.classes if "agents." in n}


def test_a_language_without_a_file_has_no_reader() -> None:
    assert reader("eo") is None


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
    weight = Weight.of(roles("en", "No nurse commits an offence under this section by treating a patient."))
    assert weight.protection > weight.burden


def test_the_longer_formula_goes_before_the_shorter_one_in_it() -> None:
    found = roles("en", "It is prohibited for a person to disclose the request.")
    assert Role.SAFEGUARD not in found


# ------------------------------------------------------------------------------- what a change means, both directions

BEFORE_AFTER = [
    # language, heading, old, new; whether the new one is worse, or None where nothing of substance changed
    (
        "en",
        "Search",
        "The police may search the premises.",
        "The police may search the premises, unless the occupier is a lawyer.",
        False,
    ),
    (
        "en",
        "Remedies",
        "Every suspect has the right to appeal the order.",
        "Every suspect has the right to appeal the order, except where the order is secret.",
        True,
    ),
    (
        "en",
        "Interception",
        "The police may intercept messages of a suspect with a warrant issued by a judge.",
        "The police may intercept messages of a suspect.",
        True,
    ),
    (
        "fr",
        "Perquisition",
        "Les officiers de police peuvent procéder à la perquisition des locaux.",
        "Les officiers de police peuvent procéder à la perquisition des locaux, sauf dans le cabinet d'un avocat.",
        False,
    ),
    (
        "es",
        "Intervención",
        "La policía podrá intervenir las comunicaciones del sospechoso.",
        "La policía podrá intervenir las comunicaciones del sospechoso, salvo las de un abogado.",
        False,
    ),
    (
        "ru",
        "Обыск",
        "Полиция может провести обыск помещения.",
        "Полиция может провести обыск помещения, за исключением случаев, когда владелец является адвокатом.",
        False,
    ),
    (
        "zh",
        "搜查",
        "警察可以对处所进行搜查。",
        "警察可以对处所进行搜查，除非该处所属于律师。",
        False,
    ),
    (
        "ar",
        "التفتيش",
        "يجوز للشرطة أن تفتش المسكن.",
        "يجوز للشرطة أن تفتش المسكن ما لم يكن صاحبه محاميا.",
        False,
    ),
    (
        "en",
        "Search",
        "The police may search premises and vehicles.",
        "The police may search vehicles and premises.",
        None,
    ),
    (
        "en",
        "Search",
        "The police shall not search premises unless a judge has approved it.",
        "The police shall search premises only where a judge has approved it.",
        None,
    ),
]


def draft(language: str, heading: str, text: str) -> Draft:
    paragraph = Provision(Level.PARAGRAPH, "1", "art_1__para_1", text=text, article="1")
    article = Provision(Level.ARTICLE, "1", "art_1", heading=heading, children=(paragraph,), article="1")
    return Draft("draft", (article,), language)


def directions(language: str, heading: str, old: str, new: str) -> set[bool | None]:
    """The directions of what is said of one paragraph, by frames or rules: worse, better, open."""
    report = compare(draft(language, heading, old), draft(language, heading, new))
    return {worse(finding) for finding in report.findings}


@pytest.mark.parametrize(("language", "heading", "old", "new", "wanted"), BEFORE_AFTER)
def test_a_slot_that_came_or_went_is_told(language: str, heading: str, old: str, new: str, wanted: bool | None) -> None:
    found = directions(language, heading, old, new)
    assert found == set() if wanted is None else (not wanted) not in found and found
    back = directions(language, heading, new, old)
    assert back == {None if sign is None else not sign for sign in found}


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
    assert Weight.of(banned.roles).burden == 0 < Weight.of(banned.roles).protection
    assert Weight.of(free.roles).protection == 0


# ----------------------------------------------------------------------- when a whole provision is surely of a role

SURE = [
    ("en", "The police may search the premises and seize any computer.", Role.POWER),
    ("fr", "La police peut perquisitionner le domicile et saisir tout ordinateur.", Role.POWER),
    ("es", "La policía podrá registrar el domicilio e intervenir las comunicaciones.", Role.POWER),
    ("ru", "Полиция может провести обыск и изъять носители информации.", Role.POWER),
    ("zh", "警察可以搜查住所并扣押任何计算机。", Role.POWER),
    ("ar", "يجوز للشرطة تفتيش المسكن وضبط أي حاسوب.", Role.POWER),
    ("en", "Whoever enters a system without right commits an offence.", Role.OFFENCE),
    ("en", "The data shall be deleted.", Role.SAFEGUARD),
    ("en", "The person concerned has the right to appeal and to be heard.", Role.RIGHT),
    ("en", "No data shall be transferred to such a service.", Role.SAFEGUARD),
]
UNSURE = [
    ("en", "The service may appoint an officer for the investigation of such offences.", Role.POWER),
    ("en", "Nobody who tests a system in good faith commits an offence or is liable to imprisonment.", Role.OFFENCE),
    ("en", "The records are named after the victim.", Role.RIGHT),
    ("en", "No exception shall be made for journalists.", Role.RIGHT),
    ("fr", "Aucune exception ne sera faite pour les journalistes.", Role.RIGHT),
    ("zh", "请求国法律可判处死刑的，被请求国应当拒绝引渡。", Role.PENALTY),
    (
        "en",
        "The police may search a dwelling with a warrant, shall give reasons in writing, shall notify the person "
        "concerned, and shall delete what is not needed.",
        Role.POWER,
    ),
    ("en", "This article does not apply where the police may search the premises and seize computers.", Role.POWER),
]


def alone(language: str, text: str) -> Frame:
    flat = plain(text)
    return read(language).frame(flat, sentences(flat), dict)


@pytest.mark.parametrize(("language", "text", "role"), SURE)
def test_a_provision_that_shows_plainly_what_it_does_is_surely_of_its_role(
    language: str, text: str, role: Role
) -> None:
    assert certain(alone(language, text), role)


@pytest.mark.parametrize(("language", "text", "role"), UNSURE)
def test_a_provision_with_one_cue_or_much_on_the_other_side_has_no_direction(
    language: str, text: str, role: Role
) -> None:
    assert not certain(alone(language, text), role)


def test_every_role_that_comes_or_goes_as_a_whole_says_when_it_is_sure() -> None:
    table = signs.load()
    assert {role for role, slot, _ in table.rows if slot == "whole"} <= table.certain.keys()


def test_of_an_article_of_hundreds_of_paragraphs_those_near_one_say_what_it_is_about() -> None:
    def paragraphs(text: str, first: int) -> list[Provision]:
        numbers = range(first, first + 100)
        return [Provision(Level.PARAGRAPH, str(n), f"art_1__para_{n}", article="1", text=text) for n in numbers]

    powers = paragraphs("The authorities may search the premises and seize data.", 1)
    duties = paragraphs("Data shall be kept under the supervision of a judge.", 101)
    article = Provision(Level.ARTICLE, "1", "art_1", article="1", children=(*powers, *duties))
    context = Context(Draft("draft", (article,), "en"), read("en"))
    near_power, near_duty = context.article(powers[10]), context.article(duties[90])
    assert near_power.get(Role.POWER, 0.0) > 0
    assert near_duty.get(Role.POWER, 0.0) == 0
