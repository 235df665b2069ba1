"""Options with their sources: command line, environment, settings files, and which of them may set what."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

import typer

from treatydiff.errors import DataError
from treatydiff.front import config
from treatydiff.front.output import OutputForm
from treatydiff.host.plugins import Registry
from treatydiff.text.safe_text import log_line

PREFIX = "TREATYDIFF_"
"""Of the environment variables: ``TREATYDIFF_LANG`` stands for ``--lang``."""


def environment_name(option: str) -> str:
    """``--exit-code`` → ``TREATYDIFF_EXIT_CODE``."""
    return PREFIX + option.lstrip("-").replace("-", "_").upper()


def configure(context: typer.Context, path: str) -> str:
    """Put what the configuration file says below the command line and the environment."""
    try:
        found = _from_files(context, path)
    except DataError as error:
        if context.info_name not in _FOR_GIT:
            raise
        print(log_line(f"treatydiff: settings ignored: {error.message}"), file=sys.stderr)
        found = ()
    own = options_of(context.command)
    context.meta[_SETTINGS] = tuple(each for each in found if each.name in own)
    context.default_map = {str(own[each.name].name): each.value for each in found if each.name in own and each.taken}
    return path


def _from_files(context: typer.Context, path: str) -> tuple[config.Setting, ...]:
    """What the files say for this command. Raises DataError."""
    from treatydiff.commands import everything

    if not config.any_settings(path):
        return ()
    choices = {long: found for long, each in options_of(context.command).items() if (found := _choices(each))}
    return config.settings(path, str(context.info_name), _kinds(), frozenset(everything()), choices)


@cache
def _kinds() -> dict[str, config.OptionKind]:
    """What the options of all commands take, by their long names."""
    from treatydiff.commands import everything

    return {long: config.OptionKind[_kind(each)] for c in everything().values() for long, each in options_of(c).items()}


_SETTINGS = "treatydiff.settings"
_FOR_GIT = frozenset({"textconv", "git-driver"})
"""Commands that git runs: where they fail, git's own command does."""


def _source(context: typer.Context, option: typer.core.TyperOption) -> str:
    """Who says what an option is: ``COMMANDLINE``, ``ENVIRONMENT``, ``DEFAULT_MAP`` (a file), ``DEFAULT``."""
    found = context.get_parameter_source(str(option.name))
    return found.name if found else ""


def effective(context: typer.Context) -> dict[str, config.Setting]:
    """By option the line of a file that says what it is, where neither command line nor environment does."""
    own = options_of(context.command)
    found: tuple[config.Setting, ...] = context.meta.get(_SETTINGS, ())
    return {each.name: each for each in found if each.taken and _source(context, own[each.name]) == "DEFAULT_MAP"}


def bearing(context: typer.Context, effective: Mapping[str, config.Setting]) -> tuple[config.Setting, ...]:
    """What files say that bears on the result, and what they may not say."""
    taken = (each for each in effective.values() if config.SETTINGS[each.name] is config.SetIn.OWN)
    return (*taken, *(each for each in context.meta.get(_SETTINGS, ()) if not each.taken))


def asked(context: typer.Context, effective: Mapping[str, config.Setting]) -> tuple[str, ...]:
    """What bears on what is found and is not as by default, with who says so."""
    found = []
    for long, option in options_of(context.command).items():
        value, source = context.params.get(str(option.name)), _source(context, option)
        if source == "DEFAULT_MAP" and config.SETTINGS.get(long) is config.SetIn.OWN:
            found.append(f"{long} = {config.shown(value)} ({effective[long].place})")
        elif source == "ENVIRONMENT" and config.SETTINGS.get(long) is config.SetIn.OWN:
            found.append(f"{environment_name(long)}={config.shown(value)}")
        elif source == "COMMANDLINE" and long in config.BEARING:
            found.append(f"--{long} {config.shown(value)}".removesuffix(" true"))
    return tuple(found)


def options_of(command: Any) -> dict[str, typer.core.TyperOption]:
    """The options of a command by their long names."""
    return {_long(p.opts): p for p in command.params if isinstance(p, typer.core.TyperOption)}


def _choices(option: typer.core.TyperOption) -> tuple[str, ...]:
    """The values that an option is limited to; none where it takes anything."""
    kind = option.type_descriptor
    return tuple(map(str, kind.annotation)) if kind.is_choice else ()


def _kind(option: typer.core.TyperOption) -> str:
    return "LIST" if option.multiple else "FLAG" if option.is_bool_flag else "TEXT"


def _long(names: list[str]) -> str:
    return max(names, key=len).lstrip("-")


def option(name: str, *short: str, help: str, **more: object) -> typer.models.OptionInfo:
    """An option that can also be set in the environment and in treatydiff.toml."""
    long = name.partition("/")[0]
    found: typer.models.OptionInfo = typer.Option(
        *short,
        name,
        help=help,
        envvar=environment_name(long),
        show_envvar=False,
        **more,  # type: ignore[arg-type]
    )
    return found


def formats(forms: Mapping[str, OutputForm]) -> typer.models.OptionInfo:
    """The option ``--format`` for a table of forms."""
    found = option(
        "--format",
        "-f",
        metavar="NAME",
        show_default=False,
        help=_of_formats(forms),
        autocompletion=lambda: list(forms),
    )
    if isinstance(forms, Registry):
        _REGISTRIES[id(found)] = (found, forms)
    return found


def list_formats_of_plugins() -> None:
    """Name the forms of other packages in the help of ``--format``, which only a help text waits for."""
    for shown, forms in _REGISTRIES.values():
        try:
            shown.help = _of_formats({**forms, **forms.complete()})
        except DataError as error:
            print(log_line(f"treatydiff: {error.message}"), file=sys.stderr)


_REGISTRIES: dict[int, tuple[typer.models.OptionInfo, Registry[Any]]] = {}
"""The options for forms that other packages may add to."""


def _of_formats(forms: Mapping[str, OutputForm]) -> str:
    return f"{', '.join(forms)} [default: by the suffix of -o, else {next(iter(forms))}]."
