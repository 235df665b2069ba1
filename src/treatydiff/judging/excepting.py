"""What an exception does that came to a ban, or went from it, and an "only" before what ends, tells or refuses.

The words that make a measure depend on something make a protection depend on it too: "shall not be searched" and "shall
be deleted" say less with "without an order" and "only if" than without.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from treatydiff.judging.clauses import Clause, Frame
from treatydiff.judging.lexis import Hit, Lexis
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.slots import SlotChange, slot_changes
from treatydiff.judging.wording import Wording
from treatydiff.lettering import WORD
from treatydiff.themes.patterns import Range

EXCEPTED, WITHHELD = "excepted.", "condition.withheld"
"""The slots: an exception to a ban (on what is done to people, or something else); a condition of what protects."""
_ONLY = "condition.only"
_BANS = ("force.mustnot", "force.neednot")
_OPENS = ("slots.exception", "slots.condition.only", "slots.relax.unauthorized", "slots.lacking")
"""What an exception begins with."""
_PROTECTS = ("slots.ending", "slots.deletion", "slots.sunset.lapse", "slots.notice", "actions.recourse", "force.refuse")
"""Acts that protect whom they are done to."""
_SECRET, _PERSONS = ("roles.secrecy", "slots.secrecy"), ("slots.persons", "agents.protected", "agents.exposed")
"""Words by which a ban keeps something secret, and persons for whose sake it may."""
_ACT = 16
"""Characters behind a ban within which the act that it rules out begins."""

Touches = Callable[[Hit], bool]


def changed_slots(
    passage: Passage, frames: tuple[Frame, Frame], touched: tuple[Touches, Touches], lexis: Lexis, wording: Wording
) -> Iterator[SlotChange]:
    """The changes of slots of a passage; what an exception to a ban says is told once, as that."""
    told = tuple(_excepted(passage, frames, lexis, wording))
    yield from (SlotChange(each.slot, each.change, *each.hits) for each in told)
    for change in slot_changes(*frames, touched):
        if not any(each.holds(change) for each in told):
            yield _withheld(change, frames)


# ------------------------------------------------------------------------------------------ an exception to a ban


@dataclass(frozen=True, slots=True)
class _Exception:
    """An exception that came to a ban that stood and stands, or went from it."""

    change: str
    at: Range
    slot: str

    @property
    def hits(self) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        hit = (Hit(*self.at, f"slots.{self.slot}"),)
        return ((), hit) if self.change == "gained" else (hit, ())

    def holds(self, change: SlotChange) -> bool:
        """Whether a slot was filled, or emptied, by words of the exception."""
        hits = change.introduced if self.change == "gained" else change.removed
        return change.change == self.change and any(h.start < self.at[1] and self.at[0] < h.end for h in hits)


def _excepted(passage: Passage, frames: tuple[Frame, Frame], lexis: Lexis, wording: Wording) -> Iterator[_Exception]:
    old, new = (passage.old, frames[0]), (passage.new, frames[1])
    for change, here, there in (("gained", new, old), ("lost", old, new)):
        side, frame = here
        for start, end in side.edited:
            at = _trimmed(side, start, end)
            if at and not _replaced(side, at, there[0]) and _makes_exception(side, at, lexis):
                clause = frame.clause_at(at[0])
                bans = [hit for hit in _bans(clause) if hit.end <= at[0] or at[1] <= hit.start]
                stood = [hit for hit in bans if _stands(side, hit, *there)]
                other = any(_withholds(side, hit, clause, wording) for hit in stood)
                if stood:
                    yield _Exception(change, at, f"{EXCEPTED}{'other' if other else 'ban'}")


def _trimmed(side: Side, start: int, end: int) -> Range | None:
    """An edit from its first word on."""
    word = WORD.on(side.text).search(side.text, start, end)
    return (word.start(), end) if word else None


def _replaced(side: Side, at: Range, other: Side) -> bool:
    """Whether words stood, or stand now, in the place of an edit."""
    start, end = side.spot(*at)
    nearest = bisect_left(other.edited, start - 1, key=lambda edit: other.spot(*edit)[1])
    return any(other.marked(edit[0]) <= end + 1 for edit in other.edited[nearest : nearest + 1])


def _makes_exception(side: Side, at: Range, lexis: Lexis) -> bool:
    """Whether an edit begins with "without", "except", "unless"."""
    return any(hit.start == at[0] and hit.name.startswith(_OPENS) for hit in lexis.hits(side.text))


def _bans(clause: Clause | None) -> Iterator[Hit]:
    return (hit for hit in clause.of("force") if hit.name in _BANS) if clause else iter(())


def _stands(side: Side, ban: Hit, other: Side, frame: Frame) -> bool:
    """Whether a ban stands on the other side too."""
    place = side.marked(ban.start)
    return any(other.marked(hit.start) == place for clause in frame.clauses for hit in _bans(clause))


def _withholds(side: Side, ban: Hit, clause: Clause | None, wording: Wording) -> bool:
    """Whether a ban rules out what people would be given, or keeps a secret: an exception may be for the better."""
    secret = (
        clause is not None
        and not clause.says(_PERSONS)
        and any(ban.start < hit.end and hit.start < ban.end + _ACT for name in _SECRET for hit in clause.of(name))
    )
    return secret or wording.gives.found(side.text[ban.end : ban.end + _ACT])


# ----------------------------------------------------------------------------------------- a condition of what protects


def _withheld(change: SlotChange, frames: tuple[Frame, Frame]) -> SlotChange:
    """A change; of an "only" behind what ends a measure, tells, or refuses, that the protection depends on more."""
    sides = ((frames[0], change.removed), (frames[1], change.introduced))
    if change.slot != _ONLY or not all(_protects(frame, hit) for frame, hits in sides for hit in hits):
        return change
    return change._replace(slot=WITHHELD, inside=False)


def _protects(frame: Frame, only: Hit) -> bool:
    """Whether the act that an "only" stands behind, or holds, protects."""
    clause = frame.clause_at(only.start)
    if clause is None:
        return False
    if _bound(clause, only) == "force.refuse":
        return True
    acts = [hit for hit in clause.hits if hit.end <= only.end and hit.name.startswith(("actions.", *_PROTECTS))]
    last = max(acts, key=lambda hit: (hit.start, hit.end), default=None)
    return last is not None and any(hit.end > last.start and hit.name.startswith(_PROTECTS) for hit in acts)


def _bound(clause: Clause, only: Hit) -> str:
    """The name of the word that binds what an "only" stands in: the last before it, else the first one."""
    before = [hit for hit in clause.of("force") if hit.start < only.start]
    if before:
        return max(before, key=lambda hit: (hit.start, hit.end)).name
    return min(clause.of("force"), key=lambda hit: (hit.start, -hit.end), default=only).name
