"""Jobs of the page: comparisons in processes of their own, two at a time, that can be cancelled.

Drafts and results are kept in memory and nowhere else. What a program that is asked for help (LibreOffice, tesseract)
writes goes to a folder of the comparison's own, which goes with it: its process removes it, or this one if that was
killed, or, if both were, the next that is started. A process ends when the one that started it is gone.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import connection
from pathlib import Path
from typing import Any, NoReturn

from treatydiff.errors import TreatydiffError
from treatydiff.host.system import is_alive

AT_ONCE = 2
"""Comparisons that run at the same time; the others wait."""
MOST = 20
"""Comparisons that are kept, finished or not."""
PATIENCE = 3.0
"""Seconds that a process has to tidy up before it is killed."""
_FOLDER = "treatydiff-serve-"


@dataclass(frozen=True, slots=True)
class Upload:
    """A draft that was handed over."""

    name: str
    """What its file is called; no path is ever made of it."""
    group: int
    """Which folder it came from, by number; 0: from none."""
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants compared, and how."""

    drafts: tuple[Upload, ...]
    as_listed: bool
    """The drafts are in order, oldest first; else the order is found out."""
    themes: tuple[str, ...]
    """Those that findings are wanted of; none: all."""
    language: str
    """Code of the drafts' language; empty: found out."""
    formatting: str
    """``quiet`` or ``tracked``, of the Word redline."""


@dataclass(frozen=True, slots=True)
class Product:
    """A finished file, or why there is none."""

    name: str
    about: str
    data: bytes = field(default=b"", repr=False)


class Reporter:
    """Tells the page how a comparison goes, and hands over what is finished."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        """``send`` takes a message of bytes."""
        self._send = send

    def stage(self, doing: str) -> None:
        """What is being done now."""
        self._message(stage=doing)

    def title(self, title: str) -> None:
        """What is compared."""
        self._message(title=title)

    def note(self, text: str) -> None:
        """What was decided for the user."""
        self._message(note=text)

    def part(self, form: str, part: Product) -> None:
        """A file, or why there is none."""
        self._message(form=form, name=part.name, about=part.about)
        self._send(part.data)

    def refuse(self, message: str, hint: str) -> None:
        """There is no comparison."""
        self._message(refused=[message, hint])

    def _message(self, **values: Any) -> None:
        self._send(json.dumps(values).encode())


Work = Callable[[Order, Reporter], None]
"""Compares. A function of a module, so that a new process finds it. Raises TreatydiffError."""
Explain = Callable[[Exception], tuple[str, str]]
"""What went wrong and what to do, in the words of somebody who has no command line."""


class Going(StrEnum):
    """How far a comparison is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Comparison:
    """One that was asked for."""

    id: int
    order: Order | None
    """None when it is over: the drafts are let go."""
    title: str
    going: Going = Going.WAITING
    stage: str = ""
    notes: list[str] = field(default_factory=list)
    refused: tuple[str, str] = ("", "")
    parts: dict[str, Product] = field(default_factory=dict)
    runner: threading.Thread | None = None
    """Starts its process and listens to it; None before and after."""
    process: Any = None
    until: float = 0.0
    """When a process that was asked to end is killed."""

    @property
    def over(self) -> bool:
        """Whether nothing more comes."""
        return self.going not in (Going.WAITING, Going.RUNNING)

    def shown(self) -> dict[str, Any]:
        """What the page shows of it."""
        parts = {
            form: {"name": part.name, "about": part.about, "size": len(part.data)} for form, part in self.parts.items()
        }
        return {
            "id": self.id, "title": self.title, "going": self.going, "stage": self.stage, "notes": self.notes,
            "refused": self.refused, "parts": parts,
        }  # fmt: skip


class Comparisons:
    """All comparisons of this program, until it ends."""

    def __init__(self, work: Work, explain: Explain) -> None:
        """Every comparison is done by ``work``."""
        self._work, self._explain = work, explain
        self._lock = threading.Lock()
        self._all: dict[int, Comparison] = {}
        self._last = 0
        self._closed = False
        sweep()

    def start(self, order: Order) -> int:
        """Begin a comparison, as soon as there is room. Raises TreatydiffError for one too many."""
        with self._lock:
            over = [each.id for each in self._all.values() if each.over]
            if len(self._all) >= MOST and not over:
                raise TreatydiffError(f"{MOST} comparisons are waiting", "wait for some of them, or cancel some")
            if len(self._all) >= MOST:
                del self._all[over[0]]
            self._last += 1
            title = " → ".join(draft.name for draft in order.drafts)
            self._all[self._last] = Comparison(self._last, order, title)
            self._next()
            return self._last

    def shown(self) -> list[dict[str, Any]]:
        """What the page shows of all, the newest first."""
        with self._lock:
            return [each.shown() for each in reversed(self._all.values())]

    def part(self, id: int, form: str) -> Product | None:
        """A finished file; None if there is none."""
        with self._lock:
            found = self._all.get(id)
            part = found.parts.get(form) if found else None
            return part if part and part.data else None

    def cancel(self, id: int) -> None:
        """End a comparison that is not over."""
        with self._lock:
            found = self._all.get(id)
            if found is not None and not found.over:
                found.going, found.order = Going.CANCELLED, None
                _ask_to_end(found)

    def forget(self, id: int) -> None:
        """Let go of a comparison and all that came of it."""
        self.cancel(id)
        with self._lock:
            self._all.pop(id, None)
            self._next()

    def close(self) -> None:
        """End and forget everything."""
        with self._lock:
            self._closed = True
            runners = [each.runner for each in self._all.values() if each.runner]
            ids = list(self._all)
        for id in ids:
            self.forget(id)
        for runner in runners:
            runner.join(3 * PATIENCE)

    def _next(self) -> None:
        """Start what waits and has room. Whoever calls holds the lock."""
        running = sum(each.runner is not None for each in self._all.values())
        for each in self._all.values():
            if running < AT_ONCE and each.going is Going.WAITING and not self._closed:
                running += 1
                each.going = Going.RUNNING
                each.runner = threading.Thread(target=self._run, args=(each, each.order), daemon=True)
                each.runner.start()

    def _run(self, found: Comparison, order: Order) -> None:
        here, there = multiprocessing.Pipe(duplex=False)
        base = tempfile.gettempdir()
        arguments = (self._work, self._explain, order, there, base)
        process = multiprocessing.get_context("spawn").Process(target=_be_child, args=arguments)
        try:
            process.start()
            there.close()
            with self._lock:
                found.process = process
                if found.over:  # since it was to be started
                    _ask_to_end(found)
            self._hear(found, here)
        finally:
            _end(process)
            here.close()
            _remove(base, process.pid)
            with self._lock:
                _settle(found)
                self._next()

    def _hear(self, found: Comparison, here: connection.Connection) -> None:
        """Note down what the process tells, until it has ended or has been asked to for too long."""
        with suppress(EOFError, OSError):
            while not found.until or time.monotonic() < found.until:
                if not here.poll(0.25):
                    if not found.process.is_alive():
                        return
                    continue
                message = json.loads(here.recv_bytes())
                data = here.recv_bytes() if "form" in message else b""
                with self._lock:
                    _note_down(found, message, data)


def _settle(found: Comparison) -> None:
    """The process is gone: what it was about is over."""
    found.runner, found.process, found.order = None, None, None
    if not (found.over or found.refused[0] or found.parts):
        found.refused = ("the comparison ended without a result", "try again; if it happens again, a draft is damaged")
    if not found.over:
        found.going = Going.REFUSED if found.refused[0] else Going.DONE


def _ask_to_end(found: Comparison) -> None:
    found.until = time.monotonic() + PATIENCE
    if found.process:
        found.process.terminate()


def _note_down(found: Comparison, message: Mapping[str, Any], data: bytes) -> None:
    found.stage = message.get("stage", found.stage)
    found.title = message.get("title", found.title)
    if "note" in message:
        found.notes.append(message["note"])
    if "form" in message:
        found.parts[message["form"]] = Product(message["name"], message["about"], data)
    if "refused" in message:
        found.refused = (message["refused"][0], message["refused"][1])


def _end(process: Any) -> None:
    """Wait for a process that is about to end; what does not is killed, with all that it started."""
    if process.pid is None:  # it could not be started
        return
    process.join(PATIENCE)
    if process.is_alive() and hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.is_alive():
        process.kill()
    process.join()


def sweep() -> None:
    """Remove what processes left behind that are gone."""
    base = tempfile.gettempdir()
    owners = {folder.name.removeprefix(_FOLDER).partition("-")[0] for folder in Path(base).glob(f"{_FOLDER}*")}
    for owner in owners:
        if owner.isdecimal() and not is_alive(int(owner)):
            _remove(base, int(owner))


def _remove(base: str, pid: int | None) -> None:
    """Remove what a comparison's process has made."""
    for folder in Path(base).glob(f"{_FOLDER}{pid}-*"):
        with suppress(OSError):
            if _ours(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _ours(folder: Path) -> bool:
    found = folder.lstat()
    return folder.is_dir() and not folder.is_symlink() and (os.name == "nt" or found.st_uid == os.getuid())


# ----------------------------------------------------------------------------------------------------------- the child


class _EndedError(BaseException):
    """The process was asked to end."""


def _be_child(work: Work, explain: Explain, order: Order, out: connection.Connection, base: str) -> None:
    """Compare, and tell. What is written meanwhile goes to a folder with this process's number, which then goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: whoever started this one decides
    told = Reporter(out.send_bytes)
    try:
        signal.signal(signal.SIGTERM, _stop)
        if hasattr(os, "setpgid"):
            os.setpgid(0, 0)
        threading.Thread(target=_leash, args=(base,), daemon=True).start()  # before there is anything to leave behind
        tempfile.tempdir = tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-", dir=base)
        os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), tempfile.tempdir))
        work(order, told)
    except (_EndedError, BrokenPipeError):
        pass
    except Exception as error:
        with suppress(OSError):
            told.refuse(*explain(error))
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _remove(base, os.getpid())


def _stop(*_: object) -> NoReturn:
    raise _EndedError


def _leash(base: str) -> None:
    """Wait until the process that started this one is gone, and end then."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    if sys.platform == "win32":
        _remove(base, os.getpid())
        os._exit(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    _remove(base, os.getpid())
    os.killpg(0, signal.SIGKILL)
