"""Discrepancies between the language versions of one draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatydiff.renderers import RenderOptions
from treatydiff.renderers.tables import TableDocument
from treatydiff.reports.summary import several
from treatydiff.versions import Versions

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text


def render(found: Versions, options: RenderOptions) -> bytes:
    """A table to read."""
    from treatydiff.renderers.text.typeset import to_bytes

    return to_bytes(_lines(found, options), options.width, options.color)


def json_rows(found: Versions, options: RenderOptions) -> bytes:
    """``treatydiff/versions/1``."""
    from treatydiff.renderers.json import TOOL, draft_value, dump

    return dump(
        {
            "schema": "treatydiff/versions/1",
            "tool": TOOL,
            "drafts": [draft_value(draft) for draft in found.drafts],
            "articles": found.articles,
            "discrepancies": [
                {"article": one.article, "aspect": one.aspect, "said": list(one.said)} for one in found.discrepancies
            ],
        }
    )


def table(found: Versions, options: RenderOptions) -> TableDocument:
    """A row for each discrepancy, a column for each version."""
    columns = ("article", "aspect", *(draft.label for draft in found.drafts))
    rows = ((one.article, one.aspect, *(said or "" for said in one.said)) for one in found.discrepancies)
    drafts = "; ".join(f"{draft.label}, {draft.language}" for draft in found.drafts)
    return TableDocument("Language versions of one draft", columns, rows, f"{_says(found)} {drafts}.")


def _says(found: Versions) -> str:
    if not found.discrepancies:
        return f"No discrepancy in {found.articles} articles."
    return f"{several(len(found.discrepancies), 'difference')} in {found.articles} articles."


def _lines(found: Versions, options: RenderOptions) -> Iterator[Text | Table]:
    from treatydiff.renderers.text.terminal import draft_lines
    from treatydiff.renderers.text.typeset import columns, line, styled

    names = [f"({at})" for at in range(1, len(found.drafts) + 1)]
    yield from draft_lines(zip(names, found.drafts, strict=True), options.width)
    yield line()
    if found.discrepancies:
        rows = ((one.article, one.aspect, *(said or "–" for said in one.said)) for one in found.discrepancies)
        yield columns(("Article", "What", *names), ([styled(cell) for cell in row] for row in rows))
        yield line()
    yield styled(_says(found))
