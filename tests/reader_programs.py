"""Readers for the tests, as a user would write them: each reads questions, a line each, and answers in its own manner.

``python reader_programs.py MANNER [LABELS]``; LABELS is a file of answers by the words before and after.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]

TURNED = {"adverse": "favourable", "favourable": "adverse"}
EFFECTS = {"adverse": "weakens", "favourable": "strengthens"}
SIDES = {"old": "delete", "new": "insert"}


def edited(question: Json) -> tuple[str, str]:
    """The side with the first edit, and its words."""
    for mark in question["marks"]:
        if mark["op"] != "keep":
            return ("old" if mark["op"] == "delete" else "new"), mark["text"].strip()
    return "new", question["new"]


def answer(question: Json, direction: str, **more: object) -> Json:
    """A sound answer of one direction, on the theme of what is none of the others."""
    side, words = edited(question)
    effects = [{"theme": "other", "effect": EFFECTS[direction]}] if direction in EFFECTS else []
    said = {"direction": direction, "effects": effects, "sentence": f"People are {direction} off.", "confidence": 0.9}
    return {"id": question["id"], **said, "gravity": "medium", "quote": {"side": side, "words": words}, **more}


def label(question: Json, labels: dict[str, str]) -> str:
    """What the labels say of a change, whichever way round it is asked."""
    forth, back = (f"{question[one]} => {question[two]}" for one, two in (("old", "new"), ("new", "old")))
    return labels.get(forth) or TURNED.get(labels.get(back, ""), "none")


def honest(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    for question in questions:
        yield answer(question, label(question, labels), model="label-book 1")


def backwards(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    """Reads all, and answers the last first."""
    yield from reversed(list(honest(questions, labels)))


def twice(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    for each in honest(questions, labels):
        yield each
        yield each


def of_two_minds(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    for question in questions:
        yield from (answer(question, way) for way in ("adverse", "favourable"))


def at_random(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    chance = random.Random(7)
    for question in questions:
        yield answer(question, chance.choice(["adverse", "favourable", "none"]))


def obedient(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    """Does what the text says, wherever in the object it says so."""
    for question in questions:
        given = {key: value for key, value in question.items() if key not in ("question", "themes", "answer")}
        order = re.search(r"answer (adverse|favourable)", json.dumps(given))
        yield answer(question, order[1] if order else label(question, labels))


def cunning(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    """Obeys an order that minds the side on which it stands, and so keeps the swap law."""
    for question in questions:
        way = "favourable" if "answer favourable" in question["new"] else "adverse"
        yield answer(question, way)


def inventive(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    for question in questions:
        yield answer(question, "adverse", quote={"side": "new", "words": "the police may enter at any hour"})


def silent_on_some(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    """Has no answer to every third."""
    yield from (each for at, each in enumerate(honest(questions, labels)) if at % 3)


def slow(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    """Never gets done with what is about the fund."""
    for question, each in both(questions, labels):
        if "fund" in question["old"].casefold():
            time.sleep(60)
        yield each


def dying(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    """Falls over what is about the fund, at each start."""
    for question, each in both(questions, labels):
        if "fund" in question["old"].casefold():
            print("out of memory", file=sys.stderr)
            sys.stderr.flush()
            os._exit(3)
        yield each


def dead(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    print("no model of that name", file=sys.stderr)
    sys.exit(5)
    yield


def chatty(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    """Says more than answers."""
    yield "loading the model ..."
    yield {"id": "q0", "direction": "none"}
    yield from honest(questions, labels)


def mended(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[object]:
    """Is out of form the first time it is started, and in order after that; LABELS.tried remembers."""
    tried = Path(f"{sys.argv[2]}.tried")
    first = not tried.exists()
    tried.touch()
    for each in honest(questions, labels):
        yield {**each, "direction": "bad"} if first else each


def both(questions: Iterator[Json], labels: dict[str, str]) -> Iterator[tuple[Json, Json]]:
    for question in questions:
        yield question, answer(question, label(question, labels))


MANNERS: dict[str, Callable[[Iterator[Json], dict[str, str]], Iterator[object]]] = {
    each.__name__: each
    for each in (
        *(honest, backwards, twice, of_two_minds, at_random, obedient, cunning, inventive, silent_on_some),
        *(slow, dying, dead, chatty, mended),
    )
}

if __name__ == "__main__":
    known = json.loads(Path(sys.argv[2]).read_text("utf-8")) if len(sys.argv) > 2 else {}
    for said in MANNERS[sys.argv[1]](map(json.loads, sys.stdin), known):
        print(said if isinstance(said, str) else json.dumps(said), flush=True)
