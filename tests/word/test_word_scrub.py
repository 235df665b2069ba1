"""``--scrub`` takes out of a redline what it says of those who wrote the drafts, and lists it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from treatydiff.cli import main
from word_pairs import LAST, ONE, Word, comment, commented, p

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
OWN = b'<p:Properties xmlns:p="urn:own"><p:matter>Matter 7</p:matter></p:Properties>'


def draft(text: str) -> bytes:
    data = Word(p("Article 1") + p(commented(1, text)) + LAST, comments=comment(1, "Why?")).data()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "_rels/.rels":
                own = f'<Relationship Id="own" Type="{CUSTOM}" Target="docProps/custom.xml"/></Relationships>'
                held = held.replace(b"</Relationships>", own.encode())
            elif name == "word/document.xml":
                held = held.replace(b"<w:p>", b'<w:p w:rsidR="00AB12CD">', 1)
            new.writestr(name, held)
        new.writestr("docProps/custom.xml", OWN)
    return stream.getvalue()


@pytest.mark.parametrize("scrubbed", [True, False])
def test_names_sessions_and_own_properties_go_and_are_listed(
    scrubbed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "old.docx", tmp_path / "new.docx"]
    for path, text in zip(paths, (ONE, ONE.replace("shall", "may")), strict=True):
        path.write_bytes(draft(text))
    out = tmp_path / "redline.docx"
    assert main(["compare", *map(str, paths), "-o", str(out), *["--scrub"] * scrubbed]) == 0
    with zipfile.ZipFile(out) as package:
        held = b"".join(package.read(name) for name in package.namelist())
    for trace in (b"Chair", b"00AB12CD", b"Matter 7"):
        assert (trace in held) is not scrubbed
    assert b"Why?" in held
    said = capsys.readouterr().err
    taken = "properties of its own; the names of 1 author of marks and comments; 1 marks of editing sessions"
    assert (taken in said) is scrubbed
    assert "proved" in said
