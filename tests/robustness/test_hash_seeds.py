"""The same drafts give the same bytes, however Python orders its sets and in however many processes they are read."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.grown import pair

from corpus import DRAFTS

FORMATS = ("json", "terminal", "markdown", "html", "sarif", "csv", "docx")
RENDERED = """
import sys
from treatydiff.compare import compare, read_draft
from treatydiff.readers import Limits
from treatydiff.renderers import RENDERERS, RenderOptions

old, new, apart, out, *forms = sys.argv[1:]
limits = Limits() if apart == "apart" else None
report = compare(read_draft(old, limits=limits), read_draft(new, limits=limits))
assert report.redline.changes
for form in forms:
    with open(f"{out}.{form}", "wb") as stream:
        stream.write(RENDERERS[form].render((report,), RenderOptions(width=100)))
"""
"""A whole comparison; ``apart``: each draft is read in a process of its own."""


def rendered(drafts: tuple[str, str], seed: str, apart: str, out: Path) -> dict[str, str]:
    """The digest of each form that the same two drafts are given, under one seed of the order of sets."""
    forms = [form for form in FORMATS if form != "docx" or drafts[0].endswith(".docx")]
    command = [sys.executable, "-c", RENDERED, *drafts, apart, str(out), *forms]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return {form: hashlib.sha256(Path(f"{out}.{form}").read_bytes()).hexdigest() for form in forms}


def grown(kind: str, folder: Path) -> tuple[str, str]:
    for name, text in zip(("old", "new"), pair(kind, 30), strict=True):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return str(folder / "old.txt"), str(folder / "new.txt")


@pytest.mark.parametrize("kind", ["sample drafts", "boilerplate"])
def test_neither_the_order_of_sets_nor_the_number_of_processes_shows(kind: str, tmp_path: Path) -> None:
    drafts = (str(DRAFTS[-2]), str(DRAFTS[-1])) if kind == "sample drafts" else grown(kind, tmp_path)
    first = rendered(drafts, "0", "apart", tmp_path / "first")
    second = rendered(drafts, "1789", "together", tmp_path / "second")
    assert len(first) >= 6
    assert first == second
