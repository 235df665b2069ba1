"""The commands that a CI runner reads from a job's output, and how to keep a draft from giving any.

GitHub's runner obeys a line that begins with ``::``, after any white space, and ``##[`` wherever it stands in a line;
Azure's obeys ``##vso[``. A draft that holds such words could hide its own findings.
"""

from __future__ import annotations

import re

from treatydiff.safe_text import visible

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}
_LINE_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_INLINE_COMMAND = re.compile(r"##(?=\[|vso\[)")


def annotation(kind: str, message: str, **properties: str | int) -> str:
    """One line that makes the runner show ``error``, ``warning`` or ``notice``; empty properties are left out."""
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value != "")
    return f"::{kind} {given}".rstrip() + f"::{escaped(message)}"


def escaped(text: str) -> str:
    """A command's message. What the runner would take for a command of the old kind is broken up, too."""
    return _translate(without_inline(visible(text)), _DATA)


def inert(text: str) -> str:
    """Text of many lines, none of which a runner takes for a command."""
    return _LINE_COMMAND.sub(r"\1\\x3a", without_inline(text))


def without_inline(text: str) -> str:
    """Text without commands that are obeyed anywhere in a line."""
    return _INLINE_COMMAND.sub(r"#\\x23", text)


def _property(value: str | int) -> str:
    return _translate(without_inline(visible(str(value))), _PROPERTY)


def _translate(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)
