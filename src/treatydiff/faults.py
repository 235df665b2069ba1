"""Isolates faults: a bug in one judgement costs that judgement, not the comparison."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from treatydiff.errors import TreatydiffError
from treatydiff.model import Fault

_LONGEST = 120
"""Characters of an exception's own words in a notice."""


class Faults:
    """What failed while one report was made."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    @property
    def found(self) -> tuple[Fault, ...]:
        """In the order in which it happened."""
        return tuple(self._found)

    @contextmanager
    def caught(self, task: str, place: Callable[[], str] = str) -> Iterator[None]:
        """Note what fails inside and go on after it; not what the user can mend, nor a lack of memory."""
        try:
            yield
        except (TreatydiffError, MemoryError):
            raise
        except Exception as error:
            words = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
            self._found.append(Fault(task, _said(place), words, "".join(traceback.format_exception(error))))


def told(fault: Fault) -> str:
    """One sentence for a notice."""
    where = f"{fault.place}: " if fault.place else ""
    return f"{where}the judgement {fault.task} failed ({fault.error}); what it would have said is missing"


def _said(place: Callable[[], str]) -> str:
    """The place; what names it may hold the same bug."""
    try:
        return place()
    except Exception:
        return ""
