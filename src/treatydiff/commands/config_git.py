"""``treatydiff config-git``."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff.commands.common import CommandRun
from treatydiff.commands.no_draft import reading_no_draft
from treatydiff.errors import TreatydiffError
from treatydiff.text.safe_text import log_line

if TYPE_CHECKING:
    from treatydiff.host.git import Setup

Whose = StrEnum("Whose", ["local", "global", "system"])

ENABLE = typer.Option("--enable", help="Have git show Word and PDF drafts as text, and know treatydiff as a difftool.")
DISABLE = typer.Option("--disable", help="Undo --enable.")
SHOW = typer.Option("--show", help="Show what is set; this is also done without an option.")
WHOSE = typer.Option("--scope", help="For this repository, for you, or for everybody.")
DRY = typer.Option("--dry-run", help="Show what would be done.")


@reading_no_draft
def config_git(
    enable: Annotated[bool, ENABLE] = False,
    disable: Annotated[bool, DISABLE] = False,
    show: Annotated[bool, SHOW] = False,
    scope: Annotated[Whose, WHOSE] = Whose.local,
    dry_run: Annotated[bool, DRY] = False,
    *,
    run: CommandRun,
) -> int:
    """Let git diff, log and grep show drafts as text."""
    from treatydiff.host import git

    if enable + disable + show > 1:
        raise TreatydiffError("--enable, --disable and --show are three different things", "give one of them")
    found = git.setup(git.Scope(scope))
    for line in _account(found, enable=enable, disable=disable):
        print(log_line(line))
    if (enable or disable) and not dry_run:
        (git.enable if enable else git.disable)(found)
    if dry_run:
        run.note("nothing was changed")
    return 0


def _account(found: Setup, *, enable: bool, disable: bool) -> Iterator[str]:
    """What is, or what is going to be, a line each."""
    for name, wanted, value in found.settings:
        if enable and value != wanted:
            yield f"git config --{found.scope} {name} '{wanted}'"
        elif disable and value:
            yield f"git config --{found.scope} --unset {name}"
        elif not (enable or disable):
            yield f"{name} = {value or '(not set)'}"
    for line, there in found.lines:
        if enable and not there:
            yield f"{found.attributes}: + {line}"
        elif disable and there:
            yield f"{found.attributes}: - {line}"
        elif not (enable or disable):
            yield f"{found.attributes}: {line if there else f'({line} is not there)'}"
    if enable and found.enabled:
        yield "everything is set already"
