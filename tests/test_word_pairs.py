"""One feature at a time: accepting the redline gives the new file, rejecting it the old one, in everything."""

from __future__ import annotations

import pytest

from treatydiff.word.merge.document import Marks, merge
from treatydiff.word.merge.hints import Hints
from treatydiff.word.proof.verify import clean, verify
from word_pairs import PAIRS, Word


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
