"""What the rules of the themes say and what the clause frames say, made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from treatydiff.judging.rows import OPPOSED
from treatydiff.lettering import LETTERS
from treatydiff.model import Change, Kind, Level, Op, Span
from treatydiff.report import FRAME, Effect, Finding, Severity


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


def merged(
    ruled: Iterable[Finding],
    framed: Sequence[Finding],
    renamed: Callable[[Change], bool],
    wholes: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Rules and frames together, without what only touches a theme of which the same text says which way it went.

    The same text is one change, or one article that came or went. ``wholes`` are the rules that read whole provisions.
    """
    found = _either_way(list(_together(ruled, framed, renamed)), wholes)
    firm = {(finding.theme, text_of(finding.change)) for finding in found if worse(finding) is not None}
    yield from (f for f in found if worse(f) is not None or (f.theme, text_of(f.change)) not in firm)


def _either_way(found: Sequence[Finding], wholes: frozenset[str]) -> Sequence[Finding]:
    """Findings; where one thing went and another of its kind came in its place, which is better is left open."""
    ways: defaultdict[tuple[str, str, str], set[bool]] = defaultdict(set)
    for finding in found:
        if _a_whole(finding, wholes) and worse(finding) is not None:
            ways[_kind_of(finding)].add(_came(finding))
    both = {kind for kind, told in ways.items() if len(told) > 1}
    either_way = [_a_whole(finding, wholes) and _kind_of(finding) in both for finding in found]
    return [
        replace(finding, adverse=None, effect=Effect.TOUCHES) if open_ else finding
        for finding, open_ in zip(found, either_way, strict=True)
    ]


def _a_whole(finding: Finding, wholes: frozenset[str]) -> bool:
    """Whether a finding tells of a paragraph, or a sentence, that came or went."""
    framed = finding.rule.rpartition("/")[2] in _WHOLES
    return bool(finding.where.place) and (framed or finding.rule in wholes)


def _came(finding: Finding) -> bool:
    """Whether it came; a rule on a provision that came or went as a whole quotes no words."""
    if finding.change.kind is not Kind.AMENDED:
        return finding.change.kind is Kind.INSERTED
    return bool(finding.introduced) or (not finding.removed and finding.effect in _GRANTS)


_WHOLES = frozenset(
    f"{FRAME}{name}"
    for name in ("power-given", "offence-created", "penalty-set", "safeguard-set", "right-given", "secrecy-ordered")
)


def _kind_of(finding: Finding) -> tuple[str, str, str]:
    """What came or went, and in which paragraph."""
    return finding.rule, finding.where.unit, finding.where.place.partition(" (")[0]


def text_of(change: Change) -> str:
    """What a finding is told of."""
    return change.id if change.kind is Kind.AMENDED else f"{change.kind} {change.within or change.id}"


def _together(
    ruled: Iterable[Finding], framed: Sequence[Finding], renamed: Callable[[Change], bool]
) -> Iterator[Finding]:
    """Rules and frames together: one finding a theme and change, and no two verdicts that contradict each other.

    Of an article that came or went the frames speak of each paragraph by itself, and go before a rule that speaks of
    the whole. Elsewhere a rule knows its words better: what the frames say against it only touches the theme.
    A change of force is told beside what else a rule says.
    """
    ruled = [finding for finding in ruled if _is_modality(finding) or not renamed(finding.change)]
    framed = [finding for finding in framed if not any(_same_force(finding, other) for other in ruled)]
    ruled = [finding for finding in ruled if not any(_outdone(finding, other) for other in framed)]
    framed = [finding for finding in framed if not any(_repeats(finding, other) for other in ruled)]
    firm, ruling = _signs(framed), _signs(ruled)
    said: set[tuple[str, str, bool]] = set()
    closer = {(finding.theme, finding.change.within) for finding in framed if worse(finding) is not None}
    for finding in ruled:
        if _whole_article(finding.change) and (finding.theme, finding.change.within) in closer:
            continue
        against = firm.get(finding.change.id) if _whole_article(finding.change) else None
        if _is_modality(finding) and firm.get(finding.change.id, set()) == {not worse(finding)}:
            finding = replace(finding, adverse=None, effect=Effect.TOUCHES)
        if worse(finding) is None or not against or against == {worse(finding)}:
            said.add((finding.theme, finding.change.id, worse(finding) is None))
            yield finding
    for finding in framed:
        if _has_more_to_say(finding, said):
            against = ruling.get(finding.change.id)
            holds = worse(finding) is None or not against or worse(finding) in against
            if not holds and not _whole_article(finding.change):
                finding = replace(finding, adverse=None, effect=Effect.TOUCHES)
            yield finding


def _has_more_to_say(framed: Finding, said: set[tuple[str, str, bool]]) -> bool:
    """Whether no rule has spoken on a change in the theme; or only touched it, where a whole sentence came or went.

    ``said`` are the themes and changes of which rules spoke, and whether without a direction.
    """
    firm, touched = ((framed.theme, framed.change.id, open_) in said for open_ in (False, True))
    whole = framed.rule.rpartition("/")[2] in _WHOLES and worse(framed) is not None
    spoken = firm or (touched and not whole)
    return not spoken or framed.rule.endswith(_BINDING) or _is_opposite(framed)


def _same_force(framed: Finding, ruled: Finding) -> bool:
    """Whether a frame tells of a change of force what a rule tells of it, and neither contradicts the other."""
    if framed.change.id != ruled.change.id or not framed.rule.endswith(_BINDING):
        return False
    signs = {worse(framed), worse(ruled)}
    return signs != {True, False} and not _forces(framed).isdisjoint(_forces(ruled))


def _is_opposite(finding: Finding) -> bool:
    """Whether a frame tells of a sentence that one word turned round."""
    return f"/{FRAME}{OPPOSED}" in finding.rule


def _outdone(ruled: Finding, framed: Finding) -> bool:
    """Whether a rule tells of the words that turned a sentence round, and tells it the other way.

    What the whole sentence says decides: a "not" less is no relief where it stood before what is bad for people. Nor is
    an "unless" less where it said who must prove what.
    """
    if ruled.change.id != framed.change.id or {worse(ruled), worse(framed)} != {True, False}:
        return False
    if framed.rule.endswith(_PROOF):
        return True
    return _is_opposite(framed) and not _said(ruled).isdisjoint(_said(framed))


def _repeats(framed: Finding, ruled: Finding) -> bool:
    """Whether a frame tells of one word what a rule tells of those around it, in the same theme."""
    alike = (framed.change.id, framed.theme, worse(framed)) == (ruled.change.id, ruled.theme, worse(ruled))
    return alike and _is_opposite(framed) and not _said(framed).isdisjoint(_said(ruled))


def _said(finding: Finding) -> set[str]:
    """The words on which a finding rests, one by one."""
    return {word for text in (*finding.removed, *finding.introduced) for word in LETTERS.findall(text.lower())}


_PROOF = f"/{FRAME}proof"
_BINDING = tuple(f"/{FRAME}{name}" for name in ("binding", "barred"))


def _forces(finding: Finding) -> set[Span]:
    """The words that came and went on which a finding rests."""
    removed = {Span(Op.DELETE, word) for word in finding.removed}
    return removed | {Span(Op.INSERT, word) for word in finding.introduced}


def _is_modality(finding: Finding) -> bool:
    """Whether a finding is of how binding a clause is: "may" for "shall" in every article renames nothing."""
    return finding.rule.endswith("/modality")


def worse(finding: Finding) -> bool | None:
    """Whether a finding is a turn for the worse for those concerned, whoever reads; None where that is open."""
    return _WORSE.get(finding.heard)


_WORSE = {Effect.EXPANDS: True, Effect.WEAKENS: True, Effect.NARROWS: False, Effect.STRENGTHENS: False}


_GRANTS = frozenset({Effect.EXPANDS, Effect.STRENGTHENS})


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
