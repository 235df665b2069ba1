"""``treatydiff compare``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

import typer

from treatydiff import drafts_in, output
from treatydiff.commands.common import NEW, OLD, OUTPUT, Run, formats, moment, option, width, with_common_options
from treatydiff.model import Draft, Report, Selection
from treatydiff.renderers import RENDERERS, RenderOptions

Only = StrEnum("Only", ["substantive", "all"])

FORMAT = formats(RENDERERS)
THEME = option("--theme", metavar="NAME", show_default=False, help="Only what touches this theme; may be repeated.")
ONLY = option("--only", help="Which changes to show.")
ARTICLE = typer.Option(
    "--article", metavar="NUMBER", show_default=False, help="Only this article, of either draft; may be repeated."
)
ALL = option("--all", help="Show in full what is not substantive, too.")
EXIT_CODE = option("--exit-code", help="End with status 1 when the drafts differ.")
AUTHOR = option("--author", metavar="NAME", help="Author of tracked changes.")
DATE = typer.Option(
    "--date", metavar="ISO", show_default=False, help="Date of tracked changes [default: SOURCE_DATE_EPOCH, else now]."
)


@with_common_options
def compare(
    old: Annotated[str, OLD],
    new: Annotated[list[str], NEW] = [],  # noqa: B006 - Typer copies it
    format: Annotated[str, FORMAT] = "",
    out: Annotated[str, OUTPUT] = "",
    theme: Annotated[list[str], THEME] = [],  # noqa: B006
    only: Annotated[Only, ONLY] = Only.all,
    article: Annotated[list[str], ARTICLE] = [],  # noqa: B006
    show_all: Annotated[bool, ALL] = False,
    exit_code: Annotated[bool, EXIT_CODE] = False,
    author: Annotated[str, AUTHOR] = "treatydiff",
    date: Annotated[str, DATE] = "",
    *,
    run: Run,
) -> int:
    """Show what changed from one draft to the next, article by article.

    With more than two drafts, each is compared with the one before it; of a single folder, the last two.
    """
    name, renderer = output.choose(format, out, RENDERERS, "terminal")
    paths = [old, *new]
    output.check(out, drafts_in.files(paths), renderer)
    selection = Selection(tuple(theme), tuple(article), only is Only.substantive)
    reports = _reports(drafts_in.series(paths, run.read, run.note, language=run.language), selection, run)
    options = RenderOptions(width(out), run.colored(out), show_all, author, moment(date, run.environment))
    with run.step(f"writing {name}"):
        data = renderer.render(reports, options)
    run.show(data, out, text=name == "terminal")
    return int(exit_code and _differ(reports))


def _reports(drafts: Sequence[Draft], selection: Selection, run: Run) -> tuple[Report, ...]:
    from treatydiff.compare import compare
    from treatydiff.selection import check_articles

    with run.step("comparing"):
        reports = tuple(replace(compare(old, new), selection=selection) for old, new in pairwise(drafts))
    check_articles(reports)
    return reports


def _differ(reports: tuple[Report, ...]) -> bool:
    from treatydiff.selection import select

    return any(select(report).changes for report in reports)
