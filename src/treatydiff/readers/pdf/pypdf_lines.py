"""Printed lines of a PDF by pypdf, for what pypdfium2 cannot read: text and sizes, heights only roughly."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from treatydiff.readers import MAX_CHARACTERS
from treatydiff.readers.lines import Page, PageLine
from treatydiff.readers.pdf.extraction import MAX_PAGES, EncryptedError, Extraction, TooLargeError
from treatydiff.text.regexes import regex

_BOLD = regex("bold|black|heavy|demi", re.IGNORECASE)


def pypdf_pages(data: bytes) -> Extraction:
    """All pages by pypdf, for a file that pypdfium2 cannot read: text and sizes, heights only roughly.

    Raises TooLargeError, EncryptedError, and whatever pypdf raises.
    """
    with silence("pypdf"):
        return _pypdf_extraction(data)


@contextmanager
def silence(name: str) -> Iterator[None]:
    """Keep a library from writing to standard error what it thinks of a damaged file."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _pypdf_extraction(data: bytes) -> Extraction:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise EncryptedError
    if len(reader.pages) > MAX_PAGES:
        raise TooLargeError(f"{len(reader.pages):,} pages")
    pages: list[Page] = []
    total = 0
    for number, page in enumerate(reader.pages, 1):
        pages.append(_pypdf_page(number, page))
        total += sum(len(line.text) for line in pages[-1].lines)
        if total > MAX_CHARACTERS:
            raise TooLargeError(f"more than {MAX_CHARACTERS:,} characters")
    metadata = reader.metadata
    return Extraction(pages, title=" ".join(str(metadata.title or "").split()) if metadata else "")


def _pypdf_page(number: int, page: Any) -> Page:
    lines: list[PageLine] = []
    parts: list[tuple[str, float, float, float, bool]] = []

    def visit(text: str, _cm: Any, matrix: Any, font: Any, size: float) -> None:
        if text.strip():
            name = str((font or {}).get("/BaseFont", ""))
            scale = math.hypot(matrix[2], matrix[3])
            parts.append((text.strip(), matrix[4], matrix[5], size * scale, bool(_BOLD.search(name))))

    text = page.extract_text(visitor_text=visit)
    box = page.mediabox
    height = float(box.height)
    places = iter(parts)
    place = next(places, None)
    y, size, bold, x0 = height, 0.0, False, 0.0
    for printed in text.split("\n"):
        if not printed.strip():
            continue
        while place and place[0].split("\n")[0][:8] in printed:
            _, x0, y, size, bold = place
            place = next(places, None)
        lines.append(PageLine(printed.strip(), x0, 0.0, y, size, bold))
    return Page(number, float(box.width), height, tuple(lines))
