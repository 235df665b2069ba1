"""What LibreOffice converts: .doc, .odt, .rtf."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from docx_making import docx, p, r
from treatydiff.errors import ReadError
from treatydiff.readers import READERS, Limits, office

RTF = b"{\\rtf1 Article 1\\par Each Party shall inform the others.\\par}"
OLE = b"\xd0\xcf\x11\xe0 and more"


def refusal(data: bytes, name: str) -> ReadError:
    with pytest.raises(ReadError) as caught:
        READERS["office"].read(data, name)
    return caught.value


def test_without_libreoffice_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    error = refusal(RTF, "draft.rtf")
    assert error.message == "draft.rtf: read only where LibreOffice is installed"
    assert error.hint == "install LibreOffice, or open it in Word and save it as .docx"


def test_what_is_none_of_these_kinds_is_refused_before_any_program_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.subprocess, "Popen", None)
    assert refusal(b"words of a text", "draft.rtf").message == "draft.rtf: no .doc, .odt or .rtf by what is in it"
    assert refusal(docx("a"), "draft.odt").message == "draft.odt: no .doc, .odt or .rtf by what is in it"


def program(folder: Path, *lines: str) -> str:
    """A program that does what these lines of shell say."""
    path = folder / "soffice"
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the program")
def test_a_conversion_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = program(tmp_path, "sleep 600 & echo $! >" + str(tmp_path / "pid"), "wait")
    monkeypatch.setattr(office.shutil, "which", lambda name: made)
    monkeypatch.setattr(office, "SECONDS", 1)
    assert refusal(RTF, "draft.rtf").message == "draft.rtf: LibreOffice did not finish within 1 s"
    child = (tmp_path / "pid").read_text().strip()
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the program")
def test_a_conversion_that_leaves_nothing_is_a_line_and_the_folder_is_gone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = program(tmp_path, 'pwd > "$(dirname "$0")/where"', "exit 0")
    monkeypatch.setattr(office.shutil, "which", lambda name: made)
    assert refusal(OLE, "draft.doc").message == "draft.doc: LibreOffice cannot convert it"
    assert not Path((tmp_path / "where").read_text().strip()).exists()


@pytest.mark.parametrize("kind", ["odt", "rtf", "doc"])
def test_each_kind_says_what_the_word_file_says(tmp_path: Path, kind: str) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        pytest.skip("LibreOffice is not installed")
    body = [p(r("Article 1", "<w:b/>")), p("1. Each Party shall inform the others."), p("2. The Parties shall meet.")]
    word = tmp_path / "draft.docx"
    word.write_bytes(docx(*body))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    path = word.with_suffix(f".{kind}")
    done = READERS["office"].read(path.read_bytes(), path.name, limits=Limits())
    assert [b.text for b in done.blocks] == [b.text for b in READERS["docx"].read(word.read_bytes(), "x").blocks]
    assert "read as the Word file that LibreOffice makes of it" in [n.message for n in done.notices]
