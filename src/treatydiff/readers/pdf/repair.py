"""What pypdf does for files that pypdfium2 cannot open: it writes their pages anew, and pypdfium2 reads that."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO


def written_anew(data: bytes) -> bytes:
    """The pages that are left of a damaged file, as a sound one. Raises whatever pypdf raises."""
    from pypdf import PdfReader, PdfWriter

    written = BytesIO()
    with silence("pypdf"):
        reader, writer = PdfReader(BytesIO(data)), PdfWriter()
        writer.append(reader)
        writer.metadata = reader.metadata
        writer.write(written)
    return written.getvalue()


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
