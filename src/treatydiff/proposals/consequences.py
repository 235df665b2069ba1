"""Side effects of a proposal: whatever it would make worse is not tabled.

Old words can harm where they return: half of an enumeration is put back, an exception stands twice, a list is broken
by what was struck. So the old draft is compared with the proposal. A repair that brings a finding of its own is made in
full if it was made in part, and otherwise not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple, cast

from treatydiff.model import Change, Draft, Kind, Provision
from treatydiff.proposals.repairs import Repair, Way, repairs
from treatydiff.references.outline import outline
from treatydiff.references.places import small
from treatydiff.report import Finding, Report

ROUNDS = 5
"""So many times a proposal is made anew at most."""

Told = frozenset[tuple[str, str]]
"""Rules and what they were told of: findings that are known."""


class Care(NamedTuple):
    """What a proposal does otherwise than it would, by the ids of changes."""

    whole: frozenset[str] = frozenset()
    """All old words of these return, also those in clauses that no finding is about."""
    withdrawn: Mapping[str, str] = {}
    """These are not undone, and why."""

    def repairs(self, report: Report, wanted: Iterable[Finding]) -> tuple[Repair, ...]:
        """What would undo these findings and do no harm that is known."""
        made = repairs(report, wanted, self.whole)
        why = self.withdrawn
        return tuple(
            replace(each, way=Way.UNPLACED, why=why[each.change.id]) if each.change.id in why else each for each in made
        )

    def after(
        self, made: Sequence[Repair], brought: Iterable[Finding], left: Iterable[Finding], report: Report
    ) -> Care:
        """More care, after these repairs brought findings of their own or left some that they were to undo."""
        whole, withdrawn = set(self.whole), dict(self.withdrawn)
        for finding in left:
            whole |= {each.change.id for each in _of_its_provision(made, finding) if each.way is Way.REWORD}
        for finding in brought:
            for each in _responsible(made, finding, report):
                if each.way is Way.REWORD and each.change.id not in whole:
                    whole.add(each.change.id)
                elif each.change.id in self.whole or each.way is not Way.REWORD:
                    place = small(str(finding.where)) or "it"
                    reason = f"it would make {place} worse: {finding.claim.rstrip('.')}"
                    withdrawn.setdefault(each.change.id, reason)
        return Care(frozenset(whole), withdrawn)


def told(findings: Iterable[Finding]) -> Told:
    """What got worse by these findings."""
    return frozenset((each.rule, about(each)) for each in findings if each.adverse)


def brought(net: Report, known: Told, report: Report) -> tuple[Finding, ...]:
    """What the old draft against the proposal says got worse, and the old against the new one (``known``) does not.

    Not what is said of words that came with the new draft and that the proposal let stand: these are told as a whole
    or part by part, and a definition by where its term is used, as what stands around them has it.
    """
    found = (each for each in net.findings if each.adverse and (each.rule, about(each)) not in known)
    return tuple(each for each in found if not stood(each, report))


def stood(finding: Finding, report: Report) -> bool:
    """Whether the words that a finding of the proposal is about are those of the new draft, which it let stand."""
    text = finding.change.new.full_text() if finding.change.new else ""
    if finding.change.link.old:
        return bool(text) and any(text == each.full_text() for each in _became(report, finding.change.link.old))
    return finding.change.provision.full_text() in _words_of(report.new)


def _words_of(draft: Draft) -> str:
    """All that a draft says; each finding asks for it."""
    if _SAID not in draft.derived:
        draft.derived[_SAID] = "\n".join(each.full_text() for each in draft.provisions)
    return cast(str, draft.derived[_SAID])


_SAID = "proposals.said"


def _became(report: Report, old: Iterable[Provision]) -> list[Provision]:
    """What the new draft has for these provisions of the old one."""
    eids = {each.eid for each in old}
    return [new for link in report.alignment.links if eids & {each.eid for each in link.old} for new in link.new]


def uncovered(brought: Iterable[Finding], wanted: Sequence[Finding], report: Report) -> tuple[Finding, ...]:
    """Deletions of which nothing was said while other words seemed to stand for them: what is put back there does not.

    They are not the proposal's doing, and are undone with the rest.
    """
    gone = {each.old.eid: each for each in report.redline.all if each.old and each.kind is Kind.DELETED}
    asked = {each.change.id for each in wanted}
    found = ((each, gone.get(each.change.old.eid)) for each in brought if each.change.old)
    return tuple(replace(each, change=change) for each, change in found if change and change.id not in asked)


def about(finding: Finding) -> str:
    """What a finding is about, whatever the new draft calls it: the old provision, else the new words."""
    change = finding.change
    return change.old.eid if change.old else change.provision.full_text()


def _responsible(made: Sequence[Repair], finding: Finding, report: Report) -> list[Repair]:
    """The repairs of its own provision, else one of its article: that which shares most of its words, or is nearest."""
    own = _of_its_provision(made, finding)
    if own:
        return own
    order = {eid: at for at, eid in enumerate(outline(report.new).provisions)}
    became = {old.eid: link.new for link in report.alignment.links for old in link.old if link.new}
    here = [order[new.eid] for old in finding.change.link.old for new in became.get(old.eid, ()) if new.eid in order]
    homes = {_article(report, eid) for eid, at in order.items() if at in here}
    words = set(" ".join((*finding.removed, *finding.introduced)).casefold().split())
    near = [
        (-len(words & _words(each)), abs(order[eid] - at), each)
        for each in made
        for eid in _stands(each)
        for at in here
        if eid in order and _article(report, eid) in homes
    ]
    return [min(near, key=itemgetter(0, 1))[2]] if near else []


def _words(repair: Repair) -> set[str]:
    """The words that it puts back or strikes."""
    change = repair.change
    texts = [each.full_text() for each in change.link.new] if repair.way is Way.STRIKE else []
    texts += [edit.words for edit in repair.edits] or [each.full_text() for each in change.link.old]
    return set(" ".join(texts).casefold().split())


def _of_its_provision(made: Sequence[Repair], finding: Finding) -> list[Repair]:
    text = finding.change.provision.full_text()
    return [each for each in made if _same_provision(each.change, finding.change, text)]


def _same_provision(change: Change, other: Change, text: str) -> bool:
    mine = {provision.eid for gone in change.link.old for provision in gone.walk()}
    if other.link.old:
        return any(provision.eid in mine for provision in other.link.old)
    return any(text in provision.full_text() for provision in change.link.old)


def _stands(repair: Repair) -> tuple[str, ...]:
    """Where a repair is made, by what stands there in the new draft."""
    return tuple(new.eid for new in repair.change.link.new) or ((repair.after,) if repair.after else ())


def _article(report: Report, eid: str) -> str:
    provision = outline(report.new).provisions[eid]
    return outline(report.new).unit.get(eid, provision).eid
