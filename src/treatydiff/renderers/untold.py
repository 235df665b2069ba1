"""The changes of substance on which nothing was said: no finding is no all-clear, and no report is to look like one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from treatydiff.model import Change, Kind, Level, Significance
from treatydiff.outline import outline
from treatydiff.renderers.view import View
from treatydiff.report import Report
from treatydiff.weights import weight


@dataclass(frozen=True, slots=True)
class Untold:
    """What the rules leave to the reader."""

    changes: tuple[Change, ...]
    """The weightiest first; of a whole that came or went only the whole."""
    count: int
    """How many there are, those inside such a whole counted too,"""
    of: int
    """of how many changes of substance in all, the cover aside."""

    @property
    def sentence(self) -> str:
        """``9 of 32 changes of substance have no finding, which does not make them harmless``, or nothing."""
        if not self.count:
            return ""
        have, them = ("has", "it") if self.count == 1 else ("have", "them")
        noun = f"change{'s' * (self.of > 1)} of substance"
        return f"{self.count:,} of {self.of:,} {noun} {have} no finding, which does not make {them} harmless"


def untold(view: View) -> Untold:
    """The changes of substance among what is selected on which neither a rule nor a person spoke, nor a reader.

    That a reader of the user's own sees no effect is no all-clear.

    A whole that came or went is told where something is said of a part of it. Nothing where themes are asked for: then
    everything else is left out on purpose.
    """
    if view.report.selection.themes:
        return Untold((), 0, 0)
    heavy = [change for change in view.selected.changes if _of_substance(change, view.report)]
    spoken = [finding.change for finding in view.report.findings]
    spoken += [kept.change for kept in view.besides if kept.change and not kept.filed.read]
    told = {change.id for change in spoken} | _of_wholes(view.report, heavy, spoken)
    silent = [change for change in heavy if change.id not in told]
    language = view.report.new.language
    whole = {change.id: _line(view.report, change) for change in silent if change.kind in _WHOLES}
    heads = {line[0] for line in whole.values()}
    shown = [change for change in silent if heads.isdisjoint(whole.get(change.id, ())[1:])]
    ranked = sorted(shown, key=lambda change: weight(change, language), reverse=True)
    return Untold(tuple(ranked), len(silent), len(heavy))


def _of_substance(change: Change, report: Report) -> bool:
    noted = all(provision.tombstone for provision in (*change.link.old, *change.link.new))
    home = outline(report.new if change.new else report.old).outermost[change.provision.eid]
    return change.significance is Significance.SUBSTANTIVE and home.level is not Level.FRONT and not noted


def _of_wholes(report: Report, changes: Iterable[Change], spoken: Iterable[Change]) -> set[str]:
    """The ids of what came or went with something around it, or inside it, on which something is said."""
    above = {change.id: _line(report, change) for change in changes if change.kind in _WHOLES}
    lines = {change.id: _line(report, change) for change in spoken if change.kind in _WHOLES}
    heads = {line[0] for line in lines.values()}
    around = {each for line in lines.values() for each in line[1:]}
    return {id for id, line in above.items() if line[0] in around or not heads.isdisjoint(line[1:])}


def _line(report: Report, change: Change) -> tuple[tuple[Kind, str], ...]:
    """What came or went, and all above it."""
    tree = outline(report.new if change.new else report.old)
    provisions = (change.provision, *tree.above(change.provision))
    return tuple((change.kind, provision.eid) for provision in provisions)


_WHOLES = frozenset({Kind.INSERTED, Kind.DELETED})
