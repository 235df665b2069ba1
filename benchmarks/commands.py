"""``python benchmarks/commands.py``: processor time and memory of each command, on the samples or two drafts of yours.

Each command runs in a process of its own. Processor time, not the clock's: it says the same on a busy machine.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = (ROOT / "drafts" / "2025-09-revised-draft.docx", ROOT / "drafts" / "2026-02-further-revised-draft.docx")

RUNS = (
    "--version",
    "compare --help",
    "completion bash",
    "outline {new}",
    "compare {old} {new}",
    "compare {old} {new} -o {out}/report.html",
    "compare {old} {new} -o {out}/redline.docx",
    "compare {old} {new} -o {out}/changes.xlsx",
    "check {old} {new} --fail-on none",
    "concordance {old} {new}",
    "history {old} {new}",
    "blame {new} {old} --deleted",
    "blame {new} {old} -o {out}/origins.html",
    "blame {new} {old} -o {out}/origins.docx",
    "brief {old} {new}",
    "propose {old} {new} -o {out}/proposal.docx",
    "themes",
    "textconv {new}",
    "verify {out}/redline.docx --old {old} --new {new}",
)
"""Commands; what follows ``treatydiff``. Later ones may read what earlier ones wrote."""
LIBRARY = ("search {library} shall", "precedents {new} {library} --article 7", "precedents {new} {library}")
"""With ``--library``; the first one makes or renews the index."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drafts", nargs="*", type=Path, help="an old and a new draft")
    parser.add_argument("--library", type=Path, help="a folder of treaties")
    options = parser.parse_args()
    old, new = options.drafts or SAMPLES
    print("| command | processor, s | memory, MB |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as out:
        for run in (*RUNS, *(LIBRARY if options.library else ())):
            words = [word.format(old=old, new=new, out=out, library=options.library) for word in run.split()]
            shown = run.format(old="OLD", new="NEW", out="", library="LIBRARY").replace(" /", " ")
            print(f"| `{shown}` | {' | '.join(_measured(words))} |", flush=True)
    return 0


def _measured(words: list[str]) -> tuple[str, str]:
    """Seconds of processor and megabytes at most, of the command and what it starts; measured by one that waits."""
    command = [sys.executable, __file__, "--one", *words]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return (told[-2], told[-1]) if len(told) > 1 else ("failed", "")


def _one(words: list[str]) -> int:
    done = subprocess.run([sys.executable, "-m", "treatydiff", *words], capture_output=True, check=False)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode == 0:
        print(f"{spent.ru_utime + spent.ru_stime:.2f} {spent.ru_maxrss / 1024:.0f}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(_one(sys.argv[2:]) if sys.argv[1:2] == ["--one"] else main())
