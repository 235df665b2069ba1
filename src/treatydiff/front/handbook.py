"""The program's help as data: completion and the manual page are made from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from treatydiff.text.frozen import dataclass
from treatydiff.text.tables import DATA, parsed


@dataclass(frozen=True, slots=True)
class OptionHelp:
    """An option of a command."""

    names: tuple[str, ...]
    """Every way to write it: ``-o``, ``--output``."""
    about: str
    value: str = ""
    """What its value is called; empty for a switch."""
    choices: tuple[str, ...] = ()
    """The values that it takes; none where it takes any text or a file."""


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """A command."""

    name: str
    about: str
    """In one line."""
    more: str
    """Further paragraphs; may be empty."""
    arguments: tuple[OptionHelp, ...]
    """Each with its one name."""
    options: tuple[OptionHelp, ...]
    examples: tuple[Example, ...] = ()


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
