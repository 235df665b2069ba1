"""Which of two words that took each other's place says more: lexical entailment (MacCartney and Manning 2009).

``data/degrees/<code>.txt`` puts words and phrases on two scales from 1 to 9. *Strength* is how much is done, given,
asked or certain: "review" is less than "revoke", "relevant" less than "indispensable". *Breadth* is who or what is
covered: "spouse" is less than "relative", "imminent" less than "possible".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from treatydiff.judging import wording
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.wording import bare, stem
from treatydiff.text import lettering
from treatydiff.text.languages import is_spaced
from treatydiff.text.lettering import WORD
from treatydiff.text.tables import DATA, Tables, made_by, worked_out
from treatydiff.themes.patterns import Range, plain

STRENGTH, BREADTH = SCALES = "strength", "breadth"
_FORM = "phrases words "
"""How the tables are written down."""
_FEW = 1
"""Other words of content on a side up to which one thing just took the place of another."""
_LEAST = 2.0
"""Steps between two words from which on one says more: two raters differ by one."""


class Degree(NamedTuple):
    """Words that took the place of others on the same scale."""

    scale: str
    steps: float
    """How much higher those stand that came; negative where they stand lower."""
    places: tuple[Range, Range]
    """Where they stand, in the old and the new text."""


class _Rated(NamedTuple):
    scale: str
    height: float
    at: Range


def degrees(passage: Passage) -> Iterator[Degree]:
    """Every exchange of words that stand on one scale; of one place one."""
    scales = _scales(passage.lexis.code)
    for edits in exchanged(passage) if scales else ():
        sides = tuple(zip(passage.sides, edits, strict=True))
        held = [{stem(word) for word in WORD.findall(side.text[slice(*at)])} for side, at in sides]
        gone, come = (
            [each for each in _rated(side, at, scales) if stem(side.text[slice(*each.at)]) not in held[0] & held[1]]
            for side, at in sides
        )
        pairs = filter(None, (_highest(gone, come, scale) for scale in SCALES))
        was, now = next(pairs, (None, None))
        if was and now and not _else(passage.old, was) and not _else(passage.new, now):
            yield Degree(now.scale, now.height - was.height, (was.at, now.at))


def _highest(gone: Iterable[_Rated], come: Iterable[_Rated], scale: str) -> tuple[_Rated, _Rated] | None:
    """What stands highest on a scale on either side, where one stands higher."""
    was, now = (max((each for each in side if each.scale == scale), default=None) for side in (gone, come))
    return (was, now) if was and now and abs(now.height - was.height) >= _LEAST else None


def _rated(side: Side, edit: Range, scales: _Scales) -> Iterator[_Rated]:
    """The rated words that meet an edit, each without those that are part of longer ones."""
    start, end = side.around(edit[0]) or edit
    words = [(found[0], *found.span()) for found in WORD.on(side.text).finditer(side.text, start, end)]
    stems = [stem(word) for word, _, _ in words]
    last = 0
    for at, (word, begin, _) in enumerate(words):
        phrases = (each for each in scales["phrases"].get(stems[at], ()) if stems[at : at + len(each[0])] == each[0])
        if found := next(phrases, None) or _form(word, scales["words"].get(stems[at], ())):
            stop = words[at + len(found[0]) - 1][2]
            if begin < edit[1] and edit[0] < stop and stop > last:
                last = stop
                yield _Rated(found[1], found[2], (begin, stop))


def _form(word: str, rated: Sequence[_Entry]) -> _Entry | None:
    """The rated word of which a word is a form: the same but for an ending."""
    told = bare(word)
    alike = [(_alike(told, form), each) for each in rated for form in each[0]]
    near = [pair for pair in alike if pair[0] >= -_ENDING]
    return max(near)[1] if near else None


def _alike(word: str, other: str) -> int:
    """How many letters of the longer of two words are of its ending alone, less than nothing."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return same - max(len(word), len(other))


_ENDING = 2
"""Letters of an ending at most."""


def _else(side: Side, rated: _Rated) -> bool:
    """Whether the edits of its sentence hold much beside words that are rated."""
    (first, last), (start, end) = rated.at, side.around(rated.at[0]) or rated.at
    edits = side.edits_within(start, end)
    rest = " ".join(side.text[a : min(b, first)] + " " + side.text[max(a, last) : b] for a, b in edits)
    few = _FEW * (1 if is_spaced(side.lexis.code) else 2)
    return sum(word not in side.wording.small for word in WORD.findall(rest)) > few


_Entry = tuple[Sequence[str], str, float]
"""A word, or the stems of a phrase; its scale and how high it stands."""
_Scales = Mapping[str, Mapping[str, Sequence[_Entry]]]
"""``words`` by their stems, ``phrases`` by the stem of their first word, the longest first."""


@cache
def _scales(code: str) -> _Scales:
    """What is rated in a language; empty for one without a file."""
    path = DATA / "degrees" / f"{code}.txt"
    if not path.exists():
        return {}
    made, source = made_by(wording, lettering), path.read_text(encoding="utf-8")
    return worked_out(f"{_FORM}{made}\n{source}", f"{code}.degrees", _read) if made else _read(source)


def _read(source: str) -> Tables:
    """Lines of a scale and a height, a colon, and what is rated so, with commas between."""
    phrases: defaultdict[str, list[_Entry]] = defaultdict(list)
    single: defaultdict[str, list[_Entry]] = defaultdict(list)
    for line in source.splitlines():
        head, colon, said = line.partition(": ")
        scale, _, height = head.partition(" ")
        for phrase in said.split(", ") if scale in SCALES and colon else ():
            words = WORD.findall(plain(phrase))
            if len(words) > 1:
                phrases[stem(words[0])].append((list(map(stem, words)), scale, float(height)))
            elif words:
                single[stem(words[0])].append(([bare(words[0])], scale, float(height)))
    for found in phrases.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return {"phrases": phrases, "words": single}


def exchanged(passage: Passage) -> Iterator[tuple[Range, Range]]:
    """The edits of the old side each with the one of the new side that took its place."""
    for old in passage.old.edited:
        end = passage.old.spot(*old)[1]
        new = next((each for each in passage.new.edited if 0 <= passage.new.marked(each[0]) - end <= 1), None)
        if new:
            yield old, new
