"""Wording of findings: the place, the quoted words, and what else changed beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from treatydiff.judging.passages import OTHER
from treatydiff.judging.wording import words_of
from treatydiff.model import Change, Draft, Kind, Op, Provision, Redline, Significance, Span, new_text
from treatydiff.references.outline import outline
from treatydiff.references.places import title
from treatydiff.report import Effect, Finding, Location, Severity
from treatydiff.text.disguise import disguises
from treatydiff.text.lettering import squared
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import visible
from treatydiff.themes.patterns import plain, silent


class Namer:
    """Names provisions: ``Article 30, paragraph 1 (b)``."""

    def __init__(self, old: Draft, new: Draft) -> None:
        self._outlines = {"old": outline(old), "new": outline(new)}

    def name(self, change: Change) -> Location:
        """Where a change stands: in the new draft, or in the old one where it is gone from the new."""
        side, provision = ("old", change.link.old[0]) if change.kind is Kind.DELETED else ("new", change.provision)
        side = side if change.link.new or side == "old" else "old"
        return self._located(side, provision)

    def elsewhere(self, op: Op, eid: str) -> Location:
        """What to call the provision of the other draft that has what came (``INSERT``) or went (``DELETE``)."""
        side = "new" if op is Op.DELETE else "old"
        return self._located(side, self._outlines[side].provisions[eid])

    def _located(self, side: str, provision: Provision) -> Location:
        place = self._outlines[side].place.get(provision.eid, "")
        row = self._outlines[side].unit.get(provision.eid, provision)
        return Location(title(row), place, gone=side == "old")


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


THEME = "disguise"
"""Stands in the place of a theme. No profile mutes it, for no reading of a text calls it harmless."""


def disguised(redline: Redline, namer: Namer) -> Iterator[Finding]:
    """A finding for each change that brings such words."""
    for change in redline.all:
        words = dict(_disguises(change))
        if words:
            told = "; ".join(f"“{visible(word)}” {reason}" for word, reason in words.items())
            yield Finding(
                id="",
                theme=THEME,
                rule=f"{THEME}/look-alike-letters",
                effect=Effect.TOUCHES,
                adverse=True,
                severity=Severity.HIGH,
                change=change,
                removed=(),
                introduced=tuple(words),
                meaning=told,
                where=namer.name(change),
                excerpt=tuple(Span(Op.INSERT, word) for word in words),
            )


def _disguises(change: Change) -> Iterator[tuple[str, str]]:
    """The words with the reason, where an insertion touches them."""
    if not any(span.op is Op.INSERT and not (span.text.isascii() and span.text.isprintable()) for span in change.spans):
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
