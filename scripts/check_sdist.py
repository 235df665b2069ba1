"""Builds the source archive, unpacks it elsewhere and runs the tests that it holds: ``make sdist``.

The tests run with this interpreter, which has what they need, and import the unpacked package. A handful of quick files
by default, so that a missing file is seen in a minute; ``--all`` runs every test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUICK = ("test_architecture", "test_docs", "gate/test_action", "text/test_languages", "test_glossary", "test_packaging")


def main(arguments: list[str]) -> int:
    """Status 0 if the tests of the archive pass."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder]
        subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        (unpacked,) = (path for path in Path(folder).iterdir() if path.is_dir())
        files = [] if "--all" in arguments else [f"tests/{name}.py" for name in QUICK]
        environment = {**os.environ, "PYTHONPATH": str(unpacked / "src")}
        test = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *files]
        return subprocess.run(test, cwd=unpacked, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
