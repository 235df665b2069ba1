"""Runs the user's command: questions to its standard input, a line each, answers from its standard output.

A start of the command gets all that is left of its share at once, and then the end of its input; so it may answer as it
reads, or read all before it answers, in whatever order. Where it dies, or nothing comes for too long, the question that
has waited longest is given up for this round, and the command is started again for the others.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import IO, ClassVar

from treatydiff.errors import TreatydiffError
from treatydiff.text.safe_text import one_line

_LONGEST_LINE = 1 << 20
"""Bytes of a line of output; what is longer is no answer."""
_LINGERS = 3.0
"""Seconds that a command has to end once all is answered."""
_IDLE_STARTS = 3
"""So many starts in a row without a single answer, and it is not started again."""
_LAST_WORDS = 2_000
"""Bytes of what it wrote on standard error that are looked at for the reason."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a question."""

    id: str
    """Empty of a line that belongs to no question."""
    value: object = None
    """The answer as it was read; None where there is none."""
    why: str = ""
    """Why there is none."""


Heard = Callable[["Came | TreatydiffError"], None]
"""Takes what came, or what ends it all."""


@dataclass(frozen=True, slots=True)
class Command:
    """A reader that is a program of the user's, by the words of its command."""

    name: str
    words: tuple[str, ...]
    jobs: int = 1
    """How many copies of it run at once."""
    limit: float = 120.0
    """The most seconds to wait for the next answer."""

    account: ClassVar[str] = ""
    """Nobody counts what it reads and writes."""

    @property
    def called(self) -> str:
        """The command as it is typed in a terminal."""
        return shlex.join(self.words)

    def meet(self, lines: Sequence[str]) -> str:
        """Say where the words go; nothing is tried beforehand."""
        return "where they go from there is that command's doing; treatydiff itself sends them nowhere"

    def answers(self, lines: Mapping[str, str]) -> Iterator[Came]:
        """What comes for each line, by id, as it comes. Raises TreatydiffError where it cannot be started at all."""
        desks: list[_Desk] = []
        stopped = Event()

        def work(share: Mapping[str, str], heard: Heard) -> None:
            desks.append(_Desk(dict(share), self.words, self.limit, heard, stopped))
            desks[-1].work()

        def stop() -> None:
            stopped.set()
            for desk in desks:
                desk.stop()

        return shared(lines, work, stop, jobs=self.jobs)


def shared(
    lines: Mapping[str, str], work: Callable[[Mapping[str, str], Heard], None], stop: Callable[[], None], *, jobs: int
) -> Iterator[Came]:
    """What comes of ``work`` on each of so many shares at once.

    Whatever happens, also where the caller stops listening, ``stop`` is called and nobody works on for long.
    """
    heard: SimpleQueue[Came | TreatydiffError | None] = SimpleQueue()

    def worked(share: Mapping[str, str]) -> None:
        try:
            work(share, heard.put)
        finally:
            heard.put(None)

    shares = [dict(list(lines.items())[at::jobs]) for at in range(min(jobs, len(lines)))]
    threads = [Thread(target=worked, args=(share,), daemon=True) for share in shares]
    try:
        for thread in threads:
            thread.start()
        left = len(threads)
        while left:
            came = heard.get()
            left -= came is None
            if isinstance(came, TreatydiffError):
                raise came
            if came is not None:
                yield came
    finally:
        stop()
        for thread in threads:
            thread.join(_LINGERS)


class _Desk:
    """One start of the command after another, for one share of the questions."""

    def __init__(
        self, share: dict[str, str], command: Sequence[str], limit: float, heard: Heard, stopped: Event
    ) -> None:
        self._left, self._known = share, frozenset(share)
        self._command, self._limit, self._heard = command, limit, heard
        self._stopped = stopped
        self._process: subprocess.Popen[bytes] | None = None

    def work(self) -> None:
        """Ask until all is answered or given up."""
        idle = 0
        try:
            while self._left and not self._stopped.is_set():
                before = len(self._left)
                why, over = self._start()
                idle = 0 if len(self._left) < before else idle + 1
                given_up = list(self._left) if over or idle >= _IDLE_STARTS else list(self._left)[:1]
                for id in given_up:
                    del self._left[id]
                    self._heard(Came(id, why=why))
        except OSError as error:
            said = f"{self._command[0]}: cannot be started: {error.strerror or error}"
            self._heard(TreatydiffError(said, "--with names a command as it is typed in a terminal"))

    def stop(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            _end(self._process)

    def _start(self) -> tuple[str, bool]:
        """One start: why no more came, and whether it ended by itself and content, so that no other will bring more."""
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
            )
            self._process = process
            if self._stopped.is_set():
                _end(process)
            try:
                late = self._listen(process)
            finally:
                _end(process)
            if late:
                return f"no answer within {self._limit:g} s", False
            said = _last_line(errors)
            if process.returncode:
                return f"the command ended with status {process.returncode}{f': {said}' if said else ''}", False
            return "the command ended without an answer", True

    def _listen(self, process: subprocess.Popen[bytes]) -> bool:
        """Hear what comes until the output ends; whether it was given up for being late."""
        printed: SimpleQueue[bytes] = SimpleQueue()
        assert process.stdin
        assert process.stdout
        questions = "".join(f"{line}\n" for line in self._left.values()).encode("utf-8", "backslashreplace")
        for target, given in ((_write, (process.stdin, questions)), (_read, (process.stdout, printed))):
            Thread(target=target, args=given, daemon=True).start()
        while True:
            try:
                raw = printed.get(timeout=self._limit if self._left else min(_LINGERS, self._limit))
            except Empty:
                return bool(self._left)
            if not raw:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_LINGERS)
                return False
            if raw.strip():
                self._hear(raw)

    def _hear(self, raw: bytes) -> None:
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            value = None
        id = value.get("id") if isinstance(value, dict) else None
        if not isinstance(id, str) or id not in self._known:
            why = "an id that was not asked" if isinstance(value, dict) else "a line that is no JSON object"
            self._heard(Came("", why=why))
            return
        self._left.pop(id, None)
        self._heard(Came(id, value))


def _write(stream: IO[bytes], data: bytes) -> None:
    with suppress(OSError, ValueError):  # it need not read to the end
        stream.write(data)
    with suppress(OSError, ValueError):
        stream.close()


def _read(stream: IO[bytes], printed: SimpleQueue[bytes]) -> None:
    """Its lines, and nothing at the end."""
    with stream, suppress(OSError, ValueError):
        while raw := stream.readline(_LONGEST_LINE):
            printed.put(raw)
    printed.put(b"")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, where the system knows groups, and wait for it."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_LINGERS)


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(max(errors.seek(0, 2) - _LAST_WORDS, 0))
    found = errors.read().decode("utf-8", "replace").strip().splitlines()
    return one_line(found[-1])[:200] if found else ""
