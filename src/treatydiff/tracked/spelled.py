"""A Word file spelled out as lines that can be compared: everything a reader sees, nothing that only Word sees.

One line a paragraph: its properties, how its end looks, its text with the look of each stretch, and every object by
what it shows. Footnotes stand where their reference stands, headers and footers with the section they show in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from treatydiff.tracked import lists
from treatydiff.tracked.adopt import comment_labels
from treatydiff.tracked.canon import Canon, end_properties, text_boxes
from treatydiff.tracked.inline import Alphabet, Piece, Sort, read
from treatydiff.tracked.notes import KINDS
from treatydiff.tracked.package import Package
from treatydiff.tracked.resolve import drop_custom_markup
from treatydiff.tracked.sections import KEYS, effective
from treatydiff.tracked.styles import Key, _by_id, _key
from treatydiff.tracked.xml import (
    HYPERLINK,
    ID,
    PPR,
    RPR,
    SDT,
    SDTCONTENT,
    SDTPR,
    SECTPR,
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
    Element,
    M,
    P,
    W,
    val_of,
)  # fmt: skip

SUMMARY_TAG = "treatydiff-summary"
"""Tag of the content control that holds a redline's front page: ours, of neither draft."""
_EXCEPTIONS = W + "tblPrEx"
_SHELLS = (HYPERLINK, W + "bdo", W + "dir")
_REFERENCES = frozenset({W + "headerReference", W + "footerReference"})
_POINTS = {W + tag for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")}
_POINTS |= {W + tag for tag in ("permStart", "permEnd", "proofErr", "tcPr")}


class Spelled:
    """One file, spelled out. ``comments``: the only comments that count; None for all."""

    def __init__(self, package: Package, comments: frozenset[str] | None = None) -> None:
        self.package = package
        drop_custom_markup(package)
        self._lists = lists.labels(package)
        self._comments = comment_labels(package)
        self._counted = self._comments.labels if comments is None else comments
        self._alphabet = Alphabet()
        self._canon = Canon(package, lambda n: self._lists.get(n, "none"), self._note, self._comments.get_label)
        self._sections = effective(package)
        self._parts: dict[Part, list[str]] = {}

    @property
    def comments(self) -> frozenset[str]:
        """What the file's comments say."""
        return self._comments.labels

    def body(self) -> list[str]:
        """The document's own text."""
        return list(self._blocks(self.package.body, self.package.main))

    def styles(self) -> dict[Key, str]:
        """The look that each style gives."""
        return {
            _key(style): f"{self._canon.properties(style.find(PPR))}|{self._canon.properties(style.find(RPR))}"
            for style in _by_id(self.package).values()
        }

    # --------------------------------------------------------------------------------------------------------- blocks

    def _blocks(self, parent: Iterable[Element], part: Part) -> Iterator[str]:
        for block in parent:
            if block.tag == P:
                yield from self._paragraph(block, part)
            elif block.tag == TBL:
                yield from self._table(block, part)
            elif block.tag == TR:
                yield from self._row(block, part)
            elif block.tag == TC:
                yield from self._cell(block, part)
            elif block.tag == SDT:
                yield from self._control(block, part)
            elif block.tag == SECTPR:
                yield from self._section(block)
            elif block.tag not in _POINTS:
                yield self._canon.element(block, part)

    def _control(self, control: Element, part: Part) -> Iterator[str]:
        """A content control around blocks, rows or cells."""
        properties, content = control.find(SDTPR), control.find(SDTCONTENT)
        if _is_summary(control):
            return
        yield f"control {self._canon.properties(properties)}"
        yield from self._blocks(() if content is None else content, part)
        yield "control ends"

    def _table(self, table: Element, part: Part) -> Iterator[str]:
        yield f"table {self._canon.properties(table.find(TBLPR))}"  # the grid is Word's own working-out of the widths
        yield from self._blocks((child for child in table if child.tag not in (TBLPR, TBLGRID)), part)
        yield "table ends"

    def _row(self, row: Element, part: Part) -> Iterator[str]:
        yield f"row {self._canon.properties(row.find(TRPR))} {self._canon.properties(row.find(_EXCEPTIONS))}"
        yield from self._blocks((child for child in row if child.tag not in (TRPR, _EXCEPTIONS)), part)

    def _cell(self, cell: Element, part: Part) -> Iterator[str]:
        yield f"cell {self._canon.properties(cell.find(TCPR))}"
        yield from self._blocks(cell, part)

    def _section(self, section: Element) -> Iterator[str]:
        yield f"section {self._canon.properties(section, _REFERENCES)}"
        shown = self._sections.get(section, {})
        for key in KEYS:
            lines = self._story(shown[key]) if key in shown else []
            if any(lines):
                yield f"{key[1]} {key[0]}"
                yield from lines

    def _story(self, part: Part) -> list[str]:
        """A header or footer; one without words or objects shows nothing and counts as none."""
        if part not in self._parts:
            root = self.package.tree(part)
            blank = all(not self._inline(p, part) for p in root.iter(P))
            self._parts[part] = [] if blank else list(self._blocks(root, part))
        return self._parts[part]

    # ----------------------------------------------------------------------------------------------------- paragraphs

    def _paragraph(self, paragraph: Element, part: Part) -> Iterator[str]:
        ppr = paragraph.find(PPR)
        end = self._canon.properties(end_properties(paragraph))
        yield f"¶{self._canon.paragraph(ppr)}¶{end}¶{self._inline(paragraph, part)}"
        for box in text_boxes(paragraph) if next(paragraph.iter(TXBX), None) is not None else ():
            yield "box"
            yield from self._blocks(box, part)
            yield "box ends"
        section = None if ppr is None else ppr.find(SECTPR)
        if section is not None:
            yield from self._section(section)

    def _inline(self, paragraph: Element, part: Part) -> str:
        pieces = read(paragraph, self._canon, part, self._alphabet)
        return "".join(_spell(piece) for piece in _merged(self._counting(pieces)))

    def _counting(self, pieces: list[Piece]) -> list[Piece]:
        """Without marks, links around nothing and comments that do not count."""
        kept: list[Piece] = []
        for piece in pieces:
            if piece.sort is Sort.MARK or (piece.key.startswith("comment ") and piece.key[8:] not in self._counted):
                continue
            if piece.sort is Sort.CLOSE and kept and kept[-1] is piece.partner and _is_shell(piece):
                kept.pop()
                continue
            kept.append(piece)
        return kept

    def _note(self, kind: str, note_id: str) -> str:
        part = self.package.related(KINDS[kind][0])
        notes = () if part is None else self.package.tree(part).iterchildren(W + kind)
        for note in notes:
            if note.get(ID) == note_id and part is not None:
                return " / ".join(self._blocks(note, part))
        return "missing"


def _is_shell(piece: Piece) -> bool:
    return piece.element is not None and piece.element.tag in _SHELLS


def _merged(pieces: list[Piece]) -> Iterator[tuple[str, str, str]]:
    """Look, text and key of each stretch; what was two pieces only because of a mark between is one."""
    last: tuple[str, str, str] | None = None
    for piece in pieces:
        text = piece.text if piece.sort is Sort.TEXT else ""
        if last is not None and not piece.key and not last[2] and piece.look == last[0]:
            last = (last[0], last[1] + text, "")
            continue
        if last is not None:
            yield last
        last = (piece.look, text, piece.key)
    if last is not None:
        yield last


def _spell(stretch: tuple[str, str, str]) -> str:
    look, text, key = stretch
    return f"{{{look}}}{key or text}"


_COUNTED = tuple(W + tag for tag in ("p", "tbl", "tr", "tc", "sdt", "drawing", "pict", "object", "footnoteReference",
                                     "endnoteReference"))  # fmt: skip
_WORKED_OUT = re.compile(r"\s*(?:NUM|SECTION)?PAGES?\b|\s*SECTION\b")


def tally(package: Package) -> tuple[str, ...]:
    """The letters of the body, and how many things of each kind it holds: read without any of the above, as a
    second look.

    Nothing where the body shows page numbers, which a file holds as they last were.
    """
    codes = [e.text or "" for e in package.body.iter(W + "instrText")]
    codes += [str(e.get(W + "instr", "")) for e in package.body.iter(W + "fldSimple")]
    if any(_WORKED_OUT.match(code) for code in codes):
        return ()
    ours = {e for control in package.body.iter(SDT) if _is_summary(control) for e in control.iter()}
    found = Counter(e.tag for e in package.body.iter(*_COUNTED) if e not in ours)
    texts = (e.text or "" for e in package.body.iter(TEXT, f"{M}t") if e not in ours)
    return "".join("".join(texts).split()), *(f"{tag.removeprefix(W)}: {found[tag]}" for tag in _COUNTED)


def words_of(package: Package) -> Iterator[str]:
    """The plain text of the body's paragraphs, our front page aside, and then of the footnotes'."""
    part = package.related(RT.FOOTNOTES)
    notes = () if part is None else (n for n in package.tree(part) if n.get(TYPE) in (None, "normal"))
    for paragraph in (*package.body.iter(P), *(p for note in notes for p in note.iter(P))):
        if not any(_is_summary(ancestor) for ancestor in paragraph.iterancestors(SDT)):
            yield "".join(_SIGNS.get(str(e.tag), e.text or "") for e in paragraph.iter(TEXT, *_SIGNS))


def _is_summary(control: Element) -> bool:
    return val_of(control.find(SDTPR), "tag") == SUMMARY_TAG


_SIGNS = {W + "tab": " ", W + "br": " ", W + "noBreakHyphen": "\u2011"}
