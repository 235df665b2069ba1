"""The types of the JSON of reports, checks and outlines: their JSON Schema is generated from these.

The keys are a promise: they are added to, never renamed. docs/json.md says what each means.
"""

from __future__ import annotations

from typing import (
    Any,
    Literal,
    NotRequired,  # of typing's own, pydantic knows too little before 3.12
)

from typing_extensions import TypedDict

from treatydiff.gate import FailOn
from treatydiff.model import Kind, Level, Op, Relation, Significance, Status
from treatydiff.report import Confidence, Effect, Holding, Severity
from treatydiff.reports.headlines import Tier


class ToolValue(TypedDict):
    """Who wrote this."""

    name: Literal["treatydiff"]
    version: str


class DraftValue(TypedDict):
    """Which draft it is."""

    label: str
    path: str | None
    sha256: str | None
    symbol: str | None
    date: str | None
    language: str
    articles: int
    words: int


class TurnCounts(TypedDict):
    """How many findings take which turn."""

    adverse: int
    favourable: int
    unclear: int


class WordCounts(TypedDict):
    """Words that came and went; those that only moved not counted."""

    inserted: int
    deleted: int


class SummaryValue(TypedDict):
    """Counts of the whole comparison, whatever is selected."""

    articles: dict[str, int]
    in_substance: int
    changes: dict[Significance, int]
    without_finding: int
    words: WordCounts
    findings: dict[str, TurnCounts]


class SelectionValue(TypedDict):
    """What was asked for."""

    themes: list[str]
    articles: list[str]
    only: Literal["all", "substantive", "reworded"]
    hidden: dict[str, int]
    findings: dict[str, TurnCounts]


class RowSideValue(TypedDict):
    """An article of a side of a row."""

    eid: str
    number: str
    heading: str


class RowValue(TypedDict):
    """A link between articles."""

    old: list[RowSideValue]
    new: list[RowSideValue]
    relation: Relation
    moved: bool
    renumbered: bool
    similarity: float
    basis: str
    significance: Significance | None


class PlaceValue(TypedDict):
    """Where a provision stands."""

    eid: str
    level: Level
    article: str
    number: str
    label: str
    page: int | None


class SpanValue(TypedDict):
    """Words that were kept, deleted or inserted."""

    op: Op
    text: str
    moved_to: NotRequired[str]
    moved_from: NotRequired[str]


class ChoiceValue(TypedDict):
    """Alternatives of which one was kept."""

    kept: str
    dropped: list[str]
    open: bool


class OtherWordsValue(TypedDict):
    """What another language version says."""

    draft: str
    language: str
    text: str | None


class PartsValue(TypedDict):
    """All provisions of a change that has several on a side."""

    old: list[PlaceValue]
    new: list[PlaceValue]


class ChangeValue(TypedDict):
    """A provision that changed."""

    id: str
    within: str
    old: PlaceValue | None
    new: PlaceValue | None
    kind: Kind
    significance: Significance
    moved: bool
    renumbered: bool
    remarks: list[str]
    choices: list[ChoiceValue]
    spans: list[SpanValue]
    parts: NotRequired[PartsValue]
    also: NotRequired[list[OtherWordsValue]]


class DecidingWords(TypedDict):
    """The words that decided."""

    removed: list[str]
    introduced: list[str]


class FindingValue(TypedDict):
    """What one change means for one theme."""

    id: str
    theme: str
    rule: str
    effect: Effect
    adverse: bool | None
    severity: Severity
    mark: Confidence
    share: float | None
    change: str
    old: PlaceValue | None
    new: PlaceValue | None
    words: DecidingWords
    message: str
    excerpt: list[SpanValue]
    facts: list[str]
    agreeing: int
    unclear: str


class HeadlineValue(TypedDict):
    """A change of substance in the order in which they are to be read."""

    tier: Tier
    mark: Confidence
    share: float | None
    first: bool
    change: str
    old: PlaceValue | None
    new: PlaceValue | None
    sentence: str
    place: str
    findings: list[str]
    disputed: bool


class SetAsideValue(TypedDict):
    """A finding of a rule in whose place a verdict stands."""

    id: str
    rule: str
    effect: Effect
    adverse: bool | None
    severity: Severity
    message: str


class ReaderValue(TypedDict):
    """How a program of the user's own came to a verdict."""

    model: str
    confidence: str | None
    quote: str
    side: str | None
    doubt: str | None
    measured: NotRequired[str]
    right: NotRequired[str]


class VerdictValue(TypedDict):
    """What a person, or a reader of the user's own, says of a change."""

    id: str | None
    holding: Holding
    author: str
    date: str | None
    theme: str
    effect: Effect | Literal["none"]
    adverse: bool | None
    severity: Severity
    sentence: str
    place: str
    change: str | None
    instead: list[SetAsideValue]
    source: str
    reader: NotRequired[ReaderValue]


class TallyValue(TypedDict):
    """What became of the questions that were put to a reader."""

    name: str
    model: str
    asked: int
    answered: int
    contradicted: int
    rejected: int
    unanswered: int
    doubtful: int
    against: int


class NoticeValue(TypedDict):
    """Something a reader should know."""

    draft: Literal["old", "new"] | None
    page: int | None
    message: str
    set_aside: list[str]
    unseen: bool


class FaultValue(TypedDict):
    """A judgement that failed."""

    task: str
    place: str
    error: str


class AcceptedValue(TypedDict):
    """Why and by whom a finding was accepted."""

    reason: str
    expires: str
    by: str


class WeighedValue(TypedDict):
    """A finding and what it means for the check."""

    report: int
    id: str
    fingerprint: str
    fails: bool
    accepted: AcceptedValue | None
    counts: NotRequired[bool]


class AlertValue(TypedDict):
    """What a check has to say that is no finding."""

    rule: str
    message: str
    path: str
    fails: bool


class CheckValue(TypedDict):
    """What a check comes to."""

    passed: bool
    verdict: str
    fail_on: FailOn
    asked: list[str]
    undecided: int
    findings: list[WeighedValue]
    alerts: list[AlertValue]


class ReportValue(TypedDict):
    """One comparison: ``compare -f json``; ``check -f json`` adds ``check``."""

    schema: Literal["treatydiff/report/1"]
    tool: ToolValue
    old: DraftValue
    new: DraftValue
    summary: SummaryValue
    selection: SelectionValue
    concordance: list[RowValue]
    changes: list[ChangeValue]
    findings: list[FindingValue]
    verdicts: list[VerdictValue]
    readers: NotRequired[list[TallyValue]]
    headlines: list[HeadlineValue]
    notices: list[NoticeValue]
    unworded: list[str]
    faults: list[FaultValue]
    check: NotRequired[CheckValue]


class SeriesValue(TypedDict):
    """Comparisons of more than two drafts, and a check of any number but one."""

    schema: Literal["treatydiff/series/1"]
    tool: ToolValue
    reports: list[ReportValue]
    check: NotRequired[CheckValue]


class OutlineNotice(TypedDict):
    """What a reader of one draft should know."""

    page: int | None
    message: str


class ProvisionValue(TypedDict):
    """A numbered unit of a draft with everything inside it."""

    level: Level
    number: str
    eid: str
    heading: str
    text: str
    page: int | None
    status: list[Status]
    note: str
    children: list[ProvisionValue]


class OutlineValue(DraftValue):
    """How one draft was read: ``outline -f json``."""

    schema: Literal["treatydiff/draft/1"]
    tool: ToolValue
    units: str
    notices: list[OutlineNotice]
    provisions: list[ProvisionValue]


SCHEMAS: dict[str, Any] = {"report": ReportValue | SeriesValue, "draft": OutlineValue}
"""By the name that ``treatydiff schema`` takes: what the JSON of a command is. A check writes reports."""
