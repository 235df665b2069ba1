"""The program's own tables of words, read from TOML.

To parse the tables that a short comparison needs takes longer than the comparison, so whoever may write files can keep
what was parsed (see ``kept.py``). A library that imports treatydiff keeps nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

Tables = dict[str, Any]
Keeper = Callable[[str, str], Tables]
"""Gives the tables of a text, as ``tomllib.loads`` would, and may remember them under a name."""

_SHORT = 2_000
"""Characters that are parsed as quickly as a file is opened."""
_keeper: Keeper | None = None


def keep_with(keeper: Keeper | None) -> None:
    """Let somebody remember what is parsed from now on; nobody."""
    global _keeper
    _keeper = keeper


def parsed(source: str, name: str) -> Tables:
    """The tables of a TOML text; ``name`` is one for each file. Raises tomllib.TOMLDecodeError."""
    return _keeper(source, name) if _keeper and len(source) >= _SHORT else tomllib.loads(source)
