from __future__ import annotations

import pytest

from treatydiff.judging import lexis
from treatydiff.themes.patterns import LazyPattern, fault, pattern, plain, silent


def hits(source: str, text: str, language: str = "en") -> list[str]:
    text = silent(text)
    return [text[start:end] for start, end in pattern((source,), language).hits(plain(text))]


def test_an_asterisk_stands_for_any_ending() -> None:
    assert hits("intercept*", "Interception and the intercepted, not reintercepted") == ["Interception", "intercepted"]


def test_brackets_hold_choices_and_an_empty_one_may_be_left_out() -> None:
    assert hits("(its|their|) domestic law", "under its domestic law or domestic law") == [
        "its domestic law",
        "domestic law",
    ]


@pytest.mark.parametrize("source", ["to (the|) law", "to (the |)law", "to law (here|)", "(up|) to law"])
def test_what_may_be_left_out_takes_one_blank_along(source: str) -> None:
    assert hits(source, "to law") == ["to law"]
    assert hits(source, "tolaw") == []


def test_choices_may_hold_choices() -> None:
    assert hits("without (right|authori(s|z)ation)", "without authorization, without right") == [
        "without authorization",
        "without right",
    ]


def test_choices_may_be_many() -> None:
    words = "|".join(f"number {each}" for each in range(100))
    assert hits(f"the ({words}) of them", "the number 7 of them") == ["the number 7 of them"]


def test_an_ellipsis_stands_for_up_to_eight_words_of_the_same_sentence() -> None:
    assert hits("keep … secret", "keep the fact of it secret") == ["keep the fact of it secret"]
    assert hits("keep … secret", "keep secret") == ["keep secret"]
    assert hits("keep … secret", "keep it. That is secret") == []
    assert hits("keep … secret", f"keep {'very ' * 9}secret") == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("without right", "WITHOUT   RIGHT"),
        ("without right", "without [right]"),
        ("without right", "without\u00a0right"),
        ("d'une infraction", "d’une infraction"),
        ("whistle-blower*", "whistle\u2010blowers"),
        ("as appropriate", "as, appropriate"),
        ("интернет еще", "интернет ещё"),
    ],
)
def test_what_drafters_do_not_mean_makes_no_difference(source: str, text: str) -> None:
    assert len(hits(source, text)) == 1


@pytest.mark.parametrize("text", ["للقانون الداخلي", "وفقاً للقانون الداخلي", "والقانون الداخلي", "بالقانون الداخلي"])
def test_arabic_particles_vowel_signs_and_the_article_make_no_difference(text: str) -> None:
    assert len(hits("القانون الداخلي", text, "ar")) == 1


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("يفتش", "أن يفتشوا الأجهزة"),
        ("موافقة", "بموافقتها الخطية"),
        ("دون … موافقة", "دون أخذ موافقته"),
        ("سلطة", "السلطات"),
        ("(تنطبق|ينطبق)", "لا ينطبقان على"),
        ("ترخيص", "ترخيصا"),
    ],
)
def test_arabic_pronouns_and_endings_of_number_and_case_make_no_difference(source: str, text: str) -> None:
    assert len(hits(source, text, "ar")) == 1


@pytest.mark.parametrize(("source", "text"), [("شرطة", "شرطا"), ("مراقبة", "مراقب"), ("حكم", "حكمت"), ("منع", "منعطف")])
def test_another_arabic_word_is_no_ending(source: str, text: str) -> None:
    assert hits(source, text, "ar") == []


def test_chinese_has_no_blanks() -> None:
    assert hits("(司法|独立) 审查", "应包括司法审查和独立审查", "zh") == ["司法审查", "独立审查"]
    assert hits("向…披露", "向主管机关立即披露。", "zh") == ["向主管机关立即披露"]


def test_of_overlapping_matches_the_first_and_longest_counts() -> None:
    both = pattern(("human rights", "international human rights law"), "en")
    assert both.hits("under international human rights law") == ((6, 36),)


def test_a_plain_text_is_as_long_as_the_text() -> None:
    text = silent("Ｅ’İ—أٍ؛")
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize("source", ["", "(a", "a)", "a+b", "a?", "[a]", "*", "(a|)", "… …"])
def test_a_faulty_pattern_is_told(source: str) -> None:
    assert fault(source)


@pytest.mark.parametrize("source", ["a", "(a|b) c", "keep* … (x|y)", "24/7", "(in|under) (the|) law", "应…努力"])
def test_a_good_pattern_has_no_fault(source: str) -> None:
    assert fault(source) == ""


def test_a_text_without_the_words_that_a_pattern_needs_is_never_searched() -> None:
    one = pattern(("judicial … (review|control)",), "en")
    assert one.needs == ((("judicial",), ("review", "control")),)
    assert not one.found("a review by judges")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_words_looked_up_by_their_beginnings_are_those_that_a_search_of_the_whole_text_finds(language: str) -> None:
    known = lexis.load(language)
    assert known
    sources = [LazyPattern(words, language) for group in known.classes.values() for words in group[::6]]
    for some in batched(sources, 60):  # each pattern searches the words of its batch
        spelled = (one.text.translate(str.maketrans("*(|", "s  ", ")")).replace("…", " x y ") for one in some)
        text = plain(silent(" ".join(f"{word} و{word} x{word}. {word}," for word in spelled)))
        for one in some:
            assert list(one.places(text)) == [match.span() for match in one.regex.finditer(text)], one.text


def batched(sources: list[LazyPattern], size: int) -> list[list[LazyPattern]]:
    return [sources[at : at + size] for at in range(0, len(sources), size)]


def test_of_two_classes_that_hold_one_word_the_same_counts_on_every_run() -> None:
    known = lexis.Lexis("en", {"same.two": ("notice",), "same.one": ("notice*",)})
    assert [hit.name for hit in known.same("a notice")] == ["same.one"]
