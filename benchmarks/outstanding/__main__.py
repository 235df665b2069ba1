"""``python -m benchmarks.outstanding``: issues whose age is told exactly, and closings that are told as they were.

Drafts as those of ``benchmarks.series``, whose articles and sentences come, go and move; into some of their sentences
brackets are put, which are closed and put back. ``--at-least ages=.95 closings=.95`` ends with status 1 below that.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks import limits
from benchmarks.series.generated import DRAFTS, State, Writers, printed

from treatydiff.compare import compare
from treatydiff.model import Draft
from treatydiff.outstanding import Ending, Issue, Ledger, ledger
from treatydiff.references.outline import outline

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
LIVES = 30
"""Sentences with brackets in them, a series."""
_STANDS = 3
"""Drafts in which such a sentence stands at least."""


@dataclass
class Life:
    """What was open in a sentence, draft by draft."""

    sentence: str
    before: str
    chosen: str
    other: str
    after: str
    form: str
    """``words``, ``alternatives`` or ``gap``."""
    said: dict[int, str] = field(default_factory=dict)
    """What the sentence says in each draft."""
    open_in: set[int] = field(default_factory=set)
    closings: dict[int, Ending] = field(default_factory=dict)

    def opened(self) -> str:
        inside = {
            "words": f"[{self.chosen}]",
            "alternatives": f"[{self.chosen}] [{self.other}]",
            "gap": "[…]",
        }
        return self._with(inside[self.form])

    def closed(self, ending: Ending) -> str:
        gone = {Ending.DROPPED: "", Ending.REPLACED: self.other}
        return self._with(gone.get(ending, self.chosen))

    def _with(self, words: str) -> str:
        gap = " " if " " in self.sentence else ""
        return gap.join(part for part in (self.before, words, self.after) if part)


ENDINGS = {
    "words": (Ending.KEPT, Ending.DROPPED),
    "alternatives": (Ending.DECIDED,),
    "gap": (Ending.FILLED,),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--show", action="store_true")
    limits.add(parser, ("ages", "closings"))
    options = parser.parse_args()
    worst = {"ages": 1.0, "closings": 1.0}
    for language in options.languages:
        counts = [0] * 4
        started = time.process_time()
        for seed in range(options.seeds):
            counts = [a + b for a, b in zip(counts, measured(language, seed, show=options.show), strict=True)]
        ages, closings = counts[0] / max(counts[1], 1), counts[2] / max(counts[3], 1)
        worst = {"ages": min(worst["ages"], ages), "closings": min(worst["closings"], closings)}
        spent = (time.process_time() - started) / options.seeds
        told = f"ages {counts[0]}/{counts[1]} = {ages:.3f}; closings {counts[2]}/{counts[3]} = {closings:.3f}"
        print(f"{language}: {told}; {spent:.1f} s a series")
    return limits.status(options, worst)


def measured(language: str, seed: int, *, show: bool = False) -> list[int]:
    """Ages right and all, closings right and all."""
    states = Writers(language, seed).series()
    lives = list(_lives(states, random.Random(f"outstanding {language} {seed}")))
    drafts = [printed(_overlaid(state, lives, at), language, f"draft {at}") for at, state in enumerate(states)]
    found = ledger(drafts, [compare(old, new, judged=False, divided=False) for old, new in pairwise(drafts)])
    counts = [0] * 4
    for life in lives:
        issues = _issues(life, found, drafts)
        right = len(issues) == 1 and _open_in(issues[0]) == life.open_in
        counts[0] += right
        counts[1] += 1
        told = {step.draft: step.closing.outcome for each in issues for step in each.steps if step.closing}
        counts[2] += sum(told.get(at) is ending for at, ending in life.closings.items())
        counts[3] += len(life.closings)
        if show and (not right or told != life.closings):
            print(f"  {life.form} {life.opened()[:120]!r}: open in {sorted(life.open_in)}, closed {life.closings}")
            for each in issues:
                print(f"    #{each.number} open in {sorted(_open_in(each))}, closed {told}")
    return counts


def _lives(states: list[State], draw: random.Random) -> Iterator[Life]:
    """Sentences that stand in several drafts, with brackets that come and go."""
    standing: dict[str, list[int]] = {}
    for at, state in enumerate(states):
        for sentence in _sentences(state):
            standing.setdefault(sentence, []).append(at)
    long_lived = [s for s, at in standing.items() if len(at) >= _STANDS and (len(s.split()) >= 9 or " " not in s)]
    draw.shuffle(long_lived)
    for sentence in long_lived[:LIVES]:
        words = sentence.split() if " " in sentence else [sentence[n : n + 4] for n in range(0, len(sentence), 4)]
        gap = " " if " " in sentence else ""
        at = draw.randrange(2, max(len(words) - 4, 3)) if gap else 1
        size = draw.choice((1, 2, 3)) if gap else 1
        other = draw.choice(long_lived).split()[2:4] if " " in sentence else [draw.choice(long_lived)[4:9]]
        parts = (words[:at], words[at : at + size], other, words[at + size :])
        life = Life(sentence, *(gap.join(part) for part in parts), draw.choice(tuple(ENDINGS)))  # type: ignore[arg-type]
        _lived(life, standing[sentence], draw)
        if life.open_in:
            yield life


def _lived(life: Life, stands: list[int], draw: random.Random) -> None:
    """Decide draft by draft: open it, close it, put the brackets back."""
    ending: Ending | None = None
    is_open = False
    for at in range(DRAFTS):
        if at not in stands:
            if is_open:
                life.closings[at] = Ending.DROPPED
                is_open, ending = False, None
            continue
        if is_open and draw.random() < 0.35:
            is_open, ending = False, draw.choice(ENDINGS[life.form])
            life.closings[at] = ending
        elif not is_open and draw.random() < (0.5 if not life.open_in else 0.3):
            is_open = True
        life.said[at] = life.opened() if is_open else life.closed(ending or Ending.KEPT)
        life.open_in |= {at} if is_open else set()


def _sentences(state: State) -> Iterator[str]:
    return (sentence for article in state.articles for paragraph in article.body for sentence in paragraph)


def _overlaid(state: State, lives: list[Life], at: int) -> State:
    """The draft with the sentences as they stand in it."""
    said = {life.sentence: life.said[at] for life in lives if at in life.said}
    for article in state.articles:
        article.body = [[said.get(sentence, sentence) for sentence in paragraph] for paragraph in article.body]
    return state


def _issues(life: Life, found: Ledger, drafts: list[Draft]) -> list[Issue]:
    """The issues that are told of the sentence in any draft in which it is open."""
    return [
        issue
        for issue in found.issues
        if any(
            (one := issue.sightings[at]) is not None and life.opened() in outline(drafts[at]).provisions[one.eid].text
            and one.words in life.opened() and life.before[-12:] in one.before
            for at in life.open_in
        )
    ]  # fmt: skip


def _open_in(issue: Issue) -> set[int]:
    return {at for at, one in enumerate(issue.sightings) if one is not None}


if __name__ == "__main__":
    sys.exit(main())
