"""Plain text and Markdown, however produced: typed, one paragraph a line, wrapped, or extracted from a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from treatydiff.errors import ReadError
from treatydiff.model import Block, BlockKind, Notice, Origin, Reading, Style
from treatydiff.readers import MAX_CHARACTERS, ReadOptions, furniture, markdown, page_edges, struck
from treatydiff.readers.broken_words import INVISIBLE, Vocabulary, join_lines
from treatydiff.readers.lines import ITEM_NUMBER, has_leaders, is_heading_number
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import INVISIBLE as IGNORABLE

WIDEST = 250
"""A line longer than this was not wrapped."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = regex(r"[\x00-\x08\x0e-\x1f\x7f]")
_PICTURES = regex("[\u2401-\u2421]")
_STEERING = regex("[\u2408\u241b]")
"""Of these backspace and escape, with which a terminal shows other words than the file holds, or none."""
_UNSEEN = regex(f"(?=[{IGNORABLE}])[^\u00ad\u200b\u2060\ufe0e\ufe0f\ufeff]|(?<=\\w)[\ufe0e\ufe0f]")
"""Of what Unicode calls ignorable all but what is taken out, and what makes a picture of a sign."""
_ANY_UNSEEN = regex(f"[{IGNORABLE}]")
_ENDS = regex(r"[.;:!?。；：！？…]['’”»\"）)\]*_]*$")
_CLOSE = r"[.;:,!?。；：，！？…]['’”»\"）)\]*_]*(?:\s\d{1,2})?$|[—–]$"
_CLOSES = regex(_CLOSE)
"""The end of a sentence or an item, with the mark of a footnote that extraction put behind it."""
_ENDS_ITEM = regex(rf"{_CLOSE}|[;,]\s?(?:{furniture.JOINING})(?:/(?:{furniture.JOINING}))?\]?$", re.IGNORECASE)
"""The same, or the word before the last item of a list: ``; and``."""
_RULE = regex(r"\s*[_‗—–―─-]{5,}\s*")
_NOTE_NUMBER = regex(r"\s*\(?(\d{1,3}|\*{1,3})\)?(?:\s+(?P<text>\S.*))?")


@dataclass(slots=True)
class _TextLine:
    text: str
    page: int | None = None
    apart: bool = True
    """Whether a blank line stands before it."""
    indent: int = 0
    heading: int = 0


@dataclass(slots=True)
class _Paragraph:
    lines: list[_TextLine]
    number: str = ""
    kind: BlockKind = BlockKind.BODY


@dataclass(slots=True)
class _Text:
    """A text on its way from lines to paragraphs."""

    markdown: bool
    cover: furniture.Cover = field(default_factory=furniture.Cover)
    notices: list[Notice] = field(default_factory=list)
    notes: list[_Paragraph] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    drops: bool = True
    """Whether what is struck through goes."""
    struck: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)
    """Passages of Markdown that are shown otherwise, or not at all."""
    paged: bool = False

    def note(self, message: str, words: Sequence[str]) -> None:
        if words:
            self.notices.append(Notice(message, set_aside=tuple(words)))


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """Each paragraph of a text is a block; lines that a column width broke are joined again. Raises ReadError."""
    text, remark = decode(data, name)
    if len(text) > MAX_CHARACTERS:
        raise ReadError(f"{name}: more than {MAX_CHARACTERS:,} characters", "is this a draft convention?")
    job = _Text(markdown=name.lower().endswith(".md"), drops=options.struck != struck.KEEP)
    _tell(text, job)
    job.unshown += markdown.long_comments(text) if job.markdown else []
    if remark:
        job.notices.append(Notice(remark))
    lines = _lines(text, job)
    paragraphs = [*_paragraphs(lines), *job.notes]
    words = Vocabulary(line.text for paragraph in paragraphs for line in paragraph.lines)
    blocks = [_block(paragraph, index, words, job) for index, paragraph in enumerate(paragraphs)]
    job.note("Markdown marks set aside", job.marks)
    job.notices += struck.notices(job.struck, struck.DROP if job.drops else options.struck, "struck through")
    if job.unshown:
        message = f"read as it stands, though Markdown shows it otherwise: {struck.quoted(job.unshown[0])}"
        job.notices.append(Notice(message, set_aside=tuple(job.unshown), unseen=True))
    cover = job.cover
    pages = max((line.page or 0 for line in lines), default=0) or None
    return Reading(tuple(blocks), cover.symbol, cover.date, cover.language, "", pages, tuple(job.notices))


# ----------------------------------------------------------------------------------------------------------- characters


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and a remark on its encoding where it is not UTF-8. Raises ReadError for what is no text."""
    for magic, kind in ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a Word file or another package")):
        if data.startswith(magic):
            raise ReadError(f"{name}: {kind}, not a text", "give it the suffix that says what it is")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _text(_decoded(data, encoding, name), name), ""
    if b"\0" in data:
        raise ReadError(f"{name}: not a text (NUL bytes)", "treatydiff reads .docx, .pdf and text in UTF-8")
    try:
        return _text(data.decode("utf-8"), name), ""
    except UnicodeDecodeError:
        encoding = _legacy(data, name)
        return _text(data.decode(encoding, "replace"), name), f"not UTF-8, read as {encoding}: check accented letters"


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"{name}: not a text ({encoding}: {error.reason})", "save it as UTF-8") from error


def _text(text: str, name: str) -> str:
    controls = len(_CONTROL.findall(text))
    if controls > 0.001 * len(text) + 8:
        raise ReadError(f"{name}: not a text (control characters)", "treatydiff reads .docx, .pdf and text in UTF-8")
    text = re.sub("\r\n?|[\u2028\u2029\x85\x0b]", "\n", text).lstrip("\ufeff")
    return _CONTROL.sub(lambda match: _picture(match[0]), text) if controls else text  # not left out: "shall" DEL "act"


def _picture(control: str) -> str:
    """``␛`` for escape (Unicode's block of control pictures)."""
    return chr(0x2421 if control == "\x7f" else 0x2400 + ord(control))


def _tell(text: str, job: _Text) -> None:
    """Notices of what stands in a text and is not for reading."""
    letters = "".join(set(text))  # each once: in all of the text nothing else need be looked for
    if signs := sorted(_PICTURES.findall(letters)):
        steers = tuple(line.strip() for line in text.split("\n") if _STEERING.search(line))
        message = f"control characters in the text are shown as signs: {' '.join(signs)}"
        job.notices.append(Notice(message, set_aside=steers, unseen=bool(steers)))
    hidden = [line.strip() for line in text.split("\n") if INVISIBLE.search(line)] if INVISIBLE.search(letters) else []
    job.note("characters without width taken out of these lines", hidden)
    unseen = [line.strip() for line in text.split("\n") if _UNSEEN.search(line)] if _ANY_UNSEEN.search(letters) else []
    job.note("characters that nobody sees in these lines", unseen)


def _legacy(data: bytes, name: str) -> str:
    """Windows Cyrillic or Windows Latin: in Cyrillic the high bytes stand together, mostly as small letters."""
    high = [byte for byte in data if byte >= 0x80]
    together = sum(a >= 0x80 and b >= 0x80 for a, b in pairwise(data))
    if together > 0.3 * len(high):
        if sum(byte >= 0xE0 for byte in high) > 0.6 * len(high):
            return "cp1251"
        raise ReadError(f"{name}: neither UTF-8 nor another encoding that can be recognised", "save it as UTF-8")
    return "cp1252"


# ---------------------------------------------------------------------------------------------------------------- lines


def _lines(text: str, job: _Text) -> list[_TextLine]:
    """The lines that are text, each with its page; furniture, rules and footnotes are taken out."""
    pages = text.split("\f")
    job.paged = len(pages) > 1
    if job.paged and not pages[-1].strip():
        pages.pop()
    sheets = [_unmarked(page.split("\n"), job) if job.markdown else _plain(page.split("\n")) for page in pages]
    _take_cover(sheets, job)
    if job.paged:
        return _from_pages(sheets, job)
    return _from_stream(sheets[0], job)


def _plain(lines: list[str]) -> list[_TextLine]:
    """The lines that are not blank."""
    found: list[_TextLine] = []
    apart = True
    for line in lines:
        if line.strip():
            expanded = line.expandtabs(8)
            found.append(_TextLine(line.strip(), None, apart, len(expanded) - len(expanded.lstrip())))
        apart = not line.strip()
    return found


def _unmarked(lines: list[str], job: _Text) -> list[_TextLine]:
    """The lines of a Markdown text without the marks that concern a whole line."""
    found: list[_TextLine] = []
    apart = True
    for line, following in pairwise([*lines, ""]):
        if found and not apart and markdown.is_underline(found[-1].text, line) and found[-1].heading:
            job.marks.append(line.strip())
            apart = True
            continue
        if markdown.is_rule(line):
            job.marks.append(line.strip())
            apart = True
            continue
        marked = markdown.unmark(line.rstrip(), following)
        job.marks += marked.marks
        if marked.text.strip():
            single = apart or bool(marked.heading) or line.lstrip()[:2] in ("- ", "* ", "+ ")
            found.append(_TextLine(marked.text.strip(), None, single, 0, marked.heading))
        apart = not marked.text.strip() or bool(marked.heading) or line.endswith("  ")
    return found


def _take_cover(sheets: list[list[_TextLine]], job: _Text) -> None:
    first = next((sheet for sheet in sheets if sheet), None)
    if first is None:
        return
    texts = [line.text for line in first]
    job.cover = furniture.cover(texts)
    found = furniture.cover_lines(texts)
    job.note("cover set aside", [texts[i] for i in sorted(found)])
    first[:] = [line for i, line in enumerate(first) if i not in found]


def _from_pages(sheets: list[list[_TextLine]], job: _Text, numbers: Sequence[int] = ()) -> list[_TextLine]:
    """The lines of a text with page breaks, as ``pdftotext`` writes it; ``numbers`` of its pages where said."""
    running = page_edges.running([_placed(sheet) for sheet in sheets])
    everywhere = page_edges.loose([line.text for sheet in sheets for line in sheet], job.cover.symbol)
    first = 0
    for sheet, found in zip(sheets, running, strict=True):
        found |= {i for i in range(len(sheet)) if first + i in everywhere}
        first += len(sheet)
    gone = [sheet[i].text for sheet, found in zip(sheets, running, strict=True) for i in sorted(found)]
    job.note("running heads, page and job numbers set aside", gone)
    job.notices += furniture.sentences(gone)
    result: list[_TextLine] = []
    rules: list[str] = []
    for number, sheet, found in zip(numbers or range(1, len(sheets) + 1), sheets, running, strict=True):
        kept = [line for i, line in enumerate(sheet) if i not in found]
        kept = _without_notes(kept, number, job, rules)
        for position, line in enumerate(kept):
            line.page = number
            line.apart = line.apart if position else not result
        result += kept
    job.note("footnote rules set aside", rules)
    return result


def _placed(sheet: list[_TextLine]) -> list[page_edges.Placed]:
    """Lines with a height that counts from the nearer edge of the page."""
    half = len(sheet) // 2
    return [page_edges.Placed(x.text, 100.0 * (i if i < half else i - len(sheet))) for i, x in enumerate(sheet)]


def _without_notes(lines: list[_TextLine], page: int, job: _Text, rules: list[str]) -> list[_TextLine]:
    """The lines above the footnote rule; what stands below it is kept as footnotes."""
    at = next((i for i in range(len(lines) - 1, -1, -1) if _RULE.fullmatch(lines[i].text)), None)
    if at is None or not lines[at + 1 :] or not _NOTE_NUMBER.fullmatch(lines[at + 1].text):
        return lines
    rules.append(lines[at].text.strip())
    for line in lines[at + 1 :]:
        line.page = page
        match = _NOTE_NUMBER.fullmatch(line.text)
        if match and (not job.notes or _follows(match[1], job.notes[-1].number)):
            rest = [_TextLine(match["text"], page)] if match["text"] else []
            job.notes.append(_Paragraph(rest, match[1], BlockKind.FOOTNOTE))
        elif job.notes:
            job.notes[-1].lines.append(line)
        else:
            job.notes.append(_Paragraph([line], "", BlockKind.FOOTNOTE))
    return lines[:at]


def _follows(number: str, before: str) -> bool:
    if not number.isdecimal() or not before.isdecimal():
        return True
    return int(number) in (int(before) + 1, 1)


def _from_stream(lines: list[_TextLine], job: _Text) -> list[_TextLine]:
    """The lines of a text without page breaks; marks and counters of pages that stand between them tell the page."""
    if marks := page_edges.page_marks([line.text for line in lines]):
        return _from_marks(lines, marks, job)
    found = page_edges.loose([line.text for line in lines], job.cover.symbol)
    gone = [lines[i].text for i in sorted(found)]
    job.note("running heads, page and job numbers set aside", gone)
    job.notices += furniture.sentences(gone)
    counted = [(i, page) for i, page in sorted(found.items()) if page]
    heads = bool(counted) and counted[-1][0] < len(lines) - 1
    page = 1 if heads else None
    for i, line in enumerate(lines):
        if heads and found.get(i):
            page = found[i]
        line.page = page
        line.apart = (line.apart and (i - 1) not in found) or i == 0
    return [line for i, line in enumerate(lines) if i not in found]


def _from_marks(lines: list[_TextLine], marks: Sequence[tuple[int, int]], job: _Text) -> list[_TextLine]:
    """The lines of a text in which a program wrote where each page begins, or where it ends."""
    job.note("marks of pages set aside", [lines[place].text for place, _ in marks])
    begins = marks[-1][0] < len(lines) - 1
    edges = [place + (not begins) for place, _ in marks]
    numbers = [number for _, number in marks]
    if begins and edges[0]:
        edges, numbers = [0, *edges], [max(numbers[0] - 1, 1), *numbers]
    elif not begins:
        edges = [0, *edges[:-1]]
    gone = {place for place, _ in marks}
    parts = pairwise([*edges, len(lines)])
    sheets = [[lines[i] for i in range(start, end) if i not in gone] for start, end in parts]
    job.paged = True
    return _from_pages(sheets, job, numbers)


# ----------------------------------------------------------------------------------------------------------- paragraphs


def _paragraphs(lines: list[_TextLine]) -> Iterator[_Paragraph]:
    habit = _Habit(_column(lines), _is_spaced(lines))
    current: list[_TextLine] = []
    for line in lines:
        if current and _continues(current, line, habit):
            current.append(line)
        else:
            if current:
                yield _Paragraph(current)
            current = [line]
    if current:
        yield _Paragraph(current)


class _Habit(NamedTuple):
    """How a text sets its paragraphs."""

    width: int
    """The column at which lines are wrapped; 0 where they are not."""
    spaced: bool
    """Whether blank lines stand between paragraphs."""


def _is_spaced(lines: list[_TextLine]) -> bool:
    """Whether blank lines stand before numbered paragraphs and headings, and so before paragraphs in general."""
    numbered = [line for line in lines if ITEM_NUMBER.match(line.text) or is_heading_number(line.text)]
    return len(numbered) >= 3 and sum(line.apart for line in numbered) >= 0.7 * len(numbered)


def _column(lines: list[_TextLine]) -> int:
    """The width at which the text is wrapped, 0 if it is not: then lines are paragraphs.

    It is wrapped if many lines break in the middle of a sentence, and break near the same column.
    """
    lines = [line for line in lines if not has_leaders(line.text)]  # a table of contents is set wider at times
    widths = sorted(_width(line.text) for line in lines)
    if not widths or (widest := widths[int(0.97 * (len(widths) - 1))]) > WIDEST:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if not b.apart]
    broken = [_width(a.text) for a, b in pairs if _in_sentence(a, b)]
    enough = len(broken) >= max(2, 0.25 * len(pairs))
    if not enough:
        return 0
    from statistics import median  # takes longer than to read a short text

    return widest if median(broken) >= 0.7 * widest else 0


def _width(text: str) -> int:
    """Columns that a text takes; an ideograph takes two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(text.count(c) for c in set(text) if c > "\x7f" and east_asian_width(c) in "WF")


def _in_sentence(line: _TextLine, following: _TextLine) -> bool:
    """Whether a line break stands in the middle of a sentence: what follows goes on in small letters, or ideographs."""
    first = following.text[:1]
    small = first.islower() or (not line.text.isascii() and east_asian_width(first) == "W" and _width(line.text) > 40)
    return small and not ITEM_NUMBER.match(following.text) and not _ENDS.search(line.text)


def _continues(current: list[_TextLine], line: _TextLine, habit: _Habit) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = current[-1]
    alone = len(current) == 1 and ITEM_NUMBER.fullmatch(last.text + " ") and not ITEM_NUMBER.match(line.text)
    if line.heading or last.heading or (line.apart and not alone):
        return False
    if is_heading_number(last.text) or is_heading_number(line.text):
        return False
    if alone:
        return True  # extraction put the number on a line of its own
    if has_leaders(last.text):
        return False
    if last.text[-1:] in "-\xad" and last.text[-2:-1].isalpha() and line.text[:1].islower():
        return True
    if line.text[:1].islower() and _in_sentence(last, line):
        return _width(last.text) >= 40 or habit.width > 0
    if not habit.width or (ITEM_NUMBER.match(line.text) and _ENDS_ITEM.search(last.text)):
        return False
    if last.text.isupper() and not line.text.isupper() and not _CLOSES.search(last.text):
        return False  # a heading in capitals
    goes_on = not _CLOSES.search(last.text) and not ITEM_NUMBER.match(line.text)
    if habit.spaced or (goes_on and _width(last.text) >= 0.6 * habit.width):
        return True
    if len(current) > 1 and line.indent > last.indent + 1 and _CLOSES.search(last.text):
        return False
    return _is_full(current, line, habit.width)


def _is_full(current: list[_TextLine], line: _TextLine, width: int) -> bool:
    """Whether a line ended for want of room: the next word would not have fitted."""
    last = current[-1]
    word = _width(line.text.split()[0]) if line.text.isascii() or " " in line.text else 2
    return _width(last.text) + last.indent + 1 + word > 0.94 * width + min(last.indent, current[0].indent)


def _block(paragraph: _Paragraph, index: int, words: Vocabulary, job: _Text) -> Block:
    text = join_lines([line.text for line in paragraph.lines], words)
    page = paragraph.lines[0].page if paragraph.lines else None
    style = Style()
    if job.markdown:
        marked = markdown.unmark_emphasis(markdown.MarkedLine(text, paragraph.lines[0].heading))
        job.marks += marked.marks
        text, style = marked.text, _style(marked)
        text = _without_struck(text, job)
        job.unshown += markdown.unshown(text)
    return Block(text, paragraph.number, paragraph.kind, style, Origin(page, index))


def _without_struck(text: str, job: _Text) -> str:
    """The text with what strokes go through left out, or only without their marks."""
    ranges, place = markdown.struck(text), 0
    job.struck += [text[start:end] for start, end, _ in ranges]
    if job.drops:
        return struck.without(text, [(start - mark, end + mark) for start, end, mark in ranges])
    pieces = []
    for start, end, mark in ranges:
        pieces += [text[place : start - mark], text[start:end]]
        place = end + mark
    return "".join([*pieces, text[place:]])


def _style(marked: markdown.MarkedLine) -> Style:
    if not marked.heading:
        return Style(marked.bold, marked.italic)
    size = markdown.HEADING_SIZES[marked.heading - 1]
    return Style(True, marked.italic, size=size, name=f"Heading {marked.heading}")
