"""Execution engines of a batch: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from typing import Any

from treatydiff.batch.rows import TABLES
from treatydiff.batch.work import Chunk, Rows, compare_chunk, guilty
from treatydiff.errors import TreatydiffError

Engine = Callable[[Sequence[Chunk]], Iterator[tuple[Chunk, Rows]]]
"""Does every chunk and gives each with its rows as it is done, in any order."""
_AHEAD = 2
"""Chunks for each worker that are under way or wait: what is not begun takes no memory."""
_TASKS = 50
"""Chunks after which a worker makes room for a fresh one, so that memory that libraries keep is given back.

All at once: ``max_tasks_per_child`` leaves a pool of Python 3.11 hanging (python/cpython#115634).
"""


def local_engine(workers: int) -> Engine:
    """So many processes of this machine. A worker that dies takes nothing with it: its chunks are done again."""
    return lambda chunks: _local(chunks, workers)


def _local(chunks: Sequence[Chunk], workers: int) -> Iterator[tuple[Chunk, Rows]]:
    generation = _TASKS * workers
    for first in range(0, len(chunks), generation):
        waiting = iter(chunks[first : first + generation])
        lost: list[Chunk] = []
        yield from _pooled(waiting, workers, lost)
        while lost:
            under_way, lost = lost, []
            for chunk in under_way:  # one of them killed the worker: alone, it can only kill its own
                yield chunk, _joined(_alone(chunk))
            yield from _pooled(waiting, workers, lost)


def _pooled(waiting: Iterator[Chunk], workers: int, lost: list[Chunk]) -> Iterator[tuple[Chunk, Rows]]:
    """Do chunks until none waits, or until a worker dies: what was under way then is ``lost``."""
    running: dict[Future[Rows], Chunk] = {}
    with _pool(workers) as pool:
        try:
            while True:
                while len(running) < _AHEAD * workers and (chunk := next(waiting, None)) is not None:
                    lost.append(chunk)
                    running[pool.submit(compare_chunk, chunk)] = lost.pop()
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    rows = future.result()
                    yield running.pop(future), rows
        except BrokenProcessPool:
            lost += running.values()


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=stay_with, initargs=(os.getpid(),))


def _alone(chunk: Chunk) -> Iterator[Rows]:
    """A chunk in a worker of its own; if that dies too, pair by pair."""
    with _pool(1) as pool:
        try:
            yield pool.submit(compare_chunk, chunk).result()
            return
        except BrokenProcessPool:
            pass
    if len(chunk.pairs) == 1:
        yield guilty(chunk)
        return
    for at, pair in enumerate(chunk.pairs):
        yield from _alone(replace(chunk, first=chunk.first + at, pairs=(pair,)))


def _joined(parts: Iterable[Rows]) -> Rows:
    found: Rows = {name: [] for name in TABLES}
    for part in parts:
        for name, rows in part.items():
            found[name] += rows
    return found


def stay_with(parent: int) -> None:
    """End when the parent has ended: one that was killed cannot say so, and its workers would wait for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def mapped(work: Callable[..., Any], items: Sequence[tuple[object, ...]], workers: int) -> Iterator[Any]:
    """What a function gives for each item, in order, in processes of this machine."""
    with _pool(workers) as pool:
        yield from pool.map(work, *zip(*items, strict=True), chunksize=4) if items else ()


# ---------------------------------------------------------------------------------------------------------------- Dask


def dask_engine(address: str) -> Engine:
    """The workers of the Dask cluster whose scheduler has this address. Raises TreatydiffError if none answers.

    They must have treatydiff in the same version and see the files under the same paths. What a worker did that died is
    done again by another; a chunk that outlives no worker becomes rows that say so.
    """
    try:
        distributed = import_module("distributed")
    except ImportError:
        raise TreatydiffError("--scheduler needs Dask", "pip install distributed") from None
    try:
        client: Any = distributed.Client(address, timeout=20, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise TreatydiffError(f"no Dask scheduler at {address} ({error})", "dask scheduler starts one") from None
    return lambda chunks: _clustered(client, chunks)


def _clustered(client: Any, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, Rows]]:
    killed: type[Exception] = import_module("distributed.scheduler").KilledWorker
    waiting = iter(chunks)
    with client:
        running: dict[Any, Chunk] = {}
        ahead = _AHEAD * max(sum(client.nthreads().values()), 1)
        completed: Any = import_module("distributed").as_completed(loop=client.loop)
        for chunk in islice(waiting, ahead):
            _submit(client, chunk, running, completed)
        for future in completed:
            chunk = running.pop(future)
            try:
                rows = future.result()
            except killed:
                rows = guilty(chunk)
            yield chunk, rows
            for following in islice(waiting, 1):
                _submit(client, following, running, completed)


def _submit(client: Any, chunk: Chunk, running: dict[Any, Chunk], completed: Any) -> None:
    future = client.submit(compare_chunk, chunk, pure=False, key=f"treatydiff-{id(running)}-{chunk.number}")
    running[future] = chunk
    completed.add(future)
