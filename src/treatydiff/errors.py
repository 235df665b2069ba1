"""What can go wrong, in the user's words. A child class exists only where a caller catches it."""

from __future__ import annotations


class TreatydiffError(Exception):
    """Something the user can mend: one line that says what, and a hint that says how."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ReadError(TreatydiffError):
    """A file that cannot be read: missing, unknown type, encrypted, no text layer, broken text layer, too large."""


class StructureError(TreatydiffError):
    """Text without a single article."""


class DataError(TreatydiffError):
    """A faulty language, theme, profile, alignment or baseline file."""


class RenderError(TreatydiffError):
    """A result that cannot be written, or a redline that does not prove itself."""
