"""The view of a report: what is selected, counted, weighed, located, shown in full or folded.

Decided once for all renderers: each looks at its reports through a ``View`` and asks nobody else.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from treatydiff.gate.notices import worded
from treatydiff.model import ROWS, Change, Draft, Kind, Level, Link, Op, Provision, Relation, Significance, Span
from treatydiff.references.outline import outline
from treatydiff.renderers import RenderOptions
from treatydiff.renderers.text.locations import Located, gravity
from treatydiff.report import Finding, KeptVerdict, Report
from treatydiff.reports.headlines import Statement, ordered
from treatydiff.reports.selection import Selected, select
from treatydiff.reports.silence import besides
from treatydiff.reports.summary import LinkKey, Row, Summary, happened, heaviest, link_key, rows, summary
from treatydiff.reports.summary import by_theme as counted

if TYPE_CHECKING:  # a redline weighs nothing and need not load the gate
    from treatydiff.gate import Gate, Weighed
    from treatydiff.reports.weights import Gravity

ONE_SIDED = {Kind.INSERTED: Op.INSERT, Kind.DELETED: Op.DELETE}
"""Kinds of change that have one side only, and how all of its words are marked."""


class ShownUnit(NamedTuple):
    """An article (preamble, annex …) in which something changed that was asked for."""

    head: Change
    """The article's own change."""
    shown: tuple[Change, ...]
    """What is shown in full."""
    folded: tuple[Change, ...]
    """What is only named: it is not of substance, or stands before the convention begins."""
    happened: str
    """What became of the article, in a few words."""
    departed: str = ""
    """What stood in it and stands in other articles now, with the places: a signpost where it is missed."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of them, shown or folded."""
        return (*self.shown, *self.folded)

    @property
    def tombstone(self) -> bool:
        """Whether it is only a number with a note such as ``Moved as article 19 bis.``"""
        return is_note(self.head)


def views(reports: Iterable[Report], options: RenderOptions) -> tuple[View, ...]:
    """The reports as they are shown with these options."""
    found = tuple(View(report, options.gate, show_all=options.show_all) for report in reports)
    if found:
        found[-1].also = options.also
    return found


class View:
    """One report as it is shown. Each thing is worked out when it is first asked for, and once."""

    def __init__(self, report: Report, gate: Gate | None = None, *, show_all: bool = False) -> None:
        self.report = report
        self._gate = gate
        self._show_all = show_all
        self.also: tuple[Draft, ...] = ()
        """Other language versions of the new draft."""

    @cached_property
    def selected(self) -> Selected:
        """What the user asked to see."""
        return select(self.report, self.rows)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings among it, in reading order."""
        return self.selected.findings

    @cached_property
    def lines(self) -> tuple[Statement, ...]:
        """The changes of substance among it in the order in which they are to be read."""
        changes = self.selected.changes
        if self.report.selection.themes:  # then all else is left out on purpose
            told = {finding.change.id for finding in self.findings}
            changes = tuple(change for change in changes if change.id in told)
        return ordered(self.report, changes, self.findings, self.weight)

    @cached_property
    def besides(self) -> tuple[KeptVerdict, ...]:
        """The verdicts of people that are no findings and still hold."""
        return besides(self.report, {change.id for change in self.selected.changes})

    @cached_property
    def figures(self) -> Summary:
        """The whole report in numbers."""
        return summary(self.report, self.rows)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """What is selected in numbers: by theme, how many findings are adverse, favourable or unclear."""
        return counted(self.findings)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The whole concordance."""
        return rows(self.report)

    @cached_property
    def located(self) -> Located:
        """Where the changes stand."""
        return Located(self.report)

    @cached_property
    def weighed(self) -> tuple[Weighed, ...]:
        """The findings among what is selected, as the check weighs them."""
        from treatydiff.gate import Gate, weigh

        return weigh(self.report, self._gate or Gate())

    def weight(self, change: Change) -> tuple[Gravity, int]:
        """How much a change of substance weighs where no theme speaks."""
        if change.id not in self._weights:
            from treatydiff.reports.weights import weight

            self._weights[change.id] = weight(self.with_parts(change), self.report.new.language)
        return self._weights[change.id]

    @cached_property
    def _weights(self) -> dict[str, tuple[Gravity, int]]:
        return {}

    def with_parts(self, change: Change) -> Change:
        """Of a whole that came or went with the words of all that it holds and that did so with it; else as it is."""
        op, (_, *inner) = ONE_SIDED.get(change.kind), change.provision.walk()
        found = (self._wholes.get((change.kind, provision.eid)) for provision in inner) if op else ()
        parts = [" ".join(span.text for span in part.spans).strip() for part in found if part]
        if op is None or not any(parts):
            return change
        words = " ".join(filter(None, (*(span.text for span in change.text), *parts)))
        return replace(change, text=(Span(op, words, Significance.SUBSTANTIVE),))

    @cached_property
    def _wholes(self) -> dict[tuple[Kind, str], Change]:
        """What came or went, by its ``eid``."""
        every = self.report.redline.all
        return {(change.kind, change.provision.eid): change for change in every if change.kind in ONE_SIDED}

    @cached_property
    def _changes(self) -> dict[str, Change]:
        return {change.id: change for change in self.report.redline.all}

    @cached_property
    def _became(self) -> dict[LinkKey, Row]:
        return {link_key(row.link): row for row in self.selected.rows}

    @cached_property
    def _found(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in sorted(self.findings, key=lambda finding: (finding.standing, gravity(finding))):
            found.setdefault(finding.change.id, []).append(finding)
        return found

    @cached_property
    def _cover_apart(self) -> bool:
        """Whether the cover is told from the convention; without a preamble nobody knows, and then all is shown."""
        drafts = (self.report.old, self.report.new)
        return all(any(p.level is Level.PREAMBLE for p in draft.provisions) for draft in drafts)

    def units(self) -> Iterator[ShownUnit]:
        """What is selected, in reading order."""
        inside: dict[str, list[Change]] = {}
        for change in self.selected.changes:
            inside.setdefault(self.located.head(change).id, []).append(change)
        if self._departed.keys() - inside.keys():
            inside = {id: inside.get(id, []) for id in self._changes if id in inside or id in self._departed}
        signs = self._signs(inside)
        yield from signs.get("", ())
        for head, changes in inside.items():
            yield self._unit(self._changes[head], changes)
            yield from signs.get(head, ())

    @cached_property
    def taken_in(self) -> tuple[Change, ...]:
        """Of what is selected: articles of the old draft that stand inside another article of the new one."""
        found = (change for change in self.selected.changes if self.located.head(change) is not change)
        return tuple(c for c in found if c.link.new and any(p.level is Level.ARTICLE for p in c.link.old))

    def _signs(self, shown: Container[str]) -> dict[str, list[ShownUnit]]:
        """Signposts for them, each behind what is shown of the articles that stood before; "" where nothing is."""
        heads = (
            {p.eid: change.id for change in self._changes.values() for p in change.link.old} if self.taken_in else {}
        )
        order = [p.eid for p in outline(self.report.old).provisions.values() if p.level in ROWS]
        signs: dict[str, list[ShownUnit]] = {}
        for change in self.taken_in:
            eid = next(p.eid for p in change.link.old if p.level is Level.ARTICLE)
            before = (heads[each] for each in reversed(order[: order.index(eid)]))
            words = happened(change.link, change.link.relation, change.significance)
            place = next((id for id in before if id in shown), "")
            signs.setdefault(place, []).append(ShownUnit(change, (), (), words))
        return signs

    def departures(self, changes: Iterable[Change]) -> dict[str, list[Change]]:
        """By unit what left it for another article; what went along inside of that is not named again."""
        went: dict[str, list[Change]] = {}
        for change in changes:
            for head in self.located.left(change):
                went.setdefault(head, []).append(change)
        return {head: self._outermost(found) for head, found in went.items()}

    def _outermost(self, changes: list[Change]) -> list[Change]:
        eids = {provision.eid for change in changes for provision in change.link.old}
        parents = outline(self.report.old).parent
        inside = {eid for eid in eids if (parent := parents.get(eid)) is not None and parent.eid in eids}
        return [change for change in changes if not {p.eid for p in change.link.old} <= inside]

    @cached_property
    def _departed(self) -> dict[str, str]:
        told = self.departures(self.selected.changes)
        return {head: f"moved away: {'; '.join(map(self.located.departure, went))}" for head, went in told.items()}

    def extract(self) -> tuple[Link, ...]:
        """All links of the articles in which something is selected or that were asked for, and the headings above.

        What stands before the convention, such as a session and its date, only where nothing else is selected.
        """
        asked = {link_key(row.link) for row in self.selected.rows if self.report.selection.articles}
        selected = [self.located.head(change) for change in self.selected.changes]
        heads = {head.id for head in selected if head.link.level is not Level.FRONT} or {head.id for head in selected}
        heads |= {change.id for change in self._changes.values() if link_key(change.link) in asked}
        shown = [c for c in self.report.redline.all if self.located.head(c).id in heads]
        above = {(side, eid) for change in shown for side, eid in self._above(change.link)}
        return tuple(
            change.link
            for change in self.report.redline.all
            if self.located.head(change).id in heads
            or any((side, p.eid) in above for side, held in _both(change.link) for p in held)
        )

    def _above(self, link: Link) -> Iterator[tuple[str, str]]:
        """The chapters and parts that a link's provisions stand in."""
        drafts = {"old": self.report.old, "new": self.report.new}
        for side, held in _both(link):
            parent = outline(drafts[side]).parent
            for provision in held:
                holder = parent.get(provision.eid)
                while holder is not None:
                    yield side, holder.eid
                    holder = parent.get(holder.eid)

    def of_files(self) -> list[str]:
        """What the files held that a redline does not hand on, pending changes, macros, what would be fetched; and what
        their pages show otherwise than it was read."""
        names = {"old": self.report.old.label, "new": self.report.new.label}
        told = ((side, notice) for side, notice in worded(self.report) if side and (notice.of_file or notice.unseen))
        return [f"{names[side]}: {notice.message}" for side, notice in told]

    def nothing(self) -> str:
        """What to say where there is no unit."""
        if self.report.redline.changes:
            return "No change among what is selected."
        if self.report.unworded:
            return f"No word changed, but something else did: {self.unworded}."
        return "No change: the two drafts say the same, word for word."

    @property
    def unworded(self) -> str:
        """What differs besides words, in one line; empty for nothing."""
        return ", ".join(self.report.unworded)

    def found(self, change: Change) -> list[Finding]:
        """What was found in a change, among what is selected: what people say before what rules say, gravest first."""
        return self._found.get(change.id, [])

    def _unit(self, head: Change, changes: list[Change]) -> ShownUnit:
        shown = tuple(change for change in changes if self._in_full(change, head))
        in_full = {change.id for change in shown}
        folded = tuple(change for change in changes if change.id not in in_full)
        departed = self._departed.get(head.id, "")
        return ShownUnit(head, shown, folded, self._happened(head, tuple(changes)), departed)

    def _in_full(self, change: Change, head: Change) -> bool:
        if self._show_all or self.report.selection.reworded:
            return True
        if head.link.level is Level.FRONT:
            return not self._cover_apart and any(span.op is not Op.KEEP for span in change.spans)
        return change.significance is Significance.SUBSTANTIVE and not is_note(head)

    def _happened(self, head: Change, changes: tuple[Change, ...]) -> str:
        row = self._became.get(link_key(head.link))
        relation = row.relation if row else Relation.AMENDED
        if is_note(head):
            note = one_side(head).note or next((p.note for p in head.link.old if p.note), "")
            return f"{happened(head.link, relation, None)}{f': {note}' if note else ''}"
        if head.kind in ONE_SIDED:
            return str(head.kind)
        gave = relation is Relation.AMENDED and head.id in self._departed
        substantive = gave or heaviest(changes) is Significance.SUBSTANTIVE
        heavy = Significance.SUBSTANTIVE if substantive else None
        words = happened(head.link, relation, heavy, stale=row is not None and row.stale)
        return "" if words == "unchanged" else words


def _both(link: Link) -> tuple[tuple[str, tuple[Provision, ...]], ...]:
    return ("old", link.old), ("new", link.new)


def is_note(change: Change) -> bool:
    """Whether a change is of numbers without text on every side that there is."""
    return all(provision.tombstone for provision in (*change.link.old, *change.link.new))


def one_side(change: Change) -> Provision:
    """The provision whose words are shown: of a deletion the old one, even if its number lives on as a tombstone."""
    return change.link.old[0] if change.kind is Kind.DELETED else change.provision


def whole_text(change: Change) -> str:
    """Of a provision that stands on one side only: its number and its words."""
    provision = one_side(change)
    number = provision.printed or (f"{provision.number}." if provision.number else "")
    return " ".join(part for part in (number, *(span.text for span in change.spans)) if part.strip())
