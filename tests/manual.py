"""The page for man, in the macros of man(7), from the program's own help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import typer

from treatydiff.commands import everything
from treatydiff.commands.values import usage
from treatydiff.front.handbook import Example, examples

_MOST = 0.8
STATUSES = (
    ("0", "done"),
    ("1", "only where asked for: the drafts differ (compare --exit-code), the check fails, the redline is not proved"),
    ("2", "bad usage, a draft that cannot be read, an output that cannot be written, or a bug"),
    ("130, 141, 143", "interrupted; the reader of a pipe went away; asked to end"),
)
VARIABLES = (
    ("TREATYDIFF_*", "any option that can be set permanently: TREATYDIFF_LANG=fr stands for --lang fr"),
    ("NO_COLOR, FORCE_COLOR", "no colour, colour in a pipe"),
    ("COLUMNS", "columns of the output in a pipe"),
    ("TREATYDIFF_PAGER, PAGER", "what shows the result page by page"),
    ("SOURCE_DATE_EPOCH", "the date of tracked changes"),
)


@dataclass(frozen=True)
class OptionHelp:
    """An option of a command."""

    names: tuple[str, ...]
    """Every way to write it: ``-o``, ``--output``."""
    about: str
    value: str = ""
    """What its value is called; empty for a switch."""


@dataclass(frozen=True)
class CommandHelp:
    """A command."""

    name: str
    about: str
    """In one line."""
    more: str
    """Further paragraphs; may be empty."""
    arguments: tuple[OptionHelp, ...]
    """Each with its one name."""
    options: tuple[OptionHelp, ...]
    examples: tuple[Example, ...] = ()


def commands() -> tuple[CommandHelp, ...]:
    """Every command with its options, as the help has them."""
    return tuple(_described(name, command) for name, command in everything().items())


def _described(name: str, command: Any) -> CommandHelp:
    about, _, more = str(command.help).partition("\n\n")
    own = [parameter for parameter in command.params if isinstance(parameter, typer.core.TyperArgument)]
    arguments = (OptionHelp((str(each.name),), str(each.help), usage(each)) for each in own)
    options = (_read(each) for each in command.params if isinstance(each, typer.core.TyperOption) and not each.hidden)
    helped = OptionHelp(("-h", "--help"), "Show this message and exit.")
    return CommandHelp(name, about.rstrip("."), more, tuple(arguments), (*options, helped), examples().get(name, ()))


def _read(each: Any) -> OptionHelp:
    names = (*sorted(each.opts, key=len), *each.secondary_opts)
    kind = each.type_descriptor
    choices = "|".join(map(str, kind.annotation)) if kind.is_choice else ""
    return OptionHelp(names, str(each.help), "" if each.is_flag else str(each.metavar or choices or each.name.upper()))


def page(version: str, about: str, commands: Sequence[CommandHelp]) -> str:
    """The page treatydiff(1). It bears no date, so that the same program gives the same page."""
    lines = [f'.TH TREATYDIFF 1 "" "treatydiff {version}" "User Commands"', ".SH NAME"]
    lines += ["treatydiff \\- compare successive drafts of a treaty, article by article"]
    lines += [".SH SYNOPSIS", *(line for command in commands for line in _synopsis(command))]
    lines += [".SH DESCRIPTION", *_paragraphs(about)]
    shared = _shared(commands)
    lines += [".SH COMMANDS"]
    for command in commands:
        lines += list(_command(command, shared))
    lines += [".SH COMMON OPTIONS", *(line for option in shared for line in _option(option))]
    for heading, pairs in (("EXIT STATUS", STATUSES), ("ENVIRONMENT", VARIABLES)):
        lines.append(f".SH {heading}")
        for term, meaning in pairs:
            lines += [".TP", f".B {_escaped(term)}", _escaped(meaning)]
    return "\n".join([*lines, ""])


def _shared(commands: Sequence[CommandHelp]) -> list[OptionHelp]:
    """The options that nearly all commands have: those that read no draft have none of reading."""
    listed = Counter(option for command in commands for option in command.options)
    return [option for option in commands[0].options if listed[option] > _MOST * len(commands)]


def _synopsis(command: CommandHelp) -> Iterator[str]:
    words = " ".join(("[OPTIONS]", *(each.value for each in command.arguments)))
    yield f".B treatydiff {_escaped(command.name)}"
    yield _escaped(words)
    yield ".br"


def _command(command: CommandHelp, shared: Sequence[OptionHelp]) -> Iterator[str]:
    yield f'.SS "treatydiff {_escaped(command.name)}"'
    yield from _paragraphs(f"{command.about}\n\n{command.more}")
    for each in command.arguments:
        yield from (".TP", f".I {_escaped(each.value)}", _escaped(each.about))
    for option in command.options:
        if option not in shared:
            yield from _option(option)
    for example in command.examples:
        yield from (".PP", _escaped(f"Example: {example.about}"), ".PP", ".RS 4", ".EX")
        yield from (_escaped(f"treatydiff {example.words}"), ".EE", ".RE")


def _option(option: OptionHelp) -> Iterator[str]:
    value = f" {option.value}" if option.value else ""
    yield ".TP"
    yield f".B {_escaped(', '.join(option.names) + value)}"
    yield _escaped(option.about)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in filter(None, text.split("\n\n")):
        yield ".PP"
        yield _escaped(" ".join(paragraph.split()))


def _escaped(text: str) -> str:
    """Text that troff takes for nothing else: a point or an apostrophe at the beginning would be a request."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{safe}" if safe.startswith(".") else safe
