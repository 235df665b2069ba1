"""The program's tables of words, read from TOML and cached.

To parse the tables that a short comparison needs takes longer than the comparison, so whoever may write files can keep
what was parsed (see ``host/cache.py``). A library that imports treatydiff keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

Tables = dict[str, Any]
Maker = Callable[[str], Tables]
"""What makes tables of a text, which JSON must be able to hold."""
Keeper = Callable[[str, str, Maker], Tables]
"""Gives the tables that a maker makes of a text, and may remember them under a name."""

DATA = Path(__file__).parents[1] / "data"
"""The folder of the program's own tables."""
LANGUAGES = tuple(
    sorted(
        (folder.name for folder in (DATA / "languages").iterdir() if folder.is_dir()),
        key=lambda code: (code != "en", code),
    )
)
"""Codes of the languages there is a folder for, English first."""

_SHORT = 200
"""Characters that are parsed as quickly as a file is opened, once what parses them is imported."""
_keeper: Keeper | None = None


def keep_with(keeper: Keeper | None) -> None:
    """Let somebody remember what is parsed from now on; nobody."""
    global _keeper
    _keeper = keeper


def parsed(source: str, name: str) -> Tables:
    """The tables of a TOML text; ``name`` is one for each file. Raises tomllib.TOMLDecodeError, a ValueError."""
    return worked_out(source, name, _read) if source else {}


def entries(tables: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """What nested tables hold, each by its whole name: ``slots.condition.only``."""
    for key, value in tables.items():
        yield from entries(value, f"{path}{key}.") if isinstance(value, dict) else ((f"{path}{key}", value),)


def _read(source: str) -> Tables:
    import tomllib  # late: where all that is needed is kept, nobody reads TOML

    return tomllib.loads(source)


def worked_out(source: str, name: str, make: Maker) -> Tables:
    """What is made of a text. Where the making is our own, the text must say which (``made_by``)."""
    return _keeper(source, name, make) if _keeper and len(source) >= _SHORT else make(source)


def made_by(*modules: ModuleType) -> str:
    """A text that changes whenever one of some modules does; empty where they lie in no files: then keep nothing."""
    try:
        found = [Path(module.__file__ or "").stat() for module in modules]
    except OSError:
        return ""
    return " ".join(f"{each.st_size} {each.st_mtime_ns}" for each in found)
