"""The ledger of open issues as values: an issue as it stands in one draft, and what became of it over a series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from treatydiff.model import Draft
from treatydiff.report import Effect, Severity


class IssueSort(StrEnum):
    """What keeps a place open."""

    ALTERNATIVES = "alternatives"
    """Several wordings of which the draft is to have one: ``[shall] [may]``, ``[Alt. 1 …] [Alt. 2 …]``."""
    OPTIONS = "options"
    """Whole provisions of which the draft is to have one: ``Option A`` and ``Option B``, ``6.`` and ``6. Alt.``."""
    WORDS = "bracketed words"
    """Words in square brackets: they may stay or go."""
    PROVISION = "bracketed provision"
    """A provision, or several in a row, in square brackets."""
    PLACEHOLDER = "placeholder"
    """A gap to be filled: ``[…]``, ``[X]``, ``xx experts``."""
    UNDECIDED = "to be decided"
    """The draft says in words of its own that something has still to be done."""
    RESERVATION = "reservation"
    """A footnote that says who reserves a position, proposes or opposes something."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a draft inside one provision."""

    eid: str
    field: str
    """``text`` or ``heading``."""
    start: int
    end: int
    """Letters of the field, from 0; brackets are inside the stretch."""


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """One of the choices."""

    words: str
    """Without brackets, label and names; empty for "no text"."""
    label: str = ""
    """What the draft calls it: ``Alt. 1``, ``Option A``."""
    holders: tuple[str, ...] = ()
    """The delegations whose wish it is, where the draft or a compilation says so."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An open issue as it stands in one draft."""

    sort: IssueSort
    eid: str
    """The provision that it stands in, or that stands in brackets: the first of several."""
    words: str
    """As printed, brackets and all, on one line."""
    choices: tuple[OpenChoice, ...]
    """Side by side; one only where words may stay or go; none of a reservation."""
    regions: tuple[Region, ...]
    """All that it covers, in printed order; none of a footnote."""
    before: str = ""
    """Words of the same text before it, and"""
    after: str = ""
    """behind it, cut at a word."""
    inside: int | None = None
    """Which sighting of the draft it stands within, by index; None of an outermost one."""
    holders: tuple[str, ...] = ()
    """Who holds the issue as a whole: whom a footnote names."""
    marked: str = ""
    """What its colour means, where the user has said what colours mean."""
    against: tuple[str, ...] = ()
    """Who wants no text in its place, by a proposal."""
    others: tuple[OpenChoice, ...] = ()
    """What proposals want to stand in its place that is none of the choices."""
    noted: str = ""
    """Of a footnote, the provision that it belongs to, by ``eid``; empty where the file does not say it."""
    members: tuple[str, ...] = ()
    """Of options, the provision that each choice is, by ``eid``."""
    closed: bool = True
    """Whether the draft closes the bracket that it opens."""

    @property
    def everyone(self) -> tuple[str, ...]:
        """All who are named, each once."""
        wordings = (*self.choices, *self.others)
        named = (*self.holders, *(name for choice in wordings for name in choice.holders), *self.against)
        return tuple(dict.fromkeys(named))


class Move(StrEnum):
    """What a draft did to an issue."""

    OPENED = "opened"
    STANDS = "unchanged"
    CHANGED = "changed"
    """Still open, with other words or choices."""
    CLOSED = "closed"
    REOPENED = "reopened"
    """Open again after a draft in which it was not."""


class Ending(StrEnum):
    """How an issue was closed. None of them is an agreement."""

    DECIDED = "decided"
    """One of the alternatives stands, and no other."""
    KEPT = "brackets removed"
    """The words stand without brackets."""
    DROPPED = "dropped"
    """The words are gone, or the provision with them."""
    REPLACED = "replaced"
    """Other words stand in the place."""
    FILLED = "filled"
    """Of a placeholder: something stands in it."""
    MERGED = "merged"
    """It is part of another issue that is open."""
    COMBINED = "combined"
    """Several of the alternatives stand side by side."""
    WITHDRAWN = "withdrawn"
    """A footnote or a note is gone; nothing says how it was settled."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What closed an issue."""

    outcome: Ending
    now: str = ""
    """The words that stand in its place; empty where there are none."""
    dropped: tuple[str, ...] = ()
    """The choices that are gone."""
    place: str = ""
    """Where that is, in the draft that closed it; empty where nothing is left."""
    agreed: str = ""
    """How the draft itself marks the provision now: ``agreed ad referendum``; empty where it says nothing."""
    into: int | None = None
    """Of a merger: the number of the issue that it is part of."""


@dataclass(frozen=True, slots=True)
class IssueStep:
    """What one draft did to an issue."""

    draft: int
    """The index of the draft."""
    move: Move
    words: str = ""
    """What of it changed, in a clause: ``dropped from the alternatives: should``."""
    closing: Closing | None = None
    """Of a closing, how."""


@dataclass(frozen=True, slots=True)
class Stake:
    """A theme that hangs on an issue."""

    theme: str
    severity: Severity
    effect: Effect
    meaning: str
    """What it would do to take the last choice and not the first: a clause without capital and full stop."""
    adverse: bool | None = None
    """Whether that is a turn for the worse by the profile in force."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue over a series of drafts."""

    number: int
    """From 1: those that are open, in the order of the last draft, then those that were closed."""
    sightings: tuple[Sighting | None, ...]
    """As it stands in each draft; None where it is not open."""
    places: tuple[str, ...]
    """Where that is, in words, draft by draft: ``Article 28, paragraph 2``; empty where it is not open."""
    steps: tuple[IssueStep, ...]
    """What each draft did to it, from the one that opened it on, as long as there is anything to say."""
    stakes: tuple[Stake, ...] = ()
    """What hangs on it, gravest first."""
    inside: int | None = None
    """The number of the issue around it in the last draft that has it."""

    @property
    def open(self) -> bool:
        """Whether it is open in the last draft."""
        return self.sightings[-1] is not None

    @property
    def last(self) -> Sighting:
        """As it stands in the last draft that has it."""
        return next(each for each in reversed(self.sightings) if each is not None)

    @property
    def place(self) -> str:
        """Where it stands in the last draft that has it."""
        return next(place for place in reversed(self.places) if place)

    @property
    def first(self) -> int:
        """The index of the draft that opened it first."""
        return self.steps[0].draft

    @property
    def since(self) -> int:
        """The index of the draft since which it has been open: the last that opened or reopened it."""
        return next(step.draft for step in reversed(self.steps) if step.move in (Move.OPENED, Move.REOPENED))

    @property
    def age(self) -> int:
        """In how many drafts it has stood open."""
        return sum(each is not None for each in self.sightings)

    @property
    def closing(self) -> Closing | None:
        """What closed it, if it is closed."""
        return None if self.open else self.steps[-1].closing

    @property
    def closed(self) -> int | None:
        """The index of the draft that closed it; None of an open one."""
        return None if self.open else self.steps[-1].draft


@dataclass(frozen=True, slots=True)
class AgreementMark:
    """A provision that a draft itself marks as agreed, in words or by a colour whose meaning was declared."""

    draft: int
    place: str
    words: str
    """What the mark says: ``agreed ad referendum``."""
    text: str
    """The words that carry it."""
    colour: str = ""
    """``yellow``; empty of a mark in words."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All issues of a series, or of one draft."""

    drafts: tuple[Draft, ...]
    issues: tuple[Issue, ...]
    marks: tuple[AgreementMark, ...] = ()
    """What the last draft marks as agreed."""
    undeclared: tuple[tuple[str, int], ...] = ()
    """Colours of the last draft that nobody has said the meaning of, and how many stretches have each."""

    @property
    def open(self) -> tuple[Issue, ...]:
        """Those that are open in the last draft, in its order."""
        return tuple(issue for issue in self.issues if issue.open)

    @property
    def closed(self) -> tuple[Issue, ...]:
        """Those that were closed, by the draft that closed them."""
        return tuple(sorted((issue for issue in self.issues if not issue.open), key=lambda each: each.closed or 0))

    def moves(self, draft: int) -> dict[Move, int]:
        """How many issues a draft opened, changed, closed and reopened."""
        found = [step.move for issue in self.issues for step in issue.steps if step.draft == draft]
        return {move: found.count(move) for move in Move}

    def standing(self, draft: int) -> int:
        """How many issues are open in a draft."""
        return sum(issue.sightings[draft] is not None for issue in self.issues)
