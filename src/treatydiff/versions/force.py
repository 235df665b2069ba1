"""Modal force of the versions of a sentence: finds a version that permits where the others oblige.

Languages show an obligation in ways of their own; English and Chinese mark every one, French, Spanish, Russian and
Arabic may leave it to the verb. All mark that somebody may do something. So words for "may" are counted, sentence by
sentence: where the others agree how many there are, a version that has fewer and a word for "shall" instead obliges
where they let, and one that has more where they oblige lets.

Idioms make such differences, too ("as may be", "is entitled to"). The draft itself says which: a word that often stands
where the other versions have none, and a difference that a version often shows, are its way of speaking and not told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from treatydiff.judging import lexis
from treatydiff.judging.wording import Force, Wording, load
from treatydiff.text.regexes import regex
from treatydiff.themes.patterns import Range, plain
from treatydiff.versions.passages import SharedPassage

_CONDITION = "slots.conditional.conditional"
_COMMA = regex("[,，]")
_MANY = 4
"""Other versions of which one may disagree with the rest."""
_IDIOM = 3
"""Words of an idiom; more are those of a gap in it."""
_TANGLED = 3
"""More words for "may" than these in one sentence of a version: too many to say which answers to which."""
_HABIT, _FEW = 0.15, 1
"""Of the sentences that could show a difference so many may before it is a habit, and so many always."""


@dataclass(frozen=True, slots=True)
class VersionForce:
    """What one version says in a sentence."""

    lets: tuple[str, ...]
    """The words for "may"."""
    obliges: tuple[str, ...]
    """The words for "shall"."""
    main: bool
    """Whether a word for "may" is the main verb's."""
    forbids: bool
    """Whether there is a prohibition."""

    @property
    def shown(self) -> str:
        return ", ".join((*self.lets, *self.obliges)) or "–"


Row = tuple[SharedPassage | None, ...]
Words = tuple[str, ...]
_Forces = Sequence[VersionForce | None]


def opposed(rows: Sequence[Row], languages: Sequence[str]) -> Iterator[tuple[int, Words]]:
    """The rows in which one version says the opposite of the others, and by version the words; empty where it has none.

    The rows are those of the whole draft: what is a habit can only be seen from all.
    """
    known = [load(code) for code in languages]
    said = [
        tuple(
            _force_of(each.text, code, each.whole) if each else None for each, code in zip(row, languages, strict=True)
        )
        for row in rows
    ]
    habits = _VersionHabits(said, known)
    for at, row in enumerate(said):
        if any(habits.told(row, place) for place in range(len(languages))):
            yield at, tuple(each.shown if each else "" for each in row)


class _VersionHabits:
    """Which differences the versions of a draft show often."""

    def __init__(self, rows: Sequence[_Forces], known: Sequence[Wording]) -> None:
        self._known = known
        self._shown: Counter[tuple[int, str]] = Counter()
        self._could: Counter[tuple[int, str]] = Counter()
        for row in rows:
            for place, each in enumerate(row):
                others = _others(row, place)
                if each is None or not others or _tangled(row):
                    continue
                for word in {*each.lets}:
                    self._could[place, word] += 1
                    self._shown[place, word] += self._lets(row, place)
                self._could[place, ""] += all(other.lets for other in others)
                self._shown[place, ""] += self._obliges(row, place)

    def told(self, row: _Forces, place: int) -> bool:
        """Whether a version says the opposite of the others, and not by habit."""
        each = row[place]
        if each is None or _tangled(row):
            return False
        if self._obliges(row, place):
            return self._rare(place, "")
        most = max(len(other.lets) for other in _others(row, place)) if _others(row, place) else 0
        return self._lets(row, place) and sum(self._sure(place, word) for word in each.lets) > most

    def _sure(self, place: int, word: str) -> bool:
        """Whether a word is a "may": a verb, or an idiom that answers to one elsewhere in the draft."""
        return self._rare(place, word) and (" " not in word or self._shown[place, word] < self._could[place, word])

    def _rare(self, place: int, word: str) -> bool:
        return self._shown[place, word] <= max(_FEW, _HABIT * self._could[place, word])

    def _obliges(self, row: _Forces, place: int) -> bool:
        """Whether a version lacks a "may" that the others have, and has a "shall" that they have not."""
        each, counts = row[place], sorted(len(other.lets) for other in _others(row, place))
        if each is None or not each.obliges or not counts:
            return False
        if len(each.lets) >= counts[len(counts) >= _MANY]:
            return False
        return not each.lets or len(each.obliges) > max(map(len, self._like(row, place)), default=0)

    def _lets(self, row: _Forces, place: int) -> bool:
        """Whether a version has a "may" more than any other, and a "shall" less than one that marks them all."""
        each, others = row[place], _others(row, place)
        most = max((len(other.lets) for other in others), default=0)
        if each is None or not others or len(each.lets) <= most or any(other.forbids for other in others):
            return False
        if self._known[place].unmarked is None:
            like = self._like(row, place)
            return len(each.obliges) < min(map(len, like)) if like else each.main and not (each.obliges or most)
        bound = [len(other.obliges) for other in others if other.obliges]
        return bool(bound) and (each.main or most > 0 or (len(bound) > 1 and max(bound) == 1))

    def _like(self, row: _Forces, place: int) -> list[Words]:
        """The words for "shall" of the other versions that mark obligations as this one does."""
        mark = self._known[place].unmarked
        return [
            other.obliges for at, other in enumerate(row) if other and at != place and self._known[at].unmarked is mark
        ]


def _tangled(row: _Forces) -> bool:
    return any(each and len(each.lets) > _TANGLED for each in row)


def _others(row: _Forces, place: int) -> list[VersionForce]:
    return [each for at, each in enumerate(row) if each and at != place]


@cache
def _force_of(raw: str, code: str, whole: bool) -> VersionForce:
    text, wording = plain(raw), load(code)
    lets, obliges = (list(_clear(text, wording, force)) for force in (Force.MAY, Force.SHALL))
    forbids = wording.levels[Force.FORBID].found(text)
    words = [tuple(_name(text[start:end]) for start, end in found) for found in (lets, obliges)]
    main = wording.unmarked is None or any(_is_main(text, at, wording) for at, _ in lets)
    return VersionForce(words[0], words[1], main and whole and bool(lets), forbids)


def _name(words: str) -> str:
    """A word or an idiom; of one with a gap the first word."""
    parts = words.split()
    return parts[0] if len(parts) > _IDIOM else words


def _clear(text: str, wording: Wording, force: Force) -> Iterator[Range]:
    """The words of a force that no prohibition or idiom holds, and that do not stand right behind one."""
    held = (wording.levels[Force.FORBID], wording.levels[Force.EXEMPT], wording.ignore)
    masks = [hit for pattern in held for hit in pattern.hits(text)]
    found, lets = wording.levels[force].hits(text), wording.lets.hits(text)
    if force is Force.MAY:
        bound = wording.levels[Force.SHALL].hits(text)
        found = tuple(hit for hit in lets if not any(a < hit[0] <= b + 1 for a, b in bound))
        masks += wording.lets_not.hits(text)
    else:
        found = tuple((a, b) for a, b in found if not any(c <= a and b <= d and b - a < d - c for c, d in lets))
    last = -2
    for start, end in found:
        if start > last + 1 and not any(a < end and start <= b + 1 for a, b in masks):
            yield start, end
        last = end


def _is_main(text: str, at: int, wording: Wording) -> bool:
    """Whether a word stands in the first clause of a sentence that begins with no condition."""
    lead, known = text[:at], lexis.load(wording.code)
    return not _COMMA.search(lead) and not known.words(_CONDITION, lead)
