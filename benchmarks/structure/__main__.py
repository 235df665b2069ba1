"""``python -m benchmarks.structure``: are the articles of real agreements and statutes all found, and nothing else?

Needs the corpus of real texts (``TREATYDIFF_CORPUS``). Each miss is printed with what was missed and why, where that is
known: ``reasons.toml`` says it of faults of the corpus itself, and everything else is ours. Goals are held against the
share without those faults; both are printed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.corpus import CORPUS
from benchmarks.structure.score import Result, Text, read, share, texts

HERE = Path(__file__).parent
SIZE = 500_000
"""Bytes for which the time is told."""
GOALS: dict[str, float] = {"exact": 0.95, "counted": 0.98, "read": 1.0, "in order": 0.95}
"""The shares asked for, by measure."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at-least", action="store_true", help="end with 1 where a goal is not met")
    parser.add_argument("--only", default="", help="only files whose name contains this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--truth", type=Path, help="a file of truths kept elsewhere, instead of the two of the corpus")
    options = parser.parse_args(arguments)
    reasons = tomllib.loads((HERE / "reasons.toml").read_text(encoding="utf-8"))
    kept = True
    for name, truth, folder, measures in _sets(options.truth):
        if not truth.exists():
            print(f"{name}: no {truth}")
            continue
        chosen = [text for text in texts(truth, folder) if options.only in text.path.name]
        kept = _told(name, _read(chosen, options.jobs), measures, reasons) and kept
    return 0 if kept or not options.at_least else 1


_EXACT: dict[str, Callable[[Result], bool]] = {
    "exact": lambda result: result.exact,
    "counted": lambda result: result.counted,
    "read": lambda result: not result.refused,
}
_IN_ORDER: dict[str, Callable[[Result], bool]] = {
    "in order": lambda result: result.in_order,
    "read": lambda result: not result.refused,
}


def _sets(truth: Path | None) -> list[tuple[str, Path, Path, dict[str, Callable[[Result], bool]]]]:
    """Name, file of truths, folder of texts and measures of each set."""
    if truth:
        folder = truth.parent / "txt" if (truth.parent / "txt").is_dir() else truth.parent
        return [(truth.stem, truth, folder, {**_EXACT, **_IN_ORDER})]
    return [
        ("agreements", CORPUS / "treaties/truth.jsonl", CORPUS / "treaties/txt", _EXACT),
        ("statutes", CORPUS / "laws/articles.jsonl", CORPUS / "laws", _IN_ORDER),
    ]


def _read(chosen: Sequence[Text], jobs: int) -> list[Result]:
    if jobs == 1 or len(chosen) < 8:
        return [read(text) for text in chosen]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(read, chosen, chunksize=4))


def _stem(result: Result) -> str:
    return result.text.path.name.split(".")[0]


def _told(
    name: str, results: Sequence[Result], measures: dict[str, Callable[[Result], bool]], reasons: dict[str, str]
) -> bool:
    """Print the shares and the misses; whether every goal is met."""
    met = True
    faulty = {result.text.path for result in results if _stem(result) in reasons}
    for result in results:
        failed = [measure for measure, right in measures.items() if not right(result)]
        if failed:
            why = reasons.get(_stem(result), "ours")
            print(f"  {result.text.path.name}: not {', not '.join(failed)} ({why})")
            for line in [result.refused] if result.refused else result.differences():
                print(f"      {line}")
    for measure, right in measures.items():
        marks = [right(result) for result in results]
        sound = [right(result) for result in results if right(result) or result.text.path not in faulty]
        met = met and share(sound) >= GOALS[measure]
        aside = f"; {share(sound):.3f} without {len(marks) - len(sound)} faults of the corpus"
        print(f"{name}: {measure} {sum(marks)} of {len(marks)} ({share(marks):.3f}{aside}, goal {GOALS[measure]:.2f})")
    sizes = sum(result.text.path.stat().st_size for result in results)
    spent = sum(result.seconds for result in results)
    if sizes:
        print(f"{name}: {SIZE * spent / sizes:.2f} s for {SIZE // 1000} kB of processor time, on average")
    return met


if __name__ == "__main__":
    sys.exit(main())
