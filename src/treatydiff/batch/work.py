"""A worker's job: compares one chunk of pairs. It reads and writes nothing but the files named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache

from treatydiff.batch import remote
from treatydiff.batch.pairs import FilePair, Sketch, sketch
from treatydiff.batch.rows import TABLES, Record, change_rows, fault_row, finding_rows, pair_row
from treatydiff.compare import compare, draft_of
from treatydiff.errors import TreatydiffError
from treatydiff.host.budget import Budget
from treatydiff.model import Draft
from treatydiff.readers import MAX_BYTES, Limits, ReadOptions, load
from treatydiff.report import FiledVerdict, Report
from treatydiff.themes import Profile, load_profile
from treatydiff.verdicts import judged

Rows = dict[str, list[Record]]
"""By table the rows of a chunk."""
How = tuple[str, str, str, bool, tuple[int, int] | None]
"""Language, pending revisions, struck text, whether OCR is used, and limits: how a draft is read."""
_KEPT = 16
"""Drafts that a worker keeps, so that one that stands in several pairs of a chunk is read once."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pairs that one worker compares in one go."""

    number: int
    first: int
    """The number of its first pair."""
    pairs: tuple[FilePair, ...]
    language: str = ""
    revisions: str = "accept"
    struck: str = "drop"
    ocr: bool = False
    limits: tuple[int, int] | None = None
    """Megabytes and seconds for reading one draft; the four before it are those of ``read_draft``."""
    profile: str = ""
    verdicts: tuple[FiledVerdict, ...] = ()
    """What people said of changes; each pair is a comparison of its own."""

    @property
    def how(self) -> How:
        """How its drafts are read."""
        return self.language, self.revisions, self.struck, self.ocr, self.limits


def chunks(pairs: Sequence[FilePair], size: int, like: Chunk) -> tuple[Chunk, ...]:
    """All pairs in chunks of a size, in order, with the options of another chunk."""
    return tuple(
        replace(like, number=number, first=first, pairs=tuple(pairs[first : first + size]))
        for number, first in enumerate(range(0, len(pairs), size))
    )


def compare_chunk(chunk: Chunk) -> Rows:
    """The rows of a chunk. A pair's fault is a row; nothing is raised that has to do with a pair."""
    found: Rows = {name: [] for name in TABLES}
    for number, pair in enumerate(chunk.pairs, chunk.first):
        for name, record in _compared(number, pair, chunk):
            found[name].append(record)
    return found


def _compared(number: int, pair: FilePair, chunk: Chunk) -> Iterator[tuple[str, Record]]:
    try:
        old, new = (_read(path, chunk.how) for path in (pair.old, pair.new))
        if old.language != new.language:
            raise TreatydiffError(f"in two languages: {old.language} and {new.language}")
        with _spending(chunk.limits, f"{pair.old} and {pair.new}"):
            report = _with_verdicts(compare(old, new, profile=_profile(chunk.profile)), chunk)
        rows = [("pairs", pair_row(number, pair.old, pair.new, pair.shared, report))]
        rows += [("changes", row) for row in change_rows(number, report)]
        rows += [("findings", row) for row in finding_rows(number, report)]
        yield from rows
    except TreatydiffError as error:
        yield "pairs", fault_row(number, pair.old, pair.new, pair.shared, error.message)
    except Exception as error:  # a bug that one pair meets must not cost the other thousands
        fault = f"a bug: {type(error).__name__}: {error}"
        yield "pairs", fault_row(number, pair.old, pair.new, pair.shared, fault)


def _spending(limits: tuple[int, int] | None, pair: str) -> AbstractContextManager[None]:
    """Work on a pair, for which there is as much time as for two large drafts."""
    if not limits:
        return nullcontext()
    budget = Budget(limits[0], 2 * limits[1])
    budget.grant(MAX_BYTES)
    return budget.spending(pair)


def _with_verdicts(report: Report, chunk: Chunk) -> Report:
    """The report with the verdicts that hold in it. What lapses is no news here: most verdicts are of other pairs."""
    (found,) = judged((report,), chunk.verdicts, _profile(chunk.profile) or load_profile())
    return replace(found, notices=report.notices)


def guilty(chunk: Chunk) -> Rows:
    """The rows of a chunk whose worker died whenever it was tried."""
    fault = "the worker died, most likely because it ran out of memory"
    pairs = enumerate(chunk.pairs, chunk.first)
    rows = [fault_row(number, pair.old, pair.new, pair.shared, fault) for number, pair in pairs]
    return {**{name: [] for name in TABLES}, "pairs": rows}


def _fresh(path: str, how: How) -> Draft:
    language, revisions, struck, ocr, limits = how
    data = remote.read(path) if remote.is_address(path) else load(path)
    options = ReadOptions(revisions, struck, ocr, language)
    within = Limits(*limits, budget=Budget(*limits)) if limits else None
    return replace(draft_of(data, path, options, within), data=b"")


_read = lru_cache(maxsize=_KEPT)(_fresh)


@lru_cache(maxsize=1)
def _profile(name: str) -> Profile | None:
    return load_profile(name) if name else None


def sketch_of(path: str, *how: *How) -> Sketch | None:
    """The sketch of a file; None of what cannot be read."""
    try:
        return sketch(_fresh(path, how))
    except TreatydiffError:
        return None
