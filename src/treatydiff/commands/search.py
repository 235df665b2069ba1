"""``treatydiff search``."""

from __future__ import annotations

from typing import Annotated

import typer

from treatydiff.commands.common import OUTPUT, CommandRun, formats, option, width, with_common_options
from treatydiff.renderers import SEARCHES, RenderOptions

LIBRARY = typer.Argument(metavar="LIBRARY", help="A folder of treaties; an index is kept beside them.")
QUERY = typer.Argument(metavar="QUERY", help='Words that must all stand in an article; a "phrase" in quotation marks.')
MOST = option("--most", metavar="N", min=1, help="At most so many articles.")


@with_common_options
def search(
    library: Annotated[str, LIBRARY],
    query: Annotated[str, QUERY],
    most: Annotated[int, MOST] = 20,
    format: Annotated[str, formats(SEARCHES)] = "",
    out: Annotated[str, OUTPUT] = "",
    *,
    run: CommandRun,
) -> int:
    """Search the articles of a folder of treaties."""
    from treatydiff.renderers.search import Answer

    name, renderer = run.target(format, out, SEARCHES, [])
    with run.library(library) as index:
        answer = Answer(query, index.search(query, most, run.language), index.articles)
    data = renderer.render(answer, RenderOptions(width(out), run.colored(out)))
    run.show(data, out, text=name == "terminal")
    return 0 if answer.found else 1
