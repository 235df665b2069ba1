"""Formatting of a printed line: struck through, bold, underlined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from treatydiff.readers.lines import Mark, Stroke
from treatydiff.readers.pdf.font_names import FontLook
from treatydiff.readers.pdf.strokes import stretches


class Glyphs(Protocol):
    """Answers about single characters of a page."""

    text: str

    def corners(self, k: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a character's ink."""

    def font(self, k: int) -> FontLook:
        """Whether a character's font is bold, and italic."""


class Looks(NamedTuple):
    """Stretches of a line, by their places in it."""

    struck: tuple[Mark, ...] = ()
    thick: tuple[Mark, ...] = ()
    underlined: tuple[Mark, ...] = ()


class LineLooks:
    """Asks for the looks of lines, and counts the strokes through their words."""

    def __init__(self, glyphs: Glyphs, strokes: Sequence[Stroke], marked: bool) -> None:
        """``marked``: what is bold and underlined is wanted, too."""
        self._glyphs = glyphs
        self._strokes = strokes
        self._marked = marked
        self._through: set[Stroke] = set()
        self._beyond: set[Stroke] = set()

    @property
    def counts(self) -> tuple[int, int]:
        """How many strokes go through words, and how many of them run on beyond the words of their line."""
        return len(self._through), len(self._beyond)

    def of_line(self, start: int, end: int, y: float, size: float) -> Looks:
        """The looks of the characters from one place to another, on a line of this base line and font size."""
        struck = self._struck(start, end, y, size)
        if not self._marked:
            return Looks(struck)
        text = self._glyphs.text[start:end]
        return Looks(struck, stretches(text, self._thick(start, end)), self._underlined(start, end, y, size))

    def _struck(self, start: int, end: int, y: float, size: float) -> tuple[Mark, ...]:
        through = [stroke for stroke in self._strokes if stroke.through(y, size)]
        if not through:
            return ()
        hit = self._hit(start, end, through)
        if any(hit):
            x0, x1 = self._reach(start, end)
            own = {stroke for stroke in through if stroke.x0 < x1 and x0 < stroke.x1}
            self._through |= own
            self._beyond |= {stroke for stroke in own if stroke.runs_beyond(x0, x1, size)}
        return stretches(self._glyphs.text[start:end], hit)

    def _thick(self, start: int, end: int) -> list[bool]:
        """For each character whether it is bold; blanks go with the letter before them."""
        hit: list[bool] = []
        for k in range(start, end):
            blank = self._glyphs.text[k].isspace()
            hit.append((bool(hit) and hit[-1]) if blank else self._glyphs.font(k).bold)
        return hit

    def _underlined(self, start: int, end: int, y: float, size: float) -> tuple[Mark, ...]:
        """What has a stroke below it that ends with words of its line, as those of no table do."""
        below = [stroke for stroke in self._strokes if stroke.under(y, size)]
        if not below:
            return ()
        x0, x1 = self._reach(start, end)
        own = [stroke for stroke in below if not stroke.runs_beyond(x0, x1, size)]
        return stretches(self._glyphs.text[start:end], self._hit(start, end, own)) if own else ()

    def _hit(self, start: int, end: int, found: Sequence[Stroke]) -> list[bool]:
        """For each character whether its middle is at one of the strokes."""
        middles = [sum(self._glyphs.corners(k)[::2]) / 2 for k in range(start, end)]
        return [any(stroke.x0 <= middle <= stroke.x1 for stroke in found) for middle in middles]

    def _reach(self, start: int, end: int) -> tuple[float, float]:
        """From where to where the ink of a stretch goes."""
        ink = [self._glyphs.corners(k) for k in range(start, end) if not self._glyphs.text[k].isspace()]
        return (min(box[0] for box in ink), max(box[2] for box in ink)) if ink else (0.0, 0.0)
