"""A convention as the benchmark sees it: units that keep their identity whatever number they are printed with."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field


@dataclass(eq=False)
class Unit:
    """An article, paragraph or subparagraph. An article with a single paragraph holds its words itself."""

    uid: str
    kind: str
    """``article``, ``para`` or ``sub``."""
    text: str = ""
    """Own words; ``{uid}`` is a cross-reference, printed as the number of that article."""
    heading: str = ""
    children: list[Unit] = field(default_factory=list)
    origins: tuple[str, ...] = ()
    """In the new draft: the old units it answers to; empty where it was inserted."""
    moved: bool = False
    """In the new draft: whether it was put somewhere else."""
    fixed: bool = False
    """In the new draft: its words stay as they are."""

    def walk(self) -> Iterator[Unit]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Chapter:
    """Articles under a heading; the number is the place."""

    heading: str
    articles: list[Unit]


@dataclass
class Convention:
    """One draft."""

    language: str
    chapters: list[Chapter]
    successors: dict[str, str] = field(default_factory=dict)
    """Article that is gone → the article that a cross-reference to it now names."""

    def articles(self) -> list[Unit]:
        return [article for chapter in self.chapters for article in chapter.articles]

    def walk(self) -> Iterator[Unit]:
        for article in self.articles():
            yield from article.walk()

    def chapter_of(self, article: Unit) -> Chapter:
        return next(chapter for chapter in self.chapters if any(a is article for a in chapter.articles))

    def ordinals(self) -> dict[str, int]:
        """The number of each article, those that are gone under their successor's."""
        found = {article.uid: index for index, article in enumerate(self.articles(), 1)}
        for gone in self.successors:
            uid = gone
            while uid in self.successors and uid not in found:
                uid = self.successors[uid]
            found.setdefault(gone, found[uid])
        return found

    def successor(self) -> Convention:
        """A copy in which every unit answers to itself: the new draft before anything is changed."""
        copy = deepcopy(self)
        for unit in copy.walk():
            unit.origins = (unit.uid,)
        return copy


def edges(new: Convention) -> set[tuple[str, str]]:
    """Which old unit answers to which new unit."""
    return {(origin, unit.uid) for unit in new.walk() for origin in unit.origins}
