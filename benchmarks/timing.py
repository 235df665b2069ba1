"""Times whole comparisons, process start included: ``make bench``.

The sample drafts are always there. The big pair and the floor (a throw-away script that shows what speed Python allows)
are taken from the folder ``bench`` beside the corpus of real texts, where there is one; the big PDFs need LibreOffice.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.corpus import BENCH

ROOT = Path(__file__).parent.parent
TREATYDIFF = [sys.executable, "-m", "treatydiff"]
ROUNDS = 7


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'':44}  fastest   median     peak")
        for name, command in commands(Path(folder)):
            print(f"{name:44}  {measured(command)}", flush=True)


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """What is timed, by name."""
    yield "python, doing nothing", [sys.executable, "-c", ""]
    yield "treatydiff --version", [*TREATYDIFF, "--version"]
    yield "treatydiff --help", [*TREATYDIFF, "--help"]
    for suffix in (".docx", ".pdf"):
        pair = sorted((ROOT / "drafts").glob(f"*-draft{suffix}"))[-2:]
        yield f"sample drafts{suffix}", compare(pair, folder / "out.json")
    yield from big(folder)


def big(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The big pair, for treatydiff and for the floor."""
    if not (BENCH / "make_pair.py").exists():
        return
    subprocess.run([sys.executable, BENCH / "make_pair.py", folder], check=True, capture_output=True)
    words = [folder / "big_old.docx", folder / "big_new.docx"]
    for pair in (words, as_pdf(words, folder)):
        if pair:
            suffix = pair[0].suffix
            yield f"big pair{suffix} to JSON", compare(pair, folder / "out.json")
            yield f"big pair{suffix} to the terminal", compare(pair, folder / "out.txt")
            floor = [sys.executable, str(BENCH / "floor" / "pipe.py"), *map(str, pair), str(folder / "floor.docx")]
            yield f"big pair{suffix}, the floor", floor


def compare(pair: Sequence[Path], out: Path) -> list[str]:
    return [*TREATYDIFF, "compare", *map(str, pair), "-q", "-o", str(out)]


def as_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """The drafts printed by LibreOffice; none where it is not installed."""
    office = shutil.which("soffice")
    if not office:
        return []
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [file.with_suffix(".pdf") for file in files]


def measured(command: Sequence[str]) -> str:
    """Fastest and median time in milliseconds, and peak memory in megabytes; a failure in words."""
    runs = [once(command) for _ in range(ROUNDS + 1)][1:]
    if any(status for status, _, _ in runs):
        return "failed"
    times = [seconds * 1000 for _, seconds, _ in runs]
    return f"{min(times):7.0f}  {median(times):7.0f}  {max(peak for *_, peak in runs):7.0f}"


def once(command: Sequence[str]) -> tuple[int, float, float]:
    """Status, seconds and megabytes of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return process.returncode, time.perf_counter() - started, usage.ru_maxrss / unit


if __name__ == "__main__":
    main()
