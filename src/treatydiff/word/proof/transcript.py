"""The transcript of a Word file: comparable lines of everything that a reader sees.

One line a paragraph: what it says, and how that looks. Footnotes stand where their reference stands, headers and
footers with the section they show in. Properties are compared as they stand in the file, by expanded names and in
canonical order, less what ``allowed`` names. What an id points to (a style, a list, a picture, an address) stands for
the id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from treatydiff.ooxml import numbering
from treatydiff.ooxml.comments import comment_labels
from treatydiff.ooxml.headers import KEYS, effective
from treatydiff.ooxml.opc import RT, PackagePart
from treatydiff.ooxml.package import NOTES, WordPackage
from treatydiff.ooxml.plain import is_front_page
from treatydiff.ooxml.resolve import as_opened
from treatydiff.ooxml.styles import StyleKey, style_key, style_names, styles_by_id
from treatydiff.ooxml.xml import (
    HYPERLINK,
    ID,
    NS_R,
    PPR,
    RPR,
    RUN,
    SDT,
    SDTCONTENT,
    SDTPR,
    SECTPR,
    SPACE,
    TBL,
    TBLGRID,
    TBLPR,
    TC,
    TCPR,
    TEXT,
    TR,
    TRPR,
    TXBX,
    TYPE,
    VAL,
    Element,
    M,
    P,
    W,
    val_of,
)  # fmt: skip
from treatydiff.text.frozen import dataclass
from treatydiff.text.regexes import regex
from treatydiff.word.proof.allowed import ATTRIBUTES, CONTENTS_MARKS, FIELDS, IGNORED


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A paragraph, or where a table, row, cell, control or section begins or ends."""

    said: str
    """Words, numbers and structure."""
    look: str = ""
    """Everything else that a reader sees of it."""
    place: int = -1
    """Which of the ``w:p`` of the main part it is, from 0; -1 for what is none, ``HEAD`` in a header or footer."""


HEAD = -2


class _Bit(NamedTuple):
    """A stretch of a paragraph. There are tens of thousands: a tuple is made in a third of the time."""

    said: str
    look: str = ""
    size: int = 0
    """How many letters its look is on; an object is one."""
    kind: str = ""
    """``begin``, ``code``, ``separate`` or ``end`` of a field, ``open`` or ``close`` of a link or the like."""
    telling: str = ""
    """Whether it is hidden or struck out."""


_EXCEPTIONS = W + "tblPrEx"
_SHELLS = (HYPERLINK, W + "bdo", W + "dir")
_REFERENCES = frozenset({W + "headerReference", W + "footerReference"})
_POINTS = {W + tag for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart",
                               "permEnd", "proofErr")}  # fmt: skip
_SILENT = {RPR, PPR, W + "lastRenderedPageBreak", W + "smartTagPr"} | _POINTS
_CHARACTERS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
    W + "softHyphen": "\u00ad",
}
_TELLING = {W + tag for tag in ("vanish", "strike", "dstrike")}
"""Looks that change what a text says."""
_STYLE_KINDS = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_ON, _OFF = ("true", "on", "1"), ("false", "off", "0")
_OFFICE = ("{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}")
_STRUCTURE = frozenset((W + "gridSpan", W + "vMerge", W + "hMerge"))


class Transcript:
    """One file, written out. ``comments``: the only comments that count; None for all."""

    def __init__(
        self, package: WordPackage, comments: frozenset[str] | None = None, printed: Mapping[Element, str] | None = None
    ) -> None:
        """``printed``: the number that each paragraph shows, in the place of the list that gives it."""
        self.package = package
        self._printed = printed
        as_opened(package)
        self._lists = numbering.labels(package)
        self._comments = comment_labels(package)
        self._counted = self._comments.labels if comments is None else comments
        self._sections = effective(package)
        self._styles = style_names(package)
        self._places = {paragraph: place for place, paragraph in enumerate(package.document.iter(P))}
        self._parts: dict[PackagePart, list[TranscriptLine]] = {}
        self._looks: dict[object, str] = {}
        self._notes: dict[str, dict[str | None, Element]] = {}

    @property
    def comments(self) -> frozenset[str]:
        """What the file's comments say."""
        return self._comments.labels

    def lines(self) -> list[TranscriptLine]:
        """The document's own text."""
        return list(self._blocks(self.package.body, self.package.main))

    def styles(self) -> dict[StyleKey, str]:
        """The look that each style gives."""
        return {
            style_key(style): f"{self._look(style.find(PPR))}|{self._look(style.find(RPR))}"
            for style in styles_by_id(self.package).values()
        }

    # --------------------------------------------------------------------------------------------------------- blocks

    def _blocks(self, parent: Iterable[Element], part: PackagePart) -> Iterator[TranscriptLine]:
        for block in parent:
            if block.tag == P:
                yield from self._paragraph(block, part)
            elif block.tag == TBL:
                if next(block.iter(TR), None) is None:
                    continue  # a table without a row is none: resolving takes it away
                yield TranscriptLine(
                    "table", self._look(block.find(TBLPR))
                )  # the grid is Word's own working-out of the widths
                yield from self._blocks((child for child in block if child.tag not in (TBLPR, TBLGRID)), part)
                yield TranscriptLine("table ends")
            elif block.tag == TR:
                yield TranscriptLine("row", f"{self._look(block.find(TRPR))} {self._look(block.find(_EXCEPTIONS))}")
                yield from self._blocks((child for child in block if child.tag not in (TRPR, _EXCEPTIONS)), part)
            elif block.tag == TC:
                yield self._cell(block.find(TCPR))
                yield from self._blocks((child for child in block if child.tag != TCPR), part)
            elif block.tag == SDT:
                yield from self._control(block, part)
            elif block.tag == SECTPR:
                yield from self._section(block)
            elif block.tag not in _POINTS:
                yield TranscriptLine(self._canonical(block, part))

    def _cell(self, properties: Element | None) -> TranscriptLine:
        merged = () if properties is None else (e for e in properties if e.tag in _STRUCTURE)
        said = "".join(sorted(f"<{_short(e.tag)} {e.get(VAL, 'continue')}>" for e in merged))
        return TranscriptLine(f"cell {said}", self._look(properties, _STRUCTURE))

    def _control(self, control: Element, part: PackagePart) -> Iterator[TranscriptLine]:
        """A content control around blocks, rows or cells."""
        content = control.find(SDTCONTENT)
        if is_front_page(control):
            return
        yield TranscriptLine(f"control {self._look(control.find(SDTPR))}")
        yield from self._blocks(() if content is None else content, part)
        yield TranscriptLine("control ends")

    def _section(self, section: Element) -> Iterator[TranscriptLine]:
        yield TranscriptLine("section", self._look(section, _REFERENCES))
        shown = self._sections.get(section, {})
        for key in KEYS:
            lines = self._story(shown[key]) if key in shown else []
            if lines:
                yield TranscriptLine(f"{key[1]} {key[0]}", place=HEAD)
                yield from lines

    def _story(self, part: PackagePart) -> list[TranscriptLine]:
        """A header or footer; one without words or objects shows nothing and counts as none."""
        if part not in self._parts:
            root = self.package.tree(part)
            blank = all(not self._bits(p, part) for p in root.iter(P))
            self._parts[part] = [] if blank else [replace(line, place=HEAD) for line in self._blocks(root, part)]
        return self._parts[part]

    # ----------------------------------------------------------------------------------------------------- paragraphs

    def _paragraph(self, paragraph: Element, part: PackagePart) -> Iterator[TranscriptLine]:
        ppr = paragraph.find(PPR)
        end = None if ppr is None else ppr.find(RPR)
        bits = self._bits(paragraph, part)
        looks = "".join(f"{{{look}}}{size}" for look, size in _runs_of(bits))
        place = self._places.get(paragraph, -1)
        yield TranscriptLine(
            self._numbered(paragraph, _joined(bits)), f"{self._look(ppr, _APART)}¶{self._look(end)}¶{looks}", place
        )
        if next(paragraph.iter(TXBX), None) is not None:
            for box in (b for b in paragraph.iter(TXBX) if not any(a.tag == TXBX for a in b.iterancestors())):
                yield TranscriptLine("box")
                yield from self._blocks(box, part)
                yield TranscriptLine("box ends")
        section = None if ppr is None else ppr.find(SECTPR)
        if section is not None:
            yield from self._section(section)

    def _numbered(self, paragraph: Element, text: str) -> str:
        """Text with the list and level by which the paragraph itself says it is numbered, or with what it shows."""
        if self._printed is not None:
            return " ".join(f"¶ {self._printed.get(paragraph, '')} {text}".split())
        ppr = paragraph.find(PPR)
        properties = None if ppr is None else ppr.find(_NUMBERING)
        label = "" if properties is None else self._lists.get(val_of(properties, "numId"), "")
        return f"¶{label}/{val_of(properties, 'ilvl') or '0'}¶{text}" if label else f"¶{text}"

    def _bits(self, paragraph: Element, part: PackagePart) -> list[_Bit]:
        bits: list[_Bit] = []
        self._inside(paragraph, part, bits)
        return list(_settled(bits)) if any(bit.kind for bit in bits) else bits

    def _inside(self, parent: Element, part: PackagePart, bits: list[_Bit]) -> None:
        """Put what is in a paragraph, or in something inside it, to the bits."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, part, bits)
            elif tag in _SHELLS:
                bits.append(_Bit(f"<{self._attributes(child, part)}>", kind="open"))
                self._inside(child, part, bits)
                bits.append(_Bit("</>", kind="close"))
            elif tag == W + "smartTag":
                self._inside(child, part, bits)
            elif tag == SDT:
                content = child.find(SDTCONTENT)
                bits.append(_Bit(f"<control {self._look(child.find(SDTPR))}>"))
                self._inside(child if content is None else content, part, bits)
                bits.append(_Bit("</control>"))
            elif tag == W + "fldSimple":
                instruction = str(child.get(W + "instr", ""))
                bits += (_Bit("", kind="begin"), _Bit(instruction, kind="code"), _Bit("", kind="separate"))
                self._inside(child, part, bits)
                bits.append(_Bit("", kind="end"))
            elif tag not in _SILENT:
                bits.append(_Bit(self._canonical(child, part)))

    def _run(self, run: Element, part: PackagePart, bits: list[_Bit]) -> None:
        rpr = run.find(RPR)
        look = telling = ""
        if rpr is not None and len(rpr):
            look = self._look(rpr)
            telling = "".join(_short(e.tag) for e in rpr if e.tag in _TELLING and e.get(VAL) not in _OFF)
        for child in run:
            said = None if child is rpr else self._said(child, part)
            if said is not None:
                bits.append(said if said.kind else _Bit(said.said, look, said.size, telling=telling))

    def _said(self, child: Element, part: PackagePart) -> _Bit | None:
        tag = str(child.tag)
        if tag == TEXT:
            text = child.text or ""
            text = text if child.get(SPACE) == "preserve" else text.strip(" \t\r\n")
            return _Bit(text, size=len(text)) if text else None
        if tag in _SILENT:
            return None
        if tag in _CHARACTERS and (not child.attrib or child.get(TYPE) == "textWrapping"):
            return _Bit(_CHARACTERS[tag], size=1)
        if tag == W + "br":  # of a page or column: layout, not words
            return _Bit("", self._canonical(child, part), size=1)
        if tag == W + "fldChar":
            forms = "".join(self._canonical(form, part) for form in child.iterchildren(W + "ffData"))
            return _Bit(forms, kind=str(child.get(W + "fldCharType")))
        if tag == W + "instrText":
            return _Bit(child.text or "", kind="code")
        if tag == W + "commentReference":
            label = self._comments.get_label(str(child.get(ID, "")))
            return _Bit(f"<comment {label}>", size=1) if label in self._counted else None
        for kind, (reltype, _) in NOTES.items():
            if tag == W + f"{kind}Reference":
                lines = self._note(kind, reltype, str(child.get(ID, "")))
                said, look = (" / ".join(getattr(line, side) for line in lines) for side in ("said", "look"))
                return _Bit(f"<{kind} {said}>", look, size=1)
        return _Bit(self._canonical(child, part), size=1)

    def _note(self, kind: str, reltype: str, note_id: str) -> list[TranscriptLine]:
        part = self.package.related(reltype)
        if kind not in self._notes:
            notes = () if part is None else reversed([*self.package.tree(part).iterchildren(W + kind)])
            self._notes[kind] = {note.get(ID): note for note in notes}  # of two of one id, the first
        note = self._notes[kind].get(note_id)
        return [TranscriptLine("missing")] if note is None or part is None else list(self._blocks(note, part))

    # ----------------------------------------------------------------------------------------------------- properties

    def _look(self, holder: Element | None, skip: frozenset[str] = frozenset()) -> str:
        """The properties in an element, in canonical order."""
        if holder is None or not len(holder):
            return ""
        if any(len(child) for child in holder):
            return self._properties(holder, skip)
        key = (skip, tuple((child.tag, *child.attrib.items()) for child in holder))
        if key not in self._looks:
            self._looks[key] = self._properties(holder, skip)
        return self._looks[key]

    def _properties(self, holder: Element, skip: frozenset[str]) -> str:
        kept = (child for child in holder if child.tag not in skip and child.tag not in IGNORED)
        return "".join(sorted(self._canonical(child, None) for child in kept if isinstance(child.tag, str)))

    def _canonical(self, element: Element, part: PackagePart | None) -> str:
        """An element and everything in it, by expanded names; what a text box says is compared apart."""
        tag = str(element.tag)
        if tag in _STYLE_KINDS:
            name = self._styles.get((_STYLE_KINDS[tag], str(element.get(VAL, ""))), "")
            return f"<{_short(tag)} {name}>" if name else ""
        if tag == W + "numId":
            return f"<list {self._lists.get(str(element.get(VAL, '')), 'none')}>"
        inner = () if tag == TXBX else (c for c in element if isinstance(c.tag, str) and c.tag not in IGNORED)
        inside = "".join(self._canonical(child, part) for child in inner)
        return f"<{_short(tag)}{self._attributes(element, part)}>{element.text or ''}{inside}</>"

    def _attributes(self, element: Element, part: PackagePart | None) -> str:
        if len(element.attrib) == 1 and element.get(VAL) in _ON:
            return ""
        written = (self._attribute(element, str(name), str(value), part) for name, value in element.attrib.items())
        return "".join(sorted(written))

    def _attribute(self, element: Element, name: str, value: str, part: PackagePart | None) -> str:
        namespace, _, local = name.rpartition("}")
        if name == SPACE and element.text == (element.text or "").strip():
            return ""
        if local.startswith(tuple(ATTRIBUTES)) or (name == "id" and _is_numbered(str(element.tag))):
            return ""
        if namespace[1:] == NS_R and part is not None:
            target = self.package.target(part, value)
            return f" {local}={target}" if target else ""
        if name == VAL and value in _OFF:
            value = "0"
        if name == _ANCHOR:
            value = CONTENTS_MARKS.sub("_Toc", value)
        return "" if name == W + "history" else f" {_short(name)}={value}"


_APART = frozenset((RPR, SECTPR))
_NUMBERING, _ANCHOR = W + "numPr", W + "anchor"


def _is_numbered(tag: str) -> bool:
    """Whether an element's ``id`` is only its number among the drawings of the file."""
    return tag.startswith(_OFFICE) or tag.endswith(("}docPr", "}cNvPr"))


def _short(name: str) -> str:
    return str(name).replace(W, "")


def _settled(bits: list[_Bit]) -> Iterator[_Bit]:
    """Without links around nothing and results of fields that are worked out anew; codes in one piece."""
    kept: list[_Bit] = []
    fields: list[int] = []
    for bit in bits:
        if bit.kind == "code" and kept and kept[-1].kind == "code":
            kept[-1] = _Bit(kept[-1].said + bit.said, kind="code")
            continue
        if bit.kind == "close" and kept and kept[-1].kind == "open":
            kept.pop()
            continue
        if bit.kind == "begin":
            fields.append(len(kept))
        elif bit.kind == "end" and fields:
            _drop_worked_out(kept, fields.pop())
        kept.append(bit)
    return (
        _Bit(f"<{bit.kind} {CONTENTS_MARKS.sub('_Toc', ' '.join(bit.said.split()))}>") if bit.kind in _OF_FIELD else bit
        for bit in kept
    )


_OF_FIELD = ("begin", "code", "separate", "end")


def _drop_worked_out(bits: list[_Bit], start: int) -> None:
    field = bits[start:]
    code = next((bit.said.split() for bit in field if bit.kind == "code"), [])
    if code and code[0].upper() in FIELDS:
        bits[start:] = [bit for bit in field if bit.kind in ("begin", "code")]


def _runs_of(bits: Iterable[_Bit]) -> list[tuple[str, int]]:
    """Looks with the number of letters that they are on, one after the other."""
    found: list[tuple[str, int]] = []
    for bit in bits:
        if bit.size and found and found[-1][0] == bit.look:
            found[-1] = (bit.look, found[-1][1] + bit.size)
        elif bit.size:
            found.append((bit.look, bit.size))
    return found


def _joined(bits: Sequence[_Bit]) -> str:
    if not any(bit.telling for bit in bits):
        return "".join([bit.said for bit in bits])
    stretches = (
        (telling, "".join(bit.said for bit in some)) for telling, some in groupby(bits, lambda bit: bit.telling)
    )
    return "".join(f"<{telling}: {said}>" if telling else said for telling, said in stretches)


_COUNTED = tuple(W + tag for tag in ("p", "tbl", "tr", "tc", "sdt", "drawing", "pict", "object", "footnoteReference",
                                     "endnoteReference"))  # fmt: skip
_WORKED_OUT = regex(r"\s*(?:NUM|SECTION)?PAGES?\b|\s*(?:SECTION|PAGEREF)\b")


def tally(package: WordPackage) -> tuple[str, ...]:
    """The letters of the body, and how many things of each kind it holds: read without any of the above, as a
    second look.

    Nothing where the body shows page numbers, which a file holds as they last were.
    """
    codes = [e.text or "" for e in package.body.iter(W + "instrText")]
    codes += [str(e.get(W + "instr", "")) for e in package.body.iter(W + "fldSimple")]
    if any(_WORKED_OUT.match(code) for code in codes):
        return ()
    ours = {e for control in package.body.iter(SDT) if is_front_page(control) for e in control.iter()}
    ours |= {e for e in package.body.iter(TBL) if next(e.iter(TR), None) is None}  # no table without a row
    found = Counter(e.tag for e in package.body.iter(*_COUNTED) if e not in ours)
    texts = (e.text or "" for e in package.body.iter(TEXT, f"{M}t") if e not in ours)
    return "".join("".join(texts).split()), *(f"{tag.removeprefix(W)}: {found[tag]}" for tag in _COUNTED)


def words_of(package: WordPackage) -> Iterator[str]:
    """The plain text of the body's paragraphs, our front page aside, and then of the footnotes', as they are referred
    to."""
    part = package.related(RT.FOOTNOTES)
    notes = {} if part is None else {note.get(ID): note for note in package.tree(part).iterchildren(W + "footnote")}
    references = dict.fromkeys(str(each.get(ID)) for each in package.body.iter(W + "footnoteReference"))
    told = (notes[each] for each in references if each in notes)
    for paragraph in (*package.body.iter(P), *(p for note in told for p in note.iter(P))):
        if not any(is_front_page(ancestor) for ancestor in paragraph.iterancestors(SDT)):
            yield "".join(_SIGNS.get(str(e.tag), e.text or "") for e in paragraph.iter(TEXT, *_SIGNS))


_SIGNS = {W + "tab": " ", W + "br": " ", W + "noBreakHyphen": "\u2011"}
