"""Workflow commands, which GitHub's runner reads from a job's output."""

from __future__ import annotations

from treatydiff.text.safe_text import inert, visible

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def annotation(kind: str, message: str, **properties: str | int) -> str:
    """One line that makes the runner show ``error``, ``warning`` or ``notice``; empty properties are left out."""
    given = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in properties.items() if value != "")
    return f"::{kind} {given}".rstrip() + f"::{_escaped(message, _DATA)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    """What would end the command or begin another is written as the runner wants it."""
    return "".join(table.get(letter, letter) for letter in inert(visible(text)))
