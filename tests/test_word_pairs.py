"""One feature at a time: accepting the redline gives the new file, rejecting it the old one, in everything."""

from __future__ import annotations

import pytest
from lxml import etree

from treatydiff.ooxml.resolve import resolve
from treatydiff.word.merge.document import Marks, merge
from treatydiff.word.merge.hints import Hints
from treatydiff.word.proof.verify import clean, verify
from word_pairs import LAST, PAIRS, Word, p
from word_reading import part, shown


def made(old: Word, new: Word, native_moves: bool = True, formatting: bool = True) -> bytes:
    """The redline of two files compared without their structure."""
    packages = clean(old.data(), "accept"), clean(new.data(), "accept")
    return merge(*packages, Hints(), Marks(native_moves=native_moves, formatting=formatting)).package.write()


@pytest.mark.parametrize("native", [True, False], ids=["native", "plain"])
@pytest.mark.parametrize("name", PAIRS)
def test_a_redline_keeps_its_promise_both_ways(name: str, native: bool) -> None:
    old, new = PAIRS[name]()
    assert verify(made(old, new, native), old.data(), new.data()) == ()
    assert verify(made(new, old, native), new.data(), old.data()) == ()


def test_with_looks_marked_the_page_of_an_entry_is_what_it_was() -> None:
    """The proof does not look at it: Word may work it out anew."""
    old, new = PAIRS["table_of_contents_made_anew"]()
    lines = shown(resolve(made(old, new), accept=False))
    assert lines[:2] == ["Scope\t1", "Terms that are used here\t2"]


def test_a_field_in_short_form_stays_in_short_form_where_it_is_kept() -> None:
    said = '<w:fldSimple w:instr="DOCPROPERTY Symbol"><w:r><w:t>L.3</w:t></w:r></w:fldSimple>'
    old, new = (Word(p("See ", said, each) + LAST) for each in (" here.", " there."))
    assert b'<w:fldSimple w:instr="DOCPROPERTY Symbol">' in etree.tostring(part(made(old, new)))
