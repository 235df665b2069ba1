"""Regular expressions that are compiled late."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any, cast

import pytest

from treatydiff.text.regexes import LateRegex, regex


def test_it_does_what_the_compiled_expression_does() -> None:
    late, now = regex(r"(?P<word>[a-z]+)\s", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)\s", re.IGNORECASE)
    text = "Each Party shall act "
    assert late.findall(text) == now.findall(text)
    assert late.sub("-", text) == now.sub("-", text)
    assert (late.pattern, late.flags, late.groupindex) == (now.pattern, now.flags, now.groupindex)
    assert late.match(text, 5)


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    whole = re.compile
    monkeypatch.setattr(re, "compile", lambda source, flags=0: seen.append(source) or whole(source, flags))
    late = regex("a+")
    before = list(seen)
    assert (late.search("baa"), late.match("b"), late.search("c")) != (None, None, None)
    assert (before, seen) == ([], ["a+"])


def test_a_fault_shows_when_it_is_used() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.search("text")


def test_it_is_copied_and_sent_to_another_process_as_a_compiled_one_is() -> None:
    late = regex("a+")
    late.search("a")
    again = cast(Any, pickle.loads(pickle.dumps(copy.copy(late))))
    assert isinstance(again, LateRegex)
    assert again.search("baa").span() == (1, 3)
