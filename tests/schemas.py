"""Validation against schemas of others, which are not part of this project: their licences differ.

Put ``sarif-schema-2.1.0.json`` (of the OASIS Standard) and ``DiagnosticResult.json`` (of reviewdog) into a folder, name
it in TREATYDIFF_SCHEMAS, and install jsonschema; else these tests are skipped.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from treatydiff.renderers.json_types import SCHEMAS


def conforms(value: Any, name: str = "report") -> None:
    """Fail the test if a value is not what ``treatydiff schema NAME`` describes, or has a key that it does not know.

    ``value``: JSON as it is written, or what that says. ``conftest`` asks it of whatever the tests' process writes.
    """
    data = value if isinstance(value, bytes) else json.dumps(value)
    _adapter(name).validate_json(data, strict=True, extra="forbid")


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(SCHEMAS[name])


FOLDER = os.environ.get("TREATYDIFF_SCHEMAS", "")


def validate(value: Any, name: str) -> None:
    """Fail the test if a value is not what a schema asks for."""
    schema = Path(FOLDER) / name
    if not FOLDER or not schema.exists():
        pytest.skip(f"TREATYDIFF_SCHEMAS names no folder with {name}")
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.validate(value, json.loads(schema.read_text("utf-8")))
