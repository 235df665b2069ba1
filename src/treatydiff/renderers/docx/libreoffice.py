"""Converts our Word files to PDF with LibreOffice."""

from __future__ import annotations

from treatydiff.errors import ReadError, RenderError
from treatydiff.readers import office

_HINT = "write .docx or .html (-o) and print that"


def printed(data: bytes) -> bytes:
    """The file printed with its tracked changes. Raises RenderError where LibreOffice is not installed, or fails."""
    try:
        found = office.as_pdf(data, "the paper")
    except ReadError as error:
        raise RenderError("LibreOffice could not print it as PDF", _HINT) from error
    if found is None:
        raise RenderError("a PDF is printed by LibreOffice, which is not installed", _HINT)
    return found
