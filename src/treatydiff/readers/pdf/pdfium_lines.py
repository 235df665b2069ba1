"""Printed lines of a PDF by pypdfium2: text, place on the page, size, boldness."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from treatydiff.readers import MAX_CHARACTERS, furniture
from treatydiff.readers.lines import (
    BROKEN_HYPHEN,
    IDEOGRAPH,
    ITEM_NUMBER,
    LEVEL,
    NARROW,
    NARROW_SPACE,
    Mark,
    Page,
    PageLine,
    RuledCell,
)
from treatydiff.readers.pdf import glyph_numbers, hidden_words, line_looks, markup, right_to_left, strokes
from treatydiff.readers.pdf.clusters import Clusters
from treatydiff.readers.pdf.extraction import MAX_PAGES, EncryptedError, Extraction, TooLargeError
from treatydiff.readers.pdf.font_names import FontLook, look_of
from treatydiff.readers.pdf.side_by_side import MARK, add, lowered
from treatydiff.readers.pdf.tables import unruled
from treatydiff.readers.pdf.tables.prefilter import PageStretch
from treatydiff.readers.pdf.tables.ruled import Tables, by_cell
from treatydiff.readers.sandbox import at
from treatydiff.text.lettering import TATWEEL
from treatydiff.text.regexes import regex

WIDE_GAP = 0.6
"""Ideographs stand off figures and Latin letters by less than this share of the font size."""
RAISED = 0.15
"""A digit that stands higher than the line by this share of the font size is a mark."""
SHORTEST = 12
"""The middle of a line with no more than twice so many characters may be a mark at its end."""
SAMPLE = 101
"""Every so many characters of a page one is asked whether the file says which letter it is; a prime number."""


def pdfium_pages(data: bytes, *, marked: bool = False) -> Extraction:
    """All pages by pypdfium2; ``marked``: with what is bold and underlined in each line.

    Raises TooLargeError, EncryptedError, and whatever pypdfium2 raises on damaged files.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == raw.FPDF_ERR_PASSWORD:
            raise EncryptedError from error
        raise
    try:
        if len(document) > MAX_PAGES:
            raise TooLargeError(f"{len(document):,} pages")
        result = _extract(document, marked=marked)
        return _extract(document, thorough=True, marked=marked) if result.unmapped else result
    finally:
        document.close()


def _extract(document: Any, *, thorough: bool = False, marked: bool = False) -> Extraction:
    """The pages; where ``thorough``, each character is asked for its letter, and not only a sample."""
    result = Extraction([], title=" ".join(document.get_metadata_value("Title").split()))
    decoded: list[str] = []
    table: Sequence[RuledCell] = ()
    total = 0
    for index in range(len(document)):
        at(f"page {index + 1}", len(document))
        page = document[index]
        textpage = page.get_textpage()
        try:
            probe = _Probe(textpage, page, thorough, marked)
            total += len(probe.text)
            if total > MAX_CHARACTERS:
                raise TooLargeError(f"more than {MAX_CHARACTERS:,} characters")
            result.pages.append(probe.page(index + 1, table))
            table = probe.open_table
            result.unseen += ((index + 1, words) for words in hidden_words.of_page(page, probe))
            markup.tell(result, page, probe.raw, index + 1)
            result.asked += probe.asked
            result.unmapped += probe.unmapped
            decoded += probe.decoded
        finally:
            textpage.close()
            page.close()
    result.decoded = tuple(decoded)
    return result


_ODD = r"%&*=¶$+<>@\\^|~\x00-\x08\x0e-\x1f"
_SUSPECT = regex(rf"[^\W\d_][{_ODD}]|[{_ODD}][^\W\d_]")
"""What a letter that the file does not name often looks like: ``DURA%LE``, ``d¶impact``."""
_STAND_INS = str.maketrans(
    {"\x02": BROKEN_HYPHEN, NARROW_SPACE: " ", "\uf02a": "*", "\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–"}
)
"""Characters of the Symbol fonts by their places there, and what other versions of pypdfium2 give."""
_MARKS = frozenset("0123456789*ivxlc")
_BLANKS = " \t\xa0\u3000" + BROKEN_HYPHEN
_STRETCH = regex(rf"[^\r\n{BROKEN_HYPHEN}]*{BROKEN_HYPHEN}|[^\r\n{BROKEN_HYPHEN}]+")
_INNER_SPACE = regex(r"(?<=\S) (?=\S)")
_NOT_BLANK = regex(r"\S")
_LETTER = regex(r"[^\W\d_]")


class _Fragment(NamedTuple):
    """A stretch of the text that pdfium takes for a line: where it is, a letter of it, its size and base line."""

    start: int
    end: int
    middle: int
    size: float
    y: float
    arabic: bool = False
    cell: RuledCell | None = None


class _Probe:
    """Asks pypdfium2 about single characters of one page.

    An answer costs about a microsecond, so a line is sampled: its first, last and middle character, its digits, its
    spaces. FPDFText_GetFontWeight is not used, it answers 400 for bold fonts.
    """

    def __init__(self, textpage: Any, page: Any, thorough: bool, marked: bool = False) -> None:
        import pypdfium2.raw as raw

        self.raw = raw
        self.handle = textpage.raw
        self.width, self.height = page.get_size()
        self.turn = page.get_rotation()
        self.text = self._page_text(textpage)
        self.thorough = thorough
        self.asked = self.unmapped = 0
        self.open_table: tuple[RuledCell, ...] = ()
        """The last table without lines."""
        self.decoded: list[str] = []
        self._page, self._textpage = page, textpage
        ruled = strokes.of_page(page, raw, self._shown)
        self.figures, self.pictures = ruled.figures, ruled.pictures
        self._strokes = sorted([*ruled.level, *markup.struck(page, raw, self._shown)])
        self._looks = line_looks.LineLooks(self, self._strokes, marked)
        self._tables = Tables(ruled)
        self._corners: dict[int, tuple[float, float, float, float]] = {}
        """Those asked for: the ends of lines and words, mostly by several."""
        self._box = left, right, bottom, top = tuple(ctypes.c_double() for _ in range(4))
        self._box_refs = tuple(ctypes.byref(value) for value in (left, right, bottom, top))
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._xy_refs = ctypes.byref(self._x), ctypes.byref(self._y)
        self._rect = raw.FS_RECTF()
        self._rect_ref = ctypes.byref(self._rect)
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def _page_text(self, textpage: Any) -> str:
        """The text with exactly one character for each character index of pypdfium2."""
        count = self.raw.FPDFText_CountChars(self.handle)
        text: str = textpage.get_text_range() if count > 0 else ""
        if len(text) != max(count, 0):
            text = "".join(chr(self.raw.FPDFText_GetUnicode(self.handle, k)) for k in range(count))
        return text.translate(_STAND_INS)

    @cached_property
    def _mostly_arabic(self) -> bool:
        return right_to_left.is_right_to_left(self.text)

    @cached_property
    def _clusters(self) -> Clusters:
        """Asked for on pages with Arabic only."""
        return Clusters(self._page, self._textpage)

    # ----------------------------------------------------------------------------------------- one character's answers

    def corners(self, k: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a character's ink, as the page is shown."""
        if k not in self._corners:
            self._corners[k] = self._ink(k)
        return self._corners[k]

    def _ink(self, k: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self._box
        self.raw.FPDFText_GetCharBox(self.handle, k, *self._box_refs)
        if not self.turn:
            return left.value, bottom.value, right.value, top.value
        x0, y0 = self._shown(left.value, bottom.value)
        x1, y1 = self._shown(right.value, top.value)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def advance(self, k: int) -> tuple[float, float]:
        """From where to where a character reaches with the room around its ink; the only extent that a space has."""
        self.raw.FPDFText_GetLooseCharBox(self.handle, k, self._rect_ref)
        ends = [
            self._shown(x, y)[0] for x, y in ((self._rect.left, self._rect.bottom), (self._rect.right, self._rect.top))
        ]
        return min(ends), max(ends)

    def base_line(self, k: int) -> float:
        """Height of the line on which a character stands."""
        self.raw.FPDFText_GetCharOrigin(self.handle, k, *self._xy_refs)
        return self._shown(self._x.value, self._y.value)[1] if self.turn else self._y.value

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as a point of the page as it is shown (pages may be stored on their side)."""
        if not self.turn:
            return x, y
        return {90: (y, self.height - x), 180: (self.width - x, self.height - y), 270: (self.width - y, x)}[self.turn]

    def size_and_slant(self, k: int) -> tuple[float, float]:
        """Font size in points and the direction of writing in degrees."""
        self.raw.FPDFText_GetMatrix(self.handle, k, ctypes.byref(self._matrix))
        m = self._matrix
        size = self.raw.FPDFText_GetFontSize(self.handle, k) * math.hypot(m.c, m.d)
        return size, math.degrees(math.atan2(m.b, m.a))

    def font(self, k: int) -> FontLook:
        """Whether a character's font is bold, and italic, by its name."""
        self._name.value = b""
        self.raw.FPDFText_GetFontInfo(self.handle, k, self._name, 128, ctypes.byref(self._flags))
        return look_of(self._name.value, self._flags.value)

    def is_unmapped(self, k: int) -> bool:
        """Whether the file does not say which letter a glyph stands for."""
        return bool(self.raw.FPDFText_HasUnicodeMapError(self.handle, k) == 1)

    # -------------------------------------------------------------------------------------------------- lines of a page

    def page(self, number: int, before: Sequence[RuledCell] = ()) -> Page:
        """The page's lines; fragments side by side are one line. ``before`` is the last table of the page before."""
        self._decode_unmapped()
        lines: list[PageLine] = []
        slanted: list[str] = []
        upright: list[_Fragment] = []
        for start, end in self._stretches():
            middle = self._on_line(start, self._middle(start, end))
            size, slant = self.size_and_slant(middle)
            if abs((slant + 45) % 90 - 45) > 5:
                slanted.append(self.text[start:end].strip())
            else:
                upright.append(_Fragment(start, end, middle, size, self.base_line(middle)))
        cells = self._open_cells(upright, before)
        self.open_table = tuple(cell for cell in cells if cell.table == cells[-1].table)
        self._tables.add([cell._replace(table=1000 * number + cell.table) for cell in cells])
        upright = [part for fragment in upright for part in self._by_cell(fragment)]
        for pieces in self._printed(self._in_lines(upright)):
            if pieces[0].arabic:
                goes_on = bool(lines) and right_to_left.goes_on(lines[-1].text)
                add(lines, self._right_to_left(pieces, goes_on))
            else:
                add(lines, self._from_left(pieces[0]) if self._mostly_arabic else self._line(pieces[0]))
        if self._tables.any:
            lines = list(by_cell(lines, self._mostly_arabic))
        free = tuple(stroke for stroke in self._strokes if not self._tables.beside(stroke.y))
        said = tuple(lines), tuple(slanted), self.asked, self.unmapped
        return Page(number, self.width, self.height, *said, free, *self._looks.counts)

    def _open_cells(self, fragments: Sequence[_Fragment], before: Sequence[RuledCell]) -> list[RuledCell]:
        """The cells of tables without lines, beside those with lines."""
        free = [
            PageStretch(each.start, each.end, each.y, each.size)
            for each in fragments
            if not self._tables.is_ruled(each.y + 0.3 * each.size)
        ]
        return unruled.looked_for(self.text, free, self.corners, self._mostly_arabic, before)

    def _by_cell(self, fragment: _Fragment) -> Iterator[_Fragment]:
        """A fragment, or its parts where it runs on from one cell of a table to the next."""
        height = fragment.y + 0.3 * fragment.size
        if not self._tables.beside(height):
            yield fragment
            return
        start, last, cell_at = fragment.start, None, self._tables.row(height)
        for k in range(fragment.start, fragment.end):
            if self.text[k].isspace() or right_to_left.is_vowel_sign(self.text[k]):
                continue
            left, _, right, _ = self.corners(k)
            cell = cell_at((left + right) / 2)
            if k > start and last != (cell,) and last is not None:
                yield self._part(fragment, start, k, last[0])
                start = k
            last = (cell,)
        yield self._part(fragment, start, fragment.end, last[0] if last else None)

    def _part(self, fragment: _Fragment, start: int, end: int, cell: RuledCell | None) -> _Fragment:
        return fragment._replace(start=start, end=end, middle=self._middle(start, end), cell=cell)

    def _in_lines(self, pieces: Sequence[_Fragment]) -> Iterator[_Fragment]:
        """The pieces with each dash on its line.

        A dash in an Arabic line that the file paints last pdfium takes for a hyphen that ends the line; it joins the
        next line to it, and turns both round.
        """
        chain: list[_Fragment] = []
        for piece in pieces:
            chain.append(piece)
            if self.text[piece.end - 1] != BROKEN_HYPHEN:
                yield from self._by_height(chain) if len(chain) > 1 else chain
                chain = []
        yield from chain

    def _by_height(self, chain: Sequence[_Fragment]) -> Iterable[_Fragment]:
        """Pieces that pdfium joined by hyphens: as they are, or from the top down where it turned them round."""
        if all(upper.y > lower.y for upper, lower in pairwise(chain)):
            return chain
        if not right_to_left.is_right_to_left("".join(self.text[piece.start : piece.end] for piece in chain)):
            return chain
        parted: list[_Fragment] = []
        for piece in chain:
            place = piece.end - 1
            if self.text[place] != BROKEN_HYPHEN:
                parted.append(piece)
                continue
            self.text = f"{self.text[:place]}-{self.text[place + 1 :]}"
            parted += [piece._replace(end=place)] if self.text[piece.start : place].strip() else []
            parted.append(piece._replace(start=place, middle=place, y=self.base_line(place)))
        return sorted(parted, key=lambda piece: -round(piece.y))

    def _printed(self, pieces: Iterable[_Fragment]) -> list[list[_Fragment]]:
        """The pieces by printed lines: one each, but pieces of an Arabic line, which pdfium divides anywhere."""
        found: list[list[_Fragment]] = []
        for piece in pieces:
            text = self.text[piece.start : piece.end]
            figures = self._mostly_arabic and not _LETTER.search(text)  # a line of them goes on where the letters go
            piece = piece._replace(arabic=figures or right_to_left.is_right_to_left(text))
            last = self._same_line(found, piece)
            if last and (piece.arabic or last[0].arabic) and self.text[last[-1].end - 1] != BROKEN_HYPHEN:
                last[:] = [each._replace(arabic=True) for each in (*last, piece)]
            else:
                found.append([piece])
        return found

    def _same_line(self, found: Sequence[list[_Fragment]], piece: _Fragment) -> list[_Fragment]:
        """The last pieces, where this one goes on with their line; pieces of other cells may stand between."""
        near = found[-1:] if piece.cell is None else [pieces for pieces in found if pieces[0].cell == piece.cell][-1:]
        level = (last for last in near if abs(last[0].y - piece.y) < LEVEL * max(piece.size, last[0].size))
        return next((last for last in level if last[0].cell == piece.cell), [])

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Where each line of the text starts and ends; a broken hyphen ends a line."""
        for match in _STRETCH.finditer(self.text):
            start, end = match.span()
            if match[0].strip(_BLANKS):
                yield start, end

    def _middle(self, start: int, end: int) -> int:
        """A letter near the middle, else any character that is not blank."""
        text, middle = self.text, (start + end) // 2
        for pattern in (_LETTER, _NOT_BLANK):
            if match := pattern.search(text, middle, end) or pattern.search(text, start, end):
                return match.start()
        return start

    def _on_line(self, start: int, middle: int) -> int:
        """The middle of a stretch, or its first letter where that one is raised: half of a short line may be a mark."""
        first = _NOT_BLANK.search(self.text, start, middle)
        if not first or middle - start > SHORTEST or self.text[middle] not in _MARKS:
            return middle
        size = self.size_and_slant(first.start())[0]
        raised = self.base_line(middle) - self.base_line(first.start()) > RAISED * size
        return first.start() if raised else middle

    def _line(self, piece: _Fragment) -> PageLine:
        start, end, middle, size, y, _, cell = piece
        raw = self.text[start:end]
        first = start + len(raw) - len(raw.lstrip())
        last = start + len(raw.rstrip(_BLANKS)) - 1
        font = self.font(middle)
        x0, x1 = self.corners(first)[0], self.corners(max(first, last))[2]
        if x1 < x0:  # written from right to left
            x0, x1 = self.corners(max(first, last))[0], self.corners(first)[2]
        struck, thick, underlined = self._looks.of_line(start, end, y, size)
        text = lowered(self._spaces(raw, start, size), lambda k: y - self.base_line(start + k) > RAISED * size)
        number = ITEM_NUMBER.match(self.text, first, end)
        hang = self.corners(number.end())[0] if number and number.end() < end else 0.0
        look = (font.bold, font.italic, self._marks(start, end, y, size), hang)
        return PageLine(text, x0, x1, y, size, *look, struck, cell, thick, underlined)

    def _from_left(self, piece: _Fragment) -> PageLine:
        """A Latin line between Arabic ones; what is painted in a second font there pdfium puts at its end."""
        painted = list(self._glyphs([piece], piece))
        if all(last.x0 + last.x1 < glyph.x0 + glyph.x1 + 0.1 for last, glyph in pairwise(painted)):
            line = self._line(piece)
        else:
            line = self._placed(right_to_left.from_left(painted, piece.size), piece)
        text = right_to_left.latin_alone(line.text)
        if text == line.text or line.struck:
            return line
        return line._replace(text=text, marks=(), thick=(), underlined=())

    def _right_to_left(self, pieces: Sequence[_Fragment], goes_on: bool) -> PageLine:
        """An Arabic line in reading order, by where its letters stand; ``goes_on`` with the sentence before it."""
        main = max(pieces, key=lambda piece: piece.end - piece.start)
        main = main._replace(y=self._usual_base(main))
        if not any(_LETTER.search(self.text, piece.start, piece.end) for piece in pieces):
            line = self._placed(right_to_left.from_left(list(self._glyphs(pieces, main)), main.size), main)
            if furniture.is_job_line(line.text):
                return line
        return self._placed(right_to_left.reading_order(list(self._glyphs(pieces, main)), main.size, goes_on), main)

    def _placed(self, line: Sequence[right_to_left.Glyph], main: _Fragment) -> PageLine:
        """The line of these characters, in reading order, with the looks of its main piece."""
        text, starts = "", []
        for glyph in line:
            starts.append(len(text))
            text += glyph.text
        marks = strokes.stretches(text, [glyph.raised for glyph in line for _ in glyph.text])
        struck = strokes.stretches(text, [glyph.struck for glyph in line for _ in glyph.text])
        thick = strokes.stretches(text, [glyph.thick for glyph in line for _ in glyph.text])
        underlined = strokes.stretches(text, [glyph.underlined for glyph in line for _ in glyph.text])
        ink = [glyph for glyph in line if not glyph.text.isspace()] or line
        x0, x1 = min(glyph.x0 for glyph in ink), max(glyph.x1 for glyph in ink)
        font = self.font(main.middle)
        look = main.y, main.size, font.bold, font.italic, marks
        return PageLine(text, x0, x1, *look, 0.0, struck, main.cell, thick, underlined)

    def _glyphs(self, pieces: Sequence[_Fragment], main: _Fragment) -> Iterator[right_to_left.Glyph]:
        """What stands on an Arabic line: single characters, and clusters as one."""
        told: set[int] = set()
        looks = [self._looks.of_line(piece.start, piece.end, main.y, main.size) for piece in pieces]
        gone, thick, below = (
            {
                piece.start + k
                for piece, look in zip(pieces, looks, strict=True)
                for mark in look[kind]
                for k in range(*mark)
            }
            for kind in range(3)
        )
        for k in (k for piece in pieces for k in range(piece.start, piece.end)):
            c = self.text[k]
            if self.raw.FPDFText_IsGenerated(self.handle, k) == 1:
                continue
            if cluster := self._clusters.at(k):
                if id(cluster) not in told:
                    told.add(id(cluster))
                    marks = k in gone, k in thick, k in below
                    yield right_to_left.Glyph(cluster.text, cluster.x0, cluster.x1, False, *marks)
                continue
            _, bottom, _, top = self.corners(k) if c.isascii() else (0, 0, 0, 0)
            if right_to_left.is_stroke(c, bottom - main.y, top - main.y, main.size):
                c = TATWEEL
            x0, x1 = self.corners(k)[::2] if right_to_left.is_vowel_sign(c) else self.advance(k)
            raised = c in _MARKS and self.base_line(k) - main.y > RAISED * main.size
            yield right_to_left.Glyph(c, x0, x1, raised, k in gone, k in thick, k in below)

    def _usual_base(self, piece: _Fragment) -> float:
        """The height at which most letters of an Arabic line stand: its middle one may be a sign above the others."""
        letters = _LETTER.finditer(self.text, piece.start, piece.end)
        heights = Counter(round(self.base_line(match.start()), 1) for match in letters)
        return heights.most_common(1)[0][0] if heights else piece.y

    def _marks(self, start: int, end: int, y: float, size: float) -> tuple[Mark, ...]:
        found = []
        for match in MARK.finditer(self.text, start, end):
            first = match.end()
            while first > match.start() and self.base_line(first - 1) - y > RAISED * size:
                first -= 1
            if 0 < match.end() - first <= (3 if match["figures"] else 6):
                found.append(Mark(first - start, match.end() - start))
        return tuple(found)

    def _spaces(self, raw: str, start: int, size: float) -> str:
        """The line's text, with guessed spaces that are too narrow for one told from the others."""
        if " " not in raw:
            return raw
        generated = self.raw.FPDFText_IsGenerated
        spaces = [m.start() for m in _INNER_SPACE.finditer(raw)]
        guessed = [k for k in spaces if generated(self.handle, start + k) == 1]
        wide = [k for k in guessed if IDEOGRAPH.match(raw[k - 1]) or IDEOGRAPH.match(raw[k + 1])]
        beside = [k for k in wide if self._gap(start + k) < WIDE_GAP * size]
        if beside:  # programs keep figures and Latin letters off ideographs, with no space in the text
            guessed = [k for k in guessed if k not in beside]
            raw = "".join(NARROW_SPACE if k in beside else c for k, c in enumerate(raw))
        if not guessed or (len(guessed) > 3 and len(guessed) * 2 > len(spaces)):
            return raw  # a file without spaces of its own: its gaps are all there is
        letters = list(raw)
        for k in guessed:
            if 0 <= self._gap(start + k) < NARROW * size:
                letters[k] = NARROW_SPACE
        return "".join(letters)

    def _gap(self, k: int) -> float:
        """How far the ink on both sides of a character is apart."""
        return self.corners(k + 1)[0] - self.corners(k - 1)[2]

    # ------------------------------------------------------------------------------ letters that the file does not name

    def _decode_unmapped(self) -> None:
        """Where a sample shows characters that the file does not name, count them and read them as glyph numbers."""
        self.asked = len(self.text)
        suspects = [m.start() + i for m in _SUSPECT.finditer(self.text) for i in (0, 1)]
        step = 1 if self.thorough else SAMPLE
        if any(self.is_unmapped(k) for k in (*range(0, len(self.text), step), *suspects)):
            self._read_glyph_numbers()

    def _read_glyph_numbers(self) -> None:
        before = self.text
        unmapped = [k for k in range(len(before)) if self.is_unmapped(k)]
        self.unmapped = len(unmapped)
        letters = list(before)
        for k in unmapped:
            letters[k] = self._glyph(k, before[k])
        self.text = "".join(letters)
        pairs = zip(before.split("\n"), self.text.split("\n"), strict=False)
        self.decoded = [" ".join(old.split()) for old, new in pairs if old != new]

    def _glyph(self, k: int, c: str) -> str:
        if letter := glyph_numbers.glyph_letter(ord(c)):
            return letter
        left, bottom, right, top = self.corners(k)
        return " " if right - left < 0.1 or top - bottom < 0.1 else "\ufffd"  # without ink it is a blank
