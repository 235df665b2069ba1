"""Tells quickly which terms a text may hold, so that most rules need not look at most texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from treatydiff.languages import load
from treatydiff.themes import Term
from treatydiff.themes.patterns import Need, met

_WORD = re.compile(r"\w+")
_HEAD = 3
"""Letters of a stem by which it is looked up."""

_Entry = tuple[str, Need, str]
"""The most telling stem of a pattern, all that the pattern needs, and the name of its term."""


class Lexicon:
    """The patterns of all terms in one language. Remembers every word and heading that it has looked up."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self._language = language
        self._heads: dict[str, list[_Entry]] = {}
        self._words: dict[str, tuple[frozenset[str], tuple[_Entry, ...]]] = {}
        self._texts: dict[str, frozenset[str]] = {"": frozenset()}
        known = load(language)
        self._spaced, self._particles = known.spaced, re.compile(known.particles or "(?!)")
        size = _HEAD if self._spaced else 1
        for term in terms:
            pattern = term.pattern(language)
            for need in pattern.needs if pattern else ():
                for stem in need[0]:
                    self._heads.setdefault(stem[:size], []).append((stem, need, term.name))

    def recall(self, text: str) -> frozenset[str]:
        """As ``may_hold``, of a text that is met again and again, such as a heading."""
        if text not in self._texts:
            self._texts[text] = self.may_hold(text)
        return self._texts[text]

    def may_hold(self, text: str) -> frozenset[str]:
        """Names of the terms that a plain text has the words for; the others are surely not in it."""
        found: set[str] = set()
        doubtful: list[_Entry] = []
        for sure, entries in map(self._of_word, set(_WORD.findall(text) if self._spaced else text)):
            found |= sure
            doubtful += entries
        for _, need, name in doubtful:
            if name not in found and met(need, text):
                found.add(name)
        return frozenset(found)

    def _of_word(self, word: str) -> tuple[frozenset[str], tuple[_Entry, ...]]:
        """Terms that the word alone may stand for, and patterns that need other words beside it."""
        if word not in self._words:
            entries = tuple(entry for form in self._forms(word) for entry in self._starting(form))
            sure = frozenset(name for stem, need, name in entries if len(need) == 1 and self._spaced)
            self._words[word] = sure, tuple(entry for entry in entries if entry[2] not in sure)
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
