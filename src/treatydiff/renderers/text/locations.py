"""Places of changes and remarks on light ones, as every prose format words them.

``Article 17 → 4, paragraph 1 (a), p. 21 → 7``; ``renumbered (3 times); brackets removed (paragraph 2)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from treatydiff.model import ROWS, Change, Level, Link, Op, Provision, Relation, Significance
from treatydiff.references.outline import outline
from treatydiff.references.places import arrow, pages, small, title, titles, together
from treatydiff.renderers.line_numbers import LineNumbers
from treatydiff.report import Confidence, Effect, Finding, Report, Severity
from treatydiff.reports.summary import count_words, several, turn

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
        self._outlines = {"old": outline(report.old), "new": outline(report.new)}
        self._lines = LineNumbers(report.old), LineNumbers(report.new)

    def line(self, change: Change) -> int:
        """Where in its file the new provision stands, or the old one where there is none."""
        return self._lines[1].of(change.new) if change.new else self._lines[0].of(change.provision)

    def head(self, change: Change) -> Change:
        """The change of the article (preamble, annex) that a change stands in."""
        return self._heads.get(change.within, change)

    def article(self, change: Change) -> str:
        """``Article 17 → 4``, ``Preamble``."""
        return self.titles(self.head(change).link)

    def titles(self, link: Link) -> str:
        """What both sides of a link are called: ``Article 17 → 4``, ``Article 43, paragraph 1 → Article 41``."""
        return titles(link, self._outlines["old"].called, self._outlines["new"].called)

    def place(self, change: Change) -> str:
        """The place inside the article: ``paragraph 3 → 4``; empty for the article's own words."""
        unit = self.head(change).link
        if unit is change.link and any(side and not _units(side) for side in (unit.old, unit.new)):
            return ""  # a paragraph became an article: the article's name tells its whole place
        several = len(unit.old) > 1 or len(unit.new) > 1
        old = self._side(change.link.old, "old", several)
        new = self._side(change.link.new, "new", several)
        if not (change.old and change.new):
            return old or new
        if self._from_elsewhere(change):
            home = self._home(change.old, "old")
            return f"{new} (from {', '.join(part for part in (home, old) if part)})".strip()
        return new if old == new else arrow(old, new)

    def where(self, change: Change, *, paged: bool = True) -> str:
        """Article, place and pages."""
        place = self.place(change)
        unit = self.head(change).link  # where it is several articles, the place names its own
        within = place and (len(unit.old) > 1 or len(unit.new) > 1)
        parts = (place[:1].upper() + place[1:], "") if within else (self.article(change), place)
        return ", ".join(part for part in (*parts, pages(change.link) if paged else "") if part)

    def meaning(self, finding: Finding, *, quoting: bool = True) -> str:
        """What a finding says, without its place where that is the article (or the like) that a report is at.

        ``quoting=False`` leaves its words to whoever shows them beside it.
        """
        links = (self.head(finding.change).link, finding.change.link)
        sides = (("old", [p for link in links for p in link.old]), ("new", [p for link in links for p in link.new]))
        units = {title(self._outlines[side].unit.get(p.eid, p)) for side, found in sides for p in found}
        said = finding.statement if quoting else finding.claim
        if finding.where.unit in units:
            return said[:1].upper() + said[1:]
        return f"{finding.where}: {said}" if finding.where.unit else said

    def sentence(self, finding: Finding) -> str:
        """The finding's message, led by the place of its change where it names none of those articles itself."""
        head = self.head(finding.change).link
        named = finding.where.unit in {title(provision) for provision in (*head.old, *head.new)}
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
        found = [self._outlines[side].place.get(provision.eid, "") for provision in provisions]
        if several:
            pairs = zip(provisions, found, strict=True)
            inner = [(self._home(p, side), place) for p, place in pairs if place or not _units((p,))]
            found = [", ".join(filter(None, names)) for names in inner]
        return together(found)

    def departure(self, change: Change) -> str:
        """``paragraph 3 → article 30, paragraph 2``: where something stood that stands in another article now."""
        old = self._side(change.link.old, "old", several=False)
        new = self._side(change.link.new, "new", several=False)
        there = together(dict.fromkeys(self._home(provision, "new") for provision in change.link.new))
        return f"{old} → {', '.join(filter(None, (there, new)))}"

    def left(self, change: Change) -> Iterator[str]:
        """The ids of the units of the old draft that a change's old text stood in, where that is another's now."""
        here = self.head(change)
        stays = {provision.eid for provision in here.link.old} if here is not change else set()
        for provision in change.link.old:
            home = self._outlines["old"].unit.get(provision.eid, provision)
            whole = home is provision  # an article that became a paragraph leaves no article behind
            units = () if whole or home.eid in stays or not change.link.new else self._old_units.get(home.eid, ())
            yield from (head.id for head in units if head is not here)

    @cached_property
    def _old_units(self) -> dict[str, list[Change]]:
        """By the id of each article of the old draft the changes that are shown as its unit."""
        found: dict[str, list[Change]] = {}
        for head in self._heads.values():
            for provision in head.link.old:
                found.setdefault(provision.eid, []).append(head)
        return found

    def _from_elsewhere(self, change: Change) -> bool:
        head = self.head(change)
        homes = {self._home(provision, "old") for provision in head.link.old}
        return head is not change and any(self._home(p, "old") not in homes for p in change.link.old)

    def _home(self, provision: Provision, side: str) -> str:
        """``article 5``, ``annex II``: what stands around it, in the middle of a sentence."""
        return small(title(self._outlines[side].unit.get(provision.eid, provision)))


def _units(side: Iterable[Provision]) -> bool:
    return any(provision.level in ROWS or not provision.article for provision in side)


def words(finding: Finding) -> str:
    """``may → shall``, ``without right → (nothing)``; empty where there are none or the message quotes them all."""
    sides = (finding.removed, finding.introduced)
    if all(finding.quotes(word) for side in sides for word in side):
        return ""
    return " → ".join(", ".join(side) or "(nothing)" for side in sides)


def verdict(finding: Finding) -> str:
    """``adverse``, ``favourable``; where the profile passes no verdict the effect, ``unclear`` if there is none."""
    silent = finding.adverse is None and finding.effect is not Effect.TOUCHES
    return str(finding.effect) if silent else turn(finding)


def label(finding: Finding) -> str:
    """``adverse`` where that is likely, ``leans to adverse, 7 of 10``, ``unclear``; of a person's ``judged: adverse``.

    Of a reader of the user's own ``read by reader (model): adverse``.
    """
    if finding.signed:
        return f"{finding.signed.by}: {verdict(finding)}"
    return leaning(verdict(finding), finding) if finding.mark is Confidence.LEANS else verdict(finding)


def leaning(way: str, finding: Finding) -> str:
    """``leans to worse, 7 of 10``: and how many of ten such findings people agreed with, where that is known."""
    known = f", {finding.share * 10:.0f} of 10" if finding.share else ""
    return f"leans to {way}{known}"


def gravity(finding: Finding) -> tuple[int, int, int, bool]:
    """Sorts findings: adverse before favourable before unclear, by whose word it is (``Finding.standing``), by
    severity, then what a rule says, which knows the words, before what the clause frames read."""
    return TURNS.index(turn(finding)), finding.standing, list(Severity).index(finding.severity), finding.by_frame


def gravest(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings place by place, the gravest place first.

    Many are equally grave; of these each theme has its turn, so that whoever reads only the first learns of all of
    them, and not merely of the first articles.
    """
    ranked: list[tuple[tuple[int, int, int, bool], int, int, Finding]] = []
    for order, (_, of_theme) in enumerate(by_theme(findings)):
        for weight, equal in groupby(of_theme, key=gravity):
            ranked += ((weight, turn_of_theme, order, finding) for turn_of_theme, finding in enumerate(equal))
    places: dict[str, list[Finding]] = {}
    for *_, finding in sorted(ranked, key=itemgetter(0, 1, 2)):
        places.setdefault(finding.change.id, []).append(finding)
    return list(places.values())


def by_theme(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """The findings of each theme, gravest first; first the theme that got worse in most places."""
    ordered = sorted(findings, key=lambda finding: (finding.theme, gravity(finding)))
    themes = {theme: list(found) for theme, found in groupby(ordered, key=lambda finding: finding.theme)}
    adverse = {theme: sum(finding.adverse is True for finding in found) for theme, found in themes.items()}
    yield from sorted(themes.items(), key=lambda item: (-adverse[item[0]], item[0]))


def unsaid(change: Change) -> tuple[str, ...]:
    """What a light change without a remark comes to; of an article's own number its title speaks."""
    if all(span.op is Op.KEEP for span in change.spans):
        return () if change.within == change.id else ("renumbered",)
    if change.link.relation in (Relation.SPLIT, Relation.MERGED) and all(span.op is Op.KEEP for span in change.text):
        return ()  # its heading went with its parts
    return (_LIGHT.get(change.significance or Significance.EDITORIAL, ""),)


def _cover(changes: tuple[Change, ...]) -> str:
    spans = [span for change in changes for span in change.spans]
    inserted, deleted = (sum(count_words(s.text) for s in spans if s.op is op) for op in (Op.INSERT, Op.DELETE))
    return f"{several(inserted, 'word')} inserted, {deleted:,} deleted"


def _said(remark: str, found: list[str]) -> str:
    named = [place for place in found if place]
    if len(found) > 2:
        return f"{remark} ({len(found)} times)"
    return f"{remark} ({'; '.join(named)})" if named else remark
