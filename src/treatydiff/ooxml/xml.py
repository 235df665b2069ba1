"""The XML of tracked changes: names, and the one place where revision marks are made.

Rules that Word enforces and a schema cannot say: the ids of all revisions and bookmarks are one number space; every
mark names an author; deleted text is ``w:delText``, moved text stays ``w:t``; a paragraph's own mark comes first in
the properties of the paragraph's end (ISO/IEC 29500-1, 17.13.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy, deepcopy
from enum import StrEnum
from functools import lru_cache

from lxml import etree

from treatydiff.text.regexes import regex

Element = etree._Element

NS_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
NS_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NS_XML = "http://www.w3.org/XML/1998/namespace"
W = f"{{{NS_W}}}"
R = f"{{{NS_R}}}"
M = f"{{{NS_M}}}"
MC = f"{{{NS_MC}}}"

P, PPR, RPR, RUN, TEXT, TAB, BREAK = (W + tag for tag in ("p", "pPr", "rPr", "r", "t", "tab", "br"))
TBL, TBLPR, TBLGRID, TR, TRPR, TC, TCPR = (W + tag for tag in ("tbl", "tblPr", "tblGrid", "tr", "trPr", "tc", "tcPr"))
SDT, SDTPR, SDTCONTENT, SECTPR, HYPERLINK = (W + tag for tag in ("sdt", "sdtPr", "sdtContent", "sectPr", "hyperlink"))
TXBX = W + "txbxContent"
ID, VAL, NAME, TYPE, AUTHOR, DATE = (W + name for name in ("id", "val", "name", "type", "author", "date"))
SPACE = f"{{{NS_XML}}}space"

ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold: one of them makes a part unreadable."""

RANGE_TAGS = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
              "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
              "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
              "customXmlMoveToRangeEnd")  # fmt: skip
"""Marks of where a tracked move, or tracked markup around content, begins and ends."""

CHANGE_TAGS = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
               "tblGridChange")  # fmt: skip
"""Elements that hold the properties as they were before a tracked change of formatting."""


class Fate(StrEnum):
    """What becomes of a piece of content. The values are the names of Word's marks."""

    KEEP = ""
    INSERT = "ins"
    DELETE = "del"
    MOVE_FROM = "moveFrom"
    MOVE_TO = "moveTo"

    @property
    def in_old(self) -> bool:
        """Whether the content stands in the old document."""
        return self in (Fate.KEEP, Fate.DELETE, Fate.MOVE_FROM)

    @property
    def in_new(self) -> bool:
        """Whether the content stands in the new document."""
        return self in (Fate.KEEP, Fate.INSERT, Fate.MOVE_TO)


DELETED_TEXT = W + "delText"
_DELETED = {TEXT: DELETED_TEXT, W + "instrText": W + "delInstrText"}
_RESTORED = {deleted: plain for plain, deleted in _DELETED.items()}


class RevisionMarks:
    """Makes every revision mark of one document, all by one author at one time, each with an id of its own."""

    def __init__(self, author: str, date: str, first_id: int) -> None:
        self.author = ILLEGAL.sub("", author) or "treatydiff"
        self.date = date
        self._next = first_id
        self._blank: dict[tuple[str, str, str], Element] = {}
        """A mark of each kind without an id: to copy one takes lxml half the time that a new one does."""
        self.count = 0
        """Marks made so far."""

    def new_id(self) -> str:
        """An id that no revision, bookmark or comment of the document has."""
        self._next += 1
        return str(self._next)

    def mark(self, tag: str, by: str = "") -> Element:
        """An empty mark such as ``w:ins``, or the shell of a property change. ``by``: somebody else's, and when."""
        self.count += 1
        author, date = self.author, self.date
        if by:
            who, _, when = by.partition("\n")
            author, date = ILLEGAL.sub("", who) or author, when or date
        if (tag, author, date) not in self._blank:
            blank = etree.Element(W + tag)
            for name, value in ((ID, ""), (AUTHOR, author), (DATE, date)):
                blank.set(name, value)
            self._blank[tag, author, date] = blank
        mark = copy(self._blank[tag, author, date])
        mark.set(ID, self.new_id())
        return mark

    def wrap(self, fate: Fate, content: Iterable[Element], by: str = "") -> Element:
        """Runs in the mark that says what becomes of them. ``by``: as of ``mark``."""
        mark = self.mark(fate.value, by)
        mark.extend(content)
        if fate is Fate.DELETE:
            delete_text(mark)
        return mark

    def mark_end(self, ppr: Element, fate: Fate, by: str = "") -> None:
        """Say that the end of a paragraph itself is inserted, deleted or moved."""
        rpr = ppr.find(RPR)
        if rpr is None:
            rpr = etree.Element(RPR)
            insert_before(ppr, rpr, (SECTPR, W + "pPrChange"))
        rpr.insert(0, self.mark(fate.value, by))

    def change(self, holder: Element, before: Element | None) -> None:
        """Record in a property element what it was before; the old properties are copied."""
        name = etree.QName(holder).localname
        change = self.mark(f"{name}Change")
        old = etree.SubElement(change, holder.tag)
        if before is not None:
            for key, value in before.attrib.items():
                old.set(key, value)
            old.extend(deepcopy(child) for child in before if is_recorded(name, child))
        holder.append(change)

    def grid_change(self, grid: Element, before: Element) -> None:
        """As ``change``, for a table's grid, whose change names no author."""
        change = etree.SubElement(grid, W + "tblGridChange")
        change.set(ID, self.new_id())
        old = etree.SubElement(change, TBLGRID)
        old.extend(deepcopy(child) for child in before if child.tag == W + "gridCol")

    def move_range(self, fate: Fate, name: str) -> tuple[Element, Element]:
        """Start and end of one side of a move; both sides carry the same name, which no other move has."""
        start = self.mark(f"{fate.value}RangeStart")
        start.set(NAME, name)
        end = etree.Element(W + f"{fate.value}RangeEnd")
        end.set(ID, str(start.get(ID)))
        return start, end

    def markup_range(self, fate: Fate) -> tuple[Element, Element]:
        """Start and end around the opening or closing tag of a content control that comes or goes."""
        kind = {Fate.INSERT: "Ins", Fate.DELETE: "Del", Fate.MOVE_FROM: "MoveFrom", Fate.MOVE_TO: "MoveTo"}[fate]
        start = self.mark(f"customXml{kind}RangeStart")
        end = etree.Element(W + f"customXml{kind}RangeEnd")
        end.set(ID, str(start.get(ID)))
        return start, end


_NEVER_RECORDED = {
    "rPr": {"ins", "del", "moveFrom", "moveTo", "rPrChange"},
    "pPr": {"rPr", "sectPr", "pPrChange"},
    "sectPr": {"headerReference", "footerReference", "sectPrChange"},
    "tblPr": {"tblPrChange"},
    "tblPrEx": {"tblPrExChange"},
    "trPr": {"ins", "del", "trPrChange"},
    "tcPr": {"cellIns", "cellDel", "cellMerge", "tcPrChange"},
}


def is_recorded(holder: str, child: Element) -> bool:
    """Whether a change of its holder (``rPr``, ``pPr`` ...) may restore a property (CT_RPrOriginal, CT_PPrBase ...)."""
    return etree.QName(child).localname not in _NEVER_RECORDED.get(holder, set())


def delete_text(content: Element) -> None:
    """Rename text to deleted text everywhere inside."""
    for element in content.iter(*_DELETED):
        element.tag = _DELETED[str(element.tag)]
        element.set(SPACE, "preserve")


def restore_text(content: Element) -> None:
    """Rename deleted text back to text everywhere inside."""
    for element in content.iter(*_RESTORED):
        element.tag = _RESTORED[str(element.tag)]


def fill(parent: Element, content: Sequence[Element]) -> None:
    """Give an element these children, leaving where they are those that it has.

    To take a large element out of its tree and put it back, as an assignment does, costs lxml seconds: it looks for
    the namespace of every name in it.
    """
    stay = set(content)
    for element in list(parent):
        if element not in stay:
            parent.remove(element)
    here = parent[0] if len(parent) else None
    for element in content:
        if element is here:
            here = here.getnext()
        elif here is None:
            parent.append(element)
        else:
            here.addprevious(element)


def insert_before(parent: Element, child: Element, successors: tuple[str, ...]) -> None:
    """Put a child before the first of the elements that must come after it, or last."""
    for index, sibling in enumerate(parent):
        if sibling.tag in successors:
            parent.insert(index, child)
            return
    parent.append(child)


_PPR_ORDER = tuple(W + tag for tag in (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"))  # fmt: skip


def put_in_order(ppr: Element, number: Element) -> None:
    """Put a ``w:numPr`` where the schema wants it in paragraph properties (CT_PPrBase)."""
    place = sum(child.tag in _PPR_ORDER for child in ppr)
    ppr.insert(place, number)


def text_element(text: str, tag: str = TEXT) -> Element:
    """A ``w:t`` that keeps its blanks, or a ``DELETED_TEXT``."""
    element = copy(_blank_text(tag))
    element.text = ILLEGAL.sub("", text)
    return element


@lru_cache(maxsize=4)
def _blank_text(tag: str) -> Element:
    """To copy it takes lxml half the time that a new one does."""
    element = etree.Element(tag)
    element.set(SPACE, "preserve")
    return element


@lru_cache(maxsize=8)
def _asking(name: str) -> etree.XPath:
    path = f"descendant-or-self::*/@{name}"
    return etree.XPath(path, namespaces={"w": NS_W, "r": NS_R}, smart_strings=False)


def text_within(element: Element, *tags: str) -> str:
    """The letters of all texts in an element: of ``w:t``, or of those with the ``tags``."""
    return "".join(text.text or "" for text in element.iter(*(tags or (TEXT,))))


def attributes(element: Element, name: str) -> list[str]:
    """The values of an attribute (``w:id``, ``r:*``) on an element and everything in it: much faster than a walk."""
    found = _asking(name)(element)
    return [str(value) for value in found] if isinstance(found, list) else []


def is_on(switch: Element | None) -> bool:
    """Whether an on/off property is there and on: without a value it is (17.17.4)."""
    return switch is not None and switch.get(VAL) not in ("0", "false", "off")


def says_on(value: str | None) -> bool:
    """Whether an on/off property with this ``w:val`` is on; ``none`` turns off what has kinds, as underlining has."""
    return value not in ("0", "false", "off", "none")


def val_of(parent: Element | None, tag: str, default: str = "") -> str:
    """The ``w:val`` of a child element, or the default where there is none."""
    child = None if parent is None else parent.find(W + tag)
    return default if child is None else str(child.get(VAL, default))


def children(parent: Element | None, tag: str) -> Iterator[Element]:
    """The child elements of one name, none where there is no parent."""
    return iter(()) if parent is None else parent.iterchildren(W + tag)


def number_of(text: str, default: int = 0) -> int:
    """A whole number as a file says it; what is none is the default."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def child(parent: Element, tag: str) -> Element:
    """A child element, made as the first one if missing."""
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        parent.insert(0, found)
    return found


def remove(element: Element) -> None:
    """Take an element out of what it stands in, if it stands in anything."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def is_on_properties(mark: Element) -> bool:
    """Whether a mark speaks of a paragraph's end, a row or a number instead of holding content."""
    parent = mark.getparent()
    return parent is not None and parent.tag in (RPR, TRPR, W + "numPr", M + "ctrlPr")
