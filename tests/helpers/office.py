"""LibreOffice for tests: to make files of another kind, or to print one."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@cache
def _profile() -> str:
    """Settings that all conversions of this process share: to make them takes longer than to convert."""
    folder = tempfile.mkdtemp(prefix="office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder).as_uri()


def convert(kind: str, folder: Path, *paths: Path) -> None:
    """Convert files to another kind, into a folder; what LibreOffice has no part for is not there afterwards."""
    assert OFFICE
    command = [OFFICE, f"-env:UserInstallation={_profile()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True, timeout=180)
