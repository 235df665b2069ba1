"""Limits of the program's own process: processor time that grows with the drafts, and memory.

Readers have a child process with limits of its own (``readers/sandbox.py``). What comes after them, and the reading of
short texts, is Python in this process. Each draft brings time with it, by its size; whoever works on drafts does so
inside of ``spending``, which ends what takes more in one line. Where the platform cannot tell the time of a process
(Windows) or keep its memory small (all but Linux), that half does not hold.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import mmap
from pathlib import Path
from typing import NoReturn

from treatydiff.errors import TooComplexError

MAX_CHARACTERS = 10_000_000
"""Of a draft's text, in any kind of file: twenty times the longest code that was tried."""
_EMPTY, _WHOLE = 50_000, 500_000
"""Bytes: a draft of none brings ``_EMPTY / _WHOLE`` of the seconds, one of the difference of the two brings all."""
_AGAIN = 0.2
"""Seconds after which what went on all the same is ended once more."""


class Budget:
    """Seconds and megabytes for what is done with the drafts of a run."""

    def __init__(self, megabytes: int, seconds: int) -> None:
        """``seconds`` are what a large draft brings, of processor time; ``megabytes`` go beside what is there."""
        self._megabytes, self._seconds = megabytes, seconds
        self._left = self._granted = 0.0
        self._doing = ""

    def grant(self, size: int) -> None:
        """A draft of so many bytes has come."""
        more = self._seconds * min(1.0, (size + _EMPTY) / _WHOLE)
        self._left += more
        self._granted += more
        if self._doing:
            signal.setitimer(signal.ITIMER_PROF, signal.getitimer(signal.ITIMER_PROF)[0] + more, _AGAIN)

    @contextmanager
    def spending(self, doing: str) -> Iterator[None]:
        """Work of which ``doing`` says what it is. Raises TooComplexError. Inside another, it is of the other."""
        if self._doing or not _can_tell():
            yield
            return
        short = ""
        heeded = signal.signal(signal.SIGPROF, self._end)
        left = self._left if self._granted else self._seconds * _EMPTY / _WHOLE  # without a draft there is a verdict
        former = signal.setitimer(signal.ITIMER_PROF, max(left, 1e-3), _AGAIN)
        self._doing = doing
        room = _confine(self._megabytes)
        try:
            yield
        except RecursionError:
            short = "parts nested too deeply"
        except Exception as error:
            if isinstance(error, TooComplexError) or not _was_short(error):
                raise
            short = f"more than {self._megabytes:,} MB of memory"  # what holds it is let go before that is said
        finally:
            self._left = signal.setitimer(signal.ITIMER_PROF, *former)[0]
            signal.signal(signal.SIGPROF, heeded)
            _set_free(room)
            self._doing = ""
        if short:
            raise _too_complex(doing, short)

    def _end(self, *_: object) -> NoReturn:
        raise _too_complex(self._doing, f"more than {self._granted:.{1 if self._granted < 10 else 0}f} s")


def _too_complex(doing: str, what: str) -> TooComplexError:
    hint = "ask for a simpler copy of it; --limits gives more, --no-sandbox works without limits on what you trust"
    return TooComplexError(f"{doing}: too complex: {what}", hint)


def _can_tell() -> bool:
    """Whether a signal can end what is done here: where there are such, and in the main thread."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _confine(megabytes: int) -> tuple[int, int] | None:
    """Give this process so much memory beside what it has; returns what it might take before."""
    if sys.platform != "linux":
        return None
    import resource

    soft, hard = former = resource.getrlimit(resource.RLIMIT_AS)
    addressed = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    most = megabytes * 1_000_000 + addressed
    resource.setrlimit(resource.RLIMIT_AS, (most if soft == resource.RLIM_INFINITY else min(most, soft), hard))
    return former


@contextmanager
def unconfined() -> Iterator[None]:
    """Let a program that is started in here have the memory it wants: it would inherit what is left to this process."""
    room = None
    if sys.platform == "linux":
        import resource

        room = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (room[1], room[1]))
    try:
        yield
    finally:
        _set_free(room)


def _was_short(error: BaseException | None) -> bool:
    """Whether a lack of memory is behind an error: something says so, or there is none to be had while it stands.

    What a library makes of a lack may be anything.
    """
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    try:
        mmap(-1, _SOME).close()
    except (OSError, MemoryError):
        return True
    return False


_SOME = 4_000_000
"""Bytes that a process which is not short of memory can have."""


def _set_free(former: tuple[int, int] | None) -> None:
    if former is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, former)
