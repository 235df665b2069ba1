"""``python -m benchmarks.alignment``: links, moves, splits and merges found, by language and rate of change.

``--at-least`` and ``--at-most`` hold the worst rate of change, all languages together."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable

from benchmarks import limits
from benchmarks.alignment.edits import Drafters, Plan
from benchmarks.alignment.grammar import LANGUAGES, base
from benchmarks.alignment.printed import Printer
from benchmarks.alignment.sample import report_sample
from benchmarks.alignment.score import Score, score
from benchmarks.alignment.shared import report_shared

from treatydiff.alignment import align

HEAD = (
    "                      articles            provisions              moves       moves inside  splits  merges"
    "   inside\n"
    "lang  rate   read     P     R    F1       P     R    F1     found  false     found  false   exact   exact"
    "  split merge    ms"
)


def measure(language: str, rate: float, seeds: Iterable[int], via: str) -> Score:
    """The sum over several generated pairs."""
    total = Score()
    for seed in seeds:
        old = base(language, seed)
        new = Drafters(old, seed).draft(Plan(), rate)
        drafts = Printer(old).draft(via, "old"), Printer(new).draft(via, "new")
        begin = time.perf_counter()
        alignment = align(*drafts)
        seconds = time.perf_counter() - begin
        result = score(old, new, drafts, alignment)
        result.seconds = seconds
        total += result
    return total


def row(name: str, rate: str, result: Score, seeds: int) -> str:
    links = "  ".join(
        f"{tally.precision:6.3f}{tally.recall:6.3f}{tally.f1:6.3f}" for tally in (result.articles, result.provisions)
    )
    moves = "  ".join(
        f"{tally.hit:4d}/{tally.true:<4d}{tally.said - tally.hit:4d}" for tally in (result.moves, result.inner_moves)
    )
    exact = " ".join(f"{tally.hit:3d}/{tally.true:<3d}" for tally in (result.splits, result.merges))
    inner = " ".join(f"{tally.hit:2d}/{tally.true:<2d}" for tally in (result.inner_splits, result.inner_merges))
    time = f"{1000 * result.seconds / seeds:6.0f}"
    return f"{name:4s}  {rate:>4s}  {result.read.recall:5.3f} {links}  {moves}  {exact} {inner} {time}"


def figures_of(total: Score) -> dict[str, float]:
    """What may be limited: F1 of links, recall of moves inside articles, shares of exact splits and merges."""
    return {
        "articles": total.articles.f1,
        "provisions": total.provisions.f1,
        "moves": total.inner_moves.recall,
        "splits": total.splits.recall,
        "merges": total.merges.recall,
        "false-moves": total.moves.said - total.moves.hit + total.inner_moves.said - total.inner_moves.hit,
    }


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alignment", description=__doc__)
    parser.add_argument("--languages", nargs="+", default=list(LANGUAGES), choices=LANGUAGES, metavar="LANG")
    parser.add_argument("--rates", nargs="+", type=float, default=[0.0, 0.1, 0.3, 0.5], metavar="RATE")
    parser.add_argument("--seeds", type=int, default=5)
    via = parser.add_mutually_exclusive_group()
    for form, help in (("values", "skip reading: the alignment alone"), ("docx", "through Word files"),
                       ("pdf", "through PDFs (needs LibreOffice, slow)")):  # fmt: skip
        via.add_argument(f"--{form}", dest="via", action="store_const", const=form, default="text", help=help)
    parser.add_argument("--explain", action="store_true", help="print each wrong or missed link")
    parser.add_argument("--generated", action="store_true", help="only generated pairs, no real ones")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first seed")
    limits.add(parser, ("articles", "provisions", "moves", "splits", "merges", "false-moves"))
    options = parser.parse_args(arguments)
    rows: list[dict[str, float]] = []
    seeds = range(options.first, options.first + options.seeds)
    print(f"{options.seeds} pairs each, via {options.via}\n{HEAD}")
    for rate in options.rates:
        total = Score()
        for language in options.languages:
            result = measure(language, rate, seeds, options.via)
            print(row(language, f"{rate:.0%}", result, options.seeds), flush=True)
            if options.explain:
                print("".join(f"{line}\n" for line in result.wrong), end="")
            total += result
        print(row("all", f"{rate:.0%}", total, options.seeds * len(options.languages)), end="\n\n")
        rows.append(figures_of(total))
    if not options.generated:
        report_sample(options.explain)
        report_shared(options.explain)
    worst = {name: (max if name == "false-moves" else min)(row[name] for row in rows) for name in rows[0]}
    return limits.status(options, worst)


if __name__ == "__main__":
    sys.exit(main())
