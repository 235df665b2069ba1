"""A Word file is not trusted: each fault is one line and a hint, and nothing outside the file is touched."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import DRAFTS
from docx_making import docx, family, instance, level, note, p, zipped
from treatydiff.errors import ReadError
from treatydiff.model import Reading
from treatydiff.ooxml import container, looks
from treatydiff.readers import READERS, ReadOptions, reader_for
from treatydiff.readers.docx import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MAIN = "word/document.xml"


def refusal(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(data, "draft.docx", ReadOptions())
    assert "\n" not in caught.value.message + caught.value.hint
    assert caught.value.message.startswith("draft.docx: ")
    assert caught.value.hint
    return caught.value


def with_part(name: str, content: bytes | str) -> bytes:
    return docx("a", parts={name: content})


def without(*names: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx("a"))) as archive:
        return zipped({n: archive.read(n) for n in archive.namelist() if n not in names})


def changed(data: bytes, change: Callable[[bytearray], None]) -> bytes:
    out = bytearray(data)
    change(out)
    return bytes(out)


def encrypted(data: bytes) -> bytes:
    """Sets the flag of encryption in the directory entry of the main part."""

    def flag(out: bytearray) -> None:
        at = out.rindex(b"PK\x01\x02", 0, out.rindex(MAIN.encode()))
        out[at + 8] |= 1

    return changed(data, flag)


def claiming(data: bytes, size: int) -> bytes:
    """Lets the directory say another unpacked size of the main part."""

    def claim(out: bytearray) -> None:
        at = out.rindex(b"PK\x01\x02", 0, out.rindex(MAIN.encode()))
        out[at + 24 : at + 28] = struct.pack("<I", size)

    return changed(data, claim)


def twice(name: str) -> bytes:
    stream = io.BytesIO(docx("a"))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(name, b"<a/>")
    return stream.getvalue()


ENTITY = '<!DOCTYPE w:document [<!ENTITY x "shall not">]>'
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
NESTED = "<w:sdt><w:sdtContent>" * 150 + p("a") + "</w:sdtContent></w:sdt>" * 150


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Article 1\nScope", "not a Word document, or cut short"),
        (b"%PDF-1.7\n", "a PDF, not a Word document"),
        (b"{\\rtf1 Article 1}", "rich text (RTF), not .docx"),
        (b"<html><body>Article 1</body></html>", "a web page, not a Word document"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><pkg/>', "an XML file, not a zipped .docx"),
        (docx("a")[:300], "not a Word document, or cut short"),
        (OLE, "the old binary Word format (.doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        (encrypted(docx("a")), "password-protected"),
        (zipped({"xl/workbook.xml": "<workbook/>"}), "not a Word document: it has no main document part"),
        (without(MAIN), "not a Word document: it has no main document part"),
        (with_part(MAIN, "<workbook/>"), "an Office file, but not a Word document"),
        (with_part(MAIN, BODY[:-9]), "word/document.xml cannot be parsed as XML"),
        (with_part(MAIN, ENTITY + BODY), "word/document.xml does not begin with an element"),
        (with_part(MAIN, '<?xml version="1.0"?>\n<!-- a --> ' + ENTITY + BODY), "does not begin with an element"),
        (with_part(MAIN, ('<?xml version="1.0" encoding="UTF-16"?>' + ENTITY + BODY).encode("utf-16")),
         "does not begin with an element"),
        (with_part("customXml/item1.xml", ENTITY + "<a/>"), "customXml/item1.xml does not begin with an element"),
        (with_part(MAIN, "<!--" + "-" * 9000 + "-->" + BODY), "does not begin with an element"),
        (with_part(MAIN, BODY.replace("<w:body/>", f"<w:body>{NESTED}</w:body>")), "cannot be parsed as XML"),
        (with_part("../../etc/cron.d/x", "x"), "points outside the package"),
        (with_part("/etc/x", "x"), "points outside the package"),
        (twice(MAIN), "holds two parts of the same name"),
        (with_part("word/Document.xml", BODY), "holds two parts of the same name"),
        (with_part("word/x.xml", b"<a>" + b" " * 2_000_000 + b"</a>"), "word/x.xml is packed more than 200 times"),
        (claiming(docx("a"), 65_000_000), "word/document.xml unpacks to more than 64 MB"),
        (claiming(docx("a"), 3_000_000_000), "unpacks to more than 256 MB"),
        (claiming(docx("a"), 60), "word/document.xml cannot be unpacked"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_refused_with_one_line_and_a_hint(data: bytes, says: str) -> None:
    assert says in refusal(data).message


def test_a_file_of_thousands_of_parts_is_refused() -> None:
    parts = {f"word/media/{i}.png": b"" for i in range(container.MAX_PARTS)}
    assert "parts, more than 2000" in refusal(docx("a", parts=parts)).message  # type: ignore[arg-type]


def test_a_picture_may_be_packed_as_tightly_as_it_can() -> None:
    data = docx("a", parts={"word/media/blank.bmp": bytes(5_000_000)})
    assert [b.text for b in read(data, "draft.docx", ReadOptions()).blocks] == ["a"]


def test_the_main_part_is_found_by_its_relation_whatever_its_name_and_case() -> None:
    with zipfile.ZipFile(io.BytesIO(docx("a"))) as archive:
        files = {name.replace("document.xml", "Document2.xml"): archive.read(name) for name in archive.namelist()}
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    assert [b.text for b in read(zipped(files), "draft.docx", ReadOptions()).blocks] == ["a"]


def test_a_file_without_its_relations_is_read_as_far_as_it_goes() -> None:
    data = without("_rels/.rels", "word/_rels/document.xml.rels")
    assert [b.text for b in read(data, "draft.docx", ReadOptions()).blocks] == ["a"]


def test_a_character_reference_is_no_entity() -> None:
    assert [b.text for b in read(docx("caf&#233; &amp; &lt;b&gt;"), "x", ReadOptions()).blocks] == ["café & <b>"]


def test_standard_input_is_known_by_its_first_bytes() -> None:
    assert reader_for("-", docx("a")).name == "docx"
    assert reader_for("-", OLE).name == "docx"
    assert reader_for("-", b"{\\rtf1 a}").name == "office"
    assert reader_for("-", b"\n<!DOCTYPE html><p>a").name == "html"


def test_reading_a_word_file_imports_no_python_docx() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from treatydiff.readers import READERS; from pathlib import Path;"
        f"READERS['docx'].read(Path({str(DRAFTS[0])!r}).read_bytes(), 'x'); print('docx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


SEED = docx(
    p("a", num=(1, 0)),
    p("b", '<w:r><w:footnoteReference w:id="1"/></w:r>', style="S"),
    numbering=family(0, level(0, "%1.")) + instance(1, 0, restarts={0: 3}),
    footnotes=note(1, "n"),
    headers=[p("A/CONF.1/L.1")],
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_archive_is_read_or_refused_and_never_a_crash(damage: list[tuple[int, int]]) -> None:
    def hit(out: bytearray) -> None:
        for at, value in damage:
            out[at] = value

    _read_or_refuse(changed(SEED, hit))


TAGS = [
    "p", "r", "t", "pPr", "rPr", "numPr", "numId", "ilvl", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del",
    "fldChar", "sym", "footnoteReference", "sectPr", "br", "abstractNum", "num", "lvl", "style", "footnote",
]  # fmt: skip
TREES = st.recursive(
    st.text("ab1 ", max_size=3),
    lambda inner: st.tuples(
        st.sampled_from(TAGS),
        st.sampled_from(["", "-1", "1", "x", "begin", "end", "1e999"]),
        st.lists(inner, max_size=4),
    ).map(lambda t: f'<w:{t[0]} w:val="{t[1]}" w:ilvl="{t[1]}" w:fldCharType="{t[1]}">{"".join(t[2])}</w:{t[0]}>'),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, max_size=5), st.sampled_from(["accept", "reject"]))
def test_elements_in_any_order_are_read_or_refused_and_never_a_crash(trees: list[str], revisions: str) -> None:
    inside = "".join(trees)
    data = docx(f"<w:p>{inside}</w:p>{inside}", numbering=inside, styles=inside, footnotes=inside)
    _read_or_refuse(data, revisions)


def _read_or_refuse(data: bytes, revisions: str = "accept") -> None:
    try:
        result: Reading | ReadError = READERS["docx"].read(data, "draft.docx", ReadOptions(revisions))
    except ReadError as error:
        result = error
    assert isinstance(result, Reading) or result.message.startswith("draft.docx: ")


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"<w:p>{'<w:r><w:t>may </w:t></w:r>' * 51_000}</w:p>", "a paragraph in more than 50,000 pieces"),
        (f"<w:p>{FIELD.format('begin') * 101}{FIELD.format('end') * 101}</w:p>", "fields stand in fields"),
        (f"<w:p><w:r><w:t>{'may act ' * 130_000}</w:t></w:r></w:p>" * 10, "more than 10,000,000 characters"),
    ],
)
def test_what_no_word_processor_writes_is_refused_at_once(
    body: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "MAX_RATIO", 100_000)
    with pytest.raises(ReadError, match=told):
        READERS["docx"].read(docx(body), "draft.docx")


def test_a_long_line_of_styles_is_followed_once() -> None:
    count = 1_500
    based = [f'<w:basedOn w:val="s{i - 1}"/>' if i else "<w:rPr><w:b/></w:rPr>" for i in range(count)]
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="s{i}">{base}</w:style>' for i, base in enumerate(based))
    text = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{i}"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>' for i in range(count))
    folded: list[object] = []
    plain = looks.Styles._folded
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looks.Styles, "_folded", lambda *given: folded.append(given) or plain(*given))
        reading = READERS["docx"].read(docx(text, styles=styles), "draft.docx")
    assert len(reading.blocks) == count
    assert all(block.style and block.style.bold for block in reading.blocks)
    assert len(folded) <= count + 5
