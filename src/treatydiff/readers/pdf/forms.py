"""Counts how often pages draw form XObjects, before anything draws them (ISO 32000-2, 8.10).

A form may draw others, and each of them others again: a file of three kilobytes can ask for ten million. The child
process has its limits of memory and time; where there is no child, only counting says so in time. A form is counted
once, however often it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from treatydiff.readers.pdf.extraction import TooLargeError
from treatydiff.readers.pdf.repair import silence
from treatydiff.text.regexes import regex

MOST = 500_000
"""Forms that a page may draw; a page of a draft draws a few, and this many take some seconds."""
_FEW = 2
"""With fewer forms than this none draws another. A form is a stream, so what it is stands in the file as it is."""
_FORM = regex(rb"/Subtype\s*/Form\b|/\w*#[0-9A-Fa-f]{2}")
_DRAWN = regex(rb"/([^\s/<>\[\](){}%]{1,127})\s{1,8}Do\b")
_ESCAPED = regex(rb"#([0-9A-Fa-f]{2})")
_DEEP = 40
"""Forms in forms; a reader gives up earlier."""


def check(data: bytes) -> None:
    """Raises TooLargeError for a page that draws too many forms; says nothing of what it cannot take apart."""
    found = _FORM.finditer(data)
    if sum(1 for _, _ in zip(range(_FEW), found, strict=False)) < _FEW:
        return
    from pypdf import PdfReader

    most = 0, 0
    with silence("pypdf"), suppress(Exception):  # a damaged file: whoever reads it says how
        counts = _Counts()
        pages = enumerate(PdfReader(BytesIO(data)).pages, 1)
        most = max((counts.drawn(page), number) for number, page in pages)
    if most[0] > MOST:
        raise TooLargeError(f"page {most[1]} draws {most[0]:,} forms")


class _Counts:
    """How many forms each form draws, itself among them."""

    def __init__(self) -> None:
        self._known: dict[int, int] = {}

    def drawn(self, holder: Any, depth: int = 0) -> int:
        """How many forms a page, or a form, draws."""
        forms = dict(_forms(holder))
        if not forms or depth > _DEEP:
            return 0
        names = map(_unescaped, _DRAWN.findall(_content(holder)))
        return sum(self._of(forms[name], depth) for name in names if name in forms)

    def _of(self, form: Any, depth: int) -> int:
        key = form.indirect_reference.idnum if form.indirect_reference else id(form)
        if key not in self._known:
            self._known[key] = 0  # a form that draws itself draws nothing
            self._known[key] = 1 + self.drawn(form, depth + 1)
        return self._known[key]


def _forms(holder: Any) -> Iterator[tuple[bytes, Any]]:
    """The forms that a page or a form may draw, by name."""
    resources = holder.get("/Resources")
    named = resources.get_object().get("/XObject") if resources else None
    for name, reference in (named.get_object() if named else {}).items():
        each = reference.get_object()
        if isinstance(each, dict) and each.get("/Subtype") == "/Form":
            yield name[1:].encode("latin-1", "replace"), each


def _unescaped(name: bytes) -> bytes:
    return _ESCAPED.sub(lambda each: bytes([int(each[1], 16)]), name)


def _content(holder: Any) -> bytes:
    """What a page or a form draws with."""
    contents = holder.get_contents() if hasattr(holder, "get_contents") else holder
    return contents.get_data() if contents is not None else b""
