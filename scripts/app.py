"""Builds treatydiff as one file that needs no Python, and tries it where there is none: ``make app``.

    python scripts/app.py          build dist/treatydiff-VERSION-SYSTEM-MACHINE, its checksum and its bill of materials
    python scripts/app.py FILE     only try such a file

Started without a word, as by a double click, it is ``treatydiff serve``; else it is the command line.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from importlib.metadata import distribution, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = ("crypto",)
"""What is in the file besides a plain installation: PDFs that are encrypted without a password."""
LEFT_OUT = "tkinter numpy pandas pyarrow distributed PIL pytest setuptools pip IPython pygments".split()
START = """
import os
import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()  # a comparison's process is this file once more
    if "LD_LIBRARY_PATH" in os.environ:  # the browser and LibreOffice have libraries of their own
        os.environ["LD_LIBRARY_PATH"] = os.environ.get("LD_LIBRARY_PATH_ORIG", "")
    from treatydiff.cli import end, main

    end(main(sys.argv[1:] or ["serve"]))
"""
DRAFTS = [ROOT / "drafts" / f"{name}.docx" for name in ("2025-09-revised-draft", "2026-02-further-revised-draft")]


def build() -> Path:
    """The file, made anew in ``dist``."""
    import PyInstaller.__main__
    import treatydiff_templates

    name = f"treatydiff-{version('treatydiff')}-{_system()}"
    with tempfile.TemporaryDirectory() as folder:
        start = Path(folder, "treatydiff_app.py")
        start.write_text(START, "utf-8")
        templates = f"{next(iter(treatydiff_templates.__path__))}{os.pathsep}treatydiff_templates"
        PyInstaller.__main__.run([
            "--onefile", "--console", "--noconfirm", "--clean", "--log-level", "WARN", "--name", name,
            "--distpath", str(ROOT / "dist"), "--workpath", folder, "--specpath", folder,
            "--collect-submodules", "treatydiff", "--collect-data", "treatydiff", "--copy-metadata", "treatydiff",
            "--collect-data", "docx", "--hidden-import", "cryptography",
            "--add-data", templates, *(f"--exclude-module={each}" for each in LEFT_OUT), str(start),
        ])  # fmt: skip
    file = ROOT / "dist" / f"{name}{'.exe' if os.name == 'nt' else ''}"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    file.with_name(f"{file.name}.sha256").write_text(f"{digest}  {file.name}\n", "utf-8", newline="\n")
    _bill_of_materials(file.with_name(f"{file.name}.cdx.json"))
    return file


def _system() -> str:
    system = {"darwin": "macos", "win32": "windows"}.get(sys.platform, sys.platform)
    return f"{system}-{platform.machine().lower()}"


def _bill_of_materials(target: Path) -> None:
    """Write what the file is made of, as CycloneDX: every package, the Python, and what binds them."""
    packages = sorted({f"{name}=={version(name)}" for name in _parts()})
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "requirements.txt")
        listed.write_text("\n".join(packages), "utf-8")
        command = [sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", str(listed)]
        bill = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    python = {"type": "platform", "name": "CPython", "version": platform.python_version(), "bom-ref": "cpython"}
    bill["components"].append(python)
    target.write_text(json.dumps(bill, indent=2) + "\n", "utf-8")


def _parts() -> set[str]:
    """The packages in the file, and what makes a file of them."""
    from packaging.utils import canonicalize_name

    return {canonicalize_name(name) for name in (*_needed("treatydiff", EXTRAS), "pyinstaller")} - {*LEFT_OUT}


def _needed(name: str, extras: tuple[str, ...] = (), seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """A package and all that it needs here, by name."""
    from packaging.requirements import Requirement

    if name in seen:
        return
    yield name
    for text in distribution(name).requires or ():
        wanted = Requirement(text)
        if not wanted.marker or any(wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield from _needed(wanted.name, tuple(wanted.extras), seen | {name})


def check(file: Path) -> None:
    """Try the file with an empty environment: its version, a comparison, and the page from drop to report."""
    with tempfile.TemporaryDirectory() as home:
        bare = {"HOME": home, "TMPDIR": home} if os.name != "nt" else dict(os.environ, PATH="")
        compare = ["compare", *map(str, DRAFTS), "-o", "report.html"]
        for words in (["--version"], ["--version"], compare):
            begun = time.monotonic()
            subprocess.run([file, *words], check=True, env=bare, cwd=home, capture_output=True)
            print(f"{words[0]}: {time.monotonic() - begun:.1f} s")
        assert Path(home, "report.html").read_bytes().startswith(b"<!")
        _check_page(file, bare, home)
    print(f"{file.name}: {file.stat().st_size / 1e6:.0f} MB, works")


def _check_page(file: Path, bare: dict[str, str], home: str) -> None:
    begun = time.monotonic()
    command = [file, "serve", "--no-browser", "--config", "none"]
    program = subprocess.Popen(command, env=bare, cwd=home, stderr=subprocess.PIPE, text=True)
    assert program.stderr
    try:
        found = re.search(r"http://\S+", program.stderr.readline())
        assert found, "it does not say where the page is"
        with urllib.request.urlopen(found[0]) as answer:
            place = answer.url
        print(f"page: {time.monotonic() - begun:.1f} s")
        given = [{"name": each.name, "size": each.stat().st_size, "group": 1} for each in DRAFTS]
        wanted = {"drafts": given, "themes": [], "language": "", "formatting": "quiet", "as_listed": False}
        body = b"\n".join([json.dumps(wanted).encode(), b"".join(each.read_bytes() for each in DRAFTS)])
        origin = {"Origin": found[0].rpartition("/")[0], "Content-Type": "application/octet-stream"}
        urllib.request.urlopen(urllib.request.Request(f"{place}compare", body, origin)).close()
        while (state := _state(place))["going"] in ("waiting", "running"):
            assert time.monotonic() - begun < 300, state
            time.sleep(0.2)
        made = {form for form, part in state["parts"].items() if part["size"]}
        assert {"report", "redline", "brief", "table", "proposal"} <= made, state
        print(f"all forms: {time.monotonic() - begun:.1f} s")
    finally:
        program.terminate()
        program.wait()
        program.stderr.close()


def _state(place: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{place}state?window=check") as answer:
        found: dict[str, object] = json.load(answer)["comparisons"][0]
    return found


if __name__ == "__main__":
    check(Path(sys.argv[1]).resolve() if sys.argv[1:] else build())
