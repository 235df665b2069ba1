"""What the rules of the themes say and what the clause frames say, made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from treatydiff.model import Change, Effect, Finding, Kind, Level, Severity


def once(found: Iterable[Finding], lists: frozenset[str], throughout: Callable[[Change], bool]) -> Iterator[Finding]:
    """Findings, those on a member that left every list told once: it may be another name, and gives no direction."""
    told: set[str] = set()
    for finding in found:
        if finding.rule not in lists or not throughout(finding.change):
            yield finding
        elif finding.rule not in told:
            told.add(finding.rule)
            says = f"{finding.meaning}, here and throughout the draft"
            yield replace(finding, adverse=None, effect=Effect.TOUCHES, severity=Severity.LOW, meaning=says)


def unsure(found: Iterable[Finding], crowded: Callable[[Change], bool]) -> Iterator[Finding]:
    """Findings, those on a provision that was rewritten without a direction."""
    for finding in found:
        rewritten = finding.change.kind is Kind.AMENDED and worse(finding) is not None and crowded(finding.change)
        yield replace(finding, adverse=None, effect=Effect.TOUCHES) if rewritten else finding


def merged(ruled: Iterable[Finding], framed: Sequence[Finding], renamed: Callable[[Change], bool]) -> Iterator[Finding]:
    """Rules and frames together, without what only touches a theme of which the same text says which way it went.

    The same text is one change, or one article that came or went.
    """
    found = list(_together(ruled, framed, renamed))
    firm = {(finding.theme, _text_of(finding.change)) for finding in found if worse(finding) is not None}
    yield from (f for f in found if worse(f) is not None or (f.theme, _text_of(f.change)) not in firm)


def _text_of(change: Change) -> str:
    """What a finding is told of."""
    return change.id if change.kind is Kind.AMENDED else f"{change.kind} {change.within or change.id}"


def _together(
    ruled: Iterable[Finding], framed: Sequence[Finding], renamed: Callable[[Change], bool]
) -> Iterator[Finding]:
    """Rules and frames together: one finding a theme and change, and no two verdicts that contradict each other.

    Of an article that came or went the frames speak of each paragraph by itself, and go before a rule that speaks of
    the whole. Elsewhere a rule knows its words better: what the frames say against it only touches the theme.
    """
    firm, ruling = _signs(framed), _signs(ruled := [f for f in ruled if _is_modality(f) or not renamed(f.change)])
    said: set[tuple[str, str]] = set()
    closer = {(finding.theme, finding.change.within) for finding in framed if worse(finding) is not None}
    for finding in ruled:
        if _whole_article(finding.change) and (finding.theme, finding.change.within) in closer:
            continue
        against = firm.get(finding.change.id) if _whole_article(finding.change) else None
        if _is_modality(finding) and firm.get(finding.change.id, set()) == {not worse(finding)}:
            finding = replace(finding, adverse=None, effect=Effect.TOUCHES)
        if worse(finding) is None or not against or against == {worse(finding)}:
            said.add((finding.theme, finding.change.id))
            yield finding
    for finding in framed:
        if (finding.theme, finding.change.id) not in said:
            against = ruling.get(finding.change.id)
            holds = worse(finding) is None or not against or worse(finding) in against
            if not holds and not _whole_article(finding.change):
                finding = replace(finding, adverse=None, effect=Effect.TOUCHES)
            yield finding


def _is_modality(finding: Finding) -> bool:
    """Whether a finding is of how binding a clause is: "may" for "shall" in every article renames nothing."""
    return finding.rule.endswith("/modality")


def worse(finding: Finding) -> bool | None:
    """Whether a finding is a turn for the worse for those concerned, whoever reads; None where that is open."""
    return _WORSE.get(finding.effect)


_WORSE = {Effect.EXPANDS: True, Effect.WEAKENS: True, Effect.NARROWS: False, Effect.STRENGTHENS: False}


def _signs(findings: Iterable[Finding]) -> Mapping[str, set[bool]]:
    """The verdicts on each change, and on the article that came or went around it."""
    signs: defaultdict[str, set[bool]] = defaultdict(set)
    for finding in findings:
        if (sign := worse(finding)) is not None:
            signs[finding.change.id].add(sign)
            if finding.change.kind is not Kind.AMENDED:
                signs[finding.change.within].add(sign)
    return signs


def _whole_article(change: Change) -> bool:
    return change.kind is not Kind.AMENDED and change.provision.level is Level.ARTICLE
