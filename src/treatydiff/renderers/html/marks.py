"""Marked-up text as markup: ``<ins>`` and ``<del>`` with the kind of change, and links for cross-references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from treatydiff.model import Op, Significance, Span
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import visible

CLASSES = {
    Significance.SUBSTANTIVE: "s",
    Significance.STATUS: "t",
    Significance.CONSEQUENTIAL: "c",
    Significance.EDITORIAL: "e",
}
"""One letter a kind, for it stands at every mark of a long draft; of what is of substance, the commonest, none does."""
_DRAFT_WORDS = regex(r'("[^"]*"|“[^“”]*”|(?<=decided: )[^;]+|(?<=dropped: )[^;]+|(?<=draft said: ).+)', re.DOTALL)
"""Where a sentence of ours has words of a draft in it."""
_TAGS = {Op.INSERT: "ins", Op.DELETE: "del"}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A stretch of the new text that refers to another provision."""

    start: int
    end: int
    target: str
    """The id of the element it leads to, where the script finds the words that stand there."""


def marked(spans: Iterable[Span], pointers: Sequence[Pointer] = (), at: int = 0) -> Markup:
    """The spans, escaped. ``pointers`` are in order, by letters of the new text, in which the spans begin ``at``."""
    return Markup("".join(_pieces(spans, pointers, at)))


def wrapped(op: Op, text: str, significance: Significance) -> Markup:
    """Plain text under one mark."""
    return marked((Span(op, text, significance),)) if text else Markup()


def joining(number: Markup, words: Markup) -> Markup | None:
    """Number and words under one mark, where both have the same and no other; else None."""
    for tag in _TAGS.values():
        first, last = f"<{tag}>", f"</{tag}>"
        if all(each.startswith(first) and each.find(last) == len(each) - len(last) for each in (number, words)):
            inner = number[len(first) : -len(last)]
            return Markup(f"{first}<b>{inner}</b> {words[len(first) :]}")
    return None


def isolated(sentence: str, language: str) -> Markup:
    """A sentence of ours, the draft's words in it apart, so that their direction and full stop are their own.

    English words are not: the sentence is English, too.
    """
    if language == "en":
        return Markup(_text(sentence))
    parts = _DRAFT_WORDS.split(sentence)  # at the odd places: what is quoted
    apart = ("{}", f'<bdi lang="{escape(language)}">{{}}</bdi>')
    return Markup("".join(apart[at % 2].format(_text(part)) for at, part in enumerate(parts)))


def _pieces(spans: Iterable[Span], pointers: Sequence[Pointer], at: int) -> Iterator[str]:
    for span in spans:
        if span.op is Op.DELETE:
            body = _text(span.text)
        else:
            body = "".join(_linked(span.text, at, pointers))
            at += len(span.text)
        tag = _TAGS.get(span.op)
        kind = span.significance or Significance.EDITORIAL
        named = "" if kind is Significance.SUBSTANTIVE else f" class={CLASSES[kind]}"
        yield f"<{tag}{named}>{body}</{tag}>" if tag else body


def _linked(text: str, start: int, pointers: Sequence[Pointer]) -> Iterator[str]:
    """Text that begins at ``start`` of the new text, the parts of it that refer to something as links."""
    at = 0
    for pointer in pointers:
        first, last = max(pointer.start - start, at), min(pointer.end - start, len(text))
        if first < last:
            yield _text(text[at:first])
            yield f"<a href=#{pointer.target}>{_text(text[first:last])}</a>"
            at = last
    yield _text(text[at:])


def _text(text: str) -> str:
    return escape(visible(text), quote=False).replace("\n", "<br>")
