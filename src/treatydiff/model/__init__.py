"""The vocabulary of treatydiff: every value that passes between two stages, from the draft to the redline.

What is said of the changes has a module of its own: ``report``.

All values are frozen; sequences are tuples. Nothing here reads a file or computes anything about the law.
The words are those of the field (article, chapeau, concordance, redline ...); see docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from treatydiff.model.blocks import Block as Block
from treatydiff.model.blocks import BlockKind as BlockKind
from treatydiff.model.blocks import Notice as Notice
from treatydiff.model.blocks import Origin as Origin
from treatydiff.model.blocks import Reading as Reading
from treatydiff.model.blocks import Style as Style
from treatydiff.model.blocks import TableCell as TableCell
from treatydiff.model.spans import LIGHT as LIGHT
from treatydiff.model.spans import Op as Op
from treatydiff.model.spans import Significance as Significance
from treatydiff.model.spans import Span as Span
from treatydiff.model.spans import join_spans as join_spans
from treatydiff.model.spans import new_text as new_text
from treatydiff.model.spans import old_text as old_text
from treatydiff.text.frozen import dataclass

# ---------------------------------------------------------------------------------------------------------- the draft


class Level(StrEnum):
    """The rank of a provision, from the outside in."""

    FRONT = "front"
    """Text before the convention begins: cover, note by the secretariat, introduction."""
    PREAMBLE = "preamble"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    """An article; also a rule or a principle, where a text counts in those."""
    RECITAL = "recital"
    """A numbered paragraph of a preamble: ``(33a)``."""
    OPTION = "option"
    """One of several alternatives printed one after the other (``OPTION I``, ``Option A``)."""
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    ITEM = "item"
    AMENDED = "amended"
    """What an act says of one article of another act, which it amends; the number is that article's: ``13(4)``."""
    CLOSING = "closing"
    """Closing words: the text that follows the last subparagraph and belongs to the provision around it."""
    ANNEX = "annex"
    FOOTNOTE = "footnote"


CONTAINERS = frozenset({Level.PART, Level.CHAPTER, Level.SECTION})
"""Levels that only group articles."""

ROWS = frozenset({Level.ARTICLE, Level.PREAMBLE, Level.ANNEX})
"""Levels that are a row of the concordance."""


class Status(StrEnum):
    """What the drafters say about a provision itself."""

    BRACKETED = "bracketed"
    """The number, the heading or the whole text stands in square brackets: not settled."""
    AGREED = "agreed"
    """Carries the words ``agreed ad referendum``."""
    DELETED = "deleted"
    """A tombstone: the number is kept, the body says only that the article was deleted, moved or merged."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A numbered unit of a draft with everything inside it."""

    level: Level
    number: str
    """The number as printed, bare: ``3 bis``, ``premier``, ``五``, ``a``, ``iv``; empty if there is none."""
    eid: str
    """Akoma Ntoso ``eId``, unique in the draft: ``art_28__para_4__subpara_b``."""
    heading: str = ""
    text: str = ""
    """Own text (of a provision with children: its chapeau), one line, without number and heading."""
    children: tuple[Provision, ...] = ()
    """Provisions inside, in printed order. Closing words are the last child, of level ``CLOSING``."""
    status: frozenset[Status] = frozenset()
    note: str = ""
    """What is printed about its history: ``Moved as article 41 ter.``, ``[Previously 55(6ter)]``."""
    printed: str = ""
    """The number with everything printed around it: ``Article 28``, ``[3.``, ``(a)``."""
    article: str = ""
    """The number of the article it stands in (of an article: its own); empty outside articles."""
    word: str = ""
    """What the text calls the article it stands in, where that is no article: ``section``, ``rule``, ``paragraph``."""
    blocks: tuple[int, ...] = field(default=(), compare=False)
    """Indices into ``Draft.blocks`` of the paragraphs that hold its number, heading and own text."""
    origin: Origin = field(default=Origin(), compare=False)

    @property
    def own(self) -> str:
        """Heading and own text, a line each: what a change of this provision alone is measured on."""
        return f"{self.heading}\n{self.text}" if self.heading and self.text else self.heading or self.text

    @property
    def unit(self) -> str:
        """The article it stands in, in the text's own words: ``article 28``, ``section 11.02``; empty outside."""
        return f"{self.word or 'article'} {self.article}".rstrip() if self.word or self.article else ""

    @property
    def tombstone(self) -> bool:
        """Whether only the number is left of it."""
        return Status.DELETED in self.status

    def walk(self) -> Iterator[Provision]:
        """This provision and everything inside it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def full_text(self) -> str:
        """Headings and texts of the provision and everything inside it, joined by spaces, without numbers."""
        return " ".join(text for provision in self.walk() for text in (provision.heading, provision.text) if text)


@dataclass(frozen=True, slots=True)
class StructuredReading(Reading):
    """What a reader gives whose format marks the provisions: they are taken as they are."""

    provisions: tuple[Provision, ...] = ()
    """With ``eid``s of the file, where it has them; ``blocks`` are indices into the reading's blocks."""
    units: str = "articles"
    """As in ``Draft``."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One state of the convention's text."""

    label: str
    """What to call it: the symbol if there is one, else the file's name."""
    provisions: tuple[Provision, ...]
    language: str = "en"
    symbol: str = ""
    date: str = ""
    title: str = ""
    notices: tuple[Notice, ...] = ()
    units: str = "articles"
    """What it is compared by: ``articles``, ``sections``, ``numbered paragraphs``, ``paragraphs``."""
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    path: str = field(default="", compare=False)
    """The path as the user gave it; ``-`` for standard input; empty if the draft came from no file."""
    kind: str = field(default="text", compare=False)
    """The reader's name: ``docx``, ``pdf``, ``text`` ..."""
    data: bytes = field(default=b"", repr=False, compare=False)
    """The file's bytes, for renderers that rewrite it and for its hash."""
    revisions: str = field(default="accept", compare=False)
    """Word: whether tracked changes that were pending in the file were taken as ``accept``-ed or ``reject``-ed."""
    derived: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Cache of what is computed from this draft alone (see ``outline.py``): whoever finds it empty computes it anew,
    with the same result."""

    def walk(self) -> Iterator[Provision]:
        """Every provision, in printed order."""
        for provision in self.provisions:
            yield from provision.walk()

    def articles(self) -> tuple[Provision, ...]:
        """The articles that are alive: no tombstones."""
        return tuple(p for p in self.walk() if p.level is Level.ARTICLE and not p.tombstone)


# ------------------------------------------------------------------------------------------------------ the alignment


class Relation(StrEnum):
    """What became of the old side of a link."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    INSERTED = "inserted"
    DELETED = "deleted"
    SPLIT = "split"
    MERGED = "merged"


class Basis(StrEnum):
    """Why two provisions were paired."""

    IDENTICAL = "identical"
    """The same words."""
    HEADING = "heading"
    WORDING = "wording"
    """Similar words, rare ones weighing most."""
    NOTE = "note"
    """The drafters say so in a printed note."""
    PLACE = "place"
    """Neighbours on both sides are paired and nothing speaks against it."""
    USER = "user"
    """The user says so (``--align``)."""
    NONE = "none"
    """One side only: nothing to pair it with."""


@dataclass(frozen=True, slots=True)
class Link:
    """Old provisions and the new provisions that answer to them."""

    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    relation: Relation
    basis: Basis
    similarity: float
    """From 0.0 (nothing in common) to 1.0 (the same words), numbers left out."""
    moved: bool = False
    """Stands in another place in the order of the draft, or in another article or chapter."""
    renumbered: bool = False
    """Carries another number than before."""

    @property
    def level(self) -> Level:
        """The rank of what is linked (the new side's where they differ)."""
        return (self.new or self.old)[0].level


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which provision answers to which: every provision of both drafts stands in exactly one link."""

    links: tuple[Link, ...]
    """In reading order of the new draft; what was deleted stands after what preceded it in the old draft."""
    notices: tuple[Notice, ...] = ()

    def concordance(self) -> tuple[Link, ...]:
        """The links of articles, preamble and annexes; tombstones left out unless a live article faces them."""
        return tuple(
            link for link in self.links if any(p.level in ROWS and not p.tombstone for p in (*link.old, *link.new))
        )


# -------------------------------------------------------------------------------------------------------- the redline


class Kind(StrEnum):
    """What happened to one provision's own words."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives of the old draft of which the new one has kept one, settled: ``[shall] [may]`` became ``may``."""

    kept: str
    dropped: tuple[str, ...]
    """What differs in words from what was kept."""
    at: tuple[int, int] | None = None
    """Where the alternatives stand in the marked-up text of the change; None in a heading, and of whole options."""
    open: bool = False
    """Whether what was kept still stands in brackets: then nothing is decided but what goes."""


REWORDED = "reworded, same words"
"""What is remarked on a change all of whose sentences say the same in another form."""


@dataclass(frozen=True, slots=True)
class Change:
    """One link's marked-up text.

    ``heading`` and ``text`` obey the law of rebuilding: keep + delete spells the old words, keep + insert the new.
    """

    id: str
    """``c1``, ``c2`` ... in reading order."""
    link: Link
    kind: Kind
    significance: Significance | None
    """The heaviest of its spans; of a change of number or place only: consequential. None where nothing changed."""
    heading: tuple[Span, ...] = ()
    text: tuple[Span, ...] = ()
    within: str = ""
    """The id of the change of the article (preamble, annex, chapter ...) it stands in; an article's own id."""
    remarks: tuple[str, ...] = ()
    """Short words on what happened: ``brackets removed``, ``article 28 → 31``."""
    choices: tuple[Choice, ...] = ()
    """What was decided between alternatives; such a change is substantive."""

    @property
    def reworded(self) -> bool:
        """Whether it says the same in another form: active for passive, a list in another order."""
        return REWORDED in self.remarks

    @property
    def old(self) -> Provision | None:
        """The first old provision."""
        return self.link.old[0] if self.link.old else None

    @property
    def new(self) -> Provision | None:
        """The first new provision."""
        return self.link.new[0] if self.link.new else None

    @property
    def provision(self) -> Provision:
        """The new provision, or the old one where it was deleted."""
        return (self.link.new or self.link.old)[0]

    @property
    def changed(self) -> bool:
        """Whether words, number or place differ."""
        return self.significance is not None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Heading and text as one: rebuilds ``own`` of the old and the new provision."""
        return join_spans(self.heading, self.text)


@dataclass(frozen=True, slots=True)
class Fault:
    """A judgement that failed for a bug in the program. The words of the redline do not depend on it."""

    task: str
    """What failed: the id of a rule, ``findings``, ``significance`` or ``references``."""
    place: str
    """Where: ``Article 30, paragraph 1``; empty where it concerns the whole comparison."""
    error: str
    """The exception in one line: ``KeyError: '30'``."""
    trace: str = field(default="", compare=False, repr=False)
    """The traceback, for ``--debug``."""


@dataclass(frozen=True, slots=True)
class Redline:
    """Both drafts as one marked-up text: a change for every link, in reading order, the unchanged ones too."""

    all: tuple[Change, ...]
    notices: tuple[Notice, ...] = ()
    """What the words do not show: references that kept their number and changed their meaning."""
    faults: tuple[Fault, ...] = ()
    """Judgements that failed; each such change counts as substantive."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """Only what differs."""
        return tuple(change for change in self.all if change.changed)
