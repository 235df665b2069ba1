"""Makes findings of decisions, in this one place, with all that is said of them afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from treatydiff.judging.arbiter import Decision, spokesmen
from treatydiff.judging.around import Around
from treatydiff.judging.passages import Passage, as_printed, op_of
from treatydiff.judging.reach import Escape, Map, escapes
from treatydiff.judging.subject import Subject
from treatydiff.judging.told import excerpt, leftover, proposed
from treatydiff.judging.votes import Vote
from treatydiff.model import Change, Kind, Op, Significance, Span
from treatydiff.redline.choices import as_kept
from treatydiff.report import Effect, Finding, Severity, abridged
from treatydiff.themes import Measure, Rule

_EFFECTS = {
    (Measure.POWER, True): Effect.EXPANDS,
    (Measure.POWER, False): Effect.NARROWS,
    (Measure.PROTECTION, True): Effect.WEAKENS,
    (Measure.PROTECTION, False): Effect.STRENGTHENS,
}
_OF_POWERS = frozenset({Effect.EXPANDS, Effect.NARROWS})
_READ_WHOLE = frozenset({"role", "leaning", "lifted"})


def tell(change: Change, votes: Sequence[Vote], decision: Decision, around: Around) -> Iterator[Finding]:
    """The findings of a change, one a theme. The only place where one is made of votes."""
    passages, place = around.passages.of(change), around.namer.name(change)
    chosen = [vote for vote in spokesmen(votes, decision) if vote.theme in around.measures]
    for vote in chosen:
        if around.profile.mutes(vote.rule):
            continue
        effect = Effect.TOUCHES if vote.worse is None else _EFFECTS[around.measures[vote.theme], vote.worse]
        yield Finding(
            id="",
            theme=vote.theme,
            rule=vote.rule,
            effect=effect,
            adverse=around.profile.adverse(vote.rule, effect),
            severity=vote.severity,
            change=change,
            removed=vote.removed,
            introduced=vote.introduced,
            meaning=vote.says,
            where=place,
            quoted=_quoted(vote, passages),
            excerpt=_shown(vote, change, passages, around),
            facts=tuple(dict.fromkeys(_fact(each) for each in votes)),
            agreeing=decision.agreeing if effect is not Effect.TOUCHES else 0,
            unclear="" if effect is not Effect.TOUCHES else decision.why_open(votes),
            leaning=_leaning(vote, votes, decision, around),
        )


def _leaning(vote: Vote, votes: Sequence[Vote], decision: Decision, around: Around) -> Effect:
    """What the facts of a theme would do, were as little needed to call it better as to call it worse."""
    said = any(each.theme == vote.theme and each.worse is decision.leans for each in votes)
    if decision.leans is None or not said:
        return Effect.TOUCHES
    return _EFFECTS[around.measures[vote.theme], decision.leans]


def _fact(vote: Vote) -> str:
    """A vote in a line: what sort of fact, what it says, its words, the doubts that it is under."""
    way = {True: "worse", False: "better", None: "open"}[vote.worse]
    sides = (("-", vote.removed), ("+", vote.introduced))
    words = "; ".join(f"{sign} {abridged(word)}" for sign, found in sides for word in found)
    doubts = f" (doubted: {', '.join(vote.doubts)})" if vote.doubts else ""
    return f"{vote.kind}, {way}: {vote.says}{f' [{words}]' if words else ''}{doubts}"


def _quoted(vote: Vote, passages: Sequence[Passage]) -> tuple[Span, ...]:
    """The words that decided; none of a provision that came or went as a whole and was read by a rule."""
    if vote.kind not in _READ_WHOLE and vote.passage < len(passages) and passages[vote.passage].whole:
        return ()
    return (*(Span(Op.DELETE, word) for word in vote.removed), *(Span(Op.INSERT, word) for word in vote.introduced))


def _shown(vote: Vote, change: Change, passages: Sequence[Passage], around: Around) -> tuple[Span, ...]:
    """The words around those that decided."""
    amended = change.kind is Kind.AMENDED or around.passages.dropped_for_another(change)
    if vote.kind in _READ_WHOLE and not amended:
        op = op_of(change)
        return (Span(op, (vote.introduced or vote.removed)[0], Significance.SUBSTANTIVE),)
    return excerpt(*as_printed(passages[vote.passage], vote.at)) if vote.passage < len(passages) else ()


def finished(found: Iterable[Finding], around: Around) -> Iterator[Finding]:
    """Findings as the subject of the drafts allows them, with what else changed beside their words."""
    for finding in found:
        kept = _within(around.subject, around.own, finding)
        if kept:
            dropped = around.passages.dropped_for_another(kept.change)
            kept = replace(kept, also=leftover(kept, around.wording.small))
            kept = replace(kept, decided=dropped or _between_alternatives(kept))
            if kept.change.choices:
                kept = replace(kept, excerpt=as_kept(kept.change, kept.excerpt))
            yield proposed(kept)


def _within(subject: Subject, own: frozenset[str], finding: Finding) -> Finding | None:
    """A finding as the subject of the drafts allows it: where that is another, hardly ever, and never as high."""
    if finding.theme in own:
        return finding
    if finding.effect in _OF_POWERS and subject.on_goods(finding.change):
        return replace(finding, adverse=None, effect=Effect.TOUCHES, severity=Severity.LOW)
    if not subject.foreign:
        return finding
    return replace(finding, severity=_lower(finding.severity)) if subject.concerns(finding.change) else None


def _between_alternatives(finding: Finding) -> bool:
    """Whether the words that decided are those that a choice dropped or kept."""
    choices, words = finding.change.choices, [span.text for span in finding.quoted]
    dropped = [one for choice in choices for one in choice.dropped]
    return any(one in word or word in one for one in dropped for word in words)


def _lower(severity: Severity) -> Severity:
    return Severity.MEDIUM if severity is Severity.HIGH else severity


def escaped(around: Around, found: Sequence[Finding]) -> Iterator[Finding]:
    """Provisions out of (or into) the reach of a safeguard, where the theme has said nothing on them yet."""
    chart = Map(around.redline, around.old, around.new, around.wording, around.references)
    said = {(finding.theme, finding.change.id) for finding in found}
    for theme in around.themes:
        for escape in (escape for rule in theme.rules for escape in _caught(around, chart, rule)):
            outcome = escape.rule.rise if escape.into else escape.rule.fall
            if outcome and not around.profile.mutes(escape.rule.id) and (theme.name, escape.change.id) not in said:
                said.add((theme.name, escape.change.id))
                yield Finding(
                    id="",
                    theme=theme.name,
                    rule=escape.rule.id,
                    effect=outcome.effect,
                    adverse=around.profile.adverse(escape.rule.id, outcome.effect),
                    severity=escape.rule.severity,
                    change=escape.change,
                    removed=(),
                    introduced=(),
                    meaning=f"{outcome.says} {escape.says}",
                    where=around.namer.name(escape.change),
                    excerpt=(Span(Op.KEEP, escape.quote),),
                )


def _caught(around: Around, chart: Map, rule: Rule) -> list[Escape]:
    with around.faults.caught(rule.id):
        return list(escapes(chart, rule))
    return []
