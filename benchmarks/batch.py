"""Measures a batch on drafts of about sixty pages: pairs a second, what a second worker brings, memory, reading again.

``python benchmarks/batch.py --drafts 41``: a series of so many drafts, each with some words other than in the
one before it. Seconds are of the processors, so that another load on the machine does not count.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import limits

from treatydiff.compare import read_draft
from treatydiff.model import Draft

ROOT = Path(__file__).parent.parent
FIGURES = ("pairs_a_second", "speed_up")
COPIES = 3
"""The sample draft so often: about sixty pages."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=41)
    parser.add_argument("--changed", type=float, default=0.02, help="share of the words that change")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    limits.add(parser, FIGURES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "drafts"
        words = write(folder, options.drafts, options.changed)
        print(f"{options.drafts} drafts of {words} words, {options.drafts - 1} pairs")
        walls = {}
        for workers in options.workers:
            processor, walls[workers] = timed(folder, Path(name) / f"out{workers}", workers)
            print(f"{workers} workers: {processor:.1f} s of processors, {walls[workers]:.1f} s by the clock")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        rate = (options.drafts - 1) / processor
        print(f"{rate:.2f} pairs a second of one processor; the largest process took {peak:.0f} MB")
        speed_up = walls[min(walls)] / walls[max(walls)]
        print(f"speed-up by the clock: {speed_up:.2f}")
    return limits.status(options, {"pairs_a_second": rate, "speed_up": speed_up})


def write(folder: Path, count: int, changed: float = 0.02) -> int:
    """The series; the words of one draft."""
    folder.mkdir()
    draft = read_draft(str(sorted((ROOT / "drafts").glob("*-draft.docx"))[-1]))
    lines = text(draft)
    rng = random.Random(1)
    vocabulary = sorted({word for line in lines for word in line.split() if word.isalpha()})
    for at in range(count):
        (folder / f"draft {at}.txt").write_text("\n".join(lines), "utf-8")
        lines = [line if line.startswith("Article") else _edited(line, rng, vocabulary, changed) for line in lines]
    return sum(len(line.split()) for line in lines)


def _edited(line: str, rng: random.Random, vocabulary: list[str], changed: float) -> str:
    words = line.split()
    return " ".join(rng.choice(vocabulary) if rng.random() < changed and w.isalpha() else w for w in words)


def text(draft: Draft) -> list[str]:
    """The articles, so often as makes sixty pages, numbered on."""
    lines, number = ["Draft convention", ""], 0
    for _ in range(COPIES):
        for article in draft.articles():
            number += 1
            lines += [f"Article {number}", article.heading]
            for provision in article.walk():
                printed = "" if provision is article else provision.printed
                if provision.text:
                    lines.append(f"{printed} {provision.text}".strip())
            lines.append("")
    return lines


def timed(folder: Path, out: Path, workers: int) -> tuple[float, float]:
    """Seconds of processors and by the clock."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    command = [sys.executable, "-m", "treatydiff", "batch", "--each-with-the-next", str(folder), "-o", str(out)]
    subprocess.run([*command, "-j", str(workers), "-f", "csv", "-q"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
