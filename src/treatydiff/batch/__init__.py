"""Many comparisons at once: pairs (``pairs``), workers (``engines``), rows (``rows``) and the folder (``store``).

A comparison is a pure function of two files, so any worker anywhere may do it, and do it again. What a pair gives are
rows; one pair's fault is a row too. Rows are kept by chunk as soon as a chunk is done, and put together in the order of
the pairs at the end: who did what, and how often it was interrupted, leaves no trace in the result.
"""

from __future__ import annotations

from treatydiff.batch.engines import Engine, dask_engine, local_engine
from treatydiff.batch.overview import overview_lines
from treatydiff.batch.pairs import FilePair, all_pairs, each_with_the_next, listed
from treatydiff.batch.rows import SCHEMA, TABLES
from treatydiff.batch.store import FORMS, Results
from treatydiff.batch.work import Chunk, chunks, compare_chunk, guilty

__all__ = ["FORMS", "SCHEMA", "TABLES", "Chunk", "Engine", "FilePair", "Results", "all_pairs", "chunks",
           "compare_chunk", "dask_engine", "each_with_the_next", "guilty", "listed", "local_engine",
           "overview_lines"]  # fmt: skip
