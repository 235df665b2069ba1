"""Drafts that show changes by marks hold two texts: struck words went, bold or underlined ones are new.

Which of the two marks says so is found out: the one that stands beside the struck words. Where both do, bold is what is
new against the text at the base, underlined what is new since the draft before. Shared by the readers of Word and PDF
files; what a mark is on a page is their business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from treatydiff.readers.lines import ITEM_NUMBER, SENTENCE_ENDS, Mark, Page, PageLine, is_heading_number
from treatydiff.text.frozen import dataclass
from treatydiff.text.regexes import regex

BOLD, UNDERLINED = "bold", "underlined"
UNTOLD = "its marks of changes cannot be told"
"""How the notice begins on a draft whose former text cannot be rebuilt."""
MOST = 0.6
"""A text of which more than this share is marked as new is set so."""
FEW = 3
"""So many strokes that run on beyond their words are lines of tables, where they are not the fewest."""
DOUBTFUL = 1 / 3
"""Share of the strokes through words from which on none can be told from the lines of tables."""
HEADING = 12
"""Words of a heading without a number."""
ALSO = 0.02
"""Share of the text from which on a look is a mark."""
APART = 1.2
"""A heading stands apart from the text by so many times the usual distance of lines."""
_WORD_END, _WORD_START = regex(r"(?<![^\W\d_])[^\W\d_]++$"), regex(r"[^\W\d_]+")
_WORD = regex(r"[^\W\d_]+")


class MarkedPiece(NamedTuple):
    """Some words and how they are marked."""

    text: str
    bold: bool = False
    underlined: bool = False
    struck: bool = False

    @property
    def weight(self) -> int:
        return len(self.text) - self.text.count(" ")


class MarkedPassage(NamedTuple):
    """A paragraph, or what of it stands on a line, in pieces."""

    pieces: tuple[MarkedPiece, ...]
    apart: bool = True
    """Whether it stands apart from what is before and behind it, as a heading does."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces).strip()

    def wholly(self, look: str) -> bool:
        """Whether all that is not struck, and something is, has a look."""
        left = [piece for piece in self.pieces if piece.weight and not piece.struck]
        return bool(left) and all(getattr(piece, look) for piece in left)


@dataclass(frozen=True, slots=True)
class Marking:
    """How a draft marks its changes."""

    new: str
    """The look of what is new: ``bold`` or ``underlined``."""
    headings: frozenset[int] = frozenset()
    """The passages that look so because they are headings."""
    over_bold: bool = False
    """Whether underlined words are new since the draft before, in a text that marks all changes in bold."""

    def marks_bold(self, passage: int) -> bool:
        """Whether bold letters in a passage are marks, and make it no heading."""
        return (self.new == BOLD or self.over_bold) and passage not in self.headings

    def is_new(self, piece: MarkedPiece, passage: int) -> bool:
        """Whether a piece of a passage is marked as new."""
        return bool(getattr(piece, self.new)) and passage not in self.headings

    def goes(self, piece: MarkedPiece, passage: int) -> bool:
        """Whether a piece is no part of the former text."""
        new = self.is_new(piece, passage)
        if self.new == BOLD:
            return new
        return not new if piece.struck and self.over_bold else new and not piece.struck


def marking(passages: Sequence[MarkedPassage], wanted: str = "") -> Marking | None:
    """How a draft marks its changes; None where it does not, or where its looks mean something else.

    ``wanted`` is the look of what is new, where somebody says it.
    """
    weights = Counter[str]()
    for passage in passages:
        for piece in passage.pieces:
            weights["all"] += piece.weight
            weights["struck"] += piece.weight * piece.struck
            for look in (BOLD, UNDERLINED):
                weights[look] += piece.weight * getattr(piece, look)
    beside = _beside_struck(passages)
    new = wanted or (BOLD if beside[BOLD] and beside[BOLD] >= beside[UNDERLINED] else UNDERLINED)
    headings = _headings(passages, new)
    marked = sum(
        piece.weight
        for at, passage in enumerate(passages)
        for piece in passage.pieces
        if getattr(piece, new) and at not in headings
    )
    if not (marked or weights["struck"]) or marked > MOST * weights["all"]:
        return None
    bold_too = new == UNDERLINED and bool(beside[BOLD]) and weights[BOLD] > ALSO * weights["all"]
    return Marking(new, headings, bold_too)


def _beside_struck(passages: Sequence[MarkedPassage]) -> Counter[str]:
    """How often words of each look stand beside struck ones."""
    found = Counter[str]()
    pieces = [piece for passage in passages for piece in passage.pieces if piece.weight]
    for one, other in pairwise(pieces):
        if one.struck != other.struck:
            kept = other if one.struck else one
            found.update(look for look in (BOLD, UNDERLINED) if getattr(kept, look))
    return found


def _headings(passages: Sequence[MarkedPassage], look: str) -> frozenset[int]:
    """The passages that have a look as headings have it, not as what is new.

    Those with a number do if most of them do; and neither they nor others are kept as such above text that is all new.
    """
    like = [at for at, passage in enumerate(passages) if passage.apart and _is_like_heading(passage.text)]
    wholly = {at for at in like if passages[at].wholly(look)}
    numbered = [at for at in like if is_heading_number(passages[at].text)]
    plain = sum(at not in wholly for at in numbered)
    by_look = plain * 2 < len(numbered)
    found = {at for at in wholly if by_look or not is_heading_number(passages[at].text)}
    return frozenset(at for at in found if not _is_over_new(at, passages, set(like), look))


def _is_like_heading(text: str) -> bool:
    if is_heading_number(text):
        return True
    if not text or SENTENCE_ENDS.search(text) or text.endswith(",") or ITEM_NUMBER.match(text):
        return False
    return len(text.split()) <= HEADING or text.isupper() or not text[0].islower()


def _is_over_new(at: int, passages: Sequence[MarkedPassage], like: set[int], look: str) -> bool:
    """Whether all text below a heading, down to the next one, is new."""
    start = at + 1
    while start in like:
        start += 1
    end = start
    while end < len(passages) and end not in like:
        end += 1
    below = [passage for passage in passages[start:end] if passage.text]
    return bool(below) and all(passage.wholly(look) for passage in below)


# ------------------------------------------------------------------------------------------------------------ in a PDF


def are_doubtful(pages: Sequence[Page]) -> bool:
    """Whether the strokes through words cannot be told from the lines of tables."""
    through, beyond = sum(page.through for page in pages), sum(page.beyond for page in pages)
    return beyond >= FEW and beyond > DOUBTFUL * through


def unstruck(pages: Sequence[Page]) -> list[Page]:
    """The pages with no word struck."""
    return [replace(page, lines=tuple(line._replace(struck=()) for line in page.lines)) for page in pages]


def parted(pages: Sequence[Page]) -> list[Page]:
    """The pages with a blank where a struck word and one that stays meet without: ``ofto``, where ``of`` is struck."""
    known = _known(pages)

    def line_parted(line: PageLine) -> PageLine:
        for edge in sorted({edge for mark in line.struck for edge in mark}, reverse=True):
            line = _parted(line, edge) if _is_seam(line._replace(struck=()), edge, known) else line
        return line

    return [replace(page, lines=tuple(map(line_parted, page.lines))) for page in pages]


def _known(pages: Sequence[Page]) -> Counter[str]:
    """How often the text has each word."""
    return Counter(word.lower() for page in pages for line in page.lines for word in _WORD.findall(line.text))


def rebuilt(pages: Sequence[Page], former: bool, wanted: str = "") -> list[Page] | None:
    """The pages with what goes from one of their two texts as what is struck; None where the marks cannot be told.

    What marks words as new is no look of them any more; words that only a mark parts are parted by a blank.
    """
    units = list(_units(pages))
    found = marking([_passage(unit, pages) for unit in units], wanted)
    if not found:
        return None
    of_line = {place: at for at, unit in enumerate(units) for place in unit}
    known = _known(pages)
    return [
        replace(
            page, lines=tuple(_line(line, found, of_line[k, i], former, known) for i, line in enumerate(page.lines))
        )
        for k, page in enumerate(pages)
    ]


_Place = tuple[int, int]
"""The index of a page, and that of a line on it."""


def _units(pages: Sequence[Page]) -> Iterator[list[_Place]]:
    """Lines that are set in one look from end to end and follow each other closely are one passage; others one each."""
    for k, page in enumerate(pages):
        unit: list[_Place] = []
        for i, line in enumerate(page.lines):
            last = page.lines[i - 1] if unit else None
            close = last is not None and 0 < last.y - line.y < 2 * line.size and abs(last.size - line.size) < 0.5
            if unit and not (close and line.bold and last and last.bold):
                yield unit
                unit = []
            unit.append((k, i))
        if unit:
            yield unit


def _passage(unit: Sequence[_Place], pages: Sequence[Page]) -> MarkedPassage:
    page = pages[unit[0][0]]
    first, last = unit[0][1], unit[-1][1]
    pieces = tuple(piece for _, i in unit for piece in _pieces(page.lines[i]))
    usual = _usual_distance(page)
    before = page.lines[first - 1].y - page.lines[first].y if first else 0.0
    behind = page.lines[last].y - page.lines[last + 1].y if last + 1 < len(page.lines) else 0.0
    return MarkedPassage(pieces, all(gap <= 0 or gap > APART * usual for gap in (before, behind)))


def _usual_distance(page: Page) -> float:
    gaps = [a.y - b.y for a, b in pairwise(page.lines) if 0 < a.y - b.y < 3 * a.size]
    return median(gaps) if gaps else 0.0


def _pieces(line: PageLine) -> Iterator[MarkedPiece]:
    """A line in pieces of one look each."""
    edges = {0, len(line.text)} | {
        edge for marks in (line.thick, line.underlined, line.struck) for m in marks for edge in m
    }
    for start, end in pairwise(sorted(edges)):
        inside = (any(a <= start < b for a, b in marks) for marks in (line.thick, line.underlined, line.struck))
        yield MarkedPiece(line.text[start:end], *inside)


def _line(line: PageLine, found: Marking, passage: int, former: bool, known: Counter[str]) -> PageLine:
    """A line of one of the two texts, the other's words struck."""
    gone: list[Mark] = []
    place = 0
    for piece in _pieces(line):
        end = place + len(piece.text)
        if found.goes(piece, passage) if former else piece.struck:
            gone = (
                [*gone[:-1], Mark(gone[-1].start, end)] if gone and gone[-1].end == place else [*gone, Mark(place, end)]
            )
        place = end
    bold = line.bold and not found.marks_bold(passage)
    line = line._replace(struck=tuple(mark for mark in gone if line.text[slice(*mark)].strip()), bold=bold)
    seams = [edge for mark in line.thick + line.underlined for edge in mark if _is_seam(line, edge, known)]
    for seam in sorted(set(seams), reverse=True):
        line = _parted(line, seam)
    return line


def _is_seam(line: PageLine, edge: int, known: Counter[str]) -> bool:
    """Whether two words meet at the edge of a mark, each of which the text has elsewhere, and not the two as one."""
    if any(start <= edge <= end for start, end in line.struck):
        return False
    left, right = _WORD_END.search(line.text[:edge]), _WORD_START.match(line.text[edge:])
    if not left or not right or min(len(left[0]), len(right[0])) < 2:
        return False
    return known[(left[0] + right[0]).lower()] <= 1 and known[left[0].lower()] > 0 and known[right[0].lower()] > 0


def _parted(line: PageLine, edge: int) -> PageLine:
    """A line with a blank put in."""

    def moved(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(Mark(a + (a >= edge), b + (b > edge)) for a, b in marks)

    text = f"{line.text[:edge]} {line.text[edge:]}"
    line = line._replace(text=text, marks=moved(line.marks), struck=moved(line.struck))
    return line._replace(thick=moved(line.thick), underlined=moved(line.underlined))
