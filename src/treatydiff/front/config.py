"""Settings files: finds, reads and checks them.

A file in the working folder comes before the project's ``pyproject.toml``, which comes before the user's own file. The
first two come with the drafts, from whoever proposed them: from there only what changes looks is taken. What decides
what is read, found or passed over, what it may take, and what leaves the machine is taken from the user's own file, or
from one that the user names. ``SETTINGS`` says of every option which it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from treatydiff.errors import DataError, ReadError, did_you_mean

FILE = "treatydiff.toml"
OWN_FILE = "~/.config/treatydiff/config.toml"
NONE = "none"


class SetIn(StrEnum):
    """Which files a setting is taken from; the environment and the command line may say everything."""

    ANY = "any file"
    """It changes what a result looks like, and nothing else: a file that came with the drafts may say it."""
    OWN = "the user's own file"
    """It bears on what is read, found, proved, told or passed over, or on what reading may take."""
    RUN = "no file"
    """A matter of one run, or it names what is written, run or connected to."""


SETTINGS: Mapping[str, SetIn] = MappingProxyType(
    dict.fromkeys("all color deleted format layout moves pager ui-lang verbose".split(), SetIn.ANY)
    | dict.fromkeys("align also baseline fail-on lang level limits ocr only profile revisions".split(), SetIn.OWN)
    | dict.fromkeys("sandbox struck theme themes verdicts verify by-author whole".split(), SetIn.OWN)
    | dict.fromkeys("at-least author chunk comments exit-code formatting jobs most open quiet".split(), SetIn.OWN)
    | dict.fromkeys("scrub summary retries time-limit colour".split(), SetIn.OWN)
    | dict.fromkeys("accept article as compiled date finding new old pick rev each-with-the-next".split(), SetIn.RUN)
    | dict.fromkeys("leaning any-order base check all-pairs update-lock write-baseline reason".split(), SetIn.RUN)
    | dict.fromkeys("proposals by column columns codes measure".split(), SetIn.RUN)
    | dict.fromkeys("output export report test scheduler enable disable show scope dry-run".split(), SetIn.RUN)
    # a reader of the user's own is a program
    | dict.fromkeys("with reader model name again count-readers from-marks index submissions".split(), SetIn.RUN)
    | dict.fromkeys("port browser config debug version help".split(), SetIn.RUN)
)
"""Every option of every command by its long name. One that is not here is taken from no file."""

BEARING = frozenset("align lang ocr profile revisions struck theme themes verdicts".split())
"""Of these, what the verdict of a check names though it was typed: it was narrowed, or read in another way."""

Settings = dict[str, object]


class OptionKind(StrEnum):
    """What an option takes."""

    FLAG = "true or false"
    TEXT = "a string"
    LIST = "a string or a list of strings"


class Setting(NamedTuple):
    """A line of a settings file."""

    name: str
    """The option's long name."""
    value: object
    file: str
    """The file as it is told: ``treatydiff.toml``, ``~/.config/treatydiff/config.toml``."""
    line: int
    """From 1; 0 where it is not known."""
    taken: bool
    """Whether it counts; not, where the file came with the drafts and this is not for it to say."""

    @property
    def place(self) -> str:
        """``treatydiff.toml:7``."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.name} = {shown(self.value)}"


def shown(value: object) -> str:
    """A value as one would type it."""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def settings(
    path: str,
    command: str,
    options: Mapping[str, OptionKind],
    commands: frozenset[str],
    choices: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> tuple[Setting, ...]:
    """What the files say for a command, the least important first. Raises DataError.

    ``choices`` are the values that some options are limited to.

    ``path`` is a file, ``none``, or empty for the usual places. A key is an option's long name; a table named after a
    command holds what is for that command only.
    """
    found: list[Setting] = []
    for file in reversed(list(_sources(path))):
        of_file = _checked(file, command, options, commands)
        _refuse_other_values(file, of_file, choices)
        found += (_setting(file, name, value) for name, value in of_file.items())
    return tuple(found)


def any_settings(path: str) -> bool:
    """Whether a file sets anything at all. Raises DataError for one that cannot be read."""
    return any(file.table for file in _sources(path))


class _SettingsFile(NamedTuple):
    """A file with settings, and whose it is."""

    path: Path
    name: str
    table: Settings
    own: bool
    """Whether the user wrote or named it; not, where it was found beside the drafts."""

    def at(self, key: str) -> str:
        """Where a key is written, for an error."""
        return f"{self.name}:{line}" if (line := self.line(key)) else self.name

    def line(self, key: str) -> int:
        """The line on which a key is written; 0 where it is not found."""
        lines = enumerate(_text(self.path).splitlines(), 1)
        return next((n for n, line in lines if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line)), 0)


def _setting(file: _SettingsFile, name: str, value: object) -> Setting:
    return Setting(name, value, file.name, file.line(name), file.own or SETTINGS.get(name) is SetIn.ANY)


def _refuse_other_values(file: _SettingsFile, found: Settings, choices: Mapping[str, tuple[str, ...]]) -> None:
    """Raise DataError for a value that the option does not have, where it is written, not where it is used."""
    for key, value in found.items():
        if key in choices and value not in choices[key]:
            hint = did_you_mean(str(value), choices[key], f"it is one of {', '.join(choices[key])}")
            raise DataError(f"{file.at(key)}: {key} = {value!r}: no such value", hint)


def _sources(path: str) -> Iterator[_SettingsFile]:
    """The files with settings, the most important first."""
    if path == NONE:
        return
    if path:
        yield _SettingsFile(Path(path), path, _load(Path(path)), own=True)
        return
    if Path(FILE).is_file():
        yield _SettingsFile(Path(FILE), FILE, _load(Path(FILE)), own=False)
    yield from _from_project()
    own = _own_file(os.environ)
    if own.is_file():
        home = Path.home()
        name = f"~/{own.relative_to(home).as_posix()}" if own.is_relative_to(home) else str(own)
        yield _SettingsFile(own, name, _load(own), own=True)


def _from_project() -> Iterator[_SettingsFile]:
    """``[tool.treatydiff]`` of the nearest pyproject.toml that has one, no further up than the repository."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        file = folder / "pyproject.toml"
        table = _load(file).get("tool", {}) if file.is_file() else {}
        if isinstance(table, dict) and isinstance(table.get("treatydiff"), dict):
            yield _SettingsFile(file, os.path.relpath(file), table["treatydiff"], own=False)
            return
        if (folder / ".git").exists():
            return


def _own_file(environment: Mapping[str, str]) -> Path:
    home = environment.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "treatydiff" / "config.toml"


def _text(file: Path) -> str:
    """The text of a settings file, which may be one as git has it: ``REVISION:PATH``. Raises DataError."""
    from treatydiff.host import git

    try:
        if not git.names_object(str(file)):
            return file.read_text("utf-8")
        return git.blob(str(file), _MOST).decode("utf-8")
    except ReadError as error:
        raise DataError(error.message, error.hint) from None


_MOST = 1_000_000
"""Bytes of a settings file."""


def _load(file: Path) -> Settings:
    import tomllib  # late: most folders have no settings

    try:
        return tomllib.loads(_text(file))
    except FileNotFoundError:
        raise DataError(f"{file}: no such file", "--config none reads no settings at all") from None
    except ValueError as error:  # of TOML, of its letters, of a number without end
        raise DataError(f"{file}: {error}", "--config none reads no settings at all") from None
    except RecursionError:
        raise DataError(f"{file}: nested too deeply", "--config none reads no settings at all") from None


def _checked(
    file: _SettingsFile, command: str, options: Mapping[str, OptionKind], commands: frozenset[str]
) -> Settings:
    found: Settings = {}
    own: Settings = {}
    for key, value in file.table.items():
        if key in commands and isinstance(value, dict):
            inside = {name: _value(file, f"{key}.", name, each, options) for name, each in value.items()}
            own = inside if key == command else own
        else:
            found[key] = _value(file, "", key, value, options, commands)
    return {**found, **own}


def _value(
    file: _SettingsFile,
    table: str,
    key: str,
    value: object,
    options: Mapping[str, OptionKind],
    tables: frozenset[str] = frozenset(),
) -> object:
    """The value of a setting; ``tables`` are names that could have been meant too. Raises DataError."""
    known = {name: kind for name, kind in options.items() if SETTINGS.get(name, SetIn.RUN) is not SetIn.RUN}
    if key in options and key not in known:
        raise DataError(f"{file.at(key)}: {table}{key}: no file sets it", f"--{key} is for the command line")
    if key not in known:
        hint = did_you_mean(key, sorted({*known, *tables}), "a setting is an option's long name: docs/settings.md")
        raise DataError(f"{file.at(key)}: unknown setting '{table}{key}'", hint)
    kind = known[key]
    if kind is OptionKind.LIST:
        value = [value] if isinstance(value, str) else value
        fits = isinstance(value, list) and all(isinstance(each, str) for each in value)
    else:
        fits = isinstance(value, bool if kind is OptionKind.FLAG else str)
    if not fits:
        raise DataError(f"{file.at(key)}: {table}{key}: must be {kind}")
    return value
