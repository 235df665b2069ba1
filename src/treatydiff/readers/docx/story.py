"""Walks one story of a Word file (body, text box, notes, header) and gathers its printed paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import field

from lxml import etree

from treatydiff.model import Block, BlockKind, Origin, Style, TableCell
from treatydiff.ooxml.looks import ListPlace, Look, ParagraphLook, Styles, alike
from treatydiff.ooxml.numbering import Counters, Numbering
from treatydiff.ooxml.xml import MC, M, W, text_within
from treatydiff.readers.docx.symbols import symbol
from treatydiff.readers.grids import Grid
from treatydiff.readers.marks import MarkedPiece, Marking
from treatydiff.readers.struck import joined
from treatydiff.text.frozen import dataclass
from treatydiff.text.off_line import LOWERED, RAISED, marked, settled

P, SECTION = f"{W}p", f"{W}sectPr"
RUN, TEXT, _DEL_TEXT, PPR, RPR = f"{W}r", f"{W}t", f"{W}delText", f"{W}pPr", f"{W}rPr"
_TEXTS = frozenset({TEXT, _DEL_TEXT})
_TABLE, _ROW, _CELL = f"{W}tbl", f"{W}tr", f"{W}tc"
_INS, _DEL, _MOVE_TO, _MOVE_FROM = f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom"
_ALTERNATE, _BOX, _FIELD, _SYMBOL = f"{MC}AlternateContent", f"{W}txbxContent", f"{W}fldChar", f"{W}sym"
_MATH_TEXT, _DENOMINATOR = f"{M}t", f"{M}den"
_POWERS = {f"{M}sup": RAISED, f"{M}sub": LOWERED}
_OVERRIDE, _BACKGROUND = f"{W}bdo", f"{W}background"
_RUBY, _RUBY_BASE = f"{W}ruby", f"{W}rubyBase"
_ROW_OR_CELL = {_INS: _INS, _DEL: _DEL, f"{W}cellIns": _INS, f"{W}cellDel": _DEL}
_EMBEDDED = frozenset({f"{W}altChunk", f"{W}subDoc"})
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_PLAIN = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}
"""Elements of a run that stand for characters."""
_NOT_TEXT = frozenset({PPR, RPR, SECTION, f"{W}sdtPr", f"{W}sdtEndPr", f"{W}tblPr", f"{W}rt", f"{W}smartTagPr"})
_LINE_ENDS = str.maketrans("\t\r\n", "   ")


@dataclass(frozen=True, slots=True)
class Revisions:
    """How pending tracked changes are resolved."""

    dropped: frozenset[str]
    """Marks of text, and of paragraph ends, that go."""
    row: str
    """The mark of a table row that goes."""
    cell: str
    """The mark of a table cell that goes."""
    former: bool
    """Properties of paragraphs and runs are those before the change."""


REVISIONS = {
    "accept": Revisions(frozenset({_DEL, _MOVE_FROM}), _DEL, f"{W}cellDel", former=False),
    "keep": Revisions(frozenset({_DEL, _MOVE_FROM}), _DEL, f"{W}cellDel", former=False),
    "reject": Revisions(frozenset({_INS, _MOVE_TO}), _INS, f"{W}cellIns", former=True),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A footnote or endnote mark in the text."""

    kind: str
    id: str
    section: int
    """The section of the document it stands in, from 0."""
    mark: str
    """A mark that the author typed, such as ``*``; empty for an automatic number."""


@dataclass(slots=True)
class Met:
    """What was met on the way: notes to be read later, and what has to be said in notices."""

    references: list[Reference] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    """Words that stand in the text and that nobody sees on paper: white, or too small to be read."""
    turned: list[str] = field(default_factory=list)
    """Words that are shown from their last letter to the first."""
    embedded: int = 0

    def strike(self, text: str, goes_on: bool) -> None:
        """Remembers text struck through by hand; what follows on the same passage is joined to it."""
        if goes_on and self.struck:
            self.struck[-1] += text
        else:
            self.struck.append(text)


@dataclass(frozen=True, slots=True)
class Shared:
    """What all stories of a file have in common."""

    styles: Styles
    numbering: Numbering
    revisions: Revisions
    met: Met
    drops_struck: bool = False
    """Whether words struck through by hand are left out."""
    marking: Marking | None = None
    """How the draft marks its changes, where it is read by its marks."""
    former: bool = False
    """Whether the text before the changes is read."""


class _StoryLine:
    """A printed paragraph while its runs are gathered."""

    __slots__ = ("boxes", "gone", "hidden", "index", "level", "looks", "pieces", "said", "struck", "unseen")

    def __init__(self, index: int, said: ParagraphLook, hidden: list[str]) -> None:
        self.index = index
        self.said = said
        self.level = ""
        """Where what is read of a formula stands to the line."""
        self.pieces: list[str] = []
        self.looks: dict[Look, int] = {}
        """How many characters look so, spaces aside."""
        self.hidden = hidden
        self.unseen: list[str] = []
        self.struck = False
        self.gone = ""
        """What was struck and left out since the last piece."""
        self.boxes: list[etree._Element] = []

    @property
    def blank(self) -> bool:
        """Whether nothing but white space was gathered."""
        return not any(piece.strip() for piece in self.pieces)

    def mostly(self, quality: Callable[[Look], bool]) -> bool:
        """Whether more than half of the text has a quality."""
        return 2 * sum(n for look, n in self.looks.items() if quality(look)) > sum(self.looks.values())

    def size(self) -> float:
        """The font size of most of the text, in points."""
        sizes: Counter[float] = Counter()
        for look, n in self.looks.items():
            sizes[look.size] += n
        return max(sizes, key=lambda size: sizes[size], default=0.0)


class Story:
    """Walks one part in reading order; the blocks are in ``blocks``."""

    def __init__(self, shared: Shared, root: etree._Element, part: str, kind: BlockKind = BlockKind.BODY) -> None:
        self.blocks: list[Block] = []
        self._styles = shared.styles
        self._numbering = shared.numbering
        self._revisions = shared.revisions
        self._met = shared.met
        self._drops_struck = shared.drops_struck
        self._marking, self._former = shared.marking, shared.former
        self._part = part
        self._kind = kind
        self._counters = Counters(shared.numbering)
        self._index = {p: i for i, p in enumerate(root.iter(P))}
        self._section = 0
        self._open: _StoryLine | None = None
        """A paragraph whose end went away with a revision: the next one runs on in it."""
        self._fields: list[bool] = []
        """The fields that stand open; True while their code is read."""
        self._codes = False
        self._whole_fields = _fields_are_whole(root, shared.revisions.dropped)
        self._note = ("", "")
        self._tables = 0
        self._cell: TableCell | None = None
        self._boxed = False
        self._paper = not any(True for _ in root.iterchildren(_BACKGROUND))

    def walk(self, parent: etree._Element) -> None:
        """Reads the paragraphs of a body, cell, text box or header; none runs on past its end."""
        self._blocks(parent)
        self._close()

    def walk_note(self, note: etree._Element, number: str, mark: str) -> None:
        """Reads a footnote: its first paragraph carries the number; a mark typed at its start is not said twice."""
        self._note = (number, mark)
        self.walk(note)
        self._note = ("", "")

    # ------------------------------------------------------------------------------------------------- block level

    def _blocks(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child)
            elif tag == _TABLE:
                self._close()
                self._table(child)
            elif tag == _ALTERNATE:
                self._blocks(_choice(child))
            elif tag in self._revisions.dropped:
                self._drop(child)
            elif tag in _EMBEDDED:
                self._met.embedded += 1
            elif tag not in _NOT_TEXT and len(child):
                self._blocks(child)

    def _table(self, table: etree._Element) -> None:
        outer = self._kind, self._cell
        if self._kind is BlockKind.BODY:
            self._kind = BlockKind.CELL
        grid = Grid(self._tables) if self._cell is None else None
        self._tables += grid is not None
        for row in _inside(table, _ROW):
            if not self._goes(row, f"{W}trPr", self._revisions.row):
                if grid:
                    grid.row(_columns(row, f"{W}trPr", f"{W}gridBefore", 0))
                for cell in _inside(row, _CELL):
                    if not self._goes(cell, f"{W}tcPr", self._revisions.cell):
                        self._cell = grid.cell(_columns(cell, f"{W}tcPr", f"{W}gridSpan", 1)) if grid else self._cell
                        self.walk(cell)
        self._kind, self._cell = outer

    def _goes(self, element: etree._Element, properties: str, mark: str) -> bool:
        """Whether a row or cell goes away with the revisions."""
        found = element.find(properties)
        if found is None or found.find(mark) is None:
            return False
        self._drop(element)
        return True

    def _paragraph(self, p: etree._Element) -> None:
        said = ParagraphLook(p.find(PPR), self._revisions.former)
        line, self._open = self._open, None
        if line is None or line.blank:
            line = _StoryLine(self._index[p], said, line.hidden if line else [])
        line.said = said
        self._inline(p, line, said.style)
        boxes, line.boxes = line.boxes, []
        if self._end_goes(said.mark):
            self._open = line
        else:
            self._finish(line)
        for box in boxes:
            self._text_box(box)
        self._section += said.ends_section

    def _end_goes(self, mark: etree._Element | None) -> bool:
        """Whether the revisions take the paragraph's end away, so that the next one runs on in it."""
        return mark is not None and any(child.tag in self._revisions.dropped for child in mark)

    def _text_box(self, box: etree._Element) -> None:
        """A text box is a story of its own: lists start anew in it."""
        line, self._open = self._open, None
        counters, self._counters = self._counters, Counters(self._numbering)
        boxed, self._boxed = self._boxed, True
        self.walk(box)
        self._open, self._counters, self._boxed = line, counters, boxed

    def _close(self) -> None:
        """Ends a paragraph that nothing follows to run on with."""
        line, self._open = self._open, None
        if line is not None and not line.blank:
            self._finish(line)
        elif line is not None:
            self._say_hidden(line)

    def _finish(self, line: _StoryLine) -> None:
        """Turns a gathered paragraph into a block, unless nothing of it is printed."""
        self._say_hidden(line)
        unseen = settled("".join(line.unseen)).split("\n")
        self._met.unseen += filter(None, (" ".join(words.split()) for words in unseen))
        text = settled("".join(line.pieces)).strip()
        if self._former and line.gone and not text:
            return  # all of it is new: it took no number before
        if not text and (line.hidden or self._is_blank(line.said)):
            return
        place = self._styles.place(line.said)
        number = self._counters.next(place.list_id, place.index) if place.list_id else ""
        if line.gone and not text:
            return
        note, mark = self._note
        if note and text:
            text, number, self._note = text.removeprefix(mark).lstrip(), note, ("", "")
        if text or any(char.isalnum() for char in number):
            origin = Origin(index=line.index, part=self._part, cell=self._cell)
            self.blocks.append(Block(text, number, self._kind, self._style(line, place), origin))

    def _say_hidden(self, line: _StoryLine) -> None:
        if hidden := " ".join("".join(line.hidden).split()):
            self._met.hidden.append(hidden)

    def _is_blank(self, said: ParagraphLook) -> bool:
        """Whether a paragraph without text takes no number: it only ends a section, or its end is hidden."""
        return said.ends_section or self._styles.look(said.mark, said.style).hidden

    def _style(self, line: _StoryLine, place: ListPlace) -> Style:
        marked = self._marking
        return Style(
            bold=line.mostly(lambda look: look.bold) and not (marked and marked.marks_bold(self._passage(line))),
            italic=line.mostly(lambda look: look.italic),
            centred=self._styles.centred(line.said),
            size=line.size(),
            indent=self._styles.indent(line.said, place),
            name=self._styles.name(line.said.style),
        )

    # ---------------------------------------------------------------------------------------------- inside a paragraph

    def _inline(self, parent: etree._Element, line: _StoryLine, style: str) -> None:
        plain = self._styles.look(None, style)
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, line, style, plain)
            elif tag == _MATH_TEXT:
                self._add(child.text or "", line, plain)
            elif tag == _ALTERNATE:
                self._inline(_choice(child), line, style)
            elif tag in self._revisions.dropped:
                self._drop(child)
            elif tag not in _NOT_TEXT and len(child):
                if tag == _DENOMINATOR:
                    self._add("/", line, plain)
                if tag == _OVERRIDE and child.get(f"{W}val") == "rtl":
                    self._met.turned += filter(str.isascii, [text_within(child).strip()])
                outer, line.level = line.level, _POWERS.get(tag, line.level)
                self._inline(child, line, style)
                line.level = outer

    def _run(self, run: etree._Element, line: _StoryLine, style: str, look: Look) -> None:
        content = iter(run)
        for child in content:
            tag = child.tag
            if tag in _TEXTS:
                self._add((child.text or "").translate(_LINE_ENDS), line, look)
            elif tag == RPR:
                look = self._styles.look(child, style, self._revisions.former)
            elif tag in _PLAIN:
                self._add(_PLAIN[tag], line, look)
            elif tag == _FIELD:
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag == _SYMBOL:
                self._add(symbol(child), line, look)
            elif tag in _NOTES:
                self._refer(child, _NOTES[tag], content, look)
            elif tag == _ALTERNATE:
                self._run(_choice(child), line, style, look)
            elif tag in (_RUBY, _RUBY_BASE):
                self._inline(child, line, style)
            elif tag not in _NOT_TEXT and len(child) and not look.hidden:
                line.boxes += _boxes(child)

    def _add(self, text: str, line: _StoryLine, look: Look) -> None:
        """Appends text to the paragraph, unless it is a field's code; hidden text stands aside."""
        if self._codes or not text:
            return
        if look.hidden:
            line.hidden.append(text)
            return
        goes = self._is_left_out(text, look, line)
        told = goes if self._former else look.struck
        if told and text.strip():
            self._met.strike(text, goes_on=line.struck)
        line.struck = told
        if goes:
            line.gone += text
            return
        text = marked(text, look.level or line.level)
        if line.gone:
            last = line.pieces.pop() if line.pieces else ""
            text, line.gone = joined(last, line.gone, text), ""
        line.pieces.append(text)
        unseen = look.unseen and self._on_paper and not line.said.shaded
        unseen = unseen or look.lost or alike(look.color, line.said.shaded)
        line.unseen.append(text if unseen else "\n")
        line.looks[look] = line.looks.get(look, 0) + len(text) - text.count(" ")

    def _is_left_out(self, text: str, look: Look, line: _StoryLine) -> bool:
        """Whether words are struck and left out, or are no part of the text before the marks."""
        if not (self._marking and self._former):
            return look.struck and self._drops_struck
        piece = MarkedPiece(text, look.bold, look.underlined, look.struck)
        return self._marking.goes(piece, self._passage(line))

    def _passage(self, line: _StoryLine) -> int:
        return line.index if self._part == DOCUMENT else -1

    @property
    def _on_paper(self) -> bool:
        """Whether white letters have white behind them: cells, boxes and pages may have a colour of their own."""
        return self._paper and not self._boxed and self._cell is None

    def _field(self, kind: str) -> None:
        """Follows a field from its code to its result; in a part where fields have no end all text counts."""
        if not self._whole_fields:
            return
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._codes = any(self._fields)

    def _refer(self, reference: etree._Element, kind: str, rest: Iterator[etree._Element], look: Look) -> None:
        """Remembers a note; a mark that the author typed is the rest of the run (17.11.14)."""
        typed = reference.get(f"{W}customMarkFollows", "false") not in ("0", "false", "off")
        mark = "".join(symbol(c) if c.tag == _SYMBOL else c.text or "" for c in rest) if typed else ""
        if not look.hidden:
            self._met.references.append(Reference(kind, reference.get(f"{W}id", ""), self._section, mark.strip()))

    # ------------------------------------------------------------------------------------------------------- revisions

    def _drop(self, element: etree._Element) -> None:
        """Leaves out what a revision takes away, and keeps its words for the notice."""
        words = "".join(" " if t.tag == P else t.text or "" for t in element.iter(P, TEXT, _DEL_TEXT))
        self._met.dropped += [" ".join(words.split())] if words.strip() else []


DOCUMENT = "document"
"""The part that holds the body."""


CHANGES = {_INS: "insertion", _DEL: "deletion", _MOVE_TO: "move"}
"""What a revision is called and counted as; a move counts where it arrives."""
_MARKS = frozenset({*CHANGES, _MOVE_FROM})


def count_changes(root: etree._Element) -> Counter[str]:
    """How many revisions a part holds, by kind. One that goes on over runs, paragraphs and cells counts once."""
    counts: Counter[str] = Counter()
    if next(root.iter(*_MARKS, *_ROW_OR_CELL), None) is None:
        return counts
    last = ""
    for tag in _revisions_in_order(root):
        if tag != last and tag in CHANGES:
            counts[CHANGES[tag]] += 1
        last = tag
    return counts


def _revisions_in_order(root: etree._Element) -> Iterator[str]:
    """The innermost revision of each text, row, cell and paragraph end, empty where there is none."""
    for element in root.iter(P, _ROW, _CELL):
        if element.tag == P:
            for text in element.iter(*_TEXTS):
                yield next((parent.tag for parent in text.iterancestors() if parent.tag in _MARKS), "")
            ends = [mark.tag for mark in element.iterfind(f"{W}pPr/{W}rPr/*") if mark.tag in _MARKS]
            yield from ends[-1:] or [""]
        else:
            marks = element.iterfind(f"{W}trPr/*" if element.tag == _ROW else f"{W}tcPr/*")
            yield from (_ROW_OR_CELL[mark.tag] for mark in marks if mark.tag in _ROW_OR_CELL)


# ------------------------------------------------------------------------------------------------------ small questions


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls, but not those of tables inside."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag not in (P, _TABLE, _ROW, _CELL) and child.tag not in _NOT_TEXT and len(child):
            yield from _inside(child, wanted)


def _columns(element: etree._Element, properties: str, name: str, otherwise: int) -> int:
    """How many columns a cell spans, or a row leaves out at its start."""
    found = element.find(f"{properties}/{name}")
    value = "" if found is None else found.get(f"{W}val", "")
    return int(value) if value.isdecimal() and len(value) < 4 else otherwise


def _choice(alternate: etree._Element) -> etree._Element:
    """The first of several forms of the same content: the others say the same again for older programs."""
    return next(iter(alternate), alternate)


def _boxes(element: etree._Element) -> list[etree._Element]:
    """The text boxes in a drawing, each once; those inside another text box are read with it."""
    found: list[etree._Element] = []
    for child in element:
        if child.tag == _BOX:
            found.append(child)
        elif child.tag == _ALTERNATE:
            found += _boxes(_choice(child))
        elif len(child):
            found += _boxes(child)
    return found


def _fields_are_whole(root: etree._Element, dropped: frozenset[str]) -> bool:
    """Whether every field that begins also ends, revisions resolved. If not, following them could swallow the draft."""
    depth = 0
    for char in root.iter(_FIELD):
        if any(parent.tag in dropped for parent in char.iterancestors()):
            continue
        kind = char.get(f"{W}fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth < 0 or (kind == "separate" and not depth):
            return False
    return depth == 0
