"""Storage format of provisions and texts in the index: compact JSON, without looks and places in the file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from treatydiff.model import Level, Provision, Status

_FIELDS = ("number", "eid", "heading", "text", "note", "printed", "article", "word")
_FAST = 1
"""Of zlib's levels: half the time of the usual one for a tenth more room."""


def utf8(name: str) -> str:
    """A name as SQLite takes it: what is no UTF-8 in a file's name is written out, ``\\udcff``."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def packed(provisions: Iterable[Provision]) -> bytes:
    """The provisions and everything inside them."""
    return packed_texts([_value(each) for each in provisions])


def unpacked(data: bytes) -> tuple[Provision, ...]:
    """What ``packed`` packed."""
    return tuple(map(_provision, unpacked_texts(data)))


def packed_texts(values: Sequence[Any]) -> bytes:
    """Texts, or whatever JSON takes."""
    return zlib.compress(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(), _FAST)


def unpacked_texts(data: bytes) -> list[Any]:
    """What ``packed_texts`` packed."""
    found: list[Any] = json.loads(zlib.decompress(data))
    return found


def _value(provision: Provision) -> dict[str, Any]:
    value: dict[str, Any] = {"level": str(provision.level)}
    value |= {name: words for name in _FIELDS if (words := getattr(provision, name))}
    if provision.status:
        value["status"] = sorted(provision.status)
    if provision.children:
        value["children"] = [_value(child) for child in provision.children]
    return value


def _provision(value: dict[str, Any]) -> Provision:
    words = {name: value.get(name, "") for name in _FIELDS}
    children = tuple(map(_provision, value.get("children", ())))
    status = frozenset(map(Status, value.get("status", ())))
    return Provision(Level(value["level"]), children=children, status=status, **words)
