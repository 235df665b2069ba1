"""Broken words are mended where the document bears it out, and only there."""

from __future__ import annotations

import pytest

from treatydiff.readers.broken_words import Vocabulary, join_lines, mend
from treatydiff.readers.lines import BROKEN_HYPHEN, NARROW_SPACE

N = NARROW_SPACE
H = BROKEN_HYPHEN


def words(*lines: str) -> Vocabulary:
    vocabulary = Vocabulary(lines)
    vocabulary.learn_breaks(lines)
    return vocabulary


def test_lines_are_joined_with_one_space() -> None:
    assert join_lines(["Each State Party ", "shall act"], words()) == "Each State Party shall act"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["第一条缔约国", "应当合作"], "第一条缔约国应当合作"),
        (["and/", "or"], "and/or"),
        (["pages 12–", "14"], "pages 12–14"),
        (["measures—", "including these"], "measures—including these"),
        (["the term “", "evidence”"], "the term “evidence”"),
        (["in paragraphs 17,", "18 and 19"], "in paragraphs 17, 18 and 19"),
        (["a\xadb soft", "line"], "ab soft line"),
        (["co\xad", "operate"], "cooperate"),
    ],
)
def test_what_stands_between_two_lines(lines: list[str], joined: str) -> None:
    assert join_lines(lines, words()) == joined


def test_a_hyphen_at_a_line_end_stays_where_the_document_has_the_compound() -> None:
    assert (
        join_lines([f"decision{H}", "making"], words("the decision-making body", "decision", "making"))
        == "decision-making"
    )


def test_a_hyphen_at_a_line_end_goes_where_the_document_has_the_whole_word() -> None:
    assert join_lines([f"conser{H}", "vation"], words("for conservation")) == "conservation"


def test_a_plain_hyphen_at_a_line_end_is_judged_likewise() -> None:
    assert join_lines(["conser-", "vation"], words("for conservation")) == "conservation"
    assert join_lines(["Vice-", "President"], words("the President")) == "Vice-President"


def test_a_hyphen_of_which_nothing_is_known_stays() -> None:
    assert join_lines([f"benefit{H}", "sharing"], words("a benefit", "the sharing")) == "benefit-sharing"


def test_the_hyphen_of_a_name_or_a_number_stays() -> None:
    assert mend(f"Secretary{H}General and 22{H}08354", words("secretarygeneral")) == "Secretary-General and 22-08354"


def test_a_word_split_by_a_guessed_space_is_joined_where_the_document_has_it_whole() -> None:
    text = f"of ar{N}eas, area{N}-based tools; respect of{N}draft rule 6{N}, re{N}lation"
    known = words("areas of area-based tools", "relation")
    assert mend(text, known) == "of areas, area-based tools; respect of draft rule 6, relation"


@pytest.mark.parametrize("fault", ["ag reed", "a nd", "o f", "sh all", "divers ity"])
def test_faults_in_extracted_text_are_mended(fault: str) -> None:
    usual = "agreed and shall of diversity " * 3
    assert (
        mend(f"they {fault} it", words(usual, f"they {fault} it", "a share (f) of it"))
        == f"they {fault.replace(' ', '')} it"
    )


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("in formation flying", "in the information, information, information"),
        ("quel que soit", "quelque chose, quelque part, que, quelque temps"),
        ("Rapa Nui", "rapanui rapanui rapanui"),
        ("so called", "socalled, so, called"),
        ("to day", "today today today to"),
        ("(a) part of", "apart apart apart"),
    ],
)
def test_two_words_that_could_be_one_stay_two(text: str, elsewhere: str) -> None:
    assert mend(text, words(text, elsewhere)) == text


def test_a_spelling_with_a_hyphen_is_no_fault() -> None:
    """A draft that writes co-operation in one place and cooperation in others says something by it."""
    text = "To strengthen co-operation and the sub-contractor, e-mail, re-use"
    elsewhere = "cooperation cooperation subcontractor subcontractor email email reuse reuse"
    assert mend(text, words(text, elsewhere)) == text


def test_in_a_text_full_of_hyphens_of_line_ends_they_are_taken_out() -> None:
    whole = (
        "устойчивого обязательства соглашение конвенции государства стороны международного сохранения использования "
    )
    whole += "разнообразия биологического юрисдикции секретариата механизма ресурсов потенциала технологии положения"
    divided = [f"{word[:3]}-{word[3:]}" for word in whole.split()]
    known = words(*[whole] * 3, *divided)
    assert mend(f"для {divided[0]} и обя- зательства", known) == "для устойчивого и обязательства"


def test_a_compound_loosened_by_a_space_is_closed_only_if_the_document_has_it() -> None:
    known = words("area-based tools", "long-term")
    assert mend("area -based, area- based, area - based", known) == "area-based, area-based, area-based"
    assert mend("long- and short-term, article 5 - scope", known) == "long- and short-term, article 5 - scope"


def test_no_stand_in_survives() -> None:
    assert not set(f"{H}{N}\xad\u200b") & set(mend(f"a{H}b c{N}d e\xadf\u200b", words()))
