"""Validates an answer: its form, its consistency, and that the words it quotes stand in the drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from treatydiff.external_reader.questions import Question
from treatydiff.external_reader.schema import faults, load_schema
from treatydiff.model import Op, Span
from treatydiff.report import Effect, Severity
from treatydiff.text.safe_text import one_line

ADVERSE, FAVOURABLE, NONE, UNCLEAR = "adverse", "favourable", "none", "unclear"
_WAYS = {
    Effect.EXPANDS: ADVERSE,
    Effect.WEAKENS: ADVERSE,
    Effect.NARROWS: FAVOURABLE,
    Effect.STRENGTHENS: FAVOURABLE,
}
TURNED = {
    Effect.EXPANDS: Effect.NARROWS,
    Effect.NARROWS: Effect.EXPANDS,
    Effect.STRENGTHENS: Effect.WEAKENS,
    Effect.WEAKENS: Effect.STRENGTHENS,
    Effect.TOUCHES: Effect.TOUCHES,
}
"""What the same change does when it is read the other way."""
_MARKS = str.maketrans("’‘‛“”„«»–—‑", '\'\'\'"""""---')
_AROUND = " \"'.…"
"""What stands around a quotation and is not of it."""
TURNED_DIRECTION = {ADVERSE: FAVOURABLE, FAVOURABLE: ADVERSE, NONE: NONE, UNCLEAR: UNCLEAR}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that can be used."""

    direction: str
    """``adverse``, ``favourable``, ``none`` or ``unclear``."""
    effects: Mapping[str, Effect]
    """By theme; empty where it does nothing, or nobody can tell to what."""
    sentence: str
    confidence: float
    gravity: Severity
    quote: str = ""
    side: str = ""
    model: str = ""
    """What the reader calls itself; empty where it does not say."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that cannot be used."""

    why: str
    """A clause without capital and full stop, the same for all answers with the same fault where that can be."""


Checked = Answered | Refused


def check(question: Question, value: object) -> Checked:
    """What an answer to a question is worth. A key that is null counts as left out."""
    if isinstance(value, dict):
        value = _plain({key: each for key, each in value.items() if each is not None})
    if fault := next(faults(value, load_schema("answer")), ""):
        return Refused(f"not in form: {one_line(fault)}")
    assert isinstance(value, dict)
    quote, direction = value.get("quote") or {"words": "", "side": ""}, value["direction"]
    if why := next(_at_odds(question, direction, value["effects"], quote), ""):
        return Refused(why)
    return Answered(
        direction,
        {each["theme"]: Effect(each["effect"]) for each in value["effects"]},
        one_line(value["sentence"]).removesuffix("."),
        round(float(value["confidence"]), 2),
        Severity(value.get("gravity", Severity.LOW)),
        one_line(quote["words"]),
        quote["side"],
        one_line(value.get("model", "")),
    )


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """An answer without slips of the pen: ``Adverse``, ``neutral``, ``"0.9"``, ``95``, an effect that only touches."""
    said = {key: _small(each) if key in ("direction", "gravity") else each for key, each in value.items()}
    said["direction"] = {"neutral": NONE, "favorable": FAVOURABLE}.get(
        str(said.get("direction")), said.get("direction")
    )
    effects = said.get("effects")
    if isinstance(effects, list) and all(isinstance(each, dict) for each in effects):
        plain = [{key: _small(text) for key, text in each.items()} for each in effects]
        touched = said["direction"] == NONE and all(each.get("effect") == Effect.TOUCHES for each in plain)
        said["effects"] = [] if touched else plain
    with suppress(KeyError, TypeError, ValueError):
        sure = float(said["confidence"])
        said["confidence"] = sure / 100 if 10 <= sure <= 100 else sure
    quote = said.get("quote")
    if isinstance(quote, dict) and said["direction"] in (NONE, UNCLEAR) and not quote.get("words"):
        del said["quote"]
    return {key: each for key, each in said.items() if each is not None}


def _small(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value


def _at_odds(
    question: Question, direction: str, effects: Sequence[Mapping[str, str]], quote: Mapping[str, str]
) -> Iterator[str]:
    """What is wrong with an answer that is in form."""
    known: dict[str, str] = {}
    for each in effects:
        allowed = question.effects(each["theme"])
        if not allowed:
            yield "a theme that was not asked about"
        elif each["effect"] not in allowed:
            yield f"an effect that a theme does not have: {each['effect']}"
        if known.setdefault(each["theme"], each["effect"]) != each["effect"]:
            yield "two effects on one theme"
    ways = {_WAYS[Effect(effect)] for effect in known.values() if effect != Effect.TOUCHES}
    told = direction in (ADVERSE, FAVOURABLE)
    if (told and ways != {direction}) or (direction == UNCLEAR and len(ways) == 1):
        yield "the direction and the effects do not agree"
    if quote["words"] or told:
        yield from _misquoted(question, quote)


def _misquoted(question: Question, quote: Mapping[str, str]) -> Iterator[str]:
    """Words that do not stand on the side that is named, or stand there whatever the change did."""
    words, side = _folded(" ".join(quote["words"].split())).strip(_AROUND), quote["side"]
    texts = {"old": _flat(question.marks, Op.DELETE), "new": _flat(question.marks, Op.INSERT)}
    text, edited = texts[side]
    edited_anywhere = [each for _, edits in texts.values() for each in edits]  # not where the words only moved
    other, _ = texts["new" if side == "old" else "old"]
    if not any(letter.isalnum() for letter in words):
        yield "the quotation holds no word"
    elif words not in text:
        elsewhere = words in other
        yield "the quoted words stand on the other side" if elsewhere else "the quoted words do not stand in the drafts"
    elif any(edited_anywhere) and words in other and not _touches(words, text, edited):
        yield "the quoted words stand in both drafts: the change left them alone"


def _folded(text: str) -> str:
    """Text as it is compared: a letter for a letter, in small ones, with plain marks."""
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text.translate(_MARKS))


def _flat(marks: Sequence[Span], op: Op) -> tuple[str, tuple[bool, ...]]:
    """The words of one side with single blanks, and of each character whether the change took it out or put it in."""
    letters: list[str] = []
    edited: list[bool] = []
    for span in (span for span in marks if span.op in (Op.KEEP, op)):
        for letter in span.text:
            blank = letter.isspace()
            if blank and (not letters or letters[-1] == " "):
                continue
            letters.append(" " if blank else _folded(letter))
            edited.append(span.op is op and not blank)
    return "".join(letters), tuple(edited)


def _touches(words: str, text: str, edited: Sequence[bool]) -> bool:
    """Whether the words stand somewhere where the change edited one of their letters."""
    start = text.find(words)
    while start >= 0:
        if any(edited[start : start + len(words)]):
            return True
        start = text.find(words, start + 1)
    return False
