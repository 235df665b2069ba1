"""A comparison as rows of three tables. The columns are a stable interface: docs/batch.md, by ``SCHEMA``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treatydiff.model import Change, Draft, Op, Provision, Relation, Significance, Span, new_text, old_text
from treatydiff.references.outline import outline
from treatydiff.report import Report
from treatydiff.reports.summary import convention_words, summary

SCHEMA = "treatydiff/batch/1"

Value = str | int | float | bool | None
Record = tuple[Value, ...]
"""One row, in the order of its table's columns."""

_PAIRS: Mapping[str, type] = {
    "pair": int,
    "old": str,
    "new": str,
    "shared": float,
    "status": str,
    "fault": str,
    "language": str,
    "old_label": str,
    "new_label": str,
    "old_articles": int,
    "new_articles": int,
    "old_words": int,
    "new_words": int,
    **{f"articles_{relation}": int for relation in Relation},
    "articles_moved": int,
    "articles_renumbered": int,
    **{f"changes_{significance}": int for significance in Significance},
    "inserted_words": int,
    "deleted_words": int,
    "adverse": int,
    "favourable": int,
    "unclear": int,
    "notices": int,
}
_CHANGES: Mapping[str, type] = {
    "pair": int,
    "change": str,
    "kind": str,
    "significance": str,
    "relation": str,
    "moved": bool,
    "renumbered": bool,
    "old_article": str,
    "old_place": str,
    "new_article": str,
    "new_place": str,
    "old_text": str,
    "new_text": str,
    "redline": str,
    "remarks": str,
}
_FINDINGS: Mapping[str, type] = {
    "pair": int,
    "finding": str,
    "change": str,
    "theme": str,
    "rule": str,
    "effect": str,
    "adverse": bool,
    "severity": str,
    "article": str,
    "message": str,
}
TABLES: Mapping[str, Mapping[str, type]] = {"pairs": _PAIRS, "changes": _CHANGES, "findings": _FINDINGS}
"""By table its columns and what stands in them; any may be empty."""


def pair_row(number: int, old: str, new: str, shared: float | None, report: Report) -> Record:
    """The row of a pair that was compared."""
    told = summary(report)
    turns = [sum(found[turn] for found in told.findings.values()) for turn in ("adverse", "favourable", "unclear")]
    articles = [told.articles.get(name, 0) for name in (*map(str, Relation), "moved", "renumbered")]
    changes = [told.changes.get(str(name), 0) for name in Significance]
    return (
        number, old, new, shared, "compared", "", report.new.language, report.old.label, report.new.label,
        len(report.old.articles()), len(report.new.articles()), *map(convention_words, (report.old, report.new)),
        *articles, *changes, told.inserted_words, told.deleted_words, *turns, len(report.notices),
    )  # fmt: skip


def fault_row(number: int, old: str, new: str, shared: float | None, fault: str) -> Record:
    """The row of a pair that could not be compared: nothing but why."""
    return (number, old, new, shared, "fault", fault, *[None] * (len(_PAIRS) - 6))


def change_rows(number: int, report: Report) -> Iterator[Record]:
    """A row for each change, in reading order."""
    for change in report.redline.changes:
        link = change.link
        yield (
            number, change.id, str(change.kind), str(change.significance), str(link.relation), link.moved,
            link.renumbered, *_place(link.old, report.old), *_place(link.new, report.new), old_text(change.spans),
            new_text(change.spans), _redline(change), "; ".join(change.remarks),
        )  # fmt: skip


def _place(side: tuple[Provision, ...], draft: Draft) -> tuple[str, str]:
    return (side[0].article, outline(draft).place.get(side[0].eid, "")) if side else ("", "")


_MARKS = {Op.KEEP: "{}", Op.INSERT: "{{+{}+}}", Op.DELETE: "[-{}-]"}


def _redline(change: Change) -> str:
    return "".join(_marked(span) for span in change.spans)


def _marked(span: Span) -> str:
    return _MARKS[span.op].format(span.text)


def finding_rows(number: int, report: Report) -> Iterator[Record]:
    """A row for each finding, in reading order."""
    for each in report.findings:
        yield (
            number, each.id, each.change.id, each.theme, each.rule, str(each.effect), each.adverse,
            str(each.severity), each.change.provision.article, each.message,
        )  # fmt: skip
