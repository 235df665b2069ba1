"""Shows on a terminal's stderr what is being done, if it takes long."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Timer

from treatydiff.safe_text import one_line

PATIENCE = 0.6
"""Seconds after which a user begins to wonder."""


@contextmanager
def shown(doing: str, *, wanted: bool, environment: Mapping[str, str]) -> Iterator[None]:
    """Show ``doing`` while the block runs, after a moment, and wipe it away. Only for a human at a terminal."""
    if not (wanted and sys.stderr.isatty()) or environment.get("CI") or environment.get("TERM") == "dumb":
        yield
        return
    timer = Timer(PATIENCE, _say, (f"{one_line(doing)} …",))
    timer.start()
    try:
        yield
    finally:
        said = not timer.is_alive()
        timer.cancel()
        timer.join()
        if said:
            _say("")


def _say(message: str) -> None:
    sys.stderr.write(f"\r\x1b[K{message[:78]}")
    sys.stderr.flush()
