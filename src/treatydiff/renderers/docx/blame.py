"""A draft in Word whose words have the colour of the draft that brought them, and its number in the margin."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.model import Level
from treatydiff.ooxml.plain import Cell, Face, Run, paragraph, table
from treatydiff.ooxml.template import paper
from treatydiff.ooxml.xml import Element
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.blame import TINTS, BlamedLine, blamed_lines, brought, mark
from treatydiff.series import Blame, Phrase
from treatydiff.text.languages import is_right_to_left

MARGIN, TEXT = 18, 132
"""Millimetres of a portrait page."""
_DRAFTS = (9, 38, 83, 20)
_DRAFT_HEADS = ("", "Draft", "Title and date", "Words")
_TINTED = 0.35
"""So much of a colour lies on the white paper: ink on it stays above 7 to 1."""
_INDENT = {Level.SUBPARAGRAPH: 5, Level.ITEM: 10}
_SMALL = Face(size=7, color="595959")
_NOTE = (
    "Each phrase has the colour and the small number of the draft that brought it; without a number it stood in draft "
    "1. 1→3: moved here, or revived, in draft 3. Struck out, 1–2: last stood in draft 2. Automatic comparison by {}."
)


def render(blame: Blame, options: RenderOptions) -> bytes:
    """The Word file. It is the same for the same drafts."""
    last = blame.drafts[-1]
    blocks = [*_front(blame, options), _text(blame, options, is_right_to_left(last.language))]
    return paper(last, blocks, landscape=False).write()


def _front(blame: Blame, options: RenderOptions) -> Iterator[Element]:
    """Which draft has which colour."""
    yield paragraph([("Which draft brought which words", Face(bold=True, size=12))], after=4)
    rows = [_head(_DRAFT_HEADS)]
    for at, (draft, words) in enumerate(zip(blame.drafts, brought(blame), strict=True)):
        about = ", ".join(part for part in (draft.title, draft.date) if part)
        named = ((draft.label, Face(bold=True)), (about, Face()), (f"{words:,}", Face()))
        rows.append([_cell(str(at + 1), _face(at)), *(_cell(*each) for each in named)])
    yield table(rows, _DRAFTS)
    yield paragraph([(_NOTE.format(options.author), Face(size=8))], before=4, after=8)


def _text(blame: Blame, options: RenderOptions, rtl: bool) -> Element:
    rows = (_row(line, rtl) for line in blamed_lines(blame, options))
    return table([_head(("Drafts", blame.drafts[-1].label)), *rows], (MARGIN, TEXT), rtl=rtl)


def _head(names: tuple[str, ...]) -> list[Cell]:
    return [_cell(name, Face(bold=True)) for name in names]


def _cell(text: str, face: Face) -> Cell:
    return [paragraph([(text, face)], after=0)]


def _row(line: BlamedLine, rtl: bool) -> list[Cell]:
    """The numbers of the drafts, each in its colour; then the words."""
    margin = [run for at in line.drafts for run in ((f" {at + 1} ", _face(at, size=8)), (" ", Face(size=8)))]
    lead = [(f"{line.lead}\u2002", Face(bold=True, strike=line.gone))] if line.lead else []
    words = [*lead, *(run for piece in line.pieces for run in _runs(piece, line.heading))]
    level = Level(line.level)
    return [
        [paragraph(margin, after=0)],
        [paragraph(words, left=_INDENT.get(level, 0), rtl=rtl, keep=line.heading, after=1)],
    ]


def _runs(piece: Phrase, bold: bool) -> Iterator[Run]:
    shown = mark(piece)[1:-1]
    if shown != "1":
        yield f"{shown}\u2009", _SMALL
    yield piece.text, _face(piece.first, bold=bold, strike=piece.last is not None)


def _face(draft: int, *, size: float = 9, bold: bool = False, strike: bool = False) -> Face:
    return Face(size=size, bold=bold, strike=strike, fill=_paled(TINTS[draft % len(TINTS)]))


def _paled(tint: str) -> str:
    """A colour as it looks when little of it lies on white paper."""
    parts = (int(tint[at : at + 2], 16) for at in range(0, len(tint), 2))
    return "".join(f"{round(255 - (255 - part) * _TINTED):02X}" for part in parts)
