"""Changes of substance without a finding: no finding is no all-clear, and no report may look like one."""

from __future__ import annotations

from functools import cached_property

from treatydiff.model import Change
from treatydiff.renderers.view import View
from treatydiff.reports.silence import outermost, silence
from treatydiff.text.frozen import dataclass


@dataclass(frozen=True)
class Untold:
    """What the rules leave to the reader."""

    view: View
    count: int
    """How many there are, those inside a whole that came or went counted too,"""
    of: int
    """of how many changes of substance in all."""
    shown: tuple[Change, ...]
    """Of a whole that came or went only the whole."""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Those shown, the weightiest first."""
        return tuple(sorted(self.shown, key=self.view.weight, reverse=True))

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
    return Untold(view, len(silent), of, outermost(view.report, silent))
