"""A reader's result: a file as printed paragraphs in reading order. The first page of ``model``."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from treatydiff.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table, counted from 0; of a table inside a cell only the outer cell is told."""

    table: int
    """Which table of its part it belongs to."""
    row: int
    column: int
    """Its first column: one that spans two leaves the next number out."""
    columns: int = 1
    """How many it spans."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where text stood in the file it came from. Never part of an equality."""

    page: int | None = None
    """Printed page counted from 1; None where the format has no pages (text, Word)."""
    index: int = -1
    """Ordinal of the paragraph in its part, from 0 (DOCX: of the ``w:p`` element, in document order)."""
    part: str = "document"
    """DOCX: ``document``, ``footnotes``, ``endnotes``. Elsewhere always ``document``."""
    by_ocr: bool = False
    """Whether the text was recognised from a picture of the page, and may be misread."""
    cell: TableCell | None = None
    """The cell it stands in, where the format tells rows and columns."""


class BlockKind(StrEnum):
    """What sort of printed paragraph a block is."""

    BODY = "body"
    CELL = "cell"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks: hints for telling a heading from a body, never proof."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    size: float = 0.0
    """Font size in points; 0.0 where unknown."""
    indent: float = 0.0
    """Left indent of the paragraph in points."""
    name: str = ""
    """Word style name, such as ``Heading 1``."""


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph as the reader found it."""

    text: str
    """The exact text, without the automatic number."""
    number: str = ""
    """The automatic list number as Word shows it, such as ``1.`` or ``(a)``; empty where the number is typed."""
    kind: BlockKind = BlockKind.BODY
    style: Style = field(default=Style(), compare=False)
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the comparison should know; nothing stopped."""

    message: str
    page: int | None = None
    set_aside: tuple[str, ...] = ()
    """The words that were left out of the draft (page furniture, hidden text), so that nothing is lost silently."""
    of_file: bool = False
    """Whether it is about what the file held and a redline of it does not hand on, such as pending changes, macros."""
    unseen: bool = False
    """Whether its words (``set_aside``, else those in the message) are shown by the page otherwise than they were read,
    or not at all. A check does not pass on words of which that is so in the new draft alone."""
    first: bool = False
    """Whether it has to be known before anything else is read: a clause without capital and full stop."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives: printed paragraphs in reading order and what the cover says. No structure yet."""

    blocks: tuple[Block, ...]
    symbol: str = ""
    """The UN document symbol, such as ``A/CONF.232/2022/5``; empty if none is printed."""
    date: str = ""
    """ISO date of distribution, empty if none is printed."""
    language: str = ""
    """Language that the cover names (``en fr es ru zh ar``), empty if none."""
    title: str = ""
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
