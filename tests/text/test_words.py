"""Word-by-word comparison."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import treatydiff.text.words as comparing
from treatydiff.model import Op, Significance, Span, new_text, old_text
from treatydiff.text.words import Token, compare_tokens, compare_words, tokens, words

MARKS = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}


def marked(old: str, new: str) -> str:
    return "".join(MARKS[span.op].format(span.text) for span in compare_words(old, new))


def test_a_replaced_word_is_one_deletion_and_one_insertion() -> None:
    assert marked("Each Party may adopt", "Each Party shall adopt") == "Each Party [-may-]{+shall+} adopt"


def test_an_insertion_carries_one_of_the_blanks_around_it() -> None:
    assert marked("shall adopt", "shall also adopt") in ("shall{+ also+} adopt", "shall {+also +}adopt")


def test_a_word_deleted_at_the_start_takes_its_blank_with_it() -> None:
    assert marked("Each State Party", "State Party") == "[-Each -]State Party"


def test_a_new_sentence_is_one_insertion() -> None:
    old, new = "The Party shall act.", "The Party shall act. The State shall assist."
    assert marked(old, new) == "The Party shall act.{+ The State shall assist.+}"


def test_scraps_between_two_edits_are_dissolved() -> None:
    old, new = "in order to promote the rights of women", "in order to respect the dignity of women"
    assert marked(old, new) == "in order to [-promote the rights-]{+respect the dignity+} of women"


@pytest.mark.parametrize(
    ("old", "new", "redline"),
    [
        (
            "an identified or identifiable natural person, including traffic data",
            "an identified natural person",
            "an identified [-or identifiable -]natural person[-, including traffic data-]",
        ),
        (
            "a police authority that was notified",
            "a police or intelligence authority, or a body acting for it, that was notified",
            "a police {+or intelligence +}authority{+, or a body acting for it,+} that was notified",
        ),
    ],
)
def test_words_that_never_left_are_never_struck_between_edits_of_one_kind(old: str, new: str, redline: str) -> None:
    assert marked(old, new) == redline


@pytest.mark.parametrize(
    ("old", "new", "redline"),
    [
        (
            "unless the Party has given its prior consent to another use",
            "unless the Party has been given prior notice of another use",
            "unless the Party has {+been +}given [-its -]prior [-consent to-]{+notice of+} another use",
        ),
        (
            "ratification, approval, acceptance or formal confirmation by States",
            "ratification, approval or acceptance by States",
            "ratification, approval[-,-]{+ or+} acceptance [-or formal confirmation -]by States",
        ),
        (
            "in order to order the measure under the law in force today",
            "in order to examine the effects under another law in force today",
            "in order to [-order the measure under the-]{+examine the effects under another+} law in force today",
        ),
        (
            "set up in accordance with article 17 bis, paragraph 2, and used",
            "set up in accordance with paragraph 5 of this article, and used",
            "set up in accordance with [-article 17 bis, paragraph 2-]{+paragraph 5 of this article+}, and used",
        ),
    ],
)
def test_nor_are_long_words_between_short_edits_of_which_one_only_adds_or_takes_away(
    old: str, new: str, redline: str
) -> None:
    assert marked(old, new) == redline


def test_no_edit_slides_over_a_kept_word_into_another_one() -> None:
    old = "of any coastal State in areas within the national jurisdiction"
    new = "of coastal States in areas within their national jurisdiction and the interests of others beyond"
    new += " national jurisdiction"
    assert "the{+ir" not in marked(old, new)


def test_a_foothold_of_four_words_is_kept_however_much_changed_around_it() -> None:
    old = "one two three four five six the competent authorities of each seven eight nine ten eleven twelve"
    new = "a b c d e f the competent authorities of each g h i j k l"
    assert any(s.op is Op.KEEP and "the competent authorities of each" in s.text for s in compare_words(old, new))


def test_brackets_are_tokens_so_that_a_choice_reads_as_a_choice() -> None:
    assert marked("Party [shall] [may] adopt", "Party shall adopt") == "Party [-[-]shall[-] [may]-] adopt"


def test_part_word_brackets_keep_their_words_whole() -> None:
    assert list(words("the [b][B]enefits of State[s] to[, member of,] a")) == (
        ["the", "[b][B]enefits", "of", "State[s]", "to", "[", ",", "member", "of", ",", "]", "a"]
    )


def test_french_elision_is_a_word_of_its_own_and_an_english_possessive_is_not() -> None:
    assert list(words("de l’article et qu’un État")) == ["de", "l’", "article", "et", "qu’", "un", "État"]
    assert list(words("the State’s consent")) == ["the", "State’s", "consent"]


def test_chinese_is_compared_ideograph_by_ideograph() -> None:
    assert marked("各缔约方应采取措施", "各缔约方可采取必要措施") == "各缔约方[-应-]{+可+}采取{+必要+}措施"


def test_arabic_words_with_vowel_signs_are_whole() -> None:
    assert list(words("يُجرِّم الوصولَ")) == ["يُجرِّم", "الوصولَ"]


def test_tokens_of_equal_key_answer_to_each_other_and_carry_their_light_significance() -> None:
    old = [Token("", "28", "→x", Significance.CONSEQUENTIAL), Token("", "", "")]
    new = [Token("", "31", "→x", Significance.CONSEQUENTIAL), Token("", "", "")]
    assert compare_tokens(old, new) == (
        Span(Op.DELETE, "28", Significance.CONSEQUENTIAL),
        Span(Op.INSERT, "31", Significance.CONSEQUENTIAL),
    )


def test_white_space_alone_is_editorial() -> None:
    edits = [span for span in compare_words("the  Party", "the Party") if span.op is not Op.KEEP]
    assert {span.significance for span in edits} == {Significance.EDITORIAL}


def test_twenty_thousand_unrelated_words_end_in_one_result() -> None:
    old, new = " ".join(f"a{n % 997}" for n in range(20_000)), " ".join(f"b{n % 991}" for n in range(20_000))
    assert [span.op for span in compare_words(old, new)] == [Op.DELETE, Op.INSERT]


PIECES = st.sampled_from(["may", "shall", "the", " ", "  ", "\n", "[", "]", ",", ".", "应", "x-y", "l’", "3", "é"])
TEXTS = st.lists(PIECES, max_size=16).map("".join)


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_marked_up_text_spells_both_sides(old: str, new: str) -> None:
    spans = compare_words(old, new)
    assert old_text(spans) == old
    assert new_text(spans) == new


@given(
    st.lists(st.sampled_from(["may", "shall", "not", "the"]), max_size=12), st.lists(st.sampled_from(["may", "the"]))
)
@settings(max_examples=100, deadline=None)
def test_no_edit_breaks_a_word(old: list[str], new: list[str]) -> None:
    known = {*old, *new}
    spans = compare_words(" ".join(old), " ".join(new))
    assert all(word in known for span in spans for word in span.text.split())


@given(TEXTS)
def test_tokens_spell_the_text(text: str) -> None:
    assert "".join(token.gap + token.text for token in tokens(text)) == text


def test_a_text_too_long_for_the_fewest_edits_is_divided_and_hardly_more_edited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(5)
    known = ["".join(chance.choices("abcdefgh", k=4)) for _ in range(900)]
    old = [chance.choice(known) for _ in range(1_500)]
    new = list(old)
    for _ in range(25):
        at = chance.randrange(len(new) - 4)
        new[at : at + chance.randrange(4)] = chance.choices(known, k=chance.randrange(1, 4))
    whole = compare_words(" ".join(old), " ".join(new))
    monkeypatch.setattr(comparing, "_LONG", 100)
    parts = compare_words(" ".join(old), " ".join(new))
    assert (old_text(parts), new_text(parts)) == (old_text(whole), new_text(whole))
    edited = [sum(len(span.text) for span in spans if span.op is not Op.KEEP) for spans in (parts, whole)]
    assert 0 < edited[0] <= 1.05 * edited[1]


@pytest.mark.parametrize(("old", "new"), [("a b c " * 60, "c b a " * 60), ("x " * 300, ""), ("", "y " * 300)])
def test_a_long_text_without_a_run_of_its_own_is_rebuilt(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    monkeypatch.setattr(comparing, "_LONG", 20)
    spans = compare_words(old, new)
    assert (old_text(spans), new_text(spans)) == (old, new)


def test_a_title_that_went_to_capitals_is_one_edit_and_its_numbers_stay() -> None:
    sides = [tokens(text, str.casefold) for text in ("Law of the Sea, 1982", "LAW OF THE SEA, 1982")]
    light = [[token._replace(light=Significance.EDITORIAL) for token in side] for side in sides]
    assert [(span.op, span.text) for span in compare_tokens(*light)] == [
        (Op.DELETE, "Law of the Sea"),
        (Op.INSERT, "LAW OF THE SEA"),
        (Op.KEEP, ", 1982"),
    ]
