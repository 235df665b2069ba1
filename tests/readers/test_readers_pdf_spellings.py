"""What a PDF draws and what it spells: fonts whose tables say other letters, letters without ink or size, stamps."""

from __future__ import annotations

import pytest

from treatydiff.model import Notice
from treatydiff.readers import READERS
from treatydiff.readers.pdf import spellings

PLAIN = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
NAMED = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [1 /m /a /y] >> /ToUnicode 5 0 R >>"
)
TABLE = "1 begincodespacerange <00> <FF> endcodespacerange {} endcmap"
SH, LL = "<00730068>", "<006C006C>"
MAY = TABLE.format(f"3 beginbfchar <6D> {SH} <61> <0061> <79> {LL} endbfchar")
RANGES = TABLE.format(f"2 beginbfrange <6D> <6D> {SH} <79> <79> [{LL}] endbfrange")
PROGRAMS = (
    "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 110 /LastChar 111"
    " /Widths [5 5] /Encoding << /Differences [110 /n /o] >> /CharProcs << /n 6 0 R /o 6 0 R >> /ToUnicode 5 0 R >>"
)
NO = TABLE.format("2 beginbfchar <6E> <006E> <6F> <006F> endbfchar")


def file(text: str, font: str = PLAIN, *streams: str, annotations: str = "") -> bytes:
    """A page with a sentence in which ``text`` draws in the fonts F1 and F2; ``streams`` from object 5 on."""
    content = f"BT /F1 10 Tf 60 700 Td (A court ) Tj {text} /F1 10 Tf (review every measure.) Tj ET"
    kids = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {annotations}"
        f" /Resources << /Font << /F1 {PLAIN} /F2 {font} >> >> >>",
        *(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream" for stream in (content, *streams)),
    )
    body, places = "%PDF-1.5\n", []
    for number, kid in enumerate(kids, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{kid}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(kids) + 1
    trailer = f"trailer << /Root 1 0 R /Size {size} >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def told(data: bytes) -> list[Notice]:
    return [notice for notice in READERS["pdf"].read(data, "draft.pdf").notices if notice.unseen]


def with_table(font: str) -> str:
    return font.replace(" >>", " /ToUnicode 5 0 R >>")


def test_words_that_the_file_gives_in_place_of_what_it_draws_are_told() -> None:
    (notice,) = told(file("/Span << /ActualText (shall ) >> BDC (may ) Tj EMC"))
    assert notice.set_aside == ("shall (drawn: may)",)


@pytest.mark.parametrize(
    "text", ["/Span << /ActualText (shall ) >> BDC (shall ) Tj EMC", "/P << /MCID 1 >> BDC (shall ) Tj EMC"]
)
def test_words_that_are_those_that_are_drawn_are_quiet(text: str) -> None:
    assert told(file(text)) == []


DRESSED = "/Annots [<< /Type /Annot /Subtype /{} /Rect [100 695 140 710] /Contents (may) {} >>]"


@pytest.mark.parametrize("kind", ["Highlight", "Text", "Popup", "Link", "Underline", "FileAttachment"])
@pytest.mark.parametrize("drawing", ["1 g 0 0 40 20 re f", "/G gs BT (may) Tj ET", "/G gs /X Do"])
def test_annotations_that_the_file_draws_itself_over_words_are_told(kind: str, drawing: str) -> None:
    form = f"/Type /XObject /Subtype /Form /BBox [0 0 40 20] /Length {len(drawing)}"
    data = file("(shall ) Tj", PLAIN, drawing, annotations=DRESSED.format(kind, "/AP << /N 5 0 R >>"))
    assert [
        notice
        for notice in told(data.replace(f"/Length {len(drawing)}".encode(), form.encode()))
        if "may" in notice.message
    ]


@pytest.mark.parametrize("kind", ["Highlight", "Text"])
def test_notes_beside_the_page_are_told_and_let_a_check_pass(kind: str) -> None:
    data = file("(shall ) Tj", annotations=DRESSED.format(kind, ""))
    notices = READERS["pdf"].read(data, "draft.pdf").notices
    assert [notice.set_aside for notice in notices if notice.of_file] == [("may",)]
    assert told(data) == []


@pytest.mark.parametrize(
    ("text", "font", "table"),
    [
        ("/F2 10 Tf (may ) Tj", with_table(PLAIN), MAY),
        ("/F2 10 Tf (may ) Tj", with_table(PLAIN), RANGES),
        ("/F2 10 Tf (may ) Tj", with_table(PLAIN.replace(" /Encoding /WinAnsiEncoding", "")), MAY),
        ("/F2 10 Tf (\\001\\002\\003 ) Tj", NAMED, MAY.replace("<6D>", "<01>").replace("<79>", "<03>")),
    ],
)
def test_a_table_that_says_other_letters_than_the_font_draws_is_told(text: str, font: str, table: str) -> None:
    (notice,) = told(file(text, font, table))
    assert notice.set_aside == ("“m” is read as “sh”", "“y” is read as “ll”")
    assert "--ocr" in notice.message


def test_a_table_that_says_what_is_drawn_is_quiet() -> None:
    right = MAY.replace(SH, "<006D>").replace(LL, "<0079>")
    assert told(file("/F2 10 Tf (may ) Tj", with_table(PLAIN), right)) == []
    raised = right.replace("<006D>", "<004D>")  # small capitals
    assert told(file("/F2 10 Tf (may ) Tj", with_table(PLAIN), raised)) == []


def test_fonts_are_taken_apart_only_where_the_file_names_their_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    monkeypatch.setattr(spellings, "_fonts", lambda data: asked.append(data) or ())
    named = file("/F2 10 Tf (may ) Tj", with_table(PLAIN), MAY)
    unknown = named.replace(b" /Encoding /WinAnsiEncoding", b"").replace(b"/Helvetica", b"/ABCDEF+Serif")
    for data in (named, named.replace(b"/Helvetica", b"/ABCDEF+Serif"), unknown):
        assert not list(spellings.notices(data))
    assert len(asked) == 2


def test_letters_whose_programs_draw_nothing_are_told() -> None:
    (notice,) = told(file("/F2 10 Tf (no) Tj", PROGRAMS, NO, "5 0 d0"))
    assert notice.set_aside == ("nothing is read as “n”", "nothing is read as “o”")
    assert told(file("/F2 10 Tf (no) Tj", PROGRAMS, NO, "5 0 d0 0 0 4 4 re f")) == []


@pytest.mark.parametrize("text", ["/F1 0.1 Tf (not ) Tj", "0.1 Tz (not ) Tj 100 Tz"])
def test_letters_without_size_in_a_line_are_told(text: str) -> None:
    assert any("not" in notice.message for notice in told(file(f"(shall ) Tj {text}")))


@pytest.mark.parametrize("kind", ["Stamp", "Square", "Redact", "Ink", "Line"])
def test_what_lies_over_the_page_is_told(kind: str) -> None:
    over = f"/Annots [<< /Type /Annot /Subtype /{kind} /Rect [100 690 160 712] /Contents (may) >>]"
    (notice,) = told(file("(shall ) Tj", annotations=over))
    assert notice.set_aside == (f"({kind.lower()}) may",)


def test_the_value_of_a_field_is_told() -> None:
    field = "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /V (may) /Rect [100 690 160 712] >>]"
    (notice,) = told(file("(shall ) Tj", annotations=field))
    assert notice.set_aside == ("may",)
