"""What a finding's direction is worth: how often such findings were right on texts whose changes people judged.

``data/kinds.toml`` holds the counts, written by ``python -m benchmarks.calibration --fit``. A finding is *likely* where
its kind was right in nine of ten on each kind of text, *leans* where it was counted or pooled with others, *open* where
it tells no direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from treatydiff.report import Confidence, Finding
from treatydiff.text.tables import DATA, parsed

TABLE = DATA / "kinds.toml"
CASES, HELD, FEW = 8, 0.9, 3
"""So many cases, of which so large a share was right, make a kind likely; so many a kind of text is asked for."""
_PRIOR = 4
"""Cases that a kind is taken to have had as often right as all of its direction: it shrinks what few cases say."""


class Cases(NamedTuple):
    """How many findings of a kind people agreed with, of how many that they judged at all."""

    right: int = 0
    of: int = 0

    @property
    def held(self) -> bool:
        return self.right >= HELD * self.of

    @property
    def share(self) -> float:
        return self.right / max(self.of, 1)


class FindingKind(NamedTuple):
    """Rules that say the same sort of thing in one direction, and how often that was right."""

    name: str
    worse: bool
    cases: Mapping[str, Cases]
    """By kind of text: drafts, statutes, amendments."""
    elsewhere: Cases
    """The same, counted on more texts of each kind, those among them, most of which are kept apart."""
    pooled: Cases
    """All findings of its direction."""

    @property
    def all(self) -> Cases:
        return total(self.cases.values())

    @property
    def share(self) -> float:
        """The share that was right, drawn towards that of all findings of its direction."""
        return (self.all.right + _PRIOR * self.pooled.share) / (self.all.of + _PRIOR)

    @property
    def holds(self) -> bool:
        """Whether it was right in nine of ten: of all that was counted elsewhere, else here on each kind of text."""
        if self.elsewhere.of:
            return self.elsewhere.of >= CASES and self.elsewhere.held
        counted = [each for each in self.cases.values() if each.of >= FEW]
        return self.all.of >= CASES and len(counted) > 1 and all(each.held for each in (*counted, self.all))


def total(cases: Iterable[Cases]) -> Cases:
    """All of them together."""
    found = tuple(cases)
    return Cases(sum(each.right for each in found), sum(each.of for each in found))


@cache
def kinds() -> Mapping[tuple[str, bool], FindingKind]:
    """The kinds by rule and direction."""
    return {(rule, kind.worse): kind for kind, rules in read(TABLE.read_text("utf-8")) for rule in rules}


@cache
def pooled(worse: bool) -> Cases:
    """All that was counted of a direction."""
    return next((kind.pooled for kind in kinds().values() if kind.worse is worse), Cases())


def read(source: str) -> Iterator[tuple[FindingKind, tuple[str, ...]]]:
    """The kinds in the text of a table, each with its rules."""
    for way, rows in parsed(source, "kinds").items():
        counted = [{text: Cases(*each) for text, each in row.get("cases", {}).items()} for row in rows]
        pool = total(each for row in counted for each in row.values())
        for row, cases in zip(rows, counted, strict=True):
            elsewhere = Cases(*row.get("elsewhere", ()))
            yield FindingKind(row["name"], way == "worse", cases, elsewhere, pool), tuple(row["rules"])


def kind_of(rule: str, worse: bool) -> FindingKind | None:
    """The kind of what a rule says: of the rule itself, else of all that are called so in any theme."""
    return kinds().get((rule, worse)) or kinds().get((rule.partition("/")[2], worse))


def marked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with their mark, kind and share; one whose direction is open keeps none."""
    return tuple(map(_marked, findings))


def _marked(finding: Finding) -> Finding:
    worse = finding.worse
    if worse is None:
        return finding
    kind = kind_of(finding.rule, worse)
    if kind is None:
        return replace(finding, mark=Confidence.LEANS, share=round(pooled(worse).share, 2))
    return replace(
        finding, kind=kind.name, mark=Confidence.LIKELY if kind.holds else Confidence.LEANS, share=round(kind.share, 2)
    )
