"""Canonical form of properties and objects, as comparable text: when two Word files count as the same.

Ids, revision-session marks, proofing language and spelling state are left out: Word rewrites them as it likes and
no reader sees them. What an id points to (a style, a picture, an address, a list) is compared instead of the id.
"""

from __future__ import annotations

from collections.abc import Callable
from re import Match

from lxml import etree

from treatydiff.ooxml.opc import RT, PackagePart
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.styles import style_names, style_numbers
from treatydiff.ooxml.xml import CHANGE_TAGS, NS_R, NS_W, PPR, RPR, SECTPR, TXBX, VAL, Element, P, W, attributes, val_of
from treatydiff.text.regexes import regex

_SILENT = {W + tag for tag in ("lang", "noProof", "proofErr", "lastRenderedPageBreak", "rsid", *CHANGE_TAGS)} | {
    W + tag for tag in ("ins", "del", "moveFrom", "moveTo", "bookmarkStart", "bookmarkEnd", "id", "cnfStyle", "nsid",
                        "tmpl", "semiHidden", "unhideWhenUsed", "uiPriority", "qFormat", "divId")
}  # fmt: skip
"""Elements that say nothing a reader could see."""

_TELLING = {W + tag for tag in ("vanish", "strike", "dstrike")}

_STYLES = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_UNSEEN_ATTRIBUTES = ("rsid", "paraId", "textId", "anchorId", "editId", "spid", "gfxdata", "durableId", "spt")
_OFFICE = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_NUMBERED_OBJECTS = ("docPr", "cNvPr")
_ON, _OFF = frozenset(("true", "on", "1")), frozenset(("false", "off", "0"))

_CONTENTS_MARK = regex(r"\b_Toc\d+")

_SYMBOLS = {NS_W: "w", NS_R: "r"}


class Canon:
    """Comparable text of one package's properties and objects."""

    def __init__(
        self,
        package: WordPackage,
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
        self._style_numbers = style_numbers(package)
        self._properties: dict[object, str] = {}
        self.entries: frozenset[str] = frozenset()
        """The hidden bookmarks of a table of contents that the other file has too: they tell its entries apart."""

    def defaults(self) -> str:
        """How runs and paragraphs look where nothing says otherwise (17.7.5.1)."""
        part = self.package.related(RT.STYLES)
        found = None if part is None else self.package.tree(part).find(W + "docDefaults")
        return "" if found is None else self.element(found)

    def entry(self, text: str) -> str:
        """Text without the numbers of the hidden bookmarks that Word made anew with a table of contents."""
        return _CONTENTS_MARK.sub(self._entry, text) if "_Toc" in text else text

    def _entry(self, mark: Match[str]) -> str:
        return mark[0] if mark[0] in self.entries else "_Toc"

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

    def telling(self, rpr: Element | None) -> str:
        """What of a run's look changes what the text says: hidden, struck out."""
        if rpr is None or not len(rpr):
            return ""
        return " ".join(_short(str(e.tag)) for e in rpr if e.tag in _TELLING and e.get(VAL, "1") not in _OFF)

    def number(self, ppr: Element | None) -> str:
        """The list and level by which a paragraph is numbered, its own or its style's; empty for none."""
        own = None if ppr is None else ppr.find(W + "numPr")
        style = val_of(ppr, "pStyle")
        inherited = self._style_numbers.get(style, self._style_numbers.get("", ("", "")))
        list_id, level = (val_of(own, "numId"), val_of(own, "ilvl")) if own is not None else ("", "")
        list_id = list_id or inherited[0]
        return f"{self.list_label(list_id)}/{level or inherited[1] or '0'}" if list_id not in ("", "0") else ""

    def number_properties(self, ppr: Element | None) -> Element | None:
        """The ``w:numPr`` that numbers a paragraph, its own or its style's."""
        own = None if ppr is None else ppr.find(W + "numPr")
        if own is not None and val_of(own, "numId"):
            return own
        list_id, level = self._style_numbers.get(val_of(ppr, "pStyle"), self._style_numbers.get("", ("", "")))
        if not list_id:
            return None
        made = etree.Element(W + "numPr")
        etree.SubElement(made, W + "ilvl").set(VAL, (val_of(own, "ilvl") if own is not None else "") or level or "0")
        etree.SubElement(made, W + "numId").set(VAL, list_id)
        return made

    def paragraph(self, ppr: Element | None) -> str:
        """Properties of a paragraph but for its end's look and its section."""
        return self.properties(ppr, _NOT_OF_PARAGRAPH)

    def element(self, element: Element, part: PackagePart | None = None) -> str:
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

    def _attribute(self, element: Element, name: str, value: str, part: PackagePart | None) -> str:
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


# ----------------------------------------------------------------------------------------------------- parts of a text


def text_boxes(element: Element) -> list[Element]:
    """The text boxes inside a drawing, outermost only."""
    return [box for box in element.iter(TXBX) if not any(a.tag == TXBX for a in box.iterancestors())]


def end_properties(paragraph: Element) -> Element | None:
    """How the end of a paragraph looks (``w:pPr/w:rPr``)."""
    ppr = paragraph.find(PPR) if paragraph.tag == P else None
    return None if ppr is None else ppr.find(RPR)


def relation_ids(element: Element) -> set[str]:
    """The relation ids that an element and everything in it use."""
    return set(attributes(element, "r:*"))
