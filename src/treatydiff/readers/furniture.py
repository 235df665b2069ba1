"""Page furniture of UN documents: what the cover, the running head and the foot of the page print around the text.

Shared by the readers. Everything here works on lines of text; where a line stands on the page is the reader's business.
Patterns come in two strengths: a job number is furniture wherever it stands, a bare number only where a page ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from treatydiff.languages import LANGUAGES, source_of
from treatydiff.regexes import regex
from treatydiff.tables import parsed

COVER_LINES = 60
"""How many lines of a document are looked at for its cover."""
COVER_WIDTH = 120
"""Lines longer than this are paragraphs, not lines of a cover."""


COVER_GAP = 8
"""A line of the cover is no further than so many lines from one that is certainly a cover's."""


class Cover(NamedTuple):
    """What the cover of a document says about it; empty where it does not."""

    symbol: str = ""
    """The document symbol, such as ``A/CONF.232/2022/5``."""
    date: str = ""
    """ISO date of distribution."""
    language: str = ""
    """Its code, such as ``en``."""


# ------------------------------------------------------------------------------------------------------ words of covers

_COVERS = {code: parsed(source_of(code, "cover"), f"{code}.cover") for code in LANGUAGES}
"""What each language prints on covers and page edges: ``data/languages/<code>/cover.toml``."""
_MONTHS = (pair for words in _COVERS.values() for pair in enumerate(words["months"], 1))
_MONTH = {name: number for number, names in _MONTHS for name in names.split()}
_LANGUAGE = {name: code for code, words in _COVERS.items() for name in words["called"]}
_JOB_LANGUAGE = {words["job"]: code for code, words in _COVERS.items() if words["job"]}


def _of_all(key: str) -> list[str]:
    return list(dict.fromkeys(word for words in _COVERS.values() for word in words[key]))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


JOINING = _any_of(_of_all("joining"))
"""Words after which a paragraph goes on, as alternatives of a pattern."""

# ------------------------------------------------------------------------------------------------------------- patterns

_SEGMENT = r"(?:(?:Rev|Add|Corr|Amend|L|CRP|WP|INF|SR|PV)\.\s?\d+|[A-Z0-9][A-Za-z0-9.()-]*)"
_SYMBOL = rf"(?=\S{{0,80}}\d)[A-Z]{{1,9}}(?:/{_SEGMENT})++\*?|COM\(\d{{4}}\) \d+(?: final)?"
_JOB = r"(?:(?:[VK]|GE|NY)\.?\s?)?\d{2}-\d{5}[A-Z]?\*?(?:\s*\(([EFSRCA])\))?(?:\s+\d{6})?(?:\s+\*[A-Z]?\d{6,8}\*)?"
_BARCODE = r"\*[A-Z]?\d{6,8}\*"
_DAY_MONTH = (
    rf"(?P<day>\d{{1,2}})\s?(?:er|st|nd|rd|th)?\s++(?:de\s+)?(?:[\u0621-\u064a][\u0621-\u064a ]*+/)?"
    rf"(?P<month>{_any_of(_MONTH)}),?\s+(?:de[l]?\s+)?(?P<year>\d{{4}})(?:\s*(?:года|г\.))?"
)
_MONTH_DAY = rf"(?P<month>{_any_of(_MONTH)})\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}})"
_NUMERIC = (
    r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
)
_DATES = tuple(regex(rf"(?<!\w){p}(?!\w)", re.IGNORECASE) for p in (_DAY_MONTH, _MONTH_DAY, *_NUMERIC))
_YEAR = regex(r"\d{4}")
"""In every date: most lines have none, and to compile the names of the months takes long."""
_DISTRIBUTION = rf"distr(?:ibution)?(?:\s*\.|\s*:|\b)(?:\s*:)?(?:\s*(?:{_any_of(_of_all('distribution'))})\b)?"
_ORIGINAL = rf"(?:{_any_of(_of_all('original'))})\s*[:：](?:\s*(?P<original>[^\W\d_]+))?"

SYMBOL = regex(_SYMBOL)
JOB_NUMBER = regex(_JOB)
PAGE_COUNTER = regex(r"(?P<page>\d{1,4})\s?/\s?(?P<total>\d{1,4})")
"""``2/52``: page and number of pages."""

_ORGANIZATION = regex(rf"(?<!\w)(?:{_any_of(_of_all('organizations'))})(?!\w)", re.IGNORECASE)
_LANGUAGE_WORD = regex(rf"(?<!\w)(?:{_any_of(_LANGUAGE)})(?!\w)", re.IGNORECASE)
_ORIGINAL_LINE = regex(_ORIGINAL, re.IGNORECASE)
_DISTRIBUTION_LINE = regex(rf"(?<!\w)(?:{_DISTRIBUTION})", re.IGNORECASE)
_LONE_LETTER = regex(r"[AES]\*?")
"""The large letter that stands where the symbol will be printed."""
_STAMP = regex(r"\d{1,2}/\d{1,2}/\d{2,4}")
_JOB_DATE = regex(r"\d{6}")
"""The date behind a job number, where extraction put it on a line of its own."""
_PIECES = (
    _DISTRIBUTION_LINE,
    _ORIGINAL_LINE,
    _ORGANIZATION,
    regex(rf"(?<![\w/])(?:{_SYMBOL})(?![\w/])"),
    regex(rf"(?<![\w.])(?:{_JOB})(?![\w/])"),
    regex(_BARCODE),
    _LANGUAGE_WORD,
    regex(rf"(?<!\w)(?:{_any_of(_COVERS['en']['distribution'])})(?!\w)", re.IGNORECASE),
)
_STRONG = (_DISTRIBUTION_LINE, _ORIGINAL_LINE, regex(_BARCODE))
_PLACE_AND_DATE = regex(r"[^\W\d_][\w ’'-]{1,30},\s+\d{1,2}\.\d{1,2}\.\d{4}")


# ------------------------------------------------------------------------------------------------------------ the cover


def cover(lines: Sequence[str]) -> Cover:
    """Symbol, date and language that the first lines of a document print, in whatever order and grouping."""
    head = _head(lines)
    return Cover(_cover_symbol(head), _cover_date(head), _cover_language(head))


def cover_lines(lines: Sequence[str]) -> frozenset[int]:
    """Which of the first lines say nothing but cover matters; none unless one of them is certainly a cover's.

    A title, a session or a place of meeting is text, not furniture.
    """
    head = _head(lines)
    certain = [i for i, line in enumerate(head) if is_cover_line(line) and any(p.search(line) for p in _STRONG)]
    found: set[int] = set()
    dated = False
    for i, line in enumerate(head):
        near = any(abs(i - other) <= COVER_GAP for other in certain)
        date = find_date(line)
        if line and near and is_cover_line(line) and not (date and dated):
            found.add(i)
            dated = dated or bool(date)
    return frozenset(found)


def _head(lines: Sequence[str]) -> list[str]:
    """The lines where a cover may be; one that is too long for it stands empty."""
    return [_tidy(line) if len(line) <= COVER_WIDTH else "" for line in lines[:COVER_LINES]]


@lru_cache(maxsize=128)  # asked of each of the first lines for every thing that a cover prints
def is_cover_line(line: str) -> bool:
    """Whether a line consists of nothing but organization, symbol, distribution, date, language and job number."""
    line = _tidy(line)
    if (
        _LONE_LETTER.fullmatch(line)
        or _STAMP.fullmatch(line)
        or _JOB_DATE.fullmatch(line)
        or _PLACE_AND_DATE.fullmatch(line)
    ):
        return True
    rest = line
    for pattern in (*_dates(line), *_PIECES):
        rest = pattern.sub(" ", rest)
    rest = re.sub(r"(?<!\w)[AES](?!\w)", " ", rest) if _ORGANIZATION.search(line) else rest
    return rest != line and not re.search(r"\w", rest)


def _dates(text: str) -> Sequence[re.Pattern[str]]:
    """The patterns of dates that a text may hold: none where it has no year."""
    return _DATES if _YEAR.search(text) else ()


def find_date(text: str) -> str:
    """The first date in ``text`` as ISO, empty if there is none or it is no date of the calendar."""
    for pattern in _dates(text):
        if match := pattern.search(text):
            return _iso(match["year"], match["month"], match["day"])
    return ""


def _tidy(line: str) -> str:
    return " ".join(line.split())


def _iso(year: str, month: str, day: str) -> str:
    number = int(month) if month.isdigit() else _MONTH[month.lower()]
    return f"{int(year):04}-{number:02}-{int(day):02}" if 1 <= number <= 12 and 1 <= int(day) <= 31 else ""


def _cover_symbol(head: list[str]) -> str:
    for line in head:
        if match := SYMBOL.fullmatch(line):
            return _bare(match[0])
        if (match := SYMBOL.search(line)) and is_cover_line(line):
            return _bare(match[0])
    return ""


def _bare(symbol: str) -> str:
    return symbol.rstrip("*").replace(". ", ".")


def _cover_date(head: list[str]) -> str:
    for line in head:
        if (date := find_date(line)) and is_cover_line(line):
            return date
    return ""


def _cover_language(head: list[str]) -> str:
    """The job number's letter; else a line that names a language; else that of the original."""
    own = [line for line in head if is_cover_line(line)]
    for line in own:
        if (match := JOB_NUMBER.search(line)) and match[1]:
            return _JOB_LANGUAGE[match[1]]
    for line in own:
        if match := _LANGUAGE_WORD.search(_ORIGINAL_LINE.sub(" ", line)):
            return _LANGUAGE[match[0].lower()]
    for line in own:
        if match := _ORIGINAL_LINE.search(line):
            return _LANGUAGE.get((match["original"] or "").lower(), "")
    return ""


# ---------------------------------------------------------------------------------------------- running heads and feet

EDGE = 5
"""Furniture is looked for among so many lines from the top and from the bottom of a page."""
FREQUENT = 0.4
"""Where heights are not known, a running head stands on at least this share of the pages."""
SAME_HEIGHT = 4.0
"""Running heads stand at the same height on every page; so many points are allowed."""
APART = 1.45
"""Running heads and feet stand apart from the text: by so many times the font size, where it is known."""
DENSITY = 0.45
"""A running head stands on at least every other page from the first that has it to the last."""

_PAGE_WORD = rf"(?:{_any_of(_of_all('page'))})"
_ROMAN = r"[ivxlc]{1,7}"
_FOLIO = regex(
    rf"{_PAGE_WORD}\s?(?P<a>\d{{1,4}})(?:\s?(?:/|of|de|из|من)\s?\d{{1,4}})?|第\s?\d{{1,4}}\s?页(?:.{{0,3}}共\s?\d{{1,4}}\s?页)?"
    rf"|[-–—]\s?\d{{1,4}}\s?[-–—]|\d{{1,4}}\s?(?:of|de)\s?\d{{1,4}}",
    re.IGNORECASE,
)
"""A page number that says so: ``Page 3``, ``- 28 -``, ``3 of 12``."""
_CONTINUED = regex(
    r"/\.{2,3}|/…|\(continued\.{3}\)|please recycle|veuillez recycler|se ruega reciclar|请回收", re.IGNORECASE
)
"""``/...`` at the foot of a page: the text goes on."""
_UNIT = regex(_any_of(_of_all("units")), re.IGNORECASE)
"""Words whose number counts provisions, not pages."""
_JOB_AND_PAGE = regex(
    rf"(?:{_JOB})(?:\s+\d{{1,4}}(?:\s?/\s?\d{{1,4}})?)?(?:\s*/\.{{2,3}})?|\d{{1,4}}(?:\s?/\s?\d{{1,4}})?\s+(?:{_JOB})|{_BARCODE}"
)
"""``22-08354 2/56``, ``3/56 22-08354``, ``GE.22-03091``."""


class Placed(NamedTuple):
    """A line of a page for the search for furniture."""

    text: str
    y: float
    """Height on the page, or any other measure that is the same for the running head of every page."""
    size: float = 0.0
    """Font size in the unit of ``y``; 0.0 where heights are not known."""
    is_note: bool = False
    """Whether it begins with a raised mark, as a footnote does and no running head."""


def is_job_line(line: str) -> bool:
    """Whether a line holds nothing but a job number, with or without the page."""
    return _JOB_AND_PAGE.fullmatch(_tidy(line)) is not None


def _counter(line: str) -> re.Match[str] | None:
    """The page counter that is all of a line, or stands in it beside a job number."""
    return PAGE_COUNTER.search(line) if is_job_line(line) else PAGE_COUNTER.fullmatch(line)


def running(pages: Sequence[Sequence[Placed]]) -> list[set[int]]:
    """For each page the indices of its running heads and feet, given its lines from top to bottom.

    A line is set aside only at the edge of a page, and only if it is a job number, says that it is a page number, keeps
    pace with the pages, or stands word for word at the same height on other pages.
    """
    judge = _Judge(pages)
    return [judge.edges(index) for index in range(len(pages))]


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
        self._printed = sum(1 for page in pages if page)
        self._places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._counts: dict[tuple[str, int], list[tuple[int, float]]] = defaultdict(list)
        self._repeats: dict[tuple[str, float], _Repeats] = {}
        self._sides = [{at for at, page in enumerate(pages) if page and at % 2 == side and at} for side in (0, 1)]
        for index, page in enumerate(pages):
            for line in _outer(page):
                text = _tidy(page[line].text)
                self._places[_place_key(text)].append((index, page[line].y))
                if number := _folio(text):
                    self._counts[re.sub(r"\d+", "#", text), index - number].append((index, page[line].y))
        self._totals = self._page_totals()

    def edges(self, index: int) -> set[int]:
        lines = range(len(self._pages[index]))
        return self._edge(index, list(lines)) | self._edge(index, list(reversed(lines)))

    def _edge(self, index: int, order: list[int]) -> set[int]:
        """The furniture at one edge, from the outermost line inward; what touches the text is text."""
        page = self._pages[index]
        depth = 0
        while depth < min(EDGE, len(order)) and self._may_be(index, page[order[depth]]):
            depth += 1
        while 0 < depth < len(order):
            last, text = page[order[depth - 1]], page[order[depth]]
            if self._is_certain(last.text) or abs(last.y - text.y) >= APART * min(last.size, text.size):
                break
            depth -= 1
        return set(order[:depth])

    def _repeated(self, line: Placed) -> _Repeats:
        """Where a line stands again. A text of short pages asks for one line as often as it has pages."""
        key = _place_key(_tidy(line.text)), line.y
        if key not in self._repeats:
            pages = {index for index, y in self._places.get(key[0], []) if _level(y, line.y)}
            runs = len(pages) >= 3 and len(pages) >= DENSITY * (max(pages) - min(pages) + 1)
            self._repeats[key] = _Repeats(len(pages), runs, bool(pages) and self._on_one_side(pages))
        return self._repeats[key]

    def _is_certain(self, line: str) -> bool:
        """Whether a line is furniture by what it says."""
        text = _tidy(line)
        if _FOLIO.fullmatch(text) or _CONTINUED.fullmatch(text) or is_job_line(text):
            return True
        counter = PAGE_COUNTER.fullmatch(text)
        return counter is not None and counter["total"] in self._totals

    def _may_be(self, index: int, line: Placed) -> bool:
        """Whether the outermost line that is left is furniture by what it says or by what other pages have there."""
        text = _tidy(line.text)
        if self._is_certain(text):
            return True
        if line.is_note:
            return False
        if self._counts_pages(index, line):
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
        """Whether the number in a line keeps pace with the pages around it, where the same words stand."""
        text = _tidy(line.text)
        number = _folio(text)
        if number is None:
            return False
        pace = self._counts.get((re.sub(r"\d+", "#", text), index - number), ())
        near = any(0 < abs(page - index) <= 2 and _level(y, line.y) for page, y in _around(pace, index))
        return near or (self._printed == 1 and number == index + 1)


def _around(seen: Sequence[tuple[int, float]], index: int) -> Sequence[tuple[int, float]]:
    """Of what was seen page by page, that of the two pages before and behind one."""
    return seen[bisect_left(seen, index - 2, key=itemgetter(0)) : bisect_left(seen, index + 3, key=itemgetter(0))]


def _level(y: float, other: float) -> bool:
    return abs(y - other) <= SAME_HEIGHT


def _outer(page: Sequence[Placed]) -> list[int]:
    """The lines near the top and the bottom of a page."""
    return [i for i in range(len(page)) if i < EDGE or i >= len(page) - EDGE]


def _place_key(text: str) -> str:
    """What must be the same at one height to be a running head: the words, or that it is a document symbol."""
    return "<symbol>" if SYMBOL.fullmatch(text) else text


def _folio(text: str) -> int | None:
    """The number that a running head or foot gives to the page: its only number, and not that of an article."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) != 1 or len(numbers[0]) > 4 or len(text) > 120:
        return None
    before, _, after = text.partition(numbers[0])
    words = re.findall(r"[^\W\d_]+", before)
    if words and (_UNIT.fullmatch(words[-1]) or (len(words) == 1 and not re.search(r"\w", after))):
        return None
    return int(numbers[0]) if not before[-1:].isalnum() and not re.match(r"[.)\w]", after) else None


def loose(lines: Sequence[str], symbol: str = "") -> dict[int, int | None]:
    """The furniture in a text whose pages are not marked, by line, with the page number that it gives.

    Only what cannot be text: job numbers, page counters that agree on the total (``2/52``, ``3/52``), and the
    document's own symbol where it stands alone several times.
    """
    tidy = [_tidy(line) for line in lines]
    counters = [_counter(line) for line in tidy]
    totals = Counter(match["total"] for match in counters if match)
    heads = symbol if tidy.count(symbol) >= 3 else None
    found: dict[int, int | None] = {}
    for index, (line, counter) in enumerate(zip(tidy, counters, strict=True)):
        if is_job_line(line) or (counter and totals[counter["total"]] > 1) or line == heads:
            found[index] = int(counter["page"]) if counter else None
    return found
