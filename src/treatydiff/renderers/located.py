"""Says where a change stands and what a light one comes to, in the words of every renderer that prints prose.

``Article 17 → 4, paragraph 1 (a), p. 21 → 7``; ``renumbered (3 times); brackets removed (paragraph 2)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from treatydiff.model import Change, Finding, Kind, Level, Link, Op, Provision, Report, Severity, Significance
from treatydiff.places import places, title
from treatydiff.renderers.line_numbers import LineNumbers
from treatydiff.summary import count_words, turn

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic"}

TURNS = ("adverse", "favourable", "unclear")
"""In the order in which they are shown."""

_LIGHT = {
    Significance.STATUS: "status changed",
    Significance.CONSEQUENTIAL: "cross-reference updated",
    Significance.EDITORIAL: "editorial change",
}
_MOST_REMARKS = 5
"""So many different remarks are named in one line."""


class Located:
    """The places of a report's changes, looked up once."""

    def __init__(self, report: Report) -> None:
        self._heads = {change.id: change for change in report.redline.all}
        self._places = {"old": places(report.old), "new": places(report.new)}
        self._lines = LineNumbers(report.old), LineNumbers(report.new)

    def line(self, change: Change) -> int:
        """Where in its file the new provision stands, or the old one where there is none."""
        return self._lines[1].of(change.new) if change.new else self._lines[0].of(change.provision)

    def head(self, change: Change) -> Change:
        """The change of the article (preamble, annex) that a change stands in."""
        return self._heads.get(change.within, change)

    def article(self, change: Change) -> str:
        """``Article 17 → 4``, ``Preamble``."""
        return article(self.head(change).link)

    def place(self, change: Change) -> str:
        """The place inside the article: ``paragraph 3 → 4``; empty for the article's own words."""
        unit = self.head(change).link
        several = len(unit.old) > 1 or len(unit.new) > 1
        old = self._side(change.link.old, "old", several)
        new = self._side(change.link.new, "new", several)
        if not (change.old and change.new):
            return old or new
        if self._from_elsewhere(change):
            home = f"article {change.old.article}" if change.old.article else ""
            return f"{new} (from {', '.join(part for part in (home, old) if part)})".strip()
        return new if old == new else arrow(old, new)

    def where(self, change: Change) -> str:
        """Article, place and pages."""
        return ", ".join(part for part in (self.article(change), self.place(change), pages(change.link)) if part)

    def sentence(self, finding: Finding) -> str:
        """The finding's message, led by its place where it does not name it itself."""
        head = self.head(finding.change).link
        named = any(title(provision) in finding.message for provision in (*head.old, *head.new))
        return finding.message if named else f"{self.where(finding.change)}: {finding.message}"

    def also(self, changes: Iterable[Change]) -> str:
        """What light changes of one article come to: ``brackets removed (paragraph 2); renumbered (3 times)``."""
        changes = tuple(changes)
        if changes and self.head(changes[0]).link.level is Level.FRONT:
            return _cover(changes)
        said: dict[str, list[str]] = {}
        for change in changes:
            for remark in change.remarks or unsaid(change):
                said.setdefault(remark, []).append(self.place(change))
        parts = [_said(remark, found) for remark, found in said.items()]
        more = len(parts) - _MOST_REMARKS
        return "; ".join([*parts[:_MOST_REMARKS], *([f"{more} more"] if more > 0 else [])])

    def _side(self, provisions: tuple[Provision, ...], side: str, several: bool) -> str:
        """The place in the unit; with the article where the unit is several articles."""
        found = [self._places[side].get(provision.eid, "") for provision in provisions]
        if several:
            found = [f"article {p.article}, {place}" for p, place in zip(provisions, found, strict=True) if place]
        return " and ".join(place for place in found if place)

    def _from_elsewhere(self, change: Change) -> bool:
        head = self.head(change)
        homes = {provision.article for provision in head.link.old}
        return head is not change and any(provision.article not in homes for provision in change.link.old)


def article(link: Link) -> str:
    """``Article 17 → 4``, ``Article 12 → 13, 14``."""
    sides = [_titles(side) for side in (link.old, link.new) if side]
    return arrow(*sides) if len(set(sides)) > 1 else sides[0]


def pages(link: Link) -> str:
    """``p. 21 → 7``; empty where the formats have no pages."""
    known = [str(p.origin.page) for side in (link.old, link.new) for p in side[:1] if p.origin.page]
    return f"p. {' → '.join(dict.fromkeys(known))}" if known else ""


def arrow(old: str, new: str) -> str:
    """``paragraph 3 → 4``: the words that both begin with are said once."""
    head, _, number = old.partition(" ")
    other_head, _, other_number = new.partition(" ")
    alike = head == other_head and other_number and not re.search("[a-z]{4}", number)
    return f"{head} {number} → {other_number}" if alike else f"{old or '(own words)'} → {new or '(own words)'}"


def one_side(change: Change) -> Provision:
    """The provision whose words are shown: of a deletion the old one, even if its number lives on as a tombstone."""
    return change.link.old[0] if change.kind is Kind.DELETED else change.provision


def words(finding: Finding) -> str:
    """``may → shall``, ``without right → (nothing)``; empty where there are none or the message quotes them all."""
    sides = (finding.removed, finding.introduced)
    if all(word in finding.message for side in sides for word in side):
        return ""
    return " → ".join(", ".join(side) or "(nothing)" for side in sides)


def label(finding: Finding) -> str:
    """``adverse, high``; of a finding without a direction only ``unclear``."""
    return turn(finding) if finding.adverse is None else f"{turn(finding)}, {finding.severity}"


def gravity(finding: Finding) -> tuple[int, int]:
    """Sorts findings: adverse before favourable before unclear, then by severity."""
    return TURNS.index(turn(finding)), list(Severity).index(finding.severity)


def by_theme(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """The findings of each theme, gravest first."""
    ordered = sorted(findings, key=lambda finding: finding.theme)
    for theme, found in groupby(ordered, key=lambda finding: finding.theme):
        yield theme, sorted(found, key=gravity)


def unsaid(change: Change) -> tuple[str, ...]:
    """What a light change without a remark comes to; of an article's own number its title speaks."""
    if all(span.op is Op.KEEP for span in change.spans):
        return () if change.within == change.id else ("renumbered",)
    return (_LIGHT.get(change.significance or Significance.EDITORIAL, ""),)


def _titles(provisions: tuple[Provision, ...]) -> str:
    first, *others = provisions
    return ", ".join([title(first), *(other.number for other in others)])


def _cover(changes: tuple[Change, ...]) -> str:
    spans = [span for change in changes for span in change.spans]
    inserted, deleted = (sum(count_words(s.text) for s in spans if s.op is op) for op in (Op.INSERT, Op.DELETE))
    return f"before the convention: {inserted:,} words inserted, {deleted:,} deleted"


def _said(remark: str, found: list[str]) -> str:
    named = [place for place in found if place]
    if len(found) > 2:
        return f"{remark} ({len(found)} times)"
    return f"{remark} ({'; '.join(named)})" if named else remark
