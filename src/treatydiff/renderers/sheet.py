"""What a redline for people shows in full, article by article, and what it folds: decided once for all renderers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatydiff.model import Change, Finding, Kind, Level, Op, Provision, Relation, Report, Significance
from treatydiff.renderers.located import Located, gravity
from treatydiff.selection import Selected, select
from treatydiff.summary import happened, heaviest, link_key

ONE_SIDED = {Kind.INSERTED: Op.INSERT, Kind.DELETED: Op.DELETE}
"""Kinds of change that have one side only, and how all of its words are marked."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An article (preamble, annex …) in which something changed that was asked for."""

    head: Change
    """The article's own change."""
    shown: tuple[Change, ...]
    """What is shown in full."""
    folded: tuple[Change, ...]
    """What is only named: it is not of substance, or stands before the convention begins."""
    happened: str
    """What became of the article, in a few words."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of them, shown or folded."""
        return (*self.shown, *self.folded)

    @property
    def tombstone(self) -> bool:
        """Whether it is only a number with a note such as ``Moved as article 19 bis.``"""
        return is_note(self.head)


class Sheet:
    """One report: what is selected, where it stands, what is shown."""

    def __init__(self, report: Report, *, show_all: bool = False) -> None:
        self.report = report
        self.selected: Selected = select(report)
        self.located = Located(report)
        self._show_all = show_all
        self._changes = {change.id: change for change in report.redline.all}
        self._relations = {link_key(row.link): row.relation for row in self.selected.rows}
        self._findings: dict[str, list[Finding]] = {}
        for finding in self.selected.findings:
            self._findings.setdefault(finding.change.id, []).append(finding)
        levels = [{provision.level for provision in draft.provisions} for draft in (report.old, report.new)]
        # Without a preamble nobody knows where the cover ends and the convention begins: then all is shown.
        self._cover_apart = all(Level.PREAMBLE in found for found in levels)

    def units(self) -> Iterator[Unit]:
        """What is selected, in reading order."""
        inside: dict[str, list[Change]] = {}
        for change in self.selected.changes:
            inside.setdefault(self.located.head(change).id, []).append(change)
        return (self._unit(self._changes[head], changes) for head, changes in inside.items())

    def nothing(self) -> str:
        """What to say where there is no unit."""
        if self.report.redline.changes:
            return "No change among what is selected."
        return "No change: the two drafts say the same, word for word."

    def findings(self, change: Change) -> list[Finding]:
        """What was found in a change, gravest first."""
        return sorted(self._findings.get(change.id, ()), key=gravity)

    def _unit(self, head: Change, changes: list[Change]) -> Unit:
        shown = tuple(change for change in changes if self._in_full(change, head))
        return Unit(head, shown, tuple(c for c in changes if c not in shown), self._happened(head, tuple(changes)))

    def _in_full(self, change: Change, head: Change) -> bool:
        if self._show_all:
            return True
        cover = self._cover_apart and head.link.level is Level.FRONT
        return change.significance is Significance.SUBSTANTIVE and not cover and not is_note(head)

    def _happened(self, head: Change, changes: tuple[Change, ...]) -> str:
        relation = self._relations.get(link_key(head.link), Relation.AMENDED)
        if is_note(head):
            note = one_side(head).note or next((p.note for p in head.link.old if p.note), "")
            return f"{happened(head.link, relation, None)}{f': {note}' if note else ''}"
        if head.kind in ONE_SIDED:
            return str(head.kind)
        substantive = heaviest(changes) is Significance.SUBSTANTIVE
        words = happened(head.link, relation, Significance.SUBSTANTIVE if substantive else None)
        return "" if words == "unchanged" else words


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
