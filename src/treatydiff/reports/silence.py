"""Changes of substance without a finding or a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from treatydiff.model import Change, Kind, Significance
from treatydiff.references.outline import outline
from treatydiff.report import Holding, KeptVerdict, Report

_WHOLES = frozenset({Kind.INSERTED, Kind.DELETED})
"""Kinds of change of which a part may be told by the whole, or the whole by a part."""


class Silence(NamedTuple):
    """What is left to the reader."""

    silent: tuple[Change, ...]
    """The changes on which nothing was said, in reading order."""
    of: int
    """Of how many changes of substance in all."""


def silence(report: Report, changes: Iterable[Change]) -> Silence:
    """The changes of substance among these on which neither a rule nor a person spoke, nor a reader.

    That a reader of the user's own sees no effect is no all-clear. A whole that came or went is told where something is
    said of a part of it. Nothing where themes are asked for: then everything else is left out on purpose.
    """
    if report.selection.themes:
        return Silence((), 0)
    changes = tuple(changes)
    found = heavy(changes)
    spoken = [finding.change for finding in report.findings]
    beside = besides(report, {change.id for change in changes})
    spoken += [kept.change for kept in beside if kept.change and not kept.filed.read]
    told = {change.id for change in spoken} | _of_wholes(report, found, spoken)
    return Silence(tuple(change for change in found if change.id not in told), len(found))


def heavy(changes: Iterable[Change]) -> list[Change]:
    """Those of substance."""
    return [change for change in changes if change.significance is Significance.SUBSTANTIVE]


def besides(report: Report, shown: set[str]) -> tuple[KeptVerdict, ...]:
    """The verdicts that are no findings: those that see no effect, and those whose words stand in both drafts.

    ``shown`` are the ids of the selected changes.
    """
    asked = report.selection
    narrowed = bool(asked.articles or asked.places or asked.units)
    return tuple(
        kept
        for kept in report.verdicts
        if not kept.finding
        and kept.holding is not Holding.LAPSED
        and (not asked.themes or kept.filed.theme in asked.themes)
        and (kept.change.id in shown if kept.change else not narrowed)
    )


def _of_wholes(report: Report, changes: Iterable[Change], spoken: Iterable[Change]) -> set[str]:
    """The ids of what came or went with something around it, or inside it, on which something is said."""
    above, lines = _lines(report, changes), _lines(report, spoken)
    heads = {line[0] for line in lines.values()}
    around = {each for line in lines.values() for each in line[1:]}
    return {id for id, line in above.items() if line[0] in around or not heads.isdisjoint(line[1:])}


def outermost(report: Report, changes: Iterable[Change]) -> tuple[Change, ...]:
    """These changes without what came or went inside of something that came or went and is among them."""
    changes = tuple(changes)
    inner = tellers(report, changes)
    return tuple(change for change in changes if change.id not in inner)


def tellers(report: Report, changes: Iterable[Change]) -> dict[str, str]:
    """By id of what came or went inside of something that did so and is among them: the id of the outermost."""
    lines = _lines(report, changes)
    heads = {line[0]: id for id, line in lines.items()}
    around = ((id, [heads[each] for each in line[1:] if each in heads]) for id, line in lines.items())
    return {id: outer[-1] for id, outer in around if outer}


def _lines(report: Report, changes: Iterable[Change]) -> dict[str, tuple[tuple[Kind, str], ...]]:
    """Of those that came or went, by id: the provision, and all above it."""
    return {change.id: _line(report, change) for change in changes if change.kind in _WHOLES}


def _line(report: Report, change: Change) -> tuple[tuple[Kind, str], ...]:
    tree = outline(report.new if change.new else report.old)
    provisions = (change.provision, *tree.above(change.provision))
    return tuple((change.kind, provision.eid) for provision in provisions)
