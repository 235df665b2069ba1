"""The words around a place in a marked-up text, short enough to read at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.model import Op, Span

_AROUND = 90
"""Characters of kept text shown on either side."""
_LONGEST = 240
"""Characters shown of one edit."""


def excerpt(spans: Sequence[Span], at: tuple[int, int]) -> tuple[Span, ...]:
    """The marked-up text around a place; what is left out is an ellipsis."""
    lower, upper = at[0] - _AROUND, at[1] + _AROUND
    found, place = [], 0
    for span in spans:
        start, end = place, place + len(span.text)
        if start < upper and lower < end:
            found.append(Span(span.op, _cut(span, lower - start, upper - start, at[0] - start), span.significance))
        place = end
    return tuple(span for span in found if span.text)


def _cut(span: Span, lower: int, upper: int, focus: int) -> str:
    """What of a span lies between two places, edits a little more generously, whole words only."""
    if span.op is not Op.KEEP:
        lower, upper = min(lower, 0) if focus <= _LONGEST else focus - _AROUND, max(upper, 0)
        upper = min(max(upper, len(span.text)), max(lower, 0) + _LONGEST)
    text = span.text
    start = 0 if lower <= 0 else text.find(" ", lower) + 1
    end = len(text) if upper >= len(text) else max(text.rfind(" ", 0, upper), start)
    end = min(upper, len(text)) if end == start else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
