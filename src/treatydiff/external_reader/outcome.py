"""The outcome of a question: both its answers are checked, and they must be each other's reverse (the swap law)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from treatydiff.external_reader.answers import (
    ADVERSE,
    FAVOURABLE,
    TURNED,
    TURNED_DIRECTION,
    UNCLEAR,
    Answered,
    Refused,
    check,
)
from treatydiff.external_reader.injection import addressed
from treatydiff.external_reader.questions import Inquiry, Question
from treatydiff.report import Effect, Severity

ANY_THEME = "any theme"
"""What stands for the theme where a reader says that a change does nothing to any."""


class Became(StrEnum):
    """What becomes of a question."""

    ANSWERED = "answered"
    CONTRADICTED = "contradicted"
    """With the drafts exchanged the reader did not say the reverse: what it read was not the change."""
    REJECTED = "rejected"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Settled:
    """A question and what became of it."""

    became: Became
    why: str = ""
    """Of what is not answered, in a few words."""
    answer: Answered | None = None
    """With only those effects that were reversed when the drafts were exchanged, and the lesser confidence."""
    doubt: str = ""
    """Why an answer is doubtful all the same."""


def settled(question: Question, given: Sequence[object], reverse: Sequence[object], why: str = "") -> Settled:
    """What becomes of a question by what was answered to it, and to the same with the drafts exchanged.

    Each is all that came for it, in order; ``why`` says what happened where nothing came.
    """
    if not given or not reverse:
        return Settled(Became.UNANSWERED, why or "no answer came")
    for values in (given, reverse):
        if any(value != values[0] for value in values):
            return Settled(Became.REJECTED, "answered twice, and not alike")
    one, two = check(question, given[0]), check(question.exchanged, reverse[0])
    if isinstance(one, Refused):
        return Settled(Became.REJECTED, one.why)
    if isinstance(two, Refused):
        return Settled(Became.REJECTED, f"with the drafts exchanged: {two.why}")
    if two.direction != TURNED_DIRECTION[one.direction]:
        return Settled(Became.CONTRADICTED, f"{one.direction}, and with the drafts exchanged {two.direction}")
    effects = {theme: effect for theme, effect in one.effects.items() if two.effects.get(theme) is TURNED[effect]}
    told = one.direction in (ADVERSE, FAVOURABLE)
    if told and all(effect is Effect.TOUCHES for effect in effects.values()):
        return Settled(Became.CONTRADICTED, "other themes with the drafts exchanged")
    order = list(Severity)
    kept = replace(
        one,
        effects=effects,
        confidence=min(one.confidence, two.confidence),
        gravity=max(one.gravity, two.gravity, key=order.index),
    )
    found = addressed(question.texts)
    return Settled(Became.ANSWERED, "", kept, f"the drafts speak to their reader here: {found}" if found else "")


def lines(inquiry: Inquiry, result: Settled, name: str, model: str, date: str) -> Iterator[dict[str, str]]:
    """The lines of a verdicts file that record it: one for each theme, or one that says that nothing is to be said."""
    unit, answer = inquiry.unit, result.answer
    words = {"place": str(unit.where), "old": unit.old, "new": unit.new, "key": str(unit.prints)}
    asked = {"reader": model, "asked": inquiry.question.content}
    if answer is None:
        empty = {"theme": "", "effect": "", "severity": "", "sentence": ""}
        why = f": {result.why}" if result.why else ""
        yield {**words, **empty, "author": name, "date": date, **asked, "outcome": f"{result.became}{why}"}
        return
    how = {"confidence": f"{answer.confidence:g}", "quote": answer.quote, "side": answer.side, "doubt": result.doubt}
    told = {theme: str(effect) for theme, effect in answer.effects.items()}
    told = told or ({ANY_THEME: "none"} if answer.direction != UNCLEAR else {"": ""})
    for theme, effect in told.items():
        said = {"theme": theme, "effect": effect, "severity": str(answer.gravity) if theme else ""}
        said["sentence"] = answer.sentence if theme else ""
        yield {**words, **said, "author": name, "date": date, **asked, **how, "outcome": str(Became.ANSWERED)}
