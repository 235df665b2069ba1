"""``treatydiff history``."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

import typer

from treatydiff.commands.common import (
    OUTPUT,
    PROFILE,
    THEMES,
    VERDICTS,
    CommandRun,
    Guide,
    formats,
    moment,
    option,
    width,
    with_common_options,
)
from treatydiff.renderers import HISTORIES, RENDERERS, RenderOptions

DRAFTS = typer.Argument(metavar="DRAFT", help="The drafts in order, or a folder with drafts in it.")
ARTICLE = option(
    "--article",
    metavar="NUMBER",
    show_default=False,
    help="The life of one article, by its number in the last draft: the redline of each step.",
)


@with_common_options
def history(
    drafts: Annotated[list[str], DRAFTS],
    format: Annotated[str, formats(HISTORIES)] = "",
    out: Annotated[str, OUTPUT] = "",
    article: Annotated[str, ARTICLE] = "",
    themes: Annotated[list[str], THEMES] = [],  # noqa: B006 - Typer copies it
    profile: Annotated[str, PROFILE] = "",
    verdicts: Annotated[list[str], VERDICTS] = [],  # noqa: B006
    *,
    run: CommandRun,
) -> int:
    """Show what became of each article over a series of drafts."""
    from treatydiff import series

    forms = RENDERERS if article else HISTORIES
    name, _ = run.target(format, out, forms, drafts)
    guide = Guide.read("", themes, profile, verdicts)
    read = run.all_drafts(drafts)
    with run.step("comparing"):
        reports = guide.with_verdicts(tuple(guide.compare(old, new) for old, new in pairwise(read)))
        net = reports[0] if len(reports) == 1 else guide.alone(read[0], read[-1])
        found = series.history(read, reports, net)
    options = RenderOptions(width(out), run.colored(out), date=moment("", run.environment))
    if article:
        data = run.rendered(RENDERERS[name], series.of_article(found, article), options)
    else:
        data = run.rendered(HISTORIES[name], found, options)
    run.show(data, out, text=name == "terminal")
    return 0
