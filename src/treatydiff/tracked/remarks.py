"""What stands on the margin of a redline: findings, and moves where they are not marked natively."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatydiff.model import Draft, Finding, Provision, Report
from treatydiff.tracked.body import Bodies
from treatydiff.tracked.comments import Remark
from treatydiff.tracked.hints import Places, paragraphs_of
from treatydiff.tracked.xml import Element


def on_findings(findings: Iterable[Finding], author: str, old: Places, new: Places) -> Iterator[Remark]:
    """A remark for each finding. Each theme is an author of its own, so that Word can colour and filter by theme."""
    for finding in findings:
        link = finding.change.link
        paragraphs = (*paragraphs_of(link.new, new), *paragraphs_of(link.old, old))
        turn = {True: "adverse", False: "favourable", None: "direction unclear"}[finding.adverse]
        text = f"{finding.effect.capitalize()}: {turn}, {finding.severity}\n{finding.message}"
        initials = "".join(word[0] for word in finding.theme.split("-")).upper()
        words = (*finding.introduced, *finding.removed)
        yield Remark(f"{author}: {finding.theme}", initials, text, paragraphs, words)


def on_moves(report: Report, bodies: Bodies, author: str, old: Places, new: Places) -> Iterator[Remark]:
    """Where moves are shown as deletion and insertion: a remark at both places that says where the other one is."""
    homes_old, homes_new = _homes(report.old, old), _homes(report.new, new)
    initials = "".join(word[0] for word in author.split())[:3].upper() or "T"
    for before, after in bodies.plain_moves:
        gone, come = homes_old.get(before), homes_new.get(after)
        yield Remark(author, initials, f"Moved from {gone or 'another place'}", (after,))
        yield Remark(author, initials, f"Moved to {come or 'another place'}", (before,))


def _homes(draft: Draft, places: Places) -> dict[Element, str]:
    """Of each paragraph the article it stands in."""
    found: dict[Element, str] = {}
    for provision in draft.walk():
        name = _named(provision)
        for paragraph in paragraphs_of((provision,), places):
            if name:
                found.setdefault(paragraph, name)
    return found


def _named(provision: Provision) -> str:
    if provision.article:
        return f"article {provision.article}"
    return f"{provision.level} {provision.number}".strip()
