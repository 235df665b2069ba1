"""The pager: shows output page by page, as git does."""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping


def command(environment: Mapping[str, str]) -> str:
    """The pager's command line: TREATYDIFF_PAGER, PAGER or less; empty for none."""
    chosen = environment.get("TREATYDIFF_PAGER", environment.get("PAGER", "less")).strip()
    return "" if chosen == "cat" else chosen


def page(data: bytes, environment: Mapping[str, str]) -> bool:
    """Show the data in the pager; False if there is none, and nothing was shown."""
    pager = command(environment)
    if not pager or not shutil.which(shlex.split(pager)[0]):
        return False
    # F: leave at once if it fits on one screen; R: colours; X: leave the text on the screen
    options = {"LESS": "FRX", "LESSCHARSET": "utf-8", "LV": "-c"}
    process = subprocess.Popen(pager, shell=True, stdin=subprocess.PIPE, env={**options, **environment})
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager
    try:
        process.communicate(data)
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def terminal(environment: Mapping[str, str]) -> bool:
    """Whether a human looks at a terminal that can page."""
    return sys.stdin.isatty() and sys.stdout.isatty() and environment.get("TERM") != "dumb"
