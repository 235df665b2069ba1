"""``treatydiff completion``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from treatydiff.commands.common import CommandRun
from treatydiff.commands.no_draft import reading_no_draft

Shell = StrEnum("Shell", ["bash", "zsh", "fish", "powershell"])

SHELL = typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.")


@reading_no_draft
def completion(shell: Annotated[Shell, SHELL], *, run: CommandRun) -> int:
    """Print a script that completes commands in a shell.

    Save it where the shell looks for such scripts, or try it at once: eval "$(treatydiff completion bash)". What may
    be typed the script asks the program.
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    from treatydiff.commands import COMPLETE

    script = get_completion_script(prog_name="treatydiff", complete_var=COMPLETE, shell=str(shell))
    run.show(f"{script}\n".encode(), "", text=False)
    return 0
