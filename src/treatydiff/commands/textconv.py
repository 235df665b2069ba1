"""``treatydiff textconv``."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from treatydiff.commands.common import CommandRun, with_common_options
from treatydiff.host import git

DRAFT = typer.Argument(metavar="DRAFT", help="A draft.")
REV = typer.Option("--rev", metavar="N", help="Form of the text; git keeps converted text by it.")


@with_common_options
def textconv(draft: Annotated[str, DRAFT], rev: Annotated[int, REV] = 1, *, run: CommandRun) -> int:
    """Print a draft as text, a clause on each line, for git.

    Always ends with status 0, because any other would end git's whole command.
    """
    from treatydiff.errors import TreatydiffError
    from treatydiff.renderers import RenderOptions
    from treatydiff.renderers.text.clause_lines import render

    try:
        data = render(run.read(draft, run.language), RenderOptions())
    except (TreatydiffError, OSError) as error:
        data = _told(str(error), draft)
    sys.stdout.buffer.write(data)
    return 0


def _told(fault: str, draft: str) -> bytes:
    """What stands in place of a text; of a blob also how to have it read again, since git keeps these lines for it."""
    from treatydiff.text.safe_text import log_line

    folder, name = os.path.split(draft)
    lines = [f"[treatydiff: cannot read: {fault.replace(draft, name)}]"]
    if os.path.basename(folder).startswith(_BLOB):
        lines.append(f"[git keeps this; to have it read again: {git.FORGET}]")
    return "".join(f"{log_line(line)}\n" for line in lines).encode()


_BLOB = "git-blob-"
"""How git calls the folder in which it hands over what is no file of the work tree."""
