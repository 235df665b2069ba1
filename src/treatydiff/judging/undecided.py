"""What stands in brackets that are still open is proposed, and no gain yet.

A proposal that would make things worse is told as it is: whoever negotiates wants to know it before it is decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatydiff.judging.merging import worse
from treatydiff.model import Change, Op, Significance
from treatydiff.report import Effect, Finding

_OPENING, _CLOSING = "[［", "]］"


def proposed(finding: Finding) -> Finding:
    """A finding, without its direction where all that makes it a turn for the better is still in brackets."""
    if worse(finding) is not False or finding.removed or not _in_brackets(finding.change):
        return finding
    says = f"{finding.meaning}, in brackets that are still open"
    return replace(finding, adverse=None, effect=Effect.TOUCHES, meaning=says)


def _in_brackets(change: Change) -> bool:
    """Whether a change only inserts, and all that it inserts stands in square brackets."""
    edits = [span for span in change.spans if span.op is not Op.KEEP and span.significance is Significance.SUBSTANTIVE]
    if not edits or any(span.op is Op.DELETE for span in edits):
        return False
    return all(inside for inside in _letters_inside(change))


def _letters_inside(change: Change) -> Iterator[bool]:
    """Of each letter that was inserted, whether it stands in brackets."""
    depth = 0
    for span in change.spans:
        for letter in span.text if span.op is not Op.DELETE else "":
            depth += (letter in _OPENING) - (letter in _CLOSING and depth > 0)
            if span.op is Op.INSERT and span.significance is Significance.SUBSTANTIVE and letter.isalnum():
                yield depth > 0
