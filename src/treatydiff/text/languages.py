"""Structural words and writing conventions of each language.

What is known about a language is data, a folder each: ``data/languages/<code>/``, which a lawyer can read and mend. The
classes below are the tables of its ``language.toml``, one field for each key. Code never asks which language it is, but
how it is written: with blanks between words, with capitals, from right to left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn, TypeVar, cast

from treatydiff.errors import DataError
from treatydiff.text.lettering import IDEOGRAPHS, WordPattern
from treatydiff.text.regexes import regex
from treatydiff.text.tables import DATA, parsed
from treatydiff.text.tables import LANGUAGES as LANGUAGES  # so small that the command line can do with it alone

Words = tuple[str, ...]


class Headings(NamedTuple):
    """How headings are printed; ``{n}`` is where the number stands."""

    article: Words
    rule: Words
    principle: Words
    provision: Words
    """Transitional, additional and final provisions, which are counted by themselves behind the articles."""
    part: Words
    title: Words
    chapter: Words
    section: Words
    subsection: Words
    annex: Words
    preamble: Words
    option: Words
    contents: Words
    """Lines that announce a table of contents."""


class Preamble(NamedTuple):
    """How a preamble is recognised."""

    openings: Words
    """How the line before the recitals begins."""
    recitals: Words
    """How recitals begin."""
    recital_endings: Words
    """Ends of words that open a recital, such as ``ing``."""
    formulas: Words
    """The last words of a preamble."""


class Remarks(NamedTuple):
    """What drafters print about a provision instead of, or beside, its text."""

    agreed: Words
    tombstones: Words
    """What stands in place of the text of a provision that was taken out."""
    tombstone_links: Words
    """Words that may follow; with others the tombstone's word belongs to a sentence."""
    notes: Words
    """How a note on the history of a provision begins."""
    alternatives: Words
    """What stands between alternatives, beside a stroke or nothing."""


class Sentences(NamedTuple):
    """How a heading is told from the body that extraction glued to it, and a heading from a reference."""

    openings: Words
    """How first sentences of articles begin."""
    dangling: Words
    """Words that a heading does not end with."""
    verbs: Words
    """Words that no title contains."""
    citing: Words
    """What follows ``Article 5`` where a sentence goes on, beyond words in lower case."""
    conjunctions: Words
    testimonium: Words
    """How the words after the last article begin."""


class ReferenceWords(NamedTuple):
    """Words of cross-references, in every inflected form; the number follows, or stands at ``{n}``."""

    article: Words
    rule: Words
    paragraph: Words
    subparagraph: Words
    part: Words
    chapter: Words
    section: Words
    annex: Words
    here: Words
    """Words that point into the instrument itself: ``of this article``."""
    starting: Words
    """Before the first number of a range: "articles from 7 to 11"."""
    through: Words
    """Between the ends of a range."""
    also: Words
    """Between the members of a list."""
    elsewhere: Words
    """What follows a reference to another instrument (in Chinese: what stands before it); ``{instrument}`` is a name of
    one: capitals, numbers and small words that end in one of ``instruments``, or an acronym."""
    instruments: Words
    """Words for an instrument, in every inflected form."""
    own: Words
    """What stands before such a word where it is the draft itself that is meant: "this", "the present"."""
    particular: Words
    """What stands between the name of an instrument and one of its articles: "in particular"."""
    thereof: Words
    """What follows a reference to an article of the instrument named before."""
    this_article: Words
    """How a clause names the article that it stands in."""


class Amending(NamedTuple):
    """How an act says what it does to another."""

    phrases: Words
    """``is amended as follows``, ``is replaced by the following``, ``is inserted``, ``is deleted``."""


class CompilationWords(NamedTuple):
    """What stands in a text that proposals are put into; of each the first is written, all are read."""

    alternative: Words
    """Before the number of one of several wordings for a place: ``alt. 1``."""
    delete: Words
    """What somebody wants who wants words deleted."""


class Language(NamedTuple):
    """Everything known about one language."""

    code: str
    name: str
    script: str
    """``Latin``, ``Cyrillic``, ``Arabic`` or ``Han``."""
    ocr: str
    """What tesseract calls its model of the language."""
    direction: str
    """``ltr``, or ``rtl`` where lines run from right to left."""
    spaced: bool
    """Whether blanks stand between words."""
    cased: bool
    """Whether there are capitals."""
    particles: str
    """Regular expression of what may be written in one word before another: in Arabic wa-, fa-, bi-, li-, al-."""
    common: Words
    """Everyday words by which the language is detected."""
    denials: Words
    """Words that deny, which are lost to sight where a blank before or behind them goes: "not able", "notable"."""
    headings: Headings
    ordinals: MappingProxyType[str, int]
    """Ordinal words in lower case and their values."""
    preamble: Preamble
    remarks: Remarks
    sentences: Sentences
    references: ReferenceWords
    spelling_variants: tuple[tuple[str, str], ...]
    """Pairs of spellings of one word."""
    phrases: tuple[tuple[str, ...], ...]
    """Wordings of one thing: ``per cent``, ``%``."""
    plurals: tuple[tuple[str, str], ...]
    """One and several of what a convention means alike: ``measure``, ``measures``."""
    articles: Words
    """Definite and indefinite articles."""
    endings: tuple[tuple[str, str], ...]
    """What a longer word ends in, and what may stand there instead, a regular expression: in Arabic the pronouns behind
    a word, and what tells number and case."""
    compilation: CompilationWords
    amending: Amending


_UNDER_OTHER_KEYS = {"code", "ordinals", "spelling_variants", "phrases", "plurals", "articles", "endings"}


@cache
def load(code: str) -> Language:
    """The language of a code in ``LANGUAGES``. Raises DataError for another code or a faulty file."""
    if code not in LANGUAGES:
        raise DataError(f"{code}: unknown language", f"choose from {', '.join(LANGUAGES)}")
    return read(source_of(code, "language"), code)


def name_of(code: str) -> str:
    """The English name of a language; of one that there is no folder for, the code."""
    return load(code).name if code in LANGUAGES else code


def is_spaced(code: str) -> bool:
    """Whether blanks stand between the words of a language; so it is held of one that there is no folder for."""
    return code not in LANGUAGES or load(code).spaced


def is_right_to_left(code: str) -> bool:
    """Whether the lines of a language run from right to left."""
    return code in LANGUAGES and load(code).direction == "rtl"


def source_of(code: str, name: str) -> str:
    """The text of one of a language's files, such as ``wording`` or ``numerals``; empty where it has none."""
    file = DATA / "languages" / code / f"{name}.toml"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def read(source: str, code: str) -> Language:
    """A language from the text of its TOML file. Raises DataError with the line."""
    try:
        tables = parsed(source, f"{code}.language")
    except ValueError as error:  # of TOML
        raise DataError(f"{code}/language.toml: {error}") from error
    page = _LanguageFile(code, source, tables)
    language = Language(
        code,
        page.text("name"),
        page.one_of("script", tuple(_SCRIPTS)),
        page.text("ocr"),
        page.one_of("direction", ("ltr", "rtl")),
        page.flag("spaced"),
        page.flag("cased"),
        page.text("particles"),
        page.words("common"),
        page.words("denials"),
        page.table("headings", Headings),
        MappingProxyType(page.ordinals()),
        page.table("preamble", Preamble),
        page.table("remarks", Remarks),
        page.table("sentences", Sentences),
        page.table("references", ReferenceWords),
        page.pairs("variants"),
        page.phrases(),
        page.pairs("plurals"),
        page.articles(),
        page.pairs("endings"),
        page.table("compilation", CompilationWords),
        page.table("amending", Amending),
    )
    page.nothing_else()
    return language


T = TypeVar("T")


class _LanguageFile(NamedTuple):
    """A parsed file, with its source for saying where a fault is."""

    code: str
    source: str
    tables: dict[str, Any]

    def text(self, key: str) -> str:
        value = self.tables.get(key)
        if not isinstance(value, str):
            self.fault(key, "a text is expected")
        return value

    def one_of(self, key: str, choices: Words) -> str:
        value = self.text(key)
        if value not in choices:
            self.fault(key, f"one of {', '.join(choices)} is expected")
        return value

    def flag(self, key: str) -> bool:
        value = self.tables.get(key)
        if not isinstance(value, bool):
            self.fault(key, "true or false is expected")
        return value

    def words(self, key: str, table: str = "") -> Words:
        holder = self.tables.get(table, {}) if table else self.tables
        value = holder.get(key) if isinstance(holder, dict) else None
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            self.fault(key, "a list of words is expected", table)
        return tuple(value)

    def table(self, name: str, kind: type[T]) -> T:
        keys: Words = kind._fields  # type: ignore[attr-defined]
        self._only(name, keys)
        return kind(*(self.words(key, name) for key in keys))

    def ordinals(self) -> dict[str, int]:
        self._only("numbers", ["ordinals"])
        rows = self.lists("numbers", "ordinals")
        return {word.lower(): value for value, row in enumerate(rows, 1) for word in row}

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        self._only("spelling", ["variants", "phrases", "plurals", "articles", "endings"])
        rows = self.lists("spelling", key)
        if any(len(row) != 2 for row in rows):
            self.fault(key, "pairs of words are expected", "spelling")
        return tuple((row[0], row[1]) for row in rows)

    def articles(self) -> Words:
        return self.words("articles", "spelling")

    def phrases(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(row) for row in self.lists("spelling", "phrases"))

    def lists(self, table: str, key: str) -> list[list[str]]:
        value = self.tables.get(table, {}).get(key)
        if not isinstance(value, list) or not all(
            isinstance(row, list) and row and all(isinstance(word, str) for word in row) for row in value
        ):
            self.fault(key, "a list of lists of words is expected", table)
        return cast(list[list[str]], value)

    def nothing_else(self) -> None:
        known = set(Language._fields) - _UNDER_OTHER_KEYS
        known |= {"numbers", "spelling"}
        for key in self.tables.keys() - known:
            self.fault(key, "unknown key")

    def _only(self, table: str, keys: Sequence[str]) -> None:
        found = self.tables.get(table)
        if not isinstance(found, dict):
            self.fault(table, "a table is expected")
        for key in found.keys() - set(keys):
            self.fault(key, "unknown key", table)

    def fault(self, key: str, what: str, table: str = "") -> NoReturn:
        where = f"{table}.{key}" if table else key
        at = f"{self.code}/language.toml:{self._line(key, table)}"
        raise DataError(f"{at}: {where}: {what}", "compare the file with en/language.toml")

    def _line(self, key: str, table: str) -> int:
        """The line of a key, else of its table, else 1."""
        inside, line_of_table = not table, 1
        for number, line in enumerate(self.source.splitlines(), 1):
            if line.startswith("["):
                inside = line.strip() == f"[{table}]" or line.strip() == f"[{key}]"
                line_of_table = number if inside else line_of_table
                if line.strip() == f"[{key}]":
                    return number
            elif inside and re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return line_of_table


# ---------------------------------------------------------------------------------------------------------- detection

SAMPLE = 30_000
"""Characters that are looked at, half from the beginning and half from the middle."""

_SCRIPTS: dict[str, re.Pattern[str] | WordPattern] = {
    "Latin": regex("[A-Za-z]+"),
    "Arabic": regex("[\u0600-\u06ff]+"),
    "Han": WordPattern(f"[{IDEOGRAPHS}]+"),
    "Cyrillic": regex("[\u0400-\u04ff]+"),
}
_WEIGHT = {"Han": 3.0}
"""A Chinese character weighs as much as several letters."""


def detect(text: str) -> str:
    """The language most of a text is in, by its script, then by its everyday words; ``en`` where nothing tells."""
    middle = len(text) // 2
    sample = text if len(text) <= SAMPLE else text[: SAMPLE // 2] + text[middle : middle + SAMPLE // 2]
    counts = {name: sum(map(len, pattern.findall(sample))) for name, pattern in _SCRIPTS.items()}
    letters = {name: count * _WEIGHT.get(name, 1.0) for name, count in counts.items()}
    script = max(letters, key=lambda name: letters[name])
    codes = _written_in(script)
    return codes[0] if len(codes) == 1 else _by_words(sample, codes)


@cache
def _written_in(script: str) -> Words:
    """The languages of a script: their files are read, not parsed."""
    return tuple(code for code in LANGUAGES if f'script = "{script}"' in source_of(code, "language"))


def _by_words(sample: str, codes: Words) -> str:
    counts = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {code: sum(counts[word] for word in load(code).common) for code in codes}
    return max(scores, key=lambda code: scores[code])
