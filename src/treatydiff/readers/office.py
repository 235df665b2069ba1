"""Converts .doc, .odt and .rtf with LibreOffice to a Word file, which the Word reader reads.

LibreOffice is a large program that is given a stranger's file. It runs without a window, in a folder of its own that is
gone afterwards, with a profile of its own that forbids macros and links and leads the network nowhere, for a limited
time; what it leaves behind is one file, which is then read within the limits of every reader.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from treatydiff.errors import ReadError
from treatydiff.host.budget import unconfined
from treatydiff.model import Notice, Reading
from treatydiff.readers import MAX_BYTES, ReadOptions, docx, open_document
from treatydiff.text.regexes import regex

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
"""For starting LibreOffice anew, which takes some, and for the longest drafts."""
_SAVE_AS_DOCX = "install LibreOffice, or open it in Word and save it as .docx"
_KINDS = (
    (".doc", regex(rb"\xd0\xcf\x11\xe0")),
    (".rtf", regex(rb"\s*\{\\rtf")),
    (".odt", regex(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL)),
)
"""The suffix under which LibreOffice is given a file, by how the file begins, whatever it is called."""
_SETTINGS = {
    ("Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("Office.Common/Security/Scripting", "DisableActiveContent"): "true",
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("Office.Common/Save/Document", "CreateBackup"): "false",
    ("Office.Writer/Content/Update", "Link"): "2",
    ("Office.Writer/Revision/TextDisplay/Insert", "Color"): f"{0x0A5A2B}",
    ("Office.Writer/Revision/TextDisplay/Delete", "Color"): f"{0x9B1C1C}",
    ("Inet/Settings", "ooInetProxyType"): "2",
    ("Inet/Settings", "ooInetHTTPProxyName"): "127.0.0.1",
    ("Inet/Settings", "ooInetHTTPProxyPort"): "9",
    ("Inet/Settings", "ooInetHTTPSProxyName"): "127.0.0.1",
    ("Inet/Settings", "ooInetHTTPSProxyPort"): "9",
}
"""No macros, no live objects, no links outside; every connection goes where nobody answers. The colours are those of
our page: by itself it gives the only author a yellow that cannot be read on paper."""


def read(data: bytes, name: str, options: ReadOptions) -> Reading:
    """The printed paragraphs of what ``converted`` made of the draft. Raises ReadError."""
    reading = docx.read(data, name, options)
    made = Notice("read as the Word file that LibreOffice makes of it")
    return replace(reading, notices=(*reading.notices, *_notes(data), made))


def converted(data: bytes, name: str) -> bytes:
    """The draft as a Word file. Raises ReadError: for another kind of file, without LibreOffice, where that fails."""
    suffix = next((suffix for suffix, begins in _KINDS if begins.match(data)), "")
    if not suffix:
        raise ReadError(f"{name}: no .doc, .odt or .rtf by what is in it", "open it and save it as .docx")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise ReadError(f"{name}: read only where LibreOffice is installed", _SAVE_AS_DOCX)
    data, told = open_document.settled(data) if suffix == ".odt" else (data, [])
    with tempfile.TemporaryDirectory(prefix="treatydiff-") as folder:
        made = _by_libreoffice(program, Path(folder), suffix, data, name)
    return _noted(made, told) if told else made


_LONGEST = 60_000
"""Bytes of the comment on a package, of which it may have a few more."""


def _noted(made: bytes, notices: Iterable[Notice]) -> bytes:
    """The Word file with what there is to say of what it does not hold, as a comment on the package, for ``read``."""
    package = BytesIO(made)
    with zipfile.ZipFile(package, "a") as parts:
        said = [(each.message, each.set_aside) for each in notices]
        whole = json.dumps(said).encode()
        short = json.dumps([(message, ()) for message, _ in said]).encode()
        parts.comment = whole if len(whole) <= _LONGEST else short
    return package.getvalue()


def _notes(data: bytes) -> Iterator[Notice]:
    with suppress(zipfile.BadZipFile, ValueError), zipfile.ZipFile(BytesIO(data)) as package:
        for message, words in json.loads(package.comment or b"[]"):
            yield Notice(message, set_aside=tuple(words), unseen=True)


def as_pdf(data: bytes, name: str) -> bytes | None:
    """A Word file of ours as LibreOffice prints it, with its tracked changes; None where it is not installed.

    Raises ReadError.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="treatydiff-") as folder, unconfined():
        return _by_libreoffice(program, Path(folder), ".docx", data, name, "pdf")


def _by_libreoffice(program: str, folder: Path, suffix: str, data: bytes, name: str, kind: str = "docx") -> bytes:
    source, made = folder / f"draft{suffix}", folder / "out" / f"draft.{kind}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), "utf-8")
    command = [program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}",
               "--convert-to", kind, "--outdir", str(made.parent), str(source)]  # fmt: skip
    if not _run(command, folder):
        raise ReadError(f"{name}: LibreOffice did not finish within {SECONDS} s", _SAVE_AS_DOCX)
    if not made.is_file():
        raise ReadError(f"{name}: LibreOffice cannot convert it", "it may be damaged: open it and save it as .docx")
    if made.stat().st_size > MAX_BYTES:
        large = f"{name}: larger than {MAX_BYTES // 1_000_000} MB as a Word file"
        raise ReadError(large, "is this a draft convention?")
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> bool:
    """Whether the program, and all that it started, ended in time."""
    environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, env=environment | _homes(folder),
        start_new_session=True,
    )  # fmt: skip
    try:
        child.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    return True


def _homes(folder: Path) -> dict[str, str]:
    """Every place in which a program keeps what is the user's, in a folder that is gone afterwards."""
    kept = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    return {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), **kept}


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for (path, name), value in _SETTINGS.items()
    )
    registry = "http://openoffice.org/2001/registry"
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="{registry}">{items}</oor:items>'
