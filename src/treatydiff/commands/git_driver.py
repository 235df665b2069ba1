"""``treatydiff git-driver``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands.common import CommandRun, Guide, with_common_options
from treatydiff.errors import TreatydiffError
from treatydiff.host import git
from treatydiff.renderers import RENDERERS
from treatydiff.text.safe_text import log_line

if TYPE_CHECKING:
    from treatydiff.model import Draft

ARGUMENTS = typer.Argument(metavar="PATH OLD HEX MODE NEW HEX MODE", help="As git gives them to an external driver.")


@with_common_options
def git_driver(arguments: Annotated[list[str], ARGUMENTS], *, run: CommandRun) -> int:
    """Show a comparison where git wants a diff.

    Always ends with status 0, because any other would end git's whole command.
    """
    if len(arguments) < 7:
        raise TreatydiffError("git gives an external diff driver seven arguments", "treatydiff compare OLD NEW")
    path, old, new = arguments[0], arguments[1], arguments[4]
    if "/dev/null" in (old, new):
        print(log_line(f"treatydiff: {path}: {'new' if old == '/dev/null' else 'deleted'} draft"))
        return 0
    try:
        before, after = (
            _called(run.read(file, run.language), path, git.state(path, file, blob))
            for file, blob in ((old, arguments[2]), (new, arguments[5]))
        )
        reports = run.compared([(before, after)], Guide())
        sys.stdout.buffer.write(RENDERERS["terminal"].render(reports))
    except (TreatydiffError, OSError) as error:
        print(log_line(f"[treatydiff: cannot compare {path}: {error}]"))
    return 0


def _called(draft: Draft, path: str, state: str) -> Draft:
    """The draft by the name that its repository has for it, and which state of it: git's own file tells neither."""
    name = ", ".join(filter(None, (path, state)))
    return replace(draft, path=name, label=draft.label if draft.symbol else Path(name).name)
