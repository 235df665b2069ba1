"""The units a text is compared by: articles, else sections, else numbered paragraphs, else paragraphs.

A statute prints ``1.—(1) In this Act`` or ``11.02 (1)`` and no word before the number; a resolution numbers its
paragraphs; a statement numbers nothing. ``WAYS`` lists the ways to take a text, the best first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Sequence as Many
from functools import cache
from typing import NamedTuple

from treatydiff.structure.headings import Heading, ends_sentence, starts_low
from treatydiff.structure.lettered import lettered
from treatydiff.structure.lines import Line, in_heading_style
from treatydiff.structure.series import Candidate, heaviest, runs
from treatydiff.text.languages import Language, load
from treatydiff.text.markers import read_marker
from treatydiff.text.numbering import SUFFIXED, Number, parse, readings
from treatydiff.text.regexes import regex

ARTICLES, SECTIONS, NUMBERED, PLAIN = "articles", "sections", "numbered paragraphs", "paragraphs"


class Units(NamedTuple):
    """What a text is compared by."""

    name: str
    """A name in ``WAYS``, or ``PLAIN``."""
    left: tuple[str, ...] = ()
    """Lines that open with a number as those of the units do, and were not taken for one."""
    again: tuple[str, ...] = ()
    """Numbers printed a second time, at the head of the text below a heading that has them, and set aside."""


def choose(lines: list[Line], language: Language) -> Units:
    """Give the lines the headings of the units that the text is compared by; returns what those are."""
    for unit, find in WAYS:
        found = find(lines, language)
        if found is not None:
            for place, heading in found:
                lines[place].heading, lines[place].marker = heading, None
            again = tuple(_without_repeats(lines, found))
            if unit == NUMBERED:
                for place, heading in lettered(lines):
                    lines[place].heading, lines[place].marker = heading, None
            return Units(unit, _left(lines) if found else (), again)
    return Units(PLAIN)


def _left(lines: Many[Line]) -> tuple[str, ...]:
    """What looks like the heading of a unit and is none: out of the order of the numbers."""
    strong = (each for each in _numbered(lines) if in_heading_style(each.line) or each.mark == "—")
    return tuple(each.line.text for each in strong)


def _without_repeats(lines: list[Line], found: _Found) -> list[str]:
    """Take the number off the first line of each unit whose heading has it too.

    Only where most units are printed so: the first paragraph of section 1 may be 1.
    """
    repeats: list[tuple[Line, int]] = []
    for place, heading in found:
        below = lines[place + 1] if place + 1 < len(lines) else None
        match = _NUMBER.match(below.text) if below and not below.heading else None
        if below and match and heading.number and match["n"] == heading.number.printed:
            repeats.append((below, match.end()))
    if len(repeats) < _MOST * len(found):
        return []
    again = [line.text[:end].strip() for line, end in repeats]
    for line, end in repeats:
        line.text = line.text[end:].strip()
        line.marker = read_marker(line.text)
    return again


_Found = list[tuple[int, Heading]]


# ------------------------------------------------------------------------------------------------ numbers without words

_NUMBER = regex(
    rf"(?P<lead>(?:\[\s?){{0,3}})(?P<n>\d{{1,4}}(?:\.\d{{1,3}}){{0,2}}(?:[A-Z]{{1,3}}(?![^\W_]))?(?:{SUFFIXED})?)"
    r"(?P<mark>\.?\s?—+|\.\s?–+|\.-|\.|\))?(?:\s*\](?=\s))?(?P<space>\s*)(?![\d.,;:%)])"
)
"""``1.``, ``11.02``, ``2A.``, ``6.—`` at the head of a line."""
_DATE = regex(r"(?<![^\W\d_])[^\W\d_]++\.? \d{4}(?!\d)")
"""What follows the day in ``24 February 1972``."""
_FIRST_INSIDE = regex(r"[(（](?:1|a|i)[)）]")


class _Numbered(NamedTuple):
    """A line that opens with a number and has no word before it."""

    place: int
    line: Line
    match: re.Match[str]
    above: Line | None
    below: Line | None

    @property
    def rest(self) -> str:
        return self.line.text[self.match.end() :]

    @property
    def mark(self) -> str:
        mark = self.match["mark"] or ""
        return "—" if mark.strip(".")[-1:] in ("—", "–") else mark

    def heading(self, kind: str, word: str) -> Heading:
        printed = self.line.text[: self.match.end()].strip()
        return Heading(kind, readings(self.match["n"])[0], printed, self.rest, True, word)


def _numbered(lines: Many[Line]) -> list[_Numbered]:
    """The candidates of a text."""
    found = []
    for place, line in enumerate(lines):
        if line.cell or line.heading or not (match := _NUMBER.match(line.text)) or not readings(match["n"]):
            continue
        if match["space"] or match["mark"] or match.end() == len(line.text):
            above = lines[place - 1] if place else None
            below = lines[place + 1] if place + 1 < len(lines) else None
            found.append(_Numbered(place, line, match, above, below))
    return found


def _titled_above(found: _Numbered) -> bool:
    above = found.above
    return bool(above and above.plain and _is_title(above.text) and found.rest[:1].isupper())


def _is_title(text: str) -> bool:
    return 2 < len(text) <= 150 and not ends_sentence(text) and text[-1] not in ",—–-" and not starts_low(text)


def _titled_behind(found: _Numbered) -> bool:
    rest, below = found.rest, found.below
    dated = _DATE.match(rest)
    return bool(_is_title(rest) and not dated and below and not below.heading and not starts_low(below.text))


def _alone(found: _Numbered) -> bool:
    return not found.rest and found.below is not None and found.below.plain and _is_title(found.below.text)


_LOOKS: tuple[tuple[str, Callable[[_Numbered], bool], float], ...] = (
    ("the file says that it is a heading", lambda found: in_heading_style(found.line), 4.0),
    ("a dash between number and text", lambda found: found.mark == "—", 3.0),
    ("the number of a subsection right behind it", lambda found: bool(_FIRST_INSIDE.match(found.rest)), 3.0),
    ("a title on the line above", _titled_above, 2.0),
    ("nothing but a title behind it", _titled_behind, 2.0),
    ("alone above a title", _alone, 2.0),
    ("a capital behind it", lambda found: found.rest[:1].isupper(), 0.3),
)
"""What speaks for the number of a section, in order; the first that is so counts."""
_STRONG = 2.0
_STRONG_SHARE = 0.6
"""Of the numbers in a series of sections, so many look like headings."""
_LEAST = 3
_MOST = 0.6


def _weight(found: _Numbered) -> float:
    return next((weight for _, looks, weight in _LOOKS if looks(found)), 0.0)


def _series(found: Many[_Numbered]) -> list[tuple[_Numbered, float]]:
    """The heaviest series of numbers that are printed alike, each with its weight."""
    families: dict[object, list[tuple[_Numbered, float]]] = defaultdict(list)
    for each in found:
        if weight := _weight(each):
            alike = each.line.style.name if in_heading_style(each.line) else (each.mark, not each.rest)
            families[alike].append((each, weight))
    best: list[tuple[_Numbered, float]] = []
    for family in families.values():
        by_place = {each.place: (each, weight) for each, weight in family}
        reach = 10_000 if in_heading_style(family[0][0].line) else 10
        candidates = [Candidate(e.place, readings(e.match["n"])[0], weight, reach) for e, weight in family]
        chain = [by_place[candidate.place] for candidate in heaviest(candidates)]
        if sum(weight for _, weight in chain) > sum(weight for _, weight in best):
            best = chain
    return best


# ------------------------------------------------------------------------------------------------------------- the ways


def _articles(lines: list[Line], language: Language) -> _Found | None:
    """The word "article" before a number; a text that only quotes a few articles is not in articles."""
    articles = [place for place, line in enumerate(lines) if line.heading and line.heading.article]
    if not articles:
        return None
    styled = [each for each in _numbered(lines) if in_heading_style(each.line)] if len(articles) < 30 else []
    if len(styled) > 5 * len(articles):
        for place in articles:
            lines[place].heading = None
        return None
    return _by_ordinals(lines, language)


def _by_ordinals(lines: Many[Line], language: Language) -> _Found:
    """Transitional provisions that only an ordinal counts, on a line of its own or before a stop: ``Primera``.

    Only what begins with the first and goes on with the second is believed.
    """
    pattern, words = _ordinal(language.code)
    runs: list[list[tuple[int, Heading]]] = [[]]
    for place, line in enumerate(lines):
        first = _FIRST_WORD.match(line.text) if line.text[:1].isupper() and not (line.cell or line.heading) else None
        found = pattern.match(line.text) if first and first[0].lower() in words else None
        number = parse(found["n"], language.ordinals) if found else None
        if found is None or number is None:
            continue
        run = runs[-1]
        if number.first:
            run = []
            runs.append(run)
        elif not run or not _goes_on(run[-1][1].number, number, alone=found.end() == len(line.text)):
            continue
        run.append((place, Heading("provision", number, found[0].strip(), line.text[found.end() :], True, "provision")))
    return [entry for run in runs if len(run) > 1 for entry in run]


def _goes_on(last: Number | None, number: Number, *, alone: bool) -> bool:
    """Whether a provision follows another; one or two between them may be glued to what stands before."""
    if last is None or number.succeeds(last):
        return last is not None
    return alone and 0 < number.path[0] - last.path[0] <= 3


@cache
def _ordinal(code: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """An ordinal with what follows it, and the first words of ordinals: hardly a text begins a line with one."""
    words = sorted(load(code).ordinals, key=len, reverse=True)
    firsts = frozenset(found[0] for word in words if (found := _FIRST_WORD.match(word)))
    after = r"(?:\s*$|\s?[.:][-–—]?\s*(?=[\W\dA-ZÀ-Þ]|$))"
    return regex(rf"(?i:(?P<n>{'|'.join(map(re.escape, words))})){after}" if words else "(?!)"), firsts


_FIRST_WORD = regex(r"[^\W\d_]+")


def _sections(lines: list[Line], language: Language) -> _Found | None:
    """A number and heading looks, in order through the text."""
    chain = _series(_numbered(lines))
    strong = sum(weight >= _STRONG for _, weight in chain)
    if strong < (2 if chain and chain[0][1] > _STRONG else _LEAST) or strong < _STRONG_SHARE * len(chain):
        return None
    word = _own_word(lines, language)
    return [(each.place, each.heading("act section", word)) for each, _ in chain]


def _own_word(lines: Many[Line], language: Language) -> str:
    """What a text calls the units it counts without a word, by how it refers to them; where it does not, sections."""
    found = language.references
    named = {"section": found.section, "article": found.article, "rule": found.rule, "paragraph": found.paragraph}
    text = "\n".join(line.text for line in lines)
    times = {word: _cited(text, names) for word, names in named.items()}
    most = max(times, key=lambda word: times[word])
    return "" if most == "article" and times[most] else most if times[most] else "section"


def _cited(text: str, names: Many[str]) -> int:
    pattern = "|".join(re.escape(name) for name in names if "{n}" not in name)
    return len(re.findall(rf"(?<!\w)(?:{pattern})\s+\d", text)) if pattern else 0


def _numbered_paragraphs(lines: list[Line], language: Language) -> _Found | None:
    """Paragraphs that are counted through the text: a resolution, a decision, a chair's summary."""
    found = [each for each in _numbered(lines) if each.mark in (".", ")", "—") or each.rest[:1].isupper()]
    families: dict[object, list[_Numbered]] = defaultdict(list)
    for each in found:
        families[each.mark, each.match["n"].count(".")].append(each)
    best: list[_Numbered] = []
    for family in families.values():
        by_place = {each.place: each for each in family}
        candidates = [Candidate(each.place, readings(each.match["n"])[0]) for each in family]
        chain = [by_place[c.place] for c in max(heaviest(candidates), runs(candidates), key=len)]
        if len(chain) > len(best):
            best = chain
    if len(best) < 2:
        return None
    return [(each.place, each.heading("text paragraph", "paragraph")) for each in best]


WAYS: tuple[tuple[str, Callable[[list[Line], Language], _Found | None]], ...] = (
    (ARTICLES, _articles),
    (SECTIONS, _sections),
    (NUMBERED, _numbered_paragraphs),
)
