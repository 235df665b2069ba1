"""How many words a redline tells as deleted that stand, in runs of ten or more, in what it tells as inserted.

``python -m benchmarks.told_twice [--at-most share=.03]``: over the real pairs at hand and over generated ones.
Each such run is a passage that went elsewhere (or only got a number) and was not recognised. What is marked as moved
is not counted as deleted or inserted. ``share`` is that of the worst pair.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise

from benchmarks import limits
from benchmarks.alignment.edits import Drafters, Plan
from benchmarks.alignment.grammar import LANGUAGES, base
from benchmarks.alignment.printed import Printer
from benchmarks.alignment.shared import CORPUS

from treatydiff.alignment import align
from treatydiff.compare import read_draft
from treatydiff.model import Draft, Op, Redline
from treatydiff.redline import mark_up
from treatydiff.text.words import words

RUN, IDEOGRAPHS_RUN = 10, 16
"""Ten words; of Chinese, where every ideograph is told as a word, what ten words take."""
REAL = ("bbnj/2022-??-??.en.txt", "ai-act/*.txt", "chile-2022/*.pdf", "un-pdf/prepcom3-*.pdf")
Words = list[str]


def told(redline: Redline, op: Op) -> Iterator[Words]:
    """The words of each stretch that is told as deleted or inserted, in lower case, without signs."""
    for change in redline.all:
        for span in (*change.heading, *change.text):
            if span.op is op and not span.moved:
                yield [word.casefold() for word in words(span.text) if word[0].isalnum()]


def length(text: Words) -> int:
    return IDEOGRAPHS_RUN if 2 * sum(len(word) == 1 and word >= "\u4e00" for word in text) > len(text) else RUN


def runs(text: Words) -> Iterator[tuple[str, ...]]:
    size = length(text)
    yield from (tuple(text[at : at + size]) for at in range(len(text) - size + 1))


def twice(redline: Redline) -> tuple[int, int, list[str]]:
    """Deleted words that stand in an insertion, all deleted words, and the former as phrases."""
    inserted = {run for text in told(redline, Op.INSERT) for run in runs(text)}
    common = total = 0
    phrases: list[str] = []
    for text in told(redline, Op.DELETE):
        starts = [at for at, run in enumerate(runs(text)) if run in inserted]
        found = sorted({at + k for at in starts for k in range(length(text))})
        common, total = common + len(found), total + len(text)
        if found:
            phrases.append(" ".join(text[found[0] : found[-1] + 1]))
    return common, total, phrases


def pairs() -> Iterator[tuple[str, Draft, Draft]]:
    for place in REAL:
        for old, new in pairwise(sorted(CORPUS.glob(place))):
            yield f"{old.parent.name} {old.stem[:10]}", read_draft(str(old)), read_draft(str(new))
    for language in LANGUAGES:
        for rate in (0.0, 0.1, 0.3):
            before = base(language, 1)
            after = Drafters(before, 1).draft(Plan(), rate)
            drafts = Printer(before).draft("text", "old"), Printer(after).draft("text", "new")
            yield f"generated {language} {rate:.0%}", *drafts


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.told_twice", description=__doc__)
    parser.add_argument("--explain", action="store_true", help="print the passages")
    limits.add(parser, ("share",))
    options = parser.parse_args(arguments)
    worst = 0.0
    for name, old, new in pairs():
        common, total, phrases = twice(mark_up(old, new, align(old, new)))
        share = common / total if total else 0.0
        worst = max(worst, share)
        print(f"{name:32} {common:6d} of {total:6d} deleted words are told as inserted, too: {share:6.1%}", flush=True)
        if options.explain:
            print("".join(f"    {phrase[:230]}\n" for phrase in phrases), end="")
    return limits.status(options, {"share": worst})


if __name__ == "__main__":
    sys.exit(main())
