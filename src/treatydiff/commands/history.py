"""``treatydiff history``."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, formats, option, with_common_options
from treatydiff.commands.compile import called
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import AUTHORS, HISTORIES, RENDERERS

By = StrEnum("By", ["author"])
BY = option(
    "--by", show_default=False, help="A column for each author's text: who made which change first, who only kept it."
)
AS = option("--as", metavar="NAME=FILE", show_default=False, help="Whose text a draft is; may be repeated, in order.")
COLUMN = option(
    "--column",
    metavar="HEADING",
    show_default=False,
    help="With --by: an empty column for the outcome.",
)
ALL = option("--all", help="With --by: show provisions that nobody changed, too.")
DRAFTS = typer.Argument(metavar="DRAFT", show_default=False, help="The drafts in order, or a folder with drafts in it.")
ARTICLE = option(
    "--article",
    metavar="NUMBER",
    show_default=False,
    help="The life of one article, by its number in the last draft: the redline of each step.",
)


@with_common_options
def history(
    drafts: Annotated[list[str], DRAFTS] = [],
    format: Annotated[str, formats(HISTORIES)] = "",
    out: given.Out = "",
    article: Annotated[str, ARTICLE] = "",
    by: Annotated[By | None, BY] = None,
    named: Annotated[list[str], AS] = [],
    column: Annotated[list[str], COLUMN] = [],
    show_all: Annotated[bool, ALL] = False,
    themes: given.Themes = [],
    profile: given.Profile = "",
    verdicts: given.Verdicts = [],
    *,
    run: CommandRun,
) -> int:
    """Show what became of each article over a series of drafts.

    --by author lays the texts side by side: what the law says now, and what each author made of it.
    """
    from treatydiff import series

    names = {path: name for name, path in called(named)}
    drafts = [*drafts, *(path for path in names if path not in drafts)]
    if not drafts:
        raise TreatydiffError("no drafts", "treatydiff history drafts/, or --by author --as Council=council.docx ...")
    if by:
        return _by_author(drafts, names, tuple(column), run, format, out, show_all=show_all)
    forms = RENDERERS if article else HISTORIES
    name, _ = run.target(format, out, forms, drafts)
    guide = Guide.read("", themes, profile, verdicts)
    read = run.all_drafts(drafts)
    with run.step("comparing"):
        reports = guide.with_verdicts(tuple(guide.compare(old, new) for old, new in pairwise(read)))
        net = reports[0] if len(reports) == 1 else guide.alone(read[0], read[-1])
        found = series.history(read, reports, net)
    if article:
        run.write(RENDERERS[name], series.of_article(found, article), out)
    else:
        run.write(HISTORIES[name], found, out)
    return 0


def _by_author(
    drafts: list[str],
    names: dict[str, str],
    column: tuple[str, ...],
    run: CommandRun,
    format: str,
    out: str,
    *,
    show_all: bool,
) -> int:
    """The texts side by side."""
    from treatydiff.series.columns import by_author

    _, renderer = run.target(format, out, AUTHORS, drafts)
    guide = Guide.read(judged=False)
    read = run.all_drafts(drafts)
    with run.step("comparing"):
        reports = tuple(guide.compare(old, new, divided=False) for old, new in pairwise(read))
    authored = by_author([names.get(draft.path, draft.label) for draft in read], read, reports)
    run.write(renderer, authored, out, show_all=show_all, columns=column)
    return 0
