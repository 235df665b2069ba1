"""Covers, document symbols and job numbers, recognised by their words, above all those of the United Nations.

Shared by the readers. Everything here works on lines of text; ``page_edges`` finds what is furniture by its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from treatydiff.model import Notice
from treatydiff.readers.struck import quoted
from treatydiff.text.languages import LANGUAGES, source_of
from treatydiff.text.lettering import tidy
from treatydiff.text.regexes import regex
from treatydiff.text.tables import parsed

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


def of_all(key: str) -> list[str]:
    """What the covers of all languages have under a key of ``cover.toml``, each word once."""
    return list(dict.fromkeys(word for words in _COVERS.values() for word in words[key]))


def any_of(words: Iterable[str]) -> str:
    """Words as the alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


JOINING = any_of(of_all("joining"))
"""Words after which a paragraph goes on, as alternatives of a pattern."""

# ------------------------------------------------------------------------------------------------------------- patterns

_SEGMENT = r"(?:(?:Rev|Add|Corr|Amend|L|CRP|WP|INF|SR|PV)\.\s?\d+|[A-Z0-9][A-Za-z0-9.()-]*)"
_SYMBOL = rf"(?=\S{{0,80}}\d)[A-Z]{{1,9}}(?:/{_SEGMENT})++\*?|COM\(\d{{4}}\) \d+(?: final)?"
_JOB = r"(?:(?:[VK]|GE|NY)\.?\s?)?\d{2}-\d{5}[A-Z]?\*?(?:\s*\(([EFSRCA])\))?(?:\s+\d{6})?(?:\s+\*[A-Z]?\d{6,8}\*)?"
_BARCODE = r"\*[A-Z]?\d{6,8}\*"
_DAY_MONTH = (
    rf"(?P<day>\d{{1,2}})\s?(?:er|st|nd|rd|th)?\s++(?:de\s+)?(?:[\u0621-\u064a][\u0621-\u064a ]*+/)?"
    rf"(?P<month>{any_of(_MONTH)}),?\s+(?:de[l]?\s+)?(?P<year>\d{{4}})(?:\s*(?:года|г\.))?"
)
_MONTH_DAY = rf"(?P<month>{any_of(_MONTH)})\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}})"
_NUMERIC = (
    r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
)
_DATES = tuple(regex(rf"(?<!\w){p}(?!\w)", re.IGNORECASE) for p in (_DAY_MONTH, _MONTH_DAY, *_NUMERIC))
_YEAR = regex(r"\d{4}")
"""In every date: most lines have none, and to compile the names of the months takes long."""
_DISTRIBUTION = rf"distr(?:ibution)?(?:\s*\.|\s*:|\b)(?:\s*:)?(?:\s*(?:{any_of(of_all('distribution'))})\b)?"
_ORIGINAL = rf"(?:{any_of(of_all('original'))})\s*[:：](?:\s*(?P<original>[^\W\d_]+))?"

SYMBOL = regex(_SYMBOL)
JOB_NUMBER = regex(_JOB)
PAGE_COUNTER = regex(r"(?P<page>\d{1,4})\s?/\s?(?P<total>\d{1,4})")
"""``2/52``: page and number of pages."""

_ORGANIZATION = regex(rf"(?<!\w)(?:{any_of(of_all('organizations'))})(?!\w)", re.IGNORECASE)
_LANGUAGE_WORD = regex(rf"(?<!\w)(?:{any_of(_LANGUAGE)})(?!\w)", re.IGNORECASE)
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
    regex(rf"(?<!\w)(?:{any_of(_COVERS['en']['distribution'])})(?!\w)", re.IGNORECASE),
)
_STRONG = (_DISTRIBUTION_LINE, _ORIGINAL_LINE, regex(_BARCODE))
_PLACE_AND_DATE = regex(
    rf"[^\W\d_][\w ’'-]{{1,30}},\s+(?:\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|(?:(?:le|den?|a|em)\s+)?{_DAY_MONTH})",
    re.IGNORECASE,
)
_ORIGINAL_CODE = regex(r"\(?OR\.\s?[a-z]{2}(?:,\s?[a-z]{2})*\)?", re.IGNORECASE)
"""``(OR. en)``: the language of the original."""
_REFERENCE = regex(r"[\[(]?(?=\S*\d)[A-Z0-9][A-Z0-9./-]*[\])]?|\([A-Z]{2,6}\)")
"""A word of a file reference: ``2025/0360``, ``(COD)``."""
_FILE_CODE = regex(r"(?P<code>[A-Z]{2,}(?:[ -][A-Z]+)*) \d{1,4}")
"""A line that names a file by subject and number."""
UNIT = regex(any_of(of_all("units")), re.IGNORECASE)
"""Words whose number counts provisions, not pages or files."""

_JOB_AND_PAGE = regex(
    rf"(?:{_JOB})(?:\s+\d{{1,4}}(?:\s?/\s?\d{{1,4}})?)?(?:\s*/\.{{2,3}})?|\d{{1,4}}(?:\s?/\s?\d{{1,4}})?\s+(?:{_JOB})|{_BARCODE}"
)
"""``22-08354 2/56``, ``3/56 22-08354``, ``GE.22-03091``."""


def is_job_line(line: str) -> bool:
    """Whether a line holds nothing but a job number, with or without the page."""
    return _JOB_AND_PAGE.fullmatch(tidy(line)) is not None


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


def cover_of(lines: Sequence[str], words: Collection[str]) -> frozenset[int]:
    """Which of the first page's lines are cover matter, given the words of the running heads of the pages behind it.

    Those that hold nothing but such words and references to files, or the code of a file, or a date; and only near one
    with the document's own number, by which it is known on every page.
    """
    head = _head(lines)
    known = [_made_of(line, words) for line in head]
    own = [i for i, line in enumerate(head) if known[i] and any(w in words for w in re.findall(r"\d{3,}", line))]
    near = (i for i, line in enumerate(head) if line and any(abs(i - other) <= COVER_GAP for other in own))
    return frozenset(i for i in near if known[i] or is_cover_line(head[i]) or _is_file_code(head[i]))


def _made_of(line: str, words: Collection[str]) -> bool:
    """Whether a line has words of the running heads and, beside them, only references."""
    pieces = [(piece, re.findall(r"[^\W\d_]+|\d+", piece)) for piece in line.split()]
    own = [all(token in words for token in tokens) for _, tokens in pieces if tokens]
    rest = (piece for piece, tokens in pieces if not all(token in words for token in tokens))
    return any(own) and all(_REFERENCE.fullmatch(piece) for piece in rest)


def _is_file_code(line: str) -> bool:
    match = _FILE_CODE.fullmatch(line)
    return match is not None and not UNIT.fullmatch(match["code"].split()[-1])


def _head(lines: Sequence[str]) -> list[str]:
    """The lines where a cover may be; one that is too long for it stands empty."""
    return [tidy(line) if len(line) <= COVER_WIDTH else "" for line in lines[:COVER_LINES]]


@lru_cache(maxsize=128)  # asked of each of the first lines for every thing that a cover prints
def is_cover_line(line: str) -> bool:
    """Whether a line consists of nothing but organization, symbol, distribution, date, language and job number."""
    line = tidy(line)
    if (
        _LONE_LETTER.fullmatch(line)
        or _STAMP.fullmatch(line)
        or _JOB_DATE.fullmatch(line)
        or _PLACE_AND_DATE.fullmatch(line)
        or _ORIGINAL_CODE.fullmatch(line)
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


# ------------------------------------------------------------------------------------------------------------ sentences

_STOPS, _QUOTES = frozenset(".。؟!?;；"), "'’”»\")]"
_FEW_WORDS = 5


def is_sentence(line: str) -> bool:
    """Whether a line reads like a sentence of the text and not like what edges of pages print: words and a stop."""
    line = tidy(line)
    words = len(line.split()) >= _FEW_WORDS or (not line.isascii() and " " not in line)
    closed = line.rstrip(_QUOTES)
    stop = closed[-1:] in _STOPS and closed[:-1].rstrip(_QUOTES)[-1:].isalnum()
    return words and stop and line[:1].isalpha() and not is_cover_line(line)


def sentences(lines: Iterable[str]) -> Iterator[Notice]:
    """What is to be said of sentences among lines that were set aside as running heads, each once."""
    if said := tuple(dict.fromkeys(line for line in lines if is_sentence(line))):
        yield Notice(f"sentences at the edges of pages, not read: {quoted(said[0])}", set_aside=said, unseen=True)
