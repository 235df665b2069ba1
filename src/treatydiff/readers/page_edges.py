"""Running headers and footers of printed pages, recognised by repetition at the same place, and dropped.

Nothing here knows an institution. A line is furniture by what other pages have at its place: the same words, the same
words with a number that keeps pace with the pages, or nothing but words of which the furniture there is made.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from treatydiff.readers import furniture
from treatydiff.readers.furniture import PAGE_COUNTER, SYMBOL, UNIT, is_job_line
from treatydiff.text.lettering import tidy
from treatydiff.text.regexes import regex

EDGE = 5
"""Furniture is looked for among so many rows from the top and from the bottom of a page."""
FREQUENT = 0.4
"""Where heights are not known, a running head stands on at least this share of the pages."""
SAME_HEIGHT = 4.0
"""Running heads stand at the same height on every page; so many points are allowed."""
SAME_ROW = 1.5
"""Lines whose heights differ by less than so many points stand side by side."""
APART = 1.45
"""Running heads and feet stand apart from the text: by so many times the font size, where it is known."""
DENSITY = 0.45
"""A running head stands on at least every other page from the first that has it to the last."""
PAGES_SURE = 3
"""Furniture is known by so many pages that have it."""
NEAR = 4
"""Three pages that a number keeps pace with, each two at most from the next, are no further away than this."""
MOST_NUMBERS = 6
"""A running head has no more numbers than this."""
ROWS_NEAR = 4
"""Rows of one running head or foot stand no further apart than so many times the font size."""
LONGEST = 120
"""Characters of a running head."""
FEWEST_MARKS = 3
"""Lines that mark the pages of a text are so many at least."""

_PAGE_WORD = rf"(?:{furniture.any_of(furniture.of_all('page'))})"
_OF = r"\s?(?:/|of|de|из|من)\s?\d{1,4}"
_FOLIO = regex(
    rf"{_PAGE_WORD}\s?(?P<a>\d{{1,4}})(?:{_OF})?|第\s?\d{{1,4}}\s?页(?:.{{0,3}}共\s?\d{{1,4}}\s?页)?"
    rf"|[-–—]\s?\d{{1,4}}\s?[-–—]|\d{{1,4}}\s?(?:of|de)\s?\d{{1,4}}",
    re.IGNORECASE,
)
"""A page number that says so: ``Page 3``, ``- 28 -``, ``3 of 12``."""
_PAGE_MARK = regex(
    rf"[\[(<{{*=_~#|-]*\s?(?:{_PAGE_WORD}\s?(?P<named>\d{{1,4}})(?:{_OF})?|第\s?(?P<wide>\d{{1,4}})\s?页"
    rf"|(?P<counted>\d{{1,4}})\s?(?:of|de|из|من)\s?\d{{1,4}})\s?[\])>}}*=_~#|-]*",
    re.IGNORECASE,
)
"""The same between whatever signs a program set it: ``[Page 12]``, ``--- page 12 ---``."""
_CONTINUED = regex(
    r"/\.{2,3}|/…|\(continued\.{3}\)|please recycle|veuillez recycler|se ruega reciclar|请回收", re.IGNORECASE
)
"""``/...`` at the foot of a page: the text goes on."""
_NUMBER = regex(r"\d+")
_TOTAL = regex(rf"{_OF}\W*", re.IGNORECASE)
"""Behind the number of a page: that of all pages, at the end of the line."""
_COUNT = regex(r"[IVXLC]{1,5}|[A-Z]|\d{1,2}")
"""What an annex or a part is counted by: a short one has a number of its own in the foot of its pages."""
_TOKEN = regex(r"[^\W\d_]+|\d+")


class Placed(NamedTuple):
    """A line of a page for the search for furniture."""

    text: str
    y: float
    """Height on the page, or any other measure that is the same for the running head of every page."""
    size: float = 0.0
    """Font size in the unit of ``y``; 0.0 where heights are not known."""
    is_note: bool = False
    """Whether it begins with a raised mark, as a footnote does and no running head."""


def _counter(line: str) -> re.Match[str] | None:
    """The page counter that is all of a line, or stands in it beside a job number."""
    return PAGE_COUNTER.search(line) if is_job_line(line) else PAGE_COUNTER.fullmatch(line)


def running(pages: Sequence[Sequence[Placed]]) -> list[set[int]]:
    """For each page the indices of its running heads and feet, given its lines from top to bottom.

    A line is set aside only at the edge of a page, and only if it is a job number, says that it is a page number, keeps
    pace with the pages, stands word for word at the same height on other pages, or is made of the words that do.
    """
    judge = _Judge(pages)
    found = [judge.edges(index) for index in range(len(pages))]
    judge.learn(found)
    return [judge.edges(index) for index in range(len(pages))]


def words_of(pages: Iterable[Iterable[str]]) -> frozenset[str]:
    """The words and numbers that the running heads of several pages have, given those of each."""
    on = Counter(word for heads in pages for word in {word for head in heads for word in _words(head)})
    return frozenset(word for word, count in on.items() if count >= PAGES_SURE)


class _Repeats(NamedTuple):
    """What the pages tell on which a line stands at one height."""

    pages: int
    """How many they are."""
    runs: bool
    """Whether the line runs through them; the last words of three paragraphs do not."""
    on_one_side: bool
    """Whether these are all left pages or all right ones, of those that have text, but for the first."""


class _Judge:
    """Knows what is repeated at the edges of all pages."""

    def __init__(self, pages: Sequence[Sequence[Placed]]) -> None:
        self._pages = pages
        self._rows = [_rows(page) for page in pages]
        self._printed = sum(1 for page in pages if page)
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._counts: dict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
        """Pages and heights of the lines that have these words, and a number so much higher than the page's index."""
        self._repeats: dict[tuple[str, float], _Repeats] = {}
        self._sides = [{at for at, page in enumerate(pages) if page and at % 2 == side and at} for side in (0, 1)]
        for index, page in enumerate(pages):
            for line in _outer(self._rows[index]):
                text = tidy(page[line].text)
                self._places[_place_key(text)].append((index, page[line].y))
                for words, number in _counted(text):
                    self._counts[words, number - index].append((index, page[line].y))
        self._totals = self._page_totals()
        self._made_of: dict[int, set[str]] = defaultdict(set)
        """The words of the furniture by its height, in steps of ``SAME_HEIGHT``; empty until it is known."""
        self._ahead = 1
        """By how much the numbers of the pages are higher than their indices."""

    def learn(self, found: Sequence[set[int]]) -> None:
        """Remembers at what heights furniture stands, and of what words it is made, once it is known."""
        heads = [[page[k] for k in gone] for page, gone in zip(self._pages, found, strict=True)]
        usual = words_of([line.text for line in lines] for lines in heads)
        ahead = Counter(
            number - index
            for index, lines in enumerate(heads)
            for number in {number for line in lines for _, number in _counted(tidy(line.text))}
        )
        self._ahead = max(ahead, key=lambda each: ahead[each], default=1)
        heights = Counter(round(line.y / SAME_HEIGHT) for lines in heads for line in lines)
        for line in (line for lines in heads for line in lines):
            height = round(line.y / SAME_HEIGHT)
            if heights[height] >= PAGES_SURE:
                self._made_of[height] |= _words(line.text) & usual

    def edges(self, index: int) -> set[int]:
        rows = self._rows[index]
        return self._edge(index, rows) | self._edge(index, rows[::-1])

    def _edge(self, index: int, rows: Sequence[Sequence[int]]) -> set[int]:
        """The furniture at one edge, from the outermost row inward; what touches the text is text."""
        page = self._pages[index]
        depth = 0
        while depth < min(EDGE, len(rows)) and all(self._may_be(index, page[k]) for k in rows[depth]):
            depth += 1
        beside = rows[depth] if depth < min(EDGE, len(rows)) else ()
        sure = {k for k in beside if self._is_sure(index, page[k])}
        sure |= {k for row in rows[depth:EDGE] for k in row if self._is_made_of_it(index, page[k])}
        while not sure and 0 < depth < len(rows):
            last, text = [page[k] for k in rows[depth - 1]], [page[k] for k in rows[depth]]
            if any(self._is_sure(index, line) for line in last) or _stand_apart(last, text):
                break
            depth -= 1
        return {k for row in rows[:depth] for k in row} | sure

    def _repeated(self, line: Placed) -> _Repeats:
        """Where a line stands again. A text of short pages asks for one line as often as it has pages."""
        key = _place_key(tidy(line.text)), line.y
        if key not in self._repeats:
            pages = {index for index, y in self._places.get(key[0], []) if _level(y, line.y)}
            runs = len(pages) >= 3 and len(pages) >= DENSITY * (max(pages) - min(pages) + 1)
            self._repeats[key] = _Repeats(len(pages), runs, bool(pages) and self._on_one_side(pages))
        return self._repeats[key]

    def _is_certain(self, line: str) -> bool:
        """Whether a line is furniture by what it says."""
        text = tidy(line)
        if _FOLIO.fullmatch(text) or _CONTINUED.fullmatch(text) or is_job_line(text):
            return True
        counter = PAGE_COUNTER.fullmatch(text)
        return counter is not None and counter["total"] in self._totals

    def _is_sure(self, index: int, line: Placed) -> bool:
        """Whether a line is furniture even where it touches the text."""
        return self._is_certain(line.text) or self._is_made_of_it(index, line)

    def _may_be(self, index: int, line: Placed) -> bool:
        """Whether the outermost line that is left is furniture by what it says or by what other pages have there."""
        text = tidy(line.text)
        if self._is_certain(text):
            return True
        if line.is_note:
            return False
        if self._counts_pages(index, line) or self._is_made_of_it(index, line):
            return True
        repeated = self._repeated(line)
        symbol = SYMBOL.fullmatch(text) is not None
        if not line.size and repeated.pages < FREQUENT * self._printed:
            return symbol and repeated.pages >= 2
        every = symbol or self._printed - 1 <= repeated.pages or repeated.on_one_side
        return repeated.runs or (repeated.pages >= 2 and every)

    def _on_one_side(self, repeats: set[int]) -> bool:
        side = min(repeats) % 2
        pages = self._sides[side]
        return len(pages) >= 2 and pages <= repeats and all(index % 2 == side for index in repeats)

    def _page_totals(self) -> set[str]:
        """The totals of ``2/52`` lines that are meant as such: several lines agree, or it is the number of pages."""
        totals = Counter(match["total"] for text in self._places if (match := _counter(text)))
        return {total for total, count in totals.items() if count > 1 or int(total) == len(self._pages)}

    def _counts_pages(self, index: int, line: Placed) -> bool:
        """Whether a number in a line keeps pace with the pages around it, where the same words stand.

        On the page before or behind, or one further, at the same height; at any height where three pages have it so.
        """
        for words, number in _counted(tidy(line.text)):
            near = _around(self._counts.get((words, number - index), ()), index)
            level = any(page != index and abs(page - index) <= 2 and _level(y, line.y) for page, y in near)
            pages = sorted({page for page, _ in near} | {index})
            apart = [after - before for before, after in pairwise(pages)]
            steady = any(a <= 2 and b <= 2 for a, b in pairwise(apart))
            if level or steady or (self._printed == 1 and number == index + 1):
                return True
        return False

    def _is_made_of_it(self, index: int, line: Placed) -> bool:
        """Whether a line has nothing but words of the furniture at its height, in whatever order and joined however.

        A page that prints no annex has less in its foot than the others, and programs join its pieces otherwise.
        """
        if line.is_note:
            return False
        height, reach = round(line.y / SAME_HEIGHT), max(1, round(ROWS_NEAR * line.size / SAME_HEIGHT))
        if not any(self._made_of.get(height + step) for step in (-1, 0, 1)):
            return False
        near = set().union(*(self._made_of.get(height + step, ()) for step in range(-reach, reach + 1)))
        words = _words(line.text)
        others = words - near - {str(index + self._ahead)}
        known = sum(map(str.isalpha, words & near))
        counted = len(others) == 1 and known >= 2 and all(map(_COUNT.fullmatch, others))
        return known >= 1 and (not others or counted)


def _around(seen: Sequence[tuple[int, float]], index: int) -> Sequence[tuple[int, float]]:
    """Of pages in order those near one of them."""
    first = bisect_left(seen, index - NEAR, key=itemgetter(0))
    return seen[first : bisect_left(seen, index + NEAR + 1, key=itemgetter(0))]


def _rows(page: Sequence[Placed]) -> list[list[int]]:
    """The lines of a page by rows: those side by side, where heights are known."""
    rows: list[list[int]] = []
    for k, line in enumerate(page):
        last = page[rows[-1][-1]] if rows else None
        if last and line.size and last.size and abs(last.y - line.y) < SAME_ROW:
            rows[-1].append(k)
        else:
            rows.append([k])
    return rows


def _level(y: float, other: float) -> bool:
    return abs(y - other) <= SAME_HEIGHT


def _stand_apart(row: Sequence[Placed], other: Sequence[Placed]) -> bool:
    return all(abs(a.y - b.y) >= APART * min(a.size, b.size) for a in row for b in other)


def _outer(rows: Sequence[Sequence[int]]) -> list[int]:
    """The lines near the top and the bottom of a page."""
    return [k for i, row in enumerate(rows) for k in row if i < EDGE or i >= len(rows) - EDGE]


def _place_key(text: str) -> str:
    """What must be the same at one height to be a running head: the words, or that it is a document symbol."""
    return "<symbol>" if SYMBOL.fullmatch(text) else text


def _words(text: str) -> frozenset[str]:
    """Words and numbers of a line, parted where letters meet figures."""
    return frozenset(_TOKEN.findall(text))


def _counted(text: str) -> Iterator[tuple[str, int]]:
    """What in a line may be the number of the page, at its start or end: the line with ``#`` there, and the number."""
    if len(text) > LONGEST:
        return
    numbers = list(_NUMBER.finditer(text))
    ends = [match for match in numbers if match in (numbers[0], numbers[-1]) or _TOTAL.fullmatch(text, match.end())]
    for match in ends if len(numbers) <= MOST_NUMBERS else ():
        before, after = text[: match.start()], text[match.end() :]
        if len(match[0]) > 4 or before[-1:].isalnum() or re.match(r"[.)\w]", after):
            continue
        if not _counts_provisions(before, after, alone=len(numbers) == 1):
            yield f"{before}#{after}", int(match[0])


def _counts_provisions(before: str, after: str, *, alone: bool) -> bool:
    """Whether a number belongs to the word before it: that of an article, or the only word of a heading."""
    words = re.findall(r"[^\W\d_]+", before)
    if not words or re.search(r"\d\W*$", before):
        return False
    return bool(UNIT.fullmatch(words[-1])) or (alone and len(words) == 1 and not re.search(r"\w", after))


# -------------------------------------------------------------------------------------- texts whose pages are not known


def loose(lines: Sequence[str], symbol: str = "") -> dict[int, int | None]:
    """The furniture in a text whose pages are not marked, by line, with the page number that it gives.

    Only what cannot be text: job numbers, page counters that agree on the total (``2/52``, ``3/52``), and the
    document's own symbol where it stands alone several times.
    """
    plain = list(map(tidy, lines))
    jobs = list(map(is_job_line, plain))
    counters = list(map(_counter, plain))
    totals = Counter(match["total"] for match in counters if match)
    heads = symbol if plain.count(symbol) >= 3 else None
    found: dict[int, int | None] = {}
    for index, (line, counter) in enumerate(zip(plain, counters, strict=True)):
        if jobs[index] or (counter and totals[counter["total"]] > 1) or line == heads:
            found[index] = int(counter["page"]) if counter else None
    return found


def page_marks(lines: Iterable[str]) -> list[tuple[int, int]]:
    """Lines that a program put where a page begins or ends, with its number: ``[Page 12]``, ``12 of 197``.

    One kind of them, the one with most lines, and only where it counts the pages one by one.
    """
    kinds: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if match := _PAGE_MARK.fullmatch(tidy(line)):
            number = next(value for value in match.groups() if value)
            start = match.start(match.lastgroup or 0)
            kinds[f"{match[0][:start]}#{match[0][start + len(number) :]}"].append((index, int(number)))
    most = max(kinds.values(), key=len, default=[])
    steps = [after - before for (_, before), (_, after) in pairwise(most)]
    one_by_one = all(step >= 1 for step in steps) and steps.count(1) * 2 > len(steps)
    return most if len(most) >= FEWEST_MARKS and one_by_one else []
