"""Depth of a numbered paragraph: ``(i)`` after ``(h)`` is a letter, before ``(ii)`` a Roman numeral.

Every reading of every number is tried against the series that are open, and what does not follow on costs. The cheapest
way through all the numbers of an article wins; a few of the cheapest are kept on the way, which is the lookahead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Many
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from treatydiff.model import Level
from treatydiff.text.markers import Form, Marker
from treatydiff.text.numbering import Number, Sequence


class Opening(NamedTuple):
    """A number at the head of a paragraph and what stands before it."""

    marker: Marker
    awaited: bool
    """The text before it ends in a colon, or is no more than a number: a list is due."""
    bare: bool = False
    """An option printed as a heading, without text of its own: what comes next stands inside it."""
    fresh: bool = False
    """A paragraph without number stands between it and the number before: a new list may begin."""


class Flaw(StrEnum):
    """What is odd about a number where it stands."""

    GAP = "gap"
    REPEAT = "repeat"
    BACK = "back"


class Place(NamedTuple):
    """Where a numbered paragraph stands."""

    depth: int
    """1 for the outermost numbers of an article."""
    number: Number
    flaw: Flaw | None = None
    previous: Number | None = None
    """The number that a flawed one follows."""
    anew: bool = False
    """The first of a list like one before, under a paragraph without number of its own."""


class _LabelSeries(NamedTuple):
    """An open series: its last number, and the last number of the series that stood inside it."""

    form: Form
    number: Number
    inside: tuple[Form, Number] | None = None
    heading: bool = False
    """An option printed as a heading."""

    def fits(self, form: Form, number: Number) -> bool:
        """Whether a number may be one of the series, in its place or not."""
        return _same(self.form, self.number, form, number)

    def holds(self, number: Number) -> bool:
        """Whether a number is printed as one inside the last of the series: ``5.1`` in 5."""
        own, path = self.number.path, number.path
        return number.sequence is self.number.sequence and len(path) > len(own) and path[: len(own)] == own


_Frames = tuple[_LabelSeries, ...]


class _Path(NamedTuple):
    """One way through the numbers so far."""

    cost: float
    frames: _Frames
    place: Place | None = None
    before: _Path | None = None


_DEEPEST = 8
"""Numbers do not stand deeper than this if there is another way to read them."""
_WIDTH = 3
_MARGIN = 2.5
"""How many ways are kept, and how much dearer than the cheapest they may be."""


def derive(openings: Many[Opening]) -> list[Place]:
    """Where each numbered paragraph of one article stands."""
    paths = [_Path(0.0, ())]
    for opening in openings:
        if len(paths) == 1 and (only := _plainly(paths[0], opening)):
            paths = [only]
            continue
        steps = [
            (path.cost + cost, frames, place, path) for path in paths for cost, frames, place in _steps(path, opening)
        ]
        steps.sort(key=itemgetter(0))
        paths = _cheapest(steps)
    return _trail(paths[0])


def _cheapest(steps: list[tuple[float, _Frames, Place, _Path]]) -> list[_Path]:
    """The few ways that are kept: no dearer than the margin, and each leading to something else."""
    kept: dict[tuple[tuple[Form, Number], ...], _Path] = {}
    for cost, frames, place, before in steps:
        if cost > steps[0][0] + _MARGIN or len(kept) == _WIDTH:
            break
        kept.setdefault(tuple((series.form, series.number) for series in frames), _Path(cost, frames, place, before))
    return list(kept.values())


def _plainly(path: _Path, opening: Opening) -> _Path | None:
    """The only sensible way where there is one: the next number of an open series, read in only one way.

    Says the same as trying every way, and spares the trouble for nearly all numbers.
    """
    number, *more = opening.marker.numbers
    frames = path.frames
    if more or opening.awaited or number.suffix or number.first or opening.marker.form is Form.OPTION or not frames:
        return None
    if frames[-1].heading:
        return None
    for depth in range(len(frames) - 1, -1, -1):
        series = frames[depth]
        if series.fits(opening.marker.form, number):
            if not number.follows(series.number):
                return None
            below = frames[depth + 1] if depth + 1 < len(frames) else None
            inside = (below.form, below.number) if below else series.inside
            kept = (*frames[:depth], _LabelSeries(opening.marker.form, number, inside))
            return _Path(path.cost, kept, Place(depth + 1, number), path)
    return None


def _trail(path: _Path | None) -> list[Place]:
    places = []
    while path and path.place:
        places.append(path.place)
        path = path.before
    return places[::-1]


def _steps(path: _Path, opening: Opening) -> Iterator[tuple[float, _Frames, Place]]:
    for likelihood, number in enumerate(opening.marker.numbers):
        for cost, frames, place in (
            *_continuing(path.frames, opening, number),
            *_beginning(path.frames, opening, number),
        ):
            yield cost + 0.1 * likelihood, frames, place


def _continuing(frames: _Frames, opening: Opening, number: Number) -> Iterator[tuple[float, _Frames, Place]]:
    """The number as the next of each open series it may belong to."""
    form = opening.marker.form
    for depth in range(len(frames) - 1, -1, -1):
        series = frames[depth]
        if not series.fits(form, number):
            continue
        flaw, cost = _flaw(number, series.number)
        anew = opening.fresh and number.first and flaw is not None
        if anew:
            flaw, cost = None, 0.4
        top = depth == len(frames) - 1
        cost += 1.0 if top and opening.awaited and not series.heading and not anew else 0.0
        cost += 2.0 if frames[-1].heading and not top else 0.0
        inside = (frames[depth + 1].form, frames[depth + 1].number) if not top else series.inside
        kept = (*frames[:depth], _LabelSeries(form, number, inside, opening.bare))
        yield cost, kept, Place(depth + 1, number, flaw, series.number if flaw else None, anew)


def _flaw(number: Number, previous: Number) -> tuple[Flaw | None, float]:
    if number.follows(previous):
        return None, 0.0
    if number.key == previous.key:
        return Flaw.REPEAT, 3.0
    if number.key > previous.key:
        return Flaw.GAP, 2.0
    return Flaw.BACK, 3.0 if number.first else 4.0


def _beginning(frames: _Frames, opening: Opening, number: Number) -> Iterator[tuple[float, _Frames, Place]]:
    """The number as the first of a series, inside what was opened last; some also further out."""
    form = opening.marker.form
    for depth in _depths_of_beginning(frames, form, number):
        above = frames[depth - 1] if depth else None
        cost, flaw = _cost_of_beginning(number, form, frames[:depth], opening.awaited and depth == len(frames))
        if form is Form.OPTION:
            cost += _cost_of_option(number, depth, len(frames), opening.awaited)
        if above and above.heading:
            cost, flaw = min(cost, 0.3), None
        if depth >= _DEEPEST:
            cost += 10.0
        yield cost, (*frames[:depth], _LabelSeries(form, number, None, opening.bare)), Place(depth + 1, number, flaw)


def _depths_of_beginning(frames: _Frames, form: Form, number: Number) -> Iterable[int]:
    """Options may stand anywhere; ``4 bis`` may stand in an option that is open, whatever is open inside that."""
    if form is Form.OPTION:
        return range(len(frames) + 1)
    if len(number.path) > 1:
        inside = (depth for depth, series in enumerate(frames[:-1], 1) if series.holds(number))
        return {len(frames), *(depth for depth in inside if not frames[depth].fits(form, number))}
    if number.suffix:
        return {len(frames)} | {depth + 1 for depth, series in enumerate(frames) if series.form is Form.OPTION}
    return (len(frames),)


def _cost_of_beginning(number: Number, form: Form, frames: _Frames, awaited: bool) -> tuple[float, Flaw | None]:
    inside = frames[-1].inside if frames else None
    if len(number.path) > 1 and frames and frames[-1].holds(number) and not awaited:
        return (0.2, None) if number.first else (1.2, Flaw.GAP)
    nested = 2.5 if any(series.fits(form, number) for series in frames) else 0.0
    if number.first:
        return nested + (0.0 if awaited else 0.5 if not frames else 1.0), None
    if inside and _same(*inside, form, number) and number.succeeds(inside[1]):
        return nested + (1.5 if form is Form.OPTION else 0.4), None
    if number.suffix and frames and frames[-1].form is Form.OPTION and _goes_on_outside(frames, form, number):
        return 0.6, None
    return nested + 4.0, Flaw.GAP


def _goes_on_outside(frames: _Frames, form: Form, number: Number) -> bool:
    """``4 bis`` behind ``4. Option A`` may be part of that option."""
    return any(series.fits(form, number) and series.number.path == number.path for series in frames)


def _cost_of_option(number: Number, depth: int, deepest: int, awaited: bool) -> float:
    """``Option A`` stands inside the paragraph it follows if that has no text yet; ``OPTION I`` furthest out."""
    if depth == deepest:
        return 0.0 if awaited or not depth else 1.5
    if depth == 0:
        return 0.1 if number.sequence is Sequence.CAPITAL_ROMAN else 0.6
    return 0.4 if number.sequence is Sequence.DECIMAL else 0.7


def _same(form: Form, number: Number, other_form: Form, other: Number) -> bool:
    """Whether two numbers may be of one series: in brackets ``(1.1)`` stands behind ``(1)``, else ``1.1`` in ``1``."""
    if form is not other_form or number.sequence is not other.sequence:
        return False
    return len(number.path) == len(other.path) or form in _PUT_BETWEEN


_PUT_BETWEEN = frozenset({Form.ENCLOSED, Form.CLOSE})
"""Forms in which a number with a point counts what was put between two others."""


# ------------------------------------------------------------------------------------------------------ ranks of depths

_LADDER = (Level.PARAGRAPH, Level.SUBPARAGRAPH, Level.ITEM)
_HIGH = frozenset({Sequence.DECIMAL, Sequence.CAPITAL, Sequence.CAPITAL_ROMAN, Sequence.ORDINAL})
"""Series that count paragraphs where nothing stands above them; others count subparagraphs."""


def level_below(above: Level | None, marker: Marker, number: Number) -> Level:
    """The rank of a numbered paragraph inside another of rank ``above`` (None: directly in an article)."""
    if marker.form is Form.OPTION:
        return Level.OPTION
    if above in _LADDER:
        return _LADDER[min(_LADDER.index(above) + 1, 2)]
    high = number.sequence in _HIGH or (number.sequence is Sequence.CJK and marker.form is Form.COMMA)
    high = high or (number.sequence is Sequence.CJK and marker.form is Form.DOT)
    return Level.PARAGRAPH if high and marker.form not in (Form.QUOTED, Form.DEGREE) else Level.SUBPARAGRAPH
