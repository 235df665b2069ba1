"""Holds the findings on two states of a statute against the changes that were read by hand.

An entry names an article, mostly a paragraph, and whether the change is for the worse (``adverse``), the better
(``favourable``), both (``mixed``) or neither (``neutral``). It is *told* where a finding stands at its place; places
are matched by number, the outermost paragraph of either draft. Only entries that a second reader would class alike
count.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from treatydiff.compare import compare, read_draft
from treatydiff.model import Change, Level, Provision
from treatydiff.references.outline import outline
from treatydiff.report import Finding, Report
from treatydiff.text.numbering import key

Spot = tuple[str, str]
"""Number of the article and of the outermost paragraph; the latter empty where it goes for the whole article."""
WANTED = {"adverse": True, "favourable": False}
_NO_NUMBER = re.compile(r"al\b|last|chapeau|first")
_OUTER = re.compile(r"\s*[(（]?\s*([^\s(（),;]*)")


@dataclass(frozen=True)
class Entry:
    """A change that was read by hand."""

    statute: str
    data: dict[str, Any]

    @property
    def kind(self) -> str:
        return str(self.data["class"])

    @property
    def sure(self) -> bool:
        return bool(self.data.get("sure", True))

    @property
    def half(self) -> int:
        """Which half of the statutes it is in, by the hash of the name."""
        return hashlib.sha256(self.statute.encode()).digest()[0] % 2

    @cached_property
    def spots(self) -> frozenset[Spot]:
        """Where it stands, under the old or the new number of its article."""
        numbers = (self.data.get("article"), self.data.get("old_article"))
        paragraph = str(self.data.get("paragraph") or "")
        inner = "" if _NO_NUMBER.match(paragraph) else number(_OUTER.match(paragraph)[1])  # type: ignore[index]
        return frozenset((number(article), inner) for article in numbers if article)

    def at(self, spots: Iterable[Spot]) -> bool:
        """Whether something at these spots is about it."""
        mine = list(self.spots)
        return any(a == c and (not b or not d or b == d) for a, b in mine for c, d in spots)


@dataclass
class Told:
    """Counts; read as figures by ``figures``."""

    counts: Counter[str] = field(default_factory=Counter)
    missed: list[Entry] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Shares by name, as docs/judging.md prints them."""
        count = self.counts
        share = {
            "told": ("told", "live"),
            "gravest": ("grave told", "grave"),
            "turned": ("turned", "firm"),
            "flagged": ("flagged", "neutral"),
            "true": ("true", "labelled"),
        }
        return {name: count[part] / max(count[whole], 1) for name, (part, whole) in share.items()}

    def __add__(self, other: Told) -> Told:
        return Told(self.counts + other.counts, self.missed + other.missed)

    def __str__(self) -> str:
        count, figures = self.counts, self.figures()
        return (
            f"told {figures['told']:.3f} ({count['told']}/{count['live']})  gravest {figures['gravest']:.3f}  "
            f"turned {figures['turned']:.3f} ({count['turned']}/{count['firm']})  "
            f"neutral flagged {figures['flagged']:.3f} ({count['flagged']}/{count['neutral']})  "
            f"labelled findings true {figures['true']:.3f} of {count['labelled']}"
        )


def number(printed: object) -> str:
    """A number of an article or paragraph as it is looked up."""
    bare = re.sub(r"[\s.\-–—°º()（）]", "", str(printed).casefold())
    return key(re.sub(r"^(article|art[ií]culo|section)", "", bare))


def entries(folder: Path) -> dict[str, list[Entry]]:
    """The entries of each statute, by name."""
    paths = sorted((*folder.glob("*.truth.json"), *folder.glob("*.edits.json")))
    found = {path.name.partition(".")[0]: path for path in paths}
    return {name: [Entry(name, each) for each in json.loads(path.read_text("utf-8"))] for name, path in found.items()}


def told_of(report: Report, truth: list[Entry]) -> Told:
    """What a report tells of the entries of its statute."""
    places = [(finding, list(spots(finding, report))) for finding in report.findings]
    told = Told()
    for entry in (each for each in truth if each.sure):
        _count(entry, [finding for finding, at in places if entry.at(at)], truth, told)
    for finding, at in places:
        if around := [entry for entry in truth if entry.at(at)]:
            told.counts["labelled"] += 1
            told.counts["true"] += _true(finding, {entry.kind for entry in around} - {"neutral"})
    return told


def _count(entry: Entry, hits: list[Finding], truth: list[Entry], told: Told) -> None:
    if entry.kind == "neutral":
        beside = any(each.kind != "neutral" and each.at(entry.spots) for each in truth)
        told.counts["neutral"] += 1
        told.counts["flagged"] += bool(hits) and not beside
        return
    grave = entry.data.get("gravity") == 3
    told.counts.update(
        {"live": 1, "grave": int(grave), "told": int(bool(hits)), "grave told": int(grave and bool(hits))}
    )
    told.missed.extend([] if hits else [entry])
    wanted, signs = WANTED.get(entry.kind), {finding.adverse for finding in hits}
    if wanted is not None and signs - {None}:
        told.counts.update({"firm": 1, "turned": int(signs == {not wanted})})


def _true(finding: Finding, kinds: set[str]) -> bool:
    """Whether a finding says what one of the entries at its place says."""
    return any(WANTED.get(kind) in (None, finding.adverse) for kind in kinds) or (
        bool(kinds) and finding.adverse is None
    )


def spots(finding: Finding, report: Report) -> Iterator[Spot]:
    """Where a finding stands, in both drafts."""
    yield from spots_of(finding.change, report)


def spots_of(change: Change, report: Report) -> Iterator[Spot]:
    """Where a change stands, in both drafts."""
    for draft, side in ((report.new, change.link.new), (report.old, change.link.old)):
        for provision in side[:1]:
            above = [provision, *outline(draft).above(provision)]
            yield number(provision.article), next((number(p.number) for p in reversed(above) if _outer(p)), "")


def _outer(provision: Provision) -> bool:
    return provision.level in (Level.PARAGRAPH, Level.SUBPARAGRAPH) and bool(provision.number)


def read(folder: Path, name: str) -> Report:
    """The comparison of both states of a statute."""
    old, new = (next(folder.glob(f"{name}.{side}.*")) for side in ("old", "new"))
    return compare(read_draft(str(old)), read_draft(str(new)))
