"""Output: chooses the format and the file, and writes it without losing or overwriting anything."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from treatydiff.errors import RenderError, TreatydiffError, did_you_mean
from treatydiff.host.plugins import Registry
from treatydiff.host.system import new_file_mode

STDOUT = "-"
_ELSEWHERE = "try another name or folder for -o"
_OTHER = "a file that this run also reads or writes"


class OutputForm(Protocol):
    """What a form of output says of itself."""

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    @property
    def binary(self) -> bool: ...


F = TypeVar("F", bound=OutputForm)


def choose(name: str, path: str, forms: Mapping[str, F], default: str) -> tuple[str, F]:
    """The form that is asked for by name, else by the file's suffix. Raises TreatydiffError."""
    if not name and path in ("", STDOUT):
        return default, forms[default]
    suffix = Path(path).suffix.lower()
    for known in _widening(forms):
        for found, form in known.items():
            if name == found or (not name and suffix in form.suffixes):
                return found, form
    offered = f"-f is one of {', '.join(known)}"
    if name:
        raise TreatydiffError(f"unknown format {name!r}", f"{did_you_mean(name, known)} {offered}".lstrip())
    raise TreatydiffError(f"{path}: no format has the suffix {suffix or '(none)'}", offered)


def _widening(forms: Mapping[str, F]) -> Iterator[Mapping[str, F]]:
    """The forms that are at hand; then, if it is none of these, those of other packages with them."""
    yield forms
    if isinstance(forms, Registry):
        yield forms.complete()


def check(path: str, inputs: Iterable[str], form: OutputForm, others: Iterable[str] = ()) -> None:
    """Refuse, before any work is done, what cannot be written. Raises RenderError.

    ``inputs`` are the drafts, ``others`` the further files that the run reads or writes.
    """
    if path in ("", STDOUT):
        if form.binary and sys.stdout.isatty():
            raise RenderError("this format is not for a terminal", "-o FILE writes it to a file")
        return
    for given in inputs:
        if _same(path, given):
            raise RenderError(f"{path}: is one of the drafts and will not be overwritten", "choose another name for -o")
    for given in others:
        if _same(path, given):
            raise RenderError(f"{path}: is {_OTHER} and will not be overwritten", "choose another name for -o")
    if Path(path).is_dir():
        raise RenderError(f"{path}: is a folder", "-o names a file")
    if not Path(path).absolute().parent.is_dir():
        raise RenderError(f"{path}: no such folder: {Path(path).parent}")


def write(path: str, data: bytes) -> None:
    """Write to a file, which is there whole or not at all, or to standard output. Raises RenderError for a file."""
    if path in ("", STDOUT):
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():  # a device or a pipe must not be replaced by a file
            target.write_bytes(data)
        else:
            _replace(target, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RenderError(f"{path}: cannot be written: {error.strerror or error}", _ELSEWHERE) from error


def _replace(target: Path, data: bytes) -> None:
    import tempfile  # late: what is shown needs none

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".treatydiff.")  # a name may be as long as names can be
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    return new_file_mode()


def _same(path: str, other: str) -> bool:
    return other != STDOUT and Path(path).exists() and Path(other).exists() and os.path.samefile(path, other)
