"""Names of drafts and citations on the page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePath

from treatydiff.model import CONTAINERS, Draft, Level, Provision
from treatydiff.references.places import title
from treatydiff.renderers.html.values import DraftFacts
from treatydiff.reports.summary import convention_words
from treatydiff.text.languages import is_right_to_left

DEPTHS = {
    Level.RECITAL: 1,
    Level.AMENDED: 1,
    Level.OPTION: 1,
    Level.PARAGRAPH: 1,
    Level.SUBPARAGRAPH: 2,
    Level.ITEM: 3,
    Level.CLOSING: 1,
}
"""How far the provisions inside an article are set in."""


def facts(draft: Draft) -> DraftFacts:
    """What the head of the page says of a draft."""
    return DraftFacts(
        label=draft.label,
        title=draft.title.removeprefix(draft.label).strip(),
        date=draft.date,
        language=draft.language,
        dir=direction(draft),
        articles=len(draft.articles()),
        words=convention_words(draft),
        pages=max((block.origin.page or 0 for block in draft.blocks), default=0),
        file=PurePath(draft.path).name,
        sha256=hashlib.sha256(draft.data).hexdigest() if draft.data else "",
    )


def direction(draft: Draft) -> str:
    """Which way its language is written: ``ltr`` or ``rtl``."""
    return "rtl" if is_right_to_left(draft.language) else "ltr"


def citations(draft: Draft) -> dict[str, str]:
    """For each ``eid`` the provision as a lawyer cites it: ``Article 23(2)(b)``, ``Preamble``."""
    return dict(pair for provision in draft.provisions for pair in _cited(provision, ""))


def _cited(provision: Provision, around: str) -> Iterator[tuple[str, str]]:
    inner = provision.level in DEPTHS
    part = f"({provision.number})" if provision.number else ""
    name = f"{around}{part}" if inner else title(provision)
    yield provision.eid, name
    for child in provision.children:
        yield from _cited(child, "" if provision.level in CONTAINERS else name)
