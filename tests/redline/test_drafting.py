"""What changes nothing is editorial by the data of each language; another number, or any other word, never is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.redlines import HEAD, TAIL, change_of, report
from treatydiff.model import Significance, new_text, old_text
from treatydiff.text.languages import LANGUAGES, load

EDITORIAL, SUBSTANTIVE = Significance.EDITORIAL, Significance.SUBSTANTIVE

NOTHING = [
    ("The term “data” shall mean facts.", "The term “data” means facts."),
    ("In order to ensure this, they meet.", "To ensure this, they meet."),
    ("Prior to any search a judge is asked.", "Before any search a judge is asked."),
    ("The rules set forth in the annex apply.", "The rules set out in the annex apply."),
    ("It acts in respect of such offences.", "It acts with regard to such offences."),
    ("They act efficiently and effectively here.", "They act effectively and efficiently here."),
    ("The police and the courts of a State report.", "The courts and the police of a State report."),
    ("They shall provide the inputs.", "They shall provide inputs."),
    ("It shall adopt the measure.", "It shall adopt the measures."),
    ("An authority may decide.", "The authority may decide."),
    ("Twelve members are present.", "12 members are present."),
    ("Half of 50 per cent is kept.", "Half of 50% is kept."),
]
SOMETHING = [
    ("Prior approval of a judge is asked.", "Approval of a judge is asked."),
    ("It acts without delay.", "It acts without undue delay."),
    ("It is consistent with the obligations.", "It takes into account the obligations."),
    ("It acts in respect of such offences.", "It acts with regard to all offences."),
    ("They act efficiently and effectively.", "They act efficiently or effectively."),
    ("A court and the police decide.", "The police and a prosecutor decide."),
    ("It meets the third time.", "It meets the fourth time."),
    ("The measures in (a) apply.", "The measures apply."),
    ("A term of 1,5 years applies.", "A term of 15 years applies."),
    ("Each Party shall inform one State.", "Each Party shall inform two States."),
]


@pytest.mark.parametrize(("old", "new"), NOTHING)
def test_drafting_that_changes_nothing_is_editorial(old: str, new: str) -> None:
    assert change_of(old, new).significance is EDITORIAL
    assert change_of(new, old).significance is EDITORIAL


@pytest.mark.parametrize(("old", "new"), SOMETHING)
def test_what_only_looks_alike_is_substantive(old: str, new: str) -> None:
    assert change_of(old, new).significance is SUBSTANTIVE
    assert change_of(new, old).significance is SUBSTANTIVE


POINTING = ["paragraph 2 above", "paragraph 2 of this article", "paragraph 2 of the present article", "paragraph 2"]


@given(st.permutations(POINTING))
@settings(deadline=None)
def test_what_points_into_the_text_itself_is_part_of_the_reference(names) -> None:  # type: ignore[no-untyped-def]
    old, new = (f"The measures referred to in {name} shall be reviewed." for name in names[:2])
    change = change_of_first(old, new)
    assert change.significance in (EDITORIAL, Significance.CONSEQUENTIAL)
    assert (old_text(change.text), new_text(change.text)) == (old, new)


def test_only_the_words_that_point_are_marked() -> None:
    change = change_of_first("As paragraph 2 above says.", "As paragraph 2 says.")
    assert [span.text for span in change.text if span.op.value == "delete"] == [" above"]
    assert change.significance is EDITORIAL


def test_of_another_article_is_another_reference() -> None:
    change = change_of_first("As paragraph 2 of this article says.", "As paragraph 2 of article 1 says.")
    assert change.significance is SUBSTANTIVE


def change_of_first(old: str, new: str):  # type: ignore[no-untyped-def]
    """The change of a first paragraph that a second one follows."""
    second = "2. The Parties shall report on what they did."
    found = report([*HEAD, f"1. {old}", second, *TAIL], [*HEAD, f"1. {new}", second, *TAIL])
    (change,) = [c for c in found.redline.all if (c.provision.article, c.provision.number) == ("2", "1")]
    return change


FRAMES = {"zh": ("缔约国{}采取行动。", ""), "ar": ("تعمل الدول {} مع الآخرين.", " ")}
PHRASES = [(code, one) for code in LANGUAGES for one in load(code).phrases]


@pytest.mark.parametrize(("code", "one"), PHRASES)
def test_every_wording_of_one_thing_counts_as_it(code: str, one: tuple[str, ...]) -> None:
    heads = {"zh": ["第一条", "目的", "第二条", "措施"], "ar": ["المادة 1", "الغرض", "المادة 2", "التدابير"]}
    text = FRAMES.get(code, ("Xqz 40 {} ybv.", ""))[0]
    head = heads.get(code, ["Article 1", "Abc", "Def ghi.", "Article 2", "Jkl"])
    pairs = [(report([*head, text.format(one[0])], [*head, text.format(each)], code), each) for each in one[1:]]
    assert [each for found, each in pairs if {c.significance for c in found.redline.changes} - {EDITORIAL}] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_of_force_or_number_is_among_the_plurals_and_phrases(code: str) -> None:
    language = load(code)
    assert language.phrases
    known = {word.casefold() for pair in language.plurals for word in pair}
    known |= {phrase.casefold() for one in language.phrases for phrase in one} - {"shall mean"}
    known = {phrase.replace("whether or not", "whether") for phrase in known}
    assert not any(number in known for number in language.ordinals)
    assert not any("shall" in word.split() or "not" in word.split() for word in known)
