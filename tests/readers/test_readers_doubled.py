"""Lists whose numbers stand twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from docx_making import docx, family, instance, level, p
from treatydiff import cli
from treatydiff.compare import compare, read_draft
from treatydiff.model import Block, Reading
from treatydiff.readers.doubled_numbers import numbered_once

ITEMS = ("Each Party acts.", "The Council meets.", "It reports.")


def texts(reading: Reading) -> list[str]:
    return [f"{block.number}|{block.text}" for block in reading.blocks]


def test_numbers_typed_twice_are_read_once_and_told_first() -> None:
    blocks = tuple(Block(f"{n}. {n}. {text}") for n, text in enumerate(ITEMS, 1))
    done = numbered_once(Reading((*blocks, Block("4. 5. of the list"))), typed=True)
    assert texts(done) == ["|1. Each Party acts.", "|2. The Council meets.", "|3. It reports.", "|4. 5. of the list"]
    (notice,) = done.notices
    assert notice.first
    assert notice.message == "3 paragraphs have their number twice (“1. 1. Each Party acts. …”), it is read once"


def test_two_of_them_are_what_somebody_wrote() -> None:
    reading = Reading(tuple(Block(f"({c}) ({c}) {text}") for c, text in zip("ab", ITEMS, strict=False)))
    assert numbered_once(reading, typed=True) == reading


def test_a_number_that_word_counts_goes_where_it_is_typed_too() -> None:
    reading = Reading(tuple(Block(f"{n}. {text}", f"{n}.") for n, text in enumerate(ITEMS, 1)))
    assert texts(numbered_once(reading, typed=False))[0] == "|1. Each Party acts."
    typed = Reading(tuple(Block(f"{n}. {n}. {text}") for n, text in enumerate(ITEMS, 1)))
    assert numbered_once(typed, typed=False) == typed


def test_such_a_draft_is_compared_with_one_that_has_them_once(tmp_path: Path) -> None:
    lists = family(0, level(0, "%1.")) + instance(1, 0)
    body = [p(f"{n}. {text}", num=(1, 0)) for n, text in enumerate(ITEMS, 1)]
    (tmp_path / "twice.docx").write_bytes(docx("Article 1", *body, numbering=lists))
    (tmp_path / "once.txt").write_text("\n".join(["Article 1", *(f"{n}. {text}" for n, text in enumerate(ITEMS, 1))]))
    report = compare(*(read_draft(str(tmp_path / name)) for name in ("once.txt", "twice.docx")), themes=())
    assert not report.redline.changes
    assert report.forewords[0].startswith("3 paragraphs have their number twice")


def test_two_drafts_under_one_symbol_are_compared_and_it_is_told_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, year in (("a.txt", "once"), ("b.txt", "twice")):
        cover = "United Nations\nA/AC.999/4\nDistr.: General\n1 June 2031\nOriginal: English\n\n"
        (tmp_path / name).write_text(f"{cover}Article 1\n\nThe Council meets {year} a year.\n")
    assert cli.main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Both drafts carry the symbol A/AC.999/4, and they differ." in said
