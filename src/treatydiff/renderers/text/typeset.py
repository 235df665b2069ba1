"""Typesetting for a terminal: marks, folding, line breaks, columns.

Text from a draft becomes a rich ``Text`` and never passes through rich's markup, which would swallow ``[shall]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len, chop_cells
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from treatydiff.model import Op, Span
from treatydiff.text.lettering import WordPattern
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import inert, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MAX_TEXT_WIDTH = 110
"""Longer lines than this are hard to read, however wide the terminal."""

_STYLES = {Op.KEEP: "", Op.INSERT: "green underline", Op.DELETE: "red strike"}
_MOVED_STYLES = {Op.INSERT: "cyan underline", Op.DELETE: "cyan strike"}
_MARKS = {Op.KEEP: ("", ""), Op.INSERT: ("{+", "+}"), Op.DELETE: ("[-", "-]")}
_MOVED = {Op.INSERT: ("{<", "<}"), Op.DELETE: ("[>", ">]")}
"""Around words that stood, or stand now, elsewhere."""

_STRESS = "bold reverse"

Stress = Mapping[Op, Iterable[str]]
"""Words to stress in what was inserted and in what was deleted."""

_WHOLE = 240
"""Kept text of a provision up to this many characters is shown in full."""
_CONTEXT = 64
"""About how many characters of kept text are shown on each side of a change."""
_SLACK = 24
"""How far from there the border of a sentence is looked for."""

_GAP = 3
"""At least so many cells between what stands at both ends of a line."""

_WIDE = "\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6"
# What no line break may part: a mark stays with the letter it opens or closes, closing punctuation with its word.
_PIECE = WordPattern(
    rf"\s+|(?:\[[->]|\{{[+<])*[{_WIDE}][，。；：、！？）」』》〉】]*(?:[->]\]|[+<]\}})*"
    rf"|[^\s{_WIDE}]+(?:(?:(?<=\[[->])|(?<=\{{[+<]))\s+[^\s{_WIDE}]+|\s+(?:[->]\]|[+<]\}})[^\s{_WIDE}]*)*",
    apart=_WIDE,
)
_SENTENCE_END = regex(r"[.;:,?!][)”\"’]*\s+|[。；：，！？؛،]\s*")
_WORD_END = regex(r"\s+")


def to_bytes(lines: Iterable[Text | Table], width: int, color: bool) -> bytes:
    """The finished output. Depends on the arguments alone: no environment, no terminal is looked at.

    Lines come broken already; ``Console.print`` would break them again, which took half of all time.
    """
    out = "".join(piece for each in lines for piece in _pieces(each, width, color))
    return inert(re.sub(r" +\n", "\n", out)).encode()


def _pieces(each: Text | Table, width: int, color: bool) -> Iterable[str]:
    if isinstance(each, Text) and not color:  # as it would be rendered, in a tenth of the time
        return _harmless(each).plain, "\n"
    return (_ansi(segment) if color else segment.text for segment in _segments(each, width))


def _segments(each: Text | Table, width: int) -> Iterable[Segment]:
    if isinstance(each, Text):
        return _harmless(each).render(cast("Console", StyleNames()), end="\n")
    from rich.console import Console  # late: a redline has no table, and this takes as long as to print it

    console = Console(file=StringIO(), width=width, legacy_windows=False, markup=False, emoji=False, _environ={})
    return console.render(each)


class StyleNames:
    """What a text asks of the console that it is rendered for: what the names of its styles mean."""

    def get_style(self, name: str | Style, *, default: Style) -> Style:
        return Style.parse(name) if isinstance(name, str) else name


def _ansi(segment: Segment) -> str:
    return segment.style.render(segment.text, color_system=ColorSystem.STANDARD) if segment.style else segment.text


def _harmless(text: Text) -> Text:
    """The text as it is; if a renderer forgot to make it visible, without its styles rather than with its escapes."""
    return text if visible(text.plain) == text.plain else line(visible(text.plain))


def line(*parts: Text | str | tuple[str, str]) -> Text:
    """One line made of parts; text from a draft or a path comes in through ``styled``."""
    return Text.assemble(*parts, no_wrap=True, overflow="ignore", end="\n")


def styled(text: str, style: str = "") -> Text:
    """Text from a draft or from a path, made visible."""
    return Text(visible(text), style)


def marked(spans: Iterable[Span], *, fold: bool = True, stress: Stress | None = None) -> Text:
    """Marked-up text: ``[-deleted-]{+inserted+}``, unchanged stretches folded unless they are short.

    Where colour is shown, the words of ``stress`` stand out, as far as they were inserted or deleted.
    """
    spans = tuple(_joined(folded(tuple(spans)) if fold else spans))
    text = Text.assemble(*(_marked(span) for span in spans))
    for start, end in _stressed(spans, stress or {}):
        text.stylize(_STRESS, start, end)
    return text


def folded(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans with an ellipsis for what lies far from any change."""
    if sum(len(span.text) for span in spans if span.op is Op.KEEP) <= _WHOLE:
        return spans
    last = len(spans) - 1
    return tuple(
        span if span.op is not Op.KEEP else Span(Op.KEEP, _fold(span.text, before=at > 0, after=at < last))
        for at, span in enumerate(spans)
    )


def wrap(text: Text, width: int, first: Text | str = "", rest: str | None = None) -> Iterator[Text]:
    """The text in lines of at most ``width`` cells, the first led by ``first``, the others by ``rest``."""
    lead = line(first)
    rest = lead.plain if rest is None else rest
    for paragraph in text.split("\n", allow_blank=True):
        for piece in paragraph.divide(_breaks(paragraph.plain, width - lead.cell_len, width - cell_len(rest))):
            piece.rstrip()
            yield line(lead, piece)
            lead = line(rest)


def packed(parts: Iterable[Text], width: int, first: Text | str, rest: str) -> Iterator[Text]:
    """Parts side by side, as many on a line as there is room for; a line never ends inside one that fits."""
    gap, lead = Text("  "), line(first)
    held: list[Text] = []
    for part in parts:
        if held and lead.cell_len + gap.join([*held, part]).cell_len > width:
            yield from wrap(gap.join(held), width, lead, rest)
            held, lead = [], line(rest)
        held.append(part)
    yield from wrap(gap.join(held), width, lead, rest)


def ends(left: Text, right: Text, width: int) -> Iterator[Text]:
    """Words at both ends of a line; the right ones on a line of their own where there is no room."""
    *before, last = wrap(left, width, "", "    ")
    yield from before
    room = width - last.cell_len - right.cell_len
    if not right.plain:
        yield last
    elif room >= _GAP:
        yield line(last, " " * room, right)
    else:
        yield last
        yield from wrap(right, width, " " * max(width - right.cell_len, 4))


def section(text: str, width: int) -> Text:
    """The heading of a section of the output."""
    return line(("── ", "dim"), (text, "bold"), (" " + "─" * max(width - len(text) - 4, 2), "dim"))


def grid(rows: Iterable[Iterable[Text]], right: Iterable[int] = ()) -> list[Text]:
    """Rows with their cells under each other; ``right`` are the columns of numbers. Nothing is broken or cut."""
    cells = [list(row) for row in rows]
    widths = [max(row[at].cell_len for row in cells) for at in range(len(cells[0]))]
    right = frozenset(right)
    return [line(*_padded(row, widths, right)) for row in cells]


def columns(header: tuple[str, ...], rows: Iterable[Iterable[Text]]) -> Table:
    """A table whose cells wrap, without lines, which a screen reader can read."""
    from rich.table import Table

    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _padded(row: list[Text], widths: list[int], right: frozenset[int]) -> Iterator[Text | str]:
    for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
        blank = " " * (width - cell.cell_len)
        yield from (blank, cell) if at in right else (cell, blank)
        yield "  " if at < len(row) - 1 else ""


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours to which the same happened as one, whatever their significance."""
    for (op, moved), found in groupby((span for span in spans if span.text), key=lambda span: (span.op, span.moved)):
        yield Span(op, "".join(span.text for span in found), None, moved)


def _stressed(spans: tuple[Span, ...], stress: Stress) -> Iterator[tuple[int, int]]:
    """Where in the marked-up text stressed words were inserted or deleted; words beside them may be kept ones."""
    for op, phrases in stress.items():
        side, parts, at = "", [], 0
        for span in spans:
            words = visible(span.text)
            opening, closing = _marks(span) if span.text else ("", "")
            if span.op in (op, Op.KEEP):
                parts.append((span.op, len(side), len(side) + len(words), at + len(opening)))
                side += words
            at += len(opening) + len(words) + len(closing)
        for first, last in (found for phrase in phrases for found in standing(phrase, side)):
            for kind, start, end, place in parts:
                low, high = max(first, start), min(last, end)
                if kind is op and low < high:
                    yield place + low - start, place + high - start


def standing(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a phrase stand in a text as such, in any case, whatever the white space between them.

    Plain words are walked: to compile an expression for each phrase takes a hundred times as long as to find it.
    """
    lowered = text.lower()
    if not phrase.isascii() or len(lowered) != len(text) or not _CASED_AS_ASCII.isdisjoint(text):
        yield from (match.span() for match in _phrase(phrase).finditer(text))
        return
    words = visible(phrase).lower().split()
    at = lowered.find(words[0]) if words else -1
    while at >= 0:
        end = _walked(words, lowered, at)
        if end:
            yield at, end
        at = lowered.find(words[0], end or at + 1)


_CASED_AS_ASCII = frozenset("ıſ\u0130\u212a")
"""Letters that an expression without case takes for i, s and k."""


def _walked(words: Sequence[str], text: str, start: int) -> int:
    """Where words end that begin at a place, one after the other and no part of others; 0 if they do not."""
    at = start
    for number, word in enumerate(words):
        blank = at
        while number and text[at : at + 1].isspace():
            at += 1
        if (number and at == blank) or not text.startswith(word, at):
            return 0
        at += len(word)
    return 0 if _is_letter(text[start - 1 : start]) or _is_letter(text[at : at + 1]) else at


def _is_letter(sign: str) -> bool:
    """Whether it makes one word with a letter beside it."""
    return (sign.isalnum() or sign == "_") and (sign.isascii() or not _IS_WIDE.match(sign))


_IS_WIDE = regex(f"[{_WIDE}]")


@lru_cache(maxsize=4096)
def _phrase(words: str) -> WordPattern:
    """The words wherever they stand as such, whatever the white space between them."""
    inside = r"\s+".join(map(re.escape, visible(words).split()))
    source = rf"(?-i:(?<![^\W{_WIDE}])){inside}(?-i:(?![^\W{_WIDE}]))" if inside else r"(?!)"
    return WordPattern(source, re.IGNORECASE, _WIDE)


def _marked(span: Span) -> Text:
    opening, closing = _marks(span)
    style = (_MOVED_STYLES if span.moved else _STYLES)[span.op]
    return Text(f"{opening}{visible(span.text)}{closing}", style) if span.text else Text()


def _marks(span: Span) -> tuple[str, str]:
    return (_MOVED if span.moved else _MARKS)[span.op]


def _fold(text: str, *, before: bool, after: bool) -> str:
    """Kept text between (``before``, ``after``) changes, without its middle, its beginning or its end."""
    start = _border(text, _CONTEXT) if before else 0
    end = len(text) - _border_back(text, _CONTEXT) if after else len(text)
    if not before:
        return text if not after or end < 2 * _SLACK else f"… {text[end:]}"
    if not after:
        return text if len(text) - start < 2 * _SLACK else f"{text[:start].rstrip()} …"
    return text if end - start < 2 * _SLACK else f"{text[:start].rstrip()} … {text[end:]}"


def _border(text: str, aim: int) -> int:
    """Where to stop after about ``aim`` characters: at the end of a sentence or clause if near, else of a word."""
    if len(text) <= aim + _SLACK:
        return len(text)
    for ends in (_SENTENCE_END, _WORD_END):
        near = [match.end() for match in ends.finditer(text, aim - _SLACK, aim + _SLACK)]
        if near:
            return min(near, key=lambda at: abs(at - aim))
    return aim


def _border_back(text: str, aim: int) -> int:
    """How many characters to show at the end: from the beginning of a sentence, clause or word."""
    if len(text) <= aim + _SLACK:
        return len(text)
    from_end = len(text) - aim
    for ends in (_SENTENCE_END, _WORD_END):
        near = [match.end() for match in ends.finditer(text, from_end - _SLACK, from_end + _SLACK)]
        if near:
            return len(text) - min(near, key=lambda at: abs(at - from_end))
    return aim


def _breaks(text: str, first_width: int, width: int) -> list[int]:
    """Offsets at which to start a new line. Chinese may break after any character, which rich's own wrap would not."""
    offsets: list[int] = []
    room = first_width
    for match in _PIECE.finditer(text):
        size = len(match[0]) if match[0].isascii() and match[0].isprintable() else cell_len(match[0])
        if size > room and not match[0].isspace():
            at, room = match.start(), width
            offsets += [at] if at else []
            for chunk in chop_cells(match[0], width)[:-1] if size > width else ():
                at += len(chunk)
                size -= cell_len(chunk)
                offsets.append(at)
        room -= size
    return offsets
