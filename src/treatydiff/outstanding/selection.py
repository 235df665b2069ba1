"""Filters a ledger by article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from treatydiff.errors import TreatydiffError
from treatydiff.outstanding.values import Issue, Ledger
from treatydiff.references.outline import outline
from treatydiff.text.numbering import key


def of_articles(ledger: Ledger, numbers: Sequence[str]) -> Ledger:
    """The issues that stand in one of some articles in any draft. Raises TreatydiffError for one that no draft has."""
    known = {key(p.number) for draft in ledger.drafts for p in draft.articles()}
    for number in numbers:
        if key(number) not in known:
            raise TreatydiffError(f"no article {number} in these drafts", "treatydiff outline DRAFT shows the numbers")
    wanted = {key(number) for number in numbers}
    issues = tuple(issue for issue in ledger.issues if _stands_in(issue, ledger, wanted))
    return replace(ledger, issues=issues, marks=())


def _stands_in(issue: Issue, ledger: Ledger, wanted: set[str]) -> bool:
    for sighting, draft in zip(issue.sightings, ledger.drafts, strict=True):
        article = outline(draft).article.get(sighting.eid) if sighting else None
        if article is not None and key(article.number) in wanted:
            return True
    return False
