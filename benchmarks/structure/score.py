"""The scores of texts against the numbers of their articles."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from treatydiff.compare import read_draft
from treatydiff.errors import TreatydiffError
from treatydiff.model import Level

COUNTED_ALIKE = 0.02
"""Of the number of articles: so far may a count be off."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file and what its editors say about it."""

    path: Path
    truth: tuple[str, ...]
    """The numbers of its articles or sections, in order, as headed."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was read in a text."""

    text: Text
    found: tuple[str, ...]
    """Numbers of the articles, tombstones too, in order."""
    units: str
    refused: str
    """The error, where it was refused."""
    seconds: float

    @property
    def exact(self) -> bool:
        """Whether the same articles were found."""
        return not self.refused and _bare(self.found) == _bare(self.text.truth)

    @property
    def counted(self) -> bool:
        """Whether as many were found, within ``COUNTED_ALIKE``."""
        wanted = len(self.text.truth)
        return not self.refused and abs(len(self.found) - wanted) <= COUNTED_ALIKE * wanted

    @property
    def in_order(self) -> bool:
        """Whether each number of the truth was found in its order; other provisions may stand between."""
        left = iter(_bare(self.found))
        return not self.refused and all(number in left for number in _bare(self.text.truth))

    def differences(self) -> Iterator[str]:
        """What was missed and what was taken for an article and is none."""
        wanted, found = _bare(self.text.truth), _bare(self.found)
        for what, a, b, c, d in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
            if what != "equal":
                after = f" after {wanted[a - 1]}" if a else ""
                yield f"missed {_named(wanted[a:b])}, took {_named(found[c:d])}{after}"


def read(text: Text) -> Result:
    """Read a text."""
    started = time.process_time()
    try:
        draft = read_draft(str(text.path))
    except TreatydiffError as error:
        return Result(text, (), "", error.message, time.process_time() - started)
    spent = time.process_time() - started
    articles = tuple(provision.number for provision in draft.walk() if provision.level is Level.ARTICLE)
    return Result(text, articles, draft.units, "", spent)


def texts(truth: Path, folder: Path) -> list[Text]:
    """The texts that a file of truths lists: a JSON object a line, with ``file`` and ``articles``."""
    rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    return [Text(folder / row["file"], tuple(row["articles"])) for row in rows]


def share(marks: Iterable[bool]) -> float:
    """The share of what is true; 1.0 of nothing."""
    found = list(marks)
    return sum(found) / len(found) if found else 1.0


def _bare(numbers: Iterable[str]) -> list[str]:
    """As printed, less white space, capitals, and the dash before a number (``ARTICLE - 2``)."""
    return ["".join(number.split()).lower().lstrip("-–") for number in numbers]


def _named(numbers: list[str]) -> str:
    more = f" and {len(numbers) - 6} more" if len(numbers) > 6 else ""
    return ", ".join(number or "(none)" for number in numbers[:6]) + more if numbers else "nothing"
