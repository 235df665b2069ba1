"""What the stages of a comparison take: ``python -m benchmarks.speed [OLD NEW] [--rounds N] [--at-most NAME=FIGURE]``.

Milliseconds of CPU time, the median of rounds; every round is a new process, since what is compiled or loaded when it
is first needed is paid by every comparison. Tables are kept from one to the next, as the command keeps them. Without
drafts: the sample drafts, and where they are at hand a large pair that is mostly unchanged, one that is heavily amended
and one that was rewritten, with the floor (a throw-away script that shows what speed Python allows).
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks import limits
from benchmarks.alignment.shared import BENCH, CORPUS, ROOT
from benchmarks.growth import cost

STAGES = ("start", "read", "structure", "align", "mark up", "themes", "judge")
WRITTEN = ("json", "terminal", "markdown", "html", "docx", "docx, proved")
JUDGING = "judging"
"""Share of the comparison without starting and writing: themes and judge."""
FLOOR = "floor"
"""How many times the floor's whole process the comparison into Word, unproved, takes."""
NAMES = (*STAGES, *WRITTEN, JUDGING, FLOOR)
_LAPS = "--laps"


def laps(old: str, new: str) -> dict[str, float]:
    """Milliseconds of each stage in this process, which has imported nothing of treatydiff yet."""
    found: dict[str, float] = {}
    clock = time.process_time()

    def lap(name: str) -> None:
        nonlocal clock
        found[name] = 1000 * (time.process_time() - clock)
        clock = time.process_time()

    from treatydiff import cli  # with what every start imports
    from treatydiff.alignment import align
    from treatydiff.commands import compare as _  # noqa: F401
    from treatydiff.host import cache as kept
    from treatydiff.judging import judge
    from treatydiff.readers import load, reader_for
    from treatydiff.redline import mark_up
    from treatydiff.renderers import RENDERERS, RenderOptions
    from treatydiff.report import Report
    from treatydiff.structure import build
    from treatydiff.text import tables
    from treatydiff.themes import load_profile, load_themes

    gc.set_threshold(cli.RARELY)  # as the command does
    tables.keep_with(kept.keeper(os.environ))
    found["start"] = 1000 * time.process_time()
    clock = time.process_time()
    data = [load(path) for path in (old, new)]
    readers = [reader_for(path, each) for path, each in zip((old, new), data, strict=True)]
    read = [reader.read(each, old) for reader, each in zip(readers, data, strict=True)]
    lap("read")
    sides = zip(read, (old, new), readers, data, strict=True)
    before, after = (
        build(reading, name=Path(path).name, path=path, kind=reader.name, data=each)
        for reading, path, reader, each in sides
    )
    lap("structure")
    alignment = align(before, after)
    lap("align")
    redline = mark_up(before, after, alignment)
    lap("mark up")
    themes = load_themes(language=after.language)
    lap("themes")
    findings = judge(redline, before, after, themes, load_profile())
    lap("judge")
    reports = (Report(before, after, alignment, redline, findings, ()),)
    for name in WRITTEN:
        form, _comma, proved = name.partition(",")
        if form != "docx" or before.kind == "docx" or after.kind == "docx":
            RENDERERS[form].render(reports, RenderOptions(verify=bool(proved)))
            lap(name)
    return found


def rounds(old: Path, new: Path, count: int) -> dict[str, float]:
    """The median of each stage."""
    command = [sys.executable, "-m", "benchmarks.speed", _LAPS, str(old), str(new)]
    each = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(count)]
    return {name: median(lap[name] for lap in each) for name in NAMES if name in each[0]}


def floor(old: Path, new: Path, count: int, folder: Path) -> float:
    """How many times the floor's CPU time a comparison into Word takes, unproved; nan where there is no floor."""
    script = BENCH / "floor" / "pipe.py"
    if not script.exists():
        return math.nan
    ours = [sys.executable, "-m", "treatydiff", "compare", str(old), str(new), "-q", "--no-sandbox", "--no-verify"]
    theirs = [sys.executable, str(script), str(old), str(new)]
    commands = [[*ours, "-o", str(folder / "a.docx")], [*theirs, str(folder / "b.docx")]]
    both = [[cost(command).seconds for command in commands] for _ in range(count)]
    return median(own / other for own, other in both)


def pairs(folder: Path) -> Iterator[tuple[str, Path, Path]]:
    old, new = sorted((ROOT / "drafts").glob("*-draft.docx"))[-2:]
    yield "sample drafts", old, new
    if (BENCH / "make_pair.py").exists():
        subprocess.run([sys.executable, BENCH / "make_pair.py", folder], check=True, capture_output=True)
        yield "big pair", folder / "big_old.docx", folder / "big_new.docx"
    for name, place, suffix in (("amended", BENCH / "heavy", "docx"), ("rewritten", CORPUS / "ai-act", "txt")):
        for old, new in pairwise(sorted(place.glob(f"*.{suffix}"))):
            yield name, old, new


def measured(old: Path, new: Path, count: int, folder: Path) -> Mapping[str, float]:
    found = rounds(old, new, count)
    judging = found["themes"] + found["judge"]
    compared = sum(found[name] for name in STAGES if name != "start")
    ratio = floor(old, new, count, folder) if old.suffix == new.suffix == ".docx" else math.nan
    return {**dict.fromkeys(NAMES, math.nan), **found, JUDGING: judging / compared, FLOOR: ratio}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("drafts", type=Path, nargs="*", metavar="OLD NEW")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(_LAPS, action="store_true", help=argparse.SUPPRESS)
    limits.add(parser, NAMES)
    options = parser.parse_args(arguments)
    if options.laps:
        print(json.dumps(laps(*map(str, options.drafts))))
        return 0
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        known = [("drafts", *options.drafts)] if options.drafts else [*pairs(Path(folder))]
        columns = {name: measured(old, new, options.rounds, Path(folder)) for name, old, new in known}
    print(f"{'':14}" + "".join(f"{name:>16}" for name in columns))
    for name in NAMES:
        shown: Callable[[float], str] = _SHOWN.get(name, lambda figure: f"{figure:.0f}")
        print(f"{name:14}" + "".join(f"{shown(figures[name]):>16}" for figures in columns.values()))
    for figures in columns.values():
        status |= limits.status(options, figures)
    return status


_SHOWN: Mapping[str, Callable[[float], str]] = {
    JUDGING: lambda figure: f"{figure:.0%}",
    FLOOR: lambda figure: f"{figure:.1f} ×",
}

if __name__ == "__main__":
    sys.exit(main())
