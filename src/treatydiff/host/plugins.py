"""Plugins: readers, renderers and themes of other packages, found by their entry points.

A distribution registers a *table* under ``treatydiff.readers`` or ``treatydiff.renderers``: a mapping from names to
``Reader`` or ``Renderer`` values; and under ``treatydiff.themes`` a package with theme files in it. What is built in is
registered in the same way. Our own are at hand without asking; the others are looked for only when a name or a suffix
is none of ours, since asking for the entry points takes as long as reading a short draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from treatydiff.errors import DataError

if TYPE_CHECKING:  # loading this module takes as long as comparing two short texts
    from importlib.metadata import EntryPoint

READERS, RENDERERS, THEMES = "treatydiff.readers", "treatydiff.renderers", "treatydiff.themes"
_OURS = "treatydiff"

T = TypeVar("T")


class Registry(dict[str, T]):
    """The built-in values by name; ``complete`` adds what other packages register under its group."""

    def __init__(self, group: str, built_in: Mapping[str, T]) -> None:
        """``group`` is the name of the entry points."""
        super().__init__(built_in)
        self.group = group

    def complete(self) -> Mapping[str, T]:
        """The built-in values and the others; a name that is taken keeps its meaning. Raises DataError."""
        found: dict[str, T] = {}
        for point in _others(self.group):
            found |= _loaded(point)
        return {**found, **self}


def module(package: str, name: str) -> ModuleType:
    """A module of a reader or a renderer. Raises DataError for one of another package that cannot be loaded."""
    try:
        return import_module(f"{package}.{name}")
    except Exception as error:
        if package.partition(".")[0] == _OURS:
            raise
        raise _unloadable(f"{package}.{name}", error) from error


def theme_packages() -> Mapping[str, str]:
    """By the name of each package of themes that is installed besides ours: the module whose folder has the files."""
    return {point.name: point.module for point in _others(THEMES)}


def _others(group: str) -> Iterator[EntryPoint]:
    from importlib.metadata import entry_points

    yield from sorted((point for point in entry_points(group=group) if point.name != _OURS), key=lambda each: each.name)


def _loaded(point: EntryPoint) -> Mapping[str, Any]:
    """A table that another package made: whatever goes wrong there is one line."""
    try:
        return dict(point.load())
    except Exception as error:
        raise _unloadable(f"{point.group}: {point.name} ({point.value})", error) from error


def _unloadable(what: str, error: Exception) -> DataError:
    told = f"{what} cannot be loaded: {type(error).__name__}: {error}"
    return DataError(told, "fix or uninstall the package that registers it")
