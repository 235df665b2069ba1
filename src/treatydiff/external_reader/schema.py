"""A small JSON Schema validator: just what this program's schemas use, so that no package is needed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from treatydiff.text.tables import DATA

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
}
_BOUNDS = {"minLength": 1, "maxLength": 400, "maxItems": 3}
"""What not every server knows of a schema, and how much is enough: a small model goes on for as long as it may."""

_SURE = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1)
"""How sure a reader may be: few servers keep the bounds of a number, all of them a list."""


@cache
def load_schema(name: str) -> Mapping[str, Any]:
    """A schema of the package: ``answer`` or ``question``."""
    found: Mapping[str, Any] = json.loads((DATA / "reader" / f"{name}.schema.json").read_text("utf-8"))
    return found


def strict_schema(themes: Sequence[Mapping[str, Any]], *, bounded: bool = False) -> dict[str, Any]:
    """The answer's schema as servers take it: every key is needed, no other may be, and themes are those asked about.

    What depends on another key is left to the checks, and so is the id, which the server is not asked to copy.
    """
    known = load_schema("answer")["properties"]
    said = {name: each for name, each in known.items() if name not in ("schema", "id", "model")}
    pair = said["effects"]["items"]["properties"] | {"theme": {"enum": [each["theme"] for each in themes]}}
    effects = {**said["effects"], "items": {"type": "object", "properties": pair}}
    confidence = {**said["confidence"], "enum": _SURE} if bounded else said["confidence"]
    keys = {**said, "effects": effects, "confidence": confidence}
    return _closed({"type": "object", "properties": keys}, _BOUNDS if bounded else {})


def _closed(schema: Mapping[str, Any], bounds: Mapping[str, int]) -> dict[str, Any]:
    """A schema in which every key is needed and no other may be, as long as its bounds say."""
    plain = {key: value for key, value in schema.items() if key in ("enum", "description")}
    plain |= {key: min(value, bounds[key]) for key, value in schema.items() if key in bounds}
    if "items" in schema:
        plain["items"] = _closed(schema["items"], bounds)
    if "properties" in schema:
        inner = {name: _closed(each, bounds) for name, each in schema["properties"].items()}
        plain |= {"properties": inner, "required": [*inner], "additionalProperties": False}
    return {"type": schema.get("type", "string"), **plain}


def faults(value: object, schema: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """What is wrong with a value, in a few words each; nothing if it is as the schema says."""
    name = at or "the answer"
    if "type" in schema and not _is_a(value, schema["type"]):
        yield f"{name} is no {schema['type']}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{name} is not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{name} is none of {', '.join(schema['enum'])}"
    if isinstance(value, str):
        yield from _of_size(len(value), schema, ("minLength", "maxLength"), name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        yield from _of_size(value, schema, ("minimum", "maximum"), name)
    if isinstance(value, list):
        yield from _of_size(len(value), schema, ("minItems", "maxItems"), name)
        for number, each in enumerate(value, 1):
            yield from faults(each, schema.get("items", {}), f"{at} {number}".strip())
    if isinstance(value, dict):
        yield from _of_object(value, schema, at)
    if "if" in schema:
        branch = "else" if any(faults(value, schema["if"])) else "then"
        yield from faults(value, schema.get(branch, {}), at)


def _of_object(value: Mapping[str, object], schema: Mapping[str, Any], at: str) -> Iterator[str]:
    for key in schema.get("required", ()):
        if key not in value:
            yield f"{f'{at} ' if at else ''}{key} is missing"
    for key, inner in schema.get("properties", {}).items():
        if key in value:
            yield from faults(value[key], inner, f"{at} {key}".strip())


def _of_size(size: float, schema: Mapping[str, Any], keys: tuple[str, str], name: str) -> Iterator[str]:
    least, most = (schema.get(key) for key in keys)
    if least is not None and size < least:
        yield f"{name} is too small" if "minimum" in keys else f"{name} is empty"
    elif most is not None and not size <= most:  # a number that is none is not in any range
        yield f"{name} is too {'large' if 'minimum' in keys else 'long'}"


def _is_a(value: object, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and not isinstance(value, bool)
