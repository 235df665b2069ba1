"""Package parts and their relationships (ISO/IEC 29500-2), each parsed once.

Built on the package that the reader checks before anything is unpacked; whatever hands out a part's root element hands
out the same one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy

from lxml import etree

from treatydiff.errors import ReadError
from treatydiff.ooxml.container import Package, Relationship, parsed_xml
from treatydiff.ooxml.xml import Element

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class RT:
    """Types of relations."""

    _OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    OFFICE_DOCUMENT = f"{_OFFICE}/officeDocument"
    COMMENTS = f"{_OFFICE}/comments"
    ENDNOTES = f"{_OFFICE}/endnotes"
    FOOTER = f"{_OFFICE}/footer"
    FOOTNOTES = f"{_OFFICE}/footnotes"
    HEADER = f"{_OFFICE}/header"
    HYPERLINK = f"{_OFFICE}/hyperlink"
    NUMBERING = f"{_OFFICE}/numbering"
    SETTINGS = f"{_OFFICE}/settings"
    STYLES = f"{_OFFICE}/styles"
    CORE_PROPERTIES = f"{_RELATIONS}/metadata/core-properties"
    THUMBNAIL = f"{_RELATIONS}/metadata/thumbnail"


class CT:
    """Types of parts."""

    _WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    WML_COMMENTS = f"{_WORD}.comments+xml"
    WML_DOCUMENT_MAIN = f"{_WORD}.document.main+xml"
    WML_ENDNOTES = f"{_WORD}.endnotes+xml"
    WML_FONT_TABLE = f"{_WORD}.fontTable+xml"
    WML_FOOTER = f"{_WORD}.footer+xml"
    WML_FOOTNOTES = f"{_WORD}.footnotes+xml"
    WML_HEADER = f"{_WORD}.header+xml"
    WML_NUMBERING = f"{_WORD}.numbering+xml"
    WML_SETTINGS = f"{_WORD}.settings+xml"
    WML_STYLES = f"{_WORD}.styles+xml"
    WML_WEB_SETTINGS = f"{_WORD}.webSettings+xml"
    OFC_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
    OPC_CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
    OPC_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
    XML = "application/xml"
    BMP, GIF, JPEG, PNG, TIFF = (f"image/{kind}" for kind in ("bmp", "gif", "jpeg", "png", "tiff"))


class PartRelation:
    """What a part, or the package, points to."""

    __slots__ = ("address", "part", "reltype")

    def __init__(self, reltype: str, part: PackagePart | None, address: str = "") -> None:
        self.reltype = reltype
        self.part = part
        """None for what is outside of the file."""
        self.address = address
        """Where that is."""


class PartRelations(dict[str, PartRelation]):
    """Relations by their ids."""

    def add(self, relation: PartRelation) -> str:
        """A relation's id; an equal one is used again."""
        for rid, mine in self.items():
            if (mine.reltype, mine.part, mine.address) == (relation.reltype, relation.part, relation.address):
                return rid
        rid = next(f"rId{n}" for n in range(1, len(self) + 2) if f"rId{n}" not in self)
        self[rid] = relation
        return rid

    def xml(self, folder: str) -> bytes:
        """The part that holds them, for a part in ``folder``."""
        root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})  # type: ignore[dict-item]
        for rid, relation in self.items():
            part = relation.part
            target = relation.address if part is None else posixpath.relpath(part.name, folder)
            element = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=rid, Type=relation.reltype)
            element.set("Target", target)
            if part is None:
                element.set("TargetMode", "External")
        return etree.tostring(root, encoding="UTF-8", standalone=True)


class PackagePart:
    """A part: its name, from ``/`` on, what it is, and what it points to."""

    __slots__ = ("_data", "_root", "content_type", "name", "rels")

    def __init__(self, name: str, content_type: str, data: bytes = b"", root: Element | None = None) -> None:
        self.name, self.content_type = name, content_type
        self.rels = PartRelations()
        self._data, self._root = data, root

    @property
    def root(self) -> Element:
        """Its root element, the same each time; changes to it are written. Raises ReadError for what is no XML."""
        if self._root is None:
            try:
                self._root = parsed_xml(self._data)
            except etree.XMLSyntaxError as error:
                raise ReadError(f"{self.name.lstrip('/')} is no XML", "save the file again in Word") from error
        return self._root

    @root.setter
    def root(self, root: Element) -> None:
        self._root = root

    @property
    def blob(self) -> bytes:
        """Its bytes: as they came, unless somebody has asked for its root; but a chart or theme that is the same."""
        if self._root is None:
            return self._data
        written = _serialised(self._root)
        if self._data and "wordprocessingml" not in self.content_type:  # others are changed as soon as they are read
            came = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
            with suppress(etree.XMLSyntaxError):
                return self._data if _serialised(etree.fromstring(self._data, came)) == written else written
        return written

    @property
    def folder(self) -> str:
        """The folder it stands in."""
        return posixpath.dirname(self.name)

    def relate_to(self, part: PackagePart, reltype: str) -> str:
        """The id of a relation to a part."""
        return self.rels.add(PartRelation(reltype, part))


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


class PartGraph:
    """All parts of a package, by the relations that lead to them."""

    def __init__(self, package: Package) -> None:
        """Raises ReadError for a package whose relations lead nowhere."""
        self._kinds = _kinds(package)
        self._parts: dict[str, PackagePart] = {}
        self.rels = self._related(package, "")
        main = next((r.part for r in self.rels.values() if r.reltype == RT.OFFICE_DOCUMENT and r.part), None)
        if main is None:
            raise ReadError("not a Word document that can be taken apart", "save it as .docx in Word")
        self.main = main

    def _related(self, package: Package, source: str) -> PartRelations:
        return PartRelations({r.id: self._relation(package, r) for r in package.relations(source)})

    def _relation(self, package: Package, found: Relationship) -> PartRelation:
        if found.external:
            return PartRelation(found.type, None, found.target)
        key = found.target.lower()
        if key not in self._parts:
            part = PackagePart(f"/{found.target}", self._kind(found.target), package.text(found.target))
            root = package.parsed(found.target)
            if root is not None:
                part.root = root
            self._parts[key] = part
            part.rels = self._related(package, found.target)
        return PartRelation(found.type, self._parts[key])

    def _kind(self, name: str) -> str:
        named, endings = self._kinds
        key = name.lower()
        return named.get(f"/{key}") or endings.get(key.rpartition(".")[2], "")

    def parts(self) -> list[PackagePart]:
        """Every part that something leads to, in the order in which relations do."""
        return list(dict.fromkeys(_reached(self.rels, set())))

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as ``/word/header%d.xml`` that no part has."""
        taken = {part.name.lower() for part in self.parts()}
        return next(name for n in range(1, len(taken) + 2) if (name := pattern % n).lower() not in taken)

    def opened(self, name: str) -> Package:
        """The parts as they are now, as if they had been written to a file of this name and opened."""
        return _Opened(self, name)

    def copy(self) -> PartGraph:
        """The same again, to be changed by itself."""
        made = object.__new__(PartGraph)
        made._kinds, made._parts = self._kinds, {}
        copies: dict[int, PackagePart] = {}
        made.rels = _copied(self.rels, copies)
        made.main = copies[id(self.main)]
        return made


class _Opened(Package):
    """A package of which nothing needs to be unpacked, parsed or checked: its parts were."""

    def __init__(self, graph: PartGraph, name: str) -> None:
        self._name, self._relations = name, {"": graph.rels}
        self._by_name = {part.name.lstrip("/").lower(): part for part in graph.parts()}
        self._relations |= {part.name.lstrip("/"): part.rels for part in self._by_name.values()}
        self.names, self.main, self.broken = tuple(self._relations)[1:], graph.main.name.lstrip("/"), {}

    def xml(self, part: str) -> Element | None:
        found = self._by_name.get(part.lower())
        return None if found is None else found.root

    def has(self, part: str) -> bool:
        return part.lower() in self._by_name

    def text(self, part: str) -> bytes:
        return self._by_name[part.lower()].blob if self.has(part) else b""

    def relations(self, part: str) -> tuple[Relationship, ...]:
        return tuple(_as_read(rid, found) for rid, found in self._relations.get(part, PartRelations()).items())


def _as_read(rid: str, found: PartRelation) -> Relationship:
    target = found.address if found.part is None else found.part.name.lstrip("/")
    return Relationship(rid, found.reltype.rpartition("/")[2], target, found.part is None, found.reltype)


def _copied(rels: PartRelations, copies: dict[int, PackagePart]) -> PartRelations:
    found = PartRelations()
    for rid, relation in rels.items():
        part = relation.part
        if part is not None and id(part) not in copies:
            copy = copies[id(part)] = PackagePart(part.name, part.content_type, part._data, deepcopy(part._root))
            copy.rels = _copied(part.rels, copies)
        found[rid] = PartRelation(relation.reltype, None if part is None else copies[id(part)], relation.address)
    return found


def _reached(rels: PartRelations, seen: set[int]) -> Iterator[PackagePart]:
    for relation in rels.values():
        part = relation.part
        if part is not None and id(part) not in seen:
            seen.add(id(part))
            yield part
            yield from _reached(part.rels, seen)


def _kinds(package: Package) -> tuple[dict[str, str], dict[str, str]]:
    """What parts are, by their names and by their endings, as the package says."""
    root = package.optional("[Content_Types].xml")
    if root is None:
        return {}, {}
    named = {e.get("PartName", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Override")}
    return named, {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPES}Default")}
