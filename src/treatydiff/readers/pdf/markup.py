"""Annotations on the pages of a PDF: words struck out, and words beside or between others.

They lie over the page and are no part of its text (ISO 32000-2, 12.5.6). A word struck out so is struck like one with a
line drawn through it; what is underlined is text either way; what stands in the annotation is told, and not read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from treatydiff.readers.lines import Stroke
from treatydiff.readers.pdf import actual_text
from treatydiff.readers.pdf.extraction import Extraction
from treatydiff.readers.pdf.strokes import Point
from treatydiff.text.regexes import regex

MOST = 5_000
"""A page has no more annotations than this, and an annotation no more lines; the others are not looked at."""
LONGEST = 10_000
"""Bytes of what is written in one."""


def struck(page: Any, raw: Any, shown: Callable[[float, float], Point]) -> Iterator[Stroke]:
    """A stroke through the middle of each line that is struck out; ``shown`` as in ``strokes.of_page``."""
    for annotation in _of_kind(page, raw, (raw.FPDF_ANNOT_STRIKEOUT,)):
        for box in _boxes(annotation, raw):
            xs, ys = zip(*(shown(x, y) for x, y in box), strict=True)
            yield Stroke(min(xs), max(xs), (min(ys) + max(ys)) / 2)


def tell(result: Extraction, page: Any, raw: Any, number: int) -> None:
    """Add what lies over a page to what the file gave; ``number`` is the page's, and nothing is read of it after."""
    result.written += ((number, words) for words in written(page, raw))
    result.commented += ((number, words) for words in commented(page, raw))
    result.replaced += ((number, words) for words in actual_text.of_page(page, raw))


def written(page: Any, raw: Any) -> Iterator[str]:
    """What is written between the words (a caret) or on the page, and what else lies over it."""
    for annotation in _of_kind(page, raw, (raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_FREETEXT)):
        yield from filter(None, [_said(annotation, raw, b"Contents")])
    for annotation in _of_kind(page, raw, (raw.FPDF_ANNOT_WIDGET,)):
        yield from filter(None, [_said(annotation, raw, b"V")])
    for kind in (*_OVER, *_DRESSED):
        for annotation in _of_kind(page, raw, (getattr(raw, f"FPDF_ANNOT_{kind.upper()}"),)):
            if kind in _DRESSED and not _covers(annotation, raw):
                continue
            if any(len({*xs}) > 1 for xs in zip(*next(_boxes(annotation, raw), ()), strict=True)):
                yield f"({kind}) {_said(annotation, raw, b'Contents')}".strip()


_OVER = ("stamp", "square", "circle", "polygon", "polyline", "line", "ink", "redact", "watermark")
"""Annotations that can lie over words and hide them or show others."""
_DRESSED = ("highlight", "underline", "squiggly", "link", "text", "popup", "fileattachment", "sound", "movie", "screen")
"""Those that do only where the file draws them itself; a viewer's own look of them hides nothing."""
_SHINES, _SHOWS = regex(r"(?:^|\s)gs(?=\s|$)"), regex(r"(?:^|[\s)\]>])(?:Tj|TJ|'|\"|Do|BI|sh)(?=\s|$)")
"""What makes a drawing let through what it lies on, as a pen's marks do; what puts words or pictures there."""


def commented(page: Any, raw: Any) -> Iterator[str]:
    """What is said in notes that a viewer shows beside the page or on a click."""
    kinds = tuple(getattr(raw, f"FPDF_ANNOT_{kind.upper()}") for kind in _DRESSED if kind != "link")
    for annotation in _of_kind(page, raw, kinds):
        if not _covers(annotation, raw):
            yield from filter(None, [_said(annotation, raw, b"Contents")])


def _covers(annotation: Any, raw: Any) -> bool:
    """Whether the file draws an annotation itself, so that it may hide words or show others."""
    buffer = (ctypes.c_ushort * (LONGEST // 2))()
    length = raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, buffer, LONGEST)
    drawing = bytes(buffer)[: min(length, LONGEST)].decode("utf-16-le", "replace").strip("\0")
    return bool(drawing.strip()) and (length > LONGEST or not _SHINES.search(drawing) or bool(_SHOWS.search(drawing)))


def _said(annotation: Any, raw: Any, key: bytes) -> str:
    """What an annotation holds under a name."""
    buffer = (ctypes.c_ushort * (LONGEST // 2))()
    length = raw.FPDFAnnot_GetStringValue(annotation, key, buffer, LONGEST)
    return " ".join(bytes(buffer)[: min(length, LONGEST)].decode("utf-16-le", "replace").strip("\0").split())


def _of_kind(page: Any, raw: Any, kinds: tuple[int, ...]) -> Iterator[Any]:
    """The annotations of these kinds that are shown."""
    hidden = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MOST)):
        with _annotation(page, raw, index) as annotation:
            wanted = annotation and raw.FPDFAnnot_GetSubtype(annotation) in kinds
            if wanted and not raw.FPDFAnnot_GetFlags(annotation) & hidden:
                yield annotation


@contextmanager
def _annotation(page: Any, raw: Any, index: int) -> Iterator[Any]:
    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    try:
        yield annotation
    finally:
        if annotation:
            raw.FPDFPage_CloseAnnot(annotation)


def _boxes(annotation: Any, raw: Any) -> Iterator[tuple[Point, ...]]:
    """The corners of each line that an annotation covers; of the whole where it does not say."""
    count = min(raw.FPDFAnnot_CountAttachmentPoints(annotation), MOST)
    quad, rect = raw.FS_QUADPOINTSF(), raw.FS_RECTF()
    for index in range(count):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, ctypes.byref(quad)):
            yield (quad.x1, quad.y1), (quad.x2, quad.y2), (quad.x3, quad.y3), (quad.x4, quad.y4)
    if not count and raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        yield (rect.left, rect.bottom), (rect.right, rect.top)
