"""Which fonts this machine has."""

from __future__ import annotations

import shutil
import subprocess


def installed(font: str) -> bool:
    listing = shutil.which("fc-list")
    if not listing:
        return False
    return bool(subprocess.run([listing, font], capture_output=True, check=True, timeout=60).stdout.strip())
