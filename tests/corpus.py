"""Where real texts are found; tests that use them skip where they are missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DRAFTS = sorted((ROOT / "drafts").glob("*-draft.docx"))
"""The sample drafts as Word files, in order of date."""
CORPUS = Path(os.environ.get("TREATYDIFF_CORPUS", ROOT / "no corpus"))


def real(name: str) -> str:
    """The path of a real text; skips the test where there is none."""
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"no corpus of real texts: {name} is not in $TREATYDIFF_CORPUS")
    return str(path)
