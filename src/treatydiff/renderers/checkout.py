"""Paths of drafts from the root of their repository, by which services know a file."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from treatydiff.text.regexes import regex

_ABSOLUTE = regex(r"/|[A-Za-z]:/")


class Checkout(NamedTuple):
    """Turns paths as the user gave them into paths as the services know them. By itself it leaves them as they are."""

    root: str = ""
    """The repository's folder, absolute and with slashes; of a run outside of any the run's own."""
    folder: str = ""
    """The folder in which the program was run, likewise."""
    backslashes: bool = False
    """Whether a backslash parts folders here. Elsewhere it is a character like any other."""

    def path(self, given: str) -> str:
        """From the root and without ``./``; absolute where a file lies outside; empty for standard input."""
        if given in ("", "-"):
            return ""
        slashed = given.replace("\\", "/") if self.backslashes else given
        if not self.root:
            return slashed.removeprefix("./")
        whole = posixpath.normpath(posixpath.join(self.folder, slashed)) if not absolute(slashed) else slashed
        inside = whole.removeprefix(f"{self.root.rstrip('/')}/")
        return whole if absolute(inside) else inside


def absolute(path: str) -> bool:
    """Whether a path with slashes begins at the root of a disk."""
    return bool(_ABSOLUTE.match(path))
