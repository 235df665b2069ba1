"""``treatydiff search``."""

from __future__ import annotations

from typing import Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, formats, option, with_common_options
from treatydiff.renderers import SEARCHES

LIBRARY = typer.Argument(metavar="LIBRARY", help="A folder of treaties.")
QUERY = typer.Argument(metavar="QUERY", help='Words that must all stand in an article; a "phrase" in quotation marks.')
MOST = option("--most", metavar="N", min=1, help="Show at most this many articles.")


@with_common_options
def search(
    library: Annotated[str, LIBRARY],
    query: Annotated[list[str], QUERY],
    most: Annotated[int, MOST] = 20,
    index: given.Index = "",
    format: Annotated[str, formats(SEARCHES)] = "",
    out: given.Out = "",
    *,
    run: CommandRun,
) -> int:
    """Search the articles of a folder of treaties."""
    from treatydiff.library import search as find
    from treatydiff.renderers.search import Answer

    _, renderer = run.target(format, out, SEARCHES, [])
    asked = " ".join(_quoted(word) for word in query) if len(query) > 1 else query[0]
    with run.library(library, index) as opened, run.step("searching", budgeted=False):
        found = find(opened, asked, most + 1, run.language)
        answer = Answer(asked, found[:most], opened.size, len(found) > most)
    run.write(renderer, answer, out)
    return 0 if answer.found else 1


def _quoted(word: str) -> str:
    """What the shell took as one argument is one phrase."""
    return f'"{word}"' if " " in word and '"' not in word else word
