"""OpenDocument features that LibreOffice's conversion loses: reported, and fields kept as they are.

A field that gives the name of the file or the hour would be worked out anew each time, from where the file lies on this
machine; what is stored takes its place. Hidden sections come into the Word file like all others (OpenDocument 1.3,
part 3).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import islice

from treatydiff.model import Notice
from treatydiff.readers.struck import quoted
from treatydiff.text.regexes import regex

_PARTS = ("content.xml", "styles.xml")
_MOST = 64_000_000
"""Bytes of a part, unpacked."""
_ANEW = regex(
    r"<text:(file-name|template-name|date|time|author-name|author-initials|sender-[a-z-]{1,30}|print-date|print-time|"
    r"printed-by|modification-date|modification-time|editing-cycles|editing-duration)\b[^<>]{0,2000}>([^<>]{0,2000})"
    r"</text:\1>"
)
"""Fields that depend on the machine or the hour."""
_TAG = regex(r"<[^<>]*>")
_SECTION = regex(r"<text:section\b[^<>]{0,2000}\btext:display=\"(?:none|condition)\"[^<>]{0,2000}>")
_ENDS = {
    "read, though the page does not show it": (_SECTION, "</text:section>"),
    "a field that shows words only under a condition": (
        regex(r"<text:(?:hidden-text|conditional-text|hidden-paragraph)\b[^<>]{0,4000}>"),
        "</text:",
    ),
}
"""By what is to be said of it how something begins and ends."""
_VALUE = regex(r"text:string-value(?:-if-true)?=\"([^\"<>]{0,2000})\"")
_FEW = 3
_MANY, _LONG = 1_000, 20_000
"""So many passages are told of a part, of so many characters with their tags; a section without an end has no more."""


def settled(data: bytes) -> tuple[bytes, list[Notice]]:
    """The file with the words of such fields in their place, and what is to be said of it; a broken one as it is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = {name: _part(package, name) for name in _PARTS if name in package.namelist()}
            notices = [notice for text in parts.values() for notice in _notices(text)]
            kept = {name: _ANEW.sub(lambda field: field[2], text) for name, text in parts.items()}
            changed = {name: text for name, text in kept.items() if text != parts[name]}
            return (_with(package, changed) if changed else data), notices
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return data, []


def _part(package: zipfile.ZipFile, name: str) -> str:
    """The text of a part. Raises ValueError for one that is too large, or in another encoding."""
    with package.open(name) as part:
        data = part.read(_MOST + 1)
    if len(data) > _MOST:
        raise ValueError(name)
    return data.decode("utf-8")


def _with(package: zipfile.ZipFile, changed: dict[str, str]) -> bytes:
    if sum(info.file_size for info in package.infolist()) > 4 * _MOST:
        raise ValueError("too large to be packed again")
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in package.infolist():  # the first, its kind, is not compressed
            text = changed.get(info.filename)
            target.writestr(info, package.read(info) if text is None else text.encode())
    return made.getvalue()


def _notices(text: str) -> Iterator[Notice]:
    for message, (begins, end) in _ENDS.items():
        words = tuple(dict.fromkeys(filter(None, _words(text, begins, end))))
        if words:
            yield Notice(f"{message}: {'; '.join(map(quoted, words[:_FEW]))}", set_aside=words, unseen=True)


def _words(text: str, begins: re.Pattern[str], end: str) -> Iterator[str]:
    for found in islice(begins.finditer(text), _MANY):
        last = text.find(end, found.end(), found.end() + _LONG)
        inside = _TAG.sub(" ", text[found.end() : last if last >= 0 else found.end() + _LONG])
        value = _VALUE.search(found[0])
        yield " ".join(unescape(f"{value[1] if value else ''} {inside}").split())
