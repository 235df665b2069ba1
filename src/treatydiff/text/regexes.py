"""Lazily compiled regular expressions.

The package has some three hundred, and compiling them takes as long as comparing two short texts, which need a third
of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, AnyStr, cast


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, later: what is wrong with an expression shows at its first use."""
    return cast("re.Pattern[AnyStr]", LateRegex(source, flags))


class LateRegex:
    """Stands where a compiled expression would, and has what that has."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        """A method or an attribute of the compiled expression, kept: asked for again, it is found as any other."""
        if name.startswith("_"):  # whoever copies or unpickles asks for such before there is a source
            raise AttributeError(name)
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return found
