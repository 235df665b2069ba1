"""A session with a reader: asks in rounds and keeps the outcome of each question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from treatydiff.external_reader.answers import Refused, check
from treatydiff.external_reader.outcome import Became, Settled, settled
from treatydiff.external_reader.process import Came
from treatydiff.external_reader.questions import Question

_BATCH = 16
"""So many questions lie between one and its twin: an interruption loses no more than twice as many."""

Run = Callable[[Mapping[str, str]], Iterable[Came]]
"""Puts lines to a reader, by id, and gives what comes."""


@dataclass
class Session:
    """Questions, what came for them, and what became of them so far."""

    questions: tuple[Question, ...]
    """No two alike."""
    retries: int = 1
    """How often what was rejected or not answered is asked again."""
    stray: Counter[str] = field(default_factory=Counter)
    """What the command wrote that belongs to no question, by what it was."""
    answers: int = 0
    """How many answers came in all."""
    model: str = ""
    """What the reader calls itself; empty where it does not say."""
    _came: dict[str, list[object]] = field(default_factory=dict)
    _why: dict[str, str] = field(default_factory=dict)

    def ask(self, run: Run, tell: Callable[[int], None] = lambda left: None) -> None:
        """Ask all, and again what had no answer that can be used; ``tell`` hears how many answers are still to come.

        What came is kept when this is interrupted.
        """
        left: Sequence[Question] = self.questions
        ways = _in_turn(left)
        for _ in range(1 + self.retries):
            lines = {way.id: way.asked_again(self._refused(way)) for way in ways}
            for id in lines:
                self._came.pop(id, None)
                self._why.pop(id, None)
            waiting = set(lines)
            tell(len(waiting))
            for came in run(lines):
                self._hear(came)
                waiting.discard(came.id)
                tell(len(waiting))
            left = [q for q in left if self.became(q).became in (Became.REJECTED, Became.UNANSWERED)]
            ways = [way for way in _in_turn(left) if self._lacks(way) or not self._lacks(way.exchanged)]
            if not ways:
                return

    def _lacks(self, way: Question) -> bool:
        return way.id not in self._came or bool(self._refused(way))

    def _refused(self, way: Question) -> str:
        """Why the answer to a question cannot be used; empty where it can, or none came."""
        checked = check(way, self._came[way.id][0]) if way.id in self._came else None
        return checked.why if isinstance(checked, Refused) else ""

    def became(self, question: Question) -> Settled:
        """What became of a question so far."""
        ids = (question.id, question.exchanged.id)
        given, reverse = (self._came.get(id, []) for id in ids)
        return settled(question, given, reverse, next((self._why[id] for id in ids if id in self._why), ""))

    def heard(self, question: Question) -> bool:
        """Whether its fate is known: an interruption leaves some of which nothing, or half, was heard."""
        return all(id in self._came or id in self._why for id in (question.id, question.exchanged.id))

    def _hear(self, came: Came) -> None:
        if not came.id:
            self.stray[came.why] += 1
        elif came.why:
            self._why[came.id] = came.why
        else:
            self.answers += 1
            self._came.setdefault(came.id, []).append(came.value)
            named = came.value.get("model") if isinstance(came.value, dict) else None
            self.model = self.model or (named if isinstance(named, str) else "")


def _in_turn(questions: Sequence[Question]) -> list[Question]:
    """Both ways round of each, far apart, in an order that tells nothing of which way round it is.

    Which way comes first is drawn by the ids; the other follows a batch later, so that an interruption loses little.
    """
    pairs = sorted((sorted((q, q.exchanged), key=attrgetter("id")) for q in questions), key=lambda pair: pair[0].id)
    batches = [pairs[at : at + _BATCH] for at in range(0, len(pairs), _BATCH)]
    found = []
    for first, second in zip([*batches, []], [[], *batches], strict=True):
        found += [pair[0] for pair in first] + sorted((pair[1] for pair in second), key=attrgetter("id"))
    return found
