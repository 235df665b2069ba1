"""The cases of ``texts.toml``: sentences of invented position papers, and what a draft made of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """A sentence of a draft, and the one of a paper that it comes from."""

    kind: str
    """``verbatim`` ``edited`` ``reworded`` ``none``."""
    drafted: str
    paper: str = ""
    said: str = ""
    former: str = ""
    """What stood in the draft before, where the sentence is an old one with new words."""


_TABLES = tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))
CASES = tuple(Case(**case) for case in _TABLES["case"])
BESIDES: dict[str, list[str]] = _TABLES["besides"]
"""What the papers say on the same subjects that is in no draft."""
