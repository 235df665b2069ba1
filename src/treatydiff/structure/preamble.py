"""The recitals of a preamble, one each, also where extraction ran them together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from treatydiff.structure.headings import words_at_start
from treatydiff.structure.lines import closes_preamble
from treatydiff.text.languages import Language, load
from treatydiff.text.lettering import fold


def recitals(text: str, language: Language) -> Iterator[str]:
    """A paragraph of a preamble, cut where another recital surely begins.

    In languages whose recitals begin with a capital, that is behind a comma or semicolon at a word that opens recitals.
    In Russian and Chinese such a word may also stand inside a recital: there only a paragraph that holds the whole
    preamble, from the parties to the words of agreement, is cut.
    """
    starts = list(_starts(text, language))
    previous = 0
    for start in starts:
        yield text[previous:start].strip()
        previous = start
    yield text[previous:].strip()


_RUN_ON = frozenset({"Cyrillic", "Han"})
"""Scripts in which recitals begin as any clause may: they are parted only where the whole text is recitals."""


def _starts(text: str, language: Language) -> Iterator[int]:
    if language.script in _RUN_ON and not _whole(text, language):
        return
    for found in _pattern(language.code).finditer(text):
        yield found.start("recital")


def _whole(text: str, language: Language) -> bool:
    return closes_preamble(text, language) and any(words_at_start(text, language.preamble.openings))


@cache
def _pattern(code: str) -> re.Pattern[str]:
    language = load(code)
    openings = sorted(language.preamble.recitals, key=len, reverse=True)
    formulas = [formula[:1].upper() + formula[1:] for formula in language.preamble.formulas]
    words = [_phrase(word) for word in openings]
    words += [rf"[A-ZÀ-Þ][a-zà-ÿ]+{ending}" for ending in language.preamble.recital_endings]
    words += [_phrase(word) for word in (*formulas, *language.preamble.formulas)]
    if not language.spaced:
        return re.compile(rf"[，；]\]?(?P<recital>\[?(?:{'|'.join(words)}))")
    return re.compile(rf"[,;،؛]\]?\s+(?P<recital>\[?(?:{'|'.join(words)})(?![\w-]))")


def _phrase(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+").replace("’", "[’']")


def opens(text: str, language: Language) -> bool:
    """Whether a paragraph only names the parties: the line before the recitals."""
    return len(text) < 250 and any(words_at_start(text, language.preamble.openings))


def closes(text: str, language: Language) -> bool:
    """Whether a paragraph is nothing but the words of agreement."""
    bare = fold(text).strip(" [](),:;.，：；。")
    return any(bare.endswith(fold(formula)) and len(bare) < len(formula) + 60 for formula in language.preamble.formulas)
