"""Pairs of conventions in which several things get worse at once, from the cases of the gold set of findings."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.findings.gold import Case, cases, texts

from treatydiff.model import Block, Draft, Origin, Reading, Style
from treatydiff.structure import build

QUIET = (
    "The States Parties shall meet every second year to look at how this Convention is carried out.",
    "The Secretary-General of the United Nations is the depositary of this Convention.",
    "This Convention is open for signature by all States at the seat of the Organization.",
)
"""Articles that stay; in the new draft another one stands before all of them, so that every number moves."""


def pair(seed: int, size: int = 12) -> tuple[Draft, Draft]:
    """An old and a new draft: reworded, deleted and inserted provisions, everything renumbered by one."""
    chance = random.Random(f"proposals {seed}")
    adverse = [case for case in cases("en") if "text" in case.data or "deleted" in case.data or "inserted" in case.data]
    chosen = chance.sample(adverse, size)
    old, new = ([_article(case, side) for case in chosen] for side in (0, 1))
    old = [*old, *_quiet()]
    new = [("Aims", ["This Convention serves the co-operation of States against crime."]), *new, *_quiet()]
    return _draft([each for each in old if each[1]], "rev1"), _draft([each for each in new if each[1]], "rev2")


Printed = tuple[str, list[str]]
"""Heading and paragraphs."""


def _article(case: Case, side: int) -> Printed:
    """The case's provision in an article of its own, before a paragraph that both drafts have."""
    text = texts(case.data)[side]
    paragraphs = [line for line in text.splitlines() if line.strip()]
    return str(case.data.get("heading", "")), [*paragraphs, *([] if not paragraphs else [_constant(case)])]


def _constant(case: Case) -> str:
    return f"The form in annex {case.id.partition('-')[2]} is used for letters under this article."


def _quiet() -> list[Printed]:
    return [(f"Final clause {at}", [text]) for at, text in enumerate(QUIET, 1)]


def _draft(articles: Sequence[Printed], name: str) -> Draft:
    lines = [("Draft convention", False), ("The States Parties have agreed as follows:", False)]
    for number, (heading, paragraphs) in enumerate(articles, 1):
        lines += [(f"Article {number}", True), *([(heading, True)] if heading else [])]
        lines += [(f"{at}. {text}", False) for at, text in enumerate(paragraphs, 1)]
    blocks = tuple(
        Block(text, style=Style(bold=bold, centred=bold), origin=Origin(index=at))
        for at, (text, bold) in enumerate(lines)
    )
    return build(Reading(blocks), name=name, language="en")
