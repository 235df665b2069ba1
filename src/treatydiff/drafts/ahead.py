"""Reads drafts ahead in child processes, so that two are read at the same time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from treatydiff.errors import TreatydiffError

if TYPE_CHECKING:
    from treatydiff.readers import Limits, ReadOptions
    from treatydiff.readers.sandbox import ReadingChild

BESIDE = 2
"""Drafts that are read at the same time."""


class BegunReading(NamedTuple):
    """A file, and the child that reads it."""

    data: bytes
    child: ReadingChild


def begin(path: str, options: ReadOptions, limits: Limits | None) -> BegunReading | None:
    """A file that a child reads from now on; None where none would. Raises ReadError."""
    from treatydiff.readers import load, reader_for

    if limits is None:
        return None
    data = load(path)
    child = reader_for(path, data).begun(data, path, options, limits)
    return BegunReading(data, child) if child else None


class ReadingsAhead:
    """The files whose turn comes, in order, and the readings of the first of them."""

    def __init__(self) -> None:
        self._coming = deque[str]()
        self._begun: dict[str, BegunReading] = {}

    @contextmanager
    def of(self, paths: Iterable[str]) -> Iterator[None]:
        """While these are read, one after the other. What is begun and not asked for is ended."""
        self._coming = deque(path for path in paths if path != "-")
        try:
            yield
        finally:
            self._coming.clear()
            while self._begun:
                self._begun.popitem()[1].child.end()

    def take(self, path: str, begin: Callable[[str], BegunReading | None]) -> BegunReading | None:
        """The reading of the file whose turn it is, with the next one begun; None for whoever is not expected.

        A file that cannot be read is no matter here: in its turn it is read as any other, and that says why.
        """
        if path not in self._coming:
            return None
        while self._coming[0] != path:  # left out
            self._coming.popleft()
        for each in list(self._coming)[:BESIDE]:
            if each not in self._begun:
                try:
                    found = begin(each)
                except TreatydiffError:
                    break
                if found is None:
                    break
                self._begun[each] = found
        self._coming.popleft()
        return self._begun.pop(path, None)
