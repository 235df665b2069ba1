"""Makes findings of decisions, in this one place, with all that is said of them afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from treatydiff.judging.arbiter import Decision, spokesmen
from treatydiff.judging.context import Environment, Subject, name_of
from treatydiff.judging.passages import OTHER, Passage, Passages, as_printed, op_of, own_text
from treatydiff.judging.reach import READS, Escape, escapes
from treatydiff.judging.signs import Vote
from treatydiff.judging.wording import plainly, words_of
from treatydiff.model import Change, Draft, Kind, Op, Redline, Significance, Span, new_text, old_text
from treatydiff.redline.choices import as_kept
from treatydiff.report import Confidence, Effect, Finding, Location, Severity, abridged
from treatydiff.text.disguise import disguises, is_misread, twins
from treatydiff.text.lettering import squared
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import visible
from treatydiff.themes import Measure, Rule
from treatydiff.themes.patterns import plain, silent

_EFFECTS = {
    (Measure.POWER, True): Effect.EXPANDS,
    (Measure.POWER, False): Effect.NARROWS,
    (Measure.PROTECTION, True): Effect.WEAKENS,
    (Measure.PROTECTION, False): Effect.STRENGTHENS,
}
_OF_POWERS = frozenset({Effect.EXPANDS, Effect.NARROWS})
_READ_WHOLE = frozenset({"role", "lifted"})


def tell(change: Change, votes: Sequence[Vote], decision: Decision, environment: Environment) -> Iterator[Finding]:
    """The findings of a change, one a theme. The only place where one is made of votes."""
    passages, place = environment.passages.of(change), environment.name(change)
    chosen = [vote for vote in spokesmen(votes, decision) if vote.theme in environment.measures]
    for vote in chosen:
        if environment.profile.mutes(vote.rule):
            continue
        effect = Effect.TOUCHES if vote.worse is None else _EFFECTS[environment.measures[vote.theme], vote.worse]
        yield Finding(
            id="",
            theme=vote.theme,
            rule=vote.rule,
            effect=effect,
            adverse=environment.profile.adverse(vote.rule, effect),
            severity=vote.severity,
            change=change,
            removed=vote.removed,
            introduced=vote.introduced,
            meaning=vote.says,
            where=place,
            quoted=_quoted(vote, passages),
            excerpt=_shown(vote, change, passages, environment),
            facts=tuple(dict.fromkeys(_fact(each) for each in votes)),
            agreeing=decision.agreeing if effect is not Effect.TOUCHES else 0,
            unclear="" if effect is not Effect.TOUCHES else decision.why_open(votes),
            leaning=_leaning(vote, votes, decision, environment),
        )


def _leaning(vote: Vote, votes: Sequence[Vote], decision: Decision, environment: Environment) -> Effect:
    """What the facts of a theme would do, were as little needed to call it better as to call it worse."""
    said = any(each.theme == vote.theme and each.worse is decision.leans for each in votes)
    if decision.leans is None or not said:
        return Effect.TOUCHES
    return _EFFECTS[environment.measures[vote.theme], decision.leans]


def _fact(vote: Vote) -> str:
    """A vote in a line: what sort of fact, what it says, its words, the doubts that it is under."""
    way = {True: "worse", False: "better", None: "open"}[vote.worse]
    sides = (("-", vote.removed), ("+", vote.introduced))
    words = "; ".join(f"{sign} {abridged(word)}" for sign, found in sides for word in found)
    doubts = f" (doubted: {', '.join(vote.doubts)})" if vote.doubts else ""
    plain = f" (what the clause does is plain to {vote.plain:.0%})" if vote.plain < 1 else ""
    return f"{vote.kind}, {way}: {vote.says}{f' [{words}]' if words else ''}{plain}{doubts}"


def _quoted(vote: Vote, passages: Sequence[Passage]) -> tuple[Span, ...]:
    """The words that decided; none of a provision that came or went as a whole and was read by a rule."""
    if vote.kind not in _READ_WHOLE and vote.passage < len(passages) and passages[vote.passage].whole:
        return ()
    return (*(Span(Op.DELETE, word) for word in vote.removed), *(Span(Op.INSERT, word) for word in vote.introduced))


def _shown(vote: Vote, change: Change, passages: Sequence[Passage], environment: Environment) -> tuple[Span, ...]:
    """The words around those that decided."""
    amended = change.kind is Kind.AMENDED or environment.passages.dropped_for_another(change)
    if vote.kind in _READ_WHOLE and not amended:
        op = op_of(change)
        return (Span(op, (vote.introduced or vote.removed)[0], Significance.SUBSTANTIVE),)
    return excerpt(*as_printed(passages[vote.passage], vote.at)) if vote.passage < len(passages) else ()


def finished(found: Iterable[Finding], environment: Environment) -> Iterator[Finding]:
    """Findings as the subject of the drafts allows them, with what else changed beside their words."""
    for finding in found:
        kept = _within(environment.subject, environment.own, finding)
        if kept:
            dropped = environment.passages.dropped_for_another(kept.change)
            kept = replace(kept, also=leftover(kept, environment.wording.small))
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


def escaped(environment: Environment, found: Sequence[Finding]) -> Iterator[Finding]:
    """Provisions out of (or into) the reach of a safeguard, where the theme has said nothing on them yet."""
    said = {(finding.theme, finding.change.id) for finding in found}
    for theme in environment.themes:
        rules = (rule for rule in theme.rules if rule.reads in READS)
        for escape in (escape for rule in rules for escape in _caught(environment, rule)):
            outcome = escape.rule.rise if escape.into else escape.rule.fall
            if outcome and not environment.profile.mutes(escape.rule.id) and (theme.name, escape.change.id) not in said:
                said.add((theme.name, escape.change.id))
                yield Finding(
                    id="",
                    theme=theme.name,
                    rule=escape.rule.id,
                    effect=outcome.effect,
                    adverse=environment.profile.adverse(escape.rule.id, outcome.effect),
                    severity=escape.rule.severity,
                    change=escape.change,
                    removed=(),
                    introduced=(),
                    meaning=f"{outcome.says} {escape.says}",
                    where=environment.name(escape.change),
                    excerpt=(Span(Op.KEEP, escape.quote),),
                )


def _caught(environment: Environment, rule: Rule) -> list[Escape]:
    with environment.faults.caught(rule.id):
        return list(escapes(environment, rule))
    return []


# ------------------------------------------------------------------------------------------------ how one is told

_AROUND = 90
"""Characters of kept text shown on either side."""
_LONGEST = 240
"""Characters shown of one edit."""


def excerpt(spans: Sequence[Span], at: tuple[int, int]) -> tuple[Span, ...]:
    """The marked-up text around a place; what is left out is an ellipsis."""
    lower, upper = at[0] - _AROUND, at[1] + _AROUND
    found, place = [], 0
    for span in spans:
        start, end = place, place + len(span.text)
        if start < upper and lower < end:
            found.append(Span(span.op, _cut(span, lower - start, upper - start, at[0] - start), span.significance))
        place = end
    return tuple(span for span in found if span.text)


def _cut(span: Span, lower: int, upper: int, focus: int) -> str:
    """What of a span lies between two places, edits a little more generously, whole words only."""
    if span.op is not Op.KEEP:
        lower, upper = min(lower, 0) if focus <= _LONGEST else focus - _AROUND, max(upper, 0)
        upper = min(max(upper, len(span.text)), max(lower, 0) + _LONGEST)
    text = span.text
    start = 0 if lower <= 0 else text.find(" ", lower) + 1
    end = len(text) if upper >= len(text) else max(text.rfind(" ", 0, upper), start)
    end = min(upper, len(text)) if end == start else end
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


_ENDS = regex(r"[.;。；؛](?:\s|$)")
"""Where a sentence, or an item of a list in one, ends in kept text."""
_EDGE = " \t\n,;:.()[]«»\"'“”‘’、，。；：،؛"
_LABEL = regex(r"[(\[]?\w{1,3}[)\].]?")
"""A number or letter that stands alone: as a rule that of a paragraph, which the redline shows."""
_SIDES = (Op.DELETE, Op.INSERT)
_NUMBER = regex(r"\d")
_MOST = 4
"""Words that a message names beside its own; if there are more, the redline is where to read them."""


def leftover(finding: Finding, small: frozenset[str]) -> tuple[Span, ...]:
    """The edits of substance in the sentence of a finding that its own quotation leaves out; ``small`` words are none.

    Of a provision that came or went, of a choice between alternatives and of words that moved there is nothing else to
    say.
    """
    change = finding.change
    if change.kind is not Kind.AMENDED or change.choices or not finding.quoted or finding.elsewhere:
        return ()
    around = [sentence for sentence in _sentences(change.text) if _holds(sentence, finding.quoted)]
    return tuple(piece for sentence in around for piece in _telling(sentence, finding.quoted, small))[:_MOST]


def _sentences(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Marked-up text cut where kept text ends a sentence."""
    sentence: list[Span] = []
    for span in spans:
        sentence.append(span)
        if span.op is Op.KEEP and _ENDS.search(span.text):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _holds(sentence: Sequence[Span], quoted: Iterable[Span]) -> bool:
    """Whether a sentence has quoted words on their side."""
    sides = {op: "".join(silent(span.text) for span in sentence if span.op in (Op.KEEP, op)) for op in _SIDES}
    return any(silent(word.text) in sides[word.op] for word in quoted)


def _telling(sentence: Sequence[Span], quoted: Sequence[Span], small: frozenset[str]) -> Iterator[Span]:
    """What is left of the edits of a sentence without the quoted words, if the other side does not say it too."""
    words = {op: {word for span in sentence if span.op is op for word in _words(span.text)} for op in _SIDES}
    said = {op: {word for each in quoted if each.op is op for word in _words(each.text)} for op in _SIDES}
    for piece in dict.fromkeys(_pieces(sentence, quoted)):
        new = _words(piece.text) - words[OTHER[piece.op]] - said[piece.op]
        if any(_tells(word) and word not in small for word in new) and not _LABEL.fullmatch(piece.text):
            yield piece


def _pieces(sentence: Iterable[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    for span in sentence:
        if span.op is not Op.KEEP and span.significance is Significance.SUBSTANTIVE and not span.moved:
            said = [silent(word.text) for word in quoted if word.op is span.op and word.text]
            rest = [silent(span.text)]
            for word in said:
                rest = [part for text in rest for part in text.split(word)]
            parts = (part.strip(_EDGE) for part in rest)
            yield from (Span(span.op, part) for part in parts if part and not any(part in word for word in said))


def _tells(word: str) -> bool:
    """Whether a word may say something: longer than two letters, a number, or Chinese."""
    return len(word) > 2 or bool(_NUMBER.search(word)) or word > "\u2fff"


def _words(text: str) -> set[str]:
    return set(words_of(plain(text)))


def proposed(finding: Finding) -> Finding:
    """A finding, without its direction where all that makes it a turn for the better is still in brackets."""
    if finding.worse is not False or finding.removed or not _in_brackets(finding.change):
        return finding
    says = f"{finding.meaning}, in brackets that are still open"
    return replace(finding, adverse=None, effect=Effect.TOUCHES, meaning=says)


def _in_brackets(change: Change) -> bool:
    """Whether a change only inserts, and all that it inserts stands in square brackets."""
    edits = [span for span in change.spans if span.op is not Op.KEEP and span.significance is Significance.SUBSTANTIVE]
    if not edits or any(span.op is Op.DELETE for span in edits):
        return False
    return all(inside for inside in _letters_inside(change))


def _letters_inside(change: Change) -> Iterator[bool]:
    """Of each letter that was inserted, whether it stands in brackets."""
    depth = 0
    for span in change.spans:
        for letter in squared(span.text) if span.op is not Op.DELETE else "":
            depth += (letter == "[") - (letter == "]" and depth > 0)
            if span.op is Op.INSERT and span.significance is Significance.SUBSTANTIVE and letter.isalnum():
                yield depth > 0


DISGUISE = "disguise"
"""Stands in the place of a theme. No profile mutes it, for no reading of a text calls it harmless."""


def disguised(redline: Redline, old: Draft, new: Draft) -> Iterator[Finding]:
    """A finding for each change that brings such words."""
    for change in redline.all:
        words = dict(_disguises(change))
        if words:
            told = "; ".join(f"“{visible(word)}” {reason}" for word, reason in words.items())
            yield Finding(
                id="",
                theme=DISGUISE,
                rule=f"{DISGUISE}/look-alike-letters",
                effect=Effect.TOUCHES,
                adverse=True,
                severity=Severity.HIGH,
                change=change,
                removed=(),
                introduced=tuple(words),
                mark=Confidence.LIKELY,
                meaning=told,
                where=name_of(change, old, new),
                excerpt=tuple(Span(Op.INSERT, word) for word in words),
            )


def _may_deceive(text: str) -> bool:
    return not (text.isascii() and text.isprintable()) or is_misread(text)


def _disguises(change: Change) -> Iterator[tuple[str, str]]:
    """The words with the reason, where an insertion touches them."""
    for gone, came in pairwise(change.spans):
        if (gone.op, came.op) == (Op.DELETE, Op.INSERT):
            yield from (
                (word, f"looks like “{other}”, in whose place it stands") for word, other in twins(gone.text, came.text)
            )
    if not any(span.op is Op.INSERT and _may_deceive(span.text) for span in change.spans):
        return
    new, place, inserted = new_text(change.spans), 0, []
    for span in change.spans:
        if span.op is not Op.DELETE:
            if span.op is Op.INSERT:
                inserted.append((place, place + len(span.text)))
            place += len(span.text)
    for start, end, reason in disguises(new):
        if any(first < end and start < last for first, last in inserted):
            yield new[start:end], reason


# ------------------------------------------------------------------------------------ words that stand elsewhere

_SENTENCE = 6
"""Words from which on what came or went is a clause; fewer are looked for by the rules, with their neighbours."""
_EDITED = 0.9
"""Share of its words that an edit must hold."""
_MOVED = "the words moved and were put differently"


def placed(found: Iterable[Finding], environment: Environment) -> Iterator[Finding]:
    """Findings without those on words that stand elsewhere; where they were reworded, with the place."""
    for finding in found:
        op, text = _clause(finding, environment.passages)
        if _still_said(finding, op, text):
            continue
        whereabouts = environment.moves.whereabouts(op, text) if _is_clause(finding, op, text) else None
        if whereabouts is None or _answers(finding, op, whereabouts[0]):
            yield finding
        elif not whereabouts[1]:
            yield _moved(finding, op, text, environment.elsewhere(op, whereabouts[0]))


def _clause(finding: Finding, passages: Passages) -> tuple[Op, str]:
    """The clause that a finding says came or went, and which of both; no text where words took the place of words."""
    if finding.removed or finding.introduced:
        op, words = (Op.DELETE, finding.removed) if finding.removed else (Op.INSERT, finding.introduced)
        return op, max(words, key=len) if not (finding.removed and finding.introduced) else ""
    edits = {span.op for span in finding.excerpt} - {Op.KEEP}
    if len(edits) != 1:
        return Op.DELETE, ""
    op = edits.pop()
    sentence = "".join(span.text for span in finding.excerpt if span.op is op).removesuffix("…")
    if finding.change.kind is Kind.AMENDED or len(words_of(plainly(sentence))) >= _SENTENCE:
        return op, sentence
    whole = (passage for passage in passages.of(finding.change))
    return op, "\n".join(own_text(part) for passage in whole for part in passage.parts)


def _is_clause(finding: Finding, op: Op, text: str) -> bool:
    """Whether a text is long enough to be looked for, and an edit covers it: what was kept in part went nowhere."""
    words = words_of(plainly(text))
    edited = Counter(words_of(plainly(" ".join(span.text for span in finding.change.text if span.op is op))))
    covered = finding.change.kind is not Kind.AMENDED or (Counter(words) & edited).total() >= _EDITED * len(words)
    return len(words) >= _SENTENCE and covered


def _answers(finding: Finding, op: Op, eid: str) -> bool:
    """Whether the words stand in the provision that answers to this one: then nothing moved."""
    other = finding.change.link.new if op is Op.DELETE else finding.change.link.old
    return any(provision.eid == eid for provision in other)


def _still_said(finding: Finding, op: Op, text: str) -> bool:
    """Whether the same provision of the other draft says a whole sentence still: as a rule its title, run in."""
    if finding.change.kind is not Kind.AMENDED or finding.quoted:
        return False
    spans, words = finding.change.text, _joined(text)
    return bool(words) and f" {words} " in f" {_joined(new_text(spans) if op is Op.DELETE else old_text(spans))} "


def _joined(text: str) -> str:
    return " ".join(words_of(plainly(text)))


def _moved(finding: Finding, op: Op, text: str, elsewhere: Location) -> Finding:
    return replace(
        finding,
        adverse=None,
        effect=Effect.TOUCHES,
        severity=Severity.LOW,
        meaning=_MOVED,
        quoted=(Span(op, text),),
        elsewhere=elsewhere,
    )
