"""``treatydiff git-driver``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from treatydiff.commands.common import CommandRun, with_common_options
from treatydiff.errors import TreatydiffError
from treatydiff.renderers import RENDERERS
from treatydiff.text.safe_text import log_line

ARGUMENTS = typer.Argument(metavar="PATH OLD HEX MODE NEW HEX MODE", help="As git gives them to an external driver.")


@with_common_options
def git_driver(arguments: Annotated[list[str], ARGUMENTS], *, run: CommandRun) -> int:
    """Show a comparison where git wants a diff.

    Always ends with status 0: any other would end git's whole command.
    """
    if len(arguments) < 7:
        raise TreatydiffError("git gives an external diff driver seven arguments", "treatydiff compare OLD NEW")
    path, old, new = arguments[0], arguments[1], arguments[4]
    if "/dev/null" in (old, new):
        print(log_line(f"treatydiff: {path}: {'new' if old == '/dev/null' else 'deleted'} draft"))
        return 0
    try:
        sys.stdout.buffer.write(RENDERERS["terminal"].render(run.reports([old, new])))
    except (TreatydiffError, OSError) as error:
        print(log_line(f"[treatydiff: cannot compare {path}: {error}]"))
    return 0
