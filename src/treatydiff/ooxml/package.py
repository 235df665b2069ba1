"""Word packages for merging: parts and relations by python-docx's package layer, bytes that never vary.

python-docx knows which part is which, gives relations and part names, and carries over parts it does not
understand. What it cannot do is write the same bytes twice (its zip entries carry the time of day), so writing is
done here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.opc.rel import _Relationship
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package as DocxPackage
from lxml import etree

from treatydiff.errors import ReadError
from treatydiff.ooxml.sanitise import sanitised
from treatydiff.ooxml.xml import Element, R
from treatydiff.safe_text import xml_text

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
            self.opc: OpcPackage = DocxPackage.open(io.BytesIO(sanitised(data)))
            self.main: Part = self.opc.main_document_part
        except ReadError:
            raise
        except Exception as error:  # python-docx trusts what it reads
            raise ReadError("not a Word document that can be taken apart", "save it as .docx in Word") from error
        self._trees: dict[Part, Element] = {}
        self._hashes: dict[Part, str] = {}

    # -------------------------------------------------------------------------------------------------- parts

    @property
    def document(self) -> Element:
        """The root of the main part."""
        return self.tree(self.main)

    @property
    def body(self) -> Element:
        """The body of the main part."""
        return self.document[-1]

    def tree(self, part: Part) -> Element:
        """The root element of an XML part; changes to it are written."""
        if isinstance(part, XmlPart):
            return cast(Element, part.element)
        if part not in self._trees:
            self._trees[part] = etree.fromstring(part.blob, _parser())
        return self._trees[part]

    def set_tree(self, part: Part, root: Element) -> None:
        """Put another root in the place of a part's."""
        if isinstance(part, XmlPart):
            part._element = cast(BaseOxmlElement, root)
        else:
            self._trees[part] = root

    def related(self, reltype: str, source: Part | None = None) -> Part | None:
        """The first part that ``source`` (the main part) points to with a relation of this type."""
        return next(self.all_related(reltype, source), None)

    def all_related(self, reltype: str, source: Part | None = None) -> Iterator[Part]:
        """Every such part, in the order of the relations."""
        for relation in (source or self.main).rels.values():
            if relation.reltype == reltype and not relation.is_external:
                yield relation.target_part

    def stories(self) -> Iterator[Part]:
        """The parts that hold text: the body first."""
        yield self.main
        seen = set()
        for reltype in STORIES:
            for part in self.all_related(reltype):
                if part not in seen:
                    seen.add(part)
                    yield part

    def add(self, reltype: str, content_type: str, name: str, root: Element) -> Part:
        """A new XML part of the main part; ``name`` such as ``/word/header%d.xml``."""
        uri = self.opc.next_partname(name) if "%d" in name else PackURI(name)
        part = Part(uri, content_type, b"", self.opc)  # type: ignore[arg-type]
        self._trees[part] = root
        self.main.relate_to(part, reltype)
        return part

    # ---------------------------------------------------------------------------------------------- relations

    def target(self, part: Part, rid: str) -> str:
        """What a relation points to, comparable across files: an address or a part's hash; empty for what we drop."""
        relation = part.rels.get(rid)
        if relation is None or _is_fetched(relation):
            return ""
        return relation.target_ref if relation.is_external else self._hash(relation.target_part)

    def _hash(self, part: Part) -> str:
        if part not in self._hashes:
            self._hashes[part] = sha256(part.blob).hexdigest()
        return self._hashes[part]

    def adopt_relation(self, part: Part, other: WordPackage, other_part: Part, rid: str) -> str:
        """Give ``part`` a relation to what ``rid`` of another package's part points to; copies it where needed."""
        relation = other_part.rels.get(rid)
        if relation is None:
            return rid
        if relation.is_external:
            return part.relate_to(relation.target_ref, relation.reltype, is_external=True)
        return part.relate_to(self._copy(other, relation.target_part), relation.reltype)

    def _copy(self, other: WordPackage, part: Part) -> Part:
        wanted = other._hash(part)
        for mine in self.opc.iter_parts():
            if mine.partname.ext == part.partname.ext and not part.rels and self._hash(mine) == wanted:
                return mine
        copy = Part(self._free_name(part.partname), part.content_type, part.blob, self.opc)  # type: ignore[arg-type]
        self._hashes[copy] = wanted
        for rid, relation in part.rels.items():
            target = relation.target_ref if relation.is_external else self._copy(other, relation.target_part)
            copy.load_rel(relation.reltype, target, rid, relation.is_external)
        return copy

    def _free_name(self, name: PackURI) -> PackURI:
        taken = {part.partname.lower() for part in self.opc.iter_parts()}
        stem = name.rpartition(".")[0].rstrip("0123456789")
        numbers = (n for n in range(1, len(taken) + 2) if f"{stem}{n}.{name.ext}".lower() not in taken)
        return PackURI(f"{stem}{next(numbers)}.{name.ext}")

    # ------------------------------------------------------------------------------------------------ writing

    def drop_unwanted(self) -> None:
        """Let go of what a redline must not carry on: macros, and all that Word would fetch from outside the file."""
        sources: list[OpcPackage | Part] = [self.opc, *self.opc.iter_parts()]
        for source in sources:
            for rid, relation in list(source.rels.items()):
                if relation.reltype in _LEFT_BEHIND or _is_fetched(relation):
                    del source.rels[rid]
                    if isinstance(source, Part) and str(source.partname).endswith(".xml"):
                        _forget(self.tree(source), rid)

    def describe(self, title: str, about: str, author: str, date: str) -> None:
        """Say in the file's properties what it is, in the place of what the draft said of itself."""
        for rid in [rid for rid, relation in self.opc.rels.items() if relation.reltype == RT.CORE_PROPERTIES]:
            del self.opc.rels[rid]
        part = CorePropertiesPart.default(self.opc)
        self.opc.relate_to(part, RT.CORE_PROPERTIES)
        said, moment = part.core_properties, datetime.fromisoformat(date.replace("Z", "+00:00")).replace(tzinfo=None)
        said.title, said.comments, said.author = (xml_text(text)[:_LONGEST] for text in (title, about, author))
        said.last_modified_by, said.created, said.modified = said.author, moment, moment

    def write(self) -> bytes:
        """The package as bytes: the same parts always give the same bytes."""
        parts = list(self.opc.iter_parts())
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            _put(archive, "[Content_Types].xml", _content_types(parts))
            _put(archive, PACKAGE_URI.rels_uri.membername, _encoded(self.opc.rels.xml))
            for part in parts:
                _put(archive, part.partname.membername, self._blob(part))
                if part.rels:
                    _put(archive, part.partname.rels_uri.membername, _encoded(part.rels.xml))
        return stream.getvalue()

    def _blob(self, part: Part) -> bytes:
        if part in self._trees:
            return etree.tostring(self._trees[part], encoding="UTF-8", standalone=True)
        return part.blob


def _is_fetched(relation: _Relationship) -> bool:
    """Whether Word fetches something from outside when it opens the file: a picture, a template; not a link's page."""
    return relation.is_external and relation.reltype != RT.HYPERLINK


def _forget(root: Element, rid: str) -> None:
    """Take away what refers to a relation that is gone."""
    for element in list(root.iter()):
        for name in [n for n, value in element.attrib.items() if value == rid and str(n).startswith(R)]:
            del element.attrib[name]
            parent = element.getparent()
            if element.tag == _TEMPLATE and parent is not None:
                parent.remove(element)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)


def _encoded(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml


def _content_types(parts: list[Part]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})  # type: ignore[dict-item]
    for extension, kind in _DEFAULTS:
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    for part in sorted(parts, key=lambda part: part.partname):
        etree.SubElement(
            root,
            f"{{{_TYPES}}}Override",
            PartName=part.partname,
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
