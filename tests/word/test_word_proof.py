"""The proof has eyes of its own: whatever property a writer is blind to, it sees that rejecting loses it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from ooxml_properties import PROPERTIES
from treatydiff.ooxml.canonical import Canon
from treatydiff.ooxml.package import WordPackage
from treatydiff.word.merge.document import Marks, merge
from treatydiff.word.merge.hints import Hints
from treatydiff.word.proof.allowed import ATTRIBUTES
from treatydiff.word.proof.allowed import PROPERTIES as ALLOWED
from treatydiff.word.proof.transcript import Transcript
from treatydiff.word.proof.verify import Failure, expected_of, prove, verify
from word_pairs import A4, Word, cell, p, r, row, table

REVISIONS = {
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange", "pPrChange", "sectPrChange",
    "tblPrChange", "trPrChange", "tcPrChange",
}  # fmt: skip
"""No properties but marks."""
APART = {"rPr", "sectPr", "headerReference", "footerReference", "numPr"}
"""Have tests of their own: the end of a paragraph, sections, headers, lists."""
STRUCTURE = {"gridSpan", "vMerge", "hMerge"}
"""Cells merged otherwise are another table."""
VALUES = {"pStyle": ("Quote", "Heading2"), "rStyle": ("FootnoteReference",), "tblStyle": ("TableGrid",)}
CASES = [
    (holder, name)
    for holder, names in PROPERTIES.items()
    for name in names
    if name not in REVISIONS | APART | STRUCTURE
]


def word(holder: str, inside: str) -> Word:
    """A small file with something in the properties of a run, paragraph, table, row, cell or section."""
    parts = dict.fromkeys(PROPERTIES, "") | {holder: inside}
    plain = '<w:tcW w:w="2000" w:type="dxa"/>' if "tcW" not in inside else ""
    grid = table(row(cell(p("One cell"), tcpr=plain + parts["tcPr"]), trpr=parts["trPr"]), tblpr=parts["tblPr"])
    section = inside if holder == "sectPr" and inside.startswith(("<w:pgSz", "<w:pgMar")) else A4 + parts["sectPr"]
    return Word(p(r("Some words", parts["rPr"]), ppr=parts["pPr"]) + grid + p("End."), section)


def values(name: str) -> list[str]:
    """Without the property, with it, and with it otherwise."""
    return ["", *(f'<w:{name} w:val="{value}"/>' for value in VALUES.get(name, ("5", "7")))]


def pairs(holder: str, name: str) -> Iterator[tuple[bytes, bytes]]:
    found = [word(holder, value).data() for value in values(name)]
    yield from ((old, new) for old in found for new in found if old is not new)


def merged(old: bytes, new: bytes) -> bytes:
    return merge(WordPackage(old), WordPackage(new), Hints(), Marks()).package.write()


expected = cache(partial(expected_of, revisions="accept"))
"""What a draft must come back as: the same drafts are in many pairs."""


def proved(redline: bytes, old: bytes, new: bytes) -> tuple[Failure, ...]:
    """As ``verify``."""
    return prove(partial(WordPackage, redline), expected(old), expected(new))


@pytest.mark.parametrize(("holder", "name"), CASES, ids=lambda name: str(name))
def test_a_redline_that_is_blind_to_a_property_is_not_proved(holder: str, name: str) -> None:
    every = list(pairs(holder, name))
    assert every
    for old, new in every:
        unmarked = proved(new, old, new)
        assert bool(unmarked) == (name not in ALLOWED)
        assert all(failure.law == "reject" for failure in unmarked)


@pytest.mark.parametrize(("holder", "name"), CASES, ids=lambda name: str(name))
def test_a_change_of_a_property_is_marked_and_comes_back(holder: str, name: str) -> None:
    every = list(pairs(holder, name))
    assert every
    for old, new in every:
        assert proved(merged(old, new), old, new) == ()


@pytest.mark.parametrize("name", ["vertAlign", "color", "sz", "shd", "highlight", "b"])
def test_blinding_the_writer_does_not_blind_the_proof(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    see = Canon._holder

    def blind(canon: Canon, holder: object, skip: frozenset[str]) -> str:
        return see(canon, holder, skip | {f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"})  # type: ignore[arg-type]

    monkeypatch.setattr(Canon, "_holder", blind)
    failures: list[Failure] = []
    for old, new in pairs("rPr", name):
        failures += verify(merged(old, new), old, new)
    assert failures
    assert {failure.law for failure in failures} == {"reject"}


def test_what_may_differ_is_written_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "word.md").read_text()
    assert [name for name in (*ALLOWED, *ATTRIBUTES) if f"`{name}`" not in page] == []


def test_hidden_words_in_other_runs_are_the_same_hidden_words() -> None:
    hidden = "<w:vanish/>"
    one = Word(p(r("see the note", hidden), r(" there")))
    two = Word(p(r("see ", hidden), r("the note", hidden), r(" there")))
    assert Transcript(WordPackage(one.data())).lines() == Transcript(WordPackage(two.data())).lines()
