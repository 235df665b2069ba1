from __future__ import annotations

import pytest

from helpers.passages import passage
from treatydiff.judging.force import Shift, shifts
from treatydiff.judging.wording import Force, load, modal_signs
from treatydiff.themes.patterns import plain, silent


def found(old: str, new: str, language: str = "en") -> tuple[Shift, ...]:
    return shifts(passage(old, new, language))


def forces(text: str, language: str = "en") -> list[Force]:
    return [sign.force for sign in modal_signs(plain(silent(text)), load(language))]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("The authorities shall record", Force.SHALL),
        ("Each State Party undertakes to protect", Force.SHALL),
        ("It shall endeavour to provide", Force.ENDEAVOUR),
        ("It should provide", Force.SHOULD),
        ("It shall consider the effect", Force.CONSIDER),
        ("It shall take the effect into account", Force.CONSIDER),
        ("States Parties are encouraged to share", Force.ENCOURAGE),
        ("It may refuse", Force.MAY),
        ("It shall not be required to transfer", Force.EXEMPT),
        ("Nothing in this article obliges a State", Force.EXEMPT),
        ("It shall not refuse", Force.FORBID),
        ("No State Party shall refuse", Force.FORBID),
        ("It shall not act without respect for rights", Force.SHALL),
    ],
)
def test_english_marks_every_step(text: str, force: Force) -> None:
    assert forces(text) == [force]


@pytest.mark.parametrize("text", ["such measures as may be necessary", "data which may exist", "in May 2026 no verb"])
def test_what_only_looks_like_modality_is_none(text: str) -> None:
    assert [force for force in forces(text) if text[:2] != "in"] == []


def test_chinese_words_that_hold_the_signs_are_none() -> None:
    assert forces("促进可持续发展和适应气候，不可能使用，相应措施", "zh") == []
    assert forces("缔约国应努力确保", "zh") == [Force.ENDEAVOUR]
    assert forces("缔约国不得拒绝", "zh") == [Force.FORBID]


@pytest.mark.parametrize(
    ("old", "new", "up", "language"),
    [
        ("The authorities may record data.", "The authorities shall record data.", True, "en"),
        ("They shall record data.", "They shall endeavour to record data.", False, "en"),
        ("They may record data.", "They shall not record data.", False, "en"),
        ("They shall protect the data.", "They shall consider protecting the data.", False, "en"),
        ("They are encouraged to establish it.", "They are encouraged to consider establishing it.", False, "en"),
        ("They shall, as appropriate, protect the data.", "They shall protect the data.", True, "en"),
        ("It includes a and may include b too.", "It includes a and may include b, c too.", None, "en"),
        ("It shall include a, and may include b.", "It shall include a and b.", True, "en"),
        ("Les autorités peuvent enregistrer les données.", "Les autorités enregistrent les données.", True, "fr"),
        ("Chaque Partie veille au respect.", "Chaque Partie s'efforce de veiller au respect.", False, "fr"),
        ("Las autoridades podrán grabar los datos.", "Las autoridades grabarán los datos.", True, "es"),
        ("Органы записывают данные сообщений.", "Органы могут записывать данные сообщений.", False, "ru"),
        ("主管机关可记录数据。", "主管机关应记录数据。", True, "zh"),
        ("يجوز للسلطات أن تسجل البيانات.", "تسجل السلطات البيانات.", True, "ar"),
        ("يجوز للدولة أن ترفض الطلب.", "لا يجوز للدولة أن ترفض الطلب.", False, "ar"),
    ],
)
def test_a_step_goes_up_or_down(old: str, new: str, up: bool | None, language: str) -> None:
    assert [shift.up for shift in found(old, new, language)] == ([] if up is None else [up])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("They shall search a system.", "They must search a system."),
        ("The powers may not be used without respect.", "The powers shall be used only with respect."),
        ("This article shall not affect it.", "This article does not affect it."),
        ("They shall adopt such measures as may be necessary.", "They shall adopt the measures needed."),
    ],
)
def test_another_way_to_say_the_same_is_no_step(old: str, new: str) -> None:
    assert found(old, new) == ()


def test_a_step_says_its_words_its_sentences_and_its_place() -> None:
    (shift,) = found("One. They may act. Two.", "One. They shall act. Two.")
    assert (shift.old, shift.new, shift.removed, shift.introduced) == (Force.MAY, Force.SHALL, "may", "shall")
    assert shift.sentences == ("they may act.", "they shall act.")
    assert shift.at == (10, 18)


def test_a_sentence_that_came_as_a_whole_is_no_step() -> None:
    assert found("They act.", "They act. Others may act as they see fit, whenever they want.") == ()
