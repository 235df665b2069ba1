"""The cache: tables that were parsed or computed, as JSON in the user's cache folder.

What is kept is data and nothing else. It is taken only where it holds the very source that is asked for, and only from
a folder and a file of the user's own that nobody else may write. A folder that is missing, foreign, full or read-only
is no error: the source is parsed.
"""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from treatydiff.text.tables import Keeper, Maker, Tables

_BEGUN = 60
"""Seconds after which nobody is writing any more what was begun."""
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def home(environment: Mapping[str, str]) -> Path:
    """Where treatydiff keeps what can be made again. Raises RuntimeError where the user has no home."""
    return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "treatydiff"


def keeper(environment: Mapping[str, str]) -> Keeper | None:
    """Keeps tables in the user's cache; None where there is none, or nobody can say whose a file is (Windows)."""
    try:
        return at(home(environment) / "tables") if hasattr(os, "getuid") else None
    except RuntimeError:
        return None


def at(folder: Path) -> Keeper:
    """Keeps tables in a folder, which need not exist."""

    def keep(source: str, name: str, make: Maker) -> Tables:
        file, text = folder / f"{name}.json", source.encode()
        found = _found(file, text)
        if found is None:
            found = make(source)
            with suppress(OSError, TypeError, ValueError):  # TypeError: a date, which JSON has not
                _write(file, text, found)
        return found

    return keep


def _found(file: Path, source: bytes) -> Tables | None:
    """What is kept of this source; None if nothing is, or it is not the user's own."""
    try:
        if not _own(os.stat(file.parent)):
            return None
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as stream:
            if not _own(os.fstat(stream.fileno())):
                return None
            data, _, kept = stream.read().partition(b"\n")
        found = json.loads(data) if kept == source else None
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _write(file: Path, source: bytes, tables: Tables) -> None:
    data = json.dumps(tables, ensure_ascii=False, allow_nan=False).encode()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _own(os.stat(file.parent)):
        return
    _sweep(file)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as stream:
        try:
            stream.write(data + b"\n" + source)
            stream.flush()
            fresh.replace(file)
        except BaseException:  # a full disk, Ctrl-C
            fresh.unlink()
            raise


def _sweep(file: Path) -> None:
    """Take away what a run that was killed had begun to write of a file."""
    for begun in file.parent.glob(f"{file.name}.*"):
        if time.time() - begun.stat().st_mtime > _BEGUN:
            begun.unlink()


def _own(found: os.stat_result) -> bool:
    return found.st_uid == os.getuid() and not found.st_mode & _OTHERS
