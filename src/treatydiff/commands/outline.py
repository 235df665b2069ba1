"""``treatydiff outline``."""

from __future__ import annotations

from typing import Annotated

import typer

from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, formats, option, width, with_common_options
from treatydiff.renderers import OUTLINES, RenderOptions

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
    name, renderer = run.target(format, out, OUTLINES, [draft])
    options = RenderOptions(width(out), run.colored(out), show_all)
    data = renderer.render(run.drafts([draft])[-1], options)
    run.show(data, out, text=name == "terminal")
    return 0
