"""Tells quickly which terms a text may hold, so that most rules need not look at most texts."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from treatydiff import disguise, languages, lettering, safe_text
from treatydiff.languages import load
from treatydiff.tables import Tables, made_by, worked_out
from treatydiff.themes import Term, patterns
from treatydiff.themes.patterns import LazyPattern, met

_WORD = re.compile(r"\w+")
_HEAD = 3
"""Letters of a stem by which it is looked up."""
_MAKERS = (disguise, languages, lettering, patterns, safe_text)
"""On these depends what an index of patterns holds."""

_Entry = tuple[str, LazyPattern, str]
"""The most telling stem of a pattern, the pattern, and the name of its term."""
_Looked = tuple[frozenset[str], tuple[_Entry, ...], tuple[_Entry, ...]]


class Lexicon:
    """The patterns of all terms in one language. Remembers every word and heading that it has looked up."""

    def __init__(self, terms: Iterable[Term], language: str, name: str = "terms") -> None:
        self._language = language
        self._words: dict[str, _Looked] = {}
        self._texts: dict[str, frozenset[str]] = {"": frozenset()}
        spoken = load(language)
        self._spaced, self._particles = spoken.spaced, re.compile(spoken.particles or "(?!)")
        words = [(term.name, source) for term in terms for source in term.words.get(language, ())]
        known = "\n".join((made_by(*_MAKERS), *map("\t".join, words)))
        index = worked_out(known, f"{language}.lexicon.{name}", lambda _: self._index(words))
        self._patterns: list[tuple[str, str, list[list[str]]]] = index["patterns"]
        self._heads: dict[str, list[tuple[str, int]]] = index["heads"]
        self._made: dict[int, LazyPattern] = {}

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
