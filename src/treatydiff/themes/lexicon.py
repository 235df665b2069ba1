"""Tells quickly which terms a text may hold, so that most rules need not look at most texts."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from treatydiff.languages import load
from treatydiff.themes import Term
from treatydiff.themes.patterns import LazyPattern, met

_WORD = re.compile(r"\w+")
_HEAD = 3
"""Letters of a stem by which it is looked up."""

_Entry = tuple[str, LazyPattern, str]
"""The most telling stem of a pattern, the pattern, and the name of its term."""
_Looked = tuple[frozenset[str], tuple[_Entry, ...], tuple[_Entry, ...]]


class Lexicon:
    """The patterns of all terms in one language. Remembers every word and heading that it has looked up."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self._language = language
        self._heads: dict[str, list[_Entry]] = {}
        self._words: dict[str, _Looked] = {}
        self._texts: dict[str, frozenset[str]] = {"": frozenset()}
        known = load(language)
        self._spaced, self._particles = known.spaced, re.compile(known.particles or "(?!)")
        size = _HEAD if self._spaced else 1
        for term in terms:
            pattern = term.pattern(language)
            for source in pattern.sources if pattern else ():
                for stem in source.need[0]:
                    self._heads.setdefault(stem[:size], []).append((stem, source, term.name))

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
        for sure, unsure, _ in map(self._of_word, words):
            found |= sure
            doubtful += unsure
        for _, source, name in doubtful:
            if name not in found and met(source.need, known):
                found.add(name)
        return frozenset(found)

    def sources(self, text: str, names: Container[str] = ()) -> dict[str, set[LazyPattern]]:
        """The patterns that a plain text has the words for, by the name of their term; of some terms, or of all."""
        found: dict[str, set[LazyPattern]] = {}
        tried: set[LazyPattern] = set()
        words, known = self._said(text)
        for _, _, entries in map(self._of_word, words):
            for _, source, name in entries:
                if source not in tried and (not names or name in names):
                    tried.add(source)
                    if met(source.need, known):
                        found.setdefault(name, set()).add(source)
        return found

    def _said(self, text: str) -> tuple[Iterable[str], str]:
        """The words of a text in order, and what parts of words are looked for in: each word once."""
        if not self._spaced:
            return dict.fromkeys(text), text
        words = dict.fromkeys(_WORD.findall(text))
        return words, " ".join(words)

    def _of_word(self, word: str) -> _Looked:
        """Terms that the word alone may stand for, patterns that need other words beside it, and all its patterns."""
        if word not in self._words:
            entries = tuple(entry for form in self._forms(word) for entry in self._starting(form))
            sure = frozenset(name for _, source, name in entries if len(source.need) == 1 and self._spaced)
            self._words[word] = sure, tuple(entry for entry in entries if entry[2] not in sure), entries
        return self._words[word]

    def _starting(self, form: str) -> Iterator[_Entry]:
        if not self._spaced:
            yield from self._heads.get(form, ())
            return
        for length in range(1, _HEAD + 1):
            yield from (entry for entry in self._heads.get(form[:length], ()) if form.startswith(entry[0]))

    def _forms(self, word: str) -> Iterator[str]:
        """The word, and in Arabic what is left of it without each run of letters that may be a prefixed particle."""
        yield word
        if most := self._particles.match(word):
            yield from (word[length:] for length in range(1, most.end() + 1))
