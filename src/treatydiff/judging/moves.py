"""Search for words in the other draft: what still stands there has moved, and neither came nor went."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import cast

from treatydiff.judging.passages import OTHER, Passage
from treatydiff.judging.wording import plainly
from treatydiff.model import Draft, Op, Provision
from treatydiff.references.outline import outline
from treatydiff.text.languages import is_spaced
from treatydiff.text.lettering import WORD
from treatydiff.themes.patterns import Range

STEM = 5
"""Letters by which forms of one word are recognised."""


def draft_words(draft: Draft) -> DraftWords:
    """The words of a draft, the same value each time: the draft keeps it."""
    return cast(DraftWords, draft.derived.setdefault("words", DraftWords(draft)))


class DraftWords:
    """The words of each provision of a draft, in the form in which texts are compared; in Chinese its characters."""

    def __init__(self, draft: Draft) -> None:
        self._provisions = outline(draft).provisions

    def text(self, provision: Provision) -> Sequence[str]:
        """The words of its own text."""
        return _words_in(provision.text)

    def own(self, provision: Provision) -> Sequence[str]:
        """The words of its heading and its own text."""
        return (*_words_in(provision.heading), *_words_in(provision.text))

    def hold(self, stems: Iterable[str]) -> bool:
        """Whether a provision has words with all of some beginnings."""
        asked = frozenset(stems)
        texts = ((p, f"{plainly(p.heading)} {plainly(p.text)}") for p in self)
        likely = (provision for provision, text in texts if all(stem in text for stem in asked))
        return any(asked <= {word[:STEM] for word in self.own(provision)} for provision in likely)

    def __iter__(self) -> Iterator[Provision]:
        return iter(self._provisions.values())


@lru_cache(maxsize=8192)  # most texts stand in both drafts
def _words_in(text: str) -> Sequence[str]:
    return WORD.findall(plainly(text)) if text else ()


_CLAUSE = 6
"""So many edited words at least are looked for by themselves."""
_NEIGHBOURS = 3
"""With fewer, so many words on either side are looked for with them."""
_STANDS = 0.8
"""Such a share of the words in threes must stand elsewhere."""
_RUN = 4
"""Words in a row of a whole text that are looked for together."""
_SAME = 0.9
"""From such a share on a sentence stands elsewhere as it was, and nothing is to be said of it."""
_ENOUGH = ((0.4, 2), (0.2, 4))
"""Such a share, with so many threes one after the other, shows that a sentence stands elsewhere in other words."""
_COMMON = 3
"""Words in threes that a draft has more often are its formulas, and tell no sentence from another."""


class Moves:
    """What both drafts say, by words in a row."""

    def __init__(self, old: Draft, new: Draft) -> None:
        self._said = {Op.DELETE: _Grams(old), Op.INSERT: _Grams(new)}
        self._letters = 1 if is_spaced(new.language) else 2

    def moved(self, passage: Passage, op: Op, hit: Range) -> bool:
        """Whether the other draft says what came (``INSERT``) or went around a hit as often, all in one article.

        A clause that stands in five articles and goes from one of them is gone, though four still have it. What was
        kept of alternatives stood among them before: that is a choice, and no move.
        """
        if passage.change.choices:
            return False
        here, there = self._said[op], self._said[OTHER[op]]
        grams = _grams(_around(passage, op, hit))
        spare = len(grams) - _STANDS * len(grams)
        same = set[_Gram]()
        for gram in dict.fromkeys(grams):
            count = there.count(gram)
            if count and count >= here.count(gram):
                same.add(gram)
            elif (spare := spare - 1) < 0:  # to look for all the others takes most of the time
                return False
        return bool(grams) and len(same) >= _STANDS * len(grams) and there.together(same, grams)

    def says(self, op: Op, text: str) -> bool:
        """Whether the old draft (``DELETE``), or the new one, says most of a text, wherever."""
        grams = _grams(_words_in(text), _RUN)
        spare = len(grams) - _STANDS * len(grams)
        for gram in grams:
            if not self._said[op].count(gram) and (spare := spare - 1) < 0:
                return False
        return bool(grams)

    def whereabouts(self, op: Op, text: str) -> tuple[str, bool] | None:
        """The ``eid`` of the provision of the other draft that has a sentence that came (``INSERT``) or went, and
        whether it has it as it was, or in much the same words; None if nowhere.

        It must hold most of what only this sentence says, or a long run of it, in one article.
        """
        here, there = self._said[op], self._said[OTHER[op]]
        grams = _grams(_words_in(text))
        same = {gram for gram in grams if (count := there.count(gram)) and here.count(gram) <= min(count, _COMMON)}
        unit, held = there.most(same)
        run = _longest(grams, held)
        least = min((share for share, length in _ENOUGH if run >= length * self._letters), default=None)
        if least is None:  # to look for all the others takes most of the time
            return None
        telling = {gram for gram in grams if here.count(gram) <= _COMMON}
        share = len(held) / max(len(telling), 1)
        if share < least:
            return None
        return there.place(unit, held), share >= _SAME


_Gram = tuple[str, ...]


class _Grams:
    """How often three words in a row stand in a draft, and in which articles: counted for those that are asked for."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._known: dict[_Gram, list[int]] = {}

    @cached_property
    def _texts(self) -> tuple[list[str], list[int], list[tuple[str, str]]]:
        """The words of all provisions with a gap after each text, where each text begins, its article and itself."""
        units, words, all_said = outline(self._draft).unit, list[str](), draft_words(self._draft)
        starts, homes = list[int](), list[tuple[str, str]]()
        for provision in all_said:
            starts.append(len(words))
            homes.append((units[provision.eid].eid, provision.eid))
            words += all_said.text(provision)
            words += [""] * (_RUN - 1)
        return words, starts, homes

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """Where each two words stand side by side."""
        found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, pair in enumerate(pairwise(self._texts[0])):
            found[pair].append(place)
        return found

    def count(self, gram: _Gram) -> int:
        """How often."""
        return len(self._found(gram))

    def together(self, same: set[_Gram], grams: list[_Gram]) -> bool:
        """Whether one article has most of them."""
        units = Counter(unit for gram in same for unit in self._units(gram))
        return any(count >= _STANDS * len(set(grams)) for _, count in units.most_common(1))

    def most(self, grams: set[_Gram]) -> tuple[str, set[_Gram]]:
        """The article that has most of some, and those that it has."""
        units = Counter(unit for gram in grams for unit in self._units(gram))
        unit = min(units, key=lambda each: (-units[each], each), default="")
        return unit, {gram for gram in grams if unit in self._units(gram)}

    def place(self, unit: str, grams: set[_Gram]) -> str:
        """The provision of an article that has most of some."""
        places = (home for gram in grams for home in self._homes(gram))
        inside = Counter(eid for home, eid in places if home == unit)
        return min(inside, key=lambda each: (-inside[each], each))

    def _units(self, gram: _Gram) -> frozenset[str]:
        """The articles that have it."""
        return frozenset(unit for unit, _ in self._homes(gram))

    def _homes(self, gram: _Gram) -> Iterator[tuple[str, str]]:
        """The article and the provision of each place where it stands."""
        _, starts, homes = self._texts
        return (homes[bisect_right(starts, place) - 1] for place in self._found(gram))

    def _found(self, gram: _Gram) -> list[int]:
        """Where it begins."""
        if gram not in self._known:
            said, words = self._texts[0], [*gram]
            pairs = [self._places.get(pair, ()) for pair in pairwise(gram)]
            rarest = min(pairs, key=len)
            before = pairs.index(rarest)
            # the gaps behind each text are no words: no gram reaches over them, or before the first
            starts = (place - before for place in rarest)
            self._known[gram] = [at for at in starts if said[at : at + len(words)] == words]
        return self._known[gram]


def _longest(grams: Sequence[_Gram], held: set[_Gram]) -> int:
    """How many of some stand one after the other at most."""
    longest = run = 0
    for gram in grams:
        run = run + 1 if gram in held else 0
        longest = max(longest, run)
    return longest


def _grams(words: Sequence[str], size: int = 3) -> list[_Gram]:
    return list(zip(*(words[start:] for start in range(size)), strict=False))


def _around(passage: Passage, op: Op, hit: Range) -> list[str]:
    """The words to look for: the edited ones of the sentence around a hit; if few, the hit and its neighbours."""
    side = passage.side(op)
    start, end = side.around(hit[0]) or hit
    edit = next((edit for edit in side.edited if edit[0] < hit[1] and hit[0] < edit[1]), hit)
    edited = WORD.findall(side.text[max(start, edit[0]) : min(end, edit[1])])
    if len(edited) >= _CLAUSE:
        return edited
    before, after = WORD.findall(side.text[start : hit[0]]), WORD.findall(side.text[hit[1] : end])
    return [*before[-_NEIGHBOURS:], *WORD.findall(side.text[hit[0] : hit[1]]), *after[:_NEIGHBOURS]]
