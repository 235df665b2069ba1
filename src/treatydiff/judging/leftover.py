"""What else changed in the sentence of a finding: its message must not hide one loss behind another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from treatydiff.judging.restating import words_of
from treatydiff.model import Kind, Op, Significance, Span
from treatydiff.regexes import regex
from treatydiff.report import Finding
from treatydiff.themes.patterns import plain, silent

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
        new = _words(piece.text) - words[Op.INSERT if piece.op is Op.DELETE else Op.DELETE] - said[piece.op]
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
