"""Option types for values that typer shall pass through unchanged.

Typer builds an adapter of pydantic's for each parameter, and to import pydantic takes a tenth of a small comparison. A
text is a text already, a choice is one of an enumeration: what is neither goes to Typer, which also words the error.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, get_args, get_origin

from typer.core import TyperArgument, TyperCommand, TyperGroup

_ELSE = object()
"""What no reader takes."""


class PlainValue:
    """Stands in a parameter of Typer's where it would keep its adapter."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as its annotation wants it. Raises what Typer raises."""
        found = _read(value, param.type_descriptor.annotation, several=param.multiple or param.nargs == -1)
        if found is not _ELSE:
            return found
        param._runtime_param = None  # Typer makes its own
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


class PlainCommand(TyperCommand):
    """A command whose parameters read plain values without an adapter."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its parameters, the option for help among them."""
        return _plain(super().get_params(ctx))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What the line after "Usage:" says, as the page for man says it: ``OLD [NEW...]``."""
        return ["[OPTIONS]", *(usage(each) for each in self.get_params(ctx) if isinstance(each, TyperArgument))]


class PlainGroup(TyperGroup):
    """The same of the command that holds the others."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command; where a shell asks what may be typed, ``treatydiff OLD NEW`` means ``compare``."""
        known = not ctx.resilient_parsing or args[0] in self.commands
        return super().resolve_command(ctx, args if known else ["compare", *args])

    def get_params(self, ctx: Any) -> list[Any]:
        """Its parameters."""
        return _plain(super().get_params(ctx))


def usage(argument: Any) -> str:
    """How an argument stands in a line of usage: in brackets if it may be left out, with dots if there may be more."""
    name = argument.metavar or argument.name.upper()
    name += "..." if argument.nargs == -1 and " " not in name else ""
    return name if argument.required else f"[{name}]"


def _plain(params: list[Any]) -> list[Any]:
    for param in params:
        if getattr(param, "_runtime_param", ...) is None and param.type_descriptor.parameter_info.parser is None:
            param._runtime_param = PlainValue()
        if isinstance(param, TyperArgument) and not param.type_descriptor.is_choice:
            param.display_type_rich = _no_type  # type: ignore[method-assign]
    return params


def _no_type(ctx: Any) -> None:
    """Every argument is a text or several, which "<str>" and "<list[str]>" would say in Python's words."""


def _read(value: Any, annotation: Any, *, several: bool) -> Any:
    if value is None:
        return () if several else None
    if get_origin(annotation) is list and several and isinstance(value, (list, tuple)):
        members = [_one(each, get_args(annotation)[0]) for each in value]
        return _ELSE if _ELSE in members else members
    return _ELSE if several else _one(value, annotation)


def _one(value: Any, annotation: Any) -> Any:
    if annotation is str or annotation is bool:
        return value if isinstance(value, annotation) else _ELSE
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        members: Mapping[Any, Any] = annotation._value2member_map_
        return value if isinstance(value, annotation) else members.get(value, _ELSE)
    return _ELSE
