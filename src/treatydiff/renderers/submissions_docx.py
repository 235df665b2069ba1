"""Sources of a draft's new sentences as a Word table: the draft's place, the submission, the redline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.model import Op
from treatydiff.ooxml.plain import DELETED, INSERTED, Cell, Face, paragraph, table
from treatydiff.ooxml.template import paper
from treatydiff.ooxml.xml import Element
from treatydiff.references.places import capital
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.submissions import (
    HOW,
    NEVER,
    SaidBefore,
    SentenceBefore,
    by_submission,
    counted,
    how,
    meanings,
    named,
    shown,
    where,
)
from treatydiff.text.languages import is_right_to_left

_WIDTHS = (38, 50, 169)
"""Millimetres of a landscape page."""
_HEADS = ("New in the draft", "Said before by", "The submission's words, made into the draft's")
_FIGURES = (98, 38, 38, 38, 45)
_LOOKS = {Op.KEEP: Face(), Op.DELETE: DELETED, Op.INSERT: INSERTED}
_PLAIN, _SMALL = Face(), Face(size=8)


def render(subject: SaidBefore, options: RenderOptions) -> bytes:
    """The Word file. It is the same for the same drafts and submissions."""
    draft = subject.draft
    name = f"Said before: {draft.label}"
    package = paper(draft, _blocks(subject, options), name)
    package.describe(name, counted(subject), options.author, options.date)
    return package.write()


def _blocks(subject: SaidBefore, options: RenderOptions) -> Iterator[Element]:
    rtl = is_right_to_left(subject.draft.language)
    yield paragraph([("Who said it before", Face(bold=True, size=14))], after=2)
    known = ", ".join(filter(None, (subject.draft.label, subject.draft.title, subject.draft.date)))
    yield paragraph([(known, Face(size=10))], after=2)
    yield paragraph([(counted(subject), Face(size=10))], after=2)
    yield paragraph([(f"Automatic comparison by {options.author}. {NEVER}", _SMALL)], after=6)
    if not subject.said:
        return
    rows = ([_cell(str(value)) for value in row] for row in by_submission(subject))
    heads = ("Submission", *map(capital, HOW.values()))
    yield table([_head(heads), *rows], _FIGURES[: len(heads)])
    yield paragraph((), after=4)
    yield table([_head(_HEADS), *(_row(each, subject, rtl) for each in subject.said)], _WIDTHS)


def _row(each: SentenceBefore, subject: SaidBefore, rtl: bool) -> list[Cell]:
    assert each.precursor
    found = each.precursor
    texts = [[(span.text, _LOOKS[span.op]) for span in spans] for spans in shown(each)]
    source = [
        paragraph([(named(found.passage), Face(bold=True))], after=1),
        paragraph([(how(found), _SMALL)], after=0),
    ]
    notes = [paragraph([(words, _SMALL)], after=1) for words in meanings(each)]
    return [_cell(where(each, subject)), source, [*(paragraph(runs, after=2, rtl=rtl) for runs in texts), *notes]]


def _head(names: Sequence[str]) -> list[Cell]:
    return [_cell(name, Face(bold=True)) for name in names]


def _cell(text: str, face: Face = _PLAIN) -> Cell:
    return [paragraph([(text, face)], after=0)]
