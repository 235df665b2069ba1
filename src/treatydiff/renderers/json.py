"""The JSON: everything that a report says. docs/json.md describes it; keys are added, never renamed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from treatydiff import __version__
from treatydiff.model import ROWS, Change, Draft, Kind, Notice, Op, Provision, Span
from treatydiff.references.outline import outline
from treatydiff.references.places import number
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.text.headlines import Headline, headlines
from treatydiff.renderers.text.other_languages import OtherVersions, OtherWords
from treatydiff.renderers.view import View, views
from treatydiff.report import Finding, KeptVerdict, ReadBy, ReaderTally, Report, Selection
from treatydiff.reports.headlines import FULL
from treatydiff.reports.selection import select
from treatydiff.reports.silence import silence
from treatydiff.reports.summary import Row, Summary, convention_words
from treatydiff.text.safe_text import json_text

Json = dict[str, Any]

TOOL = {"name": "treatydiff", "version": __version__}


def render(reports: tuple[Report, ...], options: RenderOptions) -> bytes:
    """``treatydiff/report/1``, or ``treatydiff/series/1`` for more than two drafts."""
    found = [report_value(view) for view in views(reports, options)]
    return dump(found[0] if len(found) == 1 else {"schema": "treatydiff/series/1", "tool": TOOL, "reports": found})


def dump(value: Json) -> bytes:
    """JSON with stable order and line ends, letters of every language as they are, control characters escaped."""
    return (json_text(json.dumps(value, ensure_ascii=False, indent=2)) + "\n").encode()


def report_value(view: View) -> Json:
    """One comparison."""
    report, selected = view.report, view.selected
    return {
        "schema": "treatydiff/report/1",
        "tool": TOOL,
        "old": draft_value(report.old),
        "new": draft_value(report.new),
        "summary": _summary(view.figures, _silent(report)),
        "selection": _selection(view),
        "concordance": [row_value(row) for row in selected.rows],
        "changes": _changes(view),
        "findings": [_finding(finding, report) for finding in selected.findings if not finding.signed],
        "verdicts": [_verdict(kept) for kept in report.verdicts],
        **({"readers": [_tally(tally) for tally in report.readers]} if report.readers else {}),
        "headlines": [_headline(each, at < FULL, report) for at, each in enumerate(headlines(view).lines)],
        "notices": [_notice(side, notice) for side, notice in report.notices],
        "unworded": list(report.unworded),
        "faults": [{"task": fault.task, "place": fault.place, "error": fault.error} for fault in report.faults],
    }


def draft_value(draft: Draft) -> Json:
    """Which draft it is."""
    return {
        "label": draft.label,
        "path": draft.path or None,
        "sha256": hashlib.sha256(draft.data).hexdigest() if draft.data else None,
        "symbol": draft.symbol or None,
        "date": draft.date or None,
        "language": draft.language,
        "articles": len(draft.articles()),
        "words": convention_words(draft),
    }


def row_value(row: Row) -> Json:
    """One row of the concordance."""
    return {
        "old": [_row_side(provision) for provision in row.old],
        "new": [_row_side(provision) for provision in row.new],
        "relation": row.relation,
        "moved": row.moved,
        "renumbered": row.renumbered,
        "similarity": round(row.link.similarity, 4),
        "basis": row.basis,
        "significance": row.significance,
    }


def outline_value(draft: Draft) -> Json:
    """How a draft was read: ``treatydiff/draft/1``."""
    return {
        "schema": "treatydiff/draft/1",
        "tool": TOOL,
        **draft_value(draft),
        "units": draft.units,
        "notices": [{"page": notice.page, "message": notice.message} for notice in draft.notices],
        "provisions": [_provision(provision) for provision in draft.provisions],
    }


def _silent(report: Report) -> int:
    """On how many changes of substance nothing is said, whatever is selected; of the articles that were looked at."""
    whole = replace(report, selection=Selection(articles=report.selection.articles))
    return len(silence(whole, select(whole).changes).silent)


def _summary(figures: Summary, silent: int) -> Json:
    return {
        "articles": figures.articles,
        "in_substance": figures.in_substance,
        "changes": figures.changes,
        "without_finding": silent,
        "words": {"inserted": figures.inserted_words, "deleted": figures.deleted_words},
        "findings": figures.findings,
    }


def _selection(view: View) -> Json:
    asked = view.report.selection
    return {
        "themes": list(asked.themes),
        "articles": list(asked.articles),
        "only": "substantive" if asked.substantive else "reworded" if asked.reworded else "all",
        "hidden": view.selected.hidden,
        "findings": view.counts,
    }


def _changes(view: View) -> list[Json]:
    """With ``--also`` each with what the other language versions say in its place."""
    others = OtherVersions(view)
    found: list[Json] = []
    for change in view.selected.changes:
        value = _change(change, view.report)
        if words := others.of(change):
            value = {**value, "also": [_other_words(each) for each in words]}
        found.append(value)
    return found


def _other_words(words: OtherWords) -> Json:
    return {"draft": words.draft.label, "language": words.draft.language, "text": words.text or None}


def _change(change: Change, report: Report) -> Json:
    value = {
        "id": change.id,
        "within": change.within or change.id,
        **_sides(change, report),
        "kind": Kind.AMENDED if change.kind is Kind.UNCHANGED else change.kind,
        "significance": change.significance,
        "moved": change.link.moved,
        "renumbered": change.link.renumbered,
        "remarks": list(change.remarks),
        "choices": [{"kept": c.kept, "dropped": list(c.dropped), "open": c.open} for c in change.choices],
        "spans": _spans(change.spans),
    }
    if len(change.link.old) > 1 or len(change.link.new) > 1:
        value["parts"] = {
            "old": [_place(provision, report.old) for provision in change.link.old],
            "new": [_place(provision, report.new) for provision in change.link.new],
        }
    return value


def _finding(finding: Finding, report: Report) -> Json:
    return {
        "id": finding.id,
        "theme": finding.theme,
        "rule": finding.rule,
        "effect": finding.effect,
        "adverse": finding.adverse,
        "severity": finding.severity,
        "mark": finding.mark,
        "share": finding.share or None,
        "change": finding.change.id,
        **_sides(finding.change, report),
        "words": {"removed": list(finding.removed), "introduced": list(finding.introduced)},
        "message": finding.message,
        "excerpt": _spans(finding.excerpt),
        "facts": list(finding.facts),
        "agreeing": finding.agreeing,
        "unclear": finding.unclear,
    }


def _headline(told: Headline, first: bool, report: Report) -> Json:
    return {
        "tier": told.line.tier,
        "mark": told.line.mark,
        "share": told.finding.share or None if told.finding else None,
        "first": first,
        "change": told.change.id,
        **_sides(told.change, report),
        "sentence": told.sentence,
        "place": told.place,
        "findings": [finding.id for finding in told.findings],
        "disputed": told.line.disputed,
    }


def _verdict(kept: KeptVerdict) -> Json:
    filed = kept.filed
    return {
        "id": kept.finding or None,
        "holding": kept.holding,
        "author": filed.author,
        "date": filed.date or None,
        "theme": filed.theme,
        "effect": filed.effect or "none",
        "adverse": kept.adverse,
        "severity": filed.severity,
        "sentence": filed.sentence,
        "place": str(kept.where),
        "change": kept.change and kept.change.id,
        "instead": [_set_aside(finding) for finding in kept.instead],
        "source": filed.source,
        **({"reader": _reader(filed.read)} if filed.read else {}),
    }


def _reader(read: ReadBy) -> Json:
    """How a program of the user's own came to a verdict."""
    words = {"quote": read.quote, "side": read.side or None}
    known = {"measured": read.measured, "right": read.right} if read.measured else {}
    return {"model": read.model, "confidence": read.confidence or None, **words, "doubt": read.doubt or None, **known}


def _tally(tally: ReaderTally) -> Json:
    return tally._asdict()


def _set_aside(finding: Finding) -> Json:
    """A finding of a rule in whose place a verdict stands."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "effect": finding.effect,
        "adverse": finding.adverse,
        "severity": finding.severity,
        "message": finding.message,
    }


def _notice(side: str, notice: Notice) -> Json:
    said = {"draft": side or None, "page": notice.page, "message": notice.message}
    return {**said, "set_aside": list(notice.set_aside), "unseen": notice.unseen}


def _sides(change: Change, report: Report) -> Json:
    return {
        "old": change.old and _place(change.old, report.old),
        "new": change.new and _place(change.new, report.new),
    }


def _place(provision: Provision, draft: Draft) -> Json:
    return {
        "eid": provision.eid,
        "level": provision.level,
        "article": provision.article,
        "number": provision.number,
        "label": outline(draft).called(provision),
        "page": provision.origin.page,
    }


def _row_side(provision: Provision) -> Json:
    bare = provision.number if provision.level in ROWS else number(provision)
    return {"eid": provision.eid, "number": bare, "heading": provision.heading}


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [
        {
            "op": span.op,
            "text": span.text,
            **({"moved_to" if span.op is Op.DELETE else "moved_from": span.moved} if span.moved else {}),
        }
        for span in spans
    ]


def _provision(provision: Provision) -> Json:
    return {
        "level": provision.level,
        "number": provision.number,
        "eid": provision.eid,
        "heading": provision.heading,
        "text": provision.text,
        "page": provision.origin.page,
        "status": sorted(provision.status),
        "note": provision.note,
        "children": [_provision(child) for child in provision.children],
    }
