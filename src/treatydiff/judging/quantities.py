"""Quantities in a text, a number with its unit (``ninety days``), and their steps up or down."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from treatydiff.judging.lexis import Hit
from treatydiff.judging.passages import Passage, Side, once
from treatydiff.judging.wording import Wording
from treatydiff.text.numerals import Grammar, Numeral, grammar, numerals, value
from treatydiff.text.regexes import regex
from treatydiff.themes.patterns import Range, reaching

_DAYS = {"hour": 1 / 24, "day": 1.0, "workday": 1.4, "week": 7.0, "month": 365 / 12, "year": 365.0}
"""Days of a unit of time, to compare one year with six months. No calendar is meant."""
_SLACK = {"month": 2.0, "year": 1.0}
"""By so many days a span of calendar units may differ from the same span in days: three months have 89 to 92."""
_BETWEEN = regex(r"[.;:,。，]")
_DASH = regex(r"(?<!\s)\s*[-–]\s*")
_SPACES = regex(r"\s*")
_WORD = regex(r"[^\W_]+")


class Quantity(NamedTuple):
    """A number and what it counts."""

    start: int
    end: int
    """Of number and unit, in the plain text."""
    value: float
    """Days where the unit is one of time, else the number itself."""
    unit: str
    """``time`` or ``parties``."""
    counted: str = ""
    """The unit by name: ``month``; of ``parties`` the same."""

    def same_as(self, other: Quantity) -> bool:
        """Whether both are the same: one year, twelve months and 365 days are."""
        if self.counted == other.counted:
            return self.value == other.value
        slack = max(_SLACK.get(self.counted, 0.0), _SLACK.get(other.counted, 0.0))
        return abs(self.value - other.value) <= slack + 1e-9


class Step(NamedTuple):
    """A quantity that went up or down."""

    old: Quantity
    new: Quantity

    @property
    def up(self) -> bool:
        return self.new.value > self.old.value


@once
def steps(passage: Passage) -> tuple[Step, ...]:
    """The quantities that an edit changed, each with the one that took its place."""
    old, new = (list(_edited(passage, side)) for side in passage.sides)
    pairs = (Step(a, b) for unit in ("time", "parties") for a, b in _paired(passage, old, new, unit))
    return tuple(islice((step for step in pairs if not step.old.same_as(step.new)), _MOST))


_MOST = 60
"""Steps that are told of one text; no law has so many."""


def _edited(passage: Passage, side: Side) -> Iterator[Quantity]:
    """The quantities of a side into which an edit of either side reaches: ten {+working+} days."""
    for first, last in passage.edited_sentences(side):
        for found in quantities(side.text[first:last], side.wording):
            quantity = found._replace(start=first + found.start, end=first + found.end)
            if reaching(passage.marks, *side.spot(quantity.start, quantity.end)):
                yield quantity


def _paired(
    passage: Passage, old: list[Quantity], new: list[Quantity], unit: str
) -> Iterator[tuple[Quantity, Quantity]]:
    """Each quantity with the one that answers to it: in order, or, where some came or went, at the same place."""
    before, after = ([q for q in side if q.unit == unit] for side in (old, new))
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    places = [(q, passage.new.spot(q.start, q.end)) for q in after]
    for gone in before:
        start, end = passage.old.spot(gone.start, gone.end)
        come = next((q for q, at in places if start <= at[1] and at[0] <= end), None)
        if come:
            yield gone, come


def quantities(text: str, wording: Wording) -> tuple[Quantity, ...]:
    """The numbers with a unit in a plain text, from left to right. A number in brackets after its words counts once."""
    alone = [
        Quantity(start, end, factor * _DAYS[unit], "time", unit)
        for unit, factor, pattern in wording.alone
        for start, end in pattern.hits(text)
    ]
    alone += _glued(text, wording)
    taken = {place for quantity in alone for place in range(quantity.start, quantity.end)}
    counted = [q for q in _counted(text, wording) if taken.isdisjoint(range(q.start, q.end))]
    taken.update(place for quantity in counted for place in range(quantity.start, quantity.end))
    aged = [q for q in _aged(text, wording) if q.start not in taken]
    return tuple(sorted([*alone, *counted, *aged], key=lambda quantity: quantity.start))


def _aged(text: str, wording: Wording) -> Iterator[Quantity]:
    """Numbers that count years of age without saying so: "under the age of sixteen"."""
    hits = wording.aged.hits(text)
    numbers = numerals(text, wording.code) if hits else ()
    for _, end in hits:
        at = bisect_left(numbers, end, key=attrgetter("start"))
        if at < len(numbers) and (found := numbers[at]).start <= end + 1:
            yield Quantity(found.start, found.end, found.value * _DAYS["year"], "time", "year")


def _glued(text: str, wording: Wording) -> Iterator[Quantity]:
    """Numbers and units in one word: ``шестимесячный``."""
    for unit, stems in wording.glued.items():
        for match in re.finditer(rf"\b([^\W\d_]+?)(?:{'|'.join(stems)})\w*", text):
            count = _several_in_one(match[1], wording.code)
            if count is not None:
                yield Quantity(match.start(), match.end(), count * _DAYS[unit], "time", unit)


def _several_in_one(word: str, code: str) -> float | None:
    """The number that a word, or two words written together, is: ``двадцатипяти``."""
    parted = (f"{word[:at]} {word[at:]}" for at in range(3, len(word) - 2))
    return next((found for text in (word, *parted) if (found := value(text, code)) is not None), None)


def _counted(text: str, wording: Wording) -> Iterator[Quantity]:
    hits = [Hit(start, end, name) for name, pattern in wording.units.items() for start, end in pattern.hits(text)]
    known, numbers = grammar(wording.code), numerals(text, wording.code) if hits else ()
    counted: set[int] = set()
    for unit in _uncovered(hits):
        number = _number_of(unit, numbers, text, known)
        if number and number.start not in counted:  # "one year from the day" counts years, and no days
            counted.add(number.start)
            yield _quantity(number, unit, text, known)
            yield from _same_unit(number, unit, numbers, text, known)


def _uncovered(units: list[Hit]) -> Iterator[Hit]:
    """From left to right the units that no longer one holds: "working days" are no days."""
    furthest = (-1, -1)
    for unit in sorted(units, key=lambda unit: (unit.start, -unit.end)):
        if unit.end > furthest[1] or (unit.start, unit.end) == furthest:
            yield unit
        if unit.end > furthest[1]:
            furthest = unit.start, unit.end


def _half(text: str, at: int, known: Grammar) -> bool:
    """Whether the words for "and a half" follow."""
    found = _SPACES.match(text, at)
    return text.startswith(known.half_after, found.end() if found else at)


def _quantity(number: Numeral, unit: Hit, text: str, known: Grammar) -> Quantity:
    half = 0.5 if _half(text, unit.end, known) else 0.0
    start, end = min(number.start, unit.start), max(number.end, unit.end)
    days = (number.value + half) * _DAYS.get(unit.name, 1.0)
    return Quantity(start, end, days, "time" if unit.name in _DAYS else unit.name, unit.name)


def _number_of(unit: Hit, numbers: tuple[Numeral, ...], text: str, known: Grammar) -> Numeral | None:
    """The number that a unit belongs to: the last before it, close by, or where the language has it so, the next.

    One, where an article says so or only a half follows.
    """
    place = bisect_right(numbers, unit.start, key=attrgetter("end"))
    before = numbers[place - 1] if place and _reaches(numbers[place - 1], unit, text, known) else None
    following = _right_behind(unit, numbers, text) if known.after else None
    if before and not (following and text[before.end : unit.start].strip()):
        return before
    if _half(text, unit.end, known):
        return Numeral(unit.start, unit.end, 1.0)
    if following:
        return following
    start, end = _word_before(text, unit.start)
    return Numeral(start, end, 1.0) if text[start:end] in known.articles else None


def _right_behind(unit: Hit, numbers: tuple[Numeral, ...], text: str) -> Numeral | None:
    """The number that follows with nothing between: of one that stands further off, it is the unit's."""
    place = bisect_left(numbers, unit.end, key=attrgetter("start"))
    return numbers[place] if place < len(numbers) and not text[unit.end : numbers[place].start].strip() else None


def _word_before(text: str, at: int) -> Range:
    """The word that ends before a place, spaces and hyphens aside; walked backwards, for a text can be very long."""
    end = at
    while end and (text[end - 1].isspace() or text[end - 1] == "-"):
        end -= 1
    start = end
    while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    return start, end


def _reaches(number: Numeral, unit: Hit, text: str, known: Grammar) -> bool:
    """Whether no punctuation but brackets and few words stand between; an ordinal is next to it, and no first."""
    between = (number.end, unit.start)
    words = sum(1 for _ in islice(_WORD.finditer(text, *between), known.reach + 1))
    if number.ordinal:
        return number.value > 1 and not words
    return words <= known.reach and not _BETWEEN.search(text, *between)


def _same_unit(number: Numeral, unit: Hit, numbers: Sequence[Numeral], text: str, known: Grammar) -> Iterator[Quantity]:
    """The number before it that counts the same: *five* to ten days."""
    at = bisect_left(numbers, number.start, key=attrgetter("start"))
    at = at if at < len(numbers) and numbers[at] == number else 0
    if at and not number.ordinal and not numbers[at - 1].ordinal:
        between = text[numbers[at - 1].end : number.start]
        if between.strip() in known.ranges or _DASH.fullmatch(between):
            yield _quantity(numbers[at - 1], unit, text, known)
