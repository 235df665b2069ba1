"""The name of the convention that a draft is a draft of."""

from __future__ import annotations

from treatydiff.model import Draft, Level

_LONGEST = 300
"""Letters of a title."""


def convention(draft: Draft) -> str:
    """Its title less its symbol; of a text, which has none, the one line before its articles. Empty where not known."""
    if draft.title:
        return draft.title.removeprefix(draft.label).strip()
    front = next((provision for provision in draft.provisions if provision.level is Level.FRONT), None)
    lines = [] if front is None else [each.text for each in front.walk() if each.text]
    return lines[0] if len(lines) == 1 and len(lines[0]) <= _LONGEST else ""
