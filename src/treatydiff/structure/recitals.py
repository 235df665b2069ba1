"""Recitals that are numbered, as the acts of the European Union print them: ``(33a)`` before the first article."""

from __future__ import annotations

from collections.abc import Sequence as Many
from itertools import pairwise

from treatydiff.model import Level
from treatydiff.structure.headings import ends_sentence, starts_low
from treatydiff.structure.lines import Line, closes_preamble, find_preamble, recitals_before
from treatydiff.structure.nodes import Growing
from treatydiff.text.languages import Language
from treatydiff.text.markers import Form, Marker
from treatydiff.text.numbering import Number, Sequence

_FEWEST = 3
"""So many numbers in order are recitals, where no preamble is announced."""
_SERIES = frozenset({Form.ENCLOSED, Form.DOT, Form.CLOSE})


def preamble_at(lines: list[Line], language: Language) -> tuple[int, int] | None:
    """The lines of the preamble, ``(first, after the last)``, numbered recitals included; None where there is none."""
    found = find_preamble(lines, language)
    first = next((p for p, line in enumerate(lines) if line.heading and line.heading.kind == "article"), 0)
    end = found[1] if found else first
    numbered = _last_run(lines, end) if first else []
    if len(numbered) < _FEWEST:
        return found
    start = recitals_before(lines, numbered[0], language)
    return min(start, found[0]) if found else start, end


def _last_run(lines: Many[Line], end: int) -> list[int]:
    """The lines with a number in brackets that stand in order before the first article, read from behind."""
    run: list[int] = []
    following: Number | None = None
    for place in range(end - 1, -1, -1):
        number = recital_number(lines[place].marker, frozenset({Form.ENCLOSED}))
        if lines[place].heading or number is None:
            continue
        if following is not None and number.key >= following.key:
            break
        run.append(place)
        following = number
    return run[::-1]


def recital_number(marker: Marker | None, forms: frozenset[Form] = _SERIES) -> Number | None:
    """The number of a recital: a whole number in figures, with what was put in behind it."""
    if marker is None or marker.form not in forms:
        return None
    return next((n for n in marker.numbers if n.sequence is Sequence.DECIMAL and len(n.path) == 1), None)


def lay(parent: Growing, lines: Many[Line], language: Language) -> bool:
    """Put recitals into a preamble, each under its number, with the lists and paragraphs that stand in it.

    Says whether they are numbered; if not, nothing was done.
    """
    places = [place for place, line in enumerate(lines) if not line.cell and _numbered(line)]
    if len(places) < 2 or not _in_order([_numbered(lines[place]) for place in places]):
        return False
    for place, line in enumerate(lines):
        marker, number = line.marker, _numbered(line)
        last = parent.children[-1] if parent.children else None
        if marker and number:
            _new(parent, Level.RECITAL, "rec", line, marker, number)
        elif last is None or place < places[0] or _stands_alone(last, line, language, behind=place > places[-1]):
            _new(parent, Level.PARAGRAPH, "para", line)
        elif marker and not marker.doubtful and last.level is Level.RECITAL:
            _new(last, Level.SUBPARAGRAPH, "subpara", line, marker, marker.numbers[0])
        else:
            (last.children[-1] if last.children else last).add_text(line.text, line.block)
    return True


def _numbered(line: Line) -> Number | None:
    return None if line.cell else recital_number(line.marker)


def _in_order(numbers: Many[Number | None]) -> bool:
    """Whether nearly all of the numbers rise."""
    known = [number for number in numbers if number]
    risen = sum(second.key > first.key for first, second in pairwise(known))
    return risen >= 0.9 * (len(known) - 1)


def _stands_alone(last: Growing, line: Line, language: Language, *, behind: bool) -> bool:
    """Whether a line without number is no part of the recital above: the words of enactment, or a heading.

    ``behind`` the last recital stands what the parties have done, which begins in capitals.
    """
    if closes_preamble(line.text, language) or (behind and (line.text.split() or [""])[0].strip(",").isupper()):
        return True
    if behind and last.level is not Level.RECITAL:
        return not starts_low(line.text)
    text = (last.children[-1] if last.children else last).last
    heading = line.plain and len(line.text) < 100 and not ends_sentence(line.text) and not starts_low(line.text)
    return heading and ends_sentence(text) and last.level is Level.RECITAL


def _new(
    parent: Growing, level: Level, step: str, line: Line, marker: Marker | None = None, number: Number | None = None
) -> None:
    node = Growing(level, step)
    if marker:
        node.number, node.printed, node.form = number, marker.printed, marker.form
    node.add_text(line.text[marker.end :].strip() if marker else line.text, line.block)
    parent.children.append(node)
