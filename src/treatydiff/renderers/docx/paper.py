"""The four-column paper: provision, text of the draft, what delegations propose, and a column for the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.compilation import Addition, BaseParagraph, Compilation, overview
from treatydiff.model import Op, Span
from treatydiff.ooxml.plain import DELETED, INSERTED, Cell, Face, Run, paragraph, table
from treatydiff.ooxml.template import paper
from treatydiff.ooxml.xml import Element
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.compilation import counted, wanted
from treatydiff.text.languages import is_right_to_left

HEADS = ("Provision", "Text of the draft", "Proposals", "Outcome")
WIDTHS = (34, 80, 98, 45)
"""Millimetres of a landscape page."""
_SMALL, _BOLD, _PLAIN = Face(size=8), Face(bold=True), Face()


def render(compilation: Compilation, options: RenderOptions) -> bytes:
    """The Word file. It is the same for the same proposals."""
    base = compilation.base
    package = paper(base, _blocks(compilation, options))
    about = "The draft, what is proposed, and the outcome."
    package.describe(f"Proposals on {base.label}", about, options.author, options.date)
    return package.write()


def _blocks(compilation: Compilation, options: RenderOptions) -> Iterator[Element]:
    rtl = is_right_to_left(compilation.base.language)
    yield paragraph([(f"Proposals on {compilation.base.label}", Face(bold=True, size=12))], align="center", after=2)
    said = counted(compilation, overview(compilation)).rstrip(".")
    note = f"{said}. Struck out: to be deleted. Underlined: to be added. Made by {options.author} from the proposals."
    yield paragraph([(note, _SMALL)], align="center", after=6)
    rows = [[_cell(name, _BOLD) for name in HEADS]]
    for place, each in wanted(compilation):
        rows.append([_cell(place, _BOLD), _text(each, rtl), _proposals(each, rtl), []])
    yield table(rows, WIDTHS, rtl=rtl)


def _cell(text: str, face: Face) -> Cell:
    return [paragraph([(text, face)], after=0)]


def _text(each: BaseParagraph | Addition, rtl: bool) -> Cell:
    if isinstance(each, Addition):
        return _cell("–", _SMALL)
    return [paragraph([(each.text, _PLAIN)], after=0, rtl=rtl)]


def _proposals(each: BaseParagraph | Addition, rtl: bool) -> Cell:
    """What each delegation wants, those together who want the same."""
    if isinstance(each, Addition):
        words = [(block.text, INSERTED) for block in each.paragraphs]
        return [_named(each.names), *(paragraph([run], after=2, rtl=rtl) for run in words)]
    made: list[Element] = []
    if each.gone:
        made += [_named(each.gone), paragraph([(each.text, DELETED)], after=4, rtl=rtl)]
    for names, spans in proposed(each):
        made += [_named(names), paragraph(_runs(spans), after=4, rtl=rtl)]
    return made


def _named(names: Sequence[str]) -> Element:
    return paragraph([(", ".join(names), _BOLD)], after=0, keep=True)


def proposed(each: BaseParagraph) -> list[tuple[tuple[str, ...], tuple[Span, ...]]]:
    """The wordings that delegations want for a paragraph, each marked up against the base, with those who want it."""
    found: dict[tuple[Span, ...], list[str]] = {}
    for name in dict.fromkeys(name for hunk in each.hunks for name in hunk.names):
        found.setdefault(_wording(each, name), []).append(name)
    return [(tuple(names), spans) for spans, names in found.items()]


def _wording(each: BaseParagraph, name: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for hunk in each.hunks:
        own = next((alternative for alternative in hunk.alternatives if name in alternative.names), None)
        edits = [(Op.KEEP, hunk.base)] if own is None else [(Op.DELETE, hunk.base), (Op.INSERT, own.words)]
        spans += [Span(op, words) for op, words in edits if words]
    return tuple(spans)


def _runs(spans: Sequence[Span]) -> Iterator[Run]:
    faces = {Op.KEEP: _PLAIN, Op.DELETE: DELETED, Op.INSERT: INSERTED}
    return ((span.text, faces[span.op]) for span in spans)
