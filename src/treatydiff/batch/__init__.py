"""Many comparisons at once: pairs (``pairs``), workers (``engines``), rows (``rows``) and the folder (``store``).

A comparison is a pure function of two files, so any worker anywhere may do it, and do it again. What a pair gives are
rows; one pair's fault is a row too. Rows are kept by chunk as soon as a chunk is done, and put together in the order of
the pairs at the end: who did what, and how often it was interrupted, leaves no trace in the result.
"""

from __future__ import annotations

from treatydiff.batch.engines import dask_engine, local_engine
from treatydiff.batch.overview import overview_lines
from treatydiff.batch.pairs import FilePair, all_pairs, each_with_the_next, listed
from treatydiff.batch.rows import TABLES
from treatydiff.batch.store import Results
from treatydiff.batch.work import Chunk, chunks

__all__ = ["TABLES", "Chunk", "FilePair", "Results", "all_pairs", "chunks",
           "dask_engine", "each_with_the_next", "listed", "local_engine",
           "overview_lines"]  # fmt: skip
