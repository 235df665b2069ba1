"""The changes of substance on which nothing was said: no finding is no all-clear, and no report is to look like one."""

from __future__ import annotations

from dataclasses import dataclass

from treatydiff.model import Change
from treatydiff.renderers.view import View
from treatydiff.reports.silence import WHOLES, line_of, silence
from treatydiff.reports.weights import weight


@dataclass(frozen=True, slots=True)
class Untold:
    """What the rules leave to the reader."""

    changes: tuple[Change, ...]
    """The weightiest first; of a whole that came or went only the whole."""
    count: int
    """How many there are, those inside such a whole counted too,"""
    of: int
    """of how many changes of substance in all."""

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
    silent, of = silence(view.report, view.selected.changes)
    language = view.report.new.language
    whole = {change.id: line_of(view.report, change) for change in silent if change.kind in WHOLES}
    heads = {line[0] for line in whole.values()}
    shown = [change for change in silent if heads.isdisjoint(whole.get(change.id, ())[1:])]
    ranked = sorted(shown, key=lambda change: weight(change, language), reverse=True)
    return Untold(tuple(ranked), len(silent), of)
