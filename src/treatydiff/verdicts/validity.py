"""Applies verdicts to a comparison: found by their words, they become findings, or lapse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from treatydiff.judging.findings import excerpt
from treatydiff.model import Change, Notice, Op, Significance, Span, new_text, old_text
from treatydiff.references.places import small
from treatydiff.report import (
    Confidence,
    FiledVerdict,
    Finding,
    Holding,
    KeptVerdict,
    Location,
    ReaderTally,
    Report,
    Signature,
)
from treatydiff.themes import Profile
from treatydiff.verdicts.content import (
    EARLIER,
    Judgeable,
    Names,
    Prints,
    judgeables,
    key_of,
    print_of,
    spoken,
    whole,
    without_draft,
)

RULE = "judged"
"""What stands for a rule in a finding that a person made: ``surveillance/judged``."""
READ_RULE = "read"
"""The same in one that a reader of the user's own made: ``surveillance/read``."""


def judged(reports: Sequence[Report], filed: Sequence[FiledVerdict], profile: Profile) -> tuple[Report, ...]:
    """The reports with the verdicts that hold in them, and notices of those that no longer do.

    Of several comparisons in a row a verdict belongs to those whose words it has. It is said to have lapsed after the
    last of them; one that fits nowhere is said to have lapsed in the last comparison.
    """
    if not filed:
        return tuple(reports)
    benches = [_Bench(report, profile) for report in reports]
    held = [[bench.held(verdict) for verdict in filed] for bench in benches]
    found = []
    for at, bench in enumerate(benches):
        found.append(bench.report_with([k for n, k in enumerate(held[at]) if _belongs([of[n] for of in held], at)]))
    return tuple(found)


def _belongs(held: Sequence[KeptVerdict], at: int) -> bool:
    """Whether a verdict is of any concern in a comparison: from the one on in which it first applies."""
    holdings = [kept.holding for kept in held]
    last = len(holdings) - 1
    first = next((n for n, holding in enumerate(holdings) if holding is Holding.APPLIES), None)
    if first is None:
        first = next((n for n, holding in enumerate(holdings) if holding is Holding.STANDS), last)
    return at >= first


class _Bench:
    """One report before its judges."""

    def __init__(self, report: Report, profile: Profile) -> None:
        self._report, self._profile = report, profile
        self._names = Names(report)
        self._units = judgeables(report)
        self._raw = _grouped((unit.prints.old, unit.prints.new, unit) for unit in self._units)
        self._settled = _grouped((unit.prints.old, unit.prints.settled, unit) for unit in self._units)
        self._own = _grouped(_own_words(self._units))
        self._standing = dict(_unchanged(report))
        self._taken: set[tuple[str, str, str]] = set()
        self._order = {change.id: place for place, change in enumerate(report.redline.all)}

    # ------------------------------------------------------------------------------------------------- what holds

    def held(self, verdict: FiledVerdict) -> KeptVerdict:
        """What becomes of a verdict."""
        key = key_of(verdict)
        unit = self._unit(verdict, key)
        if unit:
            return self._applied(verdict, unit)
        change, now = self._standing.get(key.new, (None, "")) if key.new != _NO_WORDS else (None, "")
        adverse = self._adverse(verdict)
        if change:
            return KeptVerdict(verdict, Holding.STANDS, self._names.where(change), adverse, now)
        if key.new == _NO_WORDS and key.old not in self._said:
            return KeptVerdict(verdict, Holding.STANDS, Location(f"{without_draft(verdict.place)}{EARLIER}"), adverse)
        return KeptVerdict(verdict, Holding.LAPSED, Location(verdict.place), adverse)

    def _unit(self, verdict: FiledVerdict, key: Prints) -> Judgeable | None:
        """The change whose words were judged; of several alike the one in the same place, else the first one left."""
        found = self._raw.get((key.old, key.new)) or self._own.get((key.old, key.new))
        found = found or self._settled.get((key.old, key.settled)) or []
        place = spoken(verdict.place)
        here = [unit for unit in found if place in unit.places]
        free = [u for u in found if (u.change.id, verdict.author, verdict.theme) not in self._taken]
        unit = next(iter((*here, *free, *found)), None)
        if unit:
            self._taken.add((unit.change.id, verdict.author, verdict.theme))
        return unit

    @cached_property
    def _said(self) -> frozenset[str]:
        """The words of all provisions of the new draft, alone and with everything inside."""
        texts = (text for p in self._report.new.walk() for text in {p.own, whole((p,))})
        return frozenset(print_of(text) for text in texts)

    def _adverse(self, verdict: FiledVerdict) -> bool | None:
        rule = f"{verdict.theme}/{READ_RULE if verdict.read else RULE}"
        if verdict.effect is None or self._profile.mutes(rule):
            return None
        return self._profile.adverse(rule, verdict.effect)

    def _applied(self, verdict: FiledVerdict, unit: Judgeable) -> KeptVerdict:
        inside = set(unit.inside)
        rules = tuple(f for f in self._report.findings if f.theme == verdict.theme and f.change.id in inside)
        adverse = self._adverse(verdict)
        instead = () if verdict.read else rules  # a program's word takes the place of nothing
        return KeptVerdict(verdict, Holding.APPLIES, unit.where, adverse, change=unit.change, instead=instead)

    # -------------------------------------------------------------------------------------------- what comes of it

    def report_with(self, kept: Sequence[KeptVerdict]) -> Report:
        """The report with verdicts as findings in the place of what rules said of the same."""
        readers = tuple(_tallies(kept, self._opposite))
        kept = [each for each in kept if not each.filed.read or (each.holding is Holding.APPLIES and each.filed.says)]
        named = [replace(each, finding=f"v{number}") if _speaks(each) else each for number, each in enumerate(kept, 1)]
        replaced = {finding.id for each in named for finding in each.instead}
        rules = (finding for finding in self._report.findings if finding.id not in replaced)
        own = (self._finding(each, each.change) for each in named if _speaks(each) and each.change)
        found = sorted((*own, *rules), key=lambda finding: (self._order[finding.change.id], finding.standing))
        report = replace(self._report, findings=tuple(found), verdicts=tuple(named), readers=readers)
        return replace(report, notices=(*report.notices, *(("", Notice(message)) for message in lapsed(report))))

    def _opposite(self, kept: KeptVerdict) -> tuple[Finding, ...]:
        """The firm findings of rules that say of the same theme the opposite of what a program does."""
        if kept.adverse is None or not kept.filed.read or not kept.change:
            return ()
        inside = set(self._names.parts(kept.change))
        firm = (f for f in self._report.findings if f.theme == kept.filed.theme and f.adverse is not kept.adverse)
        return tuple(f for f in firm if f.adverse is not None and f.change.id in inside)

    def _finding(self, kept: KeptVerdict, change: Change) -> Finding:
        verdict, effect = kept.filed, kept.filed.effect
        assert effect is not None
        removed, introduced = (
            tuple(dict.fromkeys(word for rule in kept.instead for word in getattr(rule, side)))
            for side in ("removed", "introduced")
        )
        return Finding(
            id=kept.finding,
            theme=verdict.theme,
            rule=f"{verdict.theme}/{READ_RULE if verdict.read else RULE}",
            effect=effect,
            adverse=kept.adverse,
            severity=verdict.severity,
            change=change,
            removed=removed,
            introduced=introduced,
            meaning=verdict.sentence or f"{effect} {verdict.theme}",
            where=kept.where,
            excerpt=kept.instead[0].excerpt if kept.instead else _excerpt(change),
            mark=Confidence.LEANS if verdict.read and not verdict.read.trusted else Confidence.LIKELY,
            share=verdict.read.share if verdict.read else 0.0,
            signed=Signature(verdict.author, verdict.date, kept.instead, verdict.read, self._opposite(kept)),
        )


def _tallies(
    kept: Iterable[KeptVerdict], opposite: Callable[[KeptVerdict], tuple[Finding, ...]]
) -> Iterator[ReaderTally]:
    """What became of the questions on changes of this comparison, by reader; a question counts once."""
    asked: dict[tuple[str, str], dict[str, list[KeptVerdict]]] = {}
    for each in kept:
        if each.filed.read and each.holding is Holding.APPLIES:
            of_reader = asked.setdefault((each.filed.author, each.filed.read.model), {})
            of_reader.setdefault(each.filed.read.asked or each.filed.source, []).append(each)
    for (name, model), questions in asked.items():
        lines = list(questions.values())
        became = Counter(of_one[0].filed.read.became for of_one in lines if of_one[0].filed.read)
        doubtful = sum(any(each.filed.read and each.filed.read.doubt for each in of_one) for of_one in lines)
        against = sum(any(map(opposite, of_one)) for of_one in lines)
        answered, contradicted, rejected, unanswered = (became[each] for each in _BECAME)
        yield ReaderTally(name, model, len(lines), answered, contradicted, rejected, unanswered, doubtful, against)


def lapsed(report: Report) -> Iterator[str]:
    """What whoever judged has to know: which verdicts lapsed, and which are of no place that there is."""
    found = [each.filed for each in report.verdicts if each.holding is Holding.LAPSED and not each.filed.read]
    known = Names(report).known() if found else frozenset()
    changed = [verdict for verdict in found if spoken(verdict.place) in known]
    if changed:
        applies = "verdict no longer applies" if len(changed) == 1 else "verdicts no longer apply"
        yield f"{len(changed)} {applies}, because the words have changed: {_places(changed)}"
    for verdict in (verdict for verdict in found if verdict not in changed):
        yield f"{verdict.source}: {verdict.place}: no such place in these drafts, and none of their words"


_BECAME = ("answered", "contradicted", "rejected", "unanswered")
_NO_WORDS = print_of("")


def _speaks(kept: KeptVerdict) -> bool:
    """Whether a verdict is a finding: it applies, and says more than that there is no effect."""
    return kept.holding is Holding.APPLIES and kept.filed.effect is not None


def _grouped(
    prints: Iterable[tuple[str, str, Judgeable]],
) -> dict[tuple[str, str], list[Judgeable]]:
    found: dict[tuple[str, str], list[Judgeable]] = {}
    for old, new, unit in prints:
        found.setdefault((old, new), []).append(unit)
    return found


def _own_words(units: Iterable[Judgeable]) -> Iterator[tuple[str, str, Judgeable]]:
    """The words of a change alone, as people quote them: without what is inside it, and without the heading."""
    for unit in units:
        alone = replace(unit, inside=(unit.change.id,))
        for spans in (unit.change.spans, unit.change.text):
            yield print_of(old_text(spans)), print_of(new_text(spans)), alone


def _unchanged(report: Report) -> Iterator[tuple[str, tuple[Change, str]]]:
    """By their old words the provisions that say the same in both drafts, and their words now.

    Alone, without the heading, and with everything inside.
    """
    heavy = [c for c in report.redline.changes if c.significance is Significance.SUBSTANTIVE]
    sides = (p.eid for c in heavy for p in c.link.old), (p.eid for c in heavy for p in c.link.new)
    old, new = map(frozenset, sides)
    for change in reversed(report.redline.all):
        if not (change.old and change.new) or change.significance is Significance.SUBSTANTIVE:
            continue
        for spans in (change.text, change.spans):
            yield print_of(old_text(spans)), (change, new_text(spans))
        inside = (p.eid in old for side in change.link.old for p in side.walk())
        arrived = (p.eid in new for side in change.link.new for p in side.walk())
        if not any(inside) and not any(arrived):
            yield print_of(whole(change.link.old)), (change, whole(change.link.new))


def _excerpt(change: Change) -> tuple[Span, ...]:
    """The marked-up words around the first edit of substance."""
    place = 0
    for span in change.spans:
        if span.op is not Op.KEEP and span.significance is Significance.SUBSTANTIVE:
            return excerpt(change.spans, (place, place + len(span.text)))
        place += len(span.text)
    return excerpt(change.spans, (0, 0))


def _places(verdicts: Sequence[FiledVerdict]) -> str:
    """``articles 7, 12, 30``."""
    units = dict.fromkeys(without_draft(verdict.place.partition(",")[0]) for verdict in verdicts)
    kinds = Counter(unit.partition(" ")[0] for unit in units)
    if len(kinds) == 1 and len(units) > 1 and all(" " in unit for unit in units):
        return f"{next(iter(kinds)).lower()}s {', '.join(unit.partition(' ')[2] for unit in units)}"
    return ", ".join(map(small, units))
