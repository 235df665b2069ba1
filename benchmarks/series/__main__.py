"""``python -m benchmarks.series``: words with the right first draft, and lineages that are exact, over five drafts.

``--at-least words=.99`` ends with status 1 where fewer words are right.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from itertools import pairwise

from benchmarks import limits
from benchmarks.series.generated import DRAFTS, State, Writers, printed

from treatydiff.compare import compare
from treatydiff.series import Blame, blame, lineages
from treatydiff.text.lettering import WORD

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    limits.add(parser, ("words",))
    options = parser.parse_args()
    worst = 1.0
    for language in options.languages:
        right = total = exact = lines = 0
        started = time.process_time()
        for seed in range(options.seeds):
            words, whole = measured(language, seed)
            right, total = right + words[0], total + words[1]
            exact, lines = exact + whole[0], lines + whole[1]
        share = right / total
        worst = min(worst, share)
        spent = (time.process_time() - started) / options.seeds
        print(f"{language}: words {right}/{total} = {share:.4f}; lineages {exact}/{lines}; {spent:.1f} s a series")
    return limits.status(options, {"words": worst})


def measured(language: str, seed: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Words right and all; lineages exact and all."""
    states = Writers(language, seed).series()
    drafts = [printed(state, language, f"draft {at}") for at, state in enumerate(states)]
    reports = [compare(old, new, themes=()) for old, new in pairwise(drafts)]
    return _words(blame(drafts, reports), states), _lines(states, [lines_of(each) for each in lineages(reports)])


def _words(traced: Blame, states: list[State]) -> tuple[int, int]:
    """Word by word in reading order: the drafts that brought them, as told and as it was."""
    told = [
        (word, piece.first)
        for entry in traced.entries
        if entry.draft == DRAFTS - 1 and entry.provision.article
        for piece in entry.text
        if piece.last is None
        for word in WORD.findall(piece.text)
    ]
    first: dict[str, int] = {}
    for at, state in enumerate(states):
        for text in _sentences(state):
            first.setdefault(text, at)
    true = [(word, first[text]) for text in _sentences(states[-1]) for word in WORD.findall(text)]
    assert [word for word, _ in told] == [word for word, _ in true], "the draft was not read as it was printed"
    return sum(one == other for one, other in zip(told, true, strict=True)), len(true)


def _sentences(state: State) -> list[str]:
    return [sentence for article in state.articles for paragraph in article.body for sentence in paragraph]


def lines_of(line: object) -> tuple[int, ...]:
    """Of a lineage the place of the article in each draft, 0 where it does not stand."""
    return tuple(state[0].eid.partition("art_")[2] and _place(state[0].eid) if state else 0 for state in line.states)  # type: ignore[attr-defined]


def _place(eid: str) -> int:
    digits = re.search(r"\d+", eid)
    return int(digits[0]) if digits else 0


def _lines(states: list[State], told: list[tuple[int, ...]]) -> tuple[int, int]:
    places = [{article.uid: at for at, article in enumerate(state.articles, 1)} for state in states]
    uids = dict.fromkeys(uid for state in places for uid in state)
    true = [tuple(state.get(uid, 0) for state in places) for uid in uids]
    return sum(each in told for each in true), len(true)


if __name__ == "__main__":
    sys.exit(main())
