"""Values that the templates print: frozen, with nothing left to compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from treatydiff.renderers.html.lives import Lives
from treatydiff.renderers.html.pictures import ArticleMap, Heat
from treatydiff.reports.summary import Summary


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """One draft, as the head of the page names it."""

    label: str
    title: str
    date: str
    language: str
    dir: str
    articles: int
    words: int
    pages: int
    """0 where the format has none."""
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule by which something was found, told once on the page."""

    id: str
    name: str
    """``surveillance/offences``."""
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding."""

    id: str
    theme: str
    turn: str
    """``adverse``, ``favourable`` or ``unclear``: what the filter goes by."""
    kind: str
    """What is said of it: the turn, or of a finding without a verdict what it does (``expands`` …)."""
    share: int
    """Of ten such findings so many were right, where it only leans; else 0."""
    place: str
    target: str
    """Where its words stand in the redline."""
    unit: str
    message: Markup
    gist: Markup
    """The same without the words of the draft, for where they stand beside it."""
    excerpt: Markup
    rule: str
    """The name of its rule."""
    home: str = ""
    """The place as a file of verdicts names it: ``Article 23, paragraph 2 (b)``."""
    key: str = ""
    """What stands there for the words of its change."""
    judged: bool = False
    """Whether a person says it."""
    read: str = ""
    """Of what a reader of the user's own says: ``read by reader (model)``."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of which the same is said, told together."""

    gist: Markup
    rule: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Findings of a theme that are folded."""

    why: str
    """``more`` or ``unclear``."""
    adverse: tuple[Card, ...]
    """Told in full there, too."""
    others: tuple[Alike, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All of them."""
        return (*self.adverse, *(card for alike in self.others for card in alike.cards))


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """What was found of one theme: what is read first, and the rest in folded groups."""

    name: str
    first: tuple[Card, ...]
    folded: tuple[Folded, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All of them."""
        return (*self.first, *(card for folded in self.folded for card in folded.cards))


@dataclass(frozen=True, slots=True)
class ShownHeadline:
    """A place in a sentence, with the words that changed."""

    place: str
    heading: str
    clause: Markup
    """What it does; empty where that is open."""
    words: Markup
    target: str
    lean: str
    """``worse``, ``better``, ``disputed``; empty where it has none or is told in words,"""
    share: int
    """with how many of ten such lines were right."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A verdict of a person that is no finding."""

    place: str
    target: str
    """Where its words stand in the redline; empty where no change has them."""
    head: str
    sentence: Markup


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table in the redline."""

    text: Markup
    columns: int
    """How many it spans."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table in the redline."""

    cells: tuple[ShownCell, ...]
    state: str
    """``gone`` or ``come`` where all of it was deleted or inserted."""


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """Words of a provision: text, or a table."""

    text: Markup
    rows: tuple[ShownRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """What another language version says where a change stands."""

    lang: str
    dir: str
    name: str
    """The language and the draft."""
    text: str
    """Empty where nothing stands there."""


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """An article of the new draft inside of what is shown as one."""

    anchor: str
    """Its address on the page; empty where that is elsewhere."""
    title: str
    heading: str


@dataclass(frozen=True, slots=True)
class ShownClause:
    """One provision in the redline."""

    id: str
    depth: int
    level: str
    number: Markup
    text: Markup
    place: str
    """Said only where the numbers do not say it."""
    kind: str
    mark: str
    """The letter of its kind of change; empty where nothing changed."""
    remarks: tuple[Markup, ...]
    cards: tuple[Card, ...]
    cite: str
    """Its place, as a quotation names it,"""
    inside: str | None = None
    """and what that adds to the place of its article: ``(2)(b)``; None where it is of another."""
    key: str = ""
    """What stands for the words of its change, where something was found in it."""
    counted: bool = False
    """Whether the numbers that are printed before it add up to that."""
    gone: bool = False
    """Whether that is in the old draft."""
    whole: bool = False
    """Whether the text has the number in it, for both came or went under one mark."""
    under: ArticleHead | None = None
    """Set on the first words of each article of several that one was split into."""
    passages: tuple[ShownPassage, ...] = ()
    """Its words where tables stand among them; then ``text`` is empty."""
    also: tuple[ShownVersion, ...] = ()
    """What other language versions say in its place, where they were asked for."""


@dataclass(frozen=True, slots=True)
class Stub:
    """What stood here before and stands elsewhere now."""

    name: str
    target: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article (preamble, annex, chapter heading …) with all that stands in it."""

    id: str
    container: bool
    title: str
    heading: Markup
    plain_heading: str
    happened: str
    states: tuple[str, ...]
    """What the filter goes by: ``substantive``, ``inserted``, ``moved`` …"""
    clauses: tuple[ShownClause, ...]
    stubs: tuple[Stub, ...]
    """Provisions that left it for another article."""
    also: str
    open: bool
    was: str
    """The numbers of its articles in the old draft, for the filter, parted by bars."""
    now: str
    """Those in the new draft."""
    pages: str
    marks: str
    """The letters of the kinds of change in it."""
    article: bool = False
    """Whether it is one of the articles that are counted: no cover, annex or footnote."""
    cite: str = ""
    """Its place, as a quotation names it."""
    absent: bool = False
    """Whether that is in the old draft."""
    anchor: str = ""
    """An address that a person can write and that is the same on the next page: ``article-9``."""
    key: str = ""
    """What stands for the words of its change, where something was found in it."""
    gone: Stub | None = None
    """Set where it only marks the old place of a moved article."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A row of the concordance."""

    old: str
    new: str
    heading: str
    what: str
    likeness: int
    """Per cent."""
    basis: str
    target: str


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name that the page links to."""

    name: str
    target: str


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice: of which draft, on which page."""

    side: str
    message: Markup
    page: int
    set_aside: int
    """How many passages were left out."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One comparison."""

    id: str
    """What its ids begin with; empty on a page of two drafts."""
    old: DraftFacts
    new: DraftFacts
    forewords: tuple[str, ...]
    """What to know before anything else: that the newer draft seems to stand first, and the like."""
    figures: Summary
    sections: tuple[tuple[str, str, tuple[ShownHeadline, ...]], ...]
    """What is told in full: the tier, how many it has in all and what is known of them, the lines."""
    rest: tuple[ShownHeadline, ...]
    """All that come after them, folded."""
    names: dict[str, tuple[Named, ...]]
    """What was inserted, deleted, split, merged and moved, by name."""
    notices: tuple[ShownNotice, ...]
    found: tuple[ShownTheme, ...]
    """By theme, the gravest first."""
    asides: tuple[Aside, ...]
    """What people judged that is no finding."""
    leaves: tuple[Leaf, ...]
    ties: tuple[Tie, ...]
    map: ArticleMap
    heat: Heat
    articles: tuple[tuple[str, str, str], ...]
    """For the list of contents: title, heading, id."""
    worse: frozenset[str]
    """The ids of the articles in which something adverse was found."""
    asked: tuple[str, ...]
    """Articles and themes that the user asked for; nothing else is on the page."""
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class PageData:
    """All of a page."""

    stages: tuple[Stage, ...]
    themes: tuple[str, ...]
    only_substance: bool
    """Whether the page opens with nothing marked but what is of substance."""
    title: str
    counts: Mapping[str, int]
    """How many findings there are, by theme and by turn."""
    rules: Mapping[str, ShownRule]
    """The rules behind them, by name."""
    lives: Lives | None = None
    """Set where there are more than two drafts."""
    siblings: tuple[Named, ...] = ()
    """The other pages of a site."""
