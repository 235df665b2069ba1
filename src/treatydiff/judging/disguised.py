"""Changed words that are not what they look like: whatever they say, somebody must look at them."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.disguise import disguises
from treatydiff.judging.messages import Namer
from treatydiff.model import Change, Op, Redline, Span, new_text
from treatydiff.report import Effect, Finding, Severity
from treatydiff.safe_text import visible

THEME = "disguise"
"""Stands in the place of a theme. No profile mutes it, for no reading of a text calls it harmless."""


def disguised(redline: Redline, namer: Namer) -> Iterator[Finding]:
    """A finding for each change that brings such words."""
    for change in redline.all:
        words = dict(_words(change))
        if words:
            told = "; ".join(f"“{visible(word)}” {reason}" for word, reason in words.items())
            yield Finding(
                id="",
                theme=THEME,
                rule=f"{THEME}/look-alike-letters",
                effect=Effect.TOUCHES,
                adverse=True,
                severity=Severity.HIGH,
                change=change,
                removed=(),
                introduced=tuple(words),
                meaning=told,
                where=namer.name(change),
                excerpt=tuple(Span(Op.INSERT, word) for word in words),
            )


def _words(change: Change) -> Iterator[tuple[str, str]]:
    """The words with the reason, where an insertion touches them."""
    if not any(span.op is Op.INSERT and not (span.text.isascii() and span.text.isprintable()) for span in change.spans):
        return
    new, place, inserted = new_text(change.spans), 0, []
    for span in change.spans:
        if span.op is not Op.DELETE:
            if span.op is Op.INSERT:
                inserted.append((place, place + len(span.text)))
            place += len(span.text)
    for start, end, reason in disguises(new):
        if any(first < end and start < last for first, last in inserted):
            yield new[start:end], reason
