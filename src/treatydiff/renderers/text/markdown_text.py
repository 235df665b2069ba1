"""Escapes text for Markdown and marks what changed in it.

Besides Markdown itself, the places where a report is pasted act on what they find in a text: they notify people
(``@``), link issues (``#1``), typeset formulas (``$``), run commands at the start of a line (``/close``).

Insertions are bold and deletions struck through. ``<ins>`` and ``<del>`` would look better, but whatever drops HTML
(pandoc on the way to Word, Confluence, Jira) drops them without a trace, and leaves "may shall". Marks of Markdown that
are not understood stay visible. They need help, though: they are no marks where white space follows the opening one, or
where punctuation stands inside and a letter outside; so white space goes outside, and a blank is put between.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from treatydiff.model import Op, Span
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import one_line, visible

MARKS = {Op.INSERT: "**", Op.DELETE: "~~"}

_ESCAPED = {
    **{mark: f"\\{mark}" for mark in "\\`*_[]|~"},
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
    "$": "&#36;",
}
_ACTIVE = regex(r"[\\`*_\[\]|~<>&$]")
# U+200B after the mark is how bots keep people from being notified: an entity or a backslash is resolved too early.
_DEFUSED = regex(r"(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=!)(?=\d)|(?<=:)(?=//)|(?<=www)(?=\.)")
_HEADING_END = " — "
"""Shown for the line break between a heading and its text."""


def literal(text: str) -> str:
    """Text that means nothing to a Markdown renderer; on a single line."""
    return _escaped(one_line(text))


def at_start(text: str) -> str:
    """Finished Markdown that is going to stand at the start of a block, where ``1.`` or ``#`` would mean something."""
    number = re.match(r"\d{1,9}(?=[.)])", text)
    if number:
        return f"{number[0]}\\{text[number.end() :]}"
    return f"\\{text}" if text.startswith(("#", "+", "-", "=", "/", ":")) else text


def marked(spans: Iterable[Span]) -> str:
    """Marked-up text: ``~~may~~**shall**``."""
    pieces = [piece for op, text in _merged(spans) for piece in _pieces(op, text)]  # the arrow of a move is in the text
    gaps = [_gap(left, right) for left, right in pairwise([*pieces, " "])]
    return "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True))


def _merged(spans: Iterable[Span]) -> Iterator[tuple[Op, str]]:
    """Neighbours of one kind as one: ``**a****b**`` would be no mark."""
    for op, found in groupby((span for span in spans if span.text), key=lambda span: span.op):
        yield op, "".join(_with_arrow(span) for span in found)


def _with_arrow(span: Span) -> str:
    """Words that went elsewhere or came from there between arrows: ``~~→ … →~~``, ``**← … ←**``."""
    arrow = "→" if span.op is Op.DELETE else "←"
    lead = span.text[: len(span.text) - len(span.text.lstrip())]
    return f"{lead}{arrow} {span.text.strip()} {arrow}" if span.moved else span.text


def _pieces(op: Op, text: str) -> Iterator[str]:
    """White space and marked words."""
    text = re.sub(r"\s", " ", visible(text.replace("\n", _HEADING_END)))
    if op is Op.KEEP:
        yield _escaped(text)
        return
    words = text.strip()
    before, _, after = text.partition(words) if words else (text, "", "")
    if not words:  # a mark around nothing but a blank is no mark
        before, words = "", "␣" * len(before)
    yield from (piece for piece in (before, f"{MARKS[op]}{_escaped(words)}{MARKS[op]}", after) if piece)


def _gap(left: str, right: str) -> str:
    """A blank where a mark would not be seen as one (CommonMark 0.31, 6.2: left- and right-flanking)."""
    opens = _is_mark(right) and _punctuation(right[2]) and not _loose(left[-1])
    closes = _is_mark(left) and _punctuation(left[-3]) and not _loose(right[0])
    return " " if opens or closes else ""


def _is_mark(piece: str) -> bool:
    return piece.startswith(tuple(MARKS.values()))


def _punctuation(letter: str) -> bool:
    return letter in string.punctuation or unicodedata.category(letter)[0] in "PS"


def _loose(letter: str) -> bool:
    """White space or what every version of Markdown takes for punctuation."""
    return letter.isspace() or letter in string.punctuation


def _escaped(text: str) -> str:
    return _ACTIVE.sub(lambda match: _ESCAPED[match[0]], _DEFUSED.sub("\u200b", text))
