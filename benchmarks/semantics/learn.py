"""Fits the second reader to the judged cases: ``python -m benchmarks.semantics.learn [--check]``.

Ridge regression (Hoerl and Kennard 1970) on the sums of sentence vectors: one for cases of the subject on which a
rule should speak, zero for what treaties say else, and for changes of the subject that do nothing. Writes
``learned.json`` and ``vectors.bin`` beside the cases; with ``--check`` it says whether they are what it would write.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy
from numpy.typing import NDArray

import treatydiff
from treatydiff.report import JudgedCase
from treatydiff.semantics.cases import load_cases
from treatydiff.semantics.encoder import Encoder

FOLDER = Path(treatydiff.__file__).parent / "data" / "cases"
PENALTY = 3.0
TWICE = 2
"""What treaties say else is far more than our examples of it: each counts twice."""
FOLDS = 10
SCALE = 1000
PROBE = "Each State Party may record content data in real time."
Vectors = NDArray[numpy.int64]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 where the files are others")
    files = learned()
    if parser.parse_args().check:
        return int(any((FOLDER / name).read_bytes() != data for name, data in files.items()))
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)
    return 0


def learned() -> dict[str, bytes]:
    """The files."""
    cases, encoder = load_cases(), Encoder()
    sums = numpy.array([_sum(case, encoder) for case in cases])
    told = [at for at, case in enumerate(cases) if case.says]
    other = [at for at, case in enumerate(cases) if not case.about]
    still = [at for at, case in enumerate(cases) if case.about and not case.says]
    directions = sums / numpy.sqrt((sums * sums).sum(axis=1))[:, None]
    weights = _fitted(directions, told, still, other)
    held = [score for fold in range(FOLDS) for score in _held_out(directions, told, still, other, fold)]
    threshold = round(max(held) * SCALE)
    print(f"{len(told)} told, {len(still)} still, {len(other)} other; held out: highest of others {max(held):.3f}")
    answer = [int(n) for n in encoder.encode([PROBE])[0][:8]]
    data = {"probe": PROBE, "answer": answer, "threshold": threshold, "weights": [round(w * SCALE) for w in weights]}
    text = json.dumps(data, separators=(", ", ": ")) + "\n"
    return {"learned.json": text.encode(), "vectors.bin": sums[told].astype("<i2").tobytes()}


def _sum(case: JudgedCase, encoder: Encoder) -> Vectors:
    return encoder.encode([text for text in (case.old, case.new) if text.strip()]).sum(axis=0)


def _fitted(
    rows: NDArray[numpy.float64], told: list[int], still: list[int], other: list[int]
) -> NDArray[numpy.float64]:
    used = [*told, *still, *other * TWICE]
    wanted = numpy.array([1.0] * len(told) + [0.0] * (len(used) - len(told)))
    matrix = rows[used]
    normal = matrix.T @ matrix + PENALTY * numpy.eye(rows.shape[1])
    found: NDArray[numpy.float64] = numpy.linalg.solve(normal, matrix.T @ (wanted - wanted.mean()))
    return found


def _held_out(
    rows: NDArray[numpy.float64], told: list[int], still: list[int], other: list[int], fold: int
) -> list[float]:
    """What a line fitted to the others says of every tenth of what treaties say else."""
    kept = [at for place, at in enumerate(other) if place % FOLDS != fold]
    weights = _fitted(rows, told, still, kept)
    return [float(rows[at] @ weights) for place, at in enumerate(other) if place % FOLDS == fold]


if __name__ == "__main__":
    sys.exit(main())
