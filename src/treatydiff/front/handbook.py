"""The examples of every command, for its help and the page for man."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from treatydiff.text.frozen import dataclass
from treatydiff.text.tables import DATA, parsed


@dataclass(frozen=True, slots=True)
class Example:
    """A line to type."""

    words: str
    """After the name of the program."""
    about: str
    """What comes of it."""


@cache
def examples() -> dict[str, tuple[Example, ...]]:
    """The examples of every command, by its name."""
    found = parsed((DATA / "examples.toml").read_text("utf-8"), "examples")
    return {
        name: tuple(Example(f"{name} {words}".rstrip(), about) for words, about in lines)
        for name, lines in found.items()
    }


def shown(lines: Sequence[Example]) -> str:
    """Examples as a help text ends with them: what comes of a line, and the line."""
    return "\n".join(("Examples:", *(f"  # {each.about}\n  treatydiff {each.words}" for each in lines)))
