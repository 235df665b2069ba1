"""A page that asks for millions of forms is refused before anything draws them, with a child process and without."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from treatydiff.cli import main
from treatydiff.compare import read_draft
from treatydiff.errors import ReadError

TEXT = b"BT /F1 11 Tf 14 TL 60 800 Td (Article 1) Tj T* (Each Party shall act.) Tj T* ET"
FIRST = 10


def pdf(*draws: bytes, packed: bool = False) -> bytes:
    """A page that draws the first form, and forms each of which draws with what is given, on its own resources."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources %s/Contents 4 0 R>>"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: page % _resources(FIRST),
        4: _stream(b"", TEXT + b" /X Do"),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for number, draw in enumerate(draws, FIRST):
        kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources %s" % _resources(number + 1)
        objects[number] = _stream(kind, draw, packed=packed)
    out, at = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        at[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(out), max(objects) + 1
    rows = (b"%010d 00000 n \n" % at[n] if n in at else b"0000000000 65535 f \n" for n in range(size))
    return bytes(out + b"xref\n0 %d\n%s" % (size, b"".join(rows))) + (
        b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    )


def _resources(form: int) -> bytes:
    return b"<</Font<</F1 5 0 R>>/XObject<</X %d 0 R>>>>" % form


def _stream(more: bytes, content: bytes, *, packed: bool = False) -> bytes:
    if packed:
        content, more = zlib.compress(content), more + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("call", [b"/X Do ", b"/#58  Do "])
def test_a_fan_of_forms_is_refused_without_a_child_process(packed: bool, call: bytes, tmp_path: Path) -> None:
    path = tmp_path / "fan.pdf"
    path.write_bytes(pdf(*[call * 10] * 9, b"", packed=packed))
    with pytest.raises(ReadError, match=r"page 1 draws [\d,]+ forms"):
        read_draft(str(path))


def test_the_program_says_so_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "fan.pdf"
    path.write_bytes(pdf(*[b"/X Do " * 10] * 9, b""))
    assert main(["outline", str(path), "--no-sandbox"]) == 2
    assert capsys.readouterr().err.splitlines()[0].endswith("fan.pdf: page 1 draws 1,111,111,111 forms")


def test_a_form_in_a_form_is_read_and_one_that_draws_itself_too(tmp_path: Path) -> None:
    path = tmp_path / "forms.pdf"
    for draws in ((b"/X Do", b"BT /F1 11 Tf 60 600 Td (Each may leave.) Tj ET"), (b"/X Do", b"/X Do", b"q Q")):
        path.write_bytes(pdf(*draws))
        assert "Each Party shall act" in " ".join(p.full_text() for p in read_draft(str(path)).provisions)


def test_what_cannot_be_taken_apart_is_left_to_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 /Subtype/Form /Subtype /Form and nothing else")
    with pytest.raises(ReadError, match="damaged PDF"):
        read_draft(str(path))
