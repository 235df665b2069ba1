"""References to the part, chapter or section around a provision: "the powers set out in this chapter".

Such words mean another thing in another chapter, though nobody touched them: when their provision moves, and when
articles come under, or leave, the heading that it stands under.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from treatydiff.model import Draft, Level, Link, Notice, Provision
from treatydiff.references.outline import Outline, outline
from treatydiff.references.places import small, title, where
from treatydiff.text.languages import Language, load
from treatydiff.text.lettering import AnyCase


class _Phrases(NamedTuple):
    """``this chapter`` and its like in one language."""

    of: tuple[tuple[Level, AnyCase], ...]
    """Those of each level."""
    all: AnyCase


@lru_cache(maxsize=16)
def _phrases(code: str) -> _Phrases:
    language = load(code)
    words = language.references
    kinds = ((Level.PART, words.part), (Level.CHAPTER, words.chapter), (Level.SECTION, words.section))
    each = tuple((level, _phrase(language, nouns)) for level, nouns in kinds if nouns)
    return _Phrases(each, _phrase(language, (*words.part, *words.chapter, *words.section)))


def _phrase(language: Language, nouns: tuple[str, ...]) -> AnyCase:
    """``this chapter``, in every form of both words; where words are not parted, 本章."""
    blank, edge = (r"\s{1,9}", r"\b") if language.spaced else (r"\s{0,3}", "")
    own = {phrase.split()[-1].lower() for phrase in language.references.own}
    bare = {re.sub(r"第?\{n\}", "", noun).lower() for noun in nouns}
    one, two = ("|".join(sorted(map(re.escape, each), key=len, reverse=True)) for each in (own, bare))
    return AnyCase(rf"{edge}(?:{one}){blank}(?:{two}){edge}")


def named(text: str, language: str) -> dict[Level, str]:
    """Which containers a text names by "this", each with the words that do."""
    phrases = _phrases(language)
    if phrases.all.search(text) is None:
        return {}
    found = ((level, phrase.search(text)) for level, phrase in phrases.of)
    return {level: text[match.start() : match.end()] for level, match in found if match}


_NAMED = 8
"""So many articles are named of those that came or left."""


class ContainerChange(NamedTuple):
    """What became of "this chapter" in one provision."""

    says: str
    """``still says this chapter, which was chapter II and is now chapter III``."""
    alone: bool
    """Whether nothing else in the drafts shows it: no article is told as moved into its reach, or out of it."""


class _Coverage(NamedTuple):
    """What two containers take in, by the links of the articles."""

    both: set[int]
    left: tuple[int, ...]
    """In the old one alone, and elsewhere in the new draft."""
    come: tuple[int, ...]
    """In the new one alone, and elsewhere in the old draft."""
    moved: frozenset[int]
    told: tuple[str, bool]
    """What an article says of it that is not among them."""


class Surroundings:
    """What "this chapter" takes in, in each of two drafts.

    ``link_of`` gives the index of the link in which a provision of the old (0) or the new (1) draft stands.
    """

    def __init__(self, drafts: tuple[Draft, Draft], links: tuple[Link, ...], link_of: Callable[[Provision, int], int]):
        self._links = links
        self._link_of = link_of
        self._outlines = outline(drafts[0]), outline(drafts[1])
        self._compared: dict[tuple[str, str], _Coverage] = {}

    def changed(self, link: Link) -> Iterator[tuple[Provision, ContainerChange]]:
        """The provisions of the new draft that still say "this chapter" where that has become something else."""
        for new in link.new if link.old else ():
            before = named(link.old[0].text, self._outlines[0].language)
            after = named(new.text, self._outlines[1].language) if before else {}
            for level in before.keys() & after.keys():
                became, alone = self._became(link.old[0], new, level)
                if became:
                    yield new, ContainerChange(f"still says {after[level]}, {became}", alone)

    def notices(self) -> Iterator[Notice]:
        """A line for all provisions of which the same is to be said."""
        told: dict[str, list[Provision]] = {}
        for link in self._links:
            for new, around in self.changed(link):
                told.setdefault(around.says, []).append(new)
        for says, (first, *others) in told.items():
            more = f"{len(others)} more provisions" if len(others) > 1 else "".join(map(where, others))
            too = f"; so do{'es' * (len(others) == 1)} {more}" if others else ""
            yield Notice(f"{where(first)} {says}{too}", first.origin.page)

    def _became(self, old: Provision, new: Provision, level: Level) -> tuple[str, bool]:
        was, now = self._holder(old, 0, level), self._holder(new, 1, level)
        if was is None:
            return "", False
        if now is None:
            return f"which was {_called(was, self._outlines[0])}, and stands in none", True
        own = {self._own(old, 0), self._own(new, 1)}
        reach = self._compare(was, now)
        if self._link_of(was, 0) != self._link_of(now, 1) and reach.both <= own:
            names = _called(was, self._outlines[0]), _called(now, self._outlines[1])
            return f"which was {names[0]} and is now {names[1]}", True
        return reach.told if own.isdisjoint(reach.moved) else self._told(reach.left, reach.come, own)

    def _told(self, left: Iterable[int], come: Iterable[int], own: Collection[int] = ()) -> tuple[str, bool]:
        """What came into reach or left it, in words, and whether nothing else shows it."""
        gone, new = ([self._links[n] for n in found if n not in own] for found in (left, come))
        said = (("no longer includes what is now", gone, 1), ("now includes what was", new, 0))
        became = " and ".join(f"which {what} {_names(found, side)}" for what, found, side in said if found)
        return became, not any(link.moved for link in (*gone, *new))

    def _holder(self, provision: Provision, side: int, level: Level) -> Provision | None:
        return self._outlines[side].nearest(provision, frozenset({level}))

    def _own(self, provision: Provision, side: int) -> int:
        """The link of the article that says it, which its words need not take in."""
        return self._link_of(self._outlines[side].article.get(provision.eid, provision), side)

    def _compare(self, was: Provision, now: Provision) -> _Coverage:
        """What two containers take in of what both drafts have: asked by every article in them."""
        key = was.eid, now.eid
        if key not in self._compared:
            before, after = self._reach(was, 0), self._reach(now, 1)
            left, come = (self._whole(before - after, (was, now), 0), self._whole(after - before, (was, now), 1))
            moved = frozenset((*left, *come))
            self._compared[key] = _Coverage(before & after, left, come, moved, self._told(left, come))
        return self._compared[key]

    def _reach(self, holder: Provision, side: int) -> set[int]:
        """The links of the articles in a container."""
        return {self._link_of(article, side) for article in holder.walk() if _is_article(article)}

    def _whole(self, found: set[int], holders: tuple[Provision, Provision], side: int) -> tuple[int, ...]:
        """Those of these links whose articles all stand in one draft's container, and none in that of the other."""
        inside, other = ({p.eid for p in holder.walk()} for holder in (holders[side], holders[1 - side]))
        whole = []
        for n in sorted(found):
            here, there = ([p.eid for p in part if _is_article(p)] for part in _sides(self._links[n], side))
            if there and inside.issuperset(here) and other.isdisjoint(there):
                whole.append(n)
        return tuple(whole)


def _sides(link: Link, first: int) -> tuple[tuple[Provision, ...], tuple[Provision, ...]]:
    return (link.new, link.old) if first else (link.old, link.new)


def _names(links: list[Link], side: int) -> str:
    names = [p.unit for link in links for p in _sides(link, side)[0] if _is_article(p)]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _is_article(provision: Provision) -> bool:
    return provision.level is Level.ARTICLE and not provision.tombstone


def _called(holder: Provision, tree: Outline) -> str:
    """``chapter IV``; with what it stands in, ``section 2 of part XI``."""
    names = (title(each) for each in (holder, next(tree.above(holder), None)) if each)
    return " of ".join(map(small, names))
