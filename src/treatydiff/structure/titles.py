"""The title of an article, part or annex: on the heading's line, below it, over several lines, or glued to the body."""

from __future__ import annotations

from collections.abc import Sequence as Many
from typing import NamedTuple

from treatydiff.structure.headings import (
    MAX_TITLE,
    UNWORDED,
    Heading,
    capitals,
    ends_sentence,
    has_verb,
    join,
    starts_low,
    title_of,
)
from treatydiff.structure.lines import Line, in_heading_style, stretches
from treatydiff.structure.nodes import Growing
from treatydiff.structure.remarks import note, split_note, tombstone
from treatydiff.text.languages import Language

MAX_LINES = 6
"""Of a title that its looks give away."""
SHORT = 80
"""Characters of a title that is believed in a draft whose articles mostly have none."""
MOST = 0.8
"""The share of articles with a title from which on articles are taken to have one."""


class Habits(NamedTuple):
    """How a draft prints its titles."""

    styled: bool
    """It sets some lines apart by their looks."""
    titled: bool
    """Its articles have titles; if not, a capital inside a sentence is no place to cut a title off."""


def habits_of(lines: list[Line], language: Language) -> Habits:
    """How a draft prints its titles, judged by all of its articles."""
    striking_lines = sum(map(striking, lines))
    places = [place for place, line in enumerate(lines) if line.heading and line.heading.article]
    titled = [
        _evident(_title(heading, run, True, language, False), language)
        for here, there in stretches(places, len(lines))
        if (heading := lines[here].heading) and (run := _run_below(lines, here, there))
    ]
    return Habits(0 < striking_lines < 0.5 * len(lines), sum(titled) >= MOST * len(titled))


def _evident(found: tuple[str, str, int], language: Language) -> bool:
    """Whether a title is more than a guess: where no blank parts words, one character may stand inside of any."""
    title, glued, _ = found
    openings = [opening for opening in language.sentences.openings if not language.spaced and glued.startswith(opening)]
    return bool(title) and (not openings or max(map(len, openings)) > 1)


def _run_below(lines: list[Line], here: int, there: int) -> list[Line]:
    heading = lines[here].heading
    first = [_behind(heading, lines[here])] if heading and heading.rest else []
    return _plain_run(first) + _plain_run(lines[here + 1 : min(there, here + 1 + MAX_LINES)])


def _behind(heading: Heading, line: Line) -> Line:
    """What follows a heading on its line; a section may begin with the number of its first subsection."""
    return line.with_text(heading.rest, numbered=heading.kind in UNWORDED)


def take_title(
    node: Growing, heading: Heading, line: Line, body: list[Line], language: Language, habits: Habits
) -> list[Line]:
    """Give a node the title printed in its heading and below; returns the lines that are left as body."""
    lines = [_behind(heading, line), *body] if heading.rest else body
    lines = _take_notes(node, lines, language)
    run = _plain_run(lines)
    if not run or tombstone(run[0].text, language):
        return lines
    if heading.kind == "option" and not heading.separated:
        title, glued, used = run[0].text, "", 1
    else:
        title, glued, used = _title(heading, run, len(lines) > len(run), language, habits.styled)
        if not habits.titled and heading.article and (glued or len(title) > SHORT):
            return lines
    node.note_and_title(*split_note(title, language))
    for entry in run[:used]:
        node.add_block(entry.block)
    rest = lines[used:]
    return [run[used - 1].with_text(glued, numbered=True), *rest] if glued else rest


def _title(heading: Heading, run: Many[Line], more: bool, language: Language, styled: bool) -> tuple[str, str, int]:
    """The title at the head of a run of unnumbered lines: ``(title, body glued to it, lines used)``."""
    texts = [line.text for line in run]
    if heading.kind == "option":
        return "", "", 0
    if heading.rest and in_heading_style(run[0]) and len(texts[0]) <= MAX_TITLE:
        return texts[0], "", 1
    if heading.container and heading.rest:
        used = _over_capitals(texts) if capitals(texts[0]) else _over_small_letters(texts)
        return join(texts[:used]), "", used
    if not heading.rest and styled and (used := _over_striking(run, language)):
        return join(texts[:used]), "", used
    title, glued, used = title_of(texts, language, more)
    return ("", "", 0) if heading.container and glued else (title, glued, used)


def _take_notes(node: Growing, lines: list[Line], language: Language) -> list[Line]:
    """Notes on the provision's history that stand right below its number."""
    place = 0
    while place < len(lines) and lines[place].plain and note(lines[place].text, language):
        if tombstone(lines[place].text, language) and place + 1 == len(lines):
            break
        node.add_note(lines[place].text, lines[place].block)
        place += 1
    return lines[place:]


def _plain_run(lines: list[Line]) -> list[Line]:
    end = next((place for place, line in enumerate(lines) if not line.plain or line.cell), len(lines))
    return lines[:end]


def _over_capitals(texts: Many[str]) -> int:
    used = 1
    while used < len(texts) and capitals(texts[used]) and not ends_sentence(texts[used - 1]):
        used += 1
    return used


def _over_small_letters(texts: Many[str]) -> int:
    used = 1
    while used < len(texts) and starts_low(texts[used]) and not ends_sentence(texts[used]):
        used += 1
    return used


def _over_striking(run: Many[Line], language: Language) -> int:
    used = 0
    while used < min(len(run), MAX_LINES) and striking(run[used]) and not _sentence(run[used].text, language):
        used += 1
    return used


def _sentence(text: str, language: Language) -> bool:
    """Whether a text in bold print is a sentence: drafters print what they propose to add in bold, too."""
    return len(text) > MAX_TITLE or (ends_sentence(text) and (len(text) > SHORT or has_verb(text, language)))


def striking(line: Line) -> bool:
    """Whether a line stands out by its looks: bold, centred, or in a heading style."""
    return line.style.bold or line.style.centred or in_heading_style(line)
