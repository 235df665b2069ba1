"""The pattern index: the patterns of many terms by the words they need, computed once a language and cached.

A pattern of one or two words is found by them alone. Any other stands under two words that are side by side in each of
its matches, or where there are none under one word. Patterns are kept as lines and taken apart when a text first holds
what they need: of some thousand a comparison meets a few hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise, product
from typing import NamedTuple

from treatydiff.text import disguise, languages, lettering, safe_text
from treatydiff.text.languages import is_spaced, load
from treatydiff.text.regexes import regex
from treatydiff.text.tables import Tables, made_by, worked_out
from treatydiff.themes import patterns
from treatydiff.themes.patterns import (
    LazyPattern,
    Need,
    crosses_sentences,
    heads_of,
    need_of,
    open_ended,
    spellings,
    tidy,
    words_of,
)

_MAKERS = (disguise, languages, lettering, patterns, safe_text)
"""On these depends what an index holds,"""
_FORM = "by pair, with heads "
"""and on how it is written down."""
_FIELD, _CHOICE = "\t", "|"


class IndexEntry:
    """A pattern and the name of its term."""

    __slots__ = ("_heads", "_language", "_pattern", "_text", "name", "need")

    def __init__(self, line: str, language: str) -> None:
        self.name, self._text, self._heads, *choices = line.split(_FIELD)
        self.need: Need = [each.split(_CHOICE) for each in choices]
        """What a text must hold besides the words that it stands under."""
        self._language = language
        self._pattern: LazyPattern | None = None

    @property
    def pattern(self) -> LazyPattern:
        """Made once a text holds all that it needs."""
        if self._pattern is None:
            heads = tuple(self._heads.split(_CHOICE)) if self._heads else ()
            self._pattern = LazyPattern.known(self._text, self._language, self.need, heads)
        return self._pattern


class Postings(NamedTuple):
    """What stands under a word, or under two side by side."""

    names: Sequence[str]
    """Names of the terms of which they are a pattern by themselves."""
    entries: Sequence[IndexEntry]
    """Patterns that need more."""


class IndexedWord(NamedTuple):
    """A word of a text, or a sign where words are not spaced, as the index knows it."""

    names: Sequence[str]
    entries: Sequence[IndexEntry]
    """As of ``Postings``."""
    firsts: Sequence[str]
    """How it begins the name of a pair,"""
    seconds: Sequence[str]
    """and how it ends one."""


class _ReadPostings(dict[str, Postings]):
    """Read when they are asked for."""

    def __init__(self, read: Callable[[str], Postings]) -> None:
        self._read = read

    def __missing__(self, key: str) -> Postings:
        self[key] = self._read(key)
        return self[key]


class PatternIndex:
    """The patterns of one language, found by the words of a text."""

    def __init__(self, words: Mapping[str, Sequence[str]], language: str, name: str) -> None:
        """``words`` and ``name`` as of ``Lexicon``."""
        self._language = language
        by = made_by(*_MAKERS)
        known = (
            "\n".join((_FORM + by, *(_FIELD.join((term, *sources)) for term, sources in words.items()))) if by else ""
        )
        index = worked_out(known, f"{language}.lexicon.{name}", lambda _: _worked_out(words, language))
        self._names: list[str] = index["names"]
        self._patterns: list[str] = index["patterns"]
        self.lines: Mapping[str, str] = index["lines"]
        """What stands under a word, or under two side by side by their names in one, as it is written down,"""
        self.postings = _ReadPostings(self._read)
        """and as it is read."""
        self._firsts, self._seconds, self._stems = (frozenset(index[key].split(" ")) for key in _KEYS)
        self.crosses: bool = index["crosses"]
        """Whether a pattern may reach from one sentence into the next."""
        self._entries: dict[str, IndexEntry] = {}
        self._longest = max(map(len, self._stems))

    def word(self, forms: Iterable[str]) -> IndexedWord:
        """A word in its forms."""
        keys = [key for form in forms for key in self._keys(form)]
        found = [self.postings[key] for key in keys if key in self.lines]
        return IndexedWord(
            [name for each in found for name in each.names],
            [entry for each in found for entry in each.entries],
            [f"{key} " for key in keys if key in self._firsts],
            [key for key in keys if key in self._seconds],
        )

    def _keys(self, form: str) -> Iterator[str]:
        """The words and the beginnings of words that a form of a word is."""
        if form in self._stems:
            yield form
        for length in range(1, min(len(form), self._longest) + 1):
            if form[:length] in self._stems:
                yield f"{form[:length]}*"

    def _read(self, key: str) -> Postings:
        names, _, numbers = self.lines[key].partition(_CHOICE)
        return Postings([self._names[int(each)] for each in names.split()], [*map(self._entry, numbers.split())])

    def _entry(self, number: str) -> IndexEntry:
        found = self._entries.get(number)
        if found is None:
            found = self._entries[number] = IndexEntry(self._patterns[int(number)], self._language)
        return found


# ------------------------------------------------------------------------------------------------------ working it out

_KEYS = ("firsts", "seconds", "stems")


def _worked_out(words: Mapping[str, Sequence[str]], language: str) -> Tables:
    """By word and by pair of words the numbers of the terms of which they are a pattern, and of other patterns.

    Of such a pattern there is a line: its term, what is looked for, how that may begin, and what else it needs.
    """
    names, lines, found = dict[str, int](), list[str](), dict[str, tuple[list[str], list[str]]]()
    read, endings = _read_spaced if is_spaced(language) else _read_unspaced, load(language).endings
    crosses = False
    for name, source in ((name, source) for name, sources in words.items() for source in sources):
        text = tidy(source, language)
        crosses = crosses or crosses_sentences(text)
        keys = whole = [] if endings else _whole(text, read)
        number = names.setdefault(name, len(names)) if whole else len(lines)
        if not whole:
            keys, rest = _told(text, read)
            parts = heads_of(text, language), *open_ended(need_of(rest), language)
            lines.append(_FIELD.join((name, text, *map(_CHOICE.join, parts))))
        for key in dict.fromkeys(_open_keys(keys, language) if endings else keys):
            found.setdefault(" ".join(key), ([], []))[not whole].append(str(number))
    pairs = [key.split(" ") for key in found if " " in key]
    firsts, seconds = ({pair[at]: None for pair in pairs} for at in range(2))
    stems = {key.rstrip("*"): None for key in (*found, *firsts, *seconds) if " " not in key}
    return {
        "names": [*names],
        "patterns": lines,
        "lines": {key: _CHOICE.join(map(" ".join, postings)) for key, postings in found.items()},
        **dict(zip(_KEYS, map(" ".join, (firsts, seconds, stems)), strict=True)),
        "crosses": crosses,
    }


_Key = tuple[str, ...]
"""One word or two: each whole, or its beginning and ``*``; empty for one of which not even that is known."""
_Reader = Callable[[str], list[_Key]]
"""Gives the words of a spelling, in stretches that stand together in every match."""


def _read_spaced(spelling: str) -> list[_Key]:
    return [tuple(map(_named, _WORD.findall(run))) for run in spelling.split("…")]


def _read_unspaced(spelling: str) -> list[_Key]:
    return [tuple(run) for run in spelling.replace("*", "").replace(" ", "").split("…")]


def _open_keys(keys: Iterable[_Key], language: str) -> list[_Key]:
    """Keys in a language in which the words of a pattern may have other endings."""
    bare = [tuple(word.rstrip("*") for word in key) for key in keys]
    return [tuple(f"{start}*" for start in key) for key in open_ended(bare, language)]


def _named(word: str) -> str:
    start, star, _ = word.partition("*")
    return start and start + star


_WORD = regex(r"[\w*]+")
_PLAIN = regex(r"\w+\*?(?: \w+\*?)?")
_FEW = 24
"""So many pairs of words may stand for a pattern."""


def _whole(text: str, read: _Reader) -> list[_Key]:
    """All that a pattern finds, where each is one word or two side by side; empty where there is more to it."""
    spelled = [spellings(word) for word in words_of(text)]
    said = [" ".join(each) for each in islice(product(*spelled), _FEW + 1)]
    if "…" in text or len(said) > _FEW or not all(map(_PLAIN.fullmatch, said)):
        return []
    keys = [run for each in said for run in read(each)]
    alone = [key[0].rstrip("*") for key in keys if len(key) == 1]
    first = [key[0].rstrip("*") for key in keys if len(key) == 2]
    either = any(one.startswith(other) or other.startswith(one) for one in alone for other in first)
    return keys if len(alone) + len(first) == len(said) and not either else []


class _Told(NamedTuple):
    """What each match of a pattern holds one of."""

    keys: list[_Key]
    size: int
    """Words of each."""
    first: int
    last: int
    """Which words of the pattern, with their choices, they are of."""

    @property
    def is_sure(self) -> bool:
        return all(len(key) == self.size and all(key) for key in self.keys)

    @property
    def worth(self) -> tuple[int, int]:
        """The longer the better, then the fewer."""
        return min(map(_length, self.keys)), -len(self.keys)


def _told(text: str, read: _Reader) -> tuple[list[_Key], str]:
    """What each match of a pattern holds one of, two words side by side or one word; and the rest of the pattern."""
    words = words_of(text)
    spelled = [[read(spelling) for spelling in spellings(word)] for word in words]
    ways = [
        *(_Told(_longest(word, pairwise), 2, at, at) for at, word in enumerate(spelled)),
        *(_Told(_longest(word, zip), 1, at, at) for at, word in enumerate(spelled)),
        *(
            _Told([(*left[-1][-1:], *right[0][:1]) for left, right in product(one, other)], 2, at, at + 1)
            for at, (one, other) in enumerate(pairwise(spelled))
            if f"{words[at]} {words[at + 1]}" in text and len(one) * len(other) <= _FEW
        ),
    ]
    best = max((way for way in ways if way.is_sure), key=lambda way: way.worth)
    return best.keys, " ".join((*words[: best.first], *words[best.last + 1 :]))


def _longest(word: Iterable[list[_Key]], take: Callable[[_Key], Iterable[_Key]]) -> list[_Key]:
    """Of each spelling of a word with choices what is longest of some kind; empty where it has none."""
    return [max((key for run in runs for key in take(run) if all(key)), key=_length, default=()) for runs in word]


def _length(key: _Key) -> int:
    return sum(map(len, key))
