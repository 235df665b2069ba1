"""Ink that no recognised word covers: tesseract misses whole lines at times, short headings above all.

Each such strip is cut out and read by itself. What is still not read is counted, so that no line is lost silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from statistics import median
from typing import Any, NamedTuple

DARK = 128
"""Of 255: a dot darker than this is ink."""
FLAT = 0.4
"""A strip lower than this share of a usual word is a rule or dirt."""
TALL = 3.0
"""One higher than this is a picture."""
NARROW_STRIP = 2.0
"""One narrower than this, by the height of a usual word, is no word: a bracket, a figure."""
AROUND = 0.35
"""Signs over and under letters reach so far out of their word, by the height of a usual word."""
MOST = 40
"""A page with more such strips is no page of text."""
SURE = 60.0
"""In so short a text tesseract has to be surer than this, of 100, to be believed."""
SAME = 0.6
"""Of its letters in a line at the same height: then a strip has been read."""
ONE_LINE, ONE_WORD = 7, 8
"""What tesseract takes a picture for, by its own numbers (page segmentation modes)."""

Table = Mapping[str, Sequence[Any]]
"""What tesseract tells of words, column by column."""
KEYS = ("text", "conf", "left", "top", "width", "height", "block_num", "par_num", "line_num")


class InkStrip(NamedTuple):
    """A rectangle of a picture, in dots."""

    left: int
    top: int
    right: int
    bottom: int


def completed(image: Any, found: Table, read: Callable[[Any, int], Table]) -> tuple[Table, int]:
    """The table with the words of strips that were passed over, each where it stands, and how many are not read.

    ``read`` reads a picture in one of tesseract's modes.
    """
    words = [row for row in zip(*(found[key] for key in KEYS), strict=True) if str(row[0]).strip()]
    if not words:
        return found, 0
    usual = median(row[5] for row in words)
    unread = 0
    for number, strip in enumerate(_strips(image, words, usual), 1):
        line = _line(image, strip, usual, -number, read)
        unread += not line
        if _is_said(line, words, strip):
            continue
        place = _place(words, strip)
        words[place:place] = line
    return dict(zip(KEYS, zip(*words, strict=True), strict=True)), unread


def _is_said(line: Sequence[tuple[Any, ...]], words: Sequence[tuple[Any, ...]], strip: InkStrip) -> bool:
    """Whether words stand at this height already: some boxes do not hold all of their letters."""
    beside = "".join(
        str(text) for text, _, _, top, _, height, *_ in words if strip.top < top + height / 2 < strip.bottom
    )
    said = "".join(str(row[0]) for row in line)
    same = SequenceMatcher(None, beside, said, autojunk=False).get_matching_blocks()
    return bool(line) and sum(block.size for block in same) > SAME * len(said)


def _strips(image: Any, words: Sequence[tuple[Any, ...]], usual: float) -> list[InkStrip]:
    """Where ink is left when that of the words is taken away, line by line."""
    ink = image.convert("L").point([255 if shade < DARK else 0 for shade in range(256)])
    around = round(AROUND * usual)
    for _, _, left, top, width, height, *_ in words:
        ink.paste(0, (max(left - around, 0), max(top - around, 0), left + width + around, top + height + around))
    high = [strip for strip in _rows(ink, around) if FLAT * usual <= strip.bottom - strip.top <= TALL * usual]
    found = [strip for strip in high if strip.right - strip.left >= NARROW_STRIP * usual]
    return found if len(found) <= MOST else []


def _rows(ink: Any, gap: int) -> Iterator[InkStrip]:
    """The strips of ink that lie above each other, no more than a gap of dots apart inside."""
    width, height = ink.size
    dark = [y for y in range(height) if ink.crop((0, y, width, y + 1)).getbbox()]
    start = 0
    for k, y in enumerate(dark):
        if k + 1 == len(dark) or dark[k + 1] - y > gap:
            left, _, right, _ = ink.crop((0, dark[start], width, y + 1)).getbbox()
            yield InkStrip(left, dark[start], right, y + 1)
            start = k + 1


def _line(
    image: Any, strip: InkStrip, usual: float, block: int, read: Callable[[Any, int], Table]
) -> list[tuple[Any, ...]]:
    """The words of a strip, as rows of the table; none where tesseract is not sure of them."""
    side, ends = round(0.6 * usual), round(0.3 * usual)
    x, y = max(strip.left - side, 0), max(strip.top - ends, 0)
    cut = image.crop((x, y, min(strip.right + side, image.size[0]), min(strip.bottom + ends, image.size[1])))
    for mode in (ONE_LINE, ONE_WORD):
        table = read(cut, mode)
        rows = [row for row in zip(*(table[key] for key in KEYS), strict=True) if str(row[0]).strip()]
        if rows and median(float(row[1]) for row in rows) >= SURE:
            return [(text, conf, left + x, top + y, w, h, block, 1, 1) for text, conf, left, top, w, h, *_ in rows]
    return []


def _place(words: Sequence[tuple[Any, ...]], strip: InkStrip) -> int:
    """Behind which words a strip is read: those of the last line above it that has something over it."""
    middle, place = (strip.top + strip.bottom) / 2, 0
    for k, (_, _, left, top, width, height, *line) in enumerate(words):
        if top + height / 2 < middle and left < strip.right and strip.left < left + width:
            place = max(n for n, other in enumerate(words) if list(other[6:]) == line) + 1 if k >= place else place
    return place
