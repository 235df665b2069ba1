"""The changes as a table for a spreadsheet: one row for each changed provision."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from treatydiff.gate.notices import paged, worded
from treatydiff.model import Change, Op, Provision, Span, new_text, old_text
from treatydiff.references.outline import Outline, outline
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.text.locations import gravity, label
from treatydiff.renderers.view import View, views
from treatydiff.report import Finding, Report
from treatydiff.reports import codes
from treatydiff.reports.summary import turn
from treatydiff.text.safe_text import cell

COLUMNS = (
    "old draft", "new draft", "change", "old article", "old place", "new article", "new place", "what happened",
    "significance", "old text", "new text", "redline", "remarks", "findings",
    "heading", "gravest finding",
)  # fmt: skip

_MARKS = {Op.KEEP: "{}", Op.INSERT: "{{+{}+}}", Op.DELETE: "[-{}-]"}
_MOVED = {Op.INSERT: "{{<{}<}}", Op.DELETE: "[>{}>]"}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A row for each changed provision that is selected, and behind them one for each notice."""
    found = views(reports, options)
    rows = (coded(view) if options.codes else records(view) for view in found)
    told = chain.from_iterable(map(notices, found))
    return table(columns(options), chain(chain.from_iterable(rows), map(_noticed, told)))


def notices(view: View) -> Iterator[tuple[str, str]]:
    """Of each notice the draft that it is about, empty for both, and what it says."""
    labels = {"old": view.report.old.label, "new": view.report.new.label, "": ""}
    for side, notice in worded(view.report):
        yield labels[side], paged(notice)


def _noticed(notice: tuple[str, str]) -> tuple[str, ...]:
    """A row of a notice: it has no change."""
    draft, message = notice
    row = dict.fromkeys(COLUMNS, "") | {"what happened": "notice"}
    return tuple((row | {"remarks": f"{draft}: {message}" if draft else message}).values())


def columns(options: RenderOptions) -> tuple[str, ...]:
    """The headings, with that of the codes where they are asked for."""
    return (*COLUMNS, *(("code",) if options.codes else ()))


def coded(view: View) -> Iterator[tuple[str, ...]]:
    """The rows, each with the code of its provision behind it."""
    for change, record in zip(view.selected.changes, records(view), strict=True):
        yield (*record, codes.of_change(change))


def table(columns: Iterable[str], records: Iterable[Iterable[str]]) -> bytes:
    """A header and rows, everything quoted; with a byte order mark, or Excel garbles the letters."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in record] for record in records)
    return out.getvalue().encode("utf-8-sig")


def records(view: View) -> Iterator[tuple[str, ...]]:
    """A row for each changed provision that is selected, in the order of ``COLUMNS``."""
    report, selected = view.report, view.selected
    old_outline, new_outline = outline(report.old), outline(report.new)
    old_places, new_places = old_outline.place, new_outline.place
    for change in selected.changes:
        yield (
            report.old.label,
            report.new.label,
            change.id,
            *_where(change.link.old, old_places),
            *_where(change.link.new, new_places),
            _what(change),
            str(change.significance),
            old_text(change.spans),
            new_text(change.spans),
            _redline(change.spans),
            "; ".join(change.remarks),
            _findings(change, view),
            _heading(change, new_outline if change.link.new else old_outline),
            _gravest(change, view),
        )


def _where(provisions: tuple[Provision, ...], known: dict[str, str]) -> tuple[str, str]:
    """Article and place in it; of several, all."""
    articles = dict.fromkeys(provision.article for provision in provisions)
    found = (known.get(provision.eid, "") for provision in provisions)
    return ", ".join(filter(None, articles)), "; ".join(filter(None, found))


def _heading(change: Change, places: Outline) -> str:
    """The heading of the article, preamble or annex that it stands in."""
    owner = places.owner.get((change.link.new or change.link.old)[0].eid)
    return owner.heading if owner else ""


def _what(change: Change) -> str:
    flags = ["moved"] * change.link.moved + ["renumbered"] * change.link.renumbered
    worded = any(span.op is not Op.KEEP for span in change.spans)
    return ", ".join([*flags, *([str(change.kind)] if worded or not flags else [])])


def _redline(spans: tuple[Span, ...]) -> str:
    return "".join((_MOVED if span.moved else _MARKS)[span.op].format(span.text) for span in spans)


def _found(change: Change, view: View) -> list[Finding]:
    return [finding for finding in view.findings if finding.change.id == change.id]


def _gravest(change: Change, view: View) -> str:
    """``adverse``, ``leans to adverse, 7 of 10``: to sort and to filter by."""
    told = (finding for finding in _found(change, view) if not finding.by_reader)  # a cell has no room for whose it is
    found = min(told, key=gravity, default=None)
    return label(found) if found else ""


def _findings(change: Change, view: View) -> str:
    found = _found(change, view)
    return "; ".join(f"{finding.theme}: {turn(finding)}{_signed(finding)}" for finding in found)


def _signed(finding: Finding) -> str:
    return f" ({finding.signed.short})" if finding.signed else ""
