"""Selects what a person should look at, most serious first, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from treatydiff.judging.clauses import reader as reader_of
from treatydiff.judging.slots import plausible
from treatydiff.judging.wording import plainly, sentences
from treatydiff.model import Change
from treatydiff.report import Effect, Finding, Holding, KeptVerdict, Report, Severity
from treatydiff.reports.summary import LONG, count_words, weight
from treatydiff.verdicts.content import Judgeable, alone, is_of_substance, judgeables, spoken

"""Not the convention's own text."""
_SEVERITIES = list(Severity)


class Why(StrEnum):
    """Why a change is laid before a person. In the order of the review."""

    TOUCHES = "a rule finds the theme, but no direction"
    UNDECIDED = "no rule applies"
    DECIDED = "a rule decided"
    """Only where everything is asked for."""
    JUDGED = "judged"
    """Somebody has judged it; for the next draft the verdict is written with the places and words of now."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One change to look at."""

    why: Why
    unit: Judgeable
    findings: tuple[Finding, ...] = ()
    """What rules say of it and of all inside, and readers of the user's own, by name."""
    verdict: KeptVerdict | None = None
    """What somebody says of it, where it is judged."""
    lapsed: tuple[KeptVerdict, ...] = ()
    """What was said of other words at its place."""


def review(report: Report, changes: Iterable[Change], *, everything: bool = False) -> tuple[ReviewItem, ...]:
    """The items of a report, of these changes only; with ``everything`` also what rules decided."""
    wanted = {change.id for change in changes}
    units = [u for u in judgeables(report) if u.change.id in wanted and is_of_substance(u.change, report)]
    found = [*_judged(report, units)]
    known = {item.unit.change.id for item in found}
    rules = [item for item in _ruled(report, units) if item.unit.change.id not in known]
    rules = [item for item in rules if everything or item.why is not Why.DECIDED]
    return tuple(sorted((*rules, *found), key=_gravity))


def _ruled(report: Report, units: Iterable[Judgeable]) -> Iterator[ReviewItem]:
    """What no rule decided. Of a whole that came or went the parts on which no rule spoke, where one did on others."""
    found: dict[str, list[Finding]] = {}
    for finding in report.findings:
        found.setdefault(finding.change.id, []).append(finding)
    lapsed = [kept for kept in report.verdicts if kept.holding is Holding.LAPSED]
    covered: set[str] = set()
    for unit in units:
        if unit.change.id in covered:
            continue
        own, inside = found.get(unit.change.id, []), [f for id in unit.inside for f in found.get(id, ())]
        before = tuple(kept for kept in lapsed if spoken(kept.filed.place) in unit.places)
        firm = any(finding.effect is not Effect.TOUCHES and not finding.by_reader for finding in inside)
        if not firm:
            covered |= set(unit.inside)
            why = Why.TOUCHES if inside else Why.UNDECIDED
            yield ReviewItem(why, unit, tuple(inside), lapsed=before)
        elif own:
            yield ReviewItem(Why.DECIDED, unit, tuple(own), lapsed=before)
        elif unit.change.text:
            yield ReviewItem(Why.UNDECIDED, alone(unit), lapsed=before)


def _judged(report: Report, units: Iterable[Judgeable]) -> Iterator[ReviewItem]:
    by_change = {unit.change.id: unit for unit in units}
    for kept in (each for each in report.verdicts if not each.filed.read):  # a sheet does not say that it was a program
        unit = by_change.get(kept.change.id) if kept.change else None
        if unit:
            yield ReviewItem(Why.JUDGED, unit, kept.instead, kept)


def _gravity(item: ReviewItem) -> tuple[int, int, tuple[int, ...]]:
    """By why, then the severity that rules give, then what ranks changes where nothing else does."""
    severity = min((_SEVERITIES.index(finding.severity) for finding in item.findings), default=len(_SEVERITIES))
    return list(Why).index(item.why), severity, tuple(-int(each) for each in heft(item.unit))


def heft(unit: Judgeable) -> tuple[int, bool, int]:
    """Sorts what nothing else ranks: as ``summary.weight``, but a whole that came or went with all that is inside."""
    long, number, words = weight(unit.change)
    if unit.change.link.old and unit.change.link.new:
        return long, number, words
    inside = count_words(f"{unit.old} {unit.new}")
    return long or inside >= LONG, False, inside


def frame_of(text: str, language: str) -> Mapping[str, list[str]]:
    """What the clause frames see in a text: its likely roles, who acts, how binding it is, and the slots it fills."""
    if not text:
        return {}
    reader, flat = reader_of(language), plainly(text)
    frame = reader.frame(flat, sentences(flat), dict)
    clauses = frame.clauses
    return {
        "roles": [str(role) for role in plausible(frame.own)],
        "agents": sorted({agent for clause in clauses for agent in clause.agents}),
        "force": sorted({clause.force for clause in clauses if clause.force}),
        "slots": sorted({slot for clause in clauses for slot in clause.slots}),
    }
