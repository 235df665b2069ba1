"""What treatydiff writes it reads again: no file of ours is suspect to our own reader."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

from treatydiff.cli import main
from treatydiff.compare import read_draft
from treatydiff.ooxml.container import MAX_RATIO
from treatydiff.ooxml.package import packing
from treatydiff.renderers.sheets import book
from treatydiff.verdicts.schema import FILLED, WORDS
from treatydiff.verdicts.sheets import workbook_rows

SAME = "Each Party shall act in good faith and in time.\n\n"
"""Said so often that its package is packed more than two hundred times."""
LONG = SAME.strip() * 16 + "\n\n"
"""The same in fewer paragraphs."""


def articles(verb: str) -> str:
    return "".join(f"Article {number}\n\nEach Party {verb} act.\n\n" for number in range(1, 6))


def test_a_redline_that_says_the_same_a_thousand_times_is_proved_and_read_again(tmp_path: Path) -> None:
    old, new, out = (tmp_path / name for name in ("old.txt", "new.txt", "redline.docx"))
    for path, verb in ((old, "shall"), (new, "may")):
        path.write_text(f"{articles(verb)}Annex\n\n{LONG * 1_400}", "utf-8")
    assert main(["compare", str(old), str(new), "-q", "-o", str(out)]) == 0
    with zipfile.ZipFile(out) as package:
        info = package.getinfo("word/document.xml")
    assert info.file_size > 1_000_000
    assert info.file_size < MAX_RATIO * info.compress_size
    assert len(read_draft(str(out)).articles()) == 5


def test_a_sheet_that_says_the_same_a_thousand_times_is_read_again() -> None:
    columns = (*WORDS, *FILLED)
    row = ("Article 1", SAME * 40, SAME * 40, "a.b", "safeguards", "none", "", "", "Ana", "")
    data = book({"Review": (columns, [row] * 900)}, "2026-01-01T00:00:00Z")
    assert len([*workbook_rows(data, "review.xlsx")]) == 900


def test_only_what_packs_too_well_is_not_packed() -> None:
    assert packing(b"a" * 10) == zipfile.ZIP_DEFLATED
    assert packing(b"a" * 2_000_000) == zipfile.ZIP_STORED
    assert packing(random.Random(1).randbytes(2_000_000)) == zipfile.ZIP_DEFLATED
