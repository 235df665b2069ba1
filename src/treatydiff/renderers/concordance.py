"""The concordance: which article became which, as a table to read, to calculate with or to correct.

Of two drafts it has a row for each link; of more, a row for each article and a column for each draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from treatydiff.model import ROWS, Draft, Level, Provision
from treatydiff.references.places import number
from treatydiff.renderers import RenderOptions, history
from treatydiff.renderers.tables import TableDocument
from treatydiff.report import Report
from treatydiff.reports.codes import of_row
from treatydiff.reports.summary import Row, happened, rows
from treatydiff.series import lineages

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


Reports = tuple[Report, ...]

COLUMNS = ("old", "new", "old heading", "new heading", "what happened", "similarity", "basis")
"""The first two are the articles, by number: the form in which a corrected concordance is read back."""


def render(reports: Reports, options: RenderOptions) -> bytes:
    """A table to read."""
    from treatydiff.renderers.text.typeset import to_bytes

    return to_bytes(_table_lines(reports, options), options.width, options.color)


def json_rows(reports: Reports, options: RenderOptions) -> bytes:
    """``treatydiff/concordance/1``, with the rows as in a report."""
    from treatydiff.renderers.json import TOOL, draft_value, dump, row_value

    found = [
        {
            "schema": "treatydiff/concordance/1",
            "tool": TOOL,
            "old": draft_value(report.old),
            "new": draft_value(report.new),
            "concordance": [
                {**row_value(row), **({"code": of_row(row)} if options.codes else {})} for row in rows(report)
            ],
        }
        for report in reports
    ]
    if len(found) == 1:
        return dump(found[0])
    articles = [history.value(line) for line in lineages(reports)]
    return dump({"schema": "treatydiff/concordances/1", "tool": TOOL, "reports": found, "articles": articles})


def table(reports: Reports, options: RenderOptions) -> TableDocument:
    """A row for each link, or for each article of a series."""
    return TableDocument("Concordance", *_sheet(reports, options))


def columns(options: RenderOptions) -> tuple[str, ...]:
    """The headings, with that of the codes where they are asked for."""
    return (*COLUMNS, *(("code",) if options.codes else ()))


def drafts_of(reports: Reports) -> tuple[Draft, ...]:
    """The drafts of a series, each once."""
    return (reports[0].old, *(report.new for report in reports))


def _sheet(reports: Reports, options: RenderOptions) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    if len(reports) == 1:
        return columns(options), records(reports, coded=bool(options.codes))
    lines = lineages(reports)
    heads, rows_ = history.columns_of(drafts_of(reports)), map(history.record, lines)
    if not options.codes:
        return heads, rows_
    labels = [f"code in {draft.label}" for draft in drafts_of(reports)[1:]]
    return (*heads, *labels), (
        (*row, *(of_row(step.row) if step.row else "" for step in line.steps))
        for row, line in zip(rows_, lines, strict=True)
    )


def records(reports: Reports, *, coded: bool = False) -> Iterator[tuple[str, ...]]:
    """A row for each link, in the order of ``COLUMNS``; ``coded``: with the ITU's code behind."""
    for report in reports:
        repeated = [
            Counter(number(p) for p in draft.walk() if not p.tombstone and p.level in _NUMBERED)
            for draft in (report.old, report.new)
        ]
        yield from ((*_record(row, repeated), *([of_row(row)] if coded else [])) for row in rows(report))


_NUMBERED = ROWS | {Level.RECITAL, Level.PARAGRAPH}


def _record(row: Row, repeated: Sequence[Counter[str]]) -> tuple[str, ...]:
    """A link; several articles on a side are parted by semicolons.

    Each by its number, or by its ``eid`` where it has none or another has the same: it must be found when the table is
    handed back.
    """
    sides = zip((row.old, row.new), repeated, strict=True)
    numbers = ("; ".join(_findable(p, known) for p in side) for side, known in sides)
    headings = ("; ".join(p.heading for p in side if p.heading) for side in (row.old, row.new))
    what = happened(row.link, row.relation, row.significance, stale=row.stale)
    return (*numbers, *headings, what, f"{row.link.similarity:.2f}", str(row.basis))


def _findable(provision: Provision, known: Counter[str]) -> str:
    name = number(provision)
    plain = provision.level in ROWS or (
        provision.level is Level.PARAGRAPH and provision.number and name.count("(") == 1
    )
    return name if plain and name and known[name] == 1 else provision.eid


def _table_lines(reports: Reports, options: RenderOptions) -> Iterator[Text | Table]:
    from treatydiff.renderers.text.terminal import draft_lines
    from treatydiff.renderers.text.typeset import columns, line, styled

    if len(reports) > 1:
        yield from history.grid(drafts_of(reports), lineages(reports), options)
    for report in reports if len(reports) == 1 else ():
        yield from draft_lines((("old", report.old), ("new", report.new)), options.width)
        yield line()
        codes = ("Code",) if options.codes else ()
        found = ((*(styled(of_row(row)) for _ in codes), *_cells(row)) for row in rows(report))
        yield columns((*codes, "Old", "New", "Heading", "What happened"), found)
    yield line()


def _cells(row: Row) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import styled

    link = row.link
    what = happened(link, row.relation, row.significance, stale=row.stale)
    yield styled(_numbers(row.old))
    yield styled(_numbers(row.new))
    yield styled(_headings(row))
    yield styled(what, "dim" if what == "unchanged" else "")


def _numbers(provisions: tuple[Provision, ...]) -> str:
    return ", ".join(map(number, provisions)) or "–"


def _headings(row: Row) -> str:
    old, new = (" / ".join(p.heading for p in side if p.heading) for side in (row.old, row.new))
    return f"{old} → {new}" if old and new and old != new else new or old
