"""The lexicon: looks up the patterns of many terms in a text in one pass.

A theme has hundreds of patterns and a language's clause frames thousands; a text has few of their words. A text is
searched sentence by sentence, and each sentence once: drafts are compared because most of what they say is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from treatydiff.text.languages import LANGUAGES, load
from treatydiff.text.regexes import regex
from treatydiff.themes import Theme
from treatydiff.themes.index import IndexedWord, IndexEntry, PatternIndex
from treatydiff.themes.patterns import LazyPattern, Range, apart, met, parted

_WORD, _BLANKS = regex(r"\w+"), regex(r"[\s,]+")
_SIGN, _NOTHING = regex(r"\S"), regex("")
_SENTENCES, _TEXTS = 4096, 128
"""So many are remembered with what was looked for in them: an article's for its role, then for its slots."""
_MOST_SENTENCES = 20_000
"""A text with more than half of ``_SENTENCES`` makes room for itself and its counterpart, at most so much: 90 MB."""


def lexicon_of(themes: tuple[Theme, ...], language: str) -> Lexicon:
    """The terms of some themes; one for all comparisons by the very same themes, as a batch makes hundreds."""
    return _lexicon(TheseThemes(themes), language)


class TheseThemes:
    """Some themes, by which they are and not by what they hold: they hold some thousand texts."""

    def __init__(self, themes: tuple[Theme, ...]) -> None:
        self.themes = themes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TheseThemes) and self.themes is other.themes

    def __hash__(self) -> int:
        return id(self.themes)


@lru_cache(maxsize=len(LANGUAGES))
def _lexicon(these: TheseThemes, language: str) -> Lexicon:
    own = [term for theme in these.themes for term in theme.terms]
    asked = (term for theme in these.themes for rule in theme.rules for term in rule.asks)  # of other themes, too
    return Lexicon({term.name: term.words.get(language, ()) for term in (*own, *asked)}, language)


class Lexicon:
    """The patterns of all terms in one language. Remembers words, headings and sentences that it has looked up."""

    def __init__(self, words: Mapping[str, Sequence[str]], language: str, name: str = "terms") -> None:
        """``words`` are the patterns by the names of their terms; ``name`` is one for each collection of terms."""
        self._index = PatternIndex(words, language, name)
        self._words: dict[str, IndexedWord] = {}
        spoken = load(language)
        self._spaced, self._particles = spoken.spaced, re.compile(spoken.particles or "(?!)")
        self._sign, self._between = (_WORD, _BLANKS) if spoken.spaced else (_SIGN, _NOTHING)
        self._room = _SENTENCES
        self._sentence = lru_cache(maxsize=self._room)(self._search_sentence)
        self._text = lru_cache(maxsize=_TEXTS)(self._search)

    def may_hold(self, text: str) -> frozenset[str]:
        """Names of the terms that a sentence of a plain text has the words for; the others are surely not in it."""
        return frozenset().union(*(sentence.names for _, sentence in self.searched(text).sentences))

    def parts(self, text: str) -> Iterable[tuple[int, str]]:
        """The sentences of a plain text, which none of the patterns crosses, each with where it begins."""
        if self._index.crosses:
            return ((0, text),)
        found = [piece for start, part in parted(text, spaced=self._spaced) for piece in _cut(start, part)]
        self._make_room(min(2 * len(found), _MOST_SENTENCES))
        return found

    def _make_room(self, sentences: int) -> None:
        """With room for fewer than a text has, it would forget each sentence before that is asked for again."""
        if sentences > self._room:
            self._room = sentences
            self._sentence = lru_cache(maxsize=sentences)(self._search_sentence)

    def searched(self, text: str) -> Searched:
        """A plain text, sentence by sentence."""
        return self._text(text)

    def _search(self, text: str) -> Searched:
        return Searched([(start, self._sentence(part)) for start, part in self.parts(text)])

    def _search_sentence(self, sentence: str) -> SearchedSentence:
        """What a sentence holds of the patterns of one word or two, and which others it has the words for, by term."""
        held, near = dict[str, list[Range | LazyPattern]](), list[IndexEntry]()
        words, lines, postings, between = self._words, self._index.lines, self._index.postings, self._between.fullmatch
        firsts: Sequence[str] = ()
        start = end = 0
        for found in self._sign.finditer(sentence):
            names, entries, begins, ends = words.get(found[0]) or self._word(found[0])
            before, last, (start, end) = start, end, found.span()
            for name in names:
                held.setdefault(name, []).append((start, end))
            near += entries
            for second in ends if firsts else ():
                for first in firsts:
                    if (pair := first + second) in lines:
                        names, entries = postings[pair]
                        near += entries
                        if names and between(sentence, last, start):
                            for name in names:
                                held.setdefault(name, []).append((before, end))
            firsts = begins
        for entry in dict.fromkeys(near):
            if met(entry.need, sentence):
                held.setdefault(entry.name, []).append(entry.pattern)
        return SearchedSentence(sentence, held)

    def _word(self, word: str) -> IndexedWord:
        self._words[word] = self._index.word((word, *self._forms(word)))
        return self._words[word]

    def _forms(self, word: str) -> Iterator[str]:
        """In Arabic what is left of a word without each run of letters that is a prefixed particle."""
        most = self._particles.match(word)
        for end in range(1, most.end() + 1) if most else ():
            if self._particles.fullmatch(word, 0, end):
                yield word[end:]


_LONGEST = 1500
"""Characters of a sentence that are searched at once: no law has longer ones, and patterns take their square."""


def _cut(start: int, sentence: str) -> Iterator[tuple[int, str]]:
    """A sentence, or the pieces of one that is too long, cut between words."""
    at = 0
    while len(sentence) - at > _LONGEST:
        end = sentence.rfind(" ", at, at + _LONGEST) + 1 or at + _LONGEST
        yield start + at, sentence[at:end]
        at = end
    yield start + at, sentence[at:]


class SearchedSentence:
    """A sentence, and the places of the terms that it was searched for so far."""

    def __init__(self, text: str, held: dict[str, list[Range | LazyPattern]]) -> None:
        self._text, self._held = text, held
        self._found: dict[str, tuple[Range, ...]] = {}

    @property
    def names(self) -> Set[str]:
        """Names of the terms that it may hold."""
        return self._held.keys()

    def hits(self, name: str) -> tuple[Range, ...]:
        """Where it holds a term, as in ``Pattern.hits``."""
        found = self._found.get(name)
        if found is None:
            places: list[Range] = []
            for each in self._held.get(name, ()):
                if isinstance(each, tuple):
                    places.append(each)
                else:
                    places += each.places(self._text)
            found = self._found[name] = tuple(places) if len(places) < 2 else apart(places)
        return found


class Searched(NamedTuple):
    """A text by its sentences, each with where it begins."""

    sentences: Sequence[tuple[int, SearchedSentence]]

    def hits(self, name: str) -> tuple[Range, ...]:
        """Where it holds a term, as in ``Pattern.hits``."""
        found: list[Range] = []
        for start, sentence in self.sentences:
            if name in sentence.names:
                found += ((start + first, start + last) for first, last in sentence.hits(name))
        return tuple(found)
