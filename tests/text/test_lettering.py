"""Letters and words of every script, said once."""

from __future__ import annotations

import re
import sys

import pytest

from corpus import ROOT
from treatydiff.text.lettering import LETTERS, SIGNS, WORD, AnyCase, fold, tidy


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Article 12 bis, l’accès", ["Article", "12", "bis", "l", "accès"]),
        ("第五条 保护", ["第", "五", "条", "保", "护"]),
        ("статья_5", ["статья", "5"]),
        ("", []),
    ],
)
def test_words_are_counted_alike_in_every_script(text: str, words: list[str]) -> None:
    assert WORD.findall(text) == words


def test_figures_are_no_letters() -> None:
    assert LETTERS.findall("within 30 days, 30天") == ["within", "days", "天"]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("D’ACCORD  entre", "d'accord entre"),
        ("وفقـــاً", "وفقا"),
        ("e\u2011mail", "e\u2011mail"),
        ("x" * 80 + " Y", "x" * 80 + " y"),
    ],
)
def test_printed_words_are_compared_without_what_says_nothing(printed: str, plain: str) -> None:
    assert fold(printed) == plain


def test_signs_fold_sign_for_sign() -> None:
    printed = "“a” «b» ’c‘ d\u2013e\u2212f"
    assert printed.translate(SIGNS) == '"a" "b" \'c\' d-e-f'
    assert len(printed.translate(SIGNS)) == len(printed)


def test_nobody_else_says_what_an_arabic_vowel_sign_or_a_kind_of_quotation_mark_is() -> None:
    sources = [f for f in (ROOT / "src/treatydiff").rglob("*.py") if f.name not in ("lettering.py", "right_to_left.py")]
    again = re.compile(r'"[“”„«»]{3,}"|\\u064b-\\u0652', re.IGNORECASE)
    assert len(sources) > 100
    assert [str(each) for each in sources if again.search(each.read_text("utf-8"))] == []


def test_an_expression_of_small_letters_finds_what_it_would_without_regard_to_case() -> None:
    words = ("this chapter", "section", "présent", "глава", "i", "st", "s", "ss", "kelvin", "b", "σ")
    texts = (
        "This CHAPTER of Section 2",
        "“SECTION”",
        "ſECTION",
        "PRÉSENT",
        "ГЛАВА",
        "ıİI",
        "ﬆ",
        "ẛ",
        "ß",
        "Kelvin",
        "ᲀ",
        "ς",
    )
    both = [(AnyCase(rf"\b{word}\b"), re.compile(rf"\b{word}\b", re.IGNORECASE)) for word in words]
    places = [[[[m.span() for m in each.finditer(t)] for t in texts] for each in pair] for pair in both]
    assert [word for word, (small, usual) in zip(words, places, strict=True) if small != usual] == []


def test_a_letter_is_found_by_its_small_one() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    both = [(letter, letter.lower()) for letter in letters if letter.lower() != letter and len(letter.lower()) == 1]
    assert [letter for letter, small in both if not AnyCase(re.escape(small)).search(letter)] == []


@pytest.mark.parametrize("blank", [chr(code) for code in range(0x110000) if chr(code).isspace()])
def test_any_white_space_becomes_a_blank(blank: str) -> None:
    assert tidy(f"{blank}Each{blank}{blank}Party shall{blank}") == "Each Party shall"


def test_a_text_with_single_blanks_stays_as_it_is() -> None:
    assert tidy("Each Party’s obligations, « under » 第5条") == "Each Party’s obligations, « under » 第5条"


def test_every_kind_of_apostrophe_folds_to_one() -> None:
    assert {fold(f"L{sign}accord") for sign in "'‘’‚‹›`´ʼ＇"} == {"l'accord"}
