"""The commands, one file each and one line in ``COMMANDS``. They only translate options into calls."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import TyperException

from treatydiff.commands.common import with_signature
from treatydiff.commands.values import PlainCommand, PlainGroup

COMMANDS = (
    "compare", "brief", "propose", "compile", "agree", "batch", "check", "concordance", "outline", "history",
    "outstanding", "blame", "precedents", "search", "versions", "themes", "ask", "verify", "textconv",
    "git-driver", "config-git", "serve", "schema", "completion",
)  # fmt: skip
"""In the order of the help. Each is a module here with a function of the same name."""

ABOUT = """Compare successive drafts of an international convention, article by article.

A draft is a .docx, .pdf, .txt, .md, .html or .akn file, with LibreOffice .doc, .odt or .rtf too, or - for standard
input. A folder stands for the drafts in it, in order of date, revision or name.

-V, --version shows the version; treatydiff COMMAND --help shows a command's options."""

EPILOG = "Exit status: 0 done; 1 the drafts differ (--exit-code), the check fails, no proof, nothing found; 2 trouble."


_HELP = frozenset({"-h", "--help"})
COMPLETE = "_TREATYDIFF_COMPLETE"
"""Set by a shell that asks what may be typed, as the script of ``treatydiff completion`` does."""


def run(arguments: list[str]) -> int:
    """Parse the arguments, run the command and return its status. Raises what the command raises."""
    if wanted := os.environ.get(COMPLETE):
        return _offer(wanted)
    arguments = arguments or ["--help"]
    if arguments[0] == "help" and set(arguments[1:]) <= set(COMMANDS):  # as other programs have it
        arguments = [*arguments[1:2], "--help"]
    if _means_compare(arguments):
        arguments = ["compare", *arguments]
    named = arguments[:1] if arguments[0] in COMMANDS else COMMANDS  # the others need not be loaded
    listed = arguments[0] in _HELP
    command = typer.main.get_command(_app(named, helped=not _HELP.isdisjoint(arguments), listed=listed))
    status = command.main(arguments, prog_name="treatydiff", standalone_mode=False)
    return status if isinstance(status, int) else 0


def _offer(wanted: str) -> int:
    """Print what may stand where Tab was pressed: ``complete_bash``."""
    from typer import completion

    completion.completion_init()  # type: ignore[attr-defined]
    try:
        return completion.shell_complete(typer.main.get_command(_app(COMMANDS)), {}, "treatydiff", COMPLETE, wanted)
    except SystemExit as answer:  # fish asks whether there is anything
        return int(answer.code or 0)


def _means_compare(arguments: list[str]) -> bool:
    """``treatydiff OLD NEW``: the first word is no command but looks like a draft, or a folder of them."""
    first = next((each for each in arguments if each == "-" or not each.startswith("-")), "")
    draft = "." in first or "/" in first or Path(first).exists()
    return bool(first) and arguments[0] == first and first not in COMMANDS and draft


def usage_words(error: Exception) -> tuple[str, str] | None:
    """What a usage error says and where to read on; None for any other error."""
    if not isinstance(error, TyperException):
        return None
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "treatydiff"
    option = str(getattr(error, "option_name", ""))
    if context and (others := _that_take(option)):
        return f"{context.info_name} takes no {option}", f"these do: {', '.join(others)}"
    return error.format_message().replace("Value error, ", ""), f"{path} --help"


def _that_take(option: str) -> list[str]:
    """The commands that have an option; none where it is no option of any."""
    found = everything() if option.startswith("--") else {}
    return [name for name, each in found.items() if any(option in parameter.opts for parameter in each.params)]


@cache
def everything() -> Mapping[str, Any]:
    """Every command by its name, loaded: what a settings file may speak of."""
    found: Mapping[str, Any] = getattr(typer.main.get_command(_app(COMMANDS)), "commands", {})
    return found


def _app(names: Iterable[str], *, helped: bool = False, listed: bool = False) -> typer.Typer:
    """The application with some of the commands.

    ``helped``: with what only a help text needs. ``listed``: the commands without their options, which a list of
    commands does not show.
    """
    app = typer.Typer(
        cls=PlainGroup,
        help=ABOUT,
        epilog=EPILOG,
        add_completion=False,
        rich_markup_mode=None,  # rich's markup would swallow "[shall]"
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": sorted(_HELP, key=len)},
    )
    functions = {name: _function(name) for name in names}
    if helped and not listed:
        from treatydiff.commands.settings import list_formats_of_plugins

        list_formats_of_plugins()
    for name, whole in functions.items():
        function = _without_options(whole) if listed else with_signature(whole)
        app.command(name, cls=PlainCommand, epilog=_epilog(name) if helped and not listed else None)(function)
    app.callback()(_several)
    return app


def _epilog(name: str) -> str | None:
    """The examples of a command, each line as it is."""
    from treatydiff.front import handbook

    lines = handbook.examples().get(name, ())
    return f"\b\n{handbook.shown(lines)}" if lines else None


def _function(name: str) -> Callable[..., int]:
    module = name.replace("-", "_")
    function: Callable[..., int] = getattr(import_module(f"treatydiff.commands.{module}"), module)
    return function


def _without_options(function: Callable[..., int]) -> Callable[..., int]:
    def command() -> int:
        return 0

    command.__doc__ = function.__doc__
    return command


def _several() -> None:
    """Without a callback, Typer makes an application of one command have no command name."""
