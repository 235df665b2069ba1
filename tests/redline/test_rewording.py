"""Sentences that were only turned round are a kind of their own; whatever differs in a word is not."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from helpers.redlines import draft
from treatydiff.compare import compare
from treatydiff.model import REWORDED, Change
from treatydiff.renderers import RENDERERS, RenderOptions
from treatydiff.report import Selection

KEEP = "Each State Party shall keep logs of each transfer for two years."


def changed(old: str, new: str, language: str = "en") -> Change:
    word = "المادة" if language == "ar" else "Статья" if language == "ru" else "Article"
    lines = (f"{word} 1", "A", "B.", f"{word} 2", "C")
    sides = (draft(*lines, text, language=language) for text in (old, new))
    (found,) = compare(*sides).redline.changes
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (KEEP, "Logs of each transfer shall be kept by each State Party for two years."),
        (KEEP, "Logs of each transfer shall be kept for two years by each State Party."),
        (
            "Each Party shall exchange personal data in conformity with this Convention and its domestic law.",
            "Personal data shall be exchanged by each Party in accordance with this Convention and its national law.",
        ),
        (
            "The data shall be protected by each authority against loss and unauthorised access.",
            "Each authority shall protect the data against unauthorised access and loss.",
        ),
        ("The authority may not disclose the data.", "The data may not be disclosed by the authority."),
        (
            "Data may be used for the investigation, detection and prosecution of offences.",
            "Data may be used for the detection, investigation and prosecution of offences.",
        ),
        ("States apply domestic law to it.", "States apply national law to it."),
    ],
)
def test_the_same_words_in_another_form_are_not_of_substance_either_way(old: str, new: str) -> None:
    for change in (changed(old, new), changed(new, old)):
        assert change.significance == "editorial"
        assert all(span.significance != "substantive" for span in change.spans)


def test_what_was_turned_round_is_remarked_for_who_wants_to_list_it() -> None:
    passive = "Logs of each transfer shall be kept by each State Party for two years."
    assert changed(KEEP, passive).remarks == (REWORDED,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (KEEP, "Logs of each transfer shall be kept for two years."),  # nobody is bound any more
        (KEEP, "Logs of each transfer may be kept by each State Party for two years."),
        (KEEP, "Logs of each transfer shall not be kept by each State Party for two years."),
        (KEEP, "Logs of each transfer shall be kept by each State Party for two days."),
        (KEEP, "Logs of each transfer shall be held by each State Party for two years."),
        (KEEP, "Logs of each transfer shall be kept by the State Party for two years, where possible."),
        ("Witnesses shall inform the police.", "The police shall inform witnesses."),
        ("Witnesses shall protect the police.", "Witnesses shall be protected by the police."),
        ("Data of victims and suspects may be kept.", "Data of suspects and victims may not be kept."),
        (
            "The Committee shall publish decisions of the Court.",
            "Decisions shall be published by the Committee of the Court.",
        ),
        (
            "Each Party shall protect persons requesting help.",
            "Persons shall be protected by each Party requesting help.",
        ),
        ("All Parties shall not use the data.", "The data shall not be used by all Parties."),
        ("A Party shall not publish all the data.", "All the data shall not be published by a Party."),
        ("It covers theft and fraud or bribery.", "It covers theft or fraud and bribery."),
        ("The court hears the officer and not the suspect.", "The court hears the suspect and not the officer."),
        ("It covers data of children and orders of courts.", "It covers orders of children and data of courts."),
    ],
)
def test_a_word_more_or_less_or_another_relation_is_of_substance(old: str, new: str) -> None:
    for change in (changed(old, new), changed(new, old)):
        assert change.significance == "substantive"
        assert REWORDED not in change.remarks


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "Chaque Partie agit selon son droit interne.", "Chaque Partie agit selon son droit national."),
        ("fr", "Elle couvre la corruption, la fraude et le vol.", "Elle couvre la fraude, le vol et la corruption."),
        ("es", "Cada Parte actuará según su derecho interno.", "Cada Parte actuará según su derecho nacional."),
        ("es", "Abarca el fraude, el robo y la corrupción.", "Abarca la corrupción, el fraude y el robo."),
        (
            "fr",
            "Chaque Partie doit conserver les données pendant deux ans.",
            "Les données doivent être conservées par chaque Partie pendant deux ans.",
        ),
        (
            "fr",
            "L'autorité ne peut pas divulguer les données.",
            "Les données ne peuvent pas être divulguées par l'autorité.",
        ),
        ("fr", "Chaque Partie conserve les données utiles.", "Les données utiles sont conservées par chaque Partie."),
        (
            "es",
            "Cada Parte deberá proteger los datos contra su pérdida.",
            "Los datos deberán ser protegidos por cada Parte contra su pérdida.",
        ),
        ("es", "La autoridad no podrá revelar los datos.", "Los datos no podrán ser revelados por la autoridad."),
        (
            "es",
            "Cada Parte conservará las pruebas recibidas.",
            "Las pruebas recibidas serán conservadas por cada Parte.",
        ),
        (
            "pt",
            "Cada Parte deverá proteger os dados contra sua perda.",
            "Os dados deverão ser protegidos por cada Parte contra sua perda.",
        ),
        ("pt", "Cada Parte conservará as provas recebidas.", "As provas recebidas serão conservadas por cada Parte."),
        ("pt", "Cada Parte age conforme seu direito interno.", "Cada Parte age conforme seu direito nacional."),
        ("pt", "Abrange fraude, roubo e corrupção.", "Abrange corrupção, fraude e roubo."),
        ("pt", "O Comité deverá publicar as atas.", "As atas deverão ser publicadas pelo Comité."),
        ("pt", "A Comissão publicará as atas.", "As atas serão publicadas pela Comissão."),
        ("en", "They shall keep the records for a year.", "The records shall be kept by them for a year."),
        ("fr", "Ils doivent conserver les données.", "Les données doivent être conservées par eux."),
        ("es", "Se conservarán los datos durante un año.", "Los datos serán conservados durante un año."),
        ("es", "Los datos deberán conservarse durante un año.", "Los datos deberán ser conservados durante un año."),
        ("es", "No se revelarán los datos personales.", "Los datos personales no serán revelados."),
        (
            "ru",
            "Каждое государство-участник хранит данные в течение двух лет.",
            "Данные хранятся каждым государством-участником в течение двух лет.",
        ),
        ("ru", "Компетентный орган может использовать базу.", "База может использоваться компетентным органом."),
        ("ru", "Секретарь публикует список после проверки.", "Список публикуется секретарем после проверки."),
        (
            "ru",
            "Суд должен утвердить решение до начала проверки.",
            "Решение должно быть утверждено судом до начала проверки.",
        ),
        ("ru", "Стороны не могут раскрывать сведения.", "Сведения не могут раскрываться Сторонами."),
        ("ru", "Охвачены убийство, грабеж и кража.", "Охвачены кража, убийство и грабеж."),
        ("ru", "Это определяется внутренним законодательством.", "Это определяется национальным законодательством."),
        ("ar", "تتخذ التدابير وفقا لقانونها الداخلي.", "تتخذ التدابير وفقا لقانونها الوطني."),
    ],
)
def test_other_languages_say_the_same_by_their_own_words(language: str, old: str, new: str) -> None:
    for change in (changed(old, new, language), changed(new, old, language)):
        assert change.remarks == (REWORDED,)


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "Le comité interne se réunit.", "Le comité national se réunit."),
        ("fr", "Elle couvre le vol de données et la fraude.", "Elle couvre la fraude de données et le vol."),
        ("es", "Abarca el robo de datos y el fraude.", "Abarca el fraude de datos y el robo."),
        ("fr", "Chaque Partie doit conserver les données.", "Les données peuvent être conservées par chaque Partie."),
        (
            "fr",
            "Chaque Partie doit conserver les données.",
            "Les données ne doivent pas être conservées par chaque Partie.",
        ),
        ("fr", "L'autorité conserve les données.", "Les données sont conservées pour l'autorité."),
        ("fr", "Le témoin protège la police.", "Le témoin est protégé par la police."),
        ("es", "Cada Parte conservará los datos.", "Los datos serán conservados."),
        ("es", "Cada Parte conservará los datos.", "Los datos serán destruidos por cada Parte."),
        ("es", "Cada Parte no conservará los datos.", "Los datos serán conservados por cada Parte."),
        ("es", "Cada Parte deberá conservar los datos.", "Los datos podrán ser conservados por cada Parte."),
        ("fr", "Le Comité nomme les experts des Parties.", "Les experts sont nommés par le Comité des Parties."),
        ("fr", "Le Comité adopte les règles qui le lient.", "Les règles sont adoptées par le Comité qui le lient."),
        ("fr", "Toute Partie ne peut pas citer le témoin.", "Le témoin ne peut pas être cité par toute Partie."),
        ("es", "El Comité publicará las actas del Tribunal.", "Las actas serán publicadas por el Comité del Tribunal."),
        ("es", "Todas las Partes no deberán usar los datos.", "Los datos no deberán ser usados por todas las Partes."),
        ("pt", "Cada Parte publicará atas do Tribunal.", "Atas serão publicadas por cada Parte do Tribunal."),
        ("pt", "Cada Parte não poderá usar os dados.", "Os dados não poderão ser usados por cada Parte."),
        ("pt", "O comité interno reúne-se.", "O comité nacional reúne-se."),
        ("pt", "Cada Parte conservará os dados.", "Os dados serão conservados para cada Parte."),
        ("es", "El comité interno se reúne.", "El comité nacional se reúne."),
        ("es", "Las Partes se consultarán.", "Las Partes serán consultadas."),
        ("es", "Las solicitudes se referirán a delitos.", "Las solicitudes serán referidas a delitos."),
        ("es", "Los datos podrán conservarse.", "Los datos deberán ser conservados."),
        ("es", "Se conservarán los datos.", "Los datos no serán conservados."),
        ("es", "Se conservarán los datos.", "Los datos serán conservados por cada Parte."),
        ("en", "They shall keep the records.", "The records shall be kept by him."),
        ("ru", "Орган хранит данные.", "Данные хранятся судом."),
        ("ru", "Орган хранит данные.", "Данные хранятся."),
        ("ru", "Орган хранит данные.", "Данные хранятся органу."),
        ("ru", "Орган хранит данные суда.", "Данные хранятся органом суда."),
        ("ru", "Орган может хранить данные.", "Данные должны храниться органом."),
        ("ru", "Орган не может хранить данные.", "Данные могут храниться органом."),
        ("ru", "Охвачены сбор данных, хранение и передача.", "Охвачены передача, сбор данных и хранение."),
        ("ru", "Охвачены сбор данных, хранение и передача.", "Охвачены передача данных, хранение и сбор."),
        ("ru", "Создаётся внутреннее управление.", "Создаётся национальное управление."),
        ("ar", "تنشئ لجنتها الداخلية المختصة.", "تنشئ لجنتها الوطنية المختصة."),
    ],
)
def test_there_too_only_what_is_exactly_one_thing_in_two_forms_is_no_substance(
    language: str, old: str, new: str
) -> None:
    assert REWORDED not in changed(old, new, language).remarks


def test_what_was_only_reworded_can_be_listed_with_its_marks_and_nothing_else() -> None:
    passive = "Logs of each transfer shall be kept by each State Party for two years."
    sides = (draft("Article 1", "Scope", f"It {scope}.", "Article 2", "Logs", text)
             for scope, text in (("applies", KEEP), ("ends", passive)))  # fmt: skip
    report = replace(compare(*sides), selection=Selection(reworded=True))
    value = json.loads(RENDERERS["json"].render((report,), RenderOptions()))
    assert [change["remarks"] for change in value["changes"]] == [[REWORDED]]
    assert value["selection"]["only"] == "reworded"
    redline = RENDERERS["terminal"].render((report,), RenderOptions(width=200)).decode().partition("── Redline")[2]
    assert "[-" in redline
    assert "Article 1" not in redline
