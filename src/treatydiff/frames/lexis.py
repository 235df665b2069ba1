"""The closed classes of words of a language, from ``data/frames/<code>.toml``, and where a text holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from treatydiff.errors import DataError
from treatydiff.tables import DATA, parsed
from treatydiff.themes import Term
from treatydiff.themes.lexicon import Lexicon
from treatydiff.themes.patterns import fault

CLASSES = (
    *("roles", "agents", "force", "actions", "slots", "numbers"),
    *("subject", "disapply", "gone", "money", "junctions", "polarity", "same", "names"),
)
"""The tables that every language has; docs/frames.md says what each holds."""
TELLING = ("roles", "agents", "force", "actions")
"""Those by which the role of a clause is told."""
_APART = ("subject", "junctions", "polarity", "same", "names")
"""Those that are no slots of a clause."""
_ACTS = ("actions.", "slots.", "numbers.")
"""What words that are part of any name do not tell; of a place, or in a bow to one's own law, they tell nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A stretch of text that belongs to a class of words."""

    start: int
    end: int
    name: str
    """The path of the class: ``agents.court``, ``slots.condition.only``, ``roles.power.strong``."""

    @property
    def path(self) -> tuple[str, ...]:
        return _path(self.name)


@cache
def _path(name: str) -> tuple[str, ...]:
    return tuple(name.split("."))


class Lexis:
    """One language's classes of words. Remembers what it found, since chapeaux and headings come again and again."""

    def __init__(self, code: str, classes: Mapping[str, tuple[str, ...]]) -> None:
        self.code = code
        self.classes = classes
        self._terms = {name: Term(name, name, "", {code: words}, frozenset()) for name, words in classes.items()}
        self._lexicon = Lexicon(self._terms.values(), code, "frames")
        self._seen: dict[str, tuple[Hit, ...]] = {}
        self._cues: dict[str, tuple[Hit, ...]] = {}
        self._telling = frozenset(name for name in classes if name.partition(".")[0] in TELLING)
        self._read = frozenset(name for name in classes if name.partition(".")[0] not in _APART)
        self._polarity = frozenset(name for name in classes if name.partition(".")[0] == "polarity")
        self._same = frozenset(name for name in classes if name.partition(".")[0] == "same")
        self._names = frozenset(name for name in classes if name.partition(".")[0] == "names")

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The hits of all classes of slots in a plain text, from left to right; in one none overlap."""
        if text not in self._seen:
            self._seen[text] = tuple(sorted(self._meant(text, self._read)))
        return self._seen[text]

    def same(self, text: str) -> tuple[Hit, ...]:
        """What a plain text says in words for which others may stand, by the name of what they all say.

        Of hits that overlap the first, or longer, counts.
        """
        kept: list[Hit] = []
        for hit in sorted(self._search(text, self._same), key=lambda hit: (hit.start, -hit.end, hit.name)):
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return tuple(kept)

    def turns(self, text: str) -> int:
        """How often a plain text turns a statement round: by not, without, unless, each said alone."""
        hits = tuple(self._search(text, self._polarity))
        aside = [(hit.start - (hit.name == "polarity.none"), hit.end) for hit in hits if hit.name != "polarity.turns"]
        turns = (hit for hit in hits if hit.name == "polarity.turns")
        return sum(not any(start < hit.start < end for start, end in aside) for hit in turns)

    def words(self, name: str, text: str) -> tuple[str, ...]:
        """The words of one class that a plain text holds, as often as it does."""
        pattern = self._terms[name].pattern(self.code)
        return tuple(text[start:end] for start, end in pattern.hits(text)) if pattern else ()

    def cues(self, text: str) -> tuple[Hit, ...]:
        """The hits by which a role is told, with others or without: for text that only stands around a change."""
        if text in self._seen:
            return self._seen[text]
        if text not in self._cues:
            self._cues[text] = tuple(sorted(self._meant(text, self._telling)))
        return self._cues[text]

    def _meant(self, text: str, names: frozenset[str]) -> Iterator[Hit]:
        """The hits of some classes without those that are part of a name."""
        found = list(self._search(text, names | self._names))
        titles = [hit for hit in found if hit.name in self._names]
        yield from (h for h in found if h.name not in self._names and not any(_named(h, title) for title in titles))

    def _search(self, text: str, names: frozenset[str]) -> Iterator[Hit]:
        searched = self._lexicon.searched(text)
        for name in searched.names:
            if name in names:
                yield from (Hit(start, end, name) for start, end in searched.hits(name))


def _named(hit: Hit, title: Hit) -> bool:
    """Whether a hit is part of a name in which it does not say what it says elsewhere."""
    inside = title.start <= hit.start and hit.end <= title.end
    return inside and (title.name != "names.act" or hit.name.startswith(_ACTS))


@cache
def load(code: str) -> Lexis | None:
    """The classes of a language; None where there is no file for it. Raises DataError on a faulty file."""
    file = DATA / "frames" / f"{code}.toml"
    return read(file.read_text(encoding="utf-8"), code) if file.is_file() else None


def read(source: str, code: str) -> Lexis:
    """A language from the text of its file. Raises DataError with the line."""
    try:
        tables = parsed(source, f"{code}.frames")
    except ValueError as error:  # of TOML
        raise DataError(f"{code}.toml: {error}") from error
    missing = [name for name in CLASSES if name not in tables]
    if missing:
        raise DataError(f"{code}.toml:1: the table [{missing[0]}] is missing", "compare the file with en.toml")
    return Lexis(code, dict(_flat(tables, "")))


def faults(lexis: Lexis) -> tuple[str, ...]:
    """What is wrong with the patterns of a language; for tests, since checking them all costs time."""
    words = ((name, word) for name, words in lexis.classes.items() for word in words)
    return tuple(f"{name}: {word!r} {wrong}" for name, word in words if (wrong := fault(word)))


def _flat(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in table.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, dict):
            yield from _flat(value, name)
        else:
            yield name, tuple(value)
