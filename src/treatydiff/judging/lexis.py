"""The lexicon of clauses: closed classes of words of a language (``data/frames/<code>.toml``), and their hits."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from treatydiff.errors import DataError
from treatydiff.judging.signs import TABLES
from treatydiff.text.languages import source_of
from treatydiff.text.tables import DATA, entries, parsed
from treatydiff.themes import load_themes
from treatydiff.themes.lexicon import Lexicon, SearchedSentence
from treatydiff.themes.patterns import Range, fault, pattern, reaching

CLASSES = (
    *("roles", "agents", "force", "sentence", "actions", "dealings", "slots", "numbers"),
    *("subject", "disapply", "scope", "hinges", "gone", "junctions", "polarity", "same", "names", *TABLES),
)
"""The tables that every language has; docs/judging.md says what each holds."""
TELLING = ("roles", "agents", "force", "sentence", "actions")
"""Those by which the role of a clause is told,"""
UNAUTHORIZED = "slots.relax.unauthorized"
"""and the one slot by which it is."""
BY = ("scope.by", "scope.before")
"""Behind these it is said who decides, or before whom something comes."""
FORBIDS = "force.mustnot"
BARS = "scope.bars"
"""Prohibits: as a word that binds, or as what is to be done."""
ADDRESSED = "sentence.addressed"
"""Behind these it is said who is bound."""
BESIDE = 3
"""Characters between a word and the one that follows it."""
LIFTS = "scope.lifts"
_LEAVE, _RELEASES = (UNAUTHORIZED, "slots.denied.protection"), (LIFTS, "force.neednot", "slots.lacking.without")
_LEFT_OUT = (LIFTS, "roles.power.strong")
"""What its words look like."""
_HOLDERS = {f"agents.{name}" for name in ("court", "prosecutor", "executive", "police", "authority")}
"""Those whom an authorization keeps back."""
_CONSENTED = "actions.protect"
"""To ask for consent is no act that needs leave."""
_UNASKED = ("slots.leave.unasked", "roles.right.strong")
"""What leave that need not be asked for is where people do what they do of right."""
DEPARTS = (LIFTS, "scope.despite")
"""Those of words that take another rule away, or set it aside for a case."""
_TITLES, _TITLED, _BEGUN = "names", "names.", ("names.modal", "names.number")
_APART = ("subject", "junctions", "polarity", "same", _TITLES, *TABLES)
"""Those that are no slots of a clause."""
_GRAMMAR = ("polarity.", "force.", "same.nothing")
"""Those that say yes or no, may or must, or nothing by themselves."""
_UNSAID = {
    "names.act": ("actions.", "slots.", "numbers.", "dealings.checks"),
    "names.modal": ("force.", "sentence."),
    "names.number": ("",),
    "names.people": ("roles.",),
    "names.thing": ("roles.definition",),
}
"""What words that are part of a name do not tell; of a place, or in a bow to one's own law, they tell nothing."""


_WORDING = ("levels", "ignore", "limits", "hedges", "units", "half", "single", "dual", "ages")
_FORCES = {
    "levels.shall": "force.must",
    "levels.may": "force.may",
    "levels.forbid": "force.mustnot",
    "levels.exempt": "force.neednot",
}
"""The forces that clauses are read by, under their names in ``frames/<code>.toml``."""

_SENTENCES, _TEXTS = 8192, 512
"""So many are remembered with what was found in them."""


class Hit(NamedTuple):
    """A stretch of text that belongs to a class of words."""

    start: int
    end: int
    name: str
    """The path of the class: ``agents.court``, ``slots.condition.only``, ``roles.power.strong``."""

    @property
    def path(self) -> tuple[str, ...]:
        return _PATHS[self.name]

    def apart(self, start: int, end: int) -> int:
        """Characters between it and a range of its text; none or less where they meet."""
        return max(start - self.end, self.start - end)


class _Paths(dict[str, tuple[str, ...]]):
    """By name; asked for more often than anything else."""

    def __missing__(self, name: str) -> tuple[str, ...]:
        self[name] = tuple(name.split("."))
        return self[name]


_PATHS = _Paths()


Hits = tuple[Hit, ...]
_NO_RUNG, _END = {"near", "aside", "denied", "good", "bad"}, 2
"""What is no rung of words and their opposites, and where in the path of its class a word says which it is."""


@dataclass(frozen=True, slots=True, eq=False)
class HitSieve:
    """Which classes of words are looked for in a sentence, and which of their hits count, from left to right."""

    names: frozenset[str]
    kept: Callable[[list[Hit]], Iterable[Hit]]


class Lexis:
    """One language's classes of words. Remembers what it found, since most sentences stand in both drafts."""

    def __init__(self, code: str, classes: Mapping[str, tuple[str, ...]]) -> None:
        self.code = code
        self.classes = classes
        tables = {name: name.partition(".")[0] for name in classes}
        self._read = HitSieve(frozenset(n for n in classes if tables[n] not in _APART or tables[n] == _TITLES), _meant)
        telling = (*TELLING, _TITLES)
        self._telling = HitSieve(frozenset(n for n in classes if tables[n] in telling or n == UNAUTHORIZED), _meant)
        self._polarity = HitSieve(frozenset(n for n in classes if tables[n] == "polarity"), sorted)
        self._same = HitSieve(frozenset(n for n in classes if tables[n] == "same"), _longest)
        self._in_text = lru_cache(maxsize=_TEXTS)(self._found)
        self._turning = lru_cache(maxsize=_TEXTS)(self._turned)
        self._in_sentence = lru_cache(maxsize=_SENTENCES)(self._sifted)
        self._grammar = HitSieve(frozenset(n for n in classes if n.startswith(_GRAMMAR)), sorted)
        self._opposites = HitSieve(frozenset(n for n in classes if n.startswith(TABLES)), sorted)

    @cached_property
    def wording(self) -> Mapping[str, tuple[str, ...]]:
        """The words of ``wording.toml`` that are looked up with all others, by table and key.

        Those by which a clause binds have the ones of the frames with them.
        """
        tables = parsed(source_of(self.code, "wording"), f"{self.code}.wording")
        found = {f"{name}.{key}": words for name in _WORDING for key, words in tables.get(name, {}).items()}
        return {name: (*words, *self.classes.get(_FORCES.get(name, ""), ())) for name, words in found.items()}

    @cached_property
    def lexicon(self) -> Lexicon:
        """All that is looked up in a text of the language, at once: the terms of the built-in themes, too."""
        terms = (term for theme in load_themes(language=self.code) for term in theme.terms)
        themes = {term.name: term.words.get(self.code, ()) for term in terms}
        return Lexicon({**self.classes, **self.wording, **themes}, self.code, "words")

    def hits(self, text: str) -> Hits:
        """The hits of all classes of slots in a plain text, from left to right; in one none overlap."""
        return self._in_text(text, self._read)

    def same(self, text: str) -> Hits:
        """What a plain text says in words for which others may stand, by the name of what they all say.

        Of hits that overlap the first, or longer, counts.
        """
        return self._in_text(text, self._same)

    def turns(self, text: str, start: int = 0, end: int | None = None) -> int:
        """How often a plain text, or a stretch of it, turns a statement round: by not, without, unless, each alone."""
        places = self.turning(text)
        return bisect_left(places, len(text) if end is None else end) - bisect_left(places, start)

    def turning(self, text: str) -> tuple[int, ...]:
        """Where it does, from left to right."""
        return self._turning(text)

    def _turned(self, text: str) -> tuple[int, ...]:
        hits = self._in_text(text, self._polarity)
        others = [hit for hit in hits if hit.name != "polarity.turns"]
        aside = sorted((hit.start - (hit.name == "polarity.none"), hit.end) for hit in others)
        reached = [*accumulate((end for _, end in aside), max)]
        turns = (hit.start for hit in hits if hit.name == "polarity.turns")
        before = ((place, bisect_left(aside, (place, 0))) for place in turns)
        return tuple(sorted(place for place, at in before if not at or reached[at - 1] <= place))

    def opposites(self, text: str) -> Hits:
        """The words of a plain text that have an opposite, and the statements that a "not" would turn round."""
        return self._in_text(text, self._opposites)

    def contrary(self, one: str, other: str) -> bool:
        """Whether a plain text holds a word of which the other holds the opposite."""
        hits = [{hit.path[1:] for hit in self.opposites(text) if len(hit.path) > _END} for text in (one, other)]
        old, new = ({path for path in paths if path[1] not in _NO_RUNG} for paths in hits)
        return any(gone[0] == come[0] and gone != come for gone in old for come in new)

    def grammar(self, text: str) -> Hits:
        """The words of a plain text that say yes or no, may or must, or nothing by themselves."""
        return self._in_text(text, self._grammar)

    def may_hold(self, text: str) -> frozenset[str]:
        """The classes that a plain text has the words for; of the others it surely holds none."""
        return self.lexicon.may_hold(text)

    def holds(self, name: str, text: str) -> bool:
        """Whether a plain text holds words of one class: in a long text the first is found sooner than all."""
        return pattern(self.classes[name], self.code).found(text)

    def words(self, name: str, text: str) -> tuple[str, ...]:
        """The words of one class that a plain text holds, as often as it does."""
        return tuple(text[start:end] for start, end in pattern(self.classes[name], self.code).hits(text))

    def cues(self, text: str) -> Hits:
        """The hits by which a role is told: for text that only stands around a change."""
        return self._in_text(text, self._telling)

    def _found(self, text: str, sieve: HitSieve) -> Hits:
        found: list[Hit] = []
        for start, sentence in self.lexicon.searched(text).sentences:
            hits = self._in_sentence(sentence, sieve)
            found += (Hit(start + first, start + last, name) for first, last, name in hits) if start else hits
        return tuple(found)

    def _sifted(self, sentence: SearchedSentence, sieve: HitSieve) -> Hits:
        asked = (name for name in sentence.names if name in sieve.names)
        return tuple(sieve.kept([Hit(start, end, name) for name in asked for start, end in sentence.hits(name)]))


def beside(force: Hit, hits: Iterable[Hit]) -> bool:
    """Whether one of some words stands right behind a word that binds, or is part of it: "shall be"."""
    return any(hit.start - BESIDE <= force.end <= hit.end for hit in hits)


def meets(hit: Hit, others: Iterable[Hit]) -> bool:
    """Whether words overlap one of some others."""
    return any(other.start < hit.end and hit.start < other.end for other in others)


def addressed(force: Hit, agents: Sequence[Hit], words: Iterable[Hit]) -> Hit | None:
    """Whom a word binds where that is said behind it: "يجوز للشرطة", "il incombe à l'autorité"; else None."""
    ends = (
        word.end for word in words if word.name == ADDRESSED and word.start <= force.end and force.start <= word.end
    )
    last = max(ends, default=None)
    if last is None:
        return None
    return next((agent for agent in agents if force.end <= agent.start <= last + _NAMED_AT_ONCE), None)


_NAMED_AT_ONCE = 8
"""Characters behind words behind which it is said who is bound within which that begins."""


def by_name(hits: Iterable[Hit]) -> Mapping[str, Sequence[Range]]:
    """Where the hits of each class stand, from left to right; those of one class never overlap."""
    found: defaultdict[str, list[Range]] = defaultdict(list)
    for hit in hits:
        found[hit.name].append((hit.start, hit.end))
    return found


def _meant(found: list[Hit]) -> list[Hit]:
    """Hits without those that are part of a name."""
    titles = by_name(hit for hit in found if hit.name.startswith(_TITLED))
    if titles:
        found = [hit for hit in found if not hit.name.startswith(_TITLED) and not _named(hit, titles)]
    return _unasked(_bound_once(sorted(found)))


def _bound_once(hits: list[Hit]) -> list[Hit]:
    """Hits of a sentence; what lets whoever is named act is no second leave: "لا يجوز للوزير أن"."""
    lets = [hit for hit in hits if hit.name == "force.may"]
    if not lets:
        return hits
    ends = {hit.end for hit in hits if hit.name.startswith("force.")}
    agents = [hit for hit in hits if hit.path[0] == "agents"]
    again = {hit for hit in lets if not ends.isdisjoint((hit.start, hit.start - 1)) and meets(hit, agents)}
    return [hit for hit in hits if hit not in again] if again else hits


def _unasked(hits: list[Hit]) -> list[Hit]:
    """Hits of a sentence; what people do of right needs no leave: "may meet without leave"."""
    released = [hit for hit in hits if hit.name in _RELEASES]
    leave = [hit for hit in hits if hit.name in _LEAVE and meets(hit, released)]
    freed = [hit for hit in leave if _done_of_right(hit, hits)] if leave else []
    if not freed:
        return hits
    kept = [hit for hit in hits if hit not in freed and not (hit.name in _LEFT_OUT and meets(hit, freed))]
    return sorted([*kept, *(hit._replace(name=name) for hit in freed for name in _UNASKED)])


def _done_of_right(leave: Hit, hits: Iterable[Hit]) -> bool:
    """Whether what needs no leave is what people do of right: the acts in its words, the last before, or the next."""
    acts = [hit for hit in hits if hit.path[0] == "actions" and hit.name != _CONSENTED]
    held = [act for act in acts if leave.start <= act.start < leave.end]
    before = [act for act in acts if act.start < leave.start]
    asked = held or [*before[-1:], *acts[:1]][:1]
    first = min((act.start for act in asked), default=leave.start)
    named = max((hit for hit in hits if hit.path[0] == "agents" and hit.start < first), default=None)
    if named and named.name in _HOLDERS:
        return False
    return bool(asked) and all(act.name == "actions.recourse" for act in asked)


def _longest(found: list[Hit]) -> Iterator[Hit]:
    """Of hits that overlap the first, or longer."""
    furthest = 0
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end, hit.name)):
        if hit.start >= furthest:
            furthest = hit.end
            yield hit


def _named(hit: Hit, titles: Mapping[str, Sequence[Range]]) -> bool:
    """Whether a hit is part of a name in which it does not say what it says elsewhere."""
    for name, places in titles.items():
        if hit.name.startswith(_UNSAID.get(name, "")):
            held = reaching(places, hit.start, hit.start + 1)
            if any(hit.end <= end or name in _BEGUN for _, end in held):
                return True
    return False


@cache
def load(code: str) -> Lexis:
    """The classes of a language. Raises DataError on a faulty file."""
    return read((DATA / "frames" / f"{code}.toml").read_text(encoding="utf-8"), code)


def read(source: str, code: str) -> Lexis:
    """A language from the text of its file. Raises DataError with the line."""
    try:
        tables = parsed(source, f"{code}.frames")
    except ValueError as error:  # of TOML
        raise DataError(f"{code}.toml: {error}") from error
    missing = [name for name in CLASSES if name not in tables]
    if missing:
        raise DataError(f"{code}.toml:1: the table [{missing[0]}] is missing", "compare the file with en.toml")
    return Lexis(code, {name: tuple(words) for name, words in entries(tables)})


def faults(lexis: Lexis) -> tuple[str, ...]:
    """What is wrong with the patterns of a language; for tests, since checking them all costs time."""
    words = ((name, word) for name, words in lexis.classes.items() for word in words)
    return tuple(f"{name}: {word!r} {wrong}" for name, word in words if (wrong := fault(word)))
