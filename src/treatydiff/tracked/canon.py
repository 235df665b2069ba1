"""What two Word files must have in common to count as the same: properties and objects as comparable text.

Ids, revision-session marks, proofing language and spelling state are left out: Word rewrites them as it likes and
no reader sees them. What an id points to (a style, a picture, an address, a list) is compared instead of the id.
"""

from __future__ import annotations

from collections.abc import Callable

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from treatydiff.tracked.package import Package
from treatydiff.tracked.xml import CHANGE_TAGS, NS_R, NS_W, PPR, RPR, SECTPR, TXBX, VAL, Element, P, R, W, val_of

_SILENT = {W + tag for tag in ("lang", "noProof", "proofErr", "lastRenderedPageBreak", "rsid", *CHANGE_TAGS)} | {
    W + tag for tag in ("ins", "del", "moveFrom", "moveTo", "bookmarkStart", "bookmarkEnd", "id", "cnfStyle", "nsid",
                        "tmpl", "semiHidden", "unhideWhenUsed", "uiPriority", "qFormat", "divId")
}  # fmt: skip
"""Elements that say nothing a reader could see."""

_STYLES = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_UNSEEN_ATTRIBUTES = ("rsid", "paraId", "textId", "anchorId", "editId", "spid", "gfxdata", "durableId", "spt")
_OFFICE = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_NUMBERED_OBJECTS = ("docPr", "cNvPr")
_ON, _OFF = frozenset(("true", "on", "1")), frozenset(("false", "off", "0"))

_SYMBOLS = {NS_W: "w", NS_R: "r"}


class Canon:
    """Comparable text of one package's properties and objects."""

    def __init__(
        self,
        package: Package,
        list_label: Callable[[str], str],
        note_label: Callable[[str, str], str] | None = None,
        comment_label: Callable[[str], str] | None = None,
    ) -> None:
        """``list_label`` says what a ``numId`` stands for; the others do so for notes (kind, id) and comments."""
        self.package = package
        self.list_label = list_label
        self.note_label = note_label or (lambda kind, _id: kind)
        self.comment_label = comment_label or (lambda _id: "")
        self.styles = style_names(package)
        self._properties: dict[object, str] = {}

    def style(self, kind: str, style_id: str) -> str:
        """The name that a style id stands for; an unknown id is the default style, as Word treats it."""
        return self.styles.get((kind, style_id), "")

    def properties(self, holder: Element | None, skip: frozenset[str] = frozenset()) -> str:
        """Comparable text of ``w:rPr``, ``w:pPr``, ``w:tcPr`` and the like, without the children named in ``skip``."""
        if holder is None or not len(holder):
            return ""
        key = (holder.tag, skip, _shape(holder))
        if key not in self._properties:
            self._properties[key] = self._holder(holder, skip)
        return self._properties[key]

    def _holder(self, holder: Element, skip: frozenset[str]) -> str:
        parts = (self.element(child) for child in holder if child.tag not in skip and child.tag not in _SILENT)
        return "".join(sorted(part for part in parts if part))

    def paragraph(self, ppr: Element | None) -> str:
        """Properties of a paragraph but for its end's look and its section."""
        return self.properties(ppr, _NOT_OF_PARAGRAPH)

    def element(self, element: Element, part: Part | None = None) -> str:
        """Comparable text of an element and everything in it."""
        tag = str(element.tag)
        if tag in _SILENT:
            return ""
        if tag in _STYLES:
            name = self.style(_STYLES[tag], str(element.get(VAL, "")))
            return f"<{_short(tag)} {name}>" if name else ""
        if tag == W + "numId":
            return f"<list {self.list_label(str(element.get(VAL, '')))}>"
        attributes = "".join(sorted(self._attribute(element, str(k), str(v), part) for k, v in element.attrib.items()))
        inside = "".join(self.element(child, part) for child in element if isinstance(child.tag, str))
        return f"<{_short(tag)}{attributes}>{element.text or ''}{inside}</>"

    def _attribute(self, element: Element, name: str, value: str, part: Part | None) -> str:
        namespace, _, local = name.rpartition("}")
        if local.startswith(_UNSEEN_ATTRIBUTES) or (local == "id" and not namespace and _has_volatile_id(element)):
            return ""
        if namespace[1:] == NS_R and part is not None:
            target = self.package.target(part, value)
            return f" {local}={target}" if target else ""
        if name == VAL and value in _ON:
            return ""
        return f" {local}={'0' if name == VAL and value in _OFF else value}"


_NOT_OF_PARAGRAPH = frozenset((RPR, SECTPR))


def _shape(holder: Element) -> object:
    """The raw content of a property element, as a key: cheap where properties have no children, as nearly always."""
    if any(len(child) for child in holder):
        return etree.tostring(holder)
    return tuple((child.tag, *child.attrib.items()) for child in holder)


def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{_SYMBOLS.get(namespace[1:], '')}:{local}"


def _has_volatile_id(element: Element) -> bool:
    name = etree.QName(element)
    return name.namespace in _OFFICE or name.localname in _NUMBERED_OBJECTS


# --------------------------------------------------------------------------------------------------- styles and lists


def style_names(package: Package) -> dict[tuple[str, str], str]:
    """``(type, id)`` to the style's name in lower case, as Word tells built-in styles apart.

    The id ``""`` and the default style's own id have the same name: empty.
    """
    part = package.related(RT.STYLES)
    names: dict[tuple[str, str], str] = {}
    for style in package.tree(part).iterchildren(W + "style") if part is not None else ():
        kind = str(style.get(W + "type", "paragraph"))
        default = str(style.get(W + "default", "0")) in _ON
        names[kind, str(style.get(W + "styleId", ""))] = "" if default else val_of(style, "name").lower()
    return names


def text_boxes(element: Element) -> list[Element]:
    """The text boxes inside a drawing, outermost only."""
    return [box for box in element.iter(TXBX) if not any(a.tag == TXBX for a in box.iterancestors())]


def end_properties(paragraph: Element) -> Element | None:
    """How the end of a paragraph looks (``w:pPr/w:rPr``)."""
    return paragraph.find(f"{PPR}/{RPR}") if paragraph.tag == P else None


def relation_ids(element: Element) -> set[str]:
    """The relation ids that an element and everything in it use."""
    return {str(v) for e in element.iter() for k, v in e.attrib.items() if str(k).startswith(R)}
