"""Classifies printed paragraphs as lines of structure: headings, citations, quotations, lists."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence as Many
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from treatydiff.model import Block, BlockKind, Style
from treatydiff.structure.headings import Heading, recognise, words_at_start
from treatydiff.text.languages import Language
from treatydiff.text.lettering import fold, single_blanks
from treatydiff.text.markers import Marker, read_marker
from treatydiff.text.regexes import regex

if TYPE_CHECKING:
    from treatydiff.structure.amendments import Amended


class Passed(StrEnum):
    """Why a line that looks like a heading is read as text."""

    CITED = "a reference at the head of a line"
    QUOTED = "an article quoted in another"
    LISTED = "a table of contents"


@dataclass(slots=True)
class Line:
    """A printed paragraph, its automatic number and its text in one."""

    block: int
    """Index of its block."""
    text: str
    style: Style
    cell: bool = False
    heading: Heading | None = None
    marker: Marker | None = None
    amended: Amended | None = None
    """What it is about, in an article that amends another act."""
    passed_over: Passed | None = None
    """Why it is text although it looks like a heading."""

    def with_text(self, text: str, *, numbered: bool = False) -> Line:
        """A part of the same paragraph, without heading; its number is read where it may have one."""
        return Line(self.block, text, self.style, self.cell, marker=read_marker(text) if numbered else None)

    def retitle(self) -> None:
        """It is the title of the article above: one may be called "Annex"."""
        self.heading = None

    def pass_over(self, why: Passed) -> None:
        """Read it as text."""
        if self.heading:
            self.passed_over = why
        self.heading = self.marker = None

    @property
    def plain(self) -> bool:
        """Neither a heading nor numbered."""
        return self.heading is None and self.marker is None


def in_heading_style(line: Line) -> bool:
    """Whether the file itself says that a line is a heading."""
    return line.style.name.lower().startswith(("heading", "titre", "título", "заголовок"))


def lines_of(blocks: Many[Block], language: Language) -> list[Line]:
    """Every paragraph but the footnotes and the empty ones, headings marked."""
    lines = [_line(index, block) for index, block in enumerate(blocks) if block.kind is not BlockKind.FOOTNOTE]
    lines = [line for line in lines if line.text]
    tabular = not any(not line.cell and recognise(line.text, language) for line in lines)
    for line in lines:
        line.cell = line.cell and not tabular
        if not line.cell:
            line.heading = recognise(line.text, language)
            line.marker = None if line.heading else read_marker(line.text)
    return lines


def _line(index: int, block: Block) -> Line:
    text = single_blanks(f"{block.number} {block.text}")
    return Line(index, text, block.style, block.kind is BlockKind.CELL)


# ------------------------------------------------------------------------------------------------------ articles quoted

_QUOTES = {"“": "”", "«": "»", "„": "“”", "‘": "’", "「": "」", '"': '"'}
_QUOTED = regex(r"([“«„‘「\"])\s*(?=\S)")
_LONGEST_QUOTE = 400
"""Lines; an amending act quotes whole chapters."""


def drop_quoted(lines: list[Line], language: Language) -> None:
    """Headings and numbers inside a quotation that runs over several lines are text."""
    place, budget = 0, 20 * len(lines) + 1000
    while place < len(lines):
        end, spent = _end_of_quotation(lines, place, budget, language)
        budget -= spent
        for line in lines[place:end]:
            line.pass_over(Passed.QUOTED)
        place = max(end, place + 1)


def _end_of_quotation(lines: list[Line], start: int, budget: int, language: Language) -> tuple[int, int]:
    """The line after a quotation of several lines that begins at ``start`` (else ``start``), and lines looked at."""
    opened = _QUOTED.match(lines[start].text)
    if (
        not opened
        or lines[start].marker
        or lines[start].amended
        or not _announces(lines[start].text[opened.end() :], language)
    ):
        return start, 0
    opening, closing, depth = opened[1], _QUOTES[opened[1]], 0
    last = min(start + _LONGEST_QUOTE, start + budget, len(lines))
    for place in range(start, last):
        depth += _balance(lines[place].text, opening, closing)
        if depth <= 0 and lines[place].text.rstrip(".;,: ")[-1:] in closing:
            return (place + 1 if place > start else start), place - start + 1
        if depth <= 0:
            return start, place - start + 1
    return start, last - start


def _announces(text: str, language: Language) -> bool:
    """Whether what is quoted is a provision, not a term that is defined."""
    return bool(read_marker(text) or recognise(text, language))


def _balance(text: str, opening: str, closing: str) -> int:
    """Opening less closing quotation marks; an apostrophe inside a word is none."""
    if opening == '"':
        return text.count('"') % 2 if text.startswith('"') else -(text.count('"') % 2)
    marks = re.sub(r"(?<=\w)’(?=\w)", "", text)
    return marks.count(opening) - sum(marks.count(mark) for mark in closing)


# ---------------------------------------------------------------------------------------------------- table of contents

_PAGE_NUMBER = regex(r"\s\d{1,4}\s*$|[.…·_\s]{2}\d{1,4}\s*$")
_LEADERS = regex(r"(?:[.·…]\s?){6}|…\s?…")
_THIN = 250
"""Characters between two headings of a table of contents, at most."""


def drop_contents(lines: list[Line], language: Language) -> None:
    """What a table of contents lists is text: runs of headings with nothing below them, printed again elsewhere."""
    articles = [place for place, line in enumerate(lines) if line.heading and line.heading.article]
    thin = [_thin(lines, here, there) for here, there in stretches(articles, len(lines))]
    full = Counter(_name(lines[place]) for place, empty in zip(articles, thin, strict=True) if not empty)
    runs = list(_thin_runs(lines, articles, thin, full))
    for first, last in _merged(runs, lines, articles):
        _clear(lines, first, last, language)
    for line in lines:
        if line.heading and _LEADERS.search(line.text):
            line.pass_over(Passed.LISTED)


def _thin_runs(
    lines: list[Line], articles: list[int], thin: list[bool], full: Counter[tuple[str, object]]
) -> Iterator[tuple[int, int]]:
    """The first and last line of each run of headings that is a table of contents."""
    start = 0
    while start < len(articles):
        end = start
        while end < len(articles) and thin[end]:
            end += 1
        last = end if end < len(articles) and full[_name(lines[articles[end]])] > 1 else end - 1
        restarts = last + 1 < len(articles) and _restarts(lines[articles[start]], lines[articles[last + 1]])
        if end - start >= 2 and _is_contents(lines, articles[start : end + 1], full, restarts):
            yield articles[start], articles[last]
        start = end + 1


def _merged(runs: list[tuple[int, int]], lines: list[Line], articles: list[int]) -> list[tuple[int, int]]:
    """Runs with nothing between them but headings that are printed again: the pages of one table of contents."""
    last_at = {_name(lines[place]): place for place in articles}
    merged: list[tuple[int, int]] = []
    for first, last in runs:
        start = merged[-1][1] if merged else first
        between = articles[bisect_right(articles, start) : bisect_left(articles, first)]
        if merged and all(last_at[_name(lines[place])] > last for place in between):
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged


def stretches(places: list[int], end: int) -> Iterator[tuple[int, int]]:
    """From each place to the next, the last one to ``end``."""
    return zip(places, [*places[1:], end], strict=False)


def _name(line: Line) -> tuple[str, object]:
    heading = line.heading
    assert heading is not None
    return heading.kind, heading.number.key if heading.number else None


def _thin(lines: list[Line], here: int, there: int) -> bool:
    """Whether nothing that could be a body stands between two headings."""
    between = [line for line in lines[here + 1 : min(there, here + 12)] if line.heading is None]
    if there - here > 12 or sum(len(line.text) for line in between) > _THIN:
        return False
    heading = lines[here].heading
    assert heading is not None
    texts = [heading.rest, *(line.text for line in between)]
    return not any(text[-1:] in ".;:。；：" for text in texts if text)


def _restarts(first: Line, following: Line) -> bool:
    """Whether the numbers behind a run begin anew."""
    here, there = first.heading and first.heading.number, following.heading and following.heading.number
    return bool(here and there and there.key <= here.key)


def _is_contents(lines: list[Line], places: list[int], full: Counter[tuple[str, object]], restarts: bool) -> bool:
    """Whether most entries end in a number of a page, or are printed again in full behind the last of them."""
    again = sum(full[_name(lines[place])] > 0 for place in places) if restarts else 0
    paged = sum(
        any(map(_paged, lines[here : min(there, here + 6)])) for here, there in stretches(places, places[-1] + 2)
    )
    return again >= 0.6 * len(places) or paged >= 0.6 * len(places)


def _clear(lines: list[Line], first: int, last: int, language: Language) -> None:
    """Unmark the headings of a table of contents, and the parts and annexes listed around its articles."""
    while first and (lines[first - 1].heading or _listed(lines[first - 1], language)):
        first -= 1
    while last + 1 < len(lines) and _listed(lines[last + 1], language):
        last += 1
    for line in lines[first : last + 1]:
        line.pass_over(Passed.LISTED)


def _listed(line: Line, language: Language) -> bool:
    if len(line.text) >= _THIN:
        return False
    if any(fold(line.text).strip(" .") == fold(word) for word in language.headings.contents):
        return True
    return _paged(line)


def _paged(line: Line) -> bool:
    """Whether a line ends in the number of a page; the number of a heading that stands alone is none."""
    alone = line.heading is not None and not line.heading.rest
    return not alone and bool(_PAGE_NUMBER.search(line.text[-40:]))


# --------------------------------------------------------------------------------------------------------- the preamble


def find_preamble(lines: list[Line], language: Language) -> tuple[int, int] | None:
    """The lines of the preamble, ``(first, after the last)``, or None where none is recognised."""
    end = next(
        (p for p, line in enumerate(lines) if line.heading and (line.heading.article or line.heading.container)), 0
    )
    marked = [place for place in range(end) if (heading := lines[place].heading) and heading.kind == "preamble"]
    if marked:
        return marked[-1], end
    closed = next((place for place in reversed(range(end)) if closes_preamble(lines[place].text, language)), None)
    opened = [place for place in range(end) if _opens_preamble(lines, place, closed, language)]
    if opened:
        return opened[-1], end
    return (recitals_before(lines, closed, language), end) if closed is not None else None


def _opens_preamble(lines: list[Line], place: int, closed: int | None, language: Language) -> bool:
    """Whether a line names the parties and a recital, or the last words of the preamble, follow it."""
    line = lines[place]
    if line.marker or line.text[:1].islower() or not any(words_at_start(line.text, language.preamble.openings)):
        return False
    if closed is not None:
        return place <= closed
    return place + 1 < len(lines) and any(words_at_start(lines[place + 1].text, language.preamble.recitals))


def recitals_before(lines: list[Line], closed: int, language: Language) -> int:
    """The first line of the unnumbered recitals that stand right above a line; the line itself where none does."""
    first = closed
    while first and not lines[first - 1].heading and _recital(lines[first - 1].text, language):
        first -= 1
    return first


def _recital(text: str, language: Language) -> bool:
    return text.rstrip(" ]")[-1:] in ",;，；،؛" or any(words_at_start(text, language.preamble.recitals))


def closes_preamble(text: str, language: Language) -> bool:
    """Whether a line holds the last words of a preamble."""
    folded = fold(text)
    return any(fold(formula) in folded for formula in language.preamble.formulas)
