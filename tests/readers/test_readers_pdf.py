"""PDF files: hand-made, refused, converted from Word, and real."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from corpus import real
from pdf_making import Post, Rule, T, pdf, unnamed
from treatydiff.errors import ReadError
from treatydiff.model import BlockKind, Notice, Reading, TableCell
from treatydiff.readers import READERS, ReadOptions
from treatydiff.readers.lines import Page, PageLine
from treatydiff.readers.pdf import pdfium_lines, read
from treatydiff.readers.pdf.extraction import Extraction
from treatydiff.readers.pdf.glyph_numbers import glyph_letter
from treatydiff.readers.pdf.pdfium_lines import pdfium_pages

OPTIONS = ReadOptions()
WORDS = "words of this line that reach as far as the right edge of the column do"


def reading(data: bytes) -> Reading:
    return read(data, "draft.pdf", OPTIONS)


def column(*lines: str, top: float = 700) -> list[T]:
    return [T(72, top - 12 * i, line) for i, line in enumerate(lines)]


def test_footnotes_in_the_size_of_the_text_are_known_by_the_line_that_is_drawn_over_them() -> None:
    lines = column("Article 1", "Scope", f"1. {WORDS}", "end here.", f"2. {WORDS}", "end too.", top=300)
    marked = [
        *lines,
        T(111, 243, "1", 6),
        T(72, 92, "1 Adopted by the whole group, with"),
        T(72, 80, "one voice against."),
    ]
    with_line, without = (reading(pdf([*marked, *rule])) for rule in ([Rule(72, 216, 110)], []))
    assert [(b.number, b.text) for b in with_line.blocks if b.kind is BlockKind.FOOTNOTE] == [
        ("1", "Adopted by the whole group, with one voice against.")
    ]
    assert with_line.blocks[-2].text.endswith("end too.")
    assert not any(b.kind is BlockKind.FOOTNOTE for b in without.blocks)


def draft(pages: int = 3) -> bytes:
    """A draft in UN layout with running heads, page and job numbers, a footnote and a watermark."""
    cover = [
        T(72, 780, "United Nations"),
        T(400, 780, "A/AC.999/4"),
        T(400, 765, "Distr.: General"),
        T(400, 753, "14 March 2025"),
        T(400, 741, "Original: English"),
        T(72, 50, "V.25-04417 (E)"),
        T(72, 38, "*2504417*"),
    ]
    sheets = [[*cover, T(220, 500, "Draft convention", 14, "B")]]
    for number in range(2, pages + 1):
        text = column(f"{number}. The Parties and the {WORDS}", f"Some {WORDS}", "end here.")
        head, foot = T(72, 790, "A/AC.999/4", 8, "B"), T(72, 40, f"{number}/{pages}", 8)
        sheets.append([head, foot, T(450, 40, "V.25-04417", 8), T(150, 250, "DRAFT", 60, turn=45), *text])
    sheets[1] += [T(112, 680, "1", 6), T(72, 90, "______________"), T(72, 82, "1", 5), T(76, 78, "See article 9.", 8)]
    return pdf(*sheets, title="A draft")


def struck(*rules: Rule, how: str = "drop") -> Reading:
    lines = [T(72, 700, "1. Each Party may shall", 10, "C"), T(72, 688, "inform the others.", 10, "C")]
    return read(pdf([*lines, *rules]), "draft.pdf", ReadOptions(struck=how))


MAY = Rule(72 + 14 * 6, 72 + 17 * 6, 702.6)
"""Through the word ``may``: in Courier of 10 points each letter is 6 wide."""


def test_words_with_a_line_through_them_are_left_out_and_said() -> None:
    done = struck(MAY)
    assert [b.text for b in done.blocks] == ["1. Each Party shall inform the others."]
    assert [n.set_aside for n in done.notices] == [("may",)]


def test_words_with_a_line_through_them_are_read_where_the_user_wants_it() -> None:
    done = struck(MAY, how="keep")
    assert [b.text for b in done.blocks] == ["1. Each Party may shall inform the others."]
    assert [n.message for n in done.notices] == ["1 passage struck through by hand, read as text: “may”"]


def test_a_passage_struck_over_two_lines_is_one() -> None:
    done = struck(Rule(72 + 14 * 6, 72 + 23 * 6, 702.6), Rule(72, 72 + 6 * 6, 690.6))
    assert [b.text for b in done.blocks] == ["1. Each Party the others."]
    assert [n.set_aside for n in done.notices] == [("may shall inform",)]


def test_lines_under_and_between_words_strike_nothing() -> None:
    done = struck(MAY._replace(y=698.6), MAY._replace(y=696), Rule(60, 400, 707), Rule(300, 400, 702.6))
    assert [b.text for b in done.blocks] == ["1. Each Party may shall inform the others."]
    assert not done.notices


def marked_up(
    data: bytes, kind: str, words: str = "", *boxes: tuple[float, float, float, float], flags: int = 4
) -> bytes:
    """A PDF with an annotation on its first page; ``boxes``: left, bottom, right, top of each line that it covers."""
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    corners = [(x, y) for x0, y0, x1, y1 in boxes for x, y in ((x0, y1), (x1, y1), (x0, y0), (x1, y0))]
    made = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(f"/{kind}"),
            NameObject("/F"): NumberObject(flags),
            NameObject("/Rect"): ArrayObject([FloatObject(edge) for edge in boxes[0]]),
            NameObject("/Contents"): TextStringObject(words),
            NameObject("/QuadPoints"): ArrayObject([FloatObject(number) for corner in corners for number in corner]),
        }
    )
    writer.add_annotation(0, made)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PLAIN = pdf([T(72, 700, "1. Each Party may shall", 10, "C"), T(72, 688, "inform the others.", 10, "C")])
OVER_MAY = (MAY.x0, 698, MAY.x1, 708)


def test_words_struck_out_by_an_annotation_are_left_out_or_read_like_those_with_a_line_through_them() -> None:
    data = marked_up(PLAIN, "StrikeOut", "", OVER_MAY)
    assert [b.text for b in reading(data).blocks] == ["1. Each Party shall inform the others."]
    assert [n.set_aside for n in reading(data).notices] == [("may",)]
    kept = read(data, "draft.pdf", ReadOptions(struck="keep"))
    assert [b.text for b in kept.blocks] == ["1. Each Party may shall inform the others."]


def test_an_annotation_over_two_lines_strikes_one_passage() -> None:
    end = 72 + 23 * 6
    data = marked_up(PLAIN, "StrikeOut", "", (MAY.x0, 698, end, 708), (72, 686, 72 + 6 * 6, 696))
    assert [b.text for b in reading(data).blocks] == ["1. Each Party the others."]
    assert [n.set_aside for n in reading(data).notices] == [("may shall inform",)]


def test_what_is_underlined_by_an_annotation_is_text_and_a_hidden_one_strikes_nothing() -> None:
    whole = ["1. Each Party may shall inform the others."]
    assert [b.text for b in reading(marked_up(PLAIN, "Underline", "", OVER_MAY)).blocks] == whole
    assert [b.text for b in reading(marked_up(PLAIN, "StrikeOut", "", OVER_MAY, flags=2)).blocks] == whole


def test_what_is_written_between_the_words_is_told_and_not_read() -> None:
    done = reading(marked_up(PLAIN, "Caret", "in good faith", OVER_MAY))
    assert [b.text for b in done.blocks] == ["1. Each Party may shall inform the others."]
    (told,) = done.notices
    assert told.message == "1 written on the pages as annotations, not read: “in good faith”"
    assert (told.page, told.set_aside) == (1, ("in good faith",))


def test_the_cells_of_a_ruled_table_are_read_one_after_the_other() -> None:
    text = [T(75, 690, "Conference of"), T(175, 690, "adopts the"), T(75, 678, "the Parties"), T(175, 678, "programme")]
    below = [T(75, 660, "Secretariat prepares it", 10)]
    rules = [Rule(70, 300, y) for y in (702, 672, 650)] + [Post(x, 650, 702) for x in (70, 170, 300)]
    done = reading(pdf([T(72, 720, "1. These are the organs:"), *text, *below, *rules]))
    assert [b.text for b in done.blocks][1:3] == ["Conference of the Parties", "adopts the programme"]
    assert [b.kind for b in done.blocks] == [BlockKind.BODY, *[BlockKind.CELL] * 3]
    assert [b.origin.cell for b in done.blocks] == [None, *(TableCell(1, *at) for at in ((0, 0), (0, 1), (1, 0)))]
    framed = reading(pdf([*text, Rule(70, 300, 702), Rule(70, 300, 672), Post(70, 672, 702), Post(300, 672, 702)]))
    assert {b.kind for b in framed.blocks} == {BlockKind.BODY}


def test_a_stroke_through_words_in_a_cell_parts_no_cells() -> None:
    text = [T(75, 690, "It shall not fail"), T(175, 690, "It may.")]
    rules = [Rule(70, 300, y) for y in (702, 672)] + [Post(x, 672, 702) for x in (70, 170, 300)]
    done = reading(pdf([T(72, 720, "1. These are the rules:"), *text, *rules, Rule(104, 121, 693)]))
    assert [b.text for b in done.blocks][1:] == ["It shall fail", "It may."]
    assert [notice.set_aside for notice in done.notices] == [("not",)]


def test_furniture_and_cover_are_set_aside_and_read() -> None:
    done = reading(draft())
    assert (done.symbol, done.date, done.language, done.title, done.pages) == (
        "A/AC.999/4",
        "2025-03-14",
        "en",
        "A draft",
        3,
    )
    said = {notice.message: notice.set_aside for notice in done.notices}
    assert said["running heads, page and job numbers set aside"] == (
        "A/AC.999/4", "2/3 V.25-04417", "A/AC.999/4", "3/3 V.25-04417",
    )  # fmt: skip
    assert said["watermarks set aside"] == ("DRAFT", "DRAFT")
    assert "V.25-04417 (E)" in said["cover set aside"]


def test_the_text_is_left_as_paragraphs_with_their_pages() -> None:
    done = reading(draft())
    body = [(b.text[:14], b.origin.page) for b in done.blocks if b.kind is BlockKind.BODY]
    assert body == [("Draft conventi", 1), ("2. The Parties", 2), ("3. The Parties", 3)]
    assert done.blocks[1].text == f"2. The Parties and the {WORDS} Some {WORDS} end here."
    assert [b.origin.index for b in done.blocks] == list(range(len(done.blocks)))


def test_the_footnote_keeps_its_number_and_leaves_the_text() -> None:
    note = reading(draft()).blocks[-1]
    assert (note.kind, note.number, note.text, note.origin.page) == (BlockKind.FOOTNOTE, "1", "See article 9.", 2)


def test_every_character_is_in_a_block_or_set_aside() -> None:
    assert spilled(draft()) == (Counter(), Counter())


def test_boldness_and_size_come_from_the_font() -> None:
    title = reading(draft()).blocks[0]
    assert (title.style.bold, title.style.size) == (True, 14.0)


def test_pieces_on_one_base_line_are_one_line() -> None:
    done = reading(pdf([T(72, 700, "Article"), T(110, 700, "5"), T(72, 650, "H"), T(78, 648, "2", 5)]))
    assert [b.text for b in done.blocks] == ["Article 5", "H2"]


def test_a_page_stored_on_its_side_is_read_as_it_is_shown() -> None:
    (page,) = pdfium_pages(pdf([T(100, 200, "Text", turn=90), T(112, 200, "below", turn=90)], rotate=90)).pages
    first, second = page.lines
    assert (page.width, page.height) == (842, 595)
    assert (first.text, round(first.y), round(second.y)) == ("Text", 595 - 100, 595 - 112)
    assert round(first.x0) == 200


# -------------------------------------------------------------------------------------------------------------- refused


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        reading(data)
    return caught.value


def test_a_scanned_document_is_refused() -> None:
    error = refused(pdf([], []))
    assert error.message == "draft.pdf: no text layer (2 pages, 0 characters)"
    assert "--ocr" in error.hint


def test_a_broken_text_layer_is_refused() -> None:
    error = refused(unnamed("Each State Party shall cooperate in good faith."))
    assert error.message == "draft.pdf: broken text layer (100% of the letters are not what the page shows)"
    assert "--ocr" in error.hint


def test_letters_of_no_language_of_the_united_nations_are_a_broken_text_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (PageLine("Ɇɨɪɫɤɨɣ ɨɯɪɚɧɹɟɦɵɣ ɪɚɣɨɧ և բառեր", size=10),)
    page = Page(1, 600, 800, lines)
    monkeypatch.setattr("treatydiff.readers.pdf.pdfium_pages", lambda data, marked: Extraction([page]))
    assert "broken text layer" in refused(b"%PDF").message


@pytest.mark.parametrize("text", ["Party état señor Größe", "Морской район", "海洋保护区", "المادة ﻻ", "Ελλάδα"])
def test_letters_of_living_scripts_are_sound(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(1, 600, 800, (PageLine(text, 10, 200, 700, 10),))
    monkeypatch.setattr("treatydiff.readers.pdf.pdfium_pages", lambda data, marked: Extraction([page]))
    assert len(reading(b"%PDF").blocks) == 1


def test_an_encrypted_file_is_refused() -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(draft()))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert refused(buffer.getvalue()).message == "draft.pdf: encrypted, it opens only with a password"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\nnothing else", b"%PDF-1.7\n" + bytes(range(256)) * 20, b"not a PDF at all"]
)
def test_a_damaged_file_is_refused_in_one_line(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    error = refused(data)
    assert capfd.readouterr() == ("", "")
    assert error.message.startswith("draft.pdf: damaged PDF (")
    assert "\n" not in error.message
    assert error.hint


def test_too_many_pages_or_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium_lines, "MAX_PAGES", 2)
    assert refused(draft()).message == "draft.pdf: 3 pages"
    monkeypatch.setattr(pdfium_lines, "MAX_PAGES", 9)
    monkeypatch.setattr(pdfium_lines, "MAX_CHARACTERS", 100)
    assert refused(draft()).message == "draft.pdf: more than 100 characters"


# ------------------------------------------------------------------------------------------------ letters without names


def test_a_few_letters_that_the_file_does_not_name_are_read_by_the_order_of_glyphs() -> None:
    extraction = pdfium_pages(unnamed("DURABLE"))
    assert extraction.pages[0].lines[0].text == "DURABLE"
    assert extraction.unmapped == extraction.asked == 7
    assert extraction.decoded == ("'85$%/(",)


@pytest.mark.parametrize(
    ("glyph", "letter"), [(3, " "), (36, "A"), (97, "~"), (112, "é"), (182, "’"), (9, "&"), (3031, ""), (0, "")]
)
def test_the_order_of_glyphs(glyph: int, letter: str) -> None:
    assert glyph_letter(glyph) == letter


# --------------------------------------------------------------------------------------------------- damaged and mended


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [(b"%PDF-", b"%XXX-"), (b"/Root", b"/Rxxt"), (b"%PDF-", b"x" * 3000 + b"%PDF-")],
    ids=["no header", "no root", "behind other bytes"],
)
def test_what_pdfium_cannot_open_is_read_the_same_as_pypdf_mends_it(sound: bytes, damaged: bytes) -> None:
    whole = reading(draft())
    mended = reading(draft().replace(sound, damaged))
    assert (mended.blocks, mended.symbol, mended.title, mended.pages) == (whole.blocks, "A/AC.999/4", "A draft", 3)
    assert set(mended.notices) - set(whole.notices) == {
        Notice("a damaged file, read as pypdf mends it: another program may show other pages", unseen=True)
    }


# -------------------------------------------------------------------------------------------------- converted from Word


def spilled(data: bytes) -> tuple[Counter[str], Counter[str]]:
    """The characters that a PDF has and the reading lost, and those it gained, blanks left out."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    raw = "".join(page.get_textpage().get_text_range() for page in document).replace("\ufffe", "-")
    document.close()
    done = reading(data)
    aside = [text for notice in done.notices for text in notice.set_aside]
    kept = "".join([*(block.text + block.number for block in done.blocks), *aside])
    before, after = Counter("".join(raw.split())), Counter("".join(kept.split()))
    return before - after, after - before


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A Word draft in UN style and the PDF that LibreOffice makes of it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed: no PDF can be made of a Word file")
    folder = tmp_path_factory.mktemp("converted")
    file = folder / "draft.docx"
    file.write_bytes(word_draft())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return file.read_bytes(), file.with_suffix(".pdf").read_bytes()


def word_draft() -> bytes:
    """Forty articles with headings, numbered paragraphs, items of two levels, footnotes, header and footer."""
    from docx_making import docx, footnote, note, p, r

    body, notes = [p(r("Draft convention on the sample", "<w:b/>"), inside='<w:jc w:val="center"/>')], []
    spaced = '<w:spacing w:after="120"/><w:jc w:val="both"/>'
    centre = '<w:keepNext/><w:spacing w:before="240"/><w:jc w:val="center"/>'
    for number in range(1, 41):
        body.append(p(r(f"Article {number}", "<w:b/>"), inside=centre))
        body.append(p(r(SUBJECTS[number % len(SUBJECTS)], "<w:b/>"), inside=centre))
        for paragraph in (1, 2, 3):
            text = f"{paragraph}. " + sentences(number * 7 + paragraph, 1 + (number + paragraph) % 5)
            runs = [r(text)]
            if paragraph == 2 and number % 5 == 0:
                notes.append(note(len(notes) + 1, p(r(f"Reservation of delegation {number} to this paragraph."))))
                runs.append(footnote(len(notes)))
            body.append(p(*runs, inside=spaced))
        for item in "abc":
            body.append(
                p(f"({item}) {sentences(ord(item) + number, 1)[:-1]};", inside=f'<w:ind w:left="720"/>{spaced}')
            )
        body.append(p(f"(i) {sentences(number, 2)}", inside=f'<w:ind w:left="1440" w:hanging="720"/>{spaced}'))
    return docx(*body, footnotes=notes)


SUBJECTS = (
    "Use of terms",
    "Preservation of stored electronic data and partial disclosure of traffic data for the purposes of a request",
    "Safeguards",
    "Spontaneous information",
)
CLAUSES = (
    "Each State Party shall take the measures required to preserve the integrity of stored electronic evidence",
    "Nothing in this article shall be read as limiting the rights of persons under domestic or international law",
    "the competent authorities may request the disclosure of subscriber information held by a service provider",
    "States Parties shall cooperate with one another to the widest extent, in accordance with article 35",
    "a decision-making body established under paragraph 2 shall meet every two years unless it decides otherwise",
)


def sentences(seed: int, count: int) -> str:
    """Text that differs with the seed and is always the same for it."""
    chosen = [CLAUSES[(seed * 3 + i * 2) % len(CLAUSES)] for i in range(count)]
    return " ".join(f"{clause[0].upper()}{clause[1:]}, as stated in case {seed}." for clause in chosen)


def test_paragraphs_of_a_pdf_are_those_of_the_word_file(converted: tuple[bytes, bytes]) -> None:
    word = paragraphs(READERS["docx"].read(converted[0], "draft.docx"))
    printed = paragraphs(reading(converted[1]))
    blocks = SequenceMatcher(None, word, printed, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    assert len(word) > 300
    assert same >= 0.99 * len(word), [w for w in word if w not in printed][:3]
    assert len(printed) <= 1.01 * len(word)


def test_footnotes_of_a_pdf_are_those_of_the_word_file(converted: tuple[bytes, bytes]) -> None:
    word, printed = READERS["docx"].read(converted[0], "draft.docx"), reading(converted[1])
    assert len(notes_of(word)) == 8
    assert notes_of(printed) == notes_of(word)


def test_nothing_of_the_converted_file_is_lost(converted: tuple[bytes, bytes]) -> None:
    assert spilled(converted[1]) == (Counter(), Counter())


def paragraphs(done: Reading) -> list[str]:
    return [f"{b.number} {b.text}".strip() for b in done.blocks if b.kind is not BlockKind.FOOTNOTE and b.text]


def notes_of(done: Reading) -> list[tuple[str, str]]:
    return [(b.number, b.text) for b in done.blocks if b.kind is BlockKind.FOOTNOTE]


def test_the_sample_drafts_read_alike_in_word_and_pdf(drafts: Path) -> None:
    every = sorted(drafts.glob("*-draft.pdf"))
    assert every
    for file in every:
        word = READERS["docx"].read(file.with_suffix(".docx").read_bytes(), "draft.docx")
        printed = reading(file.read_bytes())
        stream = ["".join(re.sub(r"\s", "", text) for text in paragraphs(done)) for done in (word, printed)]
        assert stream[0] == stream[1], file.name
        assert (word.symbol, word.date, word.language) == (printed.symbol, printed.date, printed.language)


# ----------------------------------------------------------------------------------------------------------- real texts


@cache
def read_once(path: str) -> Reading:
    """A real text, as several tests read it."""
    return reading(Path(path).read_bytes())


REPORTS = ("un-pdf/prepcom3-report-2026-04-02.pdf", "un-pdf/prepcom3-report-2026-05-04.pdf")
REAL = (*REPORTS, "un-pdf/A_CONF.164_37-fish-stocks-1995.en.pdf", "un-pdf/unclos-1982.en.pdf")
FURNITURE = re.compile(r"\d+/8[01]|\d\d-\d{5}|A/AC\.296/2026/9$|^\d+$|/\.\.\.$|^Page \d+$|^English$|^- \d+ -$")


@pytest.mark.parametrize("name", REAL)
def test_no_furniture_is_left_in_real_texts(name: str) -> None:
    done = read_once(real(name))
    left = [b.text for b in done.blocks if b.kind is BlockKind.BODY and FURNITURE.search(b.text) and len(b.text) < 40]
    assert not [text for text in left if not text.startswith("A/AC.296/2026/9 ")]
    assert not [b.text for b in done.blocks if re.search("[\ufffe\uffff\ufffd\xad\ue000-\uf8ff]", b.text)]


@pytest.mark.parametrize("name", [*REAL, "chile-2022/2022-05-14-borrador.es.pdf"])
def test_no_character_of_real_texts_is_lost(name: str) -> None:
    lost, gained = spilled(Path(real(name)).read_bytes())
    stand_ins = {"\uf02a": "*", "-": ""}  # an asterisk of the Symbol font; the hyphen of one word at a line end
    assert Counter("".join(stand_ins.get(c, c) for c in lost.elements())) == gained
    assert lost["-"] <= 1


def test_two_editions_of_one_report_differ_only_in_edits() -> None:
    """Paragraphs begin alike in both, though the editions break lines and pages elsewhere."""
    starts = [[b.text[:12] for b in read_once(real(name)).blocks] for name in REPORTS]
    matched = SequenceMatcher(None, *starts, autojunk=False).get_matching_blocks()
    assert sum(block.size for block in matched) > 0.9 * max(map(len, starts))


def test_the_rules_of_the_report_are_all_there() -> None:
    assert REPORTS
    for name in REPORTS:
        done = read_once(real(name))
        rules = [int(m[1]) for b in done.blocks if (m := re.fullmatch(r"Rule (\d+)", b.text))]
        assert rules == list(range(1, 65)), name


def test_the_articles_of_the_fish_stocks_agreement_are_all_there() -> None:
    done = read_once(real("un-pdf/A_CONF.164_37-fish-stocks-1995.en.pdf"))
    numbers = [int(m[1]) for b in done.blocks if (m := re.fullmatch(r"Article (\d+)", b.text))]
    assert numbers[:50] == list(range(1, 51))
    assert all(b.style.centred for b in done.blocks if re.fullmatch(r"Article \d+", b.text))
    assert (done.symbol, done.date, done.language) == ("A/CONF.164/37", "1995-09-08", "en")


def test_letters_without_a_name_do_not_spoil_a_french_heading() -> None:
    done = read_once(real("bbnj/2023-06-19.fr.pdf"))
    headings = [b.text for b in done.blocks if b.style.bold]
    assert "PRÉAMBULE" in headings
    assert "ZONES NE RELEVANT" in headings[0]
    assert "Procédures de règlement des différends" in headings
    assert any("usual order of glyphs" in notice.message for notice in done.notices)
    numbers = [int(m[1]) for b in done.blocks if (m := re.fullmatch(r"Article (\d+)", b.text))]
    assert numbers == list(range(2, 77))


def test_a_real_broken_text_layer_is_refused() -> None:
    with pytest.raises(ReadError, match="broken text layer"):
        read_once(real("bbnj/2023-06-19.ru.garbled-text-layer.pdf"))


def test_a_file_that_only_forbids_copying_is_read() -> None:
    done = read_once(real("chile-2022/2022-07-07-version-final.es.pdf"))
    numbers = [int(m[1]) for b in done.blocks if (m := re.fullmatch(r"Artículo (\d+)", b.text))]
    assert numbers == list(range(1, 389))
    assert all(b - a == 1 for a, b in pairwise(numbers))
