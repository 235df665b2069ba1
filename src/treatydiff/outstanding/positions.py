"""Positions of delegations: their copies of the last draft, read as wishes on its open issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from treatydiff.outstanding.matches import DraftStep, closing, counted, paired
from treatydiff.outstanding.sightings import sightings
from treatydiff.outstanding.values import Ending, Issue, IssueSort, Ledger, OpenChoice, Sighting
from treatydiff.report import Report

_WORDS = (Ending.DECIDED, Ending.KEPT)
_OTHER = (Ending.REPLACED, Ending.FILLED, Ending.COMBINED)


def with_positions(ledger: Ledger, proposals: Mapping[str, Report]) -> Ledger:
    """The ledger with what each delegation's copy of the last draft says in the place of an open issue.

    ``proposals``: by delegation the last draft compared with its copy, not divided. Where a copy leaves an issue as it
    is, nothing is said of that delegation.
    """
    issues = list(ledger.issues)
    held = [at for at, issue in enumerate(issues) if issue.open and issue.last.regions]
    for name, report in proposals.items():
        step = DraftStep(report, ledger.drafts[-1], report.new)
        olds = [issues[at].last for at in held]
        left = {pair.old for pair in paired(olds, sightings(report.new, (name,)), step)}
        for mine, at in enumerate(held):
            if mine not in left:
                issues[at] = _holding(issues[at], _wished(olds[mine], step, name))
    return replace(ledger, issues=tuple(issues))


def _holding(issue: Issue, last: Sighting) -> Issue:
    return replace(issue, sightings=(*issue.sightings[:-1], last))


def _wished(sighting: Sighting, step: DraftStep, name: str) -> Sighting:
    """The issue with what one delegation wants in its place."""
    ending = closing(sighting, step)
    at = next((n for n, choice in enumerate(sighting.choices) if _is(choice, ending.now)), -1)
    if ending.outcome in _WORDS and (at >= 0 or sighting.sort not in (IssueSort.ALTERNATIVES, IssueSort.OPTIONS)):
        choices = tuple(_held(c, name) if n == max(at, 0) else c for n, c in enumerate(sighting.choices))
        return replace(sighting, choices=choices)
    if ending.outcome is Ending.DROPPED:
        return replace(sighting, against=(*sighting.against, name))
    if ending.outcome in _OTHER and counted(ending.now):
        return replace(sighting, others=_with(sighting.others, ending.now, name))
    return sighting


def _is(choice: OpenChoice, words: str) -> bool:
    said = f"{choice.label}: {choice.words}" if choice.label else choice.words
    return counted(said) == counted(words)


def _held(choice: OpenChoice, name: str) -> OpenChoice:
    return choice if name in choice.holders else replace(choice, holders=(*choice.holders, name))


def _with(others: tuple[OpenChoice, ...], words: str, name: str) -> tuple[OpenChoice, ...]:
    """Wordings that the draft does not have, each once with all who want it."""
    for at, other in enumerate(others):
        if counted(other.words) == counted(words):
            return (*others[:at], _held(other, name), *others[at + 1 :])
    return (*others, OpenChoice(words, holders=(name,)))
