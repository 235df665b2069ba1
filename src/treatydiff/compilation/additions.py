"""Insertions of several delegations in one place: identical ones once, alternatives side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from treatydiff.compilation.correspondence import LaidBeside, NewUnit, likeness, owners
from treatydiff.model import CONTAINERS, Draft, Level, Provision
from treatydiff.references.outline import Outline, outline
from treatydiff.text.numbering import SUFFIXES
from treatydiff.text.words import words

_ALIKE = 0.5
"""New provisions in one place that have so much in common are wordings of one provision; others are two provisions."""


@dataclass(slots=True)
class NewProvision:
    """One new provision, in one wording or several."""

    wordings: list[list[tuple[LaidBeside, NewUnit]]]
    """Each wording with everybody who proposes it, word for word."""
    number: str = ""
    """What it is numbered in the compilation; empty where it bears no number or keeps the one it has."""
    first: NewUnit = field(init=False)

    def __post_init__(self) -> None:
        self.first = self.wordings[0][0][1]


def gathered(proposals: Sequence[LaidBeside], after: int) -> list[NewProvision]:
    """What is added behind a block of the base, in an order that is each proposal's own."""
    found: list[NewProvision] = []
    for proposal in proposals:
        units = proposal.added.get(after, ())
        if units:
            found = _merged(found, proposal, units)
    return found


def _merged(found: list[NewProvision], proposal: LaidBeside, units: Sequence[NewUnit]) -> list[NewProvision]:
    """The units of one more proposal put where they belong; what is new stands behind the proposal's unit before it."""
    known = list(found)
    start = 0
    answers: list[int] = []
    for unit in units:
        at = _answer(known, start, proposal, unit)
        answers.append(at)
        start = at + 1 if at >= 0 else start
    merged: list[NewProvision] = []
    done = 0
    for place, unit in enumerate(units):
        at = answers[place]
        if at < 0:
            upto = next((later for later in answers[place:] if later >= 0), len(known))
            merged += known[done:upto]
            done = upto
            merged.append(NewProvision([[(proposal, unit)]]))
        else:
            merged += known[done : at + 1]
            done = at + 1
            _join(known[at], proposal, unit)
    return [*merged, *known[done:]]


def _answer(known: Sequence[NewProvision], start: int, proposal: LaidBeside, unit: NewUnit) -> int:
    """The first provision that says the same, else the first that is alike; -1 for none."""
    mine = _bare(proposal, unit)
    alike = -1
    for at in range(start, len(known)):
        if _level(known[at].first) is not _level(unit):
            continue
        texts = [_bare(*wording[0]) for wording in known[at].wordings]
        if mine in texts:
            return at
        if alike < 0 and any(likeness("\n".join(mine), "\n".join(text)) >= _ALIKE for text in texts):
            alike = at
    return alike


def _join(known: NewProvision, proposal: LaidBeside, unit: NewUnit) -> None:
    mine = _bare(proposal, unit)
    for wording in known.wordings:
        if _bare(*wording[0]) == mine:
            wording.append((proposal, unit))
            return
    known.wordings.append([(proposal, unit)])


def _bare(proposal: LaidBeside, unit: NewUnit) -> tuple[str, ...]:
    """The words without the number of the whole."""
    texts = [proposal.report.new.blocks[j].text for j in unit.blocks]
    texts[0] = without_number(texts[0], unit.head)
    return tuple(" ".join(words(text)) for text in texts)


def without_number(text: str, head: Provision | None) -> str:
    """A paragraph without the number that it begins with."""
    printed = head.printed if head is not None else ""
    return text[len(printed) :].lstrip() if printed and text.startswith(printed) else text


def _level(unit: NewUnit) -> Level | None:
    return None if unit.head is None else unit.head.level


# ---------------------------------------------------------------------------------------------------------- numbers


class NewNumbers:
    """Gives new provisions of a base numbers that none of it and no other new one has."""

    def __init__(self, base: Draft) -> None:
        self._seen: Outline = outline(base)
        self._owned: Mapping[int, Provision] = owners(base)
        self._blocks = len(base.blocks)
        self._taken: dict[str, set[str]] = {}

    def give(self, new: NewProvision, after: int) -> None:
        """Decide the number of one; those that stand before it must have theirs."""
        head = new.first.head
        if (
            head is None
            or not head.number
            or head.tombstone
            or head.level in CONTAINERS | {Level.ANNEX, Level.FOOTNOTE}
        ):
            return
        siblings, before = self._around(head, after)
        name = self._seen.name
        taken = self._taken.setdefault(self._family(head, siblings), {name(each.number) for each in siblings})
        wanted = (unit.head.number for wording in new.wordings for _, unit in wording if unit.head)
        free = (number for number in (*wanted, *self._following(before, siblings)) if name(number) not in taken)
        new.number = next(free, head.number)
        taken.add(name(new.number))

    def _around(self, head: Provision, after: int) -> tuple[Sequence[Provision], Provision | None]:
        """The provisions of its rank where it comes in, and the last one that stands before it."""
        if head.level is Level.ARTICLE:
            upto = [self._owned[at] for at in range(after + 1) if at in self._owned]
            articles = [self._seen.article.get(each.eid) for each in upto]
            return self._seen.articles, next((each for each in reversed(articles) if each), None)
        at = next((at for at in range(after, -1, -1) if at in self._owned), -1)
        owner = self._owned.get(at)
        if owner is None:
            return (), None
        for each in (owner, *self._seen.above(owner)):
            if each.level is head.level:
                return self._seen.siblings[each.eid], each
        holder = next((e for e in (owner, *self._seen.above(owner)) if _outranks(e.level, head.level)), owner)
        return [each for each in holder.children if each.level is head.level], None

    def _family(self, head: Provision, siblings: Sequence[Provision]) -> str:
        return "articles" if head.level is Level.ARTICLE else siblings[0].eid if siblings else f"{head.eid}"

    def _following(self, before: Provision | None, siblings: Sequence[Provision]) -> Iterator[str]:
        """``12 bis``, ``12 ter`` ...; before the first of them ``1 ante``."""
        if before is None:
            yield from (f"{each.number} ante" for each in siblings[:1])
            before = siblings[0] if siblings else None
        stem = before.number.split(" ")[0] if before is not None else ""
        yield from (f"{stem} {suffix}" for suffix in SUFFIXES if stem)


def _outranks(one: Level, other: Level) -> bool:
    ranks = list(Level)
    return ranks.index(one) < ranks.index(other)
