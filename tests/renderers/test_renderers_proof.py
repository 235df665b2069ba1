from __future__ import annotations

import json

from helpers.json_keys import documented, keys
from treatydiff.ooxml.active import Active
from treatydiff.renderers import PROOFS, RenderOptions
from treatydiff.renderers.proof import Proof
from treatydiff.word.proof.levels import ProofLevel, ProofPlace

FILES = {"redline": ("r.docx", b"r"), "old": ("old\x1b.docx", b"o"), "new": ("new.docx", b"n")}
ACCEPT = ProofPlace("accept", ProofLevel.WORDS, "Article 5", "Each Party\nshall act " + "and act " * 99, "")
FORM = ProofPlace("form", ProofLevel.STRUCTURE, "/word/document.xml", "", "a move without its other side")
LOOK = ProofPlace("accept", ProofLevel.LOOKS, "Article 5", "<b></>", "")


def shown(*places: ProofPlace, color: bool = False, level: ProofLevel = ProofLevel.LOOKS) -> str:
    return PROOFS["terminal"].render(Proof(FILES, places, level=level), RenderOptions(color=color)).decode()


def test_what_is_proved_says_so_in_its_first_word() -> None:
    assert shown() == "proved: accepting all of r.docx gives new.docx, rejecting all gives old\\x1b.docx\n"


def test_what_is_not_proved_says_how_often_and_where_it_fails() -> None:
    text = shown(ACCEPT, FORM)
    assert text.startswith("""\
not proved: r.docx fails in 2 places (1 in words, 1 in structure and tables)

  accept all, Article 5
    expected  Each Party shall act and act and act""")
    assert "…\n    found     (nothing)\n\n  /word/document.xml: a move without its other side\n" in text
    assert max(map(len, text.splitlines())) <= 80


def test_words_that_agree_are_told_before_what_does_not() -> None:
    text = " ".join(shown(FORM, LOOK).split())
    counted = "2 places (1 in structure and tables, 1 in looks)"
    assert text.startswith(f"not proved: r.docx fails in {counted}; but all words agree: accepting all gives those of")
    assert "accept all, Article 5, looks expected <b></> found (nothing)" in text
    assert "all words agree" not in shown(ACCEPT, LOOK)


def test_of_looks_a_screen_shows_a_few_and_says_how_many_there_are() -> None:
    text = " ".join(shown(*[LOOK] * 30).split())
    assert text.count("accept all, Article 5, looks") == 5
    assert text.endswith("and 25 more places in looks: -f json names all, --level structure asks for less")


def test_of_a_draft_that_is_no_word_file_only_the_words_are_said_to_be_proved() -> None:
    proof = Proof({**FILES, "old": ("old.pdf", b"o")}, ())
    text = PROOFS["terminal"].render(proof, RenderOptions()).decode()
    assert " ".join(text.split()).endswith("rejecting all gives old.pdf (old.pdf: the words)")


def test_what_was_not_asked_for_is_counted_and_breaks_nothing() -> None:
    text = " ".join(shown(FORM, LOOK, level=ProofLevel.WORDS).split())
    assert text.startswith("proved: all words agree: accepting all of r.docx gives those of new.docx")
    assert text.endswith("what differs besides: 1 place in structure and tables, 1 place in looks")


def test_whose_marks_they_are_is_told() -> None:
    one, two = {"A": (3, 0)}, {"A": (3, 0), "B": (0, 1)}
    said = [PROOFS["terminal"].render(Proof(FILES, (), signers=each)).decode() for each in (one, two)]
    assert "it holds marks and comments of A (3 marks)\n" in said[0]
    assert "it holds marks and comments of A (3 marks), B (1 comment)\n" in said[1]


def test_colour_only_stresses_the_verdict() -> None:
    assert shown(FORM, color=True).replace("\x1b[1;31m", "").replace("\x1b[0m", "") == shown(FORM)


def test_the_json_has_the_keys_that_are_documented_and_no_other() -> None:
    proof = Proof(FILES, (ACCEPT,), (Active("macros", "word/vbaProject.bin"),), signers={"A": (1, 2)})
    value = json.loads(PROOFS["json"].render(proof))
    assert keys(value) == documented("treatydiff/proof/1")
    assert value["failures"][0]["expected"] == ACCEPT.expected
    assert json.loads(PROOFS["json"].render(Proof(FILES, ())))["proved"] is True
