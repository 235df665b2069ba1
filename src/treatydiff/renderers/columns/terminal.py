"""The table by author for the terminal: each provision once, with the text of every author under its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatydiff.renderers import RenderOptions
from treatydiff.renderers.columns import told
from treatydiff.series.columns import Authored, AuthoredRow

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def render(authored: Authored, options: RenderOptions) -> bytes:
    """What each author did in all, then provision by provision."""
    from treatydiff.renderers.text.typeset import MAX_TEXT_WIDTH, to_bytes

    return to_bytes(_lines(authored, options, min(options.width, MAX_TEXT_WIDTH)), options.width, options.color)


def _lines(authored: Authored, options: RenderOptions, width: int) -> Iterator[Text | Table]:
    from treatydiff.renderers.text.terminal import draft_lines
    from treatydiff.renderers.text.typeset import columns, line, section, styled

    yield from draft_lines(zip(authored.authors, authored.drafts, strict=True), options.width)
    yield line()
    yield columns(told.TALLIES, ([styled(cell) for cell in row] for row in told.tallies(authored)))
    yield line()
    yield section("Provision by provision", options.width)
    for row in told.shown(authored, options):
        yield from _row(row, authored, width)


def _row(row: AuthoredRow, authored: Authored, width: int) -> Iterator[Text]:
    from treatydiff.renderers.text.typeset import line, styled, wrap

    yield from wrap(styled(told.place(row, authored), "bold"), width)
    wide = max(map(len, authored.authors)) + 2
    for at, author in enumerate(authored.authors):
        lead = f"  {author.ljust(wide)}"
        if not row.cells[at].provisions:
            text = styled("–", "dim")
        elif told.same(row, at):
            text = styled("the same", "dim")
        elif earlier := told.as_earlier(row, at, authored):
            text = styled(f"as {earlier}", "dim")
        else:
            text = styled(told.words(row, at).replace("\n", " "))
        yield from wrap(text, width, lead, " " * len(lead))
    for said in told.who(row, authored):
        yield from wrap(styled(said, "cyan"), width, "  → ", "    ")
    yield line()
