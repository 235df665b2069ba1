"""Trust by measurement: how a reader does on changes whose answer is known tells what its word is worth."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from treatydiff.external_reader.outcome import Settled
from treatydiff.external_reader.questions import Question, Surrounding
from treatydiff.model import Op, Span
from treatydiff.text.regexes import regex
from treatydiff.text.tables import DATA
from treatydiff.themes import Theme

_EXCHANGED = regex(r"\{([^|{}]*)\|([^|{}]*)\}")
_ABOUT_AS_SURE = 12
"""So many of the measured answers that were about as sure tell how often such an answer is right."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How a reader did."""

    asked: int
    sure: Mapping[float, tuple[int, int]]
    """By its confidence how many of its answers were right, and how many there were."""

    @property
    def right(self) -> int:
        """How many answers were right; what was rejected, contradicted or not answered was not."""
        return sum(right for right, _ in self.sure.values())

    def __str__(self) -> str:
        return f"{self.right} of {self.asked}"

    def share(self, confidence: float) -> float:
        """Which share of the answers that were about as sure was right, whatever the reader calls that."""
        right = given = 0
        by_distance = sorted(self.sure, key=lambda sure: abs(sure - confidence))
        for _, level in groupby(by_distance, key=lambda sure: round(abs(sure - confidence), 3)):
            for sure in level:
                right, given = right + self.sure[sure][0], given + self.sure[sure][1]
            if given >= _ABOUT_AS_SURE:
                break
        return right / given if given else 0.0


def measured(known: Iterable[tuple[str, Settled]]) -> Measured:
    """How a reader did on changes by what is known of each, and what became of the question."""
    asked, sure = 0, dict[float, tuple[int, int]]()
    for direction, result in known:
        asked += 1
        if result.answer:
            right, given = sure.get(result.answer.confidence, (0, 0))
            sure[result.answer.confidence] = right + (result.answer.direction == direction), given + 1
    return Measured(asked, sure)


def labelled(themes: Sequence[Theme]) -> Iterator[tuple[str, Question]]:
    """The changes that are shipped, in six languages, each after the direction that is known of it."""
    table = tomllib.loads((DATA / "reader" / "measure.toml").read_text("utf-8"))
    texts = ((language, direction, text) for language, known in table.items()
             for direction, each in known.items() for text in each)  # fmt: skip
    for number, (language, direction, text) in enumerate(texts, 1):
        place = f"Article {number}"
        around = (Surrounding(place), Surrounding(place))
        yield direction, Question(language, place, tuple(_marks(text)), around, tuple(themes))


def _marks(text: str) -> Iterator[Span]:
    """``Nobody {may|shall} enter.`` as a redline has it."""
    ops = (Op.KEEP, Op.DELETE, Op.INSERT)
    parts = _EXCHANGED.split(text)
    return (Span(ops[at % 3], part) for at, part in enumerate(parts) if part)
