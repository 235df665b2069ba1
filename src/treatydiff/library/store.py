"""How a provision is kept in an index: as compact JSON, without looks and places in the file."""

from __future__ import annotations

import json
import zlib
from typing import Any

from treatydiff.model import Level, Provision, Status

_FIELDS = ("number", "eid", "heading", "text", "note", "printed", "article")


def packed(provision: Provision) -> bytes:
    """The provision and everything inside it."""
    return zlib.compress(json.dumps(_value(provision), ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(data: bytes) -> Provision:
    """What ``packed`` packed."""
    return _provision(json.loads(zlib.decompress(data)))


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
