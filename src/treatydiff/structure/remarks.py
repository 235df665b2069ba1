"""Drafters' remarks about a provision: deleted, moved, agreed, and the brackets around it."""

from __future__ import annotations

import re
from functools import cache

from treatydiff.structure.headings import words_at_start
from treatydiff.text.languages import Language, load
from treatydiff.text.lettering import OPENING, fold, squared
from treatydiff.text.regexes import regex

MAX_TOMBSTONE = 300
"""Characters of what stands in place of a text that was taken out."""
MAX_NOTE = 120

_STOP = regex(r"[\[\]［］【】〔〕(){}（）.;:!?。；：！？؛؟—–]")
_MARK, _MARK_IN_BRACKETS, _LETTERS = 3, 12, 12
"""So many words besides, and so many letters for each of them, are part of a mark: "Text agreed ad referendum"."""
_FAR = _MARK_IN_BRACKETS * _LETTERS + 2
"""Letters on a side, beyond which there is too much beside the mark wherever it ends."""

_BRACKET = regex(r"[\[\]]")


def tombstone(text: str, language: Language) -> bool:
    """Whether a text only says that the provision was taken out: ``Deleted and merged into article 30.``"""
    bare = squared(text).strip(" []().*")
    if not bare or len(text) > MAX_TOMBSTONE:
        return False
    for phrase in words_at_start(bare, language.remarks.tombstones):
        rest = fold(bare)[len(fold(phrase)) :].strip()
        if not rest or not rest[0].isalnum() or not language.spaced or any(words_at_start(rest, _links(language.code))):
            return not rest or len(rest) < MAX_TOMBSTONE
    return False


@cache
def _links(code: str) -> tuple[str, ...]:
    language = load(code)
    return (*language.remarks.tombstone_links, *language.references.article, *language.remarks.tombstones)


def note(text: str, language: Language) -> bool:
    """Whether a line is nothing but a note on a provision's history: ``[Previously 55(6ter)]``."""
    bare = squared(text.strip())
    if len(bare) > MAX_NOTE or not any(words_at_start(bare, language.remarks.notes)):
        return False
    return _enclosed(bare) or (any(char.isdecimal() for char in bare) and ", " not in bare)


def _enclosed(text: str) -> bool:
    return text[:1] in "[(" and text.rstrip(".")[-1:] in "])"


def split_note(text: str, language: Language) -> tuple[str, str, str]:
    """A bracketed note at the beginning or the end of a text: ``(note before, text, note after)``."""
    before = after = ""
    if (found := re.match(r"\[[^\[\]]{3,120}\]", squared(text))) and note(found[0], language):
        before, text = text[: found.end()], text[found.end() :].strip()
    start = squared(text).rfind("[")
    if start >= 0 and squared(text[-1]) == "]" and note(text[start:], language):
        after, text = text[start:], text[:start].strip()
    return before, text, after


def agreed(text: str, language: Language) -> bool:
    """Whether a text is marked ``agreed ad referendum``: in brackets, or in a few words of their own.

    A sentence that only says of something that it was so agreed marks nothing.
    """
    low = text.lower()
    return any(
        _is_mark(low, found.start(), found.end())
        for phrase in language.remarks.agreed
        if phrase in low  # as in hardly any text
        for found in re.finditer(re.escape(phrase), low)
    )


def _is_mark(text: str, start: int, end: int) -> bool:
    before, after = _STOP.split(text[max(start - _FAR, 0) : start])[-1], _STOP.split(text[end : end + _FAR])[0]
    opened = text[: start - len(before)][-1:]
    most = _MARK_IN_BRACKETS if opened and opened in f"{OPENING}(（" else _MARK
    return len((before + after).split()) <= most and len(before + after) <= most * _LETTERS


def wrapped(text: str) -> bool:
    """Whether one pair of square brackets holds the whole text; a mark of punctuation may follow it."""
    bare = text.strip().rstrip(".;,:。；，")
    if squared(bare[:1]) != "[" or squared(bare[-1]) != "]":
        return False
    bare = squared(bare)
    depth = 0
    for found in _BRACKET.finditer(bare):
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return found.end() == len(bare)
    return False


def balance(text: str) -> int:
    """Opening less closing square brackets."""
    text = squared(text)
    return text.count("[") - text.count("]")
