"""The sandbox: reads a draft in a child process of limited memory and time.

Readers hand a stranger's bytes to large libraries, one of them (pdfium) written in C++. What goes wrong there ends the
child and not the comparison. The child is a fork: it has the bytes already, and the libraries that it loads are never
loaded here, so nothing is lost in time. Its answer is trusted with nothing: only values of the model may come back.
"""

from __future__ import annotations

import io
import os
import pickle
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, NoReturn, cast

from treatydiff.errors import ReadError
from treatydiff.model import Reading
from treatydiff.readers import Limits
from treatydiff.text.regexes import LateRegex

MAX_ANSWER = 512_000_000
"""Bytes of an answer: more than the text of any draft that is not refused for its size."""
_ANSWER, _REFUSED, _MEMORY, _FAULT = b"answer", b"refused", b"memory", b"fault"
_NO_SANDBOX = "ask for a simpler copy of it; --no-sandbox reads without limits what you trust"
_ADDRESSED, _RESIDENT = 0, 1
_stages: int | None = None
"""Where the child says what it is doing; None outside a child."""


def at(stage: str, of: int) -> None:
    """A reader says what it is reading, ``page 3``, and how many there are: for who waits, and if it ends badly."""
    if _stages is not None:
        with suppress(BlockingIOError):
            os.write(_stages, f"{stage} of {of}\n".encode())


def read(work: Callable[[], Reading], name: str, limits: Limits) -> Reading:
    """What ``work`` gives, done in a child. Raises ReadError: its own, or one that says which limit was met."""
    return ReadingChild(work, name, limits).reading(limits.tell)


class ReadingChild:
    """A child that reads a draft, begun at once; two of them read side by side. Whoever began it asks it or ends it."""

    def __init__(self, work: Callable[[], Reading], name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        answer, write_answer = os.pipe()
        stages, write_stages = os.pipe()
        self._pipes: tuple[int, ...] = answer, stages
        _compile()
        self._resident = _pages(_RESIDENT)  # a fork counts what its parent holds as its own
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # our only thread waits to show progress
            self._child = os.fork()
        if self._child == 0:
            _be_child(work, write_answer, write_stages, limits)
        os.close(write_answer)
        os.close(write_stages)

    def reading(self, tell: Callable[[str], None]) -> Reading:
        """What it read, once; ``tell`` hears which page it is at. Raises ReadError as ``read`` does."""
        try:
            answer, stages = self._pipes
            said, stage = _hear(answer, stages, self._child, replace(self._limits, tell=tell))
            _, status, usage = os.wait4(self._child, 0)
            self._child = 0
            taken = usage.ru_maxrss * 1024 - self._resident
            return _understood(said, os.waitstatus_to_exitcode(status), taken, stage, self._name, self._limits)
        finally:
            self.end()

    def end(self) -> None:
        """Nobody asks any more, or it has answered."""
        child, self._child = self._child, 0
        pipes, self._pipes = self._pipes, ()
        if child:
            _end(child)
        for pipe in pipes:
            os.close(pipe)


def _compile() -> None:
    """Compile the regular expressions of readers that are imported: after the fork, each child would for itself."""
    modules = [vars(module) for name, module in sys.modules.items() if name.startswith("treatydiff.readers.")]
    for value in (value for module in modules for value in module.values()):
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, LateRegex):
                each.compiled  # noqa: B018


# ----------------------------------------------------------------------------------------------------------- the child


def _be_child(work: Callable[[], Reading], answer: int, stages: int, limits: Limits) -> NoReturn:
    """Work and answer; never returns, and never does what the parent does at its end."""
    global _stages
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.set_blocking(stages, False)  # nobody listens until the end; what does not fit is not needed
        _confine(limits)
        _stages = stages
        _say(answer, *_worked(work))
        status = 0
    finally:
        os._exit(status)


def _confine(limits: Limits) -> None:
    import faulthandler
    import resource

    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    for what, most in (
        (resource.RLIMIT_AS, limits.megabytes * 1_000_000 + _pages(_ADDRESSED)),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.written * 1_000_000),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, hard if what == resource.RLIMIT_CPU else most))


def _pages(which: int) -> int:
    """Bytes of memory that this process has, of the kind that stands at this place in ``/proc/self/statm``."""
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[which]) * os.sysconf("SC_PAGE_SIZE")


def _worked(work: Callable[[], Reading]) -> tuple[bytes, object]:
    try:
        return _ANSWER, work()
    except ReadError as error:
        return _REFUSED, (error.message, error.hint)
    except MemoryError:
        return _MEMORY, ""
    except Exception as error:
        import traceback

        return _FAULT, "".join(traceback.format_exception(error))


def _say(answer: int, kind: bytes, value: object) -> None:
    with os.fdopen(answer, "wb") as stream:
        stream.write(kind + b"\n")
        pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)


# ---------------------------------------------------------------------------------------------------------- the parent


def _hear(answer: int, stages: int, child: int, limits: Limits) -> tuple[bytes, str]:
    """All that the child says before the time is over, and what it was doing when it ended, as far as it said.

    It is ended where it says too much or too late.
    """
    heard, stage, ears = io.BytesIO(), "", [answer, stages]
    until = time.monotonic() + 2 * limits.seconds
    os.set_blocking(stages, False)
    while heard.tell() <= MAX_ANSWER:
        left = until - time.monotonic()
        if left <= 0 or not (ready := select.select(ears, [], [], left)[0]):
            break
        if answer not in ready:
            now = _last(stages)
            ears = ears if now else [answer]  # nothing to read: the child has closed it
            stage = now or stage
            limits.tell(stage)
            continue
        piece = os.read(answer, 1 << 20)
        if not piece:
            return heard.getvalue(), _while(_last(stages) or stage)
        heard.write(piece)
    os.kill(child, signal.SIGKILL)
    return b"", _while(_last(stages) or stage)


def _last(stages: int) -> str:
    """The last thing that the child said it was doing since it was asked: ``page 3 of 40``."""
    with suppress(BlockingIOError):
        lines = os.read(stages, 1 << 20).decode("ascii", "replace").splitlines()
        return lines[-1][:40] if lines else ""
    return ""


def _while(stage: str) -> str:
    return f" while reading {stage.partition(' of ')[0]}" if stage else ""


def _understood(said: bytes, status: int, taken: int, stage: str, name: str, limits: Limits) -> Reading:
    kind, _, rest = said.partition(b"\n")
    if kind == _ANSWER and status == 0:
        return cast(Reading, _opened(rest, Reading, name))
    if kind == _REFUSED and status == 0:
        message, hint = _opened(rest, tuple, name)
        raise ReadError(str(message), str(hint))
    if kind == _MEMORY or (status < 0 and taken > 500_000 * limits.megabytes):  # half of what it may have
        raise ReadError(f"{name}: too complex: more than {limits.megabytes:,} MB of memory{stage}", _NO_SANDBOX)
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise ReadError(f"{name}: too complex: more than {limits.seconds} s{stage}", _NO_SANDBOX)
    if kind == _FAULT and status == 0:
        raise ReaderFaultError(name, str(_opened(rest, str, name)))
    raise ReadError(f"{name}: reading it ended in a crash{stage}", "the file may be damaged: open it and save it again")


class ReaderFaultError(ReadError):
    """A reader met something that it has no answer to; ``--debug`` shows where."""

    def __init__(self, name: str, trace: str) -> None:
        super().__init__(f"{name}: cannot be read ({trace.strip().splitlines()[-1][:200]})", "--debug shows where")
        self.add_note(trace)


def _opened(data: bytes, kind: type[Any], name: str) -> Any:
    try:
        value = _ModelValues(io.BytesIO(data)).load()
    except Exception as error:
        raise ReadError(f"{name}: reading it gave no answer", _NO_SANDBOX) from error
    if not isinstance(value, kind):
        raise ReadError(f"{name}: reading it gave no answer", _NO_SANDBOX)
    return value


class _ModelValues(pickle.Unpickler):
    """Opens values of the model and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        home = sys.modules.get(module)
        found = getattr(home, name, None) if module in ("treatydiff.model", "treatydiff.model.blocks") else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


def _end(child: int) -> None:
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
