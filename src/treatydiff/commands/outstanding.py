"""``treatydiff outstanding``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.commands.compile import AS, BY_AUTHOR, delegations, wanted
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import LEDGERS

if TYPE_CHECKING:
    from treatydiff.model import Draft
    from treatydiff.outstanding import Ledger
    from treatydiff.report import Report

DRAFTS = typer.Argument(metavar="DRAFT", help="A draft, or a series in order, or a folder with drafts in it.")
ARTICLE = option(
    "--article", metavar="NUMBER", show_default=False, help="Only issues in this article of any draft; may be repeated."
)
PROPOSALS = option(
    "--proposals",
    metavar="PATH",
    show_default=False,
    help="A delegation's copy of the last draft, or a folder with them: says who wants what; may be repeated.",
)
COLOUR = option(
    "--colour",
    metavar="NAME=WORDS",
    show_default=False,
    help='What a highlighted colour means: yellow="agreed in working group"; may be repeated. Never guessed.',
)
ALL = option("--all", help="Show long choices in full.")


@with_common_options
def outstanding(
    drafts: Annotated[list[str], DRAFTS],
    format: Annotated[str, formats(LEDGERS)] = "",
    out: given.Out = "",
    article: Annotated[list[str], ARTICLE] = [],
    proposals: Annotated[list[str], PROPOSALS] = [],
    named: Annotated[list[str], AS] = [],
    by_author: Annotated[bool, BY_AUTHOR] = False,
    colour: Annotated[list[str], COLOUR] = [],
    show_all: Annotated[bool, ALL] = False,
    themes: given.Themes = [],
    profile: given.Profile = "",
    *,
    run: CommandRun,
) -> int:
    """List what is still open: brackets, options, gaps.

    Of a series also since which draft each is open, and what closed those that were closed. Nothing is called agreed
    because its brackets vanished.
    """
    from treatydiff.outstanding import ledger, meanings, with_colours, with_positions, with_stakes
    from treatydiff.outstanding.selection import of_articles

    asked, said = wanted(proposals, named), meanings(colour)
    _, renderer = run.target(format, out, LEDGERS, [*drafts, *(path for _, path in asked)])
    guide = Guide.read("", themes, profile)
    read = run.drafts(drafts) if len(drafts) == 1 else run.all_drafts(drafts)
    with run.step("comparing"):
        reports = tuple(guide.compare(old, new, divided=False) for old, new in pairwise(read))
    with run.step("following what is open"):
        found: Ledger = ledger(read, reports)
        found = of_articles(found, article) if article else found
        found = with_colours(found, said)
    if asked:
        wishes = _wishes(asked, read[-1], guide, run, by_author=by_author)
        with run.step("reading who wants what"):
            found = with_positions(found, wishes)
    with run.step("judging what depends on it"):
        found = with_stakes(found, reports, guide.compare)
    run.write(renderer, found, out, show_all=show_all)
    return 0


def _wishes(
    asked: Sequence[tuple[str, str]], last: Draft, guide: Guide, run: CommandRun, *, by_author: bool
) -> dict[str, Report]:
    """By delegation the last draft compared with its copy. Raises TreatydiffError."""
    found: dict[str, Report] = {}
    for name, path in asked:
        for own, draft in delegations(name, path, last, by_author, run):
            if own in found:
                raise TreatydiffError(f"{path}: {own} has proposed already", f'write --as "another name"={path}')
            with run.step("comparing"):
                found[own] = guide.compare(last, draft, divided=False)
    return found
