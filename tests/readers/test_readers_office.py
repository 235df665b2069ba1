"""What LibreOffice converts: .doc, .odt, .rtf."""

from __future__ import annotations

import os
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from docx_making import docx, p, r
from helpers.office import OFFICE, convert
from treatydiff.errors import ReadError
from treatydiff.readers import READERS, Limits, office, open_document

pytestmark = pytest.mark.sandbox
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
    assert ended(child), "it still runs"


def ended(process: str, seconds: float = 20) -> bool:
    """Whether a process that was killed is gone, or waits to be buried; a busy machine takes its time over it."""
    state = Path(f"/proc/{process}/stat")
    until = time.monotonic() + seconds
    while state.exists() and state.read_text().split()[2] != "Z" and time.monotonic() < until:
        time.sleep(0.05)
    return not state.exists() or state.read_text().split()[2] == "Z"


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
    if not OFFICE:
        pytest.skip("LibreOffice is not installed")
    body = [p(r("Article 1", "<w:b/>")), p("1. Each Party shall inform the others."), p("2. The Parties shall meet.")]
    word = tmp_path / "draft.docx"
    word.write_bytes(docx(*body))
    convert(kind, tmp_path, word)
    path = word.with_suffix(f".{kind}")
    done = READERS["office"].read(path.read_bytes(), path.name, limits=Limits())
    assert [b.text for b in done.blocks] == [b.text for b in READERS["docx"].read(word.read_bytes(), "x").blocks]
    assert "read as the Word file that LibreOffice makes of it" in [n.message for n in done.notices]


NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" '
    'm:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" '
    'm:media-type="text/xml"/></m:manifest>'
)


def odt(body: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", MANIFEST)
        content = f"<office:body><office:text>{body}</office:text></office:body>"
        package.writestr("content.xml", f"<office:document-content {NAMESPACES}>{content}</office:document-content>")
    return made.getvalue()


FIELD = '<text:p>1. Kept as <text:file-name text:display="full">stored.odt</text:file-name>.</text:p>'
HIDDEN = '<text:section text:name="x" text:display="none"><text:p>2. Not for &amp; security.</text:p></text:section>'
CONDITION = '<text:p>3.<text:conditional-text text:string-value-if-true="not">may</text:conditional-text></text:p>'


def test_fields_of_an_open_document_say_what_is_stored_and_hidden_words_are_told() -> None:
    made, notices = open_document.settled(odt(FIELD + HIDDEN + CONDITION))
    with zipfile.ZipFile(BytesIO(made)) as package:
        assert package.infolist()[0].filename == "mimetype"
        assert package.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert "1. Kept as stored.odt." in package.read("content.xml").decode()
    assert [notice.set_aside for notice in notices if notice.unseen] == [("2. Not for & security.",), ("not may",)]


def test_a_broken_open_document_is_left_to_libreoffice() -> None:
    for data in (b"PK\x03\x04", odt(FIELD)[:-30]):
        assert open_document.settled(data) == (data, [])


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the program")
def test_what_is_hidden_reaches_the_reading_and_nothing_of_the_user_is_written_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "made.docx").write_bytes(docx("Article 1", "2. Not for security."))
    says = f'env | grep ^XDG_ >"{tmp_path}/homes"'
    made = program(tmp_path, says, "mkdir -p out", f'cp "{tmp_path}/made.docx" out/draft.docx')
    monkeypatch.setattr(office.shutil, "which", lambda name: made)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "mine"))
    done = READERS["office"].read(odt(HIDDEN), "draft.odt")
    assert [n.set_aside for n in done.notices if n.unseen] == [("2. Not for & security.",)]
    homes = dict(line.split("=", 1) for line in (tmp_path / "homes").read_text().splitlines())
    assert {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"} <= homes.keys()
    assert not any(str(tmp_path) in home for home in homes.values())
