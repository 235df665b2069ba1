"""``treatydiff outline``."""

from __future__ import annotations

from typing import Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, formats, option, with_common_options
from treatydiff.renderers import OUTLINES

DRAFT = typer.Argument(metavar="DRAFT", help="A draft, or a folder, which stands for the last draft in it.")
ALL = option("--all", help="Show every provision, not only the articles.")


@with_common_options
def outline(
    draft: Annotated[str, DRAFT],
    format: Annotated[str, formats(OUTLINES)] = "",
    out: given.Out = "",
    show_all: Annotated[bool, ALL] = False,
    *,
    run: CommandRun,
) -> int:
    """Show how a draft was read: structure, numbers, notices."""
    _, renderer = run.target(format, out, OUTLINES, [draft])
    run.write(renderer, run.drafts([draft])[-1], out, show_all=show_all)
    return 0
