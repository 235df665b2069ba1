from __future__ import annotations

import json

from test_renderers_json import documented, keys
from treatydiff.readers.docx_active import Active
from treatydiff.renderers import PROOFS, RenderOptions
from treatydiff.renderers.proof import Proof
from treatydiff.word.proof.verify import Failure

FILES = {"redline": ("r.docx", b"r"), "old": ("old\x1b.docx", b"o"), "new": ("new.docx", b"n")}
ACCEPT = Failure("accept", "line 5", "Each Party\nshall act " + "and act " * 99, "")
FORM = Failure("form", "/word/document.xml", "", "a move without its other side")


def shown(*failures: Failure, color: bool = False) -> str:
    return PROOFS["terminal"].render(Proof(FILES, failures), RenderOptions(color=color)).decode()


def test_what_is_proved_says_so_in_its_first_word() -> None:
    assert shown() == "proved: accepting all of r.docx gives new.docx, rejecting all gives old\\x1b.docx\n"


def test_what_is_not_proved_says_how_often_and_where_it_fails() -> None:
    text = shown(ACCEPT, FORM)
    assert text.startswith("""\
not proved: r.docx fails in 2 places

  accept all, line 5
    expected  Each Party shall act and act and act""")
    assert "…\n    found     (nothing)\n\n  /word/document.xml: a move without its other side\n" in text
    assert max(map(len, text.splitlines())) <= 80


def test_colour_only_stresses_the_verdict() -> None:
    assert shown(FORM, color=True).replace("\x1b[1;31m", "").replace("\x1b[0m", "") == shown(FORM)


def test_the_json_has_the_keys_that_are_documented_and_no_other() -> None:
    value = json.loads(PROOFS["json"].render(Proof(FILES, (ACCEPT,), (Active("macros", "word/vbaProject.bin"),))))
    assert keys(value) == documented("treatydiff/proof/1")
    assert value["failures"][0]["expected"] == ACCEPT.expected
    assert json.loads(PROOFS["json"].render(Proof(FILES, ())))["proved"] is True
