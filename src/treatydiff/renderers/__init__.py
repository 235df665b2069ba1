"""Renderers turn reports into what the user asked for. One file and one line in ``RENDERERS`` each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:  # only names: `--help` shows these tables and must not load the model
    from treatydiff.model import Draft, Report


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


Subject = TypeVar("Subject")
"""What is rendered: the reports of a series, or a draft."""


@dataclass(frozen=True, slots=True)
class Renderer(Generic[Subject]):
    """A form of output. Its module is imported only when it is used."""

    name: str
    suffixes: tuple[str, ...]
    about: str
    binary: bool = False
    module: str = ""
    """The module's name where it is not the renderer's."""
    function: str = "render"

    def render(self, subject: Subject, options: RenderOptions = RenderOptions()) -> bytes:
        """The finished output, UTF-8 where it is text. Raises RenderError."""
        module = import_module(f"treatydiff.renderers.{self.module or self.name}")
        return cast(bytes, getattr(module, self.function)(subject, options))


def _table(*renderers: Renderer[Subject]) -> dict[str, Renderer[Subject]]:
    return {renderer.name: renderer for renderer in renderers}


RENDERERS: dict[str, Renderer[tuple[Report, ...]]] = _table(
    Renderer("terminal", (".txt",), "redline for reading in the terminal"),
    Renderer("json", (".json",), "everything, for other programs"),
)
"""Of a comparison; one report for each pair of successive drafts."""

CONCORDANCES: dict[str, Renderer[tuple[Report, ...]]] = _table(
    Renderer("terminal", (".txt",), "a table for reading", module="concordance"),
    Renderer("csv", (".csv",), "a row for each pair of articles", module="concordance", function="csv_rows"),
    Renderer("json", (".json",), "the rows as in a report", module="concordance", function="json_rows"),
    Renderer("xlsx", (".xlsx",), "a workbook", binary=True, module="concordance", function="workbook"),
)
"""Of the concordance alone."""

OUTLINES: dict[str, Renderer[Draft]] = _table(
    Renderer("terminal", (".txt",), "a line for each article", module="outline"),
    Renderer("json", (".json",), "the whole draft as it was read", module="outline", function="json_tree"),
)
"""Of one draft's structure."""
