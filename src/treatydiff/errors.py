"""Errors that a user can correct, each a message and a hint. A subclass exists only where a caller catches it."""

from __future__ import annotations

from collections.abc import Iterable


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


class TooComplexError(TreatydiffError):
    """A draft that takes more time or memory than it may."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a name that does not exist: the most similar one that does, else what ``otherwise`` says."""
    from difflib import get_close_matches  # only now: most runs never need it

    close = get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]}?" if close else otherwise
