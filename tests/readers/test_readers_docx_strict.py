"""Files in Strict Open XML: read like any other, and a redline of them is of the usual kind."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from corpus import DRAFTS
from treatydiff.compare import compare, read_draft
from treatydiff.ooxml.strict import MARK, transitional
from treatydiff.renderers import Rendered, RenderOptions
from treatydiff.renderers.docx import render
from treatydiff.word.proof.levels import placed
from treatydiff.word.proof.verify import verify_drafts

USUAL = re.compile(rb"http://schemas\.openxmlformats\.org/(wordprocessingml|drawingml|officeDocument)/2006/")


def strict(data: bytes) -> bytes:
    """A file as Word writes it when asked for the strict kind."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            named = USUAL.sub(rb"http://purl.oclc.org/ooxml/\1/", old.read(name))
            named = named.replace(b'/extended-properties"', b'/extendedProperties"')
            new.writestr(name, named.replace(b"<w:document ", b'<w:document w:conformance="strict" '))
    return stream.getvalue()


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = [tmp_path / path.name for path in DRAFTS[-2:]]
    for path, source in zip(made, DRAFTS[-2:], strict=True):
        path.write_bytes(strict(source.read_bytes()))
    return made


def test_its_draft_is_that_of_the_usual_kind_and_a_notice_says_so(paths: list[Path]) -> None:
    ours, usual = read_draft(str(paths[0])), read_draft(str(DRAFTS[-2]))
    assert ours.provisions == usual.provisions
    assert any(notice.of_file and "Strict Open XML" in notice.message for notice in ours.notices)


def test_its_redline_is_proved_and_of_the_usual_kind(paths: list[Path]) -> None:
    old, new = (read_draft(str(path)) for path in paths)
    made = render((compare(old, new, judged=False),), RenderOptions())
    assert isinstance(made, Rendered)
    assert sum("Strict Open XML" in notice for notice in made.notices) == 2
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if MARK in archive.read(name)]
    assert [each for each in placed(made, old, new, verify_drafts(made, old, new)) if each.law != "reject"] == []


def test_what_is_of_the_usual_kind_stays_as_it_is() -> None:
    data = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    assert transitional(data) is data
