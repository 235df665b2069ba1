"""Settings from a file: what a user does not want to type each time.

A file in the working folder comes before the project's ``pyproject.toml``, which comes before the user's own file. In
a CI job the first two come with the drafts, from whoever proposed them; so no setting names a file to write or a
program to run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from treatydiff.errors import DataError, did_you_mean

FILE = "treatydiff.toml"
NONE = "none"

_NEVER = frozenset(
    {"output", "config", "debug", "version", "help", "date", "article", "old", "new"}
    | {"export", "write-baseline", "reason", "update-lock"}
    | {"with", "name", "again", "dry-run", "count-readers"}
)
"""Options that are a matter of one run, or that a file from elsewhere must not set."""

Settings = dict[str, object]


class OptionKind(StrEnum):
    """What an option takes."""

    FLAG = "true or false"
    TEXT = "a string"
    LIST = "a string or a list of strings"


def settings(
    path: str,
    command: str,
    options: Mapping[str, OptionKind],
    commands: frozenset[str],
    choices: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Settings:
    """The settings for a command, by the long names of its options. Raises DataError.

    ``choices`` are the values that some options are limited to.

    ``path`` is a file, ``none``, or empty for the usual places. A key is an option's long name; a table named after a
    command holds what is for that command only.
    """
    found: Settings = {}
    known = {name: kind for name, kind in options.items() if name not in _NEVER}
    for file, table in reversed(list(_sources(path))):
        of_file = _checked(file, table, command, known, commands)
        _refuse_other_values(file, of_file, choices)
        found |= of_file
    return found


def any_settings(path: str) -> bool:
    """Whether a file sets anything at all. Raises DataError for one that cannot be read."""
    return any(table for _, table in _sources(path))


def _refuse_other_values(file: Path, found: Settings, choices: Mapping[str, tuple[str, ...]]) -> None:
    """Raise DataError for a value that the option does not have, where it is written, not where it is used."""
    for key, value in found.items():
        if key in choices and value not in choices[key]:
            hint = did_you_mean(str(value), choices[key], f"it is one of {', '.join(choices[key])}")
            raise DataError(f"{_line(file, key)}: {key} = {value!r}: no such value", hint)


def _line(file: Path, key: str) -> str:
    """``treatydiff.toml:7``: where a key is written."""
    lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    at = next((n for n, line in lines if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line)), None)
    return f"{file}:{at}" if at else str(file)


def _sources(path: str) -> Iterator[tuple[Path, Settings]]:
    """The files with settings, the most important first."""
    if path == NONE:
        return
    if path:
        yield Path(path), _load(Path(path))
        return
    if Path(FILE).is_file():
        yield Path(FILE), _load(Path(FILE))
    yield from _from_project()
    own = _own_file(os.environ)
    if own.is_file():
        yield own, _load(own)


def _from_project() -> Iterator[tuple[Path, Settings]]:
    """``[tool.treatydiff]`` of the nearest pyproject.toml that has one, no further up than the repository."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        file = folder / "pyproject.toml"
        table = _load(file).get("tool", {}) if file.is_file() else {}
        if isinstance(table, dict) and isinstance(table.get("treatydiff"), dict):
            yield file, table["treatydiff"]
            return
        if (folder / ".git").exists():
            return


def _own_file(environment: Mapping[str, str]) -> Path:
    home = environment.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "treatydiff" / "config.toml"


def _load(file: Path) -> Settings:
    import tomllib  # late: most folders have no settings

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise DataError(f"{file}: no such file", "--config none reads no settings at all") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{file}: {error}") from None


def _checked(
    file: Path, table: Settings, command: str, options: Mapping[str, OptionKind], commands: frozenset[str]
) -> Settings:
    found: Settings = {}
    own: Settings = {}
    for key, value in table.items():
        if key in commands and isinstance(value, dict):
            inside = {name: _value(file, f"{key}.", name, each, options) for name, each in value.items()}
            own = inside if key == command else own
        else:
            found[key] = _value(file, "", key, value, options, commands)
    return {**found, **own}


def _value(
    file: Path,
    table: str,
    key: str,
    value: object,
    known: Mapping[str, OptionKind],
    tables: frozenset[str] = frozenset(),
) -> object:
    """The value of a setting; ``tables`` are names that could have been meant too. Raises DataError."""
    if key not in known:
        names = sorted({*known, *tables})
        hint = did_you_mean(key, names, f"known are {', '.join(names)}")
        raise DataError(f"{_line(file, key)}: unknown setting '{table}{key}'", hint)
    kind = known[key]
    if kind is OptionKind.LIST:
        value = [value] if isinstance(value, str) else value
        fits = isinstance(value, list) and all(isinstance(each, str) for each in value)
    else:
        fits = isinstance(value, bool if kind is OptionKind.FLAG else str)
    if not fits:
        raise DataError(f"{_line(file, key)}: {table}{key}: must be {kind}")
    return value
