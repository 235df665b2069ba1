"""Opens the package of a Word file without trusting it.

A draft comes from anybody. Before a part is parsed, the archive's own directory is checked: how many parts, how large,
how well packed, none encrypted, none outside the package. No part may carry a document type (the packaging convention
forbids it, and entities can hide words or fill the memory). Nothing outside the file is fetched. Every fault is a
ReadError of one line.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from itertools import accumulate

from lxml import etree

from treatydiff.errors import ReadError
from treatydiff.host.budget import MAX_CHARACTERS
from treatydiff.ooxml.strict import MARK, transitional
from treatydiff.text.frozen import dataclass

MAX_PARTS = 2_000
MAX_TOTAL = 256_000_000
"""Bytes of all parts, unpacked."""
MAX_PART = 64_000_000
"""Bytes of one part, unpacked."""
_BIG = 1_000_000
MAX_RATIO = 200
"""Unpacked by packed size of an XML part above a megabyte; real ones stay below 40. Pictures may pack better."""
MAX_RUNS = 50_000
"""Runs of one paragraph; the longest paragraphs of real drafts have some hundreds."""
MAX_NESTED = 100
"""Fields that stand in fields; real ones are two or three deep."""
HEAD = 4096
"""Bytes in which the first element of an XML part must begin."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEPTH = {"begin": 1, "end": -1}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

_UNPACKABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
_SAVE_AS = "open it in Word or LibreOffice and save it as .docx"
_NO_PASSWORD = "save a copy without password"
_DAMAGED = "the file may be damaged: open it in Word or LibreOffice and save it again"
_SUSPECT = "no word processor writes that: do not open the file, ask its sender for a new copy"
_FOREIGN = (
    (b"%PDF-", "a PDF, not a Word document", "rename it to .pdf"),
    (b"{\\rtf", "rich text (RTF), not .docx", _SAVE_AS),
    (b"<?xml", "an XML file, not a zipped .docx", _SAVE_AS),
    (b"<", "a web page, not a Word document", _SAVE_AS),
)


def packed_too_well(size: int, packed: int) -> bool:
    """Whether a part is so much smaller when packed that no word processor can have written it."""
    return size > _BIG and size > MAX_RATIO * packed


@dataclass(frozen=True, slots=True)
class Relationship:
    """One part's pointer to another part, or to something outside the file."""

    id: str
    kind: str
    """The last word of its type: ``styles``, ``footnotes``, ``header``, ``hyperlink`` ..."""
    target: str
    """The part's name in the package, or the address outside it."""
    external: bool
    type: str = ""
    """Its type in full."""


class Package:
    """The parts of a Word file, checked before anything is unpacked. Raises ReadError."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._archive = self._open(data)
        self._roots: dict[str, etree._Element] = {}
        self._texts: dict[str, bytes] = {}
        self._unfit: dict[str, str] = {}
        self._leads: dict[str, tuple[Relationship, ...]] = {}
        self.broken: dict[str, None] = {}
        """Parts that were looked for and cannot be parsed: a draft is refused for its text only."""
        self._parts = {_key(info.filename): info for info in self._checked()}
        self.names = tuple(info.filename for info in self._parts.values())
        """The names of all parts, as written."""
        self.main = self._main_part()
        """The name of the main document part, usually ``word/document.xml``."""

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part, the same each time; None where the package has no such part."""
        info = self._parts.get(_key(part))
        if info is None:
            return None
        if info.filename not in self._roots:
            self._roots[info.filename] = self._parse(info)
        return self._roots[info.filename]

    def parsed(self, part: str) -> etree._Element | None:
        """The root element of a part that was asked for before, else None."""
        return self._roots.get(self._parts[_key(part)].filename) if self.has(part) else None

    def optional(self, part: str) -> etree._Element | None:
        """As ``xml``, for a part that the text can do without: None, and remembered, where it cannot be parsed."""
        try:
            return self.xml(part)
        except BrokenPartError:
            self.broken[part] = None
            return None

    def is_broken(self, part: str) -> bool:
        """Whether a part was looked for and cannot be read."""
        return _key(part) in map(_key, self.broken)

    def check_pictures(self) -> None:
        """Look whether what is no XML can be unpacked: nobody else does before a redline carries it on."""
        for info in self._parts.values():
            if not _is_xml(info):
                try:
                    with self._archive.open(info) as stream:
                        while stream.read(_BIG):
                            pass
                except _UNPACKABLE:
                    self.broken[info.filename] = None

    def has(self, part: str) -> bool:
        """Whether the package has such a part."""
        return _key(part) in self._parts

    @property
    def is_strict(self) -> bool:
        """Whether it was saved as Strict Open XML; ``xml`` gives its parts in the usual names."""
        return MARK in self._bytes(self._parts[_key(self.main)], HEAD)

    def document(self) -> etree._Element:
        """The root element of the main part. Raises ReadError where that is no Word document."""
        root = self.xml(self.main)
        if root is None or etree.QName(root).localname != "document":
            raise self._error("an Office file, but not a Word document", _SAVE_AS)
        self._check_shape(root)
        return root

    def _check_shape(self, root: etree._Element) -> None:
        """Refuses what no word processor writes and what would take minutes to follow."""
        if sum(len(element.text or "") for element in root.iter(f"{_W}t")) > MAX_CHARACTERS:
            raise self._error(f"more than {MAX_CHARACTERS:,} characters", "is this a draft convention?")
        if any(sum(1 for _ in paragraph.iter(f"{_W}r")) > MAX_RUNS for paragraph in root.iter(f"{_W}p")):
            raise self._error(f"a paragraph in more than {MAX_RUNS:,} pieces", _SUSPECT)
        depths = accumulate(_DEPTH.get(char.get(f"{_W}fldCharType", ""), 0) for char in root.iter(f"{_W}fldChar"))
        if max(depths, default=0) > MAX_NESTED:
            raise self._error(f"fields stand in fields, more than {MAX_NESTED} deep", _SUSPECT)

    def text(self, part: str) -> bytes:
        """The bytes of a part, empty where the package has none such or it cannot be unpacked: for looking first."""
        info = self._parts.get(_key(part))
        if info is None:
            return b""
        if info.filename not in self._texts:
            try:
                content = self._bytes(info)
            except BrokenPartError:
                self.broken[info.filename], content = None, b""
            self._texts[info.filename] = transitional(content) if _is_xml(info) else content
        return self._texts[info.filename]

    def relations(self, part: str) -> tuple[Relationship, ...]:
        """Where a part points to, in the order written; of ``""``: the package itself."""
        if part not in self._leads:
            self._leads[part] = self._relations_of(part)
        return self._leads[part]

    def _relations_of(self, part: str) -> tuple[Relationship, ...]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        root = self.optional(relations) if part and part != self.main else self.xml(relations)
        if root is None:
            return ()
        return tuple(_relation(element, folder) for element in root.iter(_RELATION))

    def title(self) -> str:
        """The title in the file's properties, empty if there is none."""
        for relation in self.relations(""):
            if relation.kind == "core-properties":
                root = self.optional(relation.target)
                return " ".join((root.findtext(_TITLE) or "").split()) if root is not None else ""
        return ""

    # ------------------------------------------------------------------------------------------------- opening

    def _open(self, data: bytes) -> zipfile.ZipFile:
        if data.startswith(_OLE):
            raise self._ole(data)
        for start, what, hint in _FOREIGN:
            if data[:HEAD].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(start):
                raise self._error(what, hint)
        try:
            return zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._error("not a Word document, or cut short", _DAMAGED) from error

    def _ole(self, data: bytes) -> ReadError:
        if _ENCRYPTED in data:
            return self._error("password-protected", _NO_PASSWORD)
        return self._error("the old binary Word format (.doc)", _SAVE_AS)

    def _checked(self) -> Iterator[zipfile.ZipInfo]:
        """The entries of the archive that are parts, after the checks that need no unpacking."""
        entries = self._archive.infolist()
        self._check_sizes(entries)
        names = [_key(info.filename) for info in entries]
        if len(set(names)) != len(names):
            raise self._error("holds two parts of the same name", _SUSPECT)
        for info in entries:
            if not info.is_dir():
                self._check_entry(info)
                yield info

    def _check_sizes(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MAX_PARTS:
            raise self._error(f"holds {len(entries)} parts, more than {MAX_PARTS}", _SUSPECT)
        if sum(info.file_size for info in entries) > MAX_TOTAL:
            raise self._error(f"unpacks to more than {MAX_TOTAL // 1_000_000} MB", _SUSPECT)

    def _check_entry(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 1:
            raise self._error("password-protected", _NO_PASSWORD)
        if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/"):
            raise self._error("holds a part that points outside the package", _SUSPECT)
        if info.file_size > MAX_PART:
            raise self._error(f"{info.filename} unpacks to more than {MAX_PART // 1_000_000} MB", _SUSPECT)
        if _is_xml(info):
            self._check_xml(info)

    def _check_xml(self, info: zipfile.ZipInfo) -> None:
        if packed_too_well(info.file_size, info.compress_size):
            raise self._error(f"{info.filename} is packed more than {MAX_RATIO} times", _SUSPECT)
        try:
            first = _first_markup(self._bytes(info, HEAD)) if info.file_size else "<x"
        except BrokenPartError:
            self._unfit[info.filename] = "cannot be unpacked"
            return
        if first.startswith("<!") or (not first and info.file_size > HEAD):
            raise self._error(f"{info.filename} does not begin with an element", _SUSPECT)
        if not (first.startswith("<") and (first[1:2].isalpha() or first[1:2] == "_")):
            self._unfit[info.filename] = "cannot be parsed as XML"

    def _main_part(self) -> str:
        relations = self.relations("")
        main = next((r.target for r in relations if r.kind == "officeDocument"), "word/document.xml")
        if not main.lower().endswith(".xml"):
            raise self._error(f"its main part is called {main}", _SUSPECT)
        if _key(main) not in self._parts:
            raise self._error("not a Word document: it has no main document part", _SAVE_AS)
        return main

    # ------------------------------------------------------------------------------------------------- reading

    def _bytes(self, info: zipfile.ZipInfo, limit: int = MAX_PART) -> bytes:
        """At most ``limit`` bytes: zipfile never gives more than the size it declared, and checks the sum."""
        try:
            with self._archive.open(info) as stream:
                return stream.read(limit)
        except _UNPACKABLE as error:
            raise BrokenPartError(f"{self._name}: {info.filename} cannot be unpacked", _DAMAGED) from error

    def _parse(self, info: zipfile.ZipInfo) -> etree._Element:
        if info.filename in self._unfit:  # no XML at all, or written so that nobody can look: no parser is to see it
            raise BrokenPartError(f"{self._name}: {info.filename} {self._unfit[info.filename]}", _DAMAGED)
        try:
            content = self._texts.get(info.filename) or transitional(self._bytes(info))
            root = parsed_xml(content)
        except etree.XMLSyntaxError as error:
            raise BrokenPartError(f"{self._name}: {info.filename} cannot be parsed as XML", _DAMAGED) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._error(f"{info.filename} declares a document type", _SUSPECT)
        _flatten(root)
        return root

    def _error(self, what: str, hint: str) -> ReadError:
        return ReadError(f"{self._name}: {what}", hint)


class BrokenPartError(ReadError):
    """A part that cannot be unpacked, or is no XML."""


def parsed_xml(content: bytes) -> etree._Element:
    """The root element of a part. Raises XMLSyntaxError for what is no XML, MemoryError where that was what lacked.

    No entities, no network, no documents larger or deeper than libxml2 thinks sane; comments are nobody's words.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,  # between elements: what lays XML out is nobody's words either
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise


def _relation(element: etree._Element, folder: str) -> Relationship:
    target, kind = element.get("Target", ""), element.get("Type", "")
    external = element.get("TargetMode") == "External"
    if target and not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Id", ""), kind.rpartition("/")[2], target, external, kind)


def _key(part: str) -> str:
    """Part names are told apart without regard to case (ISO/IEC 29500-2, 9.1.1.3)."""
    return part.replace("\\", "/").lower()


def _is_xml(info: zipfile.ZipInfo) -> bool:
    return info.filename.lower().endswith((".xml", ".rels"))


def _first_markup(head: bytes) -> str:
    """What follows declaration, comments and instructions: an element in a sound part, and not ``<!DOCTYPE``."""
    text = _decoded(head).lstrip("\ufeff \t\r\n")
    while text.startswith(("<?", "<!--")):
        end = "?>" if text.startswith("<?") else "-->"
        text = text.partition(end)[2].lstrip(" \t\r\n")
    return text


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"<\x00")):
        return head.decode("utf-16-le", "replace")
    if head.startswith((b"\xfe\xff", b"\x00<")):
        return head.decode("utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def _flatten(root: etree._Element) -> None:
    """Text that stands in a text or behind something in it, where nobody looks for any, is that text's own."""
    for element in root.iter(f"{_W}t", f"{_W}delText"):
        if len(element):
            text = "".join(str(piece) for piece in element.itertext())
            del element[:]
            element.text = text
