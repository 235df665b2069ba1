"""Numbers with a unit, in digits or words, in six languages: ``ninety days``, ``cent jours``, ``九十天``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from treatydiff.findings.passages import Passage, Side
from treatydiff.findings.wording import Wording
from treatydiff.model import Op
from treatydiff.themes.patterns import plain

_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
"""Days of a unit of time, to compare one year with six months. No calendar is meant."""
_DIGITS = {ord(digit): str(value) for value, digit in enumerate("٠١٢٣٤٥٦٧٨٩")}
_TOKEN = re.compile(r"\d+(?:[.,]\d{3})*|[\u4e00-\u9fff]|[^\W\d]+(?:-[^\W\d]+)*")
_REACH = 3
"""So many words may stand between a number and its unit."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts."""

    start: int
    end: int
    """Of number and unit, in the plain text."""
    value: float
    """Days where the unit is one of time, else the number itself."""
    unit: str
    """``time`` or ``parties``."""


@dataclass(frozen=True, slots=True)
class Step:
    """A quantity that went up or down."""

    old: Quantity
    new: Quantity

    @property
    def up(self) -> bool:
        return self.new.value > self.old.value


def steps(passage: Passage, wording: Wording) -> tuple[Step, ...]:
    """The quantities that an edit changed, each with the one that took its place."""
    if not any(_counts(span.text, wording) for span in passage.edits if span.op is not Op.KEEP):
        return ()
    old, new = (_edited(side, wording) for side in (passage.old, passage.new))
    pairs = (Step(a, b) for unit in ("time", "parties") for a, b in _paired(old, new, unit))
    return tuple(step for step in pairs if step.old.value != step.new.value)


def _counts(text: str, wording: Wording) -> bool:
    """Whether an edit holds a number, or a unit that stands for two."""
    text = plain(text).translate(_DIGITS)
    tokens = (match.group() for match in _TOKEN.finditer(text))
    return any(_is_number(token, wording) for token in tokens) or any(p.found(text) for p in wording.dual.values())


def _paired(old: list[Quantity], new: list[Quantity], unit: str) -> Iterator[tuple[Quantity, Quantity]]:
    before, after = ([q for q in side if q.unit == unit] for side in (old, new))
    if len(before) == len(after):
        yield from zip(before, after, strict=True)


def _edited(side: Side, wording: Wording) -> list[Quantity]:
    return [q for q in quantities(side.text, wording) if side.touches(q.start, q.end)]


def quantities(text: str, wording: Wording) -> tuple[Quantity, ...]:
    """The numbers with a unit in a plain text, from left to right. A number in brackets after its words counts once."""
    found = [*_counted(text, wording), *_duals(text, wording)]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _duals(text: str, wording: Wording) -> Iterator[Quantity]:
    for unit, pattern in wording.dual.items():
        yield from (Quantity(start, end, 2 * _DAYS[unit], "time") for start, end in pattern.hits(text))


def _counted(text: str, wording: Wording) -> Iterator[Quantity]:
    units = sorted((start, end, unit) for unit, pattern in wording.units.items() for start, end in pattern.hits(text))
    numbers = list(_numbers(text, wording))
    for start, end, unit in units:
        number = _before(numbers, start, text, wording)
        if number:
            value = number[2] * _DAYS.get(unit, 1.0)
            yield Quantity(number[0], end, value, "time" if unit in _DAYS else "parties")


_Number = tuple[int, int, int]


def _before(numbers: list[_Number], unit: int, text: str, wording: Wording) -> _Number | None:
    """The number that a unit belongs to: the last before it, close by, with no other punctuation than brackets."""
    near = [number for number in numbers if number[1] <= unit]
    if not near:
        return None
    between = text[near[-1][1] : unit]
    limit = 0 if wording.code == "zh" else _REACH
    close = len(re.findall(r"\w+", between)) <= limit and not re.search(r"[.;:,。，]", between)
    return near[-1] if close else None


def _numbers(text: str, wording: Wording) -> Iterator[_Number]:
    """Runs of number words or digits as (start, end, value)."""
    run: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(text.translate(_DIGITS)):
        piece = (match.start(), match.end(), match.group())
        if run and (text[run[-1][1] : piece[0]].strip() or _in_digits(run[-1][2]) or _in_digits(piece[2])):
            yield from _finished(run, wording)
            run = []
        if _is_number(piece[2], wording) or (run and piece[2] in wording.links):
            run.append(piece)
        else:
            yield from _finished(run, wording)
            run = []
    yield from _finished(run, wording)


def _is_number(token: str, wording: Wording) -> bool:
    """Digits, or words of a number; a word that only links them is none."""
    parts = {part for part in _split(token, wording) if part not in wording.links}
    return _in_digits(token) or (bool(parts) and parts <= wording.numbers.keys() | wording.times.keys())


def _in_digits(token: str) -> bool:
    return token[0].isdigit()


def _split(token: str, wording: Wording) -> list[str]:
    """The parts of ``twenty-five`` and ``وتسعون``; a compound that is itself known stays whole."""
    if token in wording.numbers or token in wording.times or token in wording.links:
        return [token]
    if wording.code == "ar":
        return [part for part in re.split(r"^[وب]", token) if part]
    head, _, tail = token.rpartition("-")
    return [*(_split(head, wording) if head else []), tail]


def _finished(run: list[tuple[int, int, str]], wording: Wording) -> Iterator[_Number]:
    while run and run[-1][2] in wording.links:
        run = run[:-1]
    if run:
        yield run[0][0], run[-1][1], _value([token for _, _, token in run], wording)


def _value(tokens: list[str], wording: Wording) -> int:
    if tokens[0][0].isdigit():
        return int(re.sub(r"\D", "", tokens[0]))
    total = last = 0
    for part in (part for token in tokens for part in _split(token, wording)):
        factor = wording.times.get(part)
        if factor and 0 < last < factor:
            last *= factor
        elif part not in wording.links:
            total, last = total + last, factor or wording.numbers[part]
    return total + last


def number(text: str, wording: Wording) -> int | None:
    """The value of a text that is a number and nothing else; None if it is not."""
    found = list(_numbers(plain(text.strip()), wording))
    return found[0][2] if len(found) == 1 and found[0][:2] == (0, len(text.strip())) else None
