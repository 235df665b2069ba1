"""Page layout: printed lines become paragraphs; furniture and footnotes apart, lines joined over line and page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from treatydiff.model import Block, BlockKind, Notice, Origin, Style, TableCell
from treatydiff.readers import furniture, page_edges
from treatydiff.readers.broken_words import SOFT_HYPHEN, Vocabulary, join_lines
from treatydiff.readers.lines import (
    BROKEN_HYPHEN,
    IDEOGRAPH,
    ITEM_NUMBER,
    NARROW_SPACE,
    SENTENCE_ENDS,
    Page,
    PageLine,
    RuledCell,
    has_leaders,
    is_heading_number,
)
from treatydiff.readers.pdf import right_to_left
from treatydiff.readers.pdf.columns import Column, columns_of
from treatydiff.readers.pdf.footnotes import Footnotes, starts_with_mark, with_raised
from treatydiff.readers.pdf.margin_numbers import FEWEST, margin_numbers
from treatydiff.readers.pdf.tables import pages as table_pages
from treatydiff.readers.pdf.tables import ruled
from treatydiff.readers.struck import DROP, KEEP, notices, without
from treatydiff.text.regexes import regex

PARAGRAPH_GAP = 1.2
"""A line that stands this much lower than the usual distance of lines begins a paragraph."""
UNREADABLE = 2.0
"""Text smaller than so many points is there for machines, not for readers."""
CELL_MARGIN = 5.0
"""Points between the text of a cell and its lines."""
INDENT = 0.8
"""A shift of the left edge by this share of the font size means something."""
_ENDS_OR_COMMA = regex(rf"[.;:,!?。；：，！？…]['’”»\"）)\]]*$|(?<!\w)(?:{furniture.JOINING})$|[—–]$", re.IGNORECASE)
_SPACED = str.maketrans({BROKEN_HYPHEN: "-", NARROW_SPACE: " "})
_SMALL_NUMBER = regex(r"\[?(?:\(\w{1,5}\)|[a-z]{1,4}\)|\d{1,3}[.)])\s")
"""The number of a paragraph or subparagraph; what it begins is no heading."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs of a document in reading order, footnotes last."""

    blocks: tuple[Block, ...]
    cover: furniture.Cover
    notices: tuple[Notice, ...]


@dataclass(slots=True)
class _PageParagraph:
    """A paragraph in the making."""

    lines: list[PageLine]
    page: int
    column: Column
    centred: bool
    pages: list[int] = field(default_factory=list)

    @property
    def last(self) -> PageLine:
        return self.lines[-1]

    @property
    def main(self) -> PageLine:
        """The line with most of the words."""
        return max(self.lines, key=lambda line: len(line.text))

    @property
    def left(self) -> float | None:
        """The left edge of its second and later lines."""
        return min(line.x0 for line in self.lines[1:]) if len(self.lines) > 1 else None


def lay_out(pages: Sequence[Page], struck: str = DROP) -> Layout:
    """Everything that the pages print: in a block, or in a notice's ``set_aside``."""
    document = _Document(pages, struck)
    return document.layout()


class _Document:
    def __init__(self, pages: Sequence[Page], struck: str) -> None:
        self._notices: list[Notice] = []
        self._counts: list[str] = []
        self._struck_how = struck
        self._struck: list[str] = []
        if struck == KEEP:
            self._struck = [line.text[a:b] for page in pages for line in page.lines for a, b in line.struck]
            pages = [replace(page, lines=tuple(line._replace(struck=()) for line in page.lines)) for page in pages]
        self._unreadable = min(UNREADABLE, 0.3 * _body_size([page.lines for page in pages]))
        self._pages = [self._uncounted(self._seen(page)) for page in pages if page.lines or page.slanted]
        self._note("numbers of lines in the margin set aside", self._counts)
        self.cover = furniture.Cover()

    def layout(self) -> Layout:
        bodies = self._without_furniture()
        footnotes = Footnotes(_body_size(bodies))
        bodies = [footnotes.take(page, lines) for page, lines in zip(self._pages, bodies, strict=True)]
        bodies = [[*map(with_raised, lines)] for lines in footnotes.take_endnotes(self._pages, bodies)]
        bodies, again = table_pages.joined(bodies)
        self._note("headings of tables, printed again on the next page, set aside", again)
        paragraphs = self._paragraphs(bodies)
        words = Vocabulary(line.text for lines in bodies for line in lines)
        words.learn_breaks(_broken_lines(bodies))
        cells = ruled.places([(p.page, p.main.cell, p.main.text) for p in paragraphs])
        made = (self._block(p, cell, words) for p, cell in zip(paragraphs, cells, strict=True))
        blocks = [block for block in made if block.text]
        numbered = [_at(block, index) for index, block in enumerate([*blocks, *footnotes.blocks(words)])]
        words_struck = (words.translate(_SPACED) for words in (*self._struck, *footnotes.struck))
        self._notices += notices(list(words_struck), self._struck_how)
        self._note("footnote rules set aside", footnotes.rules)
        self._note(
            "reference marks of footnotes taken out of the text; the footnotes stand at the end", footnotes.marks
        )
        return Layout(tuple(numbered), self.cover, tuple(self._notices))

    def _note(self, message: str, words: Iterable[str], page: int | None = None, *, unseen: bool = False) -> None:
        if words := tuple(words):
            self._notices.append(Notice(message, page, words, unseen=unseen))

    def _seen(self, page: Page) -> Page:
        """The page without what is printed too small to be seen."""
        seen = tuple(line for line in page.lines if line.size >= self._unreadable or not line.size)
        hidden = [line.text.strip() for line in page.lines if 0 < line.size < self._unreadable]
        self._note("text too small to be seen set aside", hidden, page.number, unseen=True)
        return replace(page, lines=seen) if hidden else page

    def _uncounted(self, page: Page) -> Page:
        """The page without the numbers of its lines."""
        gone = margin_numbers(page.lines, 1 if self._counts else FEWEST)
        self._counts += (page.lines[i].text.strip() for i in gone)
        return replace(page, lines=tuple(line for i, line in enumerate(page.lines) if i not in gone)) if gone else page

    # ------------------------------------------------------------------------------------------------------- furniture

    def _without_furniture(self) -> list[list[PageLine]]:
        """The lines of each page less cover, running heads and feet, page and job numbers, watermarks."""
        orders = [sorted(range(len(p.lines)), key=lambda i, p=p: -p.lines[i].y) for p in self._pages]  # type: ignore[misc]
        taken = [set[int]() for _ in self._pages]
        self._take_cover(orders, taken)
        rest = [[i for i in order if i not in gone] for order, gone in zip(orders, taken, strict=True)]
        placed = [[_placed(page.lines[i]) for i in order] for page, order in zip(self._pages, rest, strict=True)]
        heads: list[list[str]] = []
        for page, order, gone, found in zip(self._pages, rest, taken, page_edges.running(placed), strict=True):
            heads.append([page.lines[order[k]].text.strip() for k in sorted(found)])
            gone |= {order[k] for k in found}
        self._take_rest_of_cover(orders, taken, page_edges.words_of(heads))
        self._note("running heads, page and job numbers set aside", [text for texts in heads for text in texts])
        self._notices += furniture.sentences([text for texts in heads for text in texts])
        self._note("watermarks set aside", [text for page in self._pages for text in page.slanted])
        return [
            [line for i, line in enumerate(page.lines) if i not in gone]
            for page, gone in zip(self._pages, taken, strict=True)
        ]

    def _take_cover(self, orders: list[list[int]], taken: list[set[int]]) -> None:
        """Read the first page that has text, and take the lines of it that say nothing but cover matters."""
        first = next((i for i, page in enumerate(self._pages) if page.lines), None)
        if first is None:
            return
        page, order = self._pages[first], orders[first]
        texts = [page.lines[i].text for i in order]
        self.cover = furniture.cover(texts)
        found = furniture.cover_lines(texts)
        taken[first] |= {order[k] for k in found}
        self._note("cover set aside", [texts[k].strip() for k in sorted(found)], page.number)

    def _take_rest_of_cover(self, orders: list[list[int]], taken: list[set[int]], words: frozenset[str]) -> None:
        """Take of the first page that has text what it says in the words of the running heads behind it."""
        first = next((i for i, page in enumerate(self._pages) if page.lines), None)
        if first is None or not words:
            return
        page, order = self._pages[first], [i for i in orders[first] if i not in taken[first]]
        texts = [page.lines[i].text for i in order]
        found = furniture.cover_of(texts, words)
        taken[first] |= {order[k] for k in found}
        self._note("cover set aside", [texts[k].strip() for k in sorted(found)], page.number)

    # ------------------------------------------------------------------------------------------------------ paragraphs

    def _paragraphs(self, bodies: list[list[PageLine]]) -> list[_PageParagraph]:
        self._leading = _leadings(bodies)
        columns = self._columns(bodies)
        found: list[_PageParagraph] = []
        beside: tuple[Column, ...] = ()
        for page, lines, column in zip(self._pages, bodies, columns, strict=True):
            own = columns_of(lines, beside)
            beside = tuple(dict.fromkeys(own.values()))
            for index, line in enumerate(lines):
                if not line.text.strip():
                    continue
                place = _inside(line.cell) if line.cell else own.get(index, column)
                centred = _is_centred(line, place)
                if found and self._continues(found[-1], line, page.number, place, centred):
                    found[-1].lines.append(line)
                    found[-1].pages.append(page.number)
                else:
                    found.append(_PageParagraph([line], page.number, place, centred, [page.number]))
        return found

    def _columns(self, bodies: list[list[PageLine]]) -> list[Column]:
        """The column of each page: that of its side (left or right page) unless the page reaches beyond it."""
        sides: dict[tuple[int, float], list[PageLine]] = {}
        for page, lines in zip(self._pages, bodies, strict=True):
            free = [line for line in lines if not line.cell]
            sides.setdefault((page.number % 2, page.width), []).extend(free)
        usual = {side: _column_of(lines) for side, lines in sides.items()}
        found = []
        for page, lines in zip(self._pages, bodies, strict=True):
            own, side = _column_of([line for line in lines if not line.cell]), usual[page.number % 2, page.width]
            fits = own and side and side.left - 3 <= own.left and own.right <= side.right + 3
            found.append((side if fits else own) or side or Column(0.0, page.width))
        return found

    def _continues(self, paragraph: _PageParagraph, line: PageLine, page: int, column: Column, centred: bool) -> bool:
        """Whether a line goes on with the paragraph before it."""
        last = paragraph.last
        if last.cell != line.cell:
            return False
        if last.text.rstrip().endswith((BROKEN_HYPHEN, SOFT_HYPHEN)) and abs(last.size - line.size) <= 0.75:
            return True
        if abs(last.size - line.size) > 0.75 and not _same_height(last, line):
            return False
        if page != paragraph.pages[-1] or line.y > last.y + 1:
            return _continues_over(paragraph, line, column, centred)
        if last.y - line.y > PARAGRAPH_GAP * self._leading.get(_rounded(last), 1.25 * last.size):
            return False
        if len(paragraph.lines) > 1 and last.y - line.y > PARAGRAPH_GAP * (paragraph.lines[-2].y - last.y) > 0:
            return False
        return _continues_below(paragraph, line, centred)

    def _block(self, paragraph: _PageParagraph, cell: TableCell | None, words: Vocabulary) -> Block:
        lines, main = paragraph.lines, paragraph.main
        text = join_lines(self._kept(lines), words)
        bold = sum(len(line.text) for line in lines if line.bold) * 2 > sum(len(line.text) for line in lines)
        indent = max(0.0, round(lines[0].x0 - paragraph.column.left, 1))
        style = Style(bold, main.italic, paragraph.centred, round(main.size, 1), indent)
        kind = BlockKind.CELL if main.cell else BlockKind.BODY
        return Block(text, kind=kind, style=style, origin=Origin(paragraph.page, cell=cell))

    def _kept(self, lines: Sequence[PageLine]) -> list[str]:
        """The lines' texts less what is struck through; what goes on over the end of a line is one passage."""
        goes_on = False
        for line in lines:
            for start, end in line.struck:
                words = line.text[start:end]
                if goes_on and not line.text[:start].strip():
                    self._struck[-1] += f" {words}"
                else:
                    self._struck.append(words)
                goes_on = not line.text[end:].strip()
            goes_on = goes_on and bool(line.struck)
        texts = (without(line.text, line.struck) if line.struck else line.text for line in lines)
        return [text for text in texts if text.strip()]


# ------------------------------------------------------------------------------------------------ does the text go on?


def _continues_below(paragraph: _PageParagraph, line: PageLine, centred: bool) -> bool:
    """Whether a line at the usual distance below goes on with the paragraph."""
    last = paragraph.last
    alone = len(paragraph.lines) == 1
    if alone and is_heading_number(last.text) and _looks_like_heading(last, paragraph.centred):
        return False
    if has_leaders(last.text):
        return False
    if _goes_on_small(last, line):
        return True
    if _is_display(last) and _is_display(line) and last.bold == line.bold and all(map(_is_display, paragraph.lines)):
        ended = SENTENCE_ENDS.search(last.text.rstrip()) and _is_short(last, line, paragraph.column)
        if not paragraph.centred and len(paragraph.lines) > 1:
            reach = max(other.x1 for other in paragraph.lines)
            ended = ended or _is_short(last, line, Column(paragraph.column.left, reach))
        return not ended and not _is_item(line) and not is_heading_number(line.text)
    if paragraph.centred or (centred and not _hangs(paragraph, line)):
        return _continues_centred(paragraph, line, centred)
    if _set_in(last, paragraph.column) and not _set_in(line, paragraph.column) and not alone:
        return False
    short = _is_short(last, line, paragraph.column)
    if last.bold != line.bold and (short or _is_item(line)):
        return False
    ended = _ENDS_OR_COMMA.search(last.text.rstrip()) is not None
    if is_heading_number(line.text) and (short or ended or line.bold != last.bold):
        return False
    if (ended or short) and _is_item(line) and not _hangs(paragraph, line):
        return False
    shift = _shift(paragraph, line)
    if shift > INDENT * line.size and (ended or short) and not _hangs(paragraph, line):
        return False
    if shift < -INDENT * line.size and not alone and (ended or short):
        return False
    if short and SENTENCE_ENDS.search(last.text.rstrip()):
        return False
    return not (short and _far_short(last, paragraph.column) and _begins_anew(line.text))


def _continues_centred(paragraph: _PageParagraph, line: PageLine, centred: bool) -> bool:
    """Centred lines of one look are one heading; the last line of a paragraph may look centred by chance."""
    last = paragraph.last
    if paragraph.centred and centred:
        return (last.bold, last.italic) == (line.bold, line.italic) and not is_heading_number(line.text)
    if centred:
        return not _is_short(last, line, paragraph.column) and not _ENDS_OR_COMMA.search(last.text.rstrip())
    return False


def _continues_over(paragraph: _PageParagraph, line: PageLine, column: Column, centred: bool) -> bool:
    """Whether the first line of a page or column goes on with the last paragraph of the one before."""
    last = paragraph.last
    text = last.text.rstrip()
    if paragraph.centred or centred:
        return paragraph.centred and centred and last.bold == line.bold and line.text[:1].islower()
    if last.bold != line.bold and SENTENCE_ENDS.search(text) and not line.text[:1].islower():
        return False
    if _is_short(last, line, paragraph.column):
        return line.text[:1].islower() and not SENTENCE_ENDS.search(text) and not _is_item(line)
    if is_heading_number(line.text):
        return False
    ended = SENTENCE_ENDS.search(text) is not None
    if _is_item(line) and _ENDS_OR_COMMA.search(text):
        return False
    indented = line.x0 - column.left > INDENT * line.size
    if _ENDS_OR_COMMA.search(text) and indented and _begins_anew(line.text):
        own = paragraph.left
        return own is not None and abs((own - paragraph.column.left) - (line.x0 - column.left)) < INDENT * line.size
    return not (ended and text[-1] in ":;：；")


def _is_display(line: PageLine) -> bool:
    """Whether a line is set in bold or capitals, as headings and titles are."""
    return line.bold or (line.text.isupper() and len(line.text.strip()) > 3)


def _goes_on_small(last: PageLine, line: PageLine) -> bool:
    """Whether a line in the same type begins with a small letter, and the one before does not end a sentence."""
    if last.bold != line.bold:
        return False
    return line.text.lstrip()[:1].islower() and not _is_item(line) and not SENTENCE_ENDS.search(last.text.rstrip())


def _is_item(line: PageLine) -> bool:
    return ITEM_NUMBER.match(line.text.strip()) is not None


def _begins_anew(text: str) -> bool:
    """Whether text may begin a paragraph: it does not go on in small letters."""
    first = text.lstrip("\"“«‘'([ ")[:1]
    return not first.islower()


def _looks_like_heading(line: PageLine, centred: bool) -> bool:
    return centred or line.bold or line.italic or line.text.strip().isupper() or len(line.text.split()) <= 3


def _is_short(last: PageLine, line: PageLine, column: Column) -> bool:
    """Whether the next line's first word would have fitted on the line: then the line did not end for want of room."""
    word = "一" if IDEOGRAPH.match(line.text.lstrip()) else (line.text.split() or [""])[0]
    advance = (line.x1 - line.x0) / max(1, len(line.text.strip()))
    if not advance:
        return not last.x1
    room = column.right - last.x1
    if _is_right_to_left(last.text):
        room = last.x0 - column.left
    return room > (len(word) + 1) * advance + 0.7 * line.size


def _set_in(line: PageLine, column: Column) -> bool:
    """Whether a line stands off both edges by as much, as the last one of a centred heading over several lines does."""
    left, right = line.x0 - column.left, column.right - line.x1
    return min(left, right) > INDENT * line.size and abs(left - right) < 0.5 * line.size


def _far_short(last: PageLine, column: Column) -> bool:
    end = last.x0 - column.left if _is_right_to_left(last.text) else column.right - last.x1
    return end > 0.15 * column.width


def _is_right_to_left(text: str) -> bool:
    return re.search("[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufeff]", text) is not None


def _hangs(paragraph: _PageParagraph, line: PageLine) -> bool:
    """Whether a line stands under the words of a paragraph whose number hangs out to the left."""
    hang = paragraph.lines[0].hang
    return hang > 0 and abs(line.x0 - hang) < 3 and not _is_item(line)


def _shift(paragraph: _PageParagraph, line: PageLine) -> float:
    """How far a line stands to the right of the paragraph's left edge."""
    if _is_right_to_left(line.text):
        edge = max((other.x1 for other in paragraph.lines[1:]), default=paragraph.lines[0].x1)
        return edge - line.x1
    edge = paragraph.left if paragraph.left is not None else paragraph.lines[0].x0
    return line.x0 - edge


def _same_height(first: PageLine, second: PageLine) -> bool:
    return abs(first.y - second.y) < 0.3 * max(first.size, second.size)


# ---------------------------------------------------------------------------------------------------- measures of pages


def _body_size(bodies: Sequence[Sequence[PageLine]]) -> float:
    """The size in which most characters are printed."""
    sizes: Counter[float] = Counter()
    for lines in bodies:
        for line in lines:
            sizes[_rounded(line)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _rounded(line: PageLine) -> float:
    return round(line.size * 2) / 2


def _leadings(bodies: Sequence[Sequence[PageLine]]) -> dict[float, float]:
    """For each font size the usual distance of lines."""
    gaps: dict[float, Counter[float]] = {}
    for lines in bodies:
        for upper, lower in pairwise(lines):
            gap = upper.y - lower.y
            if _rounded(upper) == _rounded(lower) and 0.8 * upper.size < gap < 2.6 * upper.size:
                gaps.setdefault(_rounded(upper), Counter())[round(gap * 2) / 2] += 1
    return {size: _usual(counter) for size, counter in gaps.items()}


def _usual(gaps: Counter[float]) -> float:
    """The smallest frequent distance: where most paragraphs are one line long, the gap between them is commoner."""
    most = max(gaps.values())
    return min(gap for gap, count in gaps.items() if count >= 0.2 * most)


def _column_of(lines: Sequence[PageLine]) -> Column | None:
    """The left and right edge of the text: where long lines usually begin, and how far they reach."""
    if right_to_left.is_right_to_left("".join(line.text for line in lines)):
        column = _reach([(-line.x1, -line.x0) for line in lines])
        return Column(-column.right, -column.left) if column else None
    return _reach([(line.x0, line.x1) for line in lines])


def _reach(lines: Sequence[tuple[float, float]]) -> Column | None:
    """The same of lines from where they are begun to their end."""
    widths = [end - start for start, end in lines if end > start]
    if len(widths) < 3:
        return None
    wide = 0.6 * sorted(widths)[-max(1, len(widths) // 10)]
    long = [(start, end) for start, end in lines if end - start >= wide]
    starts = Counter(round(start / 2) for start, _ in long)
    usual = max(starts, key=lambda start: (starts[start], -start))
    ends = sorted(end for _, end in long)
    return Column(median(start for start, _ in long if round(start / 2) == usual), ends[int(0.95 * (len(ends) - 1))])


def _inside(cell: RuledCell) -> Column:
    return Column(cell.left + CELL_MARGIN, cell.right - CELL_MARGIN)


def _is_centred(line: PageLine, column: Column) -> bool:
    """Whether a line stands in the middle of the column with room on both sides."""
    if _SMALL_NUMBER.match(line.text.lstrip()):
        return False
    if line.x1 - line.x0 > 0.8 * column.width and not _is_display(line):
        return False  # a first line with an indent, in a text with a ragged right edge
    left, right = line.x0 - column.left, column.right - line.x1
    return min(left, right) > 1.5 * line.size and abs(left - right) < max(6.0, 0.03 * column.width)


# --------------------------------------------------------------------------------------------------------------- others


def _placed(line: PageLine) -> page_edges.Placed:
    return page_edges.Placed(line.text, line.y, line.size, starts_with_mark(line))


def _at(block: Block, index: int) -> Block:
    return replace(block, origin=replace(block.origin, index=index))


def _broken_lines(bodies: Sequence[Sequence[PageLine]]) -> Iterator[str]:
    """Each broken word with the lines around it."""
    for lines in bodies:
        for upper, lower in pairwise(lines):
            if upper.text.endswith(BROKEN_HYPHEN):
                yield upper.text.split()[-1] + (lower.text.split() or [""])[0]
