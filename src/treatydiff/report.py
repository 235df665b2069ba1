"""The report: findings, people's verdicts, and the comparison that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from treatydiff.model import Alignment, Change, Draft, Fault, Kind, Level, Notice, Op, Redline, Span
from treatydiff.text.frozen import dataclass


class Effect(StrEnum):
    """What a change does to a power (expands, narrows) or to a protection (strengthens, weakens)."""

    EXPANDS = "expands"
    NARROWS = "narrows"
    STRENGTHENS = "strengthens"
    WEAKENS = "weakens"
    TOUCHES = "touches"
    """The words of the theme are concerned and the direction cannot be told."""


class Severity(StrEnum):
    """How much a finding matters. Ordered from heaviest to lightest."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Confidence(StrEnum):
    """How far the direction of a finding can be trusted."""

    LIKELY = "likely"
    """Its kind was right in nine of ten on each kind of text; or a person, or a reader that the user named, says it."""
    LEANS = "leans"
    """What rules make of the words; ``share`` says how often that was right."""
    OPEN = "open"
    """The words are concerned, and no direction is told."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where something stands, in the words people use in the room."""

    unit: str = ""
    """What the article, preamble or annex is called: ``Article 17``; empty where the place goes without saying."""
    place: str = ""
    """The place in it: ``paragraph 4 (b)``; empty for its own words."""
    gone: bool = False
    """Whether this is in the old draft, because the new one no longer has it."""

    def __str__(self) -> str:
        where = f"{self.unit}, {self.place}" if self.place else self.unit
        return f"{where} of the old draft" if self.gone else where


@dataclass(frozen=True, slots=True)
class Finding:
    """What one change means for one theme."""

    id: str
    """``f1``, ``f2`` ... in reading order."""
    theme: str
    rule: str
    """``theme/rule-name``; stable between versions."""
    effect: Effect
    adverse: bool | None
    """Whether the profile in force calls it a turn for the worse; None where the direction cannot be told."""
    severity: Severity
    change: Change
    removed: tuple[str, ...]
    introduced: tuple[str, ...]
    meaning: str
    """What the change does, a clause without capital and full stop: ``discretion becomes an obligation``."""
    where: Location = Location()
    quoted: tuple[Span, ...] = ()
    """The words that decided it: deletions, then insertions. Empty where a whole provision did."""
    excerpt: tuple[Span, ...] = ()
    also: tuple[Span, ...] = ()
    """What else came into the same sentence, or went from it."""
    signed: Signature | None = None
    """Who passed it, where that was a person (or another program) and no rule."""
    decided: bool = False
    """Whether it is about a choice between alternatives: the draft did not say before what was dropped."""
    elsewhere: Location | None = None
    """Where the other draft has much the same words, if they only moved and were reworded."""
    facts: tuple[str, ...] = ()
    """What judging read in the change, a line for each fact: what sort, which way, the words, the doubts."""
    agreeing: int = 0
    """Number of independent facts that agree with its direction: how sure it is, not how serious. 0 if open."""
    leaning: Effect | None = None
    """The effect if "better" needed no more evidence than "worse"; None where no facts were read."""
    unclear: str = ""
    """Why its direction is open, in a clause; empty where it is told."""
    mark: Confidence = Confidence.OPEN
    kind: str = ""
    """What sort of finding it is counted as: ``penalty``; empty where none was counted."""
    share: float = 0.0
    """From 0 to 1: the share of such findings that people agreed with; 0 where none is known."""

    @property
    def message(self) -> str:
        """One sentence that a reader can use: the place, what it means, the words."""
        return f"{self.where}: {self.statement}" if self.where.unit else self.statement

    @property
    def statement(self) -> str:
        """The same without the place."""
        return self._said("; ".join((*filter(None, (self._words(),)), *self._also())))

    @property
    def claim(self) -> str:
        """The same without the words of the drafts, for where they stand beside it."""
        return self._said("")

    def _said(self, words: str) -> str:
        if self.signed:
            return f"{self.meaning} ({self.signed})."
        became = "left, still in brackets," if any(choice.open for choice in self.change.choices) else "kept"
        meaning = f"the alternative that was {became} means that {self.meaning}" if self.decided else self.meaning
        return f"{meaning}{f' ({words})' if words else ''}{', read by OCR' if self.by_ocr else ''}."

    @property
    def by_ocr(self) -> bool:
        """Whether words that it goes by were recognised from a picture of the page, and may be misread."""
        return any(provision.origin.by_ocr for provision in (*self.change.link.old, *self.change.link.new))

    @property
    def heard(self) -> Effect:
        """What its facts do, whether that is told or not."""
        return self.effect if self.effect is not Effect.TOUCHES else self.leaning or self.effect

    @property
    def worse(self) -> bool | None:
        """Whether it is a turn for the worse for those concerned, whoever reads; None where that is open."""
        return _WORSE.get(self.effect)

    @property
    def by_reader(self) -> bool:
        """Whether a reader of the user's own, a program, says it: no person, and no rule."""
        return self.signed is not None and self.signed.read is not None

    @property
    def standing(self) -> int:
        """Whose word comes first on one change: 0 a person's, 1 a rule's that is firm, 2 a reader's, 3 an open one."""
        if self.signed:
            return 2 if self.by_reader else 0
        return 3 if self.adverse is None else 1

    @property
    def by_frame(self) -> bool:
        """Whether the clause frames read it so, and no rule that knows its words."""
        return f"/{FRAME}" in self.rule

    def quotes(self, words: str) -> bool:
        """Whether the message quotes these words in full."""
        return len(words) <= QUOTABLE and any(span.text == words for span in self.quoted)

    def _also(self) -> Iterator[str]:
        for op, name in ((Op.DELETE, "also removed"), (Op.INSERT, "also added")):
            if words := [f'"{abridged(span.text)}"' for span in self.also if span.op is op]:
                yield f"{name}: {', '.join(words)}"

    def _words(self) -> str:
        gone, come = (
            ", ".join(f'"{abridged(span.text)}"' for span in self.quoted if span.op is op)
            for op in (Op.DELETE, Op.INSERT)
        )
        if gone and come:
            return f"{come} kept, {gone} dropped" if self.decided else f"{gone} became {come}"
        if self.elsewhere and (gone or come):
            return f"{gone} is now in {self.elsewhere}" if gone else f"{come} was in {self.elsewhere}"
        if gone or come:
            return f"{gone} was removed" if gone else f"{come} was added"
        provision = self.change.provision
        what = (provision.word or "article") if provision.level is Level.ARTICLE else "provision"
        return {Kind.INSERTED: f"new {what}", Kind.DELETED: f"{what} deleted"}.get(self.change.kind, "")


_WORSE = {Effect.EXPANDS: True, Effect.WEAKENS: True, Effect.NARROWS: False, Effect.STRENGTHENS: False}
FRAME = "frame-"
"""Prefix of the rules that speak by a row of signs.toml: ``surveillance/frame-power-given``."""
QUOTABLE = 60
"""Characters of words that a message quotes; longer ones are cut."""


def abridged(words: str) -> str:
    """Words on one line, cut to what can be quoted, without half of a pair of brackets at an end."""
    words = " ".join(words.split())
    if words.count("[") + words.count("]") == 1:
        words = words.removeprefix("[").removesuffix("]").strip() or words
    return words if len(words) <= QUOTABLE else f"{words[: QUOTABLE - 2].rsplit(' ', 1)[0]} …"


_TRUSTED = 0.75
"""A reader that is right less often is only shown."""


class ReadBy(NamedTuple):
    """How a program of the user's own, such as a language model, came to what it says: a reader's line of a file."""

    model: str
    """What it calls itself; ``model`` where it does not say."""
    confidence: str = ""
    """From 0 to 1, as it says itself; empty where it says nothing."""
    quote: str = ""
    """The words on which it rests, verbatim,"""
    side: str = ""
    """and of which draft they are: ``old`` or ``new``."""
    doubt: str = ""
    """Why the answer is doubtful; empty where nothing speaks against it."""
    asked: str = ""
    """What stands for the words that it was asked about."""
    outcome: str = ""
    """What became of its answer: empty, or ``answered``; ``contradicted``, ``rejected: …``, ``unanswered: …``."""
    measured: str = ""
    """On how many changes whose answer is known it was right: ``55 of 60``; empty where it was not measured."""
    right: str = ""
    """Which share of its answers was right, of those in which it was about as sure."""

    @property
    def trusted(self) -> bool:
        """Whether it is heard first: the user named it, and it did well, and with such answers, if it was measured."""
        if not self.measured:
            return not self.doubt
        right, _, asked = self.measured.partition(" of ")
        try:
            return int(right) >= _TRUSTED * int(asked) and self.share >= _TRUSTED and not self.doubt
        except ValueError:
            return False

    @property
    def share(self) -> float:
        """From 0 to 1, how often such answers were right; 0 where nobody measured it."""
        try:
            return min(max(float(self.right), 0.0), 1.0) if self.right else 0.0
        except ValueError:
            return 0.0

    @property
    def became(self) -> str:
        """``answered``, ``contradicted``, ``rejected`` or ``unanswered``."""
        return self.outcome.partition(":")[0] or "answered"


class ReaderTally(NamedTuple):
    """What became of the questions that were put to a reader, on changes that are in a comparison."""

    name: str
    model: str
    asked: int
    answered: int
    contradicted: int
    """It did not say the reverse when the drafts were exchanged, so the change stays open."""
    rejected: int
    """Its answer was none that can be used: not in form, or with words that do not stand in the drafts."""
    unanswered: int
    doubtful: int
    """Of those answered."""
    against: int
    """Of those answered, where a firm rule says the opposite of the same theme."""

    def __str__(self) -> str:
        """A clause without capital and full stop."""
        parts = [f"{self.answered} answered"]
        for name in ("contradicted", "rejected", "unanswered"):
            count = getattr(self, name)
            said = f"on {count} it contradicted itself" if name == "contradicted" else f"{count} {name}"
            parts += [said] * bool(count)
        parts += [f"{self.doubtful} doubtful"] * bool(self.doubtful)
        parts += [f"{self.against} against a firm rule"] * bool(self.against)
        asked = f"asked about {self.asked} change{'s' * (self.asked != 1)}"
        return f"the reader {self.name} ({self.model}), not a person, was {asked}: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose verdict a finding is, and which findings of rules it stands in place of."""

    author: str
    date: str = ""
    """ISO 8601; empty if the file gives none."""
    instead: tuple[Finding, ...] = ()
    """What rules said of the same change and theme: the same or the contrary."""
    read: ReadBy | None = None
    """How a program came to it; None where a person passed it. A program's stands in place of nothing."""
    against: tuple[Finding, ...] = ()
    """Firm findings of rules, shown too, that say the opposite of the same theme."""

    @property
    def name(self) -> str:
        """``Ana Díaz``; of a program ``reader (model)``."""
        return f"{self.author} ({self.read.model})" if self.read else self.author

    @property
    def by(self) -> str:
        """In front of what it says: ``judged``, ``read by reader (model)``."""
        doubtful = ", doubtful" if self.read and self.read.doubt else ""
        return f"read by {self.name}{doubtful}" if self.read else "judged"

    @property
    def short(self) -> str:
        """``judged by Ana Díaz``, ``read by reader (model)``."""
        return self.by if self.read else f"judged by {self.author}"

    def __str__(self) -> str:
        said = [f"{'read' if self.read else 'judged'} by {self.name}{f', {self.date}' if self.date else ''}"]
        if self.read:
            said[0] += f", confidence {self.read.confidence}" if self.read.confidence else ""
            said[0] += f", right on {self.read.measured} when measured" if self.read.measured else ""
            said += [f"doubtful: {self.read.doubt}"] * bool(self.read.doubt)
        said += [self._beside(finding, "said") for finding in self.instead]
        said += [self._beside(finding, "says the opposite,") for finding in self.against]
        return "; ".join(said)

    @staticmethod
    def _beside(finding: Finding, says: str) -> str:
        turns = {True: "adverse", False: "favourable", None: "unclear"}
        return f"the rule {finding.rule} {says} {turns[finding.adverse]}: {finding.meaning}"


class Holding(StrEnum):
    """What becomes of a verdict in a comparison."""

    APPLIES = "applies"
    """A change of this comparison has the words that were judged."""
    STANDS = "stands"
    """The words that came of the change stand in both drafts: nothing to judge anew."""
    LAPSED = "lapsed"
    """The words are others now: whoever judged them has to look again."""


@dataclass(frozen=True, slots=True)
class FiledVerdict:
    """What a person, or another program, says of a change: a line of a verdicts file."""

    place: str
    """Where the change stood when it was judged: ``Article 30, paragraph 1 (b)``."""
    old: str
    """The words of the provision before; empty of one that was inserted."""
    new: str
    """The words after; empty of one that was deleted."""
    theme: str
    effect: Effect | None
    """None: the change does nothing to the theme."""
    sentence: str
    author: str
    date: str = ""
    severity: Severity = Severity.HIGH
    """Nobody says by hand what does not matter, so high unless the file says otherwise."""
    key: str = ""
    """What stands for the words, where a sheet could not hold all of them."""
    source: str = ""
    """``verdicts.jsonl:12``: where it was read."""
    read: ReadBy | None = None
    """How a program came to it; None of what a person says. Where the answer was no good, it names no theme."""

    @property
    def says(self) -> bool:
        """Whether anything is said; else it only records that a reader was asked in vain."""
        return bool(self.theme)

    @property
    def signature(self) -> Signature:
        """Who says it."""
        return Signature(self.author, self.date, read=self.read)


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """A verdict and what became of it in a comparison."""

    filed: FiledVerdict
    holding: Holding
    where: Location
    """Where the words stand now; of a lapsed one where they stood."""
    adverse: bool | None = None
    """As of a finding."""
    now: str = ""
    """Of one that stands: its words as they are in the new draft, with the numbers that a renumbering gave them."""
    change: Change | None = None
    """The change that has the words; None unless the verdict applies."""
    finding: str = ""
    """The id of the finding that it is; empty where it applies to no change, or says that there is no effect."""
    instead: tuple[Finding, ...] = ()
    """What rules said of the same change and theme, and no longer say."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What the user asked to see; the report holds everything, renderers show what is selected."""

    themes: tuple[str, ...] = ()
    """Only these; empty for all."""
    articles: tuple[str, ...] = ()
    """Only these numbers, as printed in either draft; empty for all."""
    substantive: bool = False
    """Hide what is consequential, editorial or a matter of status."""
    reworded: bool = False
    """Only what says the same in another form: active for passive, a list in another order."""
    places: tuple[str, ...] = ()
    """Only these provisions of those articles and what is inside them, by ``eid`` in either draft; empty for all."""
    units: tuple[str, ...] = ()
    """Only these, by the id of the article's own change (``Change.within``); empty for all."""

    @property
    def narrows(self) -> bool:
        """Whether only some themes or articles are asked for: then findings on others may not have been looked for."""
        return bool(self.themes or self.articles)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a comparison: both drafts, the redline, findings, notices and verdicts."""

    old: Draft
    new: Draft
    alignment: Alignment
    redline: Redline
    findings: tuple[Finding, ...] = ()
    notices: tuple[tuple[str, Notice], ...] = ()
    """``("old" | "new" | "", notice)``: of the old draft, of the new one, of the comparison."""
    selection: Selection = Selection()
    verdicts: tuple[KeptVerdict, ...] = ()
    """The verdicts that were handed in, in the order of their file; those that apply are findings, too."""
    subject: str = ""
    """What to say first where the drafts are not about what the built-in themes are made for; one of the ``notices``,
    too. Empty where they are."""
    order: str = ""
    """What to say first where the draft that stands first seems to be the newer one; one of the ``notices``, too."""
    part: str = ""
    """What to say first where the new draft seems to be a page on a few articles; one of the ``notices``, too."""
    readers: tuple[ReaderTally, ...] = ()
    """What became of what readers of the user's own were asked about these changes."""
    unworded: tuple[str, ...] = ()
    """What differs besides words, a line for each kind: ``1 picture replaced``; empty unless both are Word files."""
    faults: tuple[Fault, ...] = ()
    """Judgements that failed, each of them in ``notices`` too. A check does not pass on a report that has any."""

    @property
    def forewords(self) -> tuple[str, ...]:
        """What has to be known before anything else is read, in clauses without capital and full stop."""
        told = (notice.message for _, notice in self.notices if notice.first)
        return (*dict.fromkeys(filter(None, (*told, self.part, self.order, self.subject))), *map(str, self.readers))
