"""The ledger in Word: the list of outstanding issues that a secretariat hands out, on landscape pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.ooxml.plain import Cell, Face, Run, paragraph, table
from treatydiff.ooxml.template import paper
from treatydiff.ooxml.xml import Element
from treatydiff.outstanding import Issue, IssueSort, Ledger, Sighting, short
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.outstanding import told
from treatydiff.text.languages import is_right_to_left

_OPEN = (12, 42, 96, 40, 67)
_TEXT, _HELD = 2, 3
"""Which of these columns are the text and the holders."""
_OPEN_HEADS = ("No.", "Place", "Text and choices", "Held by", "Since, and what happened")
_CLOSED = (12, 42, 86, 117)
_CLOSED_HEADS = ("No.", "Place", "As it stood", "What closed it")
_FIGURES = (12, 90, 25, 25, 25, 25, 25)
_MARKED = (54, 60, 143)
"""Millimetres of a landscape page."""
_PLAIN, _SMALL, _BOLD = Face(), Face(size=8), Face(bold=True)
_BRACKETS = Face(bold=True, color="8A3000")
_MOST = 1_200
"""Letters of a text; longer ones are cut, and stand whole in the draft."""


def render(ledger: Ledger, options: RenderOptions) -> bytes:
    """The Word file. It is the same for the same drafts."""
    last = ledger.drafts[-1]
    package = paper(last, _blocks(ledger, options))
    title = f"Outstanding issues: {last.label}"
    package.describe(title, "What is open, and what was closed.", options.author, options.date)
    return package.write()


def _blocks(ledger: Ledger, options: RenderOptions) -> Iterator[Element]:
    rtl = is_right_to_left(ledger.drafts[-1].language)
    last = ledger.drafts[-1]
    yield paragraph([("List of outstanding issues", Face(bold=True, size=14))], after=2)
    named = ", ".join(filter(None, (last.label, last.title, last.date)))
    yield paragraph([(named, Face(size=10))], after=2)
    yield paragraph([(f"{told.counted(ledger)}.", Face(size=10))], after=2)
    yield paragraph([(f"Made by {options.author} from the drafts. {told.NEVER}", _SMALL)], after=6)
    if said := told.undeclared(ledger):
        yield paragraph([(said, _SMALL)], after=4)
    if len(ledger.drafts) > 1:
        figures = [[_cell(each) for each in row] for row in told.by_draft(ledger)]
        yield table([_head(told.MOVES), *figures], _FIGURES)
        yield paragraph((), after=4)
    if not ledger.issues:
        yield paragraph([(told.NOTHING, Face(italic=True))])
    if ledger.open:
        yield _title("Open")
        yield _open_table(ledger, rtl)
    if ledger.closed:
        yield _title("Closed")
        yield table([_head(_CLOSED_HEADS), *(_closed(issue, rtl) for issue in ledger.closed)], _CLOSED)
    if ledger.marks:
        yield _title("Marked in the draft")
        rows = ([_cell(mark.place), _cell(told.marked(mark)), _text(mark.text, rtl)] for mark in ledger.marks)
        yield table([_head(("Place", "AgreementMark", "Text")), *rows], _MARKED)


def _open_table(ledger: Ledger, rtl: bool) -> Element:
    """What is open; without a column for who holds what where nobody is named."""
    rows = [_head(_OPEN_HEADS), *(_open(issue, ledger, rtl) for issue in ledger.open)]
    if any(issue.last.everyone for issue in ledger.open):
        return table(rows, _OPEN)
    widths = [*_OPEN[:_TEXT], _OPEN[_TEXT] + _OPEN[_HELD], *_OPEN[_HELD + 1 :]]
    return table([[*row[:_HELD], *row[_HELD + 1 :]] for row in rows], widths)


def _title(words: str) -> Element:
    return paragraph([(words, Face(bold=True, size=11))], before=8, after=3, keep=True)


def _head(names: Sequence[str]) -> list[Cell]:
    return [[paragraph([(name, _BOLD)], after=0)] for name in names]


def _cell(text: str, face: Face = _PLAIN) -> Cell:
    return [paragraph([(text, face)], after=0)]


def _text(text: str, rtl: bool) -> Cell:
    return [paragraph([(short(text, _MOST), Face())], after=0, rtl=rtl)]


def _open(issue: Issue, ledger: Ledger, rtl: bool) -> list[Cell]:
    sighting = issue.last
    since = told.since(issue, ledger)
    happened = [(f"Since {since}", _BOLD)] if since else []
    lines = [paragraph(happened, after=1)] if happened else []
    lines += [paragraph([(f"({draft + 1}) {words}", _SMALL)], after=1) for draft, words in told.story(issue)]
    lines += [paragraph([(told.hangs(stake, issue), _SMALL)], after=1) for stake in issue.stakes]
    lines += [paragraph([(said, _SMALL)], after=1)] if (said := told.remarks(sighting)) else []
    return [
        _cell(str(issue.number)),
        [paragraph([(issue.place, Face())], after=1), paragraph([(_what(issue), _SMALL)], after=0)],
        _stands(sighting, rtl),
        [paragraph([(line, Face())], after=1) for line in _holders(sighting)],
        lines,
    ]


def _what(issue: Issue) -> str:
    return f"{issue.last.sort}{f', inside No. {issue.inside}' if issue.inside else ''}"


def _stands(sighting: Sighting, rtl: bool) -> Cell:
    """The words in their sentence, then the choices side by side."""
    made = []
    if sighting.sort not in (IssueSort.OPTIONS, IssueSort.PROVISION):
        made.append(paragraph(_quoted(sighting), after=2, rtl=rtl))
    if told.side_by_side(sighting):
        for letter, words, _ in told.offered(sighting):
            runs: list[Run] = [(f"{letter}\u2002", _BOLD), (short(words, _MOST), Face())]
            made.append(paragraph(runs, after=2, rtl=rtl, left=3))
    return made


def _quoted(sighting: Sighting) -> Iterator[Run]:
    yield sighting.before, _SMALL
    yield short(sighting.words, _MOST), _BRACKETS if sighting.regions else _PLAIN
    yield sighting.after, _SMALL


def _holders(sighting: Sighting) -> Iterator[str]:
    if sighting.holders:
        yield ", ".join(sighting.holders)
    yield from (f"{letter}: {names}" for letter, _, names in told.offered(sighting) if names)


def _closed(issue: Issue, rtl: bool) -> list[Cell]:
    closing = issue.closing
    assert closing is not None
    assert issue.closed is not None
    where = f" in {closing.place}" if closing.place and closing.place != issue.place else ""
    lines = [paragraph([(f"({issue.closed + 1}) ", _BOLD), (f"{told.ended(closing, 600)}{where}", Face())], after=1)]
    lines += [paragraph([(told.hangs(stake, issue), _SMALL)], after=1) for stake in issue.stakes]
    return [
        _cell(str(issue.number)),
        [paragraph([(issue.place, Face())], after=1), paragraph([(str(issue.last.sort), _SMALL)], after=0)],
        _text(told.printed(issue.last), rtl),
        lines,
    ]
