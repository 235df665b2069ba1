"""Shows on a terminal's stderr what is being done, if it takes long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Timer

from treatydiff.text.safe_text import one_line

PATIENCE = 0.6
"""Seconds after which a user begins to wonder."""


Tell = Callable[[str], None]
"""Says what is being done now."""


@contextmanager
def shown(doing: str, *, wanted: bool, environment: Mapping[str, str]) -> Iterator[Tell]:
    """Show ``doing`` while the block runs, after a moment, and wipe it away. Only for a human at a terminal.

    The block gets a function that says how far it has come.
    """
    if not (wanted and sys.stderr.isatty()) or environment.get("CI") or environment.get("TERM") == "dumb":
        yield _nobody_looks
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


def _nobody_looks(now: str) -> None:
    """In a pipe and in CI nothing is said."""


def _say(message: str) -> None:
    sys.stderr.write(f"\r\x1b[K{message[:78]}")
    sys.stderr.flush()
