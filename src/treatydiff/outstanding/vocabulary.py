"""Words that mark something as open, language by language (``data/languages/*/open.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from treatydiff.text.languages import LANGUAGES, load, source_of
from treatydiff.text.tables import parsed

Words = tuple[str, ...]
_EDGES = ' \t\u00a0[](){}.:;,*–—-’"“”«»'
_ORDINAL = r"(?:\d{1,2}|[ivx]{1,4}|[A-Z])"


class OpenWords(NamedTuple):
    """The tables of one language."""

    labels: Words
    """What stands before the number of an alternative."""
    agreed: Words
    """How a mark of agreement begins."""
    undecided: Words
    """What says that something has still to be done."""
    notes: Words
    """How a drafters' note begins."""
    placeholders: Words
    """What stands for something that is not there yet."""
    speakers: Words
    stances: Words
    """Who speaks in a footnote, and the beginnings of words for what they do there."""
    reservations: Words
    """What makes a footnote a reservation by itself."""
    proposing: Words
    """What stands before the names of those who want something."""
    adding: Words
    """How bracketed words begin that go on with what stands before them, beside conjunctions."""


@cache
def vocabulary(code: str) -> OpenWords:
    """That of a language; of one that has none the English one."""
    known = code if code in LANGUAGES and source_of(code, "open") else "en"
    tables = parsed(source_of(known, "open"), f"{known}.open")
    return OpenWords(*(tuple(tables.get(name, ())) for name in OpenWords._fields))


@cache
def _label(code: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, vocabulary(code).labels))
    return re.compile(rf"(?:{words})\.? ?(?P<n>{_ORDINAL})(?![^\W_]) ?[.:)–—-]?", re.IGNORECASE)


def labelled(text: str, code: str) -> tuple[str, str]:
    """The label that a text begins with and the rest: ``Alt. 1``, ``studies are carried out``; empty without one."""
    text = " ".join(text.split())
    found = _label(code).match(text)
    return (text[: found.end("n")], text[found.end() :].lstrip()) if found else ("", text)


def label_number(label: str) -> str:
    """What a label counts: ``1`` of ``Alt. 1``."""
    return re.split(r"[\s.]+", label.strip())[-1].casefold() if label else ""


def is_placeholder(text: str, code: str) -> bool:
    """Whether a text between brackets stands for one that is not there yet."""
    bare = text.strip()
    if not bare or not re.search(r"[^\W_]", bare):
        return len(bare) < 30 and not re.fullmatch(r"[,;:.()/]", bare)  # a bracketed comma may stay or go, as words may
    words = bare.casefold().strip(_EDGES + "…_").split()
    known = vocabulary(code).placeholders
    return " ".join(words) in known or (words[0] in _INSERT and len(words) <= _GAP)


@cache
def _gap(code: str) -> re.Pattern[str]:
    words = {word for word in vocabulary(code).placeholders if set(word) <= set("xtbdcх") and len(word) > 1}
    signs = r"_{3,}|…{2,}|\.{6,}|\[\s*\]"
    return re.compile(
        rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![\w.]\w)|{signs}"
    )


def gaps(text: str, code: str) -> list[tuple[int, int]]:
    """Where a text leaves a gap without a bracket: ``xx experts``, ``______``; capitals are Roman numbers."""
    return [found.span() for found in _gap(code).finditer(text)]


def is_undecided(text: str, code: str) -> bool:
    """Whether a text that says nothing else says that something has still to be done, or is a drafters' note."""
    low = " ".join(text.split()).casefold().strip(_EDGES)
    known = vocabulary(code)
    if any(_begins(low, word) and low[len(word) :].lstrip()[:1] in ":.–—-" for word in known.notes):
        return low not in known.notes
    return any(_begins(low, word) for word in known.undecided)


def says_undecided(text: str, code: str) -> bool:
    """Whether a footnote or note says somewhere that something has still to be done."""
    low = " ".join(text.split()).casefold()
    return any(_holds(low, word, code) for word in vocabulary(code).undecided)


def is_reservation(text: str, code: str) -> bool:
    """Whether a footnote says what delegations hold: a speaker and a stance, or a reservation."""
    low = " ".join(text.split()).casefold()
    known = vocabulary(code)
    if any(_holds(low, word, code) for word in known.reservations):
        return True
    return any(_holds(low, word, code) for word in known.speakers) and any(
        _starts(low, word, code) for word in known.stances
    )


def agreement(text: str, code: str) -> str:
    """The mark of agreement that a text between brackets is: ``agreed in plenary``; empty where it is none."""
    bare = " ".join(text.split()).strip(_EDGES)
    low = bare.casefold()
    words = (*load(code if code in LANGUAGES else "en").remarks.agreed, *vocabulary(code).agreed)
    short = len(bare.split()) <= _MARK and len(bare) <= _MARK_LETTERS
    return bare if short and any(_begins(low, word.casefold()) for word in words) else ""


_INSERT = frozenset({"insert", "insérer", "insertar", "inserir", "вставить", "插入", "يدرج"})
_GAP = 5
"""Words that say what is to be inserted."""
_MARK, _MARK_LETTERS = 8, 70
"""Words and letters of a mark of agreement at most: longer ones are part of the text."""


def _begins(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalpha()


def _holds(text: str, word: str, code: str) -> bool:
    return bool(_whole(word, code).search(text))


def _starts(text: str, word: str, code: str) -> bool:
    return bool(_beginning(word, code).search(text))


@cache
def _whole(word: str, code: str) -> re.Pattern[str]:
    spaced = load(code if code in LANGUAGES else "en").spaced
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)" if spaced else re.escape(word))


@cache
def _beginning(word: str, code: str) -> re.Pattern[str]:
    spaced = load(code if code in LANGUAGES else "en").spaced
    return re.compile(rf"(?<!\w){re.escape(word)}" if spaced else re.escape(word))
