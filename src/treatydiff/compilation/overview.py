"""The chair's table: which delegation wants what in which article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatydiff.compilation.values import Addition, BaseParagraph, Compilation, Delegation
from treatydiff.model import ROWS, Provision, Relation, Significance
from treatydiff.references.outline import outline
from treatydiff.references.places import title
from treatydiff.report import Effect, Finding, Report
from treatydiff.reports.summary import Row, rows


@dataclass(frozen=True, slots=True)
class Wish:
    """What one delegation wants in one article."""

    what: str
    """``new``, ``deleted``, ``moved``, ``amended``; ``status`` and ``editorial`` where the words mean the same."""
    effects: tuple[tuple[str, str], ...] = ()
    """By theme what it does there: ``expands``, ``narrows``, ``strengthens``, ``weakens``, ``touches``; each once."""
    adverse: bool = False
    """Whether a finding takes it for a turn for the worse."""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """An article of the base, or a new one, and what each delegation wants there."""

    title: str
    heading: str
    wishes: tuple[Wish | None, ...]
    """By delegation, in order; None where it wants nothing."""
    contested: int
    """So many places in it where they want different things."""


def overview(compilation: Compilation) -> tuple[OverviewRow, ...]:
    """A row for each article (preamble, annex) in which anybody wants anything, in reading order."""
    base = compilation.base
    wishes = [_wishes(each.report) for each in compilation.delegations]
    contested = _contested(compilation)
    placed: list[tuple[float, OverviewRow]] = []
    order = {eid: at for at, eid in enumerate(outline(base).provisions)}
    for eid, provision in outline(base).provisions.items():
        cells = tuple(of_one.get(eid) for of_one in wishes)
        if any(cells):
            row = OverviewRow(title(provision), provision.heading, cells, contested.get(eid, 0))
            placed.append((_first_block(provision, order[eid]), row))
    placed += _new(compilation)
    return tuple(row for _, row in sorted(placed, key=lambda pair: pair[0]))


def _first_block(provision: Provision, otherwise: int) -> float:
    return float(min((at for each in provision.walk() for at in each.blocks), default=otherwise))


def _contested(compilation: Compilation) -> dict[str, int]:
    seen = outline(compilation.base)
    owner = {at: seen.unit[p.eid].eid for p in compilation.base.walk() for at in p.blocks}
    found: dict[str, int] = {}
    for paragraph in compilation.contested:
        eid = owner.get(paragraph.block, "")
        found[eid] = found.get(eid, 0) + max(sum(hunk.contested for hunk in paragraph.hunks), 1)
    return found


def _wishes(report: Report) -> dict[str, Wish]:
    """By article of the base what a proposal wants in it."""
    found = {}
    for row in rows(report):
        old = next((p for p in row.link.old if p.level in ROWS), None)
        if old and (row.changes or row.moved) and (wish := _wish(row, report)):
            found[old.eid] = wish
    return found


def _wish(row: Row, report: Report) -> Wish | None:
    what = (
        "deleted" if row.relation is Relation.DELETED
        else "moved" if row.moved
        else _WEIGHED.get(row.significance or Significance.CONSEQUENTIAL, "")
    )  # fmt: skip
    ids = {change.id for change in row.changes}
    return _judged(what, [f for f in report.findings if f.change.id in ids]) if what else None


_WEIGHED = {
    Significance.SUBSTANTIVE: "amended",
    Significance.STATUS: "status",
    Significance.EDITORIAL: "editorial",
}
"""A number that only follows from another change is nobody's wish."""


def _judged(what: str, found: list[Finding]) -> Wish:
    """A wish with what it does, said by people and rules: a cell does not tell a reader of the user's own from them."""
    findings = [finding for finding in found if not finding.by_reader]
    told = [(f.theme, str(f.effect)) for f in findings]
    plain = {theme for theme, effect in told if effect != Effect.TOUCHES}
    kept = dict.fromkeys(each for each in told if each[1] != Effect.TOUCHES or each[0] not in plain)
    return Wish(what, tuple(kept), any(f.adverse for f in findings))


def _new(compilation: Compilation) -> Iterator[tuple[float, OverviewRow]]:
    """New articles; several wordings of one share a row."""
    found: dict[tuple[int, str], list[Addition]] = {}
    for each in compilation.paragraphs:
        if not isinstance(each, BaseParagraph) and each.unit.startswith("article ") and not each.moved:
            found.setdefault((each.after, each.unit), []).append(each)
    for place, ((after, unit), wordings) in enumerate(found.items(), 1):
        eids = {name: eid for each in wordings for name, eid in zip(each.names, each.heads, strict=True)}
        wished = (each.name in eids and _new_wish(each, eids[each.name]) for each in compilation.delegations)
        cells = tuple(wish or None for wish in wished)
        row = OverviewRow(unit[:1].upper() + unit[1:], wordings[0].heading, cells, int(len(wordings) > 1))
        yield after + place / (len(found) + 1), row


def _new_wish(delegation: Delegation, eid: str) -> Wish:
    report = delegation.report
    inside = {p.eid for p in outline(report.new).provisions[eid].walk()} if eid else set()
    return _judged("new", [f for f in report.findings if f.change.new and f.change.new.eid in inside])
