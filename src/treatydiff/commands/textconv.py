"""``treatydiff textconv``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from treatydiff.commands.common import CommandRun, with_common_options

DRAFT = typer.Argument(metavar="DRAFT", help="A draft.")
REV = typer.Option("--rev", metavar="N", help="Form of the text; git keeps converted text by it.")


@with_common_options
def textconv(draft: Annotated[str, DRAFT], rev: Annotated[int, REV] = 1, *, run: CommandRun) -> int:
    """Print a draft as text, a clause on each line, for git.

    Always ends with status 0: any other would end git's whole command.
    """
    from treatydiff.errors import TreatydiffError
    from treatydiff.renderers import RenderOptions
    from treatydiff.renderers.text.clause_lines import render
    from treatydiff.text.safe_text import log_line

    try:
        data = render(run.read(draft, run.language), RenderOptions())
    except (TreatydiffError, OSError) as error:
        data = f"{log_line(f'[treatydiff: cannot read: {error}]')}\n".encode()
    sys.stdout.buffer.write(data)
    return 0
