"""The numbered paragraphs of an article: lines cut into pieces, one for each number that surely opens a provision.

Extraction glues provisions together (``...: (a) first; (b) second``). They are cut apart only where the series of
numbers leaves no doubt; everywhere else a number inside a text is a reference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence as Many
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from treatydiff.structure.depth import Opening, Place, derive
from treatydiff.structure.headings import Heading, ends_sentence, opens_sentence, recognise, starts_low
from treatydiff.structure.lines import Line, in_heading_style
from treatydiff.text.languages import Language, load
from treatydiff.text.lettering import fold
from treatydiff.text.markers import Form, Marker, inline_markers, read_far_marker, read_marker
from treatydiff.text.numbering import Number, Sequence
from treatydiff.text.regexes import regex


@dataclass(slots=True)
class Piece:
    """A stretch of text that opens with a number, or has none."""

    text: str
    line: Line
    marker: Marker | None = None
    bare: bool = False
    """An option printed as a heading."""
    title: str = ""
    """What an option's heading adds in parentheses; the title printed in italics or bold above a paragraph."""
    title_line: Line | None = None
    """Where that title stands, if on a line of its own."""
    place: Place | None = field(default=None)

    @property
    def depth(self) -> int:
        return self.place.depth if self.place else 0


def pieces_of(lines: Many[Line], language: Language) -> list[Piece]:
    """The pieces of an article's lines, in order, each numbered one with its place."""
    pieces: list[Piece] = []
    series, ahead = _Series(), _Ahead(lines)
    for number, line in enumerate(lines):
        following = lines[number + 1].marker if number + 1 < len(lines) else None
        if not line.heading and not line.cell and _BARE.match(line.text):
            line.marker = _bare(line.text, lines[number + 1 : number + 1 + _LOOKAHEAD], series) or line.marker
        if line.plain and not line.cell:
            line.marker = _far(line.text, number, series, ahead)
        head = _head(line, _before(pieces), series, language, _Lookout(ahead, number))
        pieces += _cut(line, head, following, series, language)
    pieces = _titled(pieces)
    _find_places(pieces)
    return pieces


def _before(pieces: list[Piece]) -> str:
    """The text that a line would go on with: a title is printed over what comes, and nothing goes on with it."""
    last = len(pieces) - 1
    while last >= 0 and _is_title(pieces, last):
        last -= 1
    return pieces[last].text if last >= 0 else ""


def _titled(pieces: list[Piece]) -> list[Piece]:
    """A line right above a numbered paragraph that stands apart is the title of that, as marginal notes are printed."""
    kept: list[Piece] = []
    outer = next((piece.marker.form for piece in pieces if piece.marker), None)
    for piece in pieces:
        above = kept[-1] if kept else None
        marker = None if piece.title else piece.marker
        below = above is not None and piece.line is not above.line
        if above and marker and below and _is_title(kept, len(kept) - 1, marker, bare=marker.form is outer):
            piece.title, piece.title_line = above.text, above.line
            kept.pop()
        kept.append(piece)
    return kept


def _is_title(pieces: Many[Piece], place: int, marker: Marker | None = None, *, bare: bool = True) -> bool:
    """Whether an unnumbered piece is printed as the title of what ``marker`` opens.

    It is in italics, bold or a heading style, or (``bare``) a few words without a stop: above the first number, or
    behind a numbered paragraph that has ended.
    """
    piece = pieces[place]
    style, text = piece.line.style, piece.text
    if piece.marker or piece.line.cell or piece.line.heading or starts_low(text) or ends_sentence(text):
        return False
    if not 2 < len(text) <= _LONGEST_TITLE or text[-1] in ",，、،—–-" or sum(map(str.isalpha, text)) < 2:
        return False
    if style.italic or style.bold or in_heading_style(piece.line):
        return True
    if not bare or len(text) > _LONGEST_BARE_TITLE:
        return False
    above = pieces[place - 1] if place else None
    if above is None:
        return not any(number.sequence in _LISTED for number in marker.numbers) if marker else True
    return above.marker is not None and ends_sentence(above.text) and above.text[-1] not in ":：;；؛"


_LISTED = frozenset({Sequence.LETTER, Sequence.ROMAN, Sequence.ABJAD, Sequence.CYRILLIC, Sequence.BULLET})
"""Series whose first number stands below the words that open the list: ``A person who`` above ``(a)``."""


_LONGEST_TITLE = 120
_LONGEST_BARE_TITLE = 60


_BARE = regex(r"(?P<lead>(?:\[\s?){0,3})(?P<n>\d{1,3}|[lI])(?P<dot>\.?)\s+(?=[“\"«(\[]?[A-ZÀ-ÞА-Я])")
"""``1 Coastal States``, ``l. Coastal States``."""


def _bare(text: str, later: Many[Line], series: _Series) -> Marker | None:
    """A number without its full stop, or with a letter for a digit, where its neighbours leave no doubt.

    Either scanning lost what is missing, or the whole article is numbered so.
    """
    found = _BARE.match(text)
    if not found or bool(found["dot"]) == found["n"].isdecimal():
        return None
    number = Number(found["n"], Sequence.DECIMAL, (int(found["n"].translate(_DIGITS)),))
    scanned, bare = (
        Marker(found[0].strip(), form, (number,), found.end(), bool(found["lead"])) for form in (Form.DOT, Form.BARE)
    )
    dotted = next((line.marker for line in later if line.marker and line.marker.form is Form.DOT), None)
    follows = dotted and any(n.sequence is Sequence.DECIMAL and n.succeeds(number) for n in dotted.numbers)
    if follows and series.awaits(scanned):
        return scanned
    return bare if series.follows(bare) or (number.first and any(_is_bare_two(line.text) for line in later)) else None


def _far(text: str, place: int, series: _Series, ahead: _Ahead) -> Marker | None:
    """A number of four digits, which is none elsewhere, where it is the next of its series: ``1900.`` after 1899."""
    found = read_far_marker(text)
    return found if found and (series.follows(found) or series.catches_up(found, place, ahead)) else None


def _is_bare_two(text: str) -> bool:
    found = _BARE.match(text)
    return bool(found and found["n"] == "2" and not found["dot"])


_DIGITS = str.maketrans("lI", "11")


def _find_places(pieces: list[Piece]) -> None:
    openings: list[Opening] = []
    numbered: list[Piece] = []
    before, fresh = "", False
    for piece in pieces:
        if piece.marker:
            awaited = before.rstrip('”"’»] ')[-1:] in (":", "：", "—") or (bool(numbered) and not before)
            openings.append(Opening(piece.marker, awaited, piece.bare, fresh))
            numbered.append(piece)
            fresh = False
        elif numbered and ends_sentence(before) and opens_sentence(piece.text) and not piece.line.cell:
            fresh = True
        before = piece.text
    for piece, place in zip(numbered, derive(openings), strict=True):
        piece.place = place


# --------------------------------------------------------------------------------------------- the series that are open


class _Ahead:
    """The numbers that the lines of an article open with, to look ahead in."""

    def __init__(self, lines: Many[Line]) -> None:
        self._places: dict[tuple[Form, Sequence, tuple[int, ...]], list[int]] = {}
        for place, line in enumerate(lines):
            marker = line.marker or (read_far_marker(line.text) if line.plain and not line.cell else None)
            if marker is None or line.cell:
                continue
            for number in marker.numbers:
                self._places.setdefault((marker.form, number.sequence, number.path), []).append(place)

    def at(self, form: Form, number: Number, place: int, later: int = 0) -> int | None:
        """Where the next line behind a place stands that opens with a number, or with one so many later."""
        path = (*number.path[:-1], number.path[-1] + later) if number.path else ()
        places = self._places.get((form, number.sequence, path), [])
        found = bisect_right(places, place)
        return places[found] if found < len(places) else None

    def goes_on(self, form: Form, number: Number, place: int, steps: int = 1) -> bool:
        """Whether so many next numbers follow a number in order, and the number itself not before them."""
        again = self.at(form, number, place)
        for later in range(1, steps + 1):
            found = self.at(form, number, place, later)
            if found is None or (again is not None and again < found):
                return False
            place = found
        return True


_CAUGHT_UP = 5
"""So many numbers may be missing before one that the next two lines confirm."""


class _Series:
    """The series of numbers that are open, outermost first, read greedily; how deep they stand is decided later."""

    def __init__(self) -> None:
        self._open: list[tuple[Form, Number]] = []

    def following(self, marker: Marker) -> list[Number]:
        """The ways to read it in which it is the next number of an open series."""
        return [number for number in marker.numbers if self._find(marker.form, number) is not None]

    def follows(self, marker: Marker) -> bool:
        """Whether it is the next number of an open series."""
        return any(self._find(marker.form, number) is not None for number in marker.numbers)

    def awaits(self, marker: Marker) -> bool:
        """Whether it is the next number of its series, or the first where that series has not begun."""
        last = [n for form, n in self._open if form is marker.form and n.sequence is marker.numbers[0].sequence]
        return marker.numbers[0].succeeds(last[-1]) if last else marker.numbers[0].first

    def catches_up(self, marker: Marker, place: int, ahead: _Ahead) -> bool:
        """Whether a few numbers before it were missed and the two after it stand at the heads of later lines."""
        for form, last in self._open:
            for number in marker.numbers:
                if form is marker.form and last.sequence is number.sequence and number.path[:-1] == last.path[:-1]:
                    missing = number.path[-1] - last.path[-1] if number.path else 0
                    if 1 < missing <= _CAUGHT_UP + 1 and ahead.goes_on(form, number, place, steps=2):
                        return True
        return False

    def skips_to(self, marker: Marker, later: Many[Marker]) -> bool:
        """Whether one number before it is missing and the next one follows it."""
        for form, last in self._open:
            for number in marker.numbers:
                if form is marker.form and last.sequence is number.sequence and len(number.path) == len(last.path) == 1:
                    goes_on = any(n.succeeds(number) for other in later[:1] for n in other.numbers)
                    if number.path[0] == last.path[0] + 2 and goes_on:
                        return True
        return False

    def take(self, marker: Marker) -> None:
        """Note a number: it goes on with a series, or opens one, or both: ``(i)`` after ``(h)``."""
        for number in marker.numbers:
            if (place := self._find(marker.form, number)) is not None:
                inside = self._open[place + 1 :] if marker.numbers[-1].sequence is Sequence.DOUBLE else []
                self._open[place:] = [(marker.form, number), *inside]
                break
        firsts = [number for number in marker.numbers if number.first and (marker.form, number) not in self._open]
        for number in firsts or ([] if self._open and self._open[-1][1] in marker.numbers else marker.numbers[:1]):
            self._forget(marker.form, number)
            self._open.append((marker.form, number))

    def _find(self, form: Form, number: Number) -> int | None:
        for place in range(len(self._open) - 1, -1, -1):
            open_form, last = self._open[place]
            if open_form is form and last.sequence is number.sequence and number.follows(last):
                return place
        return None

    def _forget(self, form: Form, number: Number) -> None:
        """A series that begins anew replaces the one before, and closes what stood inside that."""
        for place, (open_form, last) in enumerate(self._open):
            if open_form is form and last.sequence is number.sequence:
                del self._open[place:]
                return


# -------------------------------------------------------------------------------------------------------- cutting lines


def _cut(
    line: Line, head: _Head | None, following: Marker | None, series: _Series, language: Language
) -> Iterator[Piece]:
    """The pieces of one line that opens with ``head``."""
    text, piece = line.text, Piece(line.text, line)
    while head:
        marker, bare, title = head
        series.take(marker)
        text = text[marker.end :].strip()
        piece = Piece(text, line, marker, bare, title)
        head = _second_head(text, marker, language) if not line.cell else None
        if head:
            piece.text = ""
            yield piece
    if line.cell:
        yield piece
        return
    start = 0
    for marker, place in _certain(text, following, series, language):
        piece.text = text[start:place].strip()
        yield piece
        start = place + marker.end - place
        piece = Piece("", line, marker)
    piece.text = text[start:].strip()
    yield piece


def _awaits_number(text: str, language: Language) -> bool:
    """Whether a text breaks off before the number it refers to: ``under subparagraph``, ``paragraphs 1 and``."""
    words = text.rsplit(maxsplit=3)[-3:]
    if not words:
        return False
    referring = _referring(language.code)
    joined = fold(words[-1]) in {*language.sentences.conjunctions, *language.references.through}
    return fold(words[-1]) in referring or (joined and len(words) > 2 and fold(words[0]) in referring)


@cache
def _referring(code: str) -> frozenset[str]:
    """The words that a number follows in a reference, but for abbreviations, which may end a line."""
    found = load(code).references
    words = (*found.article, *found.paragraph, *found.subparagraph, *found.section, *found.chapter, *found.annex)
    return frozenset(fold(word) for word in words if word[-1].isalpha() and " " not in word)


_Head = tuple[Marker, bool, str]


_BEFORE_NUMBER = "[] ‘“„«「\"'"
_UNUSUAL = 999
"""What is higher may be a quantity or a year at the head of a line: it opens a paragraph only as the next number."""


class _Lookout(NamedTuple):
    """The lines behind a line."""

    ahead: _Ahead
    place: int

    def numbered_after_all(self, marker: Marker, text: str, series: _Series) -> bool:
        """Whether a number behind a referring word opens a paragraph: as the next of its series that the next but one
        follows, or as the last of it, before a new sentence."""
        if starts_low(text) or marker.doubtful:
            return False
        return any(
            self.ahead.goes_on(marker.form, number, self.place)
            or (number.sequence is Sequence.DECIMAL and self.ahead.at(marker.form, number, self.place) is None)
            for number in series.following(marker)
        )


def _head(line: Line, before: str, series: _Series, language: Language, lookout: _Lookout) -> _Head | None:
    """The number a line opens with, if it may open a provision there."""
    if line.heading and line.heading.kind == "option":
        return _option(line.heading, line.text)
    marker = line.marker
    if marker is None or line.cell:
        return None
    strict = marker.form is Form.QUOTED or (
        marker.form is Form.DOT and not marker.printed.strip(_BEFORE_NUMBER)[0].isdecimal()
    )
    strict = strict or any(number.path[:1] > (_UNUSUAL,) for number in marker.numbers)
    stray = not series.follows(marker) and not any(number.first for number in marker.numbers)
    strict = strict or marker.doubtful
    unfinished = bool(before) and not ends_sentence(before)
    if unfinished and _awaits_number(before, language):
        return (marker, False, "") if lookout.numbered_after_all(marker, line.text[marker.end :], series) else None
    if stray and (unfinished or strict) and not marker.doubtful:
        stray = not series.catches_up(marker, lookout.place, lookout.ahead)
    if (stray and (unfinished or strict)) or (unfinished and marker.form is Form.BULLET):
        return None
    return marker, False, ""


def _option(heading: Heading, text: str) -> _Head | None:
    if heading.number is None:
        return None
    titled = bool(heading.rest) and not heading.separated
    end = len(text) if titled else len(text) - len(heading.rest)
    marker = Marker(heading.printed, Form.OPTION, heading.number_readings, end, "[" in heading.printed)
    return marker, titled or not heading.rest, heading.rest if titled else ""


def _second_head(text: str, marker: Marker, language: Language) -> _Head | None:
    """A number right behind a number: ``2. (a)``, ``(b) (i)``, ``3. Option A:``."""
    heading = recognise(text, language)
    if heading and heading.kind == "option":
        return _option(heading, text)
    second = read_marker(text)
    if second and second.form is not Form.BULLET and any(number.first for number in second.numbers):
        same = second.form is marker.form and {n.sequence for n in second.numbers} & {
            n.sequence for n in marker.numbers
        }
        return None if same and len(second.numbers) == 1 else (second, False, "")
    return None


_NEAR = 60
"""Characters before a number that are looked at."""
_RUN = 4
"""Numbers that follow each other and show a list whose second is missing."""
_LOOKAHEAD = 12
"""Numbers that are looked at for the second of a series."""


def _certain(text: str, following: Marker | None, series: _Series, language: Language) -> Iterator[tuple[Marker, int]]:
    """Numbers inside a text that are certain to open a provision, and where they begin."""
    conjunctions = frozenset(language.sentences.conjunctions)
    found = list(inline_markers(text, conjunctions))
    inside: set[Form] = set()
    last = 0
    for place, (before, marker, start) in enumerate(found):
        if marker.form is Form.BULLET or _same_number(marker, following):
            continue
        if not _room(text[max(last, start - _NEAR) : start], 5 if before in ",，،" else 1):
            continue
        later = [other for _, other, _ in found[place + 1 : place + 1 + _LOOKAHEAD]] + (
            [following] if following else []
        )
        opens = before in ":：—" and any(number.first for number in marker.numbers) and _has_second(marker, later)
        goes_on = series.follows(marker) and (before in ".;:؛：；。" or marker.form in inside)
        goes_on = goes_on or (marker.form in inside and before in ";؛；" and series.skips_to(marker, later))
        if not (opens or goes_on) or not _may_open(text, start, before, marker, language):
            continue
        if opens:
            inside.add(marker.form)
        series.take(marker)
        last = marker.end
        yield marker, start


def _room(text: str, letters: int) -> bool:
    """Whether enough stands between two numbers for the first to have a text: references stand close together."""
    return sum(char.isalpha() for char in text) >= letters


def _same_number(marker: Marker, other: Marker | None) -> bool:
    return (
        other is not None
        and marker.form is other.form
        and {n.key for n in marker.numbers} == {n.key for n in other.numbers}
    )


def _has_second(first: Marker, later: Many[Marker]) -> bool:
    alike = [n for other in later if other.form is first.form for n in other.numbers if not n.suffix]
    firsts = [number for number in first.numbers if number.first]
    if any(n.sequence is start.sequence and n.succeeds(start) for n in alike for start in firsts):
        return True
    run = list(pairwise(n for n in alike if any(n.sequence is start.sequence for start in firsts)))
    return sum(b.succeeds(a) for a, b in run) >= _RUN  # one number of the list is missing or wrong


def _may_open(text: str, start: int, before: str, marker: Marker, language: Language) -> bool:
    """Whether what stands around a number inside a text leaves it the head of a provision."""
    after = text[marker.end : marker.end + 1]
    if not after or after in ",;.)，；。":
        return False
    if marker.form is not Form.DOT:
        return True
    word = text[:start].rstrip().rstrip(".").split()[-1:]
    abbreviated = before == "." and bool(word) and fold(word[0].strip("([")) in _abbreviations(language)
    return not abbreviated and not after.islower()


def _abbreviations(language: Language) -> frozenset[str]:
    references = language.references
    words = (
        *references.article,
        *references.paragraph,
        *references.subparagraph,
        *references.section,
        *references.chapter,
    )
    return frozenset(
        {fold(word).rstrip(".") for word in words if word.endswith(".")}
        | {"no", "nos", "vol", "p", "pp", "núm", "cf", "ibid", "№"}
    )
