"""Redlines of two small Word files, and files with one part tampered with."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from treatydiff.word.merge.document import Marks, merge
from treatydiff.word.merge.hints import Hints
from treatydiff.word.proof.verify import clean
from word_pairs import Word

BODY = "word/document.xml"
"""The part of a Word file that holds its text."""


def made(old: Word, new: Word, native_moves: bool = True, formatting: bool = True) -> bytes:
    """The redline of two files compared without their structure."""
    packages = clean(old.data(), "accept"), clean(new.data(), "accept")
    return merge(*packages, Hints(), Marks(native_moves=native_moves, formatting=formatting)).package.write()


def tampered(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The file with one part changed; the change must change something."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == name:
                text = content.decode()
                assert change(text) != text
                content = change(text).encode()
            target.writestr(info.filename, content)
    return stream.getvalue()
