"""Printed numbers are read as lawyers read them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatydiff.text import numbering
from treatydiff.text.languages import LANGUAGES, load
from treatydiff.text.markers import Form, inline_markers, read_marker
from treatydiff.text.numbering import SUFFIXES, Number, Sequence, parse, readings

IN_ORDER = (
    "1, 3, 3 bis, 5, 5A, 6bis, 19 bis, 20 ante, 20, 41 ter, 54, 54 bis, 54 ter ante, 54 ter, 54 quater, 55"
).split(", ")


def number(text: str) -> Number:
    found = parse(text)
    assert found is not None, text
    return found


def test_inserted_numbers_sort_behind_and_ante_before_their_base() -> None:
    keys = [number(text).key for text in IN_ORDER]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("5", "6"),
        ("5", "5 bis"),
        ("5 bis", "5 ter"),
        ("5 bis", "6"),
        ("19 bis", "20 ante"),
        ("20 ante", "20"),
        ("54", "54 ter ante"),
        ("a", "b"),
        ("z", "aa"),
        ("iv", "v"),
        ("ix", "x"),
        ("n", "ñ"),
        ("ñ", "o"),
        ("n", "o"),
        ("九", "十"),
        ("十九", "二十"),
        ("九十九", "一百"),
        ("七十", "七十之二"),
        ("أ", "ب"),
        ("د", "ه"),
        ("ه", "و"),
        ("子", "丑"),
        ("1.1", "1.2"),
        ("A.1", "A.2"),
        ("5", "5 مكررا"),
        ("5 مكررا", "5 مكررا ثانيا"),
        ("32z", "32aa"),
    ],
)
def test_the_next_number_succeeds(before: str, after: str) -> None:
    pairs = [(old, new) for old in readings(before) for new in readings(after) if old.sequence is new.sequence]
    assert any(new.succeeds(old) for old, new in pairs)
    assert not any(old.succeeds(new) for old, new in pairs)


@pytest.mark.parametrize(("before", "after"), [("5", "7"), ("5", "6 bis"), ("a", "c"), ("5", "5"), ("1.1", "2.2")])
def test_a_gap_or_a_repeat_does_not_succeed(before: str, after: str) -> None:
    assert not number(after).succeeds(number(before))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("3 bis", "3bis"),
        ("54 ter ante", "54terante"),
        ("ante 58", "58ante"),
        ("5A", "5a"),
        ("32aa", "32aa"),
        ("2°", "2"),
        ("1er", "1"),
        ("IV", "IV"),
        ("七十之二", "70bis"),
        ("一百一十一", "111"),
        ("٥", "5"),
        ("１２", "12"),
        ("5 مكررا", "5bis"),
        ("5 مكررا ثانيا", "5ter"),
        ("A.1", "A.1"),
        ("11.02", "11.02"),
        ("570 quáter", "570quater"),
        ("588 septies a", "588septiesa"),
        ("2 ter alt", "2teralt"),
        ("706-16", "706-16"),
        ("L. 821-1", "L821-1"),
        ("R*123–4", "R123-4"),
        ("A-01", "A-01"),
        ("L855-1 A", "L855-1A"),
        ("5 ter.2", "5terb"),
    ],
)
def test_identifiers_are_plain_whatever_the_script(text: str, label: str) -> None:
    assert number(text).label == label
    assert number(text).printed == text


def test_letters_of_every_alphabet_have_the_label_of_their_place() -> None:
    assert [readings(text)[0].label for text in ("c", "ج", "丙", "寅")] == ["c"] * 4
    assert {reading.label for reading in readings("в")} == {"c"}


def test_i_is_a_letter_and_a_roman_numeral() -> None:
    assert {(reading.sequence, reading.path) for reading in readings("i")} == {
        (Sequence.LETTER, (9,)),
        (Sequence.ROMAN, (1,)),
    }
    assert readings("ii")[0].sequence is Sequence.ROMAN
    assert [reading.sequence for reading in readings("c")] == [Sequence.LETTER]


@pytest.mark.parametrize("text", ["", "Any", "mix", "programme", "bis", "xxxxxx", "ab", "-", "第"])
def test_words_are_no_numbers(text: str) -> None:
    assert readings(text) == ()
    assert parse(text) is None


def test_ordinal_words_come_from_the_language() -> None:
    assert [parse(word, load(code).ordinals) for code, word in (("fr", "premier"), ("ar", "الحادي عشر"))] == [
        Number("premier", Sequence.ORDINAL, (1,)),
        Number("الحادي عشر", Sequence.ORDINAL, (11,)),
    ]
    assert parse("Premier", load("en").ordinals) is None


MARKERS = [
    ("1. Text", "1.", Form.DOT, "1"),
    ("3 bis. Text", "3 bis.", Form.DOT, "3 bis"),
    ("5bis ante. Text", "5bis ante.", Form.DOT, "5bis ante"),
    ("[3. The", "[3.", Form.DOT, "3"),
    ("[3.] The", "[3.]", Form.DOT, "3"),
    ("1．分享", "1．", Form.DOT, "1"),
    ("1.1 Text", "1.1", Form.DOT, "1.1"),
    ("1) text", "1)", Form.CLOSE, "1"),
    ("a) texte", "a)", Form.CLOSE, "a"),
    ("ñ) texto", "ñ)", Form.CLOSE, "ñ"),
    ("(a) text", "(a)", Form.ENCLOSED, "a"),
    ("[(b) text", "[(b)", Form.ENCLOSED, "b"),
    ("(iv) text", "(iv)", Form.ENCLOSED, "iv"),
    ("（一）污染", "（一）", Form.ENCLOSED, "一"),
    ("（1）自然", "（1）", Form.ENCLOSED, "1"),
    ("(子) 以", "(子)", Form.ENCLOSED, "子"),
    ("(أ) نص", "(أ)", Form.ENCLOSED, "أ"),
    ("一、缔约", "一、", Form.COMMA, "一"),
    ("二十一、缔约", "二十一、", Form.COMMA, "二十一"),
    ("’1‘ نص", "’1‘", Form.QUOTED, "1"),
    ("- 1 نص", "- 1", Form.DASH, "1"),
    ("1 - نص", "1 -", Form.DASH, "1"),
    ("١ - نص", "١ -", Form.DASH, "١"),
    ("ب - نص", "ب -", Form.DASH, "ب"),
    ("• text", "•", Form.BULLET, ""),
]


@pytest.mark.parametrize(("text", "printed", "form", "bare"), MARKERS)
def test_numbers_at_the_head_of_a_paragraph(text: str, printed: str, form: Form, bare: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.printed, marker.form, marker.numbers[0].printed) == (printed, form, bare)
    assert printed.replace(" ", "") + text[marker.end :].replace(" ", "") == text.replace(" ", "")
    assert marker.bracketed == printed.startswith("[")


@pytest.mark.parametrize(
    "text",
    [
        "The text",
        "2022. A year",
        "1.5 million",
        "12.5 per cent",
        "e.g. this",
        "(hereinafter) so",
        "No. 5",
        "1 January",
        "a State",
        "- text in Latin letters",
        "第五条",
        "",
        "(",
        "[",
    ],
)
def test_other_beginnings_are_no_numbers(text: str) -> None:
    assert read_marker(text) is None


def test_numbers_inside_a_text_are_offered_behind_punctuation_only() -> None:
    text = "as follows: (a) first; (b) second, and (c) third, see (d) and (e)"
    found = [(before, marker.numbers[0].printed) for before, marker, _ in inline_markers(text, frozenset({"and"}))]
    assert found == [(":", "a"), (";", "b"), (",", "c")]


@given(st.integers(1, 300), st.sampled_from(["", *SUFFIXES[:6]]))
def test_whatever_suffix_a_decimal_has_it_is_read_back(value: int, suffix: str) -> None:
    found = number(f"{value} {suffix}".strip())
    assert found.path == (value,)
    assert found.suffix == (SUFFIXES.index(suffix) + 2 if suffix else 0)
    assert found.label == f"{value}{suffix}"


@given(st.text(max_size=40), st.text(max_size=10))
def test_no_text_breaks_the_reading_of_numbers(text: str, inner: str) -> None:
    readings(inner)
    for code in LANGUAGES:
        parse(inner, load(code).ordinals)
    if marker := read_marker(text):
        assert 0 < marker.end <= len(text)
    assert all(0 < start < len(text) for _, _, start in inline_markers(text, frozenset()))


@pytest.mark.parametrize(
    "numbers",
    [
        ("53", "53-1", "53-2", "54"),
        ("L821-1", "L821-2 A", "L821-2 B", "L821-2", "L821-10", "L822-1", "R1-1"),
        ("588 bis", "588 septies", "588 septies a", "588 septies b", "588 octies"),
        ("504", "504 bis", "504 bis 2", "505"),
        ("A-01", "A-02", "B-01"),
        ("11.01", "11.02"),
    ],
)
def test_numbers_of_codes_sort_as_they_are_printed(numbers: tuple[str, ...]) -> None:
    keys = [number(text).key for text in numbers]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("text", "printed", "bare", "rest"),
    [
        ("(b) bis. The freedom of ships", "(b) bis.", "b bis", "The freedom of ships"),
        ("(d)bis the freedom of ships", "(d)bis", "d bis", "the freedom of ships"),
        ("(a)ter The freedom", "(a)ter", "a ter", "The freedom"),
        ("(b.bis.) The freedom", "(b.bis.)", "b.bis", "The freedom"),
        ("(i.bis) The freedom", "(i.bis)", "i.bis", "The freedom"),
        ("1 alt. The Parties", "1 alt.", "1 alt", "The Parties"),
        ("2 bis. alt. The Parties", "2 bis. alt.", "2 bis. alt", "The Parties"),
        ("5. bis The Parties", "5. bis", "5 bis", "The Parties"),
        ("[7. bis. Alt. The lamps", "[7. bis. Alt.", "7 bis. Alt", "The lamps"),
        ("1. Alt. The lamps", "1. Alt.", "1. Alt", "The lamps"),
        ("(a)Alt. the lamps", "(a)Alt.", "a Alt", "the lamps"),
        ("[(vi Alt.) the lamps", "[(vi Alt.)", "vi Alt", "the lamps"),
        ("(b) Alt. 2 the lamps", "(b) Alt. 2", "b Alt. 2", "the lamps"),
        ("4ter. The lamps", "4ter.", "4ter", "The lamps"),
        ("29 quat. The lamps", "29 quat.", "29 quat", "The lamps"),
        ("2 bis The Parties", "2 bis", "2 bis", "The Parties"),
        ("a)access to lights", "a)", "a", "access to lights"),
        ("1.- Las Partes", "1.-", "1", "Las Partes"),
        ("1º El Estado", "1º", "1", "El Estado"),
        ("1° Lorsque la lampe brûle", "1°", "1", "Lorsque la lampe brûle"),
        ("1.ª La lámpara", "1.ª", "1", "La lámpara"),
        ("§ 2 The Parties", "§ 2", "2", "The Parties"),
        ("II. – Les lampes", "II. –", "II", "Les lampes"),
    ],
)
def test_labels_that_drafts_really_print_are_read(text: str, printed: str, bare: str, rest: str) -> None:
    marker = read_marker(text)
    assert marker
    assert (marker.printed, marker.numbers[0].printed, text[marker.end :]) == (printed, bare, rest)


@pytest.mark.parametrize(
    ("text", "bare", "doubtful"),
    [
        ("(1A) The keeper", "1A", True),
        ("(1AB) The keeper", "1AB", True),
        ("2a. The keeper", "2a", True),
        ("2¹. The keeper", "2¹", True),
        ("§ 2a The keeper", "2a", True),
        ("(a.1) a lamp", "a.1", True),
        ("(iia) a lamp", "iia", True),
        ("(by) a lamp", "by", True),
        ("(s)he may sleep", "s", True),
        ("(ii)nd", "ii", True),
        ("(1.1) The keeper", "1.1", False),
        ("(aa) a lamp", "aa", False),
        ("(3 bis) The keeper", "3 bis", False),
        ("3° bis Les lampes", "3 bis", False),
        ("(a) a lamp", "a", False),
    ],
)
def test_a_number_that_may_be_a_word_is_doubtful(text: str, bare: str, doubtful: bool) -> None:
    marker = read_marker(text)
    assert marker
    assert (marker.numbers[0].printed, marker.doubtful) == (bare, doubtful)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("1 Alt", "1alt"),
        ("7 bis. Alt", "7bisalt"),
        ("1 alt 2", "1alt2"),
        ("29 quat", "29quater"),
        ("29 quin", "29quinquies"),
        ("vi Alt", "vialt"),
    ],
)
def test_alternatives_and_suffixes_cut_short_have_addresses_of_their_own(printed: str, label: str) -> None:
    assert [number.label for number in readings(printed)][:1] == [label]


IN_ORDER_OF_PRINT = "1 1.01 1.02 1.1 1.11 1.2 2 2A 2AA 2B 3 3 bis 4"
"""2AA may stand behind 2A, and behind 2Z."""


def test_numbers_that_were_put_in_follow_in_the_order_they_are_printed_in() -> None:
    numbers = [readings(printed)[0] for printed in re.split(r" (?!bis)", IN_ORDER_OF_PRINT)]
    following = [second.printed for first, second in pairwise(numbers) if second.follows(first)]
    backwards = [first.printed for first, second in pairwise(numbers) if first.follows(second)]
    assert following == [number.printed for number in numbers[1:]]
    assert backwards == ["2AA"]


def test_a_letter_far_from_the_letter_before_it_follows_nothing() -> None:
    markers = [read_marker(f"({pair}) a lamp") for pair in ("ba", "bc", "by", "ca")]
    follows = [any(number.follows(readings("b")[0]) for number in marker.numbers) for marker in markers if marker]
    assert follows == [True, True, False, False]


@pytest.mark.parametrize("text", ["5°C at night", "a.m. and p.m."])
def test_what_only_begins_like_a_label_is_none(text: str) -> None:
    assert read_marker(text) is None


def test_every_suffix_of_an_inserted_article_is_read_and_no_other_word() -> None:
    for place, suffix in enumerate(SUFFIXES, start=2):
        assert [number.suffix for number in readings(f"5 {suffix}")] == [place], suffix
        assert [number.suffix for number in readings(f"5 {suffix.replace('e', 'é')}")] == [place], suffix
    for other in ("tredecies", "decie", "unbis", "duoies", "terdecie"):
        assert not readings(f"5 {other}"), other


def test_plain_figures_are_read_as_the_patterns_read_them(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["", " ", "0", "007", "12 ", *map(str, range(1, 3000, 7)), "12345"]
    quick = list(map(numbering.readings, texts))
    monkeypatch.setattr(numbering, "_PLAIN", 0)
    numbering.readings.cache_clear()
    assert list(map(numbering.readings, texts)) == quick
