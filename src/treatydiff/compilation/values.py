"""Values of a compilation: the base's paragraphs in hunks, each with the wordings proposed for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from treatydiff.model import Block, Draft
from treatydiff.report import Report


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who proposes, and what."""

    name: str
    report: Report
    """The proposal compared with the base."""
    paragraphs: tuple[str, ...] = ()
    """What it proposes, a paragraph each, with the numbers of the base: what the compilation must give back."""
    renumbered: tuple[tuple[str, str], ...] = ()
    """The numbers it printed and those that stand in the compilation instead, in reading order."""

    @property
    def draft(self) -> Draft:
        """The proposal as it was read."""
        return self.report.new


@dataclass(frozen=True, slots=True)
class Alternative:
    """What some delegations want to stand in a place; without words they want it deleted."""

    words: str
    names: tuple[str, ...]
    """In the order in which the proposals were given."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words of the base, and what is wanted instead. Without alternatives everybody keeps them.

    No delegation stands in two alternatives of one hunk; whoever stands in none keeps the base's words.
    """

    base: str
    alternatives: tuple[Alternative, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether delegations want different things here."""
        return len(self.alternatives) > 1

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who wants something else than the base."""
        return tuple(name for each in self.alternatives for name in each.names)


@dataclass(frozen=True, slots=True)
class BaseParagraph:
    """A paragraph of the base."""

    block: int
    """Index into the blocks of the base."""
    hunks: tuple[Hunk, ...]
    """Together their base words are the paragraph."""
    gone: tuple[str, ...] = ()
    """Who wants it deleted as a whole; none of them stands in a hunk."""

    @property
    def text(self) -> str:
        """What the base says."""
        return "".join(hunk.base for hunk in self.hunks)

    @property
    def contested(self) -> bool:
        """Whether delegations want different things for it, or some delete what others amend."""
        return any(hunk.contested for hunk in self.hunks) or bool(self.gone and any(s.names for s in self.hunks))


@dataclass(frozen=True, slots=True)
class Addition:
    """New paragraphs that belong together: an article, a paragraph with what stands under it."""

    after: int
    """The block of the base behind which it stands; -1 before the first."""
    paragraphs: tuple[Block, ...]
    names: tuple[str, ...]
    likes: tuple[int, ...]
    """By paragraph the block of the base that is its like; -1 where the base has none."""
    unit: str = ""
    """What it is: ``article 12 bis``, ``paragraph 3 bis``; empty without a number."""
    heading: str = ""
    alternative: int = 0
    """Which of several wordings for the same new provision it is, from 1; 0 where there is one only."""
    heads: tuple[str, ...] = ()
    """By name the ``eid`` in the proposal of the provision that it is; empty where the text stands in none."""
    moved: bool = False
    """Whether the same delegations take these words away from another place."""


@dataclass(frozen=True, slots=True)
class Compilation:
    """The base and everything that is wanted in it, in reading order."""

    base: Draft
    delegations: tuple[Delegation, ...]
    paragraphs: tuple[BaseParagraph | Addition, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The delegations, in the order in which the proposals were given."""
        return tuple(each.name for each in self.delegations)

    @property
    def contested(self) -> tuple[BaseParagraph, ...]:
        """The paragraphs of the base on which delegations want different things."""
        return tuple(p for p in self.paragraphs if isinstance(p, BaseParagraph) and p.contested)


def accepting(compilation: Compilation, names: Collection[str]) -> tuple[str, ...]:
    """The text with the wishes of these delegations and of nobody else, a paragraph each.

    Where two of them want different things in a hunk, the one named first in it has its way.
    """
    return tuple(text for text in _accepting(compilation, frozenset(names)) if text.strip())


def _accepting(compilation: Compilation, names: frozenset[str]) -> Iterator[str]:
    for paragraph in compilation.paragraphs:
        if isinstance(paragraph, Addition):
            yield from (block.text for block in paragraph.paragraphs if names & set(paragraph.names))
        elif not names & set(paragraph.gone):
            yield "".join(_chosen(hunk, names) for hunk in paragraph.hunks)


def _chosen(hunk: Hunk, names: frozenset[str]) -> str:
    return next((each.words for each in hunk.alternatives if names & set(each.names)), hunk.base)


def proposed(compilation: Compilation, name: str) -> tuple[str, ...]:
    """What one delegation proposes, read from its proposal and not from the compilation."""
    (delegation,) = (each for each in compilation.delegations if each.name == name)
    return delegation.paragraphs
