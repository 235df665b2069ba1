"""A diagnostic: a place in a file, a level, a rule; what the formats of services have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatydiff.gate import Weighed
from treatydiff.renderers.checkout import Checkout
from treatydiff.renderers.text.locations import Located
from treatydiff.renderers.view import View


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding with its place."""

    weighed: Weighed
    located: Located
    path: str
    """Of the draft that has it, as the services know it; empty for standard input."""
    line: int
    """In that draft, from 1."""
    level: str
    """``error``, ``warning`` or ``notice``; empty where it is not to be shown."""


def diagnostics(view: View, checkout: Checkout) -> Iterator[Diagnostic]:
    """The findings of one report, in reading order."""
    for weighed in view.weighed:
        change = weighed.finding.change
        side = view.report.new if change.new else view.report.old
        yield Diagnostic(weighed, view.located, checkout.path(side.path), view.located.line(change), level(weighed))


def level(weighed: Weighed) -> str:
    """How a finding is shown: an error if it fails the check, a warning if it is adverse; empty for not at all."""
    if weighed.fails:
        return "error"
    if weighed.accepted or weighed.finding.adverse is False:
        return ""
    return "warning" if weighed.adverse else "notice"
