"""Word packages for merging: their parts, what those point to, and bytes that never vary."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import cast

from lxml import etree

from treatydiff.errors import ReadError
from treatydiff.ooxml.container import Package, packed_too_well
from treatydiff.ooxml.opc import CT, RT, PackagePart, PartGraph, PartRelation
from treatydiff.ooxml.sanitise import fit_package
from treatydiff.ooxml.xml import Element, R
from treatydiff.text.safe_text import xml_text

_LONGEST = 255
"""Characters that a property of a file may have."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DEFAULTS = (("rels", CT.OPC_RELATIONSHIPS), ("xml", CT.XML))
_MACRO_FREE = {
    "application/vnd.ms-word.document.macroEnabled.main+xml": CT.WML_DOCUMENT_MAIN,
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": CT.WML_DOCUMENT_MAIN,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": CT.WML_DOCUMENT_MAIN,
}
_LEFT_BEHIND = (
    "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "http://schemas.microsoft.com/office/2006/relationships/keyMapCustomizations",
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RT.THUMBNAIL,
)
"""What a redline does not carry on: macros, a copy of the styles, the first page's picture."""
_TEMPLATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}attachedTemplate"

NOTES = {"footnote": (RT.FOOTNOTES, CT.WML_FOOTNOTES), "endnote": (RT.ENDNOTES, CT.WML_ENDNOTES)}
"""Kinds of notes, with the relation and the content type of the part that holds them."""
STORIES = (RT.FOOTNOTES, RT.ENDNOTES, RT.COMMENTS, RT.HEADER, RT.FOOTER)
"""Kinds of parts that hold text besides the body."""


class WordPackage:
    """One Word file taken apart."""

    def __init__(self, data: bytes) -> None:
        """Raises ReadError for what is no Word package."""
        try:
            self.opc = PartGraph(fit_package(data))
        except ReadError:
            raise
        except Exception as error:  # a draft comes from anybody
            raise ReadError("not a Word document that can be taken apart", "save it as .docx in Word") from error
        self._hashes: dict[PackagePart, str] = {}

    @classmethod
    def as_written(cls, data: bytes) -> WordPackage:
        """What was written a moment ago, nothing mended: a proof is to see it as it is."""
        made = object.__new__(cls)
        made.opc, made._hashes = PartGraph(Package(data, "the redline")), {}
        return made

    def copy(self) -> WordPackage:
        """The same again, to be changed by itself: as if it were read once more."""
        made = object.__new__(WordPackage)
        made.opc, made._hashes = self.opc.copy(), {}
        return made

    @property
    def main(self) -> PackagePart:
        """The part that holds the text."""
        return self.opc.main

    # -------------------------------------------------------------------------------------------------- parts

    @property
    def document(self) -> Element:
        """The root of the main part."""
        return self.tree(self.main)

    @property
    def body(self) -> Element:
        """The body of the main part."""
        return self.document[-1]

    def tree(self, part: PackagePart) -> Element:
        """The root element of an XML part; changes to it are written."""
        return part.root

    def set_tree(self, part: PackagePart, root: Element) -> None:
        """Put another root in the place of a part's."""
        part.root = root

    def related(self, reltype: str, source: PackagePart | None = None) -> PackagePart | None:
        """The first part that ``source`` (the main part) points to with a relation of this type."""
        return next(self.all_related(reltype, source), None)

    def all_related(self, reltype: str, source: PackagePart | None = None) -> Iterator[PackagePart]:
        """Every such part, in the order of the relations."""
        for relation in (source or self.main).rels.values():
            if relation.reltype == reltype and relation.part is not None:
                yield relation.part

    def stories(self) -> Iterator[PackagePart]:
        """The parts that hold text: the body first."""
        yield self.main
        seen = set()
        for reltype in STORIES:
            for part in self.all_related(reltype):
                if part not in seen:
                    seen.add(part)
                    yield part

    def add(self, reltype: str, content_type: str, name: str, root: Element) -> PackagePart:
        """A new XML part of the main part; ``name`` such as ``/word/header%d.xml``."""
        part = PackagePart(self.opc.free_name(name) if "%d" in name else name, content_type, root=root)
        self.main.relate_to(part, reltype)
        return part

    # ---------------------------------------------------------------------------------------------- relations

    def target(self, part: PackagePart, rid: str) -> str:
        """What a relation points to, comparable across files: an address or a part's hash; empty for what we drop."""
        relation = part.rels.get(rid)
        if relation is None or _is_fetched(relation):
            return ""
        return relation.address if relation.part is None else self._hash(relation.part)

    def _hash(self, part: PackagePart) -> str:
        if part not in self._hashes:
            self._hashes[part] = sha256(part.blob).hexdigest()
        return self._hashes[part]

    def adopt_relation(self, part: PackagePart, other: WordPackage, other_part: PackagePart, rid: str) -> str:
        """Give ``part`` a relation to what ``rid`` of another package's part points to; copies it where needed."""
        relation = other_part.rels.get(rid)
        return rid if relation is None else part.rels.add(self._adopted(other, relation))

    def _adopted(self, other: WordPackage, relation: PartRelation) -> PartRelation:
        part = None if relation.part is None else self._copy(other, relation.part)
        return PartRelation(relation.reltype, part, relation.address)

    def _copy(self, other: WordPackage, part: PackagePart) -> PackagePart:
        wanted = other._hash(part)
        for mine in self.opc.parts():
            if _ending(mine) == _ending(part) and not part.rels and self._hash(mine) == wanted:
                return mine
        copy = PackagePart(self._free_name(part), part.content_type, part.blob)
        self._hashes[copy] = wanted
        copy.rels.update({rid: self._adopted(other, relation) for rid, relation in part.rels.items()})
        return copy

    def _free_name(self, part: PackagePart) -> str:
        stem = part.name.rpartition(".")[0].rstrip("0123456789").replace("%", "")
        return self.opc.free_name(f"{stem}%d.{_ending(part)}")

    # ------------------------------------------------------------------------------------------------ writing

    def drop_unwanted(self) -> None:
        """Let go of what a redline must not carry on: macros, and all that Word would fetch from outside the file."""
        for rels, part in [(self.opc.rels, None), *((part.rels, part) for part in self.opc.parts())]:
            for rid, relation in list(rels.items()):
                if relation.reltype in _LEFT_BEHIND or _is_fetched(relation):
                    del rels[rid]
                    if part is not None and part.name.endswith(".xml"):
                        _forget(part.root, rid)

    def describe(self, title: str, about: str, author: str, date: str) -> None:
        """Say in the file's properties what it is, in the place of what the draft said of itself."""
        for rid in [rid for rid, relation in self.opc.rels.items() if relation.reltype == RT.CORE_PROPERTIES]:
            del self.opc.rels[rid]
        title, about, author = (xml_text(text)[:_LONGEST] for text in (title, about, author))
        moment = f"{datetime.fromisoformat(date):%Y-%m-%dT%H:%M:%S}Z"
        part = PackagePart("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, root=_properties(title, about, author, moment))
        self.opc.rels.add(PartRelation(RT.CORE_PROPERTIES, part))

    def write(self) -> bytes:
        """The package as bytes: the same parts always give the same bytes."""
        parts = self.opc.parts()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            _put(archive, "[Content_Types].xml", _content_types(parts))
            _put(archive, "_rels/.rels", self.opc.rels.xml("/"))
            for part in parts:
                _put(archive, part.name.lstrip("/"), part.blob)
                if part.rels:
                    _put(archive, _name_of_relations(part), part.rels.xml(part.folder))
        return stream.getvalue()


def _ending(part: PackagePart) -> str:
    return part.name.rpartition(".")[2]


def _name_of_relations(part: PackagePart) -> str:
    return f"{part.folder.lstrip('/')}/_rels/{posixpath.basename(part.name)}.rels".lstrip("/")


def _properties(title: str, about: str, author: str, moment: str) -> Element:
    """What the file says of itself (ISO/IEC 29500-2, 11)."""
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    for tag, text in (
        (f"{{{_DC}}}title", title),
        (f"{{{_CORE}}}lastModifiedBy", author),
        (f"{{{_CORE}}}revision", "1"),
        (f"{{{_TERMS}}}modified", moment),
        (f"{{{_DC}}}description", about),
        (f"{{{_DC}}}creator", author),
        (f"{{{_TERMS}}}created", moment),
    ):
        element = etree.SubElement(root, tag)
        element.text = text
        if tag.startswith(f"{{{_TERMS}}}"):
            element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return root


_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC, _TERMS = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def _is_fetched(relation: PartRelation) -> bool:
    """Whether Word fetches something from outside when it opens the file: a picture, a template; not a link's page."""
    return relation.part is None and relation.reltype != RT.HYPERLINK


def _forget(root: Element, rid: str) -> None:
    """Take away what refers to a relation that is gone."""
    for element in list(root.iter()):
        for name in [n for n, value in element.attrib.items() if value == rid and str(n).startswith(R)]:
            del element.attrib[name]
            parent = element.getparent()
            if element.tag == _TEMPLATE and parent is not None:
                parent.remove(element)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = packing(content)
    archive.writestr(info, content)


def packing(content: bytes) -> int:
    """How to store a part of a package: as it is where it would pack so well that our own reader suspected it."""
    packed = len(zlib.compress(content)) if packed_too_well(len(content), 0) else len(content)
    return zipfile.ZIP_STORED if packed_too_well(len(content), packed // 2) else zipfile.ZIP_DEFLATED


def _content_types(parts: list[PackagePart]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})  # type: ignore[dict-item]
    for extension, kind in _DEFAULTS:
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    for part in sorted(parts, key=lambda part: part.name):
        etree.SubElement(
            root,
            f"{{{_TYPES}}}Override",
            PartName=part.name,
            ContentType=_MACRO_FREE.get(part.content_type, part.content_type),
        )
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def merge_prefixes(mine: Element, other: Element) -> Element:
    """``mine`` with the prefixes of both roots, and both lists of prefixes that old programs may ignore."""
    ignorable = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
    known = cast("dict[str, str]", mine.nsmap)
    missing = {str(k): str(uri) for k, uri in other.nsmap.items() if k and k not in known}
    if not missing:
        return mine
    root = etree.Element(mine.tag, nsmap={**missing, **known})
    for key, value in mine.attrib.items():
        root.set(key, value)
    wanted = str(mine.get(ignorable, "")).split()
    wanted += [p for p in str(other.get(ignorable, "")).split() if p in missing and p not in wanted]
    if wanted:
        root.set(ignorable, " ".join(wanted))
    root.extend(list(mine))
    return root


def dated(package: io.BytesIO, date: str) -> bytes:
    """An Office file with the date that was asked for in place of the clock's: equal input gives equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>" + date.encode(), data)
            target.writestr(zipfile.ZipInfo(name, _EPOCH), data, packing(data))
    return out.getvalue()
