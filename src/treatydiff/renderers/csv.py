"""The changes as a table for a spreadsheet: one row for each changed provision."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from treatydiff.model import Change, Finding, Op, Provision, Report, Span, new_text, old_text
from treatydiff.outline import outline
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.view import View, views
from treatydiff.safe_text import cell
from treatydiff.summary import turn

COLUMNS = (
    "old draft", "new draft", "change", "old article", "old place", "new article", "new place", "what happened",
    "significance", "old text", "new text", "redline", "remarks", "findings",
)  # fmt: skip

_MARKS = {Op.KEEP: "{}", Op.INSERT: "{{+{}+}}", Op.DELETE: "[-{}-]"}
_MOVED = {Op.INSERT: "{{<{}<}}", Op.DELETE: "[>{}>]"}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """A row for each changed provision that is selected."""
    return table(COLUMNS, chain.from_iterable(map(records, views(reports, options))))


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
    old_places, new_places = outline(report.old).place, outline(report.new).place
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
        )


def _where(provisions: tuple[Provision, ...], known: dict[str, str]) -> tuple[str, str]:
    """Article and place in it; of several, all."""
    articles = dict.fromkeys(provision.article for provision in provisions)
    found = (known.get(provision.eid, "") for provision in provisions)
    return ", ".join(filter(None, articles)), "; ".join(filter(None, found))


def _what(change: Change) -> str:
    flags = ["moved"] * change.link.moved + ["renumbered"] * change.link.renumbered
    worded = any(span.op is not Op.KEEP for span in change.spans)
    return ", ".join([*flags, *([str(change.kind)] if worded or not flags else [])])


def _redline(spans: tuple[Span, ...]) -> str:
    return "".join((_MOVED if span.moved else _MARKS)[span.op].format(span.text) for span in spans)


def _findings(change: Change, view: View) -> str:
    found = (finding for finding in view.findings if finding.change.id == change.id)
    return "; ".join(f"{finding.theme}: {turn(finding)}{_signed(finding)}" for finding in found)


def _signed(finding: Finding) -> str:
    return f" (judged by {finding.signed.author})" if finding.signed else ""
