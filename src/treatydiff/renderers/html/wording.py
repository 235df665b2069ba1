"""Translations of the page's own words, from ``data/ui``: a file a language, a phrase a key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from treatydiff.errors import RenderError, did_you_mean

Phrase = str | Mapping[str, str]
"""A text with ``{names}`` in it; two of them, ``one`` and ``other``, where it counts something as ``{n}``."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in which the page speaks."""

    code: str
    table: Mapping[str, Phrase]

    def say(self, key: str, **values: str | int) -> str:
        """A phrase with its values. Raises KeyError for a phrase that there is not: a fault of ours."""
        phrase = self.table[key]
        if not isinstance(phrase, str):
            singular = str(values.get("n", "")) in str(self.table["singular"]).split()
            phrase = phrase["one" if singular else "other"]
        for name, value in values.items():
            phrase = phrase.replace(f"{{{name}}}", f"{value:,}" if isinstance(value, int) else value)
        return phrase


@cache
def tongues() -> dict[str, Tongue]:
    """Every language, by its code."""
    found = sorted((f for f in (files("treatydiff") / "data" / "ui").iterdir() if f.name.endswith(".toml")), key=str)
    return {f.name[:-5]: Tongue(f.name[:-5], _flat(tomllib.loads(f.read_text("utf-8")))) for f in found}


def tongue(code: str) -> Tongue:
    """The language asked for. Raises RenderError if the page does not speak it."""
    known = tongues()
    if code not in known:
        hint = did_you_mean(code, known, f"it speaks {', '.join(known)}")
        raise RenderError(f"--ui-lang {code}: the page does not speak this language", hint)
    return known[code]


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, Phrase]:
    """``[kind] status = …`` as ``kind.status``; a table of ``one`` and ``other`` is a phrase."""
    flat: dict[str, Phrase] = {}
    for key, value in table.items():
        if isinstance(value, dict) and set(value) != {"one", "other"}:
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = value  # type: ignore[assignment]
    return flat
