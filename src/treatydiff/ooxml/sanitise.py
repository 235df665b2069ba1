"""Sanitises a Word file to build a redline on: active content is removed, broken parts that hold no text too.

Works on the package's own parts, before anything else opens it, so that no part that runs or fetches something is ever
carried on. Fields become the result that they show.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from treatydiff.ooxml.active import (
    FORM_MACROS,
    SETTINGS,
    SIMPLE,
    Active,
    acts,
    drawn_links,
    fields,
    may_act,
    settings_parts,
)
from treatydiff.ooxml.container import Package, Relationship
from treatydiff.ooxml.opc import CT
from treatydiff.ooxml.xml import R, W
from treatydiff.text.regexes import regex

__all__ = ["Active", "fit_package", "sanitised"]

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"
_ROOTS = {
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
}
"""The root that a part must have to be what a relation says it is; by the last word of the relation's type."""
_KINDS = {
    "footnotes": CT.WML_FOOTNOTES,
    "endnotes": CT.WML_ENDNOTES,
    "comments": CT.WML_COMMENTS,
    "header": CT.WML_HEADER,
    "footer": CT.WML_FOOTER,
    "styles": CT.WML_STYLES,
    "numbering": CT.WML_NUMBERING,
    "settings": CT.WML_SETTINGS,
    "theme": CT.OFC_THEME,
    "fontTable": CT.WML_FONT_TABLE,
    "webSettings": CT.WML_WEB_SETTINGS,
    "core-properties": CT.OPC_CORE_PROPERTIES,
    "officeDocument": CT.WML_DOCUMENT_MAIN,
}
"""What a part is, by what points to it: for files whose own list of types is broken."""
_PICTURES = {"png": CT.PNG, "jpg": CT.JPEG, "jpeg": CT.JPEG, "gif": CT.GIF, "bmp": CT.BMP, "tiff": CT.TIFF}
_GOES_WITH_IT = frozenset(
    W + tag for tag in ("altChunk", "subDoc", "control", "attachedTemplate", "frame", "mailMerge", "objectEmbed")
) | {"{urn:schemas-microsoft-com:office:office}OLEObject"}
"""Elements that are nothing without what they point to; of others only the pointer is taken away."""
_OBJECT = W + "object"
_NESTED = regex(rb"<w:(?:t|delText)(?:\s[^<>]*)?>[^<]*<(?!/w:)")
"""A text with an element, a comment or an instruction in it."""
_USUAL_END = b"</w:body></w:document>"


def fit_package(data: bytes) -> Package:
    """The file's parts, with nothing in them that acts. Raises ReadError for what is no Word file.

    A file in Strict Open XML comes in the names of the usual kind.
    """
    package = Package(data, "the draft")
    mended = _mended(package)
    return package if mended is None else Package(mended, "the draft")


def sanitised(data: bytes) -> bytes:
    """As ``fit_package``, in bytes: the file's own where there is nothing to take out."""
    mended = _mended(Package(data, "the draft"))
    return data if mended is None else mended


def _mended(package: Package) -> bytes | None:
    """The file without what must not be in it; None where nothing has to go."""
    parts: dict[str, bytes] = {}
    for name in package.names:
        package.text(name)  # unpacked once, whoever looks; what cannot be is broken from here on
    for source in ("", *package.names):
        _mend_relations(package, source, parts)
    settings = settings_parts(package)
    for name in package.names:
        _mend_settings(package, name, parts) if name in settings else _mend_part(package, name, parts)
    if not _types_are_fit(package):
        parts[_CONTENT_TYPES] = _types(package)
    if not parts and not package.is_strict:
        return None
    sound = (name for name in package.names if not package.is_broken(name))
    return _zipped({name: package.text(name) for name in sound} | parts)


# ----------------------------------------------------------------------------------------------------------- relations


def _mend_relations(package: Package, source: str, parts: dict[str, bytes]) -> None:
    relations = package.relations(source)
    gone = [r for r in relations if not _is_fit(package, source, r)]
    if not gone:
        return
    folder, name = posixpath.split(source)
    parts[posixpath.join(folder, "_rels", f"{name}.rels")] = _relations([r for r in relations if r not in gone], folder)
    ids = {r.id for r in gone} - {r.id for r in relations if r not in gone}
    root = package.optional(source) if source else None
    if root is not None and ids:
        _forget(root, ids)
        parts[source] = _bytes(root)


def _is_fit(package: Package, source: str, relation: Relationship) -> bool:
    """Whether a relation may stay: it leads to a sound part, or to a page on the web."""
    if not relation.id or not relation.type or (acts(relation, source) and not _is_inert(package, relation)):
        return False
    if relation.external:
        return True
    if not package.has(relation.target) or package.is_broken(relation.target):
        return False
    wanted = _ROOTS.get(relation.kind)
    root = package.optional(relation.target) if relation.target.lower().endswith(".xml") else None
    if wanted is None:
        return root is not None or not relation.target.lower().endswith(".xml")
    return root is not None and etree.QName(root).localname == wanted


def _is_inert(package: Package, relation: Relationship) -> bool:
    """Whether it leads to an embedded Office file of the kind without macros: a table or a page behind a picture.

    Nothing opens it but a reader's double click, and without it accepting all would not give the draft.
    """
    if relation.kind != "package" or relation.external or not _OFFICE_FILE.search(relation.target):
        return False
    content = package.text(relation.target)
    return content.startswith(b"PK") and b"vbaProject" not in content


_OFFICE_FILE = regex(r"\.(?:xlsx|docx|pptx)$")


def _relations(kept: list[Relationship], folder: str) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})  # type: ignore[dict-item]
    for relation in kept:
        element = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=relation.id, Type=relation.type)
        element.set("Target", relation.target if relation.external else f"/{relation.target}")
        if relation.external:
            element.set("TargetMode", "External")
    return _bytes(root)


def _forget(root: etree._Element, ids: set[str]) -> None:
    """Take away what points to relations that are gone."""
    for element in [e for e in root.iter(etree.Element) if any(_points(e, name, ids) for name in e.attrib)]:
        if element.tag in _GOES_WITH_IT:
            _remove(element)
            continue
        for name in [name for name in element.attrib if _points(element, name, ids)]:
            del element.attrib[name]


def _points(element: etree._Element, name: str | bytes, ids: set[str]) -> bool:
    return str(name).startswith(R) and element.attrib[name] in ids


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        if parent.tag == _OBJECT and not len(parent):
            _remove(parent)


# --------------------------------------------------------------------------------------------------------------- parts


def _mend_settings(package: Package, name: str, parts: dict[str, bytes]) -> None:
    root = package.optional(name)
    acting = [] if root is None else list(root.iter(*SETTINGS))
    for element in acting:
        _remove(element)
    if acting and root is not None:
        parts[name] = _bytes(root)


def _mend_part(package: Package, name: str, parts: dict[str, bytes]) -> None:
    """Fields and drawings that act, and a body that does not come last."""
    text = package.text(name) if name.endswith(".xml") else b""
    acting = package.optional(name) if text and (may_act(text) or b"dataBinding" in text) else None
    if acting is not None and _disarmed(acting):
        parts[name] = _bytes(acting)
    if name.endswith(".xml") and name not in parts and _NESTED.search(package.text(name)):
        root = package.optional(name)  # flat by now
        if root is not None:
            parts[name] = _bytes(root)
    if name == package.main and not package.text(name).rstrip().endswith(_USUAL_END):
        root = package.document()
        body = root.find(f"{W}body")
        if body is not None and root[-1] is not body:
            root.append(body)
            parts[name] = _bytes(root)


def _disarmed(root: etree._Element) -> bool:
    """Whether something that acts was found in a story, and taken out."""
    acting = [field for field in fields(root) if field.acts]
    for field in acting:
        for mark in field.marks:
            _unwrap(mark) if mark.tag == SIMPLE else _remove(mark)
    macros, links = list(root.iter(*FORM_MACROS)), list(drawn_links(root))
    for macro in macros:
        _remove(macro)
    for element, name, _ in links:
        del element.attrib[name]
    bindings = list(root.iter("{*}dataBinding"))
    for binding in bindings:  # Word would put other words in the place of those that are proved
        _remove(binding)
    return bool(acting or macros or links or bindings)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


# --------------------------------------------------------------------------------------------------------------- types


def _types_are_fit(package: Package) -> bool:
    """Whether the list of types says of each part what it is, and of the main part that it is a Word document."""
    root = package.optional(_CONTENT_TYPES)
    if root is None or root.tag != f"{{{_TYPES}}}Types":
        return False
    named = {key.lstrip("/"): kind for key, kind in _said(root, "Override", "PartName")}
    endings = dict(_said(root, "Default", "Extension"))
    main = named.get(package.main.lower(), "")
    if not all((*named, *named.values(), *endings, *endings.values())) or not _WORD.search(main):
        return False
    names = [name.lower() for name in package.names if name != _CONTENT_TYPES]
    return all(name in named or name.rpartition(".")[2] in endings for name in names)


def _said(root: etree._Element, tag: str, key: str) -> Iterator[tuple[str, str]]:
    for element in root.iter(f"{{{_TYPES}}}{tag}"):
        yield element.get(key, "").lower(), element.get("ContentType", "")


_WORD = regex("wordprocessingml|ms-word")


def _types(package: Package) -> bytes:
    relations = (r for source in ("", *package.names) for r in package.relations(source))
    kinds = {r.target.lower(): r.kind for r in relations if not r.external}
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})  # type: ignore[dict-item]
    etree.SubElement(root, f"{{{_TYPES}}}Default", Extension="rels", ContentType=CT.OPC_RELATIONSHIPS)
    for name in package.names:
        if name != _CONTENT_TYPES and not name.endswith(".rels"):
            ending = name.rpartition(".")[2].lower()
            guess = _PICTURES.get(ending, CT.XML if ending == "xml" else "application/octet-stream")
            kind = _KINDS.get(kinds.get(name.lower(), ""), guess)
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _zipped(parts: dict[str, bytes]) -> bytes:
    """For one more reading only."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()
