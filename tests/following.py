"""Follows one paragraph of the sample drafts, among eight articles before and behind it, through the program: which
module has it in its hands, in what form.

``make docs`` writes what this prints into docs/architecture.md, and tests/test_docs.py runs it again: whoever moves a
stage moves the paragraph's way with it. Run as a program, in a process of its own, so that nothing is at hand from
another comparison.
"""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from lxml import etree

ROOT = Path(__file__).parent.parent
OLD, NEW = (ROOT / "drafts" / f"{name}.docx" for name in ("2025-09-revised-draft", "2026-02-further-revised-draft"))
WORDS = "conditions and safeguards shall include"
"""Words of the paragraph that no other paragraph has."""
AROUND = 8
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELDS = ("text", "printed", "spans", "link", "change", "provision", "block", "blocks", "new", "body", "words")
"""Where a value keeps the text it is about."""
OUTPUTS = ("terminal", "json", "sarif", "docx")
PLAIN = {"str": "text", "list": "", "tuple": ""}
"""What values of Python's own are called; an empty name: they only hold others."""
SOURCES = str(ROOT / "src" / "treatydiff") + os.sep
METHODS = os.path.join(SOURCES, "text", "frozen.py")
"""Where values compare and hash themselves: no stage of the way."""


def holds(value: Any, depth: int = 3) -> bool:
    """Whether the paragraph is what a value is about: its text, or what its fields say."""
    kind = type(value)
    if kind is str:
        return len(WORDS) <= len(value) < 3000 and WORDS in value
    if depth == 0 or not (names := fields_of(kind)):
        return (
            depth > 0
            and isinstance(value, tuple | list)
            and len(value) < 30
            and any(holds(each, depth - 1) for each in value)
        )
    if not frozen(kind):
        return any(holds(getattr(value, name, None), depth - 1) for name in names)
    key = id(value), depth
    if key not in KNOWN:
        KNOWN[key] = value, any(holds(getattr(value, name, None), depth - 1) for name in names)
    return KNOWN[key][1]


KNOWN: dict[tuple[int, int], tuple[Any, bool]] = {}
"""What was found of a frozen value, with the value, so that no other gets its id."""


@cache
def frozen(kind: type) -> bool:
    return getattr(kind, "__dataclass_params__", None) is not None and kind.__dataclass_params__.frozen


@cache
def fields_of(kind: type) -> tuple[str, ...]:
    """Where a kind of the program's keeps what it is about; nowhere, if it is another's."""
    ours = kind.__module__.startswith("treatydiff") and not issubclass(kind, str | tuple | list)
    return tuple(name for name in FIELDS if ours and hasattr(kind, name))


class Follower:
    """A tracer (``sys.settrace``, which hears of calls alone) that writes down who is called with the paragraph."""

    def __init__(self) -> None:
        self.way: dict[tuple[str, str], None] = {}

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        file = frame.f_code.co_filename
        if event != "call" or not file.startswith(SOURCES) or file == METHODS or frame.f_code.co_name.startswith("<"):
            return  # what is nameless (a comprehension) has a frame of its own in some Pythons and none in others
        for value in list(frame.f_locals.values()):
            if type(value).__name__ not in ("Draft", "Report", "View", "Redline") and holds(value):
                module = file.removeprefix(SOURCES).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                self.way.setdefault((module, type(value).__name__))
                return


def excerpt(path: Path, folder: Path) -> str:
    """The Word file of a draft with the paragraph's article and those around it: all else is followed in vain."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    blocks = [block for block in root[0] if block.tag != f"{W}sectPr"]
    texts = ["".join(block.itertext(f"{W}t")) for block in blocks]
    (at,) = (place for place, text in enumerate(texts) if WORDS in text)
    heads = [place for place, text in enumerate(texts) if re.match(r"Article \d", text)]
    first = [place for place in heads if place <= at][-AROUND]
    last = [place for place in heads if place > at][AROUND - 1]
    for block in blocks[:first] + blocks[last:]:
        root[0].remove(block)
    parts["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(folder / path.name, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return str(folder / path.name)


def followed() -> Iterator[tuple[str, str]]:
    """Module and kind of value, in the order in which they had the paragraph first."""
    from treatydiff.compare import compare, read_draft
    from treatydiff.renderers import RENDERERS

    follower = Follower()
    with TemporaryDirectory() as folder:
        old, new = (excerpt(path, Path(folder)) for path in (OLD, NEW))
        sys.settrace(follower)
        report = compare(read_draft(old), read_draft(new))
        for name in OUTPUTS:
            RENDERERS[name].render((report,))
        sys.settrace(None)
    yield from follower.way


def table() -> str:
    """A row for each room, in the order in which they had the paragraph first: its modules, and its forms there."""
    rows: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for module, kind in followed():
        room, _, inner = module.partition(".")
        modules, forms = rows.setdefault(room, ({}, {}))
        if inner:
            modules[f"`{inner}`"] = None
        if form := PLAIN.get(kind, f"`{kind.lstrip('_')}`"):
            forms[form] = None
    body = "".join(f"| `{room}` | {' '.join(inner)} | {', '.join(forms)} |\n" for room, (inner, forms) in rows.items())
    return ("| room | modules | the paragraph is |\n|---|---|---|\n" + body).replace("|  |", "| |")


if __name__ == "__main__":
    print(table(), end="")
