"""Drafts that lie elsewhere than on this machine: ``s3://bucket/draft.docx``, for workers of a cluster.

Only a batch reads addresses, and only through fsspec, which the extra ``cluster`` brings; whatever else the
program does asks nobody for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from treatydiff.errors import ReadError, TreatydiffError
from treatydiff.readers import MAX_BYTES
from treatydiff.text.regexes import regex

_ELSEWHERE = regex(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_MARKS = ("etag", "ETag", "mtime", "created", "LastModified", "last_modified", "updated")
"""By what services say that a file is another one than before."""


def is_address(path: str) -> bool:
    """Whether a path names a file by an address, not one on this machine."""
    return _ELSEWHERE.match(path) is not None


def read(path: str) -> bytes:
    """The bytes of a file. Raises ReadError."""
    system, name = _system(path)
    try:
        with system.open(name, "rb") as stream:
            data: bytes = stream.read(MAX_BYTES + 1)
    except Exception as error:  # each service raises errors of its own
        raise ReadError(
            f"{path}: cannot be read ({type(error).__name__}: {error})", "check the address and your access to it"
        ) from error
    if len(data) > MAX_BYTES:
        raise ReadError(f"{path}: larger than {MAX_BYTES // 2**20} MB", "is this a draft convention?")
    return data


def files(folder: str) -> Iterator[str]:
    """The addresses of the files below a folder. Raises TreatydiffError."""
    system, name = _system(folder)
    try:
        found = system.find(name)
    except Exception as error:
        raise TreatydiffError(
            f"{folder}: cannot be read ({error})", "check the address and your access to it"
        ) from error
    yield from (system.unstrip_protocol(each) for each in found)


def stamp(path: str) -> list[int | str]:
    """By what a file is known again: its size and what the service says of its state."""
    try:
        system, name = _system(path)
        state = system.info(name)
    except Exception:  # the pair's row will say what is wrong
        return []
    return [state.get("size") or 0, *(str(state[mark]) for mark in _MARKS if state.get(mark))]


def _system(path: str) -> tuple[Any, str]:
    try:
        system, name = import_module("fsspec.core").url_to_fs(path)
    except ImportError as error:
        wanted = str(error).partition(":")[0]
        raise ReadError(f"{path}: {wanted}", "pip install distributed, for s3:// also s3fs") from error
    except ValueError as error:
        raise ReadError(f"{path}: {error}", "an address is s3://…, gs://…, https://… or the like") from error
    return system, str(name)
