"""Progress on stderr for what takes long: at once on a terminal, now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Timer

from treatydiff.text.safe_text import log_line, one_line

PATIENCE = 0.6
"""Seconds after which a user begins to wonder."""


SELDOM = 10.0
"""Seconds after which a line is written where there is no terminal; each line takes twice as long as the one before."""


Tell = Callable[[str], None]
"""Says what is being done now."""


@contextmanager
def shown(doing: str, *, wanted: bool, environment: Mapping[str, str]) -> Iterator[Tell]:
    """Show ``doing`` while the block runs, after a moment, and wipe it away; without a terminal, in lines, seldom.

    The block gets a function that says how far it has come. In CI, where nobody looks, nothing is said.
    """
    if not wanted or environment.get("CI"):
        yield _nobody_looks
        return
    if not sys.stderr.isatty() or environment.get("TERM") == "dumb":
        with _SeldomLines(doing) as lines:
            yield lines.tell
        return
    message = [f"{one_line(doing)} …"]
    timer = Timer(PATIENCE, lambda: _say(message[0]))

    def tell(now: str) -> None:
        message[0] = f"{one_line(now)} …"
        if not timer.is_alive():
            _say(message[0])

    timer.start()
    try:
        yield tell
    finally:
        said = not timer.is_alive()
        timer.cancel()
        timer.join()
        if said:
            _say("")


class _SeldomLines:
    """Says in lines of their own how far it is, ever more seldom."""

    def __init__(self, doing: str) -> None:
        self._now = doing
        self._pause = SELDOM
        self._timer = self._next()

    def __enter__(self) -> _SeldomLines:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def tell(self, now: str) -> None:
        self._now = now

    def _next(self) -> Timer:
        timer = Timer(self._pause, self._say)
        timer.daemon = True
        return timer

    def _say(self) -> None:
        print(log_line(f"treatydiff: {one_line(self._now)} …"), file=sys.stderr, flush=True)
        self._pause *= 2
        self._timer = self._next()
        self._timer.start()


def _nobody_looks(now: str) -> None:
    """In CI, and where it is not wanted, nothing is said."""


def _say(message: str) -> None:
    sys.stderr.write(f"\r\x1b[K{message[:78]}")
    sys.stderr.flush()
