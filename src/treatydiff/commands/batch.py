"""``treatydiff batch``."""

from __future__ import annotations

import os
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from treatydiff import __version__
from treatydiff.commands import given
from treatydiff.commands.common import CommandRun, Guide, option, with_common_options
from treatydiff.errors import TreatydiffError
from treatydiff.front import output

if TYPE_CHECKING:
    from treatydiff.batch import Chunk, FilePair, Results

TableForm = StrEnum("TableForm", ["xlsx", "csv", "jsonl", "parquet"])

PAIRS = typer.Argument(metavar="PAIRS", show_default=False, help="A CSV with a pair on each line: old.docx,new.docx.")
FOLDER = typer.Option(
    "--output", "-o", metavar="DIR", show_default=False, help="The folder for the results; run again, it continues."
)
NEXT = option(
    "--each-with-the-next",
    metavar="DIR",
    show_default=False,
    help="In each folder, each draft (no README) with the next one by name.",
)
ALL = option(
    "--all-pairs", metavar="DIR", show_default=False, help="All pairs of drafts in a folder that have enough in common."
)
AT_LEAST = option("--at-least", min=0.0, max=1.0, help="With --all-pairs: this share of the shorter one's passages.")
FORMAT = option("--format", "-f", help="Of the tables; xlsx: sheets for Excel. Parquet needs pyarrow.")
JOBS = option("--jobs", "-j", min=1, show_default=False, help="Processes on this machine [default: one per processor].")
SCHEDULER = option(
    "--scheduler", metavar="ADDRESS", show_default=False, help="Work on a Dask cluster instead: tcp://host:8786."
)
REPORT = typer.Option("--report", metavar="DIR", show_default=False, help="Show an overview of finished results.")
CHUNK = option("--chunk", min=1, help="Pairs that a worker takes at a time.")


@with_common_options
def batch(
    pairs: Annotated[str, PAIRS] = "",
    out: Annotated[str, FOLDER] = "",
    each_with_the_next: Annotated[str, NEXT] = "",
    all_pairs: Annotated[str, ALL] = "",
    at_least: Annotated[float, AT_LEAST] = 0.2,
    format: Annotated[TableForm, FORMAT] = TableForm.xlsx,
    jobs: Annotated[int | None, JOBS] = None,
    scheduler: Annotated[str, SCHEDULER] = "",
    chunk: Annotated[int, CHUNK] = 4,
    profile: given.Profile = "",
    verdicts: given.Verdicts = [],
    report: Annotated[str, REPORT] = "",
    *,
    run: CommandRun,
) -> int:
    """Compare many pairs of drafts and keep the results as tables.

    There is a row for each pair, each change and each finding. A pair that cannot be compared is a row that says why. A
    batch that was stopped or killed continues when it is run again.
    """
    from treatydiff.batch import Chunk, Results, chunks

    if report:
        _show(Results(report))
        return 0
    if not out:
        raise TreatydiffError("where should the results go?", "-o results/")
    if sum(map(bool, (pairs, each_with_the_next, all_pairs))) != 1:
        hint = "one of: a CSV of pairs, --each-with-the-next DIR, --all-pairs DIR"
        raise TreatydiffError("which pairs should be compared?", hint)
    guide = Guide.read(profile=profile, verdicts=verdicts)
    workers = jobs or os.cpu_count() or 1
    with run.step("looking for pairs", budgeted=False):
        found = _pairs(pairs, each_with_the_next, all_pairs, at_least, workers, run)
    if not found:
        raise TreatydiffError("there is no pair to compare", _why_none(pairs, each_with_the_next, all_pairs, at_least))
    results = Results(out)
    limits = None if scheduler else run.limits  # a cluster limits its workers itself, and they must not fork
    like = Chunk(0, 0, (), run.language, run.revisions, run.struck, run.ocr, limits, profile, guide.verdicts)
    _work(results, chunks(found, chunk, like), scheduler, workers, run)
    results.finish(format)
    _show(results)
    return 0


def _why_none(pairs: str, series: str, folder: str, at_least: float) -> str:
    """What to look at where no pair was found."""
    if pairs:
        return f"{pairs} names none"
    if series:
        return f"no folder in {series} has two drafts beside each other"
    return f"no two drafts in {folder} share {at_least:.0%} of the shorter one; --at-least 0.05 takes in more"


def _pairs(
    listed_in: str, series: str, folder: str, at_least: float, workers: int, run: CommandRun
) -> tuple[FilePair, ...]:
    from treatydiff.batch import all_pairs, each_with_the_next, listed
    from treatydiff.batch.engines import mapped
    from treatydiff.batch.work import sketch_of
    from treatydiff.readers import READERS

    if listed_in:
        return listed(listed_in)
    suffixes = [suffix for reader in READERS.values() for suffix in reader.suffixes]
    if series:
        return each_with_the_next(series, suffixes)
    how = (run.language, run.revisions, run.struck, run.ocr, run.limits)
    return all_pairs(folder, suffixes, at_least, lambda ps: mapped(sketch_of, [(path, *how) for path in ps], workers))


def _work(results: Results, wanted: tuple[Chunk, ...], scheduler: str, workers: int, run: CommandRun) -> None:
    from treatydiff.batch import dask_engine, local_engine

    left = results.begin(wanted, __version__)
    pairs = sum(len(each.pairs) for each in wanted)
    if len(left) < len(wanted):
        run.note(f"{pairs - sum(len(c.pairs) for c in left)} of {pairs} pairs were done before")
    if not left:
        return
    engine = dask_engine(scheduler) if scheduler else local_engine(min(workers, len(left)))
    total, count, faults, begun = sum(len(chunk.pairs) for chunk in left), 0, 0, time.monotonic()
    with run.step(f"comparing {total} pairs", budgeted=False) as tell:
        for chunk, rows in engine(left):
            results.keep(chunk, rows)
            count += len(chunk.pairs)
            faults += sum(row[4] == "fault" for row in rows["pairs"])
            ahead = (time.monotonic() - begun) / count * (total - count)
            tell(f"{count} of {total} pairs, {faults} with a fault, about {_span(ahead)} left")


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _show(results: Results) -> None:
    from treatydiff.batch import overview_lines
    from treatydiff.text.safe_text import one_line, visible

    lines = (visible(line) if line.startswith(" ") else one_line(line) for line in overview_lines(results))
    output.write("", "".join(f"{line}\n" for line in lines).encode())
