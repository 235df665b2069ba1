"""``treatydiff completion``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from treatydiff.commands.common import CommandRun
from treatydiff.commands.no_draft import reading_no_draft
from treatydiff.commands.values import usage
from treatydiff.front import handbook
from treatydiff.front.shells import SHELLS, script
from treatydiff.text.tables import DATA

Shell = StrEnum("Shell", list(SHELLS))  # type: ignore[misc]

SHELL = typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.")


@reading_no_draft
def completion(shell: Annotated[Shell, SHELL], *, run: CommandRun) -> int:
    """Print a script that completes commands in a shell.

    Save it where the shell looks for such scripts, or try it at once: eval "$(treatydiff completion bash)". The script
    holds all names itself: pressing Tab starts no program.
    """
    run.show(script(str(shell), commands()).encode(), "", text=False)
    return 0


def commands() -> tuple[handbook.CommandHelp, ...]:
    """Every command with its options, as the help has them."""
    from treatydiff.commands import everything

    return tuple(_described(name, command) for name, command in everything().items())


def _described(name: str, command: Any) -> handbook.CommandHelp:
    about, _, more = str(command.help).partition("\n\n")
    own = [parameter for parameter in command.params if isinstance(parameter, typer.core.TyperArgument)]
    arguments = (
        handbook.OptionHelp((str(each.name),), str(each.help), usage(each), _choices(each, name)) for each in own
    )
    options = (_option(each) for each in command.params if isinstance(each, typer.core.TyperOption) and not each.hidden)
    helped = handbook.OptionHelp(("-h", "--help"), "Show this message and exit.")
    lines = handbook.examples().get(name, ())
    return handbook.CommandHelp(name, about.rstrip("."), more, tuple(arguments), (*options, helped), lines)


def _option(each: Any) -> handbook.OptionHelp:
    names = (*sorted(each.opts, key=len), *each.secondary_opts)
    choices = () if each.is_flag else _choices(each)
    value = "" if each.is_flag else str(each.metavar or "|".join(choices) or each.name.upper())
    return handbook.OptionHelp(names, str(each.help), value, choices)


def _choices(each: Any, command: str = "") -> tuple[str, ...]:
    """The values: of a choice, of the formats that a help text lists, of what is built in."""
    kind = each.type_descriptor
    if kind.is_choice:
        return tuple(map(str, kind.annotation))
    listed = re.match(r"((?:[a-z]+, )*[a-z]+) \[default: by", str(each.help))
    return (
        tuple(listed[1].split(", "))
        if listed
        else tuple(_BUILT_IN.get((command, str(each.name)), _BUILT_IN.get(("", str(each.name)), tuple))())
    )


def _themes() -> Iterator[str]:
    found = (file.name for file in (DATA / "themes").iterdir())
    yield from sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


_BUILT_IN: dict[tuple[str, str], Callable[[], Iterable[str]]] = {("", "theme"): _themes, ("themes", "name"): _themes}
"""What is at hand, by command and parameter; an empty command: of any."""
