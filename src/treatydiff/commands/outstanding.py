"""``treatydiff outstanding``."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands.common import (
    OUTPUT,
    PROFILE,
    THEMES,
    CommandRun,
    Guide,
    formats,
    moment,
    option,
    width,
    with_common_options,
)
from treatydiff.renderers import LEDGERS, RenderOptions

if TYPE_CHECKING:
    from treatydiff.outstanding import Ledger

DRAFTS = typer.Argument(metavar="DRAFT", help="A draft, or a series in order, or a folder with drafts in it.")
ARTICLE = option(
    "--article", metavar="NUMBER", show_default=False, help="Only issues in this article of any draft; may be repeated."
)
ALL = option("--all", help="Show long choices in full.")


@with_common_options
def outstanding(
    drafts: Annotated[list[str], DRAFTS],
    format: Annotated[str, formats(LEDGERS)] = "",
    out: Annotated[str, OUTPUT] = "",
    article: Annotated[list[str], ARTICLE] = [],  # noqa: B006 - Typer copies it
    show_all: Annotated[bool, ALL] = False,
    themes: Annotated[list[str], THEMES] = [],  # noqa: B006
    profile: Annotated[str, PROFILE] = "",
    *,
    run: CommandRun,
) -> int:
    """List what is still open: brackets, alternatives, options, gaps, reservations.

    Of a series also since which draft each is open, and what closed those that were closed. Nothing is called agreed
    because its brackets vanished.
    """
    from treatydiff.outstanding import ledger
    from treatydiff.outstanding.selection import of_articles

    name, renderer = run.target(format, out, LEDGERS, drafts)
    guide = Guide.read("", themes, profile)
    read = run.drafts(drafts) if len(drafts) == 1 else run.all_drafts(drafts)
    with run.step("comparing"):
        reports = tuple(guide.compare(old, new, divided=False) for old, new in pairwise(read))
    with run.step("following what is open"):
        found: Ledger = ledger(read, reports)
        found = of_articles(found, article) if article else found
    options = RenderOptions(width(out), run.colored(out), show_all, date=moment("", run.environment))
    run.show(run.rendered(renderer, found, options), out, text=name == "terminal")
    return 0
