"""The sentences that every format of the table by author shares."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.model import CONTAINERS, Change, Level
from treatydiff.references.outline import outline
from treatydiff.renderers import RenderOptions
from treatydiff.series.columns import Authored, AuthoredRow, acts, kept

HEADED = CONTAINERS | {Level.ARTICLE, Level.ANNEX, Level.PREAMBLE}
TALLIES = ("", "changed first", "changed again", "only kept", "words put in", "words taken out")
DIAGONAL = "A diagonal line: the same words as in the column before."


def shown(authored: Authored, options: RenderOptions) -> Iterator[AuthoredRow]:
    """The rows that an author changed; with ``show_all`` every one."""
    return (row for row in authored.rows if options.show_all or row.changed)


def place(row: AuthoredRow, authored: Authored) -> str:
    """Where it stands, in the last text that has it."""
    return outline(authored.drafts[row.column]).called(row.last)


def same(row: AuthoredRow, at: int) -> bool:
    """Whether a cell says what the one to its left says."""
    cell, before = row.cells[at], row.cells[at - 1] if at else row.cells[at]
    return at > 0 and bool(cell.provisions) and cell.words.split() == before.words.split()


def as_earlier(row: AuthoredRow, at: int, authored: Authored) -> str:
    """Whose words a cell takes up again; empty where they are the author's own or those to the left."""
    found = row.cells[at].same
    return authored.authors[found] if found is not None and not same(row, at) else ""


def who(row: AuthoredRow, authored: Authored) -> list[str]:
    """Who did what, then who only kept it: ``Council: added “shall”``, ``kept by Parliament``."""
    said = [f"{authored.authors[at]}: {words}" for at in range(1, len(row.cells)) if (words := acts(row, at))]
    keepers = [authored.authors[at] for at in range(1, len(row.cells)) if kept(row, at) is not None]
    return [*said, *([f"kept by {', '.join(keepers)}"] if keepers else [])]


def tallies(authored: Authored) -> Iterator[tuple[str, ...]]:
    """A row for each author but the first, in the order of ``TALLIES``."""
    for author, tally in list(zip(authored.authors, authored.tallies, strict=True))[1:]:
        figures = (tally.first, tally.again, tally.kept, tally.brought, tally.dropped)
        yield (author, *(f"{figure:,}" for figure in figures))


def marked(row: AuthoredRow, at: int) -> Change | None:
    """The change whose marks a cell shows; None of what stands here first, and of what went into another provision."""
    cell = row.cells[at]
    merged = cell.change is not None and bool(cell.change.link.new) and not cell.provisions
    return cell.change if at and row.cells[at - 1].provisions and not merged else None


def words(row: AuthoredRow, at: int) -> str:
    """Number and words of a cell."""
    cell = row.cells[at]
    return f"{cell.number} {cell.words}".strip() if cell.provisions else ""
