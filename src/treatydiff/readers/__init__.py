"""Readers: a file's bytes become printed paragraphs. One file and one line in ``READERS`` each."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from treatydiff.errors import ReadError, TooComplexError
from treatydiff.host import plugins
from treatydiff.host.budget import MAX_CHARACTERS as MAX_CHARACTERS
from treatydiff.host.budget import Budget
from treatydiff.host.plugins import Registry
from treatydiff.model import Reading
from treatydiff.text.frozen import dataclass
from treatydiff.text.regexes import regex

if TYPE_CHECKING:
    from treatydiff.readers.sandbox import ReadingChild

MAX_BYTES = 50_000_000
"""A draft is a few hundred kilobytes; what is larger than this is not one."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user may choose about reading."""

    revisions: str = "accept"
    """What to do with tracked changes that are pending in a Word file: ``accept``, ``reject``, or ``keep``, which
    accepts them but leaves them their authors in a redline."""
    struck: str = "drop"
    """How to treat words struck through by hand, as drafts that show their own changes do: ``drop`` or ``keep``.

    ``former`` reads the text before the changes: what is struck, and nothing that is marked as new, in bold or
    underlined. Which of the two is found out; ``former-bold`` and ``former-underlined`` say it. ``new``, with the
    same endings, reads the text behind the changes: bold that only marks them makes no heading.
    """
    ocr: bool = False
    """Whether pages of a PDF without sound text are read by optical character recognition."""
    language: str = ""
    """The code of the draft's language where the user says it; empty: found out."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one draft may take; chosen with room above the drafts it was tried on."""

    megabytes: int = 1_000
    seconds: int = 60
    """Of computing; of waiting, for a busy machine, twice as many."""
    written: int = 0
    """Megabytes that it may write, for a program that it asks for help."""
    tell: Callable[[str], None] = field(default=lambda _: None, compare=False)
    """Hears which page is read."""
    budget: Budget | None = field(default=None, compare=False)
    """What is done with a draft outside of its child draws on it."""

    def spending(self, doing: str) -> AbstractContextManager[None]:
        """Work on a draft, of which ``doing`` says what it is. Raises TooComplexError."""
        return self.budget.spending(doing) if self.budget else nullcontext()


_OCR_TIMES = 20
"""Reading a page by OCR takes seconds, and drafts have many."""
_OCR_WRITES = 200
"""Megabytes: pictures of pages for tesseract."""
_DEBUG = "--debug shows where; ask its sender for another copy"


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file. Its module is imported only when a file of that kind is read."""

    name: str
    suffixes: tuple[str, ...]
    about: str
    package: str = "treatydiff.readers"
    """Where the module is that has the reader's name and its ``read``."""
    in_folders: bool = True
    """Whether such a file in a folder of drafts is one; pages there are mostly our own reports."""
    unguarded: int = 0
    """Bytes up to which there is no child: a short file is read at once where no library looks at it."""

    def read(
        self,
        data: bytes,
        name: str,
        options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
        limits: Limits | None = None,
    ) -> Reading:
        """The printed paragraphs in ``data``; ``name`` is only for messages. Raises ReadError, whatever the file holds.

        With ``limits`` in a child process, where the platform allows it and the file asks for it.
        """
        module = plugins.module(self.package, self.name)
        if convert := getattr(module, "converted", None):  # by another program, which the child's limits would stop
            data = convert(data, name)
        if limits and (child := self._child(data, name, options, limits)):
            return child.reading(limits.tell)
        try:
            with (limits or Limits()).spending(name):
                return cast(Reading, module.read(data, name, options))
        except (ReadError, TooComplexError):
            raise
        except Exception as error:
            raise ReadError(f"{name}: cannot be read ({type(error).__name__}: {error})", _DEBUG) from error

    def begun(self, data: bytes, name: str, options: ReadOptions, limits: Limits) -> ReadingChild | None:
        """A child that reads what ``read`` would, already at it; None where there would be none, or more to do."""
        module = plugins.module(self.package, self.name)
        return None if hasattr(module, "converted") else self._child(data, name, options, limits)

    def _child(self, data: bytes, name: str, options: ReadOptions, limits: Limits) -> ReadingChild | None:
        if len(data) <= self.unguarded or sys.platform != "linux":
            return None
        from treatydiff.readers.sandbox import ReadingChild

        if options.ocr:
            limits = replace(limits, seconds=_OCR_TIMES * limits.seconds, written=_OCR_WRITES)
        module = plugins.module(self.package, self.name)  # here, so that the next child need not
        return ReadingChild(lambda: cast(Reading, module.read(data, name, options)), name, limits)


_BUILT_IN: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("docx", (".docx", ".docm", ".dotx", ".dotm"), "Word document"),
        Reader("pdf", (".pdf",), "PDF with a text layer"),
        Reader("text", (".txt", ".md"), "plain text or Markdown", unguarded=100_000),
        Reader("html", (".html", ".htm", ".xhtml"), "web page", in_folders=False),
        Reader("akn", (".akn", ".xml"), "Akoma Ntoso", in_folders=False),
        Reader("office", (".doc", ".dot", ".odt", ".ott", ".rtf"), "what LibreOffice converts, where it is installed"),
    )
}
READERS = Registry(plugins.READERS, _BUILT_IN)
"""Every kind of file that is read here, by name."""


_BEGINNINGS = (
    (".pdf", regex(rb".{0,1024}?%PDF-", re.DOTALL)),
    (".odt", regex(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL)),
    (".docx", regex(rb"PK\x03\x04|\xd0\xcf\x11\xe0")),
    (".rtf", regex(rb"\{\\rtf")),
    (".akn", regex(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,200}?\?>\s*)?<(?:\w+:)?akomaNtoso\b", re.DOTALL)),
    (".html", regex(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.IGNORECASE)),
)
"""How each kind of file begins that comes without a name. An encrypted .docx begins like an old .doc: the Word reader
tells which."""


def load(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises ReadError."""
    if path == "-":
        return within_limit("-", sys.stdin.buffer.read(MAX_BYTES + 1))
    file = Path(path)
    if re.match(r"\w+://", path) and not file.exists():
        raise ReadError(f"{path}: an address, not a file", "save it first: treatydiff never uses the network")
    if ":" in path:
        from treatydiff.host import git

        if git.names_object(path):
            return within_limit(path, git.blob(path, MAX_BYTES))
    if not file.exists():
        raise ReadError(f"{path}: no such file", "check the path: treatydiff takes files, not text on the command line")
    if not file.is_file():
        raise ReadError(f"{path}: not a regular file")
    with file.open("rb") as stream:
        return within_limit(path, stream.read(MAX_BYTES + 1))


def reader_for(path: str, data: bytes) -> Reader:
    """The reader for a file, by its suffix, or by its first bytes for standard input. Raises ReadError."""
    suffix = Path(path).suffix.lower()
    if path == "-":
        suffix = kind_of(data)
    found = _taking(suffix, READERS) or _taking(suffix, every := READERS.complete())
    if found:
        return found
    known = ", ".join(s for reader in every.values() for s in reader.suffixes)
    raise ReadError(f"{path}: unknown type {suffix or '(no suffix)'}", f"treatydiff reads {known}")


def kind_of(data: bytes) -> str:
    """The suffix that a file without a name should have, by how it begins."""
    return next((suffix for suffix, begins in _BEGINNINGS if begins.match(data)), ".txt")


def _taking(suffix: str, readers: Mapping[str, Reader]) -> Reader | None:
    return next((reader for reader in readers.values() if suffix in reader.suffixes), None)


def within_limit(path: str, data: bytes) -> bytes:
    """The bytes of a draft, if they can be one by their size. Raises ReadError."""
    if not data.strip():
        raise ReadError(f"{path}: empty file")
    if len(data) > MAX_BYTES:
        raise ReadError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB", "is this a draft convention?")
    return data
