"""What an open issue may change: compares the draft with every first choice and with every last one.

The comparison and its judgement are those of any two drafts; here it is only said which finding is due to which issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from treatydiff.model import Draft, Provision, Status
from treatydiff.outstanding.matches import counted
from treatydiff.outstanding.values import Issue, IssueSort, Ledger, Region, Sighting, Stake
from treatydiff.report import Effect, Finding, Report
from treatydiff.text.lettering import squared

Compare = Callable[[Draft, Draft], Report]
_WORD = 3
"""Letters of a word that may tell which issue a finding is about."""
_OPEN = (IssueSort.WORDS, IssueSort.PROVISION, IssueSort.ALTERNATIVES, IssueSort.OPTIONS)


def with_stakes(ledger: Ledger, reports: Sequence[Report], compare: Compare) -> Ledger:
    """The ledger with what hangs on each issue: of those that were closed what the drafts' own comparison says."""
    draft = ledger.drafts[-1]
    standing = [issue.last for issue in ledger.open if issue.last.sort in _OPEN]
    found: dict[int, list[Stake]] = {}
    if standing:
        report = compare(settled(draft, standing, last=False), settled(draft, standing, last=True))
        held = [(issue.number, issue.last) for issue in ledger.open if issue.last.sort in _OPEN]
        _told(report.findings, held, found, backward=False)
    for at, step in enumerate(reports, start=1):
        held = [(issue.number, issue.last) for issue in ledger.closed if issue.closed == at]
        _told(step.findings, held, found, backward=True)
    return replace(ledger, issues=tuple(_bearing(issue, found) for issue in ledger.issues))


def _bearing(issue: Issue, found: dict[int, list[Stake]]) -> Issue:
    """The issue with the gravest stake of each theme."""
    first: dict[str, Stake] = {}
    for stake in sorted(found.get(issue.number, ()), key=lambda each: (_weight(each), each.effect is Effect.TOUCHES)):
        first.setdefault(stake.theme, stake)
    return replace(issue, stakes=tuple(first.values()))


def _weight(stake: Stake) -> int:
    return list(type(stake.severity)).index(stake.severity)


def _told(
    findings: Iterable[Finding],
    held: Sequence[tuple[int, Sighting]],
    found: dict[int, list[Stake]],
    *,
    backward: bool,
) -> None:
    """Hand each finding to the issue that it is due to; one that could be due to several is due to none."""
    by_eid: dict[str, list[tuple[int, Sighting]]] = {}
    for number, sighting in held:
        for eid in {sighting.eid, *sighting.members, *(region.eid for region in sighting.regions)}:
            by_eid.setdefault(eid, []).append((number, sighting))
    for finding in findings:
        link = finding.change.link
        eids = [p.eid for p in (link.old if backward else (*link.old, *link.new))]
        near = {number: one for eid in eids for number, one in by_eid.get(eid, ())}
        due = _due(finding, near, sure=not backward)
        if due is not None:
            stake = Stake(finding.theme, finding.severity, finding.effect, finding.meaning, finding.adverse)
            found.setdefault(due, []).append(stake)


def _due(finding: Finding, near: dict[int, Sighting], *, sure: bool) -> int | None:
    """The issue whose words a finding is about, the smallest of those inside each other.

    ``sure``: nothing but issues makes the two texts differ, so where there is only one it is due to that.
    """
    if sure and len(near) == 1:
        return next(iter(near))
    words = {word for span in finding.quoted for word in counted(span.text) if len(word) >= _WORD or not word.isascii()}
    holding = {n: one for n, one in near.items() if words and words <= set(counted(one.words))}
    smallest = sorted(holding, key=lambda n: len(holding[n].words))
    return smallest[0] if smallest and _apart(smallest, holding) else None


def _apart(smallest: Sequence[int], holding: dict[int, Sighting]) -> bool:
    """Whether the smallest issue stands inside all others that could be meant."""
    inner = holding[smallest[0]]
    return all(_inside(inner, holding[n]) for n in smallest[1:])


def _inside(inner: Sighting, outer: Sighting) -> bool:
    return all(
        any(
            (mine.eid, mine.field) == (theirs.eid, theirs.field)
            and theirs.start <= mine.start
            and mine.end <= theirs.end
            for theirs in outer.regions
        )
        for mine in inner.regions
    )


# ------------------------------------------------------------------------------------------- the draft with one choice


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A stretch of a field and what stands there instead."""

    start: int
    end: int
    words: str


def settled(draft: Draft, standing: Sequence[Sighting], *, last: bool) -> Draft:
    """The draft as if each open issue had been settled for its first choice, which may be no text, or for its last."""
    edits: dict[tuple[str, str], list[_Replaced]] = {}
    gone: set[str] = set()
    instead: dict[str, str] = {}
    for sighting in standing:
        if sighting.sort is IssueSort.OPTIONS:
            gone |= set(sighting.members[1:])
            if last:
                instead[sighting.members[0]] = sighting.members[-1]
        elif sighting.sort is IssueSort.PROVISION and not last:
            gone |= {region.eid for region in sighting.regions}
        elif sighting.sort is IssueSort.ALTERNATIVES or (sighting.sort is IssueSort.WORDS and not last):
            words = (sighting.choices[-1] if last else sighting.choices[0]).words
            words = words if sighting.sort is IssueSort.ALTERNATIVES else ""
            for at, region in enumerate(sighting.regions):
                edits.setdefault((region.eid, region.field), []).append(_replaced(region, "" if at else words))
    known = {p.eid: p for p in draft.walk()}
    made = _Maker(edits, gone, instead, known)
    return replace(draft, provisions=tuple(made.each(draft.provisions)))


def _replaced(region: Region, words: str) -> _Replaced:
    return _Replaced(region.start, region.end, words)


@dataclass(frozen=True, slots=True)
class _Maker:
    edits: dict[tuple[str, str], list[_Replaced]]
    gone: set[str]
    instead: dict[str, str]
    known: dict[str, Provision]

    def each(self, provisions: Iterable[Provision]) -> Iterator[Provision]:
        return (self.one(p) for p in provisions if p.eid not in self.gone)

    def one(self, provision: Provision) -> Provision:
        source = self.known[self.instead.get(provision.eid, provision.eid)]
        heading, text = (self._field(source, field) for field in ("heading", "text"))
        children = tuple(self.each(source.children))
        status = provision.status - {Status.BRACKETED}
        printed = provision.printed.replace("[", "").replace("]", "")
        return replace(provision, heading=heading, text=text, children=children, status=status, printed=printed)

    def _field(self, provision: Provision, field: str) -> str:
        text: str = getattr(provision, field)
        made, place = [], 0
        for edit in sorted(self.edits.get((provision.eid, field), ()), key=lambda each: (each.start, -each.end)):
            if edit.start >= place:
                made += [text[place : edit.start], edit.words]
                place = edit.end
        bare = squared("".join([*made, text[place:]])).replace("[", "").replace("]", "")
        return " ".join(bare.split())
