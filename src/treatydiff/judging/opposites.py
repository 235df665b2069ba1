"""The table of opposites, and of statements that a "not" reverses: ``data/frames/opposites.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from treatydiff.text.tables import DATA, parsed

OPPOSITE, STATEMENT, LIMIT = TABLES = "opposites", "statements", "limits"
"""The tables, and the first word of the classes of words that come from them."""
TURNED, RIGHTED = "turned", "righted"
"""What became of one: for the worse, where nothing in the provision turns it round, or for the better."""
SIDES = ("better", "denied", "worse", "near", "aside")
"""What may be said of an opposite in a language,"""
CHAPTER = "chapters.words"
"""The class of the words for a chapter."""
LIMITING = ("words", "instead", "near", "aside")
"""and of a word that keeps something small."""


@cache
def load() -> Mapping[str, Any]:
    """The built-in table, as it stands in the file."""
    return parsed((DATA / "frames" / "opposites.toml").read_text(encoding="utf-8"), "opposites")


def classes(code: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The classes of words of a language: ``opposites.presence.better``, ``statements.defence.good``."""
    for entry in load()[OPPOSITE]:
        held = ((side, entry[side].get(code, ())) for side in SIDES if side in entry)
        yield from ((f"{OPPOSITE}.{entry['name']}.{side}", tuple(words)) for side, words in held)
    for entry in load()[STATEMENT]:
        side = "good" if entry["good"] else "bad"
        yield f"{STATEMENT}.{entry['name']}.{side}", tuple(entry["words"].get(code, ()))
        yield f"{STATEMENT}.{entry['name']}.aside", tuple(entry.get("aside", {}).get(code, ()))

    yield CHAPTER, tuple(load()["chapters"].get(code, ()))
    for entry in load()[LIMIT]:
        held = ((side, entry[side].get(code, ())) for side in LIMITING if side in entry)
        yield from ((f"{LIMIT}.{entry['name']}.{side}", tuple(words)) for side, words in held)


def bounded(name: str) -> bool:
    """Whether an opposite is told only beside words of its own subject, or of all that may be done to people.

    Then it says what it says where no role of the provision is known, too.
    """
    entry = _entry(name)
    return "near" in entry or not ("roles" in entry or "against" in entry)


def turning(name: str) -> bool:
    """Whether a "no" turns an opposite or a limit round: "not permitted" is prohibited, "nothing prohibits" permits."""
    return bool(_entry(name).get("turns"))


def banning(name: str) -> bool:
    """Whether the "not" around an opposite is part of it: "in no circumstances"."""
    return bool(_entry(name).get("bans"))


@cache
def _entry(name: str) -> Mapping[str, Any]:
    tables = load()
    return next(entry for table in (OPPOSITE, LIMIT) for entry in tables[table] if entry["name"] == name)
