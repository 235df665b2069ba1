"""Earlier versions of a file, from the local git repository, never from a remote."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from treatydiff.gate.lock import sha256
from treatydiff.readers import MAX_BYTES

_MOST_REVISIONS = 50
"""So many commits that touched the file are looked at."""
_SECONDS = 20.0
# In a partial clone git would fetch a blob that is not there, and ask for a password.
_LOCAL_ONLY = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def earlier(file: Path, wanted: str, revision: str = "HEAD") -> bytes | None:
    """The bytes of an earlier state of a file, by their SHA-256; None where git does not have them.

    Looked for behind the commit that is checked out, and behind ``revision``.
    """
    behind = ("--end-of-options", "HEAD", revision, "--", f"./{file.name}")
    listed = _git(file.parent, "rev-list", f"--max-count={_MOST_REVISIONS}", *behind)
    for revision in (listed or b"").decode("ascii", "replace").split():
        data = _git(file.parent, "cat-file", "blob", f"{revision}:./{file.name}")
        if data is not None and sha256(data) == wanted:
            return data
    return None


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What a git command prints; None where it fails or there is no git."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, **_LOCAL_ONLY},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 and len(done.stdout) <= MAX_BYTES else None
