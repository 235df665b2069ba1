"""Sections of a text without articles that a letter or a Roman numeral counts: ``B. Grounds for refusal``.

No word announces them. That A stands before B and C behind it, each alone on a line above text, does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from treatydiff.structure.headings import Heading, ends_sentence, starts_low
from treatydiff.structure.lines import Line
from treatydiff.text.numbering import Number, readings
from treatydiff.text.numbering import Sequence as Kind
from treatydiff.text.regexes import regex

_COUNTED = regex(r"(?P<n>[^\W\d_]{1,6})(?:\s?[.)．、]|\s[-–—])\s*(?P<title>\S.{1,150})")
_KINDS = frozenset({Kind.CAPITAL, Kind.CAPITAL_ROMAN, Kind.CJK, Kind.CYRILLIC, Kind.ABJAD})
_FEWEST = 2
"""So many of them make a series."""


class _Lettered(NamedTuple):
    place: int
    numbers: tuple[Number, ...]
    match: re.Match[str]

    def heading(self, number: Number) -> Heading:
        printed = self.match.string[: self.match.start("title")].strip()
        return Heading("section", number, printed, self.match["title"], True, "section")


def lettered(lines: Sequence[Line]) -> list[tuple[int, Heading]]:
    """The lines that head such a section, with their headings; all of a series or none."""
    candidates = list(_candidates(lines))
    return [entry for run in _runs(candidates) if len(run) >= _FEWEST for entry in run]


def _candidates(lines: Sequence[Line]) -> Iterator[_Lettered]:
    found = {place: each for place, line in enumerate(lines) if (each := _lettered(place, line))}
    for place, each in found.items():
        below = lines[place + 1] if place + 1 < len(lines) else None
        if below and place + 1 not in found and not starts_low(below.text):
            yield each


def _lettered(place: int, line: Line) -> _Lettered | None:
    match = None if line.cell or (line.heading and line.heading.article) else _COUNTED.fullmatch(line.text)
    if not match or match["n"] != match["n"].upper() or starts_low(match["title"]):
        return None
    if ends_sentence(match["title"]) or match["title"][-1] in ",;—–-":
        return None
    numbers = tuple(
        number for number in (*readings(match["n"]), *_in_cyrillic(match["n"])) if number.sequence in _KINDS
    )
    return _Lettered(place, numbers, match) if numbers else None


def _in_cyrillic(letter: str) -> Iterator[Number]:
    """A capital as a letter of the Russian alphabet, in which numbers are else small: Б, and А that looks like A."""
    yield from (
        replace(number, printed=letter) for number in readings(letter.lower()) if number.sequence is Kind.CYRILLIC
    )


def _runs(candidates: Sequence[_Lettered]) -> Iterator[list[tuple[int, Heading]]]:
    """Stretches that begin with the first of their kind and go on with the next; what fits nowhere is passed over."""
    run: list[_Lettered] = []
    for each in candidates:
        follows = tuple(n for n in each.numbers if run and any(_follows(n, last) for last in run[-1].numbers))
        first = tuple(n for n in each.numbers if n.first)
        if follows:
            run.append(each._replace(numbers=follows))
        elif first:
            yield [*_headings(run)]
            run = [each._replace(numbers=first)]
    yield [*_headings(run)]


def _follows(number: Number, last: Number) -> bool:
    return number.sequence is last.sequence and number.succeeds(last)


def _headings(run: Sequence[_Lettered]) -> Iterator[tuple[int, Heading]]:
    for each in run:
        kind = run[-1].numbers[0].sequence
        yield each.place, each.heading(next(n for n in each.numbers if n.sequence is kind))
