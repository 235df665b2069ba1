"""The extracted text of a PDF, whichever library read it, and its limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from treatydiff.readers.lines import Page

MAX_PAGES = 2_000


class EncryptedError(Exception):
    """The file opens only with a password."""


class TooLargeError(Exception):
    """More pages or characters than a draft convention has."""


@dataclass(slots=True)
class Extraction:
    """What a PDF gave, and how far its text can be trusted."""

    pages: list[Page]
    asked: int = 0
    """How many characters there are."""
    unmapped: int = 0
    """How many of them the file does not map to a letter."""
    title: str = ""
    """What the file says its title is."""
    unseen: list[tuple[int, str]] = field(default_factory=list)
    """Words that the page does not show, with its number."""
    written: list[tuple[int, str]] = field(default_factory=list)
    """What readers of the file wrote on its pages, with their numbers."""
    commented: list[tuple[int, str]] = field(default_factory=list)
    """What they said in notes beside it or that open on a click."""
    replaced: list[tuple[int, str]] = field(default_factory=list)
    """Words that were read in place of those that are drawn."""
    decoded: tuple[str, ...] = ()
    """Lines of which unmapped characters were read by the usual order of glyphs."""
