"""Content keys: what stands for the words of a change, so that a verdict finds it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from treatydiff.gate.fingerprints import digest, plain_words
from treatydiff.model import Change, Kind, Level, Op, Provision, Significance, new_text, old_text
from treatydiff.references.outline import outline
from treatydiff.references.places import title
from treatydiff.report import FiledVerdict, Location, Report

_LENGTH = 12
"""Hexadecimal digits that stand for a text: enough to tell the texts of a draft apart, short enough for a cell."""
_NOTHING = "0"
"""Stands for no words at all."""
ASIDE = frozenset({Level.FRONT, Level.FOOTNOTE})
"""What stands in a draft and is not the convention's text."""


@dataclass(frozen=True, slots=True)
class Prints:
    """What stands for the words of a change; case, spacing, punctuation and brackets are left out."""

    old: str
    new: str
    settled: str
    """The new words with the numbers that the old draft had for what they refer to: equal after every renumbering."""

    def __str__(self) -> str:
        return ".".join((self.old, self.new, *([self.settled] if self.settled != self.new else [])))


@dataclass(frozen=True, slots=True)
class Judgeable:
    """A change, or a whole article or paragraph that came or went, as it is laid before a person."""

    change: Change
    old: str
    new: str
    prints: Prints
    where: Location
    """As findings name it: in the new draft, or in the old one where it is gone."""
    places: frozenset[str]
    """Everything that it may be called, in either draft."""
    inside: tuple[str, ...]
    """The ids of the changes that it covers, its own first."""
    part: bool = False
    """Whether it came or went inside of something that did so as a whole."""


def judgeables(report: Report) -> tuple[Judgeable, ...]:
    """All changes of a report, in reading order; what came or went as a whole with everything inside."""
    names = Names(report)
    found = []
    for change in report.redline.changes:
        parts = names.parts(change)
        texts = (old_text(change.spans), new_text(change.spans))
        if change.kind is Kind.INSERTED:
            texts = ("", whole(change.link.new))
        elif change.kind is Kind.DELETED:
            texts = (whole(change.link.old), "")
        settled = texts[1] if change.kind is not Kind.AMENDED else _settled(change)
        prints = Prints(print_of(texts[0]), print_of(texts[1]), print_of(settled))
        found.append(
            Judgeable(change, *texts, prints, names.where(change), names.all(change), parts, names.is_part(change))
        )
    return tuple(found)


def alone(unit: Judgeable) -> Judgeable:
    """What came or went, by its own words alone, without what is inside."""
    old, new = old_text(unit.change.spans), new_text(unit.change.spans)
    prints = Prints(print_of(old), print_of(new), print_of(new))
    return replace(unit, old=old, new=new, prints=prints, inside=(unit.change.id,))


def whole(provisions: Iterable[Provision]) -> str:
    """Headings and texts of provisions and all inside them, a line each."""
    return "\n".join(inner.own for provision in provisions for inner in provision.walk() if inner.own)


def print_of(text: str) -> str:
    """What stands for a text."""
    words = plain_words(text)
    return digest(words)[:_LENGTH] if words else _NOTHING


def key_of(verdict: FiledVerdict) -> Prints:
    """What stands for the words that a verdict was passed on: as the file says, else as they are."""
    parts = verdict.key.split(".")
    if len(parts) in (2, 3) and all(parts):
        return Prints(parts[0], parts[1], parts[-1])
    new = print_of(verdict.new)
    return Prints(print_of(verdict.old), new, new)


def spoken(place: str) -> str:
    """A place as it is compared with others."""
    return " ".join(without_draft(place).casefold().split())


def without_draft(place: str) -> str:
    """A place without which draft it is in: what went is of no place in the drafts that follow."""
    return place.removesuffix(" of the old draft").removesuffix(EARLIER)


EARLIER = " of an earlier draft"


class Names:
    """What the changes of a report are called, and which came or went inside of which."""

    def __init__(self, report: Report) -> None:
        self._sides = {Op.DELETE: outline(report.old), Op.INSERT: outline(report.new)}
        self._one_sided = {
            (op, p.eid): change.id
            for op, kind in ((Op.DELETE, Kind.DELETED), (Op.INSERT, Kind.INSERTED))
            for change in report.redline.all
            if change.kind is kind
            for p in (change.link.old if op is Op.DELETE else change.link.new)
        }

    def where(self, change: Change) -> Location:
        """Where a change stands in the new draft, or stood in the old one."""
        gone = change.kind is Kind.DELETED or not change.link.new
        op, provision = (Op.DELETE, change.link.old[0]) if gone else (Op.INSERT, change.link.new[0])
        return self._location(op, provision)

    def all(self, change: Change) -> frozenset[str]:
        """Everything a change may be called."""
        sides = ((Op.DELETE, change.link.old), (Op.INSERT, change.link.new))
        return frozenset(spoken(str(self._location(op, p))) for op, side in sides for p in side)

    def known(self) -> frozenset[str]:
        """Every place that there is in one of the drafts."""
        both = ((op, p) for op, side in self._sides.items() for p in side.provisions.values())
        return frozenset(spoken(str(self._location(op, p))) for op, p in both)

    def parts(self, change: Change) -> tuple[str, ...]:
        """The changes that came or went with a change, its own first."""
        op = _ONE_SIDED.get(change.kind)
        if op is None:
            return (change.id,)
        provisions = change.link.old if op is Op.DELETE else change.link.new
        inside = (self._one_sided.get((op, inner.eid), "") for p in provisions for inner in p.walk())
        return tuple(dict.fromkeys((change.id, *filter(None, inside))))

    def is_part(self, change: Change) -> bool:
        """Whether a change came or went inside of another."""
        op = _ONE_SIDED.get(change.kind)
        provision = change.provision if op is Op.INSERT else (change.link.old or change.link.new)[0]
        return op is not None and any((op, p.eid) in self._one_sided for p in self._sides[op].above(provision))

    def _location(self, op: Op, provision: Provision) -> Location:
        side = self._sides[op]
        unit = side.unit.get(provision.eid, provision)
        return Location(title(unit), side.place.get(provision.eid, ""), gone=op is Op.DELETE)


_ONE_SIDED = {Kind.INSERTED: Op.INSERT, Kind.DELETED: Op.DELETE}


def _settled(change: Change) -> str:
    return "".join(_words_settled(change))


def _words_settled(change: Change) -> Iterator[str]:
    """The new words, but the old ones where a difference only follows from another."""
    for span in change.spans:
        heavy = span.significance is Significance.SUBSTANTIVE
        if span.op is Op.KEEP or (span.op is Op.INSERT) == heavy:
            yield span.text


def is_of_substance(change: Change, report: Report) -> bool:
    """Whether the convention itself says something else; not its cover, not a note on what became of a number."""
    side = outline(report.new) if change.link.new else outline(report.old)
    aside = side.outermost[(change.link.new or change.link.old)[0].eid].level in ASIDE
    noted = all(p.tombstone for p in (*change.link.old, *change.link.new))
    return change.significance is Significance.SUBSTANTIVE and not aside and not noted
