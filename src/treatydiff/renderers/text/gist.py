"""Totals of better and worse, with places and words: what every report for people says first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from treatydiff.model import CONTAINERS, Change, Level, Link, Op, Provision, Span
from treatydiff.redline.choices import keeps
from treatydiff.references.outline import outline
from treatydiff.renderers.text.locations import TURNS, by_theme
from treatydiff.report import Effect, Finding, Report
from treatydiff.reports.silence import outermost
from treatydiff.reports.summary import convention_words, turn

if TYPE_CHECKING:
    from treatydiff.renderers.view import View

_VERBS = {
    Effect.EXPANDS: ("expands it", "expand it"),
    Effect.NARROWS: ("narrows it", "narrow it"),
    Effect.WEAKENS: ("weakened", "weakened"),
    Effect.STRENGTHENS: ("strengthened", "strengthened"),
    Effect.TOUCHES: ("unclear", "unclear"),
}
"""What one change and what several do to a theme."""
_ACTIVE = frozenset({Effect.EXPANDS, Effect.NARROWS})
_SHORT = {Level.FRONT: "cover", Level.PREAMBLE: "preamble", Level.ANNEX: "annex", Level.FOOTNOTE: "footnotes"}
_NOWHERE = "other"
"""Articles outside any part or chapter."""


class Lead(NamedTuple):
    """What happened to one theme."""

    theme: str
    clauses: tuple[tuple[str, str], ...]
    """What so many changes do to it, and which turn that is: ``3 changes expand it``, adverse."""

    @property
    def sentence(self) -> str:
        """``surveillance: 3 changes expand it, 1 narrows it``."""
        return f"{self.theme}: {', '.join(words for words, _ in self.clauses)}"


def leads(findings: Iterable[Finding], *, without: str = "") -> list[Lead]:
    """What happened to each theme, the worst first; ``without``: a turn that is not counted."""
    led = (
        (theme, tuple(_all_clauses([f for f in found if turn(f) != without]))) for theme, found in by_theme(findings)
    )
    return [Lead(theme, clauses) for theme, clauses in led if clauses]


MEANT = "substantive: what the text says; status: brackets, options; consequential: numbers and references that follow"
"""What the kinds of change mean, in one line, where their counts first appear."""
UNCOUNTED = "favourable findings are not counted: most of the new draft is new text, so read them one by one"


def uncounted(view: View) -> str:
    """The turn that no total is given of: favourable, where most of the new draft is new.

    There each safeguard that comes with a new power is one, and a total would be quoted as if the draft were better.
    """
    figures, words = view.figures, convention_words(view.report.new)
    return "favourable" if 2 * figures.inserted_words > words else ""


def in_all(report: Report, findings: Iterable[Finding], *, without: str = "") -> str:
    """``21 places worse, 6 better, 4 unclear``: a place counts once, by the gravest that is said of it.

    What came or went inside of a whole of which the same is said is no place of its own. Empty where the lines of the
    themes add up to as much. ``without``: a turn that is not counted.
    """
    found = tuple(finding for finding in findings if not finding.by_reader)
    told = {(finding.theme, finding.change.id) for finding in found if turn(finding) != without}
    counted: dict[str, int] = {}
    seen: set[str] = set()
    for way in TURNS:
        here = {f.change.id: f.change for f in found if turn(f) == way and f.change.id not in seen}
        counted[way] = len(outermost(report, here.values())) if way != without else 0
        seen |= here.keys()
    if len(told) == sum(counted.values()):  # also where there is none
        return ""
    (first, words), *others = [(counted[way], _IN_ALL[way]) for way in TURNS if counted[way]]
    return ", ".join((f"{first} place{'s' * (first > 1)} {words}", *(f"{count} {said}" for count, said in others)))


_IN_ALL = {"adverse": "worse", "favourable": "better", "unclear": "unclear"}


def decisive(finding: Finding) -> tuple[Span, ...]:
    """The words that came and went; where whole provisions did, what the excerpt shows of them.

    What a choice between alternatives kept came from nowhere: it stands unmarked.
    """
    kept = finding.decided and all(keeps(finding.change, word) for word in finding.introduced)
    words = ((Op.DELETE, finding.removed), (Op.KEEP if kept else Op.INSERT, finding.introduced))
    told = [Span(op, ", ".join(found)) for op, found in words if found]
    spans = tuple(told if len(told) < 2 or not kept else (told[0], Span(Op.KEEP, " "), told[1]))
    return spans or tuple(span for span in finding.excerpt if span.op is not Op.KEEP) or finding.excerpt


def _all_clauses(findings: list[Finding]) -> Iterator[tuple[str, str]]:
    """What people and rules say; then, apart and by name, what readers of the user's own do."""
    yield from _clauses([finding for finding in findings if not finding.by_reader])
    read: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.signed and finding.by_reader:
            read.setdefault(f"read by {finding.signed.name}", []).append(finding)
    for name, of_reader in read.items():
        ways = Counter(turn(finding) for finding in of_reader)
        yield f"{name}: {', '.join(f'{ways[way]} {_IN_ALL[way]}' for way in TURNS if ways[way])}", "unclear"


def _clauses(findings: list[Finding]) -> Iterator[tuple[str, str]]:
    turns = {finding.effect: turn(finding) for finding in reversed(findings)}  # of several the gravest
    counted = Counter(effect for effect, _ in {(finding.effect, finding.change.id) for finding in findings})
    for place, effect in enumerate(sorted(turns, key=lambda effect: TURNS.index(turns[effect]))):
        count = counted[effect]
        noun = f" change{'s' * (count > 1)}" if effect in _ACTIVE and not place else ""
        yield f"{count}{noun} {_VERBS[effect][count > 1]}", turns[effect]


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
    turns: tuple[str, ...]
    """Those that are counted, of ``TURNS``."""


def spread(report: Report, findings: Iterable[Finding], *, without: str = "") -> Spread:
    """The findings by theme and chapter; those of readers of the user's own cannot be told apart here, and are not.

    ``without``: a turn that is not counted.
    """
    homes = _Homes(report)
    counts: dict[str, dict[str, Counter[str]]] = {}
    gravest: dict[tuple[str, str], Finding] = {}
    counted = (finding for finding in findings if not finding.by_reader and turn(finding) != without)
    for theme, found in by_theme(counted):
        for finding in {(turn(each), each.change.id): each for each in reversed(found)}.values():  # a place counts once
            home = homes.of(finding.change)
            counts.setdefault(theme, {}).setdefault(home, Counter())[turn(finding)] += 1
        for finding in found:
            gravest.setdefault((theme, homes.of(finding.change)), finding)
    used = {column for of_theme in counts.values() for column in of_theme}
    columns = (column for column in homes.columns if column in used and homes.level)
    return Spread(homes.level, tuple(columns), counts, gravest, tuple(way for way in TURNS if way != without))


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
