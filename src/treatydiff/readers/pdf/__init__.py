"""PDF with a text layer: printed lines, then paragraphs.

pypdfium2 reads; pypdf mends what pypdfium2 cannot open (importing both would take longer than reading most drafts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from treatydiff.errors import ReadError
from treatydiff.model import Block, Notice, Reading
from treatydiff.readers import ReadOptions, marks
from treatydiff.readers.lines import Mark, Page, PageLine
from treatydiff.readers.pdf import forms, right_to_left, spellings
from treatydiff.readers.pdf.extraction import EncryptedError, Extraction, TooLargeError
from treatydiff.readers.pdf.layout import lay_out
from treatydiff.readers.pdf.pdfium_lines import pdfium_pages
from treatydiff.readers.pdf.repair import written_anew
from treatydiff.readers.struck import DROP, FORMER, KEEP, NEW, quoted
from treatydiff.text.languages import detect
from treatydiff.text.regexes import regex

BROKEN = 0.05
"""Share of letters that nobody can name above which a text layer is broken. Sound UN files have none, broken ones 25 to
98 per cent."""
MARKED_UP = 10
"""A draft with so many strokes through words is marked up: what its marks say is new has no other look for it."""
_TELLING = 400
"""So many characters tell the language of a draft."""
_UNLOCK = "save a copy without a password, from any PDF viewer"
_OCR = "--ocr reads the picture of each such page (pip install pytesseract pillow), or ask for the Word file"
_PLAIN = regex("[A-Za-z]+")
_OTHER = regex("[^\x00-\x7f]+")
_KNOWN_SCRIPT = regex(
    "[A-Za-zªºÀ-ɏ\u02b0-\u036fͰ-ϿЀ-ԯ\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ffḀ-ỿἀ-῿ﬀ-ﬆ\ufb50-\ufdff\ufe70-\ufeff"
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff21-\uff5a]"
)


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """The printed paragraphs of a PDF; furniture is set aside and footnotes stand at the end. Raises ReadError."""
    by_marks = options.struck.startswith((FORMER, NEW))
    extraction, mended = _extract(data, name, marked=by_marks)
    if options.struck == DROP and sum(page.through for page in extraction.pages) >= MARKED_UP:
        by_marks = True
        extraction, mended = _extract(data, name, marked=True)
    recognised = list(_recognise(extraction, data, name, options)) if options.ocr else []
    _check(extraction, name)
    marked, how, told = _marked(extraction.pages, options.struck, by_marks)
    layout = lay_out(_arabic(marked), how)
    spelt = () if options.ocr else spellings.notices(data)
    notices = (*recognised, *told, *layout.notices, *_notices(extraction, mended), *spelt)
    cover, pages = layout.cover, len(extraction.pages)
    blocks = tuple(_told(layout.blocks, extraction.pages))
    return Reading(blocks, cover.symbol, cover.date, cover.language, extraction.title, pages, notices)


def _marked(pages: Sequence[Page], how: str, by_marks: bool) -> tuple[Sequence[Page], str, list[Notice]]:
    """The pages with what goes struck, what becomes of it, and what to say where their marks cannot be told."""
    if marks.are_doubtful(pages):
        count = sum(page.beyond for page in pages)
        message = f"{marks.UNTOLD} from the lines of its tables: {count} lines run on beyond the words they cross; "
        return marks.unstruck(pages), DROP, [Notice(f"{message}every word is read as text")]
    if not by_marks:
        return marks.parted(pages) if how == KEEP else pages, how, []
    former = how.startswith(FORMER)
    found = marks.rebuilt(pages, former=former, wanted=how.partition("-")[2])
    if found is None and not former:
        return pages, how, []
    if found is None:
        message = f"{marks.UNTOLD}: no words are struck, bold or underlined as changes are; read as it is"
        return pages, DROP, [Notice(message)]
    return found, how, []


def _recognise(extraction: Extraction, data: bytes, name: str, options: ReadOptions) -> Iterator[Notice]:
    """Reads the pages that have no sound text anew, from what they show, and says how sure that is."""
    faulty = {page.number: place for place, page in enumerate(extraction.pages) if not _is_sound(page)}
    if not faulty:
        return
    from treatydiff.readers.pdf.ocr import Ocr  # late: few drafts need it

    sound = " ".join(line.text for page in extraction.pages if page.number not in faulty for line in page.lines)
    known = options.language or (detect(sound) if len(sound) >= _TELLING else "")
    ocr = Ocr(data, name, known)
    try:
        for page in ocr.pages(faulty):
            extraction.pages[faulty[page.number]] = page
    finally:
        ocr.close()
    pages = [page for page in extraction.pages if page.number in faulty]
    sure = ", ".join(f"{page.number} {page.confidence:.0f} %" for page in pages if page.lines)
    how = f"read by OCR (tesseract {ocr.version}, {ocr.models})"
    yield Notice(f"{how}, page and confidence: {sure or 'no words found'}")
    if ocr.unread:
        numbers = ", ".join(map(str, ocr.unread))
        yield Notice(
            f"something on page {numbers} looks like a line of text and could not be read: see the page itself"
        )
    extraction.asked = sum(page.asked for page in extraction.pages)
    extraction.unmapped = sum(page.unmapped for page in extraction.pages)
    extraction.unseen = [each for each in extraction.unseen if each[0] not in faulty]
    if len(faulty) == len(extraction.pages):
        extraction.decoded = ()


def _is_sound(page: Page) -> bool:
    """Whether a page has text, and it is what it shows."""
    text = "".join(line.text for line in page.lines)
    return bool(text.strip()) and page.unmapped <= BROKEN * page.asked and _strange(text) <= BROKEN


def _told(blocks: Iterable[Block], pages: Sequence[Page]) -> Iterator[Block]:
    """The paragraphs, with the word that they were read by OCR where they were."""
    pictures = {page.number for page in pages if page.confidence is not None}
    for block in blocks:
        by_ocr = block.origin.page in pictures
        yield replace(block, origin=replace(block.origin, by_ocr=True)) if by_ocr else block


def _extract(data: bytes, name: str, *, marked: bool = False) -> tuple[Extraction, bool]:
    """The lines, and whether the file had to be mended first; ``marked``: with what is bold and underlined."""
    failures = []
    for mend in (None, written_anew):
        try:
            forms.check(data)
            return pdfium_pages(mend(data) if mend else data, marked=marked), bool(mend)
        except EncryptedError as error:
            raise ReadError(f"{name}: encrypted, it opens only with a password", _UNLOCK) from error
        except TooLargeError as error:
            raise ReadError(f"{name}: {error}", "is this a draft convention?") from error
        except Exception as error:  # a damaged file may raise anything here
            failures.append(" ".join(f"{type(error).__name__}: {error}".split()))
    raise ReadError(f"{name}: damaged PDF ({'; '.join(failures)})", "open and save it again, or ask for the Word file")


def _check(extraction: Extraction, name: str) -> None:
    """Refuse a file without text, or whose text is not what it shows."""
    text = "".join(line.text for page in extraction.pages for line in page.lines)
    pages = len(extraction.pages)
    if not text.strip():
        count = f"{pages} page" + ("s" if pages != 1 else "")
        raise ReadError(f"{name}: no text layer ({count}, 0 characters)", "a scanned document: " + _OCR)
    share = max(_unnamed(extraction), _strange(text))
    if share > BROKEN:
        message = f"{name}: broken text layer ({share:.0%} of the letters are not what the page shows)"
        raise ReadError(message, _OCR)


def _unnamed(extraction: Extraction) -> float:
    """Share of the characters that the file maps to no letter."""
    return extraction.unmapped / extraction.asked if extraction.asked else 0.0


def _strange(text: str) -> float:
    """Share of the letters outside the scripts of the United Nations and their neighbours."""
    plain = sum(map(len, _PLAIN.findall(text)))
    others = [c for run in _OTHER.findall(text) for c in run if c.isalpha()]
    strange = sum(not _KNOWN_SCRIPT.match(c) for c in others)
    return strange / (plain + len(others)) if others else 0.0


def _notices(extraction: Extraction, mended: bool) -> list[Notice]:
    found = []
    if mended:
        message = "a damaged file, read as pypdf mends it: another program may show other pages"
        found.append(Notice(message, unseen=True))
    if extraction.decoded:
        message = "letters that the file does not name were read by the usual order of glyphs; check these lines"
        found.append(Notice(message, set_aside=extraction.decoded))
    for page, hidden in extraction.unseen:
        found.append(Notice(f"read, though the page does not show it: {hidden}", page, unseen=True))
    many = len(extraction.written)
    found += _on_pages(f"{many} written on the pages as annotations, not read", extraction.written)
    found += _on_pages("read as the file says in place of what the page draws", extraction.replaced)
    found += _on_pages("comments on the pages, not read", extraction.commented, of_file=True)
    empty = [str(page.number) for page in extraction.pages if not page.lines]
    if empty and len(empty) < len(extraction.pages):
        found.append(Notice(f"no text on page {', '.join(empty)}"))
    return found


def _on_pages(message: str, told: Sequence[tuple[int, str]], of_file: bool = False) -> Iterator[Notice]:
    """One notice of all words that were told of pages; it is of the first of them. None where there are none."""
    if told:
        words = tuple(words for _, words in told)
        yield Notice(f"{message}: {quoted(words[0])}", told[0][0], words, of_file, unseen=not of_file)


def _arabic(pages: Sequence[Page]) -> Sequence[Page]:
    """Arabic lines with their letters, brackets and numbers as they are written; other lines as they are."""
    texts = [line.text for page in pages for line in page.lines if right_to_left.is_right_to_left(line.text)]
    if not texts:
        return pages
    turned = right_to_left.mirrored(texts)
    return [replace(page, lines=tuple(_arabic_line(line, turned) for line in page.lines)) for page in pages]


def _arabic_line(line: PageLine, turned: bool) -> PageLine:
    if not right_to_left.is_right_to_left(line.text):
        return line
    if line.struck:
        line = _folded(line)
    text = right_to_left.mirror(line.text) if turned and right_to_left.mirrored([line.text]) else line.text
    text = right_to_left.number_first(right_to_left.fold(text))
    return line._replace(text=text, marks=line.marks if len(text) == len(line.text) else ())


def _folded(line: PageLine) -> PageLine:
    """A line with its letters folded, piece by piece, so that it is still known what is struck through."""
    text, struck, place = "", [], 0
    for start, end in line.struck:
        text += right_to_left.fold(line.text[place:start])
        gone, place = right_to_left.fold(line.text[start:end]), end
        struck.append(Mark(len(text), len(text) + len(gone)))
        text += gone
    return line._replace(text=text + right_to_left.fold(line.text[place:]), struck=tuple(struck), marks=())
