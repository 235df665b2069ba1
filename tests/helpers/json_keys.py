"""The keys of a JSON value, and those that docs/json.md documents."""

from __future__ import annotations

import re

from conftest import ROOT


def keys(found: object, path: str = "") -> set[str]:
    """Every key of a value as a path: ``changes[].old.eid``."""
    if isinstance(found, dict):
        inside = {key for name, each in found.items() for key in keys(each, f"{path}.{name}".lstrip("."))}
        return inside | {f"{path}.{name}".lstrip(".") for name in found}
    if isinstance(found, list):
        return {key for each in found for key in keys(each, f"{path}[]")}
    return set()


def documented(schema: str) -> set[str]:
    """The keys in the table of docs/json.md under the heading of a schema."""
    text = (ROOT / "docs" / "json.md").read_text()
    section = text.partition(f"## `{schema}`")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE))
