"""A session with a reader: asks in rounds and keeps the outcome of each question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from treatydiff.external_reader.outcome import Became, Settled, settled
from treatydiff.external_reader.process import Came, answers
from treatydiff.external_reader.questions import Question

_BATCH = 16
"""So many questions, and then the same with the drafts exchanged: an interruption loses no more answers than these."""

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
        asked: Sequence[Question] = self.questions
        for _ in range(1 + self.retries):
            lines = _lines(asked)
            for question in asked:
                for id in (question.id, question.exchanged.id):
                    self._came.pop(id, None)
            waiting = set(lines)
            tell(len(waiting))
            for came in run(lines):
                self._hear(came)
                waiting.discard(came.id)
                tell(len(waiting))
            asked = [q for q in asked if self.became(q).became in (Became.REJECTED, Became.UNANSWERED)]
            if not asked:
                return

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


def _lines(questions: Sequence[Question]) -> dict[str, str]:
    """Questions and, never next to each, the same with the drafts exchanged."""
    found: dict[str, str] = {}
    for start in range(0, len(questions), _BATCH):
        batch = questions[start : start + _BATCH]
        for question in (*batch, *(question.exchanged for question in batch)):
            found[question.id] = question.line
    return found


def runner(command: Sequence[str], *, jobs: int, limit: float) -> Run:
    """What puts lines to a command; see ``running.answers``."""
    return lambda lines: answers(lines, command, jobs=jobs, limit=limit)
