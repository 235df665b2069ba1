"""What is still in brackets is no gain; a proposal for the worse is told as it is."""

from __future__ import annotations

import pytest

from helpers.judged import judged

NOTICE = {
    "en": ("Interception", "Communications may be intercepted.", "The person concerned shall be notified."),
    "fr": ("Interception", "Les communications peuvent être interceptées.", "La personne concernée en est informée."),
    "es": ("Interceptación", "Las comunicaciones podrán interceptarse.", "La persona afectada será informada de ello."),
    "ru": ("Перехват", "Сообщения могут быть перехвачены.", "Заинтересованное лицо уведомляется о перехвате."),
    "zh": ("拦截", "可以拦截通信。", "应当将拦截情况通知当事人。"),
    "ar": ("الاعتراض", "يجوز اعتراض الاتصالات.", "يجب إخطار الشخص المعني بالاعتراض."),
}


@pytest.mark.parametrize("language", NOTICE)
def test_a_sentence_in_brackets_is_no_gain_yet(language: str) -> None:
    heading, old, new = NOTICE[language]
    found = judged(language, heading, old, f"{old} [{new}]")
    assert {finding.worse for finding in found} == {None}, [finding.message for finding in found]
    assert any("in brackets that are still open" in finding.message for finding in found)


@pytest.mark.parametrize("language", NOTICE)
def test_nor_is_a_paragraph(language: str) -> None:
    heading, _, new = NOTICE[language]
    assert {finding.worse for finding in judged(language, heading, "", f"[{new}]")} == {None}


@pytest.mark.parametrize("language", NOTICE)
def test_without_brackets_it_is_one(language: str) -> None:
    heading, old, new = NOTICE[language]
    assert False in {finding.worse for finding in judged(language, heading, old, f"{old} {new}")}


def test_a_proposal_for_the_worse_is_told_and_so_is_one_that_was_dropped() -> None:
    power = "The police may search the home of the person concerned without a warrant."
    came = judged(
        "en", "Interception", "Communications may be intercepted.", f"Communications may be intercepted. [{power}]"
    )
    assert True in {finding.worse for finding in came}
    heading, old, new = NOTICE["en"]
    assert True in {finding.worse for finding in judged("en", heading, f"{old} [{new}]", old)}


def test_brackets_around_a_word_leave_the_sentence_a_gain() -> None:
    text = "The person concerned shall be notified [without delay] of the interception."
    assert False in {finding.worse for finding in judged("en", "Interception", "", text)}
