"""How time and memory grow with a draft: ``python -m benchmarks.growth [--sizes N…] [--at-most NAME=FIGURE]``.

Each pair is compared in a process of its own, to JSON; CPU time and peak memory are the system's. The exponents are
those of the largest size against the one before, the time of starting taken off: 1 is growth in proportion.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks import limits
from benchmarks.grown import KINDS, pair

SIZES = (100, 200, 400, 800, 1600)
PARAGRAPHS = (1250, 2500, 5000)
FIGURES = ("seconds", "megabytes", "time", "memory")
"""Of each kind: of the largest size the CPU time and the peak, then the two exponents."""
NAMES = tuple(f"{kind}-{figure}" for kind in KINDS for figure in FIGURES)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took."""

    seconds: float
    megabytes: float


def cost(command: Sequence[str]) -> Cost:
    """CPU time, that of its children included, and peak memory of a command. Raises RuntimeError where it fails."""
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=compiled)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000))


def compared(old: str, new: str, folder: Path) -> Cost:
    """What comparing two texts takes."""
    files = [folder / "old.txt", folder / "new.txt"]
    for file, text in zip(files, (old, new), strict=True):
        file.write_text(text, "utf-8")
    out = str(folder / "out.json")
    return cost([sys.executable, "-m", "treatydiff", "compare", *map(str, files), "-q", "--no-sandbox", "-o", out])


def measured(kind: str, sizes: Sequence[int], folder: Path) -> Iterator[tuple[int, Cost]]:
    for size in sizes:
        yield size, compared(*pair(kind, size), folder)


def exponent(low: float, high: float, factor: float) -> float:
    """The power of the size that one figure grows with."""
    return math.log(max(high, 1e-9) / max(low, 1e-9)) / math.log(factor)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("kinds", nargs="*", default=[*KINDS], help=f"{', '.join(KINDS)}; all by default")
    parser.add_argument("--sizes", type=int, nargs="+", help="articles a side; paragraphs where there is one article")
    limits.add(parser, NAMES)
    options = parser.parse_args(arguments)
    figures: dict[str, float] = dict.fromkeys(NAMES, math.nan)
    print(f"{'':12}{'size':>6}  {'CPU s':>7}  {'peak MB':>7}  {'time ^':>6}  {'memory ^':>8}")
    with tempfile.TemporaryDirectory() as folder:
        start = compared(*pair("prose", 2), Path(folder))
        for kind in options.kinds:
            sizes = options.sizes or (PARAGRAPHS if kind in ("paragraphs", "sentences") else SIZES)
            found = [(0, start)]
            for size, each in measured(kind, sizes, Path(folder)):
                found.append((size, each))
                figures.update(_figures(kind, found, start))
                powers = [figures[f"{kind}-{name}"] if len(found) > 2 else math.nan for name in ("time", "memory")]
                taken = f"{each.seconds:7.2f}  {each.megabytes:7.0f}"
                print(f"{kind:12}{size:6}  {taken}  {powers[0]:6.2f}  {powers[1]:8.2f}", flush=True)
    return limits.status(options, figures)


def _figures(kind: str, found: Sequence[tuple[int, Cost]], start: Cost) -> Iterator[tuple[str, float]]:
    (less, low), (more, high) = [*pairwise(found)][-1]
    yield f"{kind}-seconds", high.seconds
    yield f"{kind}-megabytes", high.megabytes
    if less:
        grown = (low.seconds - start.seconds, high.seconds - start.seconds)
        yield f"{kind}-time", exponent(*grown, more / less)
        yield f"{kind}-memory", exponent(low.megabytes - start.megabytes, high.megabytes - start.megabytes, more / less)


if __name__ == "__main__":
    sys.exit(main())
