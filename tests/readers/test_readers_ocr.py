"""Pages read by optical character recognition."""

from __future__ import annotations

import io
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from making import change, finding, link, marked, paragraph
from pdf_making import T, pdf, unnamed
from treatydiff.compare import read_draft
from treatydiff.errors import ReadError
from treatydiff.model import Origin
from treatydiff.readers import READERS, Limits, ReadOptions
from treatydiff.readers.lines import BROKEN_HYPHEN
from treatydiff.readers.pdf.ocr import page_of

pytestmark = pytest.mark.sandbox
READ = ReadOptions(ocr=True, language="en")
LINES = ["Article 1", "Each State Party shall preserve electronic data for ninety days.", "Article 2", "They meet."]


def table(*lines: list[tuple[str, int, float]]) -> dict[str, list[object]]:
    """What tesseract tells of lines of words: each with its left edge and how sure it is."""
    found: dict[str, list[object]] = {key: [] for key in
        ("text", "conf", "left", "top", "width", "height", "block_num", "par_num", "line_num")}  # fmt: skip
    for number, words in enumerate(lines):
        for text, left, conf in words:
            row = (text, conf, left, 100 + 60 * number, 20 * len(text), 30, 1, 1, number)
            for key, value in zip(found, row, strict=True):
                found[key].append(value)
    return found


def test_words_become_lines_with_their_places_and_the_page_is_as_sure_as_its_letters() -> None:
    page = page_of(3, 595, 842, table([("Each", 300, 90.0), ("Party", 400, 80.0)], [("", 0, -1), ("acts.", 300, 99.0)]))
    assert [line.text for line in page.lines] == ["Each Party", "acts."]
    assert page.lines[0].x0 == pytest.approx(72)
    assert page.lines[0].y > page.lines[1].y
    assert page.confidence == pytest.approx((4 * 90 + 5 * 80 + 5 * 99) / 14)


def test_a_hyphen_at_the_end_of_a_line_may_be_that_of_the_line() -> None:
    (line,) = page_of(1, 595, 842, table([("obli-", 300, 90.0)])).lines
    assert line.text == f"obli{BROKEN_HYPHEN}"


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("المادة, 3,5", "المادة، 3,5"),
        ("(二)项,", "（二）项，"),
        ("a, (b)", "a, (b)"),
        ("二项 ;", "二项；"),
        ("〈六）条", "（六）条"),
    ],
)
def test_signs_beside_letters_of_a_script_are_its_own(told: str, meant: str) -> None:
    (line,) = page_of(1, 595, 842, table([(word, 300, 90.0) for word in told.split()])).lines
    assert line.text == meant


def test_without_the_library_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    with pytest.raises(ReadError) as caught:
        READERS["pdf"].read(unnamed("Each Party"), "draft.pdf", ReadOptions(ocr=True, language="ru"))
    assert caught.value.hint.startswith("pip install pytesseract pillow")
    assert "tesseract-ocr-rus" in caught.value.hint


def test_a_sound_file_needs_no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    done = READERS["pdf"].read(pdf([T(72, 700, "Each Party shall act.")]), "draft.pdf", READ)
    assert [b.origin.by_ocr for b in done.blocks] == [False]


def test_a_finding_on_such_a_page_says_so() -> None:
    def found(by_ocr: bool) -> str:
        provision = paragraph("1", "Each Party may act.")
        again = replace(provision, origin=Origin(1, by_ocr=by_ocr))
        return finding(1, change(1, link(provision, again), marked("[-may-]"))).statement

    assert found(True).endswith(", read by OCR.")
    assert "OCR" not in found(False)


def picture() -> bytes:
    """A PDF of one page that is a picture of a text, and one that has it as text."""
    image = pytest.importorskip("PIL.Image", reason="the extra ocr is not installed")
    pytest.importorskip("pytesseract", reason="the extra ocr is not installed")
    if not shutil.which("tesseract"):
        pytest.skip("tesseract is not installed")
    import pypdfium2

    lines = [T(72, 700 - 40 * i, text, 12) for i, text in enumerate(LINES)]
    page = pypdfium2.PdfDocument(pdf(lines))[0].render(scale=200 / 72).to_pil()
    assert isinstance(page, image.Image)
    out = io.BytesIO()
    page.convert("L").save(out, "PDF", resolution=200)
    return out.getvalue()


def test_a_scanned_page_is_read_and_says_how_sure_that_is(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(picture())
    read = read_draft(str(path), language="en", ocr=True, limits=Limits())
    assert [a.number for a in read.articles()] == ["1", "2"]
    assert read.articles()[0].full_text() == LINES[1]
    assert read.articles()[0].origin.by_ocr
    assert read.notices[0].message.startswith("read by OCR (tesseract ")
    assert "page and confidence: 1 9" in read.notices[0].message
    with pytest.raises(ReadError) as caught:
        read_draft(str(path), language="en")
    assert "--ocr" in caught.value.hint


def test_the_same_page_is_read_the_same_each_time() -> None:
    data = picture()
    first, second = (READERS["pdf"].read(data, "scan.pdf", READ) for _ in range(2))
    assert first == second
