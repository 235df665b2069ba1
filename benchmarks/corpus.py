"""Where texts lie that are no part of the project: named by the environment, and left out where they are not there."""

from __future__ import annotations

import os
from pathlib import Path

CORPUS = Path(os.environ.get("TREATYDIFF_CORPUS", "no corpus"))
"""Real drafts and treaties."""
BENCH = Path(os.environ.get("TREATYDIFF_BENCH", CORPUS.parent / "bench"))
"""Large generated pairs."""
