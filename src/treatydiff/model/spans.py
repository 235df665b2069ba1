"""Marked-up text: stretches that are kept, inserted or deleted, and what negotiators ask first about an edit."""

from __future__ import annotations

from enum import StrEnum

from treatydiff.text.frozen import dataclass


class Op(StrEnum):
    """What happens to a stretch of text."""

    KEEP = "keep"
    INSERT = "insert"
    DELETE = "delete"


class Significance(StrEnum):
    """What negotiators ask first about a change. Ordered from heaviest to lightest."""

    SUBSTANTIVE = "substantive"
    STATUS = "status"
    """Brackets, options, ``agreed ad referendum``: how settled the words are, not what they say."""
    CONSEQUENTIAL = "consequential"
    """The provision's own number or place, and cross-references that the concordance explains."""
    EDITORIAL = "editorial"
    """Spacing, punctuation, quotation marks, case, spelling variants."""

    @property
    def weight(self) -> int:
        """0 for the heaviest."""
        return _WEIGHTS[self]


_WEIGHTS = {each: place for place, each in enumerate(Significance)}

LIGHT = frozenset({Significance.CONSEQUENTIAL, Significance.EDITORIAL})
"""Of edits that say nothing by themselves: numbers, references, commas."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text and what happens to it."""

    op: Op
    text: str
    significance: Significance | None = None
    """Of an insertion or deletion; None for kept text."""
    moved: str = ""
    """The id of the change to which deleted words went, or from which inserted ones came; empty if gone, or new."""


def join_spans(first: tuple[Span, ...], second: tuple[Span, ...]) -> tuple[Span, ...]:
    """Two marked-up lines with the line break between them, on each side that has both."""
    old = _has(first, Op.DELETE) and _has(second, Op.DELETE)
    new = _has(first, Op.INSERT) and _has(second, Op.INSERT)
    if old and new:
        return (*first, Span(Op.KEEP, "\n"), *second)
    if old:
        return (*first, Span(Op.DELETE, "\n", Significance.EDITORIAL), *second)
    if new:
        return (*first, Span(Op.INSERT, "\n", Significance.EDITORIAL), *second)
    return (*first, *second)


def _has(spans: tuple[Span, ...], op: Op) -> bool:
    return any(span.op in (Op.KEEP, op) for span in spans)


def old_text(spans: tuple[Span, ...]) -> str:
    """The old words that marked-up text stands for."""
    return "".join(span.text for span in spans if span.op is not Op.INSERT)


def new_text(spans: tuple[Span, ...]) -> str:
    """The new words that marked-up text stands for."""
    return "".join(span.text for span in spans if span.op is not Op.DELETE)
