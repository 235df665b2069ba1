"""How findings spread over the chapters, and the words that decided one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from treatydiff.model import CONTAINERS, Change, Level, Link, Op, Provision, Span
from treatydiff.redline.choices import keeps
from treatydiff.references.outline import outline
from treatydiff.renderers.text.locations import by_theme
from treatydiff.report import Finding, Report
from treatydiff.reports.summary import turn

_SHORT = {Level.FRONT: "cover", Level.PREAMBLE: "preamble", Level.ANNEX: "annex", Level.FOOTNOTE: "footnotes"}
_NOWHERE = "other"
"""Articles outside any part or chapter."""


MEANT = "substantive: what the text says; status: brackets, options; consequential: numbers and references that follow"
"""What the kinds of change mean, in one line, where their counts first appear."""


def decisive(finding: Finding) -> tuple[Span, ...]:
    """The words that came and went; where whole provisions did, what the excerpt shows of them.

    What a choice between alternatives kept came from nowhere: it stands unmarked.
    """
    kept = finding.decided and all(keeps(finding.change, word) for word in finding.introduced)
    words = ((Op.DELETE, finding.removed), (Op.KEEP if kept else Op.INSERT, finding.introduced))
    told = [Span(op, ", ".join(found)) for op, found in words if found]
    spans = tuple(told if len(told) < 2 or not kept else (told[0], Span(Op.KEEP, " "), told[1]))
    return spans or tuple(span for span in finding.excerpt if span.op is not Op.KEEP) or finding.excerpt


# ---------------------------------------------------------------------------------------------------------- by chapter


class Spread(NamedTuple):
    """How the findings spread over the chapters or parts."""

    level: str
    """What the columns are: ``chapter``, ``part``; empty where there are none."""
    columns: tuple[str, ...]
    """Numbers of chapters in which something was found, in the order of the new draft; ``(V)`` is one of the old."""
    counts: dict[str, dict[str, Counter[str]]]
    """By theme and column, how many places take which turn."""
    gravest: dict[tuple[str, str], Finding]
    """By theme and column, the gravest of them."""


def spread(report: Report, findings: Iterable[Finding]) -> Spread:
    """The findings by theme and chapter; those of readers of the user's own cannot be told apart here, and are not."""
    homes = _Homes(report)
    counts: dict[str, dict[str, Counter[str]]] = {}
    gravest: dict[tuple[str, str], Finding] = {}
    counted = (finding for finding in findings if not finding.by_reader)
    for theme, found in by_theme(counted):
        for finding in {(turn(each), each.change.id): each for each in reversed(found)}.values():  # a place counts once
            home = homes.of(finding.change)
            counts.setdefault(theme, {}).setdefault(home, Counter())[turn(finding)] += 1
        for finding in found:
            gravest.setdefault((theme, homes.of(finding.change)), finding)
    used = {column for of_theme in counts.values() for column in of_theme}
    columns = (column for column in homes.columns if column in used and homes.level)
    return Spread(homes.level, tuple(columns), counts, gravest)


class _Homes:
    """Which outermost part or chapter each provision stands in."""

    def __init__(self, report: Report) -> None:
        new, old = outline(report.new).outermost, outline(report.old).outermost
        became = {link.old[0].eid: link.new[0] for link in report.alignment.links if _containers(link)}
        self._new = {eid: _column(home) for eid, home in new.items()}
        self._old = {eid: _old_column(home, became) for eid, home in old.items()}
        self.columns = tuple(dict.fromkeys((*self._new.values(), *self._old.values())))
        levels = Counter(str(home.level) for home in new.values() if home.level in CONTAINERS)
        self.level = next((level for level, _ in levels.most_common(1)), "")

    def of(self, change: Change) -> str:
        """The column of a change: of the new draft, or of the old where it is gone."""
        return self._new[change.new.eid] if change.new else self._old[change.provision.eid]


def _containers(link: Link) -> bool:
    return link.level in CONTAINERS and bool(link.old and link.new)


def _old_column(home: Provision, became: dict[str, Provision]) -> str:
    if home.level not in CONTAINERS:
        return _column(home)
    return _column(became[home.eid]) if home.eid in became else f"({_column(home)})"


def _column(home: Provision) -> str:
    if home.level in CONTAINERS:
        return home.number or home.heading
    return _SHORT.get(home.level, _NOWHERE)
