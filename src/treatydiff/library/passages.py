"""Splits a file into the passages that are indexed, and maps passages to provisions.

To tell articles apart takes ten times as long as to cut a text where lines and sentences end. So passages are what is
looked up, and only the few files in which something is found are read as drafts.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from treatydiff.text.lettering import IDEOGRAPHS, WORD, may_be_wide
from treatydiff.text.regexes import regex

LEAST = 400
"""Letters: shorter lines are put together,"""
MOST = 1_200
"""and longer ones are parted where a sentence ends."""
_OVERLAP = 6
"""Words of the next passage that a passage ends with, so that a phrase is found that reaches over its end."""
_RUN = 4
"""Words in a row by which a passage is known again among the provisions."""
_GAP = 4
"""Provisions of a word or two between two that a passage holds are held by it, too."""

_HAN = regex(f"([{IDEOGRAPHS}])")
_TOKEN = regex(r"[^\W_]+")
_ACCENTED = regex(r"([A-Za-z])[\u0300-\u036f]+")
_HYPHENS = "-\u00ad\u2010"
_BROKEN = regex(rf"(?<![^\W\d_])([^\W\d_]++)[{_HYPHENS}]\n\s*+([^\W\d_]+)")
_SENTENCE_END = regex(r"(?<=[.;:!?。；：！？؛؟])\s+|(?<=[。；！？])")


def passages(text: str) -> list[str]:
    """The text in passages. A word that a line break parted stands in them whole as well."""
    cut = list(_cut(text))
    return [f"{each} {_beginning(after)}{_mended(each)}" for each, after in zip(cut, [*cut[1:], ""], strict=True)]


def _cut(text: str) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for line in text.split("\n"):
        for piece in [line] if len(line) <= MOST else _parted(line):
            held.append(piece)
            size += len(piece)
            if size >= LEAST:
                yield "\n".join(held)
                held, size = [], 0
    if any(map(str.strip, held)):
        yield "\n".join(held)


def _parted(line: str) -> Iterator[str]:
    held = ""
    for sentence in _SENTENCE_END.split(line):
        if held and len(held) + len(sentence) > MOST:
            yield held
            held = ""
        held += f" {sentence}"
        while len(held) > MOST:  # no sentence ends here: a table, a text without points
            yield held[:MOST]
            held = held[MOST:]
    yield held


def _beginning(text: str) -> str:
    return " ".join(text[: 20 * _OVERLAP].split()[:_OVERLAP])


def _mended(text: str) -> str:
    if not any(f"{hyphen}\n" in text for hyphen in _HYPHENS):
        return ""
    return "".join(f" {match[1]}{match[2]}" for match in _BROKEN.finditer(text))


def spaced(text: str) -> str:
    """Chinese with its characters parted, for SQLite takes what stands between blanks for a word."""
    return (_HAN.sub(r" \1 ", text) if may_be_wide(text) else text).replace('"', " ")


@lru_cache(maxsize=2_000)  # the passages of a library are weighed against one article after another
def tokens(text: str) -> tuple[str, ...]:
    """Words as the index has them: no case, and no accents on Latin letters."""
    if not text.isascii():
        bare = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", spaced(text)))
        text = unicodedata.normalize("NFC", bare)
    return tuple(_TOKEN.findall(text.lower()))


def holders(passage: Sequence[str], provisions: Sequence[str]) -> list[tuple[int, ...]]:
    """For each passage the indexes of the provisions whose words it holds, by the words that stand there in a row.

    Words in a row that several provisions have are of the one that comes next after those of the passage before, unless
    the passage holds one of them for other words.
    """
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, text in enumerate(provisions):
        for run in set(_runs(text)):
            places[run].append(at)
    found: list[tuple[int, ...]] = []
    here = 0
    for text in passage:
        shared = [candidates for run in _runs(text) if (candidates := places.get(run))]
        kept = {candidates[0] for candidates in shared if len(candidates) == 1}
        for candidates in shared:
            if kept.isdisjoint(candidates):
                kept.add(min(candidates, key=lambda at: (at < here, abs(at - here))))
        found.append(tuple(_without_gaps(kept)))
        here = max(kept, default=here)
    return found


def _without_gaps(kept: set[int]) -> Iterator[int]:
    """With the short provisions between those that are held."""
    before = None
    for at in sorted(kept):
        if before is not None and at - before <= _GAP:
            yield from range(before + 1, at)
        yield at
        before = at


def _runs(text: str) -> Iterator[int]:
    words = [word.casefold() for word in WORD.findall(text)]
    return (hash(run) for run in zip(*(words[start:] for start in range(_RUN)), strict=False))
