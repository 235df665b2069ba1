"""The guides show what the program really answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import GUIDES, guide


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_a_guide_shows_what_the_program_answers(page: Path) -> None:
    assert page.read_text().count("$ treatydiff ") > 1
    assert page.read_text() == guide(page.read_text()), "make docs writes it anew"
