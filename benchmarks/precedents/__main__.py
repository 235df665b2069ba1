"""``python -m benchmarks.precedents``: are articles whose words were changed found in a library, and how fast?

Articles of the corpus (``TREATYDIFF_CORPUS``) have 10, 30 and 50 % of their words changed and are looked for in an
index of all its agreements. Found: the first precedent is the article, or one with the very same words, for treaties
copy each other. Also told: the time to make the index, to answer a draft of 60 articles and a single one.

``--at-least found-10=.99`` and ``--at-most draft=5`` end with status 1 beyond it.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import limits
from benchmarks.corpus import CORPUS
from benchmarks.precedents.changed import changed

from treatydiff.commands.common import CommandRun
from treatydiff.library import Index, LibraryArticle, precedents
from treatydiff.text.lettering import WORD

HERE = Path(__file__).parent
TREATIES = CORPUS / "treaties" / "txt"
SHARES = (0.1, 0.3, 0.5)
ARTICLES = 60
"""Articles of the draft whose time is told."""
LEAST = 20
"""Words of an article that can be told from others by them; shorter ones are not drawn."""
NAMES = (*(f"found-{share * 100:.0f}" for share in SHARES), "index", "draft", "article")


@dataclass(frozen=True, slots=True)
class Sample:
    """What is looked for: an article and everything in the library that says the same, word for word."""

    article: LibraryArticle
    same: frozenset[str]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treaties", type=int, default=0, help="only so many of them, spread over all (0: all)")
    parser.add_argument("--articles", type=int, default=300, help="how many are looked for")
    parser.add_argument("--library", type=Path, help="a folder of treaties instead of the corpus")
    parser.add_argument("--index", type=Path, help="a file that keeps the index from run to run")
    parser.add_argument("--misses", action="store_true", help="show what was not found first")
    limits.add(parser, NAMES)
    options = parser.parse_args(arguments)
    if not TREATIES.is_dir():
        print(f"no {TREATIES}: TREATYDIFF_CORPUS names the corpus")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        library = options.library or _copied(Path(folder), options.treaties)
        place = options.index or Path(folder) / "index.sqlite"
        figures = {"index": _indexing(library, place)}
        with CommandRun(quiet=True).library(str(library), str(place)) as index:
            samples, vocabulary = _samples(index, options.articles)
            figures |= _found(index, samples, vocabulary, options.misses)
            figures |= _timed(index, samples, vocabulary)
    return limits.status(options, figures)


def _copied(folder: Path, most: int) -> Path:
    """The agreements where an index can be written."""
    files = sorted(TREATIES.glob("*.txt"))
    for file in files[:: max(1, len(files) // most)] if most else files:
        shutil.copy(file, folder)
    return folder


def _indexing(library: Path, place: Path) -> float:
    """Seconds to make the index, or to see that it is up to date; and what all processes spent."""
    started, spent = time.perf_counter(), _spent()
    with CommandRun(quiet=True).library(str(library), str(place)) as index:
        seconds = time.perf_counter() - started
        held = f"{index.size} agreements"
        size = Path(index.place).stat().st_size / 1e6
    print(f"index: {held} in {seconds:.1f} s ({_spent() - spent:.1f} s of processors), {size:.0f} MB")
    return seconds


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _samples(index: Index, count: int) -> tuple[list[Sample], list[str]]:
    """Articles drawn from the whole library, each with its doubles; and the library's words as often as it has them."""
    every = list(index.everything())
    doubles: dict[str, list[str]] = {}
    words: Counter[str] = Counter()
    for each in every:
        found = WORD.findall(each.article.full_text().casefold())
        doubles.setdefault(" ".join(found), []).append(each.id)
        words.update(found)
    chance = random.Random("precedents")
    drawn = chance.sample([each for each in every if len(WORD.findall(each.article.full_text())) >= LEAST], count)
    same = (frozenset(doubles[" ".join(WORD.findall(each.article.full_text().casefold()))]) for each in drawn)
    vocabulary = chance.choices(list(words), list(words.values()), k=50_000)
    return [Sample(*pair) for pair in zip(drawn, same, strict=True)], vocabulary


def _found(index: Index, samples: Sequence[Sample], vocabulary: Sequence[str], misses: bool) -> dict[str, float]:
    figures = {}
    for share in SHARES:
        first = 0
        for sample in samples:
            asked = changed(sample.article.article, share, vocabulary, f"{share} {sample.article.id}")
            found = precedents(asked, index, 3, sample.article.held.language)
            hit = bool(found) and found[0].kinship is not None and found[0].passage.id in sample.same
            first += hit
            if misses and not hit:
                ranked = [(each.passage.id, f"{each.similarity:.2f}") for each in found]
                print(f"  {share:.0%} {sample.article.held.path} {sample.article.article.number}: {ranked}")
        figures[f"found-{share * 100:.0f}"] = first / len(samples)
        print(f"{share:.0%} of words changed: found first {first}/{len(samples)} = {first / len(samples):.4f}")
    return figures


def _timed(index: Index, samples: Sequence[Sample], vocabulary: Sequence[str]) -> dict[str, float]:
    """Seconds for a draft of so many articles, and for the slowest single one."""
    asked = [changed(each.article.article, 0.3, vocabulary, str(at)) for at, each in enumerate(samples[:ARTICLES])]
    each_took = []
    for article, sample in zip(asked, samples, strict=False):
        started = time.process_time()
        precedents(article, index, 3, sample.article.held.language)
        each_took.append(time.process_time() - started)
    whole, slowest = sum(each_took), max(each_took)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"a draft of {len(asked)} articles: {whole:.2f} s of processor; the slowest {slowest:.2f} s; {memory:.0f} MB")
    return {"draft": whole, "article": slowest}


if __name__ == "__main__":
    sys.exit(main())
