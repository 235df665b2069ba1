"""Pages of a PDF read by optical character recognition: tesseract, by way of pytesseract (the extra ``ocr``).

What a page shows is drawn by pypdfium2 and read by tesseract, word by word with its place and how sure it is. One
version of tesseract and of its models reads the same from the same page each time.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

from treatydiff.errors import ReadError
from treatydiff.readers.lines import BROKEN_HYPHEN, WIDE, Page, PageLine
from treatydiff.readers.pdf import uncovered_ink
from treatydiff.readers.sandbox import at
from treatydiff.text.languages import LANGUAGES, load
from treatydiff.text.regexes import regex

DPI = 300
"""Dots to the inch, at which tesseract's models were trained."""
COARSE, FINE = 140, 400
"""A page that is one picture with so many is drawn with its own: blurred by another grid, letters are mistaken."""
FEW = 20
"""A page that is a picture holds few other things."""
SECONDS = 120
"""For one page."""
WHOLE_PAGE = 3
"""Tesseract finds columns and lines itself (page segmentation mode)."""
_CAPITALS = 0.72
"""The height of a line's letters from base line to top, by the font size, of most fonts."""
_INSTALL = "pip install pytesseract pillow, and tesseract with its languages: apt install tesseract-ocr{models}"
_SCRIPTS = {"Latin": "Latin", "Cyrillic": "Cyrillic", "Arabic": "Arabic", "Han": "Han"}
"""What tesseract calls a script, and what our languages do."""

_SIGNS = (
    (regex("(?<=[\u0621-\u064a]) ?([,;?])(?!\\d)"), str.maketrans(",;?", "،؛؟")),
    (regex(f"(?<=[{WIDE}]) ?([,;:?!()])|([,;:?!()]) ?(?=[{WIDE}])"), str.maketrans(",;:?!()", "，；：？！（）")),
)
"""Signs that stand beside letters of a script are that script's: tesseract often gives the Latin ones."""
_ROUND = regex(f"[〈《<]((?: ?[{WIDE}0-9A-Za-z]){{1,4}}?) ?[）)]")
"""A bracket that closes round has opened round."""


class Ocr:
    """Reads pages of one file."""

    def __init__(self, data: bytes, name: str, language: str) -> None:
        """``language``: the code of the draft's language; empty where it is not known. Raises ReadError."""
        import pypdfium2

        try:
            import pytesseract
        except ImportError as error:
            raise ReadError(f"{name}: --ocr needs a library that is not installed", _hint(language)) from error
        self._tesseract: Any = pytesseract
        self._name = name
        self._document = pypdfium2.PdfDocument(data)
        try:
            self.version = str(pytesseract.get_tesseract_version())
            self._installed = frozenset(pytesseract.get_languages())
        except (pytesseract.TesseractNotFoundError, OSError) as error:
            raise ReadError(f"{name}: --ocr needs tesseract, which is not installed", _hint(language)) from error
        self._language = language
        self._dots: float = DPI
        """Of the page at hand: tesseract guesses it else, and then finds other lines."""
        self.models = ""
        self.unread: list[int] = []
        """Pages with ink that was not read."""

    def pages(self, numbers: Iterable[int]) -> Iterator[Page]:
        """The pages with these numbers, counted from 1. Raises ReadError."""
        with _one_thread():
            for number in numbers:
                at(f"page {number}", len(self._document))
                page = self._document[number - 1]
                self._dots = _dots(page)
                image = page.render(scale=self._dots / 72, grayscale=True).to_pil()
                self.models = self.models or self._models(image)
                width, height = page.get_size()
                found, unread = uncovered_ink.completed(image, self._read(image), self._read)
                self.unread += [number] * bool(unread)
                yield page_of(number, width, height, found, self._dots)
                page.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._document.close()

    def _read(self, image: Any, mode: int = WHOLE_PAGE) -> Mapping[str, Sequence[Any]]:
        tesseract = self._tesseract
        how = {"lang": self.models, "config": f"--psm {mode} --dpi {self._dots:.0f}", "timeout": SECONDS}
        try:
            found: Mapping[str, Sequence[Any]] = tesseract.image_to_data(
                image, output_type=tesseract.Output.DICT, **how
            )
        except (tesseract.TesseractError, RuntimeError, OSError) as error:
            said = " ".join(str(error).split())[:120]
            raise ReadError(f"{self._name}: tesseract failed ({said})", _hint(self._language)) from error
        return found

    def _models(self, image: Any) -> str:
        """The models to read with: of the language, or of every language that is written in the page's script."""
        codes = [self._language] if self._language else list(_written_in(self._script(image)))
        wanted = [load(code).ocr for code in codes]
        found = [model for model in wanted if model in self._installed]
        if not found or (self._language and len(found) < len(wanted)):
            missing = ", ".join(model for model in wanted if model not in self._installed)
            raise ReadError(f"{self._name}: tesseract has no model for this language ({missing})", _hint(*codes))
        return "+".join(found)

    def _script(self, image: Any) -> str:
        """The script of a page, by tesseract; Latin where it cannot tell."""
        tesseract = self._tesseract
        try:
            told = tesseract.image_to_osd(image, timeout=SECONDS, output_type=tesseract.Output.DICT)
        except (tesseract.TesseractError, RuntimeError, OSError):
            return "Latin"
        return _SCRIPTS.get(str(told.get("script", "")), "Latin")


def _written_in(script: str) -> Iterator[str]:
    yield from (code for code in LANGUAGES if load(code).script == script)


def _hint(*codes: str) -> str:
    models = [load(code).ocr.replace("_", "-") for code in codes or ("en",) if code in LANGUAGES]
    return _INSTALL.format(models="".join(f" tesseract-ocr-{model}" for model in models))


@contextmanager
def _one_thread() -> Iterator[None]:
    """tesseract's threads wait for each other more than they help, and pages could be read side by side instead."""
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before


def _dots(page: Any) -> float:
    """Dots to the inch of the picture that a page is; else those that tesseract likes best."""
    import pypdfium2.raw as raw

    wide, high = ctypes.c_uint(), ctypes.c_uint()
    edges = [ctypes.c_float() for _ in range(4)]
    width, _ = page.get_size()
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), FEW)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        raw.FPDFPageObj_GetBounds(thing, *(ctypes.byref(edge) for edge in edges))
        raw.FPDFImageObj_GetImagePixelSize(thing, ctypes.byref(wide), ctypes.byref(high))
        reach = edges[2].value - edges[0].value
        if reach > 0.8 * width and COARSE <= (own := 72 * wide.value / reach) <= FINE:
            return own
    return DPI


def page_of(number: int, width: float, height: float, found: Mapping[str, Sequence[Any]], dots: float = DPI) -> Page:
    """A page from tesseract's table of words: lines where it saw lines, of one size but for what is clearly larger."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for k, word in enumerate(found["text"]):
        if str(word).strip():
            lines.setdefault((found["block_num"][k], found["par_num"][k], found["line_num"][k]), []).append(k)
    sure = [(float(found["conf"][k]), len(str(found["text"][k]))) for ks in lines.values() for k in ks]
    letters = sum(n for _, n in sure)
    confidence = sum(conf * n for conf, n in sure) / letters if letters else 0.0
    points = 72 / dots
    heights = [median(found["height"][k] for k in ks) * points for ks in lines.values()]
    usual = round(median(heights) / _CAPITALS, 1) if heights else 0.0
    made = tuple(_line(ks, found, height, usual, points) for ks in lines.values())
    return Page(number, width, height, made, confidence=confidence)


def _with_its_signs(text: str) -> str:
    text = _ROUND.sub(r"（\1）", text)
    for beside, signs in _SIGNS:
        text = beside.sub(lambda match, signs=signs: match[0].strip().translate(signs), text)  # type: ignore[misc]
    return text


def _line(
    places: Sequence[int], found: Mapping[str, Sequence[Any]], height: float, usual: float, points: float
) -> PageLine:
    text = _with_its_signs(" ".join(str(found["text"][k]) for k in places))
    x0 = min(found["left"][k] for k in places) * points
    x1 = max(found["left"][k] + found["width"][k] for k in places) * points
    if text.endswith("-") and text[-2:-1].isalpha():
        text = text[:-1] + BROKEN_HYPHEN
    bottoms = sorted(found["top"][k] + found["height"][k] for k in places)
    bottom = bottoms[len(bottoms) // 4] * points  # most letters end on the base line, some below
    own = median(found["height"][k] for k in places) * points / _CAPITALS
    return PageLine(text, x0, x1, height - bottom, round(own, 1) if own > 1.4 * usual else usual)
