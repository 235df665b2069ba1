"""A number that reads as before is no change, whether a list gives it or a hand typed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import P
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.word.typeset.typed_numbers import type_numbers
from word_pairs import Word, numbering, p
from word_reading import marked

HEAD = p("Article 1. Weirs")
RULES = (
    "Each Party shall list the weirs in its part of the river.",
    "No weir may be raised without the consent of those upstream.",
    "A weir that is out of use shall be taken down within a year.",
)
NEW_RULE = "The Commission shall visit every weir once in two years."
ON_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def typed(folder: Path, *rules: str) -> Draft:
    return _draft(folder, "".join(p(f"{n}. {rule}") for n, rule in enumerate(rules, start=1)))


def listed(folder: Path, *rules: str) -> Draft:
    return _draft(folder, "".join(p(rule, ppr=ON_LIST) for rule in rules))


def _draft(folder: Path, body: str) -> Draft:
    path = folder / f"{len(list(folder.iterdir()))}.docx"
    path.write_bytes(
        Word(HEAD + body + p("Article 2. Boats") + p("Boats may pass."), numbering=numbering((1, "%1."))).data()
    )
    return read_draft(str(path))


def marks(old: Draft, new: Draft, formatting: str = "quiet") -> list[str]:
    """What a proved redline marks."""
    return marked(render((compare(old, new),), RenderOptions(formatting=formatting)))


def test_typed_numbers_that_a_list_gives_now_are_no_change(tmp_path: Path) -> None:
    assert marks(typed(tmp_path, *RULES), listed(tmp_path, *RULES)) == []


def test_numbers_of_a_list_that_are_typed_now_are_no_change(tmp_path: Path) -> None:
    assert marks(listed(tmp_path, *RULES), typed(tmp_path, *RULES)) == []


def test_where_looks_are_marked_the_list_is_too(tmp_path: Path) -> None:
    assert len(marks(typed(tmp_path, *RULES), listed(tmp_path, *RULES), "tracked")) == len(RULES)


@pytest.mark.parametrize("place", range(len(RULES) + 1))
def test_a_rule_put_in_changes_the_numbers_after_it_and_no_other(tmp_path: Path, place: int) -> None:
    more = (*RULES[:place], NEW_RULE, *RULES[place:])
    found = marks(typed(tmp_path, *RULES), listed(tmp_path, *more))
    assert sum(NEW_RULE in line for line in found) == 1
    assert not [line for line in found for rule in RULES[:place] if rule in line]
    assert len([line for line in found for rule in RULES[place:] if rule in line]) == len(RULES) - place


@pytest.mark.parametrize("place", range(len(RULES)))
def test_a_number_that_is_typed_now_and_another_shows_as_another(tmp_path: Path, place: int) -> None:
    fewer = (*RULES[:place], *RULES[place + 1 :])
    found = marks(listed(tmp_path, *RULES), typed(tmp_path, *fewer))
    changed = [
        f"[-{n + 2}-]{{+{n + 1}+}}. {rule}"
        for n, rule in enumerate(RULES)
        if n >= place
        for rule in RULES[n + 1 : n + 2]
    ]
    assert [line for line in found if line.startswith("[-") and "{+" in line] == changed


BOATS = ("A boat shall show a light after dusk.", "A boat shall give way to one that comes downstream.")


def test_a_list_of_the_new_draft_stays_one_though_another_of_its_id_is_typed_now(tmp_path: Path) -> None:
    boats = "".join(p(boat, ppr=ON_LIST) for boat in BOATS)
    old = _draft(tmp_path, "".join(p(rule, ppr=ON_LIST) for rule in RULES))
    new = _draft(tmp_path, "".join(p(f"{n}. {rule}") for n, rule in enumerate(RULES, start=1)) + HEAD + boats)
    assert not [line for line in marks(old, new) for rule in RULES if rule in line]


@pytest.mark.parametrize(("typed_now", "number"), [(f"1. {RULES[0]}", ""), ("1. Pumps are listed apart.", "1.")])
def test_only_a_typed_number_before_the_same_words_types_a_list(typed_now: str, number: str) -> None:
    old, new = (WordPackage(Word(body).data()) for body in (p(RULES[0], ppr=ON_LIST), p(typed_now)))
    (before,), (after,) = ([*package.document.iter(P)] for package in (old, new))
    printed = {before: ("1.", RULES[0]), after: ("", typed_now)}
    type_numbers(old, [(before, after)], printed)
    assert printed[before][0] == number
