"""Tells quickly which terms a text may hold, so that most rules need not look at most texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from treatydiff import disguise, languages, lettering, safe_text
from treatydiff.languages import load
from treatydiff.tables import Tables, made_by, worked_out
from treatydiff.themes import Term, patterns
from treatydiff.themes.patterns import Beginnings, LazyPattern, Range, apart, beginnings, met

_WORD = re.compile(r"\w+")
_HEAD = 3
"""Letters of a stem by which it is looked up."""
_MAKERS = (disguise, languages, lettering, patterns, safe_text)
"""On these depends what an index of patterns holds."""

_Entry = tuple[str, LazyPattern, str]
"""The most telling stem of a pattern, the pattern, and the name of its term."""
_Looked = tuple[frozenset[str], tuple[_Entry, ...], tuple[str, ...], tuple[tuple[LazyPattern, str], ...]]
_AT_HAND = 512
"""Texts of which it is remembered what was looked for: an article's for its role, then for its slots."""


class Lexicon:
    """The patterns of all terms in one language. Remembers every word and heading that it has looked up."""

    def __init__(self, terms: Iterable[Term], language: str, name: str = "terms") -> None:
        self._language = language
        self._words: dict[str, _Looked] = {}
        self._texts: dict[str, frozenset[str]] = {"": frozenset()}
        spoken = load(language)
        self._spaced, self._particles = spoken.spaced, re.compile(spoken.particles or "(?!)")
        words = [(term.name, source) for term in terms for source in term.words.get(language, ())]
        by = made_by(*_MAKERS)
        known = "\n".join((by, *map("\t".join, words))) if by else ""
        index = worked_out(known, f"{language}.lexicon.{name}", lambda _: self._index(words))
        self._patterns: list[tuple[str, str, list[list[str]]]] = index["patterns"]
        self._heads: dict[str, list[tuple[str, int]]] = index["heads"]
        self._made: dict[int, LazyPattern] = {}
        self._whole_words = spoken.spaced and not spoken.particles
        self._searched = lru_cache(maxsize=_AT_HAND)(partial(Searched, self))

    def _index(self, words: Iterable[tuple[str, str]]) -> Tables:
        """For each pattern the name of its term, what is looked for, and what it needs.

        And by the head of each stem that is the most telling of a pattern the stem and the pattern's number.
        """
        patterns, heads = list[object](), dict[str, list[object]]()
        size = _HEAD if self._spaced else 1
        for number, (name, source) in enumerate(words):
            known = LazyPattern(source, self._language)
            patterns.append([name, known.text, known.need])
            for stem in known.need[0]:
                heads.setdefault(stem[:size], []).append([stem, number])
        return {"patterns": patterns, "heads": heads}

    def recall(self, text: str) -> frozenset[str]:
        """As ``may_hold``, of a text that is met again and again, such as a heading."""
        if text not in self._texts:
            self._texts[text] = self.may_hold(text)
        return self._texts[text]

    def may_hold(self, text: str) -> frozenset[str]:
        """Names of the terms that a plain text has the words for; the others are surely not in it."""
        found: set[str] = set()
        doubtful: list[_Entry] = []
        words, known = self._said(text)
        for sure, unsure, *_ in map(self._of_word, words):
            found |= sure
            doubtful += unsure
        for _, source, name in doubtful:
            if name not in found and met(source.need, known):
                found.add(name)
        return frozenset(found)

    def searched(self, text: str) -> Searched:
        """A plain text, in which each term is looked for once, when it is asked for."""
        return self._searched(text)

    def holding(self, text: str, words: Beginnings) -> tuple[dict[str, list[Range]], dict[str, set[LazyPattern]]]:
        """What a plain text holds of the patterns of one word, and which others it has the words for, by term."""
        places, sources = dict[str, list[Range]](), dict[str, set[LazyPattern]]()
        said, known = self._said(text)
        for word in said:
            _, _, names, others = self._of_word(word)
            if names:
                whole = [(at, at + len(word)) for at in words[word[:2]][word]]
                for name in names:
                    places.setdefault(name, []).extend(whole)
            for source, name in others:
                if met(source.need, known):
                    sources.setdefault(name, set()).add(source)
        return places, sources

    def _said(self, text: str) -> tuple[Iterable[str], str]:
        """The words of a text in order, and what parts of words are looked for in: each word once."""
        if not self._spaced:
            return dict.fromkeys(text), text
        words = dict.fromkeys(_WORD.findall(text))
        return words, " ".join(words)

    def _of_word(self, word: str) -> _Looked:
        """Terms that the word alone may stand for, and patterns of others that need other words beside it.

        And terms of which it is a pattern, and the patterns of more than one word that it is part of.
        """
        if word not in self._words:
            entries = tuple(entry for form in self._forms(word) for entry in self._starting(form))
            sure = frozenset(name for _, source, name in entries if len(source.need) == 1 and self._spaced)
            unsure = tuple(entry for entry in entries if entry[2] not in sure)
            alone = {source for _, source, _ in entries if self._whole_words and source.is_word}
            names = dict.fromkeys(name for _, source, name in entries if source in alone and source.is_met_by(word))
            others = dict.fromkeys((source, name) for _, source, name in entries if source not in alone)
            self._words[word] = sure, unsure, tuple(names), tuple(others)
        return self._words[word]

    def _starting(self, form: str) -> Iterator[_Entry]:
        if not self._spaced:
            yield from (self._entry(stem, number) for stem, number in self._heads.get(form, ()))
            return
        for length in range(1, min(_HEAD, len(form)) + 1):
            for stem, number in self._heads.get(form[:length], ()):
                if form.startswith(stem):
                    yield self._entry(stem, number)

    def _entry(self, stem: str, number: int) -> _Entry:
        name, text, need = self._patterns[number]
        if number not in self._made:
            self._made[number] = LazyPattern.known(text, self._language, need)
        return stem, self._made[number], name

    def _forms(self, word: str) -> Iterator[str]:
        """The word, and in Arabic what is left of it without each run of letters that may be a prefixed particle."""
        yield word
        if most := self._particles.match(word):
            yield from (word[length:] for length in range(1, most.end() + 1))


class Searched:
    """A plain text, and the places of the terms that it was searched for so far."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self._text = text
        self._words = beginnings(text)
        self._places, self._sources = lexicon.holding(text, self._words)
        self._found: dict[str, tuple[Range, ...]] = {}

    @property
    def names(self) -> Iterable[str]:
        """Names of the terms that it may hold, in the order of their words."""
        return dict.fromkeys((*self._places, *self._sources))

    def hits(self, name: str) -> tuple[Range, ...]:
        """Where it holds a term, as in ``Pattern.hits``."""
        if name not in self._found:
            sources = self._sources.get(name, ())
            places = (place for source in sources for place in source.places(self._text, self._words))
            self._found[name] = apart((*self._places.get(name, ()), *places))
        return self._found[name]
