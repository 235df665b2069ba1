"""The inside of a paragraph as pieces: stretches of text of one look, objects, and brackets around both.

Run seams vanish here: two neighbouring runs of one look are one piece. Every object counts as one letter, so that a
comparison of plain text is a comparison of everything: a tab is a tab, a footnote's mark a private letter of its own. A
hyperlink, a content control or a field whose result can be compared is a bracket: an opening letter, what is inside, a
closing letter. Bookmarks and the like are marks without width.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from enum import Enum, auto

from lxml import etree

from treatydiff.ooxml.canonical import Canon
from treatydiff.ooxml.opc import PackagePart
from treatydiff.ooxml.xml import (
    HYPERLINK,
    ID,
    PPR,
    RPR,
    RUN,
    SDT,
    SDTCONTENT,
    SDTPR,
    SPACE,
    TEXT,
    TXBX,
    TYPE,
    Element,
    R,
    W,
    text_element,
)  # fmt: skip


class Sort(Enum):
    """What a piece is."""

    TEXT = auto()
    OBJECT = auto()
    OPEN = auto()
    CLOSE = auto()
    MARK = auto()
    """No width: a bookmark's or comment range's start or end."""
    END = auto()
    """The end of a paragraph, where several are compared as one stream."""


BY = "{urn:treatydiff:pending}by"
"""On a run or paragraph, while a redline is made: who inserted it, and in the next line when."""

Member = tuple[Element | None, Element]
"""A child of a run with the run's properties."""


class InlinePiece:
    """A stretch of a paragraph that is treated alike."""

    __slots__ = ("by", "element", "key", "look", "members", "paragraph", "partner", "rpr", "simple", "sort", "text")

    def __init__(self, sort: Sort, text: str, key: str = "", rpr: Element | None = None, look: str = "") -> None:
        self.sort = sort
        self.text = text
        """The text; of an object, an opening or closing bracket: one letter."""
        self.key = key
        """Pieces other than text are the same where their keys are."""
        self.rpr = rpr
        self.look = look
        """Comparable text of ``rpr``."""
        self.members: list[Member] = []
        """What to write for an object, or for the bracket of a field: children of runs."""
        self.element: Element | None = None
        """A wrapper, a mark, or an object that stands outside of runs."""
        self.by = ""
        """Whose pending insertion it is, as ``BY`` has it; empty for nobody's."""
        self.simple: Element | None = None
        """Of an object or a field's bracket: the field in short form that it is; ``members`` hold it written out."""
        self.partner: InlinePiece | None = None
        """Of a bracket: the other one."""
        self.paragraph: Element | None = None
        """Of an end: its paragraph."""


class Alphabet:
    """One private letter for each kind of object, the same on both sides of a comparison."""

    _FIRST, _LAST = 0xF0000, 0x10FFFD

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def letter(self, key: str) -> str:
        """The letter of an object. Beyond 100,000 kinds they share one, and the keys tell them apart."""
        if key not in self._letters:
            self._letters[key] = chr(min(self._FIRST + len(self._letters), self._LAST))
        return self._letters[key]


_LETTERS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_UNSEEN = {W + tag for tag in ("proofErr", "lastRenderedPageBreak", "rPrChange", "pPrChange", "smartTagPr")} | {
    PPR,
    RPR,
}
_MARKS = {
    W + tag for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
}
_WRAPPERS = {HYPERLINK, SDT, W + "bdo", W + "dir", W + "smartTag"}
FIELD, _INSTRUCTION = W + "fldChar", W + "instrText"
FIELD_TYPE = W + "fldCharType"


def read(
    paragraph: Element, canon: Canon, part: PackagePart, alphabet: Alphabet, exact: bool = False
) -> list[InlinePiece]:
    """The pieces of a paragraph, fields folded into brackets or objects where they end in the same paragraph.

    ``exact``: the number of a page that Word last worked out counts. Where Word works it out anew whenever it shows the
    page, nothing but the number is marked: it will replace that itself, marks and all.
    """
    reader = _InlineReader(canon, part, alphabet, exact)
    reader.children(paragraph)
    return list(_seamless(reader.fold_fields()))


def text_of(pieces: list[InlinePiece]) -> str:
    """The text that is compared."""
    return "".join(piece.text for piece in pieces)


def same(old: list[InlinePiece], new: list[InlinePiece]) -> bool:
    """Whether two paragraphs read and look the same, marks aside."""
    a = [(p.text, p.key, p.look) for p in old if p.sort is not Sort.MARK]
    b = [(p.text, p.key, p.look) for p in new if p.sort is not Sort.MARK]
    return a == b


class _InlineReader:
    def __init__(self, canon: Canon, part: PackagePart, alphabet: Alphabet, exact: bool) -> None:
        self.canon, self.part, self.alphabet = canon, part, alphabet
        self.volatile = frozenset() if exact else _VOLATILE
        self.written = {LINK, *_SHIFTING} if exact else {LINK}
        """Fields whose results are compared by themselves."""
        self.pieces: list[InlinePiece] = []

    # ------------------------------------------------------------------------------------------------ walking

    def children(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self.run(child)
            elif tag in _MARKS:
                self.mark(child)
            elif tag in _WRAPPERS:
                self.wrapper(child)
            elif tag == W + "fldSimple":
                self.simple_field(child)
            elif tag not in _UNSEEN:
                self.outside_run(child)

    def run(self, run: Element) -> None:
        rpr = run.find(RPR)
        look = self.canon.properties(rpr)
        for child in run:
            if child.tag == TEXT:
                self.text(child, rpr, look)
            elif child.tag not in _UNSEEN:
                self.object(child, rpr, look)

    def text(self, element: Element, rpr: Element | None, look: str) -> None:
        text = element.text or ""
        if element.get(SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        if text:
            piece = InlinePiece(Sort.TEXT, text, "", rpr, look)
            piece.by = str(element.getparent().get(BY, ""))  # type: ignore[union-attr]
            self.pieces.append(piece)

    def object(self, element: Element, rpr: Element | None, look: str) -> None:
        key = self._key(element)
        letter = _LETTERS.get(str(element.tag)) if key in _PLAIN_KEYS else None
        piece = InlinePiece(Sort.OBJECT, letter or self.alphabet.letter(key), key, rpr, look)
        piece.members = [(rpr, element)]
        self.pieces.append(piece)

    def outside_run(self, element: Element) -> None:
        key = self._key(element)
        piece = InlinePiece(Sort.OBJECT, self.alphabet.letter(key), key)
        piece.element = element
        self.pieces.append(piece)

    def mark(self, element: Element) -> None:
        piece = InlinePiece(Sort.MARK, "")
        piece.element = element
        self.pieces.append(piece)

    def wrapper(self, element: Element) -> None:
        inner = element.find(SDTCONTENT) if element.tag == SDT else element
        opening, closing = self._brackets(self._wrapper_key(element))
        opening.element = closing.element = element
        self.pieces.append(opening)
        if inner is not None:
            self.children(inner)
        self.pieces.append(closing)

    def _brackets(self, key: str) -> tuple[InlinePiece, InlinePiece]:
        opening = InlinePiece(Sort.OPEN, self.alphabet.letter(key), key)
        closing = InlinePiece(Sort.CLOSE, self.alphabet.letter(f"/{key}"), f"/{key}")
        opening.partner, closing.partner = closing, opening
        return opening, closing

    # --------------------------------------------------------------------------------------------------- keys

    def _key(self, element: Element) -> str:
        tag = str(element.tag)
        if tag in _NOTES:
            return f"{_NOTES[tag]} {self.canon.note_label(_NOTES[tag], str(element.get(ID, '')))}"
        if tag == W + "commentReference":
            return f"comment {self.canon.comment_label(str(element.get(ID, '')))}"
        if tag == FIELD:
            return f"field {element.get(FIELD_TYPE)}"
        if (tag in _LETTERS and not element.attrib) or (tag == W + "br" and element.get(TYPE) == "textWrapping"):
            return tag
        if any(True for _ in element.iter(TXBX)):
            return self._without_boxes(element)
        return self.canon.element(element, self.part)

    def _without_boxes(self, element: Element) -> str:
        """The key of a drawing with text boxes: what they say is compared apart."""
        boxes = [(box, list(box)) for box in element.iter(TXBX)]
        for box, inside in boxes:
            for child in inside:
                box.remove(child)
        key = self.canon.element(element, self.part)
        for box, inside in boxes:
            box.extend(inside)
        return key

    def _wrapper_key(self, element: Element) -> str:
        attributes = sorted(
            self.canon.package.target(self.part, str(v)) if k == R + "id" else f"{k!s}={self.canon.entry(str(v))}"
            for k, v in element.attrib.items()
            if k != W + "history"
        )
        properties = element.find(SDTPR)
        return f"{element.tag} {attributes} {self.canon.properties(properties)}"

    # ------------------------------------------------------------------------------------------------- fields

    def simple_field(self, element: Element) -> None:
        """A field in short form, written out: Word does the same when it opens a file."""
        first = element.find(f".//{RPR}")
        look = self.canon.properties(first)
        for part in (_field_char("begin"), _instruction_text(element), _field_char("separate")):
            self.object(part, first, look)
        self.pieces[-3].simple = element
        self.children(element)
        self.object(_field_char("end"), first, look)

    def fold_fields(self) -> list[InlinePiece]:
        """Fields that begin and end in this paragraph, as a bracket around their result or as one object without."""
        folded: list[InlinePiece] = []
        fields: list[tuple[int, int]] = []  # where each open field begins in ``folded``, and at which depth
        depth = 0
        for piece in self.pieces:
            depth += (piece.sort is Sort.OPEN and not piece.members) - (piece.sort is Sort.CLOSE and not piece.members)
            folded.append(piece)
            if piece.key == "field begin":
                fields.append((len(folded) - 1, depth))
            elif piece.key == "field end" and fields:
                start, level = fields.pop()
                if level == depth:
                    self._fold(folded, start)
        return folded

    def _fold(self, pieces: list[InlinePiece], start: int) -> None:
        """One field, from ``start`` to the last piece, folded in place."""
        field, level, separator = pieces[start:], 0, None
        for index, piece in enumerate(field):
            level += (piece.key == "field begin") - (piece.key == "field end")
            if piece.key == "field separate" and level == 1:
                separator = index
        head = field if separator is None else field[: separator + 1]
        if any(piece.sort is Sort.MARK or piece.element is not None or not _members(piece) for piece in head):
            return
        code = self.canon.entry(" ".join("".join(_instruction(piece) for piece in head).split()))
        code += "".join(self.canon.element(form) for _, mark in head[0].members for form in mark.iter(W + "ffData"))
        result = list(_seamless([] if separator is None else field[separator + 1 : -1]))
        if field_name(code) in self.written or not all(_members(piece) for piece in result):
            opening, closing = self._brackets(f"field {code}")
            opening.members = [member for piece in head for member in _members(piece)]
            closing.members = field[-1].members
            opening.simple = closing.simple = field[0].simple
            pieces[start:] = [opening, *result, closing]
        else:
            pieces[start:] = [self._atom(code, field, result)]

    def _atom(self, code: str, field: list[InlinePiece], result: list[InlinePiece]) -> InlinePiece:
        """A field whose result Word works out: it changes as a whole, as it does when Word updates it."""
        said = "" if field_name(code) in self.volatile else "".join(f"{p.look}|{p.key or p.text}" for p in result)
        key = f"field {code} {said}"
        whole = InlinePiece(Sort.OBJECT, self.alphabet.letter(key), key, field[0].rpr, field[0].look)
        whole.members = [member for piece in field for member in _members(piece)]
        whole.simple = field[0].simple
        return whole


def written_out(element: Element) -> list[Element]:
    """What stands beside runs in a paragraph, a field in short form written out: Word does so when it opens a file."""
    if element.tag != W + "fldSimple":
        return [element]
    first = element.find(f".//{RPR}")
    runs = [etree.Element(RUN) for _ in range(3)]
    for run, part in zip(
        runs, (_field_char("begin"), _instruction_text(element), _field_char("separate")), strict=True
    ):
        run.extend([deepcopy(first), part] if first is not None else [part])
    ending = etree.Element(RUN)
    ending.append(_field_char("end"))
    return [*runs, *(each for child in element for each in written_out(child)), ending]


LINK = "HYPERLINK"
"""The field whose result people write themselves."""
_VOLATILE = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF")
"""Fields that Word works out anew whenever it shows a page; what a file holds of them says nothing."""
_SHIFTING = frozenset(_VOLATILE) - {"PAGEREF"}
"""Those of them that never show what the file holds."""
_PLAIN_KEYS = frozenset(_LETTERS)


def field_name(code: str) -> str:
    """The first word of a field's instruction."""
    return (code.replace("\x1f", " ").split() or [""])[0].upper()


def _members(piece: InlinePiece) -> list[Member]:
    if piece.sort is Sort.TEXT:
        return [(piece.rpr, text_element(piece.text))]
    return piece.members


def _instruction(piece: InlinePiece) -> str:
    """What a part of a field's head says."""
    if piece.sort is Sort.TEXT:
        return piece.text
    if piece.key in ("field begin", "field separate", "field end"):
        return "\x1f"
    texts = [element.text or "" for _, element in piece.members if element.tag == _INSTRUCTION]
    return "".join(texts) if texts else piece.key


def _field_char(kind: str) -> Element:
    element = etree.Element(FIELD)
    element.set(FIELD_TYPE, kind)
    return element


def _instruction_text(field: Element) -> Element:
    element = etree.Element(_INSTRUCTION)
    element.text = str(field.get(W + "instr", ""))
    element.set(SPACE, "preserve")
    return element


def _seamless(pieces: list[InlinePiece]) -> Iterator[InlinePiece]:
    """Neighbouring stretches of text of one look joined. What is joined is a piece of its own: the pieces that were
    handed in stay as they are, for a field is written out from them."""
    last: InlinePiece | None = None
    joined = False
    for piece in pieces:
        alike = last is not None and (last.sort, last.look, last.by) == (Sort.TEXT, piece.look, piece.by)
        if last is not None and alike and piece.sort is Sort.TEXT:
            if not joined:
                by, joined = last.by, True
                last = InlinePiece(Sort.TEXT, last.text, last.key, last.rpr, last.look)
                last.by = by
            last.text += piece.text
            continue
        if last is not None:
            yield last
        last, joined = piece, False
    if last is not None:
        yield last
