"""treatydiff beside others on the same two Word drafts: ``python -m benchmarks.peers [OLD NEW] [--docxodus PYTHON]``.

Each writes a redline, in turns, in a process of its own; CPU time and peak memory, the median of rounds. The floor is a
throw-away script that shows what speed Python allows; Docxodus is looked for in the Python that ``--docxodus`` names
(``pip install python-redlines[docxodus]`` in an environment of its own). Who is not at hand is left out. The drafts are
the large pair where they are not named.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks import limits
from benchmarks.corpus import BENCH
from benchmarks.growth import Cost, cost
from benchmarks.timing import ROOT

PROVED, PLAIN, FLOOR, DOCXODUS = "treatydiff, proved", "treatydiff", "the floor", "Docxodus"
NAMES = ("time-floor", "memory-floor", "time-docxodus", "memory-docxodus")
"""treatydiff against the floor, unproved, and against Docxodus, proved."""
_DOCXODUS = """
import sys
from python_redlines import DocxodusEngine
old, new = (open(name, "rb").read() for name in sys.argv[1:3])
open(sys.argv[3], "wb").write(DocxodusEngine().run_redline("author", old, new)[0])
"""
os.environ.setdefault("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")  # for machines without ICU


def commands(old: Path, new: Path, folder: Path, docxodus: str) -> dict[str, list[str]]:
    """Those at hand, by name."""
    pair = [str(old), str(new)]
    ours = [sys.executable, "-m", "treatydiff", "compare", *pair, "-q", "--no-sandbox", "-o", str(folder / "a.docx")]
    known = {PROVED: [*ours, "--verify"], PLAIN: [*ours, "--no-verify"]}
    script = BENCH / "floor" / "pipe.py"
    if script.exists():
        known[FLOOR] = [sys.executable, str(script), *pair, str(folder / "b.docx")]
    asked = [docxodus, "-c", "import python_redlines"]
    if not subprocess.run(asked, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
        known[DOCXODUS] = [docxodus, "-c", _DOCXODUS, *pair, str(folder / "c.docx")]
    return known


def measured(known: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Cost]]:
    """The rounds of each; one turn of all before the next, so that a busy machine is busy for all."""
    turns = [{name: cost(command) for name, command in known.items()} for _ in range(rounds)]
    return {name: [turn[name] for turn in turns] for name in known}


def ratios(costs: Mapping[str, Sequence[Cost]], ours: str, theirs: str) -> tuple[float, float]:
    """Of CPU time and of memory, the median over rounds."""
    if theirs not in costs:
        return math.nan, math.nan
    rounds = [*zip(costs[ours], costs[theirs], strict=True)]
    return median(a.seconds / b.seconds for a, b in rounds), median(a.megabytes / b.megabytes for a, b in rounds)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("drafts", type=Path, nargs="*", metavar="OLD NEW")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--docxodus", default=sys.executable, metavar="PYTHON")
    limits.add(parser, NAMES)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = commands(*(options.drafts or _drafts(folder)), folder, options.docxodus)
        costs = measured(known, options.rounds)
    for name, rounds in costs.items():
        seconds, megabytes = median(c.seconds for c in rounds), median(c.megabytes for c in rounds)
        print(f"{name:20} {seconds:6.2f} s {megabytes:6.0f} MB")
    figures = dict(zip(NAMES, (*ratios(costs, PLAIN, FLOOR), *ratios(costs, PROVED, DOCXODUS)), strict=True))
    print("".join(f"{name:20} {figure:6.2f} ×\n" for name, figure in figures.items()), end="")
    return limits.status(options, figures)


def _drafts(folder: Path) -> tuple[Path, Path]:
    """The large pair; the last two sample drafts where it cannot be made."""
    if not (BENCH / "make_pair.py").exists():
        old, new = sorted((ROOT / "drafts").glob("*-draft.docx"))[-2:]
        return old, new
    subprocess.run([sys.executable, BENCH / "make_pair.py", folder], check=True, capture_output=True)
    return folder / "big_old.docx", folder / "big_new.docx"


if __name__ == "__main__":
    sys.exit(main())
