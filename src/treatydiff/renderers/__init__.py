"""Renderers turn reports into what the user asked for. One file and one line in ``RENDERERS`` each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from treatydiff.model import Report


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the user may choose about the form of the result. Renderers read no clock, locale or environment."""

    width: int = 80
    """Columns of the terminal."""
    color: bool = False
    show_all: bool = False
    """Show what is not substantive in full instead of one folded line an article."""
    author: str = "treatydiff"
    """Author of tracked changes and comments."""
    date: str = "1970-01-01T00:00:00Z"
    """ISO 8601 date and time of tracked changes, UTC."""
    comments: bool = True
    """Findings as comments in the Word document."""
    summary: bool = False
    """A front page before the Word redline."""
    layout: str = "redline"
    """Word: ``redline`` or ``synoptic``."""
    moves: str = "native"
    """Word: ``native`` move marks, or ``plain`` deletion and insertion with a comment."""
    verify: bool = True
    """Prove a Word redline before it is handed out."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """A form of output. Its module is imported only when it is used."""

    name: str
    suffixes: tuple[str, ...]
    about: str
    binary: bool = False

    def render(self, reports: tuple[Report, ...], options: RenderOptions = RenderOptions()) -> bytes:
        """The finished output, UTF-8 where it is text; a report for each pair of drafts. Raises RenderError."""
        module = import_module(f"treatydiff.renderers.{self.name}")
        return cast(bytes, module.render(reports, options))


RENDERERS: dict[str, Renderer] = {
    renderer.name: renderer
    for renderer in (
        Renderer("terminal", (), "redline for reading in the terminal"),
        Renderer("json", (".json",), "everything, for other programs"),
    )
}
