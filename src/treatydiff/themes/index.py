"""The pattern index: the patterns of many terms by the stems they need, computed once a language and cached.

Patterns and stems are kept as lines and taken apart when a word first asks for them: of some thousand patterns a
comparison meets a few hundred, and to make all of them takes longer than to judge a short draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from treatydiff.text import disguise, languages, lettering, safe_text
from treatydiff.text.languages import is_spaced, load
from treatydiff.text.tables import Tables, made_by, worked_out
from treatydiff.themes import patterns
from treatydiff.themes.patterns import LazyPattern, Need, crosses_sentences

_MAKERS = (disguise, languages, lettering, patterns, safe_text)
"""On these depends what an index holds,"""
_FORM = "by stem "
"""and on how it is written down."""
_FIELD, _CHOICE = "\t", "|"


class IndexEntry:
    """A pattern and the name of its term."""

    __slots__ = ("_language", "_pattern", "name", "need", "text")

    def __init__(self, line: str, language: str) -> None:
        self.name, self.text, *choices = line.split(_FIELD)
        self.need: Need = [each.split(_CHOICE) for each in choices]
        """As of the pattern."""
        self._language = language
        self._pattern: LazyPattern | None = None

    @property
    def pattern(self) -> LazyPattern:
        """Made once a text holds all that it needs."""
        if self._pattern is None:
            self._pattern = LazyPattern.known(self.text, self._language, self.need)
        return self._pattern

    @property
    def is_word(self) -> bool:
        """Whether it is one word, or the beginning of one."""
        return self.text.isalpha() or self.text.rstrip("*").isalpha()

    def is_met_by(self, word: str) -> bool:
        """Of a pattern of one word: whether a word that begins as it does is it."""
        return self.text.endswith("*") or word == self.text


class IndexStem:
    """The patterns whose most telling word begins with a stem; in a language without spaces, with its first sign."""

    __slots__ = ("alone", "beside", "words")

    def __init__(self, entries: Sequence[IndexEntry], *, spaced: bool, whole_words: bool) -> None:
        self.words = [entry for entry in entries if whole_words and entry.is_word]
        """The patterns of one word."""
        self.alone: list[IndexEntry] = []
        """Other patterns that need nothing more."""
        self.beside: dict[str, list[tuple[Need, IndexEntry]]] = {}
        """Those that need something more, by what that is, with what they need besides."""
        for entry in entries:
            need = entry.need[1:] if spaced else entry.need
            for stem in need[0] if need else ():
                self.beside.setdefault(stem, []).append((need[1:], entry))
            if not need and not (whole_words and entry.is_word):
                self.alone.append(entry)


class PatternIndex:
    """The patterns of one language, found by how the words of a text begin."""

    def __init__(self, words: Sequence[tuple[str, str]], language: str, name: str) -> None:
        """``words`` are names of terms with a pattern each; ``name`` is one for each collection of terms."""
        spoken = load(language)
        self._language, self._spaced = language, spoken.spaced
        self._whole_words = spoken.spaced and not spoken.particles
        by = made_by(*_MAKERS)
        known = "\n".join((_FORM + by, *map("\t".join, words))) if by else ""
        index = worked_out(known, f"{language}.lexicon.{name}", lambda _: _worked_out(words, language))
        self._patterns: list[str] = index["patterns"]
        self._numbers: dict[str, str] = index["stems"]
        self.crosses: bool = index["crosses"]
        """Whether a pattern may reach from one sentence into the next."""
        self._entries: dict[str, IndexEntry] = {}
        self._stems: dict[str, IndexStem] = {}
        self._longest = max(map(len, self._numbers), default=0)

    def stems(self, form: str) -> list[IndexStem]:
        """The stems that a form of a word begins with."""
        starts = [form[:length] for length in range(1, min(len(form), self._longest) + 1)]
        return [self._stem(start) for start in starts if start in self._numbers]

    def _stem(self, start: str) -> IndexStem:
        if start not in self._stems:
            entries = [self._entry(number) for number in self._numbers[start].split()]
            self._stems[start] = IndexStem(entries, spaced=self._spaced, whole_words=self._whole_words)
        return self._stems[start]

    def _entry(self, number: str) -> IndexEntry:
        if number not in self._entries:
            self._entries[number] = IndexEntry(self._patterns[int(number)], self._language)
        return self._entries[number]


def _worked_out(words: Iterable[tuple[str, str]], language: str) -> Tables:
    """A line for each pattern: its term, what is looked for, and what it needs; by stem the numbers of the patterns.

    A stem is one that the most telling word of a pattern may begin with.
    """
    lines, stems = list[str](), dict[str, list[str]]()
    crosses, spaced = False, is_spaced(language)
    for number, (name, source) in enumerate(words):
        known = LazyPattern(source, language)
        crosses = crosses or crosses_sentences(known.text)
        lines.append(_FIELD.join((name, known.text, *map(_CHOICE.join, known.close_need))))
        for stem in dict.fromkeys(stem if spaced else stem[:1] for stem in known.need[0]):
            stems.setdefault(stem, []).append(str(number))
    return {"patterns": lines, "stems": {stem: " ".join(found) for stem, found in stems.items()}, "crosses": crosses}
