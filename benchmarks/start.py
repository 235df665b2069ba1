"""What starting and a small comparison take: ``python -m benchmarks.start [--rounds N] [--at-most NAME=FIGURE]``.

Milliseconds of CPU time, the fewest of rounds, every round a new process; tables are kept from one to the next, as the
command keeps them. First the commands as a whole, then the stages of two texts of a few lines: interpreter, what is
imported (each with what it alone brings along), themes, reading, comparing, printing. ``fifty pairs`` is one of fifty
small Word pairs that one process compares, into proved Word files.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import limits
from benchmarks.corpus import BENCH
from benchmarks.growth import cost

OLD = """CONVENTION ON TESTS

Article 1
Scope

1. Each Party shall adopt such measures as may be necessary to protect personal data within 30 days.

Article 2
Powers

1. The competent authorities may intercept communications, subject to prior judicial authorisation.
"""
NEW = (
    OLD.replace("shall adopt", "may adopt").replace(", subject to prior judicial authorisation", "").replace("30", "60")
)
WHOLE = ("version", "help", "tiny", "fifty pairs")
_FIFTY = "--fifty"
PAIRS = 50


def fifty(old: str, new: str) -> None:
    from treatydiff import cli
    from treatydiff.compare import compare, read_draft
    from treatydiff.host import cache as kept
    from treatydiff.renderers import RENDERERS, RenderOptions
    from treatydiff.text import tables

    gc.set_threshold(cli.RARELY)
    tables.keep_with(kept.keeper(os.environ))
    for _ in range(PAIRS):
        RENDERERS["docx"].render((compare(read_draft(old), read_draft(new)),), RenderOptions())


def stages(old: Path, new: Path, rounds: int) -> dict[str, float]:
    """The fewest milliseconds of each stage."""
    command = [sys.executable, str(Path(__file__).with_name("laps.py")), str(old), str(new)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = []
    for _ in range(rounds + 1):
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        found.append(json.loads(done.stderr.splitlines()[-1]))
    return {name: min(each[name] for each in found[1:]) for name in found[0]}


def wholes(old: Path, new: Path, folder: Path, rounds: int) -> dict[str, float]:
    """The fewest milliseconds of each command; nan where there is no generator of Word pairs."""
    program = [sys.executable, "-m", "treatydiff"]
    commands = {
        "version": [*program, "--version"],
        "help": [*program, "--help"],
        "tiny": [*program, "compare", str(old), str(new), "--config", "none"],
    }
    found = {name: 1000 * min(cost(each).seconds for _ in range(rounds + 1)) for name, each in commands.items()}
    if (BENCH / "make_pair.py").exists():
        subprocess.run([sys.executable, BENCH / "make_pair.py", folder], check=True, capture_output=True)
        pair = [str(folder / f"tiny_{side}.docx") for side in ("old", "new")]
        one = min(cost([sys.executable, "-m", "benchmarks.start", _FIFTY, *pair]).seconds for _ in range(2))
        found["fifty pairs"] = 1000 * one / PAIRS
    return {**dict.fromkeys(WHOLE, float("nan")), **found}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("drafts", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument(_FIFTY, action="store_true", help=argparse.SUPPRESS)
    limits.add(parser, WHOLE)
    options = parser.parse_args(arguments)
    if options.fifty:
        fifty(*options.drafts)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, new = folder / "old.txt", folder / "new.txt"
        old.write_text(OLD, "utf-8")
        new.write_text(NEW, "utf-8")
        whole = wholes(old, new, folder, options.rounds)
        show(whole)
        show(stages(old, new, options.rounds))
    return limits.status(options, whole)


def show(figures: Mapping[str, float]) -> None:
    print("".join(f"{name:36}{figure:8.1f}\n" for name, figure in figures.items()), flush=True)


if __name__ == "__main__":
    sys.exit(main())
