from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatydiff.text.safe_text import cell, json_text, one_line, visible, xml_text

HOSTILE = "".join(map(chr, [*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), 0x2066, 0xE0041]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("a\x07\x08b\x7f", "a\\x07\\x08b\\x7f"),
        ("\x9b31m", "\\x9b31m"),
        ("not \u202eyam", "not <U+202E>yam"),
        ("\u2066shall\u2069", "<U+2066>shall<U+2069>"),
        ("shall\U000e0041", "shall<U+E0041>"),
        ("\ud800", "<U+D800>"),
        ("a\rb", "a\\x0db"),
    ],
)
def test_what_could_steer_a_terminal_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", ["[shall]\n\tmay", "می\u200cشود", "\u200eا\u200f\u061c", "第五条　各缔约国", "naïve – “quoted”"]
)
def test_but_what_languages_need_stays(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_no_text_leaves_an_escape(text: str) -> None:
    shown = visible(text + HOSTILE)
    assert not set(shown) & (set(HOSTILE) - {"\n", "\t"})


def test_a_line_stays_a_line() -> None:
    assert one_line("Offences\nunder  other\tconventions\x0b") == "Offences under other conventions\\x0b"


@given(st.text())
def test_json_loses_nothing_and_holds_nothing_that_steers(text: str) -> None:
    finished = json_text(json.dumps(text + HOSTILE, ensure_ascii=False))
    assert json.loads(finished) == text + HOSTILE
    assert not set(finished) & (set(HOSTILE) - {"\U000e0041"})


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\ufeff=1", "＝1", "＠x", "\t=1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


def test_nor_a_command_to_whoever_logs_it() -> None:
    assert cell("see ##[error]x and ##vso[task.x]") == "see #\\x23[error]x and #\\x23vso[task.x]"


def test_but_an_ordinary_cell_is_as_it_was() -> None:
    assert cell("3 bis – Use of terms (1+1)") == "3 bis – Use of terms (1+1)"


def test_xml_gets_no_character_that_it_cannot_hold() -> None:
    assert xml_text("a\x00b\x1bc\ufffed\n\te") == "a\\x00b\\x1bc<U+FFFE>d\n\te"
