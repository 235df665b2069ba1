"""Sixty generated pairs with what real drafts have: proved both ways, no mark without a change, marks in proportion."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafted_pairs import SEEDS, drafted_pair
from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.docx import render
from word_reading import marked


def drafts(folder: Path, seed: int) -> tuple[Draft, Draft]:
    paths = [folder / "old.docx", folder / "new.docx"]
    for path, word in zip(paths, drafted_pair(seed), strict=True):
        path.write_bytes(word.data())
    old, new = (read_draft(str(path)) for path in paths)
    return old, new


@pytest.mark.parametrize("seed", SEEDS)
def test_it_is_proved_both_ways_round_without_falling_back(tmp_path: Path, seed: int) -> None:
    old, new = drafts(tmp_path, seed)
    formatting = ("quiet", "tracked")[seed % 2]
    for pair in ((old, new), (new, old)):
        made = render((compare(*pair, judged=False),), RenderOptions(formatting=formatting))
        assert isinstance(made, Rendered)
        assert "proved" in made.about
        assert made.notices == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_against_itself_it_has_no_mark(tmp_path: Path, seed: int) -> None:
    old, _ = drafts(tmp_path, seed)
    assert marked(render((compare(old, old, judged=False),), RenderOptions(verify=False))) == []
