"""Calls to the operating system that several rooms need."""

from __future__ import annotations

import os


def is_alive(pid: int) -> bool:
    """Whether a process runs, whosever it is. On Windows, where to ask would end it, always true."""
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def new_file_mode() -> int:
    """The permissions of any new file of the user's."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
